"""The lines of the preview: whether each is written, what it would do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionViewItem

from tcxd_desktop.domain.imports import Outcome, RowPreview
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import Cells, Index
from tcxd_desktop.ui.common.rows import COLUMN, Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.imports import words
from tcxd_desktop.ui.imports.decisions import Decisions
from tcxd_desktop.wording.imports import OUTCOME

WRITTEN, LEFT_OUT, NOTHING = "ghi", "bỏ", ""
_CHECK = "write"
Ask = Callable[[], Decisions]


def columns(ask: Ask) -> tuple[Column[RowPreview], ...]:
    """Return the columns of the preview; ``ask`` returns what is decided now."""

    def written(row: RowPreview) -> str:
        if row.outcome is Outcome.SAME:
            return NOTHING
        return LEFT_OUT if ask().skipped(row) else WRITTEN

    def outcome(row: RowPreview) -> str:
        if row.outcome is Outcome.DOUBTFUL and not ask().undecided(row):
            return "Đã chọn" if not ask().skipped(row) else OUTCOME[row.outcome]
        return OUTCOME[row.outcome]

    def tone(row: RowPreview) -> str:
        if ask().skipped(row):
            return "plain"
        decided = row.outcome is Outcome.DOUBTFUL and not ask().undecided(row)
        return "ok" if decided else words.TONES[row.outcome]

    def details(row: RowPreview) -> str:
        chosen = ask().chosen_words(row)
        told = words.details(row)
        return f"{chosen} · {told}" if chosen and told else chosen or told

    return (
        Column(_CHECK, "Ghi", written, width=42, align="center", sort=written,
               tip=lambda row: "Phím cách: ghi hoặc bỏ dòng"),
        Column("line", "Dòng", lambda row: words.short_line(row.row.line),
               sort=lambda row: row.row.line, tip=lambda row: words.full_line(row.row.line),
               align="center", width=58, muted=True),
        Column("name", "Họ và tên", lambda row: row.row.name or "(không có tên)", width=180),
        Column("outcome", "Kết quả", outcome, tone=tone, width=96),
        Column("details", "Chi tiết", details, width=380, tip=details),
    )  # fmt: skip


class CheckCells(Cells):
    """Paints the first column as a box that is ticked or not."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        column = index.data(COLUMN)
        if not isinstance(column, Column) or column.key != _CHECK:
            super().paint(painter, option, index)
            return
        look = theme.current()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, index, look, selected=selected)
        said = index.data()
        if said != NOTHING:
            side = look.px(17)
            box = QStyleOptionButton()
            box.rect = QRect(
                option.rect.left() + (option.rect.width() - side) // 2,
                option.rect.top() + (option.rect.height() - side) // 2, side, side,
            )  # fmt: skip
            on = QStyle.StateFlag.State_On if said == WRITTEN else QStyle.StateFlag.State_Off
            box.state = on | QStyle.StateFlag.State_Enabled
            style = option.widget.style()
            style.drawPrimitive(
                QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, option.widget
            )
        painter.restore()


class PreviewTable(Table[RowPreview]):
    """Space writes or leaves out the chosen lines; digits choose whom a line is about."""

    toggle_wanted = Signal()
    """Write the selected lines, or leave them out."""
    digit_pressed = Signal(int)

    def __init__(self, ask: Ask) -> None:
        """Start empty; ``ask`` returns what is decided now."""
        super().__init__(
            columns(ask), identity=lambda row: row.row.line, name="Xem trước từng dòng của tệp"
        )
        theme.mark(self, "boxed")
        self.setItemDelegate(CheckCells(self))
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the space bar and digits."""
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.modifiers() in plain and event.key() == Qt.Key.Key_Space:
            self.toggle_wanted.emit()
        elif event.modifiers() in plain and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            self.digit_pressed.emit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def tell(self) -> None:
        """Draw the lines anew: something was decided about them."""
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self.rows.columns[index.column()].key == _CHECK:
            self.toggle_wanted.emit()


class Finder:
    """Finds lines by typed words; what a line says is folded once."""

    def __init__(self) -> None:
        """Start knowing no line."""
        self._texts: dict[int, str] = {}

    def forget(self) -> None:
        """Other lines are looked at from now on."""
        self._texts.clear()

    def found(self, rows: Sequence[RowPreview], typed: str) -> list[RowPreview]:
        """Return the lines that have every typed word in their name, numbers or chi bộ."""
        wanted = fold(typed).split()
        if not wanted:
            return list(rows)
        return [row for row in rows if all(word in self._text(row) for word in wanted)]

    def _text(self, row: RowPreview) -> str:
        known = self._texts.get(row.row.line)
        if known is None:
            told = (value for value in row.row.values.values() if isinstance(value, str))
            parts = (words.short_line(row.row.line), row.row.name, row.row.unit, *told)
            # Names and chi bộ repeat and are folded once; numbers need no folding.
            known = " ".join(one.lower() if one.isascii() else fold(one) for one in parts)
            self._texts[row.row.line] = known
        return known
