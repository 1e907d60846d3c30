"""Chấm nhanh cả tháng, and what the program points out about a month's scores."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_errors import NoTemplateProblem
from tcxd_desktop.domain.meetings import Meeting, MeetingState
from tcxd_desktop.domain.score_grid import GridRow, ScoreSettings
from tcxd_desktop.domain.score_sheets import (
    WHOLE_SHEET,
    Entries,
    Hint,
    ScoreSheet,
    SheetResult,
    SheetState,
)
from tcxd_desktop.domain.score_templates import REVIEW, SELF, ScoreTemplate
from tcxd_desktop.office import cells, meetings, score_keeping, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meeting_plans import month_day
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import periods as stored_periods
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage.work import Reading, Work

_CLOSED, _LOCKED = "Tháng đã chốt", "Đã xác nhận mức: mở lại phiếu mới sửa được"
_REVIEWED = "Đã thẩm định: mở lại phiếu mới sửa được điểm tự chấm"
_NOT_RECORDED = "Chưa ghi buổi họp"
_NOT_HELD = "Không sinh hoạt"
_NO_TEMPLATE = "Chưa có mẫu chấm cho buổi này"


def grid(desk: Desk, period: str, scorer: str = SELF) -> list[GridRow]:
    """Return every meeting of a month to be scored, and every chi bộ without one.

    Args:
        desk: where.
        period: the month.
        scorer: whose points are asked for.
    """
    day = month_day(desk, period)
    with desk.read() as reading:
        there = cells.cells(desk, reading, day)
        found = stored.find(reading, since=period, until=period)
        sheets = stored_scores.sheets(reading, [meeting.id for meeting in found])
        closed = stored_periods.closing(reading, period) is not None
        by_unit: dict[int, list[Meeting]] = {}
        for meeting in found:
            by_unit.setdefault(meeting.unit_id, []).append(meeting)
        rows: list[GridRow] = []
        for cell in there:
            mine = by_unit.get(cell.id, [])
            if not mine:
                rows.append(GridRow(cell.id, cell.name, locked=_NOT_RECORDED))
            for meeting in mine:
                row = GridRow(cell.id, cell.name, meeting.id, meeting.day, meeting.kind.value)
                if meeting.id in sheets or meeting.state is MeetingState.HELD:
                    row = _row(reading, row, meeting, scorer)
                else:
                    not_held = meeting.state is MeetingState.NOT_HELD
                    row = replace(row, locked=_NOT_HELD if not_held else _NOT_RECORDED)
                rows.append(replace(row, locked=_CLOSED) if closed else row)
    return rows


def _row(reading: Reading, row: GridRow, meeting: Meeting, scorer: str) -> GridRow:
    try:
        sheet = scoring.sheet_of(reading, meeting)
    except NoTemplateProblem:
        return replace(row, locked=_NO_TEMPLATE)
    official = sheet.template.official.id
    entries = sheet.entries.get(scorer, {})
    locked = _LOCKED if sheet.state is SheetState.CONFIRMED else ""
    if not locked and sheet.state is SheetState.REVIEWED and scorer != official:
        locked = _REVIEWED
    return replace(
        row,
        template=sheet.template,
        template_id=sheet.template_id,
        state=sheet.state if sheet.version else None,
        facts=sheet.facts,
        entries=entries,
        other=sheet.entries.get(SELF if scorer == official else official, {}),
        by_items=_by_items(sheet.template, entries),
        locked=locked,
        reason=sheet.reason,
        version=sheet.version,
    )


def _by_items(template: ScoreTemplate, entries: Entries) -> bool:
    """Tell whether anything below the groups was scored."""
    groups = {item.id for item in template.items} | {WHOLE_SHEET}
    extra = {adjustment.id for adjustment in template.adjustments}
    return any(entry.told for item, entry in entries.items() if item not in groups | extra)


def save_grid(desk: Desk, rows: Sequence[GridRow], scorer: str = SELF) -> int:
    """Write the rows that differ from what is stored, all or none; return how many.

    Raises:
        Those of ``scoring.save``, and for the official scorer those of ``scoring.review``.
    """
    if scorer == REVIEW:
        return _review_grid(desk, rows)
    with desk.write(Permission.MEETINGS, "scoring.grid") as work:
        written = 0
        for meeting, sheet in _changed(desk, work, rows, scorer):
            scoring.save_in(work, meeting, sheet, scorer)
            written += 1
    return written


def _review_grid(desk: Desk, rows: Sequence[GridRow]) -> int:
    with desk.write(Permission.REVIEW, "scoring.grid") as work:
        written = 0
        reasons = {row.meeting_id: row.reason for row in rows}
        for meeting, sheet in _changed(desk, work, rows, REVIEW):
            scoring.review_in(work, meeting, sheet, reasons[meeting.id])
            written += 1
    return written


def _changed(
    desk: Desk, work: Work, rows: Sequence[GridRow], scorer: str
) -> list[tuple[Meeting, ScoreSheet]]:
    found: list[tuple[Meeting, ScoreSheet]] = []
    for row in rows:
        if not row.meeting_id or row.locked:
            continue
        known = scoring.sheet_of(work, meetings.of(desk, work, row.meeting_id))
        entries = {item: entry for item, entry in row.entries.items() if entry.told or entry.note}
        same = entries == known.entries.get(scorer, {})
        if same and (scorer != REVIEW or row.reason == known.reason):
            continue
        meeting = scoring.writable(desk, work, row.meeting_id)
        sheet = replace(
            known,
            version=row.version,
            facts={**known.facts, **row.facts},
            entries={**known.entries, scorer: entries},
        )
        found.append((meeting, sheet))
    return found


# --- what is pointed out --------------------------------------------------------------------------


def hints(desk: Desk, period: str) -> list[Hint]:
    """Return what is worth a look in a month: identical totals, all full marks, self far above.

    Nothing of it forbids anything.
    """
    with desk.read() as reading:
        limits = score_keeping.settings(reading)
        given = {cell.id for cell in cells.cells(desk, reading, month_day(desk, period))}
        found = stored.find(reading, since=period, until=period)
        sheets = stored_scores.sheets(reading, [meeting.id for meeting in found])
        scored = [
            (meeting.unit_id, scoring.sheet_of(reading, meeting))
            for meeting in found
            if meeting.id in sheets and meeting.unit_id in given
        ]
    return hints_of(scored, limits)


def hints_of(scored: Sequence[tuple[int, ScoreSheet]], limits: ScoreSettings) -> list[Hint]:
    """Return what is worth a look among sheets of a month, each with its chi bộ."""
    totals: dict[int, Decimal] = {}
    full: list[int] = []
    found: list[Hint] = []
    for unit_id, sheet in scored:
        own = sheet.template.scorers[0].id
        if sheet.entries.get(own):
            made = scoring.result(sheet, own)
            if made.complete and made.total is not None:
                totals[unit_id] = made.total
                if _all_full(sheet, made):
                    full.append(unit_id)
        found += difference_hints(unit_id, sheet, limits)
    for total, count in Counter(totals.values()).most_common():
        if count >= limits.alike_from:
            alike = tuple(unit for unit, mine in totals.items() if mine == total)
            found.append(Hint("giong_nhau", (total, count), alike))
    if len(full) >= limits.alike_from or (full and len(full) == len(totals)):
        found.append(Hint("toan_diem_toi_da", (len(full),), tuple(full)))
    return found


def _all_full(sheet: ScoreSheet, made: SheetResult) -> bool:
    return made.total is not None and made.total >= sheet.template.total


def difference_hints(unit_id: int, sheet: ScoreSheet, limits: ScoreSettings) -> list[Hint]:
    """Return what is worth a look between the two scores of one sheet."""
    apart = scoring.difference(sheet)
    if apart is None or abs(apart) < limits.difference:
        return []
    found = [Hint("tu_cham_cao", (apart,), (unit_id,))] if apart > 0 else []
    if not sheet.reason:
        found.append(Hint("lech_chua_ly_do", (apart, limits.difference), (unit_id,)))
    return found
