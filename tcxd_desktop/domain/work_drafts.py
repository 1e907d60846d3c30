"""Bản nháp việc đang gõ: what of meetings and scores is typed and not saved yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tcxd_desktop.domain.meetings import Meeting, PlanLine, Task
from tcxd_desktop.domain.score_sheets import Entry, FactValue


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
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    """Facts told by hand."""
    version: int = 0
    """Of the sheet it was typed over."""
    template: str = ""
    """Code and version: points of one template are nothing in another."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Text as typed, by column: half a number, or one that cannot be read."""


@dataclass(frozen=True, slots=True)
class GridDraft:
    """Bảng chấm nhanh đang gõ, by meeting (as text) for one scorer."""

    sheets: Mapping[str, SheetDraft] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Lịch tháng đang gõ: the lines that differ."""

    lines: tuple[PlanLine, ...] = ()
    over: tuple[PlanLine | None, ...] = ()
    """What each was typed over; ``None``: a line that was added."""
    texts: tuple[Mapping[str, str], ...] = ()
    """Of each, text as typed, by column: half a day, or one that cannot be read."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Bản nháp đã giữ."""

    content: str
    """As ``record_text.dump`` made it."""
    at: str
    """Local moment, ISO with minutes."""
    version: int
    """Of what it was typed over: a draft of an older version is no longer offered."""
