"""Tạo gói chẩn đoán: what would leave the machine is read first, then saved as one file."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from tcxd_desktop.domain.diagnostics import DiagnosticPart
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import diagnostics
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, settings, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.common.surroundings import look_facts, qt_facts
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.wording.diagnostics import yes

_TITLE = "Tạo gói chẩn đoán"
_HOW = (
    "Gói này gửi người hỗ trợ khi chương trình gặp trục trặc. Trong gói chỉ có số phiên bản, số"
    " đếm và từ của chương trình, không có tên người, tên tổ chức, số giấy tờ hay tên thư mục."
    " Dưới đây là toàn bộ nội dung, hãy đọc trước khi lưu."
)
_KIND = "Tệp nén (*.zip)"
_WIDTH, _HEIGHT, _LIST_WIDTH, _TEXT_LEAST = 860, 560, 230, 180
_EDGE = 60
"""Of the screen, left for its bar and the dialog's title."""


def show(window: MainWindow) -> None:
    """Open the dialog over the window."""
    DiagnosingDialog(window.desk, window).exec()


class DiagnosingDialog(Dialog):
    """Shows every part of the package as it would be saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Gather the parts and show the first."""
        super().__init__(_TITLE, parent, width=_WIDTH)
        look = theme.current()
        self._made: datetime = desk.clock()
        self.parts: Sequence[DiagnosticPart] = diagnostics.gather(desk, qt_facts(), machine_facts())
        self.say(_HOW, quiet=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Các phần của gói")
        self.list.setFixedWidth(look.px(_LIST_WIDTH))
        self.list.setSpacing(look.px(3))
        for part in self.parts:
            item = QListWidgetItem(part.title)
            item.setToolTip(part.file)
            self.list.addItem(item)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setMinimumHeight(look.px(_TEXT_LEAST))
        self.list.setMinimumHeight(look.px(_TEXT_LEAST))
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.body.addLayout(row, 1)
        self.add_buttons("Lưu gói…", cancel="Đóng")
        room = room_of(self).size().height() - _EDGE
        self.resize(look.px(_WIDTH), min(look.px(_HEIGHT), room))
        self.list.currentRowChanged.connect(self._on_part)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    @property
    def name(self) -> str:
        """What the file would be called."""
        return f"chan-doan-{self._made:%Y%m%d-%H%M}.zip"

    @Slot(int)
    def _on_part(self, row: int) -> None:
        part = self.parts[row]
        self.text.setPlainText(part.text)
        self.text.setAccessibleName(f"Nội dung phần {part.title}")

    @Slot()
    def _on_main(self) -> None:
        """Save, and stay open: one may want to read on, or save once more."""
        path = dialogs.save_file(self, "Lưu gói chẩn đoán", self.name, _KIND)
        if path is None:
            return
        try:
            diagnostics.save(self.parts, path)
        except Problem as problem:
            self.notice.show_problem(problem)
        else:
            self.notice.say(f"Đã lưu {path.name}. Gói gồm {len(self.parts)} tệp văn bản.", "ok")


def machine_facts() -> dict[str, str]:
    """Return the settings of this machine that name nobody and no folder, by caption."""
    kept = settings.load()
    return {
        **look_facts(),
        "Giao diện đã chọn": settings.LOOKS.get(kept.look, "không rõ"),
        "Tự khóa sau": f"{kept.idle_minutes} phút",
        "Đã chọn máy in": yes(bool(kept.printer)),
        "Đã lưu tệp ra ngoài": yes(bool(kept.save_folder)),
        "Bảng đã đổi cột": str(len(kept.columns)),
    }
