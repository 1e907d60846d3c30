"""A Windows binary (PE file): for which processor, what it takes from others, what it offers."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pefile

X86_64 = 0x8664
_NAMES = 1 << 16
"""Qt offers more than the 8192 names the reader would be content with."""
SUFFIXES = frozenset({".exe", ".dll", ".pyd"})
_IMPORTS = pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]
_DELAYED = pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT"]
_EXPORTS = pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]
_RESOURCES = pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]


@dataclass(frozen=True, slots=True)
class Binary:
    """What one file says of itself."""

    machine: int
    imports: dict[str, frozenset[str]]
    """Name of each library, in small letters, and the names taken from it."""


def binaries(folder: Path) -> list[Path]:
    """Return every file under ``folder`` that is one by its ending, sorted."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


@functools.cache
def read(path: Path) -> Binary:
    """Read one file.

    Raises:
        ValueError: it is no PE file.
    """
    try:
        with pefile.PE(str(path), fast_load=True) as image:
            image.parse_data_directories([_IMPORTS, _DELAYED])
            return Binary(image.FILE_HEADER.Machine, dict(_imports(image)))
    except pefile.PEFormatError as error:
        raise ValueError(str(error)) from error


def _imports(image: pefile.PE) -> Iterator[tuple[str, frozenset[str]]]:
    for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(image, table, ()):
            names = frozenset(taken.name.decode() for taken in entry.imports if taken.name)
            yield entry.dll.decode().lower(), names


@functools.cache
def exports(path: Path) -> frozenset[str]:
    """Return the names a library offers."""
    with pefile.PE(str(path), fast_load=True, max_symbol_exports=_NAMES) as image:
        image.parse_data_directories([_EXPORTS])
        table = getattr(image, "DIRECTORY_ENTRY_EXPORT", None)
        symbols = table.symbols if table is not None else ()
        return frozenset(symbol.name.decode() for symbol in symbols if symbol.name)


def product_version(path: Path) -> str:
    """Return the version the file's resource tells, "" if it has none."""
    with pefile.PE(str(path), fast_load=True) as image:
        image.parse_data_directories([_RESOURCES])
        for entry in (entry for infos in getattr(image, "FileInfo", ()) for entry in infos):
            for table in getattr(entry, "StringTable", ()):
                found = table.entries.get(b"ProductVersion")
                if found:
                    return str(found.decode()).strip()
    return ""
