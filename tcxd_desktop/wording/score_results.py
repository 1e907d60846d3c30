"""What sheets say of a result: points as printed, remarks, differences, the rating."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_papers import TOTAL, ScoreColumn
from tcxd_desktop.domain.score_sheets import (
    Facts,
    ItemResult,
    Reason,
    SheetResult,
    SheetState,
    Why,
)
from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    AdjustmentKind,
    Item,
    RatingLevel,
    ScoreTemplate,
)
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.periods import long_period
from tcxd_desktop.wording.score_papers import (
    KIND,
    NOT_MET,
    NOT_RATED,
    NOT_REVIEWED,
    RATED,
    day_of,
)
from tcxd_desktop.wording.scoring import why

_SILENT = frozenset({Why.SUMMED, Why.ROUNDED})
"""What needs no remark beside an item."""
_UNREVIEWED = frozenset({SheetState.DRAFT, SheetState.SUBMITTED})
_MISSING_SHOWN = 12


def own_subtitle(meeting: Meeting) -> tuple[str, ...]:
    """Return what the sheet of a chi bộ is about."""
    kind = KIND[meeting.kind]
    return (f"Chất lượng sinh hoạt chi bộ {long_period(meeting.period)}", f"({_capital(kind)})")


def review_subtitle(meeting: Meeting, unit: str) -> tuple[str, ...]:
    """Return what the review sheet is about: it is the committee's, so it names the chi bộ."""
    held = f" ngày {day_of(meeting.held_on)}" if meeting.held_on else ""
    month = f"Chất lượng sinh hoạt chi bộ {long_period(meeting.period)}"
    return (month, f"{unit}, {KIND[meeting.kind]}{held}")


# --- points ---------------------------------------------------------------------------------------


def column(template: ScoreTemplate, result: SheetResult) -> ScoreColumn:
    """Return the points of one scorer as printed; what is taken off bears its sign.

    A sum of which something is missing is not printed: it would be read as the result.
    """
    penalties = {one.id for one in template.adjustments if one.kind is AdjustmentKind.PENALTY}
    unfinished = {item.id for item in template.walk() if _lacks(item, set(result.missing))}
    points = {
        one.id: _points(one, penalty=one.id in penalties)
        for one in (*result.items, *result.adjustments)
        if one.id not in unfinished
    }
    if result.complete and result.total is not None:
        points[TOTAL] = show_number(result.total)
    levels = {one.id: one.level for one in result.items if one.level is not None}
    return ScoreColumn(points, levels)


def _lacks(item: Item, missing: Collection[str]) -> bool:
    return any(child.id in missing or _lacks(child, missing) for child in item.children)


def _points(one: ItemResult, *, penalty: bool) -> str:
    if one.points is None:
        return ""
    return f"−{show_number(one.points)}" if penalty and one.points else show_number(one.points)


def differences(
    own: SheetResult | None, review: SheetResult | None, total: Decimal | None
) -> dict[str, str]:
    """Return self minus review where they differ, by id; and of the sums, where both are there."""
    found = _apart(own, review)
    if total is not None:
        found[TOTAL] = signed(total)
    return found


def _apart(own: SheetResult | None, review: SheetResult | None) -> dict[str, str]:
    if own is None or review is None:
        return {}
    theirs = {one.id: one.points for one in (*review.items, *review.adjustments)}
    found = {}
    for one in (*own.items, *own.adjustments):
        other = theirs.get(one.id)
        if one.points is not None and other is not None and one.points != other:
            found[one.id] = signed(one.points - other)
    return found


def signed(value: Decimal) -> str:
    """Return ``+2``, ``−1,5`` or ``0``."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{show_number(abs(value))}"


# --- remarks --------------------------------------------------------------------------------------


def item_notes(template: ScoreTemplate, result: SheetResult, facts: Facts) -> dict[str, str]:
    """Return the last column of a sheet: what was noted, and how the points came about.

    Args:
        template: as the variant has it.
        result: of the scorer shown.
        facts: with those derived (``Compiled.values``).
    """
    found = {}
    for one in (*result.items, *result.adjustments):
        said = [one.note, *(why(reason, template, facts) for reason in _told(one.reasons))]
        text = "; ".join(filter(None, said))
        if text:
            found[one.id] = text
    return found


def _told(reasons: Sequence[Reason]) -> list[Reason]:
    """Leave out what goes without saying: entered by hand, nothing to take off, not filled in."""
    return [
        one
        for one in reasons
        if one.why not in _SILENT
        and (one.args or one.why not in {Why.ENTERED, Why.MISSING})
        and not (one.why in {Why.DEDUCTED, Why.ADJUSTED} and not one.args[0])
    ]


def review_notes(
    template: ScoreTemplate,
    own: SheetResult | None,
    review: SheetResult | None,
    facts: Facts,
) -> dict[str, str]:
    """Return column *Lý do* of a review: where the two differ, why; else what was noted."""
    if review is None:
        return {}
    apart = _apart(own, review)
    said = item_notes(template, review, facts)
    noted = {one.id: one.note for one in (*review.items, *review.adjustments) if one.note}
    return {**{item: text for item, text in said.items() if item in apart}, **noted}


def total_remarks(
    template: ScoreTemplate, result: SheetResult | None, facts: Facts
) -> tuple[str, ...]:
    """Return below the table what bears on sum and level: conditions, what is not scored yet."""
    if result is None:
        return ()
    lines = [f"{why(reason, template, facts)}." for reason in result.reasons]
    if result.missing:
        shown = ", ".join(result.missing[:_MISSING_SHOWN])
        more = len(result.missing) - _MISSING_SHOWN
        rest = f" và {more} tiêu chí nữa" if more > 0 else ""
        lines.append(f"Chưa có điểm: tiêu chí {shown}{rest}.")
    return tuple(lines)


def difference_reason(reason: str) -> tuple[str, ...]:
    """Return why the two scores differ, as a sentence."""
    return (f"Lý do chênh lệch: {reason}",) if reason else ()


# --- rating ---------------------------------------------------------------------------------------


def level_name(levels: Sequence[RatingLevel], code: str | None) -> str:
    """Return the name of a level; ``""`` where there is none."""
    if code == NOT_HELD:
        return NOT_MET
    return next((level.label for level in levels if level.code == code), code or "")


def points_words(result: SheetResult | None, levels: Sequence[RatingLevel]) -> str:
    """Return ``92 điểm, Tốt``; of a sheet with something missing only that it is not rated."""
    if result is None or not result.complete or result.total is None:
        return NOT_RATED
    level = level_name(levels, result.level) or NOT_RATED
    return f"{show_number(result.total)} điểm, {level}"


def own_verdict(
    own: SheetResult | None,
    review: SheetResult | None,
    levels: Sequence[RatingLevel],
    state: SheetState,
    period: str,
) -> tuple[tuple[str, str], ...]:
    """Return the lines of rating on the sheet of a chi bộ: its own, and the official one."""
    level = level_name(levels, own.level) if own else ""
    return (
        (f"Xếp loại {RATED} {long_period(period)} (chi bộ tự đánh giá)", level or NOT_RATED),
        ("Xếp loại của cấp ủy cấp trên", official_words(review, levels, state)),
    )


def official_words(
    review: SheetResult | None, levels: Sequence[RatingLevel], state: SheetState
) -> str:
    """Return the official rating, or plainly that there is none yet."""
    if review is None or state in _UNREVIEWED:
        return NOT_REVIEWED
    words = points_words(review, levels)
    return words if state is SheetState.CONFIRMED else f"{words} (chưa xác nhận)"


def review_verdict(
    own: SheetResult | None,
    review: SheetResult | None,
    levels: Sequence[RatingLevel],
    state: SheetState,
    apart: Decimal | None,
) -> tuple[tuple[str, str], ...]:
    """Return the lines of rating on a review sheet."""
    lines = [
        ("Chi bộ tự chấm", points_words(own, levels)),
        ("Đảng ủy thẩm định", official_words(review, levels, state)),
    ]
    if apart is not None:
        lines.append(("Chênh lệch (tự chấm trừ thẩm định)", f"{signed(apart)} điểm"))
    return tuple(lines)


BLANK_OWN = ("Chi bộ tự xếp loại", "Xếp loại của cấp ủy cấp trên")
BLANK_REVIEW = ("Chi bộ tự chấm", "Đảng ủy thẩm định", "Lý do chênh lệch")
"""Lines of blank sheets, with dots behind them."""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
