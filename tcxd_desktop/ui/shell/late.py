"""Parts of the shell that the first list need not wait for: loaded when they are first wanted."""

import importlib
from typing import Any


def late(name: str) -> Any:
    """Return a module of this package by its name, such as ``recovery``."""
    return importlib.import_module(f"tcxd_desktop.ui.shell.{name}")
