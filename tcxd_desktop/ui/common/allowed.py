"""What the account may not do stands there greyed, and says why."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.wording.access import why_not


def allow(target: QWidget | QAction, desk: Desk, permission: Permission) -> bool:
    """Leave ``target`` as it is where the account may, else grey it for good with the reason."""
    reason = why_not(desk.actor, permission)
    if reason:
        refuse(target, reason)
    return not reason


def refuse(target: QWidget | QAction, reason: str) -> None:
    """Grey a button or a menu entry for good: whoever enables it later does not."""
    if isinstance(target, QAction):
        _Action(target, reason)
    else:
        _Widget(target, reason)


def told(notice: Notice, desk: Desk, permission: Permission) -> bool:
    """Tell whether the account may; where it may not the notice says why.

    For keys and other ways in that have no button to grey.
    """
    reason = why_not(desk.actor, permission)
    if reason:
        notice.say(reason, "warn")
    return not reason


class _Widget(QObject):
    """Keeps a widget greyed, with the reason as its tooltip."""

    def __init__(self, widget: QWidget, reason: str) -> None:
        super().__init__(widget)
        self._widget, self._reason = widget, reason
        self._hold()
        widget.setAccessibleDescription(reason)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.ToolTipChange):
            self._hold()
        return False

    def _hold(self) -> None:
        if self._widget.isEnabled():
            self._widget.setEnabled(False)
        if self._widget.toolTip() != self._reason:
            self._widget.setToolTip(self._reason)


class _Action(QObject):
    """Keeps a menu entry greyed, with the reason as its tooltip."""

    def __init__(self, action: QAction, reason: str) -> None:
        super().__init__(action)
        self._action, self._reason = action, reason
        for menu in action.associatedObjects():
            if isinstance(menu, QMenu):
                menu.setToolTipsVisible(True)
        self._hold()
        action.changed.connect(self._hold)

    @Slot()
    def _hold(self) -> None:
        if self._action.isEnabled():
            self._action.setEnabled(False)
        if self._action.toolTip() != self._reason:
            self._action.setToolTip(self._reason)
