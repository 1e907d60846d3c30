"""Imports that were written: a list, and one of them in full."""

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import ImportRun, RunState
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.imports import words
from tcxd_desktop.wording.formats import show_number

_NOTHING = "Chưa có lần nhập nào. Mỗi lần nhập được ghi ở đây và hoàn tác được cả lần."


def columns(zone: tzinfo | None) -> tuple[Column[ImportRun], ...]:
    """Return the columns of the list, by the office's clock."""
    return (
        Column("at", "Lúc", lambda run: words.moment(run.at, zone), sort=lambda run: run.id,
               width=126, muted=True),
        Column("file", "Tệp", lambda run: run.file_name, width=200),
        Column("what", "Kết quả", words.run_words, width=262),
        Column("state", "Trạng thái", lambda run: words.STATE[run.state],
               tone=lambda run: "ok" if run.state is RunState.DONE else "plain", width=104),
        Column("actor", "Người nhập", lambda run: run.actor, width=118, muted=True),
    )  # fmt: skip


class RunDetail(QWidget):
    """One import, and taking it back."""

    undo_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Start with nothing."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        self.setAccessibleName("Lần nhập đang chọn")
        self._desk = desk
        self.run: ImportRun | None = None
        self.name = text_label("", role="title")
        self.badge = theme.badge("")
        self.area = Scroll("Lần nhập đang chọn")
        self.undo = icons.put(QPushButton("Hoàn tác…"), "undo-2")
        self.undo.setToolTip("Đưa mọi hồ sơ trở lại như trước lần nhập (Ctrl+Z)")
        self.undo.setAutoDefault(False)
        allow(self.undo, desk, Permission.IMPORT)
        self.undo.clicked.connect(self._on_undo)
        line = QHBoxLayout()
        line.addWidget(self.badge)
        line.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(12), look.px(12), look.px(12))
        column.setSpacing(look.px(4))
        column.addWidget(self.name)
        column.addLayout(line)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        self.show_run(None)

    def show_run(self, run: ImportRun | None, layout: str = "") -> None:
        """Show an import; ``layout`` is the title of the list it was read as."""
        self.run = run
        self.area.clear()
        self.name.setText(run.file_name if run is not None else "")
        self.badge.setVisible(run is not None)
        self.undo.setVisible(run is not None and run.state is RunState.DONE)
        if run is None:
            self.area.column.addWidget(text_label(_NOTHING, role="muted"))
            self.area.column.addStretch(1)
            return
        done = run.state is RunState.DONE
        theme.set_badge(self.badge, words.STATE[run.state], "ok" if done else "plain")
        zone = self._desk.clock().tzinfo
        frame, inside = card()
        inside.addLayout(
            facts(
                (
                    ("Lúc", words.moment(run.at, zone)),
                    ("Người nhập", run.actor),
                    ("Đọc theo", run.profile or layout),
                    ("Người mới", show_number(run.created)),
                    ("Thay đổi", show_number(run.changed)),
                    ("Giữ nguyên", show_number(run.same)),
                    ("Bỏ qua", show_number(run.skipped)),
                    ("Chi bộ mới", show_number(len(run.new_units)) if run.new_units else ""),
                )
            )
        )
        self.area.column.addWidget(frame)
        if run.undo_reason or run.undone_at:
            undone, inside = card("Hoàn tác")
            inside.addLayout(
                facts((("Lúc", words.moment(run.undone_at, zone)), ("Lý do", run.undo_reason)))
            )
            self.area.column.addWidget(undone)
        self.area.column.addStretch(1)

    def _on_undo(self) -> None:
        if self.run is not None:
            self.undo_wanted.emit(self.run.id)
