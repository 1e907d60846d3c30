"""The part of ``selftest`` that paints: every scene there is, each looked at and kept."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scene_data import furnish
from tcxd_desktop.cli.scenes import Scene, all_scenes
from tcxd_desktop.cli.selftest_looks import uniform
from tcxd_desktop.cli.selftest_office import SCREENS
from tcxd_desktop.cli.selftest_run import Bench, Several, Step, Steps
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import make_folder
from tcxd_desktop.storage.keys import FLOOR
from tcxd_desktop.ui.shell.building import PAGES

WINDOW: Final = "screens.window"
_PAGES, _REST = "screens.pages", "screens.rest"
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "screens.people": ("people", "units", "numbers", "supplements"),
    "screens.meetings": ("today", "meetings", "templates", "summaries", "assignments"),
    "screens.transfers": ("transfers",),
    "screens.exchange": ("imports", "exports", "reconciliation", "duplicates"),
}
"""Pages whose scenes are painted in one step; those of all others in the last."""
_DARK = ("today", "people", "editor-01", "meetings", "help")
_NOISE = "This plugin does not support"
_WITHOUT_SCREEN = frozenset({"offscreen", "minimal"})
_PAUSE_MS = 5
"""Nobody watches: what a page reads is waited for, nothing else."""
_SMALL = 160
_QUICKLY = 80
"""Qt's way to ask for less effort in packing: a third of the time, hardly more bytes."""


def steps(desk: Desk, bench: Bench) -> Steps:
    """Yield what is painted of the open demo office, in order."""
    theatre = _Theatre(desk, bench)
    with unseen(), quiet():
        try:
            yield Step(WINDOW, theatre.open)
            for key, scenes in groups().items():
                yield Step(key, partial(theatre.paint, scenes), (WINDOW,))
            yield Step("screens.dark", theatre.dark, (WINDOW,))
        finally:
            theatre.close()


def groups() -> dict[str, list[Scene]]:
    """Return every scene there is, by the step it is painted in."""
    pages = {key for key, *_ in PAGES}
    step_of = {page: key for key, found in _GROUPS.items() for page in found}
    made: dict[str, list[Scene]] = {key: [] for key in (_PAGES, *_GROUPS, _REST)}
    for one in all_scenes():
        key = _PAGES if one.key in pages else step_of.get(one.page, _REST)
        made[key].append(one)
    return made


class _Theatre:
    """The window that is painted, one look at a time."""

    def __init__(self, desk: Desk, bench: Bench) -> None:
        self._desk, self._bench = desk, bench
        self._open = ExitStack()
        self._stage: Stage | None = None

    def open(self) -> str:
        """Give the office what it lacks to be shown, and open the window."""
        make_folder(self._bench.folder / SCREENS)
        furnish(self._desk, FLOOR)
        self._stage = self._enter(dark=False, scale=100)
        size = self._stage.window.size()
        return f"{size.width()}×{size.height()}, {len(all_scenes())} màn hình để vẽ"

    def paint(self, scenes: Iterable[Scene], ending: str = "") -> str:
        """Paint scenes; the step fails with all that could not be painted."""
        several = Several()
        for one in scenes:
            several.take(one.title, partial(self._paint, one, ending))
        several.check()
        return f"{several.done} màn hình"

    def dark(self) -> str:
        """Paint the most important once more, dark and with large letters."""
        self.close()
        self._stage = self._enter(dark=True, scale=150)
        known = {one.key: one for one in all_scenes()}
        return self.paint([known[key] for key in _DARK], "-toi-150")

    def close(self) -> None:
        """Take the window down."""
        self._open.close()
        self._stage = None

    def _enter(self, *, dark: bool, scale: int) -> Stage:
        stage = self._open.enter_context(Stage(self._desk, dark=dark, scale=scale))
        stage.pause = _PAUSE_MS
        return stage

    def _paint(self, one: Scene, ending: str) -> None:
        assert self._stage is not None  # noqa: S101 - steps of scenes rest on that of the window
        with one.show(self._stage) as widget:
            picture = widget.grab()
        path = self._bench.folder / SCREENS / f"{one.key}{ending}.png"
        if not picture.save(str(path), "PNG", _QUICKLY):
            raise SelftestProblem("không ghi được ảnh")
        self._bench.made(path)
        if uniform(_shrunk(picture.toImage())):
            raise SelftestProblem("chỉ thấy một màu")


def _shrunk(picture: QImage) -> QImage:
    return picture.scaledToWidth(_SMALL, Qt.TransformationMode.FastTransformation)


# --- without being seen ---------------------------------------------------------------------------


class _Curtain(QObject):
    """Keeps every window off the screen: whoever works at the machine shall not be disturbed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark a window before it is shown for the first time."""
        shown = event.type() == QEvent.Type.Polish
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        return False


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out what Qt says of every window it paints off screen, while the block runs."""

    def told(_kind: QtMsgType, _place: QMessageLogContext, text: str) -> None:
        if not text.startswith(_NOISE):
            sys.stderr.write(f"{text}\n")

    before = qInstallMessageHandler(told)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


@contextmanager
def unseen() -> Iterator[None]:
    """Paint without showing while the block runs, where there is a screen to show on."""
    app = QApplication.instance()
    if app is None or QGuiApplication.platformName() in _WITHOUT_SCREEN:
        yield
        return
    curtain = _Curtain()
    app.installEventFilter(curtain)
    try:
        yield
    finally:
        app.removeEventFilter(curtain)
