"""The 3×4 picture of a member: shown, and taken from a file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.tab_order import ENTRY
from tcxd_desktop.wording.problems import sentence

_WIDE, _HIGH = 120, 160


class PhotoBox(QWidget):
    """Ảnh 3×4 with a button that asks for a file."""

    file_chosen = Signal(Path)
    """A file to make the picture from."""
    focused = Signal(str)
    """The button was reached, with the key ``photo``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        look = theme.current()
        self.picture = theme.mark(QLabel(), "photo")
        self.picture.setFixedSize(look.px(_WIDE), look.px(_HIGH))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName("Ảnh 3×4")
        self.choose = QPushButton(" Chọn tệp ảnh…")
        self.choose.setIcon(icons.icon("camera"))
        self.choose.setToolTip(
            "Phím cách mở hộp chọn tệp JPG, PNG; chương trình tự xoay, cắt cỡ 3×4"
        )
        self.choose.setProperty(ENTRY, "yes")
        self.choose.clicked.connect(self._on_choose)
        self.message = theme.mark(QLabel(), "message")
        self.message.setWordWrap(True)
        begin_at(self, self.choose)
        side = QVBoxLayout()
        side.setSpacing(look.px(8))
        side.addWidget(self.choose, alignment=Qt.AlignmentFlag.AlignLeft)
        hint = theme.hint(QLabel("Ảnh màu, nền trắng, cỡ 3×4 cm. Tệp gốc không bị thay đổi."))
        hint.setWordWrap(True)
        side.addWidget(hint)
        side.addWidget(self.message)
        side.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(14))
        row.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        self.show_picture(None)

    def show_picture(self, jpeg: bytes | None) -> None:
        """Show a stored picture, or that there is none."""
        self.say("", "plain")
        picture = QPixmap()
        if jpeg is None or not picture.loadFromData(jpeg, "JPEG"):
            self.picture.setPixmap(QPixmap())
            self.picture.setText("chưa có ảnh")
            return
        ratio = self.devicePixelRatioF()
        size = self.picture.contentsRect().size() * ratio
        fitted = picture.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)

    def say(self, text: str, tone: str) -> None:
        """Say something below the button: ``plain`` or ``bad``."""
        theme.set_mark(self.message, "tone", tone)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def show_problem(self, problem: Problem) -> None:
        """Say why a file was not taken."""
        self.choose.setEnabled(True)
        self.say(sentence(problem), "bad")

    def busy(self) -> None:
        """Show that a file is being read."""
        self.choose.setEnabled(False)
        self.say("Đang đọc ảnh…", "plain")

    def done(self) -> None:
        """Show that the file was read; the picture follows with the dossier."""
        self.choose.setEnabled(True)
        self.say("", "plain")

    @Slot()
    def _on_choose(self) -> None:
        self.focused.emit("photo")
        path = dialogs.open_file(self, "Chọn ảnh 3×4", dialogs.PICTURES)
        if path is not None:
            self.file_chosen.emit(path)
