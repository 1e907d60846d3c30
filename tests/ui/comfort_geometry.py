"""Looks over a window for what is cut off, lies over something else, or cannot be reached."""

from collections.abc import Callable, Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

SLACK = 1
"""A point more or less is rounding, not a fault."""
_WHOLE = (QAbstractSpinBox, QComboBox, QLineEdit, QHeaderView, QTabBar, QScrollBar, QLabel)
"""Qt lays out what is inside these."""
_HANDLES = (QSplitterHandle, QSizeGrip, QScrollBar)
"""They lie over what they move."""
OVERLAY = "tcxdOverlay"
"""Property of what lies over its siblings on purpose, and takes itself away."""


def faults(root: QWidget, screen: QSize) -> list[str]:
    """Return what is wrong with a window, one line a fault; ``screen`` is what it has to fit on."""
    found = list(_bigger(root, screen))
    for widget in _shown(root):
        for look in (_outside, _cut):
            found.extend(f"{name(widget)}: {fault}" for fault in look(widget))
        found.extend(_overlapping(widget))
    return found


def name(widget: QWidget) -> str:
    """Return how a fault names a widget: its kind, its words, and what it lies in."""
    words = _words(widget) or widget.accessibleName() or widget.objectName()
    above = widget.parentWidget()
    inside = f" in {type(above).__name__}" if above is not None else ""
    return f"{type(widget).__name__} “{' '.join(words.split())[:60]}”{inside}"


def _words(widget: QWidget) -> str:
    for kind in (QLabel, QAbstractButton, QLineEdit):
        if isinstance(widget, kind):
            return str(widget.text())
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _shown(root: QWidget) -> Iterator[QWidget]:
    yield root
    for child in _children(root):
        yield from _shown(child)


def _children(widget: QWidget) -> list[QWidget]:
    """Return what is laid out in a widget and seen; what Qt lays out itself is Qt's."""
    if isinstance(widget, _WHOLE):
        return []
    return [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isWindow() and child.isVisible()
    ]


# --- place ----------------------------------------------------------------------------------------


def _bigger(root: QWidget, screen: QSize) -> Iterator[str]:
    if root.width() > screen.width() or root.height() > screen.height():
        yield (
            f"{name(root)}: {root.width()}×{root.height()} does not fit on"
            f" {screen.width()}×{screen.height()}"
        )


def _outside(widget: QWidget) -> Iterator[str]:
    above = widget.parentWidget()
    if widget.isWindow() or above is None or isinstance(widget, _HANDLES):
        return
    area = _area_of(widget)
    if area is not None:
        yield from _unreachable(widget, area)
        return
    if isinstance(above.parentWidget(), QAbstractItemView):
        return  # a cell's editor: it goes with its cell
    room, place = above.rect(), widget.geometry()
    beyond = (
        room.left() - place.left(), room.top() - place.top(),
        place.right() - room.right(), place.bottom() - room.bottom(),
    )  # fmt: skip
    if max(beyond) > SLACK:
        yield f"{max(beyond)} px outside what it lies in"
    elif min(place.width(), place.height()) <= 0:
        yield "no room at all"


def _area_of(widget: QWidget) -> QScrollArea | None:
    """Return the scroll area a widget is the content of."""
    viewport = widget.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    found = isinstance(area, QScrollArea) and area.widget() is widget
    return area if found and isinstance(area, QScrollArea) else None


def _unreachable(widget: QWidget, area: QScrollArea) -> Iterator[str]:
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    view = area.viewport()
    for way, over, policy in (
        ("right", widget.width() - view.width(), area.horizontalScrollBarPolicy()),
        ("below", widget.height() - view.height(), area.verticalScrollBarPolicy()),
    ):
        if over > SLACK and policy == off:
            yield f"{over} px to the {way} cannot be scrolled to"


def _overlapping(widget: QWidget) -> Iterator[str]:
    beside = [
        child
        for child in _children(widget)
        if not isinstance(child, _HANDLES) and not child.property(OVERLAY)
    ]
    if isinstance(widget, QAbstractScrollArea | QTabBar):
        return
    for one, other in combinations(beside, 2):
        both = one.geometry().intersected(other.geometry())
        if both.width() > SLACK and both.height() > SLACK:
            yield f"{name(one)} and {name(other)} overlap by {both.width()}×{both.height()}"


# --- text -----------------------------------------------------------------------------------------


def _cut(widget: QWidget) -> Iterator[str]:
    for kind, look in _LOOKS:
        if isinstance(widget, kind):
            yield from look(widget)
            return


def _label(label: QLabel) -> Iterator[str]:
    text, room = label.text(), label.contentsRect()
    picture = label.pixmap()
    if not picture.isNull():
        size = picture.deviceIndependentSize().toSize()
        if size.width() > room.width() + SLACK or size.height() > room.height() + SLACK:
            yield "picture is cut"
        return
    if not text or _shortened(label, text):
        return
    margin = 2 * label.margin()
    indent = max(label.indent(), 0)
    if label.wordWrap():
        yield from _wrapped(label, text)
    elif _plain(label):
        lines = text.split("\n")
        metrics = label.fontMetrics()
        wide = max(metrics.horizontalAdvance(line) for line in lines) + margin + indent
        yield from _narrow(wide, room.width())
        yield from _low(metrics.height() * len(lines) + margin, room.height())
    else:
        need = label.sizeHint()
        yield from _narrow(need.width(), label.width())
        yield from _low(need.height(), label.height())


def _plain(label: QLabel) -> bool:
    form = label.textFormat()
    if form == Qt.TextFormat.AutoText:
        return "<" not in label.text() or "</" not in label.text()
    return form == Qt.TextFormat.PlainText


def _wrapped(label: QLabel, text: str) -> Iterator[str]:
    need = label.heightForWidth(label.width())
    yield from _low(need, label.height())
    if _plain(label):
        word = max(map(label.fontMetrics().horizontalAdvance, text.split()), default=0)
        yield from _narrow(word, label.contentsRect().width())


def _shortened(widget: QWidget, text: str) -> bool:
    """Whether a text is shortened on purpose: it ends so, and the tooltip has the whole."""
    return "…" in text and len(widget.toolTip()) >= len(text) - 1


def _button(button: QPushButton | QToolButton) -> Iterator[str]:
    text = button.text()
    if isinstance(button, QToolButton) and (
        button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    ):
        text = "" if not button.icon().isNull() else text
    metrics = button.fontMetrics()
    wide = metrics.size(Qt.TextFlag.TextShowMnemonic, text).width() if text.strip() else 0
    if not button.icon().isNull():
        wide += button.iconSize().width() + (4 if text.strip() else 0)
    if not wide:
        return
    room = _room_of(button)
    if not (text and _shortened(button, text)):
        yield from _narrow(wide, room.width())
    if text.strip():
        high = min(room.height(), button.height())
        yield from _low(metrics.height() - metrics.descent(), high)


def _room_of(button: QPushButton | QToolButton) -> QRect:
    if isinstance(button, QToolButton):
        return button.contentsRect()
    option = QStyleOptionButton()
    button.initStyleOption(option)
    return button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)


def _check(box: QCheckBox | QRadioButton) -> Iterator[str]:
    option = QStyleOptionButton()
    box.initStyleOption(option)
    part = QStyle.SubElement.SE_CheckBoxContents
    if isinstance(box, QRadioButton):
        part = QStyle.SubElement.SE_RadioButtonContents
    room = box.style().subElementRect(part, option, box)
    metrics = box.fontMetrics()
    need = metrics.size(Qt.TextFlag.TextShowMnemonic, box.text())
    if box.text() and not _shortened(box, box.text()):
        yield from _narrow(need.width(), room.width())
        yield from _low(need.height(), box.height())


def _combo(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    metrics = box.fontMetrics()
    if box.toolTip() != box.currentText():
        yield from _narrow(metrics.horizontalAdvance(box.currentText()), room.width())
    yield from _low(metrics.height(), room.height() + 2)


def _line(edit: QLineEdit) -> Iterator[str]:
    metrics, room = edit.fontMetrics(), edit.contentsRect()
    if not edit.text() and edit.placeholderText() not in edit.toolTip():
        yield from _narrow(metrics.horizontalAdvance(edit.placeholderText()), room.width() - 4)
    yield from _low(metrics.height(), edit.height())


def _tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        if not bar.isTabVisible(place):
            continue
        rect, text = bar.tabRect(place), bar.tabText(place)
        wide = bar.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()
        if wide > rect.width() + SLACK:
            yield f"tab “{text}” is cut: {wide} in {rect.width()}"
        if rect.right() > bar.width() + SLACK and not bar.usesScrollButtons():
            yield f"tab “{text}” lies outside its bar"
        elif rect.right() > bar.width() + SLACK:
            yield f"tab “{text}” is behind the arrows of its bar"


def _header(head: QHeaderView) -> Iterator[str]:
    model = head.model()
    if model is None or head.orientation() != Qt.Orientation.Horizontal:
        return
    for section in range(head.count()):
        if head.isSectionHidden(section):
            continue
        role = Qt.ItemDataRole
        text = str(model.headerData(section, head.orientation(), role.DisplayRole) or "")
        tip = str(model.headerData(section, head.orientation(), role.ToolTipRole) or "")
        need = head.sectionSizeFromContents(section)
        lines = text.split("\n")
        wide = max(head.fontMetrics().horizontalAdvance(line) for line in lines)
        if wide > head.sectionSize(section) and text not in tip:
            yield f"column “{text}” is cut: {wide} in {head.sectionSize(section)}"
        if need.height() > head.height() + 2 * SLACK:
            yield f"column “{text}” is too low: {need.height()} in {head.height()}"


def _text_box(edit: QPlainTextEdit) -> Iterator[str]:
    yield from _low(edit.fontMetrics().height(), edit.viewport().height())


def _narrow(need: int, room: int) -> Iterator[str]:
    if need > room + SLACK:
        yield f"text is cut: {need} px wide in {room}"


def _low(need: int, room: int) -> Iterator[str]:
    if need > room + SLACK:
        yield f"text is cut: {need} px high in {room}"


_LOOKS: tuple[tuple[type, Callable[..., Iterator[str]]], ...] = (
    (QLabel, _label),
    (QCheckBox, _check),
    (QRadioButton, _check),
    (QPushButton, _button),
    (QToolButton, _button),
    (QComboBox, _combo),
    (QLineEdit, _line),
    (QTabBar, _tabs),
    (QHeaderView, _header),
    (QPlainTextEdit, _text_box),
)


def rows_seen(root: QWidget) -> list[tuple[str, int]]:
    """Return how many whole rows each table of a window shows at once."""
    found = []
    for view in root.findChildren(QAbstractItemView):
        head = getattr(view, "verticalHeader", None)
        if head is None or not view.isVisible() or view.model() is None:
            continue
        high = head().defaultSectionSize()
        if view.model().rowCount() and high:
            found.append((name(view), view.viewport().height() // high))
    return found


def hidden_by(widget: QWidget) -> QWidget | None:
    """Return what lies over the middle of a widget, if anything does."""
    there = QApplication.widgetAt(widget.mapToGlobal(widget.rect().center()))
    if there is None or there is widget or widget.isAncestorOf(there):
        return None
    return there


def place(widget: QWidget) -> QPoint:
    """Return where a widget stands in its window."""
    return widget.mapTo(widget.window(), QPoint(0, 0))
