"""Child side: parts of an .xlsx that must not have a document type, and fonts inside texts."""

import re
from io import BytesIO

from defusedxml.ElementTree import iterparse

from tcxd_desktop.domain.errors import NotASheetProblem
from tcxd_desktop.exchange.sheet_reading import PLAIN, letter_of_font

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([\w-]+)["']""")
CELL_FONT = ""
"""Stands for the font of the cell among the letters of runs."""


def refuse_types(xml: bytes) -> bool:
    """Refuse a part with a document type; tell whether its bytes can be searched as UTF-8.

    Raises:
        NotASheetProblem: an encoding Excel never writes.
        Exception: of defusedxml, when there is a document type; of the parser, when it is no XML.
    """
    encoding = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
    if encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii", b"utf-16"}:
        raise NotASheetProblem
    if b"\0" not in xml[:64] and b"<!DOC" not in xml:
        return True
    for _, element in iterparse(BytesIO(xml), forbid_dtd=True):
        element.clear()
    return False


def old_runs(xml: bytes) -> dict[int, set[str]]:
    """Return the letters of the fonts of shared texts, by number, where any is an old one.

    A run without a font of its own has that of its cell, ``CELL_FONT``.
    """
    if b"rFont" not in xml and b"\0" not in xml[:64]:
        return {}
    found: dict[int, set[str]] = {}
    number = -1
    for event, element in iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True):
        if element.tag.endswith("}si"):
            if event == "start":
                number += 1
            else:
                letters = letters_of(element)
                if letters - {PLAIN, CELL_FONT}:
                    found[number] = letters
                element.clear()
    return found


def letters_of(text: object) -> set[str]:
    """Return the letters of the fonts in which a text with runs is written."""
    letters = set()
    for part in text:  # type: ignore[attr-defined]  # an element of a tree without types
        kind = part.tag.rpartition("}")[2]
        if kind == "t" and (part.text or "").strip():
            letters.add(CELL_FONT)
        elif kind == "r":
            letters |= _of_run(part)
    return letters


def _of_run(run: object) -> set[str]:
    font, text = CELL_FONT, ""
    for part in run.iter():  # type: ignore[attr-defined]  # an element of a tree without types
        kind = part.tag.rpartition("}")[2]
        if kind == "rFont":
            font = letter_of_font(part.get("val", ""))
        elif kind == "t":
            text += part.text or ""
    return {font} if text.strip() else set()
