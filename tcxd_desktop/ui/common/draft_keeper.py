"""Keeps what is typed on a page and not saved: two seconds at most are lost."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock
from typing import Any, TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.record_text import NotThisRecordError, dump, load
from tcxd_desktop.domain.work_drafts import KeptDraft
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs

AFTER_MS = 2000
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Drawer:
    """Ngăn giữ bản nháp: the use cases of one feature that keep, find and drop its drafts."""

    permission: Permission
    keep: Callable[[Desk, str, str, int], None]
    """Desk, key, content, version of what it is typed over."""
    draft: Callable[[Desk, str, int], KeptDraft | None]
    drop: Callable[[Desk, str], None]


class DraftKeeper(QObject):
    """Writes the draft after a pause in the background, or at once when asked.

    An account that may not write what the page is for keeps nothing, and nothing is said.
    """

    kept = Signal()
    """A draft was written."""
    failed = Signal(object)
    """Problem that kept a draft from being written or thrown away."""

    def __init__(
        self,
        drawer: Drawer,
        desk: Desk,
        jobs: Jobs,
        unsaved: Callable[[bool], object | None],
        parent: QObject,
    ) -> None:
        """Watch one page.

        Args:
            drawer: how drafts of its feature are kept.
            desk: where drafts are kept.
            jobs: the worker.
            unsaved: gives the frozen record as typed, or ``None`` when there is nothing to keep;
                called with whether the clerk may still be typing, in the thread of the screens.
            parent: owner.
        """
        super().__init__(parent)
        self._jobs, self._unsaved = jobs, unsaved
        self._shelf = _Shelf(drawer, desk)
        self._may = desk.actor.may(drawer.permission)
        self._last: object | None = None
        self.key, self.version = "", 0
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self._on_pause)

    def watch(self, key: str, version: int = 0) -> None:
        """Keep from now on under ``key``, as typed over ``version`` of what is stored."""
        self._timer.stop()
        self._last = None
        self.key, self.version = key, version

    def find(self, kind: type[R]) -> tuple[R, str] | None:
        """Return the draft kept under the key and its local time; ``None``: nothing to offer.

        One of an older version of what is stored is not offered, one that cannot be read goes.
        """
        if not (self._may and self.key):
            return None
        kept = self._shelf.draft(self.key, self.version)
        if kept is None:
            return None
        try:
            return load(kind, kept.content), kept.at
        except NotThisRecordError:
            self.drop()
            return None

    def start(self) -> None:
        """Wait for a pause, from now."""
        if self._may and self.key:
            self._timer.start()

    def stop(self) -> None:
        """Write nothing more of what was typed so far; what is kept stays."""
        self._timer.stop()
        self._last = None
        self._shelf.number()

    def drop(self) -> None:
        """Throw the draft away: the work is saved, or nobody wants it."""
        self.stop()
        if not (self._may and self.key):
            return
        try:
            self._shelf.drop(self.key)
        except Problem as problem:
            self.failed.emit(problem)

    def flush(self) -> Problem | None:
        """Write the draft now; returns what stood in the way, if anything."""
        self._timer.stop()
        if not (self._may and self.key):
            return None
        record = self._unsaved(False)  # noqa: FBT003 - the callback has one argument
        if record is None:
            return None
        try:
            # What the worker was to write may still wait behind a long job: it is written here.
            self._shelf.keep(self._shelf.number(), self.key, record, self.version)
        except Problem as problem:
            return problem
        self._last = record
        self.kept.emit()
        return None

    @Slot()
    def _on_pause(self) -> None:
        record = self._unsaved(True)  # noqa: FBT003
        if record == self._last:
            return
        if record is None:
            self.drop()  # everything was taken back
            return
        self._last = record
        self._jobs.run(
            _keeping(self._shelf, self._shelf.number(), self.key, record, self.version),
            done=_weakly(self._on_kept),
            failed=_weakly(self._on_failed),
            title="Đang giữ bản nháp…",
        )

    def _on_failed(self, problem: Problem) -> None:
        self._last = None
        self.failed.emit(problem)

    def _on_kept(self, _nothing: None) -> None:
        self.kept.emit()


class _Shelf:
    """Writes and drops drafts from either thread; of several orders only the newest counts.

    The worker holds this instead of anything of Qt's: it may be the last to let go.
    """

    def __init__(self, drawer: Drawer, desk: Desk) -> None:
        self._drawer, self._desk = drawer, desk
        self._newest = 0
        self._turn = RLock()

    def number(self) -> int:
        """Return the number of a new order; those given before count no more."""
        self._newest += 1
        return self._newest

    def keep(self, number: int, key: str, record: object, version: int) -> None:
        content = dump(record)
        with self._turn:
            if number == self._newest:
                self._drawer.keep(self._desk, key, content, version)

    def draft(self, key: str, version: int) -> KeptDraft | None:
        with self._turn:
            return self._drawer.draft(self._desk, key, version)

    def drop(self, key: str) -> None:
        self.number()
        with self._turn:
            self._drawer.drop(self._desk, key)


def _keeping(
    shelf: _Shelf, number: int, key: str, record: object, version: int
) -> Callable[[Progress], None]:
    def keep(_progress: Progress) -> None:
        shelf.keep(number, key, record, version)

    return keep


def _weakly(method: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return a call of a QObject's method that holds the object not, and passes over a dead one."""
    known = WeakMethod(method)

    def answer(value: Any) -> None:
        found = known()
        if found is not None and isValid(getattr(found, "__self__", None)):
            found(value)

    return answer
