"""In giấy tờ chuyển sinh hoạt: which paper, of which case or period; preview, Word, workbook."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import TransferQuery
from tcxd_desktop.office import letter_stock, transfer_printing, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.exact_inputs import DateField
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.paper_making import PaperMaker
from tcxd_desktop.ui.transfers.print_state import (
    GROUP,
    NOT_BLANK,
    OF_PERIODS,
    STOCK,
    Asked,
    days_of,
    file_stem,
    group_of,
    job_of,
    offered,
    periods,
    title_of,
    whose,
)
from tcxd_desktop.wording.letters import LETTER_SHORT

_OTHER = "khac"


class TransferPrintDialog(PaperMaker[TransferJob]):
    """Chooses a paper and makes it."""

    name = "In giấy tờ chuyển sinh hoạt"
    wide, list_wide, row_high = 880, 420, 30

    def __init__(
        self, desk: Desk, jobs: Jobs, job: TransferJob, parent: QWidget | None = None
    ) -> None:
        """Offer the papers that fit; what ``job`` says is chosen to begin with.

        Raises:
            NotAllowedProblem: the account may not look.
        """
        super().__init__(desk, jobs, transfer_printing, parent)
        self._first = job
        self._cases = (
            transfers.listed(desk, TransferQuery(ids=job.case_ids)) if job.case_ids else []
        )
        self.offer(offered(transfer_printing.forms(desk), job, self._cases))
        self._connect()
        self.choose_form(job.form)
        self._begin(job)

    def job(self) -> TransferJob:
        """Return what is asked for.

        Raises:
            Problem: a day of the period is none.
        """
        since, until = self.since.whole(), self.until.whole()
        asked = Asked(
            self.form.code,
            since.isoformat() if since else "",
            until.isoformat() if until else "",
            str(self.letter.currentData() or ""),
            self.blank.isChecked() and self.blank.isEnabled(),
            self.two_sided.isChecked(),
        )
        return job_of(asked, self._first)

    def stem(self, job: TransferJob) -> str:
        """Return the name proposed for a file."""
        return file_stem(self.form.title, job, whose(self._cases, self._first))

    # --- building ---------------------------------------------------------------------------------

    def item_of(self, info: FormInfo) -> QListWidgetItem:
        """Return the line of a paper, set in below its heading."""
        item = QListWidgetItem(f"   {info.title}")
        item.setToolTip(f"{info.title}\n{info.guidance}")
        return item

    def group_of(self, info: FormInfo) -> str:
        """Return whose paper it is."""
        return GROUP[group_of(info.code)]

    def build_options(self, column: QVBoxLayout) -> None:
        """Ask for whom, and of which period."""
        self._build_whom(column)
        self._build_when(column)

    def _build_whom(self, column: QVBoxLayout) -> None:
        self.whom_head = theme.heading(QLabel("In cho"))
        self.filled = QRadioButton()
        self.blank = QRadioButton("Mẫu trắng để ghi tay")
        self._whom_group = QButtonGroup(self)
        for radio in (self.filled, self.blank):
            self._whom_group.addButton(radio)
        self.two_sided = QCheckBox("In hai mặt: mỗi giấy bắt đầu ở tờ mới")
        for widget in (self.whom_head, self.filled, self.blank, self.two_sided):
            column.addWidget(widget)

    def _build_when(self, column: QVBoxLayout) -> None:
        self.when = QWidget()
        inner = QVBoxLayout(self.when)
        inner.setContentsMargins(0, 0, 0, 0)
        today = self._desk.today()
        self.period = QComboBox()
        self.period.setAccessibleName("Kỳ")
        for one in periods(today):
            self.period.addItem(title_of(one), one)
        self.period.addItem("Khoảng ngày khác", _OTHER)
        label = theme.caption(QLabel("Kỳ"))
        label.setBuddy(self.period)
        self.since = DateField("since", today=today, name="Từ ngày")
        self.until = DateField("until", today=today, future=True, name="Đến ngày")
        days = QHBoxLayout()
        days.addWidget(LabeledField("Từ ngày", self.since))
        days.addWidget(LabeledField("Đến ngày", self.until))
        self.letter = QComboBox()
        self.letter.setAccessibleName("Loại giấy giới thiệu")
        self.letter.addItem("Mọi loại giấy", "")
        for code in letter_stock.LETTERS:
            self.letter.addItem(LETTER_SHORT[code], code)
        self.letter_label = theme.caption(QLabel("Loại giấy giới thiệu"))
        self.letter_label.setBuddy(self.letter)
        for widget in (label, self.period):
            inner.addWidget(widget)
        inner.addLayout(days)
        for widget in (self.letter_label, self.letter):
            inner.addWidget(widget)
        column.addWidget(self.when)

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(self._on_period)
        self.since.changed.connect(self._on_day)
        self.until.changed.connect(self._on_day)

    def _begin(self, job: TransferJob) -> None:
        if job.since or job.until:
            self.period.setCurrentIndex(self.period.findData(_OTHER))
            self.since.set_value(PartialDate.from_text(job.since))
            self.until.set_value(PartialDate.from_text(job.until))
        else:
            year = str(job.year or self._desk.today().year)
            place = self.period.findData(year)
            self.period.setCurrentIndex(max(place, 0))
            self._on_period()
        self.letter.setCurrentIndex(max(self.letter.findData(job.register), 0))
        (self.blank if job.blank else self.filled).setChecked(True)
        self.two_sided.setChecked(job.two_sided)
        self.on_form()
        self.list.setFocus()

    # --- choosing ---------------------------------------------------------------------------------

    def show_form(self, info: FormInfo) -> None:
        """Offer what goes with a paper: of whom, or of which period."""
        super().show_form(info)
        of_period = group_of(info.code) == OF_PERIODS
        self.when.setVisible(of_period)
        for widget in (self.letter, self.letter_label):
            widget.setVisible(info.code in STOCK)
        named = "Theo sổ đã ghi" if of_period else whose(self._cases, self._first)
        self.filled.setText(named)
        self.filled.setVisible(bool(named))
        self.blank.setEnabled(info.code not in NOT_BLANK)
        if not named:
            self.blank.setChecked(True)
        elif not self.blank.isEnabled():
            self.filled.setChecked(True)
        self.two_sided.setVisible(not of_period)

    @Slot()
    def _on_period(self) -> None:
        period = str(self.period.currentData())
        if period != _OTHER:
            since, until = days_of(period)
            self.since.set_value(PartialDate.from_text(since))
            self.until.set_value(PartialDate.from_text(until))

    @Slot()
    def _on_day(self) -> None:
        """A day typed by hand is a period of its own."""
        self.period.setCurrentIndex(self.period.findData(_OTHER))
