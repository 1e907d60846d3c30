"""The part of ``selftest`` about meetings: plan, record, score, review, confirm, a whole year."""

from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.cli.selftest_run import Step, Steps
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.meetings import CellState, Meeting, MeetingState, Presence
from tcxd_desktop.domain.periods import step
from tcxd_desktop.domain.score_sheets import Entries, Entry, ScoreSheet
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import (
    board,
    meeting_plans,
    meetings,
    periods,
    score_checks,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.formats import show_number


def steps(desk: Desk) -> Steps:
    """Yield what is tried out on the open demo office, in order."""
    today = desk.day()[:7]
    yield Step("meetings.plan", lambda: _planned(desk, step(today, 1)))
    yield Step("meetings.rate", lambda: _rated(desk, step(today, -1)))
    yield Step("meetings.year", lambda: _recomputed(desk))


def _planned(desk: Desk, month: str) -> str:
    count = meeting_plans.plan(desk, month, meeting_plans.propose(desk, month))
    if not count:
        raise SelftestProblem("không lập được lịch của chi bộ nào")
    return f"{count} chi bộ"


def _rated(desk: Desk, month: str) -> str:
    """Bring one meeting that is still to be recorded all the way to its official level."""
    meeting = _recorded(desk, month)
    for scorer in (SELF, REVIEW):
        sheet = scoring.prepare(desk, meeting.id)
        made = replace(sheet, entries={**sheet.entries, scorer: _full(sheet)})
        if scorer == SELF:
            scoring.save(desk, made, scorer)
            scoring.hand_in(desk, [meeting.id])
        else:
            scoring.review(desk, made)
    scoring.confirm(desk, [meeting.id], "Ban Thường vụ Đảng ủy", desk.today())
    told = board.explain(desk, meeting.id)
    if told.review_result is None or told.review_result.level is None:
        raise SelftestProblem("phiếu đã xác nhận mà không có mức")
    return f"{told.unit}: {show_number(told.review_result.total)} điểm"


def _recorded(desk: Desk, month: str) -> Meeting:
    place = int(month[5:]) - 1
    for row in board.board(desk, int(month[:4])).rows:
        if row.cells[place].state is not CellState.OVERDUE:
            continue
        number = row.cells[place].meeting_id
        blank = meetings.read(desk, number) if number else meetings.new(desk, row.unit_id, month)
        day = blank.planned_on or f"{month}-05"
        roll = tuple(
            replace(one, presence=one.presence or Presence.PRESENT)
            for one in meetings.roll(desk, row.unit_id, day)
        )
        made = replace(
            blank, state=MeetingState.HELD, held_on=day, start="19:30", end="21:30",
            attendance=roll,
        )  # fmt: skip
        return meetings.save(desk, made)
    raise SelftestProblem("tháng trước không còn buổi nào chưa ghi")


def _full(sheet: ScoreSheet) -> Entries:
    """Return points for every group, a little short of the most."""
    return {
        item.id: Entry(points=max(item.max - Decimal("0.5"), Decimal(0)))
        for item in sheet.template.items
    }


def _recomputed(desk: Desk) -> str:
    year = desk.today().year
    wrong = score_checks.recompute(desk, year)
    if wrong:
        raise SelftestProblem(f"điểm đã ghi không khớp: {wrong[:3]}")
    return f"{len(periods.table(desk, str(year)).lines)} chi bộ, khớp"
