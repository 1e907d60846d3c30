"""Pages of lists and books: any page size, wrapped cells in ruled rows, the total of pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import REGULAR
from tcxd_desktop.forms.page import Sheet

FLOOR: Final = 8.0
"""No text is smaller."""
PAD: Final = 3.2
SPREAD: Final = 1.18
"""Leading over size."""
_TALL: Final = 8
"""Lines of a cell before its text shrinks."""
_NUMBER: Final = "number"


@dataclass(frozen=True, slots=True)
class Margins:
    """White borders of a page."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of one cell at their size."""

    lines: tuple[str, ...]
    size: float
    face: str = REGULAR
    align: str = "left"

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.size * SPREAD

    @property
    def height(self) -> float:
        """With the space above and below."""
        return len(self.lines) * self.leading + 2 * PAD

    def split(self, height: float) -> tuple["Cell", "Cell"]:
        """Return what fits into ``height`` and the rest."""
        count = int((height - 2 * PAD) / self.leading)
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])


class Ledger(Sheet):
    """A document of one page size whose pages may carry their own total."""

    def __init__(self, title: str, size: tuple[float, float], margins: Margins) -> None:
        """Open an empty document."""
        self.size = size
        self.margins = margins
        super().__init__(title)
        self._canvas.setPageSize(size)
        self.left = margins.left
        self.right = size[0] - margins.right
        self._number_size = 0.0

    def _open(self) -> None:
        super()._open()
        self.y = self.size[1] - self.margins.top

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.y - self.margins.bottom

    @property
    def full(self) -> float:
        """Height of a whole page."""
        return self.size[1] - self.margins.top - self.margins.bottom

    def turn(self) -> None:
        """Go on to a new page."""
        self._finish()
        self.page += 1

    def numbered(self, base: float, size: float) -> None:
        """Write *Trang 2/5* at the right margin; the total is filled in when all is drawn."""
        self._canvas.saveState()
        self._canvas.translate(self.right, base)
        self._canvas.doForm(f"{_NUMBER}{self.page}")
        self._canvas.restoreState()
        self._number_size = size

    def save(self) -> bytes:
        """Close the document and return it."""
        total = self.page
        for page in range(1, total + 1) if self._number_size else ():
            self._canvas.beginForm(f"{_NUMBER}{page}", -100, -10, 0, 20)
            self._canvas.setFont(REGULAR, self._number_size)
            self._canvas.drawRightString(0, 0, f"Trang {page}/{total}")
            self._canvas.endForm()
        return super().save()

    def cells(self, row: Sequence[Cell], edges: Sequence[float], height: float) -> None:
        """Write the cells of a row from the pen down, each from its upper edge."""
        for cell, near, far in zip(row, edges, edges[1:], strict=False):
            base = self.y - PAD - cell.size * 0.84
            for line in cell.lines:
                self.write(_start(line, cell, near + PAD, far - PAD), base, line, *_pen(cell))
                base -= cell.leading
        self.y -= height

    def middled(self, row: Sequence[Cell], edges: Sequence[float], height: float) -> None:
        """Write cells in the middle of the height, as headings stand."""
        top = self.y
        for place, cell in enumerate(row):
            self.y = top - (height - cell.height) / 2
            self.cells([cell], edges[place : place + 2], 0)
        self.y = top - height

    def uprights(self, edges: Sequence[float], top: float) -> None:
        """Draw the upright lines of a table from ``top`` to the pen."""
        for x in edges:
            self.rule(x, top, x, self.y)

    def across(self) -> None:
        """Draw a line over the whole width at the pen."""
        self.rule(self.left, self.y, self.right, self.y)

    def centred(self, text: str, face: str, size: float, leading: float) -> None:
        """Write a text in the middle of the page, as many lines as it needs."""
        for line in fonts.wrap(text, face, size, self.width):
            self.y -= leading
            self.write((self.left + self.right - fonts.width(line, face, size)) / 2,
                       self.y + leading * 0.28, line, face, size)  # fmt: skip


def set_cell(
    text: str, room: float, size: float, *, face: str = REGULAR, align: str = "left"
) -> Cell:
    """Return ``text`` set for a column ``room`` wide: wrapped, then smaller, never cut off."""
    lines, fitting = fonts.fitted(text, face, size, FLOOR, room - 2 * PAD, _TALL)
    return Cell(tuple(lines), fitting, face, align)


def _pen(cell: Cell) -> tuple[str, float]:
    return cell.face, cell.size


def _start(line: str, cell: Cell, near: float, far: float) -> float:
    if cell.align == "left" or not line:
        return near
    spare = far - near - fonts.width(line, cell.face, cell.size)
    return near + (spare if cell.align == "right" else spare / 2)
