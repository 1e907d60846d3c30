"""List | person side by side; with little room one at a time: Enter goes in, Esc comes back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from tcxd_desktop.ui.common import theme

_LIST, _LIST_LEAST, _PERSON_LEAST = 400, 300, 560


class Sides(QSplitter):
    """Holds both; below their common least width only one of them is seen."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        """Hold both."""
        super().__init__(Qt.Orientation.Horizontal)
        self._left, self._right = left, right
        self._sharing = ""
        self._inside = False
        self.setHandleWidth(1)
        for number, panel in enumerate((left, right)):
            self.addWidget(panel)
            self.setCollapsible(number, False)  # noqa: FBT003 - Qt's own
        self.setStretchFactor(1, 1)

    @property
    def both(self) -> bool:
        """Whether there is room for both."""
        return self.width() >= theme.current().px(_LIST_LEAST + _PERSON_LEAST)

    def go_in(self) -> None:
        """Show the person, where there is room for one only, and put the keyboard there."""
        self._inside = True
        self._share()
        self._right.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> bool:
        """Put the keyboard back on the list; false when it was there."""
        there = QApplication.focusWidget()
        inside = there is not None and self._right.isAncestorOf(there)
        if not inside and (self.both or not self._inside):
            return False
        self._inside = False
        self._share()
        self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        both, px = self.both, theme.current().px
        self._left.setVisible(both or not self._inside)
        self._right.setVisible(both or self._inside)
        sharing = f"{both}{px(100)}"
        if sharing == self._sharing or not both:
            self._sharing = sharing
            return
        self._sharing = sharing
        left = max(px(_LIST_LEAST), min(px(_LIST), self.width() - px(_PERSON_LEAST)))
        self.setSizes([left, self.width() - left])
