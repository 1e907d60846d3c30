"""What an update package says of a new version of the program, and whether it may be taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tcxd_desktop.domain.update_errors import (
    BadUpdateProblem,
    LowerSchemaProblem,
    NoFileForThisProblem,
    SameVersionProblem,
    StepUpdateProblem,
)
from tcxd_desktop.domain.versions import Version, parse

PRODUCT = "tcxd-desktop"
"""Name of the program in packages, and the only name an update package has."""
SETUP_ENDING, FOLDER_ENDING = ".exe", ".zip"
MOST_SIZE = 1024 * 1024 * 1024
_MOST_FILES, _MOST_NEWS, _MOST_LINE = 8, 60, 500
_MOST_SCHEMA = 10_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(?:exe|zip)", re.ASCII)
"""A plain file name: no folder, no drive, no stream of Windows behind a colon."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\..*", re.IGNORECASE | re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Way(StrEnum):
    """Cách chương trình nằm trên máy: decides which file of a package is for it."""

    SETUP = "setup"
    """Put there by the setup: the next setup goes over it."""
    FOLDER = "folder"
    """An unpacked folder, where setups are forbidden."""
    SOURCE = "source"
    """Run from its sources."""


@dataclass(frozen=True, slots=True)
class UpdateFile:
    """Tệp đi cùng gói cập nhật: lies beside the package, told by its digest."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Update:
    """Bản cập nhật chương trình, như gói ghi."""

    version: Version
    min_version: Version
    """An older program takes another version first."""
    schema: int
    """Version of the main file it writes; that of the sealed compartment beside it."""
    sealed: int
    files: tuple[UpdateFile, ...]
    news: tuple[str, ...]
    """What is new, a line each, in Vietnamese."""

    def file_for(self, way: Way) -> UpdateFile:
        """Return the file a program that lies on the machine this way needs.

        Raises:
            NoFileForThisProblem: the package has none for it.
        """
        ending = FOLDER_ENDING if way is Way.FOLDER else SETUP_ENDING
        for file in self.files:
            if file.name.lower().endswith(ending):
                return file
        raise NoFileForThisProblem(ending)


@dataclass(frozen=True, slots=True)
class Standing:
    """Bản đang có trên máy: the program that runs, and what the office has seen."""

    installed: Version
    highest: Version
    """The highest version this office ever worked with or took; never below ``installed``."""
    schema: int
    sealed: int


def update_of(content: Mapping[str, Any]) -> Update:
    """Return what a package of an update holds.

    Raises:
        BadUpdateProblem: not what such a package says; args tell the part.
        BadVersionProblem: a version that is none.
    """
    match content:
        case {
            "product": str(product), "version": str(version), "min_version": str(least),
            "schema": int(schema), "sealed": int(sealed), "files": list(files),
            "news": list(news), **rest,
        } if not rest:  # fmt: skip
            if product != PRODUCT:
                raise BadUpdateProblem("product")
            if not (_counts(schema) and _counts(sealed)):
                raise BadUpdateProblem("schema")
            return Update(parse(version), parse(least), schema, sealed, _files(files), _news(news))
    raise BadUpdateProblem("shape")


def _counts(number: int) -> bool:
    return not isinstance(number, bool) and 0 < number <= _MOST_SCHEMA


def _files(raw: list[Any]) -> tuple[UpdateFile, ...]:
    if not 0 < len(raw) <= _MOST_FILES:
        raise BadUpdateProblem("files")
    made = tuple(_file(one) for one in raw)
    # Windows does not tell TCXD.exe from tcxd.EXE.
    if len({file.name.lower() for file in made}) != len(made):
        raise BadUpdateProblem("files")
    return made


def _file(raw: Any) -> UpdateFile:
    match raw:
        case {"name": str(name), "size": int(size), "sha256": str(digest), **rest} if not rest:
            counted = not isinstance(size, bool) and 0 < size <= MOST_SIZE
            named = _NAME.fullmatch(name) and not _DEVICES.fullmatch(name)
            if counted and named and _DIGEST.fullmatch(digest):
                return UpdateFile(name, size, digest)
    raise BadUpdateProblem("files")


def _news(raw: list[Any]) -> tuple[str, ...]:
    fine = all(isinstance(line, str) and _readable(line) for line in raw)
    if len(raw) > _MOST_NEWS or not fine:
        raise BadUpdateProblem("news")
    return tuple(raw)


def _readable(line: str) -> bool:
    return 0 < len(line) <= _MOST_LINE and line.isprintable() and bool(line.strip())


def is_lower(update: Update, standing: Standing) -> bool:
    """Tell whether a version goes back behind what was here; then the head gives a reason.

    Raises:
        LowerSchemaProblem: it could not read what is written here, whatever the reason.
        SameVersionProblem: it is the one that runs.
        StepUpdateProblem: the program that runs is too old for it.
    """
    if update.schema < standing.schema or update.sealed < standing.sealed:
        raise LowerSchemaProblem(str(update.version), str(standing.installed))
    if update.version == standing.installed:
        raise SameVersionProblem(str(update.version))
    if standing.installed < update.min_version:
        raise StepUpdateProblem(
            str(update.version), str(update.min_version), str(standing.installed)
        )
    return update.version < max(standing.installed, standing.highest)
