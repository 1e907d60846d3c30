"""Months, quarters and years are summed up by the template's rule, and closed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tcxd_desktop.domain.errors import NotInListProblem, ReasonNeededProblem
from tcxd_desktop.domain.meeting_errors import (
    BadPeriodProblem,
    PeriodClosedProblem,
    PeriodOpenProblem,
)
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import board, meetings, opening, periods, score_templates, scoring
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
