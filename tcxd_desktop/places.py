"""Where things are on this machine: resources of the program, data of the user."""

import os
import sys
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_TREE = _PACKAGE.parents[1]
"""The packaged program: ``TCXD.exe``, ``runtime``, ``lib``, and ``app`` with this package."""


def resources() -> Path:
    """Return the folder of shipped data: beside the package, or inside an installed one."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def data_folder() -> Path:
    """Return the folder of this user's offices; ``TCXD_HOME`` overrides it."""
    chosen = os.environ.get("TCXD_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_path("TCXD", appauthor=False))


def is_windows() -> bool:
    """Tell whether this is Windows."""
    return sys.platform == "win32"


def packaged() -> Path | None:
    """Return the folder of the packaged program, or nothing where this is a checkout."""
    return _TREE if (_TREE / "TCXD.exe").is_file() else None


def program() -> list[str]:
    """Return the command that starts the program with a window."""
    return _started_by("TCXD.exe")


def console() -> list[str]:
    """Return the command that starts the program's command line."""
    return _started_by("tcxdc.exe")


def _started_by(launcher: str) -> list[str]:
    tree = packaged()
    if tree is not None:
        return [str(tree / launcher)]
    return [python(), "-X", "utf8", "-m", "tcxd_desktop"]


def python() -> str:
    """Return the interpreter that finds every module of the program by itself."""
    return interpreter() if packaged() is not None else sys.executable


def interpreter() -> str:
    """Return a plain interpreter for a child process, also where a launcher loaded this one.

    On Windows the ``python.exe`` of a virtual environment would start a second process, which the
    cage of a child forbids; so there it is the one beneath.
    """
    tree = packaged()
    if tree is not None:
        return str(tree / "runtime" / "python.exe")
    if is_windows():
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable
