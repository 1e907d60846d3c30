"""The tab Phân công dự họp: who attends which chi bộ, and how often they did."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meetings import CellHabit, UpperAssignment
from tcxd_desktop.domain.names import name_key, text_key
from tcxd_desktop.office import assignments, meeting_plans
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.meetings.assignments_dialogs import AssignDialog, EndDialog
from tcxd_desktop.ui.meetings.plan_parts import button, footer
from tcxd_desktop.wording.formats import show_date, show_number

_YEARS_BACK = 4
_NAMED = 4
_NOBODY = (
    "Chưa phân công ai dự sinh hoạt chi bộ trong năm này.\n"
    "Bấm Phân công (Ctrl+N) để chọn người và các chi bộ."
)


def share(one: UpperAssignment) -> int:
    """Return attended of held in percent, -1 where none was held."""
    return round(one.attended * 100 / one.held) if one.held else -1


def share_text(one: UpperAssignment) -> str:
    """Return the share as it reads; nothing was held, nothing to say."""
    return f"{share(one)} %" if one.held else ""


def share_tone(one: UpperAssignment) -> str:
    """Return its colour: below half is worth a look."""
    if not one.held:
        return ""
    return "ok" if share(one) >= 80 else "plain" if share(one) >= 50 else "warn"


COLUMNS: tuple[Column[UpperAssignment], ...] = (
    Column("name", "Người được phân công", lambda one: one.name,
           sort=lambda one: name_key(one.name), width=150),
    Column("unit", "Chi bộ", lambda one: one.unit, sort=lambda one: text_key(one.unit), width=196),
    Column("held", "Đã họp", lambda one: show_number(one.held), sort=lambda one: one.held,
           align="right", width=66, tip=lambda _: "Số buổi đã họp trong năm, từ ngày phân công"),
    Column("attended", "Đã dự", lambda one: show_number(one.attended),
           sort=lambda one: one.attended, align="right", width=62),
    Column("share", "Tỷ lệ", share_text, sort=share,
           align="right", width=66, tone=share_tone),
    Column("since", "Từ ngày", lambda one: show_date(one.since), sort=lambda one: one.since,
           align="right", width=90),
    Column("until", "Đến ngày", lambda one: show_date(one.until) or "đang dự",
           sort=lambda one: one.until or "9999", align="right", width=84),
    Column("paper", "Văn bản", lambda one: one.paper, width=180, muted=True),
)  # fmt: skip


def without(cells: Sequence[CellHabit], found: Sequence[UpperAssignment], today: str) -> list[str]:
    """Return the chi bộ nobody is assigned to on ISO ``today``."""
    taken = {one.unit_id for one in found if one.since <= today <= (one.until or "9999")}
    return [cell.unit for cell in cells if cell.unit_id not in taken]


class AssignmentsPanel(QWidget):
    """Danh sách phân công dự họp của một năm."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Build the list; problems are said in ``notice``."""
        super().__init__()
        self._desk, self.notice = desk, notice
        self._cells: Sequence[CellHabit] = ()
        look = theme.current()
        self.year = QComboBox()
        self.year.setAccessibleName("Năm")
        this = desk.today().year
        for year in range(this + 1, this - _YEARS_BACK, -1):
            self.year.addItem(f"Năm {year}", year)
        self.year.setCurrentIndex(1)
        self.status = theme.muted(QLabel())
        self.end_button = button("Thôi phân công…", self.end, tip="Delete")
        self.assign_button = theme.primary(button("Phân công…", self.assign, tip="Ctrl+N"))
        self.table: Table[UpperAssignment] = Table(
            COLUMNS, identity=lambda one: one.id, name="Phân công dự sinh hoạt chi bộ",
            key="meetings.assignments",
        )  # fmt: skip
        self.stack = ListOrWords(self.table, _NOBODY)
        self.empty = self.stack.empty
        self.without = theme.mark(QLabel(), "message")
        self.without.setWordWrap(True)
        above = QHBoxLayout()
        above.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        above.setSpacing(look.px(8))
        above.addWidget(self.year)
        above.addWidget(self.status, 1)
        above.addWidget(self.end_button)
        above.addWidget(self.assign_button)
        ruled(self, above, main=self.stack, foot=footer(self.without))
        begin_at(self, self.table)
        self._connect()

    def read(self) -> None:
        """Read the year chosen."""
        self._cells = meeting_plans.habits(self._desk)
        found = assignments.listed(self._desk, self.chosen_year())
        self.table.show_records(found)
        self.stack.show_list(on=bool(found))
        begin_at(self, self.table if found else self.year)  # a list that is not seen takes none
        people = len({one.person_id for one in found})
        units = len({one.unit_id for one in found})
        self.status.setText(
            f"{show_number(people)} người, {show_number(units)} chi bộ" if found else ""
        )
        self._say_without(found)
        self._on_selection()

    def chosen_year(self) -> int:
        """Return the year shown."""
        return int(self.year.currentData())

    @Slot()
    def assign(self) -> None:
        """Assign somebody to some chi bộ."""
        if not allowed.told(self.notice, self._desk, Permission.MEETINGS):
            return
        try:
            dialog = AssignDialog(self._desk, self._cells, self.table.rows.records(), self)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        if dialog.exec():
            self.read()
            count = show_number(dialog.assigned)
            self.notice.say(f"Đã phân công dự sinh hoạt {count} chi bộ.", "ok")

    @Slot()
    def end(self) -> None:
        """End the assignments that are selected."""
        if not allowed.told(self.notice, self._desk, Permission.MEETINGS):
            return
        chosen = [one for one in self.table.selected_records() if not one.until]
        if not chosen:
            self.notice.say("Hãy chọn dòng còn đang phân công.", "warn")
        elif EndDialog(self._desk, chosen, self).exec():
            self.read()
            self.notice.say(f"Đã ghi thôi phân công {show_number(len(chosen))} dòng.", "ok")

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(self.read)
        self.table.selection_changed.connect(self._on_selection)
        allowed.allow(self.assign_button, self._desk, Permission.MEETINGS)
        allowed.allow(self.end_button, self._desk, Permission.MEETINGS)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.New), self.assign),
            (QKeySequence(Qt.Key.Key_Delete), self.end),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def _on_selection(self) -> None:
        self.end_button.setEnabled(any(not one.until for one in self.table.selected_records()))

    def _say_without(self, found: Sequence[UpperAssignment]) -> None:
        names = without(self._cells, found, self._desk.day())
        shown = ", ".join(names[:_NAMED])
        more = f" và {show_number(len(names) - _NAMED)} chi bộ khác" if len(names) > _NAMED else ""
        this_year = self.chosen_year() == self._desk.today().year
        if not names or not this_year:
            text = "Mọi chi bộ đều có người được phân công dự." if this_year else ""
        else:
            text = f"{show_number(len(names))} chi bộ hiện chưa phân công ai: {shown}{more}."
        theme.set_mark(self.without, "tone", "warn" if names and this_year else "plain")
        self.without.setText(text)
