"""Copies from before an upgrade: every office whole, byte for byte, or nothing at all."""

import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import OfficeInUseProblem
from tcxd_desktop.domain.update_errors import (
    DowngradeProblem,
    UpdateRoomProblem,
    UpgradeCopyProblem,
)
from tcxd_desktop.domain.versions import Version
from tcxd_desktop.office import opening, people, upgrade_copy
from tcxd_desktop.storage import lock, upgrade_copies
from tcxd_desktop.storage.upgrade_copies import LIST_FILE, READ_FIRST
from tcxd_desktop.wording.problems import sentence
from tests import make
from tests.office.upgrade_sets import sound

OLD, NEW = Version(0, 0, 9), Version(0, 1, 0)
NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


@pytest.fixture
def home(office_template: Path, tmp_path: Path) -> Path:
    """Return a user's data folder with two offices and the sample one."""
    home = tmp_path / "Nguyễn Thị Đào" / "TCXD"
    for name in ("offices/van-phong-1", "offices/Đảng ủy xã", "demo"):
        shutil.copytree(office_template, home / name)
    (home / "offices" / "khong-phai").mkdir()
    (home / "offices" / "khong-phai" / "thu.txt").write_text("x", encoding="utf-8")
    return home


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != lock.LOCK_FILE
    }


def copied(home: Path, at: datetime = NOW) -> upgrade_copy.UpgradeCopy:
    return upgrade_copy.copy_offices(home, OLD, NEW, at)


def shelf(home: Path) -> list[str]:
    return sorted(path.name for path in (home / upgrade_copy.SHELF).glob("*"))


def test_every_office_is_copied_as_it_is(home: Path) -> None:
    before = content(home)
    made = copied(home)
    assert made.folder is not None
    assert made.folder.name == "0.0.9-0.1.0-20261126-030000"
    assert made.offices == 3
    for name, source in (
        ("van-phong-1", home / "offices" / "van-phong-1"),
        ("Đảng ủy xã", home / "offices" / "Đảng ủy xã"),
        ("demo", home / "demo"),
    ):
        assert content(made.folder / name) == content(source)
    after = {name: data for name, data in content(home).items() if "truoc-nang-cap" not in name}
    assert after == before
    assert sound(made.folder)
    told = json.loads((made.folder / LIST_FILE).read_text(encoding="utf-8"))
    assert (told["from"], told["to"]) == ("0.0.9", "0.1.0")
    words = (made.folder / READ_FIRST).read_text(encoding="utf-8-sig")
    assert "Đảng ủy xã" in words
    assert "0.0.9" in words


def test_the_copy_opens_with_the_old_password(home: Path) -> None:
    desk = opening.open_office(home / "offices" / "van-phong-1", make.PASSWORD, clock=make.clock)
    people.create(desk, make.new_person(name="Phạm Văn Thành"))
    opening.close_office(desk)
    made = copied(home)
    assert made.folder is not None
    desk = opening.open_office(made.folder / "van-phong-1", make.PASSWORD, clock=make.clock)
    assert not desk.sign_in.doubtful
    assert set(opening.verify(desk).values()) == {"ok"}
    opening.close_office(desk)


def test_a_hot_journal_goes_along_and_backups_do_not(home: Path) -> None:
    office = home / "offices" / "van-phong-1"
    (office / "office.db-journal").write_bytes(b"nong")
    for name in ("copies", "replaced"):
        (office / name / "cu").mkdir(parents=True)
        (office / name / "cu" / "a.tcxd").write_bytes(b"x" * 100)
    (office / "office.reserve").write_bytes(b"x" * 100)
    (office / ".office.db.1234.tmp").write_bytes(b"x")
    (office / "restore.ready").mkdir()
    (office / "restore.ready" / "stamp.txt").write_bytes(b"20261126")
    made = copied(home)
    assert made.folder is not None
    copy = made.folder / "van-phong-1"
    assert (copy / "office.db-journal").read_bytes() == b"nong"
    assert (copy / "restore.ready" / "stamp.txt").is_file()
    for name in ("copies", "replaced", "office.reserve", ".office.db.1234.tmp"):
        assert not (copy / name).exists()


def test_an_office_that_is_open_stops_everything(home: Path) -> None:
    desk = opening.open_office(home / "offices" / "Đảng ủy xã", make.PASSWORD, clock=make.clock)
    try:
        with pytest.raises(OfficeInUseProblem):
            copied(home)
    finally:
        opening.close_office(desk)
    assert shelf(home) == []
    assert copied(home).offices == 3  # no lock was left behind


def test_no_office_is_no_obstacle(tmp_path: Path) -> None:
    for folder in (tmp_path / "chua-co", tmp_path):
        assert copied(folder) == upgrade_copy.UpgradeCopy(None)
    assert list(tmp_path.iterdir()) == []


def test_an_older_program_is_refused_unless_the_head_ordered_it(home: Path) -> None:
    with pytest.raises(DowngradeProblem):
        upgrade_copy.copy_offices(home, NEW, OLD, NOW)
    assert shelf(home) == []
    assert upgrade_copy.copy_offices(home, NEW, OLD, NOW, lower=True).offices == 3
    assert upgrade_copy.copy_offices(home, NEW, NEW, NOW).offices == 3  # once more over itself


def test_the_last_three_sets_stay_and_nothing_else_is_touched(home: Path) -> None:
    kept = home / upgrade_copy.SHELF / "cua-toi"
    kept.mkdir(parents=True)
    (kept / "thu.txt").write_text("giữ", encoding="utf-8")
    half = home / upgrade_copy.SHELF / "0.0.8-0.0.9-20260101-000000"
    half.mkdir()  # no list: it is no set of ours
    made = [copied(home, NOW + timedelta(minutes=place)) for place in range(5)]
    assert [one.removed for one in made] == [0, 0, 0, 1, 1]
    names = [one.folder.name for one in made if one.folder is not None]
    assert shelf(home) == sorted([*names[2:], kept.name, half.name])
    assert (kept / "thu.txt").read_text(encoding="utf-8") == "giữ"


def test_a_set_that_cannot_be_removed_holds_no_upgrade_up(home: Path) -> None:
    made = [copied(home, NOW + timedelta(minutes=place)) for place in range(3)]
    assert made[0].folder is not None
    made[0].folder.with_name(f"{made[0].folder.name}.part").write_bytes(b"in its way")
    last = copied(home, NOW + timedelta(minutes=3))
    assert (last.offices, last.removed) == (3, 0)
    assert made[0].folder.is_dir()


def test_two_sets_of_the_same_second_do_not_meet(home: Path) -> None:
    one, two = copied(home), copied(home)
    assert one.folder is not None
    assert two.folder is not None
    assert two.folder.name == f"{one.folder.name}-2"
    assert upgrade_copies.sets(home / upgrade_copy.SHELF)[0] == two.folder


def test_what_an_interrupted_run_left_goes(home: Path) -> None:
    left = home / upgrade_copy.SHELF / "0.0.9-0.1.0-20261126-020000.part"
    (left / "van-phong-1").mkdir(parents=True)
    (left / "van-phong-1" / "office.db").write_bytes(b"nua")
    assert upgrade_copies.sets(left.parent) == []
    copied(home)
    assert not left.exists()


class _StopError(Exception):
    """The user, or the system, ends it in the middle."""


@pytest.mark.parametrize("after", [0.0, 0.4, 0.9], ids=["begin", "middle", "end"])
def test_a_stop_in_the_middle_leaves_no_set(home: Path, after: float) -> None:
    def stopping(done: int, total: int) -> None:
        if done >= total * after:
            raise _StopError

    with pytest.raises(_StopError):
        upgrade_copy.copy_offices(home, OLD, NEW, NOW, stopping)
    assert shelf(home) == []


def test_progress_is_told_over_all_offices(home: Path) -> None:
    seen: list[tuple[int, int]] = []
    made = upgrade_copy.copy_offices(home, OLD, NEW, NOW, lambda *told: seen.append(told))
    done = [one for one, _ in seen]
    assert done == sorted(done)
    assert seen[-1] == (made.size, made.size)


def test_a_full_disk_is_told_before_anything_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(home)
    monkeypatch.setattr(upgrade_copies.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(UpdateRoomProblem) as caught:
        copied(home)
    assert shelf(home) == []
    told = sentence(caught.value)
    assert "không đủ chỗ: cần" in told
    assert "lưu lại" not in told  # nothing was being saved


def test_a_disk_that_gives_back_other_bytes_is_noticed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            os.pwrite(handle, b"?", 0)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(UpgradeCopyProblem):
        copied(home)
    assert shelf(home) == []


def test_a_file_that_changes_under_the_copy_is_noticed(home: Path) -> None:
    def meddling(done: int, total: int) -> None:
        if done == total:
            with (home / "demo" / "office.db").open("r+b") as file:
                file.seek(5000)
                file.write(b"khac")

    with pytest.raises(UpgradeCopyProblem):
        upgrade_copy.copy_offices(home, OLD, NEW, NOW, meddling)
    assert shelf(home) == []


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("spoil", [_cut, _flip, Path.unlink], ids=["cut", "flipped", "gone"])
def test_a_spoiled_set_is_not_sound(home: Path, spoil: Callable[[Path], None]) -> None:
    made = copied(home)
    assert made.folder is not None
    spoil(made.folder / "demo" / "office.sealed.db")
    assert not sound(made.folder)
    (made.folder / LIST_FILE).write_bytes(b"[]")
    assert not sound(made.folder)


def test_a_link_to_a_folder_is_not_followed(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "khac"
    secret.mkdir()
    (secret / "thu.txt").write_text("x", encoding="utf-8")
    (home / "offices" / "van-phong-1" / "lien-ket").symlink_to(secret, target_is_directory=True)
    made = copied(home)
    assert made.folder is not None
    assert not (made.folder / "van-phong-1" / "lien-ket").exists()
