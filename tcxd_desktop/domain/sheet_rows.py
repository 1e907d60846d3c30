"""The sheets of a file as people: one ``ImportRow`` for each, with what is found at its cells.

Lines of a sheet of members are one person each. Lines of a sheet of a table go to the person they
name: by the key of the workbook, else by a number of identity, else by name and birth; where no
sheet of members is there they make the people themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.imports import CellNote, ImportRow, NoteKind, SheetMap
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.domain.sheet_aside import row_text
from tcxd_desktop.domain.sheet_date_parts import KEYS as DATE_PARTS
from tcxd_desktop.domain.sheet_date_parts import settle
from tcxd_desktop.domain.sheet_dates import show
from tcxd_desktop.domain.sheet_faults import Fault, doubt, error, mended
from tcxd_desktop.domain.sheet_heads import first_line
from tcxd_desktop.domain.sheet_lines import Line, lines
from tcxd_desktop.domain.sheet_values import HowToRead
from tcxd_desktop.domain.targets import IDENTITY
from tcxd_desktop.domain.text import clean_line, fold

APART: Final = 1_000_000
"""Lines of the second sheet of a file are counted from here on, of the third from twice this."""
NUMBERS: Final = ("citizen_id", "card_no", "old_card_no", "dossier_no", "central_id")
"""Of which no two people have the same."""
_WHOSE = (*NUMBERS, "old_citizen_id")
_NAMED = 3
_OLDEST, _GROWN, _ADMITTED_AT, _PARTY = 120, 18, 16, 1930
"""Years nobody is older than; members are; of war-time admissions; the Party's first."""
_ADMITTED = ("ceremony_date", "decision_date", "official_date")
_SEXES = ("by_sex.male", "by_sex.female")
_UNIT_SHEET = ("chi bo", "cb ")

Part = tuple[Sheet, SheetMap]


def where(line: int) -> tuple[int, int]:
    """Return which sheet of the file, from 0, and which row of it, from 1, a line number means."""
    return line // APART, line % APART


def is_unit_sheet(name: str) -> bool:
    """Tell whether a sheet is called after the chi bộ whose members it lists."""
    return fold(name).startswith(_UNIT_SHEET)


def left_out(parts: Sequence[Part], rows: Sequence[ImportRow]) -> list[tuple[int, str]]:
    """Return the lines of lists of members that were read as nobody's, with what they say.

    Titles, totals and signatures: shown, so that nobody is left out unseen.
    """
    read = {row.line for row in rows}
    found: list[tuple[int, str]] = []
    for number, (sheet, sheet_map) in enumerate(parts):
        if sheet_map.table:
            continue
        for index in range(first_line(sheet, sheet_map.head), len(sheet.rows)):
            line = index + 1 + number * APART
            if line not in read and any(text.strip() for text in sheet.rows[index]):
                found.append((line, row_text(sheet, sheet_map, index)))
    return found


@dataclass(slots=True)
class _Person:
    """Một người đang gộp từ các dòng."""

    line: int
    name: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    tables: dict[str, tuple[object, ...]] = field(default_factory=dict)
    unit: str = ""
    standing: str = ""
    standing_on: PartialDate | None = None
    key: str = ""
    notes: list[CellNote] = field(default_factory=list)

    @property
    def problems(self) -> bool:
        """Whether something keeps the line from being written."""
        return any(note.kind is NoteKind.ERROR for note in self.notes)

    def row(self) -> ImportRow:
        """Return the person as others take it."""
        return ImportRow(
            self.line, self.name, self.values, self.tables, self.unit, self.standing,
            self.standing_on, self.key, tuple(self.notes),
        )  # fmt: skip


def read_rows(parts: Sequence[Part], how: HowToRead) -> list[ImportRow]:
    """Return the people a file tells of, in the order of its lines.

    Args:
        parts: its sheets, each with how it is read. The lines of the first are numbered as they
            stand, those of the others apart (see :func:`where`).
        how: today, code lists, words, numbers of organisations.
    """
    people: list[_Person] = []
    for number, (sheet, sheet_map) in enumerate(parts):
        if not sheet_map.table:
            people.extend(_members(number, sheet, sheet_map, how))
    _note_doubles(people, how)
    tables = [(number, *part) for number, part in enumerate(parts) if part[1].table]
    if tables:
        index = _Index(people, how, alone=not people)
        for number, sheet, sheet_map in tables:
            _attach(index, number, (sheet, sheet_map), how)
        people = index.people
    return [person.row() for person in people]


# --- members -------------------------------------------------------------------------------------


def _members(number: int, sheet: Sheet, sheet_map: SheetMap, how: HowToRead) -> Iterator[_Person]:
    own = sheet.name if is_unit_sheet(sheet.name) else ""
    for line in lines(sheet, sheet_map, how):
        person = _person(line, number, how)
        if not person.unit and (line.section or own):
            person.unit = line.section or clean_line(own)
            person.notes.append(_note(how, mended("section", "unit", person.unit)))
        if not person.name:
            person.notes.append(_note(how, error("no_name", "birth_name")))
        elif line.only_named and not person.problems:
            person.notes.append(_note(how, doubt("only_name", "birth_name", person.name)))
        yield person


def _person(line: Line, number: int, how: HowToRead) -> _Person:
    """Return the person a line is about, what is no field of a dossier apart."""
    values = line.values
    for key, value in line.weak.items():
        values.setdefault(key, value)
    if "name.given" in values or "name.family" in values:
        names = (values.pop("name.family", ""), values.pop("name.given", ""))
        values["birth_name"] = " ".join(str(name) for name in names if name)
        if not all(names) and " " not in str(values["birth_name"]):
            fault = doubt("name_short", "birth_name", str(values["birth_name"]))
            line.notes.append(_note(how, fault))
    if "by_sex.male" in values or "by_sex.female" in values:
        _settle_sex(line, how)
    if any(key in values for key in DATE_PARTS):
        settle(values, how.today, lambda fault: line.notes.append(_note(how, fault)))
    standing_on = values.pop("standing_on", None)
    name = values.get("birth_name")
    person = _Person(
        line.index + 1 + number * APART,
        name if isinstance(name, str) else "",
        values,
        line.rows,
        _text(values.pop("unit", "")),
        _text(values.pop("standing", "")),
        standing_on if isinstance(standing_on, PartialDate) else None,
        _text(values.pop("row_key", "")),
        line.notes,
    )
    _check_dates(person, how)
    return person


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _settle_sex(line: Line, how: HowToRead) -> None:
    told = [line.values.pop(key) for key in _SEXES if key in line.values]
    if len(told) > 1:
        line.notes.append(_note(how, error("both_sexes", "sex")))
    elif line.values.setdefault("sex", told[0]) != told[0]:
        line.notes.append(_note(how, error("sexes_differ", "sex")))


def _check_dates(person: _Person, how: HowToRead) -> None:
    """Refuse somebody admitted before birth; doubt what no member can be."""
    told = person.values
    birth = told.get("birth_date")
    if isinstance(birth, PartialDate):
        year, now = birth.year, how.today.year
        if not now - _OLDEST <= year <= now - _GROWN:
            key = "too_old" if year < now - _OLDEST else "too_young"
            person.notes.append(_note(how, doubt(key, "birth_date", show(birth))))
    for key in _ADMITTED:
        later = told.get(key)
        if not isinstance(later, PartialDate):
            continue
        if later.year < _PARTY:
            person.notes.append(_note(how, doubt("before_party", key, show(later))))
        if isinstance(birth, PartialDate) and later.year - birth.year < _ADMITTED_AT:
            before = later.latest <= birth.earliest
            fault = error("order", key, "ngày sinh") if before else doubt("child", key, show(later))
            person.notes.append(_note(how, fault))
            return


def _note(how: HowToRead, fault: Fault, line: int = 0) -> CellNote:
    return CellNote(fault.kind, how.say(fault), fault.target, line=line)


# --- the same person twice -----------------------------------------------------------------------


def _note_doubles(people: Sequence[_Person], how: HowToRead) -> None:
    """Note on lines that share a number, or a name and a day of birth, where the others stand."""
    marked: set[int] = set()
    for key in NUMBERS:
        by_number: dict[object, list[int]] = defaultdict(list)
        for index, person in enumerate(people):
            value = person.values.get(key)
            if value:
                by_number[value].append(index)
        for shared in by_number.values():
            if len(shared) > 1:
                marked.update(shared)
                _note_each(people, shared, how, doubt("double", key))
    _note_same_keys(people, how)
    by_name: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        birth = person.values.get("birth_date")
        if isinstance(birth, PartialDate) and birth.day and index not in marked:
            by_name[fold(person.name), birth].append(index)
    for shared in by_name.values():
        alike = [index for index in shared if _may_be_one(people, index, shared)]
        if len(alike) > 1:
            _note_each(people, alike, how, doubt("double_person", "birth_name"))


def _may_be_one(people: Sequence[_Person], index: int, shared: Iterable[int]) -> bool:
    """Tell whether no number says that a person is another than each of those alike."""
    own = people[index].values
    return any(
        all(
            not own.get(key) or not people[other].values.get(key)
            for key in ("citizen_id", "card_no", "dossier_no")
        )
        for other in shared
        if other != index
    )


def _note_same_keys(people: Sequence[_Person], how: HowToRead) -> None:
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        if person.key:
            by_key[person.key].append(index)
    for key, shared in by_key.items():
        if len(shared) > 1:
            at = ", ".join(shown(people[one].line) for one in shared)
            for index in shared:
                people[index].notes.append(_note(how, error("key_twice", "row_key", key, at)))


def _note_each(
    people: Sequence[_Person], shared: Sequence[int], how: HowToRead, fault: Fault
) -> None:
    for index in shared:
        others = [shown(people[other].line) for other in shared if other != index]
        more = f" và {len(others) - _NAMED} dòng khác" if len(others) > _NAMED else ""
        told = replace(fault, args=(", ".join(others[:_NAMED]) + more,))
        people[index].notes.append(_note(how, told))


def shown(line: int) -> str:
    """Return a line number as a clerk finds it: the row, and the sheet unless it is the first."""
    sheet, row = where(line)
    return f"{row} (trang {sheet + 1})" if sheet else str(row)


# --- sheets of tables ----------------------------------------------------------------------------


class _Index:
    """Những người đã đọc, tìm theo mã dòng, số và tên."""

    def __init__(self, people: list[_Person], how: HowToRead, *, alone: bool) -> None:
        """Know ``people``; ``alone``: the file has no sheet of members."""
        self.people = people
        self._alone = alone
        self._how = how
        self._by_key: dict[str, _Person] = {}
        self._by_number: dict[tuple[str, object], _Person] = {}
        self._by_name: dict[str, list[_Person]] = defaultdict(list)
        self._last: _Person | None = None
        for person in people:
            self._know(person)

    def _know(self, person: _Person) -> None:
        if person.key:
            self._by_key.setdefault(person.key, person)
        for key in _WHOSE:
            if person.values.get(key):
                self._by_number.setdefault((key, person.values[key]), person)
        if person.name:
            self._by_name[fold(person.name)].append(person)

    def find(self, told: _Person) -> _Person:
        """Return the person a line of a table is about; somebody new where nobody fits."""
        blank = not told.key and not any(told.values.get(key) for key in IDENTITY)
        if blank and self._last is not None:
            # Lists name a person once, over several lines.
            self._last.notes.extend(replace(note, line=told.line) for note in told.notes)
            return self._last
        found = self._by_key.get(told.key) if told.key else self._alike(told)
        if found is None:
            found = told
            if told.key and not self._alone:
                fault = error("key_unknown", "row_key", told.key)
                told.notes.append(_note(self._how, fault))
            elif not told.name:
                told.notes.append(_note(self._how, error("no_name", "birth_name")))
            self.people.append(told)
            self._know(told)
        else:
            found.notes.extend(replace(note, line=told.line) for note in told.notes)
        self._last = found
        return found

    def _alike(self, told: _Person) -> _Person | None:
        for key in _WHOSE:
            found = self._by_number.get((key, told.values.get(key)))
            if found is not None:
                return found
        same = [one for one in self._by_name.get(fold(told.name), ()) if _same_birth(one, told)]
        return same[0] if len(same) == 1 else None


def _same_birth(one: _Person, other: _Person) -> bool:
    """Tell whether two births agree and no number of the two differs."""
    births = (one.values.get("birth_date"), other.values.get("birth_date"))
    if None not in births and births[0] != births[1]:
        return False
    numbers = ((one.values.get(key), other.values.get(key)) for key in _WHOSE)
    return all(not mine or not theirs or mine == theirs for mine, theirs in numbers)


def _attach(index: _Index, number: int, part: Part, how: HowToRead) -> None:
    """Give each person the rows of one sheet of a table."""
    sheet, sheet_map = part
    table = sheet_map.table
    record: Any = TABLES[table].record
    start = len(table) + 1
    for line in lines(sheet, sheet_map, how):
        own = {
            key[start:]: line.values.pop(key)
            for key in tuple(line.values)
            if key.startswith(f"{table}.")
        }
        person = index.find(_person(line, number, how))
        if own:
            person.tables[table] = (*person.tables.get(table, ()), record(**own))
    if any(column.target == "row_key" for column in sheet_map.columns):
        # The workbook holds the whole table: who has no line in it has no row.
        for person in index.people:
            if person.key:
                person.tables.setdefault(table, ())
