"""Locking: idle, sleep, the key; drafts kept, work waited for, clipboard cleared, order of steps."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import DiskFullProblem, Problem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import clipboard, settings
from tcxd_desktop.ui.common.clipboard import Clipped, marked_copy
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.table import as_cells
from tcxd_desktop.ui.shell import process, windows_session
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.idle import ASKED, IDLE, SUSPEND, IdleWatch, clocks
from tcxd_desktop.ui.shell.lock import Lock, Steps
from tcxd_desktop.ui.shell.session import Session
from tcxd_desktop.ui.shell.window import MainWindow
from tests import make

CTRL = Qt.KeyboardModifier.ControlModifier


class Times:
    """Clocks a test can move: monotonic, wall, since the start of the machine."""

    def __init__(self) -> None:
        self.now = [1000.0, 5000.0, 1000.0]

    def __call__(self) -> tuple[float, ...]:
        return tuple(self.now)

    def pass_by(self, seconds: float, *which: int) -> None:
        for clock in which or (0, 1, 2):
            self.now[clock] += seconds


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.edit = QLineEdit()  # type: ignore[attr-defined]
    column = QVBoxLayout(made)
    column.addWidget(made.edit)  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def watched(window: QWidget, times: Times) -> Iterator[tuple[IdleWatch, list[str]]]:
    """Return a watch over a window whose ticks the test makes itself, and what it wanted."""
    watch = IdleWatch(5, now=times)
    watch._timer.stop()
    wanted: list[str] = []
    watch.wanted.connect(wanted.append)
    yield watch, wanted
    watch.stop()


def ticks(watch: IdleWatch, times: Times, seconds: int) -> None:
    for _ in range(seconds):
        times.pass_by(1)
        watch._on_tick()


# --- when ----------------------------------------------------------------------------------------


def test_five_idle_minutes_lock(watched: tuple[IdleWatch, list[str]], times: Times) -> None:
    watch, wanted = watched
    ticks(watch, times, 299)
    assert wanted == []
    ticks(watch, times, 2)
    assert wanted == [IDLE, IDLE]


@pytest.mark.parametrize(("minutes", "seconds"), [(1, 60), (60, 300), (0, 6), (-5, 6)])
def test_the_machine_may_lock_sooner_but_never_later(
    qtbot: QtBot, times: Times, minutes: float, seconds: int
) -> None:
    watch = IdleWatch(minutes, now=times)
    wanted: list[str] = []
    watch.wanted.connect(wanted.append)
    ticks(watch, times, seconds - 1)
    assert wanted == []
    ticks(watch, times, 1)
    assert wanted == [IDLE]
    watch.stop()


def test_keys_and_movements_in_the_windows_count(
    watched: tuple[IdleWatch, list[str]], times: Times, window: QWidget
) -> None:
    watch, wanted = watched
    handle = window.windowHandle()
    for send in (
        lambda: QTest.keyClick(handle, Qt.Key.Key_A),
        lambda: QTest.mouseMove(handle),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton),
    ):
        ticks(watch, times, 200)
        send()
    assert window.edit.text() == "a"  # type: ignore[attr-defined] # nothing is taken away
    ticks(watch, times, 299)
    assert wanted == []


def test_windows_that_open_later_count_too(
    watched: tuple[IdleWatch, list[str]], times: Times, qtbot: QtBot
) -> None:
    watch, wanted = watched
    ticks(watch, times, 200)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    ticks(watch, times, 200)
    assert wanted == []


def test_the_key_locks_in_every_dialog_and_is_taken(
    watched: tuple[IdleWatch, list[str]], window: QWidget
) -> None:
    watch, wanted = watched
    for modifiers, asked in ((CTRL, [ASKED]), (Qt.KeyboardModifier.NoModifier, [])):
        wanted.clear()
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, modifiers, "l")
        taken = watch.eventFilter(window.windowHandle(), event)
        assert (wanted, taken) == (asked, bool(asked))


@pytest.mark.parametrize("clock", [0, 1, 2])
def test_a_machine_that_slept_is_locked(
    watched: tuple[IdleWatch, list[str]], times: Times, clock: int
) -> None:
    """Which clock goes on during sleep differs by system; any of them tells."""
    watch, wanted = watched
    ticks(watch, times, 3)
    times.pass_by(40, clock)
    ticks(watch, times, 1)
    assert wanted == [SUSPEND]


def test_a_clock_set_back_or_a_busy_moment_is_no_sleep(
    watched: tuple[IdleWatch, list[str]], times: Times
) -> None:
    watch, wanted = watched
    times.pass_by(-3600, 1)
    ticks(watch, times, 1)
    times.pass_by(8)
    ticks(watch, times, 1)
    assert wanted == []


def test_there_is_a_clock_that_goes_on_during_sleep() -> None:
    assert len(clocks()) >= 2
    if sys.platform.startswith("linux"):
        assert len(clocks()) == 3


@pytest.mark.parametrize(
    ("message", "parameter", "reason"),
    [
        (0x02B1, 7, "session"),
        (0x02B1, 2, "session"),
        (0x02B1, 8, ""),
        (0x0218, 4, "suspend"),
        (0x0218, 18, ""),
        (0x000F, 7, ""),
    ],
)
def test_what_windows_tells_is_understood(message: int, parameter: int, reason: str) -> None:
    assert windows_session.meaning(message, parameter) == reason


# --- how -----------------------------------------------------------------------------------------


class Walk:
    """Locks a window and writes down each step."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.steps: list[str] = []
        self.busy = False
        self.problems: list[Problem | None] = []
        self.lock = Lock(
            Steps(
                busy=lambda: self.busy,
                keep=self._keep,
                remember=self._noted("remember"),
                close=self._noted("close"),
                leave=self._noted("leave"),
            )
        )

    def _noted(self, what: str) -> Callable[[], None]:
        def note() -> None:
            self.steps.append(f"{what} {'seen' if self.window.isVisible() else 'hidden'}")

        return note

    def _keep(self) -> Problem | None:
        self.steps.append(f"keep {'seen' if self.window.isVisible() else 'hidden'}")
        return self.problems.pop(0) if self.problems else None


@pytest.fixture
def walk(window: QWidget) -> Iterator[Walk]:
    made = Walk(window)
    yield made
    made.lock._timer.stop()
    if made.lock.veil is not None:
        made.lock.veil.hide()
    QApplication.setQuitOnLastWindowClosed(True)


WHOLE = ["keep seen", "remember hidden", "close hidden", "leave hidden"]


def test_drafts_are_kept_before_the_window_goes_and_the_process_ends_last(walk: Walk) -> None:
    walk.lock.lock(ASKED)
    assert walk.steps == WHOLE
    walk.lock.lock(ASKED)
    assert walk.steps == WHOLE  # once


def test_every_window_is_hidden(walk: Walk, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    walk.lock.lock(ASKED)
    assert not dialog.isVisible()


def test_an_idle_clerks_work_ends_first_and_then_it_locks(walk: Walk) -> None:
    walk.busy = True
    walk.lock.lock(IDLE)
    assert walk.window.isVisible()
    assert walk.steps == []
    walk.busy = False
    walk.lock.lock(IDLE)  # the watch asks every second
    assert walk.steps == WHOLE


@pytest.mark.parametrize("reason", [ASKED, SUSPEND, "session"])
def test_who_asks_is_hidden_at_once_and_work_is_waited_for(
    qtbot: QtBot, walk: Walk, reason: str
) -> None:
    walk.busy = True
    walk.lock.lock(reason)
    assert not walk.window.isVisible()
    assert walk.steps == ["keep seen"]
    assert walk.lock.veil is not None
    assert walk.lock.veil.isVisible()
    walk.busy = False
    qtbot.waitUntil(lambda: "leave hidden" in walk.steps)
    assert walk.steps == WHOLE


def test_a_draft_that_cannot_be_kept_is_not_lost_in_silence(qtbot: QtBot, walk: Walk) -> None:
    walk.problems = [DiskFullProblem("D:"), DiskFullProblem("D:"), DiskFullProblem("D:")]
    answers = ["again", "lose"]

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        assert not walk.window.isVisible()
        question.answers[answers.pop(0)].click()
        if answers:
            QTimer.singleShot(50, answer)

    QTimer.singleShot(50, answer)
    walk.lock.lock(ASKED)
    assert walk.steps == ["keep seen", "keep hidden", *WHOLE[1:]]


def test_closing_the_question_tries_again(qtbot: QtBot, walk: Walk) -> None:
    walk.problems = [DiskFullProblem("D:"), None]
    QTimer.singleShot(50, lambda: QApplication.activeModalWidget().close())
    walk.lock.lock(ASKED)
    assert walk.steps[:2] == ["keep seen", "keep hidden"]
    assert walk.steps[-1] == "leave hidden"


def test_the_process_ends_even_when_the_office_cannot_be_closed(window: QWidget) -> None:
    left: list[str] = []

    def fail() -> None:
        raise OSError("đĩa")

    lock = Lock(Steps(lambda: False, lambda: None, fail, fail, lambda: left.append("left")))
    with pytest.raises(OSError, match="đĩa"):
        lock.lock(ASKED)
    assert left == ["left"]
    QApplication.setQuitOnLastWindowClosed(True)


# --- the real session ----------------------------------------------------------------------------


class Opened:
    """The real window of an office with its session; leaving is written down, not done."""

    def __init__(self, folder: Path, looks: Looks) -> None:
        self.folder = folder
        self.desk: Desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
        self.window: MainWindow = make_window(self.desk, looks)
        self.left: list[tuple[Path, int]] = []
        self.session = Session(self.window, self.desk, lambda *told: self.left.append(told))
        self.window.show()

    def end(self) -> None:
        """End without a lock and without the questions of closing a window."""
        self.session.stop()
        take_down(self.window)
        opening.close_office(self.desk)


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, office_folder: Path) -> Iterator[Opened]:
    looks = Looks(qapp)
    made = Opened(office_folder, looks)
    yield made
    if not made.left:
        made.end()
    QApplication.setQuitOnLastWindowClosed(True)
    looks.deleteLater()


def test_locking_keeps_the_draft_ends_the_session_and_frees_the_office(
    qtbot: QtBot, opened: Opened
) -> None:
    first = people.create(opened.desk, make.new_person(name="Nguyễn Thị Đào"))
    opened.window.open_person(first.id)
    editor = opened.window.page.editor  # type: ignore[attr-defined]
    editor.go_to("occupation")
    QTest.keyClicks(QApplication.focusWidget() or editor, "Nuoi ong lay mat")
    qtbot.keyClick(opened.window, Qt.Key.Key_L, CTRL)
    assert not opened.window.isVisible()
    qtbot.waitUntil(lambda: opened.left == [(opened.folder, 1)], timeout=10_000)
    assert settings.load().place == f"people/{first.id}"
    again = opening.open_office(opened.folder, make.PASSWORD, clock=make.clock)
    try:
        kept = people.draft(again, first.id)
        assert kept is not None
        assert kept.dossier.occupation == "Nuoi ong lay mat"
        with again.read() as reading:
            notes = reading.all("SELECT note FROM act WHERE use_case = 'session.end' ORDER BY id")
        assert notes[-1] == ("khóa",)
    finally:
        opening.close_office(again)


def test_the_place_and_the_draft_come_back(
    qtbot: QtBot, qapp: QApplication, opened: Opened
) -> None:
    first = people.create(opened.desk, make.new_person(name="Nguyễn Thị Đào"))
    opened.window.open_person(first.id)
    editor = opened.window.page.editor  # type: ignore[attr-defined]
    editor.go_to("occupation")
    QTest.keyClicks(QApplication.focusWidget() or editor, "Nuoi ong lay mat")
    opened.session.lock.lock(ASKED)
    qtbot.waitUntil(lambda: bool(opened.left), timeout=10_000)
    again = Opened(opened.folder, Looks(qapp))
    try:
        again.window.go_to_place(settings.load().place)
        shown = again.window.page.editor  # type: ignore[attr-defined]
        assert shown.person_id == first.id
        assert shown.draft_bar.isVisible()
        shown.draft_bar.use.click()
        assert shown._state.current.occupation == "Nuoi ong lay mat"
        shown.discard()
    finally:
        again.end()


def test_running_work_of_a_page_holds_the_idle_lock_back(qtbot: QtBot, opened: Opened) -> None:
    go_on: list[bool] = []

    def work(progress: Progress) -> None:
        while not go_on:
            progress(1, 2)

    opened.window._jobs.run(work)
    opened.session.watch.wanted.emit(IDLE)
    assert opened.left == []
    assert opened.window.isVisible()
    go_on.append(True)
    qtbot.waitUntil(lambda: not opened.session._busy(), timeout=10_000)
    opened.session.watch.wanted.emit(IDLE)
    qtbot.waitUntil(lambda: len(opened.left) == 1, timeout=10_000)


def test_the_menu_chooses_how_soon_it_locks(opened: Opened) -> None:
    menu = opened.window.header.menu_button.menu()
    actions = {action.text(): action for action in menu.actions()}
    assert actions["Tự khóa sau 5 phút"].isChecked()
    actions["Tự khóa sau 1 phút"].trigger()
    assert settings.load().idle_minutes == 1
    assert opened.session.watch._limit == 60


def test_the_head_makes_the_missing_sheet_from_the_bar(qtbot: QtBot, opened: Opened) -> None:
    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(type(dialog).__name__)
        code = dialog.part._code  # type: ignore[attr-defined]
        dialog.main.click()  # type: ignore[attr-defined]
        dialog.part.field.set_text(code)  # type: ignore[attr-defined]
        dialog.main.click()  # type: ignore[attr-defined]

    QTimer.singleShot(50, act)
    [bar] = opened.window.bars.shown.values()
    bar.action.click()
    assert seen == ["RecoveryDialog"]
    assert opened.window.bars.told() == []


# --- the clipboard -------------------------------------------------------------------------------


def test_a_copied_list_carries_what_windows_asks_for() -> None:
    mime = as_cells([["Nguyễn Thị Đào", "0123"]])
    kept = {
        name.partition('value="')[2].rstrip('"'): bytes(mime.data(name).data())
        for name in mime.formats()
        if "windows-mime" in name
    }
    assert kept == {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": bytes(4),
        "CanUploadToCloudClipboard": bytes(4),
    }


def test_what_is_copied_goes_after_a_while(qtbot: QtBot, qapp: QApplication) -> None:
    board = qapp.clipboard()
    watch = Clipped(qapp, kept_ms=150)
    board.setMimeData(as_cells([["Nguyễn Thị Đào"]]))
    assert "Đào" in board.text()
    qtbot.waitUntil(lambda: board.text() == "", timeout=3_000)
    watch.deleteLater()


def test_what_a_field_copies_by_itself_is_marked_too() -> None:
    """The watch does it on screens whose clipboard tells who owns it; this one tells nobody."""
    plain = QMimeData()
    plain.setText("Nguyễn Thị Đào")
    private = marked_copy(plain)
    assert private is not None
    assert private.text() == "Nguyễn Thị Đào"
    assert any("CanIncludeInClipboardHistory" in name for name in private.formats())
    assert marked_copy(private) is None
    assert marked_copy(None) is None


def test_a_report_of_an_error_may_stay(qtbot: QtBot, qapp: QApplication) -> None:
    board = qapp.clipboard()
    watch = Clipped(qapp, kept_ms=50)
    clipboard.put_open("TCXD …")
    qtbot.wait(200)
    assert board.text() == "TCXD …"
    watch.deleteLater()


def test_only_what_is_ours_is_cleared(qapp: QApplication) -> None:
    board = qapp.clipboard()
    board.setText("của người khác")
    clipboard.clear_own()
    assert board.text() == "của người khác"
    board.setMimeData(as_cells([["Nguyễn Thị Đào"]]))
    clipboard.clear_own()
    assert board.text() == ""


# --- the process ---------------------------------------------------------------------------------


def test_the_fresh_process_is_told_the_folder_and_a_number_and_no_password(tmp_path: Path) -> None:
    command = process.command(tmp_path / "văn phòng", 3)
    assert command[0] == sys.executable
    assert command[-4:] == ["--office", str(tmp_path / "văn phòng"), "--locked", "3"]
    given = {"TCXD_PASSWORD": "x", "tcxd_password": "y", "TCXD_HOME": "z"}
    assert process.environment(given) == {"TCXD_HOME": "z"}


@pytest.mark.skipif(sys.platform == "win32", reason="core files are a matter of Unix")
def test_a_crash_writes_no_memory_to_the_disk() -> None:
    script = (
        "import resource; from tcxd_desktop.ui.shell import process; process.leave_no_dump();"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.stdout.strip() == "0"


def test_moving_the_mouse_over_a_window_is_a_sign(window: QWidget, times: Times) -> None:
    watch = IdleWatch(5, now=times)
    times.pass_by(100)
    place = QPointF(5, 5)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    assert not watch.eventFilter(window.windowHandle(), event)
    assert watch.idle_for() == 0
    watch.stop()
