"""Văn bản as PDF: pages of the rules, nothing over the edge, nothing torn from its own."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm

from tcxd_desktop.domain.documents import (
    Align,
    Block,
    Column,
    Document,
    DocumentHead,
    Field,
    Heading,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    outlined,
)
from tcxd_desktop.domain.text import nfc
from tcxd_desktop.forms.document_pdf import documents_pdf
from tcxd_desktop.forms.document_style import style_of, styles
from tests.forms.document_samples import FULL, LONG, papers, samples
from tests.forms.form_samples import fonts_of, glyph_boxes, letters, page_texts
from tests.forms.paper_checks import overlapping, sizes

A4 = (595, 842)
TEXT = (
    "Chi bộ đã lãnh đạo nhân dân thu hoạch xong 42,5 ha lúa mùa, năng suất bình quân 58 tạ/ha; vận "
    "động 37 hộ hiến 1.250 m² đất làm đường nội đồng. "
)
HEAD = DocumentHead(
    "Chi bộ thôn Bình Minh", "Đảng bộ xã Đông Hải", "Số 11-NQ/CB", "Đông Hải", "2026-02-05"
)
COLUMNS = (Column("TT", 10, Align.CENTRED), Column("Nhiệm vụ", 60), Column("Kết quả", 30))


def document(*blocks: Block, **changes: object) -> Document:
    plain = Document(
        title="Nghị quyết",
        on="2026-02-05",
        head=HEAD,
        kind="Nghị quyết",
        summary=("Lãnh đạo thực hiện nhiệm vụ tháng 02 năm 2026",),
        blocks=outlined(blocks),
        signers=(SignatureBlock(("T/M CHI BỘ", "BÍ THƯ"), "Lê Văn Hòa"),),
        recipients=("Đảng ủy xã (để báo cáo)", "Lưu chi bộ"),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names are the record's


def lines_of(pdf: bytes, page: int = 0) -> list[str]:
    return [line.strip() for line in page_texts(pdf)[page].splitlines()]


@pytest.fixture(scope="module", params=sorted(samples()))
def drawn(request: pytest.FixtureRequest) -> bytes:
    return documents_pdf(samples()[request.param])


def test_every_page_is_a4_with_its_fonts_inside(drawn: bytes) -> None:
    assert set(sizes(drawn)) == {A4}
    assert all(inside for _, inside in fonts_of(drawn))


def test_nothing_stands_in_the_margins_but_the_page_number(drawn: bytes) -> None:
    margins = styles()[-1].margins
    left, right = margins.left * mm, A4[0] - margins.right * mm
    low, high = margins.bottom * mm, A4[1] - margins.top * mm
    wrong = [
        (page, box)
        for page, boxes in enumerate(glyph_boxes(drawn), 1)
        for box in boxes
        if box[0] < left - 1 or box[2] > right + 1 or box[1] < low - 4
        if box[3] <= high + 2
    ]
    assert wrong == []


def test_nothing_stands_upon_another(drawn: bytes) -> None:
    assert overlapping(drawn) == []


def test_the_letterhead_follows_the_rules() -> None:
    pdf = documents_pdf([document(Paragraph(TEXT))])
    text = page_texts(pdf)[0]
    for said in (
        "ĐẢNG BỘ XÃ ĐÔNG HẢI", "CHI BỘ THÔN BÌNH MINH", "Số 11-NQ/CB", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Đông Hải, ngày 05 tháng 02 năm 2026", "NGHỊ QUYẾT", "-----", "Nơi nhận:",
        "- Đảng ủy xã (để báo cáo),", "- Lưu chi bộ.", "T/M CHI BỘ", "BÍ THƯ", "Lê Văn Hòa",
    ):  # fmt: skip
        assert nfc(said) in text


def test_what_is_not_known_is_dots() -> None:
    head = DocumentHead("Chi bộ thôn Bình Minh", number="Số .....-BB/CB")
    pdf = documents_pdf(
        [document(head=head, signers=(SignatureBlock(("CHỦ TRÌ HỘI NGHỊ",)),), recipients=())]
    )
    text = page_texts(pdf)[0]
    assert "ngày ..... tháng ..... năm ........." in text
    assert "Nơi nhận" not in text
    assert lines_of(pdf)[-1].startswith("....")


def test_a_letter_has_its_subject_below_the_number() -> None:
    head = replace(HEAD, number="Số 25-CV/ĐU", subject="về việc rà soát đảng viên")
    text = page_texts(documents_pdf([document(Paragraph(TEXT), head=head, kind="")]))[0]
    assert "về việc rà soát đảng viên" in text
    assert "NGHỊ QUYẾT" not in text
    assert "-----" not in text


def test_pages_are_numbered_in_the_middle_from_the_second_and_anew_in_each_document() -> None:
    pdf = documents_pdf([document(Paragraph(TEXT * 30)), document(Paragraph(TEXT * 30))])
    firsts = [lines_of(pdf, page)[0] for page in range(len(sizes(pdf)))]
    assert len(firsts) == 4
    assert (firsts[1], firsts[3]) == ("2", "2")
    assert firsts[0] != "1"
    assert firsts[2] != "3"
    number = max(glyph_boxes(pdf)[1], key=lambda box: box[3])
    assert abs((number[0] + number[2]) / 2 - A4[0] / 2) < 1


def test_lines_of_a_paragraph_end_at_the_right_margin() -> None:
    pdf = documents_pdf([document(Paragraph(TEXT * 4))])
    right = A4[0] - 15 * mm
    low = min(box[1] for box in glyph_boxes(pdf)[0] if box[2] > right - 1)
    ends = [box for box in glyph_boxes(pdf)[0] if right - 1.5 < box[2] <= right + 0.6]
    assert len({round(box[1] / 18) for box in ends}) >= 6
    assert low > 0
    assert letters(TEXT * 4) in letters(PdfReader(io.BytesIO(pdf)).pages[0].extract_text())


def test_words_of_a_justified_line_can_be_copied_with_their_spaces() -> None:
    pdf = documents_pdf([document(Paragraph(TEXT * 2))])
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert " ".join((TEXT * 2).split()) in text


@pytest.mark.parametrize("count", range(20, 34))
def test_a_signature_is_never_alone_on_a_page(count: int) -> None:
    blocks = [Paragraph(f"Đoạn số {number} của văn bản.") for number in range(count)]
    pages = page_texts(documents_pdf([document(*blocks)]))
    last = pages[-1]
    assert f"Đoạn số {count - 1} " in last
    if len(pages) > 1:
        assert f"Đoạn số {count - 2} " in last


@pytest.mark.parametrize("count", range(20, 34))
def test_a_heading_stays_with_what_follows(count: int) -> None:
    blocks = [Paragraph("Đoạn.") for _ in range(count)]
    pages = page_texts(
        documents_pdf([document(*blocks, Heading("Đề mục cuối"), Paragraph(TEXT * 5))])
    )
    page = next(text for text in pages if "I. Đề mục cuối" in text)
    assert "Chi bộ đã lãnh đạo" in page.partition("I. Đề mục cuối")[2]


def test_a_table_repeats_its_head_and_divides_no_row() -> None:
    rows = tuple(
        Row((str(number), f"Nhiệm vụ {number} " + TEXT, f"hết {number}")) for number in range(1, 60)
    )
    pages = page_texts(documents_pdf([document(Table(COLUMNS, rows))]))
    assert len(pages) > 3
    for text in pages[:-1]:
        assert "Kết quả" in text
    for number in range(1, 60):
        there = [page for page, text in enumerate(pages) if f"Nhiệm vụ {number} " in text]
        assert there == [
            page for page, text in enumerate(pages) if f"hết {number}\r" in f"{text}\r"
        ]


@pytest.mark.parametrize("count", range(8, 26))
def test_the_total_is_not_torn_from_its_table(count: int) -> None:
    rows = tuple(Row((str(number), f"Mục {number}.", "1")) for number in range(count))
    blocks = (Paragraph(TEXT * 4), Table(COLUMNS, (*rows, Row(("", "Tổng điểm", "9"), bold=True))))
    pages = page_texts(documents_pdf([document(*blocks)]))
    page = next(text for text in pages if "Tổng điểm" in text)
    assert f"Mục {count - 1}." in page


def test_a_row_taller_than_a_page_goes_on_over_the_next() -> None:
    rows = (Row(("1", LONG * 12, "x")), Row(("2", "sau cùng", "y")))
    pdf = documents_pdf([document(Table(COLUMNS, rows))])
    text = letters("".join(page_texts(pdf)))
    assert text.count(letters(LONG[:40])) >= 12 * 6
    assert "saucùng" in text


def test_a_row_of_one_cell_is_a_caption_over_the_width() -> None:
    table = Table(COLUMNS, (Row((TEXT * 2,)), Row(("1", "a", "b"))))
    pdf = documents_pdf([document(table)])
    widest = max(box[2] for box in glyph_boxes(pdf)[0])
    assert widest > A4[0] - 15 * mm - 20


def drawn_lines(*blocks: Block) -> int:
    """Return how many lines, dotted ones too, are drawn on the first page."""
    page = PdfReader(io.BytesIO(documents_pdf([document(*blocks)]))).pages[0]
    return page.get_contents().get_data().count(b" l")


def test_unknown_fields_are_dotted_and_known_ones_are_not() -> None:
    plain = drawn_lines(Paragraph("x"))
    assert drawn_lines(Field("Địa điểm:", "Nhà văn hóa")) == plain
    assert drawn_lines(Field("Địa điểm:")) == plain + 1
    assert drawn_lines(Field("Địa điểm:", lines=4)) == plain + 4
    assert drawn_lines(Field(lines=3)) == plain + 3
    text = page_texts(documents_pdf([document(Field("Địa điểm:", "Nhà văn hóa"))]))[0]
    assert "Địa điểm: Nhà văn hóa" in text


def test_two_sided_documents_begin_on_odd_pages() -> None:
    job = [document(Paragraph(TEXT)), document(Paragraph("Sau."))]
    assert len(sizes(documents_pdf(job))) == 2
    assert len(sizes(documents_pdf(job, duplex=True))) == 3


def test_margins_are_those_of_the_day() -> None:
    old = document(Paragraph(TEXT), on="2020-05-05")
    new = document(Paragraph(TEXT))
    assert style_of(old).basis.startswith("36-HD/VPTW")
    assert style_of(new).basis.startswith("399-QĐ/TW")
    for made in (old, new):
        top = max(box[3] for box in glyph_boxes(documents_pdf([made]))[0])
        assert A4[1] - top >= style_of(made).margins.top * mm - 1
    mixed = documents_pdf([old, new])
    tops = [max(box[3] for box in boxes) for boxes in glyph_boxes(mixed)]
    assert tops[1] - tops[0] > 10


def test_the_same_documents_give_the_same_bytes() -> None:
    assert documents_pdf(papers(FULL)) == documents_pdf(papers(FULL))


def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    documents_pdf(papers(FULL), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
