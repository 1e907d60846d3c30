"""On which request the data of a person is given out, and the paper itself."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.personal_data import DataRequest
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.safety_papers import KeptCopy
from tcxd_desktop.office import personal_data
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview


class ExtractDialog(Dialog):
    """Asks for the request; ``request`` holds it."""

    def __init__(self, today: date, name: str, parent: QWidget | None = None) -> None:
        """Ask on which request the data of ``name`` is given out."""
        super().__init__(f"Trích dữ liệu: {name}", parent, width=620)
        self.request = DataRequest()
        self.number, self.by = LineField("number"), LineField("by")
        self.on = DateField("on", today=today)
        self.reason, self.basis = LineField("reason"), LineField("legal_basis")
        self.number.set_placeholder("số giấy yêu cầu")
        self.basis.set_placeholder("để trống nếu chưa rõ")
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(12))
        for caption, field, share in (
            ("Số yêu cầu", self.number, 2), ("Ngày", self.on, 2), ("Người yêu cầu", self.by, 4),
        ):  # fmt: skip
            row.addWidget(LabeledField(caption, field), share)
        self.body.addLayout(row)
        self.body.addWidget(LabeledField("Lý do cấp (ghi vào sổ truy cập)", self.reason))
        self.body.addWidget(LabeledField("Căn cứ pháp lý", self.basis))
        self.body.addStretch(1)
        self.add_buttons("Xem trước")
        self.number.setFocus()

    def accept_ready(self) -> None:
        """Take the request.

        Raises:
            Problem: who asks or why is missing, or the day is not whole.
        """
        for field in (self.by, self.reason):
            if not field.value():
                raise RequiredProblem(field.key, field=field.key)
        self.request = DataRequest(
            str(self.number.value()),
            self.on.whole(),
            str(self.by.value()),
            str(self.reason.value()),
            str(self.basis.value()),
        )


def show_extract(
    parent: QWidget,
    desk: Desk,
    jobs: Jobs,
    what: tuple[int, DataRequest, tuple[KeptCopy, ...]],
) -> None:
    """Show the extract of (person, request, backups that hold the person)."""
    person, request, kept = what

    def render(progress: Progress) -> bytes:
        return personal_data.render_extract(
            desk, person, request, kept, copies=0, progress=progress
        )

    def printed(copies: int, purpose: str) -> None:
        personal_data.note_given(desk, person, request, copies=copies, purpose=purpose)

    preview(
        parent, jobs, render, title="Bản trích dữ liệu cá nhân",
        file_name="ban-trich-du-lieu.pdf", printed=printed,
    )  # fmt: skip
