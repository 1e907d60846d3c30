"""Changing a layout: its title, the lines over the table, its columns one by one."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.export_errors import NoLayoutProblem
from tcxd_desktop.domain.layouts import Layout, LayoutSheet
from tcxd_desktop.office import layouts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField, LineField, TextField
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.common.page_head import EditorHead
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.common.table_field import RowsField
from tcxd_desktop.ui.exports.editor_lines import (
    CAPTIONS,
    ColumnLine,
    code_lists,
    lines_of,
    same,
    sheet_of,
)
from tcxd_desktop.wording.exports import CHANGED, HEADING_WORDS, OWN, UNVERIFIED, file_stem

JSON = "Mẫu danh sách (*.json)"
_KEYS = (
    "F2 hoặc Enter sửa ô · Alt+↑, Alt+↓ đổi thứ tự cột · Delete xóa cột, Ctrl+Z lấy lại ·"
    " Enter ở dòng cuối thêm cột · đánh dấu Tắt để tạm bỏ cột"
)
_HEADING = "Mỗi dòng một hàng; {0} được điền khi xuất"
_WIDTHS = (230, 250, 190, 140, 70, 80, 60)
_WIDE = 1
"""The column that takes the room left over."""


class LayoutEditor(Layer):
    """A layout, edited as a whole and kept as a whole."""

    kept = Signal(object)
    """The Layout as it was saved."""
    dropped = Signal(object)
    """The shipped Layout that is there again, or ``None``."""

    unsaved_name = "Mẫu danh sách"

    def __init__(self, desk: Desk) -> None:
        """Build an empty editor."""
        super().__init__()
        self._desk = desk
        self._layout: Layout | None = None
        self._below: Layout | None = None
        """The shipped layout it lies over."""
        self._before: Layout | None = None
        """As it stood when it was opened."""
        self.tables: list[RowsField] = []
        self.notice = Notice()
        self.head = EditorHead("Xuất Excel")
        self.back_to_shipped = icons.put(QPushButton("Về mẫu gốc"), "undo-2")
        self.remove = icons.put(QPushButton("Xóa mẫu"), "trash-2")
        self.give = icons.put(QPushButton("Ghi mẫu ra tệp…"), "download")
        self.title = LineField("title")
        self.heading = TextField("heading", lines=2)
        self.tabs = QTabBar()
        self.stack = QStackedWidget()
        self.said = theme.hint(QLabel(_KEYS))
        self._build()
        self._connect()

    # --- opening ----------------------------------------------------------------------------------

    def open_layout(self, layout: Layout) -> None:
        """Show a layout to be changed; one without a key is new."""
        found = layouts.shipped(sealed=self._desk.actor.sealed)
        self._layout = layout
        self._below = found.get(layout.key)
        self.notice.clear()
        self.title.set_value(layout.title)
        self.heading.set_value("\n".join(layout.heading))
        self._fill()
        self._before = self.composed() if layout.key else None
        shipped = self._below is not None
        self.back_to_shipped.setVisible(layout.own and shipped)
        self.remove.setVisible(layout.own and not shipped and bool(layout.key))
        self.give.setEnabled(bool(layout.key))
        self._dress()

    def composed(self) -> Layout:
        """Return the layout as it is edited."""
        if self._layout is None:
            raise NoLayoutProblem("")
        sheets = tuple(
            sheet_of(table.value(), sheet, self._below_sheet(sheet))
            for table, sheet in zip(self.tables, self._layout.sheets, strict=True)
        )
        return replace(
            self._layout,
            title=str(self.title.value() or ""),
            heading=tuple(str(self.heading.value() or "").splitlines()),
            sheets=sheets,
        )

    def _below_sheet(self, sheet: LayoutSheet) -> LayoutSheet | None:
        sheets = self._below.sheets if self._below is not None else ()
        return next((one for one in sheets if one.table == sheet.table), None)

    def _fill(self) -> None:
        """Make a table for each sheet."""
        for gone in self.tables:
            self.stack.removeWidget(gone)
            gone.deleteLater()
        while self.tabs.count():
            self.tabs.removeTab(0)
        self.tables = []
        sheets = self._layout.sheets if self._layout is not None else ()
        for sheet in sheets:
            sources = Sources(self._desk.today(), code_lists(sheet.table))
            table = RowsField("columns", ColumnLine, CAPTIONS, sources, name="Các cột của mẫu")
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            table.set_value(lines_of(sheet, self._below_sheet(sheet)))
            header = table.horizontalHeader()
            header.setStretchLastSection(False)
            for place, width in enumerate(_WIDTHS):
                header.resizeSection(place, theme.current().px(width))
            header.setSectionResizeMode(_WIDE, QHeaderView.ResizeMode.Stretch)
            table.changed.connect(self._dress)
            table.said.connect(self._on_said)
            self.tables.append(table)
            self.stack.addWidget(table)
            self.tabs.addTab(sheet.name)
        self.tabs.setVisible(len(sheets) > 1)

    def take_keyboard(self) -> None:
        """Begin with the columns; of a new layout too, its title was just typed."""
        if self.tables:
            self.tables[max(self.tabs.currentIndex(), 0)].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the work is."""
        super().showEvent(event)
        if not event.spontaneous():
            self.take_keyboard()

    # --- what a layer tells -----------------------------------------------------------------------

    def unsaved(self) -> bool:
        """Tell whether the layout differs from the one that was opened."""
        if self._layout is None:
            return False
        return self._before is None or not same(self.composed(), self._before)

    def save(self) -> bool:
        """Keep the layout; false with the reason shown when it cannot be used."""
        self.notice.clear()
        try:
            for table in self.tables:
                problem = table.problem()
                if problem is not None:
                    raise problem
            made = layouts.save_layout(self._desk, self.composed())
        except Problem as problem:
            self.notice.show_problem(problem)
            return False
        self.open_layout(made)
        self.kept.emit(made)
        return True

    def discard(self) -> None:
        """Forget what was changed."""
        self._layout = self._before = None

    @Slot()
    def save_and_leave(self) -> None:
        """Keep the layout and go back to the page."""
        if self.save():
            self.left.emit()

    @Slot()
    def drop(self) -> None:
        """Go back to the shipped layout, or remove one of the office, after asking."""
        if self._layout is None:
            return
        shipped = self._below is not None
        text = (
            f"Bỏ mọi chỗ đã sửa, dùng lại mẫu gốc “{self._layout.title}”?" if shipped
            else f"Xóa mẫu “{self._layout.title}” của cơ quan?"
        )  # fmt: skip
        yes = "Về mẫu gốc" if shipped else "Xóa mẫu"
        if not dialogs.confirm(self, text, yes=yes):
            return
        try:
            below = layouts.drop_layout(self._desk, self._layout.key)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.discard()
        self.dropped.emit(below)
        self.left.emit()

    @Slot()
    def write_file(self) -> None:
        """Write the layout as it was kept to a file for another office."""
        if self._layout is None or not self._layout.key:
            return
        name = f"mau-{file_stem(self._layout.title)}.json"
        path = dialogs.save_file(self, "Ghi mẫu ra tệp", name, JSON)
        if path is None:
            return
        try:
            write_file(path, layouts.layout_file_of(self._desk, self._layout.key))
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        told = " Chỗ chưa lưu không có trong tệp." if self.unsaved() else ""
        self.notice.say(f"Đã ghi mẫu vào {path.name}.{told}", "warn" if told else "ok")

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.head.place(self.back_to_shipped, self.remove, self.give)
        told = "\n".join(f"{{{key}}}: {text}" for key, text in HEADING_WORDS.items())
        names = ", ".join(f"{{{key}}}" for key in HEADING_WORDS)
        self.heading.edit.setPlaceholderText(_HEADING.format(names))
        self.heading.edit.setToolTip(told)
        row = QHBoxLayout()
        row.setSpacing(look.px(14))
        row.addWidget(LabeledField("Tên của mẫu", self.title), 2)
        row.addWidget(LabeledField("Các dòng trên bảng", self.heading), 3)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Các trang của mẫu")
        self.said.setWordWrap(True)
        body = theme.panel(QWidget())
        column = QVBoxLayout(body)
        column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        column.setSpacing(look.px(8))
        column.addWidget(self.notice)
        column.addLayout(row)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        column.addWidget(self.said)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(body, 1)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.head.save_wanted.connect(self.save_and_leave)
        self.back_to_shipped.clicked.connect(self.drop)
        self.remove.clicked.connect(self.drop)
        self.give.clicked.connect(self.write_file)
        self.title.changed.connect(self._dress)
        self.heading.changed.connect(self._dress)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.add_keys(
            ("Ctrl+S", self.save_and_leave), ("Ctrl+Return", self.save_and_leave),
            ("Ctrl+Enter", self.save_and_leave), ("Esc", self.leave),
        )  # fmt: skip

    @Slot()
    def _dress(self) -> None:
        """Say in the head what is open and whether something is not kept yet."""
        if self._layout is None:
            return
        self.head.title.say(str(self.title.text()) or self._layout.title)
        shipped = self._below is not None
        if self._layout.own:
            self.head.show_badge(CHANGED if shipped else OWN, "plain")
        else:
            self.head.show_badge("" if self._layout.verified else UNVERIFIED, "warn")
        self.head.state.say("Chưa lưu" if self.unsaved() else "")

    @Slot(str)
    def _on_said(self, text: str) -> None:
        self.said.setText(text)
