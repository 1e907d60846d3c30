"""Step 1: the file itself; of a text file, how its letters and cells are told apart."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.sheet_grid import SheetGrid
from tcxd_desktop.ui.imports.frame import Step
from tcxd_desktop.ui.imports.state import ImportState
from tcxd_desktop.wording.sheet_files import CHARSETS, SEPARATORS

_MOST_NOTES = 6
_OLD = "Chữ phông cũ được đọc sang Unicode như trên; bước 4 cho xem trước và sau. "


class FileStep(Step):
    """What was read, as it was read; a text file may be read otherwise."""

    reread = Signal(str, str)
    """Read the file again: charset and separator."""

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Build it."""
        super().__init__(desk, state)
        look = theme.current()
        self.charset, self.separator = QComboBox(), QComboBox()
        self.text_file = self._text_file()
        self.notes = Notice()
        self.grid = SheetGrid("Nội dung tệp")
        self.more = theme.hint(QLabel())
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        column.setSpacing(look.px(8))
        for widget in (self.text_file, self.notes):
            column.addWidget(widget)
        column.addWidget(self.grid, 1)
        column.addWidget(self.more)
        self.charset.activated.connect(self._on_chosen)
        self.separator.activated.connect(self._on_chosen)

    def show_state(self) -> None:
        """Show the file that was read."""
        state = self._state
        if state.source is None:
            return
        book = state.book
        self.text_file.setVisible(book.kind == "csv")
        _offer(self.charset, book.charsets or (book.charset,), CHARSETS, book.charset)
        separators = tuple(dict.fromkeys((*SEPARATORS, book.separator)))
        _offer(self.separator, separators, SEPARATORS, book.separator)
        shown = book.notes[:_MOST_NOTES]
        if len(book.notes) > len(shown):
            shown = (*shown, f"… và {len(book.notes) - len(shown)} điều khác.")
        if shown:
            self.notes.say("\n".join(shown), "warn", closable=False)
        else:
            self.notes.clear()
        if not book.sheets:
            self.more.setText("")
            return
        old = state.old_reader(book.sheets[0])
        self.grid.show_sheet(book.sheets[0], shown=old)
        first = f"Trang đầu: {book.sheets[0].name}. " if len(book.sheets) > 1 else ""
        letters = _OLD if old is not None else ""
        self.more.setText(f"{first}{letters}Tệp gốc không bị sửa.")

    def take_focus(self) -> None:
        """Begin at the charset of a text file, else at the cells."""
        text = self._state.book.kind == "csv"
        (self.charset if text else self.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def _text_file(self) -> QWidget:
        look = theme.current()
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for caption, box in (("Bảng mã của tệp", self.charset), ("Dấu ngăn cột", self.separator)):
            label = theme.muted(QLabel(caption))
            label.setBuddy(box)
            box.setAccessibleName(caption)
            box.setMinimumWidth(look.px(190))
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(look.px(10))
        hint = Elided()
        hint.say("Chọn cho tới khi chữ bên dưới đọc được.")
        row.addWidget(theme.hint(hint), 1)
        whole.hide()
        return whole

    @Slot()
    def _on_chosen(self) -> None:
        charset, separator = str(self.charset.currentData()), str(self.separator.currentData())
        book = self._state.book
        if (charset, separator) != (book.charset, book.separator):
            self.reread.emit(charset, separator)


def _offer(box: QComboBox, keys: tuple[str, ...], names: Mapping[str, str], chosen: str) -> None:
    box.clear()
    for key in keys:
        box.addItem(names.get(key, key), key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
