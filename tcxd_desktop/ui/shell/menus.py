"""The menu of the look, and how menus and offers call what they stand for."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from tcxd_desktop.domain.history import Actor
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.wording.people import ROLE

V = TypeVar("V")
_SCALES = ((100, "Chữ thường (100 %)"), (125, "Chữ to (125 %)"), (150, "Chữ rất to (150 %)"))
_WAITS = (5, 3, 1)
LOCK_KEY = "Ctrl+L"


def look_menu(
    parent: QWidget,
    looks: Looks,
    wait: Callable[[int], Any],
    show_keys: Callable[[], None],
) -> QMenu:
    """Return the menu of look, text size, minutes until it locks, and the sheet of keys."""
    kept = settings.load()
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for look, name in settings.LOOKS.items():
        action = _choice(name, group, on=kept.look == look)
        action.triggered.connect(calling(looks.choose, look))
    menu.addActions(group.actions())
    menu.addSeparator()
    scales = QActionGroup(menu)
    for percent, name in _SCALES:
        action = _choice(name, scales, on=kept.scale == percent)
        action.triggered.connect(calling(looks.scale, percent))
    menu.addActions(scales.actions())
    menu.addSeparator()
    waits = QActionGroup(menu)
    for minutes in _WAITS:
        action = _choice(f"Tự khóa sau {minutes} phút", waits, on=kept.idle_minutes == minutes)
        action.triggered.connect(calling(wait, minutes))
    menu.addActions(waits.actions())
    menu.addSeparator()
    menu.addAction("Phím tắt\tShift+F1", show_keys)
    return menu


def user_menu(
    window: QWidget, who: Actor, change_password: Callable[[], None], lock: Callable[[], None]
) -> QMenu:
    """Return the menu of who is signed in."""
    menu = QMenu(window)
    menu.addAction(f"{who.name} · {ROLE[who.role]}").setEnabled(False)
    menu.addSeparator()
    menu.addAction("Đổi mật khẩu…", change_password)
    menu.addAction(f"Khóa\t{LOCK_KEY}", lock)
    menu.addSeparator()
    menu.addAction("Thoát", window.close)
    return menu


def calling(what: Callable[[V], Any], value: V) -> Callable[[], None]:
    """Return a call of ``what`` with ``value``."""

    def call() -> None:
        what(value)

    return call


def after(first: Callable[[], None], then: Callable[[], None]) -> Callable[[], None]:
    """Return a call of one and then the other."""

    def call() -> None:
        first()
        then()

    return call


def _choice(name: str, group: QActionGroup, *, on: bool) -> QAction:
    action = QAction(name, group)
    action.setCheckable(True)
    action.setChecked(on)
    return action
