"""Typing into the pages of meetings, and a crash in the middle of it."""

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.meetings import MeetingState
from tcxd_desktop.office import meeting_plans
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.grid_page import GridPage
from tcxd_desktop.ui.meetings.plan_page import PlanPage
from tests.make import HAMLET, SCHOOL, TEAM

PLANNED = "2026-12"


def construct(
    desk: Desk, jobs: Jobs, qtbot: QtBot, kind: Callable[..., Any], at: Desk | None = None
) -> Any:
    """Make a page over an office, as if the program were started anew."""
    there = at or desk
    made = kind(there, jobs, Changes(there.on_written))
    made.resize(1156, 696)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def crash(page: QWidget) -> None:
    """Take a page away without asking it anything."""
    shiboken6.delete(page)


def keys(text: str) -> None:
    for letter in text:  # the first opens a cell, the others go on in it
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, letter)


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def stand(page: PlanPage | GridPage, unit: int, title: str) -> None:
    row = row_of(page, unit)
    titles = page.sheet.titles(row)
    page.table.stand(row, next(n for n, text in enumerate(titles) if text.startswith(title)))
    page.table.setFocus()


def row_of(page: PlanPage | GridPage, unit: int) -> int:
    units = [line.unit_id for line in page.sheet.rows]
    return units.index(unit)


def at(page: PlanPage | GridPage, unit: int, title: str) -> str:
    row = row_of(page, unit)
    titles = page.sheet.titles(row)
    return page.sheet.text(row, next(n for n, text in enumerate(titles) if text.startswith(title)))


def planned(desk: Desk) -> dict[int, str]:
    lines = meeting_plans.plan_lines(desk, PLANNED)
    return {line.unit_id: line.on for line in lines if line.state is MeetingState.PLANNED}


def plan_by_keys(page: PlanPage) -> None:
    """Type two days, one that is none, and half an hour."""
    for unit, day in ((TEAM, "5"), (HAMLET, "8"), (SCHOOL, "45")):
        stand(page, unit, "Ngày")
        keys(day)
        press(Qt.Key.Key_Return)
    stand(page, TEAM, "Giờ")
    keys("19")
