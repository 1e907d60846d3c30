"""For each chi bộ of the file the office does not know: which one it is, or make it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import empty_layout, text_label
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.fields import UnitField
from tcxd_desktop.ui.common.reading import Choice, UnitChoices

CREATE = -1
_CREATE_WORDS = "Tạo mới chi bộ này"


class _Choices(UnitChoices):
    """The organisations of the office, and making a new one where the account may."""

    nothing = None

    def __init__(self, nodes: Sequence[UnitNode], *, may_create: bool) -> None:
        super().__init__(nodes)
        self._create = [Choice(CREATE, _CREATE_WORDS)] if may_create else []

    def matches(self, typed: str) -> list[Choice]:
        words = fold(typed).split()
        made = [c for c in self._create if all(word in fold(c.label) for word in words)]
        return [*made, *super().matches(typed)]

    def find(self, typed: str) -> Choice | None:
        made = next((c for c in self._create if fold(c.label) == fold(typed)), None)
        return made or super().find(typed)

    def label(self, value: Value) -> str:
        return _CREATE_WORDS if value == CREATE else super().label(value)


class UnitChoicesBox(QWidget):
    """Asks about names; nothing is guessed."""

    changed = Signal()

    def __init__(self, *, may_create: bool = True) -> None:
        """Start without names; ``may_create``: new ones can be made."""
        super().__init__()
        look = theme.current()
        self._may_create = may_create
        self.fields: dict[str, ChoiceField] = {}
        self.title = theme.heading(QLabel("Chi bộ trong tệp chưa có trong cây tổ chức"))
        self.create_all = QPushButton("Tạo mới tất cả")
        self.create_all.setToolTip("Các chi bộ chưa chọn được tạo mới ngay dưới đảng bộ")
        self.create_all.setAutoDefault(False)
        self.create_all.clicked.connect(self._on_create_all)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.create_all)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addLayout(self._grid)
        self.create_all.setVisible(may_create)

    def show_names(
        self,
        names: Sequence[str],
        nodes: Sequence[UnitNode],
        chosen: Mapping[str, int | None],
    ) -> None:
        """Ask about ``names``, with what was chosen already."""
        empty_layout(self._grid)
        self.fields.clear()
        offered = _Choices(nodes, may_create=self._may_create)
        for row, name in enumerate(names):
            field = UnitField("unit", choices=offered, name=f"Chi bộ trong tệp: {name}")
            field.set_placeholder("gõ tên chi bộ, ↓ mở danh sách")
            if name in chosen:
                held = chosen[name]
                field.set_value(CREATE if held is None else held)
            field.editing_done.connect(self.changed)
            self._grid.addWidget(text_label(name), row, 0)
            self._grid.addWidget(field, row, 1)
            self.fields[name] = field

    def chosen(self) -> dict[str, int | None]:
        """Return for each decided name the organisation, or ``None`` to make it."""
        found = {name: field.value() for name, field in self.fields.items()}
        return {
            name: None if value == CREATE else value
            for name, value in found.items()
            if isinstance(value, int)
        }

    @Slot()
    def _on_create_all(self) -> None:
        for field in self.fields.values():
            if not isinstance(field.value(), int):
                field.set_value(CREATE)
        self.changed.emit()
