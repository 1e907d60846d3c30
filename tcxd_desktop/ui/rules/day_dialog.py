"""Writing a day of the calendar: a holiday, a day worked to make up, or a day like any other."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.working_days import CalendarDay, DayKind
from tcxd_desktop.office import work_calendar
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import FlagField, LabeledField, LineField
from tcxd_desktop.ui.rules.combo import ComboField
from tcxd_desktop.ui.rules.year_view import told
from tcxd_desktop.wording.rules import DAY_KIND

_SATURDAY = 5
_ORDINARY = "Ngày thường: ngày lễ ghi sẵn không áp dụng"
_VERIFIED = "Đã đối chiếu với thông báo nghỉ lễ, hoán đổi ngày làm việc"


class DayDialog(Dialog):
    """Asks what a day is, by which announcement."""

    def __init__(
        self, desk: Desk, day: date, listed: CalendarDay | None, parent: QWidget | None = None
    ) -> None:
        """Ask about one day; what is listed of it stands in the boxes."""
        super().__init__("Ghi một ngày vào lịch làm việc", parent, width=520)
        self._desk, self._day = desk, day
        self.say(told(day, listed))
        kinds: list[tuple[object, str]] = [(DayKind.HOLIDAY, DAY_KIND[DayKind.HOLIDAY])]
        if day.weekday() >= _SATURDAY:
            kinds.append((DayKind.COMPENSATING, DAY_KIND[DayKind.COMPENSATING]))
        kinds.append((DayKind.ORDINARY, _ORDINARY))
        self.kind = ComboField("kind", kinds)
        self.name = LineField("name")
        self.name.set_placeholder("ví dụ Nghỉ bù Tết Dương lịch")
        self.source = LineField("source")
        self.source.set_placeholder("ví dụ Thông báo số 150/TB-VPCP ngày 05/12/2026")
        self.verified = FlagField("verified", text=_VERIFIED)
        if listed is not None:
            self.kind.set_value(listed.kind)
            self.name.set_value(listed.name)
            self.source.set_value(listed.source)
            self.verified.set_value(listed.verified)
        elif day.weekday() >= _SATURDAY:
            self.kind.set_value(DayKind.COMPENSATING)
        for caption, field in (
            ("Loại ngày", self.kind),
            ("Tên", self.name),
            ("Căn cứ", self.source),
            ("", self.verified),
        ):
            self.body.addWidget(LabeledField(caption, field))
        self.add_buttons("Ghi vào lịch")
        self.kind.setFocus()

    def accept_ready(self) -> None:
        """Write it."""
        made = CalendarDay(
            self._day.isoformat(),
            DayKind(str(self.kind.value())),
            str(self.name.value()),
            str(self.source.value()),
            bool(self.verified.value()),
        )
        work_calendar.set_day(self._desk, made)
