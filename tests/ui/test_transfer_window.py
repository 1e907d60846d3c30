"""The pages of transfers in the window: nothing is cut off at any size, light or dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.transfers import BoardColumn, Direction, TransferKind
from tcxd_desktop.office import opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.transfers.case_frame import CHECKS, INFO, PAPERS
from tcxd_desktop.ui.transfers.new_case_state import offer_of
from tcxd_desktop.ui.transfers.workspace import CASE, EDIT, TransfersWorkspace
from tests import make
from tests.ui import transfer_help as helping
from tests.ui.conftest import DRESSED
from tests.ui.transfer_help import CUONG, DAO

SIZE = (1366, 768)
_LONG = 20_000


@pytest.fixture(scope="module")
def moving_office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office with a late case and an arrival."""
    folder = tmp_path_factory.mktemp("moving") / "office"
    shutil.copytree(office_template, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    helping.on_the_way(desk, helping.fill(desk)[DAO])
    helping.arriving(desk)
    opening.close_office(desk)
    return folder


@pytest.fixture
def office_folder(moving_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(moving_office, tmp_path / "office"))


@pytest.fixture(params=[(100, False), (100, True), (125, False), (150, False), (150, True)])
def window(
    request: pytest.FixtureRequest, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> Iterator[MainWindow]:
    scale, dark = request.param
    looks = Looks(qapp)
    theme.apply(qapp, dark=dark, scale=scale)
    qapp.setProperty(DRESSED, "")
    made = make_window(desk, looks)
    made.resize(*SIZE)
    made.show()
    made.show_page("transfers")
    settle(made, qtbot)
    yield made
    take_down(made)
    looks.deleteLater()


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until everything is read and laid out."""
    qtbot.waitUntil(lambda: not window.working, timeout=_LONG)
    qtbot.wait(150)
    qtbot.waitUntil(lambda: not window.working, timeout=_LONG)


def check(inside: QWidget) -> None:
    """Check that every word on a button or a one-line label has its room."""
    cut = [
        one.text()
        for one in inside.findChildren(QAbstractButton)
        if one.isVisible() and one.text().strip() and one.width() < one.minimumSizeHint().width()
    ]
    cut += [
        one.text()
        for one in inside.findChildren(QLabel)
        if one.isVisible() and not one.wordWrap() and one.width() < one.sizeHint().width() - 4
        and "…" not in one.text()
    ]  # fmt: skip
    assert cut == []


def test_nothing_is_cut_off(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page = window.page
    assert isinstance(page, TransfersWorkspace)
    assert window.minimumSizeHint().width() <= SIZE[0]
    assert window.minimumSizeHint().height() <= SIZE[1]
    page.board.choose_tab(BoardColumn.LATE)
    settle(window, qtbot)
    check(page.board)
    table = page.board.table
    header = table.horizontalHeader()
    # Name, last day, state and kind are always seen; from where to where stands beside as well.
    assert sum(header.sectionSize(n) for n in range(4)) <= table.viewport().width()
    for number in (1, 2):
        page.open_case(number)
        settle(window, qtbot)
        case = page.over(CASE)
        check(case)
        picture = case.picture
        assert picture.height() >= picture.minimumSizeHint().height() * 0.9
        assert picture.geometry().bottom() <= picture.parentWidget().height()
        for tab in (CHECKS, PAPERS, INFO):
            case.turn_to(tab)
            settle(window, qtbot)
            check(case)
    ids = {line.name: line.id for line in people.lines(desk, PeopleQuery())}
    page.open_new(ids[CUONG])
    form = page.over(EDIT)
    for kind, way in (
        (TransferKind.TEMPORARY, Direction.OUT),
        (TransferKind.OFFICIAL, Direction.IN),
    ):
        form.kinds.choose(offer_of(kind, way))
        settle(window, qtbot)
        check(form)
        inside = form.form.widget()
        assert inside.width() <= form.form.viewport().width()
    form.discard()
