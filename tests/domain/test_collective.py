"""What a collective transfer does, without a file: who ends, who begins, how many stand where."""

import pytest

from tcxd_desktop.domain.collective import (
    CollectiveKind,
    CollectivePlan,
    MemberMove,
    Newcomer,
    NewUnit,
)
from tcxd_desktop.domain.collective_checks import faults
from tcxd_desktop.domain.collective_effects import (
    Stand,
    ended,
    event_of,
    figures,
    links,
    place_of,
    targets,
    tree_after,
)
from tcxd_desktop.domain.collective_faults import Ground, Trouble
from tcxd_desktop.domain.collective_warnings import warnings
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.domain.standing import FOREVER, Activity, Event, EventKind, Grade
from tcxd_desktop.domain.units import Decision, Unit

DAY = "2026-11-01"
PAPER = Decision("12-QĐ/ĐU", "2026-10-25", "Đảng ủy xã Đông Hải")
WORDS = ("Quyết định 12-QĐ/ĐU", "Sáp nhập")
UNITS = {
    one.id: one
    for one in (
        Unit(1, "Đảng bộ xã", "CTTT"),
        Unit(2, "Đảng bộ A", "DBCS", 1),
        Unit(3, "Chi bộ A1", "CB_DU", 2),
        Unit(4, "Chi bộ A2", "CB_DU", 2),
        Unit(5, "Chi bộ thôn 5", "CB_THON", 1),
        Unit(6, "Chi bộ thôn 6", "CB_THON", 1),
    )
}
HOLDERS = frozenset({"CB_DU", "CB_THON", "CBCS"})
COUNTS = {3: 2, 4: 1, 5: 3, 6: 0}


def plan(kind: CollectiveKind, **changes: object) -> CollectivePlan:
    told: dict[str, object] = {"on": DAY, "decision": PAPER, **changes}
    return CollectivePlan(kind, **told)  # type: ignore[arg-type]  # fields of the record


def stand(person: int, unit_id: int, **changes: object) -> Stand:
    told: dict[str, object] = {
        "person_id": person, "name": f"Người {person}", "unit_id": unit_id, "since": "2020-01-01",
        "until": FOREVER, "grade": Grade.OFFICIAL, "activity": Activity.ACTIVE, **changes,
    }  # fmt: skip
    return Stand(**told)  # type: ignore[arg-type]  # fields of the record


STANDS = (stand(1, 3), stand(2, 3), stand(3, 4), stand(4, 5), stand(5, 5), stand(6, 5),
          stand(7, 5, activity=Activity.TEMPORARY_HERE))  # fmt: skip


def ground(**changes: object) -> Ground:
    told: dict[str, object] = {
        "units": UNITS, "names": {key: one.name for key, one in UNITS.items()}, "holders": HOLDERS,
        "stands": STANDS, "counts": COUNTS, **changes,
    }  # fmt: skip
    return Ground(**told)  # type: ignore[arg-type]  # fields of the record


def troubles(told: CollectivePlan, **changes: object) -> list[Trouble]:
    return [fault.trouble for fault in faults(told, ground(**changes))]


def test_which_organisations_end() -> None:
    assert ended(plan(CollectiveKind.MERGE, from_ids=(5,), to_ids=(6,)), UNITS) == (5,)
    assert ended(plan(CollectiveKind.SPLIT, from_ids=(5,), to_ids=(5,)), UNITS) == ()
    assert ended(plan(CollectiveKind.HAND_OVER, from_ids=(2,)), UNITS) == (2, 3, 4)
    assert ended(plan(CollectiveKind.REGROUP, from_ids=(5,), to_ids=(6,)), UNITS) == ()
    assert ended(plan(CollectiveKind.RENAME, renamed=((5, "X"),)), UNITS) == ()


def test_successors_are_linked_and_a_dissolution_leaves_none() -> None:
    new = (NewUnit("X", "CB_THON", 1), NewUnit("Y", "CB_THON", 1))
    united = plan(CollectiveKind.UNITE, from_ids=(5, 6), new_units=new[:1])
    assert links(united) == ((5, 0), (6, 0))
    split = plan(CollectiveKind.SPLIT, from_ids=(5,), to_ids=(5,), new_units=new)
    assert targets(split) == (5, 0, -1)
    assert links(split) == ((5, 0), (5, -1))
    assert links(plan(CollectiveKind.DISSOLVE, from_ids=(5,), to_ids=(6,))) == ()


def test_the_tree_afterwards_has_new_names_superiors_and_organisations() -> None:
    told = plan(
        CollectiveKind.UNITE,
        from_ids=(2, 5),
        new_units=(NewUnit("Đảng bộ B", "DBCS", 1),),
        placed=((3, 0), (4, 0)),
        renamed=((4, "Chi bộ B2"),),
    )
    after = tree_after(told, UNITS)
    assert set(after) == {0, 1, 3, 4, 6}
    assert (after[4].name, after[4].parent_id) == ("Chi bộ B2", 0)


def test_figures_add_up_through_the_tree_and_guests_do_not_count() -> None:
    told = plan(
        CollectiveKind.MERGE,
        from_ids=(2,),
        to_ids=(5,),
        placed=((3, 6), (4, 6)),
    )
    lines, before, after = figures(told, UNITS, STANDS, COUNTS)
    assert {one.unit_id: (one.before, one.after) for one in lines} == {
        2: (3, 0), 5: (3, 3), 6: (0, 3),
    }  # fmt: skip
    assert (before, after) == (6, 6)
    moves = tuple(MemberMove(n, 5, 6, "") for n in (4, 5, 6, 7))
    told = plan(CollectiveKind.DISSOLVE, from_ids=(5,), to_ids=(6,), moves=moves)
    lines, before, after = figures(told, UNITS, STANDS, COUNTS)
    assert {one.unit_id: (one.before, one.after) for one in lines} == {5: (3, 0), 6: (0, 3)}
    assert (before, after) == (6, 6)


def test_what_leaves_and_what_comes_changes_the_whole() -> None:
    away = plan(CollectiveKind.HAND_OVER, from_ids=(2,))
    assert figures(away, UNITS, STANDS, COUNTS)[1:] == (6, 3)
    here = plan(
        CollectiveKind.TAKE_OVER,
        new_units=(NewUnit("X", "CB_THON", 1),),
        newcomers=(Newcomer("Mai"), Newcomer("Hạ")),
        moves=(MemberMove(99, 0, 0, "Bùi"),),
    )
    lines, before, after = figures(here, UNITS, (), COUNTS)
    assert (before, after) == (6, 9)
    assert [(one.unit_id, one.after) for one in lines] == [(0, 3)]


@pytest.mark.parametrize(
    ("kind", "guest", "expected"),
    [
        (CollectiveKind.MERGE, False, EventKind.MOVED),
        (CollectiveKind.DISSOLVE, True, EventKind.MOVED),
        (CollectiveKind.HAND_OVER, False, EventKind.LEFT),
        (CollectiveKind.HAND_OVER, True, EventKind.TEMPORARY_END),
        (CollectiveKind.TAKE_OVER, False, EventKind.ARRIVED),
    ],
)
def test_each_member_gets_one_event(kind: CollectiveKind, guest: bool, expected: EventKind) -> None:
    made = event_of(plan(kind, other_place="Xã Kim Sơn"), 5, guest=guest, words=WORDS)
    assert (made.kind, made.on) == (expected, PartialDate.from_text(DAY))
    assert (made.basis, made.note) == WORDS
    assert (made.unit_id is None) is (kind is CollectiveKind.HAND_OVER)
    assert bool(made.other_place) is (kind not in {CollectiveKind.MERGE, CollectiveKind.DISSOLVE})


def test_the_event_is_found_again_whatever_was_remarked() -> None:
    made = event_of(plan(CollectiveKind.MERGE), 6, guest=False, words=WORDS)
    first = Event(PartialDate.from_text("2020"), EventKind.LISTED, 5)
    noted = Event(made.on, made.kind, made.unit_id, "", made.basis, "đã báo")
    assert place_of((first, made), made) == 1
    assert place_of((first, noted, first), made) == 1
    assert place_of((first,), made) == -1


def test_a_plan_without_fault_and_each_of_its_lacks() -> None:
    moves = tuple(MemberMove(n, 5, 6, f"Người {n}") for n in (4, 5, 6, 7))
    whole = plan(CollectiveKind.DISSOLVE, from_ids=(5,), to_ids=(6,), moves=moves)
    assert troubles(whole) == []
    lacking = plan(CollectiveKind.DISSOLVE, from_ids=(5,), to_ids=(6,), moves=moves[1:])
    assert troubles(lacking) == [Trouble.UNASSIGNED]
    twice = plan(CollectiveKind.DISSOLVE, from_ids=(5,), to_ids=(6,), moves=(*moves, moves[0]))
    assert troubles(twice) == [Trouble.TWICE]
    assert troubles(whole, ends={6: "2026-12-01"}) == [Trouble.ENDS_LATER]
    assert troubles(whole, changed_on={5: DAY}) == [Trouble.CHANGED_SINCE]
    later = (*STANDS, stand(8, 5, since="2026-11-15"))
    assert troubles(whole, stands=later) == [Trouble.COMES_LATER]
    assert troubles(whole, held={4: "Người 4"}) == [Trouble.RESTRICTED]
    assert troubles(whole, cases={5: "chuyển sinh hoạt nội bộ"}) == [Trouble.OPEN_CASE]


def test_sizes_are_looked_at_after_the_moves() -> None:
    moves = tuple(MemberMove(n, 5, 6, f"Người {n}") for n in (4, 5))
    told = plan(CollectiveKind.REGROUP, from_ids=(5,), to_ids=(6,), moves=moves, minutes_on=DAY)
    found = {(one.trouble, one.unit, one.detail) for one in warnings(told, ground())}
    assert found == {(Trouble.FEW, "Chi bộ thôn 5", "1"), (Trouble.FEW, "Chi bộ thôn 6", "2")}
    many = warnings(told, ground(counts={5: 40, 6: 28}))
    assert {(one.trouble, one.detail) for one in many} == {
        (Trouble.MANY, "38"), (Trouble.MANY, "30"),
    }  # fmt: skip


def test_a_plan_survives_being_kept_as_text() -> None:
    told = plan(
        CollectiveKind.TAKE_OVER,
        new_units=(NewUnit("X", "CB_THON", 1),),
        renamed=((5, "Chi bộ 5"),),
        placed=((3, 0),),
        moves=(MemberMove(9, 0, 0, "Bùi"),),
        newcomers=(Newcomer("Mai", PartialDate.from_text("1980~"), "Nữ"),),
        made=(7, 8),
    )
    assert load(CollectivePlan, dump(told)) == told
