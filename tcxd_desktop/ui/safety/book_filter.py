"""What the access book is looked for by: period, who acted, kind of act, words, whose dossier."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import DateField
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.safety.parts import bar, partial
from tcxd_desktop.wording.book import KINDS

_FIND_AFTER_MS = 300
_WEEK = 6


def _today(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=_WEEK)


def _month(day: date) -> date:
    return day.replace(day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


PERIODS: tuple[tuple[str, Callable[[date], date]], ...] = (
    ("Hôm nay", _today),
    ("7 ngày", _week),
    ("Tháng này", _month),
    ("Năm nay", _year),
)


class BookFilter(QWidget):
    """Two rows of boxes; says when another query is wanted."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        """Start with the last seven days."""
        super().__init__()
        self._today = today
        self._person = 0
        look = theme.current()
        self.since = DateField("since", today=today, name="Từ ngày")
        self.until = DateField("until", today=today, name="Đến ngày")
        for field in (self.since, self.until):
            field.setFixedWidth(look.px(112))
            field.editing_done.connect(self._on_days)
        self.chips: list[QPushButton] = []
        self._group = QButtonGroup(self)
        for number, (title, _) in enumerate(PERIODS):
            chip = theme.chip(QPushButton(title))
            chip.clicked.connect(self._chooser(number))
            self._group.addButton(chip)
            self.chips.append(chip)
        self.who = _box("Người làm")
        self.kind = _box("Loại việc")
        self.kind.addItem("Mọi loại việc", "")
        for key, kind in KINDS.items():
            self.kind.addItem(kind.label, key)
        self.find_box = FindBox(
            "Tìm trong sổ truy cập",
            asks="Tìm tên, việc, mục đích… không dấu cũng được (F3)",
            least=330,
            wait=_FIND_AFTER_MS,
        )
        self.person = theme.chip(QPushButton())
        self.person.setToolTip("Bỏ điều kiện này")
        self.person.hide()
        self._place()
        self._connect()
        self.choose_period(1)

    def query(self) -> BookQuery:
        """Return what is asked for; a day that is not whole does not filter."""
        return BookQuery(
            since=_iso(self.since),
            until=_iso(self.until),
            account=int(self.who.currentData() or 0),
            kind=str(self.kind.currentData() or ""),
            person_id=self._person,
            text=self.find_box.text(),
        )

    def show_actors(self, actors: Sequence[tuple[int, str]]) -> None:
        """Offer who has lines in the book; who is chosen stays chosen."""
        held = self.who.currentData()
        self.who.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.who.clear()
        self.who.addItem("Mọi người", 0)
        for account, name in actors:
            self.who.addItem(name, account)
        self.who.setCurrentIndex(max(self.who.findData(held), 0))
        self.who.blockSignals(False)  # noqa: FBT003 - Qt's own

    def choose_period(self, number: int) -> None:
        """Choose one of ``PERIODS``, up to today."""
        self.chips[number].setChecked(True)
        first = PERIODS[number][1](self._today)
        self.since.set_value(partial(first))
        self.until.set_value(partial(self._today))
        self.changed.emit()

    def choose_person(self, person_id: int, name: str = "") -> None:
        """Look for the lines about one dossier only; 0 for all."""
        self._person = person_id
        self.person.setText(f"{name}  ✕")
        self.person.setAccessibleName(f"Chỉ hồ sơ {name}; bấm để bỏ")
        self.person.setChecked(True)
        self.person.setVisible(bool(person_id))
        self.changed.emit()

    def _place(self) -> None:
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), 0, look.px(14), look.px(10))
        column.setSpacing(look.px(8))
        days = (_said("Từ"), self.since, _said("đến"), self.until)
        column.addWidget(bar(*days, _line(*self.chips, self.person)))
        column.addWidget(bar(self.who, self.kind, self.find_box))

    def _connect(self) -> None:
        self.who.currentIndexChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self.changed)
        self.find_box.rested.connect(self.changed)
        self.person.clicked.connect(self._on_person)

    def _chooser(self, number: int) -> Callable[[], None]:
        def choose() -> None:
            self.choose_period(number)

        return choose

    @Slot()
    def _on_days(self) -> None:
        self._group.setExclusive(False)
        for chip in self.chips:
            chip.setChecked(False)
        self._group.setExclusive(True)
        self.changed.emit()

    @Slot()
    def _on_person(self) -> None:
        self.choose_person(0)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumWidth(theme.current().px(140))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _said(text: str) -> QLabel:
    label = theme.muted(QLabel(text))
    label.setFixedHeight(theme.current().line(30))
    return label


def _line(*chips: QWidget) -> QWidget:
    """Return chips as high as the fields beside them."""
    holder = QWidget()
    holder.setFixedHeight(theme.current().line(30))
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().px(6))
    for chip in chips:
        row.addWidget(chip)
    return holder


def _iso(field: DateField) -> str:
    value = field.value()
    exact = value.exact if isinstance(value, PartialDate) and field.problem() is None else None
    return exact.isoformat() if exact else ""
