"""Lines of a sheet that are about nobody: totals, sections of a chi bộ, footers, headings again."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Final

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.imports import ColumnChoice, SheetMap
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.domain.sheet_heads import JOIN, plain
from tcxd_desktop.domain.sheet_text import decoded, letter, one_line
from tcxd_desktop.domain.text import fold

_FEW = 4
"""A line with no more filled cells than this may be something else than a member."""
_LEAD: Final = "(-–+*• "
_TOTALS = re.compile(
    r"tổng (?:số|cộng|hợp)\b|(?:tổng|cộng)\s*(?:[:.]|$)|trong đó\b|ấn định danh sách|"
    r"danh sách (?:này |trên )?(?:gồm )?có\b|"
    r"(?:gồm|có)\s*(?:có )?:?\s*\d+\s*(?:đảng viên|đồng chí|đ/c|người)"
)
"""With its tone marks: *Tống Sơn* is a name."""
_FOOTERS = re.compile(
    r"(?:nguoi lap|nguoi tong hop|t/m|tm\.|k/t|kt\.|bi thu|pho bi thu|thu truong|chanh van phong|"
    r"ky ten|\(ky|ky,|\(da ky|da ky|ghi chu\s*:|noi nhan|xac nhan|lap bieu|"
    r".*\bngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\b)"
)
_SECTION = re.compile(
    r"(?:(?:[ivxlc]{1,6}|\d{1,3}|[a-z])\s*[.)/:-]\s*)?((?:chi bo|dang bo|cb)\b.*)"
)
_PLACES = re.compile(
    r"(?:(?:[ivxlc]{1,6}|\d{1,3}|[a-z])\s*[.)/:-]\s*)?"
    r"((?:thôn|tổ dân phố|tdp|khu phố|khu dân cư|xóm|ấp|bản|trường|trạm|công an|quân sự|htx|"
    r"hợp tác xã|cơ quan|doanh nghiệp|công ty)\s.*)"
)
"""A section without *chi bộ*, with its marks: *Tô Văn An* is a name."""
_NUMBERING = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3}|[A-Z])[.)]?")
_COUNT = re.compile(r"\s*(?:\(.*\)|[:,–-]\s*\d+\s*(?:đảng viên|đồng chí|đ/c|người).*)\s*$")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,3}\)?")
_NUMBERS = re.compile(r"[\d.,\s%]+(?:đảng viên|đồng chí|đ/c|người|nam|nữ)?", re.IGNORECASE)
_SHOWN: Final = 3
"""Cells of a row that tell what it is."""
_SAME: Final = 0.6
"""Share of cells that repeat their headings."""
_WHO: Final = frozenset({"birth_name", "name.family", "name.given", "unit"})
_NAMES: Final = frozenset({"birth_name", "name.family", "name.given"})
_MAY_BE = frozenset("TtCcDdGgẤấ(-+*0123456789")
"""Letters totals start with."""


class Aside:
    """Các dòng không phải của ai: totals, sections of a chi bộ, footers, headings once more."""

    def __init__(self, sheet: Sheet, sheet_map: SheetMap) -> None:
        """Know the headings of the sheet."""
        self.section = ""
        """Chi bộ of the section the next lines stand in."""
        self.below = 0
        """Line of another heading in the middle of the sheet, under which the next lines stand."""
        self._ended = False
        """Totals or a footer were seen, and nobody since."""
        self._sheet = sheet
        self._columns: Mapping[int, ColumnChoice] = {one.column: one for one in sheet_map.columns}
        some = [one.encoding for one in sheet_map.columns if one.encoding]
        self._encoding = some[0] if some else None
        self._unit = [one.column for one in sheet_map.columns if one.target == "unit"]
        self._ordinal = [one.column for one in sheet_map.columns if one.target == "ordinal"]
        self._names = {one.column for one in sheet_map.columns if one.target in _NAMES}
        self._titles = {
            title.casefold()
            for one in sheet_map.columns
            if one.target in {"birth_name", "name.family"}
            for title in one.heading.split(JOIN)
        }

    def takes(self, row: int, values: Mapping[str, Value], filled: int) -> bool:
        """Tell whether a row is about nobody, and remember the section it opens.

        Args:
            row: from 0.
            values: what was read of it.
            filled: how many of its cells say anything.
        """
        if filled < 1:
            # A section may be named in a column that is not read.
            self._is_other(row)
            return True
        if "row_key" in values and filled > 1:
            return False
        name = values.get("birth_name") or values.get("name.family")
        if isinstance(name, str) and name.casefold() in self._titles:
            # Another table below the first: what stands under it is not what the columns say.
            repeats = self._repeats_headings(self._texts(row))
            self.below = 0 if repeats else row + 1
            return True
        if isinstance(name, str) and filled > _FEW and not _may_be_other(name):
            self._ended = False
            return False
        if self._is_other(row) or (self._ended and self._names_nobody(row, values)):
            return True
        self._ended = False
        return False

    def only_named(self, row: int) -> bool:
        """Tell whether a row has one cell, and that in the column of names."""
        filled = [place for place, text in enumerate(self._sheet.rows[row]) if text.strip()]
        return len(filled) == 1 and filled[0] in self._names

    def _names_nobody(self, row: int, values: Mapping[str, Value]) -> bool:
        """Tell whether a row has no running number, and nothing that is known but a name."""
        cells = self._sheet.rows[row]
        return _WHO.issuperset(values) and not any(
            place < len(cells) and cells[place].strip()[:1].isdigit() for place in self._ordinal
        )

    def _is_other(self, row: int) -> bool:
        by_place = self._texts(row)
        texts = list(by_place.values())
        if not texts:
            return True
        if any(map(_totals, texts[:2])):
            counted = all(map(_NUMBERS.fullmatch, texts[2:])) or len(texts) <= 3
            self._ended = self._ended or counted
            return counted
        if all(map(_COLUMN_NUMBER.fullmatch, texts)) and len(texts) > 1:
            return True
        if self._repeats_headings(by_place):
            return True
        words = [text for text in texts if not _NUMBERING.fullmatch(text)]
        if len(words) == 1 and self._opens_section(words[0], by_place):
            return True
        footer = len(words) == len(texts) <= 3 and all(
            _FOOTERS.match(fold(one).lstrip(_LEAD)) for one in words
        )
        self._ended = self._ended or footer
        return footer

    def _repeats_headings(self, by_place: Mapping[int, str]) -> bool:
        """Tell whether the cells say what stands over their columns, as on every printed page."""
        same = 0
        for place, text in by_place.items():
            choice = self._columns.get(place)
            titles = choice.heading.split(JOIN) if choice else ()
            same += plain(text) in [*map(plain, titles), ""]
        return same > 1 and same >= _SAME * len(by_place)

    def _texts(self, row: int) -> dict[int, str]:
        """Return the texts of a row by column, in Unicode."""
        found: dict[int, str] = {}
        for place, raw in enumerate(self._sheet.rows[row]):
            if raw:
                choice = self._columns.get(place)
                encoding = (choice.encoding if choice else None) or self._encoding
                text = one_line(decoded(raw, letter(self._sheet, row, place), encoding))
                if text:
                    found[place] = text
        return found

    def _opens_section(self, text: str, by_place: Mapping[int, str]) -> bool:
        found = _SECTION.fullmatch(fold(text)) or _PLACES.fullmatch(text.casefold())
        in_unit = any(by_place.get(place) == text for place in self._unit)
        if found is None or in_unit:
            return False
        # Folding keeps the length of clean text.
        self.section = _COUNT.sub("", text[found.start(1) :]).strip(" :.-–")
        self._ended = False
        return True


def row_text(sheet: Sheet, sheet_map: SheetMap, row: int) -> str:
    """Return what a row says in its first cells, in Unicode, as one line."""
    known = {one.column: one.encoding for one in sheet_map.columns}
    some = next((one for one in known.values() if one), None)
    texts = (
        one_line(decoded(raw, letter(sheet, row, place), known.get(place) or some))
        for place, raw in enumerate(sheet.rows[row])
        if raw.strip()
    )
    return " ".join(text for text in islice(texts, _SHOWN) if text)


def _may_be_other(name: str) -> bool:
    """Tell whether what stands in the column of names starts as totals or column numbers do."""
    return name[0] in _MAY_BE and (_totals(name) or bool(_COLUMN_NUMBER.fullmatch(name)))


def _totals(text: str) -> bool:
    return bool(_TOTALS.match(text.casefold().lstrip(_LEAD)))
