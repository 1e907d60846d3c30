"""The start as its user meets it: the box for the password, then the list.

While the password is typed the window's modules load beside it; what a person waits for is the
time until the box can be typed into, and from Enter to the first list.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tcxd_desktop.ui.shell.application import make_app
from tcxd_desktop.ui.shell.entrance import Entrance, Wish
from tcxd_desktop.ui.shell.late import office as office_layer
from tcxd_desktop.ui.shell.sign_in import SignInDialog

_LETTER_MS = 120
"""Between two keys of a practised typist."""


def run(
    born: float, office: Path, shown: Callable[[QWidget, float, Callable[[], bool]], None]
) -> int:
    """Type the password into the dialog, show the first list; print both waits in seconds."""
    secret = os.environ.pop("TCXD_PASSWORD")
    app, looks = make_app()
    hand = _Hand(born, secret)
    desk = Entrance(Wish(office), office.parent, _no_demo).desk()
    if desk is None:
        return 1
    try:
        # By name, as the program does: it was loaded while the password was typed.
        building = sys.modules["tcxd_desktop.ui.shell.building"]
        window = building.make_window(desk, looks)
        window.resize(1366, 768)
        shown(window, hand.entered, lambda: not window.working)
        code: int = building.run_window(app, window)
        return code
    finally:
        office_layer("opening").close_office(desk)


def _no_demo() -> tuple[Path, str]:
    raise LookupError


class _Hand:
    """Types the password one letter after the other, as soon as there is a box for it."""

    def __init__(self, born: float, secret: str) -> None:
        self.entered = 0.0
        self._born, self._left = born, list(secret)
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        dialog = next(
            (top for top in QApplication.topLevelWidgets() if isinstance(top, SignInDialog)), None
        )
        if dialog is None or not dialog.isVisible():
            return
        if self._timer.interval() == 1:
            dialog.repaint()
            print(f"{time.monotonic() - self._born:.4f}", flush=True)
            self._timer.setInterval(_LETTER_MS)
        elif self._left:
            dialog.password.secret_field.edit.insert(self._left.pop(0))
        else:
            self._timer.stop()
            self.entered = time.monotonic()
            QTest.keyClick(dialog.password.secret_field.edit, Qt.Key.Key_Return)
