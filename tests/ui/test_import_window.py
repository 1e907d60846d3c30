"""The page Nhập Excel in the window: the ways to it, and nothing cut off at any size."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.imports.offers import IMPORT
from tcxd_desktop.ui.imports.state import COLUMNS, FILE, PREVIEW, SHEETS, VALUES
from tcxd_desktop.ui.imports.workspace import ImportsWorkspace
from tcxd_desktop.ui.people.workspace import PeopleWorkspace
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.window import MainWindow
from tests.ui import import_help as helping
from tests.ui.conftest import DRESSED
from tests.ui.import_help import KNOWN, MOVED, NAMESAKE, NEW, WRONG
from tests.ui.test_transfer_window import check, settle

SIZE = (1366, 768)


@pytest.fixture(params=[(100, False), (100, True), (150, False)], ids=["100", "dark", "150"])
def window(
    request: pytest.FixtureRequest, desk: Desk, qapp: QApplication, qtbot: QtBot
) -> Iterator[MainWindow]:
    scale, dark = request.param
    helping.known_people(desk)
    looks = Looks(qapp)
    theme.apply(qapp, dark=dark, scale=scale)
    qapp.setProperty(DRESSED, "")
    made = make_window(desk, looks)
    made.resize(*SIZE)
    made.show()
    settle(made, qtbot)
    yield made
    take_down(made)
    looks.deleteLater()


def test_nothing_is_cut_off(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.show_page("imports")
    assert isinstance(page, ImportsWorkspace)
    settle(window, qtbot)
    check(page)
    page.files.take(helping.sheet(tmp_path, [KNOWN, MOVED, NEW, WRONG, NAMESAKE]))
    settle(window, qtbot)
    wizard = page.wizard
    for step in (FILE, SHEETS, COLUMNS, VALUES, PREVIEW):
        wizard.go(step)
        settle(window, qtbot)
        assert wizard.step == step
        check(page)
    for line in (3, 5, 6):
        wizard.preview.table.select(line)
        settle(window, qtbot)
        check(wizard.preview.detail)
        inside = wizard.preview.detail.area
        assert inside.widget().width() <= inside.viewport().width()
    wizard.values.units.create_all.click()
    wizard.preview.leave_out([5, 6], on=True)
    wizard.write()
    settle(window, qtbot)
    assert wizard.result is not None
    check(page)
    wizard.leave()
    settle(window, qtbot)
    check(page)
    assert window.minimumSizeHint().width() <= SIZE[0]
    assert window.minimumSizeHint().height() <= SIZE[1]


@pytest.mark.parametrize("window", [(100, False)], indirect=True, ids=["100"])
def test_the_list_of_people_leads_here(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.show_page("people")
    assert isinstance(page, PeopleWorkspace)
    page.list.list.header.import_button.click()
    assert isinstance(window.page, ImportsWorkspace)
    window.show_page("people")
    path = helping.sheet(tmp_path, [MOVED])
    monkeypatch.setattr(dialogs, "open_file", lambda *_: path)
    offer = next(one for one in window._offers() if one.title == IMPORT)
    offer.run()
    settle(window, qtbot)
    assert isinstance(window.page, ImportsWorkspace)
    assert window.page.wizard.held() == path.name
