"""The lines of one sheet, each column read by its target; what is about nobody apart."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.facts import Kind, Value
from tcxd_desktop.domain.full_layout import KEY as FULL
from tcxd_desktop.domain.imports import CellNote, ColumnChoice, NoteKind, SheetMap
from tcxd_desktop.domain.legacy_text import clean, guess
from tcxd_desktop.domain.sheet import MIXED_FONTS, Encoding, Sheet
from tcxd_desktop.domain.sheet_aside import Aside
from tcxd_desktop.domain.sheet_codes import code_value
from tcxd_desktop.domain.sheet_dates import month_leads
from tcxd_desktop.domain.sheet_faults import Fault, doubt, error, mended
from tcxd_desktop.domain.sheet_heads import first_line
from tcxd_desktop.domain.sheet_text import cell, decoded, letter, one_line
from tcxd_desktop.domain.sheet_values import (
    ColumnOf,
    HowToRead,
    Read,
    asked_about,
    not_a_value,
    reader,
)
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.domain.text import fold

_SUSPECT = re.compile(
    r"[^\x00-\x7f\u00a0“”‘’–—…•°²³½✓✔☑☐√×·₫À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđÐĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]"
    r"|[aA][âêáàãåÂÊÁÀÃÅ]|[eE][âáàãåÂÁÀÃÅ]|[oO][âÂ]"
)
"""Letters Vietnamese lacks, and vowels that never stand together: perhaps an old character set."""
_DITTO: Final = frozenset(
    {"nt", "n.t", "n/t", "nhu tren", "tuong tu", '"', "''", "\u2033", "\u201d", "\u3003", "//"}
)
"""What lists write for *the same as above*."""
_LONGEST_DITTO = 12
_FIGURES = re.compile("[0-9]+(?:[/.-][0-9]+)*")
"""Numbers and days: nothing to decode, no mark and no error of the sheet."""
_DAYS = frozenset({Kind.DATE, Kind.TERM})
_NOT_ALIKE = frozenset({Kind.DIGITS})
_NAMES = frozenset({"birth_name", "name.family", "name.given", "dossier_no", "central_id"})
_SERIAL = re.compile(r"\d[2-9]\d{3}(?:\.\d+)?|\d1[3-9]\d\d(?:\.\d+)?|\d{4}\.\d+")
"""A number of days that is no day, month and year without their signs."""
_SECTION_ROW = 3
"""Filled cells of a row that may be a member's."""


@dataclass(slots=True)
class Line:
    """Một dòng của trang, đã đọc từng ô."""

    index: int
    """Of its row, from 0."""
    values: dict[str, Value] = field(default_factory=dict)
    weak: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, tuple[object, ...]] = field(default_factory=dict)
    notes: list[CellNote] = field(default_factory=list)
    section: str = ""
    """Chi bộ of the section it stands in."""
    only_named: bool = False
    """It has a name and nothing else: perhaps a title, or who signed."""


_Found = tuple[str, Value] | Read | None
"""What a text was read as: the one value of nearly all, or all there is to say; ``None``: blank."""


_UNREAD: Final[_Found] = ("", None)
_AS_ABOVE: Final[_Found] = Read()
_PLAIN = frozenset({"", "."})


class _Column:
    """Một cột: remembers what each text of it was read as."""

    __slots__ = ("_choice", "_how", "_read", "_sheet", "_start", "index", "legacy", "memo", "table")

    def __init__(
        self, choice: ColumnChoice, sheet: Sheet, sheet_map: SheetMap, how: HowToRead
    ) -> None:
        """Read column ``choice``."""
        target = TARGETS[choice.target]
        self.index = choice.column
        self.table = target.table
        self.memo: dict[str, _Found] = {}
        self.legacy: set[str] = set()
        """Texts that were not in Unicode."""
        self._choice = choice
        self._how = how
        self._sheet = sheet
        self._start = first_line(sheet, sheet_map.head)
        self._read = reader(
            ColumnOf(
                target,
                choice.heading,
                sheet_map.values.get(choice.target, {}),
                verbatim=sheet_map.layout == FULL,
                since_1904=sheet.dates_1904,
                serials=self._has_serials,
                month_leads=target.fact.kind in _DAYS and month_leads(self._texts()),
            ),
            how,
        )

    def read(self, key: str, raw: str, font: str) -> _Found:
        """Return what the text of a cell says, and remember it under ``key``."""
        found = self.memo[key] = self._found(key, raw, font)
        return found

    def _found(self, key: str, raw: str, font: str) -> _Found:
        if font == "." and self._choice.encoding is None and _FIGURES.fullmatch(raw):
            return _simple(self._read(raw))
        text, told = self._decoded(raw, font)
        if not text:
            return None
        target = self._choice.target
        if (
            not text[0].isdigit()
            and len(text) <= _LONGEST_DITTO
            and (fold(text).strip(" -.") in _DITTO)
        ):
            return self._ditto(text)
        read = not_a_value(text, target) or self._read(text)
        if told:
            read = read._replace(faults=(*read.faults, told))
        if (font != "." or self._choice.encoding) and text != clean(raw):
            self.legacy.add(key)
        return _simple(read)

    def _decoded(self, raw: str, font: str) -> tuple[str, Fault | None]:
        """Return the text of a cell, and a doubt where its character set was guessed."""
        target, chosen = self._choice.target, self._choice.encoding
        text = decoded(raw, font, chosen)
        if chosen is not None or raw.isascii():
            return text, None
        if font == MIXED_FONTS:
            return text, doubt("mixed_fonts", target, one_line(text))
        if font == "." and _SUSPECT.search(raw):
            # One cell of an old list among others: its column as a whole told nothing.
            encoding = guess((raw,)).encoding
            if encoding is not Encoding.UNICODE:
                old = text
                text = decoded(raw, font, encoding)
                return text, doubt("old_charset", target, one_line(old), one_line(text))
        return text, None

    def _ditto(self, text: str) -> _Found:
        """Return what a mark for *as above* is read as: never a number or a name."""
        target = TARGETS[self._choice.target]
        if target.fact.kind in _NOT_ALIKE or target.key in _NAMES:
            return Read(faults=(error("ditto_number", target.key, text),))
        return _AS_ABOVE

    def _above(self, line: Line) -> None:
        """Add to a line what the last line above says in this column."""
        target = self._choice.target
        mark = one_line(cell(self._sheet, self._choice, line.index))
        for row in range(line.index - 1, self._start - 1, -1):
            cells = self._sheet.rows[row]
            raw = cells[self.index] if self.index < len(cells) else ""
            if not raw.strip():
                if sum(map(bool, cells)) < _SECTION_ROW:
                    continue
                break
            font = letter(self._sheet, row, self.index)
            found = self._found(raw, raw, font)
            if found is _AS_ABOVE:
                continue
            if found:
                self.add(Read((found,)) if len(found) == 2 else found, line)
            shown = one_line(cell(self._sheet, self._choice, row))
            self._note(line, mended("ditto", target, mark, shown))
            return
        self._note(line, error("ditto_nothing", target, mark))

    def _note(self, line: Line, fault: Fault) -> None:
        line.notes.append(
            CellNote(fault.kind, self._how.say(fault), self._choice.target, self.index)
        )

    def _has_serials(self) -> bool:
        """Tell whether the column has numbers that can only be days counted by a sheet."""
        return any(map(_SERIAL.fullmatch, self._texts()))

    def _texts(self) -> Iterator[str]:
        """Yield the cells of the column as the file has them."""
        return (row[self.index] for row in self._sheet.rows[self._start :] if self.index < len(row))

    def add(self, read: Read, line: Line) -> None:
        """Add all that was read to a line."""
        if read is _AS_ABOVE:
            self._above(line)
            return
        line.values.update(read.values)
        line.weak.update(read.weak)
        for fault in read.faults:
            self._note(line, fault)
        if read.rows:
            line.rows[self.table] = line.rows.get(self.table, ()) + read.rows


def _simple(read: Read) -> _Found:
    """Return the one value of a cell, or all that was read where there is more to say."""
    simple = len(read.values) == 1 and not (read.faults or read.rows or read.weak)
    return read.values[0] if simple else read


def lines(sheet: Sheet, sheet_map: SheetMap, how: HowToRead) -> Iterator[Line]:
    """Yield the lines that are about somebody, in the order of the sheet."""
    columns = [
        _Column(choice, sheet, sheet_map, how)
        for choice in sheet_map.columns
        if choice.target in TARGETS and choice.target != "ordinal"
    ]
    start = first_line(sheet, sheet_map.head)
    aside = Aside(sheet, sheet_map)
    spread = _merged_down(sheet, sheet_map, start)
    legacy = CellNote(NoteKind.MENDED, how.say(Fault(NoteKind.MENDED, "legacy")))
    for index in range(start, len(sheet.rows)):
        line = Line(index)
        fonts = sheet.fonts[index] if index < len(sheet.fonts) else ""
        filled, old = _read_cells(columns, sheet.rows[index], fonts, line)
        if not aside.takes(index, line.values, filled):
            if index in spread:
                line.values.setdefault("unit", spread[index])
            line.section = aside.section
            if aside.below:
                fault = error("other_heading", "birth_name", str(aside.below))
                line.notes.insert(0, CellNote(fault.kind, how.say(fault)))
            line.only_named = filled == 1 and aside.only_named(index)
            if old:
                line.notes.append(legacy)
            yield line


def _read_cells(
    columns: Sequence[_Column], cells: Sequence[str], fonts: str, line: Line
) -> tuple[int, bool]:
    """Read the cells of a row into a line; return how many say anything, and of old fonts."""
    width, filled, old = len(cells), 0, False
    values = line.values
    for column in columns:
        place = column.index
        raw = cells[place] if place < width else ""
        if not raw:
            continue
        key, font = raw, "."
        if fonts and fonts[place : place + 1] not in _PLAIN:
            font = fonts[place]
            key = f"{font}\0{raw}"
        found = column.memo.get(key, _UNREAD)
        if found is _UNREAD:
            found = column.read(key, raw, font)
        if not found:
            continue
        filled += 1
        if column.legacy and key in column.legacy:
            old = True
        if len(found) == 2:
            values[found[0]] = found[1]
        else:
            column.add(found, line)
    return filled, old


def _merged_down(sheet: Sheet, sheet_map: SheetMap, start: int) -> Mapping[int, str]:
    """Return by row the chi bộ of a cell merged over several lines, below its first."""
    units = {one.column: one for one in sheet_map.columns if one.target == "unit"}
    found: dict[int, str] = {}
    for top, left, bottom, _ in sheet.merges:
        if left in units and start <= top < bottom:
            text = one_line(cell(sheet, units[left], top))
            found.update(dict.fromkeys(range(top + 1, bottom + 1), text))
    return found


def unknown_values(
    sheet: Sheet, sheet_map: SheetMap, codes: CodeLists
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return by target the texts its code list does not know, with how often each stands there.

    Only closed lists are asked about, and those open ones where another word is likely a slip.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for choice in sheet_map.columns:
        if not asked_about(choice.target):
            continue
        chosen = sheet_map.values.get(choice.target, {})
        listed = codes.get(TARGETS[choice.target].fact.codes)
        texts = [
            (row, text)
            for row, text in _texts(sheet, sheet_map, choice)
            if fold(text) not in chosen and not code_value(listed, text)
        ]
        if texts:
            found[choice.target] = texts
    if not found:
        return {}
    nobody = _about_nobody(sheet, sheet_map, found)
    counted = {
        target: Counter(text for row, text in texts if row not in nobody)
        for target, texts in found.items()
    }
    return {target: tuple(told.most_common()) for target, told in counted.items() if told}


def _about_nobody(
    sheet: Sheet, sheet_map: SheetMap, unread: Mapping[str, Sequence[tuple[int, str]]]
) -> set[int]:
    """Return the rows that are about nobody: column numbers, totals, whoever signed.

    ``unread`` are the texts by target nothing was read of, each with its row.
    """
    blank = {(row, target) for target, texts in unread.items() for row, _ in texts}
    taken = [one for one in sheet_map.columns if one.target in TARGETS and one.target != "ordinal"]
    aside = Aside(sheet, sheet_map)
    found: set[int] = set()
    for row in range(first_line(sheet, sheet_map.head), len(sheet.rows)):
        cells = sheet.rows[row]
        filled = [one for one in taken if one.column < len(cells) and cells[one.column].strip()]
        values = {
            one.target: one_line(cell(sheet, one, row)) if one.target in _NAMES else ""
            for one in filled
            if (row, one.target) not in blank
        }
        if aside.takes(row, values, len(filled)):
            found.add(row)
    return found


def _texts(sheet: Sheet, sheet_map: SheetMap, choice: ColumnChoice) -> Iterator[tuple[int, str]]:
    """Yield the texts of a column in lines that name somebody, each with its row."""
    names = [
        one.column
        for one in sheet_map.columns
        if one.target in {"birth_name", "name.family", "name.given", "row_key"}
    ]
    for row in range(first_line(sheet, sheet_map.head), len(sheet.rows)):
        cells = sheet.rows[row]
        if names and not any(place < len(cells) and cells[place].strip() for place in names):
            continue
        text = one_line(cell(sheet, choice, row))
        if text and text not in {"-", "–", "…", "..."}:
            yield row, text
