"""The cells of one column as values of its target."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from tcxd_desktop.domain.codes import CodeList, CodeLists
from tcxd_desktop.domain.facts import Kind, Value
from tcxd_desktop.domain.place_text import split
from tcxd_desktop.domain.sheet_cells import splitter
from tcxd_desktop.domain.sheet_dates import read_date
from tcxd_desktop.domain.sheet_faults import Fault, Say, doubt, error, mended
from tcxd_desktop.domain.sheet_heads import plain
from tcxd_desktop.domain.sheet_numbers import (
    read_amount,
    read_dossier_no,
    read_identity,
    read_phone,
)
from tcxd_desktop.domain.sheet_text import one_line
from tcxd_desktop.domain.targets import TARGETS, Target, TargetKind
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.unit_names import UnitNumbers

PHONES: Final = ("phone", "phone_other")
_YES: Final = frozenset(
    {"x", "1", "co", "dung", "true", "yes", "y", "+", "v", "✓", "✔", "☑", "√", "u", "þ", "ü", "r"}
)
_NO: Final = frozenset({"0", "khong", "sai", "false", "no", "n", "ko", "k", "-", "☐", "o"})
_ERRORS: Final = (
    "#n/a",
    "#ref!",
    "#value!",
    "#div/0!",
    "#name?",
    "#null!",
    "#num!",
    "####",
    "err:",
)
_NOTHING: Final = frozenset({"", "-", "–", "—", "…", "...", "..", "//"})
_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "theory": ("ly luan chinh tri", "llct", "ly luan", "chinh tri"),
    "health": ("tinh trang suc khoe", "suc khoe"),
    "family_class": ("thanh phan gia dinh", "thanh phan"),
    "badge_years": ("tuoi dang", "huy hieu dang", "huy hieu", "hhd"),
    "invalid_class": ("thuong binh loai", "thuong binh hang", "thuong binh", "hang", "loai"),
    "member_review": ("dang vien",),
}
"""Words that stand beside values of a list and are none of them, beside its title."""
_OLD_ID = ("cmnd", "cmtnd", "chung minh")


@dataclass(frozen=True, slots=True)
class HowToRead:
    """Cách đọc chung cho cả tệp."""

    today: date
    codes: CodeLists
    say: Say
    """Puts what is found at a cell into words: ``wording.sheets.say``."""
    units: UnitNumbers | None = None
    """Gives organisations named in rows of tables their numbers; ``None``: they stay blank."""


class Read(NamedTuple):
    """Một ô đã đọc."""

    values: tuple[tuple[str, Value], ...] = ()
    """By target: most cells give one, some none, some several."""
    faults: tuple[Fault, ...] = ()
    rows: tuple[object, ...] = ()
    """Of a repeating table, where the cell holds several facts."""
    weak: tuple[tuple[str, Value], ...] = ()
    """Values that give way to those of a column of their own."""


BLANK: Final = Read()
Reader = Callable[[str], Read]
"""Reads the clean text of a cell."""


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """Điều cần biết về một cột để đọc ô của nó."""

    target: Target
    heading: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Folded text to the value it stands for, as the clerk chose."""
    verbatim: bool = False
    """The program wrote the sheet itself: free text is not brought to a code list's spelling."""
    since_1904: bool = False


def reader(column: ColumnOf, how: HowToRead) -> Reader:
    """Return what reads the cells of a column, none of them blank."""
    target = column.target
    made = _SPECIAL.get(target.kind) or _BY_KEY.get(target.key) or _BY_KIND[target.fact.kind]
    return made(column, how)


def not_a_value(text: str, target: str) -> Read | None:
    """Return what is said of a cell that holds an error of its sheet, such as ``#N/A``."""
    if text[0] in "#Ee" and fold(text).startswith(_ERRORS):
        return Read(faults=(error("error_value", target, text),))
    return None


# --- text ----------------------------------------------------------------------------------------


def _line(column: ColumnOf, how: HowToRead) -> Reader:
    del how
    key = column.target.key
    return lambda text: Read(((key, one_line(text)),))


def _block(column: ColumnOf, how: HowToRead) -> Reader:
    del how
    key = column.target.key
    return lambda text: Read(((key, text),))


def _key_text(column: ColumnOf, how: HowToRead) -> Reader:
    """Read a key somebody else gave: a whole number may have become a float on its way."""
    del how
    key = column.target.key
    return lambda text: Read(((key, one_line(text).lstrip("'").removesuffix(".0")),))


def _ordinal(column: ColumnOf, how: HowToRead) -> Reader:
    del column, how
    return lambda text: BLANK


def _phone(column: ColumnOf, how: HowToRead) -> Reader:
    if column.verbatim:
        return _line(column, how)
    return lambda text: _one(column, *read_phone(one_line(text).lstrip("'"), column.target.key))


# --- numbers and dates ---------------------------------------------------------------------------


def _one(column: ColumnOf, value: Value, fault: Fault | None) -> Read:
    values = () if value is None or value == "" else ((column.target.key, value),)
    return Read(values, (fault,) if fault else ())


def _date(column: ColumnOf, how: HowToRead) -> Reader:
    key = column.target.key
    ahead = column.target.fact.kind is Kind.TERM

    def read(text: str) -> Read:
        found = read_date(text, key, today=how.today, ahead=ahead, since_1904=column.since_1904)
        return _one(column, *found)

    return read


def _digits(column: ColumnOf, how: HowToRead) -> Reader:
    del how
    target, lengths = column.target, column.target.fact.digits
    no_province = "000" if target.key == "citizen_id" else ""
    old_id = any(word in plain(column.heading) for word in _OLD_ID)

    def read(text: str) -> Read:
        if len(text) in lengths and text.isdigit() and text.isascii() and text[:3] != no_province:
            return Read(((target.key, text),))
        values, fault = read_identity(text, target.key, lengths, old_id=old_id)
        faults = (fault,) if fault else ()
        own = tuple(pair for pair in values if pair[0] == target.key)
        return Read(own, faults, weak=tuple(pair for pair in values if pair[0] != target.key))

    return read


def _dossier_no(column: ColumnOf, how: HowToRead) -> Reader:
    del how

    def read(text: str) -> Read:
        line = one_line(text).lstrip("'")
        return (
            BLANK if line in _NOTHING else _one(column, *read_dossier_no(line, column.target.key))
        )

    return read


def _amount(column: ColumnOf, how: HowToRead) -> Reader:
    del how
    target = column.target

    def read(text: str) -> Read:
        found = read_amount(one_line(text), target.key, target.fact.kind, plain=column.verbatim)
        return _one(column, *found)

    return read


def _flag(column: ColumnOf, how: HowToRead) -> Reader:
    del how
    key = column.target.key

    def read(text: str) -> Read:
        ticked = _ticked(text)
        if ticked is None:
            return Read(faults=(error("flag", key, one_line(text)),))
        return Read(((key, ticked),))

    return read


def _ticked(text: str) -> bool | None:
    folded = fold(text).strip(" .'")
    return True if folded in _YES else False if folded in _NO else None


# --- code lists ----------------------------------------------------------------------------------


def _code(column: ColumnOf, how: HowToRead) -> Reader:
    target = column.target
    codes = how.codes.get(target.fact.codes)
    opened = target.fact.kind is Kind.OPEN_CODE

    def read(text: str) -> Read:
        line = one_line(text)
        if fold(line) in column.values:
            return _one(column, column.values[fold(line)], None)
        if opened and column.verbatim:
            return _one(column, line, None)
        value = code_value(codes, line)
        if value or opened:
            return _one(column, value or line, None)
        if line in _NOTHING:
            return BLANK
        return Read(faults=(error("code", target.key, line),))

    return read


def code_value(codes: CodeList | None, text: str) -> str:
    """Return the value of a code list a text is: by name, alias, or either beside its title.

    >>> code_value(None, "Kinh")
    ''
    """
    if codes is None:
        return ""
    folded = fold(text).strip(" .,;:'")
    for title in ("", *_CALLED.get(codes.id, (fold(codes.title),))):
        for words in (folded.removeprefix(title).strip(" :"), folded.removesuffix(title).strip()):
            found = codes.find(words) if words else None
            if found is not None:
                return codes.value(found)
    return ""


# --- what is no single field ---------------------------------------------------------------------


def _unit_number(column: ColumnOf, how: HowToRead) -> Reader:
    key = column.target.key

    def read(text: str) -> Read:
        line = one_line(text)
        number = how.units.number(line) if how.units else None
        if number is None:
            return Read(faults=(doubt("unit", key, line),))
        return Read(((key, number),))

    return read


def _place(column: ColumnOf, how: HowToRead) -> Reader:
    target = column.target
    provinces = how.codes.get("province")

    def read(text: str) -> Read:
        parts, told = split(text, provinces, target.part)
        values = tuple((f"{target.field}.{part}", value) for part, value in parts.items())
        faults = () if told else (mended("place", target.key, one_line(text)),)
        return Read(values, faults)

    return read


def _by_sex(column: ColumnOf, how: HowToRead) -> Reader:
    target = column.target
    name = "Nam" if target.part == "male" else "Nữ"
    sex = code_value(how.codes.get("sex"), name) or name

    def read(text: str) -> Read:
        ticked = _ticked(text)
        if ticked is not None:
            return Read(((f"by_sex.{target.part}", sex),)) if ticked else BLANK
        if target.field == "sex":
            if code_value(how.codes.get("sex"), text) == sex:
                return Read(((f"by_sex.{target.part}", sex),))
            return Read(faults=(error("flag", target.key, one_line(text)),))
        day, fault = read_date(text, "birth_date", today=how.today, since_1904=column.since_1904)
        if day is None:
            return Read(faults=(fault,) if fault else ())
        values = (("birth_date", day), (f"by_sex.{target.part}", sex))
        return Read(values, (fault,) if fault else ())

    return read


def _split(column: ColumnOf, how: HowToRead) -> Reader:
    target = column.target
    split_cell = splitter(target.table, how.today, how.codes)

    def read(text: str) -> Read:
        if one_line(text) in _NOTHING or fold(text).strip(" .") in {"khong", "khong co"}:
            return BLANK
        found = split_cell(text)
        sure = found.sure
        faults = () if sure else (doubt("split", target.key, str(len(found.rows))),)
        return Read(faults=faults, rows=found.rows)

    return read


_SPECIAL: Mapping[TargetKind, Callable[[ColumnOf, HowToRead], Reader]] = {
    TargetKind.PLACE: _place,
    TargetKind.PART: _line,
    TargetKind.NAME: _line,
    TargetKind.BY_SEX: _by_sex,
    TargetKind.UNIT: _line,
    TargetKind.STANDING: _line,
    TargetKind.STANDING_ON: _date,
    TargetKind.CENTRAL_ID: _key_text,
    TargetKind.ROW_KEY: _key_text,
    TargetKind.ORDINAL: _ordinal,
    TargetKind.SPLIT: _split,
}
_BY_KEY: Mapping[str, Callable[[ColumnOf, HowToRead], Reader]] = {
    "dossier_no": _dossier_no,
    **dict.fromkeys(PHONES, _phone),
}
_BY_KIND: Mapping[Kind, Callable[[ColumnOf, HowToRead], Reader]] = {
    Kind.LINE: _line,
    Kind.UPPER: _line,
    Kind.TEXT: _block,
    Kind.DATE: _date,
    Kind.TERM: _date,
    Kind.CODE: _code,
    Kind.OPEN_CODE: _code,
    Kind.DIGITS: _digits,
    Kind.FLAG: _flag,
    Kind.NUMBER: _amount,
    Kind.MONEY: _amount,
    Kind.UNIT: _unit_number,
}


def asked_about(target: str) -> bool:
    """Tell whether texts of a target that no code list knows are to be asked about."""
    found = TARGETS.get(target)
    return found is not None and (
        found.fact.kind is Kind.CODE or found.fact.codes in {"ethnicity", "religion"}
    )
