"""Making an office's files, and opening them: lock, throttle, keys, half-done changes, anchors."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tcxd_desktop.domain.errors import DamagedFileProblem, FolderNotEmptyProblem, NotAnOfficeProblem
from tcxd_desktop.storage import attempts, checking, key_file, keys, swap
from tcxd_desktop.storage.anchor import Digests
from tcxd_desktop.storage.checking import Left
from tcxd_desktop.storage.engine import check_driver, opens, rekey
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.keys import FLOOR, Kdf, Keyring, SlotName
from tcxd_desktop.storage.lock import OfficeLock, refuse_network
from tcxd_desktop.storage.store import DATA_FILE, SEALED_FILE, Store


@dataclass(frozen=True, slots=True)
class Opened:
    """Văn phòng vừa mở: the store, and what its opening found."""

    store: Store
    left: Left
    failures: tuple[str, ...] = ()
    """UTC moments of wrong passwords since the last sign-in."""
    legacy: bool = False
    """Made by the first version of the program: it has no account yet."""


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """Cách mở: an account's password, or the code of the recovery sheet."""

    password: str = ""
    account: int = 0
    code: bytes = field(default=b"")


def create_store(folder: Path, name: str, password: str, kdf: Kdf | None = None) -> Store:
    """Make new, empty office files in ``folder`` and open them for their first account.

    Raises:
        FolderNotEmptyProblem: ``folder`` already holds files.
        NetworkDriveProblem: it lies on a network share.
    """
    check_driver()
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FolderNotEmptyProblem(str(folder))
        refuse_network(folder)
        lock = OfficeLock(folder)
        try:
            return Store(folder, keys.create(folder, name, password, kdf or FLOOR), lock)
        except BaseException:
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)
            raise


def discard(store: Store) -> None:
    """Close an office whose making did not come to its end and leave nothing of it.

    A half office would open, and stand in the way of making it again.
    """
    try:
        store.close()
    finally:
        shutil.rmtree(store.folder, ignore_errors=True)


def open_store(folder: Path, way: Way) -> Opened:
    """Open the office in ``folder``.

    Raises:
        NotAnOfficeProblem, NetworkDriveProblem, OfficeInUseProblem, WrongPasswordProblem,
        WaitProblem, DamagedFileProblem, SealedMissingProblem, NewerFileProblem, ReadOnlyProblem.
    """
    check_driver()
    if not (folder / DATA_FILE).is_file() and not swap.waiting(folder):
        raise NotAnOfficeProblem(str(folder))
    refuse_network(folder)
    with told(folder):
        lock = OfficeLock(folder)
        try:
            swap.finish(folder)
            if (folder / DATA_FILE).stat().st_size == 0:
                raise DamagedFileProblem(str(folder / DATA_FILE))
            return _open(folder, way, lock)
        except BaseException:
            lock.release()
            raise


def _open(folder: Path, way: Way, lock: OfficeLock) -> Opened:
    digests = Digests([folder / DATA_FILE, folder / SEALED_FILE])
    ring = unlock(folder, way)
    found = digests.get()
    legacy = ring.signer is None and bool(ring.account)
    if legacy:
        ring = keys.upgrade_legacy(
            folder, ring, SlotName(keys.FIRST_ACCOUNT, LEGACY_NAME), way.password, FLOOR
        )
    key_file.heal(folder)
    # Anchors are made with a key that comes from the data key, before or after a change of it.
    made_with = [key for key in (ring.main, ring.next_main) if key is not None]
    ring = settled(folder, ring)
    store = Store(folder, ring, lock)
    try:
        left = checking.compare(store, found, made_with)
    except BaseException:
        store.close()
        raise
    return Opened(store, left, attempts.taken(folder, ring.account), legacy)


LEGACY_NAME = "Trưởng ban"
"""Account of an office made before there were accounts; its owner gives it a name."""


def unlock(folder: Path, way: Way) -> Keyring:
    """Return the keys, counting the try before it is made: a killed try counts too.

    Raises:
        WaitProblem: too many wrong tries; how long is in the arguments.
        WrongPasswordProblem: not the password, or not the code.
    """
    account = way.account
    if not way.code and not account:
        users = keys.listed(folder)
        account = users[0].account if len(users) == 1 else 0
    attempts.begin(folder, account)
    if way.code:
        ring = keys.unlock_with_code(folder, way.code)
    else:
        ring = keys.unlock(folder, way.password, account)
    attempts.succeeded(folder, account)
    return ring


def settled(folder: Path, ring: Keyring) -> Keyring:
    """Bring a change of keys that was cut off to its end, or back to where it began.

    Both files end with new keys, or both with the old ones; a compartment whose key the
    signed-in user does not hold waits for somebody who does.
    """
    if ring.next_main is None and ring.next_sealed is None:
        return ring
    main, sealed = folder / DATA_FILE, folder / SEALED_FILE
    new_main = ring.next_main is not None and not opens(main, ring.main)
    if ring.next_sealed is None or ring.sealed is None:
        return keys.settle(folder, ring, main=new_main, sealed=False)
    new_sealed = not opens(sealed, ring.sealed)
    # The main file is changed first: a sealed one that waits follows it.
    if (new_main or ring.next_main is None) and not new_sealed:
        rekey(sealed, ring.sealed, ring.next_sealed)
        new_sealed = True
    return keys.settle(folder, ring, main=new_main, sealed=new_sealed)
