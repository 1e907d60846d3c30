"""What the facts of a meeting are called, and how their values read."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tcxd_desktop.domain.score_templates import CellKind, MeetingKind, ScoreTemplate
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meetings import CELL_KIND, MEETING_KIND

FACT_LABELS: dict[str, str] = {
    "meeting_kind": "loại buổi sinh hoạt",
    "org_kind": "loại hình chi bộ",
    "month": "tháng",
    "year": "năm",
    "held": "có họp",
    "members": "số đảng viên của chi bộ",
    "official": "số đảng viên chính thức",
    "probationary": "số đảng viên dự bị",
    "temporary_here": "số đảng viên sinh hoạt tạm thời tại chi bộ",
    "present": "số đảng viên dự họp",
    "absent_reason": "số đảng viên vắng có lý do",
    "absent_no_reason": "số đảng viên vắng không lý do",
    "exempt": "số đảng viên được miễn sinh hoạt",
    "away": "số đảng viên tạm đi nơi khác",
    "special_duty": "số đảng viên làm nhiệm vụ đặc biệt",
    "speakers": "số đảng viên phát biểu",
    "long_absent": "số đảng viên vắng có lý do quá 3 lần liên tiếp trong năm",
    "duration_min": "thời lượng họp",
    "has_chi_uy": "chi bộ có chi ủy",
    "has_pho_bi_thu": "chi bộ có phó bí thư",
    "committee_met": "chi ủy đã họp chuẩn bị",
    "away_counts": "tính cả người tạm đi nơi khác khi tính tỷ lệ dự họp",
    "posted_days_before": "số ngày đăng tài liệu trước buổi họp",
    "minutes_days_after": "số ngày đăng biên bản sau buổi họp",
    "tasks_due": "số nhiệm vụ đến hạn",
    "tasks_done": "số nhiệm vụ hoàn thành",
    "tasks_late": "số nhiệm vụ hoàn thành chậm",
    "tasks_failed": "số nhiệm vụ không hoàn thành",
    "thematic_in_quarter": "số buổi chuyên đề trong quý",
    "votes_agreed_pct": "tỷ lệ biểu quyết tán thành",
    "attendance_base": "số đảng viên phải dự họp",
    "attendance_pct": "tỷ lệ đảng viên dự họp",
    "required_min": "thời lượng tối thiểu",
    "duration_ratio": "thời lượng so với tối thiểu",
    "speakers_pct": "tỷ lệ đảng viên phát biểu",
    "tasks_done_pct": "tỷ lệ nhiệm vụ hoàn thành",
}
DENIED: dict[str, str] = {
    "held": "không họp",
    "has_chi_uy": "chi bộ không có chi ủy",
    "has_pho_bi_thu": "chi bộ không có phó bí thư",
    "committee_met": "chi ủy không họp chuẩn bị",
    "away_counts": "không tính người tạm đi nơi khác khi tính tỷ lệ dự họp",
}
"""How a yes-or-no fact reads when it is not so."""
UNITS: dict[str, str] = {
    "duration_min": " phút",
    "required_min": " phút",
    "attendance_pct": " %",
    "speakers_pct": " %",
    "tasks_done_pct": " %",
    "votes_agreed_pct": " %",
}
_WORDS: dict[str, str] = {
    **{kind.value: MEETING_KIND[kind].lower() for kind in MeetingKind},
    **{kind.value: CELL_KIND[kind].lower() for kind in CellKind},
}


def fact_label(name: str, template: ScoreTemplate | None = None) -> str:
    """Return what a fact is called; the template names its own inputs and defines."""
    if template is not None:
        own = {one.name: one.label for one in template.inputs}
        own |= {one.name: one.label for one in template.defines}
        if own.get(name):
            return own[name]
    return FACT_LABELS.get(name, name)


def unit_of(name: str, template: ScoreTemplate | None = None) -> str:
    """Return the unit behind a fact's value, with the space before it.

    What a template defines itself has its unit in its label.
    """
    if template is None:
        return UNITS.get(name, "")
    if any(one.name == name and one.label for one in template.defines):
        return ""
    percent = any(one.name == name and one.kind == "percent" for one in template.inputs)
    return UNITS.get(name, " %" if percent else "")


def number_text(value: object) -> str:
    """Return a figure short enough to read, with more digits where fewer would reach a bound."""
    return _short(value, _TENTHS)


def points_text(value: object) -> str:
    """Return points: two digits, and more where two would reach the next whole point."""
    return _short(value, _TENTHS[1:])


_TENTHS = ("0.1", "0.01", "0.0001")


def _short(value: object, tried: Sequence[str]) -> str:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        return str(value)
    number = Decimal(value)
    rounded = number
    for digits in tried:
        rounded = number.quantize(Decimal(digits), rounding=ROUND_HALF_UP)
        if rounded == number or rounded % 1:
            break
    return show_number(rounded)


def word_text(word: str) -> str:
    """Return how a word an expression compares with reads: *chuyên đề* for ``chuyen_de``."""
    return _WORDS.get(word, f"“{word}”")


def fact_text(name: str, value: object, template: ScoreTemplate | None = None) -> str:
    """Return a fact with its value: *thời lượng họp là 95 phút*, *chi bộ không có chi ủy*."""
    label = fact_label(name, template)
    if isinstance(value, bool):
        return label if value else DENIED.get(name, f"không: {label}")
    if value is None:
        return f"chưa có {label}"
    shown = word_text(value) if isinstance(value, str) else number_text(value)
    return f"{label} là {shown}{unit_of(name, template)}"
