"""Foreign sheets as rows of text, with what only their file tells: fonts, epoch, merged cells."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Encoding(StrEnum):
    """Bảng mã của chữ trong một ô hay một cột."""

    UNICODE = ""
    TCVN3 = "tcvn3"
    """ABC, TCVN 5712:1993, of the fonts ``.Vn…``."""
    TCVN3_CAPITALS = "tcvn3h"
    """Of the fonts ``.Vn…H``, which show small letters as capitals."""
    VNI = "vni"
    """Of the fonts ``VNI-…``."""


FONT_LETTERS: Final = {
    ".": Encoding.UNICODE,
    "t": Encoding.TCVN3,
    "T": Encoding.TCVN3_CAPITALS,
    "v": Encoding.VNI,
}
"""Letters of ``Sheet.fonts``; beside them ``m`` is a cell written in several fonts, and ``u`` one
that was typed here, in Unicode whatever its column is in."""
MIXED_FONTS: Final = "m"
TYPED_HERE: Final = "u"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Một trang tính: every cell as text, from cell A1 on; row ``n`` is line ``n + 1``."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    fonts: tuple[str, ...] = ()
    """One string a row, one letter a cell, where the file tells old fonts; rows may be shorter
    than the cells, and the whole tuple empty where no old font is used."""
    dates_1904: bool = False
    """Serial days count from 1904 (old Macintosh workbooks), not from 1900."""
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """Merged cells as first row, first column, last row, last column, from 0."""


@dataclass(frozen=True, slots=True)
class Book:
    """Tệp bảng tính đã đọc: its visible sheets that hold anything."""

    kind: str
    """``xlsx``, ``xls``, ``ods`` or ``csv``."""
    sheets: tuple[Sheet, ...]
    charset: str = ""
    """Of a text file: the one it was read in."""
    charsets: tuple[str, ...] = ()
    """Of a text file: those it can be read in, likeliest first."""
    separator: str = ""
    """Of a text file: what stands between its cells."""
    notes: tuple[str, ...] = ()
    """What was left out or could not be taken over exactly, as sentences in Vietnamese."""

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet called ``name``."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
