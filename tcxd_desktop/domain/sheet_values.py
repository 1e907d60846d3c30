"""The cells of one column as values of its target."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.facts import Kind, Value
from tcxd_desktop.domain.place_text import split
from tcxd_desktop.domain.sheet_cells import splitter
from tcxd_desktop.domain.sheet_codes import code_value, none_of, ticked
from tcxd_desktop.domain.sheet_date_parts import read_part
from tcxd_desktop.domain.sheet_dates import either_way, read_date, show, two_ways
from tcxd_desktop.domain.sheet_faults import Fault, Say, doubt, error, mended
from tcxd_desktop.domain.sheet_heads import plain
from tcxd_desktop.domain.sheet_names import read_name
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
    serials: Callable[[], bool] = bool
    """Whether other cells of the column can only be numbers of days; ``bool``: none can."""
    month_leads: bool = False
    """Other dates of the column have their month first."""


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
    key, verbatim = column.target.key, column.verbatim

    def read(text: str) -> Read:
        line = one_line(text)
        return BLANK if line in _NOTHING and not verbatim else Read(((key, line),))

    return read


def _block(column: ColumnOf, how: HowToRead) -> Reader:
    del how
    key, verbatim = column.target.key, column.verbatim
    return lambda text: BLANK if text in _NOTHING and not verbatim else Read(((key, text),))


def _name(column: ColumnOf, how: HowToRead) -> Reader:
    if column.verbatim:
        return _line(column, how)
    key = column.target.key

    def read(text: str) -> Read:
        if text in _NOTHING:
            return BLANK
        name, other, fault = read_name(text, key)
        weak = (("other_names", other),) if other else ()
        return Read(((key, name),), (fault,) if fault else (), weak=weak)

    return read


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
        found, fault = read_date(
            text, key, today=how.today, ahead=ahead, since_1904=column.since_1904
        )
        if fault is not None and fault.key == "serial" and not column.serials():
            other = two_ways(one_line(text))
            fault = doubt("serial_guess", key, *fault.args, other) if other else fault
        if found is not None and fault is None and column.month_leads and either_way(text):
            fault = doubt("either_way", key, text, show(found))
        return _one(column, found, fault)

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
        found = ticked(text)
        if found is None:
            return Read(faults=(error("flag", key, one_line(text)),))
        return Read(((key, found),))

    return read


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
        if line in _NOTHING:
            return BLANK
        value = code_value(codes, line) or none_of(codes, line)
        if value or opened:
            return _one(column, value or line, None)
        return Read(faults=(error("code", target.key, line),))

    return read


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
        if text in _NOTHING and not column.verbatim:
            return BLANK
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
        found = ticked(text)
        if found is not None:
            return Read(((f"by_sex.{target.part}", sex),)) if found else BLANK
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


def _date_part(column: ColumnOf, how: HowToRead) -> Reader:
    target = column.target

    def read(text: str) -> Read:
        values, fault = read_part(
            text, target.field, target.part, today=how.today, since_1904=column.since_1904
        )
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
    TargetKind.NAME: _name,
    TargetKind.BY_SEX: _by_sex,
    TargetKind.DATE_PART: _date_part,
    TargetKind.UNIT: _line,
    TargetKind.STANDING: _line,
    TargetKind.STANDING_ON: _date,
    TargetKind.CENTRAL_ID: _key_text,
    TargetKind.ROW_KEY: _key_text,
    TargetKind.ORDINAL: _ordinal,
    TargetKind.SPLIT: _split,
}
_BY_KEY: Mapping[str, Callable[[ColumnOf, HowToRead], Reader]] = {
    "birth_name": _name,
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
    return (
        found is not None
        and found.kind is not TargetKind.BY_SEX  # a tick tells which of two columns
        and (found.fact.kind is Kind.CODE or found.fact.codes in {"ethnicity", "religion"})
    )
