"""Windows tells when the session is locked or the machine goes to sleep.

Only a Windows PC can show that it works: it stands in the release checklist. What a message means
is decided by :func:`meaning`, which is tested everywhere.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_SESSION_AWAY = {0x2, 0x4, 0x6, 0x7}
"""Console or remote disconnect, log-off, lock."""
_SUSPEND = 0x4
_THIS_SESSION = 0


def meaning(message: int, parameter: int) -> str:
    """Return ``session`` or ``suspend`` for the messages that must lock; else nothing."""
    if message == _SESSION_CHANGE and parameter in _SESSION_AWAY:
        return "session"
    return "suspend" if message == _POWER and parameter == _SUSPEND else ""


class SessionFilter(QAbstractNativeEventFilter):
    """Nghe Windows: calls ``lock(reason)`` when the user leaves the session."""

    def __init__(self, window: QWidget, lock: Callable[[str], None]) -> None:
        """Ask Windows to tell ``window``; elsewhere this does nothing."""
        super().__init__()
        self._lock = lock
        self._handle = 0
        if sys.platform == "win32":
            self._handle = int(window.winId())
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(self._handle, _THIS_SESSION)
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self)

    def stop(self) -> None:
        """Hear no more."""
        if sys.platform == "win32" and self._handle:
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(self._handle)
            application = QCoreApplication.instance()
            if application is not None:
                application.removeNativeEventFilter(self)
            self._handle = 0

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at each message of Windows; never takes one away."""
        if sys.platform == "win32" and QByteArray(kind) == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            reason = meaning(int(said.message or 0), int(said.wParam or 0))
            if reason:
                self._lock(reason)
        return False, 0
