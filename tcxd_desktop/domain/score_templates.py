"""Mẫu chấm điểm: the sheet a locality scores chi bộ meetings with, as data.

Points, shares and bounds are ``Decimal``: a quotient of two counts compares right with any bound
a template can name (28 digits; a bound has few), and nothing is rounded but where it says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

SELF, REVIEW = "tu_cham", "tham_dinh"
"""Scorers of the guidance (42-HD/BTCTW of 28/10/2025): the chi bộ; the committee above it."""
ANY = "*"
ZERO = Decimal(0)


class MeetingKind(StrEnum):
    """Loại buổi sinh hoạt."""

    REGULAR = "thuong_ky"
    THEMATIC = "chuyen_de"
    COMBINED = "ket_hop"
    """Thường kỳ and chuyên đề one after the other in one sitting."""
    UNUSUAL = "bat_thuong"


class CellKind(StrEnum):
    """Loại hình chi bộ (42-HD/BTCTW, section 4)."""

    VILLAGE = "thon_tdp"
    OFFICE = "co_quan_hcsn"
    STATE_FIRM = "dn_nha_nuoc"
    PRIVATE_FIRM = "dn_tu_nhan"
    STUDENTS = "hssv"
    FORCES = "llvt"
    OTHER = "khac"


class Method(StrEnum):
    """Cách chấm một tiêu chí."""

    SUM = "sum"
    """Group: the sum of its children, capped at its maximum."""
    BINARY = "binary"
    """Full points or none."""
    LEVELS = "levels"
    """One of several levels, each with its points; the levels are printed."""
    RANGE = "range"
    """Any value from 0 to the maximum in steps."""
    DEDUCT = "deduct"
    """Starts at the maximum, minus ``per`` an occurrence, never below 0; needs a reason."""
    FORMULA = "formula"
    """Worked out by ``formula``, held between 0 and the maximum."""


class NaPolicy(StrEnum):
    """Khi tiêu chí không áp dụng."""

    FULL = "full_points"
    ZERO = "zero"
    RESCALE = "rescale"
    """Left out; the others of its group count in proportion."""
    VARIANT = "use_variant"
    """A variant takes it out and gives its points to others."""


class Rounding(StrEnum):
    """Cách làm tròn tổng điểm, to ``step``."""

    NONE = "none"
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "floor"


class AdjustmentKind(StrEnum):
    """Điểm cộng, điểm trừ ngoài cây tiêu chí."""

    BONUS = "bonus"
    PENALTY = "penalty"


class Engine(StrEnum):
    """Cách tổng hợp quý, năm."""

    COUNT = "count_rule"
    MEAN = "mean"
    WORST_CAP = "worst_cap"


class NotHeld(StrEnum):
    """Tháng không sinh hoạt được tính thế nào khi tổng hợp."""

    IGNORE = "ignore"
    ZERO = "zero"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Văn bản làm căn cứ của mẫu."""

    number: str
    """JSON ``so``."""
    on: str = ""
    """ISO; JSON ``ngay``."""
    issuer: str = ""
    """JSON ``co_quan``."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Người chấm: a column of the sheet; the official level comes from one of them only."""

    id: str
    label: str
    official: bool = False


@dataclass(frozen=True, slots=True)
class PointLevel:
    """Một mức của tiêu chí chấm theo mức."""

    points: Decimal
    """JSON ``pts``."""
    label: str
    min: Decimal | None = None
    """Lower bound of the item's ``auto`` value, inclusive; up to the bound of the level above."""
    when: str = ""
    """Condition in place of a bound; levels are tried from the top."""


@dataclass(frozen=True, slots=True)
class Forced:
    """Trường hợp buộc về một mức, e.g. any absence without reason; JSON ``force``."""

    when: str
    level: int
    """Index into ``levels``."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Tiêu chí: a node of the tree."""

    id: str
    label: str
    max: Decimal
    method: Method = Method.RANGE
    children: tuple["Item", ...] = ()
    levels: tuple[PointLevel, ...] = ()
    forced: tuple[Forced, ...] = ()
    auto: str = ""
    """Expression over facts: the value levels are chosen by; whether a binary item is met; points
    of a range item; occurrences of a deducted one. Empty: told by hand."""
    formula: str = ""
    per: Decimal = ZERO
    """Points an occurrence of a deducted item costs."""
    step: Decimal | None = None
    """Smallest step of a range item; ``None``: the template's."""
    applicable_if: str = ""
    """Empty: always."""
    na_policy: NaPolicy = NaPolicy.FULL
    enabled: bool = True
    """False: only in a variant that enables it."""
    note: str = ""
    """Hint printed small beside the criterion and shown while scoring."""


@dataclass(frozen=True, slots=True)
class Input:
    """Số liệu riêng của mẫu, typed on the sheet: a name expressions may use; JSON ``inputs``."""

    name: str
    label: str
    kind: str = "number"
    """``number``, ``percent``, ``flag``."""


@dataclass(frozen=True, slots=True)
class Define:
    """Đại lượng mẫu tự đặt tên: a name for an expression over facts; JSON ``define``.

    It may bear the name of a derived fact (``required_min``) and then replaces it.
    """

    name: str
    expr: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Biến thể theo loại buổi họp, loại hình chi bộ …: what is different when it applies.

    Keys of ``changes`` (JSON ``set``): ``<item>.max``, ``.enabled``, ``.label``, ``.per``,
    ``<item>.levels.<n>.pts``.
    """

    when: str
    """Over ``CONTEXT`` names only, so that the totals of every variant can be checked."""
    changes: Mapping[str, Decimal | bool | str]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Điểm cộng hoặc điểm trừ ngoài cây, with its own cap."""

    id: str
    kind: AdjustmentKind
    label: str
    points: Decimal
    """Of one occurrence, above 0; JSON ``pts`` (bonus) or ``pts_per_occurrence``."""
    max_total: Decimal
    may_exceed_total: bool = False
    """A bonus may lift the sheet above the template's total."""
    auto: str = ""
    """Expression: occurrences (true is one)."""


@dataclass(frozen=True, slots=True)
class RatingLevel:
    """Mức xếp loại: from ``min`` (inclusive) up to the next."""

    code: str
    label: str
    min: Decimal


@dataclass(frozen=True, slots=True)
class Gate:
    """Điều kiện kèm của một mức: not met, the level falls to ``else_level``."""

    level: str
    require: str
    else_level: str
    label: str = ""


NOT_HELD = "KHONG_SINH_HOAT"


@dataclass(frozen=True, slots=True)
class Knockout:
    """Trường hợp loại: the level is at most ``result``, or there is none (``NOT_HELD``)."""

    when: str
    """JSON ``if``."""
    result: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class CountRule:
    """Một mức năm theo cách đếm: every month at least ``all_at_least`` and enough of ``level``."""

    level: str
    all_at_least: str = ""
    count_level: str = ""
    """Months at this level or better are counted."""
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Aggregation:
    """Cách xếp loại quý, năm từ các tháng."""

    engine: Engine
    rules: tuple[CountRule, ...] = ()
    """Of ``count_rule``, best level first."""
    otherwise: str = ""
    """Level where no rule fits; empty: *chưa có quy định*, the committee decides. JSON ``else``."""
    worst: str = ""
    """Of ``worst_cap``: one month at this level …"""
    cap: str = ""
    """… caps the period at this one; also the cap of ``NotHeld.CAP``."""
    not_held: NotHeld = NotHeld.IGNORE
    kinds: tuple[MeetingKind, ...] = (MeetingKind.REGULAR, MeetingKind.COMBINED)
    """Meetings that count."""
    rounding: Rounding = Rounding.HALF_UP
    step: Decimal = Decimal("0.1")
    note: str = ""
    """Said beside the result: what of the rule could not be read."""


@dataclass(frozen=True, slots=True)
class PrintLayout:
    """Cách in phiếu: headings, signatures."""

    columns: tuple[str, ...] = ("STT", "TIÊU CHÍ ĐÁNH GIÁ", "Thang điểm", "Điểm tự chấm", "Ghi chú")
    levels_as_rows: bool = True
    footer_levels: bool = True
    signatures: tuple[tuple[str, ...], ...] = (
        ("T/M BAN CHI ỦY", "BÍ THƯ"),
        ("CẤP ỦY CẤP TRÊN PHỤ TRÁCH",),
    )


@dataclass(frozen=True, slots=True)
class ScoreTemplate:
    """Mẫu chấm điểm: one version; never changed once published."""

    code: str
    version: int
    title: str
    items: tuple[Item, ...]
    levels: tuple[RatingLevel, ...]
    """Best first."""
    legal_basis: tuple[LegalBasis, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    meeting_kinds: tuple[str, ...] = (ANY,)
    cell_kinds: tuple[str, ...] = (ANY,)
    """JSON ``applies_to.org_kinds``."""
    total: Decimal = Decimal(100)
    step: Decimal = Decimal("0.5")
    rounding: Rounding = Rounding.NONE
    scorers: tuple[Scorer, ...] = (
        Scorer(SELF, "Điểm tự chấm"),
        Scorer(REVIEW, "Điểm thẩm định", official=True),
    )
    inputs: tuple[Input, ...] = ()
    defines: tuple[Define, ...] = ()
    variants: tuple[Variant, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    gates: tuple[Gate, ...] = ()
    knockouts: tuple[Knockout, ...] = ()
    quarter: Aggregation | None = None
    year: Aggregation | None = None
    layout: PrintLayout = field(default_factory=PrintLayout)
    verified: bool = False
    """False: *chưa kiểm chứng*; shown, and not chosen by itself."""
    note: str = ""
    """What is not known of it, for the clerk."""

    def walk(self) -> Iterator[Item]:
        """Yield every item, parents before children, in printed order."""
        waiting = list(reversed(self.items))
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.children))

    @property
    def official(self) -> Scorer:
        """The scorer whose total gives the official level."""
        return next((one for one in self.scorers if one.official), self.scorers[-1])


class TemplateStatus(StrEnum):
    """Tình trạng của mẫu."""

    DRAFT = "du_thao"
    PUBLISHED = "ban_hanh"
    RETIRED = "thoi_dung"


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """Một dòng danh sách mẫu: what the office has, and what the program brings along."""

    id: int
    """0: shipped with the program, not taken into the office yet."""
    code: str
    version: int
    title: str
    status: TemplateStatus
    in_use: bool
    """Sheets of new meetings may choose it."""
    valid_from: str
    valid_to: str
    verified: bool
    basis: str
    """Numbers of the papers it rests on."""
    sheets: int = 0
    """Sheets scored with it."""
    default: bool = False
    """Chosen where the office has adopted nothing else."""


CONTEXT: Mapping[str, tuple[object, ...]] = {
    "meeting_kind": tuple(MeetingKind),
    "org_kind": tuple(CellKind),
    "has_chi_uy": (True, False),
    "has_pho_bi_thu": (True, False),
    "month": tuple(range(1, 13)),
}
"""Facts a variant may depend on, with every value they can have."""
