"""Whether a template makes sense: everything the editor points at, everything publishing refuses.

Bounded for hostile templates: what is too big is told alone and nothing else is looked at.
"""

import itertools
from collections.abc import Iterator
from decimal import Decimal

from tcxd_desktop.domain import template_totals
from tcxd_desktop.domain.score_templates import Item, ScoreTemplate
from tcxd_desktop.domain.template_codecs import MOST_DIGITS, fits
from tcxd_desktop.domain.template_expression_checks import expression_faults, variant_faults
from tcxd_desktop.domain.template_faults import DEEPEST_TREE, MOST_FAULTS, Fault, spots
from tcxd_desktop.domain.template_item_checks import item_faults
from tcxd_desktop.domain.template_json import LARGEST, MOST_ITEMS, dump
from tcxd_desktop.domain.template_rule_checks import (
    figure_faults,
    head_faults,
    level_faults,
    period_faults,
)
from tcxd_desktop.domain.template_totals import VariantTotals, sum_faults

__all__ = ["MOST", "Fault", "VariantTotals", "faults", "totals"]
MOST = {
    "legal_basis": 20,
    "scorers": 10,
    "inputs": 50,
    "define": 50,
    "variants": 100,
    "adjustments": 50,
    "levels": 20,
    "gates": 50,
    "knockouts": 50,
}
"""More of these than any sheet has would only slow the checks down."""
MOST_CHANGES, MOST_LEVELS = 500, 50


def faults(template: ScoreTemplate) -> list[Fault]:
    """Return what is wrong with a template; empty: it can be published.

    No more than ``MOST_FAULTS`` are told.
    """
    for first in (_size_faults, _number_faults):
        found = list(itertools.islice(first(template), MOST_FAULTS))
        if found:
            return found
    every = itertools.chain(
        head_faults(template),
        figure_faults(template),
        item_faults(template),
        variant_faults(template),
        sum_faults(template),
        level_faults(template),
        expression_faults(template),
        period_faults(template),
    )
    told: dict[Fault, None] = {}
    for fault in every:
        # A variant may show the same fault again.
        told[fault] = None
        if len(told) == MOST_FAULTS:
            break
    return list(told)


def totals(template: ScoreTemplate) -> list[VariantTotals]:
    """Return the totals of every case its variants make; empty where that would take too long."""
    if any(True for first in (_size_faults, _number_faults) for _ in first(template)):
        return []
    return template_totals.totals(template)


def _size_faults(template: ScoreTemplate) -> Iterator[Fault]:
    too_deep = None
    for number, spot in enumerate(spots(template), 1):
        if number > MOST_ITEMS:
            yield Fault("items", "too_many", (MOST_ITEMS,))
            return
        if spot.depth > DEEPEST_TREE:
            too_deep = spot
            break
        for key, found in (("levels", spot.item.levels), ("force", spot.item.forced)):
            if len(found) > MOST_LEVELS:
                yield Fault(f"{spot.place}.{key}", "too_many", (MOST_LEVELS,))
    if too_deep is not None:
        yield Fault(too_deep.place, "too_deep", (DEEPEST_TREE,))
        return
    lists = {key: getattr(template, "defines" if key == "define" else key) for key in MOST}
    crowded = [key for key, found in lists.items() if len(found) > MOST[key]]
    for key in crowded:
        yield Fault(key, "too_many", (MOST[key],))
    if not crowded and sum(len(one.changes) for one in template.variants) > MOST_CHANGES:
        yield Fault("variants", "too_many", (MOST_CHANGES,))
    elif not crowded and _size(template) > LARGEST:
        yield Fault("", "too_big", (LARGEST,))


def _size(template: ScoreTemplate) -> int:
    return len(dump(template).encode("utf-8", "surrogatepass"))


def _number_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield numbers no file could hold: they would make every sum wrong or endless."""
    for place, value in _numbers(template):
        if not fits(value):
            yield Fault(place, "bad_number", (MOST_DIGITS,))


def _numbers(template: ScoreTemplate) -> Iterator[tuple[str, Decimal]]:
    yield from (("total", template.total), ("step", template.step))
    for spot in spots(template):
        yield from _of_item(spot.item, spot.place)
    for at, one in enumerate(template.adjustments):
        yield f"adjustments[{at}].pts", one.points
        yield f"adjustments[{at}].max_total", one.max_total
    for at, level in enumerate(template.levels):
        yield f"levels[{at}].min", level.min
    for at, variant in enumerate(template.variants):
        for key, value in variant.changes.items():
            if isinstance(value, Decimal):
                yield f"variants[{at}].set.{key}", value
    for key, period in (("quarter", template.quarter), ("year", template.year)):
        if period is not None:
            yield f"aggregation.{key}.step", period.step


def _of_item(item: Item, place: str) -> Iterator[tuple[str, Decimal]]:
    yield from ((f"{place}.max", item.max), (f"{place}.per", item.per))
    if item.step is not None:
        yield f"{place}.step", item.step
    for at, level in enumerate(item.levels):
        yield f"{place}.levels[{at}].pts", level.points
        if level.min is not None:
            yield f"{place}.levels[{at}].min", level.min
