"""Bản nháp việc đang gõ: what of meetings and scores is typed and not saved yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tcxd_desktop.domain.meetings import Meeting, PlanLine, Task
from tcxd_desktop.domain.score_sheets import Entry


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """Buổi họp đang ghi."""

    meeting: Meeting
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """Phiếu đang chấm, of one scorer."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GridDraft:
    """Bảng chấm nhanh đang gõ, by meeting (as text) for one scorer."""

    sheets: Mapping[str, SheetDraft] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Lịch tháng đang gõ."""

    lines: tuple[PlanLine, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Bản nháp đã giữ."""

    content: str
    """As ``record_text.dump`` made it."""
    at: str
    """Local moment, ISO with minutes."""
    version: int
    """Of what it was typed over: a draft of an older version is no longer offered."""
