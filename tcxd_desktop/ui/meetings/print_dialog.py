"""In giấy tờ sinh hoạt: which paper, of when, for whom; then the preview, Word or a workbook."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.meeting_papers import MONTH_TABLE, MeetingJob
from tcxd_desktop.domain.periods import months_of
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.office import meeting_plans, meeting_printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import LabeledField, UnitField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.paper_making import PaperMaker
from tcxd_desktop.ui.common.reading import Choice, UnitChoices
from tcxd_desktop.ui.meetings.print_state import (
    ALL,
    BLANK,
    CHOSEN,
    ONE,
    PER_MEETING,
    Asked,
    chosen_words,
    file_stem,
    job_of,
    one_of,
    period_in,
    periods_of,
    title_of,
)


class CellChoices(UnitChoices):
    """The chi bộ of the month, by name; the value is the id."""

    def __init__(self, units: Sequence[tuple[int, str]]) -> None:
        """Offer ``units``."""
        super().__init__(())
        self._choices = [Choice(number, name) for number, name in units]


class MeetingPrintDialog(PaperMaker[MeetingJob]):
    """Chooses a paper and makes it."""

    name = "In giấy tờ sinh hoạt"

    def __init__(
        self, desk: Desk, jobs: Jobs, job: MeetingJob, parent: QWidget | None = None
    ) -> None:
        """Offer every paper; what ``job`` says is chosen to begin with."""
        super().__init__(desk, jobs, meeting_printing, parent)
        self._offered = job
        self._month = _month_of(job, desk)
        lines = meeting_plans.plan_lines(desk, self._month)
        self.units = tuple(dict.fromkeys((line.unit_id, line.unit) for line in lines))
        self.offer(meeting_printing.forms(desk))
        self._connect()
        self.choose_form(job.form)
        self._begin(job)

    def choose_whom(self, key: str) -> None:
        """Choose for whom: ``chosen``, ``all`` or ``one``."""
        self.whom[key].setChecked(True)

    def job(self) -> MeetingJob:
        """Return what is asked for.

        Raises:
            RequiredProblem: one chi bộ is wanted, and none named.
        """
        unit = self.unit.value()
        asked = Asked(
            self.form.code,
            str(self.period.currentData()),
            next(key for key, radio in self.whom.items() if radio.isChecked()),
            unit if isinstance(unit, int) else None,
            self.blank.isChecked(),
            self.two_sided.isChecked(),
        )
        return job_of(asked, self._offered)

    def stem(self, job: MeetingJob) -> str:
        """Return the name proposed for a file."""
        unit = job.unit_ids[0] if len(job.unit_ids) == 1 else None
        return file_stem(self.form.title, job, one_of(self.units, unit))

    # --- building ---------------------------------------------------------------------------------

    def build_options(self, column: QVBoxLayout) -> None:
        """Ask of when, for whom, filled in or blank."""
        self._build_when(column)
        self._build_whom(column)
        self._build_how(column)

    def _build_when(self, column: QVBoxLayout) -> None:
        self.period = QComboBox()
        self.period.setAccessibleName("Kỳ")
        label = theme.caption(QLabel("Kỳ"))
        label.setBuddy(self.period)
        column.addWidget(label)
        column.addWidget(self.period)

    def _build_whom(self, column: QVBoxLayout) -> None:
        column.addWidget(theme.heading(QLabel("In cho")))
        chosen = chosen_words(self._offered)
        self.whom = {
            CHOSEN: QRadioButton(chosen or "Buổi họp đang mở"),
            ALL: QRadioButton("Mọi chi bộ"),
            ONE: QRadioButton("Một chi bộ"),
        }
        self.whom[CHOSEN].setVisible(bool(chosen))
        self._whom_group = QButtonGroup(self)
        for radio in self.whom.values():
            self._whom_group.addButton(radio)
            column.addWidget(radio)
        self.unit = UnitField("unit_ids", choices=CellChoices(self.units), name="Chi bộ để in")
        self.unit.set_placeholder("gõ tên chi bộ")
        inset = QHBoxLayout()
        inset.setContentsMargins(theme.current().px(26), 0, 0, 0)
        inset.addWidget(LabeledField("Chi bộ", self.unit))
        column.addLayout(inset)

    def _build_how(self, column: QVBoxLayout) -> None:
        self.how = theme.heading(QLabel("Nội dung"))
        self.filled = QRadioButton("Theo số liệu đã ghi")
        self.blank = QRadioButton("Phiếu trắng để ghi tay")
        self._how_group = QButtonGroup(self)
        for radio in (self.filled, self.blank):
            self._how_group.addButton(radio)
        self.two_sided = QCheckBox("In hai mặt: mỗi phiếu bắt đầu ở tờ mới")
        for widget in (self.how, self.filled, self.blank, self.two_sided):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(self._on_period)
        self.unit.focused.connect(self._on_unit)

    def _begin(self, job: MeetingJob) -> None:
        one = len(job.unit_ids) == 1 and not job.meeting_ids
        whom = CHOSEN if chosen_words(job) else ONE if one else ALL
        if one:
            self.unit.set_value(job.unit_ids[0])
        self.choose_whom(whom if self.whom[whom].isEnabled() else ALL)
        (self.blank if job.blank else self.filled).setChecked(True)
        self.two_sided.setChecked(job.two_sided)
        self.list.setFocus()

    # --- choosing ---------------------------------------------------------------------------------

    def show_form(self, info: FormInfo) -> None:
        """Offer what goes with a paper."""
        super().show_form(info)
        self._show_periods(info.code)
        for widget in (self.how, self.filled, self.blank):
            widget.setVisible(info.code in BLANK)
        self.two_sided.setVisible(info.code in PER_MEETING)
        usable = info.code in PER_MEETING or bool(self._offered.unit_ids)
        self.whom[CHOSEN].setEnabled(usable)
        if not usable and self.whom[CHOSEN].isChecked():
            self.choose_whom(ALL)

    def _show_periods(self, form: str) -> None:
        found = periods_of(form, self._month)
        wanted = period_in(form, self._month)
        self.period.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.period.clear()
        for one in found:
            self.period.addItem(title_of(one), one)
        self.period.setCurrentIndex(self.period.findData(wanted))
        self.period.blockSignals(False)  # noqa: FBT003 - Qt's own

    @Slot()
    def _on_period(self) -> None:
        """Keep the month for the papers of other lengths, unless it lies in the period already."""
        months = months_of(str(self.period.currentData()))
        if self._month not in months:
            self._month = months[-1] if self.form.code != MONTH_TABLE else months[0]
        if self.whom[CHOSEN].isChecked() and self._offered.meeting_ids:
            self.choose_whom(ALL)  # another month than that of the meetings

    @Slot()
    def _on_unit(self) -> None:
        self.choose_whom(ONE)


def _month_of(job: MeetingJob, desk: Desk) -> str:
    return months_of(job.period)[-1] if job.period else desk.day()[:7]
