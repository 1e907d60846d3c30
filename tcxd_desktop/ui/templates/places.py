"""The place a check names (as in the JSON file) ⇄ where the editor shows it. No Qt."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tcxd_desktop.ui.templates.nodes import (
    DEFINES,
    GENERAL,
    ITEMS,
    LAYOUT,
    LEVELS,
    LISTS,
    PERIODS,
    SCOPE,
    Node,
)

_STEP = re.compile(r"([A-Za-z_]+)|\[(\d+)\]")
_LISTS = {"define": DEFINES, **{name: name for name in LISTS if name != DEFINES}}
_IN_SCOPE = {
    "applies_to": "meeting_kinds",
    "legal_basis": "legal_basis",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
}
_RENAMED = {
    "force": "forced",
    "set": "changes",
    "pts": "points",
    "pts_per_occurrence": "points",
    "if": "when",
    "else": "otherwise",
    "org_kinds": "cell_kinds",
    "show_levels_as_rows": "levels_as_rows",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A box of the editor: its node, the field of the record, the line of a small table."""

    node: Node
    field: str = ""
    row: int | None = None


def spot(place: str) -> Spot:
    """Return where the editor shows what a place of the JSON file tells."""
    steps = _steps(place)
    first, rest = (steps[0], steps[1:]) if steps else ("", [])
    if first in _LISTS:
        return _in_list(_LISTS[str(first)], rest)
    if first in _IN_SCOPE and not (first == "applies_to" and rest):
        return Spot((SCOPE,), _IN_SCOPE[str(first)], _number(rest))
    read = _SECTIONS.get(str(first))
    return read(rest) if read else Spot((GENERAL,), str(first), _number(rest))


def _steps(place: str) -> list[str | int]:
    """Return the names and numbers a place is made of; ``set.4.2.max`` ends at ``set``."""
    found: list[str | int] = []
    for name, number in _STEP.findall(place):
        found.append(int(number) if number else name)
        if name == "set":
            break
    return found


def _in_tree(steps: list[str | int]) -> Spot:
    node: Node = (ITEMS,)
    at = 0
    while at < len(steps):
        step = steps[at]
        if isinstance(step, int):
            node = (*node, step)
        elif step != "children":
            break
        at += 1
    return _field(node, steps[at:])


def _in_list(name: str, steps: list[str | int]) -> Spot:
    place = _number(steps)
    return Spot((name,)) if place is None else _field((name, place), steps[1:])


def _in_period(steps: list[str | int]) -> Spot:
    name = str(steps[0]) if steps else PERIODS[-1]
    return _field((name if name in PERIODS else PERIODS[-1],), steps[1:])


def _field(node: Node, steps: list[str | int]) -> Spot:
    names = [step for step in steps if isinstance(step, str)]
    name = _RENAMED.get(names[0], names[0]) if names else ""
    return Spot(node, name, _number(steps[1:]))


def _number(steps: list[str | int]) -> int | None:
    return steps[0] if steps and isinstance(steps[0], int) else None


_SECTIONS: dict[str, Callable[[list[str | int]], Spot]] = {
    "items": _in_tree,
    "levels": lambda steps: Spot((LEVELS,), "levels", _number(steps)),
    "aggregation": _in_period,
    "print": lambda steps: _field((LAYOUT,), steps),
    "applies_to": lambda steps: _field((SCOPE,), steps),
}
