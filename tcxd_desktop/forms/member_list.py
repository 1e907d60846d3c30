"""Danh sách đảng viên: any columns of any people, as a paper of the committee."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from tcxd_desktop.domain.printing import ListSheet
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.ledger import FLOOR, PAD, Cell, Ledger, Margins, set_cell
from tcxd_desktop.wording.formats import long_day

_SIZES: Final = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, FLOOR)
_SAMPLE: Final = 200
"""Rows by which page and size are chosen."""
_CROWDED: Final = 2.5
"""Lines of an average row above which a list is hard to read."""
_SMALL: Final = 10.0
"""Text is set smaller for the sake of fewer lines, but not smaller than this."""
_GAIN: Final = 1.5
"""How much higher an upright page is: what it may need in lines against one that lies across."""
_LONGEST_WORD: Final = 50 * mm
_LONGEST_LINE: Final = 150 * mm
"""Longer texts do not make their column any wider."""
_UPRIGHT: Final = Margins(30 * mm, 15 * mm, 20 * mm, 20 * mm)
_ACROSS: Final = Margins(20 * mm, 15 * mm, 20 * mm, 18 * mm)
_LAST: Final = 3
"""Rows that stay together with the summary and the signatures."""
_PARTY: Final = "ĐẢNG CỘNG SẢN VIỆT NAM"
_HEAD_SIZE: Final = 13.0
_BODY_ROOM: Final = 80 * mm
"""For the names of the bodies at the upper left."""
_FOOT_SIZE: Final = 8.5
_LEADING: Final = 17.0
_SIGN_ROOM: Final = 24 * mm


def member_list(sheet: ListSheet, *, day: date, progress: Progress = unwatched) -> bytes:
    """Return the list as a PDF on A4, upright or across as its columns need."""
    across, size = _page(sheet)
    paper = _Paper(sheet, size, across=across)
    paper.head(day)
    paper.table(progress)
    paper.end()
    return paper.ledger.save()


def _page(sheet: ListSheet) -> tuple[bool, float]:
    """Return whether the page lies across, and the size of the text."""
    room = A4[1] - _ACROSS.left - _ACROSS.right
    upright = _edges(sheet, A4[0] - _UPRIGHT.left - _UPRIGHT.right, _SIZES[0])
    across = _edges(sheet, room, _SIZES[0])
    if upright is not None and across is not None:
        crowding = _crowding(sheet, upright, _SIZES[0])
        if crowding <= min(_CROWDED, _GAIN * _crowding(sheet, across, _SIZES[0])):
            return False, _SIZES[0]
    whole = [size for size in _SIZES if _edges(sheet, room, size) is not None]
    for size in whole:
        edges = _edges(sheet, room, size)
        if size <= _SMALL or (edges and _crowding(sheet, edges, size) <= _CROWDED):
            return True, size
    return True, whole[0] if whole else FLOOR


def _crowding(sheet: ListSheet, edges: Sequence[float], size: float) -> float:
    """Return how many lines a row has on average."""
    rows = [row for row in sheet.rows[:_SAMPLE] if len(row) > 1]
    tall = [
        max(
            len(fonts.wrap(text, REGULAR, size, far - near - 2 * PAD))
            for text, near, far in zip(row, edges, edges[1:], strict=False)
        )
        for row in rows
    ]
    return sum(tall) / len(tall) if tall else 1.0


def _edges(sheet: ListSheet, room: float, size: float) -> list[float] | None:
    """Return where the columns begin and end, or ``None`` if a word would have to be cut.

    Every column has room for its longest word. Beyond that all get the same part of their
    longest text, so that no one column makes the rows tall; what is left is shared by weight.
    """
    needs, wishes = _widths(sheet, size)
    if sum(needs) > room:
        return None
    low, high = 0.0, 1.0
    for _ in range(20):
        part = (low + high) / 2
        low, high = (part, high) if sum(_shares(needs, wishes, part)) <= room else (low, part)
    found = _shares(needs, wishes, low)
    rest = room - sum(found)
    total = sum(column.weight for column in sheet.columns) or 1.0
    return _placed(
        [
            width + rest * column.weight / total
            for width, column in zip(found, sheet.columns, strict=True)
        ]
    )


def _shares(needs: Sequence[float], wishes: Sequence[float], part: float) -> list[float]:
    # Half a word stays unused at the end of every line.
    return [
        max(need, min(wish, part * wish + need / 2))
        for need, wish in zip(needs, wishes, strict=True)
    ]


def _placed(widths: Sequence[float]) -> list[float]:
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _widths(sheet: ListSheet, size: float) -> tuple[list[float], list[float]]:
    """Return for each column the width of its longest word and that of its longest text."""
    needs, wishes = [], []
    for place, column in enumerate(sheet.columns):
        rows = [row for row in sheet.rows[:_SAMPLE] if len(row) > 1 and place < len(row)]
        texts = {fonts.printable(row[place]) for row in rows}
        words = {word for text in texts for word in text.split()}
        widest = max(
            (
                *(fonts.width(word, REGULAR, size) for word in words),
                *(fonts.width(word, BOLD, size) for word in column.title.split()),
            ),
            default=size,
        )
        longest = max(
            (fonts.width(text.replace("\n", " "), REGULAR, size) for text in texts), default=0
        )
        needs.append(min(widest, _LONGEST_WORD) + 2 * PAD + 1)
        wishes.append(max(needs[-1], min(longest, _LONGEST_LINE) + 2 * PAD + 1))
    return needs, wishes


class _Paper:
    """The list while it is drawn."""

    def __init__(self, sheet: ListSheet, size: float, *, across: bool) -> None:
        margins = _ACROSS if across else _UPRIGHT
        self.ledger = Ledger(sheet.title, landscape(A4) if across else A4, margins)
        self.sheet = sheet
        self.size = size
        room = self.ledger.width
        edges = _edges(sheet, room, size)
        if edges is None:
            needs, _ = _widths(sheet, size)
            edges = _placed([room * need / sum(needs) for need in needs])
        self.edges = [self.ledger.left + edge for edge in edges]
        self.titles = [
            set_cell(column.title, far - near, size, face=BOLD, align="center")
            for column, near, far in zip(sheet.columns, self.edges, self.edges[1:], strict=False)
        ]
        self.title_height = max((cell.height for cell in self.titles), default=0.0)
        self.group = ""
        self.ledger.begin()
        self._foot()

    def head(self, day: date) -> None:
        """Write the names of the bodies, place and day, and the title."""
        ledger, head = self.ledger, self.sheet.head
        party = fonts.width(_PARTY, BOLD, _HEAD_SIZE)
        top = ledger.y
        middle = ledger.left + _BODY_ROOM / 2
        for text, face in ((head.province, REGULAR), (head.issuer, BOLD)):
            for line in fonts.wrap(text.upper(), face, _HEAD_SIZE, _BODY_ROOM):
                if line:
                    self._at(middle, line, face, _HEAD_SIZE)
        if head.province or head.issuer:
            self._at(middle, "*", REGULAR, _HEAD_SIZE)
        low = ledger.y
        ledger.y = top
        right = ledger.right - party / 2
        self._at(right, _PARTY, BOLD, _HEAD_SIZE)
        ledger.rule(ledger.right - party, ledger.y + 2, ledger.right, ledger.y + 2)
        ledger.y -= 4
        place = f"{head.place}, {long_day(day)}" if head.place else long_day(day)
        self._dated(place, right)
        ledger.y = min(low, ledger.y) - 5 * mm
        ledger.centred(self.sheet.title, BOLD, 14, 19)
        if self.sheet.subtitle:
            ledger.centred(self.sheet.subtitle, BOLD, 13, 18)
        ledger.centred("-----", REGULAR, 13, 14)
        ledger.y -= 3 * mm

    def _dated(self, text: str, middle: float) -> None:
        """Write place and day under the name of the Party, never beyond the margin."""
        room = self.ledger.width - _BODY_ROOM - 4 * mm
        for line in fonts.wrap(text, ITALIC, _HEAD_SIZE, room):
            half = fonts.width(line, ITALIC, _HEAD_SIZE) / 2
            self._at(min(middle, self.ledger.right - half), line, ITALIC, _HEAD_SIZE)

    def _at(self, middle: float, text: str, face: str, size: float) -> None:
        text = fonts.printable(text)
        self.ledger.y -= _LEADING
        x = middle - fonts.width(text, face, size) / 2
        self.ledger.write(x, self.ledger.y + _LEADING * 0.28, text, face, size)

    def _foot(self) -> None:
        ledger = self.ledger
        base = ledger.margins.bottom - 5.5 * mm
        lines = fonts.wrap(self.sheet.footer, REGULAR, _FOOT_SIZE, ledger.width - 30 * mm)
        for line in lines:
            ledger.write(ledger.left, base, line, REGULAR, _FOOT_SIZE)
            base -= _FOOT_SIZE * 1.2
        ledger.numbered(ledger.margins.bottom - 5.5 * mm, _FOOT_SIZE)

    def table(self, progress: Progress) -> None:
        """Draw every row: a caption stays with its first row, the last rows with what follows."""
        self._titles()
        rows = self.sheet.rows
        close = len(rows) - _LAST
        end = min(self._tail() + sum(self._height(row) for row in rows[close + 1 :]), self._half)
        ready = self._cells(rows[0]) if rows else []
        for number, row in enumerate(rows):
            cells = ready
            ready = self._cells(rows[number + 1]) if number + 1 < len(rows) else []
            keep = end if number == max(close, 0) else 0.0
            if len(row) == 1:
                self.group = row[0]
                keep = max(keep, _height(ready))
            self._row(cells, keep, group=len(row) == 1)
            progress(number + 1, len(rows))
        self.ledger.across()

    @property
    def _half(self) -> float:
        return self.ledger.full / 2

    def _height(self, row: Sequence[str]) -> float:
        return _height(self._cells(row))

    def _cells(self, row: Sequence[str]) -> list[Cell]:
        if len(row) == 1:
            return [set_cell(row[0], self.ledger.width, self.size, face=BOLD)]
        return [
            set_cell(text, far - near, self.size, align=column.align)
            for text, column, near, far in zip(
                row, self.sheet.columns, self.edges, self.edges[1:], strict=False
            )
        ]

    def _titles(self) -> None:
        self.top = self.ledger.y
        self.ledger.across()
        self.ledger.middled(self.titles, self.edges, self.title_height)
        self.ledger.across()
        self.ledger.uprights(self.edges, self.top)
        self.top = self.ledger.y

    def _turn(self, *, group: bool) -> None:
        self.ledger.across()
        self.ledger.turn()
        self._foot()
        self._titles()
        if self.group and not group:
            again = self._cells((f"{self.group} (tiếp theo)",))
            self._draw(again, _height(again), group=True)

    def _row(self, cells: list[Cell], keep: float, *, group: bool) -> None:
        """Draw a row with ``keep`` points below it; only one taller than a page is divided."""
        height = _height(cells)
        fresh = self.ledger.full - self.title_height - 3 * _LEADING
        divided = height > fresh
        if not divided and height + min(keep, fresh - height) > self.ledger.room:
            self._turn(group=group)
        while height > self.ledger.room:
            if self.ledger.room > fresh / 3:
                parts = [cell.split(self.ledger.room) for cell in cells]
                self._draw([part for part, _ in parts], self.ledger.room, group=group)
                cells = [rest for _, rest in parts]
                height = _height(cells)
            self._turn(group=group)
        self._draw(cells, height, group=group)

    def _draw(self, cells: list[Cell], height: float, *, group: bool) -> None:
        ledger, top = self.ledger, self.ledger.y
        edges = (self.edges[0], self.edges[-1]) if group else self.edges
        ledger.cells(cells, edges, height)
        ledger.uprights(edges, top)
        ledger.across()

    def _tail(self) -> float:
        """Return the height of what stands below the table."""
        signed = 0.0
        if self.sheet.signers:
            signed = (self._captions() + 1) * _LEADING + _SIGN_ROOM + 4 * mm
        return signed + (_LEADING + 2 * mm if self.sheet.summary else 0.0)

    def end(self) -> None:
        """Write the summary and the signatures, together on one page."""
        ledger = self.ledger
        if self._tail() > ledger.room:
            ledger.turn()
            self._foot()
        ledger.y -= 2 * mm
        for line in fonts.wrap(self.sheet.summary, REGULAR, 12, ledger.width):
            ledger.y -= _LEADING
            ledger.write(ledger.left, ledger.y + _LEADING * 0.28, line, REGULAR, 12)
        ledger.y -= 4 * mm
        top = ledger.y
        room = ledger.width / max(len(self.sheet.signers), 1)
        low = top - self._captions() * _LEADING - _SIGN_ROOM
        for place, (caption, name) in enumerate(self.sheet.signers):
            for text, start in ((caption, top), (name, low)):
                ledger.y = start
                for line in fonts.wrap(text, BOLD, 12.5, room - 4 * mm):
                    self._at(ledger.left + room * (place + 0.5), line, BOLD, 12.5)

    def _captions(self) -> int:
        """Return how many lines the longest caption of a signature takes."""
        room = self.ledger.width / max(len(self.sheet.signers), 1) - 4 * mm
        return max(
            (len(fonts.wrap(caption, BOLD, 12.5, room)) for caption, _ in self.sheet.signers),
            default=0,
        )


def _height(cells: Sequence[Cell]) -> float:
    return max((cell.height for cell in cells), default=0.0)
