"""The field for any box of a record, and the frame that names it and says what is wrong."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Fact, Kind
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.choices import CodeField, UnitField
from tcxd_desktop.ui.common.exact_inputs import DateField, DigitsField, MoneyField, NumberField
from tcxd_desktop.ui.common.inputs import (
    Field,
    FlagField,
    LineField,
    TextField,
    commit_open_edit,
)
from tcxd_desktop.ui.common.place_field import PlaceField
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.wording.problems import sentence

__all__ = [
    "CodeField",
    "DateField",
    "DigitsField",
    "Field",
    "FlagField",
    "LabeledField",
    "LineField",
    "MoneyField",
    "NumberField",
    "PlaceField",
    "Sources",
    "TextField",
    "UnitField",
    "commit_open_edit",
    "make_field",
]


_LINES: dict[Kind, type[LineField]] = {
    Kind.LINE: LineField,
    Kind.UPPER: LineField,
    Kind.NUMBER: NumberField,
    Kind.MONEY: MoneyField,
}
_CHOICES: dict[Kind, type[CodeField | UnitField]] = {
    Kind.CODE: CodeField,
    Kind.OPEN_CODE: CodeField,
    Kind.UNIT: UnitField,
}


def make_field(  # noqa: PLR0911 - one return a kind
    key: str, fact: Fact, sources: Sources, *, name: str = "", parent: QWidget | None = None
) -> Field:
    """Return the field that edits a box of this kind.

    Args:
        key: name of the record field.
        fact: what the box is.
        sources: code lists, organisations, today.
        name: what the box is called, for screen readers; a flag shows it as its text.
        parent: owner.
    """
    kind = fact.kind
    if kind in _CHOICES:
        return _CHOICES[kind](key, choices=sources.choices(fact), name=name, parent=parent)
    if kind in {Kind.DATE, Kind.TERM}:
        ahead = kind is Kind.TERM
        return DateField(key, today=sources.today, future=ahead, name=name, parent=parent)
    if kind is Kind.DIGITS:
        return DigitsField(key, lengths=fact.digits, name=name, parent=parent)
    if kind is Kind.FLAG:
        return FlagField(key, text=name, parent=parent)
    if kind is Kind.PLACE:
        return PlaceField(key, provinces=sources.provinces(), name=name, parent=parent)
    if kind is Kind.TEXT:
        return TextField(key, name=name, parent=parent)
    return _LINES[kind](key, name=name, parent=parent)


_LONG_CAPTION = 24
"""Letters; what is longer goes on in a second line where a box is narrow."""


class LabeledField(QWidget):
    """Caption above, input, and below it a hint or what is wrong."""

    def __init__(
        self,
        caption: str,
        field: Field,
        *,
        hint: str = "",
        locked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Frame ``field``; ``locked`` shows a lock and makes it read-only."""
        super().__init__(parent)
        self.field = field
        self._hint = hint
        self.caption = theme.caption(QLabel(caption))
        self.caption.setBuddy(field)
        self._lock = QLabel()
        self.message = theme.mark(QLabel(), "message")
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        if not field.name:
            field.name = caption
        for entry in field.entries():
            if not entry.accessibleName():
                entry.setAccessibleName(field.name)
        head = QHBoxLayout()
        head.setSpacing(theme.current().px(4))
        long = len(caption) > _LONG_CAPTION
        self.caption.setWordWrap(long)
        head.addWidget(self.caption, 1 if long else 0)
        head.addWidget(self._lock)
        if not long:
            head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(3))
        column.addLayout(head)
        column.addWidget(field)
        column.addWidget(self.message)
        column.addStretch()
        self.caption.setVisible(not isinstance(field, FlagField))
        self._lock.hide()
        self.set_locked(on=locked)
        self._show_message(field.problem())
        field.problem_changed.connect(self._show_message)

    def set_locked(self, *, on: bool) -> None:
        """Fix the value: it can be read, not changed."""
        self._lock.setVisible(on)
        self._lock.setPixmap(
            icons.pixmap("lock", theme.current().px(12), "muted", self.devicePixelRatioF())
        )
        self._lock.setToolTip("Đã cố định từ khi kết nạp; muốn sửa phải đính chính")
        self.field.set_read_only(on=on)

    def set_hint(self, text: str) -> None:
        """Show a quiet remark below the field, when nothing is wrong."""
        self._hint = text
        self._show_message(self.field.problem())

    @Slot(object)
    def _show_message(self, problem: Problem | None) -> None:
        text = sentence(problem) if problem is not None else self._hint
        theme.set_mark(self.message, "tone", "bad" if problem is not None else "plain")
        self.message.setText(text)
        self.message.setVisible(bool(text))
