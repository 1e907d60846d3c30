"""Preview of an import: what each line of a foreign list would do before anything is written."""

from dataclasses import dataclass
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate


class Outcome(StrEnum):
    """Kết quả dự kiến của một dòng."""

    NEW = "moi"
    CHANGED = "thay_doi"
    SAME = "giong"
    ERROR = "loi"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Một dòng của DS_DANGVIEN.xlsx, cleaned. ``problems`` are sentences in Vietnamese."""

    line: int
    """Row number in the sheet, as the clerk sees it."""
    name: str = ""
    card_no: str = ""
    citizen_id: str = ""
    birth: PartialDate | None = None
    admitted: PartialDate | None = None
    cell: str = ""
    """Chi bộ đang sinh hoạt, by name."""
    residence_cell: str = ""
    status: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Một ô khác nhau giữa tệp và hồ sơ."""

    field: str
    old: str
    new: str
    locked: bool = False
    """A fixed fact: shown, never written by an import."""


@dataclass(frozen=True, slots=True)
class RowPreview:
    """Một dòng trong bảng xem trước."""

    row: MemberRow
    outcome: Outcome
    person_id: int = 0
    version: int = 0
    """Of the record compared with: an import into a record saved since is refused."""
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why it is an error, or what to know; sentences."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """Bản xem trước của cả tệp."""

    file_name: str
    file_hash: str
    rows: tuple[RowPreview, ...]
    unknown_cells: tuple[str, ...]
    """Chi bộ names that match no unit: to be mapped or created before writing."""
    missing_people: int = 0
    """Members of this office the file does not name (never removed)."""

    def count(self, outcome: Outcome) -> int:
        """How many rows have ``outcome``."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Kết quả đã ghi."""

    created: int
    changed: int
    same: int
    new_units: int
