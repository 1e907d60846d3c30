"""``board``: how far each chi bộ is with a month: planned, held, scored, reviewed, rated."""

import argparse
from decimal import Decimal

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.meetings import BoardCell, BoardRow, CellState
from tcxd_desktop.office import board, periods, score_grids
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.meetings import CELL_STATE
from tcxd_desktop.wording.periods import period_text
from tcxd_desktop.wording.score_summaries import named_hint


def run(options: argparse.Namespace) -> int:
    """Run the command on the office it names."""
    with opened(options) as desk:
        period = options.month or f"{desk.today():%Y-%m}"
        made = board.board(desk, int(period[:4]))
        place = int(period[5:]) - 1
        rows = [(row, row.cells[place]) for row in made.rows]
        hints = score_grids.hints(desk, period)
        table = periods.table(desk, period)
    names = {row.unit_id: row.unit for row, _ in rows}
    told = {
        "month": period,
        "closed": period in made.closed,
        "cells": [_told(row, cell) for row, cell in rows],
        "hints": [
            {"kind": hint.kind, "units": hint.unit_ids, "text": named_hint(hint, names)}
            for hint in hints
        ],
    }
    counts = {state: sum(cell.state is state for _, cell in rows) for state in CellState}
    summary = ", ".join(
        f"{CELL_STATE[state].lower()} {count}" for state, count in counts.items() if count
    )
    closed = f", chốt ngày {show_date(table.closed_on)}" if table.closed_on else ""
    tell(
        options,
        told,
        *(_line(row, cell) for row, cell in rows),
        *(named_hint(hint, names) for hint in hints),
        f"{period_text(period).capitalize()}: {len(rows)} chi bộ; {summary}{closed}.",
    )
    return 0


def _told(row: BoardRow, cell: BoardCell) -> dict[str, object]:
    return {
        "unit_id": row.unit_id,
        "unit": row.unit,
        "members": row.members,
        "state": cell.state.value,
        "day": cell.day,
        "self_total": cell.self_total,
        "official_total": cell.official_total,
        "level": cell.level,
        "level_label": cell.level_label,
        "difference": cell.difference,
        "thematic": cell.thematic,
        "thematic_by_quarter": row.thematic,
    }


def _line(row: BoardRow, cell: BoardCell) -> str:
    parts = [row.unit, CELL_STATE[cell.state], show_date(cell.day)]
    if cell.self_total:
        parts.append(f"tự chấm {_points(cell.self_total)}")
    if cell.official_total:
        parts.append(f"thẩm định {_points(cell.official_total)}")
    if cell.level_label:
        parts.append(cell.level_label)
    return "\t".join(part for part in parts if part)


def _points(text: str) -> str:
    return show_number(Decimal(text))
