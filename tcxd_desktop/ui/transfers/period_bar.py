"""Chooses the period of a register: kind, which one, one back and one on."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from tcxd_desktop.domain.case_errors import CaseDatesProblem
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.fields import DateField
from tcxd_desktop.ui.transfers import period_state as state
from tcxd_desktop.ui.transfers.period_state import FREE, KINDS, YEAR, Span
from tcxd_desktop.wording.formats import show_date


class PeriodBar(QWidget):
    """One line; a register that is yearly offers years only."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Begin with this year."""
        super().__init__(parent)
        self._today = today.isoformat()
        self._yearly = False
        self.kind, self.period = QComboBox(), QComboBox()
        self.kind.setAccessibleName("Loại kỳ")
        self.period.setAccessibleName("Kỳ")
        # Quarters and months are longer than the years it begins with.
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for key, text in KINDS:
            self.kind.addItem(text, key)
        self.before = _arrow("chevron-left", "Kỳ trước (Ctrl+PgUp)")
        self.after = _arrow("chevron-right", "Kỳ sau (Ctrl+PgDn)")
        self.since = DateField("since", today=today, name="Từ ngày")
        self.until = DateField("until", today=today, future=True, name="Đến ngày")
        self.since.set_value(PartialDate(today.year, 1, 1))
        self.until.set_value(PartialDate.of(today))
        self._place()
        self._connect()
        self._offer(state.within(YEAR, self._today))

    def set_yearly(self, *, on: bool) -> None:
        """Offer years only."""
        self._yearly = on
        if on and self.kind.currentData() != YEAR:
            self.kind.setCurrentIndex(self.kind.findData(YEAR))
            self._on_kind()
        self.kind.setEnabled(not on)

    def span(self) -> Span:
        """Return the days that are chosen.

        Raises:
            Problem: a day cannot be read, or the last lies before the first.
        """
        if self.kind.currentData() != FREE:
            return state.span_of(str(self.period.currentData()))
        since, until = self.since.whole(), self.until.whole()
        if since and until and until < since:
            told = (show_date(until.isoformat()), show_date(since.isoformat()))
            raise CaseDatesProblem(*told, field="until")
        return Span(since.isoformat() if since else "", until.isoformat() if until else "")

    def words(self) -> str:
        """Return the period for the name of a file."""
        if self.kind.currentData() != FREE:
            return state.title_of(str(self.period.currentData()))
        return " ".join(field.edit.text() for field in (self.since, self.until)).strip()

    def choose(self, kind: str, period: str) -> None:
        """Choose a period."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._show_kind()
        self._offer(period)

    @Slot(int)
    def step(self, by: int) -> None:
        """Go to the period before or after."""
        kind = str(self.kind.currentData())
        if kind == FREE:
            return
        now = str(self.period.currentData())
        found = state.stepped(now, kind, by, self._today)
        if found != now:
            self.period.setCurrentIndex(self.period.findData(found))
            self.changed.emit()

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(6))
        self.dash = QLabel("đến")
        for widget in (
            self.kind, self.before, self.period, self.after, self.since, self.dash, self.until,
        ):  # fmt: skip
            row.addWidget(widget)
        for field in (self.since, self.until):
            field.setFixedWidth(theme.current().px(112))
        self._show_kind()

    def _connect(self) -> None:
        self.kind.activated.connect(self._on_kind)
        self.period.activated.connect(self.changed)
        self.before.clicked.connect(partial(self.step, -1))
        self.after.clicked.connect(partial(self.step, 1))
        for field in (self.since, self.until):
            field.editing_done.connect(self.changed)

    def _offer(self, period: str) -> None:
        kind = str(self.kind.currentData())
        if kind == FREE:
            return
        self.period.clear()
        for one in state.periods(kind, self._today):
            self.period.addItem(state.title_of(one), one)
        self.period.setCurrentIndex(max(self.period.findData(period), 0))

    @Slot()
    def _on_kind(self) -> None:
        """Choose the period of the kind that holds the end of the one before."""
        kind = str(self.kind.currentData())
        held = str(self.period.currentData() or "")
        last = min(state.span_of(held).until, self._today) if held else self._today
        self._show_kind()
        if kind != FREE:
            self._offer(state.within(kind, last))
        self.changed.emit()

    def _show_kind(self) -> None:
        free = self.kind.currentData() == FREE
        fixed: tuple[QWidget, ...] = (self.before, self.period, self.after)
        typed: tuple[QWidget, ...] = (self.since, self.dash, self.until)
        for widget in (*fixed, *typed):
            widget.setVisible((widget in typed) == free)


def _arrow(name: str, tip: str) -> QToolButton:
    button = theme.quiet(QToolButton())
    button.setIcon(icons.icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
