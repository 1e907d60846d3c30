"""The figures beside the meeting being recorded, with what they rest on. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tcxd_desktop.domain.meetings import Counts, Meeting, Presence
from tcxd_desktop.ui.meetings.meeting_state import attendance_base, share
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meetings import PRESENCE

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: its name, its value, how it stands, and what it rests on."""

    name: str
    value: str
    tone: str = ""
    """``ok``, ``warn``, ``bad`` or nothing."""
    why: str = ""


def percent(part: int, whole: int) -> str:
    """Return ``19/21 = 90,5 %``; of nobody only the two numbers."""
    found = share(part, whole)
    if found is None:
        return f"{part}/{whole}"
    shown = show_number(found.quantize(_TENTH, ROUND_HALF_UP))
    return f"{part}/{whole} = {shown} %"


def long_text(meeting: Meeting) -> Figure:
    """Return how long it took."""
    long = meeting.minutes_long
    if long is None:
        return Figure("Thời lượng", "chưa đủ giờ", "warn")
    if long <= 0:
        return Figure("Thời lượng", "kết thúc trước bắt đầu", "bad")
    return Figure("Thời lượng", f"{long} phút")


def in_a_line(meeting: Meeting, counts: Counts, *, away_counts: bool) -> str:
    """Return the figures one needs most, in one line."""
    base = attendance_base(counts, away_counts=away_counts)
    parts = [
        long_text(meeting).value,
        f"đảng số {counts.members}",
        f"có mặt {counts.present}",
        f"vắng {counts.absent_reason} có lý do, {counts.absent} không",
        f"tỷ lệ dự {percent(counts.present, base)}",
        f"phát biểu {percent(counts.speakers, counts.present)}",
    ]
    if counts.uncalled:
        parts.insert(2, f"chưa điểm danh {counts.uncalled}")
    return " · ".join(parts)


def day_figures(meeting: Meeting) -> list[Figure]:
    """Return how the days of preparation and posting lie to the day of the meeting."""
    made = [long_text(meeting)]
    for name, day, before in (
        ("Họp chi ủy", meeting.committee_met_on, True),
        ("Đăng tài liệu", meeting.posted_on, True),
        ("Đăng biên bản", meeting.minutes_posted_on, False),
    ):
        if day and meeting.held_on:
            made.append(Figure(name, *_apart(day, meeting.held_on, before=before)))
    return made


def _apart(day: str, held: str, *, before: bool) -> tuple[str, str]:
    days = (date.fromisoformat(held) - date.fromisoformat(day)).days
    if days == 0:
        return "cùng ngày họp", ""
    text = f"trước {days} ngày" if days > 0 else f"sau {-days} ngày"
    return text, "" if (days > 0) is before else "warn"


def count_figures(counts: Counts, *, away_counts: bool) -> list[Figure]:
    """Return the counts of the roll call, their sum, and the shares with their denominators."""
    return list(_counted(counts, away_counts=away_counts))


def _counted(counts: Counts, *, away_counts: bool) -> Iterator[Figure]:
    grades = f"{counts.official} chính thức, {counts.probationary} dự bị"
    known = counts.official or counts.probationary
    yield Figure("Đảng số", show_number(counts.members), why=grades if known else "")
    yield Figure(PRESENCE[Presence.PRESENT], show_number(counts.present))
    yield Figure(PRESENCE[Presence.ABSENT_REASON], show_number(counts.absent_reason))
    tone = "warn" if counts.absent else ""
    yield Figure(PRESENCE[Presence.ABSENT], show_number(counts.absent), tone)
    for presence, number in (
        (Presence.EXEMPT, counts.exempt),
        (Presence.AWAY, counts.away),
        (Presence.SPECIAL_DUTY, counts.special_duty),
    ):
        if number:
            yield Figure(PRESENCE[presence], show_number(number))
    if counts.uncalled:
        yield Figure("Chưa điểm danh", show_number(counts.uncalled), "warn")
    yield _sum(counts)
    base = attendance_base(counts, away_counts=away_counts)
    yield Figure("Tỷ lệ dự", percent(counts.present, base), why=_base_text(counts, away_counts))
    yield Figure("Phát biểu", percent(counts.speakers, counts.present), why="trên số có mặt")
    if counts.temporary_here:
        here = f"{counts.present_temporary}/{counts.temporary_here} dự"
        yield Figure("Sinh hoạt tạm thời", here, why="tính riêng, ngoài đảng số")


def _sum(counts: Counts) -> Figure:
    rest = (
        counts.present + counts.absent_reason + counts.absent + counts.exempt + counts.away
        + counts.special_duty + counts.uncalled
    )  # fmt: skip
    if rest == counts.members:
        return Figure("Cộng", f"{rest} = đảng số", "ok")
    return Figure("Cộng", f"{rest} ≠ {counts.members}", "bad", "phải bằng đảng số")


def _base_text(counts: Counts, away_counts: bool) -> str:  # noqa: FBT001 - a flag of the office
    left_out = [
        f"{number} {name}"
        for number, name in (
            (counts.exempt, "miễn"),
            (counts.special_duty, "nhiệm vụ đặc biệt"),
            (0 if away_counts else counts.away, "tạm đi"),
        )
        if number
    ]
    if not left_out:
        return f"trên đảng số {counts.members}"
    return f"đảng số {counts.members} trừ {', '.join(left_out)}"
