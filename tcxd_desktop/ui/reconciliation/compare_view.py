"""The field the cursor stands on, said in full: ours and the source's, where they part."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.reconciliation.differing import Piece, marked, pieces

NOTHING = "(trống)"


class CompareView(QWidget):
    """Two lines, one below the other, so that letters can be held against each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        look = theme.current()
        self._texts = ("", "")
        self.ours, self.theirs = _value("Hồ sơ ghi"), _value("Nguồn ghi")
        self.ours_name, self.theirs_name = theme.muted(QLabel("Hồ sơ")), theme.muted(QLabel())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(10))
        grid.setVerticalSpacing(look.px(2))
        grid.setColumnMinimumWidth(0, look.px(74))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(
            ((self.ours_name, self.ours), (self.theirs_name, self.theirs))
        ):
            grid.addWidget(name, row, 0, top)
            grid.addWidget(value, row, 1)

    def show_texts(self, ours: str, theirs: str, source: str) -> None:
        """Show what both sides say; ``source`` names the other side."""
        self._texts = (ours, theirs)
        self.theirs_name.setText(source)
        self._dress()
        self.ours.setAccessibleName(f"Hồ sơ ghi {ours or NOTHING}")
        self.theirs.setAccessibleName(f"{source} ghi {theirs or NOTHING}")

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        ours, theirs = self._texts
        ink = theme.current().color("accent").name()
        quiet = theme.current().color("muted").name()
        empty = f'<span style="color: {quiet}">{NOTHING}</span>'
        first, second = pieces(ours, theirs)
        if not any(part.same for part in first):
            # Nothing in common: marking everything shows nothing.
            first, second = (Piece(ours, same=True),), (Piece(theirs, same=True),)
        self.ours.setText(marked(first, ink) if ours else empty)
        self.theirs.setText(marked(second, ink) if theirs else empty)


def _value(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(name)
    return label
