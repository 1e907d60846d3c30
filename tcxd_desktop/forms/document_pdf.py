"""Văn bản as PDF: real text, justified, on pages of the rules of form in force on its day."""

from collections.abc import Sequence

from tcxd_desktop.domain.documents import (
    Block,
    Document,
    DocumentStyle,
    Field,
    Heading,
    Paragraph,
    Table,
)
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.forms.document_frame import closing, letterhead, tied, title
from tcxd_desktop.forms.document_pages import DocumentPages, Piece
from tcxd_desktop.forms.document_style import style_of
from tcxd_desktop.forms.document_table import table
from tcxd_desktop.forms.document_text import Setting, body, field, heading, paragraph


def documents_pdf(
    documents: Sequence[Document], progress: Progress = unwatched, *, duplex: bool = False
) -> bytes:
    """Return one PDF with every document on pages of its own.

    Args:
        documents: at least one.
        progress: told how many are done.
        duplex: every document starts on an odd page.
    """
    pages = DocumentPages(documents[0].title, style_of(documents[0]), duplex=duplex)
    for done, document in enumerate(documents, 1):
        style = style_of(document)
        pages.start(style)
        pages.fill(_pieces(document, style, pages))
        progress(done, len(documents))
    return pages.save()


def _pieces(document: Document, style: DocumentStyle, pages: DocumentPages) -> list[Piece]:
    found = letterhead(document, style, pages.width) + title(document, style, pages.width)
    setting = body(style, pages.width)
    for block in document.blocks:
        found += _block(block, setting, style, pages.full)
    end = closing(document, style, pages.width, pages.full)
    if end:
        tied(found)
    return found + end


def _block(block: Block, setting: Setting, style: DocumentStyle, page: float) -> list[Piece]:
    match block:
        case Heading():
            return heading(block, setting)
        case Paragraph():
            return paragraph(block, setting)
        case Field():
            return field(block, setting)
        case Table():
            return table(block, setting.width, style.sizes.table, page)
