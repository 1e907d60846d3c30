"""The exports in a layout so far: one whose file did not arrive can be left out of account."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.exports import ExportRun
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.office import exports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.formats import show_number

_EXPLAINED = (
    "“Chỉ người khác với lần xuất trước” so với các lần còn so dưới đây. Nếu một tệp không gửi được"
    " hoặc bị mất, chọn lần đó và bấm Không tính: những người trong đó sẽ được xuất lại."
)
_FORGET = "Không tính lần này"


def moment(at: str, zone: tzinfo | None) -> str:
    """Return a moment by the office's clock: ``23/11/2026 09:00``."""
    when = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
    return f"{when.astimezone(zone):%d/%m/%Y %H:%M}" if when else ""


class RunsDialog(Dialog):
    """A list of runs of one layout."""

    def __init__(self, desk: Desk, layout: Layout, parent: QWidget | None = None) -> None:
        """Show the runs of ``layout``."""
        super().__init__(f"Các lần xuất: {layout.title}", parent, width=700)
        self._desk, self._layout = desk, layout
        zone = desk.clock().tzinfo
        self.table: Table[ExportRun] = Table(
            (
                Column("at", "Lúc", lambda run: moment(run.at, zone), sort=lambda run: run.id,
                       width=140),
                Column("people", "Số người", lambda run: show_number(run.people),
                       sort=lambda run: run.people, align="right", width=80),
                Column("file", "Tệp", lambda run: run.file_name, width=240),
                Column("state", "So sánh", lambda run: "Còn so" if run.counts else "Không so nữa",
                       tone=lambda run: "ok" if run.counts else "plain", width=110),
            ),
            identity=lambda run: run.id,
            name="Các lần xuất theo mẫu này",
        )  # fmt: skip
        theme.mark(self.table, "boxed")
        self.table.setMinimumHeight(theme.current().tall(260))
        self.forget = icons.put(QPushButton(_FORGET), "undo-2")
        self.forget.setAutoDefault(False)
        allow(self.forget, desk, Permission.EXPORT)
        self.body.addWidget(text_label(_EXPLAINED, role="muted"))
        self.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add_buttons("Đóng", cancel="")
        self.table.current_changed.connect(self._on_current)
        self.forget.clicked.connect(self.forget_current)
        self._read()

    def _read(self) -> None:
        self.table.show_records(exports.runs(self._desk, self._layout.key))
        if self.table.current_record() is None:
            self.table.select_first()
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        run = self.table.current_record()
        self.forget.setEnabled(run is not None and run.counts)

    @Slot()
    def forget_current(self) -> None:
        """Leave the run the cursor stands on out of account, after asking."""
        run = self.table.current_record()
        if run is None or not run.counts:
            return
        zone = self._desk.clock().tzinfo
        if not dialogs.confirm(
            self,
            f"Không tính lần xuất lúc {moment(run.at, zone)} ({show_number(run.people)} người)?",
            yes=_FORGET,
            detail="Lần xuất vẫn còn trong danh sách này và trong sổ truy cập.",
        ):
            return
        try:
            exports.forget_run(self._desk, run.id)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self._read()
