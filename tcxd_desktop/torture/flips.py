"""Bytes of a file are changed behind our back: refused, or it did not matter (S3)."""

import contextlib
import random
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain.errors import DamagedFileProblem, Problem
from tcxd_desktop.storage import engine
from tcxd_desktop.torture import offices
from tcxd_desktop.torture.outcome import Outcome, Tell, named, tried, untold

_ROWS = 30
_TEXT = 120
_SHOWN = 20
Reader = Callable[[Path], object]
"""Returns all a file holds in a form that compares equal, or raises a Problem."""


@dataclass(slots=True)
class Flipped:
    """What came of flipping: every flip is refused, without effect, or a failure."""

    tried: int = 0
    refused: int = 0
    same: int = 0
    different: int = 0
    failures: list[str] = field(default_factory=list)


def flips(path: Path, reader: Reader, count: int | None = None, seed: int = 0) -> Flipped:
    """Flip one random bit in every byte of ``path``, or in ``count`` random ones, and read it.

    The file is as before at the end.
    """
    chance, found = random.Random(seed), Flipped()
    data, wanted = path.read_bytes(), reader(path)
    places = range(len(data)) if count is None else _some(chance, len(data), count)
    with path.open("r+b", buffering=0) as file:
        for place in places:
            bit = 1 << chance.randrange(8)
            file.seek(place)
            file.write(bytes([data[place] ^ bit]))
            _read(path, reader, wanted, f"{path.name}, byte {place}, bit {bit}", found)
            file.seek(place)
            file.write(data[place : place + 1])
    return found


def _some(chance: random.Random, size: int, count: int) -> list[int]:
    return [chance.randrange(size) for _ in range(count)]


def _read(path: Path, reader: Reader, wanted: object, where: str, found: Flipped) -> None:
    found.tried += 1
    content = tried(lambda: reader(path))
    if isinstance(content, Problem):
        found.refused += 1
    elif isinstance(content, Exception):
        found.failures.append(f"{where}: {named(content)}")
    elif content == wanted:
        found.same += 1
    else:
        found.different += 1
        found.failures.append(f"{where}: silently different")


# --- the files of the trial ----------------------------------------------------------------------


def make_small(path: Path, key: bytes) -> None:
    """Make an encrypted file of about 20 KiB through the program's own engine."""
    with contextlib.closing(engine.connect(path, key)) as connection:
        connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, note TEXT)")
        connection.execute("CREATE INDEX by_name ON person (name)")
        connection.executemany(
            "INSERT INTO person (name, note) VALUES (?, ?)",
            [(f"Đảng viên {number}", f"{number}" * _TEXT) for number in range(_ROWS)],
        )


def database_reader(key: bytes) -> Reader:
    """Return a reader of every row of every table under a raw key."""

    def read(path: Path) -> object:
        try:
            with contextlib.closing(engine.connect(path, key)) as connection:
                tables = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
                rows = [
                    connection.execute(f'SELECT * FROM "{name}"').fetchall()
                    for name, sql in tables
                    if str(sql).startswith("CREATE TABLE")
                ]
        except driver.DatabaseError as error:
            raise DamagedFileProblem(str(path)) from error
        return tables, rows

    return read


def run(count: int, seed: int = 0, *, whole: bool = True, tell: Tell = untold) -> Outcome:
    """Flip every byte of a small file and of the key file, and ``count`` random ones of an office.

    Args:
        count: how many bytes of the office.
        seed: of the bits and places.
        whole: whether every byte of the small file is tried, or only ``count``.
        tell: hears how many flips are done.
    """
    start = time.monotonic()
    with offices.workshop(memory=True) as shop:
        small, key = shop.root / "small.db", secrets.token_bytes(32)
        make_small(small, key)
        found = [flips(small, database_reader(key), None if whole else count, seed)]
        tell(found[0].tried)
        office = offices.office_of(shop.template)
        for path in offices.key_files(office):
            # Without the other copy, which would be read instead.
            alone = shop.root / path.stem
            alone.mkdir()
            copied = Path(shutil.copy(path, alone))
            found.append(flips(copied, offices.read_key_file, None, seed))
        for path, own in offices.data_files(office).items():
            found.append(flips(path, database_reader(own), count, seed))
    figures = {
        name: sum(getattr(each, name) for each in found)
        for name in ("tried", "refused", "same", "different")
    }
    failures = [text for each in found for text in each.failures[:_SHOWN]]
    return Outcome("flips", figures, time.monotonic() - start, failures)
