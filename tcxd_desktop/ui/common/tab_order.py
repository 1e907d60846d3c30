"""The way of Tab and Enter: through what was made late as it stands, not as it was made."""

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)
from shiboken6 import createdByPython

ENTRY = "tcxdEntry"
"""Property of every widget Enter stops at."""
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def tab_as_laid(whole: QWidget) -> None:
    """Lead Tab through everything inside ``whole`` in the order of its layouts.

    Qt puts a new widget at the end of the window's chain, wherever its layout shows it: call this
    after widgets were added or moved. What stands before and after is left as it is.
    """
    before = whole
    dumb: list[QWidget] = []
    # Qt moves nothing, and puts nothing after anything, that takes no keyboard; what holds others
    # has to move with them, because late ones are put after it.
    for widget in (whole, *_inside(whole)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            if widget is not whole and widget.layout() is None:
                continue
            widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            dumb.append(widget)
        if widget is not whole:
            QWidget.setTabOrder(before, widget)
            before = widget
    for widget in dumb:
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _inside(whole: QWidget) -> Iterator[QWidget]:
    layout = whole.layout()
    if isinstance(whole, QScrollArea):
        yield from _with_inside(whole.widget())
    elif isinstance(whole, QTabWidget):
        for widget in (whole.tabBar(), *map(whole.widget, range(whole.count()))):
            yield from _with_inside(widget)
    elif isinstance(whole, QSplitter):
        for part in map(whole.widget, range(whole.count())):
            yield from _with_inside(part)
    elif layout is not None:
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for number in _as_read(layout):
        item = layout.itemAt(number)
        inner = item.layout() if item is not None else None
        if inner is not None:
            yield from _laid(inner)
        elif item is not None:
            yield from _with_inside(item.widget())


def _as_read(layout: QLayout) -> Sequence[int]:
    """Return the places of a layout in the order they are read: a grid line by line."""
    places = range(layout.count())
    if not isinstance(layout, QGridLayout):
        return places
    at = cast("Callable[[int], tuple[int, int, int, int]]", layout.getItemPosition)
    return sorted(places, key=lambda number: at(number)[:2])


def _with_inside(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    # Before the inside of a compound its proxy would be moved, and then once more.
    if widget.focusProxy() is None:
        yield widget
    yield from _inside(widget)


def focus_next(widget: QWidget) -> bool:
    """Move to the next input in tab order, passing buttons by; false after the last one."""
    start = QApplication.focusWidget() or _last_entry(widget)
    found = _after(start)
    while found is not None and found is not start and found is not start.window():
        if (
            found.property(ENTRY)
            and found.isVisible()
            and found.isEnabled()
            and not found.property("readOnly")
        ):
            found.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        found = _after(found)
    return False


def _last_entry(widget: QWidget) -> QWidget:
    """Return where one stands in ``widget`` while no window is active: its last entry."""
    entries = [inside for inside in widget.findChildren(QWidget) if inside.property(ENTRY)]
    return entries[-1] if entries else widget


def _after(widget: QWidget) -> QWidget | None:
    """Return the widget that follows in tab order.

    PySide takes the widget asked for the owner of the one it answers with, and once the former
    goes, what lies inside the latter is dead for Python: whoever has it is made its owner again.
    """
    found = widget.nextInFocusChain()
    inside: QWidget | None = found
    while inside is not None:
        owner = inside.parentWidget()
        if owner is None:
            QStackedWidget().removeWidget(inside)  # a window: nobody's
        elif owner.findChildren(QWidget, options=_DIRECT) and createdByPython(owner):
            break
        inside = owner
    return found
