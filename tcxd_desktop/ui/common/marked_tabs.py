"""Tabs that say how far each part is, as long as there is room for it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar


class MarkedTabs(QTabBar):
    """A title and a mark on each tab: *Điểm danh · 22/29*.

    Where they do not all fit, only the tab in hand keeps its mark; the others have it as tooltip.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        """Show ``titles`` without marks."""
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self._titles = list(titles)
        self._marks = [""] * len(titles)
        self._tips = [""] * len(titles)
        for title in titles:
            self.addTab(title)
        self.currentChanged.connect(self._fit)

    def set_tip(self, place: int, tip: str) -> None:
        """Show a tooltip on a tab."""
        self._tips[place] = tip
        self._fit()

    def set_mark(self, place: int, mark: str) -> None:
        """Show a mark behind a title; nothing takes it away."""
        if self._marks[place] != mark:
            self._marks[place] = mark
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the marks there is room for."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @Slot()
    def _fit(self) -> None:
        for keep in (range(self.count()), (self.currentIndex(),), ()):
            self._show(keep)
            if self.sizeHint().width() <= self.width():
                return

    def _show(self, keep: Sequence[int]) -> None:
        for place, (title, mark) in enumerate(zip(self._titles, self._marks, strict=True)):
            whole = f"{title} · {mark}" if mark else title
            text = whole if place in keep else title
            if self.tabText(place) != text:
                self.setTabText(place, text)
            tip = self._tips[place]
            told = tip if text == whole else f"{whole}\n{tip}".strip()
            if self.tabToolTip(place) != told:
                self.setTabToolTip(place, told)
