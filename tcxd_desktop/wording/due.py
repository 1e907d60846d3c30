"""Vietnamese of *Việc hôm nay*: kinds of work, states, and what each duty says of itself."""

from collections.abc import Mapping
from datetime import date

from tcxd_desktop.domain.due import DueLine, DueMark, DueState
from tcxd_desktop.domain.due_list import DueView
from tcxd_desktop.wording.formats import show_date, show_day, show_number

DOSSIERS, TRANSFERS, MEETINGS, REPORTS = "ho_so", "chuyen_sinh_hoat", "sinh_hoat", "dinh_ky"
GROUPS: Mapping[str, str] = {
    TRANSFERS: "Chuyển sinh hoạt",
    DOSSIERS: "Hồ sơ",
    MEETINGS: "Sinh hoạt chi bộ",
    REPORTS: "Việc định kỳ",
}
STATES: Mapping[DueState, str] = {
    DueState.LATE: "Quá hạn",
    DueState.SOON: "Sắp đến hạn",
    DueState.OPEN: "Còn hạn",
    DueState.DONE: "Đã xong",
}
VIEWS: Mapping[DueView, str] = {
    DueView.TO_DO: "Cần làm",
    DueView.LATE: "Quá hạn",
    DueView.SOON: "Sắp đến hạn",
    DueView.POSTPONED: "Đã hoãn",
    DueView.DONE: "Đã xong",
}
NO_DAY = "Văn bản không định số ngày."
NO_CONSEQUENCE = "Văn bản không nói."
OWN_SOURCE = "Không do văn bản định: chương trình nhắc."
TOLD_BY_OFFICE = "Hồ sơ trong chương trình đã ghi việc này xong."


def group_name(group: str) -> str:
    """Return what a kind of work is called."""
    return GROUPS.get(group, group)


def state_text(line: DueLine) -> str:
    """Return the state; a duty no text sets a day for is open without one."""
    if line.state is DueState.OPEN and not line.task.due:
        return "Chưa xong"
    return STATES[line.state]


def left_text(line: DueLine) -> str:
    """Return how much time is left in words, in calendar days."""
    if line.state is DueState.DONE:
        return f"xong {show_date(done_on(line))}"
    if line.days is None:
        return "không định ngày"
    if line.days == 0:
        return "hôm nay"
    days = show_number(abs(line.days))
    return f"còn {days} ngày" if line.days > 0 else f"quá {days} ngày"


def done_on(line: DueLine) -> str:
    """Return the ISO day a duty was met, as the feature or the user told."""
    return line.task.done_on or (line.mark.done_on if line.mark is not None else "")


def mark_text(mark: DueMark) -> str:
    """Return what a user said of a duty, and who it was."""
    who = f" ({mark.actor})" if mark.actor else ""
    if mark.done_on:
        return f"Ghi đã xong ngày {show_date(mark.done_on)}: {mark.proof}{who}."
    return f"Hoãn đến {show_date(mark.postponed_to)}: {mark.reason}{who}."


def summary(late: int, soon: int, open_: int) -> str:
    """Return the day in one sentence."""
    if not late + soon + open_:
        return "không có việc nào đến hạn"
    parts = [
        f"{show_number(count)} {name}"
        for count, name in ((late, "quá hạn"), (soon, "sắp đến hạn"), (open_, "còn hạn"))
        if count
    ]
    return ", ".join(parts)


# --- duties of the dossiers -----------------------------------------------------------------------


def loan_title(papers: str) -> str:
    """Return what is to be done about a dossier lent."""
    return f"Thu lại hồ sơ cho mượn: {papers}" if papers else "Thu lại hồ sơ giấy cho mượn"


def loan_why(borrower: str, unit: str, lent_on: str, due_on: str) -> str:
    """Return why a loan is on the list."""
    who = f"{borrower} ({unit})" if unit else borrower
    return f"{who} mượn ngày {show_date(lent_on)}, hẹn trả ngày {show_date(due_on)}."


LOAN_SOURCE = "Hướng dẫn 06-HD/TW ngày 09/6/2025, mục 8.2.e"
LOAN_AFTER = "Người mượn đọc phải trả đúng hạn; sổ mượn đọc còn để ngỏ."
EXEMPTION_SOURCE = (
    "Hướng dẫn 06-HD/TW ngày 09/6/2025, mục 10.3.a; 38-HD/BTCTW ngày 29/9/2025, mục IV.1"
)


def exemption_title(*, over: bool) -> str:
    """Return what is to be done at the end of an exemption."""
    return "Hết hạn miễn sinh hoạt" if over else "Sắp hết hạn miễn sinh hoạt"


def exemption_why(since: str, until: str, ground: str) -> str:
    """Return why the end of an exemption is on the list: as the paper gives it."""
    term = f"từ {show_date(since)} đến {show_date(until)}" if since else f"đến {show_date(until)}"
    why = f", lý do: {ground}" if ground else ""
    return f"Miễn công tác và sinh hoạt đảng {term}{why}."


def exemption_open_why(since: str, ground: str, counted: str) -> str:
    """Return why an exemption without an end is on the list."""
    why = f", lý do: {ground}" if ground else ""
    return (
        f"Miễn công tác và sinh hoạt đảng từ {show_date(since)}{why}, hồ sơ chưa ghi đến ngày nào."
        f" {counted}"
    )


def round_title(year: int, left: int, members: int) -> str:
    """Return what is left of a round of phiếu bổ sung."""
    return f"Phiếu bổ sung năm {year}: còn {show_number(left)}/{show_number(members)} người"


def cells_text(count: int) -> str:
    """Return how many chi bộ."""
    return f"{show_number(count)} chi bộ"


def round_why(year: int, handed_in: int, confirmed: int, due: str) -> str:
    """Return why a round is on the list."""
    return (
        f"Mỗi năm một lần, chi bộ xác nhận hết mới xong; hạn tính đến hết năm ({show_date(due)})."
        f" Đợt năm {year}: đã xác nhận {show_number(confirmed)} người,"
        f" đã nộp chờ xác nhận {show_number(handed_in)} người."
    )


def yearly_why(name: str, period: str, due: date, *, half: bool) -> str:
    """Return why a duty that comes again is on the list.

    Args:
        name: of the duty.
        period: which one, in words.
        due: last day of the period.
        half: every six months, not every year.
    """
    how = "6 tháng một lần; tính theo mốc 30/6 và 31/12" if half else "mỗi năm một lần"
    return f"{name}: {how}. Kỳ {period} hết ngày {show_day(due)}."


def unheld_title(month: str, cells: int) -> str:
    """Return what is missing of a month's meetings."""
    return f"{month}: {show_number(cells)} chi bộ chưa ghi buổi sinh hoạt thường kỳ"


def unscored_title(month: str, cells: int) -> str:
    """Return what is missing of a month's sheets."""
    return f"{month}: {show_number(cells)} chi bộ chưa nộp phiếu tự chấm"


def unheld_why(month: str, names: list[str]) -> str:
    """Return why a month's meetings are on the list, and which chi bộ are missing."""
    return f"Chi bộ họp thường kỳ mỗi tháng; {month} chưa ghi buổi nào: {_named(names)}"


def unscored_why(month: str, names: list[str]) -> str:
    """Return which chi bộ met and have not handed their sheet in."""
    return f"Đã ghi buổi họp {month} mà chưa nộp phiếu tự chấm: {_named(names)}"


def _named(names: list[str]) -> str:
    shown = "; ".join(names[:6])
    more = f"; và {show_number(len(names) - 6)} chi bộ khác" if len(names) > 6 else ""
    return f"{shown}{more}."


MEETING_SOURCE = "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025 (sinh hoạt chi bộ thường kỳ hằng tháng)"
