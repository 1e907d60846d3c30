"""Step 3: what each column is taken in as; ways of reading that were saved."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabBar,
    QVBoxLayout,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import import_files
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.sheet_mapping_view import SheetMappingView
from tcxd_desktop.ui.imports.frame import Step
from tcxd_desktop.ui.imports.state import ImportState
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.problems import sentence

_KEYS = "Enter, F2: chọn mục · Delete: không nhập cột"


class ColumnsStep(Step):
    """The columns of each sheet that is read."""

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Build it."""
        super().__init__(desk, state)
        look = theme.current()
        self.profiles = QComboBox()
        self.keep = icons.put(QPushButton("Lưu cách đọc này…"), "save")
        self.keep.setToolTip("Lần sau tệp cùng tiêu đề được đọc như thế này (Ctrl+S)")
        self.drop = icons.put(QPushButton("Xóa"), "trash-2")
        self.drop.setAccessibleName("Xóa cách đọc đã lưu")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Các trang được nhập")
        self.view = SheetMappingView()
        self.told = theme.muted(QLabel())
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(theme.hint(QLabel(_KEYS)))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(8))
        column.setSpacing(look.px(8))
        column.addLayout(self._profile_bar())
        column.addWidget(self.tabs)
        column.addWidget(self.view, 1)
        column.addLayout(below)
        self._filling = False
        self.profiles.activated.connect(self._on_profile)
        self.keep.clicked.connect(self.keep_profile)
        self.drop.clicked.connect(self.drop_profile)
        self.tabs.currentChanged.connect(self._on_tab)
        self.view.changed.connect(self._on_columns)
        self.view.said.connect(self._on_said)

    def _profile_bar(self) -> QHBoxLayout:
        look = theme.current()
        self.profiles.setAccessibleName("Cách đọc đã lưu")
        self.profiles.setMinimumWidth(look.px(230))
        caption = theme.muted(QLabel("Cách đọc đã lưu"))
        caption.setBuddy(self.profiles)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(caption)
        row.addWidget(self.profiles)
        for button in (self.keep, self.drop):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_state(self) -> None:
        """Show the sheets that are read, the first one that is to be looked at."""
        self._show_profiles()
        names = [one.sheet for one in self._state.maps]
        current = self.tabs.tabText(self.tabs.currentIndex()) if self.tabs.count() else ""
        self._filling = True
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name in names:
            self.tabs.addTab(name)
        if current in names:
            self.tabs.setCurrentIndex(names.index(current))
        self._filling = False
        self.tabs.setVisible(len(names) > 1)
        self._show_sheet()

    def take_focus(self) -> None:
        """Begin at the columns."""
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def keep_profile(self) -> None:
        """Ask for a name and save how this file is read."""
        commit_open_edit()
        name = dialogs.ask_text(
            self, "Lưu cách đọc", "Tên, ví dụ: Danh sách huyện gửi năm 2019",
            text=self._state.profile, main="Lưu",
        )  # fmt: skip
        if name is None:
            return
        state = self._state
        try:
            import_files.save_profile(self._desk, name, state.maps)
        except Problem as problem:
            self.said.emit(sentence(problem), "bad")
            return
        state.profile = name
        self._show_profiles()
        self.said.emit(f"Đã lưu cách đọc “{name}”.", "ok")

    @Slot()
    def drop_profile(self) -> None:
        """Forget the saved way that is chosen, after asking."""
        name = str(self.profiles.currentData() or "")
        if not name or not dialogs.confirm(self, f"Xóa cách đọc “{name}”?", yes="Xóa"):
            return
        try:
            import_files.drop_profile(self._desk, name)
        except Problem as problem:
            self.said.emit(sentence(problem), "bad")
            return
        self._state.profile = ""
        self._show_profiles()

    def _show_profiles(self) -> None:
        self.profiles.clear()
        self.profiles.addItem("Không dùng", "")
        for one in import_files.profiles(self._desk):
            self.profiles.addItem(one.name, one.name)
        self.profiles.setCurrentIndex(max(self.profiles.findData(self._state.profile), 0))
        self.drop.setEnabled(bool(self.profiles.currentData()))

    def _show_sheet(self) -> None:
        maps = self._state.maps
        place = self.tabs.currentIndex()
        if 0 <= place < len(maps):
            self.view.show_map(self._state.book, maps[place])
        self._tell()

    def _tell(self) -> None:
        columns = [one for each in self._state.maps for one in each.columns]
        taken = sum(bool(one.target) for one in columns)
        unsure = sum(bool(one.target) and not one.sure for one in columns)
        text = f"Nhập {show_number(taken)} trên {show_number(len(columns))} cột."
        if unsure:
            text += f" {show_number(unsure)} cột được đoán theo tiêu đề, hãy xem lại."
        self.told.setText(text)

    @Slot()
    def _on_columns(self) -> None:
        self._state.choose_columns(self.view.sheet_map())
        self.said.emit("", "")
        self._tell()
        self.changed.emit()

    @Slot()
    def _on_tab(self) -> None:
        if not self._filling:
            self._show_sheet()

    @Slot()
    def _on_profile(self) -> None:
        name = str(self.profiles.currentData() or "")
        if name != self._state.profile:
            try:
                self._state.use_profile(name)
            except Problem as problem:
                self.said.emit(sentence(problem), "bad")
            self.show_state()
            self.changed.emit()

    @Slot(str)
    def _on_said(self, text: str) -> None:
        self.said.emit(text, "warn")
