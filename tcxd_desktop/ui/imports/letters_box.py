"""Columns written in old fonts: how their text reads before and after, and in which letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from tcxd_desktop.domain.imports import ColumnChoice, SheetMap
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import empty_layout, text_label
from tcxd_desktop.ui.common.sheet_grid import column_name
from tcxd_desktop.ui.common.sheet_mapping_view import ENCODINGS, Samples

_SHOWN = 3
"""Pairs shown of each column."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Một cột có chữ phông cũ."""

    sheet_map: SheetMap
    choice: ColumnChoice
    samples: Samples

    @property
    def pairs(self) -> Samples:
        """Those that read otherwise than they are written, else the first ones."""
        other = [pair for pair in self.samples if pair[0] != pair[1]]
        return list(dict.fromkeys(other or [pair for pair in self.samples if pair[0]]))[:_SHOWN]


class Combo(QComboBox):
    """A box in a column that scrolls: the wheel scrolls the column, never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()


class LettersBox(QWidget):
    """One block a column: before, after, the letters it is read as."""

    chosen = Signal(object, int, object)
    """Sheet map, column and Encoding or ``None``."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        look = theme.current()
        self.boxes: dict[tuple[str, int], QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(4))
        for column, share in enumerate((3, 4, 4, 4)):
            self._grid.setColumnStretch(column, share)

    def show_letters(self, found: Sequence[Letters]) -> None:
        """Show the columns that are read otherwise than they are written."""
        empty_layout(self._grid)
        self.boxes.clear()
        for place, title in enumerate(("Cột", "Trong tệp", "Đọc là", "Bảng mã chữ")):
            self._grid.addWidget(theme.caption(QLabel(title)), 0, place)
        for row, one in enumerate(found, start=1):
            self._add(row, one)

    def _add(self, row: int, one: Letters) -> None:
        name = f"{column_name(one.choice.column)}: {one.choice.heading or '(không có tiêu đề)'}"
        box = Combo()
        for text, encoding in ENCODINGS:
            box.addItem(text)
            if encoding == one.choice.encoding:
                box.setCurrentIndex(box.count() - 1)
        box.setAccessibleName(f"Bảng mã chữ của cột {name}")
        box.activated.connect(partial(self._on_chosen, one))
        before = "\n".join(pair[0].replace("\n", " ⏎ ") for pair in one.pairs)
        after = "\n".join(pair[1].replace("\n", " ⏎ ") for pair in one.pairs)
        for place, label in enumerate(
            (text_label(name), text_label(before, role="muted"), text_label(after))
        ):
            self._grid.addWidget(label, row, place)
        self._grid.addWidget(box, row, 3)
        self.boxes[one.sheet_map.sheet, one.choice.column] = box

    def _on_chosen(self, one: Letters, place: int) -> None:
        encoding = ENCODINGS[place][1]
        if encoding != one.choice.encoding:
            self.chosen.emit(one.sheet_map, one.choice.column, encoding)
