"""The month of a clerk through the window, by keyboard: planned, recorded, scored, summed up."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.meetings import CellHabit, MeetingState
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import book, meeting_plans, meetings, periods, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.meetings.print_dialog import MeetingPrintDialog
from tcxd_desktop.ui.meetings.sheet_dialogs import ConfirmDialog
from tcxd_desktop.ui.meetings.summaries_page import SummariesPage
from tcxd_desktop.ui.meetings.summary_dialogs import CloseDialog
from tcxd_desktop.ui.meetings.workspace import GRID, MEETING, PLAN, SHEET, MeetingsWorkspace
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.window import MainWindow
from tests import make
from tests.office import meeting_samples
from tests.ui.meeting_help import Clerk, focus

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
WAIT = 20_000
MONTH = "2026-11"
D = TypeVar("D", bound=QWidget)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two chi bộ with members and their usual days."""
    meeting_samples.fill(desk, make.HAMLET, 12)
    meeting_samples.fill(desk, make.FAR_HAMLET, 4)
    meeting_plans.set_habits(
        desk,
        [
            CellHabit(make.HAMLET, usual_day=6, usual_at="19:30", usual_place="Nhà văn hóa"),
            CellHabit(make.FAR_HAMLET, usual_day=8, usual_at="19:30", usual_place="Nhà văn hóa"),
        ],
    )
    return desk


@pytest.fixture
def window(office: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    made = make_window(office, Looks(qapp))
    made.resize(1366, 740)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    take_down(made)


class Month:
    """What the steps of the story share."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot, self.clerk = window, qtbot, Clerk()

    def go(self, entry: str, kind: type[Any]) -> Any:
        """Go to a page by its number and wait until it is filled and has the keyboard."""
        number = self.window.navigation.buttons[entry].shortcut()[0].key()
        QTest.keyClick(self.window, number, Qt.KeyboardModifier.AltModifier)
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, kind), timeout=WAIT)
        self.quiet()
        page = self.window.page
        self.qtbot.waitUntil(lambda: page.isAncestorOf(focus()), timeout=WAIT)
        return page

    def quiet(self) -> None:
        """Wait until nothing is read or written, nor about to be."""
        self.qtbot.wait(250)
        self.qtbot.waitUntil(lambda: not self.window.working, timeout=WAIT)

    def back(self) -> None:
        """Give the window the keyboard again after a dialog, as a window manager does."""
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)

    def in_dialog(self, kind: type[D], act: Callable[[D], None]) -> None:
        """Do something in the dialog the next key opens; a failure there leaves it."""

        def look() -> None:
            found = QApplication.activeModalWidget()
            if not isinstance(found, kind):
                QTimer.singleShot(30, look)
                return
            try:
                act(found)
            except BaseException:
                found.close()
                raise

        QTimer.singleShot(0, look)


def test_a_month_from_plan_to_summary(window: MainWindow, office: Desk, qtbot: QtBot) -> None:
    month = Month(window, qtbot)
    place = month.go("meetings", MeetingsWorkspace)
    _plan(month, place, office)
    meeting_id = _record(month, place, office)
    _score_and_review(month, place, office, meeting_id)
    _score_quickly(month, place, office)
    _sum_up(month, office)
    done = {entry.use_case for entry in book.entries(office, BookQuery())}
    assert done >= {
        "meetings.plan", "meetings.save", "scoring.hand_in", "scoring.review", "scoring.confirm",
        "scoring.grid", "periods.close",
    }  # fmt: skip


def _plan(month: Month, place: MeetingsWorkspace, desk: Desk) -> None:
    """Fill the month from the habits, change a day, save, back to the board."""
    clerk = month.clerk
    clerk.press(Key.Key_L, CTRL_SHIFT)
    assert place.shown == PLAN
    page = place.over(PLAN)
    assert page.period == MONTH
    clerk.control(Key.Key_E)
    while page.sheet.rows[page.table.currentIndex().row()].unit_id != make.HAMLET:
        clerk.press(Key.Key_Down)
    clerk.keys("5")
    clerk.enter()
    clerk.control(Key.Key_S)
    planned = {line.unit_id: line for line in meeting_plans.plan_lines(desk, MONTH)}
    assert planned[make.HAMLET].on == "2026-11-05"
    assert planned[make.FAR_HAMLET].on == "2026-11-08"
    clerk.press(Key.Key_Escape)
    assert place.shown == ""


def _record(month: Month, place: MeetingsWorkspace, desk: Desk) -> int:
    """Find the chi bộ by its name on the board; write end, roll and speakers."""
    clerk = month.clerk
    month.quiet()
    clerk.keys("binh minh")
    clerk.enter()
    assert place.shown == MEETING
    page = place.over(MEETING)
    assert page.head.badge.text() == "Dự kiến"
    clerk.enter(2)
    clerk.keys("2105")
    clerk.enter()
    clerk.control(Key.Key_2)
    clerk.keys("3 7k")
    clerk.enter()
    clerk.keys("1 4 9")
    clerk.enter()
    clerk.control(Key.Key_S)
    meeting = meetings.read(desk, page.meeting_id)
    assert (meeting.state, meeting.held_on) == (MeetingState.HELD, "2026-11-05")
    counts = meeting.counts
    assert (counts.present, counts.absent_reason, counts.absent, counts.speakers) == (10, 1, 1, 3)
    return meeting.id


def _score_and_review(month: Month, place: MeetingsWorkspace, desk: Desk, meeting: int) -> None:
    """Score, hand in; review six points lower, which needs a reason; confirm."""
    clerk = month.clerk
    clerk.control(Key.Key_5)
    clerk.enter()
    assert place.shown == SHEET
    page = place.over(SHEET)
    while page.work.own.missing:
        clerk.keys("+")
    clerk.press(Key.Key_S, CTRL_SHIFT)
    assert scoring.prepare(desk, meeting).state is SheetState.SUBMITTED

    clerk.control(Key.Key_2)
    clerk.control(Key.Key_Equal)
    while (line := page.view.line()) is None or line.id != "4.2":
        clerk.press(Key.Key_Down)
    clerk.keys("19")
    clerk.enter()
    clerk.control(Key.Key_S)
    assert focus() is page.aside.reason.edit
    clerk.write("Ít ý kiến phát biểu")
    month.in_dialog(ConfirmDialog, press_main)
    clerk.press(Key.Key_S, CTRL_SHIFT)
    month.back()
    sheet = scoring.prepare(desk, meeting)
    assert sheet.state is SheetState.CONFIRMED
    assert scoring.result(sheet, REVIEW).total == Decimal(94)
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_Escape)
    assert place.shown == ""


def _score_quickly(month: Month, place: MeetingsWorkspace, desk: Desk) -> None:
    """Enter the group scores of another chi bộ in the grid of the month."""
    held = meetings.month_meetings(desk, MONTH, make.FAR_HAMLET)[0]
    roll = meeting_samples.called(meetings.roll(desk, make.FAR_HAMLET, held.day))
    meetings.save(desk, replace(held, state=MeetingState.HELD, held_on=held.day, start="19:30",
                                end="21:10", attendance=roll))  # fmt: skip
    month.quiet()
    clerk = month.clerk
    clerk.press(Key.Key_D, CTRL_SHIFT)
    assert place.shown == GRID
    clerk.enter(2)  # worked out from the record
    for points in ("9", "36", "4,5", "27", "5"):
        clerk.keys(points)
        clerk.enter()
    clerk.control(Key.Key_S)
    made = scoring.result(scoring.prepare(desk, held.id), SELF)
    assert (made.total, made.level) == (Decimal("91.5"), "TOT")
    clerk.press(Key.Key_Escape)
    assert place.shown == ""


def _sum_up(month: Month, desk: Desk) -> None:
    """Read the month's table, see it printed, close it with a note."""
    clerk, qtbot = month.clerk, month.qtbot
    page = month.go("summaries", SummariesPage)
    assert page.box.period == MONTH
    line = next(one for one in page.table.rows.records() if one.unit_id == make.HAMLET)
    assert (line.total, line.level_label, line.meeting_day) == ("94", "Tốt", "2026-11-05")

    seen: list[str] = []

    def look(dialog: MeetingPrintDialog) -> None:
        seen.append(dialog.form.code)
        QTest.keyClick(dialog.list, Key.Key_Return)
        qtbot.waitUntil(lambda: bool(previews()), timeout=WAIT)
        [shown] = previews()
        seen.append(shown.windowTitle())
        QTest.keyClick(shown, Key.Key_Escape)
        qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
        QTest.keyClick(dialog, Key.Key_Escape)

    month.in_dialog(MeetingPrintDialog, look)
    clerk.control(Key.Key_P)
    month.back()
    assert seen[0] == "THT"
    assert seen[1].startswith("Bảng tổng hợp")

    def close(dialog: CloseDialog) -> None:
        QTest.keyClick(dialog, Key.Key_Return, CTRL)
        assert dialog.notice.isVisible()  # what is unfinished has to be said
        dialog.note.set_value("Ba chi bộ chưa xếp loại")
        QTest.keyClick(dialog, Key.Key_Return, CTRL)

    month.in_dialog(CloseDialog, close)
    clerk.press(Key.Key_K, CTRL_SHIFT)
    table = periods.table(desk, MONTH)
    assert (table.closed_on, table.note) == ("2026-11-23", "Ba chi bộ chưa xếp loại")


def previews() -> list[Preview]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview)]


def press_main(dialog: Dialog) -> None:
    assert dialog.main is not None
    QTest.keyClick(dialog.main, Key.Key_Return)
