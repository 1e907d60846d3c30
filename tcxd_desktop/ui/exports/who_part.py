"""Who goes into the file: an organisation, a saved filter, a day, only those who changed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.people import PeopleQuery, SavedFilter
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import DateField, LabeledField, UnitField
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.reading import UnitChoices

_EVERYBODY = "Không lọc"
_ONE_LINE_FROM = 540
_SHARES, _EVEN = (5, 3, 2, 2), (1, 1, 0, 0)
"""How the boxes share the width, beside each other or two in a line."""


class WhoPart(QWidget):
    """The conditions of an export."""

    changed = Signal()
    """The user chose otherwise."""

    def __init__(self, desk: Desk) -> None:
        """Start with everybody in the list today."""
        super().__init__()
        today = desk.today()
        self._filters: list[SavedFilter] = []
        self.unit = UnitField("unit_id", choices=UnitChoices(()), name="Tổ chức để xuất")
        self.unit.set_placeholder("cả đảng bộ")
        self.filter = QComboBox()
        self.filter.setAccessibleName("Bộ lọc đã lưu")
        self.filter.currentTextChanged.connect(self.filter.setToolTip)
        self.as_at = DateField("as_at", today=today, name="Tính đến ngày")
        self.as_at.set_placeholder(f"{today:%d/%m/%Y}")
        self.since = DateField("since", today=today, name="Có thay đổi từ ngày")
        self.since.set_placeholder("mọi ngày")
        self.changed_only = QCheckBox("Chỉ người khác với lần xuất trước")
        self.gone = QCheckBox("Cả người đã rời đảng bộ")
        self.free = QCheckBox("Bỏ qua người đang bị khóa dữ liệu")
        self._build()
        for field in (self.unit, self.as_at, self.since):
            field.editing_done.connect(self.changed)
        self.filter.activated.connect(self.changed)
        for box in (self.changed_only, self.gone, self.free):
            box.toggled.connect(self._on_toggled)

    def _build(self) -> None:
        look = theme.current()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self.filter_box = _captioned("Bộ lọc đã lưu", self.filter)
        self._boxes: tuple[QWidget, ...] = (
            LabeledField("Tổ chức (kể cả trực thuộc)", self.unit),
            self.filter_box,
            LabeledField("Tính đến ngày", self.as_at),
            LabeledField("Có thay đổi từ ngày", self.since),
        )
        self._lay(len(self._boxes))
        checks, _ = flowing(self.changed_only, self.gone, self.free, spacing=look.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(8))
        column.setSpacing(look.px(4))
        column.addLayout(self._grid)
        column.addWidget(checks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put two boxes in a line where there is little room."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.current().px(_ONE_LINE_FROM)
        beside = len(self._boxes) if wide else 2
        if beside != self._beside:
            self._lay(beside)
            QTimer.singleShot(0, self, self.updateGeometry)

    def _lay(self, beside: int) -> None:
        self._beside = beside
        for place, box in enumerate(self._boxes):
            self._grid.addWidget(box, place // beside, place % beside)
            shares = _SHARES if beside == len(self._boxes) else _EVEN
            self._grid.setColumnStretch(place, shares[place])

    def offer(self, units: Sequence[UnitNode], filters: Sequence[SavedFilter]) -> None:
        """Offer the organisations and the saved filters of the office; choices stay."""
        self.unit.set_choices(UnitChoices(units))
        chosen = self.filter.currentText()
        self._filters = list(filters)
        self.filter.clear()
        self.filter.addItems([_EVERYBODY, *(one.name for one in filters)])
        self.filter.setCurrentIndex(max(self.filter.findText(chosen), 0))

    def show_last(self, day: str) -> None:
        """Say when this layout went out last; nothing: it never did."""
        self.changed_only.setText(
            f"Chỉ người khác với lần xuất trước ({day})" if day
            else "Chỉ người khác với lần xuất trước (chưa xuất lần nào)"
        )  # fmt: skip
        self.changed_only.setEnabled(bool(day))
        if not day:
            self.changed_only.setChecked(False)

    def job(self, layout: str) -> ExportJob:
        """Return what is asked for.

        Raises:
            Problem: a day that is none, or not a whole one; an organisation nobody knows.
        """
        problem = self.unit.problem()
        if problem is not None:
            raise problem
        as_at, since = self.as_at.whole(), self.since.whole()
        query = replace(
            self._filter(),
            as_at=as_at.isoformat() if as_at else "",
            unrestricted_only=self.free.isChecked(),
            columns=(),
        )
        unit = self.unit.value()
        if isinstance(unit, int):
            query = replace(query, unit_id=unit)
        if self.gone.isChecked():
            query = replace(query, leavings=())
        return ExportJob(
            layout=layout,
            query=query,
            changed_since=since.isoformat() if since else "",
            only_changed=self.changed_only.isChecked(),
        )

    def _filter(self) -> PeopleQuery:
        place = self.filter.currentIndex() - 1
        return self._filters[place].query if 0 <= place < len(self._filters) else PeopleQuery()

    @Slot()
    def _on_toggled(self) -> None:
        self.changed.emit()


def _captioned(caption: str, box: QComboBox) -> QWidget:
    look = theme.current()
    said = theme.caption(QLabel(caption))
    said.setBuddy(box)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(3))
    column.addWidget(said)
    column.addWidget(box)
    column.addStretch()
    return holder
