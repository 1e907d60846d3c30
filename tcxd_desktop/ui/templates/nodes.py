"""Where something stands in a template: the places the editor's tree shows. No Qt."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.score_templates import (
    ZERO,
    Adjustment,
    AdjustmentKind,
    Aggregation,
    Define,
    Engine,
    Gate,
    Input,
    Item,
    Knockout,
    Method,
    ScoreTemplate,
    Variant,
)

Node = tuple[str | int, ...]
"""A section (``("gates",)``), an entry of it (``("gates", 0)``), a criterion: its way down the
tree (``("items", 2, 0)``)."""

GENERAL, SCOPE, ITEMS, LEVELS = "general", "scope", "items", "levels"
GATES, KNOCKOUTS, ADJUSTMENTS, VARIANTS = "gates", "knockouts", "adjustments", "variants"
INPUTS, DEFINES, QUARTER, YEAR, LAYOUT = "inputs", "defines", "quarter", "year", "layout"
SECTIONS = (
    GENERAL,
    SCOPE,
    ITEMS,
    LEVELS,
    GATES,
    KNOCKOUTS,
    ADJUSTMENTS,
    VARIANTS,
    INPUTS,
    DEFINES,
    QUARTER,
    YEAR,
    LAYOUT,
)
LISTS = (GATES, KNOCKOUTS, ADJUSTMENTS, VARIANTS, INPUTS, DEFINES)
"""Sections that hold entries of one kind, named as the template's fields are."""
PERIODS = (QUARTER, YEAR)


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed template, and where the cursor goes."""

    template: ScoreTemplate
    node: Node


def section(node: Node) -> str:
    """Return the section a node lies in."""
    return str(node[0])


def way(node: Node) -> tuple[int, ...]:
    """Return the numbers that lead from the section down to the node."""
    return tuple(step for step in node[1:] if isinstance(step, int))


def is_entry(node: Node) -> bool:
    """Tell whether it can be removed and moved: a criterion or an entry of a list."""
    return len(node) > 1


def can_grow(node: Node) -> bool:
    """Tell whether something can be added at the node."""
    return section(node) in {ITEMS, *LISTS}


def exists(template: ScoreTemplate, node: Node) -> bool:
    """Tell whether the node is there."""
    try:
        record_of(template, node)
    except (IndexError, KeyError):
        return False
    return True


def nearest(template: ScoreTemplate, node: Node) -> Node:
    """Return the node, else what stands closest to where it was."""
    while not exists(template, node):
        last = node[-1]
        node = (*node[:-1], last - 1) if isinstance(last, int) and last > 0 else node[:-1]
    return node


def record_of(template: ScoreTemplate, node: Node) -> Any:
    """Return what the node shows: an item, an entry, else the template or a part of it.

    Raises:
        IndexError: there is no such entry.
    """
    name, steps = section(node), way(node)
    if name == ITEMS and steps:
        return item_at(template.items, steps)
    if name in LISTS and steps:
        return getattr(template, name)[steps[0]]
    if name in PERIODS or name == LAYOUT:
        return getattr(template, name)
    return template


def put_record(template: ScoreTemplate, node: Node, record: Any) -> ScoreTemplate:
    """Return the template with another record at the node."""
    name, steps = section(node), way(node)
    if name == ITEMS and steps:
        return replace(template, items=replace_at(template.items, steps, record))
    if name in LISTS and steps:
        rows = list(getattr(template, name))
        rows[steps[0]] = record
        changed: dict[str, Any] = {name: tuple(rows)}
        return replace(template, **changed)
    if name in PERIODS or name == LAYOUT:
        changed = {name: record}
        return replace(template, **changed)
    if not isinstance(record, ScoreTemplate):
        raise TypeError(record)
    return record


def item_at(items: tuple[Item, ...], steps: tuple[int, ...]) -> Item:
    """Return a criterion by its way down.

    Raises:
        IndexError: there is none.
    """
    found = items[steps[0]]
    for step in steps[1:]:
        found = found.children[step]
    return found


def replace_at(items: tuple[Item, ...], steps: tuple[int, ...], item: Item) -> tuple[Item, ...]:
    """Return the tree with another criterion at the end of the way."""
    return _at(items, steps, lambda row, place: (*row[:place], item, *row[place + 1 :]))


def insert_at(items: tuple[Item, ...], steps: tuple[int, ...], item: Item) -> tuple[Item, ...]:
    """Return the tree with a further criterion at the end of the way."""
    return _at(items, steps, lambda row, place: (*row[:place], item, *row[place:]))


def remove_at(items: tuple[Item, ...], steps: tuple[int, ...]) -> tuple[Item, ...]:
    """Return the tree without the criterion at the end of the way."""
    return _at(items, steps, lambda row, place: (*row[:place], *row[place + 1 :]))


def _at(
    items: tuple[Item, ...],
    steps: tuple[int, ...],
    change: Callable[[tuple[Item, ...], int], tuple[Item, ...]],
) -> tuple[Item, ...]:
    first, rest = steps[0], steps[1:]
    if not rest:
        return change(items, first)
    parent = items[first]
    children = _at(parent.children, rest, change)
    return (*items[:first], replace(parent, children=children), *items[first + 1 :])


def nodes_of(template: ScoreTemplate) -> list[Node]:
    """Return every node of a template, top down."""
    found: list[Node] = []
    for name in SECTIONS:
        found.append((name,))
        if name == ITEMS:
            found.extend(_below((name,), template.items))
        elif name in LISTS:
            found.extend((name, place) for place in range(len(getattr(template, name))))
    return found


def _below(above: Node, items: Iterable[Item]) -> Iterator[Node]:
    for place, item in enumerate(items):
        yield (*above, place)
        yield from _below((*above, place), item.children)


def new_entry(template: ScoreTemplate, name: str) -> Any:
    """Return an empty entry of a list, with what can be guessed without harm."""
    codes = [level.code for level in template.levels]
    best = codes[0] if codes else ""
    second = codes[1] if len(codes) > 1 else best
    made: dict[str, Callable[[], Any]] = {
        GATES: lambda: Gate(best, "", second),
        KNOCKOUTS: lambda: Knockout("", codes[-1] if codes else ""),
        ADJUSTMENTS: lambda: new_adjustment(template, AdjustmentKind.BONUS),
        VARIANTS: lambda: Variant("", {}),
        INPUTS: lambda: Input("", ""),
        DEFINES: lambda: Define("", ""),
    }
    return made[name]()


def new_adjustment(template: ScoreTemplate, kind: AdjustmentKind) -> Adjustment:
    """Return a bonus or penalty of one point with an id nobody has."""
    stem = "cong" if kind is AdjustmentKind.BONUS else "tru"
    taken = {one.id for one in template.adjustments}
    number = next(i for i in range(1, len(taken) + 2) if f"{stem}{i}" not in taken)
    return Adjustment(f"{stem}{number}", kind, "", Decimal(1), Decimal(1))


def new_item(beside: Item | None) -> Item:
    """Return an empty criterion scored like the one it comes after, so that runs go fast."""
    simple = {Method.BINARY, Method.RANGE, Method.DEDUCT}
    method = beside.method if beside is not None and beside.method in simple else Method.RANGE
    per = beside.per if beside is not None and method is Method.DEDUCT else ZERO
    return Item("", "", ZERO, method, per=per)


def new_aggregation() -> Aggregation:
    """Return the plain way of a period: the mean, and the template's own levels."""
    return Aggregation(Engine.MEAN)
