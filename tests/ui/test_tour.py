"""The first tour: it points at what is really there, by keyboard, and leaves all as it was."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop import places
from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.shell import bars, building, tour
from tcxd_desktop.ui.shell.building import PAGES
from tcxd_desktop.ui.shell.session import Session
from tcxd_desktop.ui.shell.tour import Tour
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.wording.tour import Stop, told
from tests import make

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
STOPS = told().stops
LONGEST = 190
"""Letters of a stop: more is not read standing."""
SMALLEST, USUAL = (1100, 640), (1366, 728)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A demo office with something on every page the tour visits."""
    folder = tmp_path_factory.mktemp("tour") / "demo"
    plan = DemoPlan(members=40, cells=5)
    made = make_demo(folder, make.PASSWORD, plan, clock=make.clock, kdf=make.CHEAP)
    yield made
    opening.close_office(made)


@pytest.fixture
def build(qtbot: QtBot, demo: Desk) -> Iterator[Callable[..., MainWindow]]:
    made: list[MainWindow] = []

    def construct(desk: Desk = demo, size: tuple[int, int] = USUAL) -> MainWindow:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        window = building.make_window(desk, Looks(app))
        made.append(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    yield construct
    for window in made:
        building.take_down(window)


def at(window: MainWindow) -> str:
    return window.place().partition("/")[0]


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    there = QApplication.focusWidget()
    assert there is not None
    QTest.keyClick(there, key, modifiers)


def settled(there: Tour, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not there._window.working, timeout=20_000)
    there.settle()


def test_the_words_are_short_nfc_and_about_pages_that_exist() -> None:
    pages = {key for key, *_ in PAGES}
    assert 8 <= len(STOPS) <= 12
    for stop in STOPS:
        for text in (stop.widget, stop.title, stop.text):
            assert text == unicodedata.normalize("NFC", text).strip()
        assert stop.page in pages
        assert stop.title
        assert stop.text.endswith(".")
        assert len(stop.text) <= LONGEST, stop.title


@pytest.mark.parametrize(("size", "scale"), [(USUAL, 100), (USUAL, 150), (SMALLEST, 100)],
                         ids=["usual", "usual-150", "smallest"])  # fmt: skip
def test_every_stop_points_at_something_seen_and_its_bubble_is_whole(
    build: Callable[..., MainWindow], qtbot: QtBot, size: tuple[int, int], scale: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False, scale=scale)
    try:
        window = build(size=size)
        there = tour.start(window)
        for number, stop in enumerate(STOPS):
            there.go_to(number)
            settled(there, qtbot)
            assert (there.target is not None) is bool(stop.widget), stop.title
            bubble = there.bubble.geometry()
            assert there.rect().contains(bubble), stop.title
            assert bubble.height() >= there.bubble.fitted(there.size()).height(), stop.title
            small = there.framed().width() < bubble.width()
            assert not (small and there.framed().intersects(bubble)), stop.title
        there.end()
    finally:
        theme.apply(app, dark=False, scale=100)


def test_the_keyboard_walks_it_and_the_end_is_where_one_was(
    build: Callable[..., MainWindow],
) -> None:
    window = build()
    window.show_page("units")
    there = tour.start(window)
    assert at(window) == "today"
    assert QApplication.focusWidget() is there.bubble.on
    press(Key.Key_Return)
    press(Key.Key_Right)
    assert there.number == 2
    press(Key.Key_Left)
    assert there.number == 1
    press(Key.Key_Escape)
    assert not there.isVisible()
    assert at(window) == "units"
    assert not window.findChildren(Tour)


def test_a_page_that_reaches_for_the_keyboard_late_does_not_get_it(
    build: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = build()
    there = tour.start(window)
    for number in range(len(STOPS)):
        assert there.number == number
        settled(there, qtbot)
        window.page.setFocus()
        assert QApplication.focusWidget() is there.bubble.on, STOPS[number].title
        press(Key.Key_Return)
    assert not window.findChildren(Tour)


def test_the_last_stop_ends_it(build: Callable[..., MainWindow]) -> None:
    window = build()
    there = tour.start(window)
    there.go_to(len(STOPS) - 1)
    assert there.bubble.on.text() == "Xong"
    there.bubble.on.click()
    assert not window.findChildren(Tour)


def test_tab_stays_in_the_bubble_and_enter_presses_what_it_is_on(
    build: Callable[..., MainWindow],
) -> None:
    there = tour.start(build())
    seen = [QApplication.focusWidget()]
    for _ in range(2):
        press(Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [there.bubble.on, there.bubble.leave, there.bubble.on]  # none before the first
    press(Key.Key_Return)
    press(Key.Key_Backtab)
    assert QApplication.focusWidget() is there.bubble.back
    press(Key.Key_Return)
    assert there.number == 0


def test_nothing_below_is_reached_but_locking_is(
    build: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = build()
    there = tour.start(window)
    press(Key.Key_3, ALT)
    press(Key.Key_K, CTRL)
    assert at(window) == "today"
    assert QApplication.focusWidget() is there.bubble.on
    for place in (window.navigation.geometry().center(), window.rect().center()):
        below = window.childAt(place)
        assert below is not None
        assert below is there or there.isAncestorOf(below)
    with qtbot.waitSignal(window.lock_wanted):
        press(Key.Key_L, CTRL)


def test_what_is_not_there_is_told_of_amid_the_window(
    build: Callable[..., MainWindow],
) -> None:
    window = build()
    there = Tour(window, [Stop("today", "Nút không có thật", "Không có", "Chỗ này không có.")])
    there.go_to(0)
    assert there.target is None
    assert there.framed().isEmpty()
    assert abs(there.bubble.geometry().center().x() - there.rect().center().x()) <= 2
    assert not there.grab().isNull()
    there.end()


def test_it_follows_the_size_of_the_window(build: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = build()
    there = tour.start(window)
    there.go_to(len(STOPS) - 1)
    window.resize(*SMALLEST)
    qtbot.waitUntil(lambda: there.size() == window.size())
    qtbot.waitUntil(lambda: there.rect().contains(there.bubble.geometry()))
    there.end()


def test_a_second_start_begins_anew(build: Callable[..., MainWindow]) -> None:
    window = build()
    tour.start(window).go_to(3)
    there = tour.start(window)
    assert window.findChildren(Tour) == [there]
    assert there.number == 0
    there.end()


def test_pages_this_account_may_not_see_are_left_out(
    build: Callable[..., MainWindow], demo: Desk
) -> None:
    window = build(replace(demo, actor=replace(demo.actor, role=Role.VIEWER)))
    there = tour.start(window)
    pages = {stop.page for stop in there.stops}
    assert "today" in pages
    assert not pages & {"imports", "backups"}
    for number in range(len(there.stops)):
        there.go_to(number)
    there.end()


def test_it_is_offered_once_and_in_the_demo_office_only(tmp_path: Path) -> None:
    assert tour.offer(tmp_path) is None
    home = places.data_folder() / "demo"
    found = tour.offer(home)
    assert found is not None
    assert found.action == told().title
    assert settings.load().toured
    assert tour.offer(home) is None


def test_the_offer_stands_above_the_pages_and_starts_it(
    build: Callable[..., MainWindow], demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TCXD_HOME", str(demo.store.folder.parent))
    monkeypatch.setattr(settings, "path", lambda: demo.store.folder.parent / "machine.json")
    window = build()
    session = Session(window, demo, leave=lambda _folder, _account: None)
    try:
        window.bars.shown[bars.TOUR].action.click()
        assert [there.isVisible() for there in window.findChildren(Tour)] == [True]
        assert bars.TOUR not in [bar.key for bar in window.bars.told()]
        window.findChildren(Tour)[0].end()
    finally:
        session.stop()
