"""Checks of the tree of criteria: ids, labels, methods, points and bounds."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from tcxd_desktop.domain.score_sheets import WHOLE_SHEET
from tcxd_desktop.domain.score_templates import (
    AdjustmentKind,
    Item,
    Method,
    PointLevel,
    ScoreTemplate,
)
from tcxd_desktop.domain.template_faults import Fault, Spot, spots

_ID = re.compile(r"[\w.\-]{1,20}")


def item_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield what is wrong with single criteria, bonuses and penalties."""
    if not template.items:
        yield Fault("items", "no_items")
    found = list(spots(template))
    ids = [spot.item.id for spot in found] + [one.id for one in template.adjustments]
    places = [spot.place for spot in found]
    places += [f"adjustments[{at}]" for at in range(len(template.adjustments))]
    labels = [spot.item.label for spot in found] + [one.label for one in template.adjustments]
    yield from _named(ids, labels, places)
    for spot in found:
        yield from _built(spot)
        yield from pointed(spot, template)
        yield from _levels(spot)
    yield from _adjustments(template)


def _named(ids: list[str], labels: list[str], places: list[str]) -> Iterator[Fault]:
    often = Counter(ids)
    for item_id, label, place in zip(ids, labels, places, strict=True):
        if not _ID.fullmatch(item_id) or item_id == WHOLE_SHEET:
            yield Fault(f"{place}.id", "bad_id", (item_id,))
        elif often[item_id] > 1:
            yield Fault(f"{place}.id", "doubled", (item_id,))
        if not label.strip():
            yield Fault(f"{place}.label", "empty")


def _built(spot: Spot) -> Iterator[Fault]:
    """Yield where the method and what it needs do not fit."""
    item, place = spot.item, spot.place
    if item.method is Method.SUM and not item.children:
        yield Fault(f"{place}.children", "no_children")
    if item.children and item.method is not Method.SUM:
        yield Fault(f"{place}.method", "group_method")
    for method, key, needed in (
        (Method.LEVELS, "levels", item.levels),
        (Method.FORMULA, "formula", item.formula),
        (Method.DEDUCT, "per", item.per > 0),
    ):
        if item.method is method and not needed:
            yield Fault(f"{place}.{key}", f"no_{key}")
    for key, told, methods in (
        ("levels", item.levels, (Method.LEVELS,)),
        ("force", item.forced, (Method.LEVELS,)),
        ("formula", item.formula, (Method.FORMULA,)),
        ("auto", item.auto, (Method.BINARY, Method.LEVELS, Method.RANGE, Method.DEDUCT)),
    ):
        if told and item.method not in methods:
            yield Fault(f"{place}.{key}", "stray")
    for at, forced in enumerate(item.forced):
        if not 0 <= forced.level < len(item.levels):
            yield Fault(f"{place}.force[{at}].level", "no_level", (forced.level + 1,))


def pointed(spot: Spot, template: ScoreTemplate) -> Iterator[Fault]:
    """Yield points that cannot be; for an item as it is, or as a variant has it."""
    item, place = spot.item, spot.place
    if item.max <= 0:
        yield Fault(f"{place}.max", "not_positive")
    if item.per < 0:
        yield Fault(f"{place}.per", "not_positive")
    if item.step is not None and item.step <= 0:
        yield Fault(f"{place}.step", "not_positive")
    step = template.step if item.step is None else item.step
    if item.method is Method.RANGE and step > 0 and item.max % step:
        yield Fault(f"{place}.max", "off_step", (item.max, step))


def _levels(spot: Spot) -> Iterator[Fault]:
    item, place = spot.item, f"{spot.place}.levels"
    if item.method is not Method.LEVELS or not item.levels:
        return
    yield from level_points(item, place)
    for at, level in enumerate(item.levels):
        if not level.label.strip():
            yield Fault(f"{place}[{at}].label", "empty")
    by_itself = item.auto or any(level.when for level in item.levels)
    bounds = [(at, one.min) for at, one in enumerate(item.levels) if one.min is not None]
    if bounds and not item.auto:
        yield Fault(f"{place}[{bounds[0][0]}].min", "no_auto")
    elif by_itself:
        yield from _ordered(bounds, place)
        yield from _closed(item, place)


def level_points(item: Item, place: str) -> Iterator[Fault]:
    """Yield levels whose points do not fit their criterion's maximum."""
    for at, level in enumerate(item.levels):
        if level.points > item.max:
            yield Fault(f"{place}[{at}].pts", "over_max", (level.points, item.max))
        elif level.points < 0:
            yield Fault(f"{place}[{at}].pts", "negative")
    best = max((level.points for level in item.levels), default=item.max)
    if best < item.max:
        yield Fault(place, "under_max", (best, item.max))


def _ordered(bounds: list[tuple[int, Decimal]], place: str) -> Iterator[Fault]:
    for (before, upper), (at, lower) in itertools.pairwise(bounds):
        if upper == lower:
            yield Fault(f"{place}[{at}].min", "overlap", (before + 1, at + 1, lower))
        elif upper < lower:
            yield Fault(f"{place}[{at}].min", "not_descending", (before + 1, at + 1))


def _closed(item: Item, place: str) -> Iterator[Fault]:
    """Yield a hole at the bottom, and levels no case ever reaches."""
    last = len(item.levels) - 1
    open_at = next((at for at, one in enumerate(item.levels) if _takes_rest(one)), None)
    if open_at is None:
        lowest = min((one.min for one in item.levels if one.min is not None), default=None)
        yield Fault(place, "hole", (lowest,))
    elif open_at < last and item.levels[open_at].min is None:
        yield Fault(f"{place}[{open_at + 1}]", "never", (open_at + 1,))


def _takes_rest(level: PointLevel) -> bool:
    return not level.when and (level.min is None or level.min <= 0)


def _adjustments(template: ScoreTemplate) -> Iterator[Fault]:
    for at, one in enumerate(template.adjustments):
        place = f"adjustments[{at}]"
        penalty = one.kind is AdjustmentKind.PENALTY
        if one.points <= 0:
            yield Fault(f"{place}.{'pts_per_occurrence' if penalty else 'pts'}", "not_positive")
        if one.max_total <= 0:
            yield Fault(f"{place}.max_total", "not_positive")
        elif one.max_total < one.points:
            yield Fault(f"{place}.max_total", "cap_low", (one.points, one.max_total))
        if penalty and one.may_exceed_total:
            yield Fault(f"{place}.may_exceed_total", "stray")
