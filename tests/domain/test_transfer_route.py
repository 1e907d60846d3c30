"""Which boxes a case passes: every pair of ends, every letter, both roles of the commune."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.letters import BoxState
from tcxd_desktop.domain.rule_types import CommuneRole, EndType, Leg
from tcxd_desktop.domain.rules import NoRouteProblem
from tcxd_desktop.domain.transfer_boxes import introduced_on
from tcxd_desktop.domain.transfer_route import box_marks, end_type, level_of, route_of
from tcxd_desktop.domain.transfers import Direction, End, StepEvent, Transfer, TransferKind
from tcxd_desktop.domain.units import Unit
from tests.domain.transfer_samples import (
    AS_BASE,
    AWAY,
    ENDS,
    HOME,
    OVERSEAS,
    RULES,
    VILLAGE,
    case_of,
    full,
    sign,
    walked,
    way,
)

K, D, E = TransferKind, Direction, StepEvent
T = EndType
OUT = {
    T.CELL_OF_BASE: [1, 2, 3, 4],
    T.CELL_UNDER_UPPER: [1, 4],
    T.BASE_UNDER_PROVINCE: [1, 2, 3, 5],
    T.CELL_UNDER_PROVINCE: [1, 5],
}
IN = {
    T.CELL_OF_BASE: [7, 8, 9, 10],
    T.CELL_UNDER_UPPER: [7, 10],
    T.BASE_UNDER_PROVINCE: [6, 8, 9, 10],
    T.CELL_UNDER_PROVINCE: [6, 10],
}
"""rules-and-procedures §6.4: 2 and 9 only where there is a đảng ủy bộ phận."""


def numbers(case: Transfer) -> list[int]:
    return [box.number for box in way(case)]


@pytest.mark.parametrize("target", list(IN))
@pytest.mark.parametrize("source", list(OUT))
@pytest.mark.parametrize("direction", [D.OUT, D.IN])
def test_the_sixteen_routes_of_the_ten_boxes(
    source: EndType, target: EndType, direction: Direction
) -> None:
    boxes = route_of(RULES, K.OFFICIAL, direction, End(source), End(target))
    assert [box.number for box in boxes] == [*OUT[source], *IN[target]]
    assert [box.number for box in boxes if box.optional] == [
        number for number in (2, 9) if number in {*OUT[source], *IN[target]}
    ]
    sections = route_of(
        RULES, K.OFFICIAL, direction, End(source, section="A"), End(target, section="B")
    )
    assert [box.number for box in sections] == [*OUT[source], *IN[target]]
    assert not any(box.optional for box in sections)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        (HOME, VILLAGE, [1, 3, 4, 7]),
        (VILLAGE, HOME, [1, 4, 5, 7]),
        (VILLAGE, replace(VILLAGE, unit_id=11, cell="Chi bộ thôn Hải Nam"), [1, 4, 7]),
        (HOME, replace(HOME, unit_id=8, cell="Chi bộ Phân xưởng 3"), [1, 3, 7]),
        (HOME, replace(HOME, unit_id=8, base="Đảng bộ khác"), [1, 3, 4, 5, 7]),
        (replace(HOME, section="A"), replace(HOME, base="X", section="B"), [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_the_routes_of_the_seven_boxes(source: End, target: End, wanted: list[int]) -> None:
    case = Transfer(K.INSIDE, D.INSIDE, source=source, target=target)
    assert numbers(case) == wanted
    assert all(box.ours for box in way(case))


@pytest.mark.parametrize("direction", [D.OUT, D.IN])
def test_the_route_of_the_eight_boxes_goes_and_comes_back(direction: Direction) -> None:
    boxes = way(case_of(K.TEMPORARY, direction))
    assert [box.number for box in boxes] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [box.writer for box in boxes] == [
        "cell_out", "base_out", "base_in", "cell_in", "host_cell", "host_base", "home_base",
        "home_cell",
    ]  # fmt: skip
    mine = {1, 2, 7, 8} if direction is D.OUT else {3, 4, 5, 6}
    assert {box.number for box in boxes if box.ours} == mine
    assert boxes[5].name == boxes[2].name
    assert boxes[6].name == boxes[1].name


def test_a_village_cell_writes_its_eight_boxes_with_the_commune() -> None:
    boxes = route_of(RULES, K.TEMPORARY, D.OUT, VILLAGE, AWAY)
    assert [box.writer for box in boxes if box.office] == ["upper_out", "home_upper"]
    assert boxes[1].name == VILLAGE.upper


def test_our_own_boxes_and_those_of_the_office() -> None:
    out, come = way(case_of(K.OFFICIAL, D.OUT)), way(case_of(K.OFFICIAL, D.IN))
    assert [box.number for box in out if box.ours] == [1, 3, 4]
    assert [box.number for box in out if box.office] == [4]
    assert [box.number for box in come if box.ours] == [7, 8, 10]
    assert [box.number for box in come if box.office] == [7]


def test_a_commune_that_is_a_base_writes_box_3_and_the_province_box_5() -> None:
    source = End(T.BASE_UNDER_PROVINCE, 7, "Đảng bộ tỉnh Bình An", "", "Đảng bộ xã Đông Hải")
    boxes = route_of(AS_BASE, K.OFFICIAL, D.OUT, source, AWAY)
    assert [box.number for box in boxes] == [1, 3, 5, 7, 8, 9, 10]
    assert [box.number for box in boxes if box.office] == [3]
    assert [box.number for box in boxes if box.ours] == [1, 3]
    assert AS_BASE.role is CommuneRole.BASE
    inside = route_of(AS_BASE, K.INSIDE, D.INSIDE, source, replace(source, unit_id=8))
    assert [box.number for box in inside] == [1, 3, 7]


@pytest.mark.parametrize("kind", [K.TEMPORARY_ABROAD, K.LINK])
def test_kinds_without_a_letter_have_no_boxes(kind: TransferKind) -> None:
    case = case_of(kind, D.OUT)
    assert way(case) == ()
    assert box_marks(case, ()) == ()


def test_abroad_one_leaves_and_comes_back_by_the_same_letter() -> None:
    boxes = way(case_of(K.ABROAD, D.OUT))
    assert [box.number for box in boxes] == [1, 3, 4, 7, 8, 10]
    assert all(box.ours for box in boxes)
    assert [box.to for box in boxes if box.leg is Leg.OUT] == ["base_out", "upper_out", "bng"]


def test_labour_goes_up_to_the_committee_above() -> None:
    boxes = way(case_of(K.LABOUR, D.OUT))
    assert [(box.number, box.optional) for box in boxes][:3] == [(1, False), (3, False), (4, True)]
    assert [box.to for box in boxes[:3]] == ["base_out", "upper_out", ""]
    village = route_of(RULES, K.LABOUR, D.OUT, VILLAGE, OVERSEAS)
    assert [(box.number, box.to, box.to_name) for box in village[:1]] == [
        (1, "upper_out", VILLAGE.upper)
    ]


def test_each_box_is_addressed_to_the_next() -> None:
    boxes = way(case_of(K.OFFICIAL, D.OUT))
    told = {box.number: (box.to, box.to_name) for box in boxes}
    assert told == {
        1: ("base_out", HOME.base),
        3: ("upper_out", HOME.upper),
        4: ("upper_in", AWAY.upper),
        7: ("base_in", AWAY.base),
        8: ("cell_in", AWAY.cell),
        # AWAY may have a đảng ủy bộ phận we do not know of.
        9: ("cell_in", AWAY.cell),
        10: ("", ""),
    }


def test_ends_that_are_not_told_have_no_boxes_yet() -> None:
    assert numbers(case_of(K.OFFICIAL, D.IN, target=End())) == [1, 2, 3, 4]
    assert numbers(case_of(K.OFFICIAL, D.OUT, target=End())) == [1, 3, 4]
    assert numbers(case_of(K.FROM_ABROAD, D.IN)) == [7, 8, 10]
    assert numbers(case_of(K.ONWARD, D.IN)) == [1, 2, 3, 4]


def test_an_end_the_rules_know_no_route_for_is_said() -> None:
    with pytest.raises(NoRouteProblem):
        route_of(AS_BASE, K.INSIDE, D.INSIDE, HOME, VILLAGE)


def test_every_writer_is_at_one_of_six_levels() -> None:
    levels = {level_of(box.writer) for key in ENDS for box in way(case_of(*key))}
    assert levels <= {"cell", "section", "base", "upper", "province", "bng"}
    assert level_of("host_upper") == "upper"
    assert level_of("bng") == "bng"


def test_own_ends_follow_the_tree_and_the_role() -> None:
    commune = Unit(1, "Đảng bộ xã Đông Hải", "DBX")
    base = Unit(2, "Đảng bộ Công ty Muối", "DBCS", 1)
    section = Unit(3, "Đảng bộ bộ phận A", "DBBP", 2)
    cell = Unit(4, "Chi bộ Phân xưởng 2", "CB_DU", 3)
    assert end_type(RULES, [commune, base, section, cell]) is T.CELL_OF_BASE
    assert end_type(RULES, [commune, cell]) is T.CELL_UNDER_UPPER
    assert end_type(AS_BASE, [commune, cell]) is T.BASE_UNDER_PROVINCE


# --- the letter as a picture --------------------------------------------------------------------


def states(case: Transfer) -> str:
    short = {
        BoxState.DONE: "x", BoxState.NEXT: ">", BoxState.LATER: ".", BoxState.OPTIONAL: "?",
        BoxState.UNUSED: "-",
    }  # fmt: skip
    return "".join(short[mark.state] for mark in box_marks(case, way(case)))


def test_marks_of_a_letter_that_goes_out() -> None:
    case = case_of(K.OFFICIAL, D.OUT)
    assert states(case) == ">-..--..?."
    case = walked(case, sign(1, "2026-09-08"), sign(3, "2026-09-09"))
    assert states(case) == "x-x>--..?."
    case = walked(case, sign(4, "2026-09-10", number="41"))
    assert states(case) == "x-xx--..?."
    done = box_marks(case, way(case))[3]
    assert (done.on, done.label, done.writer) == ("2026-09-10", "41", HOME.upper)
    case = walked(case, full(E.GIVE, "2026-09-10"), full(E.CONFIRM, "2026-10-02"))
    assert states(case) == "x-xx--xx-x"


def test_marks_of_a_stay_that_ends_though_the_host_told_nothing() -> None:
    case = case_of(K.TEMPORARY, D.OUT)
    case = walked(
        case, sign(1, "2026-09-08"), sign(2, "2026-09-09"), full(E.GIVE, "2026-09-10"),
        full(E.START, "2026-09-15"),
    )  # fmt: skip
    assert states(case) == "xx>....."
    case = walked(case, full(E.RETURN, "2026-10-02"))
    assert states(case) == "xx....>.", "ours, not the host's, which is on the paper he brings"
    case = walked(case, sign(7, "2026-10-02", number="52"), sign(8, "2026-10-02"))
    assert states(case) == "xxxxxxxx"


def test_marks_of_a_letter_that_comes_in() -> None:
    case = case_of(K.OFFICIAL, D.IN)
    assert states(case) == ".?..--..-."
    case = walked(case, full(E.PRESENT, "2026-10-05"))
    assert states(case) == "x-xx-->.-."
    assert states(walked(case, sign(7, "2026-10-06"))) == "x-xx--x>-."


def test_marks_of_an_optional_box() -> None:
    case = case_of(K.OFFICIAL, D.OUT, source=replace(HOME, unit_id=None))
    assert states(case) == ">?..--..?."
    case = walked(case, sign(1, "2026-09-08"))
    assert states(case) == "x?>.--..?."
    assert states(walked(case, sign(3, "2026-09-08"))) == "x-x>--..?."


def test_marks_of_a_stay() -> None:
    case = case_of(K.TEMPORARY, D.IN, term_from="2026-10-10", term_to="2027-02-10")
    assert states(case) == "........"
    case = walked(case, full(E.PRESENT, "2026-10-05"))
    assert states(case) == "xx>....."
    case = walked(case, sign(3, "2026-10-06"), sign(4, "2026-10-07"), full(E.START, "2026-10-10"))
    assert states(case) == "xxxx>..."


def test_an_ended_case_has_no_next_box() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), full(E.CANCEL, "2026-09-08"))
    assert states(case) == ".-..--..?."


# --- the day of introduction --------------------------------------------------------------------


def test_the_member_is_introduced_by_the_last_box_of_our_way() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), sign(1, "2026-09-08"), sign(3, "2026-09-09"))
    assert introduced_on(case) == ""
    assert introduced_on(walked(case, sign(4, "2026-09-10"))) == "2026-09-10"
    inside = Transfer(K.INSIDE, D.INSIDE, source=HOME, target=replace(HOME, unit_id=8))
    inside = walked(inside, sign(1, "2026-09-08"), sign(3, "2026-09-09"))
    assert introduced_on(inside) == "2026-09-09"
    assert introduced_on(case_of(K.OFFICIAL, D.IN, introduced="2026-09-30")) == "2026-09-30"
