"""Biên bản sự cố dữ liệu: what happened, whose records, who acted, what was done and told."""

from datetime import date
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import (
    IncidentActor,
    IncidentKind,
    IncidentReport,
    Notice,
)
from tcxd_desktop.forms.fonts import ITALIC
from tcxd_desktop.forms.form_kit import (
    LEADING,
    Field,
    checks,
    fields,
    heading,
    next_line,
    paragraph,
)
from tcxd_desktop.forms.report_pages import (
    Report,
    hanging,
    heading_of_paper,
    letterhead,
    signed,
)
from tcxd_desktop.forms.tables import Column, Row, table
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.safety_papers import (
    INCIDENT_KIND,
    show_dossiers,
    show_moment,
    show_stamp,
)

_SIGNERS: Final = (("NGƯỜI LẬP BIÊN BẢN", ""), ("NGƯỜI CHỨNG KIẾN", ""), ("T/M CẤP ỦY", ""))
_NAMES: Final = 60
"""Names on the paper before the rest is only counted."""
_ACTORS: Final = (
    Column("Người", 44),
    Column("Vai trò", 28),
    Column("Lượt đầu", 24, centred=True),
    Column("Lượt cuối", 25, centred=True),
    Column("Xem", 15, centred=True),
    Column("Sửa", 15, centred=True),
    Column("In", 15, centred=True),
    Column("Xuất, giao", 18, centred=True),
)
_NOTICES: Final = (
    Column("Nơi, người được báo", 62),
    Column("Ngày giờ", 32, centred=True),
    Column("Hình thức", 34),
    Column("Người báo", 44),
)


def incident(report: IncidentReport, *, day: date, progress: Progress = unwatched) -> bytes:
    """Return the record of an incident as a PDF on A4; what is not known is left to be written."""
    sheet = Report("Biên bản sự cố dữ liệu", report.foot)
    sheet.begin()
    letterhead(sheet, report.head, day, number=f"Số: {report.number or '............'}")
    heading_of_paper(sheet, "BIÊN BẢN", "sự cố dữ liệu cá nhân")
    _noticed(sheet, report)
    _what(sheet, report)
    _concerned(sheet, report)
    _acted(sheet, report)
    _measures(sheet, report)
    _notified(sheet, report)
    signed(sheet, report.signers or _SIGNERS)
    progress(1, 1)
    return sheet.save()


def _noticed(sheet: Report, report: IncidentReport) -> None:
    heading(sheet, "1. Phát hiện")
    fields(sheet, Field("Phát hiện lúc:", show_moment(report.noticed)))
    fields(sheet, Field("Người phát hiện:", report.noticed_by), Field("Chức vụ:", report.post))
    fields(sheet, Field("Nơi xảy ra:", report.place))


def _what(sheet: Report, report: IncidentReport) -> None:
    heading(sheet, "2. Loại sự cố (đánh dấu x)", 4 * LEADING)
    marks = [
        (INCIDENT_KIND[kind], kind in report.kinds)
        for kind in IncidentKind
        if kind is not IncidentKind.OTHER
    ]
    checks(sheet, marks, 3)
    checks(sheet, [(INCIDENT_KIND[IncidentKind.OTHER], IncidentKind.OTHER in report.kinds)], 3)
    fields(sheet, Field("Nếu là loại khác, ghi rõ:", report.other_kind))
    heading(sheet, "3. Diễn biến")
    if report.account:
        paragraph(sheet, report.account)
    else:
        _dotted(sheet, 4)


def _dotted(sheet: Report, count: int) -> None:
    for _ in range(count):
        sheet.dots(sheet.left, sheet.right, next_line(sheet) - 1)


def _concerned(sheet: Report, report: IncidentReport) -> None:
    heading(sheet, "4. Dữ liệu bị ảnh hưởng (theo Sổ truy cập)", 3 * LEADING)
    fields(
        sheet,
        Field("Xem xét từ:", show_moment(report.since)),
        Field("đến:", show_moment(report.until)),
    )
    for label, count in report.counts:
        fields(sheet, Field(f"- {label}:", show_number(count)))
    if not report.counts:
        fields(sheet, Field("Số hồ sơ liên quan:", ""))
    names = show_dossiers(report.people, report.concerned, most=_NAMES)
    fields(sheet, Field("Của:", names, lines=2))


def _acted(sheet: Report, report: IncidentReport) -> None:
    caption = "5. Người đã làm việc với dữ liệu trong khoảng thời gian trên (theo Sổ truy cập)"
    table(sheet, caption, _ACTORS, [_actor(actor) for actor in report.actors], blank=3)


def _actor(actor: IncidentActor) -> Row:
    counts = (actor.views, actor.changes, actor.prints, actor.handed_out)
    first, last = (show_stamp(at) for at in (actor.first, actor.last))
    return (actor.who, actor.role, first, last, *map(show_number, counts))


def _measures(sheet: Report, report: IncidentReport) -> None:
    heading(sheet, "6. Biện pháp đã thực hiện", 3 * LEADING)
    for measure in report.measures:
        hanging(sheet, "-", measure, leading=LEADING / 11.5)
    _dotted(sheet, 2 if report.measures else 5)
    sheet.y -= 2 * mm


def _notified(sheet: Report, report: IncidentReport) -> None:
    rows = [_notice(notice) for notice in report.notices]
    if rows:
        rows += [("",) * len(_NOTICES)] * 2  # for those who are told after it is printed
    table(sheet, "7. Đã báo cho", _NOTICES, rows, blank=3)
    if report.reminder:
        paragraph(sheet, report.reminder, face=ITALIC)


def _notice(notice: Notice) -> Row:
    return (notice.whom, show_stamp(notice.at), notice.how, notice.by)
