"""Backups as use cases: when they are due, the second place, the drill, how the office stands."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tcxd_desktop.domain.backups import SECOND
from tcxd_desktop.domain.errors import (
    BackupKeyProblem,
    DiskFullProblem,
    NoBackupProblem,
    NoRecoveryProblem,
    NotAllowedProblem,
    SecondPlaceProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import accounts, backups, imports, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import backup_file, key_file, second_place
from tcxd_desktop.storage.engine import connect
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.torture import edits
from tcxd_desktop.wording.backups import WARNINGS, drill_line, why_name
from tests import make
from tests.office import backup_samples as samples
from tests.storage import contents


def at(desk: Desk, **later: float) -> Desk:
    """Return the desk some time later."""
    moment = make.clock() + timedelta(**later)
    return replace(desk, clock=lambda: moment)


def lines(desk: Desk, use_case: str) -> list[str]:
    """Return the notes of the lines of a use case."""
    with desk.read() as reading:
        rows = reading.all("SELECT note FROM act WHERE use_case = ? ORDER BY id", (use_case,))
    return [str(row[0]) for row in rows]


# --- making ---------------------------------------------------------------------------------------


def test_a_backup_leaves_its_line_and_is_listed(desk: Desk) -> None:
    samples.person(desk)
    made = backups.make(desk, "asked")
    assert backups.listed(desk) == [made]
    assert backups.newest_verified(desk.store.folder) == made
    [note] = lines(desk, "backups.make")
    assert note == f"Theo yêu cầu: 1 hồ sơ, {made.path.name}"


def test_what_comes_next_names_the_reason() -> None:
    assert why_name("exit") == "Khi thoát"
    assert why_name("accounts.close") == "Trước việc: Ngừng người dùng"
    assert why_name("lạ") == "lạ"


def test_a_viewer_makes_none_and_a_clerk_restores_none(desk: Desk) -> None:
    made = backups.make(desk, "asked")
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    clerk = replace(desk, actor=replace(desk.actor, role=Role.CLERK))
    with pytest.raises(NotAllowedProblem):
        backups.make(viewer, "asked")
    with pytest.raises(NotAllowedProblem):
        backups.restore(clerk, made, make.PASSWORD)
    with pytest.raises(NotAllowedProblem):
        backups.preview(clerk, made)
    assert backups.make(clerk, "asked").verified


def test_a_backup_is_due_after_half_an_hour_of_changed_work(desk: Desk) -> None:
    samples.person(desk)
    assert backups.due(desk)
    backups.make(desk, "time")
    assert not backups.due(at(desk, hours=5))
    people.view(desk, 1)
    assert not backups.due(at(desk, hours=5))
    samples.person(desk, "Lê Thị Hoa")
    assert not backups.due(at(desk, minutes=29))
    assert backups.due(at(desk, minutes=30))


def test_a_doubtful_clock_makes_a_changed_office_due(desk: Desk) -> None:
    backups.make(at(desk, days=3), "time")
    samples.person(desk)
    # The clock went back: the newest backup seems to be from days to come.
    assert backups.due(desk)
    assert backups.due(at(desk, days=-4_000))
    assert backups.due(at(desk, days=4_000))


def test_a_guard_makes_one_only_where_something_changed(desk: Desk) -> None:
    first = backups.guard(desk, "import")
    assert first.why == "import"
    assert backups.guard(desk, "erase") == first
    people.view(desk, samples.person(desk))
    second = backups.guard(desk, "erase")
    assert second.seq > first.seq
    with second.path.open("r+b") as file:
        file.truncate(second.size - 1)
    assert backups.guard(desk, "keys").why == "keys"


def test_an_import_is_guarded_before_it_writes(desk: Desk) -> None:
    preview = imports.preview_members(desk, edits.sheet(1), "ds.xlsx")
    cells = dict.fromkeys(preview.unknown_cells)
    held: list[int] = []

    def guarded() -> None:
        imports.backed_up(desk)
        held.append(backups.listed(desk)[0].people)

    imports.apply_members(desk, preview, cells, guarded)
    again = imports.preview_members(desk, edits.sheet(1), "ds.xlsx")
    imports.apply_members(desk, again, {}, guarded)
    assert held == [0]


def test_old_backups_go_after_each_new_one_but_not_while_the_clock_is_doubtful(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    real = backups.backup_shelf.rotate

    def rotate(found: object, now: datetime, *, suspect: bool) -> object:
        asked.append(suspect)
        return real(found, now, suspect=suspect)  # type: ignore[arg-type]

    monkeypatch.setattr(backups.backup_shelf, "rotate", rotate)
    backups.make(desk, "time")
    backups.make(at(desk, days=-4_000), "time")
    assert asked == [False, True]


# --- how it stands ---------------------------------------------------------------------------------


def test_the_state_tells_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    samples.person(desk)
    found = backups.state(desk)
    assert found.newest is None
    assert found.changed
    assert found.warnings == ("none", "second_none", "no_recovery")
    made = backups.make(desk, "asked")
    samples.person(desk, "Lê Thị Hoa")
    later = backups.state(at(desk, hours=1))
    assert later.newest == made
    assert later.warnings == ("old", "second_none", "no_recovery")
    samples.sheet(desk)
    (tmp_path / "usb").mkdir()
    backups.set_second_place(desk, tmp_path / "usb")
    backups.copy_to_second(desk)
    backups.drill(desk)
    good = backups.state(desk)
    # A test has but one disk.
    assert good.warnings == ("second_same_disk",)
    assert (good.changed, good.second_due, good.drill_due) == (False, False, False)
    assert "clock" in backups.state(at(desk, days=4_000)).warnings
    assert set(good.warnings) <= set(WARNINGS)


def test_a_file_that_is_no_backup_is_told(desk: Desk) -> None:
    made = backups.make(desk, "asked")
    made.path.write_bytes(b"")
    found = backups.state(desk)
    assert found.newest is None
    assert "broken" in found.warnings


# --- the second place ------------------------------------------------------------------------------


@pytest.fixture
def usb(desk: Desk, tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    samples.person(desk)
    samples.sheet(desk)
    backups.set_second_place(desk, folder)
    return folder


def test_a_copy_in_the_second_place_has_no_password_slot(desk: Desk, usb: Path) -> None:
    here = contents.of_office(desk.store.folder)
    made = backups.copy_to_second(desk)
    [path] = usb.iterdir()
    head = backup_file.read_head(path)
    backup_file.check(head)
    assert (made.path, head.manifest.kind) == (path, SECOND)
    assert head.genuine(desk.store.ring.main)
    slots = key_file.parsed(backup_file.part_bytes(head, KEY_FILE))
    assert slots is not None
    assert [slot.kind for slot in slots.slots] == ["recovery"]
    assert desk.actor.name.encode() not in path.read_bytes()
    place = usb.parent / "out"
    place.mkdir()
    backup_file.unpack(head, place)
    assert contents.of_files(place, desk.store.ring) == here
    assert backups.second_listed(desk) == [made]
    assert lines(desk, "backups.second") == [f"1 hồ sơ, {path}"]


def test_without_a_recovery_sheet_nothing_is_carried_away(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    backups.set_second_place(desk, tmp_path / "usb")
    with pytest.raises(NoRecoveryProblem):
        backups.copy_to_second(desk)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_second_place_lies_elsewhere(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(SecondPlaceProblem):
        backups.set_second_place(desk, tmp_path / "không có")
    backups.make(desk, "asked")
    with pytest.raises(SecondPlaceProblem):
        backups.set_second_place(desk, desk.store.folder / "copies")
    with pytest.raises(SecondPlaceProblem):
        backups.copy_to_second(desk)


def test_the_second_place_is_due_after_a_week_of_work(desk: Desk, usb: Path) -> None:
    assert backups.second_due(desk)
    backups.copy_to_second(desk)
    assert not backups.second_due(at(desk, days=30))
    samples.person(desk, "Lê Thị Hoa")
    assert not backups.second_due(at(desk, days=6))
    assert backups.second_due(at(desk, days=7))
    assert backups.second_due(at(desk, days=-4_000))


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, call: str, part: str, code: int) -> Iterator[None]:
    """Let the stick be pulled out at a call of ``os``."""
    real = getattr(os, call)

    def fail(*arguments: object, **more: object) -> object:
        first = arguments[0]
        named = (
            str(first)
            if not isinstance(first, int)
            else str(Path(f"/proc/self/fd/{first}").readlink())
        )
        if part in named:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        yield


@pytest.mark.parametrize("code", [errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_stick_pulled_out_leaves_no_final_name(
    desk: Desk, usb: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    backups.make(desk, "asked")
    with failing(monkeypatch, call, "/usb", code), pytest.raises(SecondPlaceProblem):
        backups.copy_to_second(desk)
    assert [path for path in usb.iterdir() if path.suffix == backup_file.ENDING] == []
    assert not backups.second_place(desk).at
    backups.copy_to_second(desk)
    assert backups.second_place(desk).at


def test_a_full_stick_says_so(desk: Desk, usb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.make(desk, "asked")
    with (
        failing(monkeypatch, "fsync", "/usb", errno.ENOSPC),
        pytest.raises(DiskFullProblem),
    ):
        backups.copy_to_second(desk)
    assert list(usb.iterdir()) == []


def lied_to(desk: Desk, usb: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Copy to a stick that keeps other bytes than it was given; tell whether that passes."""
    real = second_place.forget

    def forget(path: Path) -> None:
        real(path)
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(os.urandom(64))

    monkeypatch.setattr(second_place, "forget", forget)
    try:
        backups.copy_to_second(desk)
    except SecondPlaceProblem:
        assert list(usb.iterdir()) == []
        return False
    return True


def test_a_stick_that_lies_is_found_out(
    desk: Desk, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not lied_to(desk, usb, monkeypatch)


def test_without_reading_back_it_would_pass(
    desk: Desk, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    monkeypatch.setattr(backup_file, "check", lambda *_: None)
    assert lied_to(desk, usb, monkeypatch)


def test_another_office_on_the_stick_is_left_alone(desk: Desk, usb: Path, tmp_path: Path) -> None:
    backups.copy_to_second(desk)
    other = make.office(tmp_path / "other")
    try:
        samples.sheet(other)
        backups.set_second_place(other, usb)
        made = backups.copy_to_second(other)
        assert backups.second_listed(other) == [made]
    finally:
        opening.close_office(other)
    assert len(list(usb.iterdir())) == 2
    assert len(backups.second_listed(desk)) == 1


# --- the drill --------------------------------------------------------------------------------------


def test_a_drill_counts_what_it_restored(desk: Desk) -> None:
    for name in ("Phạm Văn Thành", "Lê Thị Hoa", "Đỗ Thị Lan"):
        samples.person(desk, name)
    with pytest.raises(NoBackupProblem):
        backups.drill(desk)
    assert not backups.drill_due(desk)
    backups.make(desk, "asked")
    assert backups.drill_due(desk)
    done = backups.drill(desk)
    assert done.passed
    assert (done.people, done.right) == (3, done.records)
    # Three people with sealed parts, six units, one account, the office itself.
    assert done.records == 3 + 3 + 6 + 1 + 1
    assert drill_line(done) == "Đã thử khôi phục ngày 23/11/2026: 3 hồ sơ, đúng 100 %"
    assert backups.state(desk).drill == done
    assert lines(desk, "backups.drill")[0].startswith(drill_line(done))
    assert not backups.drill_due(desk)
    samples.person(desk, "Bùi Văn Sơn")
    backups.make(desk, "time")
    assert not backups.drill_due(at(desk, days=29))
    assert backups.drill_due(at(desk, days=31))


def test_a_backup_from_before_a_change_of_keys_is_neither_tried_nor_carried_away(
    desk: Desk, usb: Path
) -> None:
    made = backups.make(desk, "asked")
    accounts.change_data_key(desk, make.PASSWORD, lambda: None)
    assert not backups.drill_due(desk)
    with pytest.raises(NoBackupProblem):
        backups.drill(desk)
    with pytest.raises(BackupKeyProblem):
        backups.copy_to(desk, made.path, usb)
    assert list(usb.iterdir()) == []
    carried = backups.copy_to_second(desk)
    assert carried.seq > made.seq
    assert backups.drill(desk).passed


def test_a_drill_that_fails_does_not_read_as_right(desk: Desk) -> None:
    samples.person(desk)
    made = backups.make(desk, "asked")
    put_back_an_old_record(desk, made.path)
    done = backups.drill(desk)
    assert not done.passed
    assert done.right == done.records - 1
    line = drill_line(done)
    assert "KHÔNG đạt" in line
    assert "100" not in line
    assert "drill_failed" in backups.state(desk).warnings


def put_back_an_old_record(desk: Desk, path: Path) -> None:
    """Forge a backup whose list says it was tried: one record in it is an older one."""
    head = backup_file.read_head(path)
    place = path.parent.parent / "forging"
    place.mkdir()
    backup_file.unpack(head, place)
    connection = connect(place / "office.db", desk.store.ring.main)
    connection.execute("UPDATE person SET occupation = 'Trước đây' WHERE id = 1")
    connection.close()
    pieces = [backup_file.Piece(p.name, place / p.name) for p in backup_file.pieces_of(head)]
    forged = backup_file.write(path, head.manifest, pieces, desk.store.ring.main)
    folder = path.parent
    known = backups.backup_list.read(folder).known[head.digest]
    backups.backup_list.note(folder, forged.digest, known)
