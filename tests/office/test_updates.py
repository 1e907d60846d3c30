"""Updates of the program: only the issuer's, only the file that was signed, never unnoticed back."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import (
    BadPlaceProblem,
    DiskFullProblem,
    LockedForCheckProblem,
    NotAllowedProblem,
    NotFoundProblem,
    Problem,
    ReasonNeededProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packet_errors import (
    AlteredPackProblem,
    NotAPackProblem,
    PackKindProblem,
    UntrustedPackProblem,
)
from tcxd_desktop.domain.update_errors import (
    AlteredSetupProblem,
    BadUpdateProblem,
    LowerSchemaProblem,
    MissingSetupProblem,
    PackNameTakenProblem,
    SameVersionProblem,
    StepUpdateProblem,
    UpdateElsewhereProblem,
    UpdateSignerProblem,
)
from tcxd_desktop.domain.updates import PRODUCT, Way
from tcxd_desktop.exchange import signatures
from tcxd_desktop.office import (
    backups,
    known_offices,
    office_keys,
    opening,
    packs,
    program_version,
    updates,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import private_copy
from tcxd_desktop.storage.store import LATEST, LATEST_SEALED, TAMPERED
from tests import make
from tests.office import backup_samples
from tests.office import exchange_samples as samples
from tests.office.update_samples import ISSUER, SETUP, Release, installed, pin


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """Return a release whose key this program carries, on a machine it was installed on."""
    made = Release(tmp_path / "USB của Đào")
    pin(monkeypatch, made.keys)
    installed(monkeypatch, tmp_path / "Programs" / "TCXD")
    return made


@pytest.fixture
def shelf(own_data_folder: Path) -> Path:
    """Return where setups are copied to."""
    return own_data_folder / updates.SHELF


def taken(desk: Desk) -> list[tuple[str, int]]:
    return [(one.id, one.version) for one in packs.taken(desk)]


def nothing_happened(desk: Desk, shelf: Path) -> bool:
    made = [one.why for one in backups.listed(desk)]
    left = [path for path in shelf.rglob("*") if path.is_file()] if shelf.exists() else []
    return not made and not left and not taken(desk)


# --- the good way ---------------------------------------------------------------------------------


def test_an_update_is_looked_at_fetched_and_ready(
    desk: Desk, release: Release, shelf: Path
) -> None:
    found = updates.preview(desk, release.write())
    assert (str(found.update.version), str(found.standing.installed)) == ("0.2.0", "0.1.0")
    assert (found.issuer, found.lower, found.way) == (ISSUER, False, Way.SETUP)
    assert found.update.news[0] == "In nhanh hơn"
    assert nothing_happened(desk, shelf)

    seen: list[int] = []
    ready = updates.fetch(desk, found, progress=lambda done, _: seen.append(done))
    assert seen == sorted(seen)
    assert seen[-1] == 100
    assert ready.path == shelf / "0.2.0" / release.setup_name
    assert ready.path.read_bytes() == SETUP
    assert ready.starts
    assert updates.command(ready) == [str(ready.path), "/CAPNHAT"]
    [backup] = backups.listed(desk)
    assert (backup.why, bool(backup.verified)) == ("update", True)
    assert taken(desk) == [(PRODUCT, 2_000)]
    use, note = samples.acts(desk)[-2]
    assert (use, note) == ("updates.take", f"0.1.0 → 0.2.0, {ISSUER}, {release.setup_name}")
    assert not backups.state(desk).changed  # leaving makes no second backup
    assert set(opening.verify(desk).values()) == {"ok"}


def test_after_a_stop_the_same_one_is_taken_again(desk: Desk, release: Release) -> None:
    path = release.write()
    for _ in range(2):
        found = updates.preview(desk, path)
        assert not found.lower
        updates.fetch(desk, found)
    assert taken(desk) == [(PRODUCT, 2_000)]


def test_an_unpacked_folder_gets_the_zip_and_starts_nothing(
    desk: Desk, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, tmp_path / "thu muc", by_setup=False)
    found = updates.preview(desk, release.write())
    assert found.way is Way.FOLDER
    ready = updates.fetch(desk, found)
    assert ready.path.name == "TCXD-0.2.0-portable.zip"
    assert not ready.starts


def test_from_sources_nothing_is_started(
    desk: Desk, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates.places, "packaged", lambda: None)
    ready = updates.fetch(desk, updates.preview(desk, release.write()))
    assert (ready.way, ready.starts) == (Way.SOURCE, False)


# --- who signs ------------------------------------------------------------------------------------


def test_the_second_key_counts_as_the_first_and_a_third_does_not(
    desk: Desk, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, third = signatures.new_keys(), signatures.new_keys()
    pin(monkeypatch, release.keys, second)
    assert updates.preview(desk, replace(release, keys=second).write()).issuer == ISSUER
    with pytest.raises(UpdateSignerProblem):
        updates.preview(desk, replace(release, keys=third).write())
    # The version that came with the second key carries others: the lost key is worth nothing.
    pin(monkeypatch, second, third)
    assert updates.preview(desk, replace(release, keys=third).write()).issuer == ISSUER
    with pytest.raises(UpdateSignerProblem):
        updates.preview(desk, release.write())


def test_an_office_trusted_for_rules_brings_no_program(
    desk: Desk, release: Release, office_template: Path, tmp_path: Path
) -> None:
    with samples.another_office(office_template, tmp_path / "issuer", samples.THIRD) as issuer:
        known = samples.know(desk, issuer)
        known_offices.let_issue(desk, known.id, packs=True)
        with issuer.read() as reading:
            keys = office_keys.keys_in(issuer, reading)
    with pytest.raises(UpdateSignerProblem):
        updates.preview(desk, replace(release, keys=keys).write())
    use, note = samples.acts(desk)[-1]
    assert use == "updates.refused"
    assert note.startswith("TCXD-0.2.0.capnhat: ")


def test_without_pinned_keys_nobody_brings_one(
    desk: Desk, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin(monkeypatch)
    with pytest.raises(UpdateSignerProblem):
        updates.preview(desk, release.write())


@pytest.mark.parametrize("kind", ["rules", "templates", "update"])
def test_nobody_takes_the_name_of_the_program_for_other_packs(
    desk: Desk, release: Release, kind: str
) -> None:
    """A pack of rules called as the program, version 999, would make every update look old."""
    data = release.pack({"rows": []}, kind=kind, version=10**9)
    expected = UpdateElsewhereProblem if kind == "update" else PackNameTakenProblem
    with pytest.raises(expected):
        packs.take(desk, data)
    assert taken(desk) == []


def test_the_tab_of_packs_leads_an_update_on_and_notes_no_refusal(
    desk: Desk, release: Release
) -> None:
    before = samples.acts(desk)
    with pytest.raises(UpdateElsewhereProblem):
        packs.preview(desk, release.pack())
    assert samples.acts(desk) == before
    assert updates.kind_of(desk, release.pack()) == "update"


# --- what is signed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: b"", NotAPackProblem),
        (lambda data: data[:-2], AlteredPackProblem),
        (lambda data: data.replace(b"0.2.0", b"0.3.0"), AlteredPackProblem),
        (lambda data: data.replace(b"nhanh", b"cham "), AlteredPackProblem),
        (lambda data: data + b"\n", AlteredPackProblem),
        (lambda data: data.replace(b"tcxd-pack/1", b"tcxd-the/1", 1), NotAPackProblem),
    ],
    ids=["empty", "cut", "version", "news", "longer", "other kind of file"],
)
def test_an_altered_package_is_refused(
    desk: Desk,
    release: Release,
    shelf: Path,
    change: Callable[[bytes], bytes],
    problem: type[Problem],
) -> None:
    path = release.write()
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(problem):
        updates.preview(desk, path)
    assert nothing_happened(desk, shelf)
    assert samples.acts(desk)[-1][0] == "updates.refused"


def test_a_package_larger_than_any_is_not_read(desk: Desk, release: Release) -> None:
    path = release.write()
    with path.open("r+b") as file:
        file.truncate(3 * 1024**3)  # a hole: nothing of it lies on the disk
    with pytest.raises(NotAPackProblem):
        updates.preview(desk, path)


def test_a_package_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.capnhat", tmp_path):
        with pytest.raises(NotFoundProblem):
            updates.preview(desk, path)


def test_rules_are_no_program(desk: Desk, release: Release) -> None:
    with pytest.raises(PackKindProblem):
        updates.preview(desk, release.write({"rows": []}, kind="rules", id="QD"))


@pytest.mark.parametrize(
    ("pack", "content"),
    [
        ({"id": "khac"}, {}),
        ({"version": 2_001}, {}),
        ({}, {"product": "tcxd-khac"}),
        ({}, {"files": []}),
    ],
    ids=["name", "number", "product", "no file"],
)
def test_a_signed_package_that_contradicts_itself_is_refused(
    desk: Desk, release: Release, pack: dict[str, object], content: dict[str, object]
) -> None:
    path = release.write(release.content(**content), **pack)
    with pytest.raises(BadUpdateProblem):
        updates.preview(desk, path)


# --- which version --------------------------------------------------------------------------------


def test_the_same_version_an_older_program_and_an_older_data_form_are_refused(
    desk: Desk, release: Release, tmp_path: Path
) -> None:
    same = replace(release, folder=tmp_path / "cung", version="0.1.0")
    with pytest.raises(SameVersionProblem):
        updates.preview(desk, same.write())
    with pytest.raises(StepUpdateProblem):
        updates.preview(desk, release.write(release.content(min_version="0.1.1")))
    for lower in ({"schema": LATEST - 1}, {"sealed": LATEST_SEALED - 1}):
        with pytest.raises(LowerSchemaProblem):
            updates.preview(desk, release.write(release.content(**lower)))


def test_a_lower_version_needs_the_reason_of_the_head(
    desk: Desk, release: Release, tmp_path: Path, shelf: Path
) -> None:
    older = replace(release, folder=tmp_path / "cu", version="0.0.9")
    path = older.write(older.content(min_version="0.0.9"))
    found = updates.preview(desk, path)
    assert found.lower
    for reason in ("", "   "):
        with pytest.raises(ReasonNeededProblem) as caught:
            updates.fetch(desk, found, reason)
        assert caught.value.field == "reason"
    assert nothing_happened(desk, shelf)
    ready = updates.fetch(desk, found, "Bản mới in sai mẫu 2-HSĐV")
    assert updates.command(ready)[1:] == ["/CAPNHAT", "/HABAN"]
    assert samples.acts(desk)[-2][1].endswith("; Bản mới in sai mẫu 2-HSĐV")
    assert taken(desk) == []  # what was highest stays the highest


def test_an_old_package_played_again_counts_as_lower(
    desk: Desk, release: Release, tmp_path: Path
) -> None:
    old = release.write()
    newer = replace(release, folder=tmp_path / "moi", version="0.3.0")
    updates.fetch(desk, updates.preview(desk, newer.write()))
    found = updates.preview(desk, old)
    assert (found.lower, str(found.standing.highest)) == (True, "0.3.0")
    with pytest.raises(ReasonNeededProblem):
        updates.fetch(desk, found)
    updates.fetch(desk, found, "Chưa muốn lên 0.3.0")
    assert taken(desk) == [(PRODUCT, 3_000)]


def test_what_an_office_was_worked_with_counts_too(desk: Desk, release: Release) -> None:
    with desk.write(updates.Permission.SETTINGS, "office.name") as work:
        stored_office.set_setting(work, program_version.HIGHEST, "0.4.0")
    found = updates.preview(desk, release.write())
    assert (found.lower, str(found.standing.highest)) == (True, "0.4.0")


@pytest.mark.parametrize("worked", ["", "0.9.0"], ids=["taken", "worked with"])
def test_bringing_the_office_back_makes_no_old_package_new(
    release: Release, tmp_path: Path, office_folder: Path, worked: str
) -> None:
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    before = backups.make(desk, "asked")
    newer = replace(release, folder=tmp_path / "moi", version="0.3.0")
    updates.fetch(desk, updates.preview(desk, newer.write()))
    if worked:
        with desk.write(updates.Permission.SETTINGS, "office.name") as work:
            stored_office.set_setting(work, program_version.HIGHEST, worked)
    desk = backup_samples.restored(desk, before)
    try:
        assert taken(desk) == []
        found = updates.preview(desk, release.write())
        assert (found.lower, str(found.standing.highest)) == (True, worked or "0.3.0")
        assert set(opening.verify(desk).values()) == {"ok"}
    finally:
        opening.close_office(desk)


def test_a_higher_one_taken_meanwhile_is_noticed_in_the_very_transaction(
    desk: Desk, release: Release, tmp_path: Path
) -> None:
    found = updates.preview(desk, release.write())
    newer = replace(release, folder=tmp_path / "moi", version="0.3.0")
    updates.fetch(desk, updates.preview(desk, newer.write()))
    with pytest.raises(ReasonNeededProblem):
        updates.fetch(desk, found)
    assert taken(desk) == [(PRODUCT, 3_000)]


# --- the file beside it ---------------------------------------------------------------------------


def _other_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def _shorter(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _huge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(200 * 1024**3)


def _link(path: Path) -> None:
    real = path.with_name("that.exe")
    path.rename(real)
    path.symlink_to(real)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILT: dict[str, tuple[Callable[[Path], None], type[Problem]]] = {
    "shorter": (_shorter, AlteredSetupProblem),
    "huge": (_huge, AlteredSetupProblem),
    "link": (_link, AlteredSetupProblem),
    "pipe": (_pipe, AlteredSetupProblem),
    "folder": (_folder, AlteredSetupProblem),
    "missing": (Path.unlink, MissingSetupProblem),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_cannot_be_the_setup_is_seen_at_once(
    desk: Desk, release: Release, shelf: Path, how: str
) -> None:
    spoil, problem = SPOILT[how]
    path = release.write()
    spoil(release.setup_path)
    with pytest.raises(problem):
        updates.preview(desk, path)
    assert nothing_happened(desk, shelf)


@pytest.mark.parametrize("how", [*SPOILT, "other bytes"])
def test_a_setup_exchanged_after_the_look_is_not_taken(
    desk: Desk, release: Release, shelf: Path, how: str
) -> None:
    spoil, problem = {**SPOILT, "other bytes": (_other_bytes, AlteredSetupProblem)}[how]
    found = updates.preview(desk, release.write())
    spoil(release.setup_path)
    with pytest.raises(problem):
        updates.fetch(desk, found)
    assert nothing_happened(desk, shelf)
    assert samples.acts(desk)[-1][0] == "updates.refused"


def test_a_setup_that_grows_while_it_is_read_is_not_taken(
    desk: Desk, release: Release, shelf: Path
) -> None:
    found = updates.preview(desk, replace(release, setup=SETUP * 8).write())

    def growing(done: int, _total: int) -> None:
        with found.source.open("ab") as file:
            file.write(b"them")

    with pytest.raises(AlteredSetupProblem):
        updates.fetch(desk, found, progress=growing)
    assert nothing_happened(desk, shelf)


@pytest.mark.parametrize("how", ["other bytes", "link", "missing"])
def test_a_copy_that_was_touched_is_not_started(desk: Desk, release: Release, how: str) -> None:
    ready = updates.fetch(desk, updates.preview(desk, release.write()))
    {"other bytes": _other_bytes, "link": _link, "missing": Path.unlink}[how](ready.path)
    with pytest.raises(AlteredSetupProblem):
        updates.command(ready)


@pytest.mark.parametrize("inside", [False, True], ids=["shelf", "version"])
def test_a_link_in_the_place_of_the_folder_is_not_written_through(
    desk: Desk, release: Release, shelf: Path, tmp_path: Path, inside: bool
) -> None:
    elsewhere = tmp_path / "cho khac"
    elsewhere.mkdir()
    (elsewhere / "giu.txt").write_text("giữ", encoding="utf-8")
    place = shelf / "0.2.0" if inside else shelf
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(elsewhere, target_is_directory=True)
    found = updates.preview(desk, release.write())
    if inside:
        # The shelf is made anew, the link goes with it and what it leads to stays.
        assert updates.fetch(desk, found).path.read_bytes() == SETUP
    else:
        with pytest.raises(BadPlaceProblem):
            updates.fetch(desk, found)
    assert [path.name for path in elsewhere.iterdir()] == ["giu.txt"]


# --- around it ------------------------------------------------------------------------------------


class _StopError(Exception):
    """The user stops it."""


def test_stopped_while_it_is_copied_leaves_nothing(
    desk: Desk, release: Release, shelf: Path
) -> None:
    found = updates.preview(desk, release.write())

    def stop(_done: int, _total: int) -> None:
        raise _StopError

    with pytest.raises(_StopError):
        updates.fetch(desk, found, progress=stop)
    assert nothing_happened(desk, shelf)


def test_a_full_disk_is_said_before_anything_is_copied(
    desk: Desk, release: Release, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(release.folder.parent)
    found = updates.preview(desk, release.write())
    monkeypatch.setattr(private_copy.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(DiskFullProblem):
        updates.fetch(desk, found)
    assert nothing_happened(desk, shelf)


def test_an_office_whose_files_are_in_doubt_takes_none(desk: Desk, release: Release) -> None:
    found = updates.preview(desk, release.write())
    desk.store.read_only = TAMPERED
    try:
        with pytest.raises(LockedForCheckProblem):
            updates.fetch(desk, found)
        with pytest.raises(UpdateSignerProblem):  # refused without a line, which cannot be written
            updates.preview(desk, replace(release, keys=signatures.new_keys()).write())
    finally:
        desk.store.read_only = ""


@pytest.mark.parametrize("role", [Role.CLERK, Role.VIEWER])
def test_only_the_head_updates(desk: Desk, release: Release, role: Role) -> None:
    path = release.write()
    found = updates.preview(desk, path)
    other = samples.as_role(desk, role=role)
    for call in (lambda: updates.preview(other, path), lambda: updates.fetch(other, found)):
        with pytest.raises(NotAllowedProblem):
            call()


def test_setups_that_did_their_work_go(shelf: Path) -> None:
    for name in ("0.0.9", "0.1.0", "0.2.0", "la"):
        (shelf / name).mkdir(parents=True)
        (shelf / name / "x.exe").write_bytes(b"MZ")
    updates.clear_copies()
    assert [path.name for path in shelf.iterdir()] == ["0.2.0"]
    shutil.rmtree(shelf)
    updates.clear_copies()


def test_the_pack_keys_a_build_ships_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    keys = signatures.new_keys()
    folder = tmp_path / "resources" / "rules"
    folder.mkdir(parents=True)
    entry = f'{{"name": "Nơi A", "sign": "{keys.sign_public.hex()}"}}'
    (folder / "pack_keys.json").write_text(f'{{"keys": [{entry}]}}', encoding="utf-8")
    monkeypatch.setattr(packs.places, "resources", lambda: folder.parent)
    assert packs.pinned_keys() == {keys.sign_public: "Nơi A"}
    with pytest.raises(UntrustedPackProblem):
        packs.preview(desk, Release(tmp_path).pack({"rows": []}, kind="rules", id="QD"))
