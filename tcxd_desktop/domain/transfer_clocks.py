"""The clocks of a case: from when they run, until when, whether what they ask was done.

They carry the ids of rules-and-procedures §11.2 (TR-01 …); numbers and texts come from the rules
of the case's day. Nothing is decided here: a clock that has run out is said, no step follows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from tcxd_desktop.domain.deadlines import Due, DueState
from tcxd_desktop.domain.rule_types import Bound
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.transfer_boxes import CaseBox, introduced_on, signable
from tcxd_desktop.domain.transfer_clockwork import (
    NO_NUMBER,
    TOO_LONG,
    TOO_SHORT,
    Clock,
    Clockwork,
    days_told,
    is_study,
    last_day,
)
from tcxd_desktop.domain.transfer_office_clocks import Dissolution, OfficeFacts, office_clocks
from tcxd_desktop.domain.transfers import (
    TERMINAL,
    BoardColumn,
    Direction,
    State,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.domain.working_days import WorkCalendar

__all__ = [
    "Clock", "Dissolution", "Due", "DueState", "OfficeFacts", "clocks", "column_of", "nearest",
    "office_clocks", "over_three_months",
]  # fmt: skip

_CONTACT_SOURCE = "Hướng dẫn 38-HD/BTCTW, mục II.4.3.1.d"


def clocks(case: Transfer, rules: Rules, calendar: WorkCalendar, today: date) -> tuple[Clock, ...]:
    """Return the clocks of a case that run or have run, in the order of their ids.

    A clock is there once the day that sets it going is known. A cancelled case has none.

    Args:
        case: with its steps.
        rules: of the case's day.
        calendar: of working days.
        today: the day asked about.

    Raises:
        UnknownRuleProblem: the rules lack a deadline.
    """
    if case.state is State.CANCELLED:
        return ()
    work = Clockwork(case, rules, calendar, today, days_told(case))
    return tuple(_clocks(work))


def _clocks(work: Clockwork) -> Iterator[Clock]:
    kind, way = work.case.kind, work.case.direction
    if kind in _OFFICIAL and way is not Direction.IN:
        yield from work.clock("TR-01", work.boxes_from(1))
    if kind in _PRESENTED:
        yield from work.clock("TR-02", _presented(work))
    if kind in _NOTICED:
        yield from _three_months(work)
        yield from _contact(work)
    if kind in _STAYS:
        yield from _stay(work)
    if kind in _ABROAD:
        yield from _abroad(work)
    if way is Direction.OUT and kind is TransferKind.OFFICIAL:
        yield from work.clock("TR-15", introduced_on(work.case))
    if kind is TransferKind.TEMPORARY:
        yield from _term(work)


_K = TransferKind
_OFFICIAL: Final = frozenset({_K.OFFICIAL, _K.INSIDE, _K.DISSOLVED, _K.ABROAD, _K.LABOUR})
_PRESENTED: Final = frozenset({_K.OFFICIAL, _K.INSIDE, _K.DISSOLVED, _K.ABROAD, _K.FROM_ABROAD})
_NOTICED: Final = frozenset({_K.OFFICIAL, _K.DISSOLVED, _K.FROM_ABROAD, _K.ONWARD})
_STAYS: Final = frozenset({_K.TEMPORARY, _K.TEMPORARY_ABROAD})
_ABROAD: Final = frozenset({_K.ABROAD, _K.LABOUR, _K.TEMPORARY_ABROAD})


def _presented(work: Clockwork) -> str:
    """Return the day the letter was shown at the other end, as far as we know."""
    case = work.case
    if case.direction is Direction.INSIDE:
        return work.boxes_from(5)
    if case.direction is Direction.IN:
        return work.first(StepEvent.PRESENT)
    return work.first(
        StepEvent.CONFIRM, StepEvent.ONWARD, StepEvent.STOP, StepEvent.BNG_TAKES, StepEvent.NOT_GO
    )


def _three_months(work: Clockwork) -> Iterator[Clock]:
    """TR-04: three months without a letter shown, and no good reason (38-HD/BTCTW, II.4.3.1.d).

    Reporting it, or a good reason, is what the clock asks for; whether a member is struck off is
    for the committee to decide.
    """
    by_introduction = work.rules.value("three_month_start") == "introduction"
    done = _presented(work) or work.first(StepEvent.PROPOSE_STRIKE, StepEvent.EXCUSE)
    yield from work.clock("TR-04h" if by_introduction else "TR-04", done)


def _contact(work: Clockwork) -> Iterator[Clock]:
    """TR-05: once a phiếu báo came, the member and the sender are reminded; no number is given."""
    noticed = work.told.get("transfer_notice_received", "")
    if not noticed:
        return
    case = work.case
    called = [s.on for s in case.counting if s.event is StepEvent.CONTACT and s.on >= noticed]
    done = min(filter(None, [*called, case.day_of(StepEvent.PRESENT)]), default="")
    if not done and case.state in TERMINAL:
        done = last_day(case)
    state = DueState.DONE if done else DueState.OPEN
    yield Clock("TR-05", None, state, done, NO_NUMBER, _CONTACT_SOURCE)


def _stay(work: Clockwork) -> Iterator[Clock]:
    """TR-08: the stay ends on the day written on the letter, extensions taken in."""
    begun = work.first(StepEvent.GIVE, StepEvent.START, StepEvent.ISSUE_SLIP)
    if begun:
        back = 5 if work.case.direction is Direction.IN else 7
        ended = work.first(StepEvent.RETURN, StepEvent.COME_HOME, StepEvent.TAKE_BACK)
        ended = ended or work.boxes_from(back)
        yield from work.clock("TR-08", ended, temporary_end=work.case.term_end)


def _abroad(work: Clockwork) -> Iterator[Clock]:
    kind = work.case.kind
    if work.first(StepEvent.GIVE, StepEvent.ISSUE_SLIP):
        handed = work.first(StepEvent.HAND_SLIP, StepEvent.NOT_GO)
        yield from work.clock("TR-13" if kind is _K.TEMPORARY_ABROAD else "TR-11", handed)
    if kind is _K.LABOUR:
        back = work.case.day_of(StepEvent.TAKE_BACK) or work.boxes_from(6)
        yield from work.clock("TR-12", back)


def _term(work: Clockwork) -> Iterator[Clock]:
    """TR-16, TR-17: what a stay may last; kept, or said to be broken."""
    case = work.case
    if not (case.term_from and case.term_to):
        return
    longest = "TR-16c" if is_study(case) else "TR-16b"
    limits = [("TR-16a", case.term_to), (longest, case.term_to)]
    if case.term_end != case.term_to:
        limits.append(("TR-17", case.term_end))
    for rule_id, end in limits:
        yield from (_judged(clock, end, case) for clock in work.clock(rule_id, ""))


def _judged(clock: Clock, end: str, case: Transfer) -> Clock:
    told = replace(clock, binding=False)
    if clock.due is None:
        return told
    low = clock.due.rule.bound is Bound.MIN
    if end >= clock.last_day if low else end <= clock.last_day:
        return replace(told, state=DueState.DONE, done_on=case.opened)
    why = TOO_SHORT if low else TOO_LONG
    return replace(told, state=DueState.OPEN, done_on="", why_open=why)


# --- what follows from them ---------------------------------------------------------------------


def nearest(found: Iterable[Clock]) -> Clock | None:
    """Return the clock that runs out first, of those that bind and are not done."""
    open_ones = [one for one in found if one.binding and one.due and one.state is not DueState.DONE]
    return min(open_ones, key=lambda one: one.last_day, default=None)


def over_three_months(
    case: Transfer, rules: Rules, calendar: WorkCalendar, today: date
) -> Due | None:
    """Return the three-month deadline of a case, if it is over and nothing was shown.

    Only then may it be proposed to strike the member off (38-HD/BTCTW of 29/9/2025, II.4.3.1.d).
    """
    work = Clockwork(case, rules, calendar, today, days_told(case))
    if case.kind not in _NOTICED or _presented(work):
        return None
    due = next((one.due for one in _three_months(work)), None)
    return due if due is not None and due.last_day < today.isoformat() else None


# --- the column of the board --------------------------------------------------------------------


def column_of(case: Transfer, found: Iterable[Clock], route: Iterable[CaseBox] = ()) -> BoardColumn:
    """Return where a case stands on the board.

    Args:
        case: with its steps.
        found: its clocks.
        route: its boxes; with them a case whose next box others write counts as waiting.
    """
    if case.state in TERMINAL:
        return BoardColumn.DONE
    if any(one.binding and one.state is DueState.LATE for one in found):
        return BoardColumn.LATE
    waits = _waits(case) or _others_next(case, tuple(route))
    return BoardColumn.WAITING if waits else BoardColumn.TO_DO


_WAITING: Final = frozenset({
    State.BARRED, State.MOVING, State.NOTICED, State.ONWARD, State.AWAY, State.EXTENDED,
    State.AT_BNG, State.SLIP, State.ABROAD, State.LINKED,
})  # fmt: skip
"""The member or another office is at work."""


def _waits(case: Transfer) -> bool:
    incoming = case.direction is Direction.IN
    if case.state is State.STOPPED:
        # Whoever sent the member clears up what the receiving side found.
        return incoming
    if case.state is State.STRIKE_PROPOSED:
        return not incoming
    if case.state is State.MOVING and case.kind in _TELLS:
        return bool(case.day_of(StepEvent.NOTICE))
    return case.state in _WAITING


_TELLS: Final = frozenset({_K.OFFICIAL, _K.DISSOLVED})
"""Their two phiếu báo are still to be sent (38-HD/BTCTW of 29/9/2025, II.4.3.1.a)."""


def _others_next(case: Transfer, route: tuple[CaseBox, ...]) -> bool:
    needed = [box for _, box in signable(case, route) if not box.optional] if route else []
    return bool(needed) and not any(box.ours for box in needed)
