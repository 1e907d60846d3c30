"""In lên phôi: which boxes of a letter, on which printer; then the preview, which is the paper."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.letters import ANY_PRINTER, BoxMark, BoxState, OverprintJob
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.transfers import Transfer
from tcxd_desktop.office import letters, transfer_printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.common.cards import Scroll, facts, text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.preview import preview
from tcxd_desktop.ui.common.printing import printer_names
from tcxd_desktop.ui.transfers.case_reading import Opened
from tcxd_desktop.wording.letters import (
    BOX_STATE,
    LETTER_SHORT,
    box_name,
    copy_lines,
    printer_name,
)

_BOX = int(Qt.ItemDataRole.UserRole)
_ROW: Final = 44
_UNMEASURED: Final = (
    "Chưa canh chỉnh cho máy in này. Hãy in thử lên giấy trắng, đặt lên tờ phôi mà xem, rồi canh "
    "chỉnh trước khi in thật."
)
_SAVES: Final = "Chỉ in chữ vào chỗ trống, không in khung, hoa văn của phôi. Có thể in từng ô."


class OverprintDialog(Dialog):
    """Stays open, so that one box after the other can be printed."""

    calibrate_wanted = Signal(str, str)
    """Letter and printer."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        found: Opened,
        parent: QWidget | None = None,
        *,
        boxes: Sequence[int] = (),
    ) -> None:
        """Offer the boxes of the case's route; ``boxes`` are marked to begin with.

        Raises:
            NotFoundProblem, OutsideScopeProblem: the case.
        """
        super().__init__("In lên phôi giấy giới thiệu", parent, width=760)
        self._desk, self._jobs = desk, jobs
        self.case: Transfer = found.case
        self.whole = transfer_printing.overprint_job(
            desk, found.case, [box.number for box in found.route]
        )
        """What goes into every box of the route."""
        self._running: Job | None = None
        self._build([mark for mark in found.marks if mark.state is not BoxState.UNUSED], boxes)
        self._on_printer()
        self._on_box()

    @property
    def printer(self) -> str:
        """Name of the printer chosen; empty: any."""
        return str(self.printers.currentData())

    def chosen(self) -> tuple[int, ...]:
        """Return the boxes that are marked."""
        items = (self.boxes.item(row) for row in range(self.boxes.count()))
        return tuple(
            int(item.data(_BOX)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def choose(self, *numbers: int) -> None:
        """Mark these boxes and no others."""
        for row in range(self.boxes.count()):
            item = self.boxes.item(row)
            on = int(item.data(_BOX)) in numbers
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def job(self) -> OverprintJob:
        """Return what is to be printed."""
        return replace(self.whole, boxes=self.chosen(), printer=self.printer)

    @Slot()
    def _on_main(self) -> None:
        """Show the paper; the dialog stays."""
        self.notice.clear()
        job, desk = self.job(), self._desk

        def render(_progress: Progress) -> bytes:
            return letters.overprint(desk, job)

        def note(copies: int, purpose: str) -> None:
            letters.note_printed(desk, job, copies=copies, purpose=purpose)

        numbers = ", ".join(map(str, job.boxes))
        name = f"In lên phôi {LETTER_SHORT[job.letter]}, ô {numbers}: {self.case.traveller.name}"
        self._running = preview(
            self,
            self._jobs,
            render,
            title=name,
            file_name=f"phoi-{self.case.id}-o-{'-'.join(map(str, job.boxes))}.pdf",
            printed=note,
            failed=self._on_failed,
        )

    def _build(self, marks: Sequence[BoxMark], chosen: Sequence[int]) -> None:
        look = theme.current()
        serial = self.case.serial or "chưa gán tờ phôi"
        self.say(f"{LETTER_SHORT[self.case.letter]} · {serial} · {self.case.traveller.name}")
        self.say(_SAVES, quiet=True)
        self.boxes = QListWidget()
        theme.mark(self.boxes, "boxed")
        self.boxes.setAccessibleName("Các ô để in")
        self.boxes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.boxes.setMinimumHeight(look.tall(_ROW * 5))
        for mark in marks:
            self.boxes.addItem(_item(mark, on=mark.number in _wanted(marks, chosen)))
        self.shown = Scroll("Chữ sẽ in vào ô")
        right = QVBoxLayout()
        right.setSpacing(look.px(6))
        self.head = theme.heading(QLabel())
        right.addWidget(self.head)
        frame = theme.card(QFrame())
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(look.px(10), look.px(2), look.px(4), look.px(2))
        inside.addWidget(self.shown)
        right.addWidget(frame, 1)
        both = QHBoxLayout()
        both.setSpacing(look.px(16))
        both.addWidget(self.boxes, 1)
        both.addLayout(right, 1)
        self.body.addLayout(both, 1)
        self.unmeasured = Notice()
        self.body.addWidget(self.unmeasured)
        self.body.addLayout(self._printer_row())
        self.add_buttons("Xem trước", cancel="Đóng")
        self.boxes.currentRowChanged.connect(self._on_box)
        self.printers.currentIndexChanged.connect(self._on_printer)
        first = next((n for n in range(self.boxes.count()) if _on(self.boxes.item(n))), 0)
        self.boxes.setCurrentRow(first)
        self.boxes.setFocus()

    def _printer_row(self) -> QHBoxLayout:
        self.printers = QComboBox()
        self.printers.setAccessibleName("Máy in")
        self._fill_printers()
        self.calibrate = QPushButton("Canh chỉnh…")
        self.calibrate.setAutoDefault(False)
        self.calibrate.clicked.connect(self._on_calibrate)
        row = QHBoxLayout()
        row.addWidget(theme.caption(QLabel("Theo canh chỉnh của")))
        row.addWidget(self.printers, 1)
        row.addWidget(self.calibrate)
        return row

    def _fill_printers(self) -> None:
        usual = settings.load().printer
        measured = letters.calibrations(self._desk)
        made = [one.printer for one in measured if one.letter == self.case.letter]
        names = dict.fromkeys([*printer_names(), *made, usual])
        self.printers.addItem(printer_name(ANY_PRINTER), ANY_PRINTER)
        for name in names:
            if name:
                self.printers.addItem(printer_name(name), name)
        self.printers.setCurrentIndex(max(self.printers.findData(usual), 0))

    @Slot()
    def _on_printer(self) -> None:
        layout = letters.layout(self._desk, self.case.letter, self.printer)
        if layout.calibrated:
            self.unmeasured.clear()
        else:
            self.unmeasured.say(_UNMEASURED, "warn", closable=False)

    @Slot()
    def _on_box(self) -> None:
        item = self.boxes.currentItem()
        number = int(item.data(_BOX)) if self.boxes.count() else 0
        self.shown.clear()
        self.head.setText(f"{box_name(number)} sẽ in" if number else "")
        keys = next(
            (b.keys for b in letters.plan(self.case.letter).boxes if b.number == number), ()
        )
        told = copy_lines(keys, self.whole.values.get(number, {}))
        rows = [(line.caption, line.value) for line in told if line.value]
        if rows:
            self.shown.column.addLayout(facts(rows))
        else:
            self.shown.column.addWidget(text_label("Chưa có gì để in vào ô này.", role="muted"))
        self.shown.column.addStretch(1)

    @Slot()
    def _on_calibrate(self) -> None:
        self.calibrate_wanted.emit(self.case.letter, self.printer)
        self._on_printer()

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self.show_problem(problem)


def _wanted(marks: Sequence[BoxMark], chosen: Sequence[int]) -> Sequence[int]:
    """Return the boxes marked to begin with: those asked for, else the one whose turn it is."""
    if chosen:
        return chosen
    waiting = [mark.number for mark in marks if mark.state is BoxState.NEXT]
    return waiting or [mark.number for mark in marks if mark.state is BoxState.DONE][-1:]


def _item(mark: BoxMark, *, on: bool) -> QListWidgetItem:
    told = " · ".join(part for part in (BOX_STATE[mark.state], mark.on, mark.label) if part)
    item = QListWidgetItem(f"{box_name(mark.number)}  {mark.writer}\n{told}")
    item.setData(_BOX, mark.number)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    item.setSizeHint(QSize(0, theme.current().line(_ROW)))
    item.setToolTip(mark.writer)
    return item


def _on(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
