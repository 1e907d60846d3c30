"""Offices as the tests of backups and restoring need them."""

from pathlib import Path

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import accounts, backups, opening, people, personal_data
from tcxd_desktop.office.desk import Desk
from tests import make

CLERK, CLERK_PASSWORD = "Vũ Văn Bình", "mật khẩu của anh bình"
NEW_PASSWORD = "mật khẩu khác hẳn 2"


def person(desk: Desk, name: str = "Phạm Văn Thành") -> int:
    """Write somebody into the list, with something in every group of items; return the number."""
    new = people.create(desk, make.new_person(name=name))
    number = str(new.id)
    people.save(
        desk,
        make.dossier(
            id=new.id, version=new.version, birth_name=name, dossier_no="",
            card_no=f"0370150{number:0>5}", citizen_id=f"0371620{number:0>5}", badges=(),
            origin=make.dossier().origin,
        ),
    )  # fmt: skip
    return new.id


def names(desk: Desk) -> list[str]:
    """Return who is in the list, by number."""
    with desk.read() as reading:
        rows = reading.all("SELECT birth_name FROM person WHERE void_reason = '' ORDER BY id")
    return [str(row[0]) for row in rows]


def clerk(desk: Desk, *, sealed: bool = False) -> Account:
    """Give a clerk an account."""
    return accounts.add(desk, CLERK, Role.CLERK, CLERK_PASSWORD, sealed=sealed, kdf=make.CHEAP)


def sheet(desk: Desk) -> str:
    """Put a recovery sheet in force and return its code."""
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    return code


def erase(desk: Desk, number: int) -> None:
    """Erase somebody by decision."""
    decision = Decision("07-QĐ/ĐU", "2026-11-20", "Đảng ủy xã Đông Hải")
    personal_data.erase(desk, number, decision, "theo đề nghị", lambda: None)


def opened(folder: Path, user: str = make.HEAD_NAME) -> Desk:
    """Open an office for its head."""
    return opening.open_office(folder, make.PASSWORD, user=user, clock=make.clock)


def nothing() -> None:
    """Guard nothing."""


def sound(desk: Desk) -> None:
    """Make sure of an office that nobody doubts."""
    assert set(opening.verify(desk).values()) == {"ok"}
    assert not desk.sign_in.doubtful
    assert not desk.store.read_only


def reopened(desk: Desk, password: str = make.PASSWORD) -> Desk:
    """Close and open again: what the next sign-in finds."""
    folder = desk.store.folder
    opening.close_office(desk)
    again = opening.open_office(folder, password, user=make.HEAD_NAME, clock=make.clock)
    assert again.sign_in.state == "same"
    return again


def restored(desk: Desk, backup: Backup, password: str = make.PASSWORD, older: str = "") -> Desk:
    """Restore and make sure of the office that comes of it."""
    found = backups.restore(desk, backup, password, older=older)
    sound(found)
    return found
