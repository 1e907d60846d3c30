"""Party age: its start, what is subtracted, and what cannot be counted."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.party_age import (
    AgeState,
    BadgeDue,
    badge_date,
    next_badge,
    party_age,
    party_age_state,
)
from tcxd_desktop.domain.rows import AgeGap, Badge, PartyExit, Readmission
from tcxd_desktop.domain.standing import Event

TODAY = date(2026, 11, 23)
DAO = Dossier(
    decision_date=PartialDate(1985, 4, 26),
    ceremony_date=PartialDate(1985, 5, 19),
    official_date=PartialDate(1986, 5, 19),
)


def test_counts_from_the_signed_decision() -> None:
    assert party_age(DAO, TODAY) == 41 * 12 + 6
    assert party_age(DAO, date(2025, 4, 25)) == 40 * 12 - 1
    assert party_age(DAO, date(2025, 4, 26)) == 40 * 12


def test_without_a_decision_the_day_on_the_card_counts() -> None:
    assert party_age(replace(DAO, decision_date=None), date(2025, 5, 19)) == 40 * 12


def test_the_basis_of_a_decision_overrides() -> None:
    earlier = replace(DAO, party_age_basis=PartialDate(1980, 1, 1))
    assert party_age(earlier, date(2020, 1, 1)) == 40 * 12


def test_none_before_official() -> None:
    assert party_age(DAO, date(1986, 5, 18)) is None
    assert party_age(DAO, date(1986, 5, 19)) == 12
    assert party_age_state(replace(DAO, official_date=None), TODAY).state is AgeState.NOT_OFFICIAL


@pytest.mark.parametrize(
    "partial", [PartialDate(1985), PartialDate(1985, 4), PartialDate(1985, 4, 26, about=True)]
)
def test_a_partial_basis_gives_no_answer(partial: PartialDate) -> None:
    found = party_age_state(replace(DAO, decision_date=partial), TODAY)
    assert found.state is AgeState.NO_BASIS
    assert next_badge(replace(DAO, decision_date=partial), TODAY) is None


def test_a_partial_official_date_matters_only_near_it() -> None:
    vague = replace(DAO, official_date=PartialDate(1986))
    assert party_age(vague, TODAY) == 498
    assert party_age_state(vague, date(1986, 7, 1)).state is AgeState.NO_BASIS


def test_time_outside_is_subtracted_once() -> None:
    gap = AgeGap(since=PartialDate(1990, 1, 1), until=PartialDate(1991, 12, 31))
    inside = AgeGap(since=PartialDate(1991, 6, 1), until=PartialDate(1991, 12, 31))
    assert party_age(replace(DAO, age_gaps=(gap,)), TODAY) == 498 - 24
    assert party_age(replace(DAO, age_gaps=(gap, inside)), TODAY) == 498 - 24
    assert party_age(replace(DAO, age_gaps=(gap,)), date(1990, 12, 31)) == 68 - 11


def test_a_partial_gap_gives_no_answer() -> None:
    vague = AgeGap(since=PartialDate(1990), until=PartialDate(1991, 12, 31))
    assert party_age_state(replace(DAO, age_gaps=(vague,)), TODAY).state is AgeState.NO_BASIS


def test_readmitted_counts_from_the_first_decision_minus_the_gap() -> None:
    back = replace(
        DAO,
        exits=(PartyExit(on=PartialDate(1992, 3, 1)),),
        readmissions=(
            Readmission(on=PartialDate(1995, 3, 1), official_on=PartialDate(1996, 3, 1)),
        ),
    )
    assert party_age_state(back, TODAY).state is AgeState.NO_BASIS
    gap = AgeGap(since=PartialDate(1992, 3, 1), until=PartialDate(1995, 2, 28))
    counted = replace(back, age_gaps=(gap,))
    assert party_age(counted, TODAY) == 498 - 36
    assert party_age_state(counted, date(1995, 6, 1)).state is AgeState.NOT_OFFICIAL


def test_stops_with_death_and_with_leaving_the_party() -> None:
    listed = Event(on=PartialDate(1985, 5, 19), kind="ket_nap", unit_id=1)
    died = replace(DAO, events=(listed, Event(on=PartialDate(2020, 4, 26), kind="tu_tran")))
    assert party_age(died, TODAY) == 35 * 12
    out = replace(DAO, events=(listed, Event(on=PartialDate(2020, 4, 26), kind="khai_tru")))
    assert party_age_state(out, TODAY).state is AgeState.OUTSIDE


def test_the_badge_due_and_not_recorded_comes_first() -> None:
    assert next_badge(DAO, TODAY) == BadgeDue(40, date(2025, 4, 26), reached=True)
    held = replace(DAO, badges=(Badge(years="40"),))
    assert next_badge(held, TODAY) == BadgeDue(45, date(2030, 4, 26), reached=False)
    young = replace(
        DAO, decision_date=PartialDate(2010, 1, 31), official_date=PartialDate(2011, 2, 3)
    )
    assert next_badge(young, TODAY) == BadgeDue(30, date(2040, 1, 31), reached=False)
    assert next_badge(replace(DAO, badges=(Badge(years="90"),)), TODAY) is None


def test_a_gap_moves_the_badge() -> None:
    gap = AgeGap(since=PartialDate(1990, 1, 1), until=PartialDate(1991, 12, 31))
    assert badge_date(replace(DAO, age_gaps=(gap,)), 40, TODAY) == date(2027, 4, 26)
    late = AgeGap(since=PartialDate(2025, 6, 1), until=PartialDate(2026, 5, 31))
    assert badge_date(replace(DAO, age_gaps=(late,)), 40, TODAY) == date(2025, 4, 26)
    running = replace(DAO, age_gaps=(AgeGap(since=PartialDate(2026, 1, 1)),))
    assert badge_date(running, 45, TODAY) is None


@given(
    st.dates(date(1950, 1, 1), date(1990, 12, 31)),
    st.dates(date(1995, 1, 1), date(2026, 1, 1)),
    st.integers(0, 300),
)
def test_never_shrinks_with_time(start: date, day: date, later: int) -> None:
    record = Dossier(
        decision_date=PartialDate.of(start),
        official_date=PartialDate(1992, 1, 1),
        age_gaps=(AgeGap(since=PartialDate(1993, 2, 3), until=PartialDate(1994, 5, 6)),),
    )
    first = party_age(record, day)
    second = party_age(record, date.fromordinal(day.toordinal() + later))
    assert first is not None
    assert second is not None
    assert 0 <= first <= second
