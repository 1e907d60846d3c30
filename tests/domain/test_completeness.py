"""Completeness: what applies to this person, and what is missing."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.completeness import (
    Gap,
    PapersState,
    applicable_papers,
    missing,
    missing_papers,
    papers_state,
    percent,
)
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.rows import Exemption, Introducer, Job, PaperInDossier, Relative
from tcxd_desktop.domain.standing import Event

TODAY = date(2026, 11, 23)
AT_HOME = Event(on=PartialDate(2010, 6, 1), kind="ket_nap", unit_id=1)


def filled() -> Dossier:
    """A dossier with every needed box filled and no paper listed."""
    return Dossier(
        dossier_no="004217 TH",
        card_no="038162004417",
        photo="key",
        birth_name="Nguyễn Thị Đào",
        sex="Nữ",
        birth_date=PartialDate(1985, 3, 5),
        birth_place=Place(commune="Xã Đông Lâm", province="Ninh Bình"),
        origin=Place(commune="Xã Đông Lâm", province="Ninh Bình"),
        home=Place(commune="Xã Đông Hải", province="Ninh Bình"),
        ethnicity="Kinh",
        religion="Không",
        occupation="Giáo viên",
        decision_date=PartialDate(2010, 5, 10),
        ceremony_date=PartialDate(2010, 6, 1),
        ceremony_at="Chi bộ trường Đông Lâm",
        official_date=PartialDate(2011, 6, 1),
        introducers=(Introducer(name="Lê Văn Thịnh"),),
        edu_general="12/12",
        profession="Đại học sư phạm",
        theory="Sơ cấp",
        health="Tốt",
        citizen_id="038162004417",
        jobs=(Job(since=PartialDate(2006, 9), work="Dạy học"),),
        family=(Relative(relation="Chồng", name="Trần Văn Bình"),),
        household_income=240_000_000,
        events=(AT_HOME,),
    )


def with_papers(dossier: Dossier, *left_out: str) -> Dossier:
    papers = tuple(
        PaperInDossier(type=key, present=key not in left_out)
        for key in applicable_papers(dossier, TODAY)
    )
    return replace(dossier, papers=papers)


def test_the_sample_fills_every_needed_box() -> None:
    needed = {name for name, box in (*FACTS.items(), *TABLES.items()) if box.needed}
    assert {name for name in needed if not getattr(filled(), name)} == set()


def test_a_full_dossier_is_100() -> None:
    whole = with_papers(filled())
    assert missing(whole, TODAY) == ()
    assert percent(whole, TODAY) == 100
    assert papers_state(whole, TODAY) is PapersState.COMPLETE


def test_one_box_missing_is_named_and_below_100() -> None:
    less = replace(with_papers(filled()), religion="")
    assert missing(less, TODAY) == (Gap("09", "religion"),)
    assert 90 < percent(less, TODAY) < 100


def test_an_empty_dossier_lists_everything_and_stays_at_0() -> None:
    empty = Dossier()
    assert percent(empty, TODAY) == 0
    assert {gap.field for gap in missing(empty, TODAY)} >= {"birth_name", "jobs", "papers"}


def test_a_paper_listed_as_not_there_is_missing() -> None:
    less = with_papers(filled(), "5")
    assert missing(less, TODAY) == (Gap("papers", "papers", "5"),)


def test_on_probation_neither_official_date_nor_card_nor_stage_c() -> None:
    new = replace(
        filled(),
        official_date=None,
        card_no="",
        decision_date=PartialDate(2026, 2, 20),
        ceremony_date=PartialDate(2026, 3, 1),
        events=(Event(on=PartialDate(2026, 3, 1), kind="ket_nap", unit_id=1),),
    )
    papers = applicable_papers(new, TODAY)
    assert "5" in papers
    assert not {"7", "46", "4", "61"} & set(papers)
    assert missing(with_papers(new), TODAY) == ()


def test_once_the_twelve_months_are_over_the_official_date_is_missing() -> None:
    late = replace(filled(), official_date=None)
    assert Gap("12", "official_date") in missing(late, TODAY)


@pytest.mark.parametrize(
    ("admitted", "confirmed", "state"),
    [
        (PartialDate(1985, 4, 26), PartialDate(2020, 1, 1), PapersState.CONFIRMED),
        (PartialDate(1985, 4, 26), None, PapersState.MISSING),
        (PartialDate(1997, 6, 1), PartialDate(2020, 1, 1), PapersState.CONFIRMED),
        (PartialDate(1997, 6, 2), PartialDate(2020, 1, 1), PapersState.MISSING),
        (PartialDate(1997), PartialDate(2020, 1, 1), PapersState.MISSING),
    ],
)
def test_before_2_june_1997_a_confirmed_index_is_enough(
    admitted: PartialDate, confirmed: PartialDate | None, state: PapersState
) -> None:
    old = replace(
        filled(),
        decision_date=admitted,
        ceremony_date=admitted,
        official_date=PartialDate(1998, 8, 1),
        index_confirmed_on=confirmed,
    )
    assert papers_state(old, TODAY) is state
    assert bool(missing(old, TODAY)) is (state is PapersState.MISSING)


def test_papers_follow_what_happened() -> None:
    base = set(applicable_papers(filled(), TODAY))
    assert {"38", "1", "2", "5", "7", "46", "4", "61"} <= base
    assert not {"54", "81", "19", "83"} & base
    moved = replace(filled(), events=(*filled().events, Event(kind="chuyen_den", unit_id=2)))
    assert "54" in applicable_papers(moved, TODAY)
    exempt = replace(filled(), exemptions=(Exemption(since=PartialDate(2024, 1, 1)),))
    papers = applicable_papers(exempt, TODAY)
    assert "81" in papers
    assert "61" not in papers
    died = replace(filled(), events=(AT_HOME, Event(on=PartialDate(2026, 1, 2), kind="tu_tran")))
    assert {"83", "102"} <= set(applicable_papers(died, TODAY))
    new = replace(filled(), official_date=PartialDate(2025, 10, 1))
    assert "19" in applicable_papers(new, TODAY)


def test_who_is_here_for_a_time_keeps_the_dossier_at_home() -> None:
    guest = replace(
        filled(),
        dossier_no="",
        family=(),
        jobs=(),
        events=(Event(on=PartialDate(2026, 5, 1), kind="tam_thoi_den", unit_id=1),),
    )
    assert missing_papers(guest, TODAY) == ()
    assert missing(guest, TODAY) == ()
    assert percent(guest, TODAY) == 100
