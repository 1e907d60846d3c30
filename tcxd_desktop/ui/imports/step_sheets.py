"""Step 2: which sheets of the file are read, as what list, and where their headings are."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.imports import SheetMap
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.office import import_files
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.head_rows import MOST_HEAD, HeadRows
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.common.sheet_grid import NO_HEAD, SheetGrid
from tcxd_desktop.ui.imports.frame import Step, section
from tcxd_desktop.ui.imports.state import ImportState
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.sheets import target_label

_LEFT = 214
_AUTO = ""
_TEXT = "Tệp văn bản"
"""Stands for the sheet of a text file, which has no name."""


class SheetsStep(Step):
    """Sheets at the left, ticked where they are read; the current one with its heading marked."""

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Build it."""
        super().__init__(desk, state)
        self._layouts: tuple[Layout, ...] = ()
        self._filling = False
        self.sheets = QListWidget()
        theme.mark(self.sheets, "boxed")
        self.sheets.setAccessibleName("Các trang của tệp; phím cách để chọn hoặc bỏ")
        self.layout_box = QComboBox()
        self.head = HeadRows(self)
        self.first, self.last = self.head.first, self.head.last
        self.here = QPushButton("Dòng đang đứng")
        self.none = QPushButton("Không có tiêu đề")
        self.told = text_label("", role="muted")
        self.grid = SheetGrid("Nội dung trang, dòng tiêu đề được tô")
        self._build()
        self._connect()

    def show_state(self) -> None:
        """Show the sheets of the file."""
        self._layouts = import_files.layouts(self._desk)
        self._filling = True
        self.layout_box.clear()
        self.layout_box.addItem("Tự nhận theo tiêu đề", _AUTO)
        for layout in self._layouts:
            self.layout_box.addItem(layout.title, layout.key)
        current = self.current()
        self.sheets.clear()
        for sheet in self._state.book.sheets:
            item = QListWidgetItem(f"{sheet.name or _TEXT}  ·  {show_number(len(sheet.rows))} dòng")
            item.setData(Qt.ItemDataRole.UserRole, sheet.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            read = self._state.map_of(sheet.name) is not None
            item.setCheckState(Qt.CheckState.Checked if read else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, theme.current().line(28)))
            self.sheets.addItem(item)
        names = [sheet.name for sheet in self._state.book.sheets]
        read_first = next((one.sheet for one in self._state.maps), names[0] if names else "")
        wanted = current if current in names else read_first
        if wanted in names:
            self.sheets.setCurrentRow(names.index(wanted))
        self._filling = False
        self._show_sheet(again=False)

    def take_focus(self) -> None:
        """Begin at the heading of the first sheet."""
        target = self.first if self.first.isEnabled() else self.sheets
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> str:
        """Return the name of the sheet the cursor stands on."""
        row = self.sheets.currentRow()
        return str(self.sheets.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else ""

    @Slot(int, int)
    def set_head(self, first: int, last: int) -> None:
        """Take rows, from 0, as the heading; ``-1`` for none."""
        one = self._state.map_of(self.current())
        if one is not None and one.head != (first, last):
            self._try(partial(self._state.remap, one.sheet, (first, last)))

    def _try(self, act: Callable[[], None]) -> None:
        """Read the sheet otherwise and show it so."""
        try:
            act()
        except Problem as problem:
            self.said.emit(sentence(problem), "bad")
        self._show_sheet(again=True)
        self.changed.emit()

    def _show_sheet(self, *, again: bool) -> None:
        """Show the current sheet; ``again``: its cells are shown already."""
        sheet = self._state.book.sheet(self.current())
        one = self._state.map_of(self.current())
        head = one.head if one is not None else NO_HEAD
        if sheet is None:
            return
        if again:
            self.grid.show_head(head)
        else:
            self.grid.show_sheet(sheet, head, self._state.old_reader(sheet))
        self.head.show_head(head, len(sheet.rows))
        self._filling = True
        place = self.layout_box.findData(one.layout if one is not None else _AUTO)
        self.layout_box.setCurrentIndex(max(place, 0))
        self._filling = False
        for widget in (self.first, self.last, self.layout_box, self.here, self.none):
            widget.setEnabled(one is not None)
        self.told.setText(self._words(sheet, one))

    def _words(self, sheet: Sheet, one: SheetMap | None) -> str:
        if one is None:
            return "Trang này không được nhập. Đánh dấu ở danh sách bên trái để nhập."
        taken = [choice for choice in one.columns if choice.target]
        layout = next((each for each in self._layouts if each.key == one.layout), None)
        kind = f"Nhận ra: {layout.title}. " if layout is not None else "Chưa nhận ra mẫu nào. "
        lines = f"Mỗi dòng là một dòng của mục {target_label(one.table)}. " if one.table else ""
        unsure = "Mẫu chưa kiểm chứng. " if layout is not None and not layout.verified else ""
        below = max(len(sheet.rows) - one.head[1] - 1, 0)
        return (
            f"{kind}{unsure}{lines}{show_number(below)} dòng dưới tiêu đề, {len(one.columns)} cột,"
            f" nhận ra {len(taken)} cột."
        )

    def _build(self) -> None:
        look = theme.current()
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(look.px(6))
        left.addWidget(section("Trang được nhập"))
        left.addWidget(self.sheets, 1)
        caption = theme.caption(QLabel("Mẫu danh sách của trang đang chọn"))
        caption.setWordWrap(True)
        caption.setBuddy(self.layout_box)
        self.layout_box.setAccessibleName("Mẫu danh sách của trang đang chọn")
        self.layout_box.setMinimumContentsLength(12)
        left.addWidget(caption)
        left.addWidget(self.layout_box)
        holder.setFixedWidth(look.px(_LEFT))
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(look.px(8))
        right.addWidget(self._heads())
        right.addWidget(self.told)
        right.addWidget(self.grid, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        row.setSpacing(look.px(14))
        row.addWidget(holder)
        row.addWidget(Roomy(beside, self.grid), 1)

    def _heads(self) -> QWidget:
        """Return what chooses the rows of the heading."""
        look = theme.current()
        since, until = (theme.muted(QLabel(text)) for text in ("Tiêu đề từ dòng", "đến dòng"))
        for label in (since, until):
            label.setMinimumHeight(self.first.sizeHint().height())
        self.here.setToolTip("Dòng đang đứng là tiêu đề (Enter trong bảng)")
        self.here.setAccessibleName("Dòng đang đứng là tiêu đề")
        self.none.setToolTip("Trang không có dòng tiêu đề: mọi dòng là dữ liệu")
        for button in (self.here, self.none):
            button.setAutoDefault(False)
        heads, _ = flowing(since, self.first, until, self.last, self.here, self.none,
                           spacing=look.px(8))  # fmt: skip
        return heads

    def _connect(self) -> None:
        self.sheets.currentItemChanged.connect(self._on_current)
        self.sheets.itemChanged.connect(self._on_ticked)
        self.layout_box.activated.connect(self._on_layout)
        self.head.chosen.connect(self.set_head)
        self.here.clicked.connect(self._on_here)
        self.none.clicked.connect(self._on_none)
        self.grid.row_chosen.connect(self._on_row)

    @Slot()
    def _on_current(self) -> None:
        if not self._filling:
            self._show_sheet(again=False)

    @Slot(QListWidgetItem)
    def _on_ticked(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        name = str(item.data(Qt.ItemDataRole.UserRole))
        self.sheets.setCurrentItem(item)
        on = item.checkState() == Qt.CheckState.Checked
        self._try(partial(self._state.take_sheet, name, on=on))

    @Slot()
    def _on_layout(self) -> None:
        name, key = self.current(), str(self.layout_box.currentData())
        if self._state.map_of(name) is not None:
            self._try(partial(self._state.choose_layout, name, key))

    @Slot()
    def _on_here(self) -> None:
        self._on_row(self.grid.currentIndex().row())

    @Slot(int)
    def _on_row(self, row: int) -> None:
        """Begin the heading at a row; a second row right below one that was begun ends it."""
        one = self._state.map_of(self.current())
        if one is None or row < 0:
            return
        first, last = one.head
        below = first >= 0 and last < row < first + MOST_HEAD
        self.set_head(first if below else row, row)

    @Slot()
    def _on_none(self) -> None:
        self.set_head(*NO_HEAD)
