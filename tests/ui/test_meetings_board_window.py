"""The pages of meetings in the window: their group, and that nothing is cut off at any size."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.meetings.workspace import MeetingsWorkspace
from tcxd_desktop.ui.shell.building import PAGES, make_window, take_down
from tcxd_desktop.ui.shell.window import MainWindow
from tests.make import HAMLET
from tests.ui.board_help import held, own_score, people_in, reviewed
from tests.ui.conftest import DRESSED

SIZE = (1366, 768)
GROUP = ["meetings", "transfers", "summaries", "assignments", "templates"]


@pytest.fixture
def october(desk: Desk) -> Desk:
    people_in(desk, HAMLET)
    meeting = held(desk, HAMLET, "2026-10").id
    own_score(desk, meeting, g4=2)
    reviewed(desk, meeting, "", "Thẩm định theo sổ nghị quyết", g3=1, g4=4, g6=3)
    return desk


@pytest.fixture(params=[(100, False), (100, True), (125, False), (150, False), (150, True)])
def window(
    request: pytest.FixtureRequest, october: Desk, qapp: QApplication, qtbot: QtBot
) -> Iterator[MainWindow]:
    scale, dark = request.param
    looks = Looks(qapp)
    theme.apply(qapp, dark=dark, scale=scale)
    qapp.setProperty(DRESSED, "")
    made = make_window(october, looks)
    made.resize(*SIZE)
    made.show()
    made.show_page("meetings")
    qtbot.waitUntil(lambda: not made.working, timeout=20_000)
    qtbot.wait(200)  # what is read after the first reading, and its layout
    qtbot.waitUntil(lambda: not made.working, timeout=20_000)
    yield made
    take_down(made)
    looks.deleteLater()


def workspace(window: MainWindow) -> MeetingsWorkspace:
    page = window.page
    assert isinstance(page, MeetingsWorkspace)
    return page


def test_meetings_stand_between_dossiers_and_safety() -> None:
    groups = list(dict.fromkeys(page[3] for page in PAGES))
    assert groups == ["", "Hồ sơ", "Sinh hoạt", "Trao đổi dữ liệu", "An toàn", "Thiết lập"]
    assert [page[0] for page in PAGES if not page[3]] == ["today"]  # first, before every group
    assert [page[0] for page in PAGES if page[3] == "Sinh hoạt"] == GROUP


def test_every_page_can_be_reached_in_the_navigation(window: MainWindow) -> None:
    navigation = window.navigation
    assert navigation.height() <= SIZE[1]
    for key in (*GROUP, PAGES[-1][0]):
        navigation.show_current(key)
        button = navigation.buttons[key]
        place = button.mapTo(navigation, button.rect().center())
        assert navigation.rect().contains(place)
        assert button.width() >= button.sizeHint().width()
        assert not button.visibleRegion().isEmpty()


def test_nothing_is_cut_off(window: MainWindow, qtbot: QtBot) -> None:
    page = workspace(window)
    assert window.minimumSizeHint().width() <= SIZE[0]
    assert window.minimumSizeHint().height() <= SIZE[1]
    assert page.board.panel.month == 10
    _check(page.board.panel)
    view = page.board.view
    assert view.months.length() <= view.viewport().width()
    page.board.point_at(HAMLET, 10)
    qtbot.wait(150)
    qtbot.waitUntil(lambda: not window.working, timeout=20_000)
    page.board._on_detail()
    qtbot.wait(50)
    _check(page.board.detail)
    tree = page.board.detail.tree
    assert tree.isVisible()
    assert sum(tree.columnWidth(n) for n in range(4)) <= tree.viewport().width()


def _check(inside: object) -> None:
    """Check that every word on a button or a one-line label has its room."""
    cut = [
        one.text()
        for one in inside.findChildren(QAbstractButton)  # type: ignore[attr-defined]
        if one.isVisible() and one.text() and one.width() < one.minimumSizeHint().width()
    ]
    cut += [
        one.text()
        for one in inside.findChildren(QLabel)  # type: ignore[attr-defined]
        if one.isVisible() and not one.wordWrap() and one.width() < one.sizeHint().width()
    ]
    assert cut == []
    outside = [
        one.text()
        for one in inside.findChildren(QAbstractButton)  # type: ignore[attr-defined]
        if one.isVisible() and one.text() and one.visibleRegion().isEmpty()
    ]
    assert outside == []
