"""What this machine remembers: look, text size, table columns. Losing the file harms nobody."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from tcxd_desktop import places

LOOKS = ("system", "light", "dark")


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
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(changed), ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, target)  # noqa: PTH105 - atomic on every platform
    except OSError:
        return changed
    return changed
