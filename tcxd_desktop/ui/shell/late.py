"""Parts the first picture need not wait for: loaded when they are first wanted."""

import importlib
from typing import Any, Protocol

from tcxd_desktop.domain.accounts import SignIn
from tcxd_desktop.domain.history import Actor


class SignedIn(Protocol):
    """Văn phòng vừa mở: what the way in knows of a desk, without loading the records behind it."""

    @property
    def actor(self) -> Actor:
        """Who signed in."""

    @property
    def sign_in(self) -> SignIn:
        """What was found in what state."""


def late(name: str) -> Any:
    """Return a module of this package by its name, such as ``recovery``."""
    return importlib.import_module(f"tcxd_desktop.ui.shell.{name}")


def office(name: str) -> Any:
    """Return a module of the office layer, such as ``opening``.

    It brings the records along, and the box for the password must not wait for them.
    """
    return importlib.import_module(f"tcxd_desktop.office.{name}")
