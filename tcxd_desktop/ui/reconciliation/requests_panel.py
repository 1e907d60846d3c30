"""What the upper level is to mend: what waits to be asked for, and every paper that asked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.reconciliation import Decided
from tcxd_desktop.domain.reconciliation_views import RequestInfo, RequestLine
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.page_head import PageFoot
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.field_rows import BLANK
from tcxd_desktop.wording.formats import masked, show_date, show_number

WAITING: Final = 0
"""Key of what is not asked for yet; papers have their number."""
_STATE = {
    Decided.KEEP: ("Chờ đề nghị", "warn"),
    Decided.REQUESTED: ("Đã đề nghị", "plain"),
    Decided.MENDED: ("Đã sửa", "ok"),
}
_NOTHING = "Không có mục nào chờ đề nghị. Mục được giữ theo hồ sơ sẽ đến đây."


def _state(line: RequestLine) -> str:
    return _STATE.get(line.decided, ("", ""))[0]


COLUMNS: Final[tuple[Column[RequestLine], ...]] = (
    Column("name", "Họ và tên", lambda line: line.name, sort=lambda line: name_key(line.name),
           width=140),
    Column("unit", "Chi bộ", lambda line: line.unit, width=130),
    Column("number", "Số định danh", lambda line: masked(line.number), width=112, shown=False),
    Column("label", "Mục", lambda line: line.label, width=172),
    Column("theirs", "Hệ thống ghi", lambda line: line.theirs or BLANK, width=150),
    Column("wanted", "Đề nghị sửa thành", lambda line: line.wanted, width=150),
    Column("basis", "Căn cứ", lambda line: line.basis, width=200),
    Column("state", "Tình trạng", _state, width=100,
           tone=lambda line: _STATE.get(line.decided, ("", ""))[1]),
)  # fmt: skip


class RequestsPanel(QWidget):
    """Chips choose what is seen; the buttons act on the lines selected, or on all."""

    request_wanted = Signal(object)
    """Ids of the verdicts to ask for."""
    mended = Signal(object)
    """Ids of the verdicts the upper level has mended."""
    print_wanted = Signal(int)
    """Number of a request; 0: what waits."""
    undo_wanted = Signal(object)
    """RequestInfo to take back."""
    person_wanted = Signal(int)
    """Somebody in the list of the round."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._waiting: Sequence[RequestLine] = ()
        self._requests: Sequence[RequestInfo] = ()
        self._closed = False
        self._wanted = 0
        """A request to be looked at once it is read."""
        self.chips: dict[int, QPushButton] = {}
        self._build(desk)
        self._connect()

    @property
    def shown(self) -> int:
        """What is seen: ``WAITING`` or the number of a request."""
        return next((key for key, chip in self.chips.items() if chip.isChecked()), WAITING)

    def show_requests(
        self, waiting: Sequence[RequestLine], requests: Sequence[RequestInfo], *, closed: bool
    ) -> None:
        """Show what waits and what was asked; what is seen stays chosen."""
        kept, self._wanted = self._wanted or self.shown, 0
        if not self.chips and not waiting and requests:
            kept = requests[-1].id  # nothing waits: how far the last paper is
        self._waiting, self._requests, self._closed = waiting, requests, closed
        self._flow.clear()
        self.chips = {}
        self._chip(WAITING, f"Chờ đề nghị {show_number(len(waiting))}", "Chưa lập văn bản")
        for told in requests:
            whole = show_number(len(told.lines))
            words = f"{told.number} · {show_date(told.on)} · đã sửa {told.mended}/{whole}"
            self._chip(told.id, words, "Văn bản đã gửi cấp trên")
        self.chips[kept if kept in self.chips else WAITING].setChecked(True)
        self._holder.updateGeometry()
        self._fill()

    def choose(self, key: int) -> None:
        """Look at a request, or at what waits; now, or once it is there."""
        self._wanted = 0 if key in self.chips else key
        if key in self.chips:
            self.chips[key].setChecked(True)
            self._fill()

    def chosen_ids(self) -> list[int]:
        """Return the verdicts the buttons act on: those selected, where several are; else all."""
        picked = self.table.selected_records()
        lines = picked if len(picked) > 1 else self.table.rows.records()
        return [line.verdict_id for line in lines if line.decided is not Decided.MENDED]

    # --- showing ----------------------------------------------------------------------------------

    def _chip(self, key: int, text: str, tip: str) -> None:
        chip = theme.chip(QPushButton(text))
        chip.setToolTip(tip)
        chip.clicked.connect(self._fill)
        self._group.addButton(chip)
        self.chips[key] = chip
        self._flow.addWidget(chip)

    @Slot()
    def _fill(self) -> None:
        told = next((one for one in self._requests if one.id == self.shown), None)
        lines = self._waiting if told is None else told.lines
        self.table.show_records(lines)
        if lines and self.table.current_record() is None:
            self.table.select_first()
        self.stack.show_list(on=bool(lines))
        begin_at(self, self.table if lines else self.chips[self.shown])
        waiting, may = told is None, bool(lines) and not self._closed
        self.ask.setVisible(waiting)
        self.ask.setEnabled(may)
        self.mend.setEnabled(may and any(one.decided is not Decided.MENDED for one in lines))
        self.print.setEnabled(bool(lines))
        self.undo.setVisible(not waiting)
        self.undo.setEnabled(may)
        self._say()

    @Slot()
    def _say(self) -> None:
        picked, whole = len(self.table.selected_records()), self.table.rows.rowCount()
        some = f"Đang chọn {show_number(picked)} dòng" if picked > 1 else "Mọi dòng"
        self.told.setText(f"{some}, {show_number(whole)} dòng trong danh sách" if whole else "")

    # --- acting -----------------------------------------------------------------------------------

    @Slot()
    def _on_ask(self) -> None:
        self.request_wanted.emit(self.chosen_ids())

    @Slot()
    def _on_mend(self) -> None:
        self.mended.emit(self.chosen_ids())

    @Slot()
    def _on_print(self) -> None:
        self.print_wanted.emit(self.shown)

    @Slot()
    def _on_undo(self) -> None:
        told = next((one for one in self._requests if one.id == self.shown), None)
        if told is not None:
            self.undo_wanted.emit(told)

    @Slot(object)
    def _on_opened(self, line: RequestLine) -> None:
        if line.person_id:
            self.person_wanted.emit(line.person_id)

    # --- building ---------------------------------------------------------------------------------

    def _build(self, desk: Desk) -> None:
        look = theme.current()
        self._group = QButtonGroup(self)
        self._holder, self._flow = flowing(spacing=look.px(6))
        self.table: Table[RequestLine] = Table(
            COLUMNS, identity=lambda line: line.verdict_id, name="Các mục đề nghị đính chính",
            key="reconciliation-requests",
        )  # fmt: skip
        self.stack = ListOrWords(self.table, _NOTHING)
        self.empty = self.stack.empty
        self.told = theme.muted(QLabel())
        self.ask = theme.primary(QPushButton("Lập văn bản đề nghị…"))
        self.ask.setToolTip("Ghi số, ngày của văn bản; các mục thành đã đề nghị (Ctrl+Enter)")
        self.mend = QPushButton("Cấp trên đã sửa")
        self.mend.setToolTip("Danh sách mới của cấp trên đã khớp cũng tự ghi như vậy (F9)")
        self.print = icons.put(QPushButton("In"), "printer")
        self.print.setAccessibleName("In văn bản đề nghị")
        self.print.setToolTip("Văn bản đề nghị và danh sách kèm theo (Ctrl+P)")
        self.undo = QPushButton("Bỏ văn bản…")
        self.undo.setToolTip("Các mục trở lại chờ đề nghị")
        allow(self.ask, desk, Permission.EDIT)
        allow(self.mend, desk, Permission.EDIT)
        allow(self.undo, desk, Permission.EDIT)
        allow(self.print, desk, Permission.PRINT)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        above.addWidget(self._holder)
        foot = PageFoot()
        foot.place(self.told, self.undo, self.print, self.mend, self.ask)
        ruled(self, above, main=self.stack, foot=foot)
        begin_at(self, self.table)

    def _connect(self) -> None:
        self.table.opened.connect(self._on_opened)
        self.table.selection_changed.connect(self._say)
        self.ask.clicked.connect(self._on_ask)
        self.mend.clicked.connect(self._on_mend)
        self.print.clicked.connect(self._on_print)
        self.undo.clicked.connect(self._on_undo)
