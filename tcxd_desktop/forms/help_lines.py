"""Styled words of the help on paper: broken into lines, keys drawn as caps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.wording.help_markdown import Run, Style, Words

BASE: Final = 0.74
"""Where the baseline stands in a line."""
_FACES: Final = {Style.BOLD: BOLD, Style.ITALIC: ITALIC}
_KEY_SIZE: Final = 0.88
"""Size of a key's letters to that of the text."""
_CAP_PAD: Final = 3.2
_DRAWN: Final = {"⋯": "···"}
"""Signs of the screen the paper's typeface lacks, and what is printed for them."""


@dataclass(frozen=True, slots=True)
class Text:
    """Chữ at a place, down from the top of its piece."""

    x: float
    y: float
    text: str
    face: str
    size: float


@dataclass(frozen=True, slots=True)
class Shape:
    """Hình vẽ under the text: ``cap``, ``note``, ``warning``, ``rule``, ``head``, ``picture``."""

    kind: str
    x: float
    y: float
    """Upper edge, down from the top of its piece."""
    wide: float
    high: float
    name: str = ""
    """Of a picture."""


@dataclass(slots=True)
class Piece:
    """What is never divided: a line, a row of a table, a note, a picture with its caption."""

    height: float
    texts: Sequence[Text] = ()
    shapes: Sequence[Shape] = ()
    keep: bool = False
    """Stays on the page of the next piece."""
    head: "Piece | None" = None
    """Repeated above this piece where it begins a page."""
    anchor: str = ""
    """A heading begins here; with its words."""

    def moved(self, right: float, down: float) -> tuple[list[Text], list[Shape]]:
        """Return what it is made of, at another place."""
        return (
            [replace(one, x=one.x + right, y=one.y + down) for one in self.texts],
            [replace(one, x=one.x + right, y=one.y + down) for one in self.shapes],
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """How words are set: room, size, leading."""

    room: float
    size: float
    leading: float
    face: str = REGULAR


@dataclass(slots=True)
class _Part:
    """A piece of a word in one face."""

    text: str
    face: str
    key: bool = False

    def wide(self, size: float) -> float:
        if self.key:
            return fonts.width(self.text, self.face, size * _KEY_SIZE) + 2 * _CAP_PAD
        return fonts.width(self.text, self.face, size)


@dataclass(slots=True)
class _Word:
    """Parts without a space between them."""

    parts: list[_Part] = field(default_factory=list)

    def wide(self, size: float) -> float:
        return sum(part.wide(size) for part in self.parts)


def lines(words: Words, setting: Setting) -> list[Piece]:
    """Return words line by line, the first two lines and the last two kept together."""
    rows = _broken(list(_words(words, setting.face)), setting)
    last = len(rows) - 1
    found = []
    for number, row in enumerate(rows):
        piece = _set(row, setting)
        piece.keep = number < last and number in (0, last - 1)
        found.append(piece)
    return found


def printed(text: str) -> str:
    """Return a text as paper can show it."""
    for sign, drawn in _DRAWN.items():
        text = text.replace(sign, drawn)
    return fonts.printable(text)


def stacked(pieces: Sequence[Piece]) -> Piece:
    """Return pieces below each other as one."""
    texts: list[Text] = []
    shapes: list[Shape] = []
    down = 0.0
    for piece in pieces:
        more, drawn = piece.moved(0, down)
        texts += more
        shapes += drawn
        down += piece.height
    return Piece(down, texts, shapes)


def _words(words: Words, face: str) -> Iterator[_Word]:
    open_word = _Word()
    for run in words:
        for text, ends in _cut(run):
            if text:
                key = run.style is Style.KEY
                part = _Part(printed(text), _FACES.get(run.style, face), key)
                open_word.parts.append(part)
            if ends and open_word.parts:
                yield open_word
                open_word = _Word()
    if open_word.parts:
        yield open_word


def _cut(run: Run) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a run, and whether a space follows; a key is never cut."""
    if run.style is Style.KEY:
        yield run.text, False
        return
    parts = run.text.split(" ")
    for number, part in enumerate(parts):
        yield part, number < len(parts) - 1


def _broken(words: list[_Word], setting: Setting) -> list[list[_Word]]:
    space = fonts.width(" ", setting.face, setting.size)
    rows: list[list[_Word]] = [[]]
    used = 0.0
    for word in words:
        wide = word.wide(setting.size)
        if rows[-1] and used + space + wide > setting.room:
            rows.append([])
            used = 0.0
        used += wide + (space if rows[-1] else 0.0)
        rows[-1].append(word)
    return rows


def _set(row: Sequence[_Word], setting: Setting) -> Piece:
    """Return a line; words of one face beside each other are one text, with its spaces."""
    size, base = setting.size, setting.leading * BASE
    space = fonts.width(" ", setting.face, size)
    texts: list[Text] = []
    shapes: list[Shape] = []
    x = 0.0
    for number, word in enumerate(row):
        lead = " " if number else ""
        x += space if number else 0.0
        for part in word.parts:
            if part.key:
                wide = part.wide(size)
                small = size * _KEY_SIZE
                shapes.append(Shape("cap", x, base - size * 0.82, wide, size * 1.12))
                texts.append(Text(x + _CAP_PAD, base - 0.4, part.text, part.face, small))
                x += wide
            else:
                _add(texts, Text(x, base, part.text, part.face, size), lead)
                x += part.wide(size)
            lead = ""
    return Piece(setting.leading, texts, shapes)


def _add(texts: list[Text], new: Text, lead: str) -> None:
    last = texts[-1] if texts else None
    if last is None or (last.face, last.size) != (new.face, new.size):
        texts.append(new)
        return
    end = last.x + fonts.width(f"{last.text}{lead}", last.face, last.size)
    if abs(end - new.x) > 0.05:
        texts.append(new)
    else:
        texts[-1] = replace(last, text=f"{last.text}{lead}{new.text}")
