"""Imports: how a file is read, and what each of its lines would do before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.sheet import Encoding


class Outcome(StrEnum):
    """Kết quả dự kiến của một dòng."""

    NEW = "moi"
    CHANGED = "thay_doi"
    SAME = "giong"
    DOUBTFUL = "nghi_van"
    """Somebody recorded may be meant, or a value was read by a guess: the clerk decides."""
    ERROR = "loi"


class NoteKind(StrEnum):
    """Loại ghi chú ở một ô."""

    ERROR = "loi"
    """Cannot be read: the line is not written."""
    DOUBT = "nghi_van"
    """Read by a guess: the line waits for the clerk."""
    MENDED = "da_sua"
    """Read for certain, but not as written: zeros restored, old font turned into Unicode."""


# --- how a file is read ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Cột của tệp và mục nó được nhập vào."""

    column: int
    heading: str = ""
    """As the file has it, heads over several rows joined by `` / ``."""
    target: str = ""
    """Key of ``domain.targets.TARGETS``; empty: not imported."""
    encoding: Encoding | None = None
    """Of its text; ``None``: each cell by its font, Unicode where the file tells none."""
    sure: bool = True
    """The heading is one the target is known by."""


@dataclass(frozen=True, slots=True)
class SheetMap:
    """Cách đọc một trang: its heading rows and what its columns are."""

    sheet: str
    head: tuple[int, int]
    """First and last row of the heading, from 0; ``(-1, -1)``: none."""
    columns: tuple[ColumnChoice, ...]
    layout: str = ""
    """Key of the layout it was recognised as."""
    table: str = ""
    """Its lines are rows of this repeating table; empty: one line a member."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Target to folded text of the file to the value it stands for; ``""`` leaves it out."""


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """Cách đọc đã lưu: headings and values by text, so that it fits when columns move."""

    name: str
    layout: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Folded heading to target; ``""``: not imported."""
    encodings: Mapping[str, str] = field(default_factory=dict)
    """Folded heading to encoding, where the clerk chose one."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


# --- what was read --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CellNote:
    """Ghi chú ở một ô của dòng."""

    kind: NoteKind
    text: str
    """A sentence in Vietnamese."""
    target: str = ""
    column: int = -1
    line: int = 0
    """Of the sheet, where it is not the line of the row itself."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """Một người theo tệp, cleaned: what is blank in the file is not there."""

    line: int
    """Row number in the sheet, as the clerk sees it."""
    name: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    """By target: scalar fields of the dossier; parts of places as ``origin.province``."""
    tables: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    """Rows of repeating tables by name."""
    unit: str = ""
    """Chi bộ đang sinh hoạt, by name."""
    standing: str = ""
    """Trạng thái as the file says it."""
    standing_on: PartialDate | None = None
    """Ngày rời, mất hoặc miễn sinh hoạt."""
    key: str = ""
    """What links the sheets of a workbook."""
    notes: tuple[CellNote, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps the line from being written, as sentences."""
        return tuple(note.text for note in self.notes if note.kind is NoteKind.ERROR)


# --- what it would do -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """Một ô khác nhau giữa tệp và hồ sơ."""

    field: str
    """Target: a field, a part of a place, a table, ``unit`` or ``standing``."""
    old: str
    new: str
    locked: bool = False
    """A fixed fact or a matter of membership: shown, never written by an import."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hồ sơ đã có, có thể là người trong dòng này."""

    person_id: int
    name: str
    birth: str
    """As text to show."""
    unit: str
    score: int
    """Of 100; see ``domain.duplicates``."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, in words."""
    version: int = 0
    against: bool = False
    """Something speaks against it: never taken together with others, only by itself."""


@dataclass(frozen=True, slots=True)
class RowPreview:
    """Một dòng trong bảng xem trước."""

    row: ImportRow
    outcome: Outcome
    person_id: int = 0
    version: int = 0
    """Of the record compared with: an import into a record saved since is refused."""
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()
    """Why it is an error or in doubt, or what to know; sentences."""
    candidates: tuple[Candidate, ...] = ()
    """Of a doubtful line, best first."""


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
    layout: str = ""
    fields: tuple[str, ...] = ()
    """Targets the file has columns for, in its order."""
    notes: tuple[str, ...] = ()
    """What holds for the whole file."""
    pending_units: Mapping[int, str] = field(default_factory=dict)
    """Stand-in number to the name of an organisation rows of tables name, not known yet."""

    def count(self, outcome: Outcome) -> int:
        """How many rows have ``outcome``."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """Điều người nhập đã chọn trước khi ghi."""

    units: Mapping[str, int | None] = field(default_factory=dict)
    """Unknown chi bộ name to the unit it stands for, or ``None`` to create it."""
    skip: frozenset[int] = frozenset()
    """Lines not to be written."""
    off: frozenset[str] = frozenset()
    """Targets not to be written into records that exist."""
    off_cells: frozenset[tuple[int, str]] = frozenset()
    """Line and target not to be written."""
    match: Mapping[int, int] = field(default_factory=dict)
    """Doubtful line to the person it is about, 0 for somebody new."""
    profile: str = ""
    """Name of the saved way of reading that was used."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Kết quả đã ghi."""

    created: int
    changed: int
    same: int
    new_units: int
    skipped: int = 0
    run_id: int = 0
    """Of the import, to undo it; 0: nothing was written."""


# --- what was done --------------------------------------------------------------------------------


class RunState(StrEnum):
    """Trạng thái của một lần nhập."""

    DONE = "da_nhap"
    UNDONE = "da_hoan_tac"


@dataclass(frozen=True, slots=True)
class ImportRun:
    """Một lần nhập đã ghi."""

    id: int
    version: int
    at: str
    """ISO moment, UTC."""
    actor: str
    file_name: str
    file_hash: str
    layout: str
    profile: str
    state: RunState
    created: int
    changed: int
    same: int
    skipped: int
    new_units: tuple[int, ...] = ()
    undo_reason: str = ""
    undone_at: str = ""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Điều cản trở hoàn tác: something later rests on what was imported."""

    text: str
    """A sentence in Vietnamese: what, of whom, since when."""
    person_id: int = 0
