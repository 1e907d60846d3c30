"""Where two texts part: pieces that are the same and pieces that are not. No Qt."""

import html
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\d|[^\W\d]+|\W", re.UNICODE)
"""Digits one by one, words whole: half a word in bold is hard to read, one wrong digit is not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters, and whether the other text has it at the same place."""

    text: str
    same: bool


def pieces(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts cut where they part."""
    mine, theirs = _PIECES.findall(left), _PIECES.findall(right)
    first: list[Piece] = []
    second: list[Piece] = []
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        same = kind == "equal"
        for found, target in ((mine[a:b], first), (theirs[c:d], second)):
            if found:
                target.append(Piece("".join(found), same))
    return tuple(first), tuple(second)


def marked(parts: tuple[Piece, ...], ink: str) -> str:
    """Return rich text that shows what differs in bold, underlined and in the colour ``ink``."""
    return "".join(
        html.escape(part.text)
        if part.same
        else f'<span style="font-weight: 600; text-decoration: underline; color: {ink}">'
        f"{html.escape(part.text)}</span>"
        for part in parts
    )
