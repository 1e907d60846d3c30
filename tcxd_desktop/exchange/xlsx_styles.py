"""Child side: which styles of an .xlsx are in old fonts or show a number in a telling way."""

import re
from dataclasses import dataclass, field
from typing import Any

from defusedxml.ElementTree import fromstring

from tcxd_desktop.exchange.number_formats import BUILT_IN, Format, read_format
from tcxd_desktop.exchange.sheet_reading import PLAIN, letter_of_font

_PLAIN_DAYS = {Format.DAY, Format.ELAPSED}
"""Formats that add nothing to what calamine gives."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Kiểu ô: the styles of cells that matter, by number."""

    letters: dict[int, str] = field(default_factory=dict)
    """Of styles in an old font."""
    formats: dict[int, Format | str] = field(default_factory=dict)
    """Of styles that show numbers with zeros, or days without their day."""
    _sign: re.Pattern[bytes] | None = None

    @classmethod
    def of(cls, xml: bytes) -> "Styles":
        """Return what ``styles.xml`` says."""
        if not xml:
            return cls()
        tables = {_local(table): table for table in fromstring(xml, forbid_dtd=True)}
        fonts = [letter_of_font(_name(font)) for font in _of(tables, "fonts")]
        codes = {int(code.get("numFmtId", "0")): code.get("formatCode", "")
                 for code in _of(tables, "numFmts")}  # fmt: skip
        letters: dict[int, str] = {}
        formats: dict[int, Format | str] = {}
        for number, style in enumerate(_of(tables, "cellXfs")):
            font, code = int(style.get("fontId", "0")), int(style.get("numFmtId", "0"))
            if font < len(fonts) and fonts[font] != PLAIN:
                letters[number] = fonts[font]
            how = read_format(codes[code]) if code in codes else BUILT_IN.get(code)
            if how is not None and how not in _PLAIN_DAYS:
                formats[number] = how
        return cls(letters, formats, _sign(letters.keys() | formats.keys()))

    def used_in(self, xml: bytes) -> bool:
        """Tell whether a sheet may have cells of these styles."""
        return self._sign is not None and self._sign.search(xml) is not None


def _sign(styles: set[int]) -> re.Pattern[bytes] | None:
    """Return how a cell with one of ``styles`` looks; a cell without a style has style 0."""
    if not styles:
        return None
    numbers = "|".join(map(str, sorted(styles)))
    bare = "|<c(?![^>]* s=)[ >]" if 0 in styles else ""
    return re.compile(f'<c [^>]*\\bs="(?:{numbers})"{bare}'.encode())


def _of(tables: dict[str, Any], name: str) -> list[Any]:
    return list(tables[name]) if name in tables else []


def _name(font: Any) -> str:
    return next((part.get("val", "") for part in font if _local(part) == "name"), "")


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
