"""Biên bản sự cố: what the access book knows of a period, with what only people know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.safety_papers import IncidentReport
from tcxd_desktop.office import incidents
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import Scroll
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import (
    DateField,
    Field,
    LabeledField,
    LineField,
    TextField,
    commit_open_edit,
)
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview
from tcxd_desktop.ui.safety.parts import button, needed_day, partial, wrapped
from tcxd_desktop.wording.safety_papers import INCIDENT_KIND

_SAID = (
    "Biên bản lấy sẵn từ sổ truy cập: ai đã làm gì, hồ sơ của ai, trong khoảng thời gian dưới đây. "
    "Chỗ nào chưa biết cứ để trống, trên giấy sẽ là dòng chấm để ghi tay."
)
_WIDTH = 760


class IncidentPart(QWidget):
    """A form and one button."""

    def __init__(self, desk: Desk, jobs: Jobs, notice: Notice) -> None:
        """Lay it out; the period is today."""
        super().__init__()
        self._desk, self._jobs, self._notice = desk, jobs, notice
        today = desk.today()
        self.since, self.until = DateField("since", today=today), DateField("until", today=today)
        self.noticed = DateField("on", today=today)
        for field in (self.since, self.until, self.noticed):
            field.set_value(partial(today))
        self.number, self.by = LineField("number"), LineField("noticed_by")
        self.by.set_value(desk.actor.name)
        self.post, self.place = LineField("post"), LineField("place")
        self.other = LineField("other_kind", name="Loại khác")
        self.account = TextField("account", lines=4)
        self.kinds = {kind: QCheckBox(name) for kind, name in INCIDENT_KIND.items()}
        self.make = theme.primary(button("Xem trước biên bản", self.show_paper))
        allow(self.make, desk, Permission.DATA)
        self._build()

    def reader(self) -> Callable[[], IncidentReport]:
        """Read the boxes and return what makes the record of them and of the access book.

        Raises:
            Problem: a day is missing or not whole.
        """
        desk, zone = self._desk, self._desk.clock().tzinfo
        since = datetime.combine(needed_day(self.since), time(), zone)
        until = datetime.combine(needed_day(self.until), time(23, 59, 59), zone)
        noticed = datetime.combine(needed_day(self.noticed), time(), zone)
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        number, by, post, place, other = (
            str(field.value())
            for field in (self.number, self.by, self.post, self.place, self.other)
        )
        account = str(self.account.value())

        def read() -> IncidentReport:
            made = incidents.report(desk, since, until, kinds)
            return replace(
                made,
                number=number,
                noticed=noticed,
                noticed_by=by,
                post=post,
                place=place,
                other_kind=other,
                account=account,
            )

        return read

    @Slot()
    def show_paper(self) -> None:
        """Show the record as a paper."""
        commit_open_edit()
        self._notice.clear()
        try:
            read = self.reader()
        except Problem as problem:
            self._notice.show_problem(problem)
            return
        desk = self._desk
        made: list[IncidentReport] = []

        def render(progress: Progress) -> bytes:
            made[:] = [read()]
            return incidents.render(desk, made[0], copies=0, progress=progress)

        def printed(copies: int, purpose: str) -> None:
            incidents.note_printed(desk, made[0], copies=copies, purpose=purpose)

        preview(
            self,
            self._jobs,
            render,
            title="Biên bản sự cố dữ liệu",
            file_name="bien-ban-su-co.pdf",
            printed=printed,
            failed=self._on_failed,
        )

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self._notice.show_problem(problem)

    def _build(self) -> None:
        look = theme.current()
        inside = QWidget()
        inside.setMaximumWidth(look.px(_WIDTH))
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(14), look.px(4), look.px(14), look.px(14))
        column.setSpacing(look.px(10))
        column.addWidget(wrapped(_SAID, role="muted"))
        _row(column, ("Xem sổ từ ngày", self.since, 2), ("đến ngày", self.until, 2),
             ("Phát hiện ngày", self.noticed, 2), ("Số biên bản", self.number, 2))  # fmt: skip
        column.addWidget(theme.heading(QLabel("Loại sự cố")))
        grid = QGridLayout()
        for place, box in enumerate(self.kinds.values()):
            grid.addWidget(box, place // 3, place % 3)
        grid.addWidget(self.other, len(self.kinds) // 3, 1, 1, 2)
        self.other.set_placeholder("nếu là loại khác, ghi rõ")
        column.addLayout(grid)
        _row(column, ("Người phát hiện", self.by, 3), ("Chức vụ", self.post, 3),
             ("Nơi xảy ra", self.place, 3))  # fmt: skip
        column.addWidget(LabeledField("Diễn biến", self.account))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.make)
        column.addLayout(foot)
        scroll = Scroll("Biên bản sự cố")
        # Beside a stretch: asked for its height alone it would answer for the whole width.
        row = QHBoxLayout()
        row.addWidget(inside, 1)
        row.addStretch()
        scroll.column.addLayout(row)
        scroll.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


def _row(column: QVBoxLayout, *boxes: tuple[str, Field, int]) -> None:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(12))
    for caption, field, share in boxes:
        row.addWidget(LabeledField(caption, field), share)
    column.addLayout(row)
