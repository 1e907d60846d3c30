"""How one value of a template's JSON is read and written; what does not fit names its place."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from tcxd_desktop.domain.errors import TemplateProblem
from tcxd_desktop.domain.text import clean_block, clean_line

MOST_DIGITS, MOST_IN_LIST = 12, 2000
LONGEST_TEXT, LONGEST_NOTE = 2000, 5000
_LONGEST_KEY = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Codec(Protocol):
    """Cách đọc và ghi một giá trị của tệp mẫu."""

    def read(self, raw: Any, place: str) -> Any:
        """Return the value of ``raw``; raise ``TemplateProblem`` where it is none."""

    def write(self, value: Any) -> Any:
        """Return ``value`` as JSON has it."""


class Doubled(dict[str, object]):
    """Đối tượng JSON có khóa viết hai lần: kept until its place is known."""

    key = ""


@dataclass(frozen=True, slots=True)
class BadNumber:
    """Số JSON quá dài hoặc không phải số hữu hạn: kept until its place is known."""

    text: str


def number_of(text: str) -> Decimal | BadNumber:
    """Return the number a JSON text tells, if it has no more than ``MOST_DIGITS`` digits."""
    bad = BadNumber(text[: 2 * MOST_DIGITS])
    if len(text) > 3 * MOST_DIGITS:
        return bad
    try:
        value = Decimal(text)
    except ArithmeticError:
        return bad
    if not fits(value):
        return bad
    return value + 0 if value else Decimal(0)


def fits(value: Decimal) -> bool:
    """Tell whether a number is finite and can be written with ``MOST_DIGITS`` digits."""
    if not value.is_finite():
        return False
    # Not ``normalize``, which rounds to the context's digits and exponents.
    _, told, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - finite numbers have one
    digits = "".join(map(str, told)).lstrip("0")
    bare = digits.rstrip("0")
    exponent += len(digits) - len(bare)
    whole, parts = max(len(bare) + exponent, 1), max(-exponent, 0)
    return not bare or whole + parts <= MOST_DIGITS


def under(place: str, key: str) -> str:
    """Return the place of a key of the object at ``place``; what a file calls it is cut short."""
    shown = clean_line(key)[:_LONGEST_KEY]
    return f"{place}.{shown}" if place else shown


@dataclass(frozen=True, slots=True)
class Text:
    """Một dòng chữ, or a note of several."""

    several: bool = False

    def read(self, raw: Any, place: str) -> str:
        """Return the text in NFC, without what no paper can show."""
        if not isinstance(raw, str):
            raise TemplateProblem(place, "text", "")
        longest = LONGEST_NOTE if self.several else LONGEST_TEXT
        if len(raw) > longest:
            raise TemplateProblem(place, "long", longest)
        return clean_block(raw) if self.several else clean_line(raw)

    def write(self, value: str) -> str:
        """Return the text as it stands."""
        return value


class Number:
    """Số."""

    def read(self, raw: Any, place: str) -> Decimal:
        """Return the number exactly as it is written."""
        if isinstance(raw, BadNumber):
            raise TemplateProblem(place, "digits", raw.text)
        if not isinstance(raw, Decimal):
            raise TemplateProblem(place, "number", "")
        return raw

    def write(self, value: Decimal) -> Decimal:
        """Return the number; how it is written is the printer's affair."""
        return value


class Whole(Number):
    """Số nguyên không âm."""

    def read(self, raw: Any, place: str) -> Any:
        """Return the whole number."""
        value = super().read(raw, place)
        if value < 0 or value != int(value):
            raise TemplateProblem(place, "whole", "")
        return int(value)

    def write(self, value: Any) -> Decimal:
        """Return the number."""
        return Decimal(value)


class Flag:
    """Đúng hoặc sai."""

    def read(self, raw: Any, place: str) -> bool:
        """Return the truth value."""
        if not isinstance(raw, bool):
            raise TemplateProblem(place, "flag", "")
        return raw

    def write(self, value: bool) -> bool:  # noqa: FBT001 - the value itself
        """Return it as it stands."""
        return value


class Day:
    """Ngày, ISO."""

    def read(self, raw: Any, place: str) -> str:
        """Return the day; an empty text is none."""
        text = Text().read(raw, place)
        if text and not is_day(text):
            raise TemplateProblem(place, "date", text)
        return text

    def write(self, value: str) -> str:
        """Return it as it stands."""
        return value


def is_day(text: str) -> bool:
    """Tell whether ``text`` is a day of the calendar, written ``YYYY-MM-DD``."""
    try:
        return bool(_DAY.fullmatch(text)) and 1900 <= date.fromisoformat(text).year <= 2200
    except ValueError:
        return False


class Choice:
    """Một giá trị trong danh sách đóng."""

    def __init__(self, make: Callable[[str], str], values: Sequence[str]) -> None:
        """Take what makes the value, and which texts it takes."""
        self.make = make
        self.values = tuple(values)

    @classmethod
    def of(cls, kind: type[StrEnum]) -> "Choice":
        """Return the codec of a closed vocabulary."""
        return cls(kind, [str(one.value) for one in kind])

    def read(self, raw: Any, place: str) -> str:
        """Return the member."""
        if not isinstance(raw, str) or raw not in self.values:
            raise TemplateProblem(place, "choice", ", ".join(self.values))
        return self.make(raw)

    def write(self, value: str) -> str:
        """Return its text."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Many:
    """Danh sách."""

    one: Codec

    def read(self, raw: Any, place: str) -> tuple[Any, ...]:
        """Return the values in order."""
        if not isinstance(raw, list):
            raise TemplateProblem(place, "list", "")
        if len(raw) > MOST_IN_LIST:
            raise TemplateProblem(place, "many", MOST_IN_LIST)
        return tuple(self.one.read(value, f"{place}[{at}]") for at, value in enumerate(raw))

    def write(self, value: tuple[Any, ...]) -> list[Any]:
        """Return the values in order."""
        return [self.one.write(one) for one in value]


@dataclass(frozen=True, slots=True)
class Later:
    """Chỗ của bộ đọc khai báo sau: what lets a tree hold itself."""

    get: Callable[[], Codec]

    def read(self, raw: Any, place: str) -> Any:
        """Read as the codec meant does."""
        return self.get().read(raw, place)

    def write(self, value: Any) -> Any:
        """Write as the codec meant does."""
        return self.get().write(value)


class Changes:
    """Những thay đổi của một biến thể: key → number, flag or text."""

    def read(self, raw: Any, place: str) -> dict[str, Decimal | bool | str]:
        """Return what is changed to what."""
        found: dict[str, Decimal | bool | str] = {}
        for key, value in object_at(raw, place).items():
            here = under(place, key)
            if isinstance(value, bool):
                found[clean_line(key)] = value
            elif isinstance(value, str):
                found[clean_line(key)] = Text().read(value, here)
            else:
                found[clean_line(key)] = Number().read(value, here)
        return found

    def write(self, value: Mapping[str, object]) -> dict[str, object]:
        """Return them in their order."""
        return dict(value)


def object_at(raw: Any, place: str) -> dict[str, Any]:
    """Return ``raw`` if it is an object with every key once."""
    if not isinstance(raw, dict):
        raise TemplateProblem(place, "object", "")
    if isinstance(raw, Doubled):
        raise TemplateProblem(under(place, raw.key), "doubled", "")
    if len(raw) > MOST_IN_LIST:
        raise TemplateProblem(place, "many", MOST_IN_LIST)
    return raw


@dataclass(frozen=True, slots=True)
class Key:
    """Khóa của một đối tượng trong tệp mẫu, and the attribute it is."""

    name: str
    attribute: str
    codec: Codec
    needed: bool = False
    nullable: bool = False
    """``null`` is the same as leaving it out."""


@dataclass(frozen=True, slots=True)
class Group:
    """Nhóm khóa: an object whose keys are attributes of the record around it."""

    name: str
    keys: tuple[Key, ...]


class Record:
    """Đối tượng của tệp mẫu ứng với một bản ghi: no key but those declared is read."""

    def __init__(self, kind: Callable[..., object], *keys: Key | Group) -> None:
        """Take the record's class and its keys in the order they are written."""
        self.kind = kind
        self.keys = keys
        self._defaults = dict(_defaults(kind))

    def names(self) -> tuple[str, ...]:
        """Return the keys that are read."""
        return tuple(key.name for key in self.keys)

    def read(self, raw: Any, place: str) -> Any:
        """Return the record ``raw`` tells."""
        return self.kind(**self.values(object_at(raw, place), place))

    def values(self, raw: dict[str, Any], place: str) -> dict[str, Any]:
        """Return the attributes an object tells."""
        return _read_keys(self.keys, raw, place, self.names())

    def write(self, value: Any) -> dict[str, Any]:
        """Return the object of a record; what is as by default is left out."""
        found: dict[str, Any] = {}
        for key in self.keys:
            if isinstance(key, Group):
                inner = {one.name: self._written(one, value) for one in key.keys}
                told = {name: text for name, text in inner.items() if text is not None}
                found |= {key.name: told} if told else {}
            elif (written := self._written(key, value)) is not None:
                found[key.name] = written
        return found

    def _written(self, key: Key, record: Any) -> Any:
        value = getattr(record, key.attribute)
        if not key.needed and value == self._defaults.get(key.attribute, MISSING):
            return None
        return key.codec.write(value)


def _read_keys(
    keys: Sequence[Key | Group], raw: dict[str, Any], place: str, names: tuple[str, ...]
) -> dict[str, Any]:
    strange = next((key for key in raw if key not in names), None)
    if strange is not None:
        near = difflib.get_close_matches(strange[:_LONGEST_KEY], names, 1)
        raise TemplateProblem(under(place, strange), "unknown", near[0] if near else "")
    found: dict[str, Any] = {}
    for key in keys:
        here = under(place, key.name)
        if isinstance(key, Group):
            inner = object_at(raw.get(key.name, {}), here)
            found |= _read_keys(key.keys, inner, here, tuple(one.name for one in key.keys))
        elif key.name in raw and not (key.nullable and raw[key.name] is None):
            found[key.attribute] = key.codec.read(raw[key.name], here)
        elif key.needed:
            raise TemplateProblem(here, "missing", key.name)
    return found


def _defaults(kind: Any) -> Iterator[tuple[str, object]]:
    for one in fields(kind):
        if one.default is not MISSING:
            yield one.name, one.default
        elif one.default_factory is not MISSING:
            yield one.name, one.default_factory()
