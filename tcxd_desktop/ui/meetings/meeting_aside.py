"""The right side of the meeting editor: its figures, at once, with what they rest on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.ui.meetings.meeting_figures import Figure, count_figures, day_figures
from tcxd_desktop.ui.meetings.meeting_state import MeetingWork

WIDTH = 268
_TOP = Qt.AlignmentFlag.AlignTop


class FigureCard:
    """Names and values, the quiet remark below each; its labels are kept and told anew."""

    def __init__(self, title: str) -> None:
        """Make an empty card."""
        self.frame, column = card(title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.current().px(8))
        self._grid.setVerticalSpacing(theme.current().px(3))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._lines: list[tuple[QLabel, QLabel, QLabel]] = []

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show figures."""
        while len(self._lines) < len(figures):
            self._add()
        for place, labels in enumerate(self._lines):
            figure = figures[place] if place < len(figures) else None
            self._say(labels, figure)
        self.frame.setVisible(bool(figures))

    def _add(self) -> None:
        place = 2 * len(self._lines)
        name = theme.muted(QLabel())
        value = text_label("", role="said")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | _TOP)
        why = text_label("", role="hint")
        why.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(name, place, 0, _TOP)
        self._grid.addWidget(value, place, 1)
        self._grid.addWidget(why, place + 1, 0, 1, 2)
        self._lines.append((name, value, why))

    def _say(self, labels: tuple[QLabel, QLabel, QLabel], figure: Figure | None) -> None:
        name, value, why = labels
        for label in labels:
            label.setVisible(figure is not None)
        if figure is None:
            return
        name.setText(figure.name)
        value.setText(figure.value)
        theme.mark(value, "message" if figure.tone else "said")
        theme.set_mark(value, "tone", figure.tone)
        why.setText(figure.why)
        why.setVisible(bool(figure.why))


class MeetingAside(Scroll):
    """Số liệu buổi họp."""

    def __init__(self) -> None:
        """Build the cards, empty."""
        super().__init__("Số liệu buổi họp")
        look = theme.current()
        self.setFixedWidth(look.px(WIDTH))
        self.column.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(12))
        self.times = FigureCard("Thời gian")
        self.counts = FigureCard("Điểm danh")
        for one in (self.times, self.counts):
            self.column.addWidget(one.frame)
        self.column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_work(self, work: MeetingWork) -> None:
        """Show how a meeting stands."""
        self.times.show_figures(day_figures(work.meeting))
        self.counts.show_figures(count_figures(work.counts(), away_counts=work.away_counts))

    def keep_width(self) -> None:
        """Take the width of another text size."""
        self.setFixedWidth(theme.current().px(WIDTH))
