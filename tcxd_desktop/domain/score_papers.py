"""What the papers of scoring are drawn from: one sheet of one meeting, and the tables of a period.

Points, totals and levels come from results worked out elsewhere: a paper adds nothing up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.score_templates import REVIEW, SELF, PrintLayout, Scorer

TOTAL = "*"
"""Key of what is said of the whole sheet."""


class RowKind(StrEnum):
    """Loại dòng trên phiếu."""

    GROUP = "nhom"
    """Of the topmost rank, or above other criteria: set in bold."""
    ITEM = "tieu_chi"
    LEVEL = "muc"
    """One of several levels of the criterion above it."""
    CAPTION = "tieu_de"
    """Above what is added and taken off outside the criteria."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Một dòng của phiếu, before anybody has scored."""

    kind: RowKind
    number: str
    """Column STT; empty for levels and what stands outside the criteria."""
    label: str
    max: str = ""
    """Column *thang điểm*, as printed."""
    item: str = ""
    """Id its values are found by."""
    level: int | None = None
    """Index, of the row of a level."""
    tick: bool = False
    """Scored by hand with a cross, not with points."""
    hint: str = ""
    """Small print below the label."""


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """Khung phiếu: what all sheets of a template and variant have in common, made once a job."""

    rows: tuple[SheetRow, ...]
    total: str
    """As printed."""
    layout: PrintLayout
    scorers: tuple[Scorer, ...] = ()
    footer: tuple[str, ...] = ()
    """Bounds of the levels, conditions; which template it is."""

    @property
    def own(self) -> str:
        """Id of the chi bộ as a scorer."""
        return self.scorers[0].id if self.scorers else SELF

    @property
    def official(self) -> str:
        """Id of the scorer whose points give the official level."""
        return next((one.id for one in self.scorers if one.official), REVIEW)


@dataclass(frozen=True, slots=True)
class Blank:
    """Một chỗ điền của phiếu trắng: its words, what is known already, the unit behind it."""

    label: str
    value: str = ""
    unit: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """Cột điểm của một người chấm, as printed; what is not there is blank."""

    points: Mapping[str, str] = field(default_factory=dict)
    """By id; ``TOTAL`` for the sum."""
    levels: Mapping[str, int] = field(default_factory=dict)
    """Level reached, by id."""


@dataclass(frozen=True, slots=True)
class ScorePaper:
    """Phiếu đánh giá hoặc phiếu thẩm định của một buổi sinh hoạt."""

    outline: SheetOutline
    head: Letterhead
    """Upper body as ``province``, the body whose paper it is as ``issuer``."""
    title: str
    """Capitals."""
    subtitle: tuple[str, ...]
    """Which chi bộ and month is rated."""
    day: date | None = None
    """Of the paper; ``None``: dots."""
    blank: bool = False
    """To be filled by hand."""
    asked: tuple[tuple[Blank, ...], ...] = ()
    """Of a blank sheet: what is to be written about the meeting, line by line."""
    told: tuple[str, ...] = ()
    """Of a filled one: the same in sentences."""
    columns: Mapping[str, ScoreColumn] = field(default_factory=dict)
    """By scorer; a scorer who has not scored is not there."""
    scorer: str = SELF
    """Whose points a paper with one column of points shows."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Last column, by id."""
    differences: Mapping[str, str] = field(default_factory=dict)
    """Self minus review, by id and ``TOTAL``, as printed."""
    verdict: tuple[tuple[str, str], ...] = ()
    """Lines below the table: words, and what stands in bold behind them."""
    remarks: tuple[str, ...] = ()
    """Sentences below the verdict."""
    meeting_id: int = 0
    """0: not recorded yet."""


# --- tables of a period ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rated:
    """Điểm và mức của một tháng trong một ô."""

    points: Decimal | None = None
    level: str = ""


TableCell = str | int | Decimal | Rated
"""Numbers are numbers in a workbook; everything else stays text."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """Một cột của bảng tổng hợp."""

    title: str
    share: float
    """Percent of the width."""
    group: str = ""
    """Heading that spans this column and its neighbours of the same group."""
    align: str = "center"
    parts: tuple[str, str] | None = None
    """Headings of the two columns it becomes in a workbook; its cells are ``Rated``."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Một ô của bản đồ nhiệt: a chi bộ in a month."""

    text: str = ""
    """Points, or a sign."""
    level: int | None = None
    """Place of the official level, 0 the best; ``None``: not rated."""
    not_held: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Bản đồ nhiệt: months across, chi bộ down."""

    months: tuple[str, ...]
    levels: tuple[str, ...]
    """Labels, best first."""
    rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Biểu đồ diễn biến của một chi bộ."""

    unit: str
    official: tuple[Decimal | None, ...]
    """Of each month; ``None``: none."""
    own: tuple[Decimal | None, ...] = ()
    """Self-score of each month."""
    levels: tuple[int | None, ...] = ()
    not_held: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class TablePaper:
    """Bảng tổng hợp: the same record becomes a PDF and a workbook."""

    title: str
    """Capitals; lines apart by a line break."""
    subtitle: tuple[str, ...]
    head: Letterhead
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    day: date | None = None
    """``None``: dots."""
    numbered: bool = False
    """A row of column numbers below the headings."""
    total: tuple[TableCell, ...] = ()
    total_span: int = 0
    """First columns the caption of the total stretches over."""
    notes: tuple[str, ...] = ()
    """Below the table, after *Ghi chú*."""
    signers: tuple[tuple[str, ...], ...] = ()
    """Captions of each signature, one line each."""
    foot: Foot = field(default_factory=Foot)
    months: tuple[str, ...] = ()
    """Short names of the months charts show."""
    heat: HeatMap | None = None
    trends: tuple[Trend, ...] = ()
    sheet_name: str = ""
    """Of the workbook."""
    bounds: tuple[tuple[str, Decimal], ...] = ()
    """(label, least points) of the levels the charts show, best first."""
    empty: str = "Không có chi bộ nào để tổng hợp."
    """Sentence across a table without rows."""


@dataclass(frozen=True, slots=True)
class HalfYearLine:
    """Kết quả sinh hoạt sáu tháng của một chi bộ; ``None``: no figure, to be written by hand."""

    unit: str
    members: int
    held: int = 0
    """Regular meetings held."""
    attended: Decimal | None = None
    """Members present at a regular meeting, on average."""
    speakers: int | None = None
    """Members who spoke, of all meetings together."""
    thematic: int | None = None
    """Thematic meetings held."""
    note: str = ""
