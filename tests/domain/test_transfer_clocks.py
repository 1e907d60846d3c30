"""The clocks of transfers: from when, until when, done or late."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.rule_errors import UnknownRuleProblem
from tcxd_desktop.domain.rule_types import RuleKind
from tcxd_desktop.domain.rules import RuleBook
from tcxd_desktop.domain.transfer_clocks import (
    Clock,
    Dissolution,
    OfficeFacts,
    clocks,
    column_of,
    nearest,
    office_clocks,
    over_three_months,
)
from tcxd_desktop.domain.transfer_clockwork import (
    NO_NUMBER,
    PARTIAL,
    TOO_LONG,
    TOO_SHORT,
    is_study,
)
from tcxd_desktop.domain.transfers import (
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
    RULES,
    case_of,
    full,
    sign,
    walked,
    way,
    with_values,
)

K, D, E, S = TransferKind, Direction, StepEvent, State


def on(case: Transfer, day: str, **values: object) -> dict[str, Clock]:
    rules = with_values(values) if values else RULES
    found = clocks(case, rules, CALENDAR, date.fromisoformat(day))
    return {clock.rule: clock for clock in found}


def column(case: Transfer, day: str) -> BoardColumn:
    return column_of(case, on(case, day).values(), way(case))


INTRODUCED = (sign(1, "2026-09-08"), sign(3, "2026-09-09"), sign(4, "2026-09-10"))


def test_the_sixty_days_run_from_the_decision_until_box_1() -> None:
    case = case_of(K.OFFICIAL, D.OUT)
    clock = on(case, "2026-09-08")["TR-01"]
    # From 01/9/2026: the rest of the holiday of 02/9, then 60 working days.
    assert clock.due is not None
    assert clock.due.trigger == "2026-09-01"
    assert clock.last_day == CALENDAR.add(date(2026, 9, 1), 60).last_day.isoformat()
    assert clock.state is DueState.OPEN
    done = on(walked(case, sign(1, "2026-09-08")), "2026-11-20")["TR-01"]
    assert (done.state, done.done_on) == (DueState.DONE, "2026-09-08")
    assert on(case, "2027-01-04")["TR-01"].state is DueState.LATE


def test_without_the_day_of_the_decision_nothing_runs() -> None:
    assert on(case_of(K.OFFICIAL, D.OUT, effective=""), "2026-11-20") == {}


def test_a_partial_day_gives_no_last_day() -> None:
    clock = on(case_of(K.OFFICIAL, D.OUT, effective="2026-09"), "2026-11-20")["TR-01"]
    assert (clock.due, clock.last_day, clock.why_open) == (None, "", PARTIAL)
    assert clock.state is DueState.OPEN
    assert nearest([clock]) is None


def test_the_thirty_days_run_from_the_introduction_until_the_other_end_has_the_letter() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(E.GIVE, "2026-09-11"))
    clock = on(case, "2026-09-15")["TR-02"]
    assert clock.last_day == CALENDAR.add(date(2026, 9, 10), 30).last_day.isoformat()
    assert clock.last_day == "2026-10-22"
    assert on(case, "2026-10-09")["TR-02"].state is DueState.SOON
    assert on(case, "2026-10-22")["TR-02"].state is DueState.SOON
    assert on(case, "2026-10-23")["TR-02"].state is DueState.LATE
    for event in (E.CONFIRM, E.ONWARD, E.STOP):
        shown = on(walked(case, full(event, "2026-11-02")), "2026-11-20")["TR-02"]
        assert (shown.state, shown.done_on) == (DueState.DONE, "2026-11-02")


def test_inside_the_letter_is_shown_at_the_first_box_of_arrival() -> None:
    case = walked(case_of(K.INSIDE, D.INSIDE), *INTRODUCED)
    assert on(case, "2026-11-20")["TR-02"].state is DueState.LATE
    shown = on(walked(case, sign(7, "2026-09-20")), "2026-11-20")["TR-02"]
    assert (shown.state, shown.done_on) == (DueState.DONE, "2026-09-20")
    assert "TR-04" not in on(case, "2026-11-20")


def test_an_arrival_is_held_to_the_day_its_letter_tells() -> None:
    case = walked(case_of(K.OFFICIAL, D.IN), full(E.NOTICE, "2026-09-14"))
    assert "TR-02" not in on(case, "2026-11-20")
    told = replace(case, introduced="2026-09-10")
    assert on(told, "2026-11-20")["TR-02"].last_day == "2026-10-22"
    late = on(walked(told, full(E.PRESENT, "2026-11-10")), "2026-11-20")["TR-02"]
    assert (late.state, late.done_on) == (DueState.DONE, "2026-11-10")
    assert "TR-01" not in on(told, "2026-11-20")


def test_three_months_run_from_the_notice_at_the_receiving_side() -> None:
    case = walked(case_of(K.OFFICIAL, D.IN), full(E.NOTICE, "2026-08-20"))
    clock = on(case, "2026-11-20")["TR-04"]
    assert (clock.last_day, clock.state) == ("2026-11-20", DueState.SOON)
    assert on(case, "2026-11-21")["TR-04"].state is DueState.LATE
    assert over_three_months(case, RULES, CALENDAR, date(2026, 11, 20)) is None
    over = over_three_months(case, RULES, CALENDAR, date(2026, 11, 21))
    assert over is not None
    assert over.last_day == "2026-11-20"


def test_three_months_run_from_the_handing_over_at_the_sending_side() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(E.GIVE, "2026-09-30"))
    assert on(case, "2026-11-20")["TR-04"].last_day == "2026-12-30"


@pytest.mark.parametrize("event", [E.PROPOSE_STRIKE, E.EXCUSE])
def test_reporting_or_a_good_reason_meets_the_three_month_clock(event: StepEvent) -> None:
    case = walked(
        case_of(K.OFFICIAL, D.IN), full(E.NOTICE, "2026-08-10"),
        full(E.PROPOSE_STRIKE, "2026-11-12"),
    )  # fmt: skip
    case = walked(case, full(event, "2026-11-16")) if event is E.EXCUSE else case
    clock = on(case, "2026-11-20")["TR-04"]
    assert (clock.state, clock.done_on) == (DueState.DONE, "2026-11-12")
    # Whether he may be struck off is another question: nobody came.
    assert over_three_months(case, RULES, CALENDAR, date(2026, 11, 20)) is not None
    shown = walked(case, full(E.PRESENT, "2026-11-20")) if event is E.PROPOSE_STRIKE else None
    if shown is not None:
        assert over_three_months(shown, RULES, CALENDAR, date(2026, 11, 20)) is None


def test_where_the_office_counts_from_the_introduction_another_rule_holds() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(E.GIVE, "2026-09-30"))
    found = on(case, "2026-11-20", three_month_start="introduction")
    assert "TR-04" not in found
    assert found["TR-04h"].last_day == "2026-12-10"


def test_after_a_notice_the_member_and_the_sender_are_called() -> None:
    case = walked(case_of(K.OFFICIAL, D.IN), full(E.NOTICE, "2026-09-14"))
    clock = on(case, "2026-09-20")["TR-05"]
    assert (clock.due, clock.state, clock.why_open) == (None, DueState.OPEN, NO_NUMBER)
    called = walked(case, full(E.CONTACT, "2026-09-13"))
    assert on(called, "2026-09-20")["TR-05"].state is DueState.OPEN
    called = walked(called, full(E.CONTACT, "2026-09-16"), full(E.CONTACT, "2026-10-16"))
    assert on(called, "2026-10-20")["TR-05"].done_on == "2026-09-16"
    shown = walked(case, full(E.PRESENT, "2026-09-15"))
    assert on(shown, "2026-10-20")["TR-05"].done_on == "2026-09-15"


def stay(**told: object) -> Transfer:
    told = {"term_from": "2026-09-15", "term_to": "2026-12-20", **told}
    return walked(
        case_of(K.TEMPORARY, D.OUT, **told),
        sign(1, "2026-09-08"), sign(2, "2026-09-09"), full(E.GIVE, "2026-09-10"),
        full(E.START, "2026-09-15"),
    )  # fmt: skip


def test_a_stay_ends_on_the_day_of_its_letter_and_extensions_move_it() -> None:
    case = stay()
    clock = on(case, "2026-11-19")["TR-08"]
    assert (clock.last_day, clock.state) == ("2026-12-20", DueState.OPEN)
    assert on(case, "2026-11-20")["TR-08"].state is DueState.SOON
    assert on(case, "2026-12-21")["TR-08"].state is DueState.LATE
    assert column(case, "2026-12-21") is BoardColumn.LATE
    longer = walked(case, full(E.EXTEND, "2026-11-20", until="2027-03-20"))
    assert on(longer, "2026-12-21")["TR-08"].last_day == "2027-03-20"
    back = walked(longer, full(E.RETURN, "2026-11-24"))
    assert on(back, "2027-12-21")["TR-08"].state is DueState.DONE
    soon = on(case, "2026-12-12", temporary_soon_days=5)
    assert soon["TR-08"].state is DueState.OPEN


def test_a_stay_that_has_not_begun_does_not_end() -> None:
    case = case_of(K.TEMPORARY, D.OUT, term_from="2026-09-15", term_to="2026-12-20")
    assert "TR-08" not in on(case, "2027-01-01")
    guest = walked(
        case_of(K.TEMPORARY, D.IN, term_from="2026-09-15", term_to="2026-11-20"),
        full(E.PRESENT, "2026-09-10"), sign(3, "2026-09-11"), sign(4, "2026-09-12"),
        full(E.START, "2026-09-15"),
    )  # fmt: skip
    assert on(guest, "2026-11-21")["TR-08"].state is DueState.LATE
    assert on(walked(guest, sign(5, "2026-11-19")), "2026-11-21")["TR-08"].state is DueState.DONE


def term(**told: object) -> dict[str, Clock]:
    return on(stay(**told), "2026-11-20")


def test_the_term_of_a_stay_is_judged_and_makes_nobody_late() -> None:
    good = term(term_to="2026-12-20")
    assert [good[rule].state for rule in ("TR-16a", "TR-16b")] == [DueState.DONE, DueState.DONE]
    assert (good["TR-16a"].last_day, good["TR-16b"].last_day) == ("2026-12-15", "2027-09-14")
    short = term(term_to="2026-12-14")["TR-16a"]
    assert (short.state, short.why_open, short.binding) == (DueState.OPEN, TOO_SHORT, False)
    long = term(term_to="2027-09-15")["TR-16b"]
    assert (long.state, long.why_open) == (DueState.OPEN, TOO_LONG)
    course = term(term_to="2028-09-15", reason="Đi học lớp cao cấp lý luận")
    assert "TR-16b" not in course
    assert course["TR-16c"].state is DueState.DONE
    assert term(term_to="2028-09-16", reason="di_hoc")["TR-16c"].why_open == TOO_LONG


def test_an_extension_stays_under_a_year_from_the_first_term() -> None:
    case = stay()
    kept = walked(case, full(E.EXTEND, "2026-11-20", until="2027-12-19"))
    assert on(kept, "2026-11-20")["TR-17"].state is DueState.DONE
    broken = walked(case, full(E.EXTEND, "2026-11-20", until="2027-12-20"))
    assert on(broken, "2026-11-20")["TR-17"].why_open == TOO_LONG
    assert "TR-17" not in on(case, "2026-11-20")


def test_slips_are_handed_in_within_sixty_or_thirty_days_of_leaving() -> None:
    labour = walked(
        case_of(K.LABOUR, D.OUT, term_from="2026-10-01"),
        sign(1, "2026-09-08"), sign(3, "2026-09-09"), full(E.ISSUE_SLIP, "2026-09-20"),
    )  # fmt: skip
    wanted = CALENDAR.add(date(2026, 10, 1), 60).last_day.isoformat()
    assert on(labour, "2026-10-02")["TR-11"].last_day == wanted
    assert column(labour, "2026-10-02") is BoardColumn.WAITING
    handed = walked(labour, full(E.HAND_SLIP, "2026-10-20"))
    assert on(handed, "2026-11-20")["TR-11"].done_on == "2026-10-20"
    short = walked(
        case_of(K.TEMPORARY_ABROAD, D.OUT, term_from="2026-10-01", term_to="2027-02-01"),
        full(E.ISSUE_SLIP, "2026-09-20"),
    )
    wanted = CALENDAR.add(date(2026, 10, 1), 30).last_day.isoformat()
    assert on(short, "2026-10-02")["TR-13"].last_day == wanted
    assert on(short, "2026-10-02")["TR-08"].last_day == "2027-02-01"
    assert "TR-11" not in on(short, "2026-10-02")
    through = walked(
        case_of(K.ABROAD, D.OUT, term_from="2026-10-01"), *INTRODUCED, full(E.GIVE, "2026-09-11")
    )
    assert on(through, "2026-10-02")["TR-11"].state is DueState.OPEN
    assert on(walked(through, full(E.BNG_TAKES, "2026-09-20")), "2026-10-02")["TR-02"].done_on


def test_who_worked_abroad_reports_within_thirty_days_of_coming_home() -> None:
    case = walked(
        case_of(K.LABOUR, D.OUT, term_from="2026-09-15"),
        sign(1, "2026-09-08"), sign(3, "2026-09-09"), full(E.ISSUE_SLIP, "2026-09-10"),
        full(E.HAND_SLIP, "2026-09-20"),
    )  # fmt: skip
    assert "TR-12" not in on(case, "2026-11-20")
    home = walked(case, full(E.COME_HOME, "2026-11-02"))
    # 24/11 is a day off in the calendar shipped, not verified yet.
    assert on(home, "2026-11-20")["TR-12"].last_day == "2026-12-15"
    assert column(home, "2026-11-20") is BoardColumn.TO_DO
    assert on(walked(home, full(E.TAKE_BACK, "2026-11-10")), "2026-11-20")["TR-12"].done_on == (
        "2026-11-10"
    )


def test_graduates_have_twelve_months() -> None:
    case = case_of(K.OFFICIAL, D.OUT, reason="Sinh viên tốt nghiệp chưa có việc làm")
    assert on(case, "2026-11-20")["TR-15"].last_day == "2027-09-01"
    assert "TR-15" not in on(case_of(K.OFFICIAL, D.OUT), "2026-11-20")
    assert on(walked(case, *INTRODUCED), "2026-11-20")["TR-15"].done_on == "2026-09-10"


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [("di_hoc", True), ("Đi học", True), ("đào tạo nghề", True), ("nghỉ hưu", False), ("", False)],
)
def test_courses_are_told_by_code_or_words(reason: str, wanted: bool) -> None:
    assert is_study(case_of(K.TEMPORARY, D.OUT, reason=reason)) is wanted


def test_a_cancelled_case_has_no_clocks_and_an_ended_one_no_open_one() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(E.GIVE, "2026-09-11"))
    assert on(walked(case, full(E.CANCEL, "2026-09-15")), "2026-11-20") == {}
    struck = walked(
        case_of(K.OFFICIAL, D.IN, introduced="2026-08-01"), full(E.NOTICE, "2026-08-10"),
        full(E.PROPOSE_STRIKE, "2026-11-12"), full(E.STRIKE, "2026-11-20"),
    )  # fmt: skip
    found = on(struck, "2026-11-25")
    assert {clock.state for clock in found.values()} == {DueState.DONE}
    assert found["TR-02"].done_on == "2026-11-20"


def test_the_nearest_clock_is_open_binding_and_has_a_day() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(E.GIVE, "2026-09-11"))
    found = nearest(on(case, "2026-09-15").values())
    assert found is not None
    assert found.rule == "TR-02"
    assert nearest(on(walked(case, full(E.CONFIRM, "2026-09-20")), "2026-09-21").values()) is None
    assert nearest([]) is None


@pytest.mark.parametrize("key", list(ENDS), ids=str)
def test_every_kind_of_case_has_its_clocks_worked_out(key: tuple[TransferKind, Direction]) -> None:
    case = case_of(*key, term_from="2026-09-15", term_to="2027-01-15")
    for clock in clocks(case, RULES, CALENDAR, date(2026, 11, 20)):
        assert clock.rule.startswith("TR-")
        assert clock.source


def test_a_rule_set_without_a_deadline_is_a_problem_not_a_guess() -> None:
    rows = RULES.rows(RuleKind.VALUE)
    bare = RuleBook(rows).on("2026-09-01")
    case = case_of(K.OFFICIAL, D.OUT, effective="2026-08-01")
    with pytest.raises(UnknownRuleProblem):
        clocks(case, bare, CALENDAR, date(2026, 11, 20))


# --- the office's own ---------------------------------------------------------------------------


def office(facts: OfficeFacts, day: str, **values: object) -> dict[str, Clock]:
    rules = with_values(values) if values else RULES
    found = office_clocks(facts, rules, CALENDAR, date.fromisoformat(day))
    return {clock.rule: clock for clock in found}


def test_notices_are_checked_every_three_months() -> None:
    assert office(OfficeFacts(), "2026-11-20") == {}
    found = office(OfficeFacts(notices_since="2026-08-10"), "2026-11-11")["TR-06"]
    assert (found.last_day, found.state) == ("2026-11-10", DueState.LATE)
    checked = OfficeFacts(notices_since="2026-08-10", notices_checked="2026-11-09")
    assert office(checked, "2026-11-11")["TR-06"].last_day == "2027-02-09"


def test_a_dissolved_organisation_has_thirty_days() -> None:
    facts = OfficeFacts(
        dissolutions=(
            Dissolution("Chi bộ Hợp tác xã", "2026-10-01"),
            Dissolution("Chi bộ Trạm bơm", "2026-10-01", "2026-10-20"),
        )
    )
    found = office_clocks(facts, RULES, CALENDAR, date(2026, 11, 20))
    assert [(one.rule, one.subject, one.state) for one in found] == [
        ("TR-09", "Chi bộ Hợp tác xã", DueState.LATE),
        ("TR-09", "Chi bộ Trạm bơm", DueState.DONE),
    ]
    assert found[0].last_day == CALENDAR.add(date(2026, 10, 1), 30).last_day.isoformat()


def test_in_hanoi_leavers_are_told_every_month() -> None:
    assert "TR-10" not in office(OfficeFacts(), "2026-11-20")
    found = office(OfficeFacts(), "2026-11-20", local_scope="hanoi")["TR-10"]
    assert (found.last_day, found.state) == ("2026-11-30", DueState.SOON)
    told = OfficeFacts(told_on="2026-11-18")
    assert office(told, "2026-11-20", local_scope="hanoi")["TR-10"].state is DueState.DONE
    assert office(told, "2026-12-02", local_scope="hanoi")["TR-10"].state is DueState.OPEN
