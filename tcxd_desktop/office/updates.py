"""A new version of the program from a signed package: looked at, fetched, checked, handed over.

The package (``.capnhat``) is small and signed; the setup lies beside it and is told by its digest.
Nothing here replaces the program: the setup does, once this process has ended.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tcxd_desktop import places
from tcxd_desktop.domain.errors import NotFoundProblem, Problem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.packet_errors import NotAPackProblem, PackKindProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.update_errors import (
    AlteredSetupProblem,
    BadUpdateProblem,
    BadVersionProblem,
)
from tcxd_desktop.domain.updates import (
    PRODUCT,
    Standing,
    Update,
    UpdateFile,
    Way,
    is_lower,
    update_of,
)
from tcxd_desktop.domain.versions import Version, of_number, parse
from tcxd_desktop.exchange import pack_file
from tcxd_desktop.office import backup_making, packs, program_version, refusals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import packages as stored
from tcxd_desktop.storage import private_copy
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.packages import TakenPack
from tcxd_desktop.storage.store import LATEST, LATEST_SEALED
from tcxd_desktop.storage.work import Reading

SHELF = "cap-nhat"
"""Folder of this user a setup is copied to before it is started."""
UNINSTALLER = "go-cai-dat.exe"
"""What the setup leaves in the program's folder, and an unpacked folder has not."""
UPDATING, LOWER = "/CAPNHAT", "/HABAN"
"""What the setup is told: wait for this process to end; go back to an older version."""
_FETCHED, _DONE = 60, 100
_FIELD = "reason"


@dataclass(frozen=True, slots=True)
class UpdatePreview:
    """Bản cập nhật vừa đọc: who signed it, what it brings, whether it goes back."""

    update: Update
    issuer: str
    """As the program itself knows whoever signed."""
    fingerprint: str
    issued_on: str
    standing: Standing
    lower: bool
    """It goes back behind what was here: only with a reason."""
    way: Way
    file: UpdateFile
    """The file this program needs of it."""
    source: Path
    """Where that file lies."""
    digest: str
    """SHA-256 of the package."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bản cập nhật đã chép về và kiểm: ready to be handed over."""

    version: Version
    lower: bool
    way: Way
    file: UpdateFile
    path: Path

    @property
    def starts(self) -> bool:
        """Whether it is a setup this program starts; else the user does by hand what is told."""
        return self.way is Way.SETUP


def way() -> Way:
    """Return how this program lies on the machine."""
    root = places.packaged()
    if root is None:
        return Way.SOURCE
    return Way.SETUP if (root / UNINSTALLER).is_file() else Way.FOLDER


def read_pack(path: Path) -> bytes:
    """Return the bytes of a package; one that is larger than any package is not read.

    Raises:
        NotFoundProblem: there is none.
        NotAPackProblem: too large.
        ReadOnlyProblem, DiskFaultProblem: it cannot be read.
    """
    with told(path):
        if not path.is_file():
            raise NotFoundProblem(path.name)
        with path.open("rb") as file:
            data = file.read(pack_file.MOST_BYTES + 1)
    if len(data) > pack_file.MOST_BYTES:
        raise NotAPackProblem
    return data


def kind_of(desk: Desk, data: bytes) -> str:
    """Return what a signed package brings (``rules``, ``templates``, ``update``), trusted or not.

    Raises:
        NotAPackProblem, AlteredPackProblem, NewerPackageProblem, BadJsonProblem, PackKindProblem.
    """
    desk.check(Permission.VIEW)
    return pack_file.read(data).kind


def preview(desk: Desk, path: Path) -> UpdatePreview:
    """Return what a package brings, once its signature is that of the program's own issuer.

    Nothing is copied or written; what was refused leaves its line.

    Raises:
        NotFoundProblem, NotAPackProblem, AlteredPackProblem, NewerPackageProblem, BadJsonProblem.
        PackKindProblem: it brings no program.
        UpdateSignerProblem: somebody else signed it.
        BadUpdateProblem, BadVersionProblem: signed, but not as such a package is.
        LowerSchemaProblem, SameVersionProblem, StepUpdateProblem: not for this program.
        NoFileForThisProblem, MissingSetupProblem, AlteredSetupProblem: what lies beside it.
    """
    desk.check(Permission.SETTINGS)
    try:
        return _judged(desk, path)
    except Problem as problem:
        refusals.note(desk, Permission.SETTINGS, "updates.refused", path.name, problem)
        raise


def _judged(desk: Desk, path: Path) -> UpdatePreview:
    data = read_pack(path)
    pack = pack_file.read(data)
    if pack.kind != packs.UPDATE:
        raise PackKindProblem(pack.kind)
    issuer, mark = packs.program_signer(pack)
    update = update_of(pack.content)
    if pack.id != PRODUCT or pack.version != update.version.number:
        raise BadUpdateProblem("number")
    with desk.read(Permission.SETTINGS) as reading:
        standing = standing_of(reading)
    lower = is_lower(update, standing)
    here = way()
    file = update.file_for(here)
    source = path.parent / file.name
    with told(source):
        private_copy.is_there(source, file)
    return UpdatePreview(
        update, issuer, mark, pack.issued_on, standing, lower, here, file, source,
        hashlib.sha256(data).hexdigest(),
    )  # fmt: skip


def standing_of(reading: Reading) -> Standing:
    """Return what runs here, and the highest version that was ever here."""
    taken = stored.pack(reading, PRODUCT)
    known = program_version.highest(reading)
    highest = max(known, of_number(taken.version)) if taken else known
    return Standing(program_version.INSTALLED, highest, LATEST, LATEST_SEALED)


def fetch(
    desk: Desk, found: UpdatePreview, reason: str = "", progress: Progress = unwatched
) -> Fetched:
    """Copy the setup to this user's own folder, check it there, and make a verified backup.

    Args:
        desk: of the head.
        found: what was looked at.
        reason: why it goes back to a lower version, in the head's words.
        progress: (percent done, 100); what it raises ends it, and nothing is started.

    Raises:
        ReasonNeededProblem: a lower version without a reason.
        MissingSetupProblem, AlteredSetupProblem: nothing is kept.
        BackupFailedProblem, DiskFullProblem, ReadOnlyProblem, DiskFaultProblem, BadPlaceProblem,
        LockedForCheckProblem.
    """
    desk.check(Permission.SETTINGS)
    why = clean_line(reason)
    if found.lower and not why:
        raise ReasonNeededProblem(field=_FIELD)
    shelf = places.data_folder() / SHELF
    private_copy.clear(shelf)
    folder = shelf / str(found.update.version)

    def copying(done: int, total: int) -> None:
        progress(_FETCHED * done // total, _DONE)

    try:
        path = private_copy.fetch(found.source, found.file, folder, copying)
    except Problem as problem:
        refusals.note(desk, Permission.SETTINGS, "updates.refused", found.file.name, problem)
        raise
    _note(desk, found, why)

    def saving(done: int, total: int) -> None:
        progress(_FETCHED + (_DONE - _FETCHED) * done // (total or 1), _DONE)

    # After its line: the backup is of everything, and nothing is left to save at the end.
    backup_making.make(desk, "update", saving)
    return Fetched(found.update.version, found.lower, found.way, found.file, path)


def _note(desk: Desk, found: UpdatePreview, why: str) -> None:
    """Write that a version was taken; once more that none higher was, in this very transaction."""
    update, installed = found.update, found.standing.installed
    note = f"{installed} → {update.version}, {found.issuer}, {found.file.name}"
    with desk.write(Permission.SETTINGS, "updates.take", f"{note}; {why}" if why else note) as work:
        standing = standing_of(work)
        if is_lower(update, standing) and not why:
            raise ReasonNeededProblem(field=_FIELD)
        if update.version >= standing.highest:
            stored.take_pack(
                work,
                TakenPack(
                    PRODUCT, packs.UPDATE, update.version.number, found.issuer,
                    found.fingerprint, desk.day(), found.digest,
                ),
            )  # fmt: skip
        work.note(Change("office", 0, "program", str(installed), str(update.version)))


def command(fetched: Fetched) -> list[str]:
    """Return what to start once the office is closed, if the setup still is what was checked.

    Raises:
        AlteredSetupProblem: it is not.
    """
    if not private_copy.unchanged(fetched.path, fetched.file):
        raise AlteredSetupProblem(fetched.file.name)
    return [str(fetched.path), UPDATING, *([LOWER] if fetched.lower else [])]


def clear_copies() -> None:
    """Remove setups that have done their work: of this version and of older ones.

    A later one stays: where it is unpacked by hand somebody may still need it.
    """
    shelf = places.data_folder() / SHELF
    if shelf.is_dir() and not shelf.is_symlink():
        for folder in shelf.iterdir():
            if _served(folder.name):
                private_copy.clear(folder)


def _served(name: str) -> bool:
    try:
        return parse(name) <= program_version.INSTALLED
    except BadVersionProblem:
        return True
