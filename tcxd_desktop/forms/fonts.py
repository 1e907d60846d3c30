"""The paper's typeface: its four faces, how wide text is, and how it breaks into lines."""

import unicodedata
from functools import cache, lru_cache
from typing import IO, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tcxd_desktop import places
from tcxd_desktop.domain.text import nfc

REGULAR: Final = "Tinos"
BOLD: Final = "Tinos-Bold"
ITALIC: Final = "Tinos-Italic"
BOLD_ITALIC: Final = "Tinos-BoldItalic"
_FILES: Final = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    ITALIC: "Tinos-Italic.ttf",
    BOLD_ITALIC: "Tinos-BoldItalic.ttf",
}
MISSING: Final = "\u25a1"
"""Printed in place of a character the typeface has no picture of: a white square."""


@cache
def _known() -> frozenset[str]:
    """Register the faces, once; return the characters all four can draw."""
    rl_config.useA85 = 0  # plain streams: a fifth smaller, and quicker with pictures
    folder = places.resources() / "fonts"
    known: set[int] | None = None
    for name, file in _FILES.items():
        font = TTFont(name, str(folder / file))
        pdfmetrics.registerFont(font)
        glyphs = set(font.face.charToGlyph)
        known = glyphs if known is None else known & glyphs
    return frozenset(map(chr, known or ()))


def canvas(buffer: IO[bytes], *, title: str, pagesize: tuple[float, float]) -> Canvas:
    """Return a blank document whose every font is embedded and whose bytes repeat."""
    _known()
    paper = Canvas(
        buffer,
        pagesize=pagesize,
        pdfVersion=(1, 7),
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stub says float
        lang="vi-VN",
    )
    paper.setTitle(title)
    paper.setAuthor("TCXD")
    paper.setCreator("TCXD")
    paper.setProducer("TCXD")
    paper.setSubject("")
    return paper


def printable(text: str) -> str:
    """Return ``text`` in NFC; what the typeface cannot draw becomes a visible mark."""
    if text.isascii() and text.isprintable():
        return text
    return _printable(text)


@lru_cache(maxsize=16384)
def _printable(text: str) -> str:
    known = _known()
    return "".join(_drawn(char, known) for char in nfc(text.replace("\t", " ")))


def _drawn(char: str, known: frozenset[str]) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return ""  # marks of direction: the typeface draws them as signs upon their neighbours
    if char in known or char == "\n":
        return char
    return "" if category in {"Mn", "Cc"} else MISSING


@lru_cache(maxsize=16384)
def width(text: str, face: str, size: float) -> float:
    """Return how wide ``text`` (one line, already printable) is, in points."""
    _known()
    return float(pdfmetrics.stringWidth(text, face, size))


def wrap(text: str, face: str, size: float, room: float, first: float | None = None) -> list[str]:
    """Return ``text`` in lines not wider than ``room``; a word longer than a line is cut.

    ``first`` is the room of the first line where something already stands on it; that line
    may stay empty. Line breaks in the text are kept. Nothing to print gives one empty line.
    """
    text = printable(text)
    if first is None:
        first = room
    if "\n" not in text and width(text, face, size) <= first:
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph.split(), face, size, (room, room if lines else first)))
    return lines


def _wrapped(words: list[str], face: str, size: float, rooms: tuple[float, float]) -> list[str]:
    room, left = rooms
    lines: list[str] = []
    space = width(" ", face, size)
    line, used = "", 0.0
    for word in words:
        wide = width(word, face, size)
        if line and used + space + wide <= left:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line or left < min(wide, room):
            lines.append(line)
            left = room
        if wide > room:
            *full, word = _cut(word, face, size, room)  # noqa: PLW2901 - its last piece goes on
            lines.extend(full)
            wide = width(word, face, size)
        line, used = word, wide
    return [*lines, line]


def _cut(word: str, face: str, size: float, room: float) -> list[str]:
    """Cut a word into pieces that fit; a piece has at least one character."""
    pieces: list[str] = []
    piece, used = "", 0.0
    for char in word:
        wide = width(char, face, size)
        if piece and used + wide > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + char, used + wide
    return [*pieces, piece]


def fitted(
    text: str, face: str, size: float, floor: float, room: float, max_lines: int
) -> tuple[list[str], float]:
    """Return lines and size of ``text`` for a box: smaller down to ``floor``, then more lines.

    At the floor every line is returned, also beyond ``max_lines``: nothing is ever cut off.
    """
    lines = wrap(text, face, size, room)
    while len(lines) > max_lines and size > floor:
        size = max(floor, size - 0.5)
        lines = wrap(text, face, size, room)
    return lines, size
