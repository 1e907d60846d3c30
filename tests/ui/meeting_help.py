"""A chi bộ of twenty, its meetings, and somebody who keys a sheet of paper and counts the keys."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tcxd_desktop.domain.meetings import Meeting, MeetingState, Presence, Task, TaskState
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import meeting_opening, meetings, people, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.meetings import roll_call
from tests import make
from tests.make import HAMLET

PERIOD = "2026-10"
HALL = "Nhà văn hóa thôn Bình Minh"
NAMES = (
    "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Đức",
    "Vũ Thị Hà", "Đặng Văn Hải", "Bùi Thị Hạnh", "Đỗ Văn Hòa", "Ngô Thị Hồng",
    "Dương Văn Hùng", "Lý Thị Lan", "Phan Văn Long", "Trịnh Thị Mai", "Đinh Văn Nam",
    "Cao Thị Nga", "Lương Văn Phúc", "Tô Thị Thảo", "Mai Văn Thắng", "Hồ Thị Yến",
)  # fmt: skip
"""In the order of the printed sheet."""
TASKS = (
    ("Rà soát hộ nghèo, cận nghèo của thôn", "Vũ Thị Hà", "2026-09-30"),
    ("Vận động 5 hộ hiến đất mở rộng đường liên thôn", "Dương Văn Hùng", "2026-10-01"),
    ("Giới thiệu quần chúng ưu tú học lớp nhận thức về Đảng", "", "2026-10-04"),
)


def members(desk: Desk, names: Sequence[str] = NAMES) -> None:
    """Write the members of the hamlet's chi bộ into its list."""
    for number, name in enumerate(names):
        born = make.day(f"{1950 + number}-04-30")
        people.create(desk, make.new_person(name=name, birth=born))


def last_month(desk: Desk) -> Meeting:
    """Record the meeting of September: chair, secretary, and three tasks it gave."""
    meeting = meetings.new(desk, HAMLET, "2026-09")
    ids = {row.name: row.person_id for row in meeting.attendance}
    held = replace(
        meeting,
        state=MeetingState.HELD, held_on="2026-09-05", start="19:30", end="21:10", place=HALL,
        chair_id=ids["Đỗ Văn Hòa"], chair="Đỗ Văn Hòa",
        secretary_id=ids["Trần Thị Bình"], secretary="Trần Thị Bình",
        attendance=tuple(roll_call.all_present(meeting.attendance)),
    )  # fmt: skip
    given = [Task(0, HAMLET, 0, text, ids.get(name), name, due) for text, name, due in TASKS]
    return meetings.save(desk, held, given)


def planned(desk: Desk) -> Meeting:
    """Plan the meeting of October."""
    meeting = replace(
        meetings.new(desk, HAMLET, PERIOD),
        planned_on="2026-10-06", planned_at="19:30", place=HALL, attendance=(),
    )  # fmt: skip
    return meetings.save(desk, meeting)


def recorded(desk: Desk, absent: str = "3, 12", speakers: str = "1 4 9 15") -> Meeting:
    """Record the meeting of October without the editor."""
    opened = meeting_opening.opened(desk, planned(desk).id)
    rows = roll_call.with_absent(opened.meeting.attendance, absent)
    assert rows is not None
    rows = roll_call.with_speakers(rows, speakers)
    assert rows is not None
    held = replace(
        opened.meeting,
        state=MeetingState.HELD, end="21:05", attendance=tuple(rows),
        committee_met_on="2026-10-04", posted_on="2026-10-05", minutes_posted_on="2026-10-07",
    )  # fmt: skip
    states = (TaskState.DONE, TaskState.LATE, TaskState.FAILED)
    judged = [replace(t, state=s) for t, s in zip(opened.carried, states, strict=False)]
    return meetings.save(desk, held, judged)


def presences(meeting: Meeting) -> dict[str, Presence | None]:
    """Return how everybody was called, by name."""
    return {row.name: row.presence for row in meeting.attendance}


class Clerk:
    """Presses keys where the keyboard is, and counts them; letters come as typing programs send."""

    def __init__(self) -> None:
        self.pressed = 0
        self.letters = 0
        """Of running text, counted apart."""

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key; with a modifier it counts as one."""
        self.pressed += 1
        QTest.keyClick(focus(), key, modifier)

    def enter(self, times: int = 1) -> None:
        """Press Enter."""
        for _ in range(times):
            self.press(Qt.Key.Key_Return)

    def keys(self, text: str) -> None:
        """Press the keys of figures and signs."""
        for letter in text:
            self.pressed += 1
            QTest.keyClicks(focus(), letter)

    def write(self, text: str) -> None:
        """Type running text."""
        for letter in text:
            self.letters += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focus(), event)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)


def focus() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def scored(desk: Desk, meeting_id: int, scorer: str = SELF) -> None:
    """Give full points to whatever has none, and save."""
    sheet = scoring.prepare(desk, meeting_id)
    made = scoring.result(sheet, scorer)
    items = {item.id: item for item in sheet.template.walk()}
    entries = {name: Entry(points=items[name].max) for name in made.missing}
    whole = replace(sheet, entries={**sheet.entries, scorer: entries})
    if scorer == SELF:
        scoring.save(desk, whole, SELF)
    else:
        scoring.review(desk, whole)


def confirmed(desk: Desk, meeting_id: int) -> None:
    """Score, hand in, review and confirm a meeting."""
    scored(desk, meeting_id)
    scoring.hand_in(desk, [meeting_id])
    scored(desk, meeting_id, REVIEW)
    scoring.confirm(desk, [meeting_id], "Trần Thu Hà", desk.today())
