"""Bringing an office back from a backup: prepared apart, looked through, put in place at the end.

What is prepared already is what the restored office will be: under the keys in force, upgraded,
with the accounts of today, cleaned of whoever was erased since, one generation on. Putting it in
place is ``swap``'s one rename.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tcxd_desktop.domain.errors import BadBackupProblem, DamagedFileProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.storage import anchor, copies, key_file, swap
from tcxd_desktop.storage.anchor import Anchor
from tcxd_desktop.storage.backup_file import Head
from tcxd_desktop.storage.backup_opening import Unpacked, Ways, open_keys, unpack
from tcxd_desktop.storage.deed import Deed
from tcxd_desktop.storage.durable import sync_folder
from tcxd_desktop.storage.engine import rekey
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.storage.keys import Keyring
from tcxd_desktop.storage.outliving import Present, adjust
from tcxd_desktop.storage.store import DATA_FILE, SEALED_FILE, Store
from tcxd_desktop.storage.trial import Order, Trial


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """Cách khôi phục: what the restored office is to be."""

    known: Present
    deed: Deed
    """Its line in the access book."""
    day: str
    """ISO day on which it is done."""
    ring: Keyring | None = None
    """Its keys; ``None``: those of the backup."""
    slots: bytes = b""
    """Content of its key file; empty: that of the backup."""


PlanOf = Callable[[Unpacked], Plan]


class _NoLock:
    """Prepared files are nobody's office yet."""

    def release(self) -> None:
        """Do nothing."""


class _Prepared(Store):
    """Văn phòng đang chuẩn bị: upgraded without a further copy, the backup being one."""

    def _keep(self, version: int) -> None:
        pass


def prepare(
    folder: Path, head: Head, ways: Ways, plan_of: PlanOf, progress: Progress = unwatched
) -> None:
    """Make ready in ``restore.part`` what the office will be; ``swap.decide`` makes it so.

    Args:
        folder: of the office.
        head: of the backup.
        ways: how the backup may be opened.
        plan_of: says what the restored office is to be, once the backup is open.
        progress: (percent done, 100).

    Raises:
        BackupKeyProblem, BadBackupProblem, NewerFileProblem, DiskFullProblem.
        BackupFailedProblem: what was prepared does not pass the trial.
    """
    place = swap.prepare(folder)
    try:
        with told(place), Trial() as trial:
            unpack(head, place, lambda done, total: progress(20 * done // total, 100))
            unpacked = Unpacked(head, place, open_keys(head, place, ways))
            copies.passed(trial.ask(_order(place, unpacked.ring)))
            progress(50, 100)
            plan = plan_of(unpacked)
            ring = plan.ring or unpacked.ring
            _bring(place, unpacked.ring, ring)
            if plan.slots:
                (place / KEY_FILE).write_bytes(plan.slots)
            _rewrite(place, ring, plan)
            progress(70, 100)
            copies.passed(trial.ask(_order(place, ring)))
            _flushed(place)
    except DamagedFileProblem as problem:
        # It is the backup that does not read, and not the office.
        raise BadBackupProblem(str(head.path)) from problem
    progress(100, 100)


def _order(place: Path, ring: Keyring) -> Order:
    sealed = ring.sealed if (place / SEALED_FILE).is_file() else None
    return Order(place, ring.office, ring.main, sealed)


def _bring(place: Path, held: Keyring, wanted: Keyring) -> None:
    """Write the unpacked files anew where the office has other keys now."""
    if held.main != wanted.main:
        rekey(place / DATA_FILE, held.main, wanted.main)
    sealed = place / SEALED_FILE
    if held.sealed is not None and wanted.sealed is not None and held.sealed != wanted.sealed:
        rekey(sealed, held.sealed, wanted.sealed)


def _rewrite(place: Path, ring: Keyring, plan: Plan) -> None:
    """Bring in what outlives a restore, and leave the line that tells of it."""
    store = _Prepared(place, ring, _NoLock())  # type: ignore[arg-type]
    try:
        with store.turn() as connection:
            connection.execute("BEGIN IMMEDIATE")
            generation = adjust(connection, plan.known, plan.day, _accounts_in(plan.slots))
            connection.execute("COMMIT")
        store.line(plan.deed, baseline=True)
        seq, hashed = store.head()
        erased = store.erased()
    finally:
        store.close()
    data = (place / KEY_FILE).read_bytes()
    (place / key_file.SECOND).write_bytes(data)
    made = Anchor(
        ring.office, seq, hashed.hex(), clean=True, generation=generation, erased=erased,
        files={name: anchor.file_digest(place / name) for name in (DATA_FILE, SEALED_FILE)
               if (place / name).is_file()},
    )  # fmt: skip
    # The copy in the user's folder follows once the restored office is the office.
    anchor.write(place, made, ring.main, second=False)


def _accounts_in(slots: bytes) -> frozenset[int] | None:
    content = key_file.parsed(slots) if slots else None
    return frozenset(slot.account for slot in content.slots) if content is not None else None


def _flushed(place: Path) -> None:
    for path in place.iterdir():
        if path.is_file():
            handle = os.open(path, os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    sync_folder(place)
