"""Preview and printing: the PDF itself, page by page; a neutral name in the queue."""

import io
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from reportlab.pdfgen.canvas import Canvas

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.ui.common import printing
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pdf import PdfPages
from tcxd_desktop.ui.common.preview import UNCHECKED, Preview, preview
from tcxd_desktop.ui.common.printing import PrintChoice, PrintRun

A4 = (595.28, 841.89)
A3_WIDE = (1190.55, 841.89)
FORM = FormInfo("2-HSĐV", "Phiếu đảng viên", "Ban Tổ chức Trung ương", "38-HD/BTCTW", "2025-09-29")


def pdf(*sizes: tuple[float, float]) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for size in sizes or (A4,):
        canvas.setPageSize(size)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, size[1] - 72, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def window(qtbot):
    kept: list[Preview] = []

    def open_it(data: bytes, form: FormInfo | None = None) -> Preview:
        made = Preview(data, title="Phiếu đảng viên", file_name="phieu.pdf", form=form)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        kept.append(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return open_it


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setDocName(printing.JOB_NAME)
    printer.setResolution(150)
    return printer


def test_pages_are_pictures_of_the_pdf() -> None:
    pages = PdfPages(pdf(A4, A3_WIDE))
    assert pages.count == 2
    assert pages.size(1) == pytest.approx(A3_WIDE, abs=0.1)
    picture = pages.picture(0, 300)
    assert picture.width() == pytest.approx(300, abs=1)
    assert picture.pixelColor(5, 5) == QColor("#FF0000")
    assert picture.pixelColor(150, 200) == QColor("#FFFFFF")
    assert pages.picture(0, 300) is picture
    pages.close()


def test_only_seen_pages_are_drawn(window) -> None:
    shown = window(pdf(*[A4] * 200))
    shown.grab()
    assert 0 < len(shown._pages._pictures) < 6
    shown.view.go_to(150)
    assert shown.view.current_page() == 150
    shown.grab()
    assert any(number == 150 for number, _ in shown._pages._pictures)


@pytest.mark.parametrize("zoom", [0, -1, 50, 200])
def test_zoom_keeps_the_page(window, zoom: int) -> None:
    shown = window(pdf(*[A4] * 20))
    shown.view.go_to(7)
    shown.zoom.setCurrentIndex(shown.zoom.findData(zoom))
    shown.zoom.activated.emit(0)
    assert shown.view.current_page() in {7, 8}
    shown.grab()


def test_an_unseen_annex_is_told_and_only_then(window) -> None:
    told = window(pdf(), FORM)
    assert told.unchecked.text.text() == UNCHECKED
    seen = FormInfo("DS", "Danh sách", "", "", "2025-09-29", annex_seen=True)
    assert not hasattr(window(pdf(), seen), "unchecked")
    assert window(pdf(A4, A4)).pages_label.text() == "2 trang"


def test_without_a_printer_it_can_still_be_saved(window, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tcxd_desktop.ui.common.preview.printer_names", list)
    data = pdf()
    shown = window(data)
    assert not shown.print_button.isEnabled()
    assert "chưa cài máy in" in shown.notice.text.text()
    told: list[tuple[int, str]] = []
    shown.printed = lambda copies, purpose: told.append((copies, purpose))
    target = tmp_path / "phiếu.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shown.purpose.set_text("nộp huyện")
    shown.save_button.click()
    assert target.read_bytes() == data
    assert told == [(0, "nộp huyện")]
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.pdf"), "")
    )
    shown.save_button.click()
    assert "Không" in shown.notice.text.text()


def test_what_is_printed_is_the_paper_at_its_size(qtbot, tmp_path: Path) -> None:
    pages, target, owner = PdfPages(pdf(A4, A3_WIDE, A4)), tmp_path / "in.pdf", QObject()
    run = PrintRun(pages, to_file(target), PrintChoice(""), owner)
    with qtbot.waitSignal(run.finished, timeout=20_000) as finished:
        assert run.start()
    assert finished.args == [True]
    printed = pypdf.PdfReader(target)
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in printed.pages]
    for size, wanted in zip(sizes, (A4, A3_WIDE, A4), strict=True):
        assert size == pytest.approx(wanted, abs=2)
    assert printed.metadata is not None
    assert printed.metadata.title == "TCXD"
    document = pypdfium2.PdfDocument(target)
    picture = document[1].render(scale=0.5).to_pil()
    red = [x for x in range(picture.width) if picture.getpixel((x, 10))[1] < 128]
    assert len(red) == pytest.approx(36, abs=1)
    document.close()


def test_a_range_of_pages_is_printed(qtbot, tmp_path: Path) -> None:
    pages, target, owner = PdfPages(pdf(*[A4] * 6)), tmp_path / "in.pdf", QObject()
    run = PrintRun(pages, to_file(target), PrintChoice("", first=1, last=3), owner)
    steps: list[tuple[int, int]] = []
    run.moved.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(run.finished, timeout=20_000):
        run.start()
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert len(pypdf.PdfReader(target).pages) == 3


def test_printing_can_be_stopped_between_pages(qtbot, tmp_path: Path) -> None:
    pages, owner = PdfPages(pdf(*[A4] * 50)), QObject()
    run = PrintRun(pages, to_file(tmp_path / "in.pdf"), PrintChoice(""), owner)
    sent: list[int] = []
    run.moved.connect(lambda done, _: sent.append(done))
    run.start()
    qtbot.waitUntil(lambda: bool(sent))
    with qtbot.waitSignal(run.finished) as finished:
        run.stop()
    assert finished.args == [False]
    assert len(sent) < 50


def test_an_empty_range_prints_nothing(tmp_path: Path) -> None:
    owner = QObject()
    choice = PrintChoice("", first=4, last=2)
    assert not PrintRun(PdfPages(pdf()), to_file(tmp_path / "x.pdf"), choice, owner).start()


def test_the_window_prints_and_tells_what_for(qtbot, window, monkeypatch, tmp_path: Path) -> None:
    target = tmp_path / "in.pdf"
    monkeypatch.setattr("tcxd_desktop.ui.common.preview.printer_names", lambda: ["Máy in tầng 1"])
    monkeypatch.setattr("tcxd_desktop.ui.common.preview.make_printer", lambda _: to_file(target))
    shown = window(pdf(A4, A4))
    told: list[tuple[int, str]] = []
    shown.printed = lambda copies, purpose: told.append((copies, purpose))
    shown.copies.setValue(2)
    shown.purpose.set_text("lưu hồ sơ")
    assert shown.choice() == PrintChoice("Máy in tầng 1", 2, "one", 0, 1)
    qtbot.keyClick(shown, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told == [(2, "lưu hồ sơ")])
    assert len(pypdf.PdfReader(target).pages) == 2
    assert "Đã gửi" in shown.notice.text.text()
    assert shown.print_button.isEnabled()


def test_the_printer_is_set_as_chosen_under_a_neutral_name() -> None:
    printer = printing.make_printer(PrintChoice("không có", copies=3, duplex="long"))
    assert printer.docName() == "TCXD"
    assert printer.resolution() == 300
    assert printer.copyCount() == 3
    assert set(printing.DUPLEX) == {"one", "long", "short"}


def test_escape_closes_even_while_printing(qtbot, window, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tcxd_desktop.ui.common.preview.printer_names", lambda: ["Máy in"])
    monkeypatch.setattr(
        "tcxd_desktop.ui.common.preview.make_printer", lambda _: to_file(tmp_path / "in.pdf")
    )
    shown = window(pdf(*[A4] * 40))
    shown.print_button.click()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert shown._run is None


def test_a_preview_is_made_off_the_screens_thread(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    jobs = Jobs()

    def render(progress: Progress) -> bytes:
        progress(1, 1)
        return pdf(A4, A4)

    with qtbot.waitSignal(jobs.idle):
        preview(parent, jobs, render, title="Phiếu", file_name="p.pdf", form=FORM)
    shown = parent.findChild(Preview)
    assert shown is not None
    assert shown.isVisible()
    assert shown.windowModality() == Qt.WindowModality.WindowModal
    shown.shut.click()
    jobs.close()


def test_a_paper_that_cannot_be_made_tells_why(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    jobs = Jobs()

    def render(progress: Progress) -> bytes:
        raise NotFoundProblem("hồ sơ")

    with qtbot.waitSignal(jobs.failed):
        preview(parent, jobs, render, title="Phiếu", file_name="p.pdf")
    assert parent.findChild(Preview) is None
    jobs.close()
