"""The page of the yearly round on a real office."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.office import people, supplements
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.supplements.page import SupplementsPage
from tests import make


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[SupplementsPage]:
    for name in ("Trần Thị Bình", "Lê Văn An"):
        people.create(desk, make.new_person(name=name))
    people.create(desk, make.new_person(name="Vũ Văn Chung", unit_id=make.SCHOOL))
    jobs = Jobs()
    made = SupplementsPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.table.rows.rowCount() == 3, timeout=5000)
    yield made
    jobs.close()


def states(page: SupplementsPage) -> dict[str, str]:
    return {state.line.name: state.state for state in page.table.rows.records()}


def test_everybody_owes_a_phieu_at_first(page: SupplementsPage) -> None:
    assert set(states(page).values()) == {supplements.NOT_YET}
    assert page.chips[supplements.NOT_YET].text().endswith("3")
    assert not page.hand_in.isEnabled()


def test_handed_in_confirmed_and_taken_back(page: SupplementsPage, qtbot: QtBot) -> None:
    page.table.select_first()
    page.hand_in.click()
    qtbot.waitUntil(lambda: states(page)["Lê Văn An"] == supplements.HANDED_IN, timeout=5000)
    page.confirm.click()
    qtbot.waitUntil(lambda: states(page)["Lê Văn An"] == supplements.CONFIRMED, timeout=5000)
    assert states(page)["Trần Thị Bình"] == supplements.NOT_YET


def test_a_chip_narrows_the_list(page: SupplementsPage, qtbot: QtBot) -> None:
    page.table.select_first()
    page.hand_in.click()
    qtbot.waitUntil(lambda: states(page)["Lê Văn An"] == supplements.HANDED_IN, timeout=5000)
    page.chips[supplements.HANDED_IN].click()
    assert list(states(page)) == ["Lê Văn An"]


def test_a_unit_narrows_the_list(page: SupplementsPage, qtbot: QtBot) -> None:
    page.tree.select(make.SCHOOL)
    page._read()
    qtbot.waitUntil(lambda: list(states(page)) == ["Vũ Văn Chung"], timeout=5000)


def test_printing_nobody_is_explained(page: SupplementsPage) -> None:
    page.table.clearSelection()
    page.print_selected()
    assert page.notice.isVisible()
