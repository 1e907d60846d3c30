"""A whole meeting by keyboard, from the sheet of paper to the official level; keys are counted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.meetings import TaskState
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import meetings, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.meeting_editor import MeetingEditor
from tcxd_desktop.ui.meetings.sheet_dialogs import ConfirmDialog
from tcxd_desktop.ui.meetings.sheet_editor import SheetEditor
from tests.ui.meeting_help import Clerk, focus, last_month, members, planned

Key = Qt.Key


class Pages(QStackedWidget):
    """Both editors, as the workspace holds them."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        changes = Changes(desk.store.on_written)
        self.meeting = MeetingEditor(desk, jobs, changes)
        self.sheet = SheetEditor(desk, jobs, changes)
        self.addWidget(self.meeting)
        self.addWidget(self.sheet)
        self.meeting.sheet_wanted.connect(self.open_sheet)
        self.sheet.left.connect(self.back)

    def open_sheet(self, meeting_id: int, scorer: str) -> None:
        self.sheet.open(meeting_id, scorer)
        self.setCurrentWidget(self.sheet)

    def back(self) -> None:
        self.setCurrentWidget(self.meeting)


@pytest.fixture
def pages(desk: Desk, qtbot: QtBot) -> Iterator[Pages]:
    members(desk)
    last_month(desk)
    jobs = Jobs()
    made = Pages(desk, jobs)
    made.resize(1156, 696)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    jobs.close()
    made.close()
    made.deleteLater()


def press_enter_in_the_dialog(clerk: Clerk) -> None:
    def give() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConfirmDialog)
        clerk.pressed += 1
        assert dialog.main is not None
        dialog.main.click()

    QTimer.singleShot(0, give)


def test_a_meeting_from_paper_to_its_official_level(pages: Pages, desk: Desk) -> None:
    clerk = Clerk()
    pages.meeting.open(planned(desk).id)
    meeting_id = pages.meeting.meeting_id

    # (a) facts, roll and speakers
    clerk.enter(2)
    clerk.keys("2105")
    clerk.enter(3)
    clerk.keys("14")
    clerk.enter(2)
    for day in "457":
        clerk.keys(day)
        clerk.enter()
    clerk.keys("3 12 7k")
    clerk.enter()
    clerk.keys("1 4 9 15")
    clerk.enter()
    record = clerk.pressed

    # three tasks judged, two given
    clerk.control(Key.Key_4)
    clerk.keys("234")
    clerk.enter()
    for text, owner, due in (
        ("Vận động nhân dân làm đường nội đồng", "11", "25"),
        ("Chuẩn bị hội nghị tổng kết", "9", "31"),
    ):
        clerk.write(text)
        clerk.enter()
        clerk.keys(owner)
        clerk.enter()
        clerk.keys(due)
        clerk.enter()
    clerk.control(Key.Key_S)
    tasks = clerk.pressed - record
    assert pages.meeting.head.badge.text() == "Đã họp"
    carried, given = meetings.tasks(desk, meeting_id)
    assert [task.state for task in carried] == [TaskState.DONE, TaskState.LATE, TaskState.FAILED]
    assert [task.owner for task in given] == ["Dương Văn Hùng", "Đỗ Văn Hòa"]

    # self-score, handed in
    clerk.control(Key.Key_5)
    clerk.press(Key.Key_Space)
    assert pages.currentWidget() is pages.sheet
    # one absent without reason: what that costs the guidance leaves to the scorer
    for points in ("2", "5", "5", "5", "23", "10", "5", "20", "5"):
        clerk.keys(points)
        clerk.enter()
    clerk.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    own = clerk.pressed - record - tasks
    assert scoring.prepare(desk, meeting_id).state is SheetState.SUBMITTED

    # review: agreed but for one criterion, reason, confirmed
    clerk.control(Key.Key_2)
    clerk.control(Key.Key_Equal)
    while (line := pages.sheet.view.line()) is not None and line.id != "4.2":
        clerk.press(Key.Key_Down)
    clerk.keys("17")
    clerk.enter()
    clerk.control(Key.Key_S)
    assert focus() is pages.sheet.aside.reason.edit
    clerk.write("Biên bản chưa ghi phần phê bình")
    press_enter_in_the_dialog(clerk)
    clerk.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    review = clerk.pressed - record - tasks - own
    sheet = scoring.prepare(desk, meeting_id)
    assert sheet.state is SheetState.CONFIRMED
    assert scoring.result(sheet, SELF).total is not None
    assert scoring.result(sheet, REVIEW).level == "KHA"

    # the figures of the note
    assert (record, tasks, own, review) == (36, 19, 24, 14)
    assert clerk.pressed == 93
