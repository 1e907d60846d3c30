"""What a dialog asks, where the screen is too low for it: it scrolls, its buttons stay in sight."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tcxd_desktop.ui.common import theme


class DialogArea(QScrollArea):
    """The body of a dialog, scrolled up and down; it never is narrower than what it holds."""

    def __init__(self, body: QVBoxLayout) -> None:
        """Take ``body`` with everything in it out of the layout it lies in."""
        super().__init__()
        theme.mark(self, "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Nội dung")
        self._inside = theme.mark(QWidget(), "plain")
        self._inside.setLayout(body)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep wide enough for what it holds."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(self._inside.minimumSizeHint().width() + bar)
