"""Văn bản as an editable Word file: real paragraphs, tables and styles, from the same record."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from tcxd_desktop.domain.documents import (
    Align,
    Block,
    Document,
    DocumentStyle,
    Face,
    Field,
    Heading,
    Paragraph,
    SignatureBlock,
    Table,
)
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.forms import word_kit as kit
from tcxd_desktop.forms.document_style import style_of
from tcxd_desktop.wording.documents import (
    DOTS,
    PARTY,
    RECIPIENTS,
    RULE,
    STAR,
    place_line,
    recipient_lines,
)

_PAGE: Final = (210.0, 297.0)
_HEADER: Final = 9.0
_LEFT_SHARE: Final = 0.44
_ALIGN: Final = {
    Align.JUSTIFIED: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRED: WD_ALIGN_PARAGRAPH.CENTER,
}
_SIGN_ROOM: Final = 62.0
_GAP: Final = 8.0
_WHOLE: Final = 8
"""A table of no more rows stays on one page; of others, the last two rows."""


def documents_word(documents: Sequence[Document], progress: Progress = unwatched) -> bytes:
    """Return one Word file with every document in a section of its own.

    Args:
        documents: at least one.
        progress: told how many are done.
    """
    first = documents[0]
    made = kit.blank(style_of(first), first.title, first.on)
    section = made.sections[0]
    _header(section, style_of(first).sizes.page_number)
    _numbered(made.element.body)
    written: list[Any] = []
    for done, document in enumerate(documents, 1):
        _page(section, style_of(document))
        end = _Writer(made, document).write()
        if done < len(documents):  # the last one stays where it was written
            written += _taken_out(made.element.body, end)
        progress(done, len(documents))
    made.element.body[:0] = written
    return kit.saved(made)


def _taken_out(body: Any, end: WordParagraph) -> list[Any]:
    """Return what was written, taken out of the body: a long one makes every step slow.

    Args:
        body: of the file.
        end: last paragraph of a document after which another follows; it ends the section.
    """
    written: list[Any]
    *written, section = body
    kit.xml(end).get_or_add_pPr().append(deepcopy(section))
    for one in written:
        body.remove(one)
    return written


class _Writer:
    """Writes one document at the end of the file."""

    def __init__(self, made: WordDocument, document: Document) -> None:
        self.made = made
        self.document = document
        self.style = style_of(document)
        margins = self.style.margins
        self.width = _PAGE[0] - margins.left - margins.right

    def write(self) -> WordParagraph:
        """Write everything, in the order of the paper; return the paragraph it ends with."""
        self._letterhead()
        self._title()
        for block in self.document.blocks:
            self._block(block)
        self._closing()
        return kit.styled(self.made.add_paragraph(), kit.END)

    def _letterhead(self) -> None:
        head, sizes = self.document.head, self.style.sizes
        left, right = self._side_by_side(_LEFT_SHARE).cells
        _line(left, head.upper.upper(), sizes.upper)
        _line(left, head.issuer.upper(), sizes.issuer, bold=True)
        _line(left, STAR, sizes.number)
        _line(left, head.number, sizes.number)
        _line(left, head.subject, sizes.subject, italic=True)
        party = _line(right, PARTY, sizes.party, bold=True)
        if party:
            party.runs[0].underline = True
        _line(right, place_line(head), sizes.place, italic=True)

    def _title(self) -> None:
        document = self.document
        if document.kind:
            kind = kit.styled(self.made.add_paragraph(kit.told(document.kind.upper())), kit.KIND)
            kind.paragraph_format.space_before = Pt(14)
            for line in document.summary:
                kit.styled(self.made.add_paragraph(kit.told(line)), kit.SUMMARY)
            rule = kit.styled(self.made.add_paragraph(), kit.SUMMARY)
            rule.add_run(RULE).bold = False
        else:
            rule = kit.styled(self.made.add_paragraph(), kit.END)
        rule.paragraph_format.space_after = Pt(8)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                kit.styled(self.made.add_paragraph(kit.told(block.line)), kit.HEADINGS[block.level])
            case Paragraph():
                self._paragraph(block)
            case Field():
                self._field(block)
            case Table():
                rows, columns = len(block.rows) + 1, len(block.columns)
                _Filled(self.made.add_table(rows, columns), block, self.width).fill()
                end = kit.styled(self.made.add_paragraph(), kit.END)
                end.paragraph_format.space_after = Pt(5)

    def _paragraph(self, block: Paragraph) -> None:
        for number, text in enumerate(kit.told(block.text).split("\n")):
            made = kit.styled(self.made.add_paragraph(), kit.BODY)
            if block.lead and number == 0:
                made.add_run(f"{kit.told(block.lead)} ").bold = True
            run = made.add_run(text)
            if block.face is not Face.REGULAR:
                run.bold = block.face in (Face.BOLD, Face.BOLD_ITALIC)
                run.italic = block.face in (Face.ITALIC, Face.BOLD_ITALIC)
            if block.align is not Align.JUSTIFIED:
                made.alignment = _ALIGN[block.align]
            if block.align is Align.CENTRED:
                made.paragraph_format.first_line_indent = Mm(0)
            if block.keep:
                made.paragraph_format.keep_with_next = True

    def _field(self, block: Field) -> None:
        label, value = kit.told(block.label), kit.told(block.value)
        if value:
            for text in f"{label} {value}".strip().split("\n"):
                kit.styled(self.made.add_paragraph(text), kit.BODY)
            return
        for number in range(block.lines):
            first = label and number == 0
            made = kit.styled(self.made.add_paragraph(f"{label} \t" if first else "\t"), kit.BODY)
            shape = made.paragraph_format
            if number:
                shape.first_line_indent = Mm(0)
            shape.tab_stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            shape.line_spacing = Pt(self.style.leading * 1.3)

    def _closing(self) -> None:
        signers = self.document.signers
        if not signers:
            self._recipients(self.made)
            return
        self._keep_last()
        if len(signers) > 1:
            row = self._side_by_side(1 / len(signers), len(signers))
            for cell, signer in zip(row.cells, signers, strict=True):
                _signature(cell, signer)
            self._recipients(self.made)
            return
        left, right = self._side_by_side(_LEFT_SHARE).cells
        self._recipients(left)
        _signature(right, signers[0])

    def _keep_last(self) -> None:
        """Keep what was written last on the page of the signatures."""
        content = list(self.made.iter_inner_content())[-2:]
        for found in content:
            if isinstance(found, WordTable):
                _with_next(found.rows[-1])
            else:
                found.paragraph_format.keep_with_next = True

    def _recipients(self, where: Any) -> None:
        recipients = self.document.recipients
        if not recipients:
            return
        made = _next(where, kit.RECIPIENT)
        run = made.add_run(RECIPIENTS)
        made.paragraph_format.space_before = Pt(_GAP)
        run.underline, run.font.size = True, Pt(self.style.sizes.recipients_head)
        for line in recipient_lines(recipients):
            _next(where, kit.RECIPIENT).add_run(kit.told(line))

    def _side_by_side(self, share: float, count: int = 2) -> _Row:
        """Return the one row of a table without lines, whose first cell takes ``share``."""
        table = self.made.add_table(1, count)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        rest = (1 - share) / (count - 1)
        _columns(table, [self.width * (share if place == 0 else rest) for place in range(count)])
        row: _Row = table.rows[0]
        _whole(row)
        return row


class _Filled:
    """A table of the document while it is written."""

    def __init__(self, table: WordTable, block: Table, width: float) -> None:
        self.table = table
        self.block = block
        table.style = kit.GRID
        kit.xml(table).tblPr.find(qn("w:tblLook")).addprevious(_padding())
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        total = sum(column.share for column in block.columns)
        _columns(table, [width * column.share / total for column in block.columns])

    def fill(self) -> None:
        """Write its head, repeated on each page, and its rows."""
        block = self.block
        head, *rows = self.table.rows
        _whole(head)
        xml = kit.xml(head).get_or_add_trPr()
        xml.append(kit.element("tblHeader"))
        cells = head.cells
        _middle(cells)
        for cell, column in zip(cells, block.columns, strict=True):
            _cell(cell, column.title, Align.CENTRED, bold=True)
        for row, made in zip(block.rows, rows, strict=True):
            _whole(made)
            cells = made.cells
            if block.row_height:
                made.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
                made.height = Mm(block.row_height)
                _middle(cells)
            if len(row.cells) == 1:
                _cell(cells[0].merge(cells[-1]), row.cells[0], Align.LEFT, bold=True)
                continue
            for cell, text, column in zip(cells, row.cells, block.columns, strict=True):
                _cell(cell, text, column.align, bold=row.bold)
        made = [head, *rows]
        for row in made[:-1] if len(made) <= _WHOLE else made[-2:-1]:
            _with_next(row)


def _page(section: Section, style: DocumentStyle) -> None:
    margins = style.margins
    section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(_HEADER)
    section.different_first_page_header_footer = True


def _header(section: Section, size: float) -> None:
    """Number the pages in the middle above the text, the first one left out."""
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = kit.element("fldSimple", instr="PAGE")
    run = paragraph.add_run("2")
    run.font.size = Pt(size)
    kit.xml(paragraph).append(field)
    field.append(kit.xml(run))


def _numbered(body: Any) -> None:
    """Let the pages of every section begin with 1."""
    body.sectPr.find(qn("w:pgMar")).addnext(kit.element("pgNumType", start="1"))


def _columns(table: WordTable, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _whole(row: _Row) -> None:
    kit.xml(row).get_or_add_trPr().append(kit.element("cantSplit"))


def _with_next(row: _Row) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _middle(cells: Sequence[_Cell]) -> None:
    for cell in cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _padding() -> Any:
    """Return what keeps the text from the lines at the sides, as narrow as in the PDF."""
    margins = kit.element("tblCellMar")
    for side in ("left", "right"):
        margins.append(kit.element(side, w="64", type="dxa"))
    return margins


def _cell(cell: _Cell, text: str, align: Align, *, bold: bool) -> None:
    for number, line in enumerate(kit.told(text).split("\n")):
        made = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        kit.styled(made, kit.CELL)
        if align is Align.CENTRED:
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.add_run(line).bold = bold or None


def _next(where: Any, style: str) -> WordParagraph:
    """Return a new paragraph; a cell has its first one already."""
    if isinstance(where, _Cell) and not where.paragraphs[-1].runs:
        first: WordParagraph = where.paragraphs[-1]
        return kit.styled(first, style)
    return kit.styled(where.add_paragraph(), style)


def _line(
    cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> WordParagraph | None:
    if not text:
        return None
    made = _next(cell, kit.TOP)
    run = made.add_run(kit.told(text))
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
    return made


def _signature(cell: _Cell, signer: SignatureBlock) -> None:
    for number, caption in enumerate(signer.captions):
        made = _next(cell, kit.SIGN)
        made.add_run(kit.told(caption)).bold = number == 0 or None
        made.paragraph_format.space_before = Pt(0 if number else _GAP)
    name = _next(cell, kit.SIGN)
    name.paragraph_format.space_before = Pt(_SIGN_ROOM)
    name.add_run(kit.told(signer.name) or DOTS).bold = bool(signer.name) or None
