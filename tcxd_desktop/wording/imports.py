"""What is wrong with a line of a foreign list, each in one sentence."""

from collections.abc import Iterable

_LONGEST = 40
_NAMED = 3


def no_name() -> str:
    """Return the sentence for a line without a name."""
    return "Thiếu họ và tên."


def bad_digits(column: str, typed: str, wanted: str) -> str:
    """Return the sentence for a number of identity of the wrong form."""
    count = len(typed)
    if typed.isascii() and typed.isdigit():
        return f"{column} có {count} chữ số, phải có {wanted} chữ số."
    return f"{column} “{_short(typed)}” có ký tự không phải chữ số."


def no_province(column: str) -> str:
    """Return the sentence for a number of identity of a province that does not exist."""
    return f"{column} bắt đầu bằng 000, không tỉnh nào có mã này."


def bad_date(column: str, typed: str) -> str:
    """Return the sentence for what is not a day of the calendar."""
    return f"{column} “{_short(typed)}” không phải là ngày có trên lịch."


def future_date(column: str, typed: str) -> str:
    """Return the sentence for a day that has not come yet."""
    return f"{column} {_short(typed)} chưa tới."


def wrong_order(later: str, earlier: str) -> str:
    """Return the sentence for two days in the wrong order."""
    return f"{later} phải sau {earlier.lower()}."


def same_as(column: str, lines: Iterable[int]) -> str:
    """Return the sentence for a value that other lines of the file have too."""
    found = list(lines)
    named = ", ".join(str(line) for line in found[:_NAMED])
    more = f" và {len(found) - _NAMED} dòng khác" if len(found) > _NAMED else ""
    return f"{column} trùng với dòng {named}{more}."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
