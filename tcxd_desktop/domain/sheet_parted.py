"""Columns that are one date in parts: *Ngày | Tháng | Năm*, and *Năm*, which folds to *Nam*."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.imports import ColumnChoice
from tcxd_desktop.domain.sheet_heads import plain
from tcxd_desktop.domain.targets import PARTED_DATES

_SIGNS: Final = " .,:;()*"
_WORDS: Final[Mapping[str, str]] = {
    "ngày": "day", "ngay": "day", "tháng": "month", "thang": "month", "năm": "year",
}  # fmt: skip
_BARE_YEAR: Final = "nam"
"""Written without marks: a year beside *ngay* and *thang*, otherwise men."""
_MONTH_OF = re.compile(r"thang (.+)")
_DAY_MONTH = re.compile(r"ngay thang ?(.*)")

Titles = tuple[str, ...]
Resolve = Callable[[Titles], str]
"""Gives the target headings name, from the top; empty: none."""


def parted(
    columns: Sequence[ColumnChoice], over: Sequence[Titles], resolve: Resolve
) -> list[ColumnChoice]:
    """Return the columns with those of a date in parts going to its parts.

    Args:
        columns: as their headings name them one by one.
        over: the headings over each, from the top.
        resolve: names the target of headings.
    """
    found = _below_a_date(over, resolve) | _beside_each_other(over, resolve)
    made: list[ColumnChoice] = []
    for column in columns:
        titles = over[column.column]
        told = found.get(column.column, "")
        # A year of what, nobody says: never a column of men.
        bare = titles and _word(titles[-1]) == "year" and column.target in _BY_SEX
        if told or bare:
            made.append(replace(column, target=told, sure=bool(told)))
        else:
            made.append(column)
    return made


_BY_SEX: Final = frozenset({"sex.male", "birth_date.male"})


def _word(title: str) -> str:
    return _WORDS.get(title.casefold().strip(_SIGNS), "")


def _below_a_date(over: Sequence[Titles], resolve: Resolve) -> dict[int, str]:
    """Return the parts whose words stand below the heading of a date."""
    groups: dict[Titles, dict[int, str]] = {}
    for column, titles in enumerate(over):
        if len(titles) > 1:
            groups.setdefault(titles[:-1], {})[column] = titles[-1]
    found: dict[int, str] = {}
    for group, words in groups.items():
        name = resolve(group)
        parts = {column: _word(title) for column, title in words.items()}
        some = {"day", "month"}.intersection(parts.values())
        for column, title in words.items():
            if some and title.casefold().strip(_SIGNS) == _BARE_YEAR:
                parts[column] = "year"
        if name in PARTED_DATES:
            found |= {column: f"{name}.{part}" for column, part in parts.items() if part}
    return found


def _beside_each_other(over: Sequence[Titles], resolve: Resolve) -> dict[int, str]:
    """Return the parts of *Ngày sinh | Tháng sinh | Năm sinh* and *Ngày, tháng | Năm sinh*."""
    texts = [plain(" ".join(titles)) for titles in over]
    found: dict[int, str] = {}
    for column, text in enumerate(texts):
        month = _MONTH_OF.fullmatch(text)
        name = resolve((f"ngay {month[1]}",)) if month else ""
        if month and name in PARTED_DATES and f"nam {month[1]}" in texts:
            found[column] = f"{name}.month"
            found[texts.index(f"nam {month[1]}")] = f"{name}.year"
            if f"ngay {month[1]}" in texts:
                found[texts.index(f"ngay {month[1]}")] = f"{name}.day"
        both = _DAY_MONTH.fullmatch(text)
        year = texts[column + 1] if column + 1 < len(texts) else ""
        if both and year.startswith("nam ") and (not both[1] or year == f"nam {both[1]}"):
            name = resolve((year,))
            if name in PARTED_DATES:
                found |= {column: f"{name}.day", column + 1: f"{name}.year"}
    return found
