"""Giới thiệu: what the program is, of what it is made, under which licences."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop import places
from tcxd_desktop.office import about
from tcxd_desktop.office.about import Library
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.shell.frame import PROGRAM
from tcxd_desktop.wording.formats import show_day

_WHAT = (
    "Sổ làm việc và phòng in của văn phòng đảng ủy xã, phường. Chạy trên một máy, không dùng mạng;"
    " dữ liệu được mã hóa và nằm trên máy này."
)
_OURS = "Giấy phép của chương trình: Apache-2.0. Chương trình gồm cả các thành phần sau:"
_SIDE = 48
_ROWS, _ROW = 8, 27
"""Rows seen at once, and their height."""


class AboutDialog(Dialog):
    """Name, version, day, libraries with their licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Read what the program is."""
        super().__init__("Giới thiệu", parent, width=560)
        self._program = about.program()
        look = theme.current()
        picture = QLabel()
        picture.setPixmap(_picture(look.px(_SIDE), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addWidget(theme.page_title(QLabel(PROGRAM)))
        self.version = theme.muted(QLabel(_version(self._program)))
        self.version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self.version)
        row = QHBoxLayout()
        row.setSpacing(look.px(14))
        row.addWidget(picture)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.say(_WHAT)
        self.say(_OURS, quiet=True)
        self.list = _table(self._program.libraries)
        self.body.addWidget(self.list, 1)
        if self._program.licences is not None:
            button = self.add_button("Mở thư mục giấy phép", left=True)
            button.clicked.connect(self._on_folder)
        self.add_buttons("Đóng", cancel="")

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._program.licences)))


def show(window: QWidget) -> None:
    """Show the dialog over the window."""
    AboutDialog(window).exec()


def _version(program: about.Program) -> str:
    where = "" if program.packaged else " · chạy từ mã nguồn"
    return f"Phiên bản {program.version}, ngày {show_day(program.built)}{where}"


def _picture(side: int, ratio: float) -> QPixmap:
    icon = QPixmap(str(places.resources() / "icons" / "app.svg"))
    wanted = round(side * ratio)
    found = icon.scaled(
        wanted,
        wanted,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    found.setDevicePixelRatio(ratio)
    return found


def _table(libraries: Sequence[Library]) -> QTableWidget:
    look = theme.current()
    table = QTableWidget(len(libraries), 3)
    table.setAccessibleName("Các thành phần và giấy phép")
    table.setHorizontalHeaderLabels(["Thành phần", "Phiên bản", "Giấy phép"])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().setDefaultSectionSize(look.line(_ROW))
    table.verticalHeader().hide()
    for row, library in enumerate(libraries):
        for column, text in enumerate((library.name, library.version, library.licence)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(row, column, item)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    table.setMinimumHeight(look.line(_ROW) * _ROWS)
    return table
