"""Soft checks: what looks wrong is found, what is right or merely partial is left alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tcxd_desktop.domain.checks import Doubt, doubts
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.rows import (
    Badge,
    Exemption,
    Introducer,
    Job,
    Relative,
    StayAbroad,
    YearReview,
)
from tcxd_desktop.domain.standing import Event

TODAY = date(2026, 11, 23)
D = PartialDate

GOOD = Dossier(
    birth_name="Nguyễn Thị Đào",
    sex="Nữ",
    birth_date=D(1962, 3, 5),
    citizen_id="038162004417",
    card_no="038162004417",
    decision_date=D(1985, 4, 26),
    ceremony_date=D(1985, 5, 19),
    official_date=D(1986, 5, 19),
    introducers=(Introducer(name="Lê Văn Thịnh"), Introducer(name="BCH Đoàn xã Đông Lâm")),
    union_date=D(1977, 3, 26),
    jobs=(
        Job(since=D(1980, 9), until=D(1995, 8), work="Dạy học"),
        Job(since=D(1995, 8), until=D(2017, 4), work="Hiệu trưởng"),
        Job(since=D(2017, 5), work="Nghỉ hưu"),
    ),
    family=(
        Relative(relation="Mẹ đẻ", name="Phạm Thị Lan", born=D(1938)),
        Relative(relation="Con đẻ", name="Trần Văn An", born=D(1988)),
    ),
)


def keys(dossier: Dossier) -> set[tuple[str, str]]:
    return {(doubt.field, doubt.key) for doubt in doubts(dossier, TODAY)}


def test_a_sound_dossier_raises_nothing() -> None:
    assert doubts(GOOD, TODAY) == ()
    assert doubts(Dossier(), TODAY) == ()


@pytest.mark.parametrize(
    ("change", "field", "key"),
    [
        ({"birth_name": "Nguyễn Thị Đ4o"}, "birth_name", "name_digits"),
        ({"birth_name": "Đào"}, "birth_name", "name_short"),
        ({"birth_date": D(1862)}, "birth_date", "very_old"),
        ({"civil_birth_date": D(1963, 3, 5)}, "civil_birth_date", "civil_birth"),
        ({"recruited_date": D(1961)}, "recruited_date", "before_birth"),
        ({"sex": "Nam"}, "citizen_id", "citizen_sex"),
        ({"birth_date": D(1963, 3, 5)}, "citizen_id", "citizen_year"),
        ({"citizen_id": "038162004418"}, "card_no", "card_differs"),
        ({"birth_date": D(1969, 3, 5)}, "decision_date", "under_18"),
        ({"ceremony_date": D(1985, 4, 1)}, "ceremony_date", "ceremony_first"),
        ({"introducers": (Introducer(name="Lê Văn Thịnh"),)}, "introducers", "one_introducer"),
        ({"union_date": D(1970)}, "union_date", "union_young"),
        ({"official_date": D(1985, 1, 1)}, "official_date", "official_first"),
        ({"official_date": D(1986, 6, 1)}, "official_date", "official_not_12"),
        ({"official_date": None}, "official_date", "probation_over"),
        ({"badges": (Badge(years="40", on=D(2020, 2, 3)),)}, "badges", "badge_early"),
        ({"income_per_head": 9, "household_income": 8}, "income_per_head", "income_head"),
        ({"economy_year": "2019"}, "economy_year", "economy_old"),
        ({"dues_paid_to": D(2026, 9)}, "dues_paid_to", "dues_behind"),
        ({"party_age_basis": D(1984, 1, 1)}, "party_age_paper", "basis_bare"),
        (
            {"reviews": (YearReview(year="2025"), YearReview(year="2025"))},
            "reviews",
            "review_twice",
        ),
        (
            {"abroad": (StayAbroad(since=D(2001, 5), until=D(2000, 1)),)},
            "abroad",
            "period_reversed",
        ),
        ({"family": (Relative(relation="Cha đẻ", born=D(1955)),)}, "family", "parent_young"),
        ({"family": (Relative(relation="Con đẻ", born=D(1965)),)}, "family", "child_old"),
    ],
)
def test_what_looks_wrong_is_found(change: dict[str, Any], field: str, key: str) -> None:
    assert (field, key) in keys(replace(GOOD, **change))


def test_partial_dates_are_given_the_benefit_of_the_doubt() -> None:
    assert not keys(replace(GOOD, official_date=D(1986)))
    assert not keys(replace(GOOD, ceremony_date=D(1985), decision_date=D(1985, 12, 1)))
    young = replace(GOOD, birth_date=D(1967), citizen_id="", card_no="")
    assert ("decision_date", "under_18") not in keys(replace(young, decision_date=D(1985)))


def test_old_statutes_had_other_terms_of_probation() -> None:
    old = replace(
        GOOD,
        birth_date=D(1950),
        citizen_id="",
        card_no="",
        decision_date=D(1972, 1, 5),
        ceremony_date=D(1972, 1, 5),
        official_date=D(1972, 10, 5),
        union_date=None,
    )
    assert not keys(old)


def test_gaps_and_overlaps_between_jobs_by_month() -> None:
    gap = replace(GOOD, jobs=(Job(since=D(1980, 9), until=D(1995, 8)), Job(since=D(1996, 1))))
    assert doubts(gap, TODAY) == (Doubt("jobs", "job_gap", (D(1995, 9), D(1995, 12))),)
    both = replace(GOOD, jobs=(Job(since=D(1980, 9), until=D(1996, 3)), Job(since=D(1995, 1))))
    assert doubts(both, TODAY) == (Doubt("jobs", "job_overlap", (D(1995, 1), D(1996, 3))),)
    ended = replace(GOOD, jobs=(Job(since=D(1980, 9), until=D(2017, 4)),))
    assert doubts(ended, TODAY) == (Doubt("jobs", "job_stops", (D(2017, 4),)),)
    by_year = replace(GOOD, jobs=(Job(since=D(1980), until=D(1990)), Job(since=D(1999, 1))))
    assert doubts(by_year, TODAY) == ()


def test_exemptions_end_and_need_a_term() -> None:
    over = Exemption(since=D(2024, 1, 1), until=D(2024, 12, 31), ground="Nghỉ sinh con")
    assert ("exemptions", "exemption_over") in keys(replace(GOOD, exemptions=(over,)))
    open_end = Exemption(since=D(2026, 1, 1), ground="Nghỉ chờ hưu")
    assert ("exemptions", "exemption_term") in keys(replace(GOOD, exemptions=(open_end,)))
    old = Exemption(since=D(2026, 1, 1), ground="Tuổi cao, sức yếu")
    assert not keys(replace(GOOD, exemptions=(old,)))


def test_who_left_is_not_chased() -> None:
    left = replace(
        GOOD,
        official_date=None,
        jobs=GOOD.jobs[:2],
        dues_paid_to=D(2020, 1),
        events=(
            Event(on=D(1985, 5, 19), kind="ket_nap", unit_id=1),
            Event(on=D(2017, 5, 1), kind="tu_tran"),
        ),
    )
    assert not keys(left)


def test_index_confirmation_counts_only_before_2_june_1997() -> None:
    new = replace(
        GOOD,
        decision_date=D(2005, 1, 1),
        ceremony_date=D(2005, 1, 5),
        official_date=D(2006, 1, 5),
        index_confirmed_on=D(2020, 1, 1),
    )
    assert keys(new) == {("index_confirmed_on", "index_after_1997")}
