"""Buổi sinh hoạt chi bộ: plan, record, roll call, tasks; and the counts frozen with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum

from tcxd_desktop.domain.score_templates import CellKind, MeetingKind

REGULAR_KINDS = (MeetingKind.REGULAR, MeetingKind.COMBINED)
"""A month has one meeting of these; it is the one the month is rated by."""
THEMATIC_KINDS = (MeetingKind.THEMATIC, MeetingKind.COMBINED)
"""What counts towards one thematic meeting a quarter."""


class MeetingState(StrEnum):
    """Tình trạng của buổi sinh hoạt."""

    PLANNED = "du_kien"
    HELD = "da_hop"
    NOT_HELD = "khong_hop"


class Presence(StrEnum):
    """Điểm danh."""

    PRESENT = "co_mat"
    ABSENT_REASON = "vang_ly_do"
    ABSENT = "vang_khong_ly_do"
    EXEMPT = "mien"
    """Được miễn công tác, sinh hoạt đảng."""
    AWAY = "tam_di"
    """Sinh hoạt tạm thời nơi khác."""
    SPECIAL_DUTY = "nhiem_vu_dac_biet"
    """Lực lượng vũ trang làm nhiệm vụ đặc biệt."""


class TaskState(StrEnum):
    """Kết quả một nhiệm vụ của nghị quyết."""

    OPEN = "dang_lam"
    DONE = "hoan_thanh"
    LATE = "hoan_thanh_cham"
    FAILED = "khong_hoan_thanh"
    DROPPED = "dung"
    """Stopped by a later resolution: no longer counted."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Một dòng điểm danh."""

    person_id: int
    name: str
    """As it stood that day."""
    grade: str = ""
    """``Grade`` value as at the day."""
    presence: Presence | None = None
    """``None``: not called yet."""
    reason: str = ""
    spoke: bool = False
    gist: str = ""
    """What was said, in short."""
    temporary_here: bool = False
    """Đảng viên sinh hoạt tạm thời tại chi bộ: counted apart."""


@dataclass(frozen=True, slots=True)
class Vote:
    """Một lần biểu quyết."""

    subject: str
    agreed: int
    against: int = 0
    other: int = 0
    """Ý kiến khác."""


@dataclass(frozen=True, slots=True)
class Task:
    """Nhiệm vụ nghị quyết giao: who, what, until when, and what came of it."""

    id: int
    unit_id: int
    meeting_id: int
    """The meeting whose resolution gave it."""
    text: str
    owner_id: int | None = None
    owner: str = ""
    due: str = ""
    """ISO day, or empty."""
    state: TaskState = TaskState.OPEN
    result: str = ""
    done_on: str = ""
    judged_in: int | None = None
    """The later meeting that judged it."""

    @property
    def open(self) -> bool:
        """Whether it is carried to the next meeting."""
        return self.state is TaskState.OPEN


@dataclass(frozen=True, slots=True)
class Counts:
    """Số liệu chốt của buổi họp: later transfers do not change them.

    ``members = present + absent_reason + absent + exempt + away + special_duty + uncalled``.
    """

    members: int = 0
    """Đảng số of the chi bộ on the day."""
    official: int = 0
    probationary: int = 0
    temporary_here: int = 0
    """Not part of ``members``."""
    present: int = 0
    present_official: int = 0
    present_probationary: int = 0
    present_temporary: int = 0
    """Not part of ``present``."""
    absent_reason: int = 0
    absent: int = 0
    exempt: int = 0
    away: int = 0
    special_duty: int = 0
    uncalled: int = 0
    speakers: int = 0
    """Of the members present: those here for a time are left out, as they are of ``present``."""
    long_absent: int = 0
    """Members absent with reason more than three times in a row in the year, this time included."""


def count(rows: Iterable[Attendance], long_absent: int = 0) -> Counts:
    """Return the counts of a roll call.

    Args:
        rows: one a person.
        long_absent: see ``Counts``; it needs the earlier meetings of the year.
    """
    found = list(rows)
    home = [row for row in found if not row.temporary_here]
    here = [row for row in found if row.temporary_here]

    def of(presence: Presence | None, among: Sequence[Attendance] = home) -> int:
        return sum(row.presence is presence for row in among)

    present = [row for row in home if row.presence is Presence.PRESENT]
    return Counts(
        members=len(home),
        official=sum(row.grade == "chinh_thuc" for row in home),
        probationary=sum(row.grade == "du_bi" for row in home),
        temporary_here=len(here),
        present=len(present),
        present_official=sum(row.grade == "chinh_thuc" for row in present),
        present_probationary=sum(row.grade == "du_bi" for row in present),
        present_temporary=of(Presence.PRESENT, here),
        absent_reason=of(Presence.ABSENT_REASON),
        absent=of(Presence.ABSENT),
        exempt=of(Presence.EXEMPT),
        away=of(Presence.AWAY),
        special_duty=of(Presence.SPECIAL_DUTY),
        uncalled=of(None),
        speakers=sum(row.spoke for row in present),
        long_absent=long_absent,
    )


def shifted(kept: Counts, before: Counts, after: Counts) -> Counts:
    """Return counts kept, moved by what a roll comes to now and came to before."""
    return Counts(
        *(
            getattr(kept, one.name) + getattr(after, one.name) - getattr(before, one.name)
            for one in fields(Counts)
        )
    )


@dataclass(frozen=True, slots=True)
class Minutes:
    """Nội dung biên bản: texts the minutes and the resolution are made of."""

    agenda: str = ""
    news: str = ""
    """Thời sự, văn bản đã phổ biến."""
    last_month: str = ""
    """Đánh giá kết quả tháng trước."""
    next_month: str = ""
    """Nhiệm vụ tháng tới."""
    discussion: str = ""
    """Diễn biến other than the members' own gists."""
    conclusions: str = ""
    praise: str = ""
    """Biểu dương, nhắc nhở, phê bình."""
    shortcomings: str = ""
    """Hạn chế, nguyên nhân, khắc phục."""
    dues: str = ""
    """Tình hình đảng phí as reported."""
    theme: str = ""
    """Tên chuyên đề, of a thematic or combined meeting."""
    resolution_number: str = ""
    """Số nghị quyết, e.g. ``05-NQ/CB``."""
    guests: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Buổi sinh hoạt của một chi bộ."""

    id: int
    unit_id: int
    kind: MeetingKind
    period: str
    """``YYYY-MM``: the month it belongs to."""
    state: MeetingState = MeetingState.PLANNED
    planned_on: str = ""
    """ISO."""
    planned_at: str = ""
    """``HH:MM``."""
    held_on: str = ""
    start: str = ""
    """``HH:MM``."""
    end: str = ""
    place: str = ""
    chair_id: int | None = None
    chair: str = ""
    secretary_id: int | None = None
    secretary: str = ""
    upper_id: int | None = None
    """Cấp ủy viên cấp trên dự."""
    upper: str = ""
    posted_on: str = ""
    """Documents for the meeting posted on *Sổ tay đảng viên điện tử*, ISO."""
    minutes_posted_on: str = ""
    committee_met_on: str = ""
    """Chi ủy (or bí thư, phó bí thư) met to prepare."""
    reason: str = ""
    """Why it was not held."""
    minutes: Minutes = field(default_factory=Minutes)
    attendance: tuple[Attendance, ...] = ()
    votes: tuple[Vote, ...] = ()
    counts: Counts = field(default_factory=Counts)
    """Frozen when it was saved as held; taken from a paper where there is no roll."""
    counts_by_hand: bool = False
    """Keyed from a paper sheet without a roll by names."""
    has_committee: bool = True
    has_deputy: bool = True
    cell_kind: CellKind = CellKind.OTHER
    version: int = 0

    @property
    def minutes_long(self) -> int | None:
        """Duration in minutes, or ``None`` where it is not known."""
        if not self.start or not self.end:
            return None
        first, last = (int(t[:2]) * 60 + int(t[3:]) for t in (self.start, self.end))
        return last - first

    @property
    def day(self) -> str:
        """The day it was held, else the day planned."""
        return self.held_on or self.planned_on


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Một dòng lịch sinh hoạt của tháng: a chi bộ, and its meeting if there is one."""

    unit_id: int
    unit: str
    members: int
    meeting_id: int = 0
    """0: not planned yet."""
    kind: MeetingKind = MeetingKind.REGULAR
    on: str = ""
    at: str = ""
    place: str = ""
    state: MeetingState | None = None
    secretary: str = ""
    """Bí thư, with telephone where known."""
    phone: str = ""
    upper: str = ""
    """Who is assigned to attend."""
    theme: str = ""
    version: int = 0
    """Of the meeting when it was read."""


@dataclass(frozen=True, slots=True)
class CellHabit:
    """Nề nếp của một chi bộ: its kind, and when and where it usually meets."""

    unit_id: int
    unit: str = ""
    kind: CellKind = CellKind.OTHER
    usual_day: int = 0
    """Day of the month; 0: none."""
    usual_at: str = ""
    usual_place: str = ""


@dataclass(frozen=True, slots=True)
class UpperAssignment:
    """Phân công cấp ủy viên cấp trên dự sinh hoạt chi bộ."""

    id: int
    person_id: int
    name: str
    unit_id: int
    unit: str
    since: str
    until: str = ""
    """Last day, ISO; empty: still."""
    paper: str = ""
    held: int = 0
    """Meetings held since, in the year asked for."""
    attended: int = 0


class CellState(StrEnum):
    """Trạng thái một ô trên bảng theo dõi."""

    EMPTY = "chua_len_lich"
    PLANNED = "da_len_lich"
    OVERDUE = "qua_ngay"
    """Planned for a day gone by, and not recorded; or the month is over and nothing was planned."""
    NOT_HELD = "khong_hop"
    HELD = "da_hop"
    """Recorded, not scored."""
    SCORED = "da_cham"
    """Handed in, *chưa thẩm định*."""
    REVIEWED = "da_tham_dinh"
    RATED = "da_xep_loai"


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Một ô: one chi bộ, one month."""

    state: CellState
    meeting_id: int = 0
    """The meeting the month is rated by: regular or combined first."""
    day: str = ""
    self_total: str = ""
    """Text of a Decimal, or empty."""
    official_total: str = ""
    """Total of the review; the official one once confirmed."""
    level: str = ""
    """Official level code; empty: *chưa thẩm định* or not confirmed."""
    level_label: str = ""
    thematic: bool = False
    meetings: int = 0
    """All of the month, thematic and unusual ones too."""
    difference: str = ""
    """Self minus review, text of a Decimal, where both are there."""
    rank: int = -1
    """Place of the official level among the levels of its template, 0 the best; -1: none."""
    ranks: int = 0
    """How many levels that template has."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Một dòng: a chi bộ over the year."""

    unit_id: int
    unit: str
    members: int
    kind: CellKind
    cells: tuple[BoardCell, ...]
    """Twelve."""
    thematic: tuple[int, int, int, int]
    """Thematic meetings held by quarter."""
    mean: str = ""
    """Of the official totals, text of a Decimal with one digit; empty: none."""


@dataclass(frozen=True, slots=True)
class Board:
    """Bảng theo dõi một năm."""

    year: int
    rows: tuple[BoardRow, ...]
    closed: tuple[str, ...] = ()
    """Periods closed: ``2026-01``, ``2026-Q1``, ``2026``."""


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """Kết quả một chi bộ trong kỳ (tháng, quý, năm)."""

    unit_id: int
    unit: str
    members: int
    months: tuple[BoardCell, ...] = ()
    """Of the period."""
    meeting_day: str = ""
    """Of a month."""
    total: str = ""
    """Official total of a month, mean of a quarter or year; empty: none."""
    level: str = ""
    """Level code worked out by the template's rule (of a month: the official one)."""
    level_label: str = ""
    why: tuple[str, ...] = ()
    """Sentences: how the level comes about, and what of the rule is not known."""
    decided: str = ""
    """Level the committee decided, where it was recorded."""
    decided_label: str = ""
    decided_reason: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    """Number of months by level label, best first."""
    thematic: tuple[int, ...] = ()
    """Thematic meetings by quarter of the period."""
    note: str = ""
    """Thuyết minh điểm trừ (month), months not held."""


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """Bảng tổng hợp của một kỳ."""

    period: str
    """``2026-10``, ``2026-Q3``, ``2026``."""
    lines: tuple[PeriodLine, ...]
    levels: tuple[tuple[str, str], ...]
    """(code, label), best first."""
    closed_on: str = ""
    """ISO; closed tables are what was frozen then."""
    closed_by: str = ""
    note: str = ""
    """Ghi chú below the table."""
    hints: tuple[str, ...] = ()
    """Sentences: identical totals, all full marks …"""
    bounds: tuple[tuple[str, str], ...] = ()
    """(code, least points as text) of the levels, where all templates in use agree on them."""
