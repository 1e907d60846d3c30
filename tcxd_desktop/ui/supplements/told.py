"""What one phiếu bổ sung tells, item by item. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from tcxd_desktop.domain.supplements import HEADS, ITEMS, SEALED, UNCHANGED


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An item with something new."""

    title: str
    """``5. Mới thay đổi về trình độ``."""
    lines: tuple[str, ...]


def compared(values: Mapping[str, str]) -> bool:
    """Tell whether there was an earlier year to compare with."""
    return any(values.values())


def sealed_items(values: Mapping[str, str]) -> list[str]:
    """Return the lines of a phiếu that are not told because they are sealed."""
    return [f"{item.number}. {item.label}" for item in ITEMS if values.get(item.key, "") == SEALED]


def told_items(values: Mapping[str, str]) -> list[ToldItem]:
    """Return the items of a phiếu that have something new, in its order."""
    found: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for item in ITEMS:
        text = values.get(item.key, "")
        if text in {"", UNCHANGED, SEALED}:
            continue
        head = HEADS.get(item.number)
        titles.setdefault(item.number, head or item.label)
        line = f"{item.label}: {text}" if head else text
        found.setdefault(item.number, []).append(line)
    return [ToldItem(f"{key}. {titles[key]}", tuple(lines)) for key, lines in found.items()]
