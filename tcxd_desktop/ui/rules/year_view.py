"""Twelve months on one sheet: what is a holiday, what is worked to make up, what is not sure."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tcxd_desktop.domain.working_days import CalendarDay, DayKind
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.rules.year_places import DAYS, Sheet, month_end, moved, stepped
from tcxd_desktop.wording.formats import WEEKDAYS, show_day
from tcxd_desktop.wording.rules import DAY_KIND

_WEEK = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_SATURDAY = 5
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS,
}  # fmt: skip
_TONES = {DayKind.HOLIDAY: "bad", DayKind.COMPENSATING: "ok", DayKind.ORDINARY: "plain"}
Box = tuple[float, float, float, float]


def told(day: date, listed: CalendarDay | None) -> str:
    """Return a day in words: what a screen reader and a tooltip say."""
    words = f"{WEEKDAYS[day.weekday()]} {show_day(day)}"
    if listed is None:
        rest = "ngày nghỉ cuối tuần" if day.weekday() >= _SATURDAY else "ngày làm việc"
        return f"{words}: {rest}"
    name = f", {listed.name}" if listed.name else ""
    unsure = ", chưa kiểm chứng" if unverified(listed) else ""
    return f"{words}: {DAY_KIND[listed.kind].lower()}{name}{unsure}"


def unverified(listed: CalendarDay) -> bool:
    """Tell whether nobody compared a listed day with the announcement."""
    return not listed.verified and listed.kind is not DayKind.ORDINARY


class YearView(QWidget):
    """Tờ lịch; the arrows walk its days, Enter opens one."""

    current_changed = Signal(object)
    """The date the cursor stands on."""
    opened = Signal(object)
    """A date was chosen with Enter or a double click."""

    def __init__(self, today: date) -> None:
        """Show the year of ``today``."""
        super().__init__()
        self._today = today
        self._listed: Mapping[date, CalendarDay] = {}
        self.current = today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(theme.current().px(200))
        self._tell()

    @property
    def year(self) -> int:
        """The year shown."""
        return self.current.year

    def show_year(self, year: int, days: Sequence[CalendarDay]) -> None:
        """Show the listed days of a year; the cursor stays on its day of the year."""
        self._listed = {date.fromisoformat(day.day): day for day in days}
        if year != self.current.year:
            day = min(self.current.day, 28) if self.current.month == 2 else self.current.day
            self.current = self.current.replace(year=year, day=day)
        self._tell()
        self.update()

    def place(self) -> QRect:
        """Return where the day under the cursor stands."""
        return _rect(self._sheet().day(self.current)).toAlignedRect()

    def listed(self) -> CalendarDay | None:
        """Return what is listed of the day under the cursor."""
        return self._listed.get(self.current)

    def go_to(self, day: date) -> None:
        """Put the cursor on a day of the year shown."""
        if day.year == self.year and day != self.current:
            self.current = day
            self._tell()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the days; Home and End are the ends of the month."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.go_to(stepped(self.current, _STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_to(moved(self.current, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key == Qt.Key.Key_Home:
            self.go_to(self.current.replace(day=1))
        elif key == Qt.Key.Key_End:
            self.go_to(month_end(self.current))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where it was clicked."""
        found = self._sheet().hit(event.position().x(), event.position().y())
        if found is not None:
            self.go_to(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day that was clicked."""
        found = self._sheet().hit(event.position().x(), event.position().y())
        if found is not None:
            self.go_to(found)
            self.opened.emit(found)

    def event(self, event: QEvent) -> bool:
        """Say what a day is where the mouse rests; show the ring with the keyboard."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._sheet().hit(event.pos().x(), event.pos().y())
            text = told(found, self._listed.get(found)) if found is not None else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the months need at this width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._sheet().least_height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet, look = self._sheet(), theme.current()
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.85)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for month in range(1, 13):
            painter.setFont(bold)
            painter.setPen(look.color("text"))
            painter.drawText(
                _rect(sheet.names(month)), Qt.AlignmentFlag.AlignLeft, f"Tháng {month}"
            )
            painter.setFont(small)
            painter.setPen(look.color("muted"))
            for place, name in enumerate(_WEEK):
                painter.drawText(
                    _rect(sheet.weekday(month, place)), Qt.AlignmentFlag.AlignCenter, name
                )
        painter.setFont(self.font())
        for day in sheet.days():
            self._draw(painter, day, _rect(sheet.day(day)))
        painter.end()

    def _draw(self, painter: QPainter, day: date, box: QRectF) -> None:
        look, listed = theme.current(), self._listed.get(day)
        inside = box.adjusted(1.5, 1, -1.5, -1)
        ink = look.color("faint" if day.weekday() >= _SATURDAY else "text")
        painter.setPen(Qt.PenStyle.NoPen)
        if listed is not None:
            ink, soft = look.tone(_TONES[listed.kind])
            painter.setBrush(soft)
            painter.drawRoundedRect(inside, look.px(4), look.px(4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self.current:
            painter.setPen(QPen(look.color("accent"), 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(inside, look.px(4), look.px(4))
        elif day == self._today:
            painter.setPen(QPen(look.color("muted"), 1))
            painter.drawRoundedRect(inside, look.px(4), look.px(4))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if listed is not None and unverified(listed):
            side = look.px(5)
            line = QRectF(inside.left() + side, inside.bottom() - 2, inside.width() - 2 * side, 2)
            painter.fillRect(line, look.color("warn"))

    def _sheet(self) -> Sheet:
        scale = theme.current().scale / 100
        return Sheet(self.year, max(self.width() - 1, 1), max(self.height() - 1, 1), scale)

    def _tell(self) -> None:
        self.setAccessibleName(f"Lịch năm {self.year}")
        self.setAccessibleDescription(told(self.current, self.listed()))
        self.current_changed.emit(self.current)


def _rect(box: Box) -> QRectF:
    return QRectF(*box)
