"""An empty Word file with our own few styles, and its bytes: nothing foreign, nothing of the clock.

What python-docx brings along and no paper of ours uses (a hundred styles, a preview picture, the
name of a program) is left out; what remains holds no macro, no link and no name of a person.
"""

from datetime import datetime
from io import BytesIO
from typing import Any, Final, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from tcxd_desktop.domain.documents import DocumentStyle
from tcxd_desktop.domain.text import fold, nfc

TYPEFACE: Final = "Times New Roman"
BODY, CELL, TOP, KIND, SUMMARY, RECIPIENT, SIGN, END = (
    "Nội dung văn bản", "Chữ trong bảng", "Phần đầu văn bản", "Tên loại văn bản",
    "Trích yếu văn bản", "Nơi nhận văn bản", "Chữ ký văn bản", "Hết văn bản",
)  # fmt: skip
"""Names of the styles, as Word shows them; each is changed once for the whole file."""
HEADINGS: Final = {1: "Heading 1", 2: "Heading 2", 3: "Heading 3"}
GRID: Final = "Table Grid"
_KEPT: Final = {"Normal", "Header", "Default Paragraph Font", "Normal Table", "No List", GRID,
                *HEADINGS.values()}  # fmt: skip
_PARTS: Final = ("/styles", "/settings", "/theme", "/fontTable", "/officeDocument",
                 "/core-properties", "/header")  # fmt: skip
"""Ends of the relationship types whose parts are written."""
_SETTINGS: Final = ("w:savePreviewPicture", "w:rsids", "w:proofState", "w:zoom")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_BLACK: Final = RGBColor(0, 0, 0)


def xml(found: Any) -> Any:
    """Return the XML behind an object, for what python-docx has no words for."""
    return found._element  # noqa: SLF001 - the library's own way down, stable since its beginning


def element(tag: str, **attributes: str) -> Any:
    """Return an element of WordprocessingML; an attribute is named without its prefix."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def told(text: str) -> str:
    """Return text as XML can hold it: NFC, without marks nobody sees."""
    return nfc(text).replace("\t", " ").replace("\ufffe", "").replace("\uffff", "")


def _id(name: str) -> str:
    return fold(name).title().replace(" ", "")


def styled(paragraph: WordParagraph, name: str) -> WordParagraph:
    """Give a paragraph one of our styles; the library would look through all of them each time."""
    xml(paragraph).style = _id(name)
    return paragraph


def blank(style: DocumentStyle, title: str, on: str) -> WordDocument:
    """Return an empty file with our styles.

    Args:
        style: the rules of form its styles follow.
        title: what it is called.
        on: ISO day it is dated, which is also the time it says it was made.
    """
    made = docx.Document()
    _bare(made)
    _styles(made, style)
    core = made.core_properties
    core.title, core.author, core.comments, core.last_modified_by = told(title), "", "", ""
    core.language = "vi-VN"
    core.created = core.modified = datetime.fromisoformat(f"{on}T00:00:00")
    return made


def _bare(made: WordDocument) -> None:
    package = made.part.package
    for rels in (made.part.rels, package.rels if package else {}):
        for name in [key for key, rel in rels.items() if not rel.reltype.endswith(_PARTS)]:
            del rels[name]
    for style in [one for one in made.styles if one.name not in _KEPT]:
        style.delete()
    for link in made.styles.element.findall(f"{qn('w:style')}/{qn('w:link')}"):
        link.getparent().remove(link)
    settings = made.settings.element
    for tag in _SETTINGS:
        for found in settings.findall(qn(tag)):
            settings.remove(found)
    for found in settings.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")
    for found in settings.iter(qn("w:themeFontLang")):
        found.attrib.clear()
        found.set(qn("w:val"), "vi-VN")


def _styles(made: WordDocument, style: DocumentStyle) -> None:
    defaults = made.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        _typeface(fonts)
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    sizes = style.sizes
    _set(_named(made, "Normal"), sizes.body, WD_ALIGN_PARAGRAPH.LEFT)
    body = _new(made, BODY, sizes.body, WD_ALIGN_PARAGRAPH.JUSTIFY)
    _spaced(body, style)
    for level, name in HEADINGS.items():
        found = _named(made, name)
        _set(found, sizes.body, WD_ALIGN_PARAGRAPH.JUSTIFY)
        _spaced(found, style)
        found.font.bold, found.font.italic = True, level == 3
        found.paragraph_format.keep_with_next = True
        found.next_paragraph_style = body
    cell = _new(made, CELL, sizes.table, WD_ALIGN_PARAGRAPH.LEFT).paragraph_format
    cell.space_before = cell.space_after = Pt(2)
    _new(made, TOP, sizes.number, WD_ALIGN_PARAGRAPH.CENTER)
    for name, size in ((KIND, sizes.kind), (SUMMARY, sizes.summary)):
        one = _new(made, name, size, WD_ALIGN_PARAGRAPH.CENTER)
        one.font.bold = True
        one.paragraph_format.keep_with_next = True
    _new(made, RECIPIENT, sizes.recipients, WD_ALIGN_PARAGRAPH.LEFT)
    _new(made, SIGN, sizes.signature, WD_ALIGN_PARAGRAPH.CENTER)
    _new(made, END, 1.0, WD_ALIGN_PARAGRAPH.LEFT)


def _named(made: WordDocument, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", made.styles[name])


def _new(made: WordDocument, name: str, size: float, align: WD_ALIGN_PARAGRAPH) -> ParagraphStyle:
    style = cast("ParagraphStyle", made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.style_id = _id(name)
    style.base_style = made.styles["Normal"]
    style.quick_style = True
    _set(style, size, align)
    return style


def _set(style: ParagraphStyle, size: float, align: WD_ALIGN_PARAGRAPH) -> None:
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.color.rgb = TYPEFACE, Pt(size), _BLACK
    fonts = font.element.rPr.rFonts
    fonts.attrib.clear()
    _typeface(fonts)
    shape.alignment = align
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    shape.widow_control = True


def _spaced(style: ParagraphStyle, rules: DocumentStyle) -> None:
    shape = style.paragraph_format
    shape.first_line_indent = Mm(rules.indent)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(rules.leading)
    shape.space_after = Pt(rules.after)


def _typeface(fonts: Any) -> None:
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), TYPEFACE)


def saved(made: WordDocument) -> bytes:
    """Return the file; the same document gives the same bytes whenever it is made."""
    raw, clean = BytesIO(), BytesIO()
    made.save(raw)
    with ZipFile(raw) as old, ZipFile(clean, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _EPOCH)
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return clean.getvalue()
