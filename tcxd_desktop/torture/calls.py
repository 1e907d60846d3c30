"""One call to the disk, as seen from inside the program, and who may listen to it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Call:
    """A call to the disk.

    ``kind`` is one of ``open read write truncate sync size delete rename folder sync_folder``, or
    ``ack``, which is no call: it marks the moment the user was told “đã lưu” (``size`` is which).
    """

    kind: str
    path: str = ""
    handle: int = 0
    offset: int = 0
    data: bytes = b""
    size: int = 0
    target: str = ""
    creates: bool = False


class Watcher(Protocol):
    """Who is asked before each call and told after it."""

    def ask(self, call: Call) -> int:
        """Return the ``errno`` the call shall fail with, or 0 to let it through."""

    def done(self, call: Call) -> None:
        """Hear that the call succeeded."""


def under(root: Path, path: str) -> bool:
    """Tell whether ``path`` is ``root`` or lies below it."""
    real, base = os.path.normcase(os.path.abspath(path)), os.path.normcase(root)  # noqa: PTH100
    return real == base or real.startswith(base + os.sep)


class Recorder:
    """Keeps every successful call that changes something."""

    def __init__(self) -> None:
        """Start with an empty record."""
        self.calls: list[Call] = []

    def ask(self, call: Call) -> int:
        """Let everything through."""
        return 0

    def done(self, call: Call) -> None:
        """Keep it unless it only reads."""
        if call.kind not in {"read", "size"}:
            self.calls.append(call)

    def ack(self, number: int) -> None:
        """Keep that edit ``number`` was reported as saved."""
        self.calls.append(Call("ack", size=number))
