"""What the calibration dialog is built of: heads, page, panel, buttons; and how they show."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.letters import FRONT, LETTERS, SIDES
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.transfers.calibration_page import CalibrationPage
from tcxd_desktop.ui.transfers.calibration_panel import CalibrationPanel
from tcxd_desktop.ui.transfers.calibration_state import CalibrationState
from tcxd_desktop.wording.letters import LETTER_SHORT, SIDE, printer_name

_FIT: Final = 0
_ZOOMS: Final = (75, 100, 125, 150, 200)
_PIXELS: Final = 96 / 25.4
"""Pixels a millimetre at 100 %."""
_RIM: Final = 24
_UNMEASURED: Final = "Bố cục gốc là giả định, chưa đo phôi thật"
_KEYS: Final = (
    "Kéo bằng chuột, hoặc phím mũi tên (0,5 mm; giữ Shift: 0,1 mm). "
    "PgUp, PgDn: mục trước, mục sau. + và −: cỡ xem."
)


class CalibrationFrame(Dialog):
    """The parts and their arrangement; the deeds are in ``CalibrationDialog``."""

    state: CalibrationState

    def __init__(self, parent: QWidget | None) -> None:
        """Build everything, with nothing shown yet."""
        super().__init__("Canh chỉnh phôi giấy giới thiệu", parent, width=640)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.side = FRONT
        look = theme.current()
        self.page = CalibrationPage()
        self.panel = CalibrationPanel()
        self.body.addLayout(self._build_heads())
        middle = QHBoxLayout()
        middle.setSpacing(look.px(12))
        middle.addLayout(self._build_page(), 1)
        middle.addLayout(self._build_side())
        self.body.addLayout(middle, 1)
        self._build_buttons()
        screen = room_of(self).size()
        self.resize(
            min(look.px(1240), screen.width() - 20), min(look.px(700), screen.height() - 40)
        )

    # --- building ---

    def _build_heads(self) -> QHBoxLayout:
        self.letter, self.printer, self.zoom = QComboBox(), QComboBox(), QComboBox()
        for box, name in ((self.letter, "Loại giấy"), (self.printer, "Máy in"),
                          (self.zoom, "Cỡ xem")):  # fmt: skip
            box.setAccessibleName(name)
        for code in LETTERS:
            self.letter.addItem(LETTER_SHORT[code], code)
        self.printer.setMinimumWidth(theme.current().px(240))
        self.zoom.addItem("Vừa khung", _FIT)
        for percent in _ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        self.zoom.activated.connect(self._on_zoom)
        self.sides: dict[int, QPushButton] = {}
        self.told = theme.badge("")
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        for widget in (self.letter, self.printer, self.told):
            row.addWidget(widget)
        row.addStretch()
        for side in SIDES:
            chip = theme.chip(QPushButton(SIDE[side]))
            chip.setAutoDefault(False)
            self.sides[side] = chip
            row.addWidget(chip)
        row.addWidget(self.zoom)
        return row

    def _build_page(self) -> QVBoxLayout:
        self.view = QScrollArea()
        self.view.setWidget(self.page)
        self.view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.mark(self.view, "plain")
        column = QVBoxLayout()
        column.setSpacing(theme.current().px(6))
        column.addWidget(self.view, 1)
        hint = theme.hint(QLabel(_KEYS))
        hint.setWordWrap(True)
        column.addWidget(hint)
        return column

    def _build_side(self) -> QVBoxLayout:
        look = theme.current()
        self.panel.setFixedWidth(look.px(316))
        self.take_button = QPushButton("Lấy chỗ ghi của máy khác…")
        self.take_button.setToolTip("Phôi là một: chỗ ghi đã đo trên máy in khác dùng lại được")
        self.drop_button = QPushButton("Bỏ canh chỉnh")
        column = QVBoxLayout()
        column.setSpacing(look.px(8))
        column.addWidget(self.panel, 1)
        row = QHBoxLayout()
        for button in (self.take_button, self.drop_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        return column

    def _build_buttons(self) -> None:
        self.close_button = self.add_button("Đóng")
        self.trial_button = icons.put(self.add_button("In tờ thử…"), "printer")
        self.trial_button.setToolTip("Ctrl+P: in với số đo đang có, kể cả khi chưa lưu")
        self.save_button = theme.primary(icons.put(self.add_button("Lưu"), "save", "on_accent"))
        self.save_button.setToolTip("Ctrl+S")
        self.redo_button = self.add_button("Làm lại", left=True)
        self.undo_button = icons.put(self.add_button("Hoàn tác", left=True), "undo-2")
        self.undo_button.setToolTip("Ctrl+Z")
        self.redo_button.setToolTip("Ctrl+Y")
        self.export_button = self.add_button("Xuất…", left=True)
        self.import_button = self.add_button("Nhập…", left=True)

    # --- showing ---

    def fill_heads(self, printers: Iterable[str]) -> None:
        """Offer printers; the nameless one stands for all."""
        for name in printers:
            self.printer.addItem(_upper(printer_name(name)), name)

    def add_printers(self, printers: Iterable[str]) -> None:
        """Offer further printers."""
        self.fill_heads(name for name in printers if self.printer.findData(name) < 0)

    def show_heads(self, letter: str, printer: str) -> None:
        """Show which letter and printer are open."""
        self.letter.setCurrentIndex(self.letter.findData(letter))
        self.printer.setCurrentIndex(self.printer.findData(printer))

    def show_state(self) -> None:
        """Show everything as it is now."""
        layout = self.state.layout()
        self._fit()
        self.page.show_layout(layout, self.side, self.state.selected)
        self.panel.show_state(self.state, self.side)
        for side, chip in self.sides.items():
            chip.setChecked(side == self.side)
            chip.setVisible(side in layout.sides)
        self.undo_button.setEnabled(self.state.can_undo)
        self.redo_button.setEnabled(self.state.can_redo)
        self.drop_button.setEnabled(self.state.kept)
        if self.state.dirty:
            theme.set_badge(self.told, "chưa lưu", "warn")
        elif self.state.kept:
            theme.set_badge(self.told, "đã canh", "ok")
        else:
            theme.set_badge(self.told, "chưa canh", "plain")
        self.told.setToolTip("" if self.state.shipped.verified else _UNMEASURED)

    def zoom_by(self, by: int) -> None:
        """Go to the next larger or smaller zoom."""
        at = min(max(self.zoom.currentIndex() + by, 0), self.zoom.count() - 1)
        self.zoom.setCurrentIndex(at)
        self._on_zoom()

    @Slot()
    def _on_zoom(self) -> None:
        self._fit()

    def _fit(self) -> None:
        percent = int(self.zoom.currentData())
        if percent:
            scale = percent / 100 * _PIXELS * theme.current().scale / 100
        else:
            layout = self.state.layout()
            room = self.view.viewport().size()
            scale = min(
                (room.width() - _RIM) / layout.width, (room.height() - _RIM) / layout.height
            )
        if abs(scale - self.page.scale) > 0.001:
            self.page.set_scale(max(scale, 0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page anew."""
        super().resizeEvent(event)
        if hasattr(self, "state"):
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the page to the room it has at last."""
        super().showEvent(event)
        self._fit()
        self.page.setFocus()


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
