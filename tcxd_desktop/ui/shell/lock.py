"""Locking: what is typed is kept, nothing is seen any more, and the process that held the key ends.

A fresh process takes its place at the sign-in. Between hiding and ending only work that runs is
waited for; nobody comes back in without the password.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import clipboard, theme
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.shell.idle import IDLE
from tcxd_desktop.wording.problems import sentence

_LOOK_AGAIN_MS = 200
_WAITING = "Đang khóa: đợi việc đang chạy xong…"
_UNKEPT = (
    "Chưa giữ được bản nháp của những gì đang gõ. Cửa sổ đã ẩn; muốn khóa hẳn thì phải giữ được"
    " bản nháp, hoặc bỏ phần chưa lưu."
)


@dataclass(frozen=True, slots=True)
class Steps:
    """What locking does, in its order; each is given by who puts the session together."""

    busy: Callable[[], bool]
    """Work is running that must not be cut off."""
    keep: Callable[[], Problem | None]
    """Keep the drafts of open forms."""
    remember: Callable[[], None]
    """Note where one was."""
    close: Callable[[], None]
    """Stop the workers and close the office."""
    leave: Callable[[], None]
    """Start the fresh process and end this one."""


class Lock(QObject):
    """Khóa chương trình."""

    def __init__(self, steps: Steps) -> None:
        """Wait to be asked."""
        super().__init__()
        self._steps = steps
        self.locking = False
        self.veil: QWidget | None = None
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._on_look)

    @Slot(str)
    def lock(self, reason: str) -> None:
        """Lock now; an idle clerk's running work comes to its end first."""
        if self.locking:
            return
        if reason == IDLE and self._steps.busy():
            return  # the watch asks again every second, so it locks as soon as the work ends
        self.locking = True
        QApplication.setQuitOnLastWindowClosed(False)
        commit_open_edit()
        problem = self._steps.keep()
        hide_all()
        while problem is not None and ask_again(problem):
            problem = self._steps.keep()
        self._go_on()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._timer.stop()

    @Slot()
    def _on_look(self) -> None:
        if not self._steps.busy():
            self._timer.stop()
            self._go_on()

    def _go_on(self) -> None:
        if self._steps.busy():
            if self.veil is None:
                self.veil = veil()
                self.veil.show()
            self._timer.start()
            return
        try:
            self._steps.remember()
            self._steps.close()
            clipboard.clear_own()
        finally:
            # Whatever went wrong: this process may not stay.
            self._steps.leave()


def hide_all() -> None:
    """Hide every window at once."""
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.hide()


def ask_again(problem: Problem) -> bool:
    """Ask whether to try to keep the draft once more; closing the question means yes."""
    question = Question(
        "Khóa", _UNKEPT, [("again", "Giữ lại lần nữa"), ("lose", "Khóa, bỏ phần chưa lưu")],
        detail=sentence(problem),
    )  # fmt: skip
    question.answer = "again"
    question.exec()
    return question.answer == "again"


def veil() -> QWidget:
    """Return the little window that says what is waited for."""
    look = theme.current()
    found = QWidget(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint
                    | Qt.WindowType.WindowTitleHint)  # fmt: skip
    found.setWindowTitle("Sổ công tác Đảng")
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    column = QVBoxLayout(found)
    column.setContentsMargins(look.px(18), look.px(16), look.px(18), look.px(16))
    column.setSpacing(look.px(10))
    column.addWidget(QLabel(_WAITING))
    column.addWidget(bar)
    return found
