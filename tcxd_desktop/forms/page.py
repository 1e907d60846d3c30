"""A growing PDF of forms: its pages, where the pen stands, and what a page gathers.

Text goes to one text object and lines to one path a page: that is what makes mass printing
quick. Coordinates are points from the lower left corner; ``y`` is the top of the free space.
"""

from io import BytesIO
from typing import Any, Final, TypeVar

from reportlab.lib.pagesizes import A4
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from tcxd_desktop.forms import fonts

TOP: Final = 20 * mm
BOTTOM: Final = 20 * mm
LEFT: Final = 30 * mm
RIGHT: Final = 15 * mm
_NUMBER_SIZE: Final = 12.0
_DOT_GAP: Final = 2.6
_MOST_KNOWN: Final = 20_000
"""Places, and texts, a document remembers."""


class _Jpeg(ImageReader):
    """A JPEG picture that goes into the document as it is, without being unpacked."""

    def __init__(self, jpeg: bytes) -> None:
        super().__init__(BytesIO(jpeg))
        self._jpeg = jpeg
        self._dataA = None  # a JPEG has no transparency

    def getRGBData(self) -> bytes:  # noqa: N802 - asked only to tell pictures apart
        """Return what makes this picture this picture."""
        return self._jpeg


Line = tuple[float, float, float, float]
_Pen = tuple[str, float, int]
"""Face, size, subset of the face."""
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Known:
    """How places, pens and texts are written in one document: forms repeat them page for page."""

    def __init__(self) -> None:
        self.places: dict[tuple[float, float], str] = {}
        self.pens: dict[_Pen, str] = {}
        self.texts: dict[tuple[str, str], list[tuple[int, str]]] = {}


class _Ink(PDFTextObject):
    """The text of a page; in bytes what ``setTextOrigin`` and ``textLine`` write, but quicker."""

    _code: list[str]
    _doc: Any

    def __init__(self, canvas: Canvas, known: _Known) -> None:
        super().__init__(canvas)
        self._known = known
        self._pen: _Pen = ("", 0.0, -1)

    def put(self, x: float, y: float, text: str, face: str, size: float) -> None:
        """Write one line of text with its baseline at ``y``."""
        known = self._known
        line = known.places.get((x, y)) or self._place(x, y)
        for subset, shown in known.texts.get((face, text)) or self._shown(face, text):
            pen = (face, size, subset)
            if pen == self._pen:
                line = f"{line} {shown}"
            else:
                self._pen = pen
                line = f"{line} {known.pens.get(pen) or self._taken(pen)} {shown}"
        self._code.append(f"{line} T*")

    def _place(self, x: float, y: float) -> str:
        found = f"1 0 0 1 {fp_str(x, y)} Tm"
        _keep(self._known.places, (x, y), found)
        return found

    def _taken(self, pen: _Pen) -> str:
        face, size, subset = pen
        font: Any = pdfmetrics.getFont(face)
        name = font.getSubsetInternalName(subset, self._doc)
        found = self._known.pens[pen] = f"{name} {fp_str(size)} Tf {fp_str(size * 1.2)} TL"
        return found

    def _shown(self, face: str, text: str) -> list[tuple[int, str]]:
        """Return the parts of a text, and of which subset of the face each is."""
        font: Any = pdfmetrics.getFont(face)
        split = font.splitString(text, self._doc)
        found = [(subset, f"({escapePDF(codes)}) Tj") for subset, codes in split]
        _keep(self._known.texts, (face, text), found)
        return found


def _keep(known: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Remember a value; a large job forgets all now and then rather than grow without end."""
    if len(known) >= _MOST_KNOWN:
        known.clear()
    known[key] = value


class Sheet:
    """The pages of one print job; each person's paper begins with :meth:`begin`."""

    def __init__(self, title: str, *, duplex: bool = False) -> None:
        """Open an empty document; ``duplex`` starts every paper on an odd page."""
        self._buffer = BytesIO()
        self._canvas = fonts.canvas(self._buffer, title=title, pagesize=A4)
        self._known = _Known()
        self._duplex = duplex
        self._pages = 0
        self.page = 0
        """Page of the current paper; 0 before the first."""
        self.left = LEFT
        self.right = A4[0] - RIGHT
        self.y = 0.0
        self._open()

    def _open(self) -> None:
        self._ink = _Ink(self._canvas, self._known)
        self._rules: list[Line] = []
        self._dots: list[Line] = []
        self.y = A4[1] - TOP

    @property
    def width(self) -> float:
        """Room between the margins."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.y - BOTTOM

    @property
    def full(self) -> float:
        """Height of a whole page."""
        return A4[1] - TOP - BOTTOM

    def begin(self) -> None:
        """Start the paper of the next person on a page of its own."""
        if self.page:
            self._finish()
            if self._duplex and self._pages % 2:
                self._finish()
        self.page = 1

    def turn(self) -> None:
        """Go on to the next page of this paper, which carries its number at the top."""
        self._finish()
        self.page += 1
        number = str(self.page)
        middle = (A4[0] - fonts.width(number, fonts.REGULAR, _NUMBER_SIZE)) / 2
        self.write(middle, A4[1] - TOP * 0.65, number, fonts.REGULAR, _NUMBER_SIZE)

    def need(self, height: float) -> None:
        """Turn the page unless ``height`` is left on it; what is taller than a page stays."""
        if height > self.room and self.room < self.full:
            self.turn()

    def write(self, x: float, y: float, text: str, face: str, size: float) -> None:
        """Write one line of printable text with its baseline at ``y``."""
        if text:
            self._ink.put(x, y, text, face, size)

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a thin line."""
        self._rules.append((x1, y1, x2, y2))

    def box(self, x: float, y: float, wide: float, high: float) -> None:
        """Draw the outline of a rectangle; ``y`` is its lower edge."""
        self._rules.extend(
            (
                (x, y, x + wide, y),
                (x, y + high, x + wide, y + high),
                (x, y, x, y + high),
                (x + wide, y, x + wide, y + high),
            )
        )

    def dots(self, x1: float, x2: float, y: float) -> None:
        """Draw a dotted line to write on by hand."""
        if x2 - x1 > _DOT_GAP:
            self._dots.append((x1, y, x2, y))

    def picture(self, jpeg: bytes, frame: Line) -> None:
        """Place a picture inside ``frame`` (x, y, width, height), its proportions kept."""
        x, y, wide, high = frame
        self._canvas.drawImage(_Jpeg(jpeg), x, y, wide, high, preserveAspectRatio=True, anchor="c")

    def save(self) -> bytes:
        """Close the document and return it."""
        if self.page:
            self._finish()
        self._canvas.save()
        return self._buffer.getvalue()

    def _finish(self) -> None:
        paper = self._canvas
        if self._rules:
            paper.setLineWidth(0.6)
            paper.lines(self._rules)
        if self._dots:
            paper.setLineWidth(0.8)
            paper.setLineCap(1)
            paper.setDash([0, _DOT_GAP])
            paper.lines(self._dots)
        paper.drawText(self._ink)
        paper.showPage()
        self._pages += 1
        self._open()
