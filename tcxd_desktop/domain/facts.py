"""How a record's field is described once, for the editor, the store, the forms and the history."""

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tcxd_desktop.domain.dates import PartialDate


class Kind(StrEnum):
    """Kiểu của một ô: decides the input field, the column type and the way it prints."""

    LINE = "line"
    UPPER = "upper"
    """One line, printed in capitals; kept as typed."""
    TEXT = "text"
    DATE = "date"
    TERM = "term"
    """A date that may lie ahead."""
    PLACE = "place"
    CODE = "code"
    """A value of a closed code list."""
    OPEN_CODE = "open_code"
    """A value of a code list, or free text."""
    DIGITS = "digits"
    FLAG = "flag"
    NUMBER = "number"
    MONEY = "money"
    UNIT = "unit"
    """The id of an organisation of this office, or none."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Mục thông tin: what a field is on paper and what may be done with it."""

    item: str
    """Item of the phiếu đảng viên, ``"01"``–``"30"``, or a group key such as ``"party"``."""
    kind: Kind
    codes: str = ""
    """Id of its code list."""
    digits: tuple[int, ...] = ()
    """Allowed lengths of a DIGITS field."""
    needed: bool = False
    """Counts in completeness."""
    locked: bool = False
    """Fixed after admission: changes only by a correction with its decision."""
    sealed: bool = False
    """Belongs to the sealed compartment (items 26, 27, 28)."""


_DEFAULTS: dict[Kind, object] = {
    Kind.DATE: None,
    Kind.TERM: None,
    Kind.UNIT: None,
    Kind.NUMBER: None,
    Kind.MONEY: None,
    Kind.FLAG: False,
}


def fact(  # noqa: PLR0913 - one keyword per column of Fact
    item: str,
    kind: Kind,
    *,
    codes: str = "",
    digits: tuple[int, ...] = (),
    needed: bool = False,
    locked: bool = False,
    sealed: bool = False,
) -> Any:  # the dataclass decorator reads it as a field
    """Declare a record field together with its :class:`Fact`."""
    meta = Fact(item, kind, codes, digits, needed, locked, sealed)
    default: object = Place() if kind is Kind.PLACE else _DEFAULTS.get(kind, "")
    return dataclasses.field(default=default, metadata={"fact": meta})


def rows(item: str, record: type, *, needed: bool = False, sealed: bool = False) -> Any:
    """Declare a repeating table of ``record`` rows."""
    meta = RowsFact(item, record, needed, sealed)
    return dataclasses.field(default=(), metadata={"rows": meta})


@dataclass(frozen=True, slots=True)
class RowsFact:
    """Bảng lặp lại trong hồ sơ."""

    item: str
    record: type
    needed: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Địa danh: as it is named now, and as the paper named it (*tên cũ*)."""

    detail: str = ""
    """Số nhà, đường, thôn, tổ dân phố."""
    commune: str = ""
    """Xã, phường, đặc khu."""
    province: str = ""
    old: str = ""
    """The name on the old paper, printed in brackets."""
    country: str = ""
    """Empty in Viet Nam."""

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.detail or self.commune or self.province or self.old or self.country)


def facts_of(record: type) -> dict[str, Fact]:
    """Return the scalar facts of a record class by field name, in the order declared."""
    return {
        field.name: field.metadata["fact"]
        for field in dataclasses.fields(record)
        if "fact" in field.metadata
    }


def tables_of(record: type) -> dict[str, RowsFact]:
    """Return the repeating tables of a record class by field name."""
    return {
        field.name: field.metadata["rows"]
        for field in dataclasses.fields(record)
        if "rows" in field.metadata
    }


Value = str | int | bool | Decimal | PartialDate | Place | None
"""What a scalar fact can hold."""


def is_blank(value: object) -> bool:
    """Tell whether a value says nothing: prints as dots, counts as missing."""
    return value is None or (isinstance(value, str | tuple | Place) and not value)
