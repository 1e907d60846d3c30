"""Registers of transfers of a period as tables: a PDF and a workbook are made from the same record.

Columns of the sổ giới thiệu are those of form 10-SHĐ as the guidance of 2017 had them; "trong
huyện" became "trong đảng bộ" with the reform of 01/7/2025. Names stand as they stood on the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.periods import first_day, last_day, quarter_of
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.score_papers import TableCell, TableColumn, TablePaper
from tcxd_desktop.domain.transfer_papers import (
    ABROAD_TEMPORARY_LIST,
    BookLine,
    HandoverLine,
    Period,
)
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.wording.bodies import committee
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.meeting_documents import capital, short_date
from tcxd_desktop.wording.periods import period_text
from tcxd_desktop.wording.transfer_parts import (
    deciding,
    last_step,
    paper_lines,
    receiving,
    taken_in,
    where,
)

BOOK_SPLIT = 8
"""Columns of the sổ giới thiệu on the left of two facing pages."""
_BLANK_ROWS = 8
_HIGH = "\n"
"""Two empty lines: a row to be written by hand is higher than one of print."""
_TICK = "x"
_SIGNERS = (("NGƯỜI VÀO SỔ",), ("T/M CẤP ỦY",))
NUMBER = TableColumn("Số TT", 5)
NOTE = TableColumn("Ghi chú", 12, align="left")


def register_table(
    period: Period,
    names: tuple[str, str],
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[TableCell]],
) -> TablePaper:
    """Return a register as a table; a blank one has rows to be written by hand.

    Args:
        period: of the register, and whose it is.
        names: title in capitals, and what an empty table says.
        columns: from left to right.
        rows: a cell for every column.
    """
    title, empty = names
    found = tuple(tuple(row) for row in rows)
    if period.blank:
        found = ((*("",) * (len(columns) - 1), _HIGH),) * _BLANK_ROWS
    issuer = period.issuer
    return TablePaper(
        title=title,
        subtitle=(period_words(period),),
        head=Letterhead(province=issuer.upper, issuer=issuer.name, place=issuer.place),
        columns=tuple(columns),
        rows=found,
        day=date.fromisoformat(period.today) if period.today and not period.blank else None,
        numbered=True,
        signers=_SIGNERS,
        foot=Foot(office=issuer.name, user=period.user, at=period.at),
        sheet_name=capital(title.lower())[:31],
        empty=empty,
    )


def period_words(period: Period) -> str:
    """Return ``Từ ngày 01/02/2026 đến ngày 15/03/2026``; a whole month, quarter, year as such."""
    since, until = period.since, period.until
    for whole in (since[:4], quarter_of(since[:7]), since[:7]) if since else ():
        if (since, until) == (first_day(whole), last_day(whole)):
            return capital(period_text(whole))
    if not since and not until:
        return "Từ ngày ..... đến ngày ....." if period.blank else "Từ khi mở sổ"
    begin = f"Từ ngày {short_date(since)} đến" if since else "Đến"
    return f"{begin} ngày {short_date(until) or short_date(period.today) or '.....'}"


# --- 10-SHĐ: sổ giới thiệu sinh hoạt đảng ---------------------------------------------------------


def introductions_table(period: Period, lines: Sequence[BookLine]) -> TablePaper:
    """Return the register of letters, a line each, struck out ones with their reason."""
    gone, come = "Giới thiệu đảng viên đi", "Tiếp nhận đảng viên đến"
    official, temporary = "Chuyển sinh hoạt đảng chính thức", "Chuyển tạm thời"
    left = "left"
    columns = (
        TableColumn("Số TT", 9),
        TableColumn("Ngày giới thiệu đảng viên đi, ngày tiếp nhận đảng viên đến", 17),
        TableColumn("Họ và tên, ngày sinh", 30, align=left),
        TableColumn("Ngày vào Đảng, ngày chính thức", 17),
        TableColumn("Số thẻ đảng viên", 22),
        TableColumn("Tổ chức cơ sở đảng nơi đảng viên đến", 30, gone, left),
        TableColumn("Cấp ủy trực tiếp giới thiệu đảng viên đi", 28, gone, left),
        TableColumn("Cấp ủy trực tiếp nhận và giới thiệu đảng viên", 28, gone, left),
        TableColumn("Tổ chức cơ sở đảng nơi giới thiệu đi", 26, come, left),
        TableColumn("Cấp ủy trực tiếp giới thiệu đảng viên đến", 26, come, left),
        TableColumn("Cấp ủy trực tiếp nhận và giới thiệu", 26, come, left),
        TableColumn("Tổ chức cơ sở đảng nơi đến", 26, come, left),
        *(TableColumn(words, 9.5, official) for words in
          ("Ngoài tỉnh đến", "Trong tỉnh đến", "Trong đảng bộ đến", "Đi ngoài tỉnh",
           "Đi trong tỉnh", "Đi trong đảng bộ")),
        *(TableColumn(words, 8, temporary) for words in ("Đi", "Đến")),
        TableColumn("Ghi chú", 22, align=left),
    )  # fmt: skip
    rows = [_introduction(period, line) for line in lines]
    names = ("SỔ GIỚI THIỆU SINH HOẠT ĐẢNG", "Trong kỳ không có giấy giới thiệu nào.")
    return register_table(period, names, columns, rows)


def _introduction(period: Period, line: BookLine) -> tuple[TableCell, ...]:
    case, person = line.case, line.case.traveller
    coming = case.direction is Direction.IN
    gone = ("",) * 3 if coming else _gone(case)
    come = ("",) * 4 if case.direction is Direction.OUT else _come(case)
    return (
        line.number,
        short_date(line.on),
        _name_birth(person),
        _days(person),
        person.card_no,
        *gone,
        *come,
        *(("",) * 8 if line.void else _ticks(case)),
        _remarks(f"Hủy: {line.void}" if line.void else "", line.note, _serial(case)),
    )


def _gone(case: Transfer) -> tuple[str, ...]:
    return (_base(case.target), _sender(case.source), receiving(case))


def _come(case: Transfer) -> tuple[str, ...]:
    return (_base(case.source), deciding(case.source), _sender(case.target), _base(case.target))


def _base(end: End) -> str:
    """Return the grassroots organisation of an end with what lies above it."""
    if end.country:
        return ", ".join(filter(None, (end.cell, end.upper, end.country)))
    first = end.base or end.cell
    return ", ".join(filter(None, (first, end.upper, end.province)))


def _sender(end: End) -> str:
    return committee(end.base or end.upper or end.cell)


def _ticks(case: Transfer) -> tuple[str, ...]:
    """Return the crosses of the eight columns that count kinds of transfers."""
    marked = [""] * 8
    place = _place(case)
    if place is not None:
        marked[place] = _TICK
    return tuple(marked)


def _place(case: Transfer) -> int | None:
    if case.kind is TransferKind.TEMPORARY:
        return 7 if case.direction is Direction.IN else 6
    if case.kind in (TransferKind.LINK, TransferKind.TEMPORARY_ABROAD):
        return None
    if case.direction is Direction.INSIDE:
        return 5
    one, other = case.source.province, case.target.province
    near = bool(one) and one == other
    if case.direction is Direction.IN:
        return 1 if near else 0
    return 4 if near else 3


# --- sổ theo dõi phiếu báo ------------------------------------------------------------------------


def notices_table(period: Period, lines: Sequence[BookLine]) -> TablePaper:
    """Return the register of notices, those sent and those received (38-HD/BTCTW, V.1)."""
    columns = (
        NUMBER,
        TableColumn("Gửi, nhận", 7),
        TableColumn("Số phiếu báo", 8),
        TableColumn("Ngày gửi, ngày nhận", 10),
        TableColumn("Họ và tên, ngày sinh", 16, align="left"),
        TableColumn("Số thẻ; số lý lịch", 13),
        TableColumn("Nơi đi", 19, align="left"),
        TableColumn("Nơi đến", 19, align="left"),
        TableColumn("Ngày trình giấy", 10),
        TableColumn("Ngày tiếp nhận", 10),
        TableColumn("Quá hạn 3 tháng", 9),
        TableColumn("Ghi chú", 14, align="left"),
    )
    rows = [_notice(place, line) for place, line in enumerate(lines, 1)]
    names = ("SỔ THEO DÕI PHIẾU BÁO CHUYỂN SINH HOẠT ĐẢNG", "Trong kỳ không có phiếu báo nào.")
    return register_table(period, names, columns, rows)


def _notice(place: int, line: BookLine) -> tuple[TableCell, ...]:
    case, person = line.case, line.case.traveller
    came = last_step(case, StepEvent.PRESENT)
    inside = taken_in(case) or last_step(case, StepEvent.CONFIRM)
    late = last_step(case, StepEvent.PROPOSE_STRIKE, StepEvent.STRIKE)
    return (
        str(place),
        "Nhận" if case.direction is Direction.IN else "Gửi",
        line.number,
        short_date(line.on),
        _name_birth(person),
        _numbers(person),
        where(case.source),
        where(case.target),
        short_date(came.on) if came else "",
        short_date(inside.on) if inside else "",
        short_date(late.on) if late else "",
        _remarks(f"Hủy: {line.void}" if line.void else "", line.note),
    )


# --- sổ giao nhận hồ sơ ---------------------------------------------------------------------------


def handovers_table(period: Period, lines: Sequence[HandoverLine]) -> TablePaper:
    """Return the register of dossiers handed out and taken in, with room to sign."""
    columns = (
        TableColumn("Số", 6),
        TableColumn("Ngày", 10),
        TableColumn("Giao, nhận", 8),
        TableColumn("Hồ sơ của (họ và tên, ngày sinh)", 18, align="left"),
        TableColumn("Số thẻ; số lý lịch", 13),
        TableColumn("Hồ sơ, tài liệu", 27, align="left"),
        TableColumn("Nơi đi, nơi đến", 22, align="left"),
        TableColumn("Người giao hoặc người nhận", 16, align="left"),
        TableColumn("Ký", 12),
        TableColumn("Ghi chú", 12, align="left"),
    )
    rows = [_handover(line) for line in lines]
    names = ("SỔ GIAO NHẬN HỒ SƠ ĐẢNG VIÊN", "Trong kỳ không giao, nhận hồ sơ nào.")
    return register_table(period, names, columns, rows)


def _handover(line: HandoverLine) -> tuple[TableCell, ...]:
    case, person = line.case, line.case.traveller
    other = case.target if line.given else case.source
    begin = "Đến" if line.given else "Từ"
    return (
        line.number,
        short_date(line.on),
        "Giao" if line.given else "Nhận",
        _name_birth(person),
        _numbers(person),
        "; ".join(paper_lines(line.papers)),
        f"{begin}: {where(other)}" if other.names else "",
        line.who,
        "",
        line.note,
    )


# --- sổ theo dõi giữ mối liên hệ ------------------------------------------------------------------


def links_table(period: Period, lines: Sequence[BookLine]) -> TablePaper:
    """Return the register of members introduced to where they live, sent and received."""
    columns = (
        NUMBER,
        TableColumn("Đi, đến", 7),
        TableColumn("Số giấy", 7),
        TableColumn("Ngày giới thiệu, tiếp nhận", 11),
        TableColumn("Họ và tên, ngày sinh", 18, align="left"),
        TableColumn("Số thẻ đảng viên", 13),
        TableColumn("Nơi công tác, sinh hoạt", 23, align="left"),
        TableColumn("Nơi cư trú", 23, align="left"),
        TableColumn("Nhận xét hằng năm", 16, align="left"),
        TableColumn("Ngày thôi liên hệ", 10),
        NOTE,
    )
    rows = [_link(place, line) for place, line in enumerate(lines, 1)]
    names = (
        "SỔ THEO DÕI ĐẢNG VIÊN GIỮ MỐI LIÊN HỆ NƠI CƯ TRÚ",
        "Trong kỳ không có giấy giới thiệu nào.",
    )
    return register_table(period, names, columns, rows)


def _link(place: int, line: BookLine) -> tuple[TableCell, ...]:
    case, person = line.case, line.case.traveller
    over = last_step(case, StepEvent.UNLINK)
    home = ", ".join(filter(None, (person.home, where(case.target))))
    return (
        str(place),
        "Đến" if case.direction is Direction.IN else "Đi",
        line.number,
        short_date(line.on),
        _name_birth(person),
        person.card_no,
        where(case.source),
        home,
        "",
        short_date(over.on) if over else "",
        _remarks(f"Hủy: {line.void}" if line.void else "", line.note),
    )


# --- 3C, 3D ---------------------------------------------------------------------------------------


def abroad_table(period: Period, form: str, cases: Sequence[Transfer]) -> TablePaper:
    """Return the list of members gone abroad that is reported to Đảng ủy Bộ Ngoại giao.

    Args:
        period: whose slips are listed.
        form: ``3C-SHĐ`` (official) or ``3D-SHĐ`` (temporary).
        cases: in the order they are listed.
    """
    temporary = form == ABROAD_TEMPORARY_LIST
    kind = "TẠM THỜI" if temporary else "CHÍNH THỨC"
    columns = (
        NUMBER,
        TableColumn("Họ và tên, ngày sinh", 18, align="left"),
        TableColumn("Quê quán", 18, align="left"),
        TableColumn("Ngày vào Đảng, ngày chính thức", 12),
        TableColumn("Số thẻ; số lý lịch", 14),
        TableColumn("Nơi sinh hoạt trong nước", 24, align="left"),
        TableColumn("Nước đến", 12, align="left"),
        TableColumn("Từ ngày – đến ngày", 12),
        TableColumn("Số, ngày phiếu công tác", 13),
        NOTE,
    )
    names = (
        f"BÁO CÁO DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT {kind} RA NGOÀI NƯỚC",
        "Trong kỳ không có đảng viên nào.",
    )
    paper = register_table(period, names, columns, [_abroad(*pair) for pair in enumerate(cases, 1)])
    to = "Kính gửi: Đảng ủy Bộ Ngoại giao"
    return _addressed(paper, to)


def _addressed(paper: TablePaper, receiver: str) -> TablePaper:
    return replace(
        paper,
        subtitle=(receiver, *paper.subtitle),
        signers=(("NGƯỜI LẬP",), ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")),
    )


def _abroad(place: int, case: Transfer) -> tuple[TableCell, ...]:
    person = case.traveller
    slip = last_step(case, StepEvent.ISSUE_SLIP)
    days = " – ".join(filter(None, (short_date(case.term_from), short_date(case.term_end))))
    told = "\n".join(filter(None, (slip.number, short_date(slip.on)))) if slip else ""
    return (
        str(place), _name_birth(person), person.origin, _days(person), _numbers(person),
        where(case.source), case.target.country, days, told, "",
    )  # fmt: skip


# --- cells ----------------------------------------------------------------------------------------


def _name_birth(person: Traveller) -> str:
    return "\n".join(filter(None, (person.name, show_date(person.birth))))


def _days(person: Traveller) -> str:
    official = "dự bị" if person.probationary else show_date(person.official)
    return "\n".join(filter(None, (show_date(person.admitted), official)))


def _numbers(person: Traveller) -> str:
    return "\n".join(filter(None, (person.card_no, person.dossier_no)))


def _serial(case: Transfer) -> str:
    return f"Seri {case.serial}" if case.serial else ""


def _remarks(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
