"""The start of the real program on a real office, for :mod:`tcxd_desktop.bench.start`."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tcxd_desktop.office import opening
from tcxd_desktop.ui.shell.application import make_app
from tcxd_desktop.ui.shell.building import make_window, run_window


def run(
    born: float, office: Path, shown: Callable[[QWidget, float, Callable[[], bool]], None]
) -> int:
    """Open the office, show the first list with everything in it, and end."""
    app, looks = make_app()
    desk = opening.open_office(office, os.environ["TCXD_PASSWORD"])
    try:
        window = make_window(desk, looks)
        window.resize(1366, 768)
        # The first page reads beside the window: its list is there once nothing is read any more.
        shown(window, born, lambda: not window.working)
        return run_window(app, window)
    finally:
        opening.close_office(desk)
