"""What of a schedule, or of a grid of points, is typed and not saved; and back into it. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.meetings import PlanLine
from tcxd_desktop.domain.score_grid import GridRow
from tcxd_desktop.domain.work_drafts import GridDraft, PlanDraft, SheetDraft
from tcxd_desktop.ui.meetings.grid_points import NO_TEMPLATE, kind_of
from tcxd_desktop.ui.meetings.grid_sheet import Sheet
from tcxd_desktop.ui.meetings.grid_state import ScoreGrid
from tcxd_desktop.ui.meetings.plan_state import PlanSheet

InHand = tuple[int, int, str] | None
"""Row, column and text of the cell being typed in."""


def texts_of(sheet: Sheet[Any], in_hand: InHand) -> dict[int, dict[str, str]]:
    """Return by row what stands in cells as text: unreadable, or not taken yet."""
    found: dict[int, dict[str, str]] = {}
    for (row, key), typed in sheet.typed.items():
        found.setdefault(row, {})[key] = typed.text
    if in_hand is not None:
        row, number, text = in_hand
        column = sheet.column_of(row, number)
        if column is not None and text != sheet.text(row, number):
            found.setdefault(row, {})[column.key] = text
    return found


# --- the schedule ---------------------------------------------------------------------------------


def plan_draft(sheet: PlanSheet, in_hand: InHand = None) -> PlanDraft | None:
    """Return what of a schedule is not saved, or ``None``."""
    texts = texts_of(sheet, in_hand)
    rows = [
        row
        for row, (now, before) in enumerate(zip(sheet.rows, sheet.kept, strict=True))
        if now != before or row in texts
    ]
    if not rows:
        return None
    return PlanDraft(
        tuple(sheet.rows[row] for row in rows),
        tuple(sheet.kept[row] for row in rows),
        tuple(texts.get(row, {}) for row in rows),
    )


def fitting_plan(sheet: PlanSheet, draft: PlanDraft) -> PlanDraft | None:
    """Return what of a draft was typed over what is still stored; ``None``: nothing."""
    stored = {_place(line): line for line in sheet.kept if line is not None}
    there = {line.unit_id for line in stored.values()}
    saved = {(line.unit_id, *_typed(line)) for line in stored.values() if line.meeting_id}
    fit: list[tuple[PlanLine, PlanLine | None, Mapping[str, str]]] = []
    for line, over, texts in zip(draft.lines, draft.over, draft.texts, strict=False):
        if over is None:
            fits = line.unit_id in there and (line.unit_id, *_typed(line)) not in saved
        else:
            now = stored.get(_place(over))
            fits = now is not None and (now.state, *_typed(now)) == (over.state, *_typed(over))
        if fits:
            fit.append((line, over, texts))
    if not fit:
        return None
    lines, overs, every = zip(*fit, strict=True)
    return PlanDraft(lines, overs, every)


def use_plan(sheet: PlanSheet, draft: PlanDraft) -> None:
    """Type a draft that fits into a schedule again."""
    for line, over, texts in zip(draft.lines, draft.over, draft.texts, strict=True):
        row = _row_of(sheet, line, over)
        kind, on, at, place, theme = _typed(line)
        sheet.rows[row] = replace(
            sheet.rows[row], kind=kind, on=on, at=at, place=place, theme=theme
        )
        for key, text in texts.items():
            sheet.restore(row, key, text)
    sheet.undo_steps.clear()
    sheet.checked()


def _row_of(sheet: PlanSheet, line: PlanLine, over: PlanLine | None) -> int:
    """Return the row a line belongs into; one that was added comes after those of its chi bộ."""
    if over is not None:
        return next(
            row for row, now in enumerate(sheet.kept) if now and _place(now) == _place(over)
        )
    last = max(row for row, now in enumerate(sheet.rows) if now.unit_id == line.unit_id)
    return sheet.add(last)


def _place(line: PlanLine) -> tuple[int, int]:
    return line.unit_id, line.meeting_id


def _typed(line: PlanLine) -> tuple[Any, str, str, str, str]:
    """Return what of a line is typed; the rest is read with it."""
    return line.kind, line.on, line.at, line.place, line.theme


# --- the points -----------------------------------------------------------------------------------


def grid_draft(sheet: ScoreGrid, in_hand: InHand = None) -> GridDraft | None:
    """Return what of a month's points is not saved, or ``None``."""
    texts = texts_of(sheet, in_hand)
    made = {
        str(now.meeting_id): SheetDraft(
            now.entries,
            now.reason,
            version=now.version,
            template=template_text(now),
            texts=texts.get(row, {}),
        )
        for row, (now, before) in enumerate(zip(sheet.rows, sheet.kept, strict=True))
        if now.meeting_id and (now != before or row in texts)
    }
    return GridDraft(made) if made else None


def fitting_grid(sheet: ScoreGrid, draft: GridDraft) -> GridDraft | None:
    """Return what of a draft was typed over what is still stored; ``None``: nothing."""
    stored = _by_meeting(sheet.kept)
    fit = {
        key: one
        for key, one in draft.sheets.items()
        if (now := stored.get(key)) is not None and not now.locked
        if (one.version, one.template) == (now.version, template_text(now))
    }
    return GridDraft(fit) if fit else None


def use_grid(sheet: ScoreGrid, draft: GridDraft) -> None:
    """Type a draft that fits into a month's points again."""
    for row, now in enumerate(sheet.rows):
        one = draft.sheets.get(str(now.meeting_id)) if now.meeting_id else None
        if one is None:
            continue
        sheet.rows[row] = replace(now, entries=one.entries, reason=one.reason)
        for key, text in one.texts.items():
            sheet.restore(row, key, text)
    sheet.undo_steps.clear()
    sheet.checked()


def template_text(row: GridRow) -> str:
    """Return which template a row is scored by, in one word."""
    code, version = kind_of(row)
    return f"{code} {version}" if (code, version) != NO_TEMPLATE else ""


def _by_meeting(rows: Iterable[GridRow | None]) -> dict[str, GridRow]:
    return {str(row.meeting_id): row for row in rows if row is not None and row.meeting_id}
