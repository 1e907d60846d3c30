"""The list of topics at the left: groups, topics, the parts of the one that is read."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from tcxd_desktop.ui.common import theme
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.help import Topic, topics

_TARGET = Qt.ItemDataRole.UserRole
_ROW, _GROUP_ROW, _PART_ROW = 29, 30, 25
_INDENT = "    "


class TopicsList(QListWidget):
    """Chooses a topic, or a part of it; while one searches, what was found."""

    chosen = Signal(str)
    """The target of the line: ``sao-luu`` or ``sao-luu#khoi-phuc``."""

    def __init__(self) -> None:
        """Show every topic."""
        super().__init__()
        theme.mark(self, "topics")
        self.setAccessibleName("Các bài hướng dẫn")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._open = ""
        self._found: Sequence[tuple[Topic, int]] | None = None
        self._telling = True
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(self._on_clicked)

    def show_all(self, current: str, part: str = "") -> None:
        """Show every topic, the parts of the one that is read below it."""
        if self._found is None and self._open == current and self.count():
            self._choose(current, part)
            return
        self._found, self._open = None, current
        self._telling = False
        self.clear()
        group = ""
        for topic in topics():
            if topic.group != group:
                group = topic.group
                self._add_group(group)
            self._add(topic.title, topic.key, _ROW)
            if topic.key == current:
                for heading in topic.headings:
                    self._add_part(heading.text, f"{topic.key}#{heading.slug}")
        self._telling = True
        self._choose(current, part)

    def show_found(self, found: Sequence[tuple[Topic, int]], current: str) -> None:
        """Show the topics that have what is looked for, each with how many places."""
        self._found, self._open = found, ""
        self._telling = False
        self.clear()
        for topic, count in found:
            self._add(f"{topic.title} · {show_number(count)}", topic.key, _ROW)
        self._telling = True
        self._choose(current, "")

    def follow(self, current: str, part: str) -> None:
        """Have the line of the part that is read be the current one."""
        if self._open == current and not self.hasFocus():
            self._choose(current, part)

    def titles(self) -> list[str]:
        """Return the lines, as they are read."""
        return [self.item(row).text().strip() for row in range(self.count())]

    # --- lines ------------------------------------------------------------------------------------

    def _add(self, text: str, target: str, high: int) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(_TARGET, target)
        item.setToolTip(text.strip())
        item.setSizeHint(QSize(0, theme.current().px(high)))
        self.addItem(item)
        return item

    def _add_group(self, text: str) -> None:
        item = self._add(text, "", _GROUP_ROW)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setToolTip("")
        font = QFont(self.font())
        font.setPointSizeF(8.5 * theme.current().scale / 100)
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        item.setForeground(theme.current().color("muted"))

    def _add_part(self, text: str, target: str) -> None:
        item = self._add(f"{_INDENT}{text}", target, _PART_ROW)
        font = QFont(self.font())
        font.setPointSizeF(9 * theme.current().scale / 100)
        item.setFont(font)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)

    def _choose(self, current: str, part: str) -> None:
        wanted = f"{current}#{part}" if part else current
        rows = {self.item(row).data(_TARGET): row for row in range(self.count())}
        row = rows.get(wanted, rows.get(current, -1))
        self._telling = False
        self.setCurrentRow(row)
        self._telling = True
        if row >= 0:
            self.scrollToItem(self.item(row))

    @Slot()
    def _on_current(self) -> None:
        item = self.currentItem()
        target = item.data(_TARGET) if self.currentRow() >= 0 else ""
        if self._telling and target:
            self.chosen.emit(target)

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        """Go there again, also where the line is the current one already."""
        if item.data(_TARGET):
            self.chosen.emit(item.data(_TARGET))
