"""Exports by a layout: what is asked for, what it would give, what was given before."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tcxd_desktop.domain.layouts import LayoutColumn
from tcxd_desktop.domain.people import PeopleQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportJob:
    """Yêu cầu xuất theo mẫu."""

    layout: str
    """Key of the layout."""
    query: PeopleQuery = field(default_factory=PeopleQuery)
    """Who, and as at which day."""
    changed_since: str = ""
    """ISO day: only people whose records changed from it on."""
    only_changed: bool = False
    """Only people whose lines differ from those that went out last in this layout."""
    file_name: str = ""
    purpose: str = ""
    """What it is for, in the clerk's words."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Tệp đã xuất."""

    data: bytes
    people: int
    run_id: int
    lines: int = 0
    """Rows below the headings, of all sheets."""
    blanks: tuple[tuple[str, int], ...] = ()
    """Columns the receiver demands that are blank somewhere, and how often."""


@dataclass(frozen=True, slots=True)
class SheetSample:
    """Những dòng đầu của một trang, as they will stand in the file, as text."""

    name: str
    columns: tuple[LayoutColumn, ...]
    rows: Sequence[Sequence[str]]
    lines: int
    """How many there are in all."""


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """Xem trước một lần xuất."""

    sheets: tuple[SheetSample, ...]
    people: int
    """Who is in the file."""
    asked: int
    """Who was asked for, before those who did not change were left out."""
    blanks: tuple[tuple[str, int], ...] = ()
    held: tuple[str, ...] = ()
    """Names of those whose data may not be given out: the export would be refused."""
    sealed: bool = False
    """Whether the file would hold sealed items."""


@dataclass(frozen=True, slots=True)
class ExportRun:
    """Một lần đã xuất theo mẫu."""

    id: int
    layout: str
    at: str
    """UTC, ISO with seconds."""
    people: int
    file_name: str
    counts: bool
    """Whether *only what changed* still compares with it."""
