"""The first sign-in of another version: a verified backup, once, and a line that tells it."""

import shutil
from pathlib import Path

import pytest

from tcxd_desktop import __version__
from tcxd_desktop.domain.errors import DiskFullProblem, NotAllowedProblem
from tcxd_desktop.domain.history import Permission, Role
from tcxd_desktop.domain.versions import parse
from tcxd_desktop.office import backups, opening, program_version, version_change
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import copies
from tcxd_desktop.storage import office as stored
from tcxd_desktop.storage.store import LATEST
from tcxd_desktop.ui.shell import upkeep_work
from tests import make
from tests.office import exchange_samples as samples

OLD, NEWER = "0.0.9", "7.0.0"
OLD_FILES = Path(__file__).parents[1] / "storage" / "old_files"


def left_by(desk: Desk, version: str, highest: str = "") -> None:
    """Leave the office as a program of another version leaves it."""
    with desk.write(Permission.SETTINGS, "office.name") as work:
        stored.set_setting(work, program_version.LAST, version)
        stored.set_setting(work, program_version.HIGHEST, highest or version)


def settings(desk: Desk) -> tuple[str, str]:
    with desk.read() as reading:
        return program_version.last(reading), str(program_version.highest(reading))


def test_a_new_office_knows_its_version_and_needs_no_backup(desk: Desk) -> None:
    assert settings(desk) == (__version__, __version__)
    assert not version_change.note(desk)
    assert backups.listed(desk) == []


@pytest.mark.parametrize(
    "before", [OLD, NEWER, "", "khó hiểu"], ids=["old", "newer", "none", "odd"]
)
def test_another_version_makes_one_verified_backup(desk: Desk, before: str) -> None:
    left_by(desk, before)
    seen: list[int] = []
    assert version_change.note(desk, lambda done, _: seen.append(done))
    [made] = backups.listed(desk)
    assert (made.why, bool(made.verified), made.sealed_verified) == ("version", True, True)
    assert seen[-1] == 100
    use, note = samples.acts(desk)[-1]
    assert use == "updates.version"
    assert note == (f"{before} → {__version__}" if before else __version__)
    assert not version_change.note(desk)
    assert len(backups.listed(desk)) == 1
    assert not backups.state(desk).changed
    assert set(opening.verify(desk).values()) == {"ok"}


def test_the_highest_version_is_never_forgotten(desk: Desk) -> None:
    left_by(desk, NEWER)
    version_change.note(desk)
    assert settings(desk) == (__version__, NEWER)
    left_by(desk, OLD)
    version_change.note(desk)
    assert settings(desk) == (__version__, __version__)
    assert parse(__version__) == program_version.INSTALLED


def test_a_backup_that_fails_is_tried_again_at_the_next_sign_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by(desk, OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(copies.shutil, "copyfile", full)
        with pytest.raises(DiskFullProblem):
            version_change.note(desk)
    assert settings(desk)[0] == OLD
    assert version_change.note(desk)


@pytest.mark.parametrize("role", [Role.VIEWER])
def test_who_may_make_no_backup_waits_for_somebody_who_may(desk: Desk, role: Role) -> None:
    left_by(desk, OLD)
    other = samples.as_role(desk, role=role)
    with pytest.raises(NotAllowedProblem):
        version_change.note(other)
    upkeep_work.begin(other, 0)
    assert backups.listed(desk) == []
    assert settings(desk)[0] == OLD


def test_a_clerk_makes_it_too(desk: Desk) -> None:
    left_by(desk, OLD)
    assert version_change.note(samples.as_role(desk, role=Role.CLERK))


def test_the_upkeep_does_it_in_the_background(desk: Desk) -> None:
    left_by(desk, OLD)
    report = upkeep_work.begin(desk, 0)
    assert report.state.newest is not None
    assert report.state.newest.why == "version"
    assert not report.state.changed


def test_an_office_in_doubt_is_left_alone(desk: Desk) -> None:
    left_by(desk, OLD)
    desk.store.read_only = "tampered"
    try:
        upkeep_work.begin(desk, 0)
    finally:
        desk.store.read_only = ""
    assert backups.listed(desk) == []


@pytest.mark.parametrize("version", ["v1", "v2", "v3", "v4"])
def test_files_of_every_older_form_get_a_backup_before_and_one_after(
    tmp_path: Path, version: str
) -> None:
    folder = Path(shutil.copytree(OLD_FILES / version, tmp_path / "o"))
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    try:
        upkeep_work.begin(desk, 0)
        made = {one.why: one for one in backups.listed(desk)}
        assert set(made) == {"upgrade", "version"}
        assert all(one.verified for one in made.values())
        assert made["upgrade"].schema < made["version"].schema == LATEST
        assert set(opening.verify(desk).values()) == {"ok"}
    finally:
        opening.close_office(desk)
