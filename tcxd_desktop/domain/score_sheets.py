"""Phiếu chấm: what was entered for one meeting, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tcxd_desktop.domain.score_templates import ScoreTemplate

FactValue = Decimal | bool | str | None
"""A number (counts too), a yes or no, a word; ``None``: not known, so nothing is worked out."""
Facts = Mapping[str, FactValue]
WHOLE_SHEET = "*"
"""Item id of an entry that tells only the total: what older papers say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Điểm ghi cho một tiêu chí bởi một người chấm. All empty: as worked out from the facts.

    An entry on a group counts only while none of the items below it has one: it is what a paper
    tells that shows the groups only.
    """

    points: Decimal | None = None
    """Range, formula, groups, whole sheet; any item, where a paper tells only points."""
    level: int | None = None
    """Index of the level picked."""
    met: bool | None = None
    """Of a binary item."""
    times: int | None = None
    """Occurrences of a deduction or an adjustment."""
    not_applicable: bool = False
    """Không đánh giá, by hand."""
    note: str = ""
    """Why: thuyết minh điểm trừ, căn cứ."""

    @property
    def told(self) -> bool:
        """Whether anything but a note was entered."""
        return (
            self.points is not None
            or self.level is not None
            or self.met is not None
            or self.times is not None
            or self.not_applicable
        )


Entries = Mapping[str, Entry]
"""By id of the item or adjustment."""


class Why(StrEnum):
    """Vì sao được số điểm ấy; ``wording.scoring`` says it in a sentence."""

    COMPUTED = "tinh_tu_so_lieu"
    """args: name of the measured fact or expression, its value, label of the level (or empty)."""
    FORCED = "buoc_ve_muc"
    """args: label of the case, label of the level."""
    ENTERED = "ghi_tay"
    """args: nothing, or the points worked out that were replaced."""
    DEDUCTED = "tru_diem"
    """args: times, points an occurrence."""
    NOT_APPLICABLE = "khong_danh_gia"
    """args: na_policy."""
    SUMMED = "cong_lai"
    CAPPED = "chan_tran"
    """args: points before, maximum."""
    RESCALED = "quy_doi"
    """args: points, maximum of what applied."""
    GROUP_ENTERED = "ghi_ca_nhom"
    MISSING = "chua_cham"
    """args: names of facts that are not known (may be none)."""
    ROUNDED = "lam_tron"
    """args: before."""
    GATE = "dieu_kien"
    """args: level, else level, label or expression of the gate, ids of items not at full marks."""
    GATE_UNKNOWN = "chua_du_can_cu"
    """args: level, label or expression of the gate."""
    KNOCKOUT = "truong_hop_loai"
    """args: label or expression, result."""
    ADJUSTED = "cong_tru"
    """args: times, points an occurrence, cap reached (bool)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Một lý do, with the facts its sentence needs in the order ``Why`` documents."""

    why: Why
    args: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemResult:
    """Điểm của một tiêu chí."""

    id: str
    max: Decimal
    """As the variant has it."""
    points: Decimal | None
    """``None``: not scored yet."""
    level: int | None = None
    """Index of the level it comes from."""
    applicable: bool = True
    by_hand: bool = False
    proposed: Decimal | None = None
    """What the facts give, where that is known, whether or not it was taken."""
    reasons: tuple[Reason, ...] = ()
    note: str = ""

    @property
    def lost(self) -> Decimal:
        """Points short of the maximum."""
        return Decimal(0) if self.points is None else self.max - self.points

    @property
    def full(self) -> bool:
        """Whether nothing was lost."""
        return self.points is not None and self.points >= self.max


@dataclass(frozen=True, slots=True)
class SheetResult:
    """Kết quả của một phiếu theo một người chấm."""

    scorer: str
    total: Decimal | None
    """``None``: nothing scored at all; else the sum of what is."""
    complete: bool
    """Every item that applies has its points."""
    level: str | None
    """Code of a level, ``NOT_HELD``, or ``None``: incomplete, or a gate cannot be judged."""
    items: tuple[ItemResult, ...]
    """Every item of the tree in printed order, groups too; without those a variant takes out."""
    adjustments: tuple[ItemResult, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """Of total and level: rounding, gates, knock-outs."""
    missing: tuple[str, ...] = ()
    """Ids of items without points."""

    def item(self, item_id: str) -> ItemResult | None:
        """Return the result of an item."""
        return next((one for one in self.items if one.id == item_id), None)


class SheetState(StrEnum):
    """Tình trạng của phiếu."""

    DRAFT = "nhap"
    SUBMITTED = "da_nop"
    """Chi bộ thông qua, handed in."""
    REVIEWED = "da_tham_dinh"
    CONFIRMED = "da_xac_nhan"
    """The official level stands; locked. Reopened only with a reason."""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Phiếu chấm của một buổi sinh hoạt; it keeps its version of the template for ever."""

    meeting_id: int
    template_id: int
    template: ScoreTemplate
    state: SheetState = SheetState.DRAFT
    facts: Facts = field(default_factory=dict)
    """Frozen with the meeting's counts."""
    entries: Mapping[str, Entries] = field(default_factory=dict)
    """By scorer."""
    reason: str = ""
    """Why self-score and review differ, or why it was reopened last."""
    decided_by: str = ""
    """Who confirmed the official level for the committee."""
    decided_on: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """Điều chương trình lưu ý, never forbids; ``wording.scoring`` says it.

    Kinds: ``giong_nhau`` (args: total, number of chi bộ), ``toan_diem_toi_da`` (number of chi bộ),
    ``tu_cham_cao`` (difference), ``lech_chua_ly_do`` (difference, threshold).
    """

    kind: str
    args: tuple[object, ...] = ()
    unit_ids: tuple[int, ...] = ()
