"""Tasks of resolutions: those carried to this meeting, and those it gives. No Qt."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.meetings import Task, TaskState
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.times import parse_day
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn, Shown
from tcxd_desktop.ui.meetings.meeting_inputs import PeopleChoices
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.meetings import TASK_STATE

KEYS = {
    1: TaskState.OPEN,
    2: TaskState.DONE,
    3: TaskState.LATE,
    4: TaskState.FAILED,
    5: TaskState.DROPPED,
}
"""Digit typed on a carried task."""
_TONES = {
    TaskState.DONE: "ok",
    TaskState.LATE: "warn",
    TaskState.FAILED: "bad",
    TaskState.DROPPED: "plain",
}
BLANK = Task(0, 0, 0, "")
STATE = 3


def _result(task: Task, typed: str) -> Task:
    return replace(task, result=clean_line(typed))


class CarriedSheet(Sheet[Task]):
    """Nhiệm vụ buổi trước giao: what came of each."""

    def __init__(self) -> None:
        """Start without tasks."""
        super().__init__(
            (
                SheetColumn("text", "Nhiệm vụ", lambda task: task.text, least=180, share=4),
                SheetColumn("owner", "Chủ trì", lambda task: task.owner, least=110, share=1),
                SheetColumn("due", "Hạn", lambda task: show_date(task.due), least=88),
                SheetColumn(
                    "state", "Kết quả", lambda task: TASK_STATE[task.state], least=150,
                    tone=lambda task: _TONES.get(task.state, ""),
                ),
                SheetColumn(
                    "result", "Ghi rõ kết quả", lambda task: task.result, _result, least=110,
                    share=3, tip="Enter hoặc F2 để ghi rõ kết quả",
                ),
            )
        )  # fmt: skip
        self.read_only = False
        self.held_on = ""

    def shown(self, row: int, number: int) -> Shown:
        """Return what a cell shows; one that is due and not judged stands out."""
        found = replace(super().shown(row, number), fresh=False)
        task = self.rows[row]
        late = task.open and bool(task.due) and bool(self.held_on) and task.due <= self.held_on
        if number == STATE and late:
            return replace(found, warned="Đã đến hạn: gõ 2 hoàn thành, 3 chậm, 4 không hoàn thành")
        return found

    def why_not(self, row: int, column: SheetColumn[Task]) -> str:
        """Return why a cell cannot be typed in."""
        return "Chỉ xem." if self.read_only else ""

    def judge(self, row: int, state: TaskState) -> bool:
        """Say what came of a task; false where that was said already."""
        if self.rows[row].state is state:
            return False
        self.keep()
        self.rows[row] = replace(self.rows[row], state=state)
        return True


class GivenSheet(Sheet[Task]):
    """Nhiệm vụ buổi này giao; its last line is empty and waits for the next."""

    def __init__(self, today: date) -> None:
        """Start without tasks."""
        self.period = ""
        self.read_only = False
        self.people = PeopleChoices(())
        self._today = today
        super().__init__(self._made())

    def offer(self, people: PeopleChoices) -> None:
        """Offer these people as owners."""
        self.people = people
        self.columns = self._made()

    def show(self, rows: Iterable[Task]) -> None:
        """Show tasks."""
        super().show((*rows, *(() if self.read_only else (BLANK,))))

    def tasks(self) -> tuple[Task, ...]:
        """Return the tasks that say what is to be done."""
        return tuple(task for task in self.rows if task.text)

    def why_not(self, row: int, column: SheetColumn[Task]) -> str:
        """Return why a cell cannot be typed in."""
        if self.read_only:
            return "Chỉ xem."
        judged = self.rows[row].judged_in is not None
        return "Nhiệm vụ này đã được đánh giá ở buổi sau." if judged else ""

    def shown(self, row: int, number: int) -> Shown:
        """Return what a cell shows; the empty line says what it is for."""
        found = replace(super().shown(row, number), fresh=False)
        waiting = row == len(self.rows) - 1 and self.rows[row] == BLANK and number == 0
        return replace(found, side="Enter để thêm nhiệm vụ") if waiting else found

    def _made(self) -> tuple[SheetColumn[Task], ...]:
        return (
            SheetColumn(
                "text", "Nhiệm vụ mới", lambda task: task.text, _text, least=200, share=4,
                tip="Enter hoặc F2 để ghi; Enter sang ô sau",
            ),
            SheetColumn(
                "owner", "Chủ trì", lambda task: task.owner, self._owner, least=170, share=2,
                choices=self.people, tip="Gõ tên không dấu, hoặc số thứ tự trên phiếu điểm danh",
            ),
            SheetColumn(
                "due", "Hạn", lambda task: show_date(task.due), self._due, least=104,
                tip="Gõ 25, 25/11 hoặc 25/11/2026",
            ),
        )  # fmt: skip

    def _owner(self, task: Task, typed: str) -> Task:
        text = clean_line(typed)
        found = self.people.find(text) if text else None
        if found is not None and isinstance(found.value, int):
            return replace(task, owner_id=found.value, owner=found.label)
        # Chi ủy, a group, somebody outside the chi bộ.
        return replace(task, owner_id=None, owner=text)

    def _due(self, task: Task, typed: str) -> Task:
        day: PartialDate | None = parse_day(
            typed, period=self.period, today=self._today, field="due"
        )
        return replace(task, due=str(day or ""))


def _text(task: Task, typed: str) -> Task:
    return replace(task, text=clean_line(typed))
