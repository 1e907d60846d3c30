"""What the program is: its version, when it was built, what it is made of under which licence."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from importlib import metadata
from pathlib import Path

from tcxd_desktop import BUILT, __version__, places
from tcxd_desktop.office import machine

LICENCES = "licences"
"""Folder of the packaged program with the texts of all licences."""
_LIST, _VERSION = "licences.json", "VERSION.json"
_LONGEST = 60
_SAID = {
    " OR ": " hoặc ",
    ", dependency licenses": "",
    "Python Software Foundation License": "PSF",
    " License": "",
    " license": "",
}
"""How packages name a licence, and how we say it."""
_UNTOLD = "theo gói kèm"
"""Of a package that names no licence in its own description; its text is shipped."""


@dataclass(frozen=True, slots=True)
class Library:
    """Thành phần of others the program is made of."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Program:
    """Chương trình."""

    version: str
    built: date
    packaged: bool
    """Installed or unpacked; else it runs from its source text."""
    libraries: tuple[Library, ...]
    licences: Path | None
    """Folder with the texts of the licences, where it is packaged."""


def program() -> Program:
    """Return what this program is."""
    tree = places.packaged()
    if tree is None:
        return Program(__version__, BUILT.date(), False, _installed(), None)  # noqa: FBT003
    folder = tree / LICENCES
    return Program(
        __version__,
        _built(tree),
        packaged=True,
        libraries=_shipped(folder) or _installed(),
        licences=folder if folder.is_dir() else None,
    )


def _built(tree: Path) -> date:
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((tree / _VERSION).read_text(encoding="utf-8"))["built"]
        return datetime.fromisoformat(told).date()
    return BUILT.date()


def _shipped(folder: Path) -> tuple[Library, ...]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        return tuple(Library(one["name"], one["version"], one["licence"]) for one in told)
    return ()


def _installed() -> tuple[Library, ...]:
    found = machine.packages()
    return tuple(
        Library(name, version, _licence(name)) for name, version in found.items() if version
    )


def _licence(name: str) -> str:
    told = metadata.metadata(name)
    short = "".join((told.get_all("License-Expression") or told.get_all("License") or [""])[:1])
    if not short or len(short) > _LONGEST or "\n" in short:
        classes = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
        short = classes[0].rpartition(":: ")[2] if classes else ""
    for theirs, ours in _SAID.items():
        short = short.replace(theirs, ours)
    return short.strip() or _UNTOLD
