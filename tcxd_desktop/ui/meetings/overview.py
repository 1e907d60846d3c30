"""The commune at one look, beside the board: levels of the month, the heat map, the means."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.meetings import Board, BoardRow, CellState
from tcxd_desktop.domain.score_templates import RatingLevel
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.ui.meetings.board_rows import decimal, said, tone_of
from tcxd_desktop.ui.meetings.charts import HeatCell, HeatMap, HeatRow, TrendChart, TrendPoint
from tcxd_desktop.ui.meetings.detail import bands
from tcxd_desktop.wording.formats import show_number

_TENTH = Decimal("0.1")
_HEADS = tuple(str(month) for month in range(1, 13))


class Overview(QWidget):
    """All chi bộ of the board."""

    cell_wanted = Signal(int, int)
    """Unit id, month: put the cursor there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        look = theme.current()
        theme.panel(self)
        self.setAccessibleName("Toàn bộ chi bộ trong năm")
        self.title = theme.heading(QLabel())
        self.levels = text_label("", role="muted")
        self.map = HeatMap()
        self.map.chosen.connect(self._on_chosen)
        self.trend = TrendChart()
        self.scroll_area = Scroll("Toàn bộ chi bộ")
        for title, widget in (
            ("Điểm từng tháng", self.map),
            ("Trung bình điểm chính thức", self.trend),
        ):
            frame, inside = card(title)
            inside.addWidget(widget)
            self.scroll_area.column.addWidget(frame)
        self.scroll_area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(4))
        column.addWidget(self.title)
        column.addWidget(self.levels)
        column.addWidget(self.scroll_area, 1)

    def show_board(self, board: Board, month: int, levels: Sequence[RatingLevel]) -> None:
        """Show a year; ``month`` is the one whose levels are counted."""
        self.title.setText(f"Toàn bộ {show_number(len(board.rows))} chi bộ · Năm {board.year}")
        self.levels.setText(_counted(board, month))
        rows = [_heat_row(row) for row in board.rows]
        self.map.show_rows(f"Bản đồ điểm năm {board.year}", _HEADS, rows)
        self.trend.show_points(
            f"Trung bình điểm chính thức năm {board.year}", means(board), bands(levels)
        )

    def _on_chosen(self, unit_id: int, column: int) -> None:
        self.cell_wanted.emit(unit_id, column + 1)


def _heat_row(row: BoardRow) -> HeatRow:
    cells = tuple(
        HeatCell(
            tone_of(cell),
            f"tháng {month}: {said(cell)}",
            cell.state not in (CellState.EMPTY, CellState.RATED),
            decimal(cell.official_total) if cell.state is CellState.RATED else None,
        )
        for month, cell in enumerate(row.cells, start=1)
    )
    return HeatRow(row.unit_id, row.unit, cells)


def _counted(board: Board, month: int) -> str:
    """Return how many chi bộ have each level in a month, best first."""
    cells = [row.cells[month - 1] for row in board.rows]
    rated = sorted(
        (cell for cell in cells if cell.state is CellState.RATED), key=lambda cell: cell.rank
    )
    found = Counter(cell.level_label for cell in rated)
    parts = [f"{label} {show_number(number)}" for label, number in found.items()]
    if len(rated) < len(cells):
        parts.append(f"chưa có mức {show_number(len(cells) - len(rated))}")
    return f"Tháng {month}: {', '.join(parts)}" if parts else ""


def means(board: Board) -> list[TrendPoint]:
    """Return the mean of the official totals of each month."""
    points: list[TrendPoint] = []
    for month in range(1, 13):
        cells = [row.cells[month - 1] for row in board.rows]
        totals = [Decimal(one.official_total) for one in cells if one.state is CellState.RATED]
        mean = (sum(totals, Decimal(0)) / len(totals)).quantize(_TENTH) if totals else None
        told = (
            f"Tháng {month}: trung bình {show_number(mean)} điểm của {len(totals)} chi bộ"
            if totals
            else f"Tháng {month}: chưa có điểm chính thức"
        )
        points.append(TrendPoint(str(month), mean, told))
    return points
