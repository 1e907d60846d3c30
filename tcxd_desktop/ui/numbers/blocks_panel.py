"""The blocks of numbers at the side: how much of each is used, and which number comes next."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.numbers import NumberBlock
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.wording.formats import show_dossier_no, show_number

WARN_FROM = 90
"""Percent of a block used from which the next one should be asked for."""


def used_percent(block: NumberBlock) -> int:
    """Return how much of a block is used; not whole before the last number is."""
    return block.used * 100 // block.size


def span(block: NumberBlock) -> str:
    """Return first and last number as they are read: ``000 001 – 001 200 NB``."""
    first, last = (f"{number:06d}" for number in (block.first, block.last))
    return f"{first[:3]} {first[3:]} – {last[:3]} {last[3:]} {block.symbol}"


class BlocksPanel(QWidget):
    """Cards, one a block."""

    add_wanted = Signal()
    drop_wanted = Signal(object)
    """The NumberBlock declared by mistake."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without blocks."""
        super().__init__(parent)
        self.may_drop = True
        """Whether a block declared by mistake can be taken back here."""
        look = theme.current()
        theme.mark(self, "side")
        theme.panel(self)
        self.next = theme.page_title(QLabel())
        self.left = theme.muted(QLabel())
        self.left.setWordWrap(True)
        self.cards = Scroll("Cụm số được giao")
        self.add = QPushButton("Khai cụm số…")
        self.add.setToolTip("Ctrl+N")
        self.add.clicked.connect(self.add_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(4))
        column.addWidget(theme.muted(QLabel("Số tiếp theo")))
        column.addWidget(self.next)
        column.addWidget(self.left)
        column.addSpacing(look.px(8))
        column.addWidget(theme.heading(QLabel("Cụm số được giao")))
        column.addWidget(self.cards, 1)
        column.addWidget(self.add)

    def show_blocks(self, blocks: Sequence[NumberBlock], following: str, left: int) -> None:
        """Show the blocks, the next number (empty: none) and how many are left."""
        self.next.setText(show_dossier_no(following) if following else "Không còn")
        if following:
            self.left.setText(f"còn {show_number(left)} số chưa cấp")
        else:
            self.left.setText("Hãy khai cụm số được giao.")
        self.cards.clear()
        for block in blocks:
            self.cards.column.addWidget(self._card(block))
        if not blocks:
            words = "Chưa khai cụm số nào. Cụm số do ban tổ chức tỉnh ủy giao bằng văn bản."
            self.cards.column.addWidget(text_label(words, role="muted"))
        self.cards.column.addStretch(1)

    def _card(self, block: NumberBlock) -> QFrame:
        frame, column = card()
        head = QHBoxLayout()
        head.addWidget(theme.heading(QLabel(span(block))))
        head.addStretch(1)
        percent = used_percent(block)
        if block.used >= block.size:
            head.addWidget(theme.badge("đã hết", "bad"))
        elif percent >= WARN_FROM:
            head.addWidget(theme.badge("sắp hết", "warn"))
        column.addLayout(head)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setMaximum(block.size)
        bar.setValue(block.used)
        told = f"Đã cấp {show_number(block.used)} / {show_number(block.size)} số ({percent} %)"
        bar.setAccessibleName(told)
        theme.set_mark(bar, "tone", "warn" if percent >= WARN_FROM else "ok")
        column.addWidget(bar)
        column.addWidget(text_label(told))
        if block.paper:
            column.addWidget(text_label(block.paper, role="hint"))
        if not block.used and self.may_drop:
            drop = theme.mark(QPushButton("Bỏ cụm số khai nhầm"), "link")
            drop.clicked.connect(partial(self._drop, block))
            row = QHBoxLayout()
            row.addWidget(drop)
            row.addStretch(1)
            column.addLayout(row)
        return frame

    def _drop(self, block: NumberBlock) -> None:
        self.drop_wanted.emit(block)
