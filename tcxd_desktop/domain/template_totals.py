"""Totals of a template for everything its variants make of it.

Variants depend on ``CONTEXT`` only, whose facts have few values: every combination that matters is
tried, and those that come to the same changes are told once.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expressions import Expression, parse
from tcxd_desktop.domain.score_sheets import FactValue
from tcxd_desktop.domain.score_templates import (
    ANY,
    CONTEXT,
    ZERO,
    Item,
    Method,
    NaPolicy,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.domain.score_variants import split_key, varied
from tcxd_desktop.domain.template_faults import Fault, Spot, places_of, spots
from tcxd_desktop.domain.template_item_checks import level_points, pointed

MOST_WORK = 200_000
"""Cases times items the checks look at; no real sheet comes near."""
Context = Mapping[str, tuple[object, ...]]
"""Fact → the values it has in a case; a fact that is not there may have any."""


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """Điểm tối đa của một nhóm trong một trường hợp."""

    id: str
    label: str
    max: Decimal


@dataclass(frozen=True, slots=True)
class VariantTotals:
    """Tổng điểm của mẫu trong một trường hợp (loại buổi họp, loại hình chi bộ …)."""

    context: Context
    label: str
    """Labels of the variants that apply, or empty."""
    groups: tuple[GroupTotal, ...]
    total: Decimal
    example: bool = False
    """The case cannot be told by values of each fact alone: ``context`` is one of several."""


@dataclass(frozen=True, slots=True)
class Case:
    """Một trường hợp: the variants that apply, and in which contexts."""

    variants: tuple[Variant, ...]
    contexts: tuple[Mapping[str, object], ...]


def totals(template: ScoreTemplate) -> list[VariantTotals]:
    """Return the totals of every case; empty where there are too many to look at."""
    found = cases(template)
    if too_much(template, found):
        return []
    values = context_values(template)
    told = []
    for case in found:
        items = varied(template, case.variants).items
        context, whole = context_of(case.contexts, values)
        labels = (one.label for one in case.variants if one.label)
        groups = tuple(GroupTotal(item.id, item.label, item.max) for item in items)
        told.append(
            VariantTotals(context, ", ".join(labels), groups, _sum(items), example=not whole)
        )
    return told


def sum_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield where points do not add up, and in which cases; where an item is left hanging."""
    found = cases(template)
    if too_much(template, found):
        yield Fault("variants", "too_much")
        return
    seen = [(case, varied(template, case.variants)) for case in found]
    values, places = context_values(template), places_of(template)
    wrong: dict[tuple[str, str, Decimal, Decimal], list[Case]] = {}
    for case, one in seen:
        for key in _off(one, places):
            wrong.setdefault(key, []).append(case)
    for (place, kind, told, wanted), where in wrong.items():
        contexts = [one for case in where for one in case.contexts]
        context = {} if len(where) == len(found) else context_of(contexts, values)[0]
        yield Fault(place, kind, (told, wanted, tuple(context.items())))
    for case, one in seen:
        yield from _changed(template, case, one, places)
    there = [(case, frozenset(item.id for item in one.walk())) for case, one in seen]
    yield from _left_hanging(template, there)


def _off(
    template: ScoreTemplate, places: Mapping[str, str]
) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    total = _sum(template.items)
    if total != template.total:
        yield "items", "total", total, template.total
    for item in template.walk():
        if item.children and _sum(item.children) != item.max:
            yield f"{places[item.id]}.max", "sum", _sum(item.children), item.max


def _changed(
    template: ScoreTemplate, case: Case, as_varied: ScoreTemplate, places: Mapping[str, str]
) -> Iterator[Fault]:
    """Yield points that do not fit any more once the variants of a case changed them."""
    touched = {split_key(key)[0] for one in case.variants for key in one.changes}
    for item in as_varied.walk() if touched else ():
        if item.id in touched:
            place = places[item.id]
            yield from pointed(Spot(item, place, 0), template)
            if item.method is Method.LEVELS:
                yield from level_points(item, f"{place}.levels")


def _sum(items: Sequence[Item]) -> Decimal:
    return sum((item.max for item in items if item.enabled), ZERO)


def _left_hanging(
    template: ScoreTemplate, there: Sequence[tuple[Case, frozenset[str]]]
) -> Iterator[Fault]:
    """Yield items whose points nobody takes over where they do not apply."""
    values = context_values(template)
    for spot in spots(template):
        item, place = spot.item, f"{spot.place}.na_policy"
        if item.na_policy is not NaPolicy.VARIANT:
            continue
        applies = _readable(item.applicable_if)
        if applies is None or not applies.names <= CONTEXT.keys():
            key = f"{item.id}.enabled"
            if not any(one.changes.get(key) is False for one in template.variants):
                yield Fault(place, "no_variant", ((),))
            continue
        left = [
            context
            for case, ids in there
            if item.id in ids
            for context in case.contexts
            if applies.evaluate(_facts(context)) is False
        ]
        if left:
            yield Fault(place, "no_variant", (tuple(context_of(left, values)[0].items()),))


# --- cases ---------------------------------------------------------------------------------------


def context_values(template: ScoreTemplate) -> dict[str, tuple[object, ...]]:
    """Return the values context facts can have where this template is used."""
    values = dict(CONTEXT)
    for name, kinds in (
        ("meeting_kind", template.meeting_kinds),
        ("org_kind", template.cell_kinds),
    ):
        if ANY not in kinds:
            values[name] = tuple(one for one in CONTEXT[name] if one in kinds) or CONTEXT[name]
    return values


def cases(template: ScoreTemplate) -> list[Case]:
    """Return every set of variants that can apply together, with its contexts."""
    read = [_when(one) for one in template.variants]
    values = context_values(template)
    used = {name for when in read if when is not None for name in when.names}
    for item in template.walk():
        if item.na_policy is NaPolicy.VARIANT and (applies := _readable(item.applicable_if)):
            used |= applies.names & CONTEXT.keys()
    names = [name for name in CONTEXT if name in used]
    holding = [_holding(when, values) for when in read]
    found: dict[tuple[int, ...], list[Mapping[str, object]]] = {}
    for combination in itertools.product(*(values[name] for name in names)):
        context = dict(zip(names, combination, strict=True))
        key = tuple(at for at, holds in enumerate(holding) if holds.among(context))
        found.setdefault(key, []).append(context)
    return [
        Case(tuple(template.variants[at] for at in key), tuple(contexts))
        for key, contexts in found.items()
    ]


def too_much(template: ScoreTemplate, found: Sequence[Case]) -> bool:
    """Tell whether looking at every item in every case would take too long."""
    return len(found) * sum(1 for _ in template.walk()) > MOST_WORK


@dataclass(frozen=True, slots=True)
class _Holding:
    """Khi nào một biến thể áp dụng."""

    names: tuple[str, ...]
    values: frozenset[tuple[object, ...]]

    def among(self, context: Mapping[str, object]) -> bool:
        return tuple(context[name] for name in self.names) in self.values


def _holding(when: Expression | None, values: Mapping[str, tuple[object, ...]]) -> _Holding:
    if when is None:
        return _Holding((), frozenset())
    names = tuple(sorted(when.names))
    holds = (
        combination
        for combination in itertools.product(*(values[name] for name in names))
        if when.evaluate(_facts(dict(zip(names, combination, strict=True)))) is True
    )
    return _Holding(names, frozenset(holds))


def _when(variant: Variant) -> Expression | None:
    when = _readable(variant.when)
    return when if when is not None and when.names <= CONTEXT.keys() else None


def _readable(text: str) -> Expression | None:
    try:
        return parse(text)
    except ExpressionProblem:
        return None


def _facts(context: Mapping[str, object]) -> dict[str, FactValue]:
    return {name: _fact(value) for name, value in context.items()}


def _fact(value: object) -> FactValue:
    if isinstance(value, (bool, str)):
        return value
    return Decimal(value) if isinstance(value, int) else None


def context_of(contexts: Sequence[Mapping[str, object]], possible: Context) -> tuple[Context, bool]:
    """Return the values of each fact over these contexts, and whether that tells them exactly.

    Where it does not, the first is given as an example. A fact with all its ``possible`` values is
    left out.
    """
    seen: dict[str, dict[object, None]] = {}
    for context in contexts:
        for name, value in context.items():
            seen.setdefault(name, {})[value] = None
    size = 1
    for values in seen.values():
        size *= len(values)
    if size != len(contexts):
        return {name: (value,) for name, value in contexts[0].items()}, False
    return {
        name: tuple(values) for name, values in seen.items() if len(values) < len(possible[name])
    }, True
