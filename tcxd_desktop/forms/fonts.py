"""The paper's typeface: its four faces, how wide text is, and how it breaks into lines."""

import unicodedata
from functools import cache, lru_cache
from typing import IO, Final

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
    if char in known or char == "\n":
        return char
    return "" if unicodedata.category(char) in {"Cf", "Mn", "Cc"} else MISSING


def width(text: str, face: str, size: float) -> float:
    """Return how wide ``text`` (one line, already printable) is, in points."""
    _known()
    return float(pdfmetrics.stringWidth(text, face, size))


def wrap(text: str, face: str, size: float, room: float) -> list[str]:
    """Return ``text`` in lines not wider than ``room``; a word longer than a line is cut.

    Line breaks in the text are kept. Nothing to print gives one empty line.
    """
    text = printable(text)
    if "\n" not in text and width(text, face, size) <= room:
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph.split(), face, size, room))
    return lines


def _wrapped(words: list[str], face: str, size: float, room: float) -> list[str]:
    lines: list[str] = []
    space = width(" ", face, size)
    line, used = "", 0.0
    for word in words:
        wide = width(word, face, size)
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        *full, word = _cut(word, face, size, room) if wide > room else [word]  # noqa: PLW2901
        lines.extend(full)
        line, used = word, width(word, face, size)
    return [*lines, line]


def _cut(word: str, face: str, size: float, room: float) -> list[str]:
    """Cut a word into pieces that fit; a piece has at least one character."""
    pieces: list[str] = []
    piece = ""
    for char in word:
        if piece and width(piece + char, face, size) > room:
            pieces.append(piece)
            piece = ""
        piece += char
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
