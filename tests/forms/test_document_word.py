"""Văn bản as a Word file: it says what the PDF says, and it is a file one can work with."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tcxd_desktop.domain.documents import Align, Document, Face, Paragraph
from tcxd_desktop.forms.document_pdf import documents_pdf
from tcxd_desktop.forms.document_word import documents_word
from tests.forms.document_samples import (
    BLANK,
    FULL,
    many,
    papers,
    pdf_letters,
    samples,
    word_letters,
)
from tests.forms.form_samples import fonts_of

ALL = [
    pytest.param(one, id=f"{name}-{place}")
    for name, documents in samples().items()
    for place, one in enumerate(documents)
]


@pytest.mark.parametrize("document", ALL)
def test_both_say_the_same(document: Document) -> None:
    on_paper = pdf_letters(documents_pdf([document]), document)
    in_word = word_letters(documents_word([document]))
    # A row taller than a page is drawn line by line, its cells beside each other.
    assert sorted(on_paper) == sorted(in_word)
    if len(on_paper) < 10_000:
        assert on_paper == in_word


def made(*documents: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(documents_word(documents or papers(FULL))))


def test_each_document_has_its_section_with_the_margins_of_the_rules() -> None:
    found = made()
    assert len(found.sections) == 3
    for section in found.sections:
        assert abs(section.page_width - Mm(210)) < Mm(0.1)
        sides = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(side.mm) for side in sides] == [20, 20, 30, 15]


def test_pages_are_numbered_by_a_field_from_the_second() -> None:
    found = made()
    for section in found.sections:
        assert section.different_first_page_header_footer
        assert 'instr="PAGE"' in section.header._element.xml
        assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert section.first_page_header.paragraphs[0].text == ""
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_text_is_times_new_roman_14_justified_with_an_indent() -> None:
    found = made()
    body = found.styles["Nội dung văn bản"]
    assert body.font.name == "Times New Roman"
    assert body.font.size == Pt(14)
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert abs(body.paragraph_format.first_line_indent - Mm(10)) < Mm(0.1)
    assert body.paragraph_format.line_spacing == Pt(18)
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "Times New Roman"
    assert sum(one.style.name == body.name for one in found.paragraphs) > 20
    first = next(one.text for one in found.paragraphs if one.style.name == "Heading 1")
    assert first == "I. Nội dung"


def test_tables_repeat_their_head_and_divide_no_row() -> None:
    tables = [one for one in made(*papers(many(60))).tables if one.style.name == "Table Grid"]
    assert len(tables) >= 6
    for table in tables:
        head, *rows = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in (head, *rows):
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        widths = [int(column.width) for column in table.columns]
        assert abs(sum(widths) - Mm(165)) < Mm(1)


def test_a_signature_keeps_with_the_text_above() -> None:
    found = made(papers(FULL)[2])
    content = list(found.iter_inner_content())
    table = next(place for place, one in enumerate(content) if one is not None
                 and "T/M CHI ỦY" in _told(one))  # fmt: skip
    before = content[table - 1]
    assert isinstance(before, docx.text.paragraph.Paragraph)
    assert before.paragraph_format.keep_with_next
    name = next(run for cell in found.tables[-1].rows[0].cells for one in cell.paragraphs
                for run in one.runs if run.text == FULL.head)  # fmt: skip
    assert name.bold


def _told(block: object) -> str:
    if isinstance(block, docx.table.Table):
        return "".join(cell.text for row in block.rows for cell in row.cells)
    return ""


def test_the_file_holds_no_macro_no_link_and_no_name() -> None:
    data = documents_word(papers(FULL))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        rels = "".join(file.read(name).decode() for name in names if name.endswith(".rels"))
        core = file.read("docProps/core.xml").decode()
        everything = "".join(file.read(name).decode() for name in names)
    assert {name.rpartition(".")[2] for name in names} == {"xml", "rels"}
    assert not any("vba" in name.lower() or "thumbnail" in name for name in names)
    assert "TargetMode" not in rels
    assert "hyperlink" not in rels.lower()
    assert set(re.findall(r">([^<\n]+)<", core)) == {
        "Biên bản họp chi bộ 2026-11", "1", "vi-VN", "2026-11-05T00:00:00Z",
    }  # fmt: skip
    assert "python-docx" not in everything


def test_the_same_documents_give_the_same_bytes() -> None:
    assert documents_word(papers(FULL)) == documents_word(papers(FULL))


def test_characters_no_file_can_hold_are_left_out() -> None:
    odd = replace(papers(FULL)[0], blocks=(Paragraph("a\x00b\x0bc\ud800d\uffff<e>&amp;\u202e"),))
    assert "ab\ncd" in "\n".join(one.text for one in made(odd).paragraphs)


def test_faces_and_alignment_are_those_of_the_record() -> None:
    blocks = (
        Paragraph("Kính gửi: Các chi bộ", align=Align.CENTRED),
        Paragraph("chữ nghiêng", face=Face.ITALIC, align=Align.LEFT),
        Paragraph("đậm nghiêng", lead="Dẫn:", face=Face.BOLD_ITALIC),
    )
    document = replace(papers(FULL)[0], blocks=blocks, kind="")
    centred, left, both = made(document).paragraphs[1:4]
    assert centred.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert centred.paragraph_format.first_line_indent == 0
    assert (left.alignment, left.runs[0].italic) == (WD_ALIGN_PARAGRAPH.LEFT, True)
    assert [(run.text, run.bold, run.italic) for run in both.runs] == [
        ("Dẫn: ", True, None), ("đậm nghiêng", True, True),
    ]  # fmt: skip
    faces = {name for name, _ in fonts_of(documents_pdf([document]))}
    assert {"BoldItalic", "Italic"} <= {name.rpartition("-")[2] for name in faces}


def test_blank_lines_are_dotted_tabs() -> None:
    found = made(papers(BLANK)[0])
    dotted = [one for one in found.paragraphs if one.text.endswith("\t")]
    assert len(dotted) > 20
    assert all(one.paragraph_format.tab_stops[0].leader is not None for one in dotted)


def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    documents_word(papers(FULL), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
