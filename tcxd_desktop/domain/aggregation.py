"""Quarter and year: from the results of the months to one level, by the template's own rule.

Where the rule does not say (Phú Thọ: what is below *Tốt*), there is no level, and why is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    ZERO,
    Aggregation,
    CountRule,
    Engine,
    MeetingKind,
    NotHeld,
    RatingLevel,
    Rounding,
)

_ROUNDINGS = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_FLOOR,
}


@dataclass(frozen=True, slots=True)
class MonthResult:
    """Kết quả chính thức của một buổi sinh hoạt."""

    period: str
    """``2026-10``."""
    kind: MeetingKind = MeetingKind.REGULAR
    held: bool = True
    total: Decimal | None = None
    level: str | None = None
    """``None``: no official level yet."""


class PeriodWhy(StrEnum):
    """Vì sao kỳ được mức ấy; ``wording.aggregation`` says it."""

    NO_MONTHS = "khong_co_thang"
    UNRATED = "chua_xep_thang"
    """args: months without an official level."""
    RULE_MET = "dat_dieu_kien"
    """args: level, months counted, level all months have at least (or empty), level counted (or
    empty), how many there are, how many are needed."""
    RULE_FAILED = "khong_dat"
    """args: as above; then months below the level all must have."""
    OTHERWISE = "con_lai"
    """args: level."""
    NO_RULE = "chua_co_quy_dinh"
    MEAN = "binh_quan"
    """args: mean, number of months, level by its bounds."""
    CAPPED = "chan_muc"
    """args: level before, level after, months at the worst level."""
    NOT_HELD_IGNORED = "khong_hop_bo_qua"
    """args: months."""
    NOT_HELD_ZERO = "khong_hop_tinh_khong"
    """args: months."""
    NOT_HELD_CAPPED = "khong_hop_chan_muc"
    """args: level, months."""
    NOTE = "ghi_chu"
    """args: note of the rule."""


@dataclass(frozen=True, slots=True)
class PeriodReason:
    """Một lý do của kết quả kỳ."""

    why: PeriodWhy
    args: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """Kết quả tổng hợp một kỳ."""

    level: str | None
    mean: Decimal | None
    """Of the totals that count, rounded by the rule."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Months at each level, best level first."""
    reasons: tuple[PeriodReason, ...] = ()


def aggregate(
    rule: Aggregation, levels: Sequence[RatingLevel], months: Sequence[MonthResult]
) -> PeriodResult:
    """Return what the months of a period come to.

    A month without an official level leaves the period without one: it is not closed yet.

    Args:
        rule: of the template, for a quarter or a year.
        levels: of the template.
        months: in any order; kinds the rule does not count are left aside.
    """
    return _Period(rule, levels, months).result()


class _Period:
    def __init__(
        self, rule: Aggregation, levels: Sequence[RatingLevel], months: Sequence[MonthResult]
    ) -> None:
        self._rule = rule
        self._levels = sorted(levels, key=lambda level: level.min, reverse=True)
        self._rank = {level.code: rank for rank, level in enumerate(self._levels)}
        ours = [one for one in months if one.kind in rule.kinds]
        self._held = sorted(
            (one for one in ours if one.held and one.level != NOT_HELD), key=lambda one: one.period
        )
        held = {one.period for one in self._held}
        self._missed = sorted({one.period for one in ours} - held)
        self._reasons: list[PeriodReason] = []

    def result(self) -> PeriodResult:
        mean = self._mean()
        counts = {
            level.code: sum(one.level == level.code for one in self._held) for level in self._levels
        }
        level = self._level(mean)
        if self._rule.note:
            self._say(PeriodWhy.NOTE, self._rule.note)
        return PeriodResult(level, mean, counts, tuple(self._reasons))

    def _say(self, why: PeriodWhy, *args: object) -> None:
        self._reasons.append(PeriodReason(why, args))

    # --- months not held ---------------------------------------------------------------------

    def _missed_as(self, policy: NotHeld) -> bool:
        return bool(self._missed) and self._rule.not_held is policy

    def _totals(self) -> list[Decimal]:
        totals = [one.total for one in self._held if one.total is not None]
        return totals + [ZERO] * len(self._missed) if self._missed_as(NotHeld.ZERO) else totals

    def _mean(self) -> Decimal | None:
        totals = self._totals()
        return self._rounded(sum(totals, ZERO) / len(totals)) if totals else None

    def _rounded(self, mean: Decimal) -> Decimal:
        mode, step = _ROUNDINGS.get(self._rule.rounding), self._rule.step
        if mode is None or step <= 0:
            return mean
        return (mean / step).to_integral_value(rounding=mode) * step

    # --- level -------------------------------------------------------------------------------

    def _level(self, mean: Decimal | None) -> str | None:
        if not self._held and not self._missed_as(NotHeld.ZERO):
            self._say(PeriodWhy.NO_MONTHS)
            return None
        unrated = tuple(one.period for one in self._held if one.level not in self._rank)
        if unrated:
            self._say(PeriodWhy.UNRATED, *unrated)
            return None
        level = self._counted() if self._rule.engine is Engine.COUNT else self._by_mean(mean)
        return self._after_missed(level)

    def _counted(self) -> str | None:
        for one in self._rule.rules:
            if self._meets(one):
                return one.level
        if self._rule.otherwise:
            self._say(PeriodWhy.OTHERWISE, self._rule.otherwise)
            return self._rule.otherwise
        self._say(PeriodWhy.NO_RULE)
        return None

    def _meets(self, rule: CountRule) -> bool:
        worst = len(self._levels) - 1
        ranks = [(one.period, self._rank[one.level or ""]) for one in self._held]
        if self._missed_as(NotHeld.ZERO):
            ranks += [(period, worst) for period in self._missed]
        least = self._rank.get(rule.all_at_least, worst)
        below = tuple(sorted(period for period, rank in ranks if rank > least))
        wanted = self._rank.get(rule.count_level, worst)
        enough = sum(rank <= wanted for _, rank in ranks)
        met = not below and enough >= rule.at_least
        why = PeriodWhy.RULE_MET if met else PeriodWhy.RULE_FAILED
        args = (rule.level, len(ranks), rule.all_at_least, rule.count_level, enough, rule.at_least)
        self._say(why, *args, *(() if met else below))
        return met

    def _by_mean(self, mean: Decimal | None) -> str | None:
        if mean is None:
            self._say(PeriodWhy.NO_MONTHS)
            return None
        level = next((one.code for one in self._levels if mean >= one.min), None)
        self._say(PeriodWhy.MEAN, mean, len(self._totals()), level or "")
        if self._rule.engine is Engine.WORST_CAP and level is not None:
            level = self._worst_capped(level)
        return level

    def _worst_capped(self, level: str) -> str:
        worst = self._rank.get(self._rule.worst, len(self._levels))
        found = tuple(one.period for one in self._held if self._rank[one.level or ""] >= worst)
        if self._missed_as(NotHeld.ZERO) and worst < len(self._levels):
            found = tuple(sorted((*found, *self._missed)))
        capped = self._at_most(level, self._rule.cap)
        if found and capped != level:
            self._say(PeriodWhy.CAPPED, level, capped, *found)
            return capped
        return level

    def _at_most(self, level: str, cap: str) -> str:
        return cap if self._rank.get(cap, -1) > self._rank[level] else level

    def _after_missed(self, level: str | None) -> str | None:
        if not self._missed:
            return level
        months = tuple(self._missed)
        if self._rule.not_held is NotHeld.IGNORE:
            self._say(PeriodWhy.NOT_HELD_IGNORED, *months)
        elif self._rule.not_held is NotHeld.ZERO:
            self._say(PeriodWhy.NOT_HELD_ZERO, *months)
        elif level is not None:
            capped = self._at_most(level, self._rule.cap)
            self._say(PeriodWhy.NOT_HELD_CAPPED, capped, *months)
            level = capped
        return level
