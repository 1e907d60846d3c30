"""QR codes of digits: as rows of squares for paper, as SVG and PNG for screens."""

from io import BytesIO

import segno

from tcxd_desktop.domain.packet_errors import PacketTooBigProblem
from tcxd_desktop.exchange.packet_codec import MOST_DIGITS

_MOST_VERSION = 25
QUIET = 4
"""Squares of white all around that a scanner needs (ISO/IEC 18004)."""


def _code(digits: str) -> segno.QRCode:
    # Error level M: a crease or a stamp over up to a seventh of the code does no harm.
    return segno.make_qr(digits, error="m", mode="numeric", boost_error=False)


def matrix(digits: str) -> tuple[tuple[bool, ...], ...]:
    """Return the squares of the code row by row, dark ones true, without white around.

    Raises:
        PacketTooBigProblem: more digits than a code of version 25 holds.
    """
    if len(digits) > MOST_DIGITS:
        raise PacketTooBigProblem(len(digits), MOST_DIGITS)
    code = _code(digits)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)


def svg(digits: str) -> str:
    """Return the code as an SVG picture of 1 unit a square, white around included."""
    rows = matrix(digits)
    size = len(rows) + 2 * QUIET
    squares = "".join(
        f"M{x + QUIET} {y + QUIET}h{run}v1h-{run}z"
        for y, row in enumerate(rows)
        for x, run in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{squares}"/></svg>'
    )


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where each run of dark squares of a row begins and how long it is."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and x and row[x - 1]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((x, 1))
    return found


def png(digits: str, scale: int = 6) -> bytes:
    """Return the code as a PNG of ``scale`` pixels a square, white around included.

    Raises:
        PacketTooBigProblem: more digits than a code of version 25 holds.
    """
    matrix(digits)
    target = BytesIO()
    _code(digits).save(target, kind="png", scale=scale, border=QUIET)
    return target.getvalue()
