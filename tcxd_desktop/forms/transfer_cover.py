"""Tờ bìa bộ giấy chuyển sinh hoạt: whose papers these are, what lies behind, the QR of the record.

The code carries what the letter says, signed by the sending office, so that the next office need
not type it again; the letter itself stays what counts.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.transfer_papers import CoverPaper
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import Field, fields, next_line, paragraph
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.forms.tables import Column, table
from tcxd_desktop.wording.formats import upper_name
from tcxd_desktop.wording.transfer_covers import (
    ANSWER_CODE,
    COVER_COLUMNS,
    HOW_TO_ANSWER,
    HOW_TO_READ,
    LETTER_CODE,
    cover_fields,
    part_rows,
)

_QR: Final = 74 * mm
_QUIET: Final = 4 * mm
"""White around the code: readers need it."""
_SMALL: Final = 10.0


class _Cover(Sheet):
    """Pages that also carry a code."""

    def code(self, rows: Sequence[Sequence[bool]], x: float, y: float) -> None:
        """Draw the squares of a code with its lower left corner at (x, y)."""
        side = _QR / len(rows)
        path = self._canvas.beginPath()
        for down, row in enumerate(rows, 1):
            place = 0
            for dark, run in groupby(row):
                wide = len(list(run))
                if dark:
                    path.rect(x + place * side, y + _QR - down * side, wide * side, side)
                place += wide
        self._canvas.setFillGray(0)
        self._canvas.drawPath(path, stroke=0, fill=1)


def transfer_cover(
    papers: Sequence[CoverPaper], *, progress: Progress = unwatched, duplex: bool = False
) -> bytes:
    """Return the cover of each pack, one PDF."""
    sheet = _Cover("Tờ bìa bộ giấy chuyển sinh hoạt đảng", duplex=duplex)
    for done, paper in enumerate(papers, 1):
        sheet.begin()
        _draw(sheet, paper)
        progress(done, len(papers))
    return sheet.save()


def _draw(sheet: _Cover, cover: CoverPaper) -> None:
    issuer, size = fonts.fitted(cover.paper.issuer.name.upper(), REGULAR, 12.0, 8.0, sheet.width, 2)
    for line in issuer:
        sheet.write(sheet.left, next_line(sheet, size * 1.3), line, REGULAR, size)
    sheet.y -= 5 * mm
    paragraph(sheet, "BỘ GIẤY TỜ CHUYỂN SINH HOẠT ĐẢNG", face=BOLD, size=17, centred=True)
    name = upper_name(cover.paper.case.traveller.name)
    if name:
        paragraph(sheet, name, face=BOLD, size=14, centred=True)
    sheet.y -= 3 * mm
    for label, value in cover_fields(cover.paper):
        fields(sheet, Field(label, value))
    sheet.y -= 3 * mm
    table(
        sheet, "Trong bộ giấy này có:",
        tuple(Column(title, share, centred=centred) for title, share, centred in COVER_COLUMNS),
        part_rows(cover.parts),
    )  # fmt: skip
    _code(sheet, cover)


def _code(sheet: _Cover, cover: CoverPaper) -> None:
    sheet.y -= 4 * mm
    if not cover.qr:
        if cover.no_qr:
            paragraph(sheet, cover.no_qr, face=ITALIC, size=_SMALL)
        return
    sheet.need(_QR + 2 * _QUIET)
    top = sheet.y
    sheet.code(cover.qr, sheet.left + _QUIET, top - _QR - _QUIET)
    x = sheet.left + _QR + 3 * _QUIET
    y = top - _QUIET
    for text, face in _beside(cover):
        for line in fonts.wrap(text, face, _SMALL, sheet.right - x):
            y -= _SMALL * 1.3
            sheet.write(x, y, line, face, _SMALL)
        y -= 4
    sheet.y = top - _QR - 2 * _QUIET


def _beside(cover: CoverPaper) -> list[tuple[str, str]]:
    title, words = (ANSWER_CODE, HOW_TO_ANSWER) if cover.answers else (LETTER_CODE, HOW_TO_READ)
    told = [(title, BOLD), *((text, REGULAR) for text in words)]
    if cover.fingerprint:
        told += [("Dấu vân thẻ của cơ quan gửi:", REGULAR), (cover.fingerprint, BOLD)]
    return told
