"""Frozen records as JSON text and back, by their declared types: what drafts are kept as."""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R")


class NotThisRecordError(Exception):
    """Chữ không phải bản ghi cần đọc: of another version of the program, or torn."""


def dump(record: object) -> str:
    """Return a frozen record as JSON text."""
    return json.dumps(plain(record), ensure_ascii=False, separators=(",", ":"))


def plain(record: object) -> Any:
    """Return a frozen record as values JSON can hold."""
    return _plain(record)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return {"n": f"{value:f}"}
    return value.value if isinstance(value, Enum) else value


def load(kind: type[R], text: str) -> R:
    """Return the record ``dump`` made; fields a newer program added have their defaults.

    Raises:
        NotThisRecordError: the text holds something else.
    """
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise NotThisRecordError(str(error)) from error
    return load_plain(kind, raw)


def load_plain(kind: type[R], raw: Any) -> R:
    """Return the record ``plain`` gave the values of; each is of the type its field declares.

    Raises:
        NotThisRecordError: the values are something else.
    """
    try:
        found: R = _read(kind, raw)
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise NotThisRecordError(str(error)) from error
    return found


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, raw: Any) -> Any:
    # Nearly every field is text or a number: lists of hundreds of records are read by this.
    return _simple(kind, raw) if kind is str or kind is int else _read_other(kind, raw)


def _read_other(kind: Any, raw: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        known = _hints(kind)
        return kind(**{name: _read(known[name], one) for name, one in raw.items() if name in known})
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return _either(inside, raw)
    if origin is tuple:
        kinds = inside if Ellipsis not in inside else inside[:1] * len(raw)
        return tuple(_read(kind, one) for kind, one in zip(kinds, raw, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _read(inside[1], one) for key, one in raw.items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    return _simple(kind, raw)


def _either(choices: tuple[Any, ...], raw: Any) -> Any:
    """Read a value that may be missing, or is a number, a flag or a word."""
    if raw is None and types.NoneType in choices:
        return None
    if isinstance(raw, dict) and set(raw) == {"n"} and Decimal in choices:
        return Decimal(raw["n"])
    wanted = [one for one in choices if one is not types.NoneType]
    if len(wanted) == 1:
        return _read(wanted[0], raw)
    if type(raw) in wanted:
        return raw
    raise TypeError(f"{raw!r} is none of {choices}")


def _simple(kind: Any, raw: Any) -> Any:
    if kind is Decimal:
        return Decimal(raw["n"])
    if type(raw) is not kind:
        raise TypeError(f"{raw!r} is no {kind}")
    return raw
