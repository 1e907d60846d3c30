"""Python's garbage is collected in the thread of the screens, and nowhere else.

Left to itself the collector runs in whichever thread allocates: in the worker it would destroy
widgets off their thread, which ends the process.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 2_000
_YOUNG = 0
_ALL = 2


class Collector(QObject):
    """Takes over from the automatic collector for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Turn the automatic collector off and start looking every two seconds."""
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    def stop(self) -> None:
        """Give back to the automatic collector, if it was on."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def _on_time(self) -> None:
        # The same thresholds as the automatic one, looked at in the same order.
        for generation in range(_ALL, _YOUNG - 1, -1):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
