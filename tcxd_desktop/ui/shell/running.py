"""Who runs: the program tells the setup, and the setup tells the program.

On Windows both hold a named mutex (``installer/setup.nsi`` has the same names): files of a program
that runs cannot be replaced, and one that is being replaced must not start. Elsewhere there is no
setup; a lock shared on a file tells that a window of this user is open.
"""

import contextlib
import sys
from pathlib import Path

RUNNING = "Local\\TCXD.running"
"""Held by every window from its first moment to the last."""
INSTALLING = "Local\\TCXD.setup"
"""Held by a setup or an uninstaller at work."""
_FILE = "running.lock"

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SYNCHRONIZE = 0x00100000
    _ANYBODY = 0xFFFFFFFF
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateMutexW.restype = wintypes.HANDLE
    _kernel.CreateMutexW.argtypes = (ctypes.c_void_p, wintypes.BOOL, wintypes.LPCWSTR)
    _kernel.OpenMutexW.restype = wintypes.HANDLE
    _kernel.OpenMutexW.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.LPCWSTR)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    def _exists(name: str) -> bool:
        handle = _kernel.OpenMutexW(_SYNCHRONIZE, 0, name)
        if handle:
            _kernel.CloseHandle(handle)
        return bool(handle)
else:
    import fcntl


class Running:
    """Đang chạy: as long as this object lives, others see that the program runs."""

    def __init__(self, folder: Path) -> None:
        """Tell it; ``folder`` is the user's data folder. A full disk must keep nobody out."""
        self._close = contextlib.ExitStack()
        if sys.platform == "win32":
            # Never waited for nor owned: that it exists is the message.
            handle = _kernel.CreateMutexW(None, 0, RUNNING)
            if handle:
                self._close.callback(_kernel.CloseHandle, handle)
        else:
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / _FILE).touch()
                file = self._close.enter_context((folder / _FILE).open("rb"))
                fcntl.flock(file, fcntl.LOCK_SH)

    def stop(self) -> None:
        """Say that the program runs no more; the end of the process says it too."""
        self._close.close()


def others(folder: Path) -> bool:
    """Tell whether a window of this user is open, before this process says that it runs."""
    if sys.platform == "win32":
        return _exists(RUNNING)
    else:  # noqa: RET505 - else the type checker reads both for one system
        try:
            with (folder / _FILE).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False


def installing() -> bool:
    """Tell whether a setup is replacing the program this moment."""
    return sys.platform == "win32" and _exists(INSTALLING)


def let_come_forward() -> None:
    """Let the window that is open put itself in front; only who was just started may allow it."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)
