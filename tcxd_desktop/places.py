"""Where things are on this machine: resources of the program, data of the user."""

import os
import sys
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


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
