"""Boards for tests: of records made by hand, and of a real office."""

from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.meetings import (
    Board,
    BoardCell,
    BoardRow,
    CellState,
    Meeting,
    MeetingState,
    Presence,
)
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import REVIEW, SELF, CellKind, MeetingKind
from tcxd_desktop.office import meetings, people, scoring
from tcxd_desktop.office.desk import Desk
from tests import make

NAMES = (
    "Chi bộ thôn Đông", "Chi bộ thôn Thượng", "Chi bộ thôn Trung", "Chi bộ thôn Hạ",
    "Chi bộ UBND xã", "Chi bộ công an xã", "Chi bộ quân sự xã", "Chi bộ trạm y tế",
    "Chi bộ trường THCS", "Chi bộ trường tiểu học", "Chi bộ trường mầm non", "Chi bộ hợp tác xã",
    "Chi bộ cơ quan Đảng", "Chi bộ thôn Vạn", "Chi bộ thôn Lâm", "Chi bộ thôn Sơn",
)  # fmt: skip
LEVELS = ((90, "TOT", "Tốt"), (70, "KHA", "Khá"), (50, "TB", "Trung bình"), (0, "KEM", "Kém"))
SCORES = (91, 88, 92, 85, 95, 96, 78, 93, 64, 97, 90, 48)


def rated(total: int, *, own: int | None = None, day: str = "2026-01-05", **changes) -> BoardCell:
    """Return a cell with its official level."""
    rank = next(n for n, (least, _, _) in enumerate(LEVELS) if total >= least)
    return BoardCell(**{
        "state": CellState.RATED, "meeting_id": 1, "day": day, "meetings": 1,
        "self_total": str(own if own is not None else total), "official_total": str(total),
        "level": LEVELS[rank][1], "level_label": LEVELS[rank][2], "rank": rank, "ranks": 4,
        "difference": str((own or total) - total), **changes,
    })  # fmt: skip


def row(number: int, cells: dict[int, BoardCell] | None = None, upto: int = 9) -> BoardRow:
    """Return a chi bộ rated up to a month, with some cells of its own."""
    found = []
    for month in range(1, 13):
        usual = (
            rated(
                SCORES[(number * 5 + month * 7) % len(SCORES)],
                day=f"2026-{month:02d}-05",
                thematic=month in (3, 6, 9) and number % 4 != 3,
                meeting_id=number * 100 + month,
            )
            if month <= upto
            else BoardCell(CellState.EMPTY)
        )
        found.append((cells or {}).get(month, usual))
    quarters = tuple(
        sum(cell.thematic for cell in found[3 * quarter : 3 * quarter + 3]) for quarter in range(4)
    )
    return BoardRow(
        unit_id=number + 10,
        unit=NAMES[number % len(NAMES)] + ("" if number < len(NAMES) else f" {number}"),
        members=20 + number,
        kind=CellKind.OTHER,
        cells=tuple(found),
        thematic=quarters,  # type: ignore[arg-type]
        mean="88.5",
    )


def board(rows: int = 16) -> Board:
    """Return the board of 2026 as it stands on 23 November: October is under way."""
    special = {
        0: {10: BoardCell(CellState.SCORED, 1010, "2026-10-05", self_total="88", meetings=1)},
        1: {10: rated(88, meeting_id=1011), 11: BoardCell(CellState.PLANNED, 1111, "2026-11-27")},
        2: {10: BoardCell(CellState.OVERDUE, 1012, "2026-10-17")},
        3: {10: BoardCell(CellState.NOT_HELD, 1013)},
        4: {10: BoardCell(CellState.REVIEWED, 1014, "2026-10-06", self_total="98",
                          official_total="92", difference="6", meetings=1),
            11: BoardCell(CellState.PLANNED, 1114, "2026-11-28")},
        5: {10: BoardCell(CellState.HELD, 1015, "2026-10-06", meetings=1)},
        6: {10: BoardCell(CellState.OVERDUE)},
    }  # fmt: skip
    return Board(
        2026,
        tuple(row(n, special.get(n), upto=10 if n not in special else 9) for n in range(rows)),
        closed=("2026-01", "2026-02"),
    )


# --- a real office --------------------------------------------------------------------------------

FULL = {"1": 5, "2": 5, "3": 10, "4": 40, "5": 5, "6": 30, "7": 5}
"""Groups of the national frame, the template an office takes by itself."""


def people_in(desk: Desk, unit_id: int, count: int = 3) -> None:
    """Write some members into a chi bộ."""
    for name in ("Lê Thị An", "Trần Văn Ánh", "Phạm Thị Dần", "Vũ Văn Hải")[:count]:
        people.create(desk, make.new_person(name=name, unit_id=unit_id))


def held(
    desk: Desk, unit_id: int, period: str, kind: MeetingKind = MeetingKind.REGULAR, day: int = 6
) -> Meeting:
    """Record a meeting everybody but the last attended."""
    meeting = meetings.new(desk, unit_id, period, kind)
    last = len(meeting.attendance) - 1
    roll = tuple(
        replace(
            one,
            presence=Presence.ABSENT_REASON if place == last else Presence.PRESENT,
            reason="Ốm" if place == last else "",
            spoke=place == 0,
        )
        for place, one in enumerate(meeting.attendance)
    )
    made = replace(
        meeting, state=MeetingState.HELD, held_on=f"{period}-{day:02d}", start="14:00",
        end="15:40", place="Nhà văn hóa", chair="Lê Thị An", secretary="Trần Văn Ánh",
        attendance=roll,
    )  # fmt: skip
    return meetings.save(desk, made)


def entries(note: str = "", **lost: int) -> dict[str, Entry]:
    """Return points of every group, less what is lost: ``entries(g6=3)``."""
    return {
        item: Entry(
            points=Decimal(full - lost.get(f"g{item}", 0)),
            note=note if lost.get(f"g{item}") else "",
        )
        for item, full in FULL.items()
    }


def own_score(desk: Desk, meeting_id: int, *, hand_in: bool = True, **lost: int) -> None:
    """Enter the self-score."""
    sheet = scoring.prepare(desk, meeting_id)
    scoring.save(desk, replace(sheet, entries={SELF: entries(**lost)}), SELF)
    if hand_in:
        scoring.hand_in(desk, [meeting_id])


def reviewed(desk: Desk, meeting_id: int, note: str = "", reason: str = "", **lost: int) -> None:
    """Enter the review."""
    sheet = scoring.prepare(desk, meeting_id)
    made = {**sheet.entries, REVIEW: entries(note, **lost)}
    scoring.review(desk, replace(sheet, entries=made), reason)


def confirmed(desk: Desk, *meeting_ids: int) -> None:
    """Confirm the levels."""
    scoring.confirm(desk, meeting_ids, "Ban Thường vụ Đảng ủy", make.TODAY)
