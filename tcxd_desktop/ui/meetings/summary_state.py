"""What the summaries show of a month, quarter or year. No Qt."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from tcxd_desktop.domain.meeting_papers import HALF_YEAR, MONTH_TABLE, QUARTER_TABLE, YEAR_TABLE
from tcxd_desktop.domain.meetings import Board, BoardCell, CellState, PeriodLine, PeriodTable
from tcxd_desktop.domain.names import text_key
from tcxd_desktop.domain.periods import kind_of, months_of
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.meetings.board_rows import (
    Tone,
    decimal,
    level_tone,
    said,
    tone_of,
    working_month,
)
from tcxd_desktop.ui.meetings.heat_map import HeatCell, HeatRow
from tcxd_desktop.ui.meetings.plan_periods import title
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.meetings import CELL_STATE
from tcxd_desktop.wording.periods import period_text

_STATE_TONES = {CellState.RATED: "ok", CellState.OVERDUE: "warn", CellState.NOT_HELD: "warn"}
_MAIN = {"thang": MONTH_TABLE, "quy": QUARTER_TABLE, "nam": YEAR_TABLE}
_NO_LEVEL, _NO_LEVEL_SHORT = "chưa đủ căn cứ", "chưa đủ"


def badge(tone: Tone) -> str:
    """Return the tone of a badge for a level."""
    return {Tone.LAST: "bad", Tone.NONE: ""}.get(tone, tone.value)


def usual_month(board: Board, today: date) -> int:
    """Return the month that is summed up now, 0 where it lies in the year before.

    That of today once a level is official in it; until then the last one recorded before.
    """
    cells = (row.cells[today.month - 1] for row in board.rows)
    if any(cell.state is CellState.RATED for cell in cells):
        return today.month
    if today.month == 1:
        return 0
    return working_month(board, today.replace(month=today.month - 1, day=1))


def columns_of(table: PeriodTable) -> tuple[Column[PeriodLine], ...]:
    """Return the columns of a period's table."""
    kind = kind_of(table.period)
    return _month_columns(table) if kind == "thang" else _long_columns(table)


def _unit(width: int) -> Column[PeriodLine]:
    return Column("unit", "Chi bộ", lambda line: line.unit,
                  sort=lambda line: text_key(line.unit), width=width)  # fmt: skip


def _members() -> Column[PeriodLine]:
    return Column("members", "ĐV", lambda line: show_number(line.members),
                  sort=lambda line: line.members, align="right", width=50)  # fmt: skip


def _month_columns(table: PeriodTable) -> tuple[Column[PeriodLine], ...]:
    return (
        _unit(186),
        _members(),
        Column("day", "Ngày họp", lambda line: show_date(line.meeting_day),
               sort=lambda line: line.meeting_day, align="right", width=94),
        Column("own", "Tự chấm", lambda line: show_number(decimal(_cell(line).self_total)),
               sort=lambda line: _number(_cell(line).self_total), align="right", width=76),
        Column("total", "Thẩm định", lambda line: show_number(decimal(_cell(line).official_total)),
               sort=lambda line: _number(_cell(line).official_total), align="right", width=82),
        Column("level", "Mức", lambda line: line.level_label, sort=_rank(table),
               tone=month_badge, width=96),
        Column("state", "Tình trạng", lambda line: CELL_STATE[_cell(line).state],
               sort=lambda line: list(CellState).index(_cell(line).state), width=174,
               tone=lambda line: _STATE_TONES.get(_cell(line).state, "plain")),
        Column("note", "Thuyết minh, ghi chú", lambda line: line.note.replace("\n", " "),
               width=190),
    )  # fmt: skip


def _long_columns(table: PeriodTable) -> tuple[Column[PeriodLine], ...]:
    months = months_of(table.period)
    wide = 40 if len(months) > 6 else 92
    return (
        _unit(158),
        _members(),
        Column("level", "Mức", _short_level, sort=_rank(table),
               tone=lambda line: level_badge(line, table), width=88, tip=_level_tip),
        Column("total", "B.quân", lambda line: show_number(decimal(line.total)),
               sort=lambda line: _number(line.total), align="right", width=58),
        Column("thematic", "CĐ", thematic_text, sort=lambda line: sum(line.thematic),
               align="center", width=42,
               tip=lambda line: thematic_said(line, table.period)),
        *(_month(place, month, wide) for place, month in enumerate(months)),
        *(_count(place, label) for place, (_, label) in enumerate(table.levels)),
    )  # fmt: skip


def _month(place: int, month: str, width: int) -> Column[PeriodLine]:
    def cell(line: PeriodLine) -> BoardCell:
        return line.months[place] if place < len(line.months) else BoardCell(CellState.EMPTY)

    return Column(
        f"m{place + 1}", f"T{int(month[5:])}", lambda line: month_text(cell(line)),
        sort=lambda line: _number(cell(line).official_total), align="center", width=width,
        tone=lambda line: badge(tone_of(cell(line))) if cell(line).state is CellState.RATED else "",
        tip=lambda line: f"{title(month)}: {said(cell(line))}",
    )  # fmt: skip


def is_month(key: str) -> bool:
    """Tell whether a column shows a month of a quarter or year."""
    return key.startswith("m") and key[1:].isdigit()


def month_text(cell: BoardCell) -> str:
    """Return what stands in the column of a month: only official points, else a short sign."""
    if cell.state is CellState.RATED:
        return show_number(decimal(cell.official_total))
    if cell.state is CellState.NOT_HELD:
        return "KSH"
    return "·" if cell.state in (CellState.EMPTY, CellState.PLANNED) else "…"


def _count(place: int, label: str) -> Column[PeriodLine]:
    def count(line: PeriodLine) -> int:
        found = dict(line.counts)
        return found.get(label, 0)

    return Column(
        f"c{place}", short(label), lambda line: str(count(line) or ""), sort=count,
        align="center", width=42, tip=lambda line: f"{label}: {count(line)} kỳ",
    )  # fmt: skip


def short(label: str) -> str:
    """Return a level in a narrow head: ``Tốt``, ``TB`` of *Trung bình*."""
    words = label.split()
    return label if len(words) == 1 else "".join(word[0] for word in words).upper()


def thematic_text(line: PeriodLine) -> str:
    """Return how many quarters had a thematic meeting."""
    return f"{sum(times > 0 for times in line.thematic)}/{len(line.thematic)}"


def thematic_said(line: PeriodLine, period: str) -> str:
    """Return the thematic meetings by quarter in words."""
    names = ("I", "II", "III", "IV") if kind_of(period) == "nam" else (period_text(period)[4:],)
    parts = (
        f"quý {name}: {times or 'chưa có'}"
        for name, times in zip(names, line.thematic, strict=False)
    )
    return "Sinh hoạt chuyên đề, " + ", ".join(parts)


def final_label(line: PeriodLine) -> str:
    """Return the level that holds: the one decided, else the one worked out."""
    return line.decided_label or line.level_label or (_NO_LEVEL if line.total else "")


def _short_level(line: PeriodLine) -> str:
    label = final_label(line)
    return _NO_LEVEL_SHORT if label == _NO_LEVEL else label


def level_badge(line: PeriodLine, table: PeriodTable) -> str:
    """Return the tone of the level that holds."""
    codes = [code for code, _ in table.levels]
    code = line.decided or line.level
    return badge(level_tone(codes.index(code), len(codes))) if code in codes else ""


def _level_tip(line: PeriodLine) -> str:
    if line.decided:
        return f"Cấp ủy quyết định: {line.decided_label}. Tính ra: {line.level_label or _NO_LEVEL}"
    return "\n".join(line.why)


def _rank(table: PeriodTable) -> Callable[[PeriodLine], int]:
    codes = {code: place for place, (code, _) in enumerate(table.levels)}
    return lambda line: codes.get(line.decided or line.level, len(codes))


def _cell(line: PeriodLine) -> BoardCell:
    return line.months[0] if line.months else BoardCell(CellState.EMPTY)


def _number(text: str) -> Decimal:
    return decimal(text) or Decimal(-1)


def summary(table: PeriodTable) -> str:
    """Say what a table comes to: how many chi bộ reach each level."""
    rows = len(table.lines)
    reached = [
        f"{label} {show_number(number)}"
        for code, label in table.levels
        if (number := sum((line.decided or line.level) == code for line in table.lines))
    ]
    rated = sum(bool(line.decided or line.level) for line in table.lines)
    parts = [f"{show_number(rows)} chi bộ", *reached]
    if rated < rows:
        parts.append(f"{show_number(rows - rated)} chưa có mức")
    return " · ".join(parts)


def closed_text(table: PeriodTable) -> str:
    """Say when and by whom a period was closed; empty while it is open."""
    if not table.closed_on:
        return ""
    by = f", {table.closed_by}" if table.closed_by else ""
    return f"Đã chốt {show_date(table.closed_on)}{by}"


def papers_of(period: str) -> Sequence[tuple[str, str, str]]:
    """Return the papers of a period: words, form, period of the paper."""
    year = period[:4]
    return (
        (f"Bảng tổng hợp {period_text(period)}", _MAIN[kind_of(period)], period),
        (f"Báo cáo 6 tháng đầu năm {year}", HALF_YEAR, f"{year}-H1"),
        (f"Báo cáo 6 tháng cuối năm {year}", HALF_YEAR, f"{year}-H2"),
    )


def month_badge(line: PeriodLine) -> str:
    """Return the tone of the official level of a month."""
    return badge(tone_of(_cell(line)))


def heat_rows(table: PeriodTable) -> list[HeatRow]:
    """Return the months of every chi bộ as a heat map shows them."""
    months = months_of(table.period)
    return [
        HeatRow(
            line.unit_id,
            line.unit,
            tuple(
                HeatCell(
                    tone_of(cell),
                    f"{period_text(month)}: {said(cell)}",
                    cell.state not in (CellState.EMPTY, CellState.RATED),
                    decimal(cell.official_total) if cell.state is CellState.RATED else None,
                )
                for month, cell in zip(months, line.months, strict=False)
            ),
        )
        for line in table.lines
    ]


def why_of(line: PeriodLine) -> list[str]:
    """Return the sentences beside a chi bộ's level."""
    found = list(line.why)
    if line.decided:
        because = f" Lý do: {line.decided_reason}" if line.decided_reason else ""
        found.insert(0, f"Cấp ủy quyết định mức {line.decided_label}.{because}")
    if line.note:
        found.append(line.note)
    return found
