"""The process itself: what it may leave behind, and the fresh one that takes its place.

Python cannot forget (security.md, finding 6): to lock is to end the process that held the key and
to start another, which asks for the password.
"""

import contextlib
import ctypes
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain.update_errors import SetupNotStartedProblem
from tcxd_desktop.ui.common.errors import report

PASSWORD = "TCXD_PASSWORD"  # noqa: S105 - the name of the variable
_NO_BOXES = 0x0001 | 0x0002
"""Windows: SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX."""
_APART = 0x00000008 | 0x00000200
"""Windows: DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP."""

if sys.platform != "win32":
    import resource


def leave_no_dump() -> None:
    """Let no crash write the memory, and with it the key and the dossiers, to the disk."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_NO_BOXES)
            ctypes.windll.wer.WerAddExcludedApplication(Path(sys.executable).name, False)  # noqa: FBT003 - Windows' own
    else:
        with contextlib.suppress(OSError, ValueError):
            _, most = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def tell_without_values(log: Callable[[str], None]) -> None:
    """Send errors of other threads, and those Python cannot raise, to ``log`` without any value.

    Left to Python they would stand on the standard error stream with the words of the error.
    """

    def in_thread(args: threading.ExceptHookArgs) -> None:
        log(report(args.exc_type, args.exc_traceback))

    def unraisable(args: Any) -> None:
        log(report(args.exc_type, args.exc_traceback))

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def command(folder: Path, account: int) -> list[str]:
    """Return the command of a fresh sign-in: the folder and the number of the account, no more."""
    return [*places.program(), "--office", str(folder), "--locked", str(account)]


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the fresh process: without any password."""
    return {name: value for name, value in given.items() if name.upper() != PASSWORD}


def start_fresh(folder: Path, account: int) -> None:
    """Start a process that asks for the password; this one has closed the office and ends next.

    Raises:
        OSError: the system starts none.
    """
    _start(command(folder, account))


def _start(words: Sequence[str], place: Path | None = None) -> None:
    """Start a process that outlives this one, without a password in its environment.

    Args:
        words: what to start.
        place: the folder it works in: Windows renames none a process works in.

    Raises:
        OSError: the system starts none.
    """
    options: dict[str, object] = (
        {"creationflags": _APART} if sys.platform == "win32" else {"start_new_session": True}
    )
    subprocess.Popen(  # type: ignore[call-overload] # noqa: S603 - our own interpreter, or a setup that was checked
        list(words),
        cwd=place,
        env=environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        **options,
    )


class AtEnd:
    """Việc sau cùng: a setup that is started when the office is closed, as this process ends.

    Not before: files of a program that runs cannot be replaced, nor its data copied.
    """

    def __init__(self) -> None:
        """Begin with nothing to be started."""
        self._words: Callable[[], Sequence[str]] | None = None

    def wish(self, words: Callable[[], Sequence[str]] | None) -> None:
        """Ask for something to be started; ``None`` takes the wish back."""
        self._words = words

    def carry_out(self) -> bool:
        """Start it; tell whether something was started, and this process is to end at once.

        Raises:
            SetupNotStartedProblem: the system starts it not.
            Problem: what ``words`` says on a last look.
        """
        asked, self._words = self._words, None
        if asked is None:
            return False
        words = asked()
        try:
            _start(words, Path(words[0]).parent)
        except OSError as error:
            raise SetupNotStartedProblem(words[0]) from error
        return True


AT_END = AtEnd()


def end() -> None:
    """End this process at once: nothing of it may outlive the lock, and nothing may hold it up."""
    os._exit(0)
