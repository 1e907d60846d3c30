"""The way of the Tab key through a window. Used by the comfort tests over every scene."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tcxd_desktop.ui.common.fields import Field
from tests.ui.comfort_names import name_of, shown, takes_part, where

_KEY = re.compile(r"\((?:(?:Ctrl|Shift|Alt)\+)*(?:F\d+|[A-Z]|Enter|Delete)\)")
"""A key of its own, as a button's tooltip tells it."""
_INSIDE = 300
"""How often the key may be pressed within one widget."""
_TOLERANCE = 6
"""Pixels by which two widgets of one line may stand apart from one height."""


@dataclass(slots=True)
class Walk:
    """Đường phím Tab: where the keyboard was, step by step, until it came back."""

    steps: list[QWidget] = field(default_factory=list)
    trapped: bool = False


def walked(root: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> Walk:
    """Press Tab (or Backtab) from the first widget of the window until it comes there again."""
    window = root.window()
    window.activateWindow()
    QApplication.processEvents()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    walk = Walk()
    here = first
    seen: set[int] = set()
    while here is not None and here.window() is window:
        walk.steps.append(here)
        seen.add(id(here))
        here = _left(here, key)
        if here is first:
            return walk
        if here is not None and id(here) in seen:
            break
    walk.trapped = True
    return walk


def _left(here: QWidget, key: Qt.Key) -> QWidget | None:
    """Press the key until the keyboard is elsewhere: links and cells may be walked first."""
    for _ in range(_INSIDE):
        QTest.keyClick(here, key)
        there = QApplication.focusWidget()
        if there is not here and not (there is not None and _in_cells(there, here)):
            return there
    return here


def _in_cells(there: QWidget, here: QWidget) -> bool:
    """Tell whether the keyboard went into a cell of the list it was on, to be typed into."""
    return isinstance(here, QAbstractItemView) and here.isAncestorOf(there)


def tab_faults(root: QWidget) -> list[str]:
    """Return what is wrong with the way of Tab through a window, and back."""
    walk = walked(root)
    faults: list[str] = []
    if walk.trapped:
        faults.append(f"Tab does not come out of {where(walk.steps[-1])}")
    faults += [f"Tab never comes to {where(one)}" for one in _missed(root, walk.steps)]
    faults += _order_faults(walk.steps)
    if not walk.trapped:
        back = walked(root, Qt.Key.Key_Backtab)
        if back.trapped:
            faults.append(f"Shift+Tab does not come out of {where(back.steps[-1])}")
        elif not _asks(root):
            odd = _differ(walk, back)
            if odd:  # the cursor of a list was new, and what it leads to came while we walked
                odd = _differ(walked(root), back)
            if odd:
                faults.append(f"Shift+Tab goes another way: {', '.join(odd[:5])}")
    return faults


def _differ(there: Walk, back: Walk) -> list[str]:
    """Return what only one way comes to, by name: beside a list things are made anew meanwhile."""
    ways = [{_called(one) for one in walk.steps} for walk in (there, back)]
    return sorted(ways[0] ^ ways[1])


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{name_of(widget)}”"


def _asks(root: QWidget) -> bool:
    """Tell whether fields lead the key themselves, as the sheet of a meeting does from page to page."""
    return any(one.isVisible() and one.ask_where for one in root.findChildren(Field))


def _missed(root: QWidget, steps: Sequence[QWidget]) -> Iterator[QWidget]:
    reached = set(map(id, steps))
    for widget in shown(root):
        if not takes_part(widget) or not widget.isEnabled() or id(widget) in reached:
            continue
        if _reached_with_others(widget, reached) or _speaks_for_itself(widget):
            continue
        yield widget


def _reached_with_others(widget: QWidget, reached: set[int]) -> bool:
    """Tell whether the arrow keys lead here from a button of the same choice, or it is a proxy."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        group = widget.group()
        others = group.buttons() if group is not None else []
        if any(id(other) in reached for other in others):
            return True
    at = widget.parentWidget()
    while at is not None and not at.isWindow():
        if isinstance(at, QAbstractItemView) and id(at) in reached:
            return True  # drawn in a cell: the keys of the list lead to it
        at = at.parentWidget()
    return False


def _speaks_for_itself(widget: QWidget) -> bool:
    """Tell whether a widget has a key of its own, or only shows text that can be marked."""
    if isinstance(widget, QAbstractButton) and (
        not widget.shortcut().isEmpty() or _KEY.search(widget.toolTip())
    ):
        return True
    quiet = widget.focusPolicy() in (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.ClickFocus)
    return quiet and isinstance(widget, QTextEdit | QPlainTextEdit) and widget.isReadOnly()


def _order_faults(steps: Sequence[QWidget]) -> list[str]:
    """Return steps that lead back up or to the left, and groups left and entered again."""
    faults: list[str] = []
    left: set[int] = set()
    for one, other in pairwise(steps):
        away, into = _apart(one, other)
        left.update(map(id, _up_to(one, away)))
        again = [at for at in _up_to(other, into) if id(at) in left]
        if again:
            faults.append(f"Tab comes back into {where(again[-1])} at {where(other)}")
        elif not one.isAncestorOf(other) and _backwards(_place(away), _place(into)):
            faults.append(f"Tab goes back from {where(one)} to {where(other)}")
    return faults


def _up_to(widget: QWidget, top: QWidget) -> Iterator[QWidget]:
    at: QWidget | None = widget
    while at is not None:
        yield at
        if at is top:
            return
        at = at.parentWidget()


def _apart(one: QWidget, other: QWidget) -> tuple[QWidget, QWidget]:
    """Return the two widgets beside each other in which the two stand."""
    ones = list(_line(one))
    others = list(_line(other))
    for away, into in zip(reversed(ones), reversed(others), strict=False):
        if away is not into:
            return away, into
    return one, other


def _line(widget: QWidget) -> Iterator[QWidget]:
    at: QWidget | None = widget
    while at is not None:
        yield at
        at = None if at.isWindow() else at.parentWidget()


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def _backwards(one: QRect, other: QRect) -> bool:
    """Tell whether ``other`` stands before ``one``, as one reads.

    A step up is right when it leads to the next column, a step to the left when it leads down.
    """
    up = other.bottom() <= one.top() + _TOLERANCE
    to_left = other.left() < one.left() - _TOLERANCE
    right_of = other.left() >= one.right() - _TOLERANCE
    below = other.top() >= one.bottom() - _TOLERANCE
    return (up and not right_of) or (to_left and not below)
