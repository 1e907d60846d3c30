"""Pages laid upon a blank: millimetres from the upper left corner, at the printer's own offset."""

from io import BytesIO
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.letters import LetterLayout, Shift
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import REGULAR

GREY: Final = 0.45


class BlankPages:
    """The sides of one sheet: nothing of the blank itself is drawn."""

    def __init__(self, layout: LetterLayout, title: str) -> None:
        """Open an empty document of the blank's size."""
        self._buffer = BytesIO()
        self._high = layout.height
        size = (layout.width * mm, layout.height * mm)
        self._canvas = fonts.canvas(self._buffer, title=title, pagesize=size)
        self._shift = Shift()
        self._drawn = False

    def side(self, shift: Shift) -> None:
        """Go on with the next side; everything on it is moved by ``shift``."""
        if self._drawn:
            self._canvas.showPage()
        self._drawn = True
        self._shift = shift

    def text(self, x: float, y: float, text: str, size: float, face: str = REGULAR) -> None:
        """Write a line with its baseline at ``y``."""
        self._canvas.setFont(face, size)
        self._canvas.drawString(*self._at(x, y), text)

    def line(self, x1: float, y1: float, x2: float, y2: float, thick: float = 0.15) -> None:
        """Draw a line as thick as ``thick`` millimetres."""
        self._canvas.setLineWidth(thick * mm)
        self._canvas.line(*self._at(x1, y1), *self._at(x2, y2))

    def grey(self, shade: float = GREY) -> None:
        """Go on in grey (0 is black)."""
        self._canvas.setFillGray(shade)
        self._canvas.setStrokeGray(shade)

    def save(self) -> bytes:
        """Close the document and return it."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def _at(self, x: float, y: float) -> tuple[float, float]:
        right, down = self._shift.moved(x, y)
        return right * mm, (self._high - down) * mm


def width(text: str, size: float, face: str = REGULAR) -> float:
    """Return how wide a text is, in millimetres."""
    return fonts.width(text, face, size) / mm
