"""Child side: the slow pass over a sheet of an .xlsx, for what calamine does not tell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from xml.parsers import expat

from tcxd_desktop.domain.errors import NotASheetProblem, SheetTooBigProblem
from tcxd_desktop.exchange.cell_text import number
from tcxd_desktop.exchange.sheet_reading import (
    MOST_COLUMNS,
    MOST_ROWS,
    PLAIN,
    letter_of_font,
    letter_of_runs,
)
from tcxd_desktop.exchange.xlsx_strings import CELL_FONT
from tcxd_desktop.exchange.xlsx_styles import Styles

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_USUAL_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d+)")?(?: t="(\w+)")?(/?)>',
)
Cell = tuple[int, int]


@dataclass(slots=True)
class Marks:
    """Dấu của các ô: what stands beside the values, by row and column from 0."""

    blank_formulas: int = 0
    styled: list[tuple[int, int, int]] = field(default_factory=list)
    """Cells whose style shows more than their value: row, column, style."""
    letters: dict[Cell, str] = field(default_factory=dict)
    """Of cells in old fonts, or in several."""
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    raw: dict[Cell, str] = field(default_factory=dict)
    """Numbers calamine makes something else of."""


def marks_of(xml: bytes, styles: Styles, runs: Mapping[int, set[str]]) -> Marks:
    """Return the marks of a sheet.

    Raises:
        SheetTooBigProblem: a value lies farther out than is read.
        NotASheetProblem: a document type, or no XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    pass_ = _Pass(parser, styles, runs)
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = pass_.start
    parser.CharacterDataHandler = pass_.text
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - the parser takes nothing by name
    except expat.ExpatError as error:
        raise NotASheetProblem from error
    pass_.finish()
    return pass_.marks


def quick_marks(xml: bytes, styles: Styles) -> Marks | None:
    """Return the marks of a sheet in which only styles matter, four times as fast.

    None where its cells are not all written the way the great programs write them.
    """
    cells = _USUAL_CELL.findall(xml)
    if len(cells) != xml.count(b"<c "):
        return None
    marks = Marks()
    old = {str(style).encode(): letter for style, letter in styles.letters.items()}
    formats = {str(style).encode(): style for style in styles.formats}
    for letters, row, style, kind, empty in cells:
        if empty:
            continue
        if kind and kind != b"n":
            if style in old or (not style and 0 in styles.letters):
                letter = old[style or b"0"]
                marks.letters[int(row) - 1, _column(letters.decode())] = letter
        elif style in formats or (not style and 0 in styles.formats):
            place = int(row) - 1, _column(letters.decode())
            marks.styled.append((*place, formats[style or b"0"]))
    return marks


def _refuse(*_: object) -> None:
    raise NotASheetProblem


class _Pass:
    """What is known of the cell the parser is in.

    A cell ends where the next begins: hearing of ends too would cost half as much again. Only
    inside a text that is written into its cell are they listened to.
    """

    def __init__(
        self, parser: expat.XMLParserType, styles: Styles, runs: Mapping[int, set[str]]
    ) -> None:
        self.marks = Marks()
        self._parser, self._runs = parser, runs
        self._letters, self._formats = styles.letters, styles.formats
        self._row, self._column = -1, -1
        self._kind, self._style = "", 0
        self._value = ""
        self._within = ""
        self._formula = self._filled = self._valued = False
        self._font, self._inline = CELL_FONT, set[str]()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name[name.rfind(" ") + 1 :]
        if kind == "c":
            self.finish()
            self._begin(attributes)
        elif kind == "row":
            self.finish()
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif kind == "v":
            self._valued = True
        elif kind == "f":
            self._formula = True
        elif kind == "is":
            self._filled, self._font = True, CELL_FONT
            self._parser.EndElementHandler = self.end
        elif kind == "r":
            self._font = CELL_FONT
        elif kind == "rFont":
            self._font = letter_of_font(attributes.get("val", ""))
        self._within = kind

    def _begin(self, attributes: dict[str, str]) -> None:
        found = attributes.get("r", "")
        place = _REFERENCE.fullmatch(found)
        if place:
            self._column, self._row = _column(place[1]), int(place[2]) - 1
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", "0"))

    def text(self, text: str) -> None:
        if self._within == "v":
            self._value += text
        elif self._within == "t" and text.strip():
            self._inline.add(self._font)

    def end(self, name: str) -> None:
        kind = name[name.rfind(" ") + 1 :]
        self._within = ""
        if kind == "r":
            self._font = CELL_FONT
        elif kind == "is":
            self._parser.EndElementHandler = None

    def finish(self) -> None:
        """Take in the cell before; whatever there is of it has been heard."""
        kind, value = self._kind, self._value.strip()
        if not kind:
            return
        # Of a formula that says nothing Excel keeps an empty text as its value.
        if self._filled or value or (kind == "str" and self._valued):
            self._take(kind, value)
        elif self._formula:
            self.marks.blank_formulas += 1
        self._kind, self._value, self._within = "", "", ""
        self._formula = self._filled = self._valued = False
        if self._inline:
            self._inline = set()

    def _take(self, kind: str, value: str) -> None:
        row, column = self._row, self._column
        if column >= MOST_COLUMNS or row >= MOST_ROWS:
            raise SheetTooBigProblem
        if kind == "n":
            if self._style in self._formats:
                self.marks.styled.append((row, column, self._style))
            if value.startswith("-"):
                self.marks.raw[row, column] = number(float(value))
        elif kind == "e":
            self.marks.errors.append((row, column, value))
        else:
            letter = self._letters.get(self._style, PLAIN)
            runs = self._inline or (kind == "s" and self._runs and self._runs.get(int(value)))
            if runs:
                letter = letter_of_runs({letter if run == CELL_FONT else run for run in runs})
            if letter != PLAIN:
                self.marks.letters[row, column] = letter


@cache
def _column(letters: str) -> int:
    """Return the number of a column from 0."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
