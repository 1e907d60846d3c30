"""From points to the total: bonuses, penalties, rounding, what a paper tells of the whole."""

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from tcxd_desktop.domain.score_methods import ENTERED, Values, clamp, occurrences
from tcxd_desktop.domain.score_plan import Extra, Plan
from tcxd_desktop.domain.score_run import Run, Tally, Told
from tcxd_desktop.domain.score_sheets import (
    WHOLE_SHEET,
    Entries,
    Entry,
    ItemResult,
    Reason,
    Why,
)
from tcxd_desktop.domain.score_templates import (
    ZERO,
    AdjustmentKind,
    Rounding,
    ScoreTemplate,
)

_ROUNDINGS = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_FLOOR,
}
_NOTHING = Entry()


def whole_of(plan: Plan, entries: Entries) -> Told | None:
    """Return the total a paper tells, if it tells no more than that."""
    points = entries.get(WHOLE_SHEET, _NOTHING).points
    if points is None:
        return None
    bonus = any(one.kind is AdjustmentKind.BONUS for one in plan.template.adjustments)
    # With a bonus, a full total does not tell that every item was full.
    full = points >= plan.template.total and not bonus
    return Told(clamp(points, plan.ceiling), full)


def adjusted(
    extra: Extra, values: Values, run: Run, entries: Entries, whole: Told | None
) -> ItemResult:
    """Return what a bonus or penalty comes to; points are above 0 for both."""
    one, entry = extra.adjustment, entries.get(extra.adjustment.id, _NOTHING)
    most = max(one.max_total, ZERO)
    times = _proposed_times(extra, values, run)
    told = _told_times(entry)
    by_hand = told is not None
    if told is None and entry.points is None and whole is None:
        told = times
    points: Decimal | None = None
    reasons: tuple[Reason, ...] = ()
    if told is not None:
        before = told * one.points
        points = clamp(before, most)
        reasons = (Reason(Why.ADJUSTED, (told, one.points, before > most)),)
    elif entry.points is not None:
        by_hand, points, reasons = True, clamp(entry.points, most), ENTERED
    elif whole is None:
        reasons = (Reason(Why.MISSING, _unknown(extra, values)),)
    return ItemResult(
        one.id,
        most,
        points,
        by_hand=by_hand,
        proposed=None if times is None else clamp(times * one.points, most),
        reasons=reasons,
        note=entry.note,
    )


def _proposed_times(extra: Extra, values: Values, run: Run) -> Decimal | None:
    if extra.auto is None:
        return ZERO
    return occurrences(extra.auto.evaluate(values, run.marks))


def _told_times(entry: Entry) -> Decimal | None:
    if entry.not_applicable:
        return ZERO
    if entry.times is not None:
        return occurrences(Decimal(entry.times))
    return occurrences(entry.met)


def _unknown(extra: Extra, values: Values) -> tuple[str, ...]:
    names = extra.auto.names if extra.auto is not None else ()
    return tuple(sorted(name for name in names if values.get(name) is None))


def total_of(
    plan: Plan, tally: Tally, extras: list[ItemResult]
) -> tuple[Decimal | None, tuple[Reason, ...]]:
    if not tally.scored:
        return None, ()
    template, reasons = plan.template, []
    base = tally.scaled
    if tally.moved and tally.weight:
        reasons.append(Reason(Why.RESCALED, (tally.points, tally.weight)))
    bonus, above, penalty = ZERO, ZERO, ZERO
    for extra, found in zip(plan.extras, extras, strict=True):
        points = found.points or ZERO
        if extra.adjustment.kind is AdjustmentKind.PENALTY:
            penalty += points
        elif extra.adjustment.may_exceed_total:
            above += points
        else:
            bonus += points
    most = max(template.total, ZERO)
    if base + bonus > most:
        reasons.append(Reason(Why.CAPPED, (base + bonus, most)))
    total = max(min(base + bonus, most) + above - penalty, ZERO)
    rounded = clamp(_rounded(template, total), plan.ceiling)
    if rounded != total:
        reasons.append(Reason(Why.ROUNDED, (total,)))
    return rounded, tuple(reasons)


def _rounded(template: ScoreTemplate, total: Decimal) -> Decimal:
    mode = _ROUNDINGS.get(template.rounding)
    if mode is None or template.step <= 0:
        return total
    return (total / template.step).to_integral_value(rounding=mode) * template.step
