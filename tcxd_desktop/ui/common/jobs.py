"""Work off the thread of the screens: one worker, one queue, one writer."""

from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.progress import Progress

T = TypeVar("T")
_SHOWN_AFTER_MS = 400


@dataclass(eq=False)
class Job:
    """One piece of work: what it is called, how far it is, whether it was stopped."""

    title: str
    done: int = 0
    total: int = 0
    stopped: Event = field(default_factory=Event)
    over: bool = False
    """Whether it is finished, failed or was stopped."""
    on_done: Callable[[Any], None] | None = None
    on_failed: Callable[[Problem], None] | None = None
    on_progress: Callable[[int, int], None] | None = None

    def cancel(self) -> None:
        """Stop at the next sign of life; what was begun is rolled back by the work itself."""
        self.stopped.set()


def running(job: Job | None) -> bool:
    """Tell whether something that was begun is not over yet; stopped work answers nobody."""
    return job is not None and not job.over


class Jobs(QObject):
    """Runs work in one long-lived thread and answers in the thread of the screens.

    The worker only emits signals of this object; no QObject is born or dies there.
    """

    idle = Signal()
    """Nothing is waiting or running any more."""
    slow = Signal(object)
    """A Job that has been running for 0.4 s: time to show its progress."""
    moved = Signal(object)
    """A Job told how far it is."""
    over = Signal(object)
    """A Job that is finished, failed or stopped."""
    failed = Signal(object)
    """Problem of a job whose caller did not ask for it."""

    _ended = Signal(object, object, object)
    _progressed = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a thread; it is born with the first job."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tcxd-job")
        self._waiting: list[Job] = []
        self._ended.connect(self._on_ended)
        self._progressed.connect(self._on_progressed)

    @property
    def busy(self) -> bool:
        """Whether something waits or runs."""
        return bool(self._waiting)

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        title: str = "Đang làm việc…",
    ) -> Job:
        """Queue ``work(progress)`` and return its handle.

        Args:
            work: called in the worker with a Progress that raises when the job is cancelled.
            done: gets the result, in the thread of the screens.
            failed: gets the Problem; without it ``Jobs.failed`` tells it.
            progress: gets (done, total), in the thread of the screens.
            title: what the progress display says, with an ellipsis.
        """
        job = Job(title, on_done=done, on_failed=failed, on_progress=progress)
        self._waiting.append(job)
        QTimer.singleShot(_SHOWN_AFTER_MS, self, lambda: self._show_if_slow(job))
        self._pool.submit(self._work, job, work)
        return job

    def close(self) -> None:
        """Stop everything and wait for the worker to end."""
        for job in self._waiting:
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()

    def _work(self, job: Job, work: Callable[[Progress], Any]) -> None:
        def progress(done: int, total: int) -> None:
            if job.stopped.is_set():
                raise CancelledError
            self._progressed.emit(job, done, total)

        result: Any = None
        error: BaseException | None = None
        try:
            if job.stopped.is_set():
                raise CancelledError
            result = work(progress)
        except Exception as raised:
            error = raised
        self._ended.emit(job, result, error)

    def _show_if_slow(self, job: Job) -> None:
        if job in self._waiting:
            self.slow.emit(job)

    @Slot(object, int, int)
    def _on_progressed(self, job: Job, done: int, total: int) -> None:
        if job not in self._waiting:
            return
        job.done, job.total = done, total
        if job.on_progress is not None:
            job.on_progress(done, total)
        self.moved.emit(job)

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: object, error: BaseException | None) -> None:
        if job not in self._waiting:
            return
        self._waiting.remove(job)
        job.over = True
        self.over.emit(job)
        try:
            self._answer(job, result, error)
        finally:
            if not self._waiting:
                self.idle.emit()

    def _answer(self, job: Job, result: object, error: BaseException | None) -> None:
        if error is None:
            if job.on_done is not None:
                job.on_done(result)
        elif isinstance(error, Problem):
            (job.on_failed or self.failed.emit)(error)
        elif not isinstance(error, CancelledError):
            raise error
