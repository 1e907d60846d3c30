"""The list of what can be put into a condition or a formula, found without tone marks."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.templates.offers import Offer, narrowed, offers

_COLUMNS: tuple[Column[Offer], ...] = (
    Column("label", "Nội dung", lambda offer: offer.label, width=330),
    Column("text", "Viết trong công thức", lambda offer: offer.text, width=230, muted=True),
    Column("group", "Loại", lambda offer: offer.group, width=96, muted=True),
)
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 9,
    Qt.Key.Key_PageUp: -9,
}


class InsertDialog(Dialog):
    """Type to find, Enter puts the line under the cursor into the box."""

    def __init__(self, template: ScoreTemplate, wanted: str, parent: QWidget | None = None) -> None:
        """Offer what fits a box that wants ``wanted``."""
        super().__init__("Chèn vào công thức", parent, width=720)
        self._every = offers(template, wanted)
        self.text = ""
        """What was chosen."""
        self.find_box = QLineEdit()
        self.find_box.setPlaceholderText("Gõ để tìm, không cần dấu: ty le, chi uy, buoi chuyen de…")
        self.find_box.setAccessibleName("Tìm số liệu, câu có sẵn")
        self.table: Table[Offer] = Table(
            _COLUMNS, identity=lambda offer: offer.text, name="Số liệu, câu có sẵn để chèn"
        )
        theme.mark(self.table, "boxed")
        self.table.setMinimumHeight(theme.current().tall(360))
        self.body.addWidget(self.find_box)
        self.body.addWidget(self.table, 1)
        self.add_buttons("Chèn")
        self.find_box.textChanged.connect(self._narrow)
        self.find_box.installEventFilter(self)
        self.table.opened.connect(self._on_main)
        self._narrow()
        self.find_box.setFocus()

    def accept_ready(self) -> None:
        """Take the line under the cursor."""
        offer = self.table.current_record()
        self.text = offer.text if offer is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list while the keyboard stays in the line that finds."""
        if (
            watched is self.find_box
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            by = _STEPS.get(event.key(), 0)
            if by:
                self._step(by)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        row = self.table.currentIndex().row() + by
        row = max(0, min(row, self.table.rows.rowCount() - 1))
        self.table.setCurrentIndex(self.table.rows.index(row, 0))

    @Slot()
    def _narrow(self) -> None:
        self.table.show_records(narrowed(self._every, self.find_box.text()))
        self.table.select_first()
