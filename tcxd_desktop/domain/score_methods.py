"""How one criterion is scored: what the facts propose, what an entry tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expression_tree import Constant
from tcxd_desktop.domain.expressions import Expression, Marks, parse
from tcxd_desktop.domain.score_sheets import Entry, FactValue, Reason, Why
from tcxd_desktop.domain.score_templates import ZERO, Item, Method

Values = Mapping[str, FactValue]
MOST_TIMES = Decimal(1000)
"""More occurrences than any record holds; it keeps hostile figures from growing."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Điểm tìm được của một tiêu chí."""

    points: Decimal
    level: int | None
    reasons: tuple[Reason, ...]
    fixed: bool = False
    """One and the same object each time, so that what is made of it can be kept."""


Propose = Callable[[Values, Marks], Scored | None]
Take = Callable[[Entry], Scored | None]
ENTERED = (Reason(Why.ENTERED),)


def expression(text: str) -> Expression | None:
    """Return the expression; none for an empty text; one that is never known for a wrong text.

    A draft is tried out before it is right.
    """
    if not text:
        return None
    try:
        return parse(text)
    except ExpressionProblem:
        nothing: frozenset[str] = frozenset()
        return Expression(text, nothing, nothing, Constant(0, value=False), lambda _f, _m: None)


def clamp(points: Decimal, most: Decimal) -> Decimal:
    """Return the points held between 0 and the maximum."""
    return min(max(points, ZERO), most)


def settled(points: Decimal) -> Decimal:
    """Return points with four decimals at most; an endless fraction is cut, never rounded up.

    What only the division left short (10 ÷ 3 × 3) is put right first.
    """
    exponent = points.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= _LEAST_EXPONENT or points.adjusted() > 12:
        return points
    return points.quantize(_NEAREST).quantize(_CUT, rounding=ROUND_FLOOR)


_CUT, _NEAREST, _LEAST_EXPONENT = Decimal("0.0001"), Decimal("1e-12"), -4


def occurrences(value: FactValue) -> Decimal | None:
    """Return how many times a value tells: a count, or yes for once."""
    if isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, Decimal):
        return None
    return clamp(value, MOST_TIMES).to_integral_value(rounding=ROUND_FLOOR)


def method_of(item: Item) -> Method:
    """Return the method an item is scored by; one without children is never a sum."""
    if item.children:
        return Method.SUM
    return Method.RANGE if item.method is Method.SUM else item.method


def expressions_of(item: Item) -> tuple[Expression, ...]:
    """Return every expression of an item but those of the items below it."""
    texts = (
        item.auto,
        item.formula,
        item.applicable_if,
        *(level.when for level in item.levels),
        *(forced.when for forced in item.forced),
    )
    return tuple(found for text in texts if (found := expression(text)) is not None)


# --- what the facts propose ----------------------------------------------------------------------


def proposer(item: Item) -> Propose | None:
    """Return what works the item's points out of the facts, or ``None`` where nothing can."""
    build = _PROPOSERS.get(method_of(item))
    return build(item) if build is not None else None


def _computed(text: str, value: FactValue, label: str = "") -> tuple[Reason, ...]:
    return (Reason(Why.COMPUTED, (text, value, label)),)


def _binary(item: Item) -> Propose | None:
    auto = expression(item.auto)
    if auto is None:
        return None
    met = Scored(item.max, None, _computed(item.auto, value=True), fixed=True)
    missed = Scored(ZERO, None, _computed(item.auto, value=False), fixed=True)

    def propose(values: Values, marks: Marks) -> Scored | None:
        value = auto.evaluate(values, marks)
        return (met if value else missed) if isinstance(value, bool) else None

    return propose


def _range(item: Item) -> Propose | None:
    auto, most, text = expression(item.auto), item.max, item.auto
    if item.method is Method.FORMULA:
        auto, text = expression(item.formula), item.formula
    if auto is None:
        return None

    def propose(values: Values, marks: Marks) -> Scored | None:
        value = auto.evaluate(values, marks)
        if not isinstance(value, Decimal):
            return None
        return Scored(settled(clamp(value, most)), None, _computed(text, value))

    return propose


def _deduct(item: Item) -> Propose | None:
    auto = expression(item.auto)
    if auto is None:
        return None

    def propose(values: Values, marks: Marks) -> Scored | None:
        times = occurrences(auto.evaluate(values, marks))
        return None if times is None else deducted(item, times)

    return propose


def deducted(item: Item, times: Decimal) -> Scored:
    """Return what is left after so many occurrences."""
    reasons = (Reason(Why.DEDUCTED, (times, item.per)),)
    return Scored(clamp(item.max - item.per * times, item.max), None, reasons)


def _levels(item: Item) -> Propose | None:
    auto = expression(item.auto)
    tried = [(level, expression(level.when)) for level in item.levels]
    forced = [
        (expression(one.when), _forced(item, one.level, one.label or one.when))
        for one in item.forced
        if 0 <= one.level < len(item.levels)
    ]
    by_condition = auto is None and any(when for _, when in tried)
    if auto is None and not forced and not by_condition:
        return None

    def propose(values: Values, marks: Marks) -> Scored | None:
        for when, scored in forced:
            holds = when.evaluate(values, marks) if when is not None else False
            if holds is True:
                return scored
            if holds is None:
                return None
        value = auto.evaluate(values, marks) if auto is not None else None
        for place, (level, when) in enumerate(tried):
            if when is not None:
                asked, holds = level.when, when.evaluate(values, marks)
                told: FactValue = holds
            else:
                asked, told = item.auto, value
                holds = _reached(value, level.min) if not by_condition else level.min is None
            if holds is None:
                return None
            if holds is True:
                return Scored(
                    clamp(level.points, item.max), place, _computed(asked, told, level.label)
                )
        return None

    return propose


def _reached(value: FactValue, bound: Decimal | None) -> bool | None:
    """Return whether a level is reached; without a bound it takes what those above left."""
    if not isinstance(value, Decimal):
        return None
    return bound is None or value >= bound


def _forced(item: Item, place: int, label: str) -> Scored:
    level = item.levels[place]
    reasons = (Reason(Why.FORCED, (label, level.label)),)
    return Scored(clamp(level.points, item.max), place, reasons, fixed=True)


_PROPOSERS: Mapping[Method, Callable[[Item], Propose | None]] = {
    Method.BINARY: _binary,
    Method.LEVELS: _levels,
    Method.RANGE: _range,
    Method.DEDUCT: _deduct,
    Method.FORMULA: _range,
}


# --- what an entry tells -------------------------------------------------------------------------


def taker(item: Item) -> Take:
    """Return what reads the points out of an entry; one of another method tells nothing."""
    build = _TAKERS.get(method_of(item))
    native = build(item) if build is not None else None

    def take(entry: Entry) -> Scored | None:
        found = native(entry) if native is not None else None
        if found is None and entry.points is not None:
            points = clamp(entry.points, item.max)
            return Scored(points, _level_at(item, points), ENTERED)
        return found

    return take


def _level_at(item: Item, points: Decimal) -> int | None:
    places = [place for place, level in enumerate(item.levels) if level.points == points]
    return places[0] if len(places) == 1 else None


def _take_met(item: Item) -> Take:
    met = Scored(item.max, None, ENTERED, fixed=True)
    missed = Scored(ZERO, None, ENTERED, fixed=True)

    def take(entry: Entry) -> Scored | None:
        if entry.met is None:
            return None
        return met if entry.met else missed

    return take


def _take_level(item: Item) -> Take:
    levels = tuple(
        Scored(clamp(level.points, item.max), place, ENTERED, fixed=True)
        for place, level in enumerate(item.levels)
    )

    def take(entry: Entry) -> Scored | None:
        place = entry.level
        return levels[place] if place is not None and 0 <= place < len(levels) else None

    return take


def _take_times(item: Item) -> Take:
    def take(entry: Entry) -> Scored | None:
        if entry.times is None:
            return None
        return deducted(item, clamp(Decimal(entry.times), MOST_TIMES))

    return take


_TAKERS: Mapping[Method, Callable[[Item], Take]] = {
    Method.BINARY: _take_met,
    Method.LEVELS: _take_level,
    Method.DEDUCT: _take_times,
}
