"""Every screen test: the look of the program, Qt in Vietnamese, settings of its own."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tcxd_desktop.ui.common import theme, vietnamese
from tcxd_desktop.ui.common.collector import Collector
from tcxd_desktop.ui.common.jobs import Jobs

DRESSED = "tcxdTestLook"
NO_KEYS = Qt.KeyboardModifier.NoModifier
BACKSPACE = int(Qt.Key.Key_Backspace)


@pytest.fixture(scope="session")
def frozen() -> None:
    """Set aside what lives for the whole session: collecting after each test is then quick."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def dressed(
    qapp: QApplication, frozen: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Wear the light look at 100 %, whatever an earlier test chose; collect after the test only.

    The automatic collector may come in the middle of a call of Qt that holds a lock of its own;
    taking a widget apart there waits for that lock for ever. The program has its Collector.
    """
    gc.disable()
    monkeypatch.setenv("TCXD_HOME", str(tmp_path / "home"))
    if qapp.property(DRESSED) != "light 100" or theme.current() != theme.Theme(theme.LIGHT, 100):
        theme.apply(qapp, dark=False, scale=100)
        vietnamese.install(qapp)
        qapp.setProperty(DRESSED, "light 100")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    take_down_all()
    gc.enable()


def take_down_all() -> None:
    """Destroy what a test left on the screen, Qt's side first.

    Collected later, inside some other test, a half destroyed widget whose event filters are called
    ends the process.
    """
    for widget in QApplication.topLevelWidgets():
        if shiboken6.isValid(widget) and shiboken6.ownedByPython(widget):
            widget.hide()
            shiboken6.delete(widget)
    # What Python put there Qt would free after Python has ended.
    QApplication.clipboard().clear()
    gc.collect()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """Run jobs as the program does: garbage is collected in the thread of the screens only."""
    collector = Collector()
    made = Jobs()
    yield made
    made.close()
    gc.collect()  # left to the automatic collector it would come inside some call of Qt
    collector.stop()


class Typist:
    """Types Vietnamese as typing programs do; ``qtbot.keyClicks`` aborts on it."""

    def letters(self, widget: QWidget, text: str) -> None:
        """Send each letter as a key with its Unicode text, as UniKey does."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_KEYS, letter))

    def backspace(self, widget: QWidget, times: int = 1) -> None:
        """Take letters back, as UniKey does before it sends the letter with its mark."""
        for _ in range(times):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, BACKSPACE, NO_KEYS, "\b"))

    def compose(self, widget: QWidget, steps: list[str], commit: str) -> None:
        """Show each step as composition and commit the last, as the Windows keyboard does."""
        for step in steps:
            QApplication.sendEvent(widget, QInputMethodEvent(step, []))
        done = QInputMethodEvent("", [])
        done.setCommitString(commit)
        QApplication.sendEvent(widget, done)


@pytest.fixture
def typist() -> Typist:
    """Return somebody who types Vietnamese."""
    return Typist()
