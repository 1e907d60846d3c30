"""The help on paper: one topic, or the whole book with its contents."""

from collections.abc import Iterable, Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tcxd_desktop import __version__
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.help_blocks import LEADING, SIZE, pieces
from tcxd_desktop.forms.help_lines import Piece, Shape
from tcxd_desktop.forms.help_links import with_pages
from tcxd_desktop.forms.ledger import Ledger, Margins
from tcxd_desktop.forms.together import groups
from tcxd_desktop.wording.help import Topic

PROGRAM: Final = "Sổ công tác Đảng"
TITLE: Final = "Hướng dẫn sử dụng"
CONTENTS: Final = "Mục lục"
_MARGINS: Final = Margins(25 * mm, 20 * mm, 22 * mm, 22 * mm)
_FOOT: Final = 12 * mm
_FOOT_SIZE: Final = 9.5
_SLACK: Final = 0.01
_MOST_LAID: Final = 4
"""Times a book is laid out: a number that grows by a figure may move what follows."""
_TIGHTEST: Final = 14.5
"""Leading of contents that would else not fit one page."""
_LINE, _SOFT, _CAP, _WARN, _PLAIN = (
    HexColor(0xBDB8AE), HexColor(0xF1EFEA), HexColor(0xF7F6F3), HexColor(0x8A5A00),
    HexColor(0x8B857B),
)  # fmt: skip
_WARN_SOFT: Final = HexColor(0xFBF2DF)


class HelpPages(Ledger):
    """Pages of the help: pieces below each other, the topic and the number at the foot."""

    def __init__(self, title: str) -> None:
        """Open an empty document."""
        super().__init__(title, A4, _MARGINS)
        self.topic = ""
        self.starts: dict[str, int] = {}
        """Page on which each topic begins, by its key."""

    def topic_begins(self, topic: Topic) -> None:
        """Start a topic on a page of its own."""
        if self.page:
            self.turn()
        else:
            self.begin()
        self.topic = topic.title
        self.starts[topic.key] = self.page
        self._canvas.bookmarkPage(topic.key)
        self._canvas.addOutlineEntry(topic.title, topic.key, 0, closed=True)

    def fill(self, found: Iterable[Piece]) -> None:
        """Place pieces, over as many pages as they need."""
        for group in groups(found):
            self._place(group)

    def _place(self, group: Sequence[Piece]) -> None:
        height = sum(piece.height for piece in group)
        if self._short(height) and height <= self.full:
            self._next(group[0])
        for piece in group:
            if self._short(piece.height) and self.room < self.full - _SLACK:
                self._next(piece)
            self._put(piece)

    def _short(self, height: float) -> bool:
        return height > self.room + _SLACK

    def _next(self, piece: Piece) -> None:
        self.turn()
        if piece.head is not None:
            self._put(piece.head)

    def _put(self, piece: Piece) -> None:
        for shape in piece.shapes:
            self._draw(shape)
        for one in piece.texts:
            self.write(self.left + one.x, self.y - one.y, one.text, one.face, one.size)
        self.y -= piece.height

    def _draw(self, shape: Shape) -> None:
        paper = self._canvas
        x, y = self.left + shape.x, self.y - shape.y - shape.high
        paper.saveState()
        paper.setLineWidth(0.6)
        paper.setStrokeColor(_LINE)
        if shape.kind == "cap":
            paper.setFillColor(_CAP)
            paper.roundRect(x, y, shape.wide, shape.high, 2.2, stroke=1, fill=1)
        elif shape.kind in ("note", "warning"):
            warns = shape.kind == "warning"
            paper.setFillColor(_WARN_SOFT if warns else _SOFT)
            paper.roundRect(x, y, shape.wide, shape.high, 4, stroke=0, fill=1)
            paper.setFillColor(_WARN if warns else _PLAIN)
            paper.rect(x, y, 2.4, shape.high, stroke=0, fill=1)
        elif shape.kind == "head":
            paper.setFillColor(_SOFT)
            paper.rect(x, y, shape.wide, shape.high, stroke=0, fill=1)
        elif shape.kind == "rule":
            paper.line(x, y, x + shape.wide, y)
        else:
            paper.drawImage(shape.name, x, y, shape.wide, shape.high)
            paper.rect(x, y, shape.wide, shape.high, stroke=1, fill=0)
        paper.restoreState()

    def _finish(self) -> None:
        """Write the foot of the page before it is closed."""
        if self.page:
            left = f"{PROGRAM} {__version__}"
            number = str(self.page)
            self.write(self.left, _FOOT, left, REGULAR, _FOOT_SIZE)
            middle = self.topic or TITLE
            at = (self.left + self.right - fonts.width(middle, ITALIC, _FOOT_SIZE)) / 2
            self.write(at, _FOOT, middle, ITALIC, _FOOT_SIZE)
            end = self.right - fonts.width(number, REGULAR, _FOOT_SIZE)
            self.write(end, _FOOT, number, REGULAR, _FOOT_SIZE)
        super()._finish()

    # --- contents ---------------------------------------------------------------------------------

    def contents(self, topics: Sequence[Topic], starts: dict[str, int]) -> None:
        """Write the title of the book and on which page each topic begins."""
        self.begin()
        self.centred(PROGRAM, REGULAR, 14, 24)
        self.centred(TITLE.upper(), BOLD, 22, 36)
        self.centred(f"Phiên bản {__version__}", REGULAR, 12, 20)
        self.y -= 18
        self.write(self.left, self.y - LEADING, CONTENTS, BOLD, 14)
        self.y -= LEADING * 1.6
        group = ""
        lines = len(topics) + 1.4 * len({topic.group for topic in topics}) + 0.5
        leading = max(min(LEADING, self.room / lines), _TIGHTEST)
        for topic in topics:
            if topic.group != group:
                group = topic.group
                self.need(3 * leading)
                self.y -= leading * 0.4
                self._entry(group, "", BOLD, leading)
            self.need(leading)
            area = (self.left, self.y - leading, self.right, self.y)
            self._canvas.linkRect("", topic.key, area, relative=0, thickness=0)
            self._entry(topic.title, str(starts.get(topic.key, 0)), REGULAR, leading)

    def _entry(self, text: str, number: str, face: str, leading: float) -> None:
        base = self.y - leading * 0.74
        indent = 6 * mm if number else 0.0
        self.write(self.left + indent, base, text, face, SIZE)
        if number:
            end = self.right - fonts.width(number, REGULAR, SIZE)
            self.write(end, base, number, REGULAR, SIZE)
            self.dots(self.left + indent + fonts.width(text, face, SIZE) + 5, end - 5, base - 1)
        self.y -= leading


def help_topic(topic: Topic, progress: Progress = unwatched) -> bytes:
    """Return one topic."""
    pages = HelpPages(topic.title)
    pages.topic_begins(topic)
    pages.fill(pieces(topic, pages.width))
    progress(1, 1)
    return pages.save()


def help_manual(topics: Sequence[Topic], progress: Progress = unwatched) -> bytes:
    """Return the whole book; it is laid out until the pages it names are those it has."""
    starts = dict.fromkeys((topic.key for topic in topics), 0)
    laid = _laid(topics, starts)
    for _ in range(_MOST_LAID):
        found_on = _starts(topics, laid)
        if found_on == starts:
            break
        starts, laid = found_on, _laid(topics, found_on)
    pages = HelpPages(f"{TITLE} {PROGRAM} {__version__}")
    pages.contents(topics, starts)
    for done, (topic, found) in enumerate(laid, 1):
        pages.topic_begins(topic)
        pages.fill(found)
        progress(done, len(laid))
    return pages.save()


_Laid = list[tuple[Topic, list[Piece]]]


def _laid(topics: Sequence[Topic], starts: dict[str, int]) -> _Laid:
    width = HelpPages(TITLE).width
    return [(topic, pieces(with_pages(topic, starts), width)) for topic in topics]


def _starts(topics: Sequence[Topic], laid: _Laid) -> dict[str, int]:
    """Return on which page each topic begins."""
    pages = HelpPages(TITLE)
    pages.contents(topics, {})
    for topic, found in laid:
        pages.topic_begins(topic)
        pages.fill(_bare(found))
    return pages.starts


def _bare(found: Sequence[Piece]) -> Iterable[Piece]:
    """Yield the same heights and heads without anything to draw."""
    heads: dict[int, Piece] = {}
    for piece in found:
        head = piece.head
        if head is not None:
            head = heads.setdefault(id(head), Piece(head.height))
        yield Piece(piece.height, keep=piece.keep, head=head)
