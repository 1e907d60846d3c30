"""Pages of a văn bản, and the pieces they are filled with: what stays together is placed together.

Everything is measured before anything is drawn, so a heading never ends a page, a signature is
never alone on one, and a table repeats its head. Inside a piece ``y`` counts down from its top.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tcxd_desktop.domain.documents import DocumentStyle
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import REGULAR
from tcxd_desktop.forms.ledger import Ledger, Margins
from tcxd_desktop.forms.page import Line
from tcxd_desktop.forms.together import groups

_NUMBER_AT: Final = 0.62
"""Where the page number stands in the upper margin."""
_SLACK: Final = 0.01


@dataclass(frozen=True, slots=True)
class Ink:
    """Words of one face on one line, from the left edge of the text."""

    x: float
    y: float
    """Baseline, down from the top of the piece."""
    text: str
    face: str
    size: float
    extra: float = 0.0
    """Added to every space, so that the line ends at the margin."""


@dataclass(slots=True)
class Piece:
    """What is never divided: a line, a row of a table, the letterhead."""

    height: float
    inks: Sequence[Ink] = ()
    rules: Sequence[Line] = ()
    dots: Sequence[Line] = ()
    keep: bool = False
    """Stays on the page of the next piece."""
    head: "Piece | None" = None
    """Repeated above this piece where it begins a page."""
    open_row: bool = False
    """A part of a row whose rest follows."""


@dataclass(slots=True)
class Column:
    """Pieces one below the other, as one."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Of all together."""
        return sum(piece.height for piece in self.pieces)

    def inks(self, right: float = 0.0, down: float = 0.0) -> list[Ink]:
        """Return the words of all, moved."""
        found: list[Ink] = []
        for piece in self.pieces:
            found += [
                Ink(one.x + right, one.y + down, one.text, one.face, one.size, one.extra)
                for one in piece.inks
            ]
            down += piece.height
        return found

    def rules(self, right: float = 0.0, down: float = 0.0) -> list[Line]:
        """Return the lines of all, moved."""
        found: list[Line] = []
        for piece in self.pieces:
            found += [(x1 + right, y1 + down, x2 + right, y2 + down)
                      for x1, y1, x2, y2 in piece.rules]  # fmt: skip
            down += piece.height
        return found


def beside(*columns: tuple[float, Column]) -> Piece:
    """Return columns side by side, each from its own left edge, as one piece."""
    return Piece(
        max(column.height for _, column in columns),
        [ink for x, column in columns for ink in column.inks(x)],
        [rule for x, column in columns for rule in column.rules(x)],
    )


class DocumentPages(Ledger):
    """The pages of one print job; every document has its own margins and its own numbers."""

    def __init__(self, title: str, style: DocumentStyle, *, duplex: bool = False) -> None:
        """Open an empty job; ``duplex`` starts every document on an odd page."""
        self.style = style
        super().__init__(title, A4, _margins(style))
        self._duplex = duplex
        self._open_row = False

    def start(self, style: DocumentStyle) -> None:
        """Start the next document on a page of its own."""
        self.style, self.margins = style, _margins(style)
        self.left, self.right = self.margins.left, self.size[0] - self.margins.right
        self.begin()

    def turn(self) -> None:
        """Go on to the next page, which carries its number in the middle of the upper margin."""
        super().turn()
        number, size = str(self.page), self.style.sizes.page_number
        middle = (self.size[0] - fonts.width(number, REGULAR, size)) / 2
        self.write(middle, self.size[1] - self.margins.top * _NUMBER_AT, number, REGULAR, size)

    def fill(self, pieces: Iterable[Piece]) -> None:
        """Place pieces one below the other, over as many pages as they need."""
        for group in groups(pieces):
            self._place(group)

    def _place(self, group: Sequence[Piece]) -> None:
        height = sum(piece.height for piece in group)
        head = group[0].head.height if group[0].head else 0.0
        if self._short(height) and height <= self.full - head + _SLACK:
            self._next(group[0])
        for piece in group:
            if self._short(piece.height) and self.room < self.full - head - _SLACK:
                self._next(piece)
            self._put(piece)

    def _short(self, height: float) -> bool:
        return height > self.room + _SLACK

    def _next(self, piece: Piece) -> None:
        if self._open_row:
            self.across()
        self.turn()
        if piece.head is not None:
            self._put(piece.head)

    def _put(self, piece: Piece) -> None:
        left, top = self.left, self.y
        for ink in piece.inks:
            if ink.extra:
                self._ink.setWordSpace(ink.extra)
            self.write(left + ink.x, top - ink.y, ink.text, ink.face, ink.size)
            if ink.extra:
                self._ink.setWordSpace(0)
        for x1, y1, x2, y2 in piece.rules:
            self.rule(left + x1, top - y1, left + x2, top - y2)
        for x1, y1, x2, _ in piece.dots:
            self.dots(left + x1, left + x2, top - y1)
        self.y = top - piece.height
        self._open_row = piece.open_row


def _margins(style: DocumentStyle) -> Margins:
    told = style.margins
    return Margins(told.left * mm, told.right * mm, told.top * mm, told.bottom * mm)
