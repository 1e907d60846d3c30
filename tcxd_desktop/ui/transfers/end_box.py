"""The end of a transfer that is not ours: what kind of organisation, and its names as on paper."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QWidget

from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.transfers import End
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import card
from tcxd_desktop.ui.common.choices import CodeField
from tcxd_desktop.ui.common.fields import LabeledField, LineField
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.common.tab_order import ENTRY, focus_next
from tcxd_desktop.ui.transfers.focus import inside
from tcxd_desktop.ui.transfers.new_case_state import (
    END_CAPTIONS,
    END_EXAMPLES,
    END_FIELDS,
    END_TITLES,
    read_end,
)
from tcxd_desktop.ui.transfers.provinces import PartyProvinces


class _KindBox(QComboBox):
    """The kind of organisation: Enter stops here, and goes on to the names."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(ENTRY, "yes")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter; with Ctrl or Shift it is the page's: save."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            focus_next(self)


class EndBox(QWidget):
    """A framed block: kind of organisation above, the names it has below."""

    changed = Signal()
    """A name was typed, or another kind chosen."""
    settled = Signal()
    """A name was left after it had been changed, or another kind chosen."""

    def __init__(self, sources: Sources, side: str) -> None:
        """Build for ``source`` or ``target``."""
        super().__init__()
        look = theme.current()
        self._before = End()
        self.side = side
        frame, column = card()
        self.title = theme.heading(QLabel())
        self.kind = _KindBox()
        self.kind.activated.connect(self._on_kind)
        self.fields: dict[str, LineField] = {}
        self.boxes: dict[str, LabeledField] = {}
        for key, caption in END_CAPTIONS.items():
            field: LineField
            if key == "province":
                field = CodeField(f"{side}.{key}", choices=PartyProvinces(_codes(sources)))
            else:
                field = LineField(f"{side}.{key}")
            field.set_placeholder(END_EXAMPLES[key])
            field.changed.connect(self.changed)
            field.editing_done.connect(self.settled)
            self.fields[key] = field
            self.boxes[key] = LabeledField(caption, field)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(6))
        for number in range(2):
            self._grid.setColumnStretch(number, 1)
        column.addWidget(self.title)
        column.addWidget(self.kind)
        column.addLayout(self._grid)
        _fill(self, frame)

    def offer(self, title: str, types: Sequence[str]) -> None:
        """Ask for one of these kinds; what is typed stays."""
        self.title.setText(title)
        self.kind.setAccessibleName(f"{title}: loại tổ chức")
        held = self.kind.currentData()
        self.kind.clear()
        for kind in types:
            self.kind.addItem(END_TITLES[kind], str(kind))
        place = self.kind.findData(held)
        self.kind.setCurrentIndex(max(place, 0))
        self.kind.setVisible(len(types) > 1)
        self._arrange()

    def show_end(self, end: End) -> None:
        """Show an end."""
        self._before = end
        place = self.kind.findData(end.type)
        if place >= 0:
            self.kind.setCurrentIndex(place)
        for key, field in self.fields.items():
            field.set_value(getattr(end, key))
        self._arrange()

    def end(self) -> End:
        """Return what is typed."""
        return read_end(self.type, self._typed(), self._before)

    @property
    def type(self) -> str:
        """The kind chosen."""
        return str(self.kind.currentData() or "")

    def _typed(self) -> Mapping[str, str]:
        return {
            # Names are running text: what is being typed reads as it stands.
            key: clean_line(field.text()) if inside(field) else str(field.value() or "")
            for key, field in self.fields.items()
        }

    def _arrange(self) -> None:
        """Show the names the kind has, two a row."""
        asked = END_FIELDS.get(self.type, ())
        for key, box in self.boxes.items():
            self._grid.removeWidget(box)
            if key not in asked:
                box.hide()
        before: QWidget = self.kind
        for place, key in enumerate(asked):
            box = self.boxes[key]
            last_alone = place == len(asked) - 1 and not place % 2
            self._grid.addWidget(box, place // 2, place % 2, 1, 2 if last_alone else 1)
            box.show()  # only now it has its place: shown before, it would be a window
            entry = self.fields[key].edit
            QWidget.setTabOrder(before, entry)
            before = entry

    @Slot()
    def _on_kind(self) -> None:
        self._arrange()
        self.changed.emit()
        self.settled.emit()


def _codes(sources: Sources) -> CodeList:
    return sources.codes.get("province", CodeList(id="province", title="", codes=()))


def _fill(holder: QWidget, frame: QFrame) -> None:
    whole = QGridLayout(holder)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(frame)
