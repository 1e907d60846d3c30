"""Opening an office with its password."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import WrongPasswordProblem
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog


class UnlockDialog(Dialog):
    """Asks for the password until it is right or the user leaves."""

    def __init__(
        self, folder: Path, open_office: Callable[[Path, str], Desk], parent: QWidget | None = None
    ) -> None:
        """Open ``folder`` with ``open_office``; ``desk`` holds the result."""
        super().__init__("Sổ công tác Đảng", parent, width=420)
        self.desk: Desk | None = None
        self._folder = folder
        self._open_office = open_office
        self.body.addWidget(theme.page_title(QLabel("Mở sổ")))
        place = self.say(str(folder), quiet=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.password.setAccessibleName("Mật khẩu")
        caption = theme.caption(QLabel("&Mật khẩu"))
        caption.setBuddy(self.password)
        field = QVBoxLayout()
        field.setSpacing(theme.current().px(3))
        field.addWidget(caption)
        field.addWidget(self.password)
        self.body.addLayout(field)
        self.shown = QCheckBox("Hiện mật khẩu")
        self.shown.toggled.connect(self._on_shown)
        self.body.addWidget(self.shown)
        self.add_buttons("Mở sổ", cancel="Thoát")
        self.password.setFocus()

    def accept_ready(self) -> None:
        """Try the password.

        Raises:
            Problem: why the office does not open; the dialog stays.
        """
        self.notice.clear()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.desk = self._open_office(self._folder, self.password.text())
        except WrongPasswordProblem:
            self.password.setFocus()
            self.password.selectAll()
            raise
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.password.clear()

    @Slot(bool)
    def _on_shown(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.password.setEchoMode(mode)
