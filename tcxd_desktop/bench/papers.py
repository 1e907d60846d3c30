"""Figures of papers: how fast they are drawn."""

import io

import pypdfium2

from tcxd_desktop.bench.figures import Figure, pair
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.forms import fonts
from tcxd_desktop.office import people, printing
from tcxd_desktop.office.desk import Desk

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
