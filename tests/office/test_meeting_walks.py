"""Random walks through an office's year of meetings: whatever is done, some things always hold.

Real files, real rules: what is refused is refused by name, and anything else is a bug.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meeting_checks import check_counts
from tcxd_desktop.domain.meetings import (
    REGULAR_KINDS,
    Meeting,
    MeetingState,
    PlanLine,
    TaskState,
)
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry, ScoreSheet, SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF, MeetingKind, TemplateStatus
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import (
    board,
    meeting_plans,
    meetings,
    opening,
    people,
    periods,
    score_checks,
    score_grids,
    score_templates,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import score_templates as stored_templates
from tests import make
from tests.office import meeting_samples as samples

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11")
PERIODS = (*MONTHS, "2026-Q3", "2026-H2", "2026")
UNITS = (make.HAMLET, make.SCHOOL)
BY = "Ban Thường vụ"
month, unit, few = st.sampled_from(MONTHS), st.sampled_from(UNITS), st.integers(0, 3)
kind = st.sampled_from((*([MeetingKind.REGULAR] * 4), *MeetingKind))
"""Regular ones most often: these are scored, and clash."""


class Year(RuleBasedStateMachine):
    """An office of two chi bộ, and everything clerks do with their meetings."""

    template: ClassVar[Path]
    """A closed office with members in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="tcxd-walk-"))
        shutil.copytree(self.template, self.folder / "office")
        self.desk = opening.open_office(self.folder / "office", make.PASSWORD, clock=make.clock)
        self.confirmed: dict[int, tuple[ScoreSheet, Meeting]] = {}
        self.closed: dict[str, tuple[Any, ...]] = {}
        self.published: dict[int, str] = {}

    def teardown(self) -> None:
        try:
            assert set(opening.verify(self.desk).values()) == {"ok"}
        finally:
            opening.close_office(self.desk)
            shutil.rmtree(self.folder)

    # --- reading ----------------------------------------------------------------------------------

    def all(self) -> list[Meeting]:
        found = [one for month in MONTHS for one in meetings.month_meetings(self.desk, month)]
        return [meetings.read(self.desk, one.id) for one in found]

    def one(self, number: int, *, held: bool = False) -> Meeting | None:
        found = [m for m in self.all() if not held or m.state is MeetingState.HELD]
        return found[number % len(found)] if found else None

    def sheets(self, found: list[Meeting]) -> dict[int, ScoreSheet]:
        made: dict[int, ScoreSheet] = {}
        for meeting in found:
            with suppress(Problem):
                sheet = scoring.prepare(self.desk, meeting.id)
                if sheet.version:
                    made[meeting.id] = sheet
        return made

    @staticmethod
    def told(act: Callable[[], object]) -> bool:
        """Do something that may be refused by name; tell whether it was done."""
        try:
            act()
        except Problem:
            return False
        return True

    # --- meetings ---------------------------------------------------------------------------------

    @rule(unit_id=unit, period=month, day=st.integers(1, 31), kind=kind)
    def plan(self, unit_id: int, period: str, day: int, kind: MeetingKind) -> None:
        line = PlanLine(unit_id, "", 0, kind=kind, on=f"{period}-{day:02d}", at="19:30")
        self.told(lambda: meeting_plans.plan(self.desk, period, [line]))

    @rule(period=month, number=st.integers(0, 5), day=st.integers(0, 28))
    def replan(self, period: str, number: int, day: int) -> None:
        lines = meeting_plans.plan_lines(self.desk, period)
        line = lines[number % len(lines)]
        on = f"{period}-{day:02d}" if day else ""
        self.told(lambda: meeting_plans.plan(self.desk, period, [replace(line, on=on)]))

    @rule(unit_id=unit, period=month, kind=kind, day=st.integers(1, 30), reason=few, absent=few)
    def record(
        self, unit_id: int, period: str, kind: MeetingKind, day: int, reason: int, absent: int
    ) -> None:
        on = f"{period}-{day:02d}"
        roll = samples.called(
            meetings.roll(self.desk, unit_id, on), reason=min(reason, 1), absent=min(absent, 1)
        )
        before = meetings.carried(self.desk, unit_id, on)
        states = (TaskState.DONE, TaskState.LATE, TaskState.OPEN)
        judged = [replace(t, state=states[n % 3]) for n, t in enumerate(before)]
        tasks = (*judged, samples.task("Việc mới", due=f"{period}-28"))
        self.told(lambda: samples.held(
            self.desk, unit_id, period, kind=kind, held_on=on, attendance=roll, tasks=tasks
        ))  # fmt: skip

    @rule(number=few, place=st.text(max_size=20), absent=few, later=st.integers(-2, 2))
    def correct(self, number: int, place: str, absent: int, later: int) -> None:
        meeting = self.one(number)
        if meeting is None or meeting.state is not MeetingState.HELD:
            return
        day = min(max(int(meeting.held_on[8:]) + later, 1), 28)
        on = f"{meeting.held_on[:8]}{day:02d}"
        rows = samples.called(meetings.roll(self.desk, meeting.unit_id, on), absent=min(absent, 1))
        changed = replace(meeting, place=place, held_on=on)
        if absent:
            changed = replace(changed, attendance=rows)
        kept = (
            *meetings.tasks(self.desk, meeting.id)[0],
            *meetings.tasks(self.desk, meeting.id)[1],
        )
        self.told(lambda: meetings.save(self.desk, changed, kept))

    @rule(number=few, kind=kind)
    def reclassify(self, number: int, kind: MeetingKind) -> None:
        meeting = self.one(number)
        if meeting is not None:
            self.told(lambda: meetings.save(self.desk, replace(meeting, kind=kind)))

    @rule(unit_id=unit, period=month)
    def not_held(self, unit_id: int, period: str) -> None:
        self.told(lambda: meetings.mark_not_held(self.desk, unit_id, period, "Bão"))

    @rule(number=few)
    def drop(self, number: int) -> None:
        meeting = self.one(number)
        if meeting is not None:
            self.told(lambda: meetings.drop(self.desk, meeting.id, "Ghi nhầm"))

    @rule(number=few, period=month, day=st.integers(1, 28))
    def transfer(self, number: int, period: str, day: int) -> None:
        lines = people.lines(self.desk, people.PeopleQuery())
        dossier = people.read(self.desk, lines[number % len(lines)].id)
        here = dossier.spells[-1].unit_id
        there = make.SCHOOL if here == make.HAMLET else make.HAMLET
        moved = Event(make.day(f"{period}-{day:02d}"), EventKind.MOVED.value, there)
        made = replace(dossier, events=(*dossier.events, moved))
        self.told(lambda: people.save(self.desk, made))

    # --- scores -----------------------------------------------------------------------------------

    @rule(number=few, points=st.integers(0, 101), scorer=st.sampled_from((SELF, REVIEW)))
    def score(self, number: int, points: int, scorer: str) -> None:
        meeting = self.one(number, held=True)
        if meeting is not None:
            self.told(lambda: self.scored(meeting, scorer, points))

    def scored(self, meeting: Meeting, scorer: str, points: int) -> None:
        sheet = scoring.prepare(self.desk, meeting.id)
        entries = {WHOLE_SHEET: Entry(points=Decimal(points))} if points else {}
        made = replace(sheet, entries={**sheet.entries, scorer: entries})
        if scorer == SELF:
            scoring.save(self.desk, made, SELF)
        else:
            scoring.review(self.desk, made, "Chấm lại" if points % 2 else "")

    @rule(number=few, own=st.integers(1, 100), review=st.integers(1, 100))
    def rate(self, number: int, own: int, review: int) -> None:
        """Take a meeting all the way to its level."""
        meeting = self.one(number, held=True)
        if meeting is None:
            return

        def act() -> None:
            self.scored(meeting, SELF, own)
            scoring.hand_in(self.desk, [meeting.id])
            self.scored(meeting, REVIEW, review)
            scoring.confirm(self.desk, [meeting.id], BY, make.TODAY)

        self.told(act)

    @rule(period=month, points=st.integers(0, 40), scorer=st.sampled_from((SELF, REVIEW)))
    def grid(self, period: str, points: int, scorer: str) -> None:
        rows = score_grids.grid(self.desk, period, scorer)
        told = [
            replace(row, entries={"6": Entry(points=Decimal(points))}, reason="Lý do")
            for row in rows
        ]
        self.told(lambda: score_grids.save_grid(self.desk, told, scorer))

    @rule(number=few, step=st.sampled_from(("hand_in", "confirm", "confirm", "reopen")))
    def step(self, number: int, step: str) -> None:
        meeting = self.one(number, held=True)
        if meeting is None:
            return
        if step == "hand_in":
            self.told(lambda: scoring.hand_in(self.desk, [meeting.id]))
        elif step == "confirm":
            self.told(lambda: scoring.confirm(self.desk, [meeting.id], BY, make.TODAY))
        elif self.told(lambda: scoring.reopen(self.desk, meeting.id, "Xem lại")):
            self.confirmed.pop(meeting.id, None)

    @rule(period=st.sampled_from(PERIODS), close=st.booleans(), note=st.sampled_from(("", "Vì")))
    def period(self, period: str, note: str, *, close: bool) -> None:
        if close and self.told(lambda: periods.close(self.desk, period, note)):
            self.closed[period] = self.reported(period)
        elif not close and self.told(lambda: periods.reopen(self.desk, period, "Sửa")):
            del self.closed[period]

    @rule(act=st.sampled_from(("new", "publish", "adopt", "retire", "change")), number=few)
    def templates(self, act: str, number: int) -> None:
        lines = [one for one in score_templates.lines(self.desk) if one.code == "HD42-2025"]
        line = lines[number % len(lines)]
        meeting = self.one(number)
        acts: dict[str, Callable[[], object]] = {
            "new": lambda: score_templates.new_version(self.desk, line),
            "publish": lambda: score_templates.publish(self.desk, line.id),
            "adopt": lambda: score_templates.adopt(self.desk, line),
            "retire": lambda: score_templates.retire(self.desk, line.id),
            "change": lambda: meeting and scoring.change_template(self.desk, meeting.id, line),
        }
        self.told(acts[act])

    # --- what always holds ------------------------------------------------------------------------

    def reported(self, period: str) -> tuple[Any, ...]:
        """Return what a closed period must go on to say, by its meetings and their sheets."""
        months = [one for one in periods.months_of(period) if one in MONTHS]
        found = [
            meetings.read(self.desk, one.id)
            for month in months
            for one in meetings.month_meetings(self.desk, month)
        ]
        return tuple(found), self.sheets(found), periods.table(self.desk, period).lines

    @invariant()
    def a_month_has_one_regular_meeting_and_counts_add_up(self) -> None:
        found = self.all()
        regular = [(m.unit_id, m.period) for m in found if m.kind in REGULAR_KINDS]
        assert len(regular) == len(set(regular))
        for meeting in found:
            if meeting.state is MeetingState.HELD:
                check_counts(meeting.counts)
                assert len(meeting.attendance) == (
                    meeting.counts.members + meeting.counts.temporary_here
                )
            else:
                assert not meeting.attendance
                assert not meeting.votes

    @invariant()
    def what_is_locked_stays_as_it_is(self) -> None:
        found = {one.id: one for one in self.all()}
        sheets = self.sheets(list(found.values()))
        for number, before in self.confirmed.items():
            assert (sheets[number], found[number]) == before
        for number, sheet in sheets.items():
            assert found[number].state is MeetingState.HELD
            if sheet.state is SheetState.CONFIRMED:
                assert scoring.result(sheet, REVIEW).level is not None
                self.confirmed[number] = (sheet, found[number])
        for period, before in self.closed.items():
            assert self.reported(period) == before

    @invariant()
    def a_published_template_never_changes(self) -> None:
        with self.desk.read() as reading:
            texts = stored_templates.contents(reading)
            status = {line.id: line.status for line in stored_templates.lines(reading)}
        for number, text in self.published.items():
            assert texts[number] == text
        self.published |= {
            number: text
            for number, text in texts.items()
            if status[number] is not TemplateStatus.DRAFT
        }

    @invariant()
    def results_follow_and_the_board_shows_them(self) -> None:
        assert score_checks.recompute(self.desk, 2026) == []
        rows = board.board(self.desk, 2026).rows
        for row in rows:
            for cell in row.cells:
                assert not (cell.level and not cell.meeting_id)


@pytest.fixture
def with_members(office_template: Path, tmp_path: Path) -> Path:
    """Return the folder of a closed office with three and two members."""
    folder = tmp_path / "members"
    shutil.copytree(office_template, folder)
    desk: Desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    samples.fill(desk, make.HAMLET, 3)
    samples.fill(desk, make.SCHOOL, 2)
    opening.close_office(desk)
    return folder


def test_whatever_is_done_to_a_year_of_meetings(
    with_members: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Year, "template", with_members, raising=False)
    run_state_machine_as_test(
        Year,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
