"""The schedule of a month as it is typed, without widgets."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.errors import BadDateProblem, NotInListProblem
from tcxd_desktop.domain.meeting_errors import BadTimeProblem, MeetingMonthProblem
from tcxd_desktop.domain.meetings import MeetingState, PlanLine
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.ui.meetings.plan_state import PlanSheet, clashes_of
from tcxd_desktop.wording.meetings import MEETING_STATE

TODAY = date(2026, 11, 23)
NAMES = ("Chi bộ thôn Đông", "Chi bộ thôn Hạ", "Chi bộ thôn Lâm", "Chi bộ thôn Vạn")


def line(number: int, **changes: object) -> PlanLine:
    return replace(PlanLine(number, NAMES[number - 1], 20 + number), **changes)  # type: ignore[arg-type]  # by name


def sheet(*lines: PlanLine, period: str = "2026-12") -> PlanSheet:
    made = PlanSheet.of(TODAY)
    made.period = period
    made.show(lines or [line(number) for number in (1, 2, 3, 4)])
    return made


def column(made: PlanSheet, key: str) -> int:
    return next(n for n, one in enumerate(made.columns) if one.key == key)


def put(made: PlanSheet, row: int, key: str, text: str) -> None:
    made.write(row, column(made, key), text)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("17", "2026-12-17"), ("17/12", "2026-12-17"), ("17/11", "2026-11-17"), ("2/1", "2027-01-02"),
     ("17/12/26", "2026-12-17"), ("17122026", "2026-12-17")],
)  # fmt: skip
def test_days_are_typed_short(typed: str, day: str) -> None:
    made = sheet()
    put(made, 0, "on", typed)
    assert made.rows[0].on == day
    assert [one.on for one in made.changed()] == [day]


@pytest.mark.parametrize(
    ("typed", "at"), [("1930", "19:30"), ("19h30", "19:30"), ("7h", "07:00"), ("730", "07:30")]
)
def test_times_are_typed_short(typed: str, at: str) -> None:
    made = sheet()
    put(made, 0, "at", typed)
    assert made.rows[0].at == at


@pytest.mark.parametrize(
    ("key", "typed", "kind"),
    [("on", "32", BadDateProblem), ("on", "17/3", MeetingMonthProblem), ("at", "2570", BadTimeProblem),
     ("kind", "đại hội", NotInListProblem)],
)  # fmt: skip
def test_what_cannot_be_read_stays_typed_and_says_why(key: str, typed: str, kind: type) -> None:
    made = sheet()
    put(made, 0, key, typed)
    shown = made.shown(0, column(made, key))
    assert shown.text == typed
    assert shown.wrong.endswith((".", "?"))
    assert isinstance(made.typed[0, key].problem, kind)
    assert made.first_open() == (0, column(made, key))
    assert made.dirty()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("t", MeetingKind.REGULAR), ("c", MeetingKind.THEMATIC), ("kh", MeetingKind.COMBINED),
     ("b", MeetingKind.UNUSUAL), ("chuyen de", MeetingKind.THEMATIC), ("", MeetingKind.REGULAR)],
)  # fmt: skip
def test_kinds_are_typed_by_their_first_letters(typed: str, kind: MeetingKind) -> None:
    made = sheet(line(1, kind=MeetingKind.UNUSUAL if typed != "b" else MeetingKind.REGULAR))
    put(made, 0, "kind", typed)
    assert made.rows[0].kind is kind


def test_only_a_thematic_meeting_has_a_theme() -> None:
    made = sheet()
    theme = column(made, "theme")
    assert not made.editable(0, theme)
    assert "chuyên đề" in made.shown(0, theme).why_not
    put(made, 0, "kind", "k")
    put(made, 0, "theme", "  Học tập  Nghị quyết ")
    assert made.rows[0].theme == "Học tập Nghị quyết"
    put(made, 0, "kind", "t")
    assert made.rows[0].theme == ""


def test_held_meetings_cannot_be_planned_anew() -> None:
    made = sheet(line(1, meeting_id=7, on="2026-12-03", state=MeetingState.HELD))
    assert not made.editable(0, column(made, "on"))
    assert "đã họp" in made.shown(0, column(made, "on")).why_not


def test_a_line_begun_without_a_day_has_to_get_one() -> None:
    made = sheet()
    put(made, 1, "at", "1930")
    assert made.first_open() == (1, column(made, "on"))
    assert "chưa có ngày" in made.shown(1, column(made, "on")).warned
    assert made.changed() == []
    assert made.dirty()
    put(made, 1, "on", "8")
    assert made.first_open() is None


def test_a_planned_meeting_without_its_day_is_taken_out_with_a_word() -> None:
    made = sheet(line(1, meeting_id=5, on="2026-12-08", at="19:30", state=MeetingState.PLANNED))
    made.clear([(0, column(made, "on"))])
    assert "bỏ khỏi lịch" in made.shown(0, column(made, "on")).warned
    assert [one.on for one in made.changed()] == [""]
    assert made.first_open() is None


def test_a_day_of_another_month_is_pointed_out_not_refused() -> None:
    made = sheet()
    put(made, 0, "on", "2/1")
    assert "tháng 12/2026" in made.shown(0, column(made, "on")).warned
    assert made.first_open() is None


def test_the_usual_is_proposed_only_where_nothing_stands() -> None:
    made = sheet(
        line(1),
        line(2, meeting_id=9, on="2026-12-03", state=MeetingState.PLANNED),
        line(3),
        line(4),
    )
    put(made, 2, "on", "20")
    offer = [line(number, on="2026-12-05", at="19:30", place="Nhà văn hóa") for number in (1, 3)]
    assert made.propose([*offer, line(4)]) == 1
    assert made.rows[0].on == "2026-12-05"
    assert made.rows[0].place == "Nhà văn hóa"
    assert made.rows[2].on == "2026-12-20"
    assert made.rows[3].on == ""
    assert made.shown(0, column(made, "on")).fresh
    made.undo()
    assert made.rows[0].on == ""


def test_who_is_at_two_meetings_at_once_is_pointed_out() -> None:
    made = sheet(
        line(1, upper="Trần Thu Hà", on="2026-12-17", at="19:30"),
        line(2, upper="Trần Thu Hà, Lê Văn Hòa", on="2026-12-17", at="20:30"),
        line(3, upper="Lê Văn Hòa", on="2026-12-17", at="18:45"),
        line(4, upper="Trần Thu Hà", on="2026-12-18", at="19:30"),
    )
    assert {(clash.who, clash.rows) for clash in made.clashes} == {("Trần Thu Hà", (0, 1))}
    told = made.shown(1, column(made, "at")).warned
    assert told == (
        "Trần Thu Hà được phân công dự cả Chi bộ thôn Đông lúc 19:30 ngày 17/12/2026: "
        "hai buổi trùng giờ."
    )
    assert made.clash_summary().startswith("Trần Thu Hà")
    assert made.first_open() is None
    put(made, 1, "at", "2100")
    assert made.clashes == []


def test_a_combined_meeting_takes_longer() -> None:
    lines = [line(1, upper="A", on="2026-12-17", at="19:00", kind=MeetingKind.COMBINED),
             line(2, upper="A", on="2026-12-17", at="20:45")]  # fmt: skip
    assert len(clashes_of(lines)) == 1
    assert clashes_of([replace(lines[0], kind=MeetingKind.REGULAR), lines[1]]) == []


def test_a_block_from_a_spreadsheet_passes_over_what_cannot_be_typed_in() -> None:
    made = sheet(line(1), line(2, meeting_id=3, on="2026-12-01", state=MeetingState.HELD), line(3))
    took = made.write_block(0, column(made, "on"), [["5", "1930", "Hội trường"],
                                                    ["6", "20h", "Nhà văn hóa"],
                                                    ["7/12", "8", ""]])  # fmt: skip
    assert took == 6
    assert [(one.on, one.at, one.place) for one in made.rows] == [
        ("2026-12-05", "19:30", "Hội trường"), ("2026-12-01", "", ""), ("2026-12-07", "08:00", ""),
    ]  # fmt: skip
    made.undo()
    assert made.rows[0].on == ""


def test_the_line_above_is_repeated() -> None:
    made = sheet()
    put(made, 0, "place", "Nhà văn hóa thôn")
    assert made.repeat(1, column(made, "place"))
    assert made.rows[1].place == "Nhà văn hóa thôn"
    assert not made.repeat(0, column(made, "place"))


def test_another_meeting_of_a_chi_bo_comes_and_goes() -> None:
    made = sheet()
    put(made, 1, "at", "xx")
    row = made.add(0)
    assert row == 1
    assert made.rows[1].unit == NAMES[0]
    assert made.rows[1].kind is MeetingKind.THEMATIC
    assert made.typed[2, "at"].text == "xx"
    put(made, 1, "on", "20")
    assert [one.on for one in made.changed()] == ["2026-12-20"]
    assert made.take_out(1)
    assert len(made.rows) == 4
    assert made.typed[1, "at"].text == "xx"
    assert not made.take_out(1)
    made.undo()
    assert len(made.rows) == 5


def test_the_summary_counts_chi_bo() -> None:
    made = sheet(
        line(1, meeting_id=1, on="2026-12-03", state=MeetingState.PLANNED),
        line(
            1, meeting_id=2, on="2026-12-20", state=MeetingState.PLANNED, kind=MeetingKind.THEMATIC
        ),
        line(2),
    )
    assert made.summary() == "2 chi bộ · 1 chưa lên lịch · 1 buổi có chuyên đề"
    put(made, 2, "on", "9")
    assert made.summary() == "2 chi bộ · 1 buổi chưa lưu · đã lên lịch đủ · 1 buổi có chuyên đề"


def test_a_line_that_is_not_saved_says_so() -> None:
    made = sheet(line(1), line(2, meeting_id=7, on="2026-12-05", state=MeetingState.PLANNED))
    states = column(made, "state")
    planned = MEETING_STATE[MeetingState.PLANNED]
    assert [made.shown(row, states).text for row in (0, 1)] == ["Chưa lên lịch", planned]
    put(made, 0, "on", "5")
    put(made, 1, "on", "6")
    assert {(made.shown(row, states).text, made.shown(row, states).badge) for row in (0, 1)} == {
        ("Chưa lưu", "warn")
    }


def test_the_hint_of_the_day_names_the_month_planned() -> None:
    made = sheet()
    assert "17/12" in made.columns[column(made, "on")].tip
