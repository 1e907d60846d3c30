"""Contrast: worked out of the style sheet, and measured on what was painted."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QTabBar,
    QWidget,
)

from tcxd_desktop.ui.common.rows import TONE
from tcxd_desktop.ui.common.stylesheet import style_sheet
from tcxd_desktop.ui.common.tokens import Palette
from tests.ui.comfort_names import shown, where

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of letters, and of rings, marks and icons."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PART = re.compile(r'\[(\w+)="([^"]*)"\]')
_STATE = re.compile(r"(?<!:):([\w-]+)")
_RATIO = 3
"""How finely a place is painted anew: thin strokes then have their whole colour."""
_ROWS = 4
_LEAST = 4
"""Pixels a colour needs to count."""


@lru_cache(maxsize=4096)
def luminance(text: str) -> float:
    """Return how light a colour is, 0 to 1, as WCAG reckons."""
    color = QColor(text)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# --- out of the style sheet -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """Một quy tắc: what it is about, in which states, and what it says."""

    kind: str
    part: str
    """Of a widget, such as ``item`` or ``section``."""
    marks: frozenset[tuple[str, str]]
    states: frozenset[str]
    says: dict[str, str] = field(hash=False)

    def holds_for(self, other: "Rule") -> bool:
        """Tell whether this rule also holds for what ``other`` is about."""
        return (
            self.kind in (other.kind, "*")
            and self.part == other.part
            and self.marks <= other.marks
            and self.states <= other.states
        )


def rules_of(sheet: str) -> list[Rule]:
    """Return the rules of a style sheet, one for each of their selectors."""
    found = []
    for selectors, body in _RULE.findall(sheet):
        says = dict(_said(line) for line in body.split(";") if ":" in line)
        for selector in selectors.split(","):
            subject = selector.split()[-1]
            bare = _PART.sub("", subject)
            name, _, part = bare.partition("::")
            found.append(
                Rule(
                    name.partition(":")[0],
                    part.partition(":")[0],
                    frozenset(_PART.findall(subject)),
                    frozenset(_STATE.findall(bare)),
                    says,
                )
            )
    return found


def _said(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def sheet_faults(palette: Palette, sheet: str = "") -> list[str]:
    """Return what cannot be read well of all the style sheet tells, in every state it names."""
    rules = rules_of(sheet or style_sheet(palette, 100))
    faults = []
    for rule in rules:
        said: dict[str, str] = {}
        for other in sorted(rules, key=lambda one: len(one.marks) + len(one.states)):
            if other.holds_for(rule):
                said.update(other.says)
        faults += _faults_of(rule, said, palette)
    return faults


def _faults_of(rule: Rule, said: dict[str, str], palette: Palette) -> Iterator[str]:
    own = said.get("background", "transparent")
    grounds = [own] if own.startswith("#") else [palette.bg, palette.surface]
    if rule.part in ("", "item", "section", "tab") and {"color", "background"} & rule.says.keys():
        ink = said.get("color", palette.faint if "disabled" in rule.states else palette.text)
        for ground in grounds:
            if contrast(ink, ground) < TEXT:
                yield f"{_named(rule)}: {ink} on {ground} is {contrast(ink, ground):.2f}"
    ring = re.search(r"2px solid (#\w+)", rule.says.get("border", ""))
    if "focus" in rule.states and ring is not None:
        for ground in (palette.bg, palette.surface):  # it lies between the widget and the page
            if contrast(ring[1], ground) < SHAPE:
                yield f"ring of {_named(rule)}: {contrast(ring[1], ground):.2f} on {ground}"


def _named(rule: Rule) -> str:
    marks = "".join(f"[{name}={value}]" for name, value in sorted(rule.marks))
    part = f"::{rule.part}" if rule.part else ""
    return f"{rule.kind}{marks}{part}" + "".join(f":{state}" for state in sorted(rule.states))


# --- on what was painted --------------------------------------------------------------------------


class Meter:
    """Đo tương phản: measures one of each kind of text, over all windows it is shown."""

    def __init__(self) -> None:
        """Start without having seen anything."""
        self.measured: dict[tuple[object, ...], float] = {}

    def faults(self, root: QWidget) -> list[str]:
        """Return the texts of a window that are too faint on the ground they stand on."""
        found = []
        for widget, box, key, text in _texts(root):
            if key in self.measured:
                continue
            measured = self._measure(root, widget, box)
            if measured is None:
                continue
            self.measured[key] = measured
            if measured < TEXT - 0.05:
                found.append(f"{measured:.2f}: {text[:40]!r} in {where(widget)}")
        return found

    def _measure(self, root: QWidget, widget: QWidget, box: QRect) -> float | None:
        window = root.window()
        place = QRect(widget.mapTo(window, box.topLeft()), box.size())
        seen = QRect(place)
        at = widget.parentWidget()
        while at is not None and at is not window:
            seen &= QRect(at.mapTo(window, QPoint(0, 0)), at.size())
            at = at.parentWidget()
        if seen != place or place.width() < 6 or place.height() < 6:
            return None  # scrolled away, or cut by what is scrolled
        image = QImage(place.size() * _RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_RATIO)
        image.fill(Qt.GlobalColor.black)
        window.render(image, QPoint(0, 0), QRegion(place))
        return most_contrast(image)


def most_contrast(image: QImage) -> float | None:
    """Return the contrast of the strongest ink to the ground; nothing where all is one colour."""
    counted = Counter(image.constBits().cast("I"))
    if len(counted) < 2:
        return None
    ground = _hex(counted.most_common(1)[0][0])
    inks = (_hex(pixel) for pixel, times in counted.items() if times >= _LEAST)
    return max(contrast(ink, ground) for ink in inks)


def _hex(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"


def _texts(root: QWidget) -> Iterator[tuple[QWidget, QRect, tuple[object, ...], str]]:
    for widget in shown(root):
        if isinstance(widget, QAbstractItemView):
            yield from _cells(widget)
            continue
        text = _text_of(widget)
        if any(letter.isalnum() for letter in text):
            yield widget, widget.rect(), _kind(widget, bool(text)), text


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QLabel):
        return widget.text() if widget.pixmap().isNull() else ""
    if isinstance(widget, QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.tabText(0) if isinstance(widget, QTabBar) and widget.count() else ""


def _kind(widget: QWidget, *more: object) -> tuple[object, ...]:
    """Return what two texts that look the same have in common: marks, state, grounds."""
    told: list[object] = [type(widget).__name__, widget.isEnabled(), *more]
    if isinstance(widget, QLineEdit):
        told += [bool(widget.text()), widget.isReadOnly()]
    if isinstance(widget, QAbstractButton):
        told.append(widget.isChecked())
    at: QWidget | None = widget
    for _ in range(5):
        if at is None:
            break
        told += [at.property("role"), at.property("tone"), at.property("state")]
        at = at.parentWidget()
    return tuple(told)


def _cells(view: QAbstractItemView) -> Iterator[tuple[QWidget, QRect, tuple[object, ...], str]]:
    model = view.model()
    if model is None or view.selectionModel() is None:
        return
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    port = view.viewport()
    for row in range(min(model.rowCount(), _ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            box = view.visualRect(index)
            text = str(index.data() or "")
            if text.strip() and port.rect().contains(box):
                yield port, box, _cell_kind(view, index), text


def _cell_kind(view: QAbstractItemView, index: QModelIndex) -> tuple[object, ...]:
    chosen = view.selectionModel().isSelected(index)
    return _kind(view, index.column(), chosen, str(index.data(TONE)))
