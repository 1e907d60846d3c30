"""How far each chi bộ of a round is: figures and a bar a line; Enter shows its people."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from tcxd_desktop.domain.reconciliation_figures import total
from tcxd_desktop.domain.reconciliation_views import PersonState, UnitProgress
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.bar_cells import BarCells
from tcxd_desktop.ui.reconciliation.told import Told, buttons
from tcxd_desktop.wording.formats import show_number

DONE: Final = "done"


_STATES: Final = (
    (PersonState.OPEN, "còn mục khác", "bad"),
    (PersonState.ONLY_THERE, "chỉ cấp trên có", "bad"),
    (PersonState.ONLY_HERE, "chỉ ở đây có", "bad"),
    (PersonState.TO_REQUEST, "chờ đề nghị", "warn"),
    (PersonState.WAITING, "đã đề nghị", "warn"),
    (PersonState.UNSEEN, "chưa có nguồn", ""),
)
"""States named above the list, their words and tones."""


def _number(value: int) -> str:
    return show_number(value) if value else "·"


def _count(key: str, title: str, name: str, width: int, tip: str) -> Column[UnitProgress]:
    def of(line: UnitProgress) -> int:
        return int(getattr(line, name))

    return Column(
        key, title, lambda line: _number(of(line)), sort=of, align="right", width=width,
        tip=lambda line: tip,
    )  # fmt: skip


COLUMNS: Final[tuple[Column[UnitProgress], ...]] = (
    Column("name", "Chi bộ", lambda line: line.name, width=210, sort=None),
    Column(
        DONE, "Xong", lambda line: f"{line.percent} %", sort=lambda line: line.percent, width=170,
        tip=lambda line: f"{show_number(line.done)}/{show_number(line.members)} người xong",
    ),
    _count("members", "Người", "members", 62, "Đảng viên trong đợt"),
    _count("printed", "Phiếu in", "slips_printed", 70, "Phiếu rà soát đã in"),
    _count("keyed", "Đã nhập", "slips_keyed", 70, "Phiếu đã nhập lại xong"),
    _count("unseen", "Chưa có nguồn", "unseen", 104, "Chưa nguồn nào nói về họ"),
    _count("differing", "Có khác", "differing", 70, "Có mục khác nhau, đã giải quyết hay chưa"),
    _count("open", "Còn lại", "open", 68, "Còn mục khác nhau chưa quyết định"),
    _count("requested", "Đã đề nghị", "requested", 84, "Đã đề nghị cấp trên sửa, chưa sửa"),
    _count("mended", "Đã sửa", "mended", 66, "Cấp trên đã sửa"),
)  # fmt: skip


class ProgressPanel(QWidget):
    """Totals that lead to their people, and the list of chi bộ."""

    unit_wanted = Signal(int)
    """The people of a chi bộ."""
    state_wanted = Signal(object)
    """The people in a PersonState, of all chi bộ; ``None``: everybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without figures."""
        super().__init__(parent)
        look = theme.current()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(look.px(190))
        self.bar.setAccessibleName("Tiến độ cả đợt")
        self.share = theme.heading(QLabel())
        self._told, self._flow = flowing(spacing=look.px(3))
        self._told.setAccessibleName("Tình hình của đợt")
        self.table: Table[UnitProgress] = Table(
            COLUMNS, identity=lambda line: line.unit_id, name="Tiến độ theo chi bộ",
            key="reconciliation-units",
        )  # fmt: skip
        self.table.setItemDelegate(BarCells(DONE, _share, self.table))
        line = QHBoxLayout()
        line.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        line.setSpacing(look.px(10))
        line.addWidget(self.bar)
        line.addWidget(self.share)
        line.addWidget(self._told, 1)
        ruled(self, line, main=self.table)
        self.table.opened.connect(self._on_opened)
        begin_at(self, self.table)

    def show_progress(
        self, lines: Sequence[UnitProgress], counts: Mapping[PersonState | None, int]
    ) -> None:
        """Show the figures; ``counts``: how many people are in each state."""
        self.table.show_records(lines)
        if self.table.current_record() is None:
            self.table.select_first()
        whole = total(lines)
        self.bar.setMaximum(100)
        self.bar.setValue(whole.percent)
        theme.set_mark(self.bar, "tone", "ok" if whole.percent == 100 else "")
        self.share.setText(f"{whole.percent} %")
        told = [Told(f"{show_number(whole.done)}/{show_number(whole.members)} người xong", None)]
        told += [
            Told(f"{show_number(counts[state])} {words}", state, tone)
            for state, words, tone in _STATES
            if counts.get(state)
        ]
        buttons(self._flow, told, self.state_wanted.emit)
        self._told.updateGeometry()

    def numbers(self) -> list[QPushButton]:
        """Return what the line above the list says, in order."""
        return list(self._told.findChildren(QPushButton))

    @Slot(object)
    def _on_opened(self, line: UnitProgress) -> None:
        self.unit_wanted.emit(line.unit_id)


def _share(line: UnitProgress) -> float | None:
    return line.done / line.members if line.members else None
