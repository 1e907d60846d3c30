"""The sheet of keys on paper: two columns, both sides of one sheet at most."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tcxd_desktop import __version__
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, REGULAR
from tcxd_desktop.forms.ledger import Ledger, Margins
from tcxd_desktop.wording.keys import KEYS, Block

TITLE: Final = "Bảng phím tắt"
_PROGRAM: Final = "Sổ công tác Đảng"
_MARGINS: Final = Margins(15 * mm, 12 * mm, 14 * mm, 14 * mm)
_GAP: Final = 8 * mm
_KEY_SHARE: Final = 0.4
_SIZES: Final = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
_LEADING: Final = 1.28
_HEAD: Final = 1.9
"""Height of a heading, in lines."""
_AFTER: Final = 0.7
_BETWEEN: Final = 0.22
"""Between two keys, in lines."""
_COLUMNS: Final = 2
_PLACES: Final = 2 * _COLUMNS
"""Columns of one sheet, both sides."""
_TITLE_HIGH: Final = 28.0

_Lines = list[tuple[list[str], list[str]]]
_Laid = tuple[str, _Lines]


class _Sheet(Ledger):
    """Two columns a page."""

    def __init__(self) -> None:
        super().__init__(f"{TITLE} {_PROGRAM}", A4, _MARGINS)

    def start(self) -> None:
        """Begin a page with its title."""
        if self.page:
            self.turn()
        else:
            self.begin()
        self.write(self.left, self.y - 14, f"{TITLE} – {_PROGRAM} {__version__}", BOLD, 15)
        number = f"Mặt {self.page}"
        self.write(self.right - fonts.width(number, REGULAR, 10), self.y - 14, number, REGULAR, 10)
        self.rule(self.left, self.y - 21, self.right, self.y - 21)
        self.y -= _TITLE_HIGH

    def column(self, blocks: Sequence[_Laid], left: float, wide: float, size: float) -> None:
        """Write blocks from the top of a column down."""
        step = size * _LEADING
        top = self.y
        for title, rows in blocks:
            self.y -= step * _HEAD
            self.write(left, self.y + step * 0.5, title, BOLD, size + 1)
            self.rule(left, self.y + step * 0.25, left + wide, self.y + step * 0.25)
            for keys, said in rows:
                self.y -= step * _BETWEEN
                for number in range(max(len(keys), len(said))):
                    self.y -= step
                    base = self.y + step * 0.28
                    key = keys[number] if number < len(keys) else ""
                    what = said[number] if number < len(said) else ""
                    self.write(left, base, key, BOLD, size)
                    self.write(left + wide * _KEY_SHARE, base, what, REGULAR, size)
            self.y -= step * _AFTER
        self.y = top


def key_sheet(progress: Progress = unwatched) -> bytes:
    """Return every key the program answers to, in the largest letters that fit one sheet."""
    sheet = _Sheet()
    wide = (sheet.width - _GAP) / _COLUMNS
    high = sheet.full - _TITLE_HIGH
    size, columns = _fitting(wide, high)
    for number, blocks in enumerate(columns):
        if number % _COLUMNS == 0:
            sheet.start()
        left = sheet.left + (number % _COLUMNS) * (wide + _GAP)
        sheet.column(blocks, left, wide, size)
    progress(1, 1)
    return sheet.save()


def _fitting(wide: float, high: float) -> tuple[float, list[list[_Laid]]]:
    """Return the largest size of letters with which one sheet is enough, and its columns."""
    size, columns = 0.0, list[list[_Laid]]()
    for size in _SIZES:
        columns = _shared([_laid(block, wide, size) for block in KEYS], size, high)
        if len(columns) <= _PLACES:
            break
    return size, columns


def _laid(block: Block, wide: float, size: float) -> _Laid:
    title, keys = block
    key_room, room = wide * _KEY_SHARE - 4, wide * (1 - _KEY_SHARE)
    rows = [
        (fonts.wrap(key, BOLD, size, key_room), fonts.wrap(what, REGULAR, size, room))
        for key, what in keys
    ]
    return title, rows


def _height(block: _Laid, size: float) -> float:
    count = sum(max(len(keys), len(said)) for keys, said in block[1])
    return (count + len(block[1]) * _BETWEEN + _HEAD + _AFTER) * size * _LEADING


def _shared(laid: Sequence[_Laid], size: float, high: float) -> list[list[_Laid]]:
    """Share the blocks between columns in their order; none is divided."""
    found: list[list[_Laid]] = [[]]
    used = 0.0
    for block in laid:
        need = _height(block, size)
        if found[-1] and used + need > high:
            found.append([])
            used = 0.0
        found[-1].append(block)
        used += need
    return found
