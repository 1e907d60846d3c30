"""In giấy tờ chuyển sinh hoạt: which paper, of which case or period; preview, Word, workbook."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import TransferQuery
from tcxd_desktop.office import letter_stock, transfer_printing, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.exact_inputs import DateField
from tcxd_desktop.ui.common.fields import LabeledField, commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.preview import UNCHECKED, preview
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

_WORD_FILES = "Văn bản Word (*.docx)"
_ROW = 30
_LIST_WIDE = 420
_LIST_HIGH = 470
_OTHER = "khac"


class TransferPrintDialog(Dialog):
    """Chooses a paper and makes it; it stays open, so that several can be had one by one."""

    def __init__(
        self, desk: Desk, jobs: Jobs, job: TransferJob, parent: QWidget | None = None
    ) -> None:
        """Offer the papers that fit; what ``job`` says is chosen to begin with.

        Raises:
            NotAllowedProblem: the account may not look.
        """
        super().__init__("In giấy tờ chuyển sinh hoạt", parent, width=880)
        self._desk, self._jobs, self._first = desk, jobs, job
        self._running: Job | None = None
        self._cases = (
            transfers.listed(desk, TransferQuery(ids=job.case_ids)) if job.case_ids else []
        )
        self.forms = offered(transfer_printing.forms(desk), job, self._cases)
        self._build()
        self._connect()
        codes = [info.code for info in self.forms]
        self.choose_form(job.form if job.form in codes else codes[0])
        self._begin(job)

    @property
    def form(self) -> FormInfo:
        """The chosen paper."""
        item = self.list.item(max(self.list.currentRow(), 1))
        code = item.data(Qt.ItemDataRole.UserRole)
        return next(info for info in self.forms if info.code == code)

    def choose_form(self, code: str) -> None:
        """Choose a paper by its code."""
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == code:
                self.list.setCurrentRow(place)

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

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._running is not None

    def reject(self) -> None:
        """Leave, unless a paper is being made: the strip that shows it stops it."""
        if not self.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Leave and hear of no more work."""
        self._jobs.over.disconnect(self._on_over)
        super().done(result)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName("Giấy tờ")
        self.list.setFixedWidth(look.px(_LIST_WIDE))
        self.list.setMinimumHeight(look.px(min(_LIST_HIGH, _ROW * (len(self.forms) + 3))))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill_list()
        right = QVBoxLayout()
        right.setSpacing(look.px(8))
        self._build_whom(right)
        self._build_when(right)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.px(18))
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.unchecked = Notice()
        self.body.addWidget(self.unchecked)
        self._build_buttons()

    def _fill_list(self) -> None:
        look = theme.current()
        before = ""
        for info in self.forms:
            group = group_of(info.code)
            if group != before:
                head = QListWidgetItem(GROUP[group])
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setSizeHint(QSize(0, look.px(_ROW)))
                font = self.list.font()
                font.setBold(True)
                head.setFont(font)
                self.list.addItem(head)
                before = group
            item = QListWidgetItem(f"   {info.title}")
            item.setData(Qt.ItemDataRole.UserRole, info.code)
            item.setToolTip(f"{info.title}\n{info.guidance}")
            item.setSizeHint(QSize(0, look.px(_ROW)))
            self.list.addItem(item)

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

    def _build_buttons(self) -> None:
        main = icons.put(self.add_buttons("Xem và in", cancel="Đóng"), "printer", "on_accent")
        main.setToolTip("Ctrl+Enter")
        if self.leave is not None:
            self.leave.setToolTip("Esc")
        self.word = icons.put(self.add_button("Lưu Word…", left=True), "download")
        self.excel = icons.put(self.add_button("Lưu Excel…", left=True), "download")
        self.word.setToolTip("Tệp Word sửa được, cùng nội dung với bản in (Ctrl+Shift+W)")
        self.excel.setToolTip("Bảng tính, cùng số liệu với bản in (Ctrl+Shift+E)")
        self.word.setShortcut("Ctrl+Shift+W")
        self.excel.setShortcut("Ctrl+Shift+E")

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_form)
        self.period.currentIndexChanged.connect(self._on_period)
        self.since.changed.connect(self._on_day)
        self.until.changed.connect(self._on_day)
        self.word.clicked.connect(self._on_word)
        self.excel.clicked.connect(self._on_excel)
        self._jobs.over.connect(self._on_over)

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
        self._on_form()
        self.list.setFocus()

    # --- choosing ---------------------------------------------------------------------------------

    @Slot()
    def _on_form(self) -> None:
        info = self.form
        ways = transfer_printing.formats(info.code)
        self.word.setVisible(transfer_printing.WORD in ways)
        self.excel.setVisible(transfer_printing.WORKBOOK in ways)
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
        if info.annex_seen:
            self.unchecked.clear()
        else:
            self.unchecked.say(UNCHECKED, "warn", closable=False)

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

    # --- making -----------------------------------------------------------------------------------

    @Slot()
    def _on_main(self) -> None:
        job = self._asked()
        if job is None:
            return
        # What the worker holds must not hold this dialog: it may be the last to let go.
        desk = self._desk

        def printed(copies: int, purpose: str) -> None:
            transfer_printing.note_printed(desk, job, copies=copies, purpose=purpose)

        self._running = preview(
            self, self._jobs, partial(transfer_printing.render, desk, job), title=self.form.title,
            file_name=f"{self._stem(job)}.pdf", form=self.form, printed=printed,
            failed=self._on_failed,
        )  # fmt: skip
        self._set_busy()

    @Slot()
    def _on_word(self) -> None:
        self._save(transfer_printing.WORD, _WORD_FILES, transfer_printing.word)

    @Slot()
    def _on_excel(self) -> None:
        self._save(transfer_printing.WORKBOOK, dialogs.XLSX, transfer_printing.workbook)

    def _asked(self) -> TransferJob | None:
        """Return the job, or say what is missing."""
        if self.busy:
            return None
        commit_open_edit()
        self._forget_told()
        self.notice.clear()
        try:
            self._desk.check(Permission.PRINT)
            return self.job()
        except Problem as problem:
            self.show_problem(problem)
            return None

    def _save(self, ending: str, kinds: str, make: Callable[[Desk, TransferJob], bytes]) -> None:
        job = self._asked()
        if job is None:
            return
        path = dialogs.save_file(self, "Lưu tệp", f"{self._stem(job)}.{ending}", kinds)
        if path is None:
            return
        self._running = self._jobs.run(
            partial(_write, self._desk, job, path, make),
            done=self._on_saved, failed=self._on_failed, title="Đang ghi tệp…",
        )  # fmt: skip
        self._set_busy()

    def _stem(self, job: TransferJob) -> str:
        return file_stem(self.form.title, job, whose(self._cases, self._first))

    def _on_saved(self, name: str) -> None:
        self.notice.say(f"Đã lưu {name}. Tệp này không được mã hóa.", "ok")

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self.show_problem(problem)

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._running:
            self._running = None
            self._set_busy()

    def _set_busy(self) -> None:
        buttons: Sequence[QPushButton | None] = (self.main, self.leave, self.word, self.excel)
        for button in buttons:
            if button is not None:
                button.setEnabled(not self.busy)


def _write(
    desk: Desk,
    job: TransferJob,
    path: Path,
    make: Callable[[Desk, TransferJob], bytes],
    _progress: Progress,
) -> str:
    """Write a paper into a file and leave the line of it."""
    write_file(path, make(desk, job))
    transfer_printing.note_printed(desk, job, copies=0, purpose=f"Ghi ra tệp {path.name}")
    return path.name
