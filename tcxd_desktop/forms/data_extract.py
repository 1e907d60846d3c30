"""Bản trích dữ liệu cá nhân: everything the office stores about one person, for that person."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import DataExtract, KeptCopy, MonthOfAccess
from tcxd_desktop.forms.form_kit import Field, fields, heading, paragraph
from tcxd_desktop.forms.record_texts import joined
from tcxd_desktop.forms.report_pages import (
    Report,
    heading_of_paper,
    height_of,
    letterhead,
    signed,
)
from tcxd_desktop.forms.tables import Column, Row, long_table, table
from tcxd_desktop.wording.formats import show_date, show_day, show_number, upper_name

_SIGNERS: Final = (("NGƯỜI LẬP BẢN TRÍCH", ""), ("NGƯỜI NHẬN", ""), ("T/M CẤP ỦY", ""))
_PHOTO: Final = (30 * mm, 40 * mm)
_STORED: Final = (
    Column("Mục", 12, centred=True),
    Column("Thông tin", 50),
    Column("Nội dung đang lưu", 108),
)
_KEPT: Final = (
    Column("Loại", 52),
    Column("Nơi giữ", 60),
    Column("Thời gian", 36),
    Column("Số bản", 20, centred=True),
)
_ACCESS: Final = (
    Column("Tháng", 20, centred=True),
    Column("Người", 58),
    Column("Lượt xem", 22, centred=True),
    Column("Lượt sửa", 22, centred=True),
    Column("Lượt in, sao", 22, centred=True),
    Column("Lượt giao tệp", 22, centred=True),
)


def data_extract(extract: DataExtract, *, day: date, progress: Progress = unwatched) -> bytes:
    """Return the extract as a PDF on A4."""
    sheet = Report("Bản trích dữ liệu cá nhân", extract.foot)
    sheet.begin()
    letterhead(sheet, extract.head, day)
    heading_of_paper(sheet, "BẢN TRÍCH DỮ LIỆU CÁ NHÂN")
    _who(sheet, extract)
    heading(sheet, "I. Dữ liệu đang lưu")
    for sentence in _scope(extract):
        paragraph(sheet, sentence)
    sheet.y -= 2 * mm
    rows = tuple(_stored(extract))
    long_table(sheet, _STORED, rows or (("Không có thông tin nào.",),), progress=progress)
    _kept(sheet, extract)
    end = height_of(sheet, lambda trial: _end(trial, extract))
    if end < sheet.full / 2:
        sheet.need(end)
    _end(sheet, extract)
    return sheet.save()


def _who(sheet: Report, extract: DataExtract) -> None:
    """Write whose data it is and why it is given out, beside the picture if there is one."""
    low, room = sheet.y, sheet.width
    if extract.photo:
        wide, high = _PHOTO
        low -= high
        sheet.picture(extract.photo, (sheet.right - wide, low, wide, high))
        room -= wide + 6 * mm
    day = extract.requested_on
    request = joined(extract.request_no, f"ngày {show_day(day)}" if day else "")
    for field in (
        Field("Họ và tên:", upper_name(extract.person.name)),
        Field("Sinh ngày:", show_date(extract.born)),
        Field("Số lý lịch đảng viên:", extract.person.number),
        Field("Sinh hoạt tại:", extract.cell),
        Field("Cấp theo yêu cầu số:", request),
        Field("Người yêu cầu:", extract.requested_by),
        Field("Lý do cấp:", extract.reason),
        Field("Căn cứ:", extract.legal_basis),
    ):
        beside = low < sheet.y
        fields(sheet, field, right=sheet.left + room if beside else None)
    sheet.y = min(sheet.y, low)


def _scope(extract: DataExtract) -> Iterator[str]:
    count = sum(len(part.lines) for part in extract.parts)
    yield (
        f"Dưới đây là {show_number(count)} thông tin cơ quan đang lưu về người có tên trên, ghi "
        "đúng như trong hồ sơ điện tử vào ngày lập bản trích. Ô để trống không liệt kê."
    )
    names = "; ".join(extract.sealed)
    if extract.with_sealed:
        yield joined("Bản trích có cả phần niêm phong", names, by=": ") + "."
    else:
        yield joined("Phần niêm phong không có trong bản trích này", names, by=": ") + "."
        yield (
            "Người lập bản trích không mở được phần niêm phong, nên bản trích không cho biết phần "
            "đó có nội dung hay không; chỉ người giữ phần niêm phong lập được bản trích bổ sung."
        )


def _stored(extract: DataExtract) -> Iterator[Row]:
    for part in extract.parts:
        yield (part.title,)
        for line in part.lines:
            yield (line.item, line.label, line.value)


def _kept(sheet: Report, extract: DataExtract) -> None:
    heading(sheet, "II. Dữ liệu còn nằm ở đâu")
    if not extract.kept:
        paragraph(sheet, "Không ghi nhận bản sao lưu, bản in hay tệp nào khác có dữ liệu này.")
        return
    table(sheet, "", _KEPT, [_kept_row(copy) for copy in extract.kept])


def _kept_row(copy: KeptCopy) -> Row:
    count = show_number(copy.count) if copy.count is not None else "không rõ"
    return (copy.what, copy.where, copy.period, count)


def _end(sheet: Report, extract: DataExtract) -> None:
    """Write who saw the data, and the signatures; the last rows stay with these."""
    signers = extract.signers or _SIGNERS
    heading(sheet, "III. Ai đã xem, sửa, in, giao dữ liệu này (theo Sổ truy cập)", keep=80)
    if extract.access:
        rows = [_access_row(month) for month in extract.access]
        rows.append(_access_total(extract.access))
        tail = height_of(sheet, lambda trial: signed(trial, signers))
        long_table(sheet, _ACCESS, rows, tail=tail)
    else:
        paragraph(sheet, "Sổ truy cập không có lượt nào về người này.")
    signed(sheet, signers)


def _access_row(month: MonthOfAccess) -> Row:
    counts = (month.views, month.changes, month.prints, month.handed_out)
    return (f"{month.month:%m/%Y}", month.who, *map(show_number, counts))


def _access_total(months: tuple[MonthOfAccess, ...]) -> Row:
    counts = (
        sum(month.views for month in months),
        sum(month.changes for month in months),
        sum(month.prints for month in months),
        sum(month.handed_out for month in months),
    )
    return ("", "Cộng", *map(show_number, counts))
