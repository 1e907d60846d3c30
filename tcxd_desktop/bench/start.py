"""One start in a process of its own: from the process's birth to the first painted list.

``python -m tcxd_desktop.bench.start BORN bare``, ``… BORN office OFFICE`` (in one go, the password
known) or ``… BORN door OFFICE`` (typed into its box); BORN is the monotonic time at which the
parent started the process. Prints the seconds.
"""

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget


def _shown(window: QWidget, born: float, ready: Callable[[], bool] = lambda: True) -> None:
    """Print when everything asked to be painted has been, also what is read beside."""

    def done() -> None:
        if not ready():
            QTimer.singleShot(1, done)
            return
        window.repaint()
        print(f"{time.monotonic() - born:.4f}", flush=True)
        QApplication.exit()

    window.show()
    window.repaint()
    QTimer.singleShot(0, done)


def bare(born: float) -> int:
    """Show the least a PySide6 program can show."""
    app = QApplication([])
    window = QLabel("Sổ công tác Đảng")
    window.resize(1366, 768)
    _shown(window, born)
    return app.exec()


if __name__ == "__main__":
    if sys.argv[2] == "bare":
        sys.exit(bare(float(sys.argv[1])))
    # By name: the program itself is loaded only in the process that measures it.
    measured = importlib.import_module(f"tcxd_desktop.bench.start_{sys.argv[2]}")
    sys.exit(measured.run(float(sys.argv[1]), Path(sys.argv[3]), _shown))
