"""Chấm nhanh cả tháng: one row a chi bộ; and the settings of scoring."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tcxd_desktop.domain.score_sheets import Entry, Facts, SheetState
from tcxd_desktop.domain.score_templates import ScoreTemplate


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """Thiết lập chấm điểm của văn phòng."""

    difference: Decimal = Decimal(5)
    """Difference of self-score and review from which a reason must be given, in points."""
    away_counts: bool = False
    """Members away for a time stay in the denominator of attendance; we assume they do not."""
    alike_from: int = 3
    """So many chi bộ with the same total, or all full marks, are pointed out."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """Một dòng của bảng chấm nhanh."""

    unit_id: int
    unit: str
    meeting_id: int = 0
    """0: no meeting recorded in the month; nothing can be entered."""
    day: str = ""
    kind: str = ""
    template: ScoreTemplate | None = None
    template_id: int = 0
    """0 with a template: not taken into the office yet."""
    state: SheetState | None = None
    """``None``: no sheet yet."""
    facts: Facts = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Of the scorer asked for: groups, items and the whole sheet."""
    other: Mapping[str, Entry] = field(default_factory=dict)
    """Of the other scorer, for comparison."""
    by_items: bool = False
    """Items below groups were scored: the groups are read-only here."""
    locked: str = ""
    """Why nothing can be entered, in words; empty: it can."""
    reason: str = ""
    """Why self-score and review differ."""
    version: int = 0
