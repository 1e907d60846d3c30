"""The backups there are: found, told apart, counted out, and thrown away when nobody needs them."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.rotation import Copy, to_drop
from tcxd_desktop.storage import audit, backup_file, backup_list, main_file
from tcxd_desktop.storage.backup_file import ENDING, Head
from tcxd_desktop.storage.backup_list import Known
from tcxd_desktop.storage.store import COPIES, SEALED_FILE, Store

TRACES = (
    "session.begin", "session.end", "people.view", "people.reveal", "clock.jump", "clock.confirm",
    "backups.make", "backups.second", "backups.copy", "backups.drill", "backups.restore",
    "book.begin", "book.acknowledge", "book.print", "book.export", "recovery.sheet",
    "updates.version", "updates.refused",
)  # fmt: skip
"""Lines that tell of work without being any: nothing is lost with them but themselves."""


def has_sealed(head: Head) -> bool:
    """Tell whether a backup has a sealed compartment."""
    return any(part.name == SEALED_FILE for part in head.manifest.parts)


def as_backup(head: Head, known: Known) -> Backup:
    """Return a backup as everybody above knows it."""
    manifest = head.manifest
    return Backup(
        path=head.path,
        seq=manifest.seq,
        generation=manifest.generation,
        made=datetime.fromisoformat(manifest.made),
        suspect=manifest.suspect,
        size=head.path.stat().st_size,
        why=manifest.why,
        verified=known.verified,
        sealed_verified=known.sealed,
        place=manifest.kind,
        schema=manifest.schema,
        people=manifest.counts.get("person", 0),
        erased=frozenset(manifest.erased),
    )


def heads(folder: Path) -> tuple[list[Head], list[Path]]:
    """Return the heads of the backups in a folder, newest first, and the files that have none."""
    found: list[Head] = []
    broken: list[Path] = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            found.append(backup_file.read_head(path))
        except (Problem, OSError):
            broken.append(path)
    return sorted(found, key=order, reverse=True), broken


def order(head: Head) -> tuple[int, int, str]:
    """Return what tells older from newer: never a clock, and a restored office counts anew."""
    return head.manifest.generation, head.manifest.seq, head.path.name


def listed(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first."""
    known = backup_list.read(folder).known
    return [as_backup(head, known.get(head.digest, Known())) for head in heads(folder)[0]]


def broken(folder: Path) -> list[str]:
    """Return the names of files that should be backups and cannot be read."""
    return [path.name for path in heads(folder)[1]]


def newest_verified(folder: Path) -> Backup | None:
    """Return the newest backup that was restored on trial and is still as it was written."""
    known = backup_list.read(folder).known
    for head in heads(folder)[0]:
        entry = known.get(head.digest)
        if entry is None or not entry.verified:
            continue
        try:
            backup_file.check(head)
        except (Problem, OSError):
            continue
        return as_backup(head, entry)
    return None


def newest_tried(folder: Path, key: bytes | None = None) -> Head | None:
    """Return the newest backup that was restored on trial, by its head only.

    Args:
        folder: of the backups.
        key: data key it has to open with; none: any.
    """
    known = backup_list.read(folder).known
    for head in heads(folder)[0]:
        if known.get(head.digest, Known()).verified and (key is None or head.genuine(key)):
            return head
    return None


def untried(store: Store) -> list[Head]:
    """Return the backups that are still to be tried with the keys this store has, newest first."""
    known = backup_list.read(store.folder / COPIES).known
    waiting: list[Head] = []
    for head in heads(store.folder / COPIES)[0]:
        entry = known.get(head.digest, Known())
        wanted = not entry.verified or (store.holds_sealed and not entry.sealed)
        if wanted and head.genuine(store.ring.main):
            waiting.append(head)
    return waiting


def changed_since(store: Store, head: Head | None) -> bool:
    """Tell whether an office has work that a backup has not."""
    seq = 0
    with store.turn() as connection:
        if head is not None:
            if head.manifest.generation != main_file.number(connection, main_file.GENERATION):
                return True
            seq = head.manifest.seq
            if audit.hash_at(connection, seq).hex() != head.manifest.head:
                return True
        marks = ",".join("?" * len(TRACES))
        row = connection.execute(
            f"SELECT 1 FROM act WHERE id > ? AND use_case NOT IN ({marks}) LIMIT 1", (seq, *TRACES)
        ).fetchone()
    return row is not None


def rotate(backups: Iterable[Backup], now: datetime, *, suspect: bool) -> list[Backup]:
    """Remove the backups nobody needs any more and return them.

    Args:
        backups: of one folder and one office.
        now: with its zone.
        suspect: the clock is not to be believed; then nothing is removed.
    """
    ordered = sorted(backups, key=lambda b: (b.generation, b.seq, b.path.name))
    copies = [
        Copy(place, b.made, b.schema, bool(b.verified), bool(b.suspect), b.path.name)
        for place, b in enumerate(ordered)
    ]
    dropped = [ordered[copy.seq] for copy in to_drop(copies, now, suspect)]
    for backup in dropped:
        with suppress(OSError):
            backup.path.unlink()
    return dropped
