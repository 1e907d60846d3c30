"""What the checks found, and what every case adds up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.domain.template_checks import faults, totals
from tcxd_desktop.domain.template_faults import Fault
from tcxd_desktop.domain.template_totals import VariantTotals
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.templates import context_text, fault_text

_MOST_CASES = 60
_FAULT = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say of one state of a template."""

    template: ScoreTemplate
    faults: tuple[Fault, ...]
    totals: tuple[VariantTotals, ...]


def checked(template: ScoreTemplate) -> Checked:
    """Check a template and add its points up for every case."""
    return Checked(template, tuple(faults(template)), tuple(totals(template))[:_MOST_CASES])


@dataclass(frozen=True, slots=True)
class _Case:
    """A line of the totals."""

    number: int
    told: VariantTotals
    wanted: Decimal


def _case_name(case: _Case) -> str:
    name = context_text(case.told.context)
    if case.told.example:
        name = f"ví dụ {name}"
    return name[:1].upper() + name[1:]


def _case_tip(case: _Case) -> str:
    label, name = case.told.label, _case_name(case)
    return f"{label}: {name[:1].lower()}{name[1:]}" if label else name


_COLUMNS: tuple[Column[_Case], ...] = (
    Column("case", "Trường hợp", _case_name, width=170, sortable=False, tip=_case_tip),
    Column(
        "total", "Tổng", lambda case: show_number(case.told.total), align="right", width=62,
        sortable=False, tone=lambda case: "ok" if case.told.total == case.wanted else "bad",
    ),
)  # fmt: skip


class ChecksPanel(QWidget):
    """Faults, each leading to its place; below them the totals."""

    wanted = Signal(object)
    """Fault whose place is wanted."""

    def __init__(self) -> None:
        """Start without a template."""
        super().__init__()
        look = theme.current()
        self.faults: tuple[Fault, ...] = ()
        self.said = text_label("", role="message")
        self.list = _Faults()
        self.totals: Table[_Case] = Table(
            _COLUMNS, identity=lambda case: case.number, name="Tổng điểm từng trường hợp"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        column.setSpacing(look.px(6))
        column.addWidget(theme.heading(QLabel("Kiểm tra")))
        column.addWidget(self.said)
        column.addWidget(self.list, 3)
        column.addSpacing(look.px(4))
        column.addWidget(theme.heading(QLabel("Tổng điểm từng trường hợp")))
        column.addWidget(self.totals, 2)
        theme.mark(self.totals, "boxed")
        self.list.wanted.connect(self.wanted)
        begin_at(self, self.list)

    def show_checked(self, found: Checked) -> None:
        """Show what was found."""
        self.faults = found.faults
        self.list.show_faults(found.faults, found.template)
        self.list.setVisible(bool(found.faults))
        if found.faults:
            many = show_number(len(found.faults))
            self.say(f"Còn {many} lỗi, chưa ban hành được. F8: đến lỗi sau.", "bad")
        else:
            self.say("Không có lỗi, ban hành được.", "ok")
        self.totals.show_records(
            [_Case(n, told, found.template.total) for n, told in enumerate(found.totals)]
        )

    def say(self, text: str, tone: str) -> None:
        """Say how the template stands."""
        theme.set_mark(self.said, "tone", tone)
        self.said.setText(text)


class _Faults(QListWidget):
    """Sentences that wrap; Enter or a click leads to the place."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, "boxed")
        self.setWordWrap(True)
        self.setAccessibleName("Lỗi của mẫu")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.itemClicked.connect(self._on_item)

    def show_faults(self, faults: Sequence[Fault], template: ScoreTemplate) -> None:
        """Show sentences; the cursor stays on its line."""
        row = self.currentRow()
        self.clear()
        for fault in faults:
            item = QListWidgetItem(fault_text(fault, template))
            item.setData(_FAULT, fault)
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the place with Enter."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.wanted.emit(item.data(_FAULT))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentences anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        pad = theme.current().px(8)
        room = self.viewport().width() - 2 * pad
        for row in range(self.count()):
            item = self.item(row)
            flags = Qt.TextFlag.TextWordWrap
            box = self.fontMetrics().boundingRect(0, 0, max(room, 40), 10_000, flags, item.text())
            item.setSizeHint(QSize(room, box.height() + 2 * pad))

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(_FAULT))
