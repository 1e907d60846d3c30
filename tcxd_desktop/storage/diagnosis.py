"""What an office's files are like, in numbers: for whoever supports the program and knows nobody.

Only what the program itself names is told: names of tables, of its own files. Whatever else lies
in the folder is counted, never named.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tcxd_desktop.storage.engine import SEALED
from tcxd_desktop.storage.work import Reading

_OWN = re.compile(
    r"office\.(?:(?:sealed\.)?db(?:-journal)?|lock|reserve|(?:anchor|attempts|holder|keys(?:\.2)?)\.json)"
)
OTHERS = "tệp khác"
COPIES = "copies"


@dataclass(frozen=True, slots=True)
class FileShape:
    """Một tệp dữ liệu: version of its tables, and its pages."""

    version: int
    pages: int
    free: int
    page_size: int


def shapes(reading: Reading) -> tuple[FileShape, ...]:
    """Return the shape of the main file, and of the sealed compartment where it is open."""
    return tuple(_shape(reading, schema) for schema in _schemas(reading))


def _schemas(reading: Reading) -> tuple[str, ...]:
    return ("main", SEALED) if reading.sealed else ("main",)


def _shape(reading: Reading, schema: str) -> FileShape:
    def number(pragma: str) -> int:
        row = reading.one(f"PRAGMA {schema}.{pragma}")
        return int(row[0]) if row else 0

    return FileShape(
        number("user_version"), number("page_count"), number("freelist_count"), number("page_size")
    )


def counts(reading: Reading, tables: Iterable[str]) -> dict[str, int]:
    """Return how many rows each of the tables has; one that is not there is left out."""
    there: set[str] = set()
    for schema in _schemas(reading):
        names = f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'"
        there.update(str(row[0]) for row in reading.all(names))
    return {name: _rows(reading, name) for name in tables if name in there}


def _rows(reading: Reading, table: str) -> int:
    row = reading.one(f'SELECT count(*) FROM "{table}"')
    return int(row[0]) if row else 0


def sizes(folder: Path) -> dict[str, int]:
    """Return the size of each of the program's files in the folder, and of all others together."""
    found: dict[str, int] = {}
    others = 0
    for path in sorted(folder.iterdir()):
        if path.is_file() and _OWN.fullmatch(path.name):
            found[path.name] = path.stat().st_size
        elif path.is_dir() and path.name == COPIES:
            inside = [one.stat().st_size for one in path.iterdir() if one.is_file()]
            found[f"{COPIES} ({len(inside)} tệp)"] = sum(inside)
        else:
            others += 1
    if others:
        found[OTHERS] = others
    return found
