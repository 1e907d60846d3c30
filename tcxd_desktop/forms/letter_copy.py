"""Bản để chép tay: what to write into a letter by hand, box by box, in nothing like its shape."""

from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tcxd_desktop.domain.letters import CopyBox, CopyLine, LetterCopy
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import paragraph
from tcxd_desktop.forms.ledger import Ledger, Margins
from tcxd_desktop.forms.report_pages import hanging
from tcxd_desktop.wording.letters import COPY_TITLE, WRITING_RULES, box_name

_MARGINS: Final = Margins(25 * mm, 20 * mm, 18 * mm, 20 * mm)
_SIZE: Final = 14.0
_LEADING: Final = 21.0
_CAPTION: Final = 11.0
_VALUE: Final = 62 * mm
"""Where the values begin."""
_ACROSS: Final = 66.0
_FOOT: Final = 8.5
_SHADE: Final = 0.9


class _Pages(Ledger):
    """Pages marked across, so that nobody takes one for a letter."""

    def __init__(self, paper: LetterCopy) -> None:
        self.paper = paper
        super().__init__(f"{COPY_TITLE}: {paper.name}", A4, _MARGINS)

    def begin(self) -> None:
        super().begin()
        self._foot()

    def turn(self) -> None:
        super().turn()
        self._foot()

    def _foot(self) -> None:
        base = 11 * mm
        self.write(self.left, base, f"{COPY_TITLE} · {self.paper.name}", REGULAR, _FOOT)
        self.numbered(base, _FOOT)

    def _finish(self) -> None:
        _mark_across(self._canvas)
        super()._finish()


def _mark_across(canvas: Any) -> None:
    wide, high = A4
    canvas.saveState()
    canvas.setFillGray(_SHADE)
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(52)
    canvas.setFont(BOLD, _ACROSS)
    canvas.drawCentredString(0, -_ACROSS / 3, COPY_TITLE)
    canvas.restoreState()


def letter_copy(paper: LetterCopy) -> bytes:
    """Return the list as A4 pages, large enough to be read beside the blank."""
    pages = _Pages(paper)
    pages.begin()
    _head(pages, paper)
    for box in paper.boxes:
        _box(pages, box)
    return pages.save()


def _head(pages: _Pages, paper: LetterCopy) -> None:
    if paper.office:
        paragraph(pages, paper.office, size=_CAPTION)
    paragraph(pages, COPY_TITLE, face=BOLD, size=20, centred=True)
    paragraph(pages, paper.name, face=BOLD, size=_SIZE, centred=True)
    told = [f"Số phôi {paper.serial}" if paper.serial else "", paper.person]
    if any(told):
        paragraph(pages, " · ".join(filter(None, told)), size=_SIZE, centred=True)
    pages.y -= 3 * mm
    for rule in WRITING_RULES:
        hanging(pages, "-", rule, _CAPTION)


def _box(pages: _Pages, box: CopyBox) -> None:
    pages.need(min(pages.full * 0.6, _LEADING * (len(box.lines) + 3)))
    pages.y -= 5 * mm
    pages.across()
    pages.y -= 2 * mm
    paragraph(pages, f"{box_name(box.number)} · {box.writer}", face=BOLD, size=_SIZE)
    for line in box.lines:
        _line(pages, line)


def _line(pages: _Pages, line: CopyLine) -> None:
    start = pages.left + _VALUE
    captions = fonts.wrap(f"{line.caption}:", ITALIC, _CAPTION, _VALUE - 2 * mm)
    values = fonts.wrap(line.value, REGULAR, _SIZE, pages.right - start)
    high = max(len(captions) * _CAPTION * 1.25, len(values) * _LEADING)
    pages.need(high)
    top = pages.y - _LEADING * 0.74
    for at, caption in enumerate(captions):
        pages.write(pages.left, top - at * _CAPTION * 1.25, caption, ITALIC, _CAPTION)
    for at, value in enumerate(values):
        pages.write(start, top - at * _LEADING, value, REGULAR, _SIZE)
    if not line.value:
        pages.dots(start, pages.right, top - 1)
    pages.y -= high
