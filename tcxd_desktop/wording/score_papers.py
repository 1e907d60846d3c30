"""Words of the papers of scoring: rows of a sheet, what is asked and told of a meeting, levels."""

from collections.abc import Iterator, Sequence
from datetime import date

from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_papers import Blank, RowKind, SheetOutline, SheetRow
from tcxd_desktop.domain.score_templates import (
    Adjustment,
    AdjustmentKind,
    Item,
    MeetingKind,
    Method,
    RatingLevel,
    ScoreTemplate,
)
from tcxd_desktop.wording.formats import show_day, show_number
from tcxd_desktop.wording.scoring import level_label

NOT_REVIEWED = "chưa thẩm định"
NOT_RATED = "chưa xếp loại"
NOT_MET = "không sinh hoạt"
RATED = "chất lượng sinh hoạt chi bộ"
SELF_TITLE, REVIEW_TITLE = "PHIẾU ĐÁNH GIÁ", "PHIẾU THẨM ĐỊNH"
HOW_TO_FILL = (
    "Cách ghi: đánh dấu x vào ô của tiêu chí đạt, hoặc của mức đạt được; tiêu chí có dòng chấm thì "
    "ghi điểm; lý do trừ điểm ghi ở cột cuối."
)
KIND = {
    MeetingKind.REGULAR: "sinh hoạt thường kỳ",
    MeetingKind.THEMATIC: "sinh hoạt chuyên đề",
    MeetingKind.COMBINED: "sinh hoạt thường kỳ kết hợp chuyên đề",
    MeetingKind.UNUSUAL: "sinh hoạt bất thường",
}
_ADJUSTED = {AdjustmentKind.BONUS: "Điểm cộng", AdjustmentKind.PENALTY: "Điểm trừ"}
_SIGN = {AdjustmentKind.BONUS: "+", AdjustmentKind.PENALTY: "−"}


def day_of(text: str) -> str:
    """Return an ISO day as ``05/10/2026``; nothing gives ``""``."""
    return show_day(date.fromisoformat(text)) if text else ""


# --- rows -----------------------------------------------------------------------------------------


def outline(template: ScoreTemplate) -> SheetOutline:
    """Return what every sheet of a template has in common.

    Args:
        template: as the variant has it (``Compiled.shaped``).
    """
    rows = [row for item in template.items for row in _item_rows(item, template, top=True)]
    for kind, caption in _ADJUSTED.items():
        found = [one for one in template.adjustments if one.kind is kind]
        if found:
            rows.append(SheetRow(RowKind.CAPTION, "", f"{caption} ngoài các tiêu chí"))
            rows.extend(_adjustment_row(one) for one in found)
    return SheetOutline(
        rows=tuple(rows),
        total=show_number(template.total),
        layout=template.layout,
        scorers=template.scorers,
        footer=footer(template),
    )


def _item_rows(item: Item, template: ScoreTemplate, *, top: bool) -> Iterator[SheetRow]:
    yield SheetRow(
        kind=RowKind.GROUP if top or item.children else RowKind.ITEM,
        number=item.id,
        label=item.label,
        max=show_number(item.max),
        item=item.id,
        tick=item.method is Method.BINARY,
        hint=item.note,
    )
    if item.method is Method.LEVELS and template.layout.levels_as_rows:
        for place, level in enumerate(item.levels):
            yield SheetRow(
                kind=RowKind.LEVEL,
                number="",
                label=level.label,
                max=show_number(level.points),
                item=item.id,
                level=place,
                tick=True,
            )
    for child in item.children:
        yield from _item_rows(child, template, top=False)


def _adjustment_row(one: Adjustment) -> SheetRow:
    sign, points, most = _SIGN[one.kind], show_number(one.points), show_number(one.max_total)
    once = one.points >= one.max_total
    hint = "" if once else f"{sign}{points} điểm mỗi lần, nhiều nhất {sign}{most} điểm"
    return SheetRow(
        kind=RowKind.ITEM, number="", label=one.label, max=f"{sign}{most}", item=one.id, hint=hint,
        tick=once,
    )  # fmt: skip


# --- levels ---------------------------------------------------------------------------------------


def level_bounds(levels: Sequence[RatingLevel]) -> str:
    """Return ``Tốt: từ 90 điểm trở lên; Khá: từ 70 đến dưới 90 điểm; …; Kém: dưới 50 điểm``."""
    parts = []
    for place, level in enumerate(levels):
        low = show_number(level.min)
        if place == 0:
            words = f"từ {low} điểm trở lên"
        elif place == len(levels) - 1 and level.min <= 0:
            words = f"dưới {show_number(levels[place - 1].min)} điểm"
        else:
            words = f"từ {low} đến dưới {show_number(levels[place - 1].min)} điểm"
        parts.append(f"{level.label}: {words}")
    return "; ".join(parts)


def footer(template: ScoreTemplate) -> tuple[str, ...]:
    """Return the sentences at the foot of a sheet: bounds, conditions, which template it is."""
    lines = []
    if template.layout.footer_levels and template.levels:
        lines.append(f"Mức xếp loại: {level_bounds(template.levels)}.")
        lines.extend(
            f"Mức {level_label(template, gate.level)} còn phải đạt: {gate.label}."
            for gate in template.gates
            if gate.label
        )
    basis = "; ".join(
        f"{law.number} ngày {day_of(law.on)}" if law.on else law.number
        for law in template.legal_basis
        if any(char.isdigit() for char in law.number)
    )
    named = f"Mẫu {template.code}, bản {template.version}"
    lines.append(f"{named}, theo {basis}." if basis else f"{named}.")
    return tuple(lines)


# --- the meeting ----------------------------------------------------------------------------------


def asked(meeting: Meeting) -> tuple[tuple[Blank, ...], ...]:
    """Return what is to be written about a meeting on its blank sheet, what is known filled in."""
    counts = meeting.counts

    def known(value: int) -> str:
        return show_number(value) if value else ""

    return (
        (
            Blank("Ngày họp", day_of(meeting.day), share=1.3),
            Blank("bắt đầu lúc", meeting.start),
            Blank("kết thúc lúc", meeting.end),
        ),
        (
            Blank("Địa điểm", meeting.place, share=1.6),
            Blank("Đại biểu cấp ủy cấp trên", meeting.upper),
        ),
        (Blank("Chủ trì", meeting.chair), Blank("Thư ký", meeting.secretary)),
        (
            Blank("Tổng số đảng viên", known(counts.members)),
            Blank("chính thức", known(counts.official)),
            Blank("dự bị", known(counts.probationary)),
            Blank("tạm thời đến", known(counts.temporary_here)),
        ),
        (
            Blank("Có mặt"),
            Blank("vắng có lý do"),
            Blank("vắng không lý do"),
            Blank("phát biểu"),
        ),
        (
            Blank("Miễn sinh hoạt", known(counts.exempt)),
            Blank("tạm thời đi nơi khác", known(counts.away)),
            Blank("nhiệm vụ đặc biệt", known(counts.special_duty)),
        ),
        (
            Blank("Nhiệm vụ đến hạn"),
            Blank("đã xong"),
            Blank("trong đó chậm"),
            Blank("không xong"),
        ),
        (
            Blank("Chi ủy họp ngày", day_of(meeting.committee_met_on)),
            Blank("đăng tài liệu ngày", day_of(meeting.posted_on)),
            Blank("đăng biên bản ngày", day_of(meeting.minutes_posted_on)),
        ),
    )


def told(meeting: Meeting) -> tuple[str, ...]:
    """Return the same of a recorded meeting in sentences; what is not known is left out."""
    return tuple(
        line for line in (_when(meeting), _who_came(meeting), _who_led(meeting)) if line
    )  # fmt: skip


def _when(meeting: Meeting) -> str:
    if not meeting.held_on:
        return ""
    long = meeting.minutes_long
    hours = f", từ {meeting.start} đến {meeting.end}" if meeting.start and meeting.end else ""
    lasted = f" ({long} phút)" if long is not None else ""
    where = f", tại {meeting.place}" if meeting.place else ""
    return f"Ngày họp {day_of(meeting.held_on)}{hours}{lasted}{where}."


def _who_came(meeting: Meeting) -> str:
    counts = meeting.counts
    if not counts.members:
        return ""
    parts = [
        f"có mặt {counts.present}",
        f"vắng có lý do {counts.absent_reason}",
        f"vắng không lý do {counts.absent}",
    ]
    others = (
        (counts.exempt, "miễn sinh hoạt"),
        (counts.away, "tạm thời đi nơi khác"),
        (counts.special_duty, "làm nhiệm vụ đặc biệt"),
        (counts.uncalled, "chưa điểm danh"),
        (counts.speakers, "phát biểu"),
    )
    parts.extend(f"{words} {number}" for number, words in others if number)
    grades = f" ({counts.official} chính thức, {counts.probationary} dự bị)"
    return f"Đảng viên của chi bộ: {counts.members}{grades}; {', '.join(parts)}."


def _who_led(meeting: Meeting) -> str:
    led = (
        ("Chủ trì", meeting.chair),
        ("thư ký", meeting.secretary),
        ("đại biểu cấp ủy cấp trên", meeting.upper),
    )
    words = "; ".join(f"{words} {name}" for words, name in led if name)
    return f"{words[0].upper()}{words[1:]}." if words else ""
