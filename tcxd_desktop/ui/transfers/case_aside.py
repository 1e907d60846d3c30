"""Beside a case: from where to where, what stands in the way, the clocks with their basis."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.transfers import Blocked, Transfer
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll, card, text_label
from tcxd_desktop.ui.transfers.case_reading import Opened
from tcxd_desktop.ui.transfers.case_words import ClockLine, clock_lines
from tcxd_desktop.wording.transfers import BLOCK, place_text

_WIDE = 316
_LONG = 190
"""Letters of a paragraph that are shown at once."""
_NO_CLOCKS = "Chưa có thời hạn nào chạy."
_DECIDES_NOT = "Chương trình chỉ tính ngày và nhắc; việc xử lý do cấp ủy quyết định."


class CaseAside(Scroll):
    """Cards that scroll."""

    person_wanted = Signal(int)
    override_wanted = Signal(object)
    """Blocked: the head wants to let it pass."""

    def __init__(self, desk: Desk, *, ends: bool = True) -> None:
        """Start without a case; ``ends``: say from where to where."""
        super().__init__("Thời hạn và vướng mắc")
        self._desk = desk
        self._ends = ends
        self.lines: list[ClockLine] = []
        self.passes: dict[str, QPushButton] = {}
        """*Cho qua*, by the key of the block."""

    def keep_width(self) -> None:
        """Take the width of the text size in force."""
        self.setFixedWidth(theme.current().px(_WIDE))

    def show_case(self, found: Opened, today: date) -> None:
        """Show a case."""
        kept = self.verticalScrollBar().value()
        self.clear()
        self.passes = {}
        self.lines = clock_lines(found.clocks, today)
        column = self.column
        if self._ends:
            column.addWidget(self._way(found.case))
        open_ones = [one for one in found.blocks if not one.overridden]
        if open_ones:
            column.addWidget(self._blocks(open_ones))  # before the clocks, whose text is long
        column.addWidget(self._clocks(self.lines))
        passed = [one for one in found.blocks if one.overridden]
        if passed:
            column.addWidget(_passed(passed))
        column.addStretch(1)
        self.verticalScrollBar().setValue(kept)

    def _way(self, case: Transfer) -> QFrame:
        frame, column = card()
        for name, end in (("Nơi đi", case.source), ("Nơi đến", case.target)):
            column.addWidget(theme.caption(QLabel(name)))
            column.addWidget(text_label(place_text(end) or "chưa ghi"))
        if case.person_id is not None:
            number = case.person_id
            link = LinkLabel("Mở hồ sơ đảng viên", "", partial(self.person_wanted.emit, number))
            column.addWidget(link)
        return frame

    def _clocks(self, lines: Sequence[ClockLine]) -> QFrame:
        frame, column = card("Thời hạn")
        if not lines:
            column.addWidget(text_label(_NO_CLOCKS, role="muted"))
        for line in lines:
            column.addWidget(_told(line))
        if any(line.tone == "bad" for line in lines):
            column.addWidget(text_label(_DECIDES_NOT, role="hint"))
        return frame

    def _blocks(self, blocks: Sequence[Blocked]) -> QFrame:
        frame, column = card("Vướng mắc")
        for block in blocks:
            column.addWidget(self._block(block))
        return frame

    def _block(self, block: Blocked) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, theme.current().px(4))
        column.setSpacing(theme.current().px(3))
        tone = "warn" if block.may_override else "bad"
        column.addWidget(theme.badge(BLOCK[block.block], tone))
        column.addWidget(LongText(block.detail))
        column.addWidget(text_label(block.basis, role="hint"))
        if block.may_override:
            button = QPushButton("Cho qua…")
            button.setAutoDefault(False)
            button.setToolTip("Người đứng đầu cho đi tiếp, ghi rõ lý do")
            allow(button, self._desk, Permission.OVERRIDE)
            button.clicked.connect(partial(self.override_wanted.emit, block))
            self.passes[block.block.value] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return holder


class LongText(QWidget):
    """A paragraph; of a long one the beginning, and the rest at a word."""

    def __init__(self, text: str) -> None:
        """Show ``text``."""
        super().__init__()
        self._text = text
        short = text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0]} …"
        self.label = text_label(short)
        self.more = theme.mark(QPushButton("Xem hết"), "link")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(short != text)

    @Slot()
    def _on_more(self) -> None:
        self.label.setText(self._text)
        self.more.hide()


def _passed(blocks: Sequence[Blocked]) -> QFrame:
    """Return what the head let pass, in a line each."""
    frame, column = card("Đã cho qua")
    for block in blocks:
        column.addWidget(text_label(f"{BLOCK[block.block]}: {block.overridden}", role="muted"))
    return frame


def _told(line: ClockLine) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, theme.current().px(4))
    column.setSpacing(theme.current().px(2))
    if line.when:
        column.addWidget(theme.badge(line.when, line.tone))
    column.addWidget(text_label(line.text))
    if line.basis:
        column.addWidget(text_label(line.basis, role="hint"))
    return holder
