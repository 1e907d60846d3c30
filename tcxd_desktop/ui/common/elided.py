"""A label that gives way where there is little room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from tcxd_desktop.ui.common import theme


class Elided(QLabel):
    """A label that gives way: shortened with an ellipsis, the whole as its tooltip."""

    def __init__(
        self, *, least: int = 60, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        """Start empty; a text is never cut below ``least``, but a shorter one takes no more.

        ``mode`` tells where it is shortened: in the middle where its end says most, as of a folder.
        """
        super().__init__()
        self._mode = mode
        self._whole = ""
        self._least = least

    def say(self, text: str) -> None:
        """Show ``text`` as far as there is room."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setMinimumWidth(min(self._wide(), theme.current().px(self._least)))
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """Return the text without its ellipsis."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Ask for room for the whole text."""
        return QSize(self._wide(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten or lengthen."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for other room in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._fit()

    def _wide(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._whole) + 4 if self._whole else 0

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(self.width(), 1))
        super().setText(shown)
