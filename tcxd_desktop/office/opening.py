"""Making and opening an office: the only door to its files."""

import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tcxd_desktop.domain import recovery_code
from tcxd_desktop.domain.accounts import Account, Founding, SignIn
from tcxd_desktop.domain.errors import NoSuchAccountProblem, Problem
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import clock as machine_clock
from tcxd_desktop.office import codelists, door, erasing, program_version, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import accounts as stored_accounts
from tcxd_desktop.storage import audit, checking, derived, keys, swap
from tcxd_desktop.storage import office as stored
from tcxd_desktop.storage import opening as stored_opening
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.key_file import calibrated
from tcxd_desktop.storage.keys import Kdf, SlotName
from tcxd_desktop.storage.opening import Opened, Way
from tcxd_desktop.storage.store import TAMPERED, Store
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.book import LEFT

Clock = Callable[[], datetime]
RECOVERY_CONFIRMED = "recovery.confirmed"
"""Setting: the day the code of the recovery sheet was typed back, ISO."""


def local_time() -> datetime:
    """Return the machine's time with its zone."""
    return datetime.now().astimezone()


def own_cost() -> Kdf:
    """Return the cost of a password guess that suits this machine."""
    return calibrated()


def create_office(
    folder: Path,
    password: str,
    *,
    office: OfficeName,
    founding: Founding,
    clock: Clock = local_time,
    kdf: Kdf | None = None,
) -> Desk:
    """Make a new office in an empty folder and open it for its head.

    Raises:
        FolderNotEmptyProblem, NetworkDriveProblem, ReadOnlyProblem, DiskFullProblem.
    """
    name = clean_line(founding.head)
    store = stored_opening.create_store(folder, name, password, kdf)
    day = clock().date().isoformat()
    head = Account(keys.FIRST_ACCOUNT, name, Role.HEAD, sealed=True, opened=day)
    desk = Desk(store, head.actor(), codelists.load(), clock, SignIn(recovery=False))
    try:
        with desk.write(Permission.SETTINGS, "office.create") as work:
            stored.seed_codes(work, desk.codes)
            settings.write_name(work, office)
            program_version.write(work)
            stored.adopt(work, "rule_set", founding.rule_set, "2025-07-01", "294-QĐ/TW, 26/5/2025")
            stored.adopt(work, "role", founding.role, "2025-07-01", "")
            _write_account(work, store, head)
    except BaseException:
        stored_opening.discard(store)
        raise
    return desk


def _write_account(work: Work, store: Store, account: Account) -> None:
    stored_accounts.add(work, account)
    box, sign = keys.public_keys(store.folder, account.id)
    stored_accounts.put_keys(work, account.id, box, sign)


def open_office(folder: Path, password: str, *, user: str = "", clock: Clock = local_time) -> Desk:
    """Open an office with the password of one of its accounts.

    Args:
        folder: of the office.
        password: the account's.
        user: name of the account; may be left out where there is only one.
        clock: local time with its zone.

    Raises:
        NotAnOfficeProblem, NetworkDriveProblem, OfficeInUseProblem, ChooseAccountProblem,
        NoSuchAccountProblem, WrongPasswordProblem, WaitProblem, DamagedFileProblem,
        SealedMissingProblem, NewerFileProblem, ReadOnlyProblem.
    """
    swap.carry_on(folder)
    account = door.account_named(folder, user) if (folder / keys.KEY_FILE).is_file() else 0
    return _signed_in(stored_opening.open_store(folder, Way(password, account)), clock)


def open_with_recovery(
    folder: Path,
    code: str,
    *,
    account: int,
    new_password: str,
    clock: Clock = local_time,
    kdf: Kdf | None = None,
) -> Desk:
    """Open an office with the code of its recovery sheet and give an account a new password.

    Account 0 is the first head: after a backup from a second place nobody knows yet who there is.

    Raises:
        BadRecoveryCodeProblem: mistyped.
        WrongPasswordProblem: not the code of the sheet in force.
        NoSuchAccountProblem: the account is not there or no longer in use.
        The other Problems of :func:`open_office`.
    """
    opened = stored_opening.open_store(folder, Way(code=recovery_code.parse(code)))
    try:
        with opened.store.read() as reading:
            found = _recovering(reading, account)
        if found is None or found.closed:
            raise NoSuchAccountProblem(str(account))
        slot = SlotName(found.id, found.name)
        sealed = found.sealed and opened.store.holds_sealed
        box, sign = keys.put_account(
            folder, opened.store.ring, slot, new_password, kdf or own_cost(), sealed=sealed
        )
        # From here on the session is this account's, and its end is signed with its key.
        own = keys.unlock(folder, new_password, found.id)
        opened.store.take_ring(replace(opened.store.ring, account=found.id, signer=own.signer))
        actor = replace(found.actor(), sealed=opened.store.holds_sealed)
        desk = _desk(opened, actor, clock, by_code=True)
        if not desk.store.read_only:
            with desk.write(Permission.OWN, "accounts.recovered", found.name) as work:
                stored_accounts.put_keys(work, found.id, box, sign)
    except BaseException:
        opened.store.close()
        raise
    return desk


def _recovering(reading: Reading, number: int) -> Account | None:
    if number:
        return stored_accounts.one(reading, number)
    heads = (one for one in stored_accounts.every(reading) if one.role is Role.HEAD)
    return next((one for one in heads if not one.closed), None)


def _signed_in(opened: Opened, clock: Clock) -> Desk:
    store = opened.store
    try:
        with store.read() as reading:
            nobody = not stored_accounts.every(reading)
        # Slots and tables are brought up to date before: an upgrade cut off there goes on here.
        if opened.legacy or nobody:
            _take_in_legacy(store, clock)
        with store.read() as reading:
            found = stored_accounts.one(reading, store.account)
        if found is None or found.closed:
            raise NoSuchAccountProblem(str(store.account))
        return _desk(opened, replace(found.actor(), sealed=store.holds_sealed), clock)
    except BaseException:
        store.close()
        raise


def _take_in_legacy(store: Store, clock: Clock) -> None:
    """Give an office of the program's first version its one account and the start of its chain."""
    day = clock().date().isoformat()
    head = Account(
        keys.FIRST_ACCOUNT, stored_opening.LEGACY_NAME, Role.HEAD, sealed=True, opened=day
    )
    desk = Desk(store, head.actor(), codelists.load(), clock)
    with desk.write(Permission.SETTINGS, "office.upgrade") as work:
        _write_account(work, store, head)


def _desk(opened: Opened, actor: Actor, clock: Clock, *, by_code: bool = False) -> Desk:
    store = opened.store
    with store.read() as reading:
        codes = stored.codes(reading, codelists.load())
        confirmed = bool(stored.setting(reading, RECOVERY_CONFIRMED))
    sign_in = SignIn(
        opened.left.state,
        opened.left.expected,
        opened.left.found,
        opened.failures,
        confirmed and keys.has_recovery(store.folder),
        by_code,
    )
    desk = Desk(store, actor, codes, clock, sign_in)
    if sign_in.doubtful:
        store.read_only = TAMPERED
        return desk
    with store.turn() as connection:
        begun = audit.begun(connection)
    if store.upgraded_from is not None or not begun:
        # A new shape of the tables gives every record another digest.
        store.line(desk.deed(Permission.OWN, "book.begin"), baseline=True)
    store.open_session(replace(desk.deed(Permission.OWN, "session.begin"), note=_told(sign_in)))
    machine_clock.note_jump(desk)
    erasing.finish(desk)
    return desk


def _told(sign_in: SignIn) -> str:
    parts = [LEFT[sign_in.state]] if LEFT[sign_in.state] else []
    if sign_in.failures:
        parts.append(f"{len(sign_in.failures)} × sai mật khẩu, lần cuối {sign_in.failures[-1]}")
    return "; ".join(parts)


def acknowledge(desk: Desk, reason: str = "") -> None:
    """Let work go on although the files are not those that were left; it stands in the book.

    The head says so after having looked: restored by hand, copied from another machine, or a
    reason to ask the inspector.

    Args:
        desk: of the head who just signed in.
        reason: why the files differ, in the head's words.
    """
    desk.check(Permission.SETTINGS)
    store = desk.store
    store.read_only = ""
    found = f"đến dòng {desk.sign_in.found}, lần trước đến dòng {desk.sign_in.expected}"
    note = f"{LEFT[desk.sign_in.state]}: {found}"
    note = f"{note}; {reason}" if reason else note
    store.line(desk.deed(Permission.SETTINGS, "book.acknowledge", note), baseline=True)
    store.anchor(clean=False)
    # Only now: the line of the sign-in anchors what is found, and that had to be said first.
    store.open_session(
        replace(desk.deed(Permission.OWN, "session.begin"), note=_told(desk.sign_in))
    )


def confirm_password(desk: Desk, password: str) -> None:
    """Ask the signed-in user for the own password again.

    Raises:
        WrongPasswordProblem, WaitProblem.
    """
    desk.check(Permission.OWN)
    with told(desk.store.folder):
        stored_opening.unlock(desk.store.folder, Way(password, desk.actor.account))


def close_office(desk: Desk, how: str = "") -> None:
    """End the session, signed, close the files and give the office free."""
    deed = None
    # A disk that fails at the very end must not leave the office taken.
    with suppress(Problem):
        deed = desk.deed(Permission.OWN, "session.end", how)
    desk.store.close(deed)


def verify(desk: Desk) -> dict[str, str]:
    """Check pages, references, encryption, the book, signatures, records and what follows.

    Each value is ``ok`` or what is wrong.
    """
    desk.check(Permission.OWN)
    found = checking.verify(desk.store)
    # Damaged pages are told already; what stands on them says nothing.
    if all(value == checking.OK for value in found.values()):
        with desk.store.read() as reading:
            wrong = derived.astray(reading, frozenset(desk.store.erased()))
            scores = _scores_astray(reading)
        found["derived"] = f"hồ sơ số {_numbers(wrong)}" if wrong else checking.OK
        found["scores"] = f"buổi sinh hoạt số {_numbers(scores)}" if scores else checking.OK
    return found


def _scores_astray(reading: Reading) -> list[int]:
    # Loaded when asked for: opening an office needs none of scoring.
    checks = importlib.import_module("tcxd_desktop.office.score_checks")
    found: list[int] = checks.astray(reading, "", "9999-12")
    return found


def _numbers(found: list[int]) -> str:
    return ", ".join(map(str, found[:_SHOWN]))


_SHOWN = 20
