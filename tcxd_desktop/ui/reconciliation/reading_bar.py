"""How a file is read: which sheet, where its headings are, a text file's charset and separator."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.sheet import Book
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.head_rows import HeadRows
from tcxd_desktop.wording.sheet_files import CHARSETS, SEPARATORS


class ReadingBar(QWidget):
    """Offers what may be read otherwise; what a file has no choice of is not shown."""

    sheet_chosen = Signal(int)
    """Place of the sheet in the file."""
    reread_wanted = Signal(str, str)
    """Charset and separator."""

    def __init__(self) -> None:
        """Start without a file."""
        super().__init__()
        look = theme.current()
        self.sheet = _combo("Trang của tệp")
        self.charset = _combo("Bảng mã của tệp")
        self.separator = _combo("Dấu ngăn cột")
        self.head = HeadRows(self)
        self.told = theme.muted(QLabel())
        self._of_sheets = _captioned("Trang", self.sheet)
        self._of_text = (
            *_captioned("Bảng mã", self.charset), *_captioned("Dấu ngăn cột", self.separator),
        )  # fmt: skip
        heads = (
            *_captioned("Tiêu đề từ dòng", self.head.first), *_captioned("đến", self.head.last),
        )  # fmt: skip
        row, _ = flowing(*self._of_sheets, *heads, *self._of_text, spacing=look.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(row)
        column.addWidget(self.told)
        self.sheet.activated.connect(self.sheet_chosen)
        self.charset.activated.connect(self._on_reread)
        self.separator.activated.connect(self._on_reread)

    def show_book(self, book: Book, sheet: int) -> None:
        """Show a file, one of its sheets chosen."""
        self.sheet.clear()
        self.sheet.addItems([one.name for one in book.sheets])
        self.sheet.setCurrentIndex(sheet)
        for widget in self._of_sheets:
            widget.setVisible(len(book.sheets) > 1)
        _offer(self.charset, book.charsets or (book.charset,), CHARSETS, book.charset)
        _offer(self.separator, tuple(SEPARATORS), SEPARATORS, book.separator)
        for widget in self._of_text:
            widget.setVisible(book.kind == "csv")

    @Slot()
    def _on_reread(self) -> None:
        self.reread_wanted.emit(self.charset.currentData(), self.separator.currentData())


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setMinimumContentsLength(10)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo


def _captioned(words: str, box: QWidget) -> tuple[QWidget, QWidget]:
    caption = theme.muted(QLabel(words))
    caption.setBuddy(box)
    caption.setMinimumHeight(box.sizeHint().height())
    return caption, box


def _offer(combo: QComboBox, keys: Sequence[str], words: Mapping[str, str], chosen: str) -> None:
    combo.clear()
    for key in keys:
        combo.addItem(words.get(key, key), key)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
