"""From which organisations one is made, or into which it goes: a kind and one or more names."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import LabeledField, UnitField
from tcxd_desktop.ui.common.reading import UnitChoices

_MOST = 6


class RelationBox(QWidget):
    """How, and with which organisations; a further line comes when the last one is filled."""

    def __init__(
        self,
        kinds: Sequence[tuple[str, str]],
        nodes: Sequence[UnitNode],
        *,
        kind_caption: str,
        units_caption: str,
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``kinds`` (key, text): the first needs no other organisation."""
        super().__init__(parent)
        self._choices = UnitChoices(nodes)
        self._caption = units_caption
        self.kind = QComboBox()
        self.kind.setAccessibleName(kind_caption)
        for key, text in kinds:
            self.kind.addItem(text, key)
        label = theme.caption(QLabel(kind_caption))
        label.setBuddy(self.kind)
        look = theme.current()
        left = QVBoxLayout()
        left.setSpacing(look.px(3))
        left.addWidget(label)
        left.addWidget(self.kind)
        left.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(look.px(6))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addLayout(left, 1)
        row.addLayout(self._column, 1)
        self.fields: list[UnitField] = []
        self._frames: list[LabeledField] = []
        self._add_line()
        self._column.addStretch(1)
        self._show_lines()
        self.kind.currentIndexChanged.connect(self._show_lines)

    def chosen_kind(self) -> str:
        """Return the key of the kind; empty where none of other organisations is concerned."""
        return str(self.kind.currentData())

    def chosen(self) -> list[int]:
        """Return the organisations named.

        Raises:
            Problem: a line names none that exists.
        """
        if self.kind.currentIndex() == 0:
            return []
        found: list[int] = []
        for field in self.fields:
            value, problem = field.value(), field.problem()
            if problem is not None:
                raise problem
            if isinstance(value, int) and value not in found:
                found.append(value)
        return found

    def set_kind(self, kind: str) -> None:
        """Choose a kind by its key."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _add_line(self) -> None:
        first = not self.fields
        field = UnitField("successor_id" if first else "", choices=self._choices)
        field.set_placeholder("Gõ tên để tìm")
        frame = LabeledField(self._caption if first else "và", field)
        field.changed.connect(self._on_changed)
        self.fields.append(field)
        self._frames.append(frame)
        self._column.insertWidget(len(self.fields) - 1, frame)

    @Slot()
    def _on_changed(self) -> None:
        if isinstance(self.fields[-1].value(), int) and len(self.fields) < _MOST:
            self._add_line()

    @Slot()
    def _show_lines(self) -> None:
        for frame in self._frames:
            frame.setVisible(self.kind.currentIndex() > 0)
