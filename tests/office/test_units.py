"""The organisation tree on a real encrypted file: as at any day, by decision, undone."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.errors import (
    BadNumberProblem,
    DecisionNeededProblem,
    NotAllowedProblem,
    NotFoundProblem,
    NotInListProblem,
    ReasonNeededProblem,
    RequiredProblem,
    TakenUnitProblem,
    UnitAbsentProblem,
    UnitDatesProblem,
    UnitInUseProblem,
    UnitLoopProblem,
    UnitNotEmptyProblem,
)
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.rows import PartyPost
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.make import COOP, FAR_HAMLET, HAMLET, ROOT, SCHOOL, TEAM

SUMMER = date(2026, 6, 1)
AUTUMN = date(2026, 9, 1)
WINTER = date(2026, 12, 15)
PAPER = make.decision()
NO_PAPER = Decision()


def names(desk: Desk, as_at: str = "") -> dict[int, str]:
    return {unit.id: unit.name for unit in units.units(desk, as_at).values()}


def member(desk: Desk, unit_id: int = HAMLET, **changes: object) -> int:
    return people.create(desk, make.new_person(unit_id=unit_id, **changes)).id


# --- the tree of a day ---------------------------------------------------------------------------


def test_tree_stands_superiors_first_with_counts_of_all_below(desk: Desk) -> None:
    for name, unit_id in (("Lê Văn An", HAMLET), ("Vũ Thị Bé", TEAM), ("Đỗ Văn Cả", TEAM)):
        member(desk, unit_id, name=name)
    found = [(node.unit.id, node.depth, node.counted) for node in units.tree(desk)]
    assert found == [
        (ROOT, 0, 3), (COOP, 1, 2), (TEAM, 2, 2), (HAMLET, 1, 1), (FAR_HAMLET, 1, 0), (SCHOOL, 1, 0),
    ]  # fmt: skip


def test_guests_and_those_who_left_are_not_counted(desk: Desk) -> None:
    member(desk, event=EventKind.TEMPORARY_IN.value, on=make.day("2026-10-01"))
    stays = member(desk, name="Lê Văn An")
    dossier = people.read(desk, stays)
    left = Event(make.day("2026-10-10"), EventKind.DIED.value)
    people.save(desk, replace(dossier, events=(*dossier.events, left)))
    assert units.tree(desk)[0].counted == 0
    assert units.tree(desk, "2026-10-09")[0].counted == 1


def test_rename_keeps_the_old_name_on_earlier_days(desk: Desk) -> None:
    units.rename(desk, HAMLET, "Chi bộ  thôn Hòa Bình ", on=SUMMER, decision=PAPER)
    assert names(desk)[HAMLET] == "Chi bộ thôn Hòa Bình"
    assert names(desk, "2026-06-01")[HAMLET] == "Chi bộ thôn Hòa Bình"
    assert names(desk, "2026-05-31")[HAMLET] == "Chi bộ thôn Bình Minh"
    first, second = units.steps(desk, HAMLET)
    assert (first.unit.since, first.until) == ("", "2026-06-01")
    assert (second.unit.since, second.until, second.decision) == ("2026-06-01", "", PAPER)


def test_a_change_of_the_future_waits_for_its_day(desk: Desk) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Mới", on=WINTER, decision=PAPER)
    assert names(desk)[HAMLET] == "Chi bộ thôn Bình Minh"
    assert names(desk, "2026-12-15")[HAMLET] == "Chi bộ thôn Mới"


def test_papers_of_earlier_days_keep_the_old_name(desk: Desk) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Mới", on=SUMMER, decision=PAPER)
    assert people.letterhead(desk, HAMLET, "2026-05-01").base == "Chi bộ thôn Bình Minh"
    assert people.letterhead(desk, HAMLET).base == "Chi bộ thôn Mới"


def test_move_changes_the_superior_from_its_day(desk: Desk) -> None:
    member(desk, HAMLET)
    units.move(desk, HAMLET, COOP, on=SUMMER, decision=PAPER)
    before = {node.unit.id: node.counted for node in units.tree(desk, "2026-05-31")}
    after = {node.unit.id: node.counted for node in units.tree(desk)}
    assert (before[COOP], after[COOP], after[ROOT]) == (0, 1, 1)


def test_code_and_seal_change_without_a_paper_but_the_type_needs_one(desk: Desk) -> None:
    unit = units.units(desk)[HAMLET]
    coded = replace(unit, code="37 015 002 000 000", has_seal=True)
    units.retype(desk, coded, on=SUMMER, decision=NO_PAPER)
    held = units.units(desk)[HAMLET]
    assert (held.code, held.has_seal, held.name) == ("37.015.002.000.000", True, unit.name)
    with pytest.raises(DecisionNeededProblem):
        units.retype(desk, replace(held, type="CB_THON"), on=AUTUMN, decision=NO_PAPER)
    units.retype(desk, replace(held, type="CB_THON"), on=AUTUMN, decision=PAPER)
    assert units.units(desk)[HAMLET].type == "CB_THON"


def test_two_changes_of_one_day_are_one_step(desk: Desk) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Mới", on=SUMMER, decision=PAPER)
    units.move(desk, HAMLET, COOP, on=SUMMER, decision=PAPER)
    assert len(units.steps(desk, HAMLET)) == 2
    found = units.units(desk)[HAMLET]
    assert (found.name, found.parent_id) == ("Chi bộ thôn Mới", COOP)


def test_types_are_those_of_the_rules_in_force(desk: Desk) -> None:
    assert {kind.code for kind in units.types(desk)} >= {"CTTT", "CBCS", "CB_THON"}
    assert {kind.rule_set for kind in units.types(desk)} == {"RS-2025"}


# --- adding --------------------------------------------------------------------------------------


def test_a_new_unit_begins_on_its_day(desk: Desk) -> None:
    new = make.unit(name="Chi bộ Trạm Y tế", type="CBCS", code="37.015.009.000.000")
    unit_id = units.add(desk, new, on=AUTUMN, decision=PAPER)
    assert unit_id not in units.units(desk, "2026-08-31")
    assert units.units(desk, "2026-09-01")[unit_id].code == "37.015.009.000.000"
    assert units.history(desk, unit_id)[0].use_case == "units.add"


def test_a_unit_that_always_was_begins_with_its_superior(desk: Desk) -> None:
    parent = units.add(desk, make.unit(name="Đảng bộ UBND", type="DBCS"), on=SUMMER, decision=PAPER)
    child = units.add(desk, make.unit(parent_id=parent), on=None, decision=NO_PAPER)
    assert units.units(desk)[child].since == "2026-06-01"


@pytest.mark.parametrize(
    ("changes", "kind", "field"),
    [
        ({"name": "  "}, RequiredProblem, "name"),
        ({"name": "CHI BỘ THÔN BÌNH MINH"}, TakenUnitProblem, "name"),
        ({"code": "37.15.1"}, BadNumberProblem, "code"),
        ({"name": "Chi bộ khác", "code": "37015000000000"}, TakenUnitProblem, "code"),
        ({"name": "Chi bộ khác", "type": "XYZ"}, NotInListProblem, "type"),
        ({"name": "Chi bộ khác", "parent_id": 99}, UnitAbsentProblem, "parent_id"),
    ],
)
def test_a_bad_unit_is_refused_beside_its_field(
    desk: Desk, changes: dict[str, object], kind: type[Exception], field: str
) -> None:
    before = units.tree(desk)
    with pytest.raises(kind) as caught:
        units.add(desk, make.unit(**changes), on=SUMMER, decision=PAPER)
    assert getattr(caught.value, "field", "") == field
    assert units.tree(desk) == before


def test_the_same_name_may_stand_under_another_superior(desk: Desk) -> None:
    unit_id = units.add(desk, make.unit(parent_id=COOP), on=SUMMER, decision=PAPER)
    assert names(desk)[unit_id] == names(desk)[HAMLET]


def test_a_unit_cannot_be_older_than_its_superior(desk: Desk) -> None:
    parent = units.add(desk, make.unit(name="Đảng bộ UBND", type="DBCS"), on=SUMMER, decision=PAPER)
    with pytest.raises(UnitAbsentProblem):
        units.add(desk, make.unit(parent_id=parent), on=date(2026, 5, 31), decision=PAPER)


# --- what the tree refuses -----------------------------------------------------------------------


@pytest.mark.parametrize("parent", [COOP, TEAM])
def test_a_unit_never_stands_below_itself(desk: Desk, parent: int) -> None:
    with pytest.raises(UnitLoopProblem):
        units.move(desk, COOP, parent, on=SUMMER, decision=PAPER)
    assert units.units(desk)[COOP].parent_id == ROOT


def test_a_loop_that_would_close_later_is_refused(desk: Desk) -> None:
    units.move(desk, HAMLET, COOP, on=WINTER, decision=PAPER)
    with pytest.raises(UnitLoopProblem):
        units.move(desk, COOP, HAMLET, on=SUMMER, decision=PAPER)


def test_a_superior_that_ends_later_is_refused(desk: Desk) -> None:
    units.close(desk, FAR_HAMLET, on=WINTER, decision=PAPER)
    with pytest.raises(UnitAbsentProblem):
        units.move(desk, HAMLET, FAR_HAMLET, on=SUMMER, decision=PAPER)


def test_changes_are_recorded_in_the_order_of_their_days(desk: Desk) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Mới", on=AUTUMN, decision=PAPER)
    with pytest.raises(UnitDatesProblem) as caught:
        units.rename(desk, HAMLET, "Chi bộ thôn Cũ", on=SUMMER, decision=PAPER)
    assert caught.value.field == "on"


@pytest.mark.parametrize("missing", ["number", "on", "issuer"])
def test_name_place_and_end_change_by_decision_only(desk: Desk, missing: str) -> None:
    paper = make.decision(**{missing: ""})
    with pytest.raises(DecisionNeededProblem) as caught:
        units.rename(desk, HAMLET, "Chi bộ thôn Mới", on=SUMMER, decision=paper)
    assert caught.value.field == f"decision_{missing}"
    with pytest.raises(DecisionNeededProblem):
        units.move(desk, HAMLET, COOP, on=SUMMER, decision=paper)
    with pytest.raises(DecisionNeededProblem):
        units.close(desk, SCHOOL, on=SUMMER, decision=paper)


def test_a_viewer_looks_but_changes_nothing(desk: Desk) -> None:
    viewer = replace(desk, actor=Actor("Phạm Văn Xem", Role.VIEWER))
    assert len(units.tree(viewer)) == 6
    with pytest.raises(NotAllowedProblem):
        units.rename(viewer, HAMLET, "Chi bộ thôn Mới", on=SUMMER, decision=PAPER)


# --- the end of a unit ---------------------------------------------------------------------------


def test_a_closed_unit_stands_on_earlier_days_only(desk: Desk) -> None:
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER)
    assert SCHOOL in units.units(desk, "2026-08-31")
    assert SCHOOL not in units.units(desk, "2026-09-01")
    assert units.names(desk)[SCHOOL] == "Chi bộ Trường THCS Đông Hải"
    end = units.end(desk, SCHOOL)
    assert end is not None
    assert (end.on, end.kind, end.decision) == ("2026-09-01", "giai_the", PAPER)
    with pytest.raises(NotFoundProblem):
        units.rename(desk, SCHOOL, "Chi bộ Trường", on=WINTER, decision=PAPER)


def test_a_unit_with_people_is_not_closed_until_they_moved(desk: Desk) -> None:
    person_id = member(desk, SCHOOL)
    with pytest.raises(UnitNotEmptyProblem) as caught:
        units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER)
    assert caught.value.args == ("Chi bộ Trường THCS Đông Hải", 1, 0)
    dossier = people.read(desk, person_id)
    moved = Event(make.day("2026-09-01"), EventKind.MOVED.value, HAMLET)
    people.save(desk, replace(dossier, events=(*dossier.events, moved)))
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER)
    assert SCHOOL not in units.units(desk)


def test_a_unit_with_units_below_is_not_closed_even_when_they_come_later(desk: Desk) -> None:
    with pytest.raises(UnitNotEmptyProblem):
        units.close(desk, COOP, on=AUTUMN, decision=PAPER)
    units.add(desk, make.unit(name="Chi bộ Khối", parent_id=SCHOOL), on=WINTER, decision=PAPER)
    with pytest.raises(UnitNotEmptyProblem):
        units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER)


def test_a_unit_lives_at_least_a_day(desk: Desk) -> None:
    units.rename(desk, SCHOOL, "Chi bộ Trường THCS", on=AUTUMN, decision=PAPER)
    with pytest.raises(UnitDatesProblem):
        units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER)


def test_a_merger_names_its_successor(desk: Desk) -> None:
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER, successor_id=HAMLET, kind="sap_nhap")
    [link] = units.links(desk, HAMLET)
    assert (link.before_id, link.after_id, link.kind, link.decision) == (
        SCHOOL, HAMLET, "sap_nhap", PAPER,
    )  # fmt: skip
    assert units.links(desk, SCHOOL) == [link]


def test_a_split_names_several_successors(desk: Desk) -> None:
    made = [
        units.add(desk, make.unit(name=f"Chi bộ Trường {n}"), on=AUTUMN, decision=PAPER)
        for n in (1, 2)
    ]
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER, successor_id=made, kind="chia_tach")
    assert [link.after_id for link in units.links(desk, SCHOOL)] == made


def test_a_new_unit_names_what_it_was_made_from(desk: Desk) -> None:
    new = make.unit(name="Chi bộ thôn Đông Bình")
    unit_id = units.add(
        desk, new, on=AUTUMN, decision=PAPER, before=(HAMLET, FAR_HAMLET), kind="hop_nhat"
    )
    units.close(desk, FAR_HAMLET, on=AUTUMN, decision=PAPER, successor_id=unit_id, kind="hop_nhat")
    assert [link.before_id for link in units.links(desk, unit_id)] == [HAMLET, FAR_HAMLET]


@pytest.mark.parametrize(
    ("successor", "kind", "problem"),
    [
        (None, "sap_nhap", RequiredProblem),
        (HAMLET, "giai_the", NotInListProblem),
        (SCHOOL, "sap_nhap", UnitAbsentProblem),
        (99, "sap_nhap", UnitAbsentProblem),
    ],
)
def test_successor_and_kind_go_together(
    desk: Desk, successor: int | None, kind: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER, successor_id=successor, kind=kind)
    assert SCHOOL in units.units(desk)


# --- taking back ---------------------------------------------------------------------------------


def test_the_last_change_can_be_taken_back_with_a_reason(desk: Desk) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Nhầm", on=SUMMER, decision=PAPER)
    with pytest.raises(ReasonNeededProblem):
        units.undo(desk, HAMLET, " ")
    units.undo(desk, HAMLET, "Ghi nhầm tên")
    assert len(units.steps(desk, HAMLET)) == 1
    act = units.history(desk, HAMLET)[0]
    assert (act.use_case, act.note) == ("units.undo", "Ghi nhầm tên")
    assert (act.changes[0].old, act.changes[0].new) == ("Chi bộ thôn Nhầm", "Chi bộ thôn Bình Minh")


def test_a_closure_can_be_taken_back_with_its_links(desk: Desk) -> None:
    before = units.tree(desk)
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER, successor_id=HAMLET, kind="sap_nhap")
    units.undo(desk, SCHOOL, "Nhầm tổ chức")
    assert units.tree(desk) == before
    assert units.end(desk, SCHOOL) is None
    assert units.links(desk, HAMLET) == []


def test_a_closure_stands_when_the_superior_is_gone_too(desk: Desk) -> None:
    units.close(desk, TEAM, on=SUMMER, decision=PAPER)
    units.close(desk, COOP, on=AUTUMN, decision=PAPER)
    with pytest.raises(UnitAbsentProblem):
        units.undo(desk, TEAM, "Nhầm")
    units.undo(desk, COOP, "Nhầm")
    units.undo(desk, TEAM, "Nhầm")
    assert {COOP, TEAM} <= set(units.units(desk))


def test_a_unit_made_by_mistake_is_as_if_it_had_never_been(desk: Desk) -> None:
    before = units.tree(desk)
    unit_id = units.add(desk, make.unit(name="Chi bộ Nhầm"), on=SUMMER, decision=PAPER)
    units.undo(desk, unit_id, "Tạo nhầm")
    assert units.tree(desk) == before
    assert units.tree(desk, "2026-07-01") == before
    assert units.history(desk, unit_id)[0].changes[0].old == "Chi bộ Nhầm"


def test_a_unit_people_refer_to_stays(desk: Desk) -> None:
    member(desk, SCHOOL)
    with pytest.raises(UnitInUseProblem):
        units.undo(desk, SCHOOL, "Nhầm")
    with pytest.raises(UnitInUseProblem):
        units.undo(desk, COOP, "Nhầm")


def test_nobody_is_put_into_a_unit_that_has_ended(desk: Desk) -> None:
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER)
    stays = member(desk, HAMLET)
    with pytest.raises(UnitAbsentProblem):
        member(desk, SCHOOL, name="Lê Văn Muộn", on=make.day("2026-02-01"))
    dossier = people.read(desk, stays)
    there = Event(make.day("2026-07-01"), EventKind.MOVED.value, SCHOOL)
    with pytest.raises(UnitAbsentProblem):
        people.save(desk, replace(dossier, events=(*dossier.events, there)))
    back = Event(make.day("2026-08-30"), EventKind.MOVED.value, HAMLET)
    people.save(desk, replace(dossier, events=(*dossier.events, there, back)))


def test_posts_of_a_committee_are_those_of_the_day(desk: Desk) -> None:
    terms = (
        ("Lê Văn An", "Chi ủy viên", "2025", None),
        ("Vũ Thị Bé", "Bí thư", "2025-06", "2030"),
        ("Đỗ Văn Cả", "Phó bí thư", "2020-05-04", "2025-06-14"),
        ("Phan Văn Dũng", "Bí thư", "2027", None),
    )
    for name, post, since, until in terms:
        dossier = people.read(desk, member(desk, name=name))
        last = make.day(until) if until else None
        held = PartyPost(post, HAMLET, make.day(since), last)
        people.save(desk, replace(dossier, party_posts=(held,)))
    found = [(holder.name, holder.post) for holder in units.posts(desk, HAMLET)]
    assert found == [("Vũ Thị Bé", "Bí thư"), ("Lê Văn An", "Chi ủy viên")]
    assert [h.post for h in units.posts(desk, HAMLET, "2024-01-01")] == ["Phó bí thư"]
    assert units.posts(desk, FAR_HAMLET) == []
