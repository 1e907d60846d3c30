"""Chấm nhanh cả tháng, and what the program points out about a month's scores."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_checks import LINES, check_rows
from tcxd_desktop.domain.meeting_errors import NoTemplateProblem
from tcxd_desktop.domain.meetings import REGULAR_KINDS, Meeting, MeetingState
from tcxd_desktop.domain.periods import check_month
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
from tcxd_desktop.office import (
    cells,
    scope,
    score_keeping,
    score_sheets,
    score_templates,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.template_shelf import Shelf
from tcxd_desktop.storage import meetings as stored
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
    check_month(period)
    with desk.read() as reading:
        found = stored.find(reading, since=period, until=period)
        month = _Month(
            reading,
            score_sheets.standing_of(reading, [meeting.id for meeting in found]),
            score_templates.shelf(reading),
            score_keeping.settings(reading),
        )
        closed = bool(score_keeping.closed_by(reading, period))
        by_unit: dict[int, list[Meeting]] = {}
        for meeting in found:
            by_unit.setdefault(meeting.unit_id, []).append(meeting)
        rows: list[GridRow] = []
        for cell in cells.with_gone(desk, reading, period, by_unit):
            mine = by_unit.get(cell.id, [])
            if not mine:
                rows.append(GridRow(cell.id, cell.name, locked=_NOT_RECORDED))
            for meeting in mine:
                row = GridRow(cell.id, cell.name, meeting.id, meeting.day, meeting.kind.value)
                rows.append(month.row(row, meeting, scorer))
    return [replace(row, locked=_CLOSED) for row in rows] if closed else rows


@dataclass(frozen=True, slots=True)
class _Month:
    """What the rows of a month have in common, read once."""

    reading: Reading
    sheets: Mapping[int, ScoreSheet]
    shelf: Shelf
    limits: ScoreSettings

    def row(self, row: GridRow, meeting: Meeting, scorer: str) -> GridRow:
        """Return the row of a meeting with its sheet, or why there is none."""
        sheet = self.sheets.get(meeting.id)
        if sheet is None and meeting.state is not MeetingState.HELD:
            not_held = meeting.state is MeetingState.NOT_HELD
            return replace(row, locked=_NOT_HELD if not_held else _NOT_RECORDED)
        try:
            return _row(row, sheet or self._new(meeting), scorer)
        except NoTemplateProblem:
            return replace(row, locked=_NO_TEMPLATE)

    def _new(self, meeting: Meeting) -> ScoreSheet:
        return score_sheets.new(self.reading, meeting, self.shelf, self.limits)


def _row(row: GridRow, sheet: ScoreSheet, scorer: str) -> GridRow:
    official, own = sheet.template.official.id, score_keeping.own_of(sheet.template)
    of = score_keeping.scorer_of(sheet.template, scorer)
    entries = sheet.entries.get(of, {})
    locked = _LOCKED if sheet.state is SheetState.CONFIRMED else ""
    if not locked and sheet.state is SheetState.REVIEWED and of != official:
        locked = _REVIEWED
    return replace(
        row,
        template=sheet.template,
        template_id=sheet.template_id,
        state=sheet.state if sheet.version else None,
        facts=sheet.facts,
        entries=entries,
        other=sheet.entries.get(own if of == official else official, {}),
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
    check_rows(rows, LINES, "rows")
    if scorer == REVIEW:
        return _review_grid(desk, rows)
    with desk.write(Permission.MEETINGS, "scoring.grid") as work:
        changed = _changed(desk, work, rows, scorer)
        for meeting, sheet, _ in changed:
            scoring.save_in(work, meeting, sheet, scorer)
    return len(changed)


def _review_grid(desk: Desk, rows: Sequence[GridRow]) -> int:
    with desk.write(Permission.REVIEW, "scoring.grid") as work:
        changed = _changed(desk, work, rows, REVIEW)
        for meeting, sheet, reason in changed:
            scoring.review_in(work, meeting, sheet, reason)
    return len(changed)


def _changed(
    desk: Desk, work: Work, rows: Sequence[GridRow], scorer: str
) -> list[tuple[Meeting, ScoreSheet, str]]:
    """Return the meetings whose row differs from what is stored, with sheet and reason."""
    open_rows = {row.meeting_id: row for row in rows if row.meeting_id and not row.locked}
    known = score_sheets.standing_of(work, open_rows)
    found: list[tuple[Meeting, ScoreSheet, str]] = []
    for number, row in open_rows.items():
        entries = {item: entry for item, entry in row.entries.items() if entry.told or entry.note}
        sheet = known.get(number)
        if sheet is not None and _same(sheet, row, entries, scorer):
            continue
        if sheet is None and not entries:
            continue
        meeting = scoring.writable(desk, work, number)
        if sheet is None:
            sheet = score_sheets.sheet_of(work, meeting)
        of = score_keeping.scorer_of(sheet.template, scorer)
        told = replace(
            sheet,
            version=row.version,
            facts={**sheet.facts, **row.facts},
            entries={**sheet.entries, of: entries},
        )
        found.append((meeting, told, row.reason))
    return found


def _same(sheet: ScoreSheet, row: GridRow, entries: Entries, scorer: str) -> bool:
    of = score_keeping.scorer_of(sheet.template, scorer)
    same = entries == sheet.entries.get(of, {})
    return same and (scorer != REVIEW or row.reason == sheet.reason)


# --- what is pointed out --------------------------------------------------------------------------


def hints(desk: Desk, period: str) -> list[Hint]:
    """Return what is worth a look in a month: identical totals, all full marks, self far above.

    Nothing of it forbids anything.
    """
    check_month(period)
    with desk.read() as reading:
        limits = score_keeping.settings(reading)
        given = scope.units_of(desk, reading)
        units = {
            meeting.id: meeting.unit_id
            for meeting in stored.find(reading, since=period, until=period)
            if given is None or meeting.unit_id in given
        }
        sheets = score_sheets.standing_of(reading, units)
    return hints_of([(units[number], sheet) for number, sheet in sheets.items()], limits)


def hints_of(scored: Sequence[tuple[int, ScoreSheet]], limits: ScoreSettings) -> list[Hint]:
    """Return what is worth a look among sheets of a month, each with its chi bộ.

    Totals are compared among the meetings the month is rated by.
    """
    totals: dict[int, Decimal] = {}
    full: list[int] = []
    found: list[Hint] = []
    for unit_id, sheet in scored:
        own = score_keeping.own_of(sheet.template)
        if sheet.entries.get(own) and sheet.facts.get("meeting_kind") in REGULAR_KINDS:
            made = score_sheets.result(sheet, own)
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
    apart = score_sheets.difference(sheet)
    if apart is None or abs(apart) < limits.difference:
        return []
    found = [Hint("tu_cham_cao", (apart,), (unit_id,))] if apart > 0 else []
    if not sheet.reason:
        found.append(Hint("lech_chua_ly_do", (apart, limits.difference), (unit_id,)))
    return found
