"""Section 2 of the meeting editor: who was there, who spoke."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meetings import Attendance, Presence
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import LabeledField, LineField
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.meetings import roll_call
from tcxd_desktop.ui.meetings.grid_view import CellLine, SheetView
from tcxd_desktop.ui.meetings.meeting_by_hand import ByHand
from tcxd_desktop.ui.meetings.meeting_section import Section
from tcxd_desktop.ui.meetings.meeting_state import Work
from tcxd_desktop.ui.meetings.roll_sheet import REASON, RollSheet
from tcxd_desktop.ui.meetings.roll_view import RollView

_KEYS = (
    "Phím: 1 có mặt · 2 vắng có lý do · 3 vắng không lý do · 4 miễn · 5 tạm đi · "
    "6 nhiệm vụ đặc biệt · Dấu cách: phát biểu · Enter: ghi lý do, ý kiến · Ctrl+Z: trả lại"
)
_ABSENT_HINT = "số thứ tự trên phiếu; thêm k nếu không lý do; 0 nếu đủ mặt"
_SPOKE_HINT = "số thứ tự những người phát biểu; 0 nếu không có ai"
_NAMED = 4


class RollSection(Section):
    """Điểm danh: one line for the absent, one for the speakers, and the table of everybody."""

    tables = frozenset({"attendance"})

    def __init__(self) -> None:
        """Build the parts, empty."""
        super().__init__()
        self.absent = LineField("absent_line")
        self.speakers = LineField("speakers_line")
        self.absent.set_placeholder("ví dụ 3, 7k, 12")
        self.speakers.set_placeholder("ví dụ 1 4 9")
        self.absent_frame = LabeledField("Vắng", self.absent, hint=_ABSENT_HINT)
        self.speakers_frame = LabeledField("Phát biểu", self.speakers, hint=_SPOKE_HINT)
        self.everybody = QPushButton("Tất cả có mặt")
        self.everybody.setToolTip("Ghi có mặt cho mọi người không miễn, không tạm đi (F9)")
        self.hand = theme.chip(QPushButton("Chỉ có số liệu"))
        self.hand.setToolTip("Phiếu giấy không ghi tên: ghi số liệu thay cho điểm danh (Shift+F9)")
        self.hand.setShortcut(QKeySequence("Shift+F9"))
        self.sheet = RollSheet()
        self.table = RollView(self.sheet)
        self.by_hand = ByHand()
        self._build()
        self.walk.add(self.absent, self.speakers, *self.by_hand.fields.values())
        self._connect()

    def _build(self) -> None:
        look = theme.current()
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(self.absent_frame, 3)
        head.addWidget(self.speakers_frame, 3)
        head.addStretch(0)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(0, look.px(18), 0, 0)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for button in (self.everybody, self.hand):
            button.setAutoDefault(False)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addLayout(row)
        buttons.addStretch(1)
        head.addLayout(buttons)
        board = theme.panel(QWidget())
        sheet = QVBoxLayout(board)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.addWidget(self.table)
        self.keys = CellLine(self.table, _KEYS)
        names = QWidget()
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(board, 1)
        column.addWidget(self.keys)
        self.ways = QStackedWidget()
        self.ways.addWidget(names)
        self.ways.addWidget(self.by_hand)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(8))
        outer.setSpacing(look.px(6))
        outer.addLayout(head)
        outer.addWidget(self.ways, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Roomy(inside, self.table))

    def _connect(self) -> None:
        self.everybody.clicked.connect(self.all_present)
        self.hand.clicked.connect(self._on_hand)
        self.table.model_.edited.connect(self._on_table)
        self.table.refused.connect(self.refused)
        self.table.ended.connect(self.ended)
        self.table.said.connect(self.said)

    def reload(self) -> None:
        """Show the work anew."""
        if self.work is None:
            return
        meeting = self.work.meeting
        self.sheet.read_only = self.read_only
        self.sheet.show(meeting.attendance)
        self.table.reset_rows()
        self.by_hand.show_counts(meeting.counts)
        self.hand.setChecked(meeting.counts_by_hand)
        self.hand.setEnabled(not self.read_only)
        by_hand = meeting.counts_by_hand
        for widget in (self.absent_frame, self.speakers_frame, self.everybody):
            widget.setVisible(not by_hand)
        self.everybody.setEnabled(not self.read_only)
        self.ways.setCurrentIndex(1 if by_hand else 0)
        for field in (self.absent, self.speakers):
            field.set_value(_LINES[field.key][1](self.sheet.rows))
        self._tell()

    def collect(self) -> None:
        """Take the lines and the boxes into the work."""
        work = self.work
        if work is None:
            return
        if work.meeting.counts_by_hand:
            work.put(counts=self.by_hand.counts(work.meeting.counts))
            return
        self._read(self.absent)
        self._read(self.speakers)
        work.put(attendance=tuple(self.sheet.rows))

    def grids(self) -> Sequence[SheetView]:
        """Return the table of everybody."""
        return (self.table,)

    def in_hand(self, work: Work) -> Work:
        """Return the work with what is being typed of somebody."""
        hand = self.table.in_hand()
        if hand is None or work.meeting.counts_by_hand:
            return work
        rows = tuple(self.sheet.rows_with(hand))
        return replace(work, meeting=replace(work.meeting, attendance=rows))

    def commit(self) -> None:
        """Finish the cell that is being edited, and collect."""
        self.table.commit()
        super().commit()

    def go_to(self, key: str = "") -> bool:
        """Put the keyboard into the line of the absent, or onto the table."""
        if key == "attendance":
            self.table.setFocus()
            self.table.stand_first()
            return True
        return super().go_to(key)

    @Slot()
    def all_present(self) -> None:
        """Call everybody present who is not exempt, away or on duty."""
        blocked = self.read_only or not self.isEnabled()
        if self.work is None or blocked or self.work.meeting.counts_by_hand:
            return
        if self.sheet.take(roll_call.all_present(self.sheet.rows)):
            self.table.changed()
        count = sum(row.presence is Presence.PRESENT for row in self.sheet.rows)
        self.said.emit(f"Đã ghi {count} người có mặt. Ctrl+Z để trả lại.")
        self.table.setFocus()

    def _read(self, field: LineField) -> None:
        """Take a line into the roll where it says something else than the roll."""
        typed = field.text()
        read, shown = _LINES[field.key]
        if typed.strip() == shown(self.sheet.rows) or not typed.strip():
            return
        try:
            rows = read(self.sheet.rows, typed)
        except Problem as problem:
            field.set_problem(problem)
            return
        field.set_problem(None)
        if rows is not None and self.sheet.take(rows):
            self.table.changed()

    def _mirror(self) -> None:
        """Let lines nobody is typing in say what the table says."""
        for field in (self.absent, self.speakers):
            if field.problem() is None and not field.edit.hasFocus():
                field.set_value(_LINES[field.key][1](self.sheet.rows))
        self._tell()

    def _tell(self) -> None:
        rows = self.sheet.rows
        absent = [
            f"{title}: {_names(row for row in rows if row.presence is presence)}"
            for title, presence in (
                ("có lý do", Presence.ABSENT_REASON),
                ("không lý do", Presence.ABSENT),
            )
            if any(row.presence is presence for row in rows)
        ]
        self.absent_frame.set_hint(" · ".join(absent) or _ABSENT_HINT)
        spoke = [row for row in rows if row.spoke]
        self.speakers_frame.set_hint(_names(spoke) if spoke else _SPOKE_HINT)

    def _on_walked(self) -> None:
        """Go on from the lines to the reasons of those who are absent."""
        if self.work is None or self.work.meeting.counts_by_hand:
            self.ended.emit()
            return
        self.table.setFocus()
        lacking = (
            place
            for place, row in enumerate(self.sheet.rows)
            if row.presence is Presence.ABSENT_REASON and not row.reason
        )
        first = next(lacking, None)
        self.table.stand(first or 0, REASON)
        if first is not None:
            self.table.edit(self.table.currentIndex())

    @Slot()
    def _on_table(self) -> None:
        if self.work is None:
            return
        self.work.put(attendance=tuple(self.sheet.rows))
        self._mirror()
        self.taken.emit()

    @Slot()
    def _on_hand(self) -> None:
        if self.work is None:
            return
        self.walk.commit()
        self.collect()
        self.work.by_hand(on=self.hand.isChecked())
        self.reload()
        self.walk.first()
        self.taken.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.table.fit()


def _names(rows: Iterable[Attendance]) -> str:
    names = [row.name for row in rows]
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown} và {more} người nữa" if more > 0 else shown


_LINES = {
    "absent_line": (roll_call.with_absent, roll_call.show_absent),
    "speakers_line": (roll_call.with_speakers, roll_call.show_speakers),
}
