"""The place Đối chiếu in the window: the list of rounds, and pages over it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.reconciliation_papers import PROGRESS
from tcxd_desktop.office import reconciliation
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.reconciliation import offers
from tcxd_desktop.ui.reconciliation.differing import marked, pieces
from tcxd_desktop.ui.reconciliation.print_dialog import ReconPrintDialog
from tcxd_desktop.ui.reconciliation.round_dialog import RoundDialog
from tcxd_desktop.ui.reconciliation.workspace import (
    CENTRAL,
    KEYING,
    ROUND,
    ReconciliationWorkspace,
)
from tests.ui.recon_help import Scene, answer, press, print_slips, scene


def shown(desk: Desk, jobs: Jobs, qtbot: QtBot) -> ReconciliationWorkspace:
    made = ReconciliationWorkspace(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made, before_close_func=lambda _: (made.hide(), jobs.close()))
    made.resize(1156, 660)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


@pytest.fixture
def told(desk: Desk) -> Scene:
    return scene(desk)


@pytest.fixture
def place(desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot) -> ReconciliationWorkspace:
    return shown(desk, jobs, qtbot)


def test_an_office_without_rounds_is_told_what_one_is(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    place = shown(desk, jobs, qtbot)
    assert place.rounds.stack.currentIndex() == 1
    assert QApplication.focusWidget() is place.rounds.new
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_round_is_begun_and_opened(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    place = shown(desk, jobs, qtbot)

    def begin(dialog: Dialog) -> None:
        assert isinstance(dialog, RoundDialog)
        dialog.name.set_value("Rà soát quý IV")
        assert dialog.main is not None
        dialog.main.click()

    answer(begin)
    QTest.keyClick(place.rounds.new, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert place.shown == ROUND
    assert [line.round.name for line in reconciliation.rounds(desk)] == ["Rà soát quý IV"]
    qtbot.waitUntil(lambda: not jobs.busy)


def test_the_list_tells_how_far_a_round_is(place: ReconciliationWorkspace) -> None:
    table = place.rounds.table
    line = table.current_record()
    assert line is not None
    assert (line.members, line.open, line.only_there, line.done) == (10, 3, 1, 7)
    assert table.rows.columns[1].text(line) == "70 %"
    assert QApplication.focusWidget() is table


def test_enter_opens_a_round_and_escape_comes_back_to_it(
    place: ReconciliationWorkspace, told: Scene, qtbot: QtBot
) -> None:
    press(place.rounds.table, Qt.Key.Key_Return)
    assert place.shown == ROUND
    assert place.record() == told.round.id
    page = place.over(ROUND)
    qtbot.waitUntil(lambda: page.progress.table.rows.rowCount() > 0)
    press(page.progress.table, Qt.Key.Key_Escape)
    assert place.shown == ""
    line = place.rounds.table.current_record()
    assert line is not None
    assert line.round.id == told.round.id


def test_keying_and_the_central_list_lie_over_the_round(
    desk: Desk, place: ReconciliationWorkspace, told: Scene, qtbot: QtBot
) -> None:
    print_slips(desk, told.round)
    place.open_round(told.round.id)
    page = place.over(ROUND)
    qtbot.waitUntil(lambda: page.progress.table.rows.rowCount() > 0)
    QTest.keyClick(page.progress.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert place.shown == KEYING
    assert QApplication.focusWidget() is place.over(KEYING).code
    press(place.over(KEYING).code, Qt.Key.Key_Escape)
    assert place.shown == ROUND
    QTest.keyClick(page.progress.table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert place.shown == CENTRAL
    place.over(CENTRAL).taken.emit(told.round.id)
    assert place.shown == ROUND


def test_papers_begin_with_what_goes_with_the_part_shown(
    place: ReconciliationWorkspace, told: Scene, qtbot: QtBot
) -> None:
    place.open_round(told.round.id)
    page = place.over(ROUND)
    qtbot.waitUntil(lambda: page.progress.table.rows.rowCount() > 0)
    seen: list[str] = []

    def look(dialog: Dialog) -> None:
        assert isinstance(dialog, ReconPrintDialog)
        seen.append(dialog.form.code)
        dialog.reject()

    answer(look)
    QTest.keyClick(page.progress.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert seen == [PROGRESS]


def test_the_search_box_finds_the_page(place: ReconciliationWorkspace) -> None:
    assert [offer.title for offer in place.actions_offered()] == list(offers.topics())


def test_every_list_and_field_has_its_name(
    place: ReconciliationWorkspace, told: Scene, qtbot: QtBot
) -> None:
    place.open_round(told.round.id)
    page = place.over(ROUND)
    for widget in (page.progress.table, page.people.table, page.people.unit, page.people.source,
                   page.people.find_box, page.person.grid, page.person.bar.basis.edit,
                   page.requests.table, page.tabs):  # fmt: skip
        assert widget.accessibleName()


# --- where two texts part -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("037162004417", "037162004471", ("037162004|=", "4|≠", "1|=", "7|≠")),
        ("Thôn Trung", "Thôn Thượng", ("Thôn |=", "Trung|≠")),
        ("", "Nam", ()),
    ],
    ids=["so", "thon", "trong"],
)
def test_words_part_whole_and_digits_one_by_one(
    left: str, right: str, expected: tuple[str, ...]
) -> None:
    first, second = pieces(left, right)
    assert "".join(part.text for part in first) == left
    assert "".join(part.text for part in second) == right
    if expected and "Thôn" in left:
        assert tuple(f"{part.text}|{'=' if part.same else '≠'}" for part in first) == expected


def test_what_is_marked_cannot_bring_its_own_marks() -> None:
    first, _ = pieces("<b>A</b>", "B")
    assert "<b>" not in marked(first, "#000000")
