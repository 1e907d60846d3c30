"""Numbers of identity: checks, and the block of số lý lịch given to the commune."""

import re
from dataclasses import dataclass

from tcxd_desktop.domain.errors import BadNumberProblem
from tcxd_desktop.domain.text import clean_line, digits

_DOSSIER_NO = re.compile(r"^(\d{6})\s*([A-ZĐ]{1,3})$")


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """Cụm số lý lịch đảng viên: given by ban tổ chức tỉnh ủy (38-HD/BTCTW of 29/9/2025, II.1.2)."""

    id: int
    symbol: str
    """Two or three capital letters of the province."""
    first: int
    last: int
    paper: str
    used: int = 0

    @property
    def size(self) -> int:
        """How many numbers the block holds."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """Một số lý lịch đã cấp; never used again."""

    number: str
    person_id: int
    name: str
    on: str
    unit: str


def dossier_number(typed: str, *, field: str = "dossier_no") -> str:
    """Return a số lý lịch as ``000001 HN``; nothing typed gives ``""``.

    Raises:
        BadNumberProblem: not six digits and one to three letters (one only in old papers).
    """
    text = clean_line(typed).upper().replace(".", "").replace("-", "")
    if not text:
        return ""
    match = _DOSSIER_NO.match(text.replace(" ", ""))
    if match is None:
        raise BadNumberProblem(typed, "dossier_no", field=field)
    return f"{match[1]} {match[2]}"


def format_dossier_number(number: int, symbol: str) -> str:
    """Return number and symbol as they are written: ``000001 HN``."""
    return f"{number:06d} {symbol}"


def identity_digits(typed: str, lengths: tuple[int, ...], *, kind: str, field: str = "") -> str:
    """Return a number of identity as bare digits with its zeros; nothing typed gives ``""``.

    Raises:
        BadNumberProblem: other characters than digits, or a wrong length.
    """
    text = digits(typed)
    if not text:
        return ""
    if not (text.isascii() and text.isdigit()) or (lengths and len(text) not in lengths):
        raise BadNumberProblem(clean_line(typed), kind, field=field)
    return text


def restored_zeros(value: str, length: int) -> str:
    """Return digits that a spreadsheet stripped of leading zeros, filled up to ``length``.

    At most three zeros are restored (citizen ids begin with ``001``–``096``); anything else is
    returned as it is and fails its check.
    """
    text = value.removesuffix(".0")
    if text.isdigit() and length - 3 <= len(text) < length:
        return text.zfill(length)
    return text
