"""Section 4 of the meeting editor: tasks of earlier resolutions judged, new tasks given."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.meetings import task_sheets
from tcxd_desktop.ui.meetings.grid_view import CellLine, SheetView
from tcxd_desktop.ui.meetings.growing_grid import GrowingGrid
from tcxd_desktop.ui.meetings.meeting_inputs import PeopleChoices
from tcxd_desktop.ui.meetings.meeting_section import Scrolled, Section
from tcxd_desktop.ui.meetings.meeting_state import Work
from tcxd_desktop.ui.meetings.task_sheets import BLANK, STATE, CarriedSheet, GivenSheet
from tcxd_desktop.ui.meetings.text_grid import TextGrid

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_KEYS = (
    "Phím: 1 đang làm · 2 hoàn thành · 3 hoàn thành chậm · 4 không hoàn thành · "
    "5 thôi thực hiện · Enter ghi rõ kết quả"
)
_NOTHING = "Không có nhiệm vụ nào buổi trước chuyển sang."
_HEAD, _ROW, _MOST = 31, 31, 8


class CarriedView(TextGrid):
    """Tasks judged by a digit each; the cursor goes down."""

    def __init__(self, sheet: CarriedSheet) -> None:
        """Show ``sheet``."""
        super().__init__(sheet, name="Nhiệm vụ buổi trước chuyển sang")
        self.carried = sheet
        self.enter_right = False

    def stand_first(self) -> None:
        """Put the cursor on the first task that was not judged."""
        rows = self.carried.rows
        if rows:
            waiting = (number for number, task in enumerate(rows) if task.open)
            self.stand(next(waiting, 0), STATE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge by a digit."""
        row, text = self.currentIndex().row(), event.text()
        digit = int(text) if text.isascii() and text.isdigit() else 0
        plain = event.modifiers() in _PLAIN
        if not plain or row < 0 or self.carried.read_only or digit not in task_sheets.KEYS:
            super().keyPressEvent(event)
            return
        if self.carried.judge(row, task_sheets.KEYS[digit]):
            self.changed()
        if row + 1 < len(self.carried.rows):
            self.stand(row + 1, self.currentIndex().column())
        else:
            self.ended.emit()


class TasksSection(Section):
    """Nhiệm vụ."""

    tables = frozenset({"given", "text", "due"})

    def __init__(self, today: date) -> None:
        """Build the tables, empty."""
        super().__init__()
        self.carried = CarriedSheet()
        self.given = GivenSheet(today)
        self.judged = CarriedView(self.carried)
        self.new = GrowingGrid(self.given, BLANK, name="Nhiệm vụ buổi này giao")
        self.nothing = text_label(_NOTHING, role="muted")
        self.area = Scrolled("Nhiệm vụ")
        add = self.area.column.addWidget
        add(theme.heading(QLabel("Kết quả thực hiện nhiệm vụ buổi trước giao")))
        add(self.nothing)
        add(theme.panel(self.judged))
        self.keys = CellLine(self.judged, _KEYS)
        add(self.keys)
        self.area.column.addSpacing(theme.current().px(8))
        add(theme.heading(QLabel("Nhiệm vụ buổi này giao")))
        add(theme.panel(self.new))
        add(CellLine(self.new, "Enter ghi dòng mới · Ctrl+Delete xóa dòng · Ctrl+Z lấy lại"))
        self.area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        for grid in (self.judged, self.new):
            grid.model_.edited.connect(self._on_edited)
            grid.said.connect(self.said)
        self.judged.ended.connect(self._on_judged)
        self.new.ended.connect(self.ended)

    def reload(self) -> None:
        """Show the work anew."""
        if self.work is None:
            return
        meeting = self.work.meeting
        self.carried.read_only = self.given.read_only = self.read_only
        self.carried.held_on = meeting.held_on
        self.given.period = meeting.period
        self.given.offer(PeopleChoices.of_roll(meeting.attendance))
        self.carried.show(self.work.current.carried)
        self.given.show(self.work.current.given)
        self.judged.reset_rows()
        self.new.reset_rows()
        there = bool(self.carried.rows)
        self.nothing.setVisible(not there)
        self.judged.setVisible(there)
        self.keys.setVisible(there)
        self._size()

    def collect(self) -> None:
        """Take the tables into the work."""
        if self.work is not None:
            self.work.put_tasks(carried=self.carried.rows, given=self.given.tasks())

    def grids(self) -> Sequence[SheetView]:
        """Return both tables."""
        return self.judged, self.new

    def in_hand(self, work: Work) -> Work:
        """Return the work with the task that is being typed."""
        given = self.given.rows_with(self.new.in_hand())
        return replace(
            work,
            carried=tuple(self.carried.rows_with(self.judged.in_hand())),
            given=tuple(task for task in given if task.text),
        )

    def commit(self) -> None:
        """Finish the cell that is being edited, and collect."""
        self.judged.commit()
        self.new.commit()
        super().commit()

    def wrong(self) -> tuple[str, Problem] | None:
        """Return the first cell that cannot be read."""
        place = self.given.first_wrong()
        if place is None:
            return None
        key = self.given.columns[place[1]].key
        return "given", self.given.typed[place[0], key].problem

    def go_to(self, key: str = "") -> bool:
        """Put the keyboard onto the carried tasks, or the new ones."""
        first = self.judged if self.carried.rows and key not in self.tables else self.new
        self.area.ensureWidgetVisible(first)
        first.setFocus(Qt.FocusReason.TabFocusReason)
        first.stand_first()
        return True

    def go_to_last(self) -> None:
        """Put the keyboard onto the new tasks."""
        self.go_to("given")

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()
            self.new.fit_height()

    def _size(self) -> None:
        look = theme.current()
        rows = min(max(len(self.carried.rows), 1), _MOST)
        self.judged.setFixedHeight(look.line(_HEAD) + rows * look.line(_ROW) + 4)

    def _on_judged(self) -> None:
        self.go_to("given")

    def _on_edited(self) -> None:
        if self.work is not None and not self.read_only:
            self.collect()
            self.taken.emit()
