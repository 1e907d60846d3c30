"""What every section of the meeting editor can do."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.fields import Field, LabeledField
from tcxd_desktop.ui.meetings.grid_view import SheetView
from tcxd_desktop.ui.meetings.meeting_state import MeetingWork, Work
from tcxd_desktop.ui.meetings.meeting_walk import Walk


class Section(QWidget):
    """One section: shows the work, takes what is typed into it."""

    ended = Signal()
    """The walk went past its last box."""
    begun = Signal()
    """The walk went back past its first box."""
    left = Signal()
    """Esc."""
    typed = Signal()
    """Something is being typed."""
    taken = Signal()
    """The work was changed."""
    said = Signal(str)
    """A calm word about what happened."""
    refused = Signal(object)
    """A Problem no box can say."""
    tables: ClassVar[frozenset[str]] = frozenset()
    """Keys of Problems its tables are concerned with."""

    def __init__(self) -> None:
        """Start without work."""
        super().__init__()
        self.work: MeetingWork | None = None
        self.read_only = False
        self._told: tuple[Field, Problem] | None = None
        self.walk = Walk(self)
        self.walk.ended.connect(self._on_walked)
        self.walk.begun.connect(self.begun)
        self.walk.left.connect(self.left)
        self.walk.typed.connect(self.typed)
        self.walk.taken.connect(self._on_taken)

    def show_work(self, work: MeetingWork, *, read_only: bool) -> None:
        """Show a meeting; ``read_only`` lets it be read and copied but not changed."""
        self.work = work
        self.read_only = read_only
        for field in self.walk.fields:
            field.set_read_only(on=read_only)
        self.reload()

    def reload(self) -> None:
        """Show the work anew."""

    def collect(self) -> None:
        """Take into the work what stands in the boxes."""

    def grids(self) -> Sequence[SheetView]:
        """Return its tables."""
        return ()

    def in_hand(self, work: Work) -> Work:
        """Return the work with the cell that is being typed in, which is not taken yet."""
        return work

    def commit(self) -> None:
        """Finish the box or cell that is being edited, and collect."""
        self._forget_told()
        self.walk.commit()
        if self.work is not None and not self.read_only:
            self.collect()

    def go_to(self, key: str = "") -> bool:
        """Put the keyboard into a box, or into the first one; false where there is none."""
        return self.walk.first(key)

    def go_to_last(self) -> None:
        """Put the keyboard into the last box."""
        self.walk.last()

    def has(self, key: str) -> bool:
        """Tell whether a Problem of this key is said here."""
        return key in self.tables or any(field.key == key for field in self.walk.fields)

    def wrong(self) -> tuple[str, Problem] | None:
        """Return the first box that cannot be read, and why."""
        field = self.walk.wrong()
        problem = field.problem() if field is not None else None
        return (field.key, problem) if field is not None and problem is not None else None

    def show_problem(self, key: str, problem: Problem) -> bool:
        """Say a problem beside its box, or at the head where a table is concerned."""
        if key in self.tables:
            self.go_to(key)
            self.refused.emit(problem)
            return True
        field = next((one for one in self.walk.fields if one.key == key), None)
        if field is None:
            return False
        field.set_problem(problem)
        self._told = (field, problem)
        self.walk.first(key)
        return True

    def _forget_told(self) -> None:
        """Take back what was said beside a box that can itself be read: it is asked anew."""
        if self._told is not None and self._told[0].problem() is self._told[1]:
            self._told[0].set_problem(None)
        self._told = None

    def _on_walked(self) -> None:
        """Go on past the last box."""
        self.ended.emit()

    def _on_taken(self, _key: str) -> None:
        if self.work is not None and not self.read_only:
            self.collect()
            self.taken.emit()


class Rows(QGridLayout):
    """Boxes side by side on twelve columns."""

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__()
        look = theme.current()
        self.setHorizontalSpacing(look.px(12))
        self.setVerticalSpacing(look.px(8))
        for column in range(12):
            self.setColumnStretch(column, 1)

    def row(self, *cells: tuple[QWidget, int]) -> None:
        """Add a row: widgets with how many columns each takes."""
        place, column = self.rowCount(), 0
        for widget, wide in cells:
            self.addWidget(widget, place, column, 1, wide, Qt.AlignmentFlag.AlignTop)
            column += wide

    def head(self, text: str) -> None:
        """Add the title of a group, with a line below it."""
        box = QVBoxLayout()
        box.setContentsMargins(0, theme.current().px(8 if self.rowCount() > 1 else 0), 0, 0)
        box.setSpacing(theme.current().px(5))
        box.addWidget(theme.heading(QLabel(text)))
        box.addWidget(theme.rule())
        self.addLayout(box, self.rowCount(), 0, 1, 12)

    def note(self, text: str) -> QLabel:
        """Add a quiet remark over the whole width."""
        label = text_label(text, role="hint")
        self.addWidget(label, self.rowCount(), 0, 1, 12)
        return label


class Scrolled(QScrollArea):
    """Boxes on the ground of the page, scrolled up and down; the box in hand is always in sight."""

    def __init__(self, name: str) -> None:
        """Start empty; fill ``column``."""
        super().__init__()
        look = theme.current()
        theme.mark(self, "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        inside = theme.mark(QWidget(), "plain")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(look.px(18), look.px(14), look.px(18), look.px(18))
        self.column.setSpacing(look.px(10))
        self.setWidget(inside)

    def watch(self, frames: Iterable[LabeledField]) -> None:
        """Keep these boxes in sight while they have the keyboard."""
        for frame in frames:
            for entry in frame.field.entries():
                entry.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the box that takes the keyboard into sight, with its caption."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            frame = watched.parentWidget()
            holder = frame.parentWidget() if frame is not None else None
            self.ensureWidgetVisible(holder or watched, 0, theme.current().px(16))
        return super().eventFilter(watched, event)
