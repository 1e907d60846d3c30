"""A place: number and hamlet, commune, province, and its name on the old paper."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from tcxd_desktop.domain.facts import Place, Value
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.common.reading import Choices

_PARTS = (
    ("detail", "Số nhà, thôn, tổ dân phố"),
    ("commune", "Xã, phường"),
    ("province", "Tỉnh, thành phố"),
    ("old", "Tên cũ ghi trên giấy tờ"),
    ("country", "Nước (nếu không phải Việt Nam)"),
)


class PlaceField(Field):
    """Three lines side by side; the old name and the country open when they are needed."""

    def __init__(
        self,
        key: str = "",
        *,
        provinces: Choices | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty field; ``provinces`` are offered, never forced."""
        super().__init__(key, name=name, parent=parent)
        self.lines: dict[str, QLineEdit] = {}
        self._province: ChoiceField | None = None
        self._more = theme.mark(QPushButton("＋ Tên cũ, nước ngoài"), "link")
        self._more.setAccessibleName(f"{name}: thêm tên cũ hoặc nước ngoài".strip(": "))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.current().px(6))
        for place, (part, caption) in enumerate(_PARTS):
            offered = provinces if part == "province" else None
            widget = self._make(part, caption, offered)
            if place < 3:
                grid.addWidget(widget, 0, place)
        grid.addWidget(self.lines["old"], 1, 0, 1, 2)
        grid.addWidget(self.lines["country"], 1, 2)
        grid.addWidget(self._more, 2, 0, Qt.AlignmentFlag.AlignLeft)
        for place, stretch in enumerate((4, 3, 3)):
            grid.setColumnStretch(place, stretch)
        self._row.addLayout(grid)
        self._more.clicked.connect(self._on_more)
        self._show_more(shown=False)

    def value(self) -> Value:
        """Return the place."""
        return Place(**{part: clean_line(line.text()) for part, line in self.lines.items()})

    def set_value(self, value: Any) -> None:
        """Show a place."""
        place = value or Place()
        for part, line in self.lines.items():
            line.setText(getattr(place, part))
            line.setCursorPosition(0)
        if self._province is not None:
            self._province.set_value(place.province)
        self._touched = False
        self._show_more(shown=bool(place.old or place.country))
        self.set_problem(None)

    def commit(self) -> None:
        """Tidy the lines."""
        if self._province is not None:
            self._province.commit()
        for line in self.lines.values():
            tidy = clean_line(line.text())
            if tidy != line.text():
                line.setText(tidy)
        self._done()

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read and copied but not changed."""
        for line in self.lines.values():
            line.setReadOnly(on)
        if self._province is not None:
            self._province.set_read_only(on=on)
        self._more.setEnabled(not on)

    def entries(self) -> list[QWidget]:
        """Return its lines."""
        return list(self.lines.values())

    def _make(self, part: str, caption: str, offered: Choices | None) -> QWidget:
        spoken = f"{self.name}: {caption}".strip(": ")
        if offered is None:
            line = QLineEdit()
            self._adopt(line)
            line.textEdited.connect(self._on_edited)
            widget: QWidget = line
        else:
            self._province = ChoiceField(self.key, choices=offered, name=spoken)
            self._province.changed.connect(self._on_edited)
            self._province.repeat_wanted.connect(self.repeat_wanted)
            self._province.help_wanted.connect(self.help_wanted)
            self._province.focused.connect(self.focused)
            self._province.editing_done.connect(self.commit)
            line, widget = self._province.edit, self._province
        line.setPlaceholderText(caption)
        line.setToolTip(caption)
        line.setAccessibleName(spoken)
        self.lines[part] = line
        return widget

    def _show_more(self, *, shown: bool) -> None:
        self.lines["old"].setVisible(shown)
        self.lines["country"].setVisible(shown)
        self._more.setVisible(not shown)

    @Slot()
    def _on_more(self) -> None:
        self._show_more(shown=True)
        self.lines["old"].setFocus()
