"""The lines of one sheet, each column read by its target; totals, sections and footers apart."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.full_layout import KEY as FULL
from tcxd_desktop.domain.imports import CellNote, ColumnChoice, NoteKind, SheetMap
from tcxd_desktop.domain.legacy_text import clean
from tcxd_desktop.domain.sheet import MIXED_FONTS, Sheet
from tcxd_desktop.domain.sheet_faults import Fault, doubt
from tcxd_desktop.domain.sheet_heads import JOIN, first_line
from tcxd_desktop.domain.sheet_text import cell, decoded, letter, one_line
from tcxd_desktop.domain.sheet_values import (
    ColumnOf,
    HowToRead,
    Read,
    asked_about,
    code_value,
    not_a_value,
    reader,
)
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.domain.text import fold

_FEW = 4
"""A line with no more filled cells than this may be something else than a member."""
_TOTALS = re.compile(r"tổng (?:số|cộng)\b|(?:tổng|cộng)\s*(?:[:.]|$)|danh sách (?:này )?có\b")
"""With its tone marks: *Tống Sơn* is a name."""
_FOOTERS = re.compile(
    r"(?:nguoi lap|t/m|tm\.|k/t|kt\.|bi thu|pho bi thu|thu truong|ky ten|\(ky|ky,|ghi chu\s*:|"
    r"noi nhan|xac nhan|lap bieu|.*\bngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\b)"
)
_SECTION = re.compile(
    r"(?:(?:[ivxlc]{1,6}|\d{1,3}|[a-z])\s*[.)/:-]\s*)?((?:chi bo|dang bo|cb)\b.*)"
)
_NUMBERING = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3}|[A-Z])[.)]?")
_COUNT = re.compile(r"\s*(?:\(.*\)|[:,–-]\s*\d+\s*(?:đảng viên|đồng chí|đ/c|người).*)\s*$")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,3}\)?")
_NUMBERS = re.compile(r"[\d.,\s]+")


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


_Found = tuple[str, Value] | Read | None
"""What a text was read as: the one value of nearly all, or all there is to say; ``None``: blank."""


_UNREAD: Final[_Found] = ("", None)
_PLAIN = frozenset({"", "."})


class _Column:
    """Một cột: remembers what each text of it was read as."""

    __slots__ = ("_choice", "_how", "_read", "index", "legacy", "memo", "table")

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
        self._read = reader(
            ColumnOf(
                target,
                choice.heading,
                sheet_map.values.get(choice.target, {}),
                verbatim=sheet_map.layout == FULL,
                since_1904=sheet.dates_1904,
            ),
            how,
        )

    def read(self, key: str, raw: str, font: str) -> _Found:
        """Return what the text of a cell says, and remember it under ``key``."""
        found = self.memo[key] = self._found(key, raw, font)
        return found

    def _found(self, key: str, raw: str, font: str) -> _Found:
        text = decoded(raw, font, self._choice.encoding)
        if not text:
            return None
        target = self._choice.target
        read = not_a_value(text, target) or self._read(text)
        if font == MIXED_FONTS and self._choice.encoding is None and not raw.isascii():
            fault = doubt("mixed_fonts", target, one_line(text))
            read = read._replace(faults=(*read.faults, fault))
        if (font != "." or self._choice.encoding) and text != clean(raw):
            self.legacy.add(key)
        simple = len(read.values) == 1 and not (read.faults or read.rows or read.weak)
        return read.values[0] if simple else read

    def add(self, read: Read, line: Line) -> None:
        """Add all that was read to a line."""
        line.values.update(read.values)
        line.weak.update(read.weak)
        line.notes.extend(
            CellNote(fault.kind, self._how.say(fault), self._choice.target, self.index)
            for fault in read.faults
        )
        if read.rows:
            line.rows[self.table] = line.rows.get(self.table, ()) + read.rows


def lines(sheet: Sheet, sheet_map: SheetMap, how: HowToRead) -> Iterator[Line]:
    """Yield the lines that are about somebody, in the order of the sheet."""
    columns = [
        _Column(choice, sheet, sheet_map, how)
        for choice in sheet_map.columns
        if choice.target in TARGETS and choice.target != "ordinal"
    ]
    start = first_line(sheet, sheet_map.head)
    aside = _Aside(sheet, sheet_map)
    spread = _merged_down(sheet, sheet_map, start)
    legacy = CellNote(NoteKind.MENDED, how.say(Fault(NoteKind.MENDED, "legacy")))
    for index in range(start, len(sheet.rows)):
        line = Line(index)
        fonts = sheet.fonts[index] if index < len(sheet.fonts) else ""
        filled, old = _read_cells(columns, sheet.rows[index], fonts, line)
        if not aside.takes(line, filled):
            if index in spread:
                line.values.setdefault("unit", spread[index])
            line.section = aside.section
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


class _Aside:
    """Các dòng không phải của ai: totals, sections of a chi bộ, footers, headings once more."""

    def __init__(self, sheet: Sheet, sheet_map: SheetMap) -> None:
        """Know the headings of the sheet."""
        self.section = ""
        self._sheet = sheet
        self._encodings = {one.column: one.encoding for one in sheet_map.columns}
        some = [one.encoding for one in sheet_map.columns if one.encoding]
        self._encoding = some[0] if some else None
        self._unit = [one.column for one in sheet_map.columns if one.target == "unit"]
        self._titles = {
            title
            for one in sheet_map.columns
            if one.target in {"birth_name", "name.family"}
            for title in one.heading.split(JOIN)
        }

    def takes(self, line: Line, filled: int) -> bool:
        """Tell whether a line is about nobody, and remember the section it opens."""
        if filled < 1:
            # A section may be named in a column that is not read.
            self._is_other(line.index)
            return True
        if "row_key" in line.values and filled > 1:
            return False
        name = line.values.get("birth_name") or line.values.get("name.family")
        if isinstance(name, str) and filled > _FEW:
            if name in self._titles:
                return True
            if name[0] not in "TtCc(0123456789":
                return False
            if not _totals(name) and not _COLUMN_NUMBER.fullmatch(name):
                return False
        return self._is_other(line.index)

    def _is_other(self, row: int) -> bool:
        by_place = self._texts(row)
        texts = list(by_place.values())
        if not texts:
            return True
        if any(map(_totals, texts[:2])):
            return all(map(_NUMBERS.fullmatch, texts[2:])) or len(texts) <= 3
        if all(map(_COLUMN_NUMBER.fullmatch, texts)) and len(texts) > 1:
            return True
        words = [text for text in texts if not _NUMBERING.fullmatch(text)]
        if len(words) == 1 and self._opens_section(words[0], by_place):
            return True
        return len(words) == len(texts) <= 3 and all(_FOOTERS.match(fold(one)) for one in words)

    def _texts(self, row: int) -> dict[int, str]:
        """Return the texts of a row by column, in Unicode."""
        found = {
            place: one_line(
                decoded(
                    raw,
                    letter(self._sheet, row, place),
                    self._encodings.get(place) or self._encoding,
                )
            )
            for place, raw in enumerate(self._sheet.rows[row])
            if raw
        }
        return {place: text for place, text in found.items() if text}

    def _opens_section(self, text: str, by_place: Mapping[int, str]) -> bool:
        plain = fold(text)
        found = _SECTION.fullmatch(plain)
        in_unit = any(by_place.get(place) == text for place in self._unit)
        if found is None or in_unit:
            return False
        # Folding keeps the length of clean text.
        self.section = _COUNT.sub("", text[found.start(1) :]).strip(" :.-–")
        return True


def _totals(text: str) -> bool:
    return bool(_TOTALS.match(text.casefold()))


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
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for choice in sheet_map.columns:
        if not asked_about(choice.target):
            continue
        chosen = sheet_map.values.get(choice.target, {})
        listed = codes.get(TARGETS[choice.target].fact.codes)
        counts = Counter(
            text
            for text in _texts(sheet, sheet_map, choice)
            if fold(text) not in chosen and not code_value(listed, text)
        )
        if counts:
            found[choice.target] = tuple(counts.most_common())
    return found


def _texts(sheet: Sheet, sheet_map: SheetMap, choice: ColumnChoice) -> Iterator[str]:
    """Yield the texts of a column in lines that name somebody."""
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
            yield text
