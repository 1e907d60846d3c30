"""The right side of the editor: cách ghi of the box in hand, and what the program noticed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.wording.dossier import ITEMS, item_of, label
from tcxd_desktop.wording.guides import field_guide, guide

WIDTH = 262
_MOST_GAPS = 8


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label


class Card(QFrame):
    """A framed block with a title and lines of text; hidden while it has nothing to say."""

    def __init__(self, title: str) -> None:
        """Start hidden."""
        super().__init__()
        theme.card(self)
        self.title = theme.heading(QLabel(title))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.current().px(7))
        column = QVBoxLayout(self)
        pad = theme.current().px(12)
        column.setContentsMargins(pad, theme.current().px(9), pad, theme.current().px(11))
        column.setSpacing(theme.current().px(6))
        column.addWidget(self.title)
        column.addLayout(self._lines)
        self.hide()

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show (text, tone) lines; none hides the card."""
        for number, (text, tone) in enumerate(lines):
            label = self._label(number)
            label.setText(text)
            theme.set_mark(label, "tone", tone)
            label.show()
        for number in range(len(lines), self._lines.count()):
            self._label(number).hide()
        self.setVisible(bool(lines))

    def texts(self) -> list[str]:
        """Return the lines shown."""
        labels = (self._label(number) for number in range(self._lines.count()))
        return [label.text() for label in labels if not label.isHidden()]

    def _label(self, number: int) -> QLabel:
        item = self._lines.itemAt(number)
        found = item.widget() if item is not None else None
        if isinstance(found, QLabel):
            return found
        label = theme.mark(_words(), "said")
        self._lines.addWidget(label)
        return label


class GuidePane(QScrollArea):
    """Cách ghi, kiểm tra, còn thiếu, nguồn."""

    gap_wanted = Signal()
    """Go to the next box that lacks something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.current().px(WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Cách ghi")
        self.title = theme.heading(QLabel())
        self.title.setWordWrap(True)
        self.box = theme.caption(_words())
        self.how = _words()
        self.sample = _words()
        self.source = theme.hint(_words())
        self.checks = Card("Kiểm tra")
        self.whole = Card("Cả mục")
        self.lacking = Card("Còn thiếu")
        self.proofs = Card("Nguồn")
        self.next_gap = theme.mark(QPushButton("Đến chỗ còn thiếu (F8)"), "link")
        self.next_gap.clicked.connect(self._on_next_gap)
        self._build()
        self.field = ""
        """The box, table or ``table.column`` explained."""

    @property
    def item(self) -> str:
        """The item of the paper the box stands in."""
        return item_of(self.field)

    def _build(self) -> None:
        inner = theme.panel(QWidget())
        column = QVBoxLayout(inner)
        pad = theme.current().px(14)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.current().px(8))
        for widget in (self.title, self.box, self.how, self.sample, self.source):
            column.addWidget(widget)
        column.addSpacing(theme.current().px(4))
        for card in (self.checks, self.whole, self.lacking, self.proofs):
            column.addWidget(card)
        column.addWidget(self.next_gap, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setWidget(inner)

    @Slot(str)
    def show_field(self, key: str) -> None:
        """Show how a box (``field``, ``table`` or ``table.column``) and its item are filled."""
        if key == self.field:
            return
        moved = item_of(key) != self.item
        self.field = key
        found = field_guide(key)
        self.box.setText(label(key))
        for line, text in (
            (self.how, found.how),
            (self.sample, f"Mẫu: {found.sample}" if found.sample else ""),
            (self.source, found.grounds),
        ):
            line.setText(text)
            line.setVisible(bool(text))
        if moved:
            self._show_item(self.item)
        self._settle()
        self.verticalScrollBar().setValue(0)

    def _show_item(self, item: str) -> None:
        numbered, found = item[:1].isdigit(), guide(item)
        self.title.setText(f"Cách ghi mục {item}" if numbered else ITEMS.get(item, "Cách ghi"))
        self.whole.title.setText(f"Cả mục {item}" if numbered else "Cả phần này")
        told = (
            (found.how, "plain"),
            (f"Mẫu: {found.sample}" if found.sample else "", "plain"),
            (f"In ở: {found.forms}" if found.forms else "", "muted"),
            (found.source, "muted"),
        )
        self.whole.show_lines([(text, tone) for text, tone in told if text])

    def show_findings(
        self,
        counted: Sequence[str],
        doubts: Sequence[str],
        lacking: Sequence[str],
        proofs: Sequence[str],
    ) -> None:
        """Show what was counted, what looks wrong, what lacks, and on which paper it rests."""
        lines = [(text, "warn") for text in doubts] + [(text, "plain") for text in counted]
        self.checks.show_lines(lines)
        shown = [(f"· {text}", "plain") for text in lacking[:_MOST_GAPS]]
        if len(lacking) > _MOST_GAPS:
            shown.append((f"và {len(lacking) - _MOST_GAPS} mục nữa", "muted"))
        self.lacking.show_lines(shown)
        self.next_gap.setVisible(bool(lacking))
        self.proofs.show_lines([(text, "plain") for text in proofs])
        self._settle()

    def _settle(self) -> None:
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if layout is not None:
            layout.activate()  # wrapped lines know their height only now

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(theme.current().px(WIDTH))

    @Slot()
    def _on_next_gap(self) -> None:
        self.gap_wanted.emit()
