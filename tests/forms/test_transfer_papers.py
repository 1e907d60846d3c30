"""Papers of transfers on the page: PDF and Word say the same, nothing is cut, torn or overprinted."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tcxd_desktop.domain.documents import Document
from tcxd_desktop.domain.score_papers import TablePaper
from tcxd_desktop.domain.text import nfc
from tcxd_desktop.exchange.table_writer import table_workbook
from tcxd_desktop.forms.document_pdf import documents_pdf
from tcxd_desktop.forms.document_word import documents_word
from tcxd_desktop.forms.facing_table import facing_table
from tcxd_desktop.forms.pdf_join import joined
from tcxd_desktop.forms.score_tables import score_table
from tcxd_desktop.forms.transfer_cover import transfer_cover
from tcxd_desktop.forms.transfer_label import transfer_label
from tcxd_desktop.wording import letter_ledger
from tcxd_desktop.wording import transfer_registers as registers
from tests.forms import transfer_samples as samples
from tests.forms.document_samples import pdf_letters, word_letters
from tests.forms.form_samples import all_text, fonts_of, letters, page_texts
from tests.forms.paper_checks import outside, overlapping, sizes

A4, ACROSS = (595, 842), (842, 595)
BLANK = replace(samples.PERIOD, blank=True)


@pytest.fixture(scope="module", params=sorted(samples.samples()))
def documents(request: pytest.FixtureRequest) -> list[Document]:
    return samples.samples()[request.param]


def test_documents_keep_to_their_pages(documents: list[Document]) -> None:
    pdf = documents_pdf(documents)
    assert set(sizes(pdf)) == {A4}
    assert overlapping(pdf) == []
    assert all(inside for _, inside in fonts_of(pdf))


def test_pdf_and_word_say_the_same(documents: list[Document]) -> None:
    some = documents if len(documents) > 4 else documents[:1]
    for document in some:
        assert pdf_letters(documents_pdf([document]), document) == word_letters(
            documents_word([document])
        )


def test_papers_of_one_page_stay_on_one_page() -> None:
    """What is signed by hand and laid into a dossier is one sheet."""
    long = {"Tờ trình xem xét đảng viên quá hạn nộp hồ sơ chuyển sinh hoạt đảng"}
    for document in [*samples.documents(), *samples.bodies(samples.BODY)]:
        pages = len(sizes(documents_pdf([document])))
        assert pages == 1 or document.title in long, document.title


# --- label and cover ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "paper", [samples.FULL, samples.BLANK, samples.hostile()], ids=["full", "blank", "hostile"]
)
def test_the_label_loses_nothing_and_keeps_to_its_page(paper: object) -> None:
    pdf = transfer_label([paper])  # type: ignore[list-item]  # one of three samples
    assert overlapping(pdf) == []
    assert outside(pdf) == []
    assert letters("HỒ SƠ ĐẢNG VIÊN") in all_text(pdf)


def test_a_label_has_its_strips_on_the_same_sheet() -> None:
    pdf = transfer_label([samples.FULL, samples.BLANK])
    assert len(sizes(pdf)) == 2
    first, second = page_texts(pdf)
    assert first.count(nfc("NIÊM PHONG HỒ SƠ ĐẢNG VIÊN – SỐ LÝ LỊCH 004217NB")) == 3
    assert second.count(nfc("NIÊM PHONG HỒ SƠ ĐẢNG VIÊN")) == 3


def test_a_name_no_page_holds_is_still_told_whole() -> None:
    name = samples.LONG * 30
    person = replace(samples.PERSON, name=name)
    pdf = transfer_label([samples.paper(replace(samples.OUT, traveller=person))])
    pages = enumerate(map(letters, page_texts(pdf)), 1)
    text = "".join(page.removeprefix(str(number)) for number, page in pages)
    assert letters(name.upper().strip()) in text
    assert outside(pdf) == []


def test_the_cover_tells_what_the_pack_holds() -> None:
    pdf = transfer_cover([samples.COVER])
    text = all_text(pdf)
    for words in (
        "BỘ GIẤY TỜ CHUYỂN SINH HOẠT ĐẢNG",
        "NGUYỄN THỊ ĐÀO",
        "MÃ QR CỦA GIẤY GIỚI THIỆU",
        "09022 42440 80139 94894 30373 55213",
        "chưa in được: ca này không chuyển tiếp",
    ):
        assert letters(words) in text
    assert len(sizes(pdf)) == 1
    assert overlapping(pdf) == []


def test_a_cover_without_a_code_says_why() -> None:
    pdf = transfer_cover([replace(samples.COVER, qr=(), no_qr="Không có mã QR: quá dài.")])
    assert letters("Không có mã QR: quá dài.") in all_text(pdf)
    assert letters("MÃ QR CỦA") not in all_text(pdf)
    answering = transfer_cover([replace(samples.COVER, answers=True)])
    assert letters("MÃ QR CỦA PHIẾU HỒI BÁO") in all_text(answering)


def test_a_cover_with_hostile_names_loses_nothing() -> None:
    pdf = transfer_cover([replace(samples.COVER, paper=samples.hostile())])
    assert overlapping(pdf) == []
    assert outside(pdf) == []


# --- registers ------------------------------------------------------------------------------------


def tables(kind: str) -> dict[str, TablePaper]:
    """Return every register: full, blank, empty, hostile."""
    period = BLANK if kind == "blank" else samples.PERIOD
    full = kind in {"full", "hostile"}
    lines = samples.BOOK_LINES if full else ()
    hand = samples.HANDOVERS if full else ()
    if kind == "hostile":
        lines = tuple(replace(one, case=samples.hostile(case=one.case).case) for one in lines)
        hand = tuple(
            replace(one, case=samples.hostile(case=one.case).case, who=samples.LONG, note="x" * 90)
            for one in hand
        )
    gone = [one.case for one in lines]
    return {
        "book": registers.introductions_table(period, lines),
        "notices": registers.notices_table(period, lines),
        "handovers": registers.handovers_table(period, hand),
        "links": registers.links_table(period, lines),
        "stock": letter_ledger.stock_table(period, samples.STOCK if full else ()),
        "year": letter_ledger.stock_report(period, samples.YEAR if full else ()),
        "abroad": registers.abroad_table(period, samples.ABROAD_FORMS[0], gone),
        "staying": registers.abroad_table(period, samples.ABROAD_FORMS[1], gone),
    }


def drawn(name: str, table: TablePaper) -> bytes:
    if name == "book":
        return facing_table(table, registers.BOOK_SPLIT)
    return score_table(table)


@pytest.mark.parametrize("kind", ["full", "blank", "empty", "hostile"])
def test_registers_keep_to_their_pages(kind: str) -> None:
    for name, table in tables(kind).items():
        pdf = drawn(name, table)
        assert set(sizes(pdf)) == {ACROSS}, name
        assert overlapping(pdf) == [], name
        assert outside(pdf) == [], name


@pytest.mark.parametrize("kind", ["full", "hostile"])
def test_a_workbook_says_what_the_pdf_says(kind: str) -> None:
    for name, table in tables(kind).items():
        page = load_workbook(io.BytesIO(table_workbook(table))).active
        assert page is not None
        told = {
            str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None
        }
        for row in table.rows:
            assert {str(cell) for cell in row if cell != ""} <= told, name


def test_an_empty_register_says_so() -> None:
    for name, table in tables("empty").items():
        assert letters(table.empty) in all_text(drawn(name, table)), name


def test_the_book_of_letters_has_its_columns_in_the_order_of_the_form() -> None:
    table = tables("full")["book"]
    assert len(table.columns) == 21
    by_place = [list(row[12:20]) for row in table.rows]
    marks = {row[0]: cells.index("x") if "x" in cells else None
             for row, cells in zip(table.rows, by_place, strict=True)}  # fmt: skip
    # out of the province, in from outside, struck out, inside, temporary out, abroad
    assert marks == {"41": 3, "42": 0, "43": None, "44": 5, "45": 6, "46": 3}
    near = replace(samples.OUT, target=replace(samples.THERE, province=samples.HERE.province))
    line = replace(samples.BOOK_LINES[0], case=near)
    assert registers.introductions_table(samples.PERIOD, [line]).rows[0][16] == "x"
    assert "Hủy: viết sai ô 4" in str(table.rows[2][20])


def test_facing_pages_have_the_same_lines() -> None:
    lines = samples.BOOK_LINES * 8
    pdf = facing_table(registers.introductions_table(samples.PERIOD, lines), registers.BOOK_SPLIT)
    texts = page_texts(pdf)
    assert len(texts) % 2 == 0
    numbers = {line.number for line in samples.BOOK_LINES}
    for left, right in zip(texts[::2], texts[1::2], strict=True):
        lefts, rights = (
            [word for word in page.split() if word in numbers] for page in (left, right)
        )
        assert lefts == rights
        assert lefts
    assert nfc("NGƯỜI VÀO SỔ") in texts[-1]


def test_a_whole_year_is_called_one() -> None:
    period = samples.PERIOD
    assert registers.period_words(period) == "Năm 2026"
    quarter = replace(period, since="2026-07-01", until="2026-09-30")
    assert registers.period_words(quarter) == "Quý III/2026"
    month = replace(period, since="2026-02-01", until="2026-02-28")
    assert registers.period_words(month) == "Tháng 2/2026"
    some = replace(period, since="2026-02-01", until="2026-03-31")
    assert registers.period_words(some) == "Từ ngày 01/02/2026 đến ngày 31/03/2026"
    assert registers.period_words(replace(period, since="", until="2026-03-31")) == (
        "Đến ngày 31/03/2026"
    )
    assert registers.period_words(replace(period, since="", until="")) == "Từ khi mở sổ"
    assert "....." in registers.period_words(replace(BLANK, since="", until=""))


# --- one behind the other -------------------------------------------------------------------------


def test_pdfs_of_ours_are_joined_in_order_with_all_they_hold() -> None:
    parts = [
        transfer_cover([samples.COVER]), documents_pdf(samples.documents()[:2]),
        transfer_label([samples.FULL]), score_table(tables("full")["stock"]),
    ]  # fmt: skip
    whole = joined(parts)
    assert page_texts(whole) == [text for part in parts for text in page_texts(part)]
    assert sizes(whole) == [size for part in parts for size in sizes(part)]
    assert all(inside for _, inside in fonts_of(whole))
    read = PdfReader(io.BytesIO(whole), strict=True)
    assert len(read.pages) == sum(len(sizes(part)) for part in parts)
    assert read.metadata is not None
    assert "bộ giấy" in str(read.metadata.title)
    assert joined(parts[:1]) == parts[0]
    again = joined([whole, parts[0]])
    assert len(sizes(again)) == len(sizes(whole)) + 1


def test_what_is_no_file_of_ours_is_refused() -> None:
    good = transfer_label([samples.FULL])
    with pytest.raises(ValueError, match="subsection not found"):
        joined([good, b"%PDF-1.7 nothing"])
