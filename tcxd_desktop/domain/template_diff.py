"""What two versions of a template differ in, criterion by criterion.

Criteria are matched by their ids wherever they stand, other parts by what names them; so a
criterion that moved is told as moved, not as every one below it changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tcxd_desktop.domain.score_templates import (
    Adjustment,
    Define,
    Input,
    Item,
    LegalBasis,
    RatingLevel,
    Scorer,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.domain.template_codecs import (
    Changes,
    Codec,
    Group,
    Key,
    Later,
    Many,
    Record,
    under,
)
from tcxd_desktop.domain.template_faults import Spot, spots
from tcxd_desktop.domain.template_keys import ITEM, TEMPLATE
from tcxd_desktop.domain.template_names import name_of

_NAMED_BY: Mapping[type, str] = {
    Item: "id",
    Adjustment: "id",
    Scorer: "id",
    RatingLevel: "code",
    Input: "name",
    Define: "name",
    Variant: "when",
    LegalBasis: "number",
}
"""What tells two parts of a list apart; the others are matched by their number in it."""


class Change(StrEnum):
    """Loại khác nhau giữa hai bản."""

    CHANGED = "sua"
    ADDED = "them"
    REMOVED = "bo"
    MOVED = "chuyen"
    """``old`` and ``new``: the group it lies in (empty: the top), or the order of names."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Một chỗ khác nhau giữa hai bản của mẫu."""

    place: str
    """As in the JSON file of the new version; of what was removed, of the old one."""
    label: str
    """What it belongs to, by its own name: ``4.2 Đủ nội dung``; empty: the template."""
    old: object
    """Value before; ``None`` where it was not there."""
    new: object
    change: Change = Change.CHANGED


def compare(old: ScoreTemplate, new: ScoreTemplate) -> list[Difference]:
    """Return what differs; empty only where the two are equal."""
    by_id = _alone(old) and _alone(new)
    found: list[Difference] = []
    for key, place in _keys(TEMPLATE, ""):
        if key.name == "items" and by_id:
            found.extend(_trees(old, new))
        else:
            found.extend(_values(key, old, new, place, ""))
    return found


# --- the tree ------------------------------------------------------------------------------------


def _alone(template: ScoreTemplate) -> bool:
    ids = [item.id for item in template.walk()]
    return len(ids) == len(set(ids))


@dataclass(frozen=True, slots=True)
class _Tree:
    """Cây tiêu chí tra theo mã."""

    spots: Mapping[str, Spot]
    group: Mapping[str, str]
    """Id of the group an item lies in."""

    @classmethod
    def of(cls, template: ScoreTemplate) -> "_Tree":
        found = {spot.item.id: spot for spot in spots(template)}
        group = {child.id: spot.item.id for spot in found.values() for child in spot.item.children}
        return cls(found, group)

    def order(self, group: str, among: Mapping[str, Spot]) -> tuple[str, ...]:
        """Return the ids in a group that are ``among`` others, in order."""
        return tuple(one for one in self.spots if self.group.get(one, "") == group and one in among)


def _trees(old: ScoreTemplate, new: ScoreTemplate) -> Iterator[Difference]:
    before, after = _Tree.of(old), _Tree.of(new)
    for item_id, spot in before.spots.items():
        if item_id not in after.spots:
            label = name_of(spot.item)
            yield Difference(spot.place, label, spot.item, None, Change.REMOVED)
    for item_id, spot in after.spots.items():
        was = before.spots.get(item_id)
        label = name_of(spot.item)
        if was is None:
            yield Difference(spot.place, label, None, spot.item, Change.ADDED)
            continue
        if before.group.get(item_id, "") != after.group.get(item_id, ""):
            groups = before.group.get(item_id, ""), after.group.get(item_id, "")
            yield Difference(spot.place, label, *groups, Change.MOVED)
        for key, place in _keys(ITEM, spot.place):
            if key.name != "children":
                yield from _values(key, was.item, spot.item, place, label)
    yield from _orders(before, after)


def _orders(before: _Tree, after: _Tree) -> Iterator[Difference]:
    """Yield the groups whose criteria, but for those that came, went or moved, changed order."""
    stayed = {
        item_id: spot
        for item_id, spot in after.spots.items()
        if item_id in before.spots and before.group.get(item_id, "") == after.group.get(item_id, "")
    }
    for group in ("", *(one for one in after.spots if one in before.spots)):
        was, now = before.order(group, stayed), after.order(group, stayed)
        if was != now:
            spot = after.spots.get(group)
            place = f"{spot.place}.children" if spot else "items"
            yield Difference(place, name_of(spot.item) if spot else "", was, now, Change.MOVED)


# --- everything else -----------------------------------------------------------------------------


def _keys(record: Record, place: str) -> Iterator[tuple[Key, str]]:
    """Yield the keys of a record with their places."""
    for key in record.keys:
        if isinstance(key, Group):
            yield from ((one, under(under(place, key.name), one.name)) for one in key.keys)
        else:
            yield key, under(place, key.name)


def _values(key: Key, old: Any, new: Any, place: str, label: str) -> Iterator[Difference]:
    before, after = getattr(old, key.attribute), getattr(new, key.attribute)
    if before != after:
        yield from _different(key.codec, before, after, place, label)


def _different(codec: Codec, old: Any, new: Any, place: str, label: str) -> Iterator[Difference]:
    """Yield what differs between two values that are not equal."""
    if isinstance(codec, Later):
        codec = codec.get()
    if isinstance(codec, Record) and old is not None and new is not None:
        own = name_of(new)
        for key, below in _keys(codec, place):
            yield from _values(
                key, old, new, below, f"{label}: {own}" if label and own else label or own
            )
    elif isinstance(codec, Changes):
        for name in dict.fromkeys((*old, *new)):
            if old.get(name) != new.get(name):
                yield Difference(under(place, name), label, old.get(name), new.get(name))
    elif isinstance(codec, Many) and isinstance(_record_of(codec.one), Record):
        yield from _lists(codec.one, old, new, place, label)
    else:
        yield Difference(place, label, old, new)


def _record_of(codec: Codec) -> Codec:
    return codec.get() if isinstance(codec, Later) else codec


def _lists(
    one: Codec, old: Sequence[Any], new: Sequence[Any], place: str, label: str
) -> Iterator[Difference]:
    before, after = _by_name(old), _by_name(new)
    if before is None or after is None:
        before, after = dict(enumerate(old)), dict(enumerate(new))
    for at, (name, part) in enumerate(before.items()):
        if name not in after:
            yield Difference(f"{place}[{at}]", label or name_of(part), part, None, Change.REMOVED)
    for at, (name, part) in enumerate(after.items()):
        here = f"{place}[{at}]"
        if name not in before:
            yield Difference(here, label or name_of(part), None, part, Change.ADDED)
        elif before[name] != part:
            yield from _different(one, before[name], part, here, label)
    was = tuple(name for name in before if name in after)
    now = tuple(name for name in after if name in before)
    if was != now:
        yield Difference(place, label, was, now, Change.MOVED)


def _by_name(parts: Sequence[Any]) -> dict[Any, Any] | None:
    """Return the parts by what names them, or ``None`` where that does not tell them apart."""
    named_by = _NAMED_BY.get(type(parts[0])) if parts else ""
    if named_by is None:
        return None
    found = {getattr(part, named_by): part for part in parts}
    return found if len(found) == len(parts) else None
