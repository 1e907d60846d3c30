"""Who may sign in, with what, and the keys behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tcxd_desktop.domain import recovery_code
from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.errors import (
    BadRecoveryCodeProblem,
    LastHeadProblem,
    NoRecoveryProblem,
    NoSuchAccountProblem,
    RequiredProblem,
    SealedProblem,
    TakenNameProblem,
)
from tcxd_desktop.domain.history import Change, Permission, Role
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import RecoverySheet
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.forms.recovery_sheet import recovery_sheet as draw_sheet
from tcxd_desktop.office import opening, people, settings, words
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import accounts as stored
from tcxd_desktop.storage import keys, rekeying
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage.key_file import or_as_before
from tcxd_desktop.storage.keys import Kdf, SlotName
from tcxd_desktop.storage.work import Reading, Work

Guard = Callable[[], object]
"""Makes a verified backup before something that cannot be undone; see ``office.backups``."""
PROOF_DAYS = 180
"""How long a recovery sheet is trusted before its code is asked for again (security.md 4.2)."""
_SHEET = "phiếu khôi phục"


def list_accounts(desk: Desk) -> list[Account]:
    """Return all accounts, those no longer in use last."""
    with desk.read(Permission.ACCOUNTS) as reading:
        return sorted(stored.every(reading), key=lambda a: (bool(a.closed), a.id))


def check_password(desk: Desk, password: str, *names: str) -> None:
    """Refuse a password that is guessed first.

    Raises:
        WeakPasswordProblem: one of its kinds says why.
    """
    office = settings.office_name(desk)
    words.check_password(password, (*names, office.name, office.place, office.province))


def confirm(desk: Desk, password: str) -> None:
    """Ask the signed-in user for the own password again, before what cannot be undone.

    Raises:
        WrongPasswordProblem, WaitProblem.
    """
    opening.confirm_password(desk, password)


def add(  # noqa: PLR0913 - one argument for each thing an account is
    desk: Desk,
    name: str,
    role: Role,
    password: str,
    *,
    sealed: bool = False,
    units: tuple[int, ...] = (),
    kdf: Kdf | None = None,
) -> Account:
    """Give somebody an account with a first password.

    Raises:
        RequiredProblem: no name.
        TakenNameProblem: an account in use has that name.
        SealedProblem: the sealed compartment would be given by somebody who does not hold it.
        WeakPasswordProblem.
    """
    clean = clean_line(name)
    if not clean:
        raise RequiredProblem("account", field="name")
    check_password(desk, password, clean)
    _check_holds(desk, wanted=sealed)
    made = Account(0, clean, role, sealed, units if role is Role.CLERK else (), _today(desk))
    with (
        or_as_before(desk.store.folder),
        desk.write(Permission.ACCOUNTS, "accounts.add", clean) as work,
    ):
        _check_free(work, made)
        made = replace(made, id=stored.add(work, made))
        box, sign = keys.put_account(
            desk.store.folder, desk.store.ring, SlotName(made.id, clean), password,
            kdf or opening.own_cost(), sealed=sealed,
        )  # fmt: skip
        stored.put_keys(work, made.id, box, sign)
        work.note(*_changes(None, made))
    return made


def change(desk: Desk, account: Account) -> None:
    """Change name, role or scope of an account; it takes effect at its next sign-in.

    Raises:
        NoSuchAccountProblem, TakenNameProblem, LastHeadProblem.
    """
    new = replace(account, name=clean_line(account.name))
    if new.role is not Role.CLERK:
        new = replace(new, units=())
    with (
        or_as_before(desk.store.folder),
        desk.write(Permission.ACCOUNTS, "accounts.change", new.name) as work,
    ):
        old = _open_account(work, new.id)
        new = replace(old, name=new.name, role=new.role, units=new.units)
        _check_free(work, new)
        _check_head_left(work, new)
        stored.change(work, new)
        work.note(*_changes(old, new))
        if old.name != new.name:
            keys.rename_account(desk.store.folder, new.id, new.name)


def set_sealed(desk: Desk, number: int, *, sealed: bool) -> None:
    """Give an account the sealed compartment (items 26 to 28), or take it away.

    Taking it away does not reach copies made before; another data key does the rest.

    Raises:
        SealedProblem: the signed-in user does not hold it, or would take it from the last holder.
    """
    _check_holds(desk, wanted=True)
    with (
        or_as_before(desk.store.folder),
        desk.write(Permission.ACCOUNTS, "accounts.sealed") as work,
    ):
        old = _open_account(work, number)
        new = replace(old, sealed=sealed)
        others = [a for a in stored.every(work) if a.sealed and not a.closed and a.id != number]
        if not sealed and not others:
            raise SealedProblem(old.name)
        stored.change(work, new)
        work.note(*_changes(old, new))
        box = stored.boxes(work)[number]
        keys.set_sealed(desk.store.folder, desk.store.ring, number, sealed=sealed, box=box)


def reset_password(desk: Desk, number: int, password: str, kdf: Kdf | None = None) -> None:
    """Give an account a new password without the old one; its signing key changes with it.

    Raises:
        NoSuchAccountProblem, WeakPasswordProblem, SealedProblem: the account holds the sealed
            compartment and the signed-in user does not.
    """
    with or_as_before(desk.store.folder), desk.write(Permission.ACCOUNTS, "accounts.reset") as work:
        found = _open_account(work, number)
        check_password(desk, password, found.name)
        _check_holds(desk, wanted=found.sealed)
        box, sign = keys.put_account(
            desk.store.folder, desk.store.ring, SlotName(number, found.name), password,
            kdf or opening.own_cost(), sealed=found.sealed,
        )  # fmt: skip
        stored.put_keys(work, number, box, sign)
        work.note(Change("account", number, "password", "", ""))


def change_own_password(desk: Desk, old: str, new: str, kdf: Kdf | None = None) -> None:
    """Change the password of the signed-in user.

    Raises:
        WrongPasswordProblem: ``old`` is not it.
        WeakPasswordProblem.
    """
    check_password(desk, new, desk.actor.name)
    confirm(desk, old)
    with or_as_before(desk.store.folder), desk.write(Permission.OWN, "accounts.password") as work:
        number = desk.actor.account
        keys.change_password(desk.store.folder, number, old, new, kdf or opening.own_cost())
        work.note(Change("account", number, "password", "", ""))


def close_account(desk: Desk, number: int, password: str, guard: Guard) -> None:
    """Take an account's way in; what it did stays in the book under its name.

    Args:
        desk: where.
        number: of the account.
        password: of the signed-in head, asked again.
        guard: makes a verified backup first.

    Raises:
        WrongPasswordProblem, NoSuchAccountProblem, LastHeadProblem, SealedProblem.
    """
    desk.check(Permission.ACCOUNTS)
    confirm(desk, password)
    guard()
    with or_as_before(desk.store.folder), desk.write(Permission.ACCOUNTS, "accounts.close") as work:
        old = _open_account(work, number)
        new = replace(old, closed=_today(desk), sealed=False)
        _check_head_left(work, new)
        if old.sealed and not [a for a in stored.every(work)
                               if a.sealed and not a.closed and a.id != number]:  # fmt: skip
            raise SealedProblem(old.name)
        stored.change(work, new)
        work.note(*_changes(old, new))
        keys.drop_account(desk.store.folder, number)


# --- the recovery sheet -----------------------------------------------------------------------


def new_recovery_code(desk: Desk) -> str:
    """Return a new code for the recovery sheet; the sheet in force stays until it is confirmed.

    Raises:
        SealedProblem: its maker must hold everything it is to open.
    """
    desk.check(Permission.ACCOUNTS)
    _check_holds(desk, wanted=True, what=_SHEET)
    return recovery_code.new_code()


def recovery_sheet(desk: Desk, code: str) -> bytes:
    """Return the *phiếu khôi phục* with a code, as PDF; the line says only that it was made."""
    desk.check(Permission.ACCOUNTS)
    sheet = RecoverySheet(
        people.letterhead(desk, None), desk.actor.name, recovery_code.shown(code), desk.clock()
    )
    desk.line(Permission.ACCOUNTS, "recovery.sheet")
    return draw_sheet(sheet, day=desk.today())


def confirm_recovery(desk: Desk, code: str, typed: str) -> None:
    """Put a new code in force once it was typed back from the paper; an older sheet ends.

    Raises:
        BadRecoveryCodeProblem: what was typed is not the code.
    """
    desk.check(Permission.ACCOUNTS)
    raw = recovery_code.parse(typed)
    if raw != recovery_code.parse(code):
        raise BadRecoveryCodeProblem("check")
    _check_holds(desk, wanted=True, what=_SHEET)
    with or_as_before(desk.store.folder), desk.write(Permission.ACCOUNTS, "recovery.new") as work:
        box = keys.put_recovery(desk.store.folder, desk.store.ring, raw)
        stored.put_keys(work, stored.RECOVERY, box, b"")
        _note_confirmed(desk, work)


def prove_recovery(desk: Desk, typed: str) -> None:
    """Note that the sheet is still at hand: its code was typed from it.

    Raises:
        BadRecoveryCodeProblem: mistyped, or of a sheet that is not in force any more.
    """
    desk.check(Permission.ACCOUNTS)
    if not keys.fits_code(desk.store.folder, recovery_code.parse(typed)):
        raise BadRecoveryCodeProblem("check")
    with desk.write(Permission.ACCOUNTS, "recovery.proved") as work:
        _note_confirmed(desk, work)


def _note_confirmed(desk: Desk, work: Work) -> None:
    stored_office.set_setting(work, opening.RECOVERY_CONFIRMED, _today(desk))


def recovery_confirmed(desk: Desk) -> date | None:
    """Return the day the code of the sheet in force was last typed; ``None`` without a sheet."""
    with desk.read() as reading:
        day = stored_office.setting(reading, opening.RECOVERY_CONFIRMED)
    if not day or not keys.has_recovery(desk.store.folder):
        return None
    return date.fromisoformat(day)


def recovery_due(desk: Desk) -> bool:
    """Tell whether the code should be typed again, or a sheet made in the first place."""
    confirmed = recovery_confirmed(desk)
    return confirmed is None or (desk.today() - confirmed).days > PROOF_DAYS


# --- another data key -------------------------------------------------------------------------


def change_data_key(
    desk: Desk, password: str, guard: Guard, progress: Progress = unwatched
) -> None:
    """Write the files anew under new keys, so that who left cannot read what comes.

    Args:
        desk: where; of somebody who holds the sealed compartment.
        password: of the signed-in head, asked again.
        guard: makes a verified backup first.
        progress: (steps done, steps).

    Raises:
        WrongPasswordProblem, SealedProblem, DiskFullProblem.
        NoRecoveryProblem: without a sheet nobody could help if all passwords were lost.
    """
    desk.check(Permission.ACCOUNTS)
    _check_holds(desk, wanted=True)
    if recovery_confirmed(desk) is None:
        raise NoRecoveryProblem
    confirm(desk, password)
    guard()
    with desk.read(Permission.ACCOUNTS) as reading:
        trusted = stored.boxes(reading)
    desk.line(Permission.ACCOUNTS, "keys.change")
    rekeying.change(desk.store, trusted, progress)
    desk.line(Permission.ACCOUNTS, "keys.changed")


# --- helpers ----------------------------------------------------------------------------------


def _today(desk: Desk) -> str:
    return desk.today().isoformat()


def _check_holds(desk: Desk, *, wanted: bool, what: str = "ngăn niêm phong") -> None:
    if wanted and not (desk.actor.sealed and desk.store.holds_sealed):
        raise SealedProblem(what)


def _open_account(reading: Reading, number: int) -> Account:
    found = stored.one(reading, number)
    if found is None or found.closed:
        raise NoSuchAccountProblem(found.name if found else str(number))
    return found


def _check_free(reading: Reading, account: Account) -> None:
    for other in stored.every(reading):
        if not other.closed and other.id != account.id and fold(other.name) == fold(account.name):
            raise TakenNameProblem(account.name, field="name")


def _check_head_left(reading: Reading, new: Account) -> None:
    heads = [a for a in stored.every(reading) if a.role is Role.HEAD and not a.closed]
    keeps = new.role is Role.HEAD and not new.closed
    if not keeps and all(head.id == new.id for head in heads):
        raise LastHeadProblem


def _changes(old: Account | None, new: Account) -> list[Change]:
    def shown(account: Account | None, name: str) -> str:
        value = getattr(account, name) if account is not None else ""
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        return str(value)

    return [
        Change("account", new.id, name, shown(old, name), shown(new, name))
        for name in ("name", "role", "sealed", "units", "closed")
        if shown(old, name) != shown(new, name)
    ]
