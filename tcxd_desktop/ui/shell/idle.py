"""Whether somebody is still at the keyboard, and whether the machine slept meanwhile."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

IDLE, SUSPEND, ASKED = "idle", "suspend", "asked"
LONGEST_MINUTES = 5
_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_TICK_MS = 1000
_SLEPT = 20.0
"""Seconds between two ticks that only a sleeping machine explains."""
_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


def clocks() -> tuple[float, ...]:
    """Return every clock there is: which of them goes on during sleep differs by system."""
    found = [time.monotonic(), time.time()]
    if sys.platform.startswith("linux"):
        found.append(time.clock_gettime(time.CLOCK_BOOTTIME))
    return tuple(found)


class IdleWatch(QObject):
    """Canh lúc vắng: looks at what reaches the program's windows, not at every event inside."""

    wanted = Signal(str)
    """It is time to lock: ``idle``, ``suspend`` or ``asked`` (the key)."""

    def __init__(
        self, minutes: float, *, now: Callable[[], tuple[float, ...]] = clocks, tick: int = _TICK_MS
    ) -> None:
        """Watch from now on; ``minutes`` may shorten the wait, never lengthen it."""
        super().__init__()
        self._limit = 0.0
        self.set_minutes(minutes)
        self._now = now
        self._ticked = now()
        self._signs = now()[0]
        self._timer = QTimer(self, interval=tick)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)
        for window in QGuiApplication.topLevelWindows():
            self._on_window(window)

    def set_minutes(self, minutes: float) -> None:
        """Wait so long from now on; never longer than five minutes."""
        self._limit = min(max(minutes, 0.1), LONGEST_MINUTES) * 60

    def idle_for(self) -> float:
        """Return the seconds since the last sign of somebody."""
        return self._now()[0] - self._signs

    def touched(self) -> None:
        """Take this moment as a sign of somebody."""
        self._signs = self._now()[0]

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._on_window)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note signs of somebody; the key to lock works in every dialog."""
        if event.type() in _SIGNS:
            self.touched()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            asked = event.keyCombination() == _KEY
            if asked:
                self.wanted.emit(ASKED)
            return asked
        return False

    @Slot(QWindow)
    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @Slot()
    def _on_tick(self) -> None:
        before, self._ticked = self._ticked, self._now()
        slept = max(new - old for new, old in zip(self._ticked, before, strict=True))
        if slept > _SLEPT + self._timer.interval() / 1000:
            self.wanted.emit(SUSPEND)
        elif self.idle_for() >= self._limit:
            self.wanted.emit(IDLE)
