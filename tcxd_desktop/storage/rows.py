"""Records ⇄ columns: one codec for each kind of fact, so that every table reads the same way."""

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, TypeVar, cast

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Fact, Kind, Place, facts_of

R = TypeVar("R")
Cell = str | int | bytes | None
"""What a column holds."""

_PLACE_OF = attrgetter(*(field.name for field in fields(Place)))


def _write_place(value: Any) -> str:
    # As ``json.dumps`` writes a list of texts, which makes an encoder of its own for each.
    return f"[{', '.join(map(encode_basestring, _PLACE_OF(value)))}]" if value else ""


def _read_place(cell: Any) -> Place:
    return Place(*json.loads(cell)) if cell else Place()


def _optional(write: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
    return lambda value: None if value is None else write(value)


_WRITE: dict[Kind, Callable[[Any], Cell]] = {
    Kind.DATE: _optional(str),
    Kind.TERM: _optional(str),
    Kind.NUMBER: _optional(lambda value: f"{value:f}"),
    Kind.MONEY: _optional(int),
    Kind.UNIT: _optional(int),
    Kind.FLAG: int,
    Kind.PLACE: _write_place,
}
_READ: dict[Kind, Callable[[Any], Any]] = {
    Kind.DATE: PartialDate.from_text,
    Kind.TERM: PartialDate.from_text,
    Kind.NUMBER: lambda cell: None if cell is None else Decimal(cell),
    Kind.FLAG: bool,
    Kind.PLACE: _read_place,
}
NULLABLE = frozenset({Kind.DATE, Kind.TERM, Kind.NUMBER, Kind.MONEY, Kind.UNIT})
INTEGER = frozenset({Kind.MONEY, Kind.UNIT, Kind.FLAG})


@lru_cache
def columns(record: Hashable) -> dict[str, Fact]:
    """Return the facts of a record class by column name, in order."""
    return facts_of(cast("type", record))


def cell(kind: Kind, value: object) -> Cell:
    """Return what the column of a fact holds for ``value``."""
    write = _WRITE.get(kind)
    return write(value) if write else str(value)


def value(kind: Kind, cell: Any) -> Any:
    """Return the value a column's cell stands for."""
    read = _READ.get(kind)
    return read(cell) if read else cell


@lru_cache
def _writers(
    record: Hashable, names: tuple[str, ...]
) -> tuple[Callable[[Any], Any], tuple[tuple[str, Callable[[Any], Cell]], ...]]:
    """Return what reads fields of a record at once, and how each is written."""
    found = {name: fact for name, fact in columns(record).items() if name in names or not names}
    get = attrgetter(*found)
    return get, tuple((name, _WRITE.get(meta.kind, str)) for name, meta in found.items())


def to_row(record: object, names: tuple[str, ...] = ()) -> dict[str, Cell]:
    """Return the columns of a record, or some of them."""
    get, writers = _writers(cast("Hashable", type(record)), names)
    found = get(record) if len(writers) > 1 else (get(record),)
    return {
        name: value if value.__class__ is str else None if value is None else write(value)
        for (name, write), value in zip(writers, found, strict=True)
    }


@lru_cache
def _readers(record: Hashable) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, _READ.get(meta.kind)) for name, meta in columns(record).items())


def from_row(record: type[R], row: Sequence[Any], more: Mapping[str, Any] | None = None) -> R:
    """Return a record from its columns in the order of :func:`columns`."""
    values = {
        name: read(value) if read else value
        for (name, read), value in zip(_readers(cast("Hashable", record)), row, strict=True)
    }
    return record(**values, **(more or {}))
