"""What a screen reader is told: names, roles, cells. Used by the comfort tests over every scene."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QRubberBand,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QTabBar,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
)
_OF_OTHERS = (QScrollBar, QSplitterHandle, QHeaderView, QSizeGrip, QRubberBand, QMenu, QMenuBar)
"""Parts a reader meets through the widget they belong to."""
_LETTER = re.compile(r"[^\W_]")
_DUMB = {QAccessible.Role.Client, QAccessible.Role.NoRole, QAccessible.Role.Pane}
"""Roles that say nothing: what such a widget shows must be told in words."""
_ROWS = 12
"""How many rows of a list are read."""


def shown(root: QWidget) -> Iterator[QWidget]:
    """Yield the widgets of ``root`` that can be seen or scrolled to, and ``root`` itself."""
    yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and (widget.window() is root.window()):
            yield widget


def is_part(widget: QWidget) -> bool:
    """Tell whether a widget is the inside of another that speaks for it."""
    parent = widget.parentWidget()
    if isinstance(widget, _OF_OTHERS) or widget.objectName().startswith("qt_"):
        return True
    if isinstance(parent, QAbstractSpinBox | QComboBox | QHeaderView):
        return True
    if isinstance(parent, QTableView) and isinstance(widget, QAbstractButton):
        return True  # the corner button of a table
    if isinstance(parent, QTabBar) and isinstance(widget, QToolButton):
        return True  # the arrows of a bar that has no room; its keys are Left and Right
    return isinstance(parent, QLineEdit) and isinstance(widget, QToolButton)


def takes_part(widget: QWidget) -> bool:
    """Tell whether somebody can act on the widget: by the keyboard or with the mouse."""
    if is_part(widget) or widget.isWindow():
        return False
    if isinstance(widget, QLabel) and not _has_links(widget):
        return False  # text that can be marked with the mouse
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        return True
    return isinstance(widget, CONTROLS) or (_minds_the_mouse(widget) and not _helps(widget))


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def name_faults(root: QWidget) -> list[str]:
    """Return what is wrong with the names of the controls of a window."""
    faults: list[str] = []
    seen: dict[tuple[object, ...], QWidget] = {}
    for widget in shown(root):
        if not takes_part(widget):
            continue
        said = name_of(widget)
        if not _LETTER.search(said):
            faults.append(f"no name: {where(widget)}")
        drawn = _role(widget) in _DUMB and _minds_the_mouse(widget)
        if drawn and not widget.accessibleDescription():
            faults.append(f"drawn, and not told in words: {where(widget)}")
        key = (_kind(widget), said, *_around(widget, root))
        if said and isinstance(widget, CONTROLS) and key in seen:
            faults.append(f"same name twice: {where(widget)} and {where(seen[key])}")
        seen[key] = widget
    return faults


def cell_faults(root: QWidget) -> list[str]:
    """Return cells and heads of lists that show something a screen reader cannot read."""
    faults: list[str] = []
    for view in shown(root):
        if isinstance(view, QAbstractItemView) and view.model() is not None:
            faults += _unread(view)
            faults += _nameless_heads(view)
    return faults


def where(widget: QWidget) -> str:
    """Return where a widget stands, for the words of a fault."""
    path: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(path) < 6:
        own = type(at).__name__
        text = at.text() if isinstance(at, QAbstractButton | QLabel | QLineEdit) else ""
        path.append(f"{own}({text[:30]!r})" if text else own)
        at = at.parentWidget()
    return " < ".join(path)


def _helps(widget: QWidget) -> bool:
    """Tell whether a click on the widget only does what one on a control inside it does."""
    return any(isinstance(inner, CONTROLS) for inner in widget.findChildren(QWidget))


def _has_links(label: QLabel) -> bool:
    links = Qt.TextInteractionFlag.LinksAccessibleByMouse
    return bool(label.textInteractionFlags() & links) and "<a " in label.text()


def _minds_the_mouse(widget: QWidget) -> bool:
    """Tell whether a class of ours does something of its own at a click."""
    for kind in type(widget).__mro__:
        if kind.__module__.startswith("PySide6"):
            return False
        if {"mousePressEvent", "mouseReleaseEvent"} & vars(kind).keys():
            return True
    return False


def _role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role() if interface is not None else QAccessible.Role.NoRole


def _kind(widget: QWidget) -> type:
    return next((kind for kind in CONTROLS if isinstance(widget, kind)), QWidget)


def _around(widget: QWidget, root: QWidget) -> tuple[str, ...]:
    """Return the names of the groups a widget stands in: they tell two *Sửa* apart."""
    names: list[str] = []
    at = widget.parentWidget()
    while at is not None and at is not root:
        said = at.accessibleName() or (at.title() if isinstance(at, QGroupBox) else "")
        if said:
            names.append(said)
        at = at.parentWidget()
    return tuple(names)


def _unread(view: QAbstractItemView) -> list[str]:
    """Return cells in which something is painted and nothing is said."""
    interface = QAccessible.queryAccessibleInterface(view)
    model = view.model()
    if interface is None or not interface.isValid():
        return [f"no interface: {where(view)}"]
    image = view.viewport().grab().toImage()
    faults = []
    for index in _first(view, model):
        box = view.visualRect(index)
        if box.isEmpty() or not view.viewport().rect().contains(box) or said_by_cell(index):
            continue
        if view.indexAt(box.center()) == index and _painted(image, box, view):
            faults.append(f"cell {index.row()}, {index.column()} says nothing: {where(view)}")
            break
    return faults


def said_by_cell(index: QModelIndex) -> str:
    """Return what a screen reader reads in a cell, as Qt asks its model."""
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
        said = index.data(role)
        if said not in (None, ""):
            return str(said)
    checked = index.data(Qt.ItemDataRole.CheckStateRole)
    return "ô chọn" if checked is not None else ""


def _first(view: QAbstractItemView, model: QAbstractItemModel) -> Iterator[QModelIndex]:
    # The count of a model of lines is private.
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for row in range(min(model.rowCount(), _ROWS)):
        for column in range(columns):
            yield model.index(row, column)
    if isinstance(view, QTreeView) and model.rowCount():
        first = model.index(0, 0)
        for row in range(min(model.rowCount(first), _ROWS)):
            yield model.index(row, 0, first)


def _painted(image: QImage, box: QRect, view: QAbstractItemView) -> bool:
    """Tell whether something stands in a cell: its middle is not of one colour."""
    ratio = view.devicePixelRatioF()
    inner = box.adjusted(4, 4, -4, -4)
    colours = {
        image.pixel(round(x * ratio), round(y * ratio))
        for x in range(inner.left(), inner.right(), 2)
        for y in range(inner.top(), inner.bottom(), 2)
    }
    return len(colours) > 1


def _nameless_heads(view: QAbstractItemView) -> list[str]:
    if not isinstance(view, QTableView | QTreeView):
        return []
    head = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
    if not head.isVisible():
        return []
    model, across = view.model(), Qt.Orientation.Horizontal
    faults = []
    for section in range(head.count()):
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        said = [str(model.headerData(section, across, role) or "") for role in roles]
        if not head.isSectionHidden(section) and not any(text.strip() for text in said):
            faults.append(f"column {section} has no head: {where(view)}")
    return faults
