"""What a form of the template editor is made of: boxes that read and write a record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.errors import NotInListProblem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.score_templates import NOT_HELD, ScoreTemplate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.fields import CodeField, FlagField, LineField, NumberField
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.common.reading import CodeChoices
from tcxd_desktop.ui.templates.grid import GridField
from tcxd_desktop.ui.templates.inputs import ExpressionField, NoteField, ParagraphField
from tcxd_desktop.ui.templates.lines import LEVEL_LIST
from tcxd_desktop.ui.templates.tools import Tools

Say = Callable[[Any, ScoreTemplate], str]


def _always(_record: Any) -> bool:
    return True


def _nothing(_record: Any, _template: ScoreTemplate) -> str:
    return ""


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form."""

    key: str
    """Field of the record, as checks name it."""
    caption: str
    make: Callable[[Tools, str, str], QWidget]
    """Gets the tools, the key and the caption."""
    span: int = 6
    """Of six columns."""
    show: Callable[[Any], Any] = _same
    take: Callable[[Any], Any] = _same
    when: Callable[[Any], bool] = _always
    """Whether the box is there for a record."""
    hint: Say = _nothing
    read: Callable[[Any], Any] | None = None
    """How the value is taken out of the record; usually the field of its name."""
    write: Callable[[Any, Any], Any] | None = None
    wants: str | Callable[[Any], str] = ""
    """Of an expression: what kind of value, for the list to insert."""
    named: Callable[[Any], str] | None = None
    """Caption by the record, where it is not always the same."""

    def value_of(self, record: Any) -> Any:
        """Return the value of the box in a record."""
        return self.read(record) if self.read is not None else getattr(record, self.key)

    def wanted(self, record: Any) -> str:
        """Return what kind of value an expression is to give."""
        return self.wants(record) if callable(self.wants) else self.wants

    def put(self, record: Any, value: Any) -> Any:
        """Return the record with another value in the box."""
        if self.write is not None:
            return self.write(record, value)
        return replace(record, **{self.key: value})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between boxes, with a sentence that explains."""

    text: str
    about: str = ""
    when: Callable[[Any], bool] = _always


Part = Box | Heading


class Framed(QWidget):
    """Caption above, the box, and below it what is wrong or what it means."""

    def __init__(self, caption: str, editor: QWidget) -> None:
        """Frame ``editor``."""
        super().__init__()
        look = theme.current()
        self.editor = editor
        self.caption = theme.caption(QLabel(caption))
        self.caption.setBuddy(editor)
        self.caption.setMinimumWidth(1)
        self.caption.setToolTip(caption)
        self.message = text_label("", role="message")
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(3))
        column.addWidget(self.caption)
        column.addWidget(editor)
        column.addWidget(self.message)
        column.addStretch(1)
        self.caption.setVisible(not isinstance(editor, FlagField) and bool(caption))

    def minimumSizeHint(self) -> QSize:
        """Let columns stay equal: a long caption gives way."""
        return QSize(1, super().minimumSizeHint().height())

    def rename(self, caption: str) -> None:
        """Call the box something else."""
        self.caption.setText(caption)
        self.caption.setToolTip(caption)
        for entry in self.editor.entries() if isinstance(self.editor, Field) else ():
            entry.setAccessibleName(caption)

    def say(self, text: str, tone: str) -> None:
        """Show a sentence below the box."""
        theme.set_mark(self.message, "tone", tone)
        self.message.setText(text)
        self.message.setVisible(bool(text))
        for entry in self.editor.entries() if isinstance(self.editor, Field) else ():
            theme.set_mark(entry, "state", "bad" if tone == "bad" and text else "")
            entry.setAccessibleDescription(text)


# --- makers --------------------------------------------------------------------------------------


def line(_tools: Tools, key: str, caption: str) -> QWidget:
    """One line of text."""
    return LineField(key, name=caption)


def text(_tools: Tools, key: str, caption: str) -> QWidget:
    """A short text."""
    return NoteField(key, name=caption)


def paragraph(_tools: Tools, key: str, caption: str) -> QWidget:
    """A line that may be long."""
    return ParagraphField(key, name=caption)


def number(_tools: Tools, key: str, caption: str) -> QWidget:
    """A number with a decimal comma."""
    return NumberField(key, name=caption)


def flag(_tools: Tools, key: str, caption: str) -> QWidget:
    """Yes or no; the caption is its text."""
    return FlagField(key, text=caption)


def expression(_tools: Tools, key: str, caption: str) -> QWidget:
    """A condition or a formula."""
    return ExpressionField(key, name=caption)


class QuickChoice(CodeField):
    """One of a few values; a part of its words is enough, as if the list had been open."""

    def _read(self, typed: str) -> Value:
        try:
            return super()._read(typed)
        except NotInListProblem:
            offered = self._choices.matches(typed)
            if not offered:
                raise
            return offered[0].value


def choice(values: Mapping[Any, str]) -> Callable[[Tools, str, str], QWidget]:
    """One of a few values, shown by their labels."""
    codes = CodeList(
        "", "", tuple(Code(str(v), label) for v, label in values.items()), stores="key"
    )

    def make(_tools: Tools, key: str, caption: str) -> QWidget:
        return QuickChoice(key, choices=CodeChoices(codes), name=caption)

    return make


class LevelField(QuickChoice):
    """A rating level of the template, whatever those are by now."""

    def __init__(self, tools: Tools, key: str, caption: str, extra: dict[str, str]) -> None:
        """Offer the levels, and ``extra`` values."""
        self._tools, self._extra = tools, extra
        super().__init__(key, choices=self._now(), name=caption)

    def refresh(self) -> None:
        """Offer the levels as they are now."""
        self._choices = self._now()

    def _now(self) -> CodeChoices:
        template = self._tools.template
        named = [(one.code, one.label) for one in template.levels] if template else []
        codes = tuple(Code(code, label) for code, label in (*named, *self._extra.items()))
        return CodeChoices(CodeList(LEVEL_LIST, "", codes, stores="key"))


def level(tools: Tools, key: str, caption: str) -> QWidget:
    """A rating level."""
    return LevelField(tools, key, caption, {})


def level_or_none(tools: Tools, key: str, caption: str) -> QWidget:
    """A rating level, or none at all."""
    return LevelField(tools, key, caption, {NOT_HELD: "Không xếp loại (không sinh hoạt)"})


def grid(
    record: type,
    captions: dict[str, str],
    weights: dict[str, float],
    hidden: tuple[str, ...] = (),
) -> Callable[[Tools, str, str], QWidget]:
    """A small table."""

    def make(tools: Tools, key: str, caption: str) -> QWidget:
        return GridField(
            key, record, captions, tools.sources, weights=weights, hidden=hidden, name=caption
        )

    return make
