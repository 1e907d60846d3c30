"""The page Phiếu bổ sung: who owes this year's phiếu, what changed, and printing them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import SupplementState
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import supplements, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.paper import print_job
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.common.unit_tree import UnitTree
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.people import SUPPLEMENT_STATE

_FORM = "3-HSĐV"
_TREE = 212
_TONES = {
    supplements.NOT_YET: "warn",
    supplements.HANDED_IN: "plain",
    supplements.CONFIRMED: "ok",
}


def _changed(state: SupplementState) -> str:
    if not state.compared:
        return "chưa có bản so sánh"
    return f"{state.changed} mục" if state.changed else "không thay đổi (K)"


COLUMNS: tuple[Column[SupplementState], ...] = (
    Column("number", "TT", lambda state: "", width=44, align="center", numbered=True),
    Column("name", "Họ và tên", lambda state: state.line.name,
           sort=lambda state: state.line.sort_key, width=176),
    Column("unit", "Chi bộ", lambda state: state.line.unit, width=180, muted=True),
    Column("state", "Phiếu", lambda state: SUPPLEMENT_STATE[state.state],
           sort=lambda state: list(_TONES).index(state.state),
           tone=lambda state: _TONES[state.state], width=104),
    Column("changed", "Thay đổi so với năm trước", _changed,
           sort=lambda state: state.changed if state.compared else -1, width=176),
    Column("handed_in", "Ngày nộp", lambda state: show_date(state.handed_in),
           sort=lambda state: state.handed_in, align="center", width=100),
    Column("confirmed", "Ngày xác nhận", lambda state: show_date(state.confirmed),
           sort=lambda state: state.confirmed, align="center", width=104),
)  # fmt: skip


class SupplementsPage(LivePage):
    """Tree | list with the state of every member's phiếu of a year."""

    title = "Phiếu bổ sung"
    icon = "file-plus-2"
    subjects = frozenset({"person", "unit", "supplement"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._all: list[SupplementState] = []
        self._serial = 0
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the round again; comparing many dossiers happens off the screens' thread."""
        super().refresh()
        self.tree.show_nodes(units.tree(self._desk))
        self._read()

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        return (Offer("In phiếu bổ sung của cả danh sách", self.print_all, "printer"),)

    @Slot()
    def print_all(self) -> None:
        """Print the phiếu of everybody in the list as one job."""
        self.fill()
        self._print(self.table.rows.records())

    @Slot()
    def print_selected(self) -> None:
        """Print the phiếu of the selected members as one job."""
        self._print(self.table.selected_records())

    def _build(self) -> None:
        look = theme.current()
        self.tree = UnitTree(tip="Chọn để chỉ xem một tổ chức")
        self.tree.setFixedWidth(look.px(_TREE))
        self.table: Table[SupplementState] = Table(
            COLUMNS,
            identity=lambda state: state.line.id,
            name="Phiếu bổ sung của từng đảng viên",
            key="supplements",
        )
        self.notice = Notice()
        inner = QVBoxLayout()
        inner.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        inner.setSpacing(look.px(8))
        inner.addLayout(self._header())
        inner.addLayout(self._chips())
        inner.addWidget(self.notice)
        inner.addWidget(self.table, 1)
        inner.addLayout(self._actions())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tree)
        whole.addLayout(inner, 1)

    def _header(self) -> QHBoxLayout:
        look = theme.current()
        self.year = QSpinBox()
        self.year.setRange(2000, self._desk.today().year)
        self.year.setValue(self._desk.today().year)
        self.year.setAccessibleName("Năm của phiếu bổ sung")
        caption = theme.muted(QLabel("Năm"))
        caption.setBuddy(self.year)
        self.count = theme.muted(QLabel())
        self.print_button = theme.primary(QPushButton("In cả danh sách"))
        self.print_button.setIcon(icons.icon("printer", "on_accent"))
        self.print_button.setToolTip("In phiếu điền sẵn của mọi người trong danh sách (Ctrl+P)")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(theme.page_title(QLabel(self.title)))
        row.addWidget(self.count, 1)
        row.addWidget(caption)
        row.addWidget(self.year)
        row.addWidget(self.print_button)
        return row

    def _chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(6))
        self.chips: dict[str, QPushButton] = {}
        for key in _TONES:
            chip = theme.chip(QPushButton(SUPPLEMENT_STATE[key]))
            chip.setCheckable(True)
            chip.toggled.connect(self._show)
            self.chips[key] = chip
            row.addWidget(chip)
        row.addStretch()
        return row

    def _actions(self) -> QHBoxLayout:
        look = theme.current()
        self.hand_in = QPushButton("Đã nộp")
        self.confirm = QPushButton("Xác nhận")
        self.reopen = QPushButton("Làm lại")
        self.print_some = QPushButton("In phiếu đã chọn")
        self.hint = theme.hint(QLabel())
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for button, tip in (
            (self.hand_in, "Ghi nhận người đã chọn nộp phiếu hôm nay"),
            (self.confirm, "Ghi nhận cấp ủy xác nhận hôm nay; nội dung làm mốc so sánh năm sau"),
            (self.reopen, "Bỏ dấu đã nộp, đã xác nhận ghi nhầm"),
            (self.print_some, "In phiếu điền sẵn của những người đã chọn"),
        ):
            button.setToolTip(tip)
            row.addWidget(button)
        row.addWidget(self.hint, 1)
        return row

    def _connect(self) -> None:
        self.tree.chosen.connect(self._on_unit)
        self.year.valueChanged.connect(self._on_unit)
        self.print_button.clicked.connect(self.print_all)
        self.print_some.clicked.connect(self.print_selected)
        self.hand_in.clicked.connect(partial(self._mark, supplements.hand_in))
        self.confirm.clicked.connect(partial(self._mark, supplements.confirm))
        self.reopen.clicked.connect(self._on_reopen)
        self.table.selection_changed.connect(self._on_selection)
        self.table.opened.connect(self._on_opened)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_all,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # fmt: skip

    def _read(self) -> None:
        self._serial += 1
        serial, year, unit_id = self._serial, self.year.value(), self.tree.current_id()

        def work(_: Progress) -> list[SupplementState]:
            return supplements.round_of(self._desk, year, unit_id)

        def done(found: list[SupplementState]) -> None:
            if serial == self._serial:
                self._all = found
                self._show()

        self._jobs.run(work, done=done, failed=self.notice.show_problem,
                       title="Đang so sánh hồ sơ với năm trước…")  # fmt: skip

    def _show(self) -> None:
        for key, chip in self.chips.items():
            number = sum(state.state == key for state in self._all)
            chip.setText(f"{SUPPLEMENT_STATE[key]}  {show_number(number)}")
        wanted = {key for key, chip in self.chips.items() if chip.isChecked()}
        self.table.show_records([s for s in self._all if not wanted or s.state in wanted])
        self.count.setText(f"{show_number(self.table.rows.rowCount())} người")
        self._on_selection()

    def _ids(self, states: Sequence[SupplementState]) -> tuple[int, ...]:
        return tuple(state.line.id for state in states)

    def _mark(self, mark: Callable[..., None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        chosen = self.table.selected_records()
        try:
            mark(self._desk, self._ids(chosen), self.year.value(), self._desk.today())
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.status_wanted.emit(f"Đã ghi {len(chosen)} phiếu")
        self._read()

    def _print(self, states: Sequence[SupplementState]) -> None:
        if not states:
            self.notice.say("Chưa chọn ai để in. Hãy chọn người trong danh sách.")
            return
        named = states[0].line.name if len(states) == 1 else f"{len(states)} người"
        job = PrintJob(form=_FORM, person_ids=self._ids(states), year=self.year.value())
        print_job(self, self._desk, self._jobs, job, named=named)

    @Slot()
    def _on_reopen(self) -> None:
        chosen = self.table.selected_records()
        question = f"Bỏ dấu đã nộp, đã xác nhận của {len(chosen)} người?"
        detail = "Bản dùng để so sánh năm sau của những phiếu này cũng bị bỏ."
        if dialogs.confirm(self, question, yes="Làm lại", detail=detail):
            supplements.reopen(self._desk, self._ids(chosen), self.year.value())
            self._read()

    @Slot()
    def _on_unit(self) -> None:
        self.notice.clear()
        self._read()

    @Slot()
    def _on_selection(self) -> None:
        chosen = len(self.table.selected_records())
        for button in (self.hand_in, self.confirm, self.reopen, self.print_some):
            button.setEnabled(bool(chosen))
        self.hint.setText(
            f"Đã chọn {chosen} người" if chosen else "Chọn người: phím cách, Shift, Ctrl+A"
        )

    @Slot(object)
    def _on_opened(self, state: SupplementState) -> None:
        self.person_wanted.emit(state.line.id)
