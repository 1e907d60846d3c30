"""Walking from box to box by Enter and Tab, in the order of the sheet of paper."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from tcxd_desktop.ui.common.inputs import Field


class Walk(QObject):
    """The boxes of one section; the walk ends at its last one."""

    ended = Signal()
    """Enter or Tab in the last box: the next section."""
    begun = Signal()
    """Shift+Tab in the first box: the section before."""
    left = Signal()
    """Esc in a box."""
    typed = Signal()
    """Something is being typed."""
    taken = Signal(str)
    """A box was left after a change; with its key."""

    def __init__(self, parent: QObject) -> None:
        """Start without a box."""
        super().__init__(parent)
        self.fields: list[Field] = []

    def add(self, *fields: Field) -> None:
        """Walk these boxes next."""
        for field in fields:
            field.ask_where = True
            field.walk_wanted.connect(self._walker(field))
            field.changed.connect(self.typed)
            field.editing_done.connect(self._taker(field))
            self.fields.append(field)

    def first(self, key: str = "") -> bool:
        """Put the keyboard into a box, or into the first that can be typed in."""
        usable = [field for field in self.fields if _usable(field)]
        wanted = [field for field in usable if field.key == key] if key else usable
        if wanted:
            wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(wanted)

    def last(self) -> None:
        """Put the keyboard into the last box that can be typed in."""
        usable = [field for field in self.fields if _usable(field)]
        if usable:
            usable[-1].setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Read every box, as if it were left."""
        for field in self.fields:
            field.commit()

    def wrong(self) -> Field | None:
        """Return the first box that cannot be read."""
        return next((field for field in self.fields if field.problem() is not None), None)

    def _walker(self, field: Field) -> Callable[[int], None]:
        def walk(by: int) -> None:
            if by == 0:
                self.left.emit()
                return
            place = self.fields.index(field)
            rest = self.fields[place + 1 :] if by > 0 else self.fields[:place][::-1]
            target = next((one for one in rest if _usable(one)), None)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return
            field.commit()
            (self.ended if by > 0 else self.begun).emit()

        return walk

    def _taker(self, field: Field) -> Callable[[], None]:
        def take() -> None:
            self.taken.emit(field.key)

        return take


def _usable(field: Field) -> bool:
    entries = field.entries()
    return (
        field.isVisibleTo(field.window())
        and field.isEnabled()
        and bool(entries)
        and not entries[0].property("readOnly")
    )
