"""Child side: which styles of an .ods are in old fonts, show zeros, or show days without a day."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tcxd_desktop.exchange.number_formats import Format
from tcxd_desktop.exchange.sheet_reading import PLAIN, letter_of_font

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = (f"{_OASIS}{name}:1.0 " for name in ("office", "table", "text"))
STYLE, NUMBER = f"{_OASIS}style:1.0 ", f"{_OASIS}datastyle:1.0 "
_FO, _SVG = (f"{_OASIS}{name}-compatible:1.0 " for name in ("xsl-fo", "svg"))
_MOST_PARENTS = 20
ZEROS, TRUTH = "0", "b"
"""Number styles whose digits are worth keeping as they are shown; those that show yes or no."""


@dataclass(slots=True)
class Style:
    """Kiểu: what one style says itself; the rest comes from its parent."""

    parent: str = ""
    letter: str = ""
    """Font letter; empty where the parent's font holds."""
    data: str = ""
    """Name of its number style."""
    hidden: bool = False


@dataclass(slots=True)
class Shown:
    """Cách hiển thị số: what a number style consists of."""

    zeros: int = 0
    grouped: bool = False
    decimals: bool = False
    prefix_zero: bool = False
    parts: set[str] = field(default_factory=set)

    def how(self, kind: str) -> Format | str | None:
        """Return how a date is shown, or what else a value does not tell."""
        if kind == "boolean-style":
            return TRUTH
        if kind == "date-style":
            if self.parts & {"day", "day-of-week", "hours", "seconds"} or "year" not in self.parts:
                return None
            return Format.MONTH if "month" in self.parts else Format.YEAR
        if kind != "number-style" or self.grouped or self.decimals:
            return None
        return ZEROS if self.zeros > 1 or self.prefix_zero else None


Told = Callable[[Style], str]


class Styles:
    """Takes in styles as the parser meets them, and answers for names afterwards."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._faces: dict[str, str] = {}
        self._styles: dict[tuple[str, str], Style] = {}
        self._shown: dict[str, Format | str | None] = {}
        self._style = Style()
        self._number = Shown()
        self._number_name = ""
        self.old = False
        """Whether any style is in an old font."""
        self._known: dict[str, tuple[str, Format | str | None]] = {}
        self._text = False

    def start(self, name: str, told: dict[str, str]) -> None:
        """Take in the beginning of an element outside the sheets."""
        space, _, kind = name.rpartition(" ")
        if space + " " == STYLE:
            self._start_style(kind, told)
        elif space + " " == NUMBER:
            self._start_number(kind, told)

    def text(self, text: str) -> None:
        """Take in characters: only those of a number style tell anything."""
        if self._text and text.strip().startswith("0"):
            self._number.prefix_zero = True

    def end(self, name: str) -> None:
        """Take in the end of an element outside the sheets."""
        if not name.startswith(NUMBER):
            return
        kind = name[len(NUMBER) :]
        if kind == "text":
            self._text = False
        elif kind.endswith("-style") and self._number_name:
            self._shown[self._number_name] = self._number.how(kind)

    def _start_style(self, kind: str, told: dict[str, str]) -> None:
        if kind == "font-face":
            family = told.get(f"{_SVG}font-family", "")
            self._faces[told.get(f"{STYLE}name", "")] = letter_of_font(family.strip("'\""))
        elif kind in {"style", "default-style"}:
            self._style = Style(
                told.get(f"{STYLE}parent-style-name", ""),
                data=told.get(f"{STYLE}data-style-name", ""),
            )
            family = told.get(f"{STYLE}family", "")
            self._styles[family, told.get(f"{STYLE}name", "")] = self._style
        elif kind == "text-properties":
            self._font(told)
        elif kind == "table-properties":
            self._style.hidden = told.get(f"{TABLE}display") == "false"

    def _font(self, told: dict[str, str]) -> None:
        name, family = told.get(f"{STYLE}font-name"), told.get(f"{_FO}font-family")
        if name is not None:
            self._style.letter = self._faces.get(name) or letter_of_font(name)
        elif family is not None:
            self._style.letter = letter_of_font(family.split(",")[0].strip("'\" "))
        self.old = self.old or self._style.letter not in {"", PLAIN}

    def _start_number(self, kind: str, told: dict[str, str]) -> None:
        if kind.endswith("-style"):
            self._number, self._number_name = Shown(), told.get(f"{STYLE}name", "")
        elif kind == "number":
            self._number.zeros = int(told.get(f"{NUMBER}min-integer-digits", "0"))
            self._number.decimals = told.get(f"{NUMBER}decimal-places", "0") != "0"
            self._number.grouped = told.get(f"{NUMBER}grouping") == "true"
        elif kind == "text":
            # Characters after the digits begin no number.
            self._text = not self._number.zeros
        else:
            self._number.parts.add(kind)

    def of_cell(self, name: str) -> tuple[str, Format | str | None]:
        """Return the font letter of a cell style, and how it shows numbers."""
        found = self._known.get(name)
        if found is None:
            data = self._first("table-cell", name, lambda style: style.data)
            letter = self._first("table-cell", name, lambda style: style.letter)
            found = self._known[name] = (letter or PLAIN, self._shown.get(data))
        return found

    def of_run(self, name: str) -> str:
        """Return the font letter of a run of text, empty where it is the cell's."""
        return self._first("text", name, lambda style: style.letter)

    def is_hidden(self, name: str) -> bool:
        """Tell whether a sheet of this style is hidden."""
        found = self._styles.get(("table", name))
        return found is not None and found.hidden

    def _first(self, family: str, name: str, told: Told) -> str:
        """Return what the style or the nearest of its parents says."""
        for _ in range(_MOST_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                break
            if told(style):
                return told(style)
            if not name:
                break
            name = style.parent
        return ""
