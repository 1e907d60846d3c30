"""Above the board: title and tools, the four tabs, and what narrows the lines."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.transfers import BoardColumn, Direction, TransferKind
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.fields import UnitField
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.common.reading import UnitChoices
from tcxd_desktop.ui.transfers.board_rows import (
    PERIODS,
    TAB_TIPS,
    TAB_TITLES,
    TABS,
    Narrow,
    way_words,
)
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.transfers import KIND

REGISTERS, PACKAGES = "registers", "packages"
NEW, RECEIVE, COLLECTIVE, PRINT, STOCK, CARDS, CALIBRATE = (
    "new", "receive", "collective", "print", "stock", "cards", "calibrate",
)  # fmt: skip
TOOLS = (
    (PRINT, "Giấy tờ, sổ", "printer", "In giấy tờ của ca, các sổ theo kỳ (Ctrl+P)"),
    (COLLECTIVE, "Tập thể", "network", "Chuyển tập thể: chia, nhập, bàn giao, giải thể"),
    (RECEIVE, "Nhận phiếu", "download", "Đọc mã QR hoặc tệp phiếu nơi khác gửi (Ctrl+O)"),
)
MORE = (
    (REGISTERS, "Sổ sách…", "book-open"),
    (STOCK, "Phôi giấy giới thiệu…", "hash"),
    (CALIBRATE, "Canh chỉnh in lên phôi…", "printer"),
    (CARDS, "Thẻ cơ quan…", "user-check"),
    (PACKAGES, "Gói hồ sơ…", "archive"),
)
_SEARCH_AFTER_MS = 200


class Header(QWidget):
    """Title, how many, tools; words give way to icons where there is little room."""

    wanted = Signal(str)
    """``new``, ``receive``, ``collective``, ``print``, ``stock``, ``cards``, ``calibrate``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the line."""
        super().__init__(parent)
        look = theme.current()
        self.title = theme.page_title(QLabel("Chuyển sinh hoạt"))
        self.count = theme.muted(QLabel())
        self.tools: dict[str, QPushButton] = {}
        for key, text, picture, tip in TOOLS:
            button = icons.put(QPushButton(text), picture)
            button.setToolTip(tip)
            self.tools[key] = button
        self.tools[NEW] = theme.primary(QPushButton("Mở ca mới"))
        self.tools[NEW].setToolTip("Mở một ca chuyển sinh hoạt (Ctrl+N)")
        self.more = theme.mark(QToolButton(), "button")
        self.more.setText("⋯")
        self.more.setToolTip("Sổ sách, phôi giấy, canh chỉnh in, thẻ cơ quan, gói hồ sơ, cột")
        self.more.setAccessibleName("Việc khác")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.entries: dict[str, QAction] = {
            key: self.menu.addAction(icons.icon(picture), text, partial(self.wanted.emit, key))
            for key, text, picture in MORE
        }
        self.menu.addSeparator()
        self.more.setMenu(self.menu)
        for key, button in self.tools.items():
            button.clicked.connect(partial(self.wanted.emit, key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        for key, *_ in TOOLS:
            row.addWidget(self.tools[key])
        row.addWidget(self.more)
        row.addWidget(self.tools[NEW])

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of the short form."""
        return QSize(theme.current().px(360), self.more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show words beside the icons where there is room for them."""
        super().resizeEvent(event)
        self._share(event.size().width())

    def show_count(self, open_cases: int) -> None:
        """Say how many cases are open."""
        self.count.setText(f"{show_number(open_cases)} ca đang mở")
        self._share(self.width())

    def _share(self, width: int) -> None:
        for key, text, *_ in TOOLS:
            self.tools[key].setText(f" {text}")
        shown: Sequence[QWidget] = (self.title, self.more, *self.tools.values())
        px = theme.current().px
        whole = sum(widget.sizeHint().width() for widget in shown) + px(8) * len(shown)
        self.count.setVisible(width >= whole + self.count.sizeHint().width() + px(16))
        if width < whole:
            for key, *_ in TOOLS:
                self.tools[key].setText("")


class Tabs(QTabBar):
    """Cần làm, Đang chờ, Quá hạn, Đã xong, each with its number."""

    chosen = Signal(object)
    """BoardColumn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without numbers."""
        super().__init__(parent)
        self.setAccessibleName("Tình hình các ca")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for number, tab in enumerate(TABS, start=1):
            place = self.addTab(TAB_TITLES[tab])
            self.setTabToolTip(place, f"{TAB_TIPS[tab]} (Ctrl+{number})")
        self.currentChanged.connect(self._on_changed)

    @property
    def current(self) -> BoardColumn:
        """The tab shown."""
        return TABS[max(self.currentIndex(), 0)]

    def choose(self, tab: BoardColumn) -> None:
        """Show a tab."""
        self.setCurrentIndex(TABS.index(tab))

    def tell(self, found: Mapping[BoardColumn, int]) -> None:
        """Say how many cases each has."""
        for place, tab in enumerate(TABS):
            self.setTabText(place, f"{TAB_TITLES[tab]}  {show_number(found.get(tab, 0))}")

    @Slot(int)
    def _on_changed(self, _place: int) -> None:
        self.chosen.emit(self.current)


class Filters(QWidget):
    """Direction, kind, chi bộ, words; and since when, of finished cases."""

    changed = Signal()
    left = Signal()
    """Enter in the search line: on to what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Narrow nothing."""
        super().__init__(parent)
        look = theme.current()
        self._group = QButtonGroup(self)
        self.ways: dict[str, QPushButton] = {}
        for way in ("", *Direction):
            chip = theme.chip(QPushButton(way_words(way)))
            chip.clicked.connect(self.changed)
            self._group.addButton(chip)
            self.ways[str(way)] = chip
        self.ways[""].setChecked(True)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Loại chuyển")
        self.kind.addItem("Mọi loại", "")
        for kind in TransferKind:
            self.kind.addItem(KIND[kind], str(kind))
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(8)
        self.kind.view().setMinimumWidth(look.px(300))
        self.unit = UnitField("unit_id", choices=UnitChoices(()), name="Chi bộ, tổ chức")
        self.unit.set_placeholder("chi bộ")
        self.unit.setFixedWidth(look.px(140))
        self.text = QLineEdit()
        self.text.setPlaceholderText("tên, nơi, số giấy")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("Tìm trong các ca")
        self.text.setToolTip("F3, Ctrl+F")
        self.text.setFixedWidth(look.px(160))
        self.period = QComboBox()
        """Stands beside the tabs: it belongs to one of them."""
        self.period.setAccessibleName("Ca xong từ khi nào")
        for key, words in PERIODS:
            self.period.addItem(words, key)
        chips = QWidget()
        beside = QHBoxLayout(chips)
        beside.setContentsMargins(0, look.px(3), look.px(4), look.px(3))
        beside.setSpacing(look.px(6))
        for chip in self.ways.values():
            beside.addWidget(chip)
        row = FlowLayout(self, spacing=look.px(6))
        for widget in (chips, self.kind, self.unit, self.text):
            row.addWidget(widget)
        self._wait = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._connect()

    @property
    def narrow(self) -> Narrow:
        """What is looked at."""
        unit = self.unit.value()
        return Narrow(
            direction=next((key for key, chip in self.ways.items() if chip.isChecked()), ""),
            kind=str(self.kind.currentData()),
            unit_id=unit if isinstance(unit, int) else None,
            text=self.text.text(),
            period=str(self.period.currentData()),
        )

    def show_units(self, nodes: Sequence[UnitNode]) -> None:
        """Offer the organisations of the office."""
        self.unit.set_choices(UnitChoices(nodes))

    def show_period(self, *, on: bool) -> None:
        """Show since when, which concerns finished cases only."""
        self.period.setVisible(on)
        self.updateGeometry()

    def clear(self) -> None:
        """Narrow nothing any more."""
        self.ways[""].setChecked(True)
        self.kind.setCurrentIndex(0)
        self.unit.set_value(None)
        self.text.clear()
        self._wait.stop()
        self.changed.emit()

    def go_to_search(self) -> None:
        """Put the keyboard into the search line."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def _connect(self) -> None:
        self._wait.timeout.connect(self.changed)
        self.kind.activated.connect(self.changed)
        self.period.activated.connect(self.changed)
        self.unit.changed.connect(self._wait.start)
        self.unit.editing_done.connect(self.changed)
        self.text.textChanged.connect(self._wait.start)
        self.text.returnPressed.connect(self._on_entered)

    @Slot()
    def _on_entered(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self.changed.emit()
        self.left.emit()


def beside(left: QWidget, right: QWidget) -> QWidget:
    """Return two widgets in one row, one at each end."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return holder


def stacked(*rows: QWidget) -> QWidget:
    """Return rows one below the other, with the margins of a page's head."""
    look = theme.current()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(8))
    column.setSpacing(look.px(6))
    for row in rows:
        column.addWidget(row)
    return holder
