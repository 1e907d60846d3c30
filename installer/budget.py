"""How much each part may weigh: a build that outgrows its budget fails."""

import json
from collections.abc import Mapping
from pathlib import Path

from installer.ground import INSTALLER, Stop

LIMITS = INSTALLER / "budget.json"
_PARTS = ("runtime", "lib/PySide6", "lib", "app", "licences")
_MEGABYTE = 1_000_000


def of_tree(tree: Path) -> dict[str, int]:
    """Return the bytes of each part of the tree, and of the whole."""
    return {**{part: _weight(tree / part) for part in _PARTS}, "tree": _weight(tree)}


def check(sizes: Mapping[str, int]) -> None:
    """Compare sizes with what they may be.

    Raises:
        Stop: something weighs more; everything that does is named.
    """
    most: dict[str, float] = json.loads(LIMITS.read_text(encoding="utf-8"))["most"]
    over = [
        f"  {part}: {size / _MEGABYTE:.1f} MB, được {most[part]:g} MB"
        for part, size in sizes.items()
        if size > most[part] * _MEGABYTE
    ]
    if over:
        raise Stop("Vượt dung lượng cho phép (installer/budget.json):\n" + "\n".join(over))


def _weight(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
