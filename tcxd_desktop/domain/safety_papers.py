"""What the papers of safety are drawn from: recovery sheet, registers, extract, incident."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.printing import Letterhead

Signers = tuple[tuple[str, str], ...]
"""(caption, name), left to right; none gives the captions usual for the paper."""


@dataclass(frozen=True, slots=True)
class Foot:
    """Chân trang: office, user and time, and where the access book stood when it was printed.

    The number and the hash of the last line are an anchor outside the file: a book that was cut
    short or rewritten later no longer has that line with that hash.
    """

    office: str = ""
    user: str = ""
    at: datetime | None = None
    seq: int = 0
    """Last line of the access book; 0: the paper carries no anchor."""
    chain: str = ""
    """Hash of that line, hexadecimal."""


@dataclass(frozen=True, slots=True)
class DossierName:
    """Hồ sơ của ai: name and số lý lịch, as they stood when the line was written."""

    name: str
    number: str = ""
    id: int = 0


def different(names: Iterable[DossierName]) -> int:
    """Return how many dossiers are meant; who has no id is told apart by name and number."""
    return len({name.id or (name.name, name.number) for name in names})


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Phiếu khôi phục: the code on paper that opens everything, items 26–28 as well."""

    head: Letterhead
    account: str
    """Whose account made it."""
    code: str = field(repr=False)
    """Groups joined by ``-``, the check letter last; in no message and no log."""
    made: datetime | None = None
    openers: str = ""
    """Who may open the envelope; left to be written by hand if the office has not said."""
    kept_at: str = ""
    signers: Signers = ()


@dataclass(frozen=True, slots=True)
class BookTop:
    """Phần đầu và phần cuối của một sổ: letterhead, period, what was chosen, who signs."""

    head: Letterhead
    since: date | None = None
    until: date | None = None
    chosen: str = ""
    """What the lines were filtered by, in words."""
    signers: Signers = ()
    foot: Foot = field(default_factory=Foot)


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Một lượt đọc hồ sơ trong Sổ mượn đọc."""

    at: datetime | None
    reader: str
    role: str
    """Đơn vị, vai trò of the reader."""
    dossiers: tuple[DossierName, ...]
    purpose: str = ""
    in_full: bool = False
    """Masked numbers were shown in full."""
    allowed_by: str = ""
    doubted: bool = False
    """The clock was suspect."""
    form: str = ""
    """Hình thức, where it was not reading on the screen: a paper dossier lent."""


@dataclass(frozen=True, slots=True)
class ReadingRegister:
    """Sổ mượn đọc hồ sơ of a period."""

    top: BookTop
    lines: tuple[ReadingLine, ...]

    @property
    def dossiers(self) -> int:
        """How many different dossiers were read."""
        return different(name for line in self.lines for name in line.dossiers)

    @property
    def in_full(self) -> int:
        """How many times numbers were shown in full."""
        return sum(line.in_full for line in self.lines)


class Direction(StrEnum):
    """Chiều giao nhận."""

    OUT = "giao"
    IN = "nhan"


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """Một lượt giao hoặc nhận tệp dữ liệu."""

    at: datetime | None
    who: str
    direction: Direction
    content: str
    dossiers: int
    """How many members the file speaks of."""
    place: str = ""
    """Where it was sent to or came from."""
    purpose: str = ""
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class HandoverRegister:
    """Sổ giao nhận of a period."""

    top: BookTop
    lines: tuple[HandoverLine, ...]

    def total(self, direction: Direction) -> tuple[int, int]:
        """Return how many times in one direction, and how many dossiers."""
        found = [line.dossiers for line in self.lines if line.direction is direction]
        return len(found), sum(found)


@dataclass(frozen=True, slots=True)
class CopyLine:
    """Một lượt in, sao."""

    at: datetime | None
    who: str
    paper: str
    people: tuple[DossierName, ...] = ()
    """Whose papers, where they are few."""
    count: int = 0
    """Of how many people, named or not."""
    copies: int = 1
    purpose: str = ""
    doubted: bool = False

    @property
    def of(self) -> int:
        """Of how many people."""
        return max(self.count, len(self.people))


@dataclass(frozen=True, slots=True)
class CopyRegister:
    """Sổ in sao of a period."""

    top: BookTop
    lines: tuple[CopyLine, ...]

    @property
    def dossiers(self) -> int:
        """How many people all lines speak of; who was printed twice counts twice."""
        return sum(line.of for line in self.lines)

    @property
    def copies(self) -> int:
        """How many copies were made."""
        return sum(line.copies for line in self.lines)


AccessRegister = ReadingRegister | HandoverRegister | CopyRegister


@dataclass(frozen=True, slots=True)
class BookLine:
    """Một dòng của Sổ truy cập."""

    seq: int
    at: datetime | None
    who: str
    act: str
    subject: str = ""
    detail: str = ""
    purpose: str = ""
    copies: int = 0
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class AccessBook:
    """Sổ truy cập of a period, as filtered, for the inspector."""

    top: BookTop
    lines: tuple[BookLine, ...]
    checked: str = ""
    """What the check of the chain found, in a sentence."""


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """Một thông tin đang được lưu."""

    item: str
    """Number of the item on the phiếu đảng viên, or empty."""
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ExtractPart:
    """Một phần của bản trích, as the dossier is divided."""

    title: str
    lines: tuple[ExtractLine, ...]


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """Nơi dữ liệu còn được giữ ngoài tệp đang dùng: backups, printed copies, files handed out."""

    what: str
    where: str = ""
    period: str = ""
    """When it was made, in words."""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class MonthOfAccess:
    """Một tháng trong Sổ truy cập: what one user did with the person's dossier."""

    month: date
    who: str
    views: int = 0
    changes: int = 0
    prints: int = 0
    handed_out: int = 0


@dataclass(frozen=True, slots=True)
class DataExtract:
    """Bản trích dữ liệu cá nhân of one person, given out on request."""

    head: Letterhead
    person: DossierName
    parts: tuple[ExtractPart, ...]
    with_sealed: bool
    """Made by a holder of the sealed compartment: items 26–28 are among the parts."""
    sealed: tuple[str, ...] = ()
    """Titles of what is sealed, so that the paper can say what it leaves out."""
    born: PartialDate | None = None
    cell: str = ""
    request_no: str = ""
    requested_on: date | None = None
    requested_by: str = ""
    reason: str = ""
    legal_basis: str = ""
    photo: bytes | None = None
    kept: tuple[KeptCopy, ...] = ()
    access: tuple[MonthOfAccess, ...] = ()
    signers: Signers = ()
    foot: Foot = field(default_factory=Foot)


class IncidentKind(StrEnum):
    """Loại sự cố dữ liệu."""

    LOST_COMPUTER = "mat_may"
    LOST_STICK = "mat_the_nho"
    LEAKED_PASSWORD = "lo_mat_khau"  # noqa: S105 - the name of a kind
    STRANGER = "nguoi_la_xem"
    BROKEN_FILE = "hong_tep"
    WRONG_PRINT = "in_nham"
    OTHER = "khac"


@dataclass(frozen=True, slots=True)
class IncidentActor:
    """Người đã làm việc trong khoảng thời gian xảy ra sự cố, from the access book."""

    who: str
    role: str = ""
    first: datetime | None = None
    last: datetime | None = None
    views: int = 0
    changes: int = 0
    prints: int = 0
    handed_out: int = 0
    """Files exported and handed over."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Một lần báo tin về sự cố."""

    whom: str
    at: datetime | None = None
    how: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """Biên bản sự cố dữ liệu; what is not known stays blank and prints as dots."""

    head: Letterhead
    number: str = ""
    noticed: datetime | None = None
    noticed_by: str = ""
    post: str = ""
    """Chức vụ of who noticed."""
    place: str = ""
    kinds: frozenset[IncidentKind] = frozenset()
    other_kind: str = ""
    account: str = ""
    """Diễn biến: what happened."""
    since: datetime | None = None
    until: datetime | None = None
    counts: tuple[tuple[str, int], ...] = ()
    """(what, how many) of the records concerned."""
    people: tuple[DossierName, ...] = ()
    people_total: int = 0
    actors: tuple[IncidentActor, ...] = ()
    measures: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    reminder: str = ""
    """The term for notifying, with its source, as the rules in force say it."""
    signers: Signers = ()
    foot: Foot = field(default_factory=Foot)

    @property
    def concerned(self) -> int:
        """How many people are concerned, named or not."""
        return max(self.people_total, len(self.people))
