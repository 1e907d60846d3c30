"""What the tests of the pages of safety share: answering dialogs, waiting for work."""

import weakref
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Page
from tcxd_desktop.ui.common.preview import Preview

P = TypeVar("P", bound=Page)
_LONG_MS = 20_000


def shown(kind: type[P], desk: Desk, jobs: Jobs, qtbot: QtBot) -> P:
    """Return a page, shown and filled."""
    page = kind(desk, jobs, Changes(desk.store.on_written))  # type: ignore[call-arg]
    qtbot.addWidget(page)
    page.resize(1156, 700)
    page.show()
    quiet(jobs, qtbot)
    return page


def quiet(jobs: Jobs, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not jobs.busy, timeout=_LONG_MS)


class _Looks(Protocol):
    def look(self) -> None: ...


def again(milliseconds: int, what: _Looks) -> None:
    """Look again in a while; of a bound method Qt would keep the function only."""
    QTimer.singleShot(milliseconds, lambda: what.look())  # noqa: PLW0108


class _Answers:
    """Answers dialogs in turn; holds none of them, so that none dies late and off its thread."""

    def __init__(self, acts: Sequence[Callable[[Any], None]]) -> None:
        self._acts = list(acts)
        self._last: Callable[[], object] = lambda: None

    def look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog) or dialog is self._last():
            again(20, self)
            return
        act = self._acts.pop(0)
        self._last = weakref.ref(dialog)
        if self._acts:
            again(20, self)
        try:
            act(dialog)
        except BaseException:
            dialog.reject()  # the test fails instead of waiting for ever
            raise


def answer(*acts: Callable[[Any], None]) -> None:
    """Do something with each dialog the next call opens, one after the other."""
    again(0, _Answers(acts))


def press(dialog: Dialog) -> None:
    """Press the main button."""
    assert dialog.main is not None
    dialog.main.click()


def pressing(fill: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return an answer that fills and presses the main button."""

    def act(dialog: Any) -> None:
        fill(dialog)
        press(dialog)

    return act


class _Refusal:
    """Waits until the work of a dialog ended, notes what it says, and leaves it."""

    def __init__(self, dialog: Any, said: list[str], jobs: Jobs) -> None:
        self._dialog, self._said, self._jobs = dialog, said, jobs

    def look(self) -> None:
        if self._jobs.busy:
            again(20, self)
            return
        dialog, self._dialog = self._dialog, None
        try:
            fields = [box.message.text() for box in dialog.findChildren(LabeledField)]
            self._said.append(" ".join([dialog.notice.text.text(), *fields]))
        finally:
            dialog.reject()


def refused(fill: Callable[[Any], None], said: list[str], jobs: Jobs) -> Callable[[Any], None]:
    """Return an answer that presses, notes what is said once the work ended, and leaves."""

    def act(dialog: Any) -> None:
        fill(dialog)
        press(dialog)
        again(20, _Refusal(dialog, said, jobs))

    return act


def preview(qtbot: QtBot) -> Preview:
    """Return the preview that opens."""

    def found() -> list[Preview]:
        return [
            w for w in QApplication.topLevelWidgets() if isinstance(w, Preview) and w.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(found()), timeout=_LONG_MS)
    return found()[0]
