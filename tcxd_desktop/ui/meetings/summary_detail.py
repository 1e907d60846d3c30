"""Below the table of a period: how one chi bộ's level comes about, and its year as a line."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.meetings import BoardRow, PeriodLine, PeriodTable
from tcxd_desktop.domain.periods import kind_of
from tcxd_desktop.domain.score_templates import RatingLevel
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, text_label
from tcxd_desktop.ui.meetings.charts import TrendChart
from tcxd_desktop.ui.meetings.detail import bands, trend
from tcxd_desktop.ui.meetings.plan_parts import button
from tcxd_desktop.ui.meetings.summary_state import final_label, level_badge, month_badge, why_of
from tcxd_desktop.wording.periods import period_text

_CHART_FROM = 640
"""Narrower than this there is no room for the chart."""
_NOTHING = "Kỳ này chưa có căn cứ để xếp loại."


class SummaryDetail(QWidget):
    """One chi bộ of the table."""

    decide_wanted = Signal()

    def __init__(self) -> None:
        """Start with nobody."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        theme.mark(self, "footer")
        self.setAccessibleName("Vì sao được mức này")
        self.name = theme.heading(QLabel())
        self.badge = theme.badge("")
        self.decide = button(
            "Ghi mức quyết định…", self.decide_wanted, tip="Enter trên dòng của chi bộ"
        )
        self.whys = Scroll("Vì sao được mức này")
        self.whys.column.setContentsMargins(0, 0, look.px(4), 0)
        self.whys.column.setSpacing(look.px(4))
        self.chart = TrendChart()
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(self.name)
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(self.decide)
        left = QVBoxLayout()
        left.setSpacing(look.px(6))
        left.addLayout(head)
        left.addWidget(self.whys, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        row.setSpacing(look.px(18))
        row.addLayout(left, 3)
        row.addWidget(self.chart, 2)

    def show_line(self, table: PeriodTable, line: PeriodLine | None, *, why_not: str) -> None:
        """Show a chi bộ; ``why_not`` says why no level can be decided, empty where it can."""
        self.whys.clear()
        self.decide.setEnabled(line is not None and not why_not)
        self.decide.setToolTip(why_not or "Enter trên dòng của chi bộ")
        self.decide.setVisible(kind_of(table.period) != "thang")
        self.name.setText(f"{line.unit} · {period_text(table.period)}" if line else "")
        label = final_label(line) if line else ""
        month = kind_of(table.period) == "thang"
        tone = "" if line is None else month_badge(line) if month else level_badge(line, table)
        theme.set_badge(self.badge, label, tone or "plain")
        self.badge.setVisible(bool(label))
        self._say(why_of(line) if line else [])

    def show_year(self, year: str, row: BoardRow | None, levels: Sequence[RatingLevel]) -> None:
        """Show the year of the chi bộ as a line over the ranges of the levels."""
        points = trend(row) if row is not None else []
        self.chart.show_points(f"Điểm năm {year}", points, bands(levels))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the chart out where there is no room for it."""
        super().resizeEvent(event)
        px = theme.current().px
        room = event.size().height() - px(16)
        wide = event.size().width() >= px(_CHART_FROM)
        self.chart.setVisible(wide and room >= self.chart.height())

    def _say(self, sentences: Sequence[str]) -> None:
        for sentence in sentences or [_NOTHING]:
            self.whys.column.addWidget(text_label(sentence))
        self.whys.column.addStretch(1)
