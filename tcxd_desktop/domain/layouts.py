"""Layouts of lists that leave or enter the office as sheets: shipped as data, the office edits."""

from dataclasses import dataclass
from enum import StrEnum


class CellForm(StrEnum):
    """Cách ghi một ô khi xuất."""

    TEXT = "text"
    DATE = "date"
    """A real date of the sheet; a partial one stays text."""
    DATE_TEXT = "date_text"
    """``dd/mm/yyyy`` as text."""
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """Một cột của mẫu danh sách."""

    target: str
    """What it holds: a key of ``domain.targets.TARGETS``; empty: a column only the other end
    uses, written blank."""
    title: str
    group: str = ""
    """Heading over several columns."""
    aliases: tuple[str, ...] = ()
    """Other headings it is known by, as people write them."""
    needed: bool = False
    """The receiving system demands it."""
    form: CellForm = CellForm.TEXT
    width: int = 0
    """In characters; 0: by its longest text."""


@dataclass(frozen=True, slots=True)
class LayoutSheet:
    """Một trang của mẫu: one line a member, or one line a row of ``table``."""

    name: str
    columns: tuple[LayoutColumn, ...]
    table: str = ""
    """Name of a repeating table of the dossier; empty: one line a member."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Mẫu danh sách, e.g. the 28 columns of the central system."""

    key: str
    title: str
    sheets: tuple[LayoutSheet, ...]
    source: str = ""
    verified: bool = False
    """Seen in the official text itself; otherwise *chưa kiểm chứng*."""
    valid_from: str = ""
    valid_to: str = ""
    own: bool = False
    """Changed or made by the office."""
    heading: tuple[str, ...] = ()
    """Lines over the table of an export, such as its title."""

    @property
    def members(self) -> LayoutSheet:
        """The sheet of members, or the only one."""
        return next((sheet for sheet in self.sheets if not sheet.table), self.sheets[0])
