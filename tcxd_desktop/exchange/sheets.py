"""Foreign sheets: bytes of an Excel file to rows of text."""

from dataclasses import dataclass

from tcxd_desktop.domain.errors import ParserFailedProblem, SheetTooBigProblem
from tcxd_desktop.exchange import child

MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """Một trang tính: every cell as text, from cell A1 on; row ``n`` is line ``n + 1``."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_sheet(data: bytes, limits: child.Limits = child.USUAL) -> Sheet:
    """Return the first visible sheet that holds anything, parsed in the limited child.

    Whole numbers come without ``.0``, days as ISO text, all text as NFC.

    Raises:
        Problem: the file is no sheet, too big, protected, has macros or formulas without value.
    """
    if len(data) > MOST_BYTES:
        raise SheetTooBigProblem
    match child.run("sheet", data, limits):
        case {"name": str(name), "rows": list(rows)} if all(isinstance(row, list) for row in rows):
            return Sheet(name, tuple(tuple(map(str, row)) for row in rows))
    raise ParserFailedProblem("crash")
