"""Choosing a paper: their list, beside it what is asked about the chosen one."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.preview import UNCHECKED

_CODE = Qt.ItemDataRole.UserRole


class PaperDialog(Dialog):
    """Papers at the left, what is asked about the chosen one at the right.

    A subclass calls ``offer``, adds its buttons, then chooses a paper to begin with.
    """

    list_name: ClassVar[str] = "Giấy tờ"
    list_wide: ClassVar[int] = 330
    row_high: ClassVar[int] = 32
    most_rows: ClassVar[int] = 15
    """As many are seen without scrolling."""

    forms: Sequence[FormInfo] = ()

    @property
    def form(self) -> FormInfo:
        """The chosen paper."""
        chosen = self.list.currentRow()
        code = self.list.item(chosen).data(_CODE) if chosen >= 0 else ""
        return next((info for info in self.forms if info.code == code), self.forms[0])

    def choose_form(self, code: str) -> None:
        """Choose a paper by its code; the first where there is no such."""
        codes = [info.code for info in self.forms]
        wanted = code if code in codes else codes[0]
        for place in range(self.list.count()):
            if self.list.item(place).data(_CODE) == wanted:
                self.list.setCurrentRow(place)

    # --- what differs -----------------------------------------------------------------------------

    def item_of(self, info: FormInfo) -> QListWidgetItem:
        """Return the line of a paper."""
        item = QListWidgetItem(info.title)
        item.setToolTip(info.guidance)
        return item

    def group_of(self, info: FormInfo) -> str:
        """Return the heading a paper stands below; none for a plain list."""
        return ""

    def build_options(self, column: QVBoxLayout) -> None:
        """Build what is asked about a paper."""

    def show_form(self, info: FormInfo) -> None:
        """Offer what goes with a paper that was chosen."""

    def warning(self, info: FormInfo) -> str:
        """Return what has to be known before a paper is used."""
        return "" if info.annex_seen else UNCHECKED

    # --- building ---------------------------------------------------------------------------------

    def offer(self, forms: Sequence[FormInfo]) -> None:
        """Lay the dialog out with these papers; none is chosen yet."""
        look = theme.current()
        self.forms = forms
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName(self.list_name)
        self.list.setFixedWidth(look.px(self.list_wide))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill_list()
        rows = min(self.list.count(), self.most_rows)
        self.list.setMinimumHeight(look.tall(self.row_high * rows + 8))
        right = QVBoxLayout()
        right.setSpacing(look.px(8))
        self.build_options(right)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.px(18))
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self.unchecked = Notice()
        self.body.addWidget(self.unchecked)
        self.list.currentRowChanged.connect(self.on_form)

    def _fill_list(self) -> None:
        before = ""
        for info in self.forms:
            group = self.group_of(info)
            if group != before:
                self._add(self._heading(group))
                before = group
            item = self.item_of(info)
            item.setData(_CODE, info.code)
            self._add(item)

    def _add(self, item: QListWidgetItem) -> None:
        item.setSizeHint(QSize(0, theme.current().line(self.row_high)))
        self.list.addItem(item)

    def _heading(self, text: str) -> QListWidgetItem:
        head = QListWidgetItem(text)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setBold(True)
        head.setFont(font)
        return head

    @Slot()
    def on_form(self) -> None:
        """Show what goes with the chosen paper."""
        info = self.form
        self.show_form(info)
        warning = self.warning(info)
        if warning:
            self.unchecked.say(warning, "warn", closable=False)
        else:
            self.unchecked.clear()
