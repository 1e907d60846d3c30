"""Lines of the member list, the conditions that choose them, and likely duplicates."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from tcxd_desktop.domain.dates import PartialDate


class PersonLine(NamedTuple):
    """Một dòng danh sách đảng viên as at a day: only what lists show, sort and filter by.

    A named tuple: lists of 100,000 are made of them, ten times faster than of dataclasses.
    """

    id: int
    name: str
    sort_key: str
    birth: str
    """Text form of a PartialDate, or empty."""
    sex: str
    unit_id: int | None
    unit: str
    grade: str
    activity: str
    leaving: str
    card_no: str
    dossier_no: str
    citizen_id: str
    complete: int
    """Completeness of the dossier in percent."""
    values: Mapping[str, str] = MappingProxyType({})
    """Further columns asked for by the query, by column key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleQuery:
    """Điều kiện lọc danh sách đảng viên. Empty fields do not filter; each tuple is an *or*."""

    as_at: str = ""
    """ISO day; empty is today."""
    unit_id: int | None = None
    """This unit and all below it."""
    grades: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    leavings: tuple[str, ...] = ("",)
    """``("",)`` is *in the list*; add leaving reasons to see those who left."""
    sexes: tuple[str, ...] = ()
    ethnicities: tuple[str, ...] = ()
    minority_only: bool = False
    """Dân tộc thiểu số: neither Kinh nor foreign."""
    religions: tuple[str, ...] = ()
    religious_only: bool = False
    age_from: int | None = None
    """Completed by calendar year."""
    age_to: int | None = None
    edu_levels: tuple[str, ...] = ()
    profession_levels: tuple[str, ...] = ()
    theories: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    admitted_from: int | None = None
    """Year of *ngày vào Đảng*."""
    admitted_to: int | None = None
    complete_below: int | None = None
    missing_fields: tuple[str, ...] = ()
    under_inspection: bool = False
    unrestricted_only: bool = False
    """Without those whose data is restricted by decision: they cannot be printed or exported."""
    ids: tuple[int, ...] = ()
    """Only these people (a selection)."""
    text: str = ""
    """Words looked for, without tone marks."""
    columns: tuple[str, ...] = ()
    """Keys of further columns wanted in ``PersonLine.values``."""
    with_void: bool = False


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """Bộ lọc đã lưu: its name becomes the title of the printed list."""

    name: str
    query: PeopleQuery
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Người có thể trùng khi tạo hồ sơ mới, and why."""

    line: PersonLine | None
    """``None``: somebody outside the scope of the account, of whom only a taken number is told."""
    reason: str
    """``name_birth``, ``citizen_id``, ``card_no``, ``dossier_no``."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Người mới được ghi vào danh sách: the least a record starts with."""

    name: str
    birth: PartialDate | None
    sex: str
    unit_id: int
    event: str
    """EventKind value: admitted, arrived, listed."""
    on: PartialDate | None
    citizen_id: str = ""
    card_no: str = ""
    ceremony_date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class SupplementState:
    """Tình hình nộp phiếu bổ sung hồ sơ của một người trong năm."""

    line: PersonLine
    state: str
    """``chua_nop``, ``da_nop``, ``da_xac_nhan``."""
    changed: int
    """How many items of the phiếu changed since the confirmed snapshot."""
    compared: bool = True
    """Whether an earlier year was confirmed: without it there is nothing to compare with."""
    handed_in: str = ""
    """ISO day, or empty."""
    confirmed: str = ""
