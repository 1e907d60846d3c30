"""Restoring: what it would lose, and doing it, in an office or where there is none any more."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tcxd_desktop import BUILT
from tcxd_desktop.domain import machine_clock, recovery_code
from tcxd_desktop.domain.backups import Backup, Preview
from tcxd_desktop.domain.errors import (
    BackupFailedProblem,
    BackupKeyProblem,
    ChooseAccountProblem,
    DamagedFileProblem,
    FolderNotEmptyProblem,
    NoSuchAccountProblem,
    NotAllowedProblem,
    OtherOfficeProblem,
    Problem,
    SealedProblem,
)
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.office import door, opening
from tcxd_desktop.office.backup_making import take
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import (
    anchor,
    backup_file,
    backup_gap,
    backup_opening,
    key_file,
    keys,
    outliving,
    swap,
)
from tcxd_desktop.storage import opening as stored_opening
from tcxd_desktop.storage import restoring as stored
from tcxd_desktop.storage.backup_file import Head
from tcxd_desktop.storage.backup_opening import Unpacked, Ways
from tcxd_desktop.storage.backup_shelf import has_sealed
from tcxd_desktop.storage.deed import Deed
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.key_file import KEY_FILE, Slot
from tcxd_desktop.storage.keys import PASSWORD, Keyring
from tcxd_desktop.storage.lock import OfficeLock, refuse_network
from tcxd_desktop.storage.outliving import Present
from tcxd_desktop.storage.restoring import Plan
from tcxd_desktop.wording.formats import show_number

Clock = Callable[[], datetime]
_BY_CODE = "Phiếu khôi phục"
"""Who restored, in the book, where the code of the recovery sheet opened the backup."""


def _head(path: Path) -> Head:
    with told(path):
        return backup_file.read_head(path)


def _slots(head: Head) -> list[Slot]:
    content = key_file.parsed(backup_file.part_bytes(head, KEY_FILE))
    return [slot for slot in content.slots if slot.kind == PASSWORD] if content else []


def accounts_in(path: Path) -> tuple[str, ...]:
    """Return whose passwords open a backup: nobody's where it was made for a second place."""
    return tuple(slot.name for slot in _slots(_head(path)))


def preview(desk: Desk, backup: Backup, *, password: str = "", older: str = "") -> Preview:
    """Return what restoring a backup would lose; nothing is changed.

    Args:
        desk: where.
        backup: one of :func:`backups.listed`, or from elsewhere.
        password: of the signed-in user; needed where the data key was changed since.
        older: a password or recovery code of back then, where the account has other keys since.

    Raises:
        BackupKeyProblem: it does not open with these; ask for ``older``.
        BadBackupProblem, OtherOfficeProblem, NewerFileProblem, DiskFullProblem.
    """
    desk.check(Permission.RESTORE)
    head = _own(desk, backup.path)
    ways = _ways(desk, password, older)
    store = desk.store
    with (
        store.copying,
        backup_opening.opened(store.folder, head, ways) as there,
        store.turn() as here,
    ):
        found = backup_gap.lost(here, there)
    by = Counter(str(actor) for _, _, actor in found.acts)
    moments = [str(at) for _, at, _ in found.acts]
    return Preview(
        backup=backup,
        changes=len(moments),
        since=moments[0] if moments else "",
        until=moments[-1] if moments else "",
        by=tuple(by.most_common()),
        records=found.records,
        newcomers=found.newcomers,
        erased_again=found.erased_again,
        returning=found.returning,
    )


def _own(desk: Desk, path: Path) -> Head:
    desk.check(Permission.RESTORE)
    head = _head(path)
    if head.manifest.office != desk.store.office:
        raise OtherOfficeProblem(str(path))
    return head


def _ways(desk: Desk, password: str, older: str) -> Ways:
    store = desk.store
    return _with_older(Ways(store.ring, store.folder, desk.actor.account, password), older)


def _with_older(ways: Ways, older: str) -> Ways:
    code = _code(older)
    return replace(ways, code=code) if code else replace(ways, older=older)


def _code(text: str) -> bytes:
    """Return the recovery code somebody typed, or nothing: then it is a password."""
    try:
        return recovery_code.parse(text)
    except Problem:
        return b""


def restore(
    desk: Desk, backup: Backup, password: str, progress: Progress = unwatched, *, older: str = ""
) -> Desk:
    """Bring the office back to a backup and return it newly opened; ``desk`` is closed then.

    Whatever goes wrong before the end leaves the office as it was, and ``desk`` open. The files
    that were replaced stay in the folder ``replaced``.

    Args:
        desk: of the head, who holds the sealed compartment.
        backup: one of :func:`backups.listed`, or from elsewhere.
        password: of the head, asked again.
        progress: (percent done, 100).
        older: a password or recovery code of back then, where the account has other keys since.

    Raises:
        WrongPasswordProblem, WaitProblem, SealedProblem, BackupKeyProblem, BadBackupProblem,
        OtherOfficeProblem, NewerFileProblem, BackupFailedProblem, DiskFullProblem.
    """
    desk.check(Permission.RESTORE)
    head = _own(desk, backup.path)
    if has_sealed(head) and not desk.store.holds_sealed:
        raise SealedProblem("khôi phục")
    opening.confirm_password(desk, password)
    spare = _kept(desk, lambda done, total: progress(40 * done // total, 100))
    store, folder = desk.store, desk.store.folder
    with store.copying, store.turn():
        slots = (folder / KEY_FILE).read_bytes()
        before = outliving.present_of(store)
        newest = store.head()[0] if before is not None else 0
        note = f"{_said(head)}; đang có đến dòng {newest}; {spare}"
        deed = desk.deed(Permission.RESTORE, "backups.restore", note)
        ways = _ways(desk, password, older)

        def plan_of(unpacked: Unpacked) -> Plan:
            known = before or _own_keys(slots, desk.actor.account)
            wide = _widened(folder, known, unpacked, ways, store.ring)
            return Plan(wide, deed, desk.day(), store.ring, slots)

        stored.prepare(
            folder, head, ways, plan_of, lambda done, total: progress(40 + 60 * done // total, 100)
        )
        with told(folder):
            swap.decide(folder)
        # From here on the office is the restored one, whoever opens it.
        opening.close_office(desk, "khôi phục")
    name = next(s.name for s in keys.listed(folder) if s.account == desk.actor.account)
    return opening.open_office(folder, password, user=name, clock=desk.clock)


def _kept(desk: Desk, progress: Progress) -> str:
    """Make a verified backup of what is there; where that is damaged, its files stay anyway."""
    try:
        return f"bản trước khi khôi phục: {take(desk, 'restore', progress).path.name}"
    except (DamagedFileProblem, BackupFailedProblem):
        return "bản trước khi khôi phục đã hỏng, tệp cũ giữ trong thư mục replaced"


def _said(head: Head) -> str:
    people = show_number(head.manifest.counts.get("person", 0))
    return f"{head.path.name}: {people} hồ sơ, đến dòng {head.manifest.seq}"


def _widened(
    folder: Path, known: Present, unpacked: Unpacked, ways: Ways, ring: Keyring | None
) -> Present:
    """Add what the anchors and the other backups know, as far as they are genuine."""
    held = [unpacked.ring.main, backup_opening.newer_key(unpacked, ways)]
    if ring is not None:
        held.append(ring.main)
    beside = backup_opening.genuine_beside(unpacked.head, *held)
    anchors = anchor.read(folder, unpacked.ring.office, held, anywhere=True)
    return outliving.widened(known, beside, anchors)


def _own_keys(slots: bytes, account: int) -> Present:
    """What is known of an office that cannot be read: whoever opened it has proved the own slot."""
    content = key_file.parsed(slots)
    own = (
        [s for s in content.slots if s.account == account and s.kind == PASSWORD] if content else []
    )
    return Present(account_keys=tuple((slot.account, slot.box, slot.sign) for slot in own))


def restore_damaged(  # noqa: PLR0913 - who, what from, and where
    folder: Path,
    path: Path,
    password: str,
    *,
    user: str = "",
    older: str = "",
    clock: Clock = opening.local_time,
    progress: Progress = unwatched,
) -> Desk:
    """Bring back an office whose main file does not even open, and return it open.

    The damaged files stay in the folder ``replaced``.

    Args:
        folder: of the office; its key file tells who may sign in.
        path: of the backup.
        password: of an account that was a head when the backup was made.
        user: its name; may be left out where there is only one.
        older: a password or recovery code of back then, where the account has other keys since.
        clock: local time with its zone.
        progress: (percent done, 100).

    Raises:
        NotAnOfficeProblem, OfficeInUseProblem, WrongPasswordProblem, WaitProblem,
        NotAllowedProblem, SealedProblem, BackupKeyProblem, BadBackupProblem, OtherOfficeProblem,
        NewerFileProblem, BackupFailedProblem, DiskFullProblem.
    """
    refuse_network(folder)
    swap.carry_on(folder)
    account = door.account_named(folder, user)
    head = _head(path)
    with told(folder):
        lock = OfficeLock(folder)
        try:
            ring = stored_opening.unlock(folder, stored_opening.Way(password, account))
            slots = key_file.dumped(key_file.read(folder))
            if head.manifest.office != ring.office:
                raise OtherOfficeProblem(str(path))
            if has_sealed(head) and ring.sealed is None:
                raise SealedProblem("khôi phục")
            ways = _with_older(Ways(ring, folder, account, password), older)

            def plan_of(unpacked: Unpacked) -> Plan:
                known = _own_keys(slots, account)
                wide = _widened(folder, known, unpacked, ways, ring)
                deed = _deed(_head_of(unpacked, account), clock(), _said(head))
                return Plan(wide, deed, _day(clock), ring, slots)

            stored.prepare(folder, head, ways, plan_of, progress)
            swap.decide(folder)
            swap.finish(folder)
        finally:
            lock.release()
    return opening.open_office(folder, password, user=user, clock=clock)


def _head_of(unpacked: Unpacked, account: int) -> Actor:
    """Return who restores, as the backup knows the account.

    Raises:
        NotAllowedProblem: the account was no head.
    """
    actor = backup_opening.actor_of(unpacked, account)
    if actor is None or not actor.may(Permission.RESTORE):
        raise NotAllowedProblem(Permission.RESTORE.value)
    return actor


def _deed(actor: Actor, now: datetime, note: str) -> Deed:
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    doubt = machine_clock.suspect(now, None, BUILT)
    return Deed(actor, Permission.RESTORE, "backups.restore", note, at, doubt)


def _day(clock: Clock) -> str:
    return clock().date().isoformat()


@dataclass(frozen=True, slots=True)
class Restored:
    """Văn phòng vừa dựng lại từ bản sao lưu; it is closed."""

    folder: Path
    people: int
    accounts: tuple[str, ...]
    """Who can sign in with a password; nobody after a backup from the second place."""
    by_code: bool
    """It was opened with the recovery code, which gives an account a new password next."""


def restore_new(
    path: Path,
    folder: Path,
    secret: str,
    *,
    user: str = "",
    clock: Clock = opening.local_time,
    progress: Progress = unwatched,
) -> Restored:
    """Bring an office back into an empty folder: its machine is dead.

    ``opening.open_office`` or, after a recovery code, ``opening.open_with_recovery`` opens it.

    Args:
        path: of the backup.
        folder: empty, or not there yet.
        secret: a head's password of back then, or the code of the recovery sheet.
        user: name of the account; may be left out where there is only one.
        clock: local time with its zone.
        progress: (percent done, 100).

    Raises:
        FolderNotEmptyProblem, NetworkDriveProblem, BackupKeyProblem, BadBackupProblem,
        ChooseAccountProblem, NoSuchAccountProblem, NotAllowedProblem, NewerFileProblem,
        BackupFailedProblem, DiskFullProblem, ReadOnlyProblem.
    """
    head = _head(path)
    with told(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderNotEmptyProblem(str(folder))
        new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            refuse_network(folder)
            by_code = _rebuild(head, folder, _Opener(secret, user, clock), progress)
        except BaseException:
            _cleared(folder, new=new)
            raise
    return Restored(folder, head.manifest.counts.get("person", 0), accounts_in(path), by_code)


@dataclass(frozen=True, slots=True, repr=False)
class _Opener:
    """Who opens a backup where there is no office."""

    secret: str
    user: str
    clock: Clock

    def ways(self, head: Head) -> Ways:
        """Return how; a code is one by its check letter."""
        if code := _code(self.secret):
            return Ways(code=code)
        slots = _slots(head)
        wanted = fold(clean_line(self.user))
        fitting = [slot for slot in slots if not wanted or fold(slot.name) == wanted]
        if len(fitting) > 1:
            raise ChooseAccountProblem(", ".join(slot.name for slot in fitting))
        if not fitting:
            raise (NoSuchAccountProblem(self.user) if slots else BackupKeyProblem(str(head.path)))
        return Ways(account=fitting[0].account, password=self.secret)


def _rebuild(head: Head, folder: Path, opener: _Opener, progress: Progress) -> bool:
    ways = opener.ways(head)

    def plan_of(unpacked: Unpacked) -> Plan:
        actor = Actor(_BY_CODE, Role.HEAD, sealed=True)
        if not ways.code:
            actor = _head_of(unpacked, ways.account)
        wide = _widened(folder, Present(), unpacked, ways, None)
        deed = _deed(actor, opener.clock(), _said(head))
        return Plan(wide, deed, _day(opener.clock))

    stored.prepare(folder, head, ways, plan_of, progress)
    swap.decide(folder)
    swap.finish(folder)
    return bool(ways.code)


def _cleared(folder: Path, *, new: bool) -> None:
    """Leave nothing of an office that did not come to be; one that was decided stays."""
    if not swap.waiting(folder) and not (folder / KEY_FILE).is_file():
        swap.drop_prepared(folder)
        if new:
            with suppress(OSError):
                folder.rmdir()
