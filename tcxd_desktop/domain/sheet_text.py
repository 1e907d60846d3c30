"""The text of a cell as it was meant: its character set known from font, choice or column."""

import re

from tcxd_desktop.domain.imports import ColumnChoice
from tcxd_desktop.domain.legacy_text import clean, convert, guess
from tcxd_desktop.domain.sheet import FONT_LETTERS, MIXED_FONTS, TYPED_HERE, Encoding, Sheet

_LETTERS = "!-~À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
_TIDY = re.compile(f"[{_LETTERS}]+(?: [{_LETTERS}]+)*")
"""One clean line, as nearly all cells are: there is nothing to mend."""


def letter(sheet: Sheet, row: int, column: int) -> str:
    """Return the font letter of a cell; ``.`` where the file tells none."""
    if row >= len(sheet.fonts):
        return "."
    letters = sheet.fonts[row]
    return letters[column] if column < len(letters) else "."


def decoded(text: str, font: str = ".", encoding: Encoding | None = None) -> str:
    """Return the text of a cell in clean Unicode, its lines kept.

    Args:
        text: as the file has it; nothing may have cleaned it before.
        font: letter of ``Sheet.fonts``.
        encoding: of its column, where that was chosen; ``None``: by the font.
    """
    if font == TYPED_HERE:
        return clean(text)
    if encoding is None:
        encoding = guess((text,)).encoding if font == MIXED_FONTS else FONT_LETTERS[font]
    if encoding is Encoding.UNICODE and _TIDY.fullmatch(text):
        return text
    return clean(convert(text, encoding))


def one_line(text: str) -> str:
    """Return clean text of several lines as one."""
    return " ".join(text.split()) if "\n" in text else text


def cell(sheet: Sheet, choice: ColumnChoice, row: int) -> str:
    """Return the text of the cell of a mapped column in one row of its sheet."""
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    text = cells[choice.column] if choice.column < len(cells) else ""
    return decoded(text, letter(sheet, row, choice.column), choice.encoding) if text else ""
