"""The tab Lịch làm việc: a year on one sheet, its listed days, and what can be written of them."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.working_days import FULL_YEAR, CalendarDay, DayKind
from tcxd_desktop.office import work_calendar
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.dialogs import ask_text, confirm
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.rules.day_dialog import DayDialog
from tcxd_desktop.ui.rules.parts import button
from tcxd_desktop.ui.rules.year_view import YearView, told, unverified
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.rules import DAY_KIND

_BACK, _AHEAD = 2, 5
_LEGEND = (("Ngày nghỉ", "bad"), ("Ngày làm bù", "ok"), ("Lễ ghi sẵn không áp dụng", "plain"),
           ("gạch chân: chưa kiểm chứng", "warn"))  # fmt: skip
COLUMNS: tuple[Column[CalendarDay], ...] = (
    Column("day", "Ngày", lambda one: show_date(one.day)[:5], sort=lambda one: one.day, width=52),
    Column("name", "Tên", lambda one: one.name or DAY_KIND[one.kind], width=104,
           tip=lambda one: f"{DAY_KIND[one.kind]}; {one.source}"),
    Column("verified", "Kiểm chứng", lambda one: "chưa" if unverified(one) else "rồi", width=98,
           tone=lambda one: "warn" if unverified(one) else "ok"),
)  # fmt: skip


def counted(year: int, days: Sequence[CalendarDay]) -> tuple[str, str]:
    """Return what a year's calendar holds in a sentence, and its tone."""
    off = sum(one.kind is DayKind.HOLIDAY for one in days)
    made_up = sum(one.kind is DayKind.COMPENSATING for one in days)
    unsure = sum(unverified(one) for one in days)
    if off < FULL_YEAR:
        return (
            f"Năm {year} mới ghi {show_number(off)} ngày nghỉ: chưa đủ để tính hạn cho đúng."
            " Hãy ghi ngày nghỉ theo thông báo của năm ấy.",
            "warn",
        )
    said = f"Năm {year}: {show_number(off)} ngày nghỉ"
    if made_up:
        said += f", {show_number(made_up)} ngày làm bù"
    if not unsure:
        return f"{said}; đã kiểm chứng hết.", "ok"
    return f"{said}; {show_number(unsure)} ngày chưa kiểm chứng với thông báo.", "warn"


class CalendarPart(QWidget):
    """Lịch làm việc của một năm."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Build sheet and list; ``read`` fills them."""
        super().__init__()
        self._desk, self._notice = desk, notice
        today = desk.today()
        self.days: Sequence[CalendarDay] = ()
        self.year = QComboBox()
        self.year.setAccessibleName("Năm")
        self.year.setToolTip("Ctrl+PgUp, Ctrl+PgDn")
        for year in range(today.year - _BACK, today.year + _AHEAD + 1):
            self.year.addItem(f"Năm {year}", year)
        self.year.setCurrentIndex(_BACK)
        self.status = text_label("", role="message")
        self.view = YearView(today)
        self.table: Table[CalendarDay] = Table(
            COLUMNS, identity=lambda one: one.day, name="Ngày nghỉ, ngày làm bù", key="rules.days"
        )
        self.said = text_label("")
        self.basis = text_label("", role="hint")
        self.write = theme.primary(button("Ghi ngày này…", self.write_day, tip="Enter"))
        self.drop = button("Bỏ phần đã ghi", self.drop_day, tip="Delete")
        self.check = button(
            "Đã đối chiếu…", self.confirm_year,
            tip="Ghi các ngày chưa kiểm chứng của năm là đúng với thông báo (Ctrl+Shift+K)",
        )  # fmt: skip
        for tool in (self.write, self.drop, self.check):
            allowed.allow(tool, desk, Permission.RULES)
        self._lay()
        self._connect()
        begin_at(self, self.view)

    def read(self) -> None:
        """Read the year chosen."""
        year = self.chosen_year()
        self.days = work_calendar.days(self._desk, year)
        self.view.show_year(year, self.days)
        self.table.show_records(self.days)
        text, tone = counted(year, self.days)
        theme.set_mark(self.status, "tone", tone)
        self.status.setText(text)
        self.check.setEnabled(any(unverified(one) for one in self.days))
        self._on_current()

    def chosen_year(self) -> int:
        """Return the year shown."""
        return int(self.year.currentData())

    def step(self, years: int) -> None:
        """Show the year before or after."""
        place = self.year.currentIndex() + years
        if 0 <= place < self.year.count():
            self.year.setCurrentIndex(place)

    @Slot()
    def write_day(self) -> None:
        """Write the day under the cursor."""
        if allowed.told(self._notice, self._desk, Permission.RULES):
            self._notice.clear()
            if DayDialog(self._desk, self.view.current, self.view.listed(), self).exec():
                self.read()

    @Slot()
    def drop_day(self) -> None:
        """Take back what the office wrote of the day under the cursor."""
        listed = self.view.listed()
        if not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        if listed is None or listed.origin != "office":
            self._notice.say("Ngày này văn phòng chưa ghi gì nên không có gì để bỏ.", "warn")
            return
        if confirm(self, f"Bỏ phần văn phòng ghi của ngày {show_date(listed.day)}?", yes="Bỏ",
                   detail="Lịch ghi sẵn của ngày ấy, nếu có, dùng lại như trước."):  # fmt: skip
            self._try(lambda: work_calendar.drop_day(self._desk, listed.day))

    @Slot()
    def confirm_year(self) -> None:
        """Write that the days of the year not verified yet were compared with the announcement."""
        if not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        unsure = [one.day for one in self.days if unverified(one)]
        if not unsure:
            self._notice.say("Mọi ngày của năm này đã kiểm chứng.")
            return
        title = f"Đối chiếu {show_number(len(unsure))} ngày của năm {self.chosen_year()}"
        source = ask_text(self, title, "Theo thông báo nào (số, ngày, cơ quan)", main="Đã đúng")
        if source is not None:
            self._try(lambda: work_calendar.confirm_days(self._desk, unsure, source))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Problem as problem:
            self._notice.show_problem(problem)
        else:
            self._notice.clear()
            self.read()

    def _lay(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(self._main(), self._side()))

    def _main(self) -> QWidget:
        look = theme.current()
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(self.year)
        top.addWidget(self.status, 1)
        legend, _ = flowing(*(theme.badge(*one) for one in _LEGEND), spacing=look.px(6))
        self.sheet = QScrollArea()
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.sheet.setWidgetResizable(True)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setWidget(self.view)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(12))
        column.setSpacing(look.px(10))
        column.addLayout(top)
        column.addWidget(self.sheet, 1)
        column.addWidget(legend)
        return main

    def _side(self) -> QWidget:
        look = theme.current()
        side = theme.panel(QWidget())
        inside = QVBoxLayout(side)
        inside.setContentsMargins(look.px(14), look.px(12), look.px(12), look.px(12))
        inside.setSpacing(look.px(8))
        inside.addWidget(theme.heading(QLabel("Ngày đang chọn")))
        inside.addWidget(self.said)
        inside.addWidget(self.basis)
        inside.addWidget(flowing(self.write, self.drop, spacing=look.px(6))[0])
        inside.addWidget(theme.rule())
        inside.addWidget(self.table, 1)
        inside.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(self.read)
        self.view.current_changed.connect(self._on_current)
        self.view.opened.connect(self.write_day)
        self.table.current_changed.connect(self._on_listed)
        self.table.opened.connect(self.write_day)
        for keys, act in (
            (QKeySequence(Qt.Key.Key_Delete), self.drop_day),
            (QKeySequence("Ctrl+Shift+K"), self.confirm_year),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def _on_current(self) -> None:
        place, look = self.view.place(), theme.current()
        middle = place.center()
        self.sheet.ensureVisible(middle.x(), middle.y(), 0, look.px(70))
        listed = self.view.listed()
        self.said.setText(told(self.view.current, listed))
        self.basis.setText(f"Căn cứ: {listed.source}" if listed is not None else "")
        self.basis.setVisible(listed is not None)
        self.drop.setEnabled(listed is not None and listed.origin == "office")
        if listed is not None and self.table.current_record() != listed:
            self.table.select(listed.day)

    @Slot(object)
    def _on_listed(self, one: CalendarDay | None) -> None:
        if one is not None and self.table.hasFocus():
            self.view.go_to(date.fromisoformat(one.day))
