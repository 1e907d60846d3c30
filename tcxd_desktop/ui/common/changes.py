"""Tells the screens that something was written, in the thread of the screens."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

Listen = Callable[[Callable[[frozenset[str]], None]], None]


class Changes(QObject):
    """One Qt signal for all writes of the office.

    ``Changes(desk.on_written)`` is made once, where the program is put together; pages
    connect to ``written`` and refresh what the touched subjects (``person``, ``unit`` …) concern.
    """

    written = Signal(object)
    """frozenset[str] of touched subjects."""

    _told = Signal(object)

    def __init__(self, listen: Listen) -> None:
        """Listen to the store; ``written`` may be told from the worker, Qt queues it."""
        super().__init__()
        self._told.connect(self._on_told)
        listen(self._tell)

    def _tell(self, subjects: frozenset[str]) -> None:
        self._told.emit(subjects)

    @Slot(object)
    def _on_told(self, subjects: frozenset[str]) -> None:
        self.written.emit(subjects)  # only now in the screens' thread, whoever listens
