"""What is said of the clocks of transfers: what to do, by when, by which text."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.transfer_clockwork import (
    NO_NUMBER,
    PARTIAL,
    TOO_LONG,
    TOO_SHORT,
    Clock,
)
from tcxd_desktop.domain.transfers import Direction, Transfer
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rules import cautions, due_sentence, explain

_NAME: Final[Mapping[str, str]] = {"TR-05": "Liên hệ, nhắc đảng viên và nơi chuyển đi"}
"""Clocks no deadline of the rules names."""
_DUTY: Final[Mapping[str, tuple[str, str]]] = {
    "TR-01": ("Làm thủ tục chuyển sinh hoạt đảng", "Làm thủ tục chuyển sinh hoạt đảng"),
    "TR-02": (
        "Theo dõi đảng viên xuất trình giấy giới thiệu ở nơi đến",
        "Nhắc đảng viên đến xuất trình giấy giới thiệu",
    ),
    "TR-04": (
        "Xác minh vì sao đảng viên chưa nộp hồ sơ ở nơi đến",
        "Xác minh, báo cáo cấp ủy về đảng viên chưa nộp hồ sơ",
    ),
    "TR-05": (
        "Liên hệ nơi đến, nhắc đảng viên",
        "Liên hệ, nhắc đảng viên và tổ chức cơ sở đảng nơi đi",
    ),
    "TR-08": (
        "Đón đảng viên trở về hoặc ghi gia hạn tạm thời",
        "Giới thiệu đảng viên trở về hoặc ghi gia hạn tạm thời",
    ),
    "TR-11": ("Nhắc đảng viên nộp phiếu công tác cho cấp ủy ngoài nước",) * 2,
    "TR-12": ("Tiếp nhận báo cáo của đảng viên đi lao động đã về nước",) * 2,
    "TR-13": ("Nhắc đảng viên nộp phiếu công tác tạm thời ngoài nước",) * 2,
    "TR-15": ("Chuyển sinh hoạt chính thức về nơi cư trú cho đảng viên đã tốt nghiệp",) * 2,
    "TR-16a": ("Xem lại thời gian sinh hoạt tạm thời",) * 2,
    "TR-16b": ("Xem lại thời gian sinh hoạt tạm thời",) * 2,
    "TR-16c": ("Xem lại thời gian sinh hoạt tạm thời để đi học",) * 2,
    "TR-17": ("Xem lại thời gian gia hạn tạm thời",) * 2,
}
"""What is to be done: by whoever the member leaves, by whoever he comes to."""
_OFFICE: Final[Mapping[str, str]] = {
    "TR-06": "Kiểm tra phiếu báo chuyển sinh hoạt đảng quá 3 tháng",
    "TR-09": "Thu hồ sơ, niêm phong, chuyển sinh hoạt cho đảng viên của tổ chức giải thể",
    "TR-10": "Báo nơi tiếp nhận, lập danh sách đảng viên chuyển đi trong tháng",
}
_OPEN: Final[Mapping[str, str]] = {
    NO_NUMBER: "Văn bản không nêu số ngày",
    PARTIAL: "Không đủ căn cứ: ngày bắt đầu chưa ghi đủ ngày, tháng, năm",
    TOO_SHORT: "thời gian đã ghi ngắn hơn mức này",
    TOO_LONG: "thời gian đã ghi dài hơn mức này",
}


def clock_duty(clock: Clock, case: Transfer) -> str:
    """Return what is to be done, seen from the side the case is kept on."""
    rule = "TR-04" if clock.rule == "TR-04h" else clock.rule
    duties = _DUTY.get(rule)
    if duties is None:
        return _name(clock)
    return duties[case.direction is Direction.IN]


def office_duty(clock: Clock) -> str:
    """Return what the office has to do whatever the case."""
    return _OFFICE.get(clock.rule, _name(clock))


def clock_text(clock: Clock) -> str:
    """Return a clock in a sentence: what it is about, the last day, how it stands."""
    if clock.due is None:
        return f"{_name(clock)}: {_open(clock)}."
    day = due_sentence(clock.due)
    told = f"{_name(clock)}: {day[0].lower()}{day[1:]}"
    if not clock.binding:
        return f"{told}; {_OPEN[clock.why_open]}." if clock.why_open else f"{told}."
    if clock.state is DueState.LATE:
        return f"{told}, đã quá hạn."
    if clock.state is DueState.DONE and clock.done_on > clock.last_day:
        return f"{told}, xong muộn ngày {show_date(clock.done_on)}."
    return f"{told}."


def clock_basis(clock: Clock) -> str:
    """Return how the day came about and by which text, and what makes it unsure."""
    if clock.due is None:
        return f"{_OPEN.get(clock.why_open, '')}; {clock.source}".removeprefix("; ")
    if clock.rule == "TR-08":
        said = f"Ngày cuối ghi trên giấy, kể cả gia hạn; {clock.source}"
    else:
        said = explain(clock.due)
    overdue = clock.due.rule.on_overdue
    then = f" Quá hạn: {overdue}." if overdue and clock.state is not DueState.DONE else ""
    unsure = " ".join(cautions(clock.due))
    return f"{said}.{then} {unsure}".strip()


def _name(clock: Clock) -> str:
    return clock.due.rule.name if clock.due is not None else _NAME.get(clock.rule, clock.rule)


def _open(clock: Clock) -> str:
    if clock.state is DueState.DONE:
        return f"đã làm ngày {show_date(clock.done_on)}" if clock.done_on else "đã làm"
    told = _OPEN.get(clock.why_open, "chưa tính được ngày")
    return f"{told[0].lower()}{told[1:]}"
