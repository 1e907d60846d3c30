"""People as the lines of a layout: what each of its columns holds, in the form it asks for.

Worked out column by column, because the same few values fill most cells of a column: a list of
ten thousand is then made in a fraction of the time it takes to write its file.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Fact, Kind, Place, is_blank
from tcxd_desktop.domain.layouts import CellForm, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.names import split_name
from tcxd_desktop.domain.place_text import joined
from tcxd_desktop.domain.targets import ADDRESS, DATE_PARTS, TARGETS, Target, TargetKind

Cell = str | int | Decimal | date
"""What a cell of a sheet holds; ``""``: nothing."""
Show = Callable[[object, Fact], str]
"""A value as a person reads it."""
ShowRow = Callable[[str, object], str]
"""A row of the table of this name as one line."""

ORDINAL: Final = "ordinal"
TICK: Final = "x"
_MALE, _FEMALE = "Nam", "Nữ"
_FIRST_REAL_DAY = date(1900, 3, 1)
"""Serial days before it are a day out: Excel counts a 29 February 1900 there never was."""
_EXACT_DIGITS = 15
"""Digits a number of a sheet keeps."""


@dataclass(frozen=True, slots=True)
class People:
    """Những người được xuất, in the order of the list; every sequence is as long as ``ids``."""

    ids: Sequence[int]
    values: Mapping[str, Sequence[object]]
    """By field of the dossier, or one of the targets that are worked out."""
    tables: Mapping[str, Mapping[int, Sequence[object]]] = field(default_factory=dict)
    """By name of a table: id of the person to the rows."""


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Các dòng của một trang, each with the place of its person among the people."""

    sheet: LayoutSheet
    rows: list[list[Cell]]
    owners: list[int]

    def only(self, places: frozenset[int]) -> "SheetRows":
        """Return the lines of the people at ``places``."""
        kept = [number for number, owner in enumerate(self.owners) if owner in places]
        return SheetRows(
            self.sheet, [self.rows[number] for number in kept], [self.owners[n] for n in kept]
        )

    def numbered(self) -> "SheetRows":
        """Return the lines with their running number, where the layout has a column for it."""
        places = [n for n, column in enumerate(self.sheet.columns) if column.target == ORDINAL]
        for number, row in enumerate(self.rows, start=1):
            for place in places:
                as_one = self.sheet.columns[place].form is CellForm.NUMBER
                row[place] = number if as_one else str(number)
        return self

    def blanks(self) -> tuple[tuple[str, int], ...]:
        """Return the columns the receiver demands that are blank somewhere, and how often."""
        found = (
            (column.title, sum(row[place] == "" for row in self.rows))
            for place, column in enumerate(self.sheet.columns)
            if column.needed and column.target != ORDINAL
        )
        return tuple((title, count) for title, count in found if count)


# --- what has to be known -------------------------------------------------------------------------


def needs(sheets: Iterable[LayoutSheet]) -> tuple[frozenset[str], frozenset[str]]:
    """Return what the columns of sheets are filled from.

    Returns:
        the fields of the dossier with the other targets given with people, and the repeating
        tables.
    """
    names: set[str] = set()
    tables: set[str] = set()
    for sheet in sheets:
        tables |= {sheet.table} if sheet.table else set()
        for target in targets_of(sheet):
            if target.table:
                tables.add(target.table)
            else:
                names.add(target.field or target.key)
            if target.kind is TargetKind.BY_SEX:
                names.add("sex")
    return frozenset(names), frozenset(tables)


def targets_of(sheet: LayoutSheet) -> list[Target]:
    """Return what the columns of a sheet hold, without those left to the other end."""
    found = (TARGETS.get(column.target) for column in sheet.columns)
    return [target for target in found if target is not None]


class _Known(dict[object, Cell]):
    """Ô đã làm: cells by the values they show, each made once."""

    def __init__(self, make: Callable[[object], Cell]) -> None:
        """Make cells with ``make``."""
        super().__init__()
        self._make = make

    def __missing__(self, value: object) -> Cell:
        """Make the cell of a value for the first time."""
        cell = self[value] = self._make(value)
        return cell


# --- lines ----------------------------------------------------------------------------------------


class Lines:
    """Dòng của mẫu, made from people; asked sheet by sheet."""

    def __init__(self, people: People, show: Show, show_row: ShowRow) -> None:
        """Take the people and how values read."""
        self._people, self._show, self._show_row = people, show, show_row

    def of(self, sheet: LayoutSheet) -> SheetRows:
        """Return the lines of a sheet: one a person, or one a row of its table.

        Running numbers are left blank: see ``SheetRows.numbered``.
        """
        if sheet.table:
            return self._rows_of_table(sheet)
        columns = [self._of_people(column) for column in sheet.columns]
        count = len(self._people.ids)
        return SheetRows(sheet, _turned(columns, count), list(range(count)))

    def _rows_of_table(self, sheet: LayoutSheet) -> SheetRows:
        rows = self._people.tables.get(sheet.table, {})
        owners: list[int] = []
        records: list[object] = []
        for place, person_id in enumerate(self._people.ids):
            for record in rows.get(person_id, ()):
                owners.append(place)
                records.append(record)
        columns: list[Sequence[Cell]] = []
        for column in sheet.columns:
            target = TARGETS.get(column.target)
            if target is not None and target.kind is TargetKind.COLUMN:
                values = [getattr(record, target.field) for record in records]
                columns.append(self._cells(column.form, target.fact, values))
            else:
                cells = self._of_people(column)
                columns.append([cells[owner] for owner in owners])
        return SheetRows(sheet, _turned(columns, len(owners)), owners)

    def _of_people(self, column: LayoutColumn) -> Sequence[Cell]:
        target = TARGETS.get(column.target)
        if target is None or target.kind in (TargetKind.ORDINAL, TargetKind.COLUMN):
            return [""] * len(self._people.ids)
        if target.kind is TargetKind.SPLIT:
            return self._whole_table(target.table)
        values = self._values(target.field or target.key)
        if target.kind is TargetKind.BY_SEX:
            return self._by_sex(column.form, target, values)
        if target.part:
            known = _Known(partial(_part, target.part))
            return [known[value] for value in values]
        return self._cells(column.form, target.fact, values)

    def _values(self, name: str) -> Sequence[object]:
        found = self._people.values.get(name)
        return [None] * len(self._people.ids) if found is None else found

    def _whole_table(self, table: str) -> list[Cell]:
        """Return one cell a person with every row of the table, a line each."""
        rows = self._people.tables.get(table, {})
        return [
            "\n".join(
                text
                for record in rows.get(person_id, ())
                if (text := self._show_row(table, record))
            )
            for person_id in self._people.ids
        ]

    def _by_sex(self, form: CellForm, target: Target, values: Sequence[object]) -> list[Cell]:
        wanted = _MALE if target.part == "male" else _FEMALE
        if target.field == "sex":
            return [TICK if value == wanted else "" for value in values]
        cells = self._cells(form, target.fact, values)
        sexes = self._values("sex")
        return [cell if sex == wanted else "" for cell, sex in zip(cells, sexes, strict=True)]

    def _cells(self, form: CellForm, fact: Fact, values: Sequence[object]) -> list[Cell]:
        known = _Known(partial(self._cell, form, fact))
        # True, 1 and Decimal(1) are one key; they never share a column.
        return [known[value] for value in values]

    def _cell(self, form: CellForm, fact: Fact, value: object) -> Cell:
        if is_blank(value):
            return ""
        if form is CellForm.DATE and isinstance(value, PartialDate):
            day = value.exact
            if day is not None and day >= _FIRST_REAL_DAY:
                return day
        if form is CellForm.NUMBER:
            number = as_number(value, fact)
            if number is not None:
                return number
        return self._show(value, fact)


def as_number(value: object, fact: Fact) -> int | Decimal | None:
    """Return what a sheet may hold as a number without losing a digit; else ``None``.

    Numbers of identity and years stay text whatever a layout says: as numbers the ones would lose
    their zeros, the others get a point for thousands.
    """
    if isinstance(value, bool) or fact.kind is Kind.UNIT:
        return None
    if isinstance(value, Decimal):
        bare = value.normalize()
        exact = bare.is_finite() and len(bare.as_tuple().digits) <= _EXACT_DIGITS
        return bare if exact and abs(bare.adjusted()) <= _EXACT_DIGITS else None
    if isinstance(value, int):
        return value if len(str(abs(value))) <= _EXACT_DIGITS else None
    return None


def _turned(columns: Sequence[Sequence[Cell]], count: int) -> list[list[Cell]]:
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[]] * count


def digests(sheets: Sequence[SheetRows], count: int) -> list[str]:
    """Return what each person's lines say, as one digest; running numbers do not count.

    Args:
        sheets: before they were numbered.
        count: how many people there are.
    """
    made = [hashlib.blake2b(digest_size=16) for _ in range(count)]
    for number, found in enumerate(sheets):
        mark = b"\x1d%d" % number
        for owner, row in zip(found.owners, found.rows, strict=True):
            made[owner].update(mark + "\x1f".join(map(str, row)).encode())
    return [digest.hexdigest() for digest in made]


def _part(part: str, value: object) -> str:
    """Return a part of a place, of a date, or of a name."""
    if part in DATE_PARTS:
        return _part_of_date(part, value)
    if not isinstance(value, Place):
        family, given = split_name(str(value or ""))
        return given if part == "given" else family
    if part == ADDRESS:
        return joined(value, ADDRESS)
    return str(getattr(value, part))


def _part_of_date(part: str, value: object) -> str:
    """Return the day, month or year of a date; a *khoảng* goes with the year."""
    number = getattr(value, part) if isinstance(value, PartialDate) else None
    if number is None:
        return ""
    about = isinstance(value, PartialDate) and value.about
    return f"{'khoảng ' if about else ''}{number}" if part == "year" else f"{number:02d}"
