"""Section 3 of the meeting editor: the texts of the minutes and the resolution, and the votes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.fields import LabeledField, LineField, TextField
from tcxd_desktop.ui.meetings.grid_view import SheetView
from tcxd_desktop.ui.meetings.growing_grid import GrowingGrid
from tcxd_desktop.ui.meetings.meeting_section import Scrolled, Section
from tcxd_desktop.ui.meetings.meeting_state import Work
from tcxd_desktop.ui.meetings.vote_sheet import BLANK, VoteSheet

_TEXTS = (
    ("agenda", "Chương trình"),
    ("news", "Thời sự, văn bản đã phổ biến"),
    ("last_month", "Đánh giá kết quả tháng trước"),
    ("next_month", "Nhiệm vụ tháng tới"),
    ("discussion", "Diễn biến thảo luận (ngoài ý kiến từng người)"),
    ("conclusions", "Kết luận"),
    ("praise", "Biểu dương, nhắc nhở, phê bình"),
    ("shortcomings", "Hạn chế, nguyên nhân, cách khắc phục"),
)
_LINES = (
    ("dues", "Tình hình đảng phí"),
    ("guests", "Đại biểu, khách mời"),
    ("resolution_number", "Số nghị quyết"),
)
_TWO_FROM = 640
"""Width at 100 % from which texts stand side by side."""


class MinutesSection(Section):
    """Nội dung: Enter makes a new line in a text, Tab goes on."""

    tables = frozenset({"votes"})

    def __init__(self) -> None:
        """Build the boxes, empty."""
        super().__init__()
        self.texts: dict[str, TextField | LineField] = {
            key: TextField(key, lines=3) for key, _ in _TEXTS
        }
        lines = {key: LineField(key) for key, _ in _LINES}
        lines["resolution_number"].set_placeholder("ví dụ 05-NQ/CB")
        self.texts |= lines
        self.frames = [LabeledField(title, self.texts[key]) for key, title in (*_TEXTS, *_LINES)]
        self.votes = VoteSheet()
        self.grid = GrowingGrid(self.votes, BLANK, name="Biểu quyết")
        self._wide: bool | None = None
        self._build()
        self.walk.add(*self.texts.values())
        self.grid.model_.edited.connect(self._on_votes)
        self.grid.said.connect(self.said)
        self.grid.ended.connect(self.ended)

    def _build(self) -> None:
        look = theme.current()
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(look.px(12))
        self._places.setVerticalSpacing(look.px(8))
        self.area = Scrolled("Nội dung biên bản")
        self.area.column.addWidget(
            text_label(
                "Ghi gì thì biên bản và nghị quyết in ra có mục ấy; mục để trống in dòng chấm. "
                "Ý kiến của từng đảng viên ghi ở phần Điểm danh.",
                role="hint",
            )
        )
        self.area.column.addLayout(self._places)
        self.area.column.addWidget(theme.heading(QLabel("Biểu quyết")))
        self.area.column.addWidget(theme.panel(self.grid))
        self.area.column.addStretch(1)
        self.area.watch(self.frames)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self._place(wide=True)

    def reload(self) -> None:
        """Show the work anew."""
        if self.work is None:
            return
        minutes = self.work.meeting.minutes
        for key, field in self.texts.items():
            field.set_value(getattr(minutes, key))
        self.votes.read_only = self.read_only
        self.votes.show(self.work.meeting.votes)
        self.grid.reset_rows()

    def collect(self) -> None:
        """Take the boxes into the work."""
        if self.work is None:
            return
        for key, field in self.texts.items():
            self.work.put_text(key, str(field.value() or ""))
        self.work.put(votes=self.votes.votes())

    def grids(self) -> Sequence[SheetView]:
        """Return the votes."""
        return (self.grid,)

    def in_hand(self, work: Work) -> Work:
        """Return the work with the vote that is being typed."""
        hand = self.grid.in_hand()
        if hand is None:
            return work
        votes = tuple(vote for vote in self.votes.rows_with(hand) if vote != BLANK)
        return replace(work, meeting=replace(work.meeting, votes=votes))

    def commit(self) -> None:
        """Finish the cell that is being edited, and collect."""
        self.grid.commit()
        super().commit()

    def wrong(self) -> tuple[str, Problem] | None:
        """Return the first box or cell that cannot be read."""
        place = self.votes.first_wrong()
        if place is not None:
            key = self.votes.columns[place[1]].key
            return "votes", self.votes.typed[place[0], key].problem
        return super().wrong()

    def go_to(self, key: str = "") -> bool:
        """Put the keyboard into a text, or onto the votes."""
        if key == "votes":
            self.area.ensureWidgetVisible(self.grid)
            self.grid.setFocus()
            return True
        return super().go_to(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put texts side by side where there is room."""
        super().resizeEvent(event)
        self._place(wide=self.width() >= theme.current().px(_TWO_FROM))

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.grid.fit_height()

    def _place(self, *, wide: bool) -> None:
        if wide is self._wide:
            return
        self._wide = wide
        across = 2 if wide else 1
        for number, frame in enumerate(self.frames):
            self._places.addWidget(frame, number // across, number % across)
        for column in range(2):
            self._places.setColumnStretch(column, 1 if column < across else 0)

    def _on_walked(self) -> None:
        self.go_to("votes")

    def _on_votes(self) -> None:
        if self.work is not None and not self.read_only:
            self.work.put(votes=self.votes.votes())
            self.taken.emit()
