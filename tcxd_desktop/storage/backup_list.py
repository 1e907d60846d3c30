"""What is known of backups beyond what stands in them: which were restored on trial, and when.

Losing the list harms nobody: the backups count as not yet tried, and are tried again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tcxd_desktop.domain.backups import Drill
from tcxd_desktop.storage.durable import durable_write

LIST_FILE = "list.json"


@dataclass(frozen=True, slots=True)
class Known:
    """Điều đã biết về một bản sao lưu."""

    verified: str = ""
    """UTC moment it was restored on trial."""
    sealed: bool = False
    """The sealed compartment in it was opened too."""


@dataclass(frozen=True, slots=True)
class BackupList:
    """Danh sách bản sao lưu đã thử."""

    known: Mapping[str, Known] = field(default_factory=dict)
    """By the digest of the manifest."""
    drill: Drill | None = None


def read(folder: Path) -> BackupList:
    """Return the list of a folder of backups; a lost or broken one is empty."""
    try:
        raw: dict[str, Any] = json.loads((folder / LIST_FILE).read_bytes())
        known = {
            str(digest): Known(str(entry["verified"]), bool(entry["sealed"]))
            for digest, entry in raw["known"].items()
        }
        return BackupList(known, _drill(raw["drill"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return BackupList()


def _drill(raw: Mapping[str, Any] | None) -> Drill | None:
    if not raw:
        return None
    return Drill(
        str(raw["at"]), str(raw["backup"]), int(raw["people"]), int(raw["records"]),
        int(raw["right"]), tuple(str(fault) for fault in raw["faults"]),
    )  # fmt: skip


def note(folder: Path, digest: str, entry: Known) -> None:
    """Write what a trial found out about a backup."""
    before = read(folder)
    _write(folder, BackupList({**before.known, digest: entry}, before.drill))


def note_drill(folder: Path, drill: Drill) -> None:
    """Write how the last drill went."""
    _write(folder, BackupList(read(folder).known, drill))


def forget(folder: Path, digests: Iterable[str]) -> None:
    """Forget backups that were removed."""
    before, gone = read(folder), set(digests)
    known = {digest: entry for digest, entry in before.known.items() if digest not in gone}
    if known != before.known:
        _write(folder, BackupList(known, before.drill))


def _write(folder: Path, content: BackupList) -> None:
    raw = {
        "known": {digest: asdict(entry) for digest, entry in content.known.items()},
        "drill": asdict(content.drill) if content.drill is not None else None,
    }
    durable_write(folder / LIST_FILE, json.dumps(raw, ensure_ascii=False, indent=1).encode())
