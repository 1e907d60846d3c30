"""Random walks through every kind of case: what holds whatever is done in whichever order."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.standing import Event, EventKind, Spell, spell_on, spells
from tcxd_desktop.domain.transfer_clocks import clocks, column_of
from tcxd_desktop.domain.transfer_effects import effects, events_of
from tcxd_desktop.domain.transfer_machine import Move, advance, moves
from tcxd_desktop.domain.transfer_route import box_marks
from tcxd_desktop.domain.transfers import (
    ANNOTATIONS,
    TERMINAL,
    BoardColumn,
    Direction,
    State,
    StepEvent,
    Transfer,
    TransferKind,
)
from tests.domain.transfer_samples import (
    CALENDAR,
    ENDS,
    MEMBER,
    RULES,
    case_of,
    full,
    way,
    with_values,
)

K, D, E = TransferKind, Direction, StepEvent
CASES = sorted(ENDS, key=str)
START = date(2026, 9, 7)
END = date(2027, 12, 31)
CELL = 7
OTHER_VALUES = {"head_count_leaves": "given", "head_count_enters": "presented"}


def before(kind: TransferKind, direction: Direction) -> list[Event]:
    """What the dossier holds when the case is opened: at home in the chi bộ, or nothing."""
    if direction is D.IN and kind is not K.LINK:
        return []
    return [Event(on=MEMBER.admitted, kind=EventKind.LISTED.value, unit_id=CELL)]


def standing(events: list[Event]) -> tuple[Spell, ...]:
    return spells(events, official_date=MEMBER.official, admitted_date=MEMBER.admitted)


class Walk:
    """One case, its dossier, and everything that must stay so."""

    def __init__(self, kind: TransferKind, direction: Direction) -> None:
        self.case = case_of(kind, direction, term_from="2026-09-20", term_to="2027-03-20")
        self.first = before(kind, direction)
        self.events = list(self.first)
        self.route = way(self.case)
        self.day = START
        self.taken: list[tuple[StepEvent, str, int, str]] = []

    def take(self, move: Move, days: int) -> None:
        self.day = min(self.day + timedelta(days=days), END)
        until = (date(2027, 3, 20) + timedelta(days=30 * len(self.case.steps))).isoformat()
        step = full(move.event, self.day.isoformat(), move.box, until=until)
        old = self.case
        self.case = advance(old, step, self.route, END)
        assert self.case.state is move.target
        effect = effects(old, self.case, RULES)
        if effect.drop is not None:
            self.events.remove(effect.drop)
        if effect.add is not None:
            self.events.append(effect.add)
        self.taken.append((step.event, step.on, step.box, step.remark))
        self.check(old)

    def check(self, old: Transfer) -> None:
        case = self.case
        # Steps are never changed, only marked as taken back.
        told = [(step.event, step.on, step.box, step.remark) for step in case.steps[1:]]
        assert told == self.taken
        # The dossier holds what the case has written, and no more.
        assert self.events == [*self.first, *events_of(case, RULES)]
        self.check_home()
        self.check_boxes()
        last = case.steps[-1].event
        if last in ANNOTATIONS:
            assert (case.state, case.signed(), case.serial) == (
                old.state, old.signed(), old.serial,
            )  # fmt: skip
        if case.state in TERMINAL:
            left = {m.event for m in moves(case, self.route)}
            assert left == {E.BACK, E.CONTACT, E.REMARK}

    def check_home(self) -> None:
        """One spell a day, and no one is counted twice: the chi bộ, or nowhere."""
        found = standing(self.events)
        for one, after in itertools.pairwise(found):
            assert one.until == after.since
        if self.case.state is State.CANCELLED:
            assert self.events == self.first

    def check_boxes(self) -> None:
        """The signed boxes of each leg are the first needed ones of the route, in order."""
        signed = self.case.signed()
        assert set(signed) <= {box.number for box in self.route}
        for leg in {box.leg for box in self.route}:
            needed = [b.number for b in self.route if b.leg == leg and not b.optional]
            done = [number for number in needed if number in signed]
            assert done == needed[: len(done)]
        days = [step.on for _, step in sorted(signed.items())]
        assert days == sorted(days) or any(box.leg == "back_out" for box in self.route)


def ahead(walk: Walk) -> list[Move]:
    return list(moves(walk.case, walk.route))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(CASES), st.data())
def test_random_walks_keep_the_invariants(
    kind_of: tuple[TransferKind, Direction], data: st.DataObject
) -> None:
    walk = Walk(*kind_of)
    for _ in range(data.draw(st.integers(1, 24))):
        move = data.draw(st.sampled_from(ahead(walk)))
        walk.take(move, data.draw(st.integers(0, 40)))
        box_marks(walk.case, walk.route)
        found = clocks(walk.case, RULES, CALENDAR, walk.day)
        column = column_of(walk.case, found, walk.route)
        assert (column is BoardColumn.DONE) == (walk.case.state in TERMINAL)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_taking_everything_back_leaves_the_dossier_as_it_was(
    kind_of: tuple[TransferKind, Direction], data: st.DataObject
) -> None:
    walk = Walk(*kind_of)
    opening = walk.case.state
    for _ in range(data.draw(st.integers(1, 14))):
        onward = [m for m in ahead(walk) if m.event not in ANNOTATIONS | {E.BACK}]
        if not onward:
            break
        walk.take(data.draw(st.sampled_from(onward)), 3)
    while (back := next((m for m in ahead(walk) if m.event is E.BACK), None)) is not None:
        walk.take(back, 0)
    assert walk.case.state is opening
    assert walk.events == walk.first
    assert walk.case.signed() == {}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(CASES), st.sampled_from(list(StepEvent)), st.integers(0, 10), st.data())
def test_a_step_that_is_not_offered_is_refused_and_changes_nothing(
    kind_of: tuple[TransferKind, Direction], event: StepEvent, box: int, data: st.DataObject
) -> None:
    walk = Walk(*kind_of)
    for _ in range(data.draw(st.integers(0, 10))):
        walk.take(data.draw(st.sampled_from(ahead(walk))), 2)
    box = box if event is E.SIGN else 0
    offered = {(move.event, move.box) for move in ahead(walk)} | {(E.OVERRIDE, 0)}
    if (event, box) in offered:
        return
    was = walk.case
    with pytest.raises(Problem):
        advance(was, full(event, walk.day.isoformat(), box), walk.route, END)
    assert walk.case == was


def counted_days(events: list[Event], first: date, last: date) -> set[str]:
    found = standing(events)
    days = (first + timedelta(days=n) for n in range((last - first).days))
    on = ((day.isoformat(), spell_on(found, day.isoformat())) for day in days)
    return {day for day, spell in on if spell is not None and spell.counted}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 20), min_size=8, max_size=8),
    st.sampled_from(["T10", "T8"]),
    st.booleans(),
)
def test_two_offices_never_count_a_member_on_the_same_day(
    gaps: list[int], letter: str, other_values: bool
) -> None:
    """The member leaves one đảng bộ before the other takes him in; a guest is counted at home."""
    kind = K(letter)
    out = case_of(kind, D.OUT, term_from="2026-10-01", term_to="2027-02-01")
    come = case_of(kind, D.IN, term_from="2026-10-01", term_to="2027-02-01")
    day, days = START, []
    for gap in gaps:
        day += timedelta(days=gap)
        days.append(day.isoformat())
    ours, theirs = way(out), way(come)
    outgoing = [1, 3, 4] if kind is K.OFFICIAL else [1, 2]
    for number, on in zip(outgoing, days, strict=False):
        out = advance(out, full(E.SIGN, on, number), ours, END)
    out = advance(out, full(E.GIVE, days[3]), ours, END)
    come = advance(come, full(E.PRESENT, days[4]), theirs, END)
    incoming = [7, 8, 10] if kind is K.OFFICIAL else [3, 4]
    for number, on in zip(incoming, days[5:], strict=False):
        come = advance(come, full(E.SIGN, on, number), theirs, END)
    if kind is K.TEMPORARY:
        come = advance(come, full(E.START, days[7]), theirs, END)
    rules = with_values(OTHER_VALUES) if other_values else RULES
    at_home = [*before(kind, D.OUT), *events_of(out, rules)]
    at_host = list(events_of(come, rules))
    window = (START, START + timedelta(days=220))
    home, host = counted_days(at_home, *window), counted_days(at_host, *window)
    assert not home & host
    assert (days[7] in host) == (kind is K.OFFICIAL)
    assert (window[1] - timedelta(days=1)).isoformat() in (host if kind is K.OFFICIAL else home)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_inside_moves_change_no_total(data: st.DataObject) -> None:
    walk = Walk(K.INSIDE, D.INSIDE)
    whole = counted_days(walk.first, START, START + timedelta(days=500))
    for _ in range(data.draw(st.integers(1, 20))):
        walk.take(data.draw(st.sampled_from(ahead(walk))), data.draw(st.integers(0, 9)))
        assert counted_days(walk.events, START, START + timedelta(days=500)) == whole
