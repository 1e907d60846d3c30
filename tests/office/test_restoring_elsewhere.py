"""Restoring what does not open any more, and where there is nothing."""

import os
import shutil
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import (
    BackupKeyProblem,
    ChooseAccountProblem,
    DamagedFileProblem,
    FolderNotEmptyProblem,
    NoSuchAccountProblem,
    NotAllowedProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.office import backups, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import swap
from tests import make
from tests.office import backup_samples as samples


@pytest.fixture
def folder(office_folder: Path) -> Path:
    return office_folder


@pytest.fixture
def open_desk(office_folder: Path) -> Desk:
    """An open office that the test, or the restore, closes."""
    return opening.open_office(office_folder, make.PASSWORD, clock=make.clock)


# --- an office that does not open, and one that is not there ------------------------------------------


def test_an_office_whose_file_does_not_open_comes_back_from_its_newest_backup(
    folder: Path,
) -> None:
    desk = samples.opened(folder)
    samples.person(desk)
    made = backups.make(desk, "asked")
    gone = samples.person(desk, "Nguyễn Thị Đào")
    samples.erase(desk, gone)
    opening.close_office(desk)
    (folder / "office.db").write_bytes(os.urandom(40_960))
    with pytest.raises(DamagedFileProblem):
        samples.opened(folder)
    found = backups.newest_verified(folder)
    assert found == made
    with pytest.raises(WrongPasswordProblem):
        backups.restore_damaged(folder, found.path, "không phải", clock=make.clock)
    again = backups.restore_damaged(folder, found.path, make.PASSWORD, clock=make.clock)
    samples.sound(again)
    assert samples.names(again) == ["Phạm Văn Thành"]
    # The anchor outside the file knew who had been erased.
    assert again.store.erased() == (gone,)
    again = samples.reopened(again)
    samples.sound(again)
    opening.close_office(again)


def test_a_damaged_page_found_while_working_does_not_stand_in_the_way(open_desk: Desk) -> None:
    folder = open_desk.store.folder
    samples.person(open_desk)
    made = backups.make(open_desk, "asked")
    with open_desk.read() as reading:
        [(page,)] = reading.all("SELECT rootpage FROM sqlite_master WHERE name = 'person_jobs'")
    opening.close_office(open_desk)
    with (folder / "office.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))
    damaged = samples.opened(folder)
    assert damaged.store.read_only
    with pytest.raises(DamagedFileProblem):
        people.read(damaged, 1)
    assert damaged.store.read_only == "damaged"
    with pytest.raises(DamagedFileProblem):
        backups.make(damaged, "asked")
    desk = samples.restored(damaged, made)
    assert samples.names(desk) == ["Phạm Văn Thành"]
    [stamp] = (folder / swap.KEPT).iterdir()
    assert (stamp / "office.db").is_file()
    opening.close_office(desk)


def test_an_old_file_put_in_place_of_the_office_is_answered_by_a_restore(
    folder: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    desk = samples.opened(folder)
    samples.person(desk)
    made = backups.make(desk, "exit")
    opening.close_office(desk)
    for name in ("office.db", "office.sealed.db"):
        shutil.copy(old / name, folder / name)
    doubtful = samples.opened(folder)
    assert doubtful.store.read_only == "tampered"
    assert samples.names(doubtful) == []
    found = backups.preview(doubtful, made)
    assert (found.changes, found.returning) == (0, 2)
    desk = samples.restored(doubtful, made)
    assert samples.names(desk) == ["Phạm Văn Thành"]
    desk = samples.reopened(desk)
    opening.close_office(desk)


def test_a_clerk_does_not_bring_a_damaged_office_back(folder: Path) -> None:
    desk = samples.opened(folder)
    samples.clerk(desk, sealed=True)
    made = backups.make(desk, "asked")
    opening.close_office(desk)
    (folder / "office.db").write_bytes(b"")
    with pytest.raises(NotAllowedProblem):
        backups.restore_damaged(
            folder, made.path, samples.CLERK_PASSWORD, user=samples.CLERK, clock=make.clock
        )


def test_a_dead_machine_comes_back_with_a_password(folder: Path, tmp_path: Path) -> None:
    desk = samples.opened(folder)
    samples.person(desk)
    samples.clerk(desk)
    made = backups.make(desk, "asked")
    opening.close_office(desk)
    new = tmp_path / "new"
    with pytest.raises(ChooseAccountProblem):
        backups.restore_new(made.path, new, make.PASSWORD, clock=make.clock)
    with pytest.raises(NoSuchAccountProblem):
        backups.restore_new(made.path, new, make.PASSWORD, user="Ai đó", clock=make.clock)
    with pytest.raises(BackupKeyProblem):
        backups.restore_new(made.path, new, "sai", user=make.HEAD_NAME, clock=make.clock)
    with pytest.raises(NotAllowedProblem):
        backups.restore_new(
            made.path, new, samples.CLERK_PASSWORD, user=samples.CLERK, clock=make.clock
        )
    assert not new.exists()
    found = backups.restore_new(made.path, new, make.PASSWORD, user="tran thu ha", clock=make.clock)
    assert (found.people, found.by_code) == (1, False)
    assert found.accounts == (make.HEAD_NAME, samples.CLERK)
    with pytest.raises(FolderNotEmptyProblem):
        backups.restore_new(made.path, new, make.PASSWORD, user=make.HEAD_NAME, clock=make.clock)
    again = samples.opened(new)
    samples.sound(again)
    assert samples.names(again) == ["Phạm Văn Thành"]
    assert not (new / swap.KEPT).exists()
    opening.close_office(again)


def test_a_stick_brings_it_back_with_the_recovery_code_only(folder: Path, tmp_path: Path) -> None:
    desk = samples.opened(folder)
    samples.person(desk)
    code = samples.sheet(desk)
    usb = tmp_path / "usb"
    usb.mkdir()
    backups.set_second_place(desk, usb)
    made = backups.copy_to_second(desk)
    gone = samples.person(desk, "Nguyễn Thị Đào")
    samples.erase(desk, gone)
    samples.erase(desk, 1)
    newer = backups.copy_to_second(desk)
    assert newer.path != made.path
    opening.close_office(desk)
    # The machine is gone, and all it knew.
    shutil.rmtree(folder)
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    new = tmp_path / "new"
    assert backups.accounts_in(made.path) == ()
    with pytest.raises(BackupKeyProblem):
        backups.restore_new(made.path, new, make.PASSWORD, clock=make.clock)
    found = backups.restore_new(made.path, new, code.lower(), clock=make.clock)
    assert (found.accounts, found.by_code) == ((), True)
    # Nobody's name came along: the code opens it for the first head.
    again = opening.open_with_recovery(
        new, code, account=0, new_password=samples.NEW_PASSWORD, clock=make.clock, kdf=make.CHEAP
    )
    assert (again.actor.account, again.actor.name) == (1, make.HEAD_NAME)
    samples.sound(again)
    # The newer backup beside told who had been erased since.
    assert samples.names(again) == []
    assert again.store.erased() == (1, gone)
    opening.close_office(again)


def test_an_older_program_s_office_is_restored_and_brought_up_to_date(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    shutil.copytree(Path(__file__).parents[1] / "storage" / "old_files" / "v1", folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    here = samples.names(desk)
    [made] = backups.listed(desk)
    assert made.schema == 1
    samples.person(desk)
    assert backups.preview(desk, made).newcomers == 1
    back = samples.restored(desk, made)
    assert samples.names(back) == here
    opening.close_office(back)
