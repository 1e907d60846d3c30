"""What two records tell differently, and the one made of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.merging import (
    MergePlan,
    Side,
    bases,
    chosen,
    covers,
    differing_fields,
    differing_tables,
    merged,
    united,
)
from tcxd_desktop.domain.rows import Badge, Job, Relative, Reward, YearReview
from tcxd_desktop.domain.standing import Event
from tests import make
from tests.make import day

WHOLE = make.dossier(id=1, version=3)


def plan_of(kept: Dossier, gone: Dossier) -> MergePlan:
    return MergePlan(
        kept.id,
        gone.id,
        fields=tuple(differing_fields(kept, gone)),
        tables=tuple(differing_tables(kept, gone)),
    )


def sides(kept: Dossier, gone: Dossier) -> dict[str, Side]:
    plan = plan_of(kept, gone)
    return {
        **{one.field: one.side for one in plan.fields},
        **{one.table: one.side for one in plan.tables},
    }


def test_records_that_say_the_same_leave_nothing_to_choose() -> None:
    told = replace(WHOLE, id=2, birth_name="NGUYỄN  THỊ ĐÀO", phone="", jobs=WHOLE.jobs[:1])
    assert sides(WHOLE, told) == {}
    assert merged(WHOLE, told, plan_of(WHOLE, told)) == WHOLE


def test_what_is_blank_is_filled_in() -> None:
    bare = Dossier(id=1, birth_name="Nguyễn Thị Đào", birth_date=day("1962"))
    proposed = plan_of(bare, WHOLE)
    assert not proposed.undecided
    made = merged(bare, WHOLE, proposed)
    assert replace(made, id=1, version=3) == WHOLE


def test_an_empty_record_adds_nothing() -> None:
    assert sides(WHOLE, Dossier(id=2)) == {}


def test_fixed_facts_wait_for_a_choice_with_its_basis() -> None:
    other = replace(WHOLE, id=2, birth_date=day("1962-05-03"), phone="0912", religion="Phật giáo")
    plan = plan_of(WHOLE, other)
    assert {one.field: one.side for one in plan.fields} == {
        "birth_date": Side.OPEN, "phone": Side.GONE, "religion": Side.KEPT,
    }  # fmt: skip
    assert plan.undecided == ("birth_date",)
    assert chosen(plan, "birth_date", Side.GONE).undecided == ("birth_date",)
    done = chosen(plan, "birth_date", Side.GONE, "Giấy khai sinh số 12/1962")
    assert done.undecided == ()
    assert list(bases(done)) == [("birth_date", "Giấy khai sinh số 12/1962")]
    made = merged(WHOLE, other, done)
    assert (made.birth_date, made.phone, made.religion) == (day("1962-05-03"), "0912", "Không")


@pytest.mark.parametrize(
    ("kept", "gone", "side"),
    [
        ("1962", "1962-03-05", Side.GONE),
        ("1962-03", "1962-03-05", Side.GONE),
        ("1962-03-05", "1962", Side.KEPT),
        ("1962-03-05", "1963", Side.OPEN),
        ("1962~", "1962-03-05", Side.OPEN),
    ],
)
def test_the_more_exact_date_is_proposed(kept: str, gone: str, side: Side) -> None:
    found = sides(replace(WHOLE, birth_date=day(kept)), replace(WHOLE, birth_date=day(gone)))
    assert found == {"birth_date": side}


def test_of_somebody_not_admitted_nothing_is_fixed() -> None:
    one = Dossier(id=1, birth_name="Lê Văn An", birth_date=day("1990-01-02"))
    two = replace(one, id=2, birth_date=day("1990-02-01"))
    assert sides(one, two) == {"birth_date": Side.KEPT}


def test_texts_of_both_may_be_joined() -> None:
    one, two = replace(WHOLE, note="Giữ bản gốc"), replace(WHOLE, note="Có bản sao")
    plan = plan_of(one, two)
    assert plan.fields[0].joins
    assert merged(one, two, chosen(plan, "note", Side.BOTH)).note == "Giữ bản gốc\nCó bản sao"
    home = replace(WHOLE, home=Place(commune="xã Khác"))
    assert not plan_of(WHOLE, home).fields[0].joins


def test_rows_are_united_without_doubles() -> None:
    first = Job(day("1980-06"), day("1995-04"), "Xã viên hợp tác xã", "", "HTX Bình Minh")
    fuller = replace(first, work="XÃ VIÊN hợp tác xã", post="Đội trưởng", since=day("1980-06-15"))
    middle = Job(day("1990-01"), day("1991-01"), "Học việc")
    later = Job(day("1995-05"), None, "Làm ruộng")
    assert covers(fuller, first)
    assert not covers(first, fuller)
    assert united("jobs", (first, later), (fuller, middle, later)) == (fuller, middle, later)


def test_rows_without_days_go_to_the_end() -> None:
    father, mother, child = (Relative(kind, name) for kind, name in
                             (("Cha", "Nguyễn Văn Lâm"), ("Mẹ", "Lê Thị Mơ"), ("Con", "Trần Hà")))  # fmt: skip
    assert united("family", (father, child), (mother, father)) == (father, child, mother)
    undated = Reward("Bằng khen")
    dated = Reward("Giấy khen", day("2004"))
    assert united("rewards", (dated,), (undated, dated)) == (dated, undated)


def test_of_one_year_there_is_one_review() -> None:
    mine = YearReview("2024", "Hoàn thành tốt")
    theirs = (YearReview("2024", "Hoàn thành"), YearReview("2023", "Hoàn thành"))
    assert united("reviews", (mine,), theirs) == (theirs[1], mine)
    badge = Badge("30", day("2025-05-19"), "004217")
    assert united("badges", (Badge("30"),), (badge,)) == (badge,)


def test_where_a_member_stands_is_not_mixed() -> None:
    other = replace(WHOLE, id=2, events=(Event(day("2010-01-01"), "chuyen_den", make.SCHOOL),))
    assert sides(WHOLE, other) == {"events": Side.KEPT}
    assert merged(WHOLE, other, plan_of(WHOLE, other)).events == WHOLE.events
    assert sides(replace(WHOLE, events=()), other) == {"events": Side.BOTH}
    both = chosen(plan_of(WHOLE, other), "events", Side.BOTH)
    assert len(merged(WHOLE, other, both).events) == 2


def test_every_field_and_table_can_be_taken() -> None:
    """Whatever a dossier may say comes over into an empty one, name by name."""
    empty = Dossier(id=1)
    plan = plan_of(empty, WHOLE)
    told = {one.field for one in plan.fields} | {one.table for one in plan.tables}
    said = {name for name in (*FACTS, *TABLES) if getattr(WHOLE, name) != getattr(empty, name)}
    assert told == said


_NAMES = [name for name in (*FACTS, *TABLES) if getattr(WHOLE, name) != getattr(Dossier(), name)]


@given(st.sets(st.sampled_from(_NAMES)), st.sets(st.sampled_from(_NAMES)))
def test_two_halves_make_the_whole(mine: set[str], theirs: set[str]) -> None:
    """Whatever each of two records lacks, the other has it: nothing is asked, nothing is lost."""
    blank = Dossier()
    kept, gone = (
        replace(WHOLE, id=number, **{name: getattr(blank, name) for name in lacks})
        for number, lacks in ((1, mine), (2, theirs - mine))
    )
    plan = plan_of(kept, gone)
    assert not plan.undecided
    assert merged(kept, gone, plan) == WHOLE


@given(st.sets(st.sampled_from(_NAMES)))
def test_keeping_every_side_changes_nothing(lacks: set[str]) -> None:
    kept = replace(WHOLE, **{name: getattr(Dossier(), name) for name in lacks})
    plan = plan_of(kept, WHOLE)
    for name in lacks:
        plan = chosen(plan, name, Side.KEPT)
    assert merged(kept, WHOLE, plan) == kept
