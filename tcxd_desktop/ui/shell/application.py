"""The application in its look and language: all that the sign-in needs."""

import sys

from PySide6.QtWidgets import QApplication

from tcxd_desktop.ui.common import vietnamese
from tcxd_desktop.ui.common.looks import Looks


def make_app() -> tuple[QApplication, Looks]:
    """Return the application in its look and language; the one there is, if there is one."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("TCXD")
    app.setApplicationDisplayName("Sổ công tác Đảng")
    vietnamese.install(app)
    return app, Looks(app)
