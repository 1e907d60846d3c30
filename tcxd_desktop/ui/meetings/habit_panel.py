"""The tab Nề nếp sinh hoạt: kind, usual day, hour and place of every chi bộ."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import meeting_plans
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.meetings.grid_view import CellLine, SheetView
from tcxd_desktop.ui.meetings.habit_state import HABIT_COLUMNS, HabitSheet
from tcxd_desktop.ui.meetings.plan_parts import SAVES, button, footer
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.formats import show_number

_KEYS = (
    "Gõ để ghi đè, F2 sửa · Enter xuống, Tab sang phải · Ctrl+D lặp dòng trên · Ctrl+V dán từ Excel"
    " · Ctrl+S lưu"
)


class HabitPanel(QWidget):
    """Nề nếp của các chi bộ, typed as in a spreadsheet."""

    changed = Signal()
    """Something was typed, saved or given up."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Build the table; problems are said in ``notice``."""
        super().__init__()
        self._desk, self.notice = desk, notice
        self.sheet = HabitSheet(HABIT_COLUMNS)
        self.sheet.barred = why_not(desk.actor, Permission.MEETINGS)
        look = theme.current()
        self.status = theme.muted(QLabel())
        self.save_button = theme.primary(button("Lưu nề nếp", self.save, tip="Ctrl+S"))
        self.table = SheetView(self.sheet, name="Nề nếp sinh hoạt của các chi bộ")
        allowed.allow(self.save_button, desk, Permission.MEETINGS)
        above = QHBoxLayout()
        above.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        above.addWidget(self.status, 1)
        above.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(theme.rule())
        column.addWidget(self.table, 1)
        column.addWidget(footer(CellLine(self.table, _KEYS)))
        begin_at(self, self.table)
        self.table.said.connect(self.notice.say)
        self.table.model_.edited.connect(self._say)

    def read(self) -> None:
        """Read what is stored, unless something is typed and not saved."""
        if self.table.typing() or self.sheet.dirty():
            return
        self.sheet.show(meeting_plans.habits(self._desk))
        self.table.reset_rows()
        self._say()

    def dirty(self) -> bool:
        """Tell whether leaving would lose something."""
        self.table.commit()
        return self.sheet.dirty()

    def discard(self) -> None:
        """Give up what is typed."""
        self.sheet.show(())
        self.read()

    @Slot()
    def save(self) -> bool:
        """Write every chi bộ that changed; false where a cell has to be mended first."""
        self.table.commit()
        if not allowed.told(self.notice, self._desk, Permission.MEETINGS):
            return False
        place = self.sheet.first_wrong()
        if place is not None:
            self.table.stand(*place)
            self.table.setFocus()
            self.notice.say(self.sheet.shown(*place).wrong, "bad")
            return False
        made = self.sheet.changed()
        try:
            if made:
                meeting_plans.set_habits(self._desk, made)
        except Problem as problem:
            self.notice.show_problem(problem)
            return False
        self.discard()
        count = show_number(len(made))
        said = f"Đã lưu nề nếp của {count} chi bộ." if made else "Không có gì mới để lưu."
        self.notice.say(said, "ok" if made else "plain")
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Shift+Enter and Ctrl+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in SAVES:
            self.save()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _say(self) -> None:
        self.status.setText(self.sheet.summary())
        self.changed.emit()
