"""A picture of the help, as large as the screen allows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.help.reader import picture_file, shaded

_AROUND = QSize(60, 150)
"""What the window needs beside the picture, at 100 %."""


class PictureDialog(Dialog):
    """Shows one picture in its own size; it scrolls where the screen is smaller."""

    def __init__(self, name: str, caption: str, parent: QWidget | None = None) -> None:
        """Read the picture; one that is missing shows its caption alone."""
        super().__init__("Hình trong hướng dẫn", parent)
        look = theme.current()
        picture = QPixmap(picture_file(name))
        shown = QLabel()
        shown.setAccessibleName(caption or "Hình")
        if not picture.isNull():
            shaded(picture, look)
            shown.setPixmap(picture)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        scroll.setAccessibleName(caption or "Hình")
        scroll.setWidget(shown)
        self.body.addWidget(scroll, 1)
        if caption:
            self.say(caption, quiet=True)
        self.add_buttons("Đóng", cancel="")
        around = QSize(look.px(_AROUND.width()), look.px(_AROUND.height()))
        room = room_of(self).size() - QSize(look.px(24), look.px(40))
        self.resize((picture.size() + around).boundedTo(room))
