"""The first lines as they will stand in the file, and how many there will be."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.exports import ExportPreview, SheetSample
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.sheet_grid import SheetGrid
from tcxd_desktop.wording.exports import MASKED, blanks_told, preview_told


class SamplePart(QWidget):
    """A grid of the sheet shown; several sheets are chosen from a list."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        look = theme.current()
        self._sheets: tuple[SheetSample, ...] = ()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.blanks = theme.mark(QLabel(), "said")
        theme.set_mark(self.blanks, "tone", "warn")
        self.blanks.setWordWrap(True)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Trang xem trước")
        self.grid = SheetGrid("Xem trước các dòng đầu")
        self.masked = theme.hint(QLabel(MASKED))
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(self.told, 1)
        head.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(12))
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self.blanks)
        column.addWidget(self.grid, 1)
        column.addWidget(self.masked)
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.blanks.hide()
        self.sheet.hide()

    def show_preview(self, found: ExportPreview) -> None:
        """Show what an export would give."""
        kept = self.sheet.currentText()
        self._sheets = found.sheets
        self.told.setText(preview_told(found))
        missing = blanks_told(found.blanks)
        self.blanks.setText(missing)
        self.blanks.setVisible(bool(missing))
        self.sheet.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.sheet.clear()
        self.sheet.addItems([sheet.name for sheet in found.sheets])
        self.sheet.setCurrentIndex(max(self.sheet.findText(kept), 0))
        self.sheet.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.sheet.setVisible(len(found.sheets) > 1)
        self._on_sheet()

    def clear(self) -> None:
        """Show nothing: what was asked for cannot be read."""
        self._sheets = ()
        for label in (self.told, self.blanks):
            label.clear()
        self.blanks.hide()
        self.sheet.hide()
        self.grid.show_sheet(Sheet("", ()))

    @Slot()
    def _on_sheet(self) -> None:
        place = max(self.sheet.currentIndex(), 0)
        if place >= len(self._sheets):
            return
        found = self._sheets[place]
        titles = tuple(column.title for column in found.columns)
        groups = tuple(_groups(found))
        head = (groups, titles) if any(groups) else (titles,)
        rows = (*head, *(tuple(row) for row in found.rows))
        self.grid.show_sheet(Sheet(found.name, rows), (0, len(head) - 1))


def _groups(found: SheetSample) -> list[str]:
    """Return the heads over several columns, each at its first column only."""
    told, before = [], ""
    for column in found.columns:
        told.append(column.group if column.group != before else "")
        before = column.group
    return told
