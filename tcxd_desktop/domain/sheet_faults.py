"""What is found at a cell while a sheet is read; the words for it are in ``wording/sheets.py``."""

from collections.abc import Callable
from dataclasses import dataclass

from tcxd_desktop.domain.imports import NoteKind


@dataclass(frozen=True, slots=True)
class Fault:
    """Điều thấy ở một ô: what is wrong with it, or how it was understood."""

    kind: NoteKind
    key: str
    """Of ``wording.sheets.NOTES``."""
    target: str = ""
    args: tuple[str, ...] = ()


Say = Callable[[Fault], str]
"""Puts a fault into a sentence; see ``wording.sheets.say``."""


def error(key: str, target: str, *args: str) -> Fault:
    """Return what keeps the line from being written."""
    return Fault(NoteKind.ERROR, key, target, args)


def doubt(key: str, target: str, *args: str) -> Fault:
    """Return what was read by a guess."""
    return Fault(NoteKind.DOUBT, key, target, args)


def mended(key: str, target: str, *args: str) -> Fault:
    """Return what was read for certain, but not as written."""
    return Fault(NoteKind.MENDED, key, target, args)
