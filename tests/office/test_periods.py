"""Months, quarters and years are summed up by the template's rule, and closed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tcxd_desktop.domain.errors import NotInListProblem, ReasonNeededProblem
from tcxd_desktop.domain.meeting_errors import (
    BadPeriodProblem,
    NotACellProblem,
    PeriodClosedProblem,
    PeriodOpenProblem,
    SheetStateProblem,
    TooLongProblem,
)
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import REVIEW, SELF, Aggregation, Engine, MeetingKind
from tcxd_desktop.office import (
    board,
    meetings,
    opening,
    period_snapshots,
    periods,
    score_templates,
    scoring,
    units,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import meeting_samples as samples

DAY = date(2026, 11, 10)


def rated(desk: Desk, period: str, total: int, unit_id: int = make.HAMLET) -> int:
    """Record, score, review and confirm a meeting with a total."""
    meeting = samples.held(desk, unit_id, period)
    sheet = scoring.prepare(desk, meeting.id)
    entries = {"*": Entry(points=Decimal(total))}
    sheet = scoring.save(desk, replace(sheet, entries={SELF: entries}), SELF)
    scoring.hand_in(desk, [meeting.id])
    sheet = scoring.prepare(desk, meeting.id)
    scoring.review(desk, replace(sheet, entries={**sheet.entries, REVIEW: entries}))
    scoring.confirm(desk, [meeting.id], "Ban Thường vụ Đảng ủy", DAY)
    return meeting.id


def line_of(desk: Desk, period: str, unit_id: int = make.HAMLET) -> periods.PeriodLine:
    return next(one for one in periods.table(desk, period).lines if one.unit_id == unit_id)


def adopted(desk: Desk, code: str) -> None:
    line = next(one for one in score_templates.lines(desk) if one.code == code)
    score_templates.adopt(desk, line)


@pytest.mark.parametrize(
    ("totals", "level"), [([95] * 7 + [75] * 3, "TOT"), ([95] * 6 + [75] * 4, ""),
                          ([95] * 9 + [65], "")]
)  # fmt: skip
def test_the_year_of_phu_tho_counts_its_months(desk: Desk, totals: list[int], level: str) -> None:
    samples.fill(desk, count=4)
    adopted(desk, "PHU-THO-KHOI")
    for month, total in enumerate(totals, start=1):
        rated(desk, f"2026-{month:02d}", total)
    line = line_of(desk, "2026")
    assert (line.level, len([m for m in line.months if m.level])) == (level, 10)
    assert line.why


def test_the_mean_is_told_as_no_more_than_it_is(desk: Desk) -> None:
    samples.fill(desk, count=4)
    for month, total in (("07", 92), ("08", 86), ("09", 95)):
        rated(desk, f"2026-{month}", total)
    line = line_of(desk, "2026-Q3")
    assert line.total == "91"
    assert dict(line.counts) == {"Tốt": 2, "Khá": 1, "Trung bình": 0, "Kém": 0}
    assert any("tham khảo" in sentence for sentence in line.why)


def test_a_closed_month_says_for_ever_what_it_said(desk: Desk) -> None:
    samples.fill(desk, count=4)
    number = rated(desk, "2026-10", 92)
    samples.fill(desk, make.SCHOOL, 4)
    samples.held(desk, make.SCHOOL)
    with pytest.raises(PeriodOpenProblem):
        periods.close(desk, "2026-10")
    periods.close(desk, "2026-10", "Trường THCS nộp chậm")
    closed = periods.table(desk, "2026-10")
    assert (closed.closed_on, closed.note) == ("2026-11-23", "Trường THCS nộp chậm")
    assert board.board(desk, 2026).closed == ("2026-10",)
    for change in (
        lambda: scoring.reopen(desk, number, "sửa"),
        lambda: samples.held(desk, make.FAR_HAMLET),
        lambda: meetings.drop(desk, number, "nhầm"),
        lambda: periods.close(desk, "2026-10"),
    ):
        with pytest.raises(PeriodClosedProblem):
            change()
    with pytest.raises(ReasonNeededProblem):
        periods.reopen(desk, "2026-10", "")
    periods.reopen(desk, "2026-10", "Bổ sung Trường THCS")
    scoring.reopen(desk, number, "Nhầm")
    assert periods.table(desk, "2026-10").closed_on == ""
    assert set(opening.verify(desk).values()) == {"ok"}


def test_the_committee_decides_and_says_why_where_it_differs(desk: Desk) -> None:
    samples.fill(desk, count=4)
    for month in ("07", "08", "09"):
        rated(desk, f"2026-{month}", 92)
    with pytest.raises(BadPeriodProblem):
        periods.decide(desk, "2026-09", make.HAMLET, "TOT")
    with pytest.raises(NotInListProblem):
        periods.decide(desk, "2026-Q3", make.HAMLET, "XUAT_SAC")
    with pytest.raises(ReasonNeededProblem):
        periods.decide(desk, "2026-Q3", make.HAMLET, "KHA")
    periods.decide(desk, "2026-Q3", make.HAMLET, "KHA", "Thiếu sinh hoạt chuyên đề")
    line = line_of(desk, "2026-Q3")
    assert (line.level, line.decided_label) == ("TOT", "Khá")
    periods.decide(desk, "2026-Q3", make.HAMLET, "")
    assert line_of(desk, "2026-Q3").decided == ""


def test_a_year_has_no_level_before_every_meeting_of_it_has(desk: Desk) -> None:
    samples.fill(desk, count=4)
    adopted(desk, "PHU-THO-KHOI")
    for month in range(1, 9):
        rated(desk, f"2026-{month:02d}", 95)
    assert line_of(desk, "2026").level == "TOT"
    late = samples.held(desk, period="2026-09")
    line = line_of(desk, "2026")
    assert (line.level, line.total) == ("", "95")
    assert "Chưa có mức chính thức: tháng 9" in line.why
    assert line.note == "Chưa ghi tháng 10"
    meetings.drop(desk, late.id, "ghi nhầm")
    meetings.mark_not_held(desk, make.HAMLET, "2026-09", "Bão")
    line = line_of(desk, "2026")
    assert (line.level, line.note) == ("TOT", "Không sinh hoạt tháng 9; Chưa ghi tháng 10")


def test_a_month_unfinished_in_any_way_needs_a_note(desk: Desk) -> None:
    samples.fill(desk, count=2)
    samples.fill(desk, make.SCHOOL, 2)
    rated(desk, "2026-09", 90)
    with pytest.raises(PeriodOpenProblem) as raised:
        periods.close(desk, "2026-09")
    assert raised.value.args == (
        "chưa ghi buổi họp của Chi bộ Trường THCS Đông Hải; ghi rõ vì sao rồi chốt",
    )
    meetings.mark_not_held(desk, make.SCHOOL, "2026-09", "Nghỉ hè")
    thematic = samples.held(
        desk, period="2026-09", kind=MeetingKind.THEMATIC, held_on="2026-09-20",
        attendance=samples.called(meetings.roll(desk, make.HAMLET, "2026-09-20")),
    )  # fmt: skip
    sheet = scoring.prepare(desk, thematic.id)
    scoring.save(desk, replace(sheet, entries={SELF: {"*": Entry(points=Decimal(90))}}), SELF)
    scoring.hand_in(desk, [thematic.id])
    with pytest.raises(PeriodOpenProblem) as raised:
        periods.close(desk, "2026-09")
    assert "chưa xác nhận mức của Chi bộ thôn Bình Minh" in str(raised.value)
    scoring.reopen(desk, thematic.id, "Chưa chấm buổi này")
    periods.close(desk, "2026-09")
    # The month that runs may still have its meetings; one to come cannot be closed at all.
    with pytest.raises(PeriodOpenProblem):
        periods.close(desk, "2026-11")
    for period in ("2026-12", "2027-Q1", "2027"):
        with pytest.raises(PeriodOpenProblem):
            periods.close(desk, period, "Chốt trước")
    with pytest.raises(PeriodOpenProblem) as raised:
        periods.close(desk, "2026-Q3")
    assert "chưa chốt tháng 7, 8;" in str(raised.value)


def test_a_thematic_form_counts_where_the_rule_says_so(desk: Desk) -> None:
    samples.fill(desk, count=2)
    line = next(one for one in score_templates.lines(desk) if one.code == "HD42-2025")
    number = score_templates.new_version(desk, line)
    template = score_templates.template_of(desk, replace(line, id=number))
    rule = template.quarter or Aggregation(Engine.MEAN)
    every = replace(rule, kinds=tuple(MeetingKind), engine=Engine.MEAN)
    score_templates.save_draft(desk, replace(template, quarter=every), number)
    score_templates.publish(desk, number)
    made = next(one for one in score_templates.lines(desk) if one.id == number)
    score_templates.adopt(desk, made)
    rated(desk, "2026-08", 90)
    thematic = samples.held(desk, period="2026-08", kind=MeetingKind.THEMATIC)
    samples.held(desk, period="2026-08", kind=MeetingKind.UNUSUAL)
    assert line_of(desk, "2026-Q3").level == "TOT"  # without a sheet it is not scored
    entries = {"*": Entry(points=Decimal(70))}
    sheet = scoring.prepare(desk, thematic.id)
    scoring.save(desk, replace(sheet, entries={SELF: entries}), SELF)
    assert line_of(desk, "2026-Q3").level == ""
    scoring.hand_in(desk, [thematic.id])
    sheet = scoring.prepare(desk, thematic.id)
    scoring.review(desk, replace(sheet, entries={**sheet.entries, REVIEW: entries}))
    scoring.confirm(desk, [thematic.id], "Ban Thường vụ", DAY)
    line_now = line_of(desk, "2026-Q3")
    assert (line_now.total, line_now.level) == ("80", "KHA")


def test_a_decision_stands_in_the_history_of_its_chi_bo(desk: Desk) -> None:
    samples.fill(desk, count=2)
    rated(desk, "2026-07", 92)
    periods.decide(desk, "2026-Q3", make.HAMLET, "KHA", "Do đồng chí Quý")
    [act, *_] = units.history(desk, make.HAMLET)
    assert [(one.field, one.old, one.new) for one in act.changes] == [("decided", "", "Khá")]
    assert "Quý" not in act.note
    for period, unit, problem in (
        ("2027", make.HAMLET, SheetStateProblem),
        ("2026-Q3", make.COOP, NotACellProblem),
        ("2026-Q3", 999, NotACellProblem),
    ):
        with pytest.raises(problem):
            periods.decide(desk, period, unit, "KHA", "Vì")
    periods.close(desk, "2026-Q3", "Thiếu tháng 8, 9")
    with pytest.raises(PeriodClosedProblem):
        periods.decide(desk, "2026-Q3", make.HAMLET, "TOT", "Vì")
    [snapshot] = [one for one in periods.table(desk, "2026-Q3").lines
                  if one.unit_id == make.HAMLET]  # fmt: skip
    assert snapshot.decided_label == "Khá"


def test_a_snapshot_reads_back_as_it_was(desk: Desk) -> None:
    samples.fill(desk, count=2)
    rated(desk, "2026-09", 92)
    for period in ("2026-09", "2026-Q3", "2026-H2", "2026"):
        before = periods.table(desk, period)
        assert period_snapshots.load(period_snapshots.dump(before)) == before
        periods.close(desk, period, "Chốt thử")
        after = periods.table(desk, period)
        assert after == replace(
            before, closed_on="2026-11-23", closed_by=make.HEAD_NAME, note="Chốt thử"
        )
    with pytest.raises(BadPeriodProblem):
        periods.table(desk, "2026-13")
    with pytest.raises(TooLongProblem):
        periods.close(desk, "2026-08", "x" * 5_000)
