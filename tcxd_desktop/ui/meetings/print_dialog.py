"""In giấy tờ sinh hoạt: which paper, of when, for whom; then the preview, Word or a workbook."""

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

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_papers import MONTH_TABLE, MeetingJob
from tcxd_desktop.domain.periods import months_of
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import meeting_plans, meeting_printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField, UnitField, commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.preview import UNCHECKED, preview
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

_WORD_FILES = "Văn bản Word (*.docx)"
_ROW = 32
_LIST_WIDE = 330


class CellChoices(UnitChoices):
    """The chi bộ of the month, by name; the value is the id."""

    def __init__(self, units: Sequence[tuple[int, str]]) -> None:
        """Offer ``units``."""
        super().__init__(())
        self._choices = [Choice(number, name) for number, name in units]


class MeetingPrintDialog(Dialog):
    """Chooses a paper and makes it; it stays open, so that several can be had one by one."""

    def __init__(
        self, desk: Desk, jobs: Jobs, job: MeetingJob, parent: QWidget | None = None
    ) -> None:
        """Offer every paper; what ``job`` says is chosen to begin with."""
        super().__init__("In giấy tờ sinh hoạt", parent, width=800)
        self._desk, self._jobs, self._offered = desk, jobs, job
        self._running: Job | None = None
        self._month = _month_of(job, desk)
        self.forms = meeting_printing.forms(desk)
        lines = meeting_plans.plan_lines(desk, self._month)
        self.units = tuple(dict.fromkeys((line.unit_id, line.unit) for line in lines))
        self._build()
        self._connect()
        codes = [info.code for info in self.forms]
        self.list.setCurrentRow(codes.index(job.form) if job.form in codes else 0)
        self._on_form()
        self._begin(job)

    @property
    def form(self) -> FormInfo:
        """The chosen paper."""
        return self.forms[max(self.list.currentRow(), 0)]

    def choose_form(self, code: str) -> None:
        """Choose a paper by its code."""
        self.list.setCurrentRow([info.code for info in self.forms].index(code))

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
        self.list.setMinimumHeight(look.px(_ROW * len(self.forms) + 8))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for info in self.forms:
            item = QListWidgetItem(info.title)
            item.setToolTip(info.guidance)
            item.setSizeHint(QSize(0, look.px(_ROW)))
            self.list.addItem(item)
        right = QVBoxLayout()
        right.setSpacing(look.px(8))
        self._build_when(right)
        self._build_whom(right)
        self._build_how(right)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.px(18))
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.unchecked = Notice()
        self.body.addWidget(self.unchecked)
        self._build_buttons()

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
        self.unit.focused.connect(self._on_unit)
        self.word.clicked.connect(self._on_word)
        self.excel.clicked.connect(self._on_excel)
        self._jobs.over.connect(self._on_over)

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

    @Slot()
    def _on_form(self) -> None:
        info = self.form
        ways = meeting_printing.formats(info.code)
        self.word.setVisible(meeting_printing.WORD in ways)
        self.excel.setVisible(meeting_printing.WORKBOOK in ways)
        self._show_periods(info.code)
        for widget in (self.how, self.filled, self.blank):
            widget.setVisible(info.code in BLANK)
        self.two_sided.setVisible(info.code in PER_MEETING)
        usable = info.code in PER_MEETING or bool(self._offered.unit_ids)
        self.whom[CHOSEN].setEnabled(usable)
        if not usable and self.whom[CHOSEN].isChecked():
            self.choose_whom(ALL)
        if info.annex_seen:
            self.unchecked.clear()
        else:
            self.unchecked.say(UNCHECKED, "warn", closable=False)

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

    # --- making -----------------------------------------------------------------------------------

    @Slot()
    def _on_main(self) -> None:
        job = self._asked()
        if job is None:
            return
        # What the worker holds must not hold this dialog: it may be the last to let go.
        desk = self._desk

        def printed(copies: int, purpose: str) -> None:
            meeting_printing.note_printed(desk, job, copies=copies, purpose=purpose)

        self._running = preview(
            self, self._jobs, partial(meeting_printing.render, desk, job), title=self.form.title,
            file_name=f"{self._stem(job)}.pdf", form=self.form, printed=printed,
            failed=self._on_failed,
        )  # fmt: skip
        self._set_busy()

    @Slot()
    def _on_word(self) -> None:
        self._save(meeting_printing.WORD, _WORD_FILES, meeting_printing.word)

    @Slot()
    def _on_excel(self) -> None:
        self._save(meeting_printing.WORKBOOK, dialogs.XLSX, meeting_printing.workbook)

    def _asked(self) -> MeetingJob | None:
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

    def _save(self, ending: str, kinds: str, make: Callable[[Desk, MeetingJob], bytes]) -> None:
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

    def _stem(self, job: MeetingJob) -> str:
        unit = job.unit_ids[0] if len(job.unit_ids) == 1 else None
        return file_stem(self.form.title, job, one_of(self.units, unit))

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
    job: MeetingJob,
    path: Path,
    make: Callable[[Desk, MeetingJob], bytes],
    _progress: Progress,
) -> str:
    """Write a paper into a file and leave the line of it."""
    write_file(path, make(desk, job))
    meeting_printing.note_printed(desk, job, copies=0, purpose=f"Ghi ra tệp {path.name}")
    return path.name


def _month_of(job: MeetingJob, desk: Desk) -> str:
    return months_of(job.period)[-1] if job.period else desk.day()[:7]
