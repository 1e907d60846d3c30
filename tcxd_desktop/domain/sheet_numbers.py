"""Numbers as sheets have them: of identity, which Excel mangles, and amounts."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final

from tcxd_desktop.domain.errors import BadNumberProblem
from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.domain.numbers import dossier_number, restored_zeros
from tcxd_desktop.domain.sheet_faults import Fault, doubt, error, mended
from tcxd_desktop.domain.sheet_text import one_line
from tcxd_desktop.domain.text import fold

_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_FLOAT = re.compile(r"(\d+)[.,]0+")
_BETWEEN = str.maketrans("", "", " .,-'\u2019\u2013")
_BREAKS = re.compile(r"[/(;|\n]|\bcmnd\b|\bcccd\b", re.IGNORECASE)
_SHORT_DOSSIER = re.compile(r"(\d{1,5})\s*([A-ZĐ]{1,3})")
_PHONE = re.compile(r"[35789]\d{8}")
_AMOUNT = re.compile(
    r"(-?\d[\d., ]*)\s*(nghin|ngan|trieu|ty|ti)?\s*(?:dong|d|vnd|m2|m²|ha|nguoi|nam|to)?\.?"
)
_TIMES = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_GROUPS = re.compile(r"-?\d{1,3}(?:[.]\d{3})+")
_COMMA_GROUPS = re.compile(r"-?\d{1,3}(?:,\d{3}){2,}")
_NOTHING: Final = frozenset({"", "-", "–", "—", "…", "...", "x", "khong", "khong co", "chua co"})
_LONGEST = 60
_LARGEST = Decimal(10) ** 15

Digits = tuple[tuple[tuple[str, str], ...], Fault | None]
"""Numbers by target, and what is to be said."""


def read_identity(typed: str, target: str, lengths: tuple[int, ...], *, old_id: bool) -> Digits:
    """Return the number of identity a cell tells, under its target or that of an older number.

    Args:
        typed: clean text.
        target: the column's.
        lengths: how many digits it may have.
        old_id: the heading names the old identity card too, so nine digits are one.
    """
    if target == "citizen_id" and _BREAKS.search(typed):
        both = _two_cards(typed)
        if both:
            return both
    number, fault = _digits(typed, target)
    if fault is not None or not number:
        return (), fault
    fixed = _FIXES.get(target, _fixed)
    return fixed(number, typed, target, (lengths, old_id))


def read_dossier_no(typed: str, target: str) -> tuple[str, Fault | None]:
    """Return a số lý lịch, its zeros restored."""
    try:
        return dossier_number(typed, field=target), None
    except BadNumberProblem:
        text = typed.upper().strip("'").replace(".", "").replace("-", " ").strip()
        short = _SHORT_DOSSIER.fullmatch(text)
        if short is None:
            return "", error("dossier_no", target, typed)
        full = f"{short[1].zfill(6)} {short[2]}"
        return full, mended("zeros", target, typed, full)


def read_phone(typed: str, target: str) -> tuple[str, Fault | None]:
    """Return a telephone number with the zero a sheet took from it."""
    text = _FLOAT.sub(r"\1", typed)
    if _PHONE.fullmatch(text):
        return f"0{text}", mended("zeros", target, typed, f"0{text}")
    if fold(typed) in _NOTHING:
        return "", None
    if not any(map(str.isdigit, text)):
        return "", error("phone", target, typed)
    return text, None


def read_amount(
    typed: str, target: str, kind: Kind, *, plain: bool
) -> tuple[Decimal | int | None, Fault | None]:
    """Return a number or an amount of money in đồng.

    A comma is a decimal one, dots between groups of three digits are thousands; where one dot
    could be either, money takes it for thousands, and of other numbers that is a doubt.

    Args:
        typed: clean text.
        target: of the column.
        kind: ``MONEY`` or ``NUMBER``.
        plain: numbers were written by a program: a dot is a decimal one.
    """
    folded = fold(typed.lstrip("'"))
    if folded in _NOTHING:
        return None, None
    found = _AMOUNT.fullmatch(folded) if len(folded) <= _LONGEST else None
    text = found[1].replace(" ", "") if found else ""
    digits, unsure = _plain_digits(text, kind, plain=plain) if found else ("", False)
    try:
        value = Decimal(digits) * _TIMES.get((found[2] or "") if found else "", 1)
    except InvalidOperation:
        return None, error("number", target, typed)
    if abs(value) > _LARGEST or (kind is Kind.MONEY and value != value.to_integral_value()):
        return None, error("number", target, typed)
    fault = doubt("number_guess", target, typed, f"{value:f}".replace(".", ",")) if unsure else None
    if kind is Kind.MONEY:
        return int(value), fault
    return value, fault


def _plain_digits(text: str, kind: Kind, *, plain: bool) -> tuple[str, bool]:
    """Return ``text`` with a point at most, and whether its dot was taken by a guess."""
    unsure = False
    comma, dot = text.rfind(","), text.rfind(".")
    if comma >= 0 and dot >= 0:
        # The one that stands last is the decimal one.
        text = text.replace(".", "").replace(",", ".") if comma > dot else text.replace(",", "")
    elif comma >= 0:
        groups = _COMMA_GROUPS.fullmatch(text) or (kind is Kind.MONEY and text[-4:-3] == ",")
        text = text.replace(",", "" if groups else ".")
    elif not plain and _GROUPS.fullmatch(text):
        unsure = kind is Kind.NUMBER and text.count(".") == 1
        text = text.replace(".", "")
    return text, unsure


def _digits(typed: str, target: str) -> tuple[str, Fault | None]:
    """Return the bare digits of a number of identity, a float or a scientific one made whole."""
    text = one_line(typed).lstrip("'")
    scientific = _SCIENTIFIC.fullmatch(text.replace(" ", ""))
    if scientific:
        whole, fraction, power = scientific[1], scientific[2] or "", int(scientific[3])
        # Excel shows six digits of twelve: where they are not all there, the rest is lost.
        exact = len(fraction) == power
        return (whole + fraction, None) if exact else ("", error("rounded", target, text))
    floating = _FLOAT.fullmatch(text)
    bare = floating[1] if floating else text.translate(_BETWEEN)
    if not bare or fold(text) in _NOTHING:
        return "", None
    if not (bare.isascii() and bare.isdigit()):
        return "", error("signs", target, text)
    return bare, None


def _two_cards(typed: str) -> Digits | None:
    """Return a citizen id and an old identity card written in one cell."""
    runs = re.findall(r"\d[\d .]*\d", typed)
    numbers = [run.translate(_BETWEEN) for run in runs]
    long = [number for number in numbers if len(number) == 12]
    short = [number for number in numbers if len(number) == 9]
    if len(long) != 1 or len(long) + len(short) != len(numbers):
        return None
    found = [("citizen_id", long[0])]
    if len(short) == 1:
        found.append(("old_citizen_id", short[0]))
    return tuple(found), None


def _citizen_id(number: str, typed: str, target: str, how: tuple[tuple[int, ...], bool]) -> Digits:
    # No province is 000: nine digits are an old identity card, not a number that lost its zeros.
    if len(number) == 9:
        if how[1]:
            return (("old_citizen_id", number),), mended("old_id", target, number)
        return (), error("digits", target, "9", "12")
    full = restored_zeros(number, 12)
    if full.startswith("000") and len(full) == 12:
        return (), error("province", target)
    return _fixed(number, typed, target, how)


def _card_no(number: str, typed: str, target: str, how: tuple[tuple[int, ...], bool]) -> Digits:
    """Return a card number of 12 digits, or of 8 on an old card."""
    if len(number) > 9:
        return _fixed(number, typed, target, how)
    full = restored_zeros(number, 8)
    if len(full) != 8:
        return (), error("digits", target, str(len(number)), "12 (thẻ cũ 8)")
    fault = mended("zeros", target, number, full) if full != number else None
    return (("old_card_no", full),), fault


def _fixed(number: str, typed: str, target: str, how: tuple[tuple[int, ...], bool]) -> Digits:
    lengths = how[0]
    full = number
    if lengths and len(number) not in lengths:
        length = min((one for one in lengths if one > len(number)), default=0)
        full = restored_zeros(number, length) if length else number
        if len(full) not in lengths:
            wanted = " hoặc ".join(map(str, lengths))
            return (), error("digits", target, str(len(number)), wanted)
    if full != number:
        return ((target, full),), mended("zeros", target, number, full)
    if number != typed.translate(_BETWEEN):
        return ((target, full),), mended("number_text", target, typed, full)
    return ((target, full),), None


_FIXES: dict[str, Callable[[str, str, str, tuple[tuple[int, ...], bool]], Digits]] = {
    "citizen_id": _citizen_id,
    "card_no": _card_no,
}
