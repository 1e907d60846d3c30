"""The right side of the sheet editor: the criterion in hand, and why it has its points."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, empty_layout, text_label
from tcxd_desktop.ui.common.fields import LabeledField, TextField
from tcxd_desktop.ui.meetings import sheet_words
from tcxd_desktop.ui.meetings.sheet_state import Line, SheetWork
from tcxd_desktop.wording.formats import show_number

WIDTH = 300
_ALL = 16_777_215
"""No limit, as Qt counts."""
_TOP = Qt.AlignmentFlag.AlignTop


class SheetAside(Scroll):
    """Giải thích."""

    agree_wanted = Signal()
    """Take what the other scorer entered on the current line."""
    back_wanted = Signal()
    """Show the table again."""

    def __init__(self) -> None:
        """Build the blocks, empty."""
        super().__init__("Giải thích tiêu chí")
        look = theme.current()
        self.setFixedWidth(look.px(WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(12))
        self.back = QPushButton("Về bảng điểm (F1)")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.back_wanted)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.title = theme.heading(text_label(""))
        self.how = text_label("", role="hint")
        self.note = text_label("", role="muted")
        self._levels = QGridLayout()
        self._levels.setHorizontalSpacing(look.px(8))
        self._levels.setVerticalSpacing(look.px(3))
        self._levels.setColumnStretch(1, 1)
        for label in (self.title, self.how, self.note):
            self.column.addWidget(label)
        self.column.addLayout(self._levels)
        self.why_frame, self._why = _block()
        self.facts_frame, self._facts = _block()
        self.other_frame, self._other = _block()
        self.agree = QPushButton("Nhận như tự chấm (=)")
        self.agree.setAutoDefault(False)
        self.agree.clicked.connect(self.agree_wanted)
        self.apart_frame, self._apart = card("Chênh lệch")
        self.apart = text_label("")
        self.reason = TextField("reason", lines=3)
        self.reason_frame = LabeledField("Lý do chênh lệch", self.reason)
        self._apart.addWidget(self.apart)
        self._apart.addWidget(self.reason_frame)
        for widget in (
            self.why_frame, self.facts_frame, self.other_frame, self.agree, self.apart_frame,
        ):  # fmt: skip
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_line(self, work: SheetWork, line: Line, *, read_only: bool) -> None:
        """Explain a line."""
        self.title.setText(sheet_words.heading(line))
        self.how.setText("" if read_only else sheet_words.how(work, line))
        self.how.setVisible(not read_only)
        told = line.item.note if line.item is not None else ""
        self.note.setText(told)
        self.note.setVisible(bool(told))
        self._show_levels(work, line)
        _fill(self.why_frame, self._why, sheet_words.why_title(work, line),
              sheet_words.why_lines(work, line), keep=True)  # fmt: skip
        _fill(self.facts_frame, self._facts, "Số liệu dùng", sheet_words.facts_used(work, line))
        self._show_other(work, line)
        other = work.of_other(line.id)
        self.agree.setVisible(work.reviewing and not read_only and other.told)
        self.show_apart(work, read_only=read_only)

    def show_apart(self, work: SheetWork, *, read_only: bool) -> None:
        """Say how far self-score and review are apart."""
        text = sheet_words.difference_text(work)
        kept = bool(work.reason)
        self.apart_frame.setVisible(bool(text) or kept)
        self.apart.setText(text)
        self.reason_frame.set_hint(sheet_words.threshold_text(work, work.threshold))
        self.reason.set_read_only(on=read_only or not work.reviewing)
        theme.mark(self.apart, "message" if work.reason_needed() else "said")
        theme.set_mark(self.apart, "tone", "warn" if work.reason_needed() else "")

    def show_reason(self) -> None:
        """Bring the reason into sight."""
        self.ensureWidgetVisible(self.reason_frame, 0, theme.current().px(12))

    def keep_width(self, *, alone: bool) -> None:
        """Take the width of the text size, or all there is where it stands alone."""
        width = theme.current().px(WIDTH)
        self.setMinimumWidth(width)
        self.setMaximumWidth(_ALL if alone else width)
        self.back.setVisible(alone)

    def _show_levels(self, work: SheetWork, line: Line) -> None:
        empty_layout(self._levels)
        for row, (points, label, taken) in enumerate(sheet_words.levels(work, line)):
            number = theme.badge(points, "ok" if taken else "plain")
            self._levels.addWidget(number, row, 0, _TOP)
            words = text_label(label, role="" if taken else "muted")
            self._levels.addWidget(words, row, 1)

    def _show_other(self, work: SheetWork, line: Line) -> None:
        points = work.points(line, other=True)
        lines = []
        if points is not None:
            lines = [f"{show_number(points)} điểm"]
            lines += [note] if (note := work.of_other(line.id).note) else []
        title = "Chi bộ tự chấm" if work.reviewing else "Thẩm định"
        _fill(self.other_frame, self._other, title, lines)


def _block() -> tuple[QFrame, QVBoxLayout]:
    frame, column = card()
    frame.hide()
    return frame, column


def _fill(
    frame: QFrame, column: QVBoxLayout, title: str, lines: list[str], *, keep: bool = False
) -> None:
    """Say lines under a title; without lines the block is not shown."""
    empty_layout(column)
    frame.setVisible(bool(lines) or keep)
    if not lines and not keep:
        return
    column.addWidget(theme.heading(QLabel(title)))
    for text in lines:
        column.addWidget(text_label(text, role="muted"))
