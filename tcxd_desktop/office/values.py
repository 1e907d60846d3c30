"""Values of a dossier as text: for the history, lists and sheets."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Fact, Kind, Place, facts_of
from tcxd_desktop.domain.history import Change
from tcxd_desktop.wording.formats import show_date, show_money, show_number, show_place

_SHOWN: dict[type, Callable[[Any], str]] = {
    PartialDate: show_date,
    Place: show_place,
    bool: lambda value: "Có" if value else "",
    int: show_money,
    Decimal: show_number,
    type(None): lambda _: "",
}


def show(
    value: object, fact: Fact, codes: CodeLists, units: Mapping[int, str] = MappingProxyType({})
) -> str:
    """Return a value as a person reads it; nothing gives ``""``."""
    if fact.kind is Kind.UNIT and isinstance(value, int):
        return units.get(value, str(value))
    by_type = _SHOWN.get(type(value))
    if by_type is not None:
        return by_type(value)
    if fact.codes in codes:
        return codes[fact.codes].label(str(value or ""))
    return "" if value is None else str(value)


def show_row(
    record: object, codes: CodeLists, units: Mapping[int, str] = MappingProxyType({})
) -> str:
    """Return a row of a repeating table as one line."""
    facts = facts_of(type(record))
    texts = (show(getattr(record, name), fact, codes, units) for name, fact in facts.items())
    return "; ".join(text for text in texts if text)


def changes(
    old: Dossier, new: Dossier, codes: CodeLists, units: Mapping[int, str]
) -> Iterator[Change]:
    """Return what differs between two states, in the order of the paper.

    ``units`` gives names by id.
    """
    for name, fact in FACTS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            shown = show(before, fact, codes), show(after, fact, codes)
            yield Change("person", new.id, name, *shown)
    for table in TABLES:
        rows = getattr(old, table), getattr(new, table)
        if rows[0] != rows[1]:
            texts = ("\n".join(show_row(row, codes, units) for row in side) for side in rows)
            yield Change("person", new.id, table, *texts)
