"""In giấy tờ đối chiếu: slips, what the upper level is asked, results, progress."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import OutsideScopeProblem
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, REQUEST, ReconJob
from tcxd_desktop.domain.reconciliation_views import RequestInfo
from tcxd_desktop.office import (
    reconciliation,
    reconciliation_papers,
    reconciliation_printing,
    reconciliation_requests,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import LabeledField, LineField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.paper_making import PaperMaker
from tcxd_desktop.wording.formats import show_date, show_number

DRAFT: Final = 0
_EVERYBODY = "Mọi người trong đợt"
_DRAFT = "Chưa lập: mọi mục đang chờ đề nghị"
_SLIPS = (
    "In xong hoặc lưu tệp xong, phiếu được ghi là đã in: mục đảng viên không sửa là mục được "
    "xác nhận."
)


class ReconPrintDialog(PaperMaker[ReconJob]):
    """Chooses a paper of a round and makes it."""

    name = "In giấy tờ đối chiếu"
    wide, list_wide = 800, 340

    def __init__(
        self, desk: Desk, jobs: Jobs, job: ReconJob, parent: QWidget | None = None
    ) -> None:
        """Offer the papers; what ``job`` says is chosen to begin with.

        Raises:
            Problem: the account may not look, or the round is not there.
        """
        super().__init__(desk, jobs, reconciliation_printing, parent)
        self._first = job
        self._round = reconciliation.read(desk, job.round_id)
        self._units = reconciliation.progress(desk, job.round_id)
        self.offer(reconciliation_printing.forms(desk))
        self.choose_form(job.form)
        self.on_form()
        self.list.setFocus()

    def job(self) -> ReconJob:
        """Return what is asked for.

        Raises:
            NobodyToPrintProblem: everybody has a slip already, or has been keyed back.
        """
        first = replace(self._first, form=self.form.code)
        if self.form.code == CHECK_SLIP:
            chosen = self.chosen.isChecked() and self.chosen.isVisibleTo(self)
            return self._by_name(replace(
                first,
                person_ids=first.person_ids if chosen else (),
                unit_ids=(int(self.unit.currentData()),) if self.of_unit.isChecked() else (),
                unprinted_only=self.unprinted.isChecked(),
                unkeyed_only=self.unkeyed.isChecked(),
            ))  # fmt: skip
        if self.form.code == REQUEST:
            request = int(self.request.currentData())
            number = "" if request else str(self.number.value() or "")
            return replace(first, person_ids=(), request_id=request, number=number)
        return replace(first, person_ids=(), request_id=0)

    def _by_name(self, job: ReconJob) -> ReconJob:
        """Name whoever is meant now: once printed they have one, a second print finds nobody."""
        if job.person_ids or not (job.unprinted_only or job.unkeyed_only):
            return job
        found = reconciliation_papers.slip_papers(self._desk, job)
        ids = tuple(paper.slip.person_id for paper in found)
        return replace(job, person_ids=ids, unprinted_only=False, unkeyed_only=False)

    def stem(self, job: ReconJob) -> str:
        """Return the name proposed for a file."""
        parts = [self.form.title, self._round.name]
        if job.form == CHECK_SLIP and job.unit_ids:
            parts.append(self.unit.currentText())
        text = " ".join(parts)
        allowed = "".join("-" if c == "/" else " " if c in '<>:"\\|?*' else c for c in text)
        return " ".join(allowed.split())[:120].strip(" .")

    # --- building ---------------------------------------------------------------------------------

    def build_options(self, column: QVBoxLayout) -> None:
        """Ask whose slips, or which request."""
        column.addWidget(self._slips())
        column.addWidget(self._asking())
        self.nothing = theme.muted(QLabel("Theo số liệu của đợt, từng chi bộ."))
        column.addWidget(self.nothing)

    def _slips(self) -> QWidget:
        self.slips = QWidget()
        inside = QVBoxLayout(self.slips)
        inside.setContentsMargins(0, 0, 0, 0)
        number = len(self._first.person_ids)
        self.chosen = QRadioButton(f"{show_number(number)} người đang chọn")
        self.everybody = QRadioButton(_EVERYBODY)
        self.of_unit = QRadioButton("Một chi bộ")
        self._group = QButtonGroup(self)
        inside.addWidget(theme.heading(QLabel("In phiếu cho")))
        for radio in (self.chosen, self.everybody, self.of_unit):
            self._group.addButton(radio)
            inside.addWidget(radio)
        self.chosen.setVisible(bool(number))
        (self.chosen if number else self.everybody).setChecked(True)
        self.unit = QComboBox()
        self.unit.setAccessibleName("Chi bộ")
        for line in self._units:
            self.unit.addItem(line.name, line.unit_id)
        self.unit.setEnabled(False)
        self.of_unit.setEnabled(bool(self._units))
        self.of_unit.toggled.connect(self.unit.setEnabled)
        self.unprinted = QCheckBox("Chỉ người chưa in phiếu")
        self.unkeyed = QCheckBox("Chỉ người chưa nhập lại phiếu")
        told = theme.hint(QLabel(_SLIPS))
        told.setWordWrap(True)
        for widget in (self.unit, self.unprinted, self.unkeyed, told):
            inside.addWidget(widget)
        return self.slips

    def _asking(self) -> QWidget:
        self.asking = QWidget()
        inside = QVBoxLayout(self.asking)
        inside.setContentsMargins(0, 0, 0, 0)
        self.request = QComboBox()
        self.request.setAccessibleName("Văn bản đề nghị")
        self.request.addItem(_DRAFT, DRAFT)
        for told in self._requests():
            words = f"{told.number} ngày {show_date(told.on)}, {show_number(len(told.lines))} mục"
            self.request.addItem(words, told.id)
        last = self.request.count() - 1
        chosen = self.request.findData(self._first.request_id or DRAFT)
        nothing = not reconciliation_requests.to_request(self._desk, self._first.round_id)
        self.request.setCurrentIndex(last if nothing and chosen <= 0 else max(chosen, 0))
        self.number = LineField("number")
        self.number_box = LabeledField("Số văn bản, nếu đã có", self.number)
        inside.addWidget(theme.heading(QLabel("Văn bản")))
        inside.addWidget(self.request)
        inside.addWidget(self.number_box)
        self.request.currentIndexChanged.connect(self._on_request)
        self._on_request()
        return self.asking

    def _requests(self) -> list[RequestInfo]:
        try:
            return reconciliation_requests.requests(self._desk, self._first.round_id)
        except OutsideScopeProblem:
            return []

    # --- choosing ---------------------------------------------------------------------------------

    def show_form(self, info: FormInfo) -> None:
        """Offer what goes with a paper."""
        super().show_form(info)
        self.slips.setVisible(info.code == CHECK_SLIP)
        self.asking.setVisible(info.code == REQUEST)
        self.nothing.setVisible(info.code not in (CHECK_SLIP, REQUEST))

    @Slot()
    def _on_request(self) -> None:
        self.number_box.setVisible(self.request.currentData() == DRAFT)
