"""A dossier shown on the screen leaves its line, a cursor running by does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.office import book, people, personal_data
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.people.detail_panel import DetailPanel
from tcxd_desktop.ui.people.detail_tabs import HistoryTab
from tcxd_desktop.ui.people.editor import DossierEditor
from tcxd_desktop.ui.people.page import PeoplePage
from tests import make


@pytest.fixture
def folk(desk: Desk) -> list[PersonLine]:
    for name in ("Lê Thị An", "Trần Văn Bình", "Phạm Thị Cúc"):
        people.create(desk, make.new_person(name=name))
    return people.lines(desk, PeopleQuery())


def looked_at(desk: Desk) -> list[str]:
    return [entry.people[0][1] for entry in book.entries(desk, BookQuery(kind="view"))]


def test_only_who_the_cursor_rests_on_is_looked_at(
    qtbot: QtBot, desk: Desk, jobs: Jobs, folk: list[PersonLine]
) -> None:
    panel = DetailPanel(desk, jobs)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    for line in folk:
        panel.show_line(line, make.TODAY)
        qtbot.wait(90)
    assert looked_at(desk) == []
    qtbot.waitUntil(lambda: looked_at(desk) == ["Phạm Thị Cúc"], timeout=3000)
    panel.show_line(folk[0], make.TODAY)
    qtbot.waitUntil(lambda: len(looked_at(desk)) == 2, timeout=3000)
    panel.show_line(folk[2], make.TODAY)
    qtbot.wait(600)
    assert looked_at(desk) == ["Lê Thị An", "Phạm Thị Cúc"]


def test_an_opened_dossier_is_looked_at(
    qtbot: QtBot, desk: Desk, jobs: Jobs, folk: list[PersonLine]
) -> None:
    editor = DossierEditor(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(editor)
    editor.open(folk[1].id)
    qtbot.waitUntil(lambda: looked_at(desk) == ["Trần Văn Bình"], timeout=3000)
    editor.open(folk[1].id)
    qtbot.wait(100)
    assert looked_at(desk) == ["Trần Văn Bình"]


def test_the_history_tells_looks_and_prints_as_such(
    qtbot: QtBot, desk: Desk, folk: list[PersonLine]
) -> None:
    person = folk[0].id
    people.view(desk, person, "Đối chiếu thẻ")
    tab = HistoryTab()
    qtbot.addWidget(tab)
    tab.show_acts(people.history(desk, person), desk.clock().tzinfo)
    said = " | ".join(label.text() for label in tab.findChildren(QLabel))
    assert "Xem hồ sơ" in said
    assert "Mục đích: Đối chiếu thẻ" in said


def test_the_list_marks_whose_data_is_restricted(
    qtbot: QtBot, desk: Desk, jobs: Jobs, folk: list[PersonLine]
) -> None:
    personal_data.restrict(desk, folk[1].id, make.decision(), "Đang khiếu nại")
    page = PeoplePage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    table = page.list.table
    column = next(n for n, c in enumerate(table.rows.columns) if c.key == "name")
    cells = [table.rows.index(row, column) for row in range(table.rows.rowCount())]
    told = {cell.data(): cell.data(Qt.ItemDataRole.ToolTipRole) or "" for cell in cells}
    assert set(told) == {"Lê Thị An", "Trần Văn Bình (khóa)", "Phạm Thị Cúc"}
    assert "chỉ đọc" in told["Trần Văn Bình (khóa)"]
    assert told["Lê Thị An"] == ""
