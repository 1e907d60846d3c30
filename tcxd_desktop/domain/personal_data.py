"""Requests about the data of one person, and what a decision does to it."""

from dataclasses import dataclass
from datetime import date

from tcxd_desktop.domain.units import Decision


@dataclass(frozen=True, slots=True)
class DataRequest:
    """Yêu cầu cung cấp dữ liệu cá nhân: who asks, on which paper, and why it is given."""

    number: str = ""
    on: date | None = None
    by: str = ""
    reason: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Hạn chế xử lý dữ liệu: from when until when, why, and on which paper."""

    id: int
    person_id: int
    person: str
    since: str
    """ISO day."""
    until: str
    """ISO day; empty while it is in force."""
    reason: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Erased:
    """Kết quả xóa dữ liệu: what was removed, and where the person still stands."""

    person_id: int
    line: int
    """Number of the line in the access book."""
    papers: int
    """Printed snapshots rewritten without the person."""
    photos: int
    lines: int
    """Lines of the book whose words were removed."""
    named_elsewhere: tuple[int, ...] = ()
    """Lines of the book that are not about the person and still say the name or a number."""
    tidied: bool = True
    """The files were written anew; otherwise the next sign-in does it."""
