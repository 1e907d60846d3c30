"""An office with a chi bộ of named members, and meetings that were held."""

from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.meetings import Attendance, Meeting, MeetingState, Minutes, Presence, Task
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.office import meetings, people
from tcxd_desktop.office.desk import Desk
from tests import make

NAMES = (
    "Nguyễn Thị Đào", "Lê Văn Đạt", "Phạm Thị Hương Giang", "Trần Văn Quý", "Vũ Thị Hạnh",
    "Đỗ Minh Khôi", "Bùi Thị Lan", "Hoàng Văn Minh", "Ngô Thị Nga", "Đinh Công Phú",
    "Lý Thị Quyên", "Mai Văn Sơn",
)  # fmt: skip


def fill(desk: Desk, unit_id: int = make.HAMLET, count: int = 12) -> list[int]:
    """Write members into the list of a chi bộ, in the list since long ago."""
    return [
        people.create(
            desk,
            make.new_person(
                name=NAMES[place % len(NAMES)], unit_id=unit_id, birth=make.day(f"{1950 + place}"),
                event=EventKind.LISTED.value,
            ),
        ).id
        for place in range(count)
    ]  # fmt: skip


def line_of(desk: Desk, person_id: int) -> PersonLine:
    """Return a member's line."""
    return people.lines(desk, PeopleQuery(ids=(person_id,)))[0]


def called(
    roll: tuple[Attendance, ...], *, reason: int = 0, absent: int = 0, spoke: int = 0
) -> tuple[Attendance, ...]:
    """Call a roll: the last ones absent, the first ones speaking."""
    made: list[Attendance] = []
    open_rows = [row for row in roll if row.presence is None]
    away = {row.person_id: Presence.ABSENT_REASON for row in open_rows[len(open_rows) - reason :]}
    rest = open_rows[: len(open_rows) - reason]
    away |= {row.person_id: Presence.ABSENT for row in rest[len(rest) - absent :]}
    for place, row in enumerate(roll):
        presence = row.presence or away.get(row.person_id, Presence.PRESENT)
        told = "Ốm" if presence is Presence.ABSENT_REASON else ""
        made.append(replace(row, presence=presence, reason=told, spoke=place < spoke))
    return tuple(made)


def held(
    desk: Desk,
    unit_id: int = make.HAMLET,
    period: str = "2026-10",
    *,
    kind: MeetingKind = MeetingKind.REGULAR,
    tasks: tuple[Task, ...] = (),
    roll: dict[str, int] | None = None,
    **changes: Any,
) -> Meeting:
    """Record a meeting of a chi bộ."""
    blank = meetings.new(desk, unit_id, period, kind)
    made = replace(
        blank,
        state=MeetingState.HELD,
        **{
            "held_on": f"{period}-06", "start": "19:30", "end": "21:10", "place": "Nhà văn hóa",
            "attendance": called(meetings.roll(desk, unit_id, f"{period}-06"), **(roll or {})),
            "minutes": Minutes(conclusions="Thực hiện tốt nhiệm vụ tháng tới."),
            **changes,
        },
    )  # fmt: skip
    return meetings.save(desk, made, tasks)


def task(text: str = "Rà soát hộ nghèo", **changes: Any) -> Task:
    """Return a task a resolution gives."""
    return Task(**{"id": 0, "unit_id": 0, "meeting_id": 0, "text": text, "due": "2026-10-30",
                   **changes})  # fmt: skip
