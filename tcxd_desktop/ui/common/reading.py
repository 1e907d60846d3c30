"""What was typed ⇄ what a record holds, for every kind of box. No Qt."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.codes import Code, CodeList, CodeLists
from tcxd_desktop.domain.dates import PartialDate, parse_date, parse_future_date
from tcxd_desktop.domain.errors import NotANumberProblem, NotInListProblem
from tcxd_desktop.domain.facts import Fact, Kind, Place, Value
from tcxd_desktop.domain.numbers import identity_digits
from tcxd_desktop.domain.text import clean_block, clean_line, fold
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.wording.formats import show_date, show_money, show_number, show_place

_GROUPED = re.compile(r"^-?\d{1,3}(\.\d{3})+(,\d+)?$")
_PLAIN = re.compile(r"^-?\d+([.,]\d+)?$")
TICK = "✓"
_CHOSEN = {Kind.CODE, Kind.OPEN_CODE, Kind.UNIT}
_NUMERIC = {Kind.NUMBER, Kind.MONEY, Kind.DIGITS}
_TRUE = {"x", "co", "1", "true", "yes"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a list offers."""

    value: str | int
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What fields need to know of the office."""

    today: date
    codes: CodeLists
    units: Sequence[UnitNode] = field(default_factory=tuple)

    def choices(self, fact: Fact) -> "Choices":
        """Return what a CODE, OPEN_CODE or UNIT box offers."""
        if fact.kind is Kind.UNIT:
            return UnitChoices(self.units)
        return CodeChoices(self._list(fact.codes), free=fact.kind is Kind.OPEN_CODE)

    def provinces(self) -> "Choices":
        """Return what the province of a place offers; any other text is taken too."""
        return CodeChoices(self._list("province"), free=True, aliases=False)

    def _list(self, key: str) -> CodeList:
        return self.codes.get(key, CodeList(id=key, title="", codes=()))


class Choices:
    """Values to choose from, found without tone marks."""

    id: str = ""
    free: bool = False
    """Whether text outside the list is taken."""
    nothing: str | int | None = None
    """What an empty box holds."""

    def matches(self, typed: str) -> list[Choice]:
        """Return what to offer for the typed text, best first; nothing typed offers all."""
        raise NotImplementedError

    def find(self, typed: str) -> Choice | None:
        """Return the one value the text names."""
        raise NotImplementedError

    def label(self, value: Value) -> str:
        """Return how a value reads."""
        raise NotImplementedError

    def read(self, typed: str, *, name: str = "") -> str | int | None:
        """Return the value of typed text.

        Raises:
            NotInListProblem: not in the list, where only the list is allowed.
        """
        text = clean_line(typed)
        found = self.find(text) if text else None
        if found is not None:
            return found.value
        if not text:
            return self.nothing
        if self.free:
            return text
        raise NotInListProblem(text, self.id, field=name)


class CodeChoices(Choices):
    """The values of a code list."""

    def __init__(self, codes: CodeList, *, free: bool = False, aliases: bool = True) -> None:
        """Offer ``codes``.

        Args:
            codes: the list.
            free: whether other text is taken.
            aliases: whether an alias typed in full becomes the name. Not for provinces: the old
                name on a paper must stay what it is unless the clerk chooses.
        """
        self._codes = codes
        self._aliases = aliases
        self.id = codes.id
        self.nothing = ""
        self.free = free

    def matches(self, typed: str) -> list[Choice]:
        """Return the values for the typed text, best first."""
        text = clean_line(typed)
        found = self._codes.matches(text) if text else list(self._codes.codes)
        return [self._choice(code) for code in found]

    def find(self, typed: str) -> Choice | None:
        """Return the value named, without tone marks or by alias."""
        code = self._codes.find(typed)
        if code is None or (not self._aliases and fold(code.name) != fold(typed)):
            return None
        return self._choice(code)

    def label(self, value: Value) -> str:
        """Return the name of a stored value."""
        return self._codes.label(str(value)) if value is not None else ""

    def _choice(self, code: Code) -> Choice:
        return Choice(self._codes.value(code), code.name)


class UnitChoices(Choices):
    """The organisations of the office, by name; the value is the id."""

    id = "unit"

    def __init__(self, units: Sequence[UnitNode]) -> None:
        """Offer ``units``."""
        names = {node.unit.id: node.unit.name for node in units}
        self._choices = [
            Choice(node.unit.id, node.unit.name, names.get(node.unit.parent_id or 0, ""))
            for node in units
        ]

    def matches(self, typed: str) -> list[Choice]:
        """Return organisations whose name has every typed word."""
        words = fold(typed).split()
        return [c for c in self._choices if all(word in fold(c.label) for word in words)]

    def find(self, typed: str) -> Choice | None:
        """Return the one organisation of that name; of two of the same name, none."""
        exact = [c for c in self._choices if c.label == typed]
        found = exact or [c for c in self._choices if fold(c.label) == fold(typed)]
        return found[0] if len(found) == 1 else None

    def label(self, value: Value) -> str:
        """Return the name of an organisation."""
        return next((c.label for c in self._choices if c.value == value), "")


def read_number(typed: str, *, name: str = "") -> Decimal | None:
    """Read ``1.250,5``, ``1250,5`` or ``12.5``; nothing typed gives ``None``."""
    text = clean_line(typed).replace(" ", "")
    if not text:
        return None
    if _GROUPED.match(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _PLAIN.match(text):
        return Decimal(text.replace(",", "."))
    raise NotANumberProblem(clean_line(typed), field=name)


def read_money(typed: str, *, name: str = "") -> int | None:
    """Read an amount in đồng, with or without its dots or commas; nothing gives ``None``."""
    text = clean_line(typed).removesuffix("đồng").removesuffix("đ").strip()
    bare = text.replace(".", "").replace(",", "").replace(" ", "")
    if not bare:
        return None
    if not (bare.isascii() and bare.isdigit()):
        raise NotANumberProblem(clean_line(typed), field=name)
    return int(bare)


def read_value(fact: Fact, typed: str, sources: Sources, *, name: str) -> Value:
    """Return what a box of this kind holds when ``typed`` was written into it.

    Raises:
        Problem: the text cannot be a value of this kind; its field is ``name``.
    """
    if fact.kind in _CHOSEN:
        return sources.choices(fact).read(typed, name=name)
    if fact.kind in _NUMERIC:
        return _read_numeric(fact, typed, name=name)
    if fact.kind is Kind.DATE:
        return parse_date(typed, today=sources.today, field=name)
    if fact.kind is Kind.TERM:
        return parse_future_date(typed, today=sources.today, field=name)
    return _read_words(fact, typed)


def _read_numeric(fact: Fact, typed: str, *, name: str) -> Value:
    if fact.kind is Kind.NUMBER:
        return read_number(typed, name=name)
    if fact.kind is Kind.MONEY:
        return read_money(typed, name=name)
    return identity_digits(typed, fact.digits, kind=name, field=name)


def _read_words(fact: Fact, typed: str) -> Value:
    if fact.kind is Kind.FLAG:
        return fold(typed) in _TRUE or typed.strip() == TICK
    if fact.kind is Kind.PLACE:
        return Place(detail=clean_line(typed))
    return clean_block(typed) if fact.kind is Kind.TEXT else clean_line(typed)


def show_value(fact: Fact, value: Value, sources: Sources) -> str:
    """Return how a value reads in its box or cell."""
    if value is None or value == "":
        return ""
    if fact.kind in _CHOSEN:
        return sources.choices(fact).label(value)
    shown = _SHOWN.get(type(value))
    return shown(value) if shown is not None else str(value)


_SHOWN: dict[type, Callable[[Any], str]] = {
    PartialDate: show_date,
    Place: show_place,
    bool: lambda value: TICK if value else "",
    Decimal: show_number,
    int: show_money,
}
