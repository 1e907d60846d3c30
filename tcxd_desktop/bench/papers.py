"""Figures of files: a sheet read in, papers drawn."""

import io
from pathlib import Path

import pypdfium2
import python_calamine

from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.forms import fonts
from tcxd_desktop.office import exports, imports, people, printing
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.opening import close_office

_A4 = (595.28, 841.89)


def phieu(desk: Desk, count: int) -> list[Figure]:
    """Return pages of the phiếu per second against a bare canvas drawing the same text."""
    ids = tuple(line.id for line in people.lines(desk, PeopleQuery(), limit=count))
    job = PrintJob(form="2-HSĐV", person_ids=ids)
    pages = _text_of(printing.render(desk, job))

    def bare() -> None:
        out = fonts.canvas(io.BytesIO(), title="x", pagesize=_A4)
        for runs in pages:
            out.setFont(fonts.REGULAR, 9)
            for x, y, text in runs:
                out.drawString(x, y, text)
            out.showPage()
        out.save()

    ours, other = pair(lambda: printing.render(desk, job), bare, rounds=3)
    one = PrintJob(form="2-HSĐV", person_ids=ids[:1])
    preview, _ = pair(lambda: printing.render(desk, one), lambda: None)
    return [
        Figure(f"Phiếu đảng viên, {len(pages)} trang", len(pages) / ours,
               "khung vẽ trống viết cùng chữ", len(pages) / other, unit="trang/s",
               higher_is_better=True, goal="≥ 0,6"),
        Figure("Xem trước một phiếu", preview, "0,3 giây", 0.3, goal="≤ 1"),
    ]  # fmt: skip


def _text_of(pdf: bytes) -> list[list[tuple[float, float, str]]]:
    """Return the runs of text of every page and where they stand."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_runs(page.get_textpage()) for page in document]
    finally:
        document.close()


def _runs(page: pypdfium2.PdfTextPage) -> list[tuple[float, float, str]]:
    found = []
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        text = page.get_text_bounded(left, bottom, right, top)
        found.append((left, bottom, " ".join(text.split())))
    return found


def take_in(desk: Desk, folder: Path, members: int) -> list[Figure]:
    """Return the import of a whole list into an empty office against reading that file alone."""
    data = exports.members_xlsx(desk, PeopleQuery())
    empty = make_demo(folder, "mật khẩu đo", DemoPlan(1, 23))

    def whole() -> None:
        preview = imports.preview_members(empty, data, "do.xlsx")
        good = [row for row in preview.rows if row.outcome is not Outcome.ERROR]
        if len(good) != len(preview.rows):
            raise RuntimeError(f"{len(preview.rows) - len(good)} rows of our own list are wrong")
        imports.apply_members(empty, preview, dict.fromkeys(preview.unknown_cells))

    def read_alone() -> None:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        book.get_sheet_by_index(0).to_python()

    try:
        ours = timed(whole)
        alone, _ = pair(read_alone, lambda: None, rounds=3)
        again = timed(whole)
    finally:
        close_office(empty)
    return [
        Figure(f"Nhập {members} dòng xlsx (xem trước và ghi)", ours, "chỉ đọc tệp đó", alone),
        Figure("Nhập lại cùng tệp, không đổi gì", again, "chỉ đọc tệp đó", alone),
    ]
