"""The demo year of meetings: planned, recorded, scored, reviewed; some late, as in life."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain.meetings import (
    Attendance,
    CellHabit,
    Meeting,
    MeetingState,
    Minutes,
    Presence,
    Task,
    TaskState,
    Vote,
    count,
)
from tcxd_desktop.domain.periods import last_day
from tcxd_desktop.domain.score_sheets import Entry, SheetState
from tcxd_desktop.domain.score_templates import (
    REVIEW,
    SELF,
    CellKind,
    Item,
    MeetingKind,
    ScoreTemplate,
    TemplateStatus,
)
from tcxd_desktop.office import meeting_rolls, score_keeping, score_templates
from tcxd_desktop.office.demo_dice import Dice
from tcxd_desktop.office.demo_tree import DemoTree
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meeting_rolls import PRESET
from tcxd_desktop.storage import assignments as stored_assignments
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import resolution_tasks as stored_tasks
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage.scores import StoredSheet
from tcxd_desktop.storage.work import Work

_KINDS = {"thon": CellKind.VILLAGE, "hop_tac": CellKind.PRIVATE_FIRM,
          "doanh_nghiep": CellKind.PRIVATE_FIRM, "cong_an": CellKind.FORCES,
          "quan_su": CellKind.FORCES}  # fmt: skip
_LONGEST_ROLL = 200
"""Larger chi bộ of a stress office keep counts only."""
_HALF = Decimal("0.5")
_THEMATIC_MONTHS = (3, 6, 9)
_ASSIGNED = 6
"""Members of the committee who attend chi bộ, of those with a post in the first chi bộ."""


@cache
def _words() -> Mapping[str, Any]:
    path = places.resources() / "demo" / "meetings.json"
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    """Một chi bộ mẫu."""

    unit_id: int
    place: str
    kind: CellKind
    since: str
    has_committee: bool
    evening: bool
    day: int
    quality: float
    """0 to 1: how well it meets."""


def write_meetings(desk: Desk, work: Work, made: DemoTree, ids: Sequence[int], seed: int) -> None:
    """Write the meetings of the year up to today inside the demo's transaction."""
    content = next(
        text for text, one in score_keeping.shipped() if one.code == score_templates.DEFAULT
    )
    template = score_keeping.template_of(content)
    number = stored_templates.add(work, template, content, TemplateStatus.PUBLISHED, in_use=True)
    year = _Year(desk, work, (number, template, content))
    committee = _committee(work, desk.day())
    for place, index in enumerate(made.cells):
        cell = _cell(made, index, ids[index], Dice(seed * 31 + index))
        stored_assignments.set_habit(
            work,
            CellHabit(cell.unit_id, "", cell.kind, cell.day, _hour(cell), cell.place),
        )
        upper = committee[place % len(committee)] if committee else (0, "")
        if upper[0]:
            stored_assignments.add(
                work, upper[0], cell.unit_id, f"{desk.today().year}-01-01", "03-TB/ĐU"
            )
        year.write(cell, upper, Dice(seed * 97 + index))


def _cell(made: DemoTree, index: int, unit_id: int, dice: Dice) -> _Cell:
    unit = made.units[index]
    village = unit.kind == "thon"
    return _Cell(
        unit_id,
        f"Nhà văn hóa thôn {unit.place}" if village else f"Phòng họp {unit.place}",
        _KINDS.get(unit.kind, CellKind.OFFICE),
        unit.since,
        unit.now.has_committee,
        village,
        dice.between(3, 8),
        0.35 + 0.65 * dice.share(),
    )


def _hour(cell: _Cell) -> str:
    return "19:30" if cell.evening else "14:00"


def _committee(work: Work, day: str) -> list[tuple[int, str]]:
    rows = work.all(
        "SELECT DISTINCT p.id, p.birth_name FROM person_party_posts t"
        " JOIN person p ON p.id = t.person_id JOIN unit_step u ON u.unit_id = t.unit_id"
        " WHERE u.parent_id IS NULL AND t.until IS NULL AND u.until > ?"
        " ORDER BY p.name_key LIMIT ?",
        (day, _ASSIGNED),
    )
    return [(int(person), str(name)) for person, name in rows]


class _Year:
    """The meetings of one chi bộ after the other."""

    def __init__(self, desk: Desk, work: Work, template: tuple[int, ScoreTemplate, str]) -> None:
        self._work = work
        self._today = desk.today()
        self._number, self._template, self._content = template
        self._leaves = [item for item in self._template.walk() if not item.children]
        self._heads: dict[str, dict[int, tuple[str, str, bool]]] = {}

    def _head(self, cell: _Cell, day: str) -> tuple[str, bool]:
        """Return the bí thư of a chi bộ on a day, and whether there is a phó bí thư."""
        if day not in self._heads:
            self._heads[day] = stored.secretaries(self._work, day)
        name, _, deputy = self._heads[day].get(cell.unit_id, ("", "", False))
        return name, deputy

    def write(self, cell: _Cell, upper: tuple[int, str], dice: Dice) -> None:
        """Write the year of a chi bộ: the last months are as far as offices are."""
        tasks: list[Task] = []
        thematic = {month + dice.between(-1, 1) for month in _THEMATIC_MONTHS}
        for month in range(1, self._today.month + 1):
            on = date(self._today.year, month, cell.day)
            if on.isoformat() < cell.since:
                continue
            kind = MeetingKind.COMBINED if month in thematic else MeetingKind.REGULAR
            meeting = self._planned(cell, on, kind, dice)
            left = self._today.month - month
            late = left == 1 and dice.chance(0.15)
            if on > self._today or left == 0 or late:
                if left or dice.chance(0.8):
                    stored.add(self._work, meeting)
                continue
            if dice.chance(0.01):
                stored.add(
                    self._work,
                    replace(meeting, state=MeetingState.NOT_HELD, reason="Bão, ngập đường vào"),
                )
                continue
            tasks = self._held(cell, meeting, tasks, upper, dice, left)

    def _planned(self, cell: _Cell, on: date, kind: MeetingKind, dice: Dice) -> Meeting:
        _, deputy = self._head(cell, on.isoformat())
        theme = dice.pick(_words()["themes"]) if kind is MeetingKind.COMBINED else ""
        return Meeting(
            0,
            cell.unit_id,
            kind,
            f"{on:%Y-%m}",
            planned_on=on.isoformat(),
            planned_at=_hour(cell),
            place=cell.place,
            minutes=Minutes(theme=theme),
            has_committee=cell.has_committee,
            has_deputy=deputy,
            cell_kind=cell.kind,
            version=1,
        )

    def _held(
        self,
        cell: _Cell,
        meeting: Meeting,
        before: list[Task],
        upper: tuple[int, str],
        dice: Dice,
        left: int,
    ) -> list[Task]:
        roll = self._roll(cell, meeting.planned_on, dice)
        minutes = dice.between(85, 125) + (30 if meeting.kind is MeetingKind.COMBINED else 0)
        start = int(_hour(cell)[:2]) * 60 + int(_hour(cell)[3:])
        here = [row for row in roll if row.presence is Presence.PRESENT]
        made = replace(
            meeting,
            state=MeetingState.HELD,
            held_on=meeting.planned_on,
            start=_hour(cell),
            end=f"{(start + minutes) // 60:02d}:{(start + minutes) % 60:02d}",
            attendance=roll if len(roll) <= _LONGEST_ROLL else (),
            counts=count(roll),
            counts_by_hand=len(roll) > _LONGEST_ROLL,
            minutes=replace(
                meeting.minutes,
                **_words()["texts"],
                shortcomings="",
                resolution_number=f"{int(meeting.period[5:]):02d}-NQ/CB",
            ),
            posted_on=_earlier(meeting.planned_on, dice.between(0, 3)),
            minutes_posted_on=_earlier(meeting.planned_on, -dice.between(1, 3)),
            committee_met_on=_earlier(meeting.planned_on, 2),
            votes=(Vote("Nghị quyết tháng", len(here)),) if here else (),
        )
        if len(here) > 1:
            made = replace(made, **_officers(here, self._head(cell, made.held_on)[0]))
        if upper[0] and dice.chance(0.6):
            made = replace(made, upper_id=upper[0], upper=upper[1])
        if not made.counts.members:
            return before
        long = meeting_rolls.long_absent(self._work, made)
        made = replace(made, counts=replace(made.counts, long_absent=long))
        number = stored.add(self._work, made)
        made = replace(made, id=number)
        given = self._tasks(made, before, here, dice)
        if left > 1 or dice.chance(0.85):
            self._score(cell, made, dice, left)
        return given

    def _roll(self, cell: _Cell, day: str, dice: Dice) -> tuple[Attendance, ...]:
        made: list[Attendance] = []
        words = _words()
        for person, name, grade, activity in stored.roll(self._work, cell.unit_id, day):
            presence, reason = PRESET.get(activity, (None, ""))
            spoke, gist = False, ""
            if presence is None:
                missing = dice.share()
                if missing < 0.015 * (1.2 - cell.quality):
                    presence = Presence.ABSENT
                elif missing < 0.09:
                    presence, reason = Presence.ABSENT_REASON, dice.pick(words["reasons"])
                else:
                    presence = Presence.PRESENT
                    spoke = dice.chance(0.2 + 0.3 * cell.quality)
                    gist = dice.pick(words["gists"]) if spoke and dice.chance(0.4) else ""
            here = activity == "tam_thoi_tai_day"
            made.append(Attendance(person, name, grade, presence, reason, spoke, gist, here))
        return tuple(made)

    def _tasks(
        self, meeting: Meeting, before: list[Task], here: Sequence[Attendance], dice: Dice
    ) -> list[Task]:
        words = _words()
        for task in before:
            share = dice.share()
            state = TaskState.DONE if share < 0.8 else TaskState.LATE if share < 0.92 else None
            if state is not None:
                result = words["results"][0 if state is TaskState.DONE else 2]
                stored_tasks.change_task(
                    self._work,
                    replace(task, state=state, result=result, done_on=meeting.held_on,
                            judged_in=meeting.id),
                )  # fmt: skip
        given: list[Task] = []
        for text in sorted({dice.pick(words["tasks"]) for _ in range(dice.between(2, 4))}):
            owner = dice.pick(here) if here else None
            task = Task(
                0,
                meeting.unit_id,
                meeting.id,
                text,
                owner.person_id if owner else None,
                owner.name if owner else "",
                last_day(meeting.period),
            )
            given.append(replace(task, id=stored_tasks.add_task(self._work, task)))
        return given

    def _score(self, cell: _Cell, meeting: Meeting, dice: Dice, left: int) -> None:
        facts = score_keeping.facts(self._work, meeting)
        mine = {
            item.id: self._entry(item, cell.quality, dice)
            for item in self._leaves
            if not item.auto or dice.chance(0.5)
        }
        proposed = score_keeping.machine(self._template).score(facts, mine, SELF)
        for missing in proposed.missing:
            item = next(one for one in self._leaves if one.id == missing)
            mine[missing] = self._entry(item, cell.quality, dice)
        entries = {SELF: mine}
        state = SheetState.SUBMITTED
        if left > 1 or dice.chance(0.6):
            entries[REVIEW] = {key: self._reviewed(entry, dice) for key, entry in mine.items()}
            known = score_keeping.machine(self._template).score(facts, entries[REVIEW], REVIEW)
            if known.complete:
                state = SheetState.CONFIRMED if left > 1 else SheetState.REVIEWED
        other = REVIEW in entries and any(
            entries[REVIEW][key].points != entry.points for key, entry in mine.items()
        )
        reason = dice.pick(_words()["deductions"]) if other else ""
        sheet = StoredSheet(
            meeting.id, self._number, state, facts, entries, reason,
            "Ban Thường vụ Đảng ủy" if state is SheetState.CONFIRMED else "",
            _earlier(last_day(meeting.period), -8) if state is SheetState.CONFIRMED else "",
            0,
        )  # fmt: skip
        stored_scores.write(self._work, sheet)
        for scorer, told in entries.items():
            stored_scores.write_entries(self._work, meeting.id, scorer, told)
        score_keeping.keep_results(self._work, sheet, self._content)

    def _entry(self, item: Item, quality: float, dice: Dice) -> Entry:
        most = int(item.max / _HALF)
        short = int(most * 0.42 * (1 - quality) * dice.share())
        if dice.chance(0.3):
            short += 1
        points = max(item.max - _HALF * min(short, most), Decimal(0))
        note = dice.pick(_words()["deductions"]) if short > 1 and dice.chance(0.5) else ""
        return Entry(points=points, note=note)

    def _reviewed(self, entry: Entry, dice: Dice) -> Entry:
        if entry.points is None or dice.chance(0.7):
            return replace(entry, note="")
        return Entry(points=max(entry.points - _HALF * dice.between(1, 2), Decimal(0)))


def _officers(here: Sequence[Attendance], head: str) -> dict[str, Any]:
    """Return who led: the bí thư where present."""
    chair = next((row for row in here if row.name == head), here[0])
    secretary = next(row for row in here if row is not chair)
    return {
        "chair_id": chair.person_id, "chair": chair.name,
        "secretary_id": secretary.person_id, "secretary": secretary.name,
    }  # fmt: skip


def _earlier(day: str, days: int) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() - days).isoformat()
