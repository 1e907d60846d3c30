"""Taking steps: what they lack, their days, letters and boxes, going back."""

import pytest

from tcxd_desktop.domain.errors import (
    FutureDateProblem,
    Problem,
    ReasonNeededProblem,
    WholeDateProblem,
)
from tcxd_desktop.domain.transfer_errors import (
    BoxOffRouteProblem,
    BoxSkippedProblem,
    BoxTooEarlyProblem,
    BoxTwiceProblem,
    EndedCaseProblem,
    ExtensionShortProblem,
    IllegalStepProblem,
    NothingToTakeBackProblem,
    StepNumberProblem,
    StepOrderProblem,
    StepUntilProblem,
    UnknownBoxesProblem,
    WrongDirectionProblem,
)
from tcxd_desktop.domain.transfer_machine import advance, moves, progress
from tcxd_desktop.domain.transfer_tables import box_of, machine_of
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)
from tests.domain.transfer_samples import (
    RULES,
    TODAY,
    case_of,
    full,
    sign,
    walked,
    way,
)

K, D, E, S = TransferKind, Direction, StepEvent, State


# --- what a step lacks --------------------------------------------------------------------------


def official(*steps: Step) -> Transfer:
    return walked(case_of(K.OFFICIAL, D.OUT), *steps)


INTRODUCED = (sign(1, "2026-09-08"), sign(3, "2026-09-09"), sign(4, "2026-09-10"))


def refused(case: Transfer, step: Step) -> Problem:
    with pytest.raises(Problem) as found:
        advance(case, step, way(case), TODAY)
    return found.value


def test_an_illegal_step_names_what_may_follow() -> None:
    problem = refused(official(), full(E.GIVE, "2026-09-08"))
    assert isinstance(problem, IllegalStepProblem)
    assert problem.args[:3] == ("giao_ho_so", 0, "yeu_cau")
    assert ("ky_o", 1) in problem.args[3]
    assert ("huy_ca", 0) in problem.args[3]


def test_boxes_out_of_turn_each_have_their_problem() -> None:
    case = official(sign(1, "2026-09-08"))
    assert isinstance(refused(case, sign(1, "2026-09-09")), BoxTwiceProblem)
    skipped = refused(case, sign(4, "2026-09-09"))
    assert isinstance(skipped, BoxSkippedProblem)
    assert skipped.args == (4, 3)
    off = refused(case, sign(5, "2026-09-09"))
    assert isinstance(off, BoxOffRouteProblem)
    assert off.args[0] == 5
    assert isinstance(refused(case, sign(7, "2026-09-09")), BoxTooEarlyProblem)


def test_an_end_that_is_not_told_leaves_its_boxes_unknown() -> None:
    case = walked(case_of(K.OFFICIAL, D.IN, target=End()), full(E.PRESENT, "2026-09-08"))
    assert isinstance(refused(case, sign(7, "2026-09-09")), UnknownBoxesProblem)


def test_an_ended_case_takes_no_further_step_but_back() -> None:
    case = official(full(E.CANCEL, "2026-09-08"))
    assert isinstance(refused(case, sign(1, "2026-09-09")), EndedCaseProblem)
    assert walked(case, full(E.BACK, "2026-09-09")).state is S.REQUESTED


def test_nothing_is_taken_back_of_a_case_just_opened() -> None:
    assert isinstance(refused(official(), full(E.BACK, "2026-09-09")), NothingToTakeBackProblem)


@pytest.mark.parametrize("event", [E.BAR, E.CANCEL, E.CONTACT, E.OVERRIDE, E.REMARK])
def test_a_reason_is_wanted(event: StepEvent) -> None:
    problem = refused(official(), full(event, "2026-09-09", remark="  "))
    assert isinstance(problem, ReasonNeededProblem)
    assert problem.field == "remark"


def test_numbers_are_wanted_of_the_office_alone() -> None:
    case = official(sign(1, "2026-09-08", number=""), sign(3, "2026-09-08", number=""))
    problem = refused(case, sign(4, "2026-09-09", number=""))
    assert isinstance(problem, StepNumberProblem)
    assert problem.field == "number"
    case = official(*INTRODUCED)
    assert isinstance(refused(case, full(E.NOTICE, "2026-09-11", number="")), StepNumberProblem)


def test_an_extension_ends_later_than_the_stay_so_far() -> None:
    case = case_of(K.TEMPORARY, D.OUT, term_from="2026-09-15", term_to="2027-03-15")
    case = walked(
        case, sign(1, "2026-09-08"), sign(2, "2026-09-09"), full(E.GIVE, "2026-09-10"),
        full(E.START, "2026-09-15"),
    )  # fmt: skip
    assert isinstance(refused(case, full(E.EXTEND, "2026-11-02", until="")), StepUntilProblem)
    assert isinstance(
        refused(case, full(E.EXTEND, "2026-11-02", until="2027-03")), StepUntilProblem
    )
    short = refused(case, full(E.EXTEND, "2026-11-02", until="2027-03-15"))
    assert isinstance(short, ExtensionShortProblem)
    longer = walked(case, full(E.EXTEND, "2026-11-02", until="2027-09-15"))
    assert longer.term_end == "2027-09-15"
    assert walked(longer, full(E.BACK, "2026-11-03")).term_end == "2027-03-15"


# --- days ---------------------------------------------------------------------------------------


def test_days_are_whole_not_ahead_and_in_order() -> None:
    case = official(sign(1, "2026-09-08"))
    assert isinstance(refused(case, sign(3, "2026-09")), WholeDateProblem)
    assert isinstance(refused(case, sign(3, "")), WholeDateProblem)
    assert isinstance(refused(case, sign(3, "2026-11-26")), FutureDateProblem)
    assert walked(case, sign(3, TODAY.isoformat())).state is S.BOX_3
    early = refused(case, sign(3, "2026-09-07"))
    assert isinstance(early, StepOrderProblem)
    assert early.field == "on"
    assert str(early.args[3]) == "2026-09-08"


def test_papers_may_be_written_down_after_the_fact() -> None:
    assert official(sign(1, "2026-08-31")).state is S.BOX_1


def test_the_days_of_steps_taken_back_bind_nobody() -> None:
    case = official(sign(1, "2026-09-08"), sign(3, "2026-10-20"), full(E.BACK, "2026-10-21"))
    assert walked(case, sign(3, "2026-09-09")).signed()[3].on == "2026-09-09"


def test_a_notice_may_come_after_the_member_and_bear_an_earlier_day() -> None:
    case = walked(
        case_of(K.OFFICIAL, D.IN),
        full(E.PRESENT, "2026-10-05"),
        full(E.NOTICE, "2026-10-01", number=""),
    )
    assert case.state is S.PRESENTED
    late = walked(
        case_of(K.OFFICIAL, D.IN),
        full(E.NOTICE, "2026-10-12"),
        full(E.PRESENT, "2026-10-05"),
        sign(7, "2026-10-06"),
    )
    assert late.state is S.BOX_7


def test_what_the_host_tells_late_is_bound_by_the_letter_alone() -> None:
    case = walked(
        case_of(K.TEMPORARY, D.OUT, term_from="2026-09-15", term_to="2027-03-15"),
        sign(1, "2026-09-08"), sign(2, "2026-09-09"), full(E.GIVE, "2026-09-10"),
        full(E.START, "2026-09-20"), sign(3, "2026-09-14"), sign(4, "2026-09-15"),
    )  # fmt: skip
    assert case.state is S.AWAY
    assert isinstance(refused(case, sign(5, "2026-09-13")), StepOrderProblem)
    assert walked(case, full(E.RETURN, "2026-11-20")).state is S.HOME


# --- letters, boxes, going back -----------------------------------------------------------------


def test_a_spoiled_letter_voids_its_boxes_and_its_serial() -> None:
    case = official(*INTRODUCED, full(E.SPOIL, "2026-09-11"))
    assert (case.state, case.signed(), case.serial) == (S.REQUESTED, {}, "")
    assert case.steps[-1].serial == "AB 0001234"
    again = walked(case, sign(1, "2026-09-11", serial="AB 0001235"))
    assert again.serial == "AB 0001235"
    assert [step.serial for step in again.steps if step.event is E.SIGN and not step.undone] == [
        "AB 0001235"
    ]


def test_a_new_serial_told_with_the_spoiling_is_the_one_in_use() -> None:
    case = official(*INTRODUCED, full(E.SPOIL, "2026-09-11", serial="AB 0001236"))
    assert case.serial == "AB 0001236"


def test_taking_a_spoiling_back_brings_boxes_and_serial_back() -> None:
    case = official(*INTRODUCED, full(E.SPOIL, "2026-09-11"), full(E.BACK, "2026-09-11"))
    assert (case.state, sorted(case.signed()), case.serial) == (S.BOX_4, [1, 3, 4], "AB 0001234")


def test_a_case_remembers_the_boxes_it_needs() -> None:
    case = official(sign(1, "2026-09-08"))
    assert case.boxes == (1, 3, 4, 7, 8, 10)


def test_an_optional_box_may_be_passed_and_not_come_back_to() -> None:
    far = End(type="cell_of_base", province="Đảng bộ tỉnh Lâm Sơn", upper="Đảng bộ phường X")
    case = case_of(K.OFFICIAL, D.OUT, source=far)
    one = walked(case, sign(1, "2026-09-08"))
    offered = {move.box: move.optional for move in moves(one, way(one)) if move.box}
    assert offered == {3: False, 2: True}
    assert walked(one, sign(2, "2026-09-08"), sign(3, "2026-09-09")).boxes[:3] == (1, 2, 3)
    passed = walked(one, sign(3, "2026-09-09"))
    assert 2 not in passed.boxes
    with pytest.raises(Problem):
        advance(passed, sign(2, "2026-09-10"), way(passed), TODAY)


def test_a_section_that_is_named_must_write_its_box() -> None:
    case = official()
    case = case_of(
        K.OFFICIAL, D.OUT, source=_with_section(case.source), target=_with_section(case.target)
    )
    assert [box.number for box in way(case) if not box.optional] == [1, 2, 3, 4, 7, 8, 9, 10]
    assert isinstance(refused(walked(case, sign(1, "2026-09-08")), sign(3, "2026-09-09")), Problem)


def _with_section(end: End) -> End:
    return End(
        end.type, end.unit_id, end.province, end.upper, end.base, "Đảng bộ bộ phận A", end.cell
    )


def test_boxes_signed_before_a_stop_stay_signed() -> None:
    case = walked(
        case_of(K.OFFICIAL, D.IN),
        full(E.PRESENT, "2026-10-05"), sign(7, "2026-10-06"), full(E.STOP, "2026-10-07"),
        full(E.CLEAR, "2026-10-20"), sign(8, "2026-10-21"), sign(10, "2026-10-22"),
        full(E.ARCHIVE, "2026-10-23"),
    )  # fmt: skip
    assert case.state is S.DONE
    assert sorted(case.signed()) == [7, 8, 10]


def test_going_back_step_by_step_ends_at_the_opening() -> None:
    case = official(*INTRODUCED, full(E.GIVE, "2026-09-12"), full(E.CONFIRM, "2026-10-01"))
    seen = []
    while E.BACK in {move.event for move in moves(case, way(case))}:
        case = walked(case, full(E.BACK, "2026-10-02"))
        seen.append(case.state)
    assert seen == [S.MOVING, S.BOX_4, S.BOX_3, S.BOX_1, S.REQUESTED]
    assert [step.event for step in progress(case.steps)] == [E.OPEN]
    assert len(case.steps) == 11


def test_a_lost_letter_is_made_anew() -> None:
    case = official(
        *INTRODUCED, full(E.GIVE, "2026-09-12"), full(E.LOSE, "2026-09-20"),
        full(E.REBUILD, "2026-10-01"), sign(1, "2026-10-02", serial="AB 0001240"),
    )  # fmt: skip
    assert (case.state, sorted(case.signed()), case.serial) == (S.BOX_1, [1], "AB 0001240")


def test_a_kind_has_no_machine_for_a_way_it_does_not_go() -> None:
    with pytest.raises(WrongDirectionProblem):
        machine_of(K.LABOUR, D.IN)
    with pytest.raises(WrongDirectionProblem):
        moves(Transfer(K.INSIDE, D.OUT), ())


def test_states_of_boxes_know_their_number() -> None:
    assert [box_of(state) for state in (S.BOX_1, S.BOX_10, S.ABROAD, S.DONE)] == [1, 10, 0, 0]


def test_the_rules_of_the_samples_are_those_shipped() -> None:
    assert RULES.rule_set == "RS-2025"
