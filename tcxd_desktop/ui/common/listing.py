"""A list with what stands above it, and the words in its place where it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QStackedWidget, QVBoxLayout, QWidget

from tcxd_desktop.ui.common import theme


class ListOrWords(QStackedWidget):
    """Shows a list, or says why there is nothing in it."""

    def __init__(self, listed: QWidget, words: str = "") -> None:
        """Begin with the list; ``words`` may be changed later in ``empty``."""
        super().__init__()
        self.listed = listed
        self.empty = theme.muted(QLabel(words))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.addWidget(listed)
        self.addWidget(self.empty)

    def show_list(self, *, on: bool) -> None:
        """Show the list, or the words."""
        self.setCurrentWidget(self.listed if on else self.empty)


def ruled(
    whole: QWidget, *above: QWidget | QLayout, main: QWidget, foot: QWidget | None = None
) -> None:
    """Fill a widget: what stands above, a rule, the main part down to the foot."""
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in above:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addWidget(theme.rule())
    column.addWidget(main, 1)
    if foot is not None:
        column.addWidget(foot)
