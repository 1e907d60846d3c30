"""What the looks of the board mean."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.board_cells import draw_shown, word_font
from tcxd_desktop.ui.meetings.board_rows import Ink, Shown, Tone

_SAMPLE, _HIGH, _GAP = 26, 20, 14
_LAST: tuple[tuple[Shown, str], ...] = (
    (Shown("88", Ink.SELF), "chưa thẩm định"),
    (Shown("88", Ink.REVIEW), "chưa xác nhận"),
    (Shown("05/11", Ink.LATE), "quá ngày, chưa ghi"),
    (Shown("", thematic=True), "chuyên đề"),
)
_USUAL = (
    ("Tốt", Tone.BEST), ("Khá", Tone.GOOD), ("Trung bình", Tone.LOW), ("Kém", Tone.LAST),
)  # fmt: skip


class Legend(QWidget):
    """Samples drawn as the cells are, each with its words; it goes on in a second line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Explain the usual levels."""
        super().__init__(parent)
        self._levels: tuple[tuple[str, Tone], ...] = _USUAL
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._say()

    def show_levels(self, levels: Sequence[tuple[str, Tone]]) -> None:
        """Explain the levels in use, best first."""
        self._levels = tuple(levels) or _USUAL
        self._say()
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return what the width needs."""
        return QSize(theme.current().px(400), self._needed(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as needed."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw samples and words."""
        look = theme.current()
        painter = QPainter(self)
        base = word_font(self.font())
        for box, shown, words in self._placed(self.width()):
            sample = QRect(box.left(), box.top(), look.px(_SAMPLE), box.height() - 2)
            draw_shown(painter, sample, shown, base)
            painter.setFont(base)
            painter.setPen(look.color("muted"))
            room = box.adjusted(look.px(_SAMPLE + 5), 0, 0, -2)
            flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
            painter.drawText(room, flags, words)
        painter.end()

    def _entries(self) -> list[tuple[Shown, str]]:
        levels = [(Shown("88", Ink.OFFICIAL, tone), label) for label, tone in self._levels]
        return [*levels, *_LAST]

    def _placed(self, width: int) -> list[tuple[QRect, Shown, str]]:
        look = theme.current()
        measure = QFontMetrics(word_font(self.font())).horizontalAdvance
        left, top, high = 0, 0, look.px(_HIGH)
        found: list[tuple[QRect, Shown, str]] = []
        for shown, words in self._entries():
            wide = look.px(_SAMPLE + 5) + measure(words)
            if left and left + wide > width:
                left, top = 0, top + high
            found.append((QRect(left, top, wide, high), shown, words))
            left += wide + look.px(_GAP)
        return found

    def _needed(self, width: int) -> int:
        return self._placed(width)[-1][0].bottom() + 1

    def _fit(self) -> None:
        high = self._needed(self.width())
        if self.height() != high:
            self.setFixedHeight(high)

    def _say(self) -> None:
        levels = ", ".join(label for label, _ in self._levels)
        self.setAccessibleName(
            f"Chú giải: ô tô màu là mức đã xác nhận ({levels}); số nghiêng khung đứt là điểm tự "
            "chấm, chưa thẩm định; số có khung là điểm thẩm định, chưa xác nhận; ngày chữ đỏ là "
            "quá ngày dự kiến, chưa ghi buổi họp; chấm đỏ là có sinh hoạt chuyên đề."
        )
