"""So với bản khác: the template in the editor beside another one of the office."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine
from tcxd_desktop.office import score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.templates.compare import ComparePane


class CompareMode(QWidget):
    """Chooses the other version, and shows what differs."""

    failed = Signal(object)
    """Problem that kept the other version from being read."""

    def __init__(self, desk: Desk) -> None:
        """Start with nothing to compare."""
        super().__init__()
        self._desk = desk
        self._own: ScoreTemplate | None = None
        self._lines: Sequence[TemplateLine] = ()
        look = theme.current()
        self.other = QComboBox()
        self.other.setAccessibleName("Bản để so sánh")
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.other.setMinimumContentsLength(24)
        self.pane = ComparePane()
        caption = theme.muted(QLabel("So với"))
        caption.setBuddy(self.other)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(14), look.px(10), look.px(14), 0)
        row.setSpacing(look.px(8))
        row.addWidget(caption)
        row.addWidget(self.other, 2)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.pane, 1)
        begin_at(self, self.other)
        self.other.currentIndexChanged.connect(self._compare)

    def show_template(self, template: ScoreTemplate) -> None:
        """Compare with this state of a template; the other version chosen before stays."""
        self._own = template
        self._lines = score_templates.lines(self._desk)
        chosen = self.other.currentText()
        with QSignalBlocker(self.other):
            self.other.clear()
            for line in self._lines:
                self.other.addItem(f"{line.code} bản {line.version} · {line.title}")
            place = self.other.findText(chosen) if chosen else -1
            self.other.setCurrentIndex(place if place >= 0 else usual(self._lines, template))
        self._compare()

    @Slot()
    def _compare(self) -> None:
        place, own = self.other.currentIndex(), self._own
        self.other.setToolTip(self.other.currentText())
        if own is None or not 0 <= place < len(self._lines):
            return
        try:
            other = score_templates.template_of(self._desk, self._lines[place])
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.pane.show_versions(other, own)


def usual(lines: Sequence[TemplateLine], own: ScoreTemplate) -> int:
    """Return what a template is usually compared with: the version before it, else another."""
    places = {(line.code, line.version): n for n, line in enumerate(lines)}
    before = [v for code, v in places if code == own.code and v < own.version]
    if before:
        return places[own.code, max(before)]
    return next((n for key, n in places.items() if key != (own.code, own.version)), 0)
