"""Child side: values of cells as text, the way ``domain.sheet`` promises it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from unicodedata import is_normalized, normalize

from tcxd_desktop.exchange.number_formats import Format, masked

Value = int | float | str | bool | time | date | datetime | timedelta
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")

_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\u2028\u2029"), "\n")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_CONTROLS = dict.fromkeys([*range(32), 127, *range(0xD800, 0xE000)])
_HYGIENE = _CONTROLS | {9: "\t", 10: "\n"} | _BREAKS | _INVISIBLE
"""Like ``domain.text``, but U+0080 to U+009F and U+00AD stay: they are letters of old fonts."""
_EXACT_WHOLE = 1e15
_FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_SERIAL = {False: 2_958_465, True: 2_957_003}
"""31 December 9999."""
_LEAP_ERROR = 60
"""Excel's 29 February 1900, which never was; serials below are a day off."""
_DAY = timedelta(days=1)


def clean(text: str) -> str:
    """Return text as NFC with ``\\n`` for every break, without invisible characters."""
    if text.isprintable() and is_normalized("NFC", text):
        return text
    return normalize("NFC", text.replace("\r\n", "\n").translate(_HYGIENE))


def texts_of(row: Sequence[Value]) -> list[str]:
    """Return the values of a row as text; what is clean already is looked at only as a whole."""
    texts = [
        value if value.__class__ is str else _TEXT_OF[value.__class__](value) for value in row
    ]  # fmt: skip
    whole = " ".join(texts)
    if whole.isprintable() and is_normalized("NFC", whole):
        return texts
    return [clean(text) for text in texts]


def text_of(value: Value) -> str:
    """Return a value as text: whole numbers without ``.0``, days as ISO, text as NFC."""
    return _TEXT_OF[value.__class__](value)


def _truth(value: bool) -> str:  # noqa: FBT001 - the value of a cell
    return "TRUE" if value else "FALSE"


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat()


def number(value: float) -> str:
    """Return a number in full, with the 15 digits a spreadsheet shows of a fraction.

    >>> number(3.8162004417e10), number(0.1 + 0.2), number(1e-7)
    ('38162004417', '0.3', '0.0000001')
    """
    if -_EXACT_WHOLE < value < _EXACT_WHOLE and value == (whole := int(value)):
        return str(whole)
    if isinstance(value, int):
        return str(value)
    digits = repr(value) if value.is_integer() else f"{value:.15g}"
    return f"{Decimal(digits):f}".removesuffix(".0")


def duration(value: timedelta) -> str:
    """Return an elapsed time as hours, minutes and seconds, over a day too."""
    sign = "-" if value < timedelta() else ""
    seconds = round(abs(value).total_seconds())
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def serial(value: float, how: Format, *, dates_1904: bool) -> str:
    """Return a serial number as the day, the moment or the time it stands for.

    What lies outside the calendar of spreadsheets stays the number it is.
    """
    if how is Format.ELAPSED:
        return duration(timedelta(days=value))
    if not 0 <= value <= _LAST_SERIAL[dates_1904] + 1:
        return number(value)
    days, rest = divmod(round(value * 86_400), 86_400)
    clock = time(rest // 3600, rest // 60 % 60, rest % 60)
    if days == 0 and not dates_1904:
        return clock.isoformat()
    if not dates_1904 and days < _LEAP_ERROR:
        days += 1
    day = _FIRST_DAY[dates_1904] + days * _DAY
    return shown_day(day, how) if rest == 0 else datetime.combine(day, clock).isoformat()


def shown_day(day: date, how: Format | str | None) -> str:
    """Return a day no more exact than its format shows it: ``3/1962`` typed is 1 March 1962."""
    if how is Format.MONTH and day.day == 1:
        return day.isoformat()[:7]
    if how is Format.YEAR and (day.month, day.day) == (1, 1):
        return day.isoformat()[:4]
    return day.isoformat()


def shown(value: Value, how: Format | str | None) -> str:
    """Return a value as its format shows it, where the format says more than the value."""
    if isinstance(value, date):
        if not isinstance(value, datetime):
            return shown_day(value, how)
        return shown_day(value.date(), how) if value.time() == time() else value.isoformat()
    if not isinstance(how, str) or isinstance(value, bool) or not isinstance(value, int | float):
        return text_of(value)
    whole = 0 <= value < _EXACT_WHOLE and value == int(value)
    return masked(int(value), how) if whole else number(value)


_TEXT_OF: Final[dict[type, Callable[[Any], str]]] = {
    str: clean,
    float: number,
    int: str,
    bool: _truth,
    date: date.isoformat,
    datetime: _moment,
    time: time.isoformat,
    timedelta: duration,
}
"""By class: a chain of questions would be asked a hundred thousand times."""
