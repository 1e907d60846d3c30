"""Pages of the office's own reports and registers: letterhead, title, foot, closing block."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.safety_papers import Foot, Signers
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import SIZE, Signer, next_line, paragraph, signatures
from tcxd_desktop.forms.ledger import Ledger, Margins
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.wording.formats import long_day
from tcxd_desktop.wording.safety_papers import foot_lines

_PARTY: Final = "ĐẢNG CỘNG SẢN VIỆT NAM"
_LARGE: Final = 13.0
_FLOOR: Final = 8.0
_BODY_ROOM: Final = 80 * mm
"""For the names of the bodies at the upper left."""
_BODY_LINES: Final = 2
"""Lines a body's name takes at the upper left before it is set smaller."""
_FOOT_SIZE: Final = 8.5
_FOOT_LEADING: Final = 10.2
_FOOT_LOW: Final = 8 * mm
"""White below the last line of the foot."""
_NUMBER_ROOM: Final = 28 * mm
_UNDATED: Final = "ngày ..... tháng ..... năm ........."


class Report(Ledger):
    """A document whose every page carries its foot: who printed it when, the anchor, the page."""

    def __init__(self, title: str, foot: Foot, *, across: bool = False) -> None:
        """Open an empty document; the foot decides how low the text may go."""
        size = landscape(A4) if across else A4
        side = 20 * mm if across else 25 * mm
        room = size[0] - side - 15 * mm - _NUMBER_ROOM
        self.foot = [
            line
            for text in foot_lines(foot)
            for line in fonts.wrap(text, REGULAR, _FOOT_SIZE, room)
        ]
        self.foot_top = _FOOT_LOW + max(len(self.foot) - 1, 0) * _FOOT_LEADING
        bottom = self.foot_top + _FOOT_LEADING + 3 * mm
        super().__init__(title, size, Margins(side, 15 * mm, 18 * mm, bottom))

    def begin(self) -> None:
        """Start on the first page."""
        super().begin()
        self._foot()

    def turn(self) -> None:
        """Go on to a new page."""
        super().turn()
        self._foot()

    def _foot(self) -> None:
        for place, line in enumerate(self.foot):
            base = self.foot_top - place * _FOOT_LEADING
            self.write(self.left, base, line, REGULAR, _FOOT_SIZE)
        self.numbered(self.foot_top, _FOOT_SIZE)


def letterhead(sheet: Sheet, head: Letterhead, day: date | None, *, number: str = "") -> None:
    """Write the bodies at the upper left, the Party, place and day at the upper right.

    A paper without a day has dots there, to be dated by hand.
    """
    party = fonts.width(_PARTY, BOLD, _LARGE)
    body = min(_BODY_ROOM, (sheet.width - party) * 0.92)
    top = sheet.y
    middle = sheet.left + body / 2
    for text, face in ((head.province, REGULAR), (head.issuer, BOLD)):
        lines, size = fonts.fitted(text.upper(), face, _LARGE, _FLOOR, body, _BODY_LINES)
        for line in lines if text else ():
            _at(sheet, middle, line, (face, size))
    if head.province or head.issuer:
        _at(sheet, middle, "*", (REGULAR, _LARGE))
    for line in fonts.wrap(number, REGULAR, _LARGE, body) if number else ():
        _at(sheet, middle, line, (REGULAR, _LARGE))
    low = sheet.y
    sheet.y = top
    middle = sheet.right - party / 2
    _at(sheet, middle, _PARTY, (BOLD, _LARGE))
    sheet.rule(sheet.right - party, sheet.y - 1, sheet.right, sheet.y - 1)
    sheet.y -= 5
    dated = long_day(day) if day else _UNDATED
    place = f"{head.place}, {dated}" if head.place else dated
    room = sheet.width - body - 4 * mm
    lines, size = fonts.fitted(place, ITALIC, _LARGE, _FLOOR, room, 2)
    for line in lines:
        half = fonts.width(line, ITALIC, size) / 2
        _at(sheet, min(middle, sheet.right - half), line, (ITALIC, size))
    sheet.y = min(low, sheet.y)


def _at(sheet: Sheet, middle: float, text: str, pen: tuple[str, float]) -> None:
    face, size = pen
    base = next_line(sheet, size * 1.3)
    sheet.write(middle - fonts.width(text, face, size) / 2, base, text, face, size)


def heading_of_paper(sheet: Sheet, title: str, *below: str) -> None:
    """Write the name of the paper and the lines below it, in the middle."""
    sheet.y -= 5 * mm
    paragraph(sheet, title, face=BOLD, size=15, centred=True)
    for number, line in enumerate(below):
        if line:
            face = BOLD if number == 0 else ITALIC
            paragraph(sheet, line, face=face, size=12, centred=True)
    sheet.y -= 4 * mm


def hanging(sheet: Sheet, mark: str, text: str, size: float = SIZE, leading: float = 1.3) -> None:
    """Write a point of a list: its mark, and the text set in beside it."""
    x = sheet.left + size * 1.5
    for number, line in enumerate(fonts.wrap(text, REGULAR, size, sheet.right - x)):
        base = next_line(sheet, size * leading)
        if number == 0:
            sheet.write(sheet.left + size * 0.4, base, mark, REGULAR, size)
        sheet.write(x, base, line, REGULAR, size)


def closing(sheet: Sheet, sentences: Sequence[str], signers: Signers) -> None:
    """Write what the table adds up to, and who signs."""
    for sentence in sentences:
        if sentence:
            paragraph(sheet, sentence)
    signed(sheet, signers)


def signed(sheet: Sheet, signers: Signers) -> None:
    """Write the signature block with room for the signatures."""
    blocks = (
        Signer(((caption, BOLD), ("(Ký, ghi rõ họ tên)", ITALIC)), name)
        for caption, name in signers
    )
    signatures(sheet, *blocks)


def height_of(like: Report, draw: Callable[[Report], None]) -> float:
    """Return how high something is on the pages of ``like``, by drawing it on a page of its own."""
    trial = Report("", Foot(), across=like.size[0] > like.size[1])
    trial.begin()
    top = trial.y
    draw(trial)
    return top - trial.y if trial.page == 1 else like.full
