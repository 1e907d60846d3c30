"""Adding, removing and moving in a template; ids follow by themselves. No Qt."""

from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.score_templates import Item, Method, ScoreTemplate
from tcxd_desktop.ui.templates.ids import first_id, next_id
from tcxd_desktop.ui.templates.nodes import (
    ITEMS,
    LISTS,
    Edit,
    Node,
    insert_at,
    item_at,
    nearest,
    new_entry,
    new_item,
    record_of,
    remove_at,
    replace_at,
    section,
    way,
)
from tcxd_desktop.ui.templates.references import rename_items

_FREE = "(mới)"
"""Id of a criterion that has none yet; nobody can type it."""


def auto_id(steps: tuple[int, ...]) -> str:
    """Return the number a criterion has by its place: ``1``, ``1.1``, ``2``."""
    return ".".join(str(step + 1) for step in steps)


def numbered(template: ScoreTemplate) -> bool:
    """Tell whether every criterion has the number of its place: then new ones get theirs too."""
    return all(item.id == auto_id(steps) for steps, item in _places(template.items))


def renumber(template: ScoreTemplate) -> ScoreTemplate:
    """Give every criterion the number of its place; whatever names one follows."""
    names = {item.id: auto_id(steps) for steps, item in _places(template.items)}
    items = tuple(_number(item, (place,)) for place, item in enumerate(template.items))
    return rename_items(replace(template, items=items), names, frozenset())


def add(template: ScoreTemplate, node: Node) -> Edit:
    """Add after the node something of its kind; at a section, at its end."""
    name, steps = section(node), way(node)
    if name == ITEMS:
        row = record_of(template, node[:-1]).children if len(steps) > 1 else template.items
        place = steps[-1] + 1 if steps else len(row)
        beside = row[place - 1] if place else None
        return _put_in(template, (*steps[:-1], place), new_item(beside))
    rows = list(getattr(template, name))
    place = steps[0] + 1 if steps else len(rows)
    rows.insert(place, new_entry(template, name))
    return Edit(_with(template, name, rows), (name, place))


def add_child(template: ScoreTemplate, node: Node) -> Edit:
    """Add a criterion below the chosen one, which becomes a group; elsewhere like ``add``."""
    steps = way(node)
    if section(node) != ITEMS or not steps:
        return add(template, node)
    parent = item_at(template.items, steps)
    beside = parent.children[-1] if parent.children else parent
    grouped = replace(template, items=replace_at(template.items, steps, as_group(parent)))
    return _put_in(grouped, (*steps, len(parent.children)), new_item(beside))


def as_group(item: Item) -> Item:
    """Return a criterion as the sum of those below it: how it was scored itself is dropped."""
    if item.children:
        return item
    return replace(item, method=Method.SUM, levels=(), forced=(), auto="", formula="")


def remove(template: ScoreTemplate, node: Node) -> Edit:
    """Take an entry away, a criterion with all below it."""
    name, steps = section(node), way(node)
    if name == ITEMS:
        gone = frozenset(one.id for one in _walk(item_at(template.items, steps)))
        items = _without_empty_groups(remove_at(template.items, steps), steps[:-1])
        changed = _renumbered(template, items, gone)
    else:
        rows = list(getattr(template, name))
        del rows[steps[0]]
        changed = _with(template, name, rows)
    # The next one takes the place; the last one's place goes to the one before.
    return Edit(changed, nearest(changed, node))


def shift(template: ScoreTemplate, node: Node, by: int) -> Edit:
    """Move an entry among its siblings; where it cannot go nothing changes."""
    name, steps = section(node), way(node)
    if not steps:
        return Edit(template, node)
    target = (*steps[:-1], steps[-1] + by)
    row = _row(template, name, steps)
    if not 0 <= target[-1] < len(row):
        return Edit(template, node)
    if name == ITEMS:
        moved = item_at(template.items, steps)
        items = insert_at(remove_at(template.items, steps), target, moved)
        return Edit(_renumbered(template, items), (name, *target))
    rows = list(row)
    rows.insert(target[-1], rows.pop(steps[-1]))
    return Edit(_with(template, name, rows), (name, *target))


def indent(template: ScoreTemplate, node: Node) -> Edit:
    """Put a criterion below the one before it."""
    steps = way(node)
    if section(node) != ITEMS or not steps or steps[-1] == 0:
        return Edit(template, node)
    above = (*steps[:-1], steps[-1] - 1)
    moved, parent = item_at(template.items, steps), item_at(template.items, above)
    items = replace_at(remove_at(template.items, steps), above, as_group(parent))
    target = (*above, len(parent.children))
    return Edit(_renumbered(template, insert_at(items, target, moved)), (ITEMS, *target))


def outdent(template: ScoreTemplate, node: Node) -> Edit:
    """Put a criterion beside its group, after it."""
    steps = way(node)
    if section(node) != ITEMS or len(steps) < 2:
        return Edit(template, node)
    moved = item_at(template.items, steps)
    items = _without_empty_groups(remove_at(template.items, steps), steps[:-1])
    target = (*steps[:-2], steps[-2] + 1)
    return Edit(_renumbered(template, insert_at(items, target, moved)), (ITEMS, *target))


def _row(template: ScoreTemplate, name: str, steps: tuple[int, ...]) -> tuple[Any, ...]:
    if name in LISTS:
        return tuple(getattr(template, name))
    return item_at(template.items, steps[:-1]).children if len(steps) > 1 else template.items


def _with(template: ScoreTemplate, name: str, rows: list[Any]) -> ScoreTemplate:
    changed: dict[str, Any] = {name: tuple(rows)}
    return replace(template, **changed)


def _without_empty_groups(items: tuple[Item, ...], steps: tuple[int, ...]) -> tuple[Item, ...]:
    """Let a group that lost its last child be a criterion scored by itself again."""
    if not steps:
        return items
    group = item_at(items, steps)
    if group.children or group.method is not Method.SUM:
        return items
    return replace_at(items, steps, replace(group, method=Method.RANGE))


def _put_in(template: ScoreTemplate, steps: tuple[int, ...], item: Item) -> Edit:
    item = replace(item, id=_FREE)
    changed = _renumbered(template, insert_at(template.items, steps, item))
    return Edit(changed, (ITEMS, *steps))


def _renumbered(
    template: ScoreTemplate, items: tuple[Item, ...], gone: frozenset[str] = frozenset()
) -> ScoreTemplate:
    """Return the template with these criteria, numbered by place where they were so before."""
    if not numbered(template):
        named = _name_new(items, {one.id for _, one in _places(items)}, "")
        return rename_items(replace(template, items=named), {}, gone)
    names = {item.id: auto_id(steps) for steps, item in _places(items) if item.id != _FREE}
    counted = tuple(_number(item, (place,)) for place, item in enumerate(items))
    return rename_items(replace(template, items=counted), names, gone)


def _number(item: Item, steps: tuple[int, ...]) -> Item:
    children = tuple(_number(child, (*steps, i)) for i, child in enumerate(item.children))
    return replace(item, id=auto_id(steps), children=children)


def _name_new(items: tuple[Item, ...], taken: set[str], above: str) -> tuple[Item, ...]:
    """Give the new criterion an id in the manner of its neighbours; leave the others alone."""
    found: list[Item] = []
    for item in items:
        name = item.id
        if name == _FREE:
            before = found[-1].id if found else ""
            name = next_id(before, taken) if before else first_id(above, taken)
        found.append(replace(item, id=name, children=_name_new(item.children, taken, name)))
    return tuple(found)


def _places(
    items: tuple[Item, ...], above: tuple[int, ...] = ()
) -> list[tuple[tuple[int, ...], Item]]:
    found = []
    for place, item in enumerate(items):
        found.append(((*above, place), item))
        found.extend(_places(item.children, (*above, place)))
    return found


def _walk(item: Item) -> list[Item]:
    return [item, *(inner for child in item.children for inner in _walk(child))]
