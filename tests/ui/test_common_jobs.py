"""Work off the screens' thread: answers come home, progress after 0.4 s, stopping stops."""

import gc
import sys
import threading
import time

from PySide6.QtCore import QCoreApplication, QThread
from PySide6.QtWidgets import QDialog, QWidget

from tcxd_desktop.domain.errors import DiskFullProblem, Problem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.ui.common.busy import Busy
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Job, Jobs, running


def on_the_screens_thread() -> bool:
    app = QCoreApplication.instance()
    return app is not None and QThread.currentThread() == app.thread()


def test_a_result_comes_home(qtbot, jobs: Jobs) -> None:
    got: list[object] = []

    def work(progress: Progress) -> bool:
        return on_the_screens_thread()

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, done=lambda result: got.extend([result, on_the_screens_thread()]))
    assert got == [False, True]
    assert not jobs.busy


def test_jobs_run_one_after_another(qtbot, jobs: Jobs) -> None:
    order: list[int] = []
    with qtbot.waitSignal(jobs.idle):
        for number in range(20):
            jobs.run(lambda _, n=number: n, done=order.append)
    assert order == list(range(20))


def test_a_problem_goes_to_who_asked_or_to_the_window(qtbot, jobs: Jobs) -> None:
    def work(progress: Progress) -> None:
        raise DiskFullProblem("D:")

    told: list[Problem] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, failed=told.append)
    assert isinstance(told[0], DiskFullProblem)
    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.run(work)
    assert isinstance(failed.args[0], DiskFullProblem)


def test_a_bug_reaches_the_hook_and_the_worker_goes_on(qtbot, jobs: Jobs) -> None:
    def work(progress: Progress) -> None:
        raise KeyError("x")

    with qtbot.captureExceptions() as caught, qtbot.waitSignal(jobs.idle):
        jobs.run(work)
    assert caught[0][0] is KeyError
    answers: list[int] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: 5, done=answers.append)
    assert answers == [5]


def test_work_runs_until_it_is_over_also_when_it_was_stopped(qtbot, jobs: Jobs) -> None:
    gate = threading.Event()
    first = jobs.run(lambda _: gate.wait())
    second = jobs.run(lambda _: None)
    assert running(first)
    assert running(second)
    assert not running(None)
    second.cancel()
    assert running(second)
    with qtbot.waitSignal(jobs.idle):
        gate.set()
    assert not running(first)
    assert not running(second)


def test_progress_is_told_and_stopping_stops(qtbot, jobs: Jobs) -> None:
    steps: list[tuple[int, int]] = []
    reached = threading.Event()

    def work(progress: Progress) -> str:
        for step in range(1000):
            progress(step, 1000)
            if step == 3:
                reached.set()
            time.sleep(0.002)
        return "hết"

    done: list[str] = []
    job = jobs.run(work, done=done.append, progress=lambda *step: steps.append(step))
    qtbot.waitUntil(reached.is_set)
    with qtbot.waitSignal(jobs.over) as over:
        job.cancel()
    assert over.args[0] is job
    assert not done
    assert steps[:3] == [(0, 1000), (1, 1000), (2, 1000)]
    assert len(steps) < 900


def test_a_job_stopped_before_it_began_never_runs(qtbot, jobs: Jobs) -> None:
    gate = threading.Event()
    ran: list[int] = []
    jobs.run(lambda _: gate.wait(5))
    second = jobs.run(lambda _: ran.append(1))
    second.cancel()
    with qtbot.waitSignal(jobs.idle):
        gate.set()
    assert not ran


def test_closing_waits_and_answers_nothing(qtbot) -> None:
    jobs = Jobs()
    done: list[object] = []
    jobs.run(lambda _: time.sleep(0.05), done=done.append)
    jobs.run(lambda _: 2, done=done.append)
    jobs.close()
    qtbot.wait(50)
    assert not done
    assert not jobs.busy


def test_many_jobs_under_garbage_collection(qtbot, jobs: Jobs) -> None:
    switch = sys.getswitchinterval()
    gc.set_threshold(5, 2, 2)
    sys.setswitchinterval(1e-5)
    answers: list[int] = []

    def work(progress: Progress, number: int) -> int:
        progress(number, 1)
        cycle: list[object] = [number]
        cycle.append(cycle)
        return number

    try:
        with qtbot.waitSignal(jobs.idle, timeout=30_000):
            for number in range(2000):
                jobs.run(lambda p, n=number: work(p, n), done=answers.append)
    finally:
        gc.set_threshold(700, 10, 10)
        sys.setswitchinterval(switch)
    assert answers == list(range(2000))


def test_short_work_shows_nothing_long_work_can_be_stopped(qtbot, jobs: Jobs) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    busy = Busy(jobs, window)
    with qtbot.waitSignal(jobs.idle):
        jobs.run(lambda _: 1, title="Đang đếm…")
    assert not busy.isVisible()
    gate = threading.Event()

    def work(progress: Progress) -> None:
        while not gate.is_set():
            progress(4, 10)
            time.sleep(0.01)

    started = time.monotonic()
    jobs.run(work, title="Đang lập trang in…")
    qtbot.waitUntil(busy.isVisible)
    assert time.monotonic() - started >= 0.35
    assert busy.title.text() == "Đang lập trang in…"
    assert busy.accessibleName() == "Đang lập trang in…"
    qtbot.waitUntil(lambda: (busy.bar.value(), busy.bar.maximum()) == (4, 10))
    assert window.rect().contains(busy.geometry())
    with qtbot.waitSignal(jobs.idle):
        busy.stop.click()
    assert not busy.isVisible()


def test_the_strip_survives_the_dialog_it_floats_on(qtbot, jobs: Jobs) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    busy = Busy(jobs, window)
    dialog = QDialog(window)
    dialog.resize(600, 300)
    dialog.open()
    gate = threading.Event()
    jobs.run(lambda _: gate.wait(10))
    qtbot.waitUntil(busy.isVisible)
    assert busy.parent() is dialog
    dialog.close()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: busy.parent() is window)
    assert busy.isVisible()
    with qtbot.waitSignal(jobs.idle):
        gate.set()
    assert not busy.isVisible()


def test_writes_are_told_on_the_screens_thread(qtbot, jobs: Jobs) -> None:
    listeners = []
    changes = Changes(listeners.append)
    seen: list[tuple[frozenset[str], bool]] = []
    changes.written.connect(lambda subjects: seen.append((subjects, on_the_screens_thread())))

    def work(progress: Progress) -> None:
        listeners[0](frozenset({"person"}))

    with qtbot.waitSignal(jobs.idle):
        jobs.run(work)
    qtbot.waitUntil(lambda: bool(seen))
    listeners[0](frozenset({"unit", "number"}))
    assert seen == [(frozenset({"person"}), True), (frozenset({"unit", "number"}), True)]


def test_a_job_says_what_it_is() -> None:
    job = Job("Đang nhập…")
    job.cancel()
    assert (job.title, job.stopped.is_set()) == ("Đang nhập…", True)
