"""Foreign books: bytes of a file to sheets of text, parsed in the limited child."""

from collections.abc import Callable
from typing import Any, Final

from tcxd_desktop.domain.errors import ParserFailedProblem, SheetTooBigProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.sheet import FONT_LETTERS, MIXED_FONTS, Book, Sheet
from tcxd_desktop.domain.text import nfc
from tcxd_desktop.exchange import child
from tcxd_desktop.exchange.sheet_wire import unpacked
from tcxd_desktop.wording import sheet_files

MOST_BYTES = 20 * 1024 * 1024
_LETTERS: Final = frozenset(FONT_LETTERS) | {MIXED_FONTS}


def read_book(
    data: bytes,
    charset: str = "",
    separator: str = "",
    limits: child.Limits = child.USUAL,
    progress: Progress = unwatched,
) -> Book:
    """Return the visible sheets of a file that hold anything.

    What a file is, is told by its content, never by its name: .xlsx, .xls (BIFF 2 to 8), .ods, or
    text with separators. Whole numbers come without ``.0`` and in full, with the zeros their
    format shows; days as ISO text, no more exact than they are shown (``1962-03`` where the format
    has no day); cells with an error as the error; all text as NFC, with U+00AD and controls above
    U+0080 left in it, which are letters of old fonts.

    Args:
        data: the file.
        charset: of a text file; the likeliest where empty. ``Book.charsets`` tells those possible.
        separator: of a text file; the likeliest where empty.
        limits: what the child may use up before it is killed.
        progress: called again and again while the child works; may raise to cancel, which kills it.

    Raises:
        Problem: the file is no book, too big, protected, has macros or formulas without value, or
            cannot be read in ``charset``.
    """
    return _read(data, {"charset": charset, "separator": separator}, limits, progress)


def read_sheet(data: bytes, limits: child.Limits = child.USUAL) -> Sheet:
    """Return the first visible sheet that holds anything; the others are not looked at.

    Raises:
        Problem: as of :func:`read_book`.
    """
    sheet = _read(data, {"first": "1"}, limits, unwatched).sheets[0]
    rows = tuple(
        tuple(cell if cell.isprintable() else nfc(cell) for cell in row) for row in sheet.rows
    )
    return Sheet(sheet.name, rows, sheet.fonts, sheet.dates_1904, sheet.merges)


def _read(data: bytes, options: dict[str, str], limits: child.Limits, progress: Progress) -> Book:
    if len(data) > MOST_BYTES:
        raise SheetTooBigProblem
    try:
        return book_of(child.run("book", data, limits, options, progress))
    except (TypeError, ValueError, KeyError) as error:
        raise ParserFailedProblem("crash") from error


def book_of(told: Any) -> Book:
    """Return the book the child tells of, which is not trusted to be well formed.

    Raises:
        TypeError, ValueError, KeyError: it is not.
    """
    return Book(
        str(told["kind"]),
        tuple(map(_sheet, told["sheets"])),
        str(told["charset"]),
        tuple(map(str, told["charsets"])),
        str(told["separator"]),
        tuple(map(_note, told["notes"])),
    )


def _sheet(told: Any) -> Sheet:
    name, body, fonts, of_1904, merges = told
    if not all(isinstance(row, str) and _LETTERS.issuperset(row) for row in fonts):
        raise TypeError
    return Sheet(
        str(name),
        unpacked(str(body)),
        tuple(fonts),
        bool(of_1904),
        tuple(map(_merge, merges)),
    )


def _merge(told: Any) -> tuple[int, int, int, int]:
    top, left, bottom, right = map(int, told)
    return top, left, bottom, right


_NOTES: Final[dict[str, Callable[..., str]]] = {
    "hidden": sheet_files.hidden_sheets,
    "errors": sheet_files.error_cells,
    "quotes": sheet_files.unpaired_quotes,
}


def _note(told: Any) -> str:
    key, *arguments = told
    return _NOTES[key](*arguments)
