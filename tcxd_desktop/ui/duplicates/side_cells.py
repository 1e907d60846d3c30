"""Rows of the comparison: what each record says, and which of them holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.merging import FieldChoice, Side, TableChoice
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.inputs import LineField
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.merging import SIDE, field_label, item_of

_NAME_WIDE = 176
_INDENT = 37
"""Where values begin beside their round mark."""
_MOST_ROWS = 12
"""Rows of a table that are shown; the rest is counted."""
_BLANK = "(trống)"


class SideCell(QFrame):
    """One of the values to choose from: a click anywhere chooses it."""

    def __init__(self, text: str, called: str, *, quiet: bool = False) -> None:
        """Show ``text``, which wraps; ``called`` is what a screen reader says."""
        super().__init__()
        look = theme.current()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(called)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        if quiet:
            theme.muted(self.label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, look.px(6), 0)
        row.setSpacing(look.px(2))
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        self.label.setContentsMargins(0, look.px(4), 0, look.px(3))
        row.addWidget(self.label, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        if event.button() == Qt.MouseButton.LeftButton and self.radio.isEnabled():
            self.radio.setChecked(True)
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


def headings() -> QWidget:
    """Return the line above rows that says whose value stands where."""
    look = theme.current()
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(10))
    grid.setColumnMinimumWidth(0, look.px(_NAME_WIDE))
    for column, text in enumerate(("Hồ sơ giữ", "Hồ sơ bỏ"), start=1):
        label = text_label(text, role="caption")
        label.setIndent(look.px(_INDENT))
        grid.addWidget(label, 0, column)
        grid.setColumnStretch(column, 1)
    return line


class Choice(QWidget):
    """What differs, side by side."""

    chosen = Signal(str, object, str)
    """Field or table, the Side, the basis."""

    def __init__(self, name: str, title: str, below: str = "") -> None:
        """Make a row without sides yet."""
        super().__init__()
        look = theme.current()
        self.name = name
        self._group = QButtonGroup(self)
        self.cells: dict[Side, SideCell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, look.px(4), 0, look.px(4))
        self._grid.setHorizontalSpacing(look.px(10))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnMinimumWidth(0, look.px(_NAME_WIDE))
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        head = QVBoxLayout()
        head.setSpacing(0)
        self.title = text_label(title)
        self.title.setFixedWidth(look.px(_NAME_WIDE))
        self.title.setContentsMargins(0, look.px(4), 0, 0)
        head.addWidget(self.title)
        if below:
            head.addWidget(theme.hint(QLabel(below)))
        head.addStretch(1)
        self._grid.addLayout(head, 0, 0)

    def offer(self, side: Side, text: str, place: tuple[int, int, int], *, on: bool) -> None:
        """Offer a side at (row, column, columns wide)."""
        cell = SideCell(
            text or _BLANK,
            f"{self.title.text()}: {SIDE[side]}: {text or _BLANK}",
            quiet=not text,
        )
        cell.radio.setChecked(on)
        self._group.addButton(cell.radio)
        self.cells[side] = cell
        self._grid.addWidget(cell, place[0], place[1], 1, place[2])
        cell.radio.toggled.connect(self._on_toggled)

    def side(self) -> Side:
        """Return the side that is chosen."""
        return next((side for side, cell in self.cells.items() if cell.radio.isChecked()),
                    Side.OPEN)  # fmt: skip

    def basis(self) -> str:
        """Return what the choice rests on."""
        return ""

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot of QRadioButton.toggled
        if on:
            self.chosen.emit(self.name, self.side(), self.basis())


class FieldRow(Choice):
    """One field both tell, or only the record that goes."""

    def __init__(self, choice: FieldChoice) -> None:
        """Show what is proposed."""
        super().__init__(choice.field, field_label(choice.field),
                         "Mục cố định, cần căn cứ" if choice.locked else "")  # fmt: skip
        self.locked = choice.locked
        for column, (side, text) in enumerate(
            ((Side.KEPT, choice.kept), (Side.GONE, choice.gone)), start=1
        ):
            self.offer(side, text, (0, column, 1), on=choice.side is side)
        if choice.joins:
            self.offer(Side.BOTH, "Lấy cả hai đoạn, nối nhau", (1, 1, 2),
                       on=choice.side is Side.BOTH)  # fmt: skip
        self.paper: LineField | None = None
        if choice.locked:
            self.paper = LineField("basis", name=f"Căn cứ của {field_label(choice.field)}")
            self.paper.set_placeholder("Căn cứ: giấy khai sinh, quyết định, bản gốc hồ sơ…")
            self.paper.set_value(choice.basis)
            self.paper.changed.connect(self._on_paper)
            self._grid.addWidget(self.paper, 2, 1, 1, 2)

    def basis(self) -> str:
        """Return what the choice rests on."""
        return self.paper.text() if self.paper is not None else ""

    @Slot()
    def _on_paper(self) -> None:
        self.chosen.emit(self.name, self.side(), self.basis())


class TableRow(Choice):
    """A repeating table: the rows of one, of the other, or of both."""

    def __init__(self, choice: TableChoice) -> None:
        """Show what is proposed."""
        super().__init__(choice.table, field_label(choice.table), item_of(choice.table))
        self.offer(Side.KEPT, listed(choice.kept), (0, 1, 1), on=choice.side is Side.KEPT)
        self.offer(Side.GONE, listed(choice.gone), (0, 2, 1), on=choice.side is Side.GONE)
        joined = f"Lấy cả hai, bỏ dòng trùng: {show_number(len(choice.both))} dòng"
        self.offer(Side.BOTH, joined, (1, 1, 2), on=choice.side is Side.BOTH)
        self.cells[Side.BOTH].setToolTip("\n".join(choice.both))


def listed(rows: Sequence[str]) -> str:
    """Return rows below each other, and how many are left out."""
    shown = [f"– {row}" for row in rows[:_MOST_ROWS]]
    if len(rows) > _MOST_ROWS:
        shown.append(f"… và {show_number(len(rows) - _MOST_ROWS)} dòng nữa")
    return "\n".join(shown)
