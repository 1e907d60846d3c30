"""Phiếu rà soát thông tin đảng viên: what the record says, to be ticked or written anew by hand.

No official layout exists. One sheet of A4 a member; the barcode brings the clerk back to the
member when the slip is keyed.
"""

from collections.abc import Sequence
from typing import Any, Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.reconciliation_papers import SlipPaper
from tcxd_desktop.domain.reconciliation_views import SlipField
from tcxd_desktop.domain.slip_codes import grouped
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import Field, Signer, fields, paragraph, signatures
from tcxd_desktop.forms.ledger import FLOOR, Cell, Ledger, Margins, set_cell
from tcxd_desktop.wording.reconciliation_papers import (
    SLIP_HEADS,
    SLIP_HOW,
    SLIP_PAPERS,
    SLIP_TITLE,
    slip_who,
)

_TITLE: Final = "Phiếu rà soát thông tin đảng viên"
_MARGINS: Final = Margins(20 * mm, 15 * mm, 12 * mm, 12 * mm)
_SHARES: Final = (5.5, 30.0, 27.0, 7.0, 30.5)
_SIZE: Final = 11.0
_SMALL: Final = 9.5
_ROW: Final = 23.0
"""Least height of a row: something is written into it."""
_LABEL: Final = 10.0
_END: Final = 172.0
"""Height of what stands below the table: papers seen, and the signatures."""
_BAR: Final = 4 * 72 / 300
"""Width of the narrowest bar: four dots of a printer with 300 an inch, so that all are alike."""
_BAR_HEIGHT: Final = 12 * mm
_QUIET: Final = 10
"""White bars on each side."""
_TICK: Final = 9.0
_BOX: Final = 4.0 * mm
_DATE: Final = ".... / .... / ............"
_SIGNERS: Final = (("ĐẢNG VIÊN", "(Ký, ghi rõ họ tên)"), ("NGƯỜI RÀ SOÁT", "(Ký, ghi rõ họ tên)"))


def check_slip(
    papers: Sequence[SlipPaper], *, progress: Progress = unwatched, duplex: bool = False
) -> bytes:
    """Return the slips of a job, each on pages of its own.

    Args:
        papers: one a member.
        progress: told how many are done.
        duplex: every slip starts on an odd page.
    """
    pages = _Slips(duplex=duplex)
    for done, paper in enumerate(papers, 1):
        pages.begin()
        _draw(pages, paper)
        progress(done, len(papers))
    return pages.save()


class _Slips(Ledger):
    """Pages of slips: as of any list, and bars."""

    def __init__(self, *, duplex: bool) -> None:
        super().__init__(_TITLE, A4, _MARGINS)
        self._duplex = duplex
        self.edges = _placed(self.left, self.width)

    def _open(self) -> None:
        self._bars: list[tuple[float, float, float, float]] = []
        super()._open()

    def bars(self, right: float, top: float, code: str) -> float:
        """Draw a barcode that ends at ``right``; return where it begins."""
        widths = bar_widths(code)
        x = start = right - sum(widths) * _BAR
        for place, width in enumerate(widths):
            if place % 2 == 0:
                self._bars.append((x, top - _BAR_HEIGHT, width * _BAR, _BAR_HEIGHT))
            x += width * _BAR
        return start

    def _finish(self) -> None:
        if self._bars:
            path = self._canvas.beginPath()
            for bar in self._bars:
                path.rect(*bar)
            self._canvas.setFillGray(0)
            self._canvas.drawPath(path, stroke=0, fill=1)
        super()._finish()


def bar_widths(code: str) -> list[int]:
    """Return the widths of bars and gaps by turns, in narrowest bars; a bar begins."""
    made: Any = Code128(code, quiet=0)
    made.validate()
    made.encode()
    made.decompose()
    return [ord(sign.lower()) - ord("a") + 1 for sign in made.decomposed]


def _placed(left: float, width: float) -> list[float]:
    edges = [left]
    for share in _SHARES:
        edges.append(edges[-1] + width * share / sum(_SHARES))
    return edges


def _draw(pages: _Slips, paper: SlipPaper) -> None:
    _head(pages, paper)
    _table(pages, paper)
    _end(pages, paper)


# --- head -----------------------------------------------------------------------------------------


def _head(pages: _Slips, paper: SlipPaper) -> None:
    top = pages.y
    code = paper.slip.code
    start = pages.bars(pages.right - _QUIET * _BAR, top, code)
    shown = grouped(code)
    end = pages.right - _QUIET * _BAR
    middle = (start + end - fonts.width(shown, REGULAR, _SMALL)) / 2
    pages.write(middle, top - _BAR_HEIGHT - 10, shown, REGULAR, _SMALL)
    room = start - _QUIET * _BAR - pages.left
    for text, face in ((paper.head.issuer.upper(), REGULAR), (paper.slip.unit.upper(), BOLD)):
        lines, size = fonts.fitted(text, face, _SIZE, FLOOR, room, 2)
        for line in lines if text else ():
            pages.y -= size * 1.2
            pages.write(pages.left, pages.y + 3, line, face, size)
    pages.y = min(pages.y, top - _BAR_HEIGHT - 14) - 8
    paragraph(pages, SLIP_TITLE, face=BOLD, size=14, centred=True)
    paragraph(pages, paper.round_name, face=ITALIC, size=_SIZE, centred=True)
    pages.y -= 4
    _who(pages, paper)
    for line in SLIP_HOW:
        paragraph(pages, line, face=ITALIC, size=_SMALL)
    pages.y -= 4


def _who(pages: _Slips, paper: SlipPaper) -> None:
    for row in slip_who(paper.slip):
        fields(pages, *(Field(caption, value, face=BOLD) for caption, value in row))


# --- table ----------------------------------------------------------------------------------------


def _table(pages: _Slips, paper: SlipPaper) -> None:
    head = [
        set_cell(title, far - near, _SMALL, face=BOLD, align="center")
        for title, near, far in _columns(pages, SLIP_HEADS)
    ]
    top = _open(pages, head)
    for number, told in enumerate(paper.slip.fields, 1):
        cells = _cells(pages, number, told)
        height = max(_ROW, *(cell.height for cell in cells))
        if height > pages.room:
            pages.uprights(pages.edges, top)
            _turn(pages, paper)
            top = _open(pages, head)
        pages.middled(cells, pages.edges, height)
        _to_fill(pages, told, height)
        pages.across()
    pages.uprights(pages.edges, top)


def _columns(pages: _Slips, texts: Sequence[str]) -> list[tuple[str, float, float]]:
    return list(zip(texts, pages.edges, pages.edges[1:], strict=False))


def _open(pages: _Slips, head: Sequence[Cell]) -> float:
    top = pages.y
    pages.across()
    pages.middled(head, pages.edges, max(cell.height for cell in head))
    pages.across()
    return top


def _turn(pages: _Slips, paper: SlipPaper) -> None:
    """Go on to a further page that says whose it is: sheets come apart."""
    pages.turn()
    start = pages.bars(pages.right - _QUIET * _BAR, pages.y, paper.slip.code)
    room = start - _QUIET * _BAR - pages.left
    for line in fonts.wrap(f"Tiếp theo phiếu của {paper.slip.name}", BOLD, 12, room)[:2]:
        pages.y -= 16
        pages.write(pages.left, pages.y + 4, line, BOLD, 12)
    pages.y = min(pages.y, A4[1] - _MARGINS.top - _BAR_HEIGHT) - 8


def _cells(pages: _Slips, number: int, told: SlipField) -> list[Cell]:
    texts = (str(number), told.label, told.value)
    faces = (REGULAR, REGULAR, BOLD)
    aligns = ("center", "left", "left")
    return [
        set_cell(text, far - near, _SIZE if place == 2 else _LABEL, face=faces[place],
                 align=aligns[place])
        for place, (text, near, far) in enumerate(_columns(pages, texts))
    ]  # fmt: skip


def _to_fill(pages: _Slips, told: SlipField, height: float) -> None:
    """Draw what is filled in by hand: the box to tick, and where the right value goes."""
    edges, low = pages.edges, pages.y
    pages.box((edges[3] + edges[4] - _TICK) / 2, low + (height - _TICK) / 2, _TICK, _TICK)
    near, far = edges[4] + 3, edges[5] - 3
    if told.digits and told.digits * _BOX <= far - near:
        y = low + (height - _BOX) / 2
        pages.box(near, y, told.digits * _BOX, _BOX)
        for place in range(1, told.digits):
            pages.rule(near + place * _BOX, y, near + place * _BOX, y + _BOX)
    elif told.dated:
        pages.write(near + 4, low + 7, _DATE, REGULAR, _SIZE)
    else:
        pages.dots(near, far, low + 6)


# --- below ----------------------------------------------------------------------------------------


def _end(pages: _Slips, paper: SlipPaper) -> None:
    if pages.room < _END:
        _turn(pages, paper)
    pages.y -= 8
    x, base = pages.left, pages.y - 10
    caption, *papers = SLIP_PAPERS
    pages.write(x, base, caption, REGULAR, _SMALL)
    x += fonts.width(caption, REGULAR, _SMALL) + 8
    for text in papers:
        wide = fonts.width(text, REGULAR, _SMALL)
        if x + wide + _TICK + 4 > pages.right:
            x, base = pages.left, base - 16
        pages.box(x, base - 1, _TICK - 1, _TICK - 1)
        pages.write(x + _TICK + 3, base, text, REGULAR, _SMALL)
        x += wide + _TICK + 14
    pages.dots(x - 8, pages.right, base - 1)
    pages.y = base - 14
    blocks = (
        Signer(((_dated(), ITALIC), (caption, BOLD), (hint, ITALIC))) for caption, hint in _SIGNERS
    )
    signatures(pages, *blocks)


def _dated() -> str:
    return "Ngày ..... tháng ..... năm ........."
