"""Where a member stands on any day."""

import itertools
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.rows import Exemption
from tcxd_desktop.domain.standing import (
    ALWAYS,
    FOREVER,
    Activity,
    Event,
    EventKind,
    Grade,
    Leaving,
    Spell,
    spell_on,
    spells,
)

D = PartialDate


def spells_of(
    *events: Event, official: PartialDate | None = None, admitted: PartialDate | None = None
) -> tuple[Spell, ...]:
    return spells(events, official_date=official, admitted_date=admitted)


def on(found: Sequence[Spell], day: str) -> Spell:
    spell = spell_on(found, day)
    assert spell is not None
    return spell


def test_a_member_from_admission_to_death() -> None:
    found = spells_of(
        Event(D(1985, 5, 19), EventKind.ADMITTED, 3),
        Event(D(2010, 2, 1), EventKind.MOVED, 5),
        Event(D(2026, 3, 8), EventKind.DIED),
        official=D(1986, 5, 19),
        admitted=D(1985, 5, 19),
    )
    assert [(s.since, s.until, s.unit_id, s.grade, s.leaving) for s in found] == [
        ("1985-05-19", "1986-05-19", 3, Grade.PROBATIONARY, Leaving.NONE),
        ("1986-05-19", "2010-02-01", 3, Grade.OFFICIAL, Leaving.NONE),
        ("2010-02-01", "2026-03-08", 5, Grade.OFFICIAL, Leaving.NONE),
        ("2026-03-08", FOREVER, 5, Grade.OFFICIAL, Leaving.DIED),
    ]
    assert [s.counted for s in found] == [True, True, True, False]
    assert spell_on(found, "1985-05-18") is None
    assert on(found, "1985-05-19").grade is Grade.PROBATIONARY


def test_taken_over_without_papers_is_in_the_list_always() -> None:
    found = spells_of(Event(None, EventKind.LISTED, 2), official=D(1990, 6, 1))
    assert found == (Spell(ALWAYS, FOREVER, 2, Grade.OFFICIAL, Activity.ACTIVE),)
    assert spells_of(Event(None, EventKind.LISTED, 2))[0].grade is Grade.UNKNOWN


def test_a_recorded_event_of_any_kind_puts_a_person_in_the_list() -> None:
    found = spells_of(Event(D(2026, 1, 5), EventKind.DIED, 4))
    assert [(s.unit_id, s.leaving) for s in found] == [(4, Leaving.DIED)]
    assert spells_of(Event(D(2026, 1, 5), EventKind.TEMPORARY_OUT, 4))[0].unit_id == 4


def test_a_row_just_added_says_nothing() -> None:
    assert spells_of(Event()) == ()
    assert len(spells_of(Event(), Event(D(2020, 1, 1), EventKind.ARRIVED, 1))) == 1


def test_order_entered_decides_within_a_day() -> None:
    day = D(2026, 6, 1)
    left = Event(day, EventKind.LEFT)
    back = Event(day, EventKind.ARRIVED, 1)
    start = Event(D(2000, 1, 1), EventKind.ADMITTED, 1)
    assert on(spells_of(start, left, back), "2026-06-01").counted
    assert not on(spells_of(start, back, left), "2026-06-01").counted


def test_away_for_a_time_still_counts_a_guest_does_not() -> None:
    start = Event(D(2000, 1, 1), EventKind.ADMITTED, 1)
    away = spells_of(
        start,
        Event(D(2026, 1, 1), EventKind.TEMPORARY_OUT),
        Event(D(2026, 7, 1), EventKind.TEMPORARY_BACK),
    )
    assert on(away, "2026-03-01").activity is Activity.TEMPORARY_ELSEWHERE
    assert on(away, "2026-03-01").counted
    assert on(away, "2026-07-01").activity is Activity.ACTIVE
    guest = spells_of(
        Event(D(2026, 1, 1), EventKind.TEMPORARY_IN, 1),
        Event(D(2026, 7, 1), EventKind.TEMPORARY_END),
    )
    assert not any(spell.counted for spell in guest)
    assert on(guest, "2026-07-02").leaving is Leaving.TRANSFERRED


def test_exemption_covers_its_last_day_and_counts() -> None:
    member = Dossier(
        official_date=D(1986, 5, 19),
        ceremony_date=D(1985, 5, 19),
        events=(Event(D(1985, 5, 19), EventKind.ADMITTED, 1),),
        exemptions=(Exemption(since=D(2025, 1, 1), until=D(2025, 12, 31)),),
    )
    assert on(member.spells, "2025-12-31").activity is Activity.EXEMPT
    assert on(member.spells, "2025-12-31").counted
    assert on(member.spells, "2026-01-01").activity is Activity.ACTIVE


def test_exemption_to_a_month_covers_the_month() -> None:
    found = spells(
        [Event(None, EventKind.LISTED, 1)],
        official_date=D(1990),
        admitted_date=D(1989),
        exemptions=[(D(2025, 2), D(2025, 6))],
    )
    assert on(found, "2025-06-30").activity is Activity.EXEMPT
    assert on(found, "2025-07-01").activity is Activity.ACTIVE


def test_suspension_outweighs_exemption_until_it_ends() -> None:
    found = spells(
        [
            Event(None, EventKind.LISTED, 1),
            Event(D(2026, 3, 1), EventKind.SUSPENDED),
            Event(D(2026, 5, 1), EventKind.RESUMED),
        ],
        official_date=D(1990),
        admitted_date=D(1989),
        exemptions=[(D(2026, 1, 1), None)],
    )
    assert on(found, "2026-02-01").activity is Activity.EXEMPT
    assert on(found, "2026-03-01").activity is Activity.SUSPENDED
    assert on(found, "2026-05-01").activity is Activity.EXEMPT


def test_who_comes_back_counts_again() -> None:
    found = spells_of(
        Event(D(2000, 1, 1), EventKind.ADMITTED, 1),
        Event(D(2010, 1, 1), EventKind.STRUCK_OFF),
        Event(D(2015, 1, 1), EventKind.READMITTED, 2),
        official=D(2001, 1, 1),
        admitted=D(2000, 1, 1),
    )
    assert [on(found, f"{year}-06-01").counted for year in (2005, 2012, 2020)] == [
        True,
        False,
        True,
    ]
    assert on(found, "2020-06-01").unit_id == 2


def test_head_count_follows_the_day() -> None:
    people = [
        spells_of(
            Event(D(2000 + n, 1, 1), EventKind.ADMITTED, 1),
            Event(D(2020, n + 1, 1), EventKind.LEFT),
        )
        for n in range(5)
    ]

    def heads(day: date) -> int:
        here = (spell_on(found, day.isoformat()) for found in people)
        return sum(spell is not None and spell.counted for spell in here)

    assert [
        heads(date(y, m, 1)) for y, m in ((1999, 1), (2002, 1), (2019, 1), (2020, 3), (2021, 1))
    ] == [0, 3, 5, 2, 0]


DATES = st.builds(
    PartialDate,
    st.integers(min_value=1990, max_value=2026),
    st.one_of(st.none(), st.integers(min_value=1, max_value=12)),
)
MAYBE = st.one_of(st.none(), DATES)
EVENTS = st.lists(
    st.builds(
        Event,
        MAYBE,
        st.sampled_from([kind.value for kind in EventKind]),
        st.one_of(st.none(), st.integers(min_value=1, max_value=4)),
    ),
    max_size=8,
)


@given(EVENTS, MAYBE, MAYBE, st.lists(st.tuples(MAYBE, MAYBE), max_size=2))
def test_spells_are_ordered_disjoint_and_without_holes(
    events: list[Event],
    official: PartialDate | None,
    admitted: PartialDate | None,
    exemptions: list[tuple[PartialDate | None, PartialDate | None]],
) -> None:
    found = spells(events, official_date=official, admitted_date=admitted, exemptions=exemptions)
    assert bool(found) == bool(events)
    if not found:
        return
    first = min(ALWAYS if e.on is None else e.on.earliest.isoformat() for e in events)
    assert found[0].since == first
    assert found[-1].until == FOREVER
    assert all(a.until == b.since for a, b in itertools.pairwise(found))
    assert all(spell.since < spell.until for spell in found)
    assert all(
        (a.unit_id, a.grade, a.activity, a.leaving) != (b.unit_id, b.grade, b.activity, b.leaving)
        for a, b in itertools.pairwise(found)
    )
    for spell in found:
        assert spell_on(found, spell.since) == spell


@given(EVENTS, MAYBE)
def test_exemptions_never_change_the_head_count(
    events: list[Event], since: PartialDate | None
) -> None:
    plain = spells(events, official_date=None, admitted_date=None)
    exempt = spells(events, official_date=None, admitted_date=None, exemptions=[(since, None)])
    for year in range(1989, 2028):
        day = f"{year}-07-01"
        a, b = spell_on(plain, day), spell_on(exempt, day)
        assert (a is not None and a.counted) == (b is not None and b.counted)
