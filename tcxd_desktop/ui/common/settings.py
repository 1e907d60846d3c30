"""What this machine remembers: look, text size, table columns. Losing the file harms nobody."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import files

RESTORED = "restored"
LOOKS: Mapping[str, str] = {"system": "Theo máy", "light": "Sáng", "dark": "Tối"}
"""Looks one may choose, and what they are called."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Settings of this machine and user; the office's own settings live in its file."""

    look: str = "system"
    scale: int = 100
    window: str = ""
    """Geometry of the main window, hexadecimal."""
    page: str = ""
    """Key of the page shown last."""
    printer: str = ""
    account: int = 0
    """Number of the account that signed in last: offered first."""
    place: str = ""
    """Where one was when the office was locked: key of the page and number of the record;
    ``RESTORED`` after it was brought back from a backup."""
    idle_minutes: int = 5
    """Minutes without a key or a movement until it locks; never more than five."""
    save_folder: str = ""
    """Folder a file was saved in last."""
    open_folder: str = ""
    """Folder a sheet to take in was opened from last."""
    seen_version: str = ""
    """Version whose news were told."""
    toured: bool = False
    """Whether the tour of the demo office was offered."""
    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Per table: widths, hidden columns, order."""


def path() -> Path:
    """Return the file of these settings."""
    return places.data_folder() / "machine.json"


def load() -> Machine:
    """Read the settings; what is missing, unknown or broken falls back to the default."""
    try:
        raw = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Machine()
    if not isinstance(raw, dict):
        return Machine()
    default = Machine()
    kept = {
        item.name: raw[item.name]
        for item in fields(Machine)
        if item.name in raw and isinstance(raw[item.name], type(getattr(default, item.name)))
    }
    return Machine(**kept)


def change(**changes: Any) -> Machine:
    """Store some settings and return all; a machine that cannot keep them goes on without."""
    changed = Machine(**{**asdict(load()), **changes})
    target = path()
    with suppress(Problem):
        files.make_folder(target.parent)
        files.write_file(target, json.dumps(asdict(changed), ensure_ascii=False).encode())
    return changed
