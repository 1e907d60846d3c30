"""Phiếu đánh giá (tự chấm điểm) and Phiếu thẩm định: filled, or blank to be filled by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.score_papers import (
    TOTAL,
    RowKind,
    ScoreColumn,
    ScorePaper,
    SheetOutline,
    SheetRow,
)
from tcxd_desktop.domain.text import fold
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import (
    LEADING,
    SIZE,
    Field,
    Signer,
    fields,
    next_line,
    paragraph,
    signatures,
)
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.forms.report_pages import heading_of_paper, letterhead
from tcxd_desktop.forms.sheet_table import Head, Mark, SheetTable, Value
from tcxd_desktop.wording.score_papers import HOW_TO_FILL

_SMALL: Final = 9.5
_TOLD: Final = 11.0
_NUMBER, _MOST, _POINTS, _NOTES = 5.0, 9.0, 9.0, 27.0
"""Shares of the columns in percent; the criteria have the rest."""
_LEAST_COLUMNS: Final = 4
_REVIEW_HEADS: Final = (
    Head("STT", 5),
    Head("TIÊU CHÍ", 37, centred=False),
    Head("Điểm tối đa", 9),
    Head("Chi bộ tự chấm", 9),
    Head("Đảng ủy thẩm định", 10),
    Head("Chênh lệch", 9),
    Head("Lý do", 21, centred=False),
)
_REVIEWERS: Final = (("NGƯỜI THẨM ĐỊNH",), ("T/M ĐẢNG ỦY",))

Cells = Callable[[SheetRow], Value]
"""What a column has in a row."""


@dataclass(frozen=True, slots=True)
class _Design:
    """One outline laid out for one of the two papers."""

    rows: tuple[SheetRow, ...]
    table: SheetTable
    fillers: tuple[Callable[[ScorePaper], Cells], ...]
    signers: tuple[Signer, ...]


def score_sheet(
    papers: Sequence[ScorePaper], *, progress: Progress = unwatched, duplex: bool = False
) -> bytes:
    """Return *Phiếu đánh giá* of every meeting as one PDF, each on pages of its own."""
    return _drawn(papers, _own_design, progress, duplex=duplex)


def review_sheet(
    papers: Sequence[ScorePaper], *, progress: Progress = unwatched, duplex: bool = False
) -> bytes:
    """Return *Phiếu thẩm định* of every meeting as one PDF, each on pages of its own."""
    return _drawn(papers, _review_design, progress, duplex=duplex)


def _drawn(
    papers: Sequence[ScorePaper],
    design_of: Callable[[Sheet, SheetOutline], _Design],
    progress: Progress,
    *,
    duplex: bool,
) -> bytes:
    sheet = Sheet(papers[0].title.capitalize() if papers else "", duplex=duplex)
    measure = Sheet("")
    measure.begin()
    designs: dict[int, _Design] = {}
    for done, paper in enumerate(papers, 1):
        key = id(paper.outline)
        if key not in designs:
            designs[key] = design_of(sheet, paper.outline)
        sheet.begin()
        _paper(sheet, measure, paper, designs[key])
        progress(done, len(papers))
    return sheet.save()


def _paper(sheet: Sheet, measure: Sheet, paper: ScorePaper, design: _Design) -> None:
    letterhead(sheet, paper.head, paper.day)
    heading_of_paper(sheet, paper.title, *paper.subtitle)
    _meeting(sheet, paper)
    fillers = [filler(paper) for filler in design.fillers]
    values = [[cells(row) for cells in fillers] for row in design.rows]
    total = [cells(_TOTAL_ROW) for cells in fillers]
    top = measure.y
    _end(measure, paper, design)
    below, measure.y = top - measure.y, top
    design.table.draw(sheet, values, (paper.outline.total, *total), below)
    _end(sheet, paper, design)


_TOTAL_ROW: Final = SheetRow(RowKind.GROUP, "", "", item=TOTAL)


def _meeting(sheet: Sheet, paper: ScorePaper) -> None:
    for line in paper.told:
        paragraph(sheet, line, size=_TOLD)
    for row in paper.asked:
        fields(sheet, *(Field(one.label + ":", one.value, one.share, one.unit) for one in row))
    if paper.blank:
        sheet.y -= 2
        paragraph(sheet, HOW_TO_FILL, face=ITALIC, size=_SMALL)
    sheet.y -= LEADING / 3


def _end(sheet: Sheet, paper: ScorePaper, design: _Design) -> None:
    """Write what stands below the table, down to the signatures and the foot of the paper."""
    sheet.y -= LEADING / 3
    for words, strong in paper.verdict:
        _said(sheet, f"{words}:", strong)
    for sentence in paper.remarks:
        paragraph(sheet, sentence, face=ITALIC, size=_TOLD)
    signatures(sheet, *design.signers)
    sheet.y -= LEADING / 2
    for sentence in paper.outline.footer:
        paragraph(sheet, sentence, face=ITALIC, size=_SMALL)


def _said(sheet: Sheet, words: str, strong: str) -> None:
    """Write words, and in bold what they say; dots where that is to be written by hand."""
    *above, last = fonts.wrap(words, REGULAR, SIZE, sheet.width)
    for line in above:
        sheet.write(sheet.left, next_line(sheet), line, REGULAR, SIZE)
    x = sheet.left + fonts.width(last, REGULAR, SIZE) + 4
    lines = fonts.wrap(strong, BOLD, SIZE, sheet.width, sheet.right - x)
    base = next_line(sheet)
    sheet.write(sheet.left, base, last, REGULAR, SIZE)
    if not strong:
        sheet.dots(x, sheet.right, base - 1)
    for number, line in enumerate(lines):
        if number:
            base, x = next_line(sheet), sheet.left
        sheet.write(x, base, line, BOLD, SIZE)


def _signers(captions: Sequence[Sequence[str]]) -> tuple[Signer, ...]:
    """The body in bold, the post in capitals below it (399-QĐ/TW)."""
    return tuple(
        Signer(tuple((text, REGULAR if place else BOLD) for place, text in enumerate(lines)))
        for lines in captions
    )


# --- columns --------------------------------------------------------------------------------------


def _own_design(sheet: Sheet, outline: SheetOutline) -> _Design:
    """Lay the sheet out as its template wants it: headings, who scores where, signatures."""
    columns = outline.layout.columns
    if len(columns) < _LEAST_COLUMNS:
        columns = type(outline.layout)().columns
    scorers = _scorers(columns[3:], outline)
    fillers: list[Callable[[ScorePaper], Cells]] = []
    heads = [Head(columns[0], _NUMBER), Head(columns[1], 0, centred=False), Head(columns[2], _MOST)]
    for title, scorer in zip(columns[3:], scorers, strict=True):
        heads.append(Head(title, _POINTS) if scorer else Head(title, _NOTES, centred=False))
        fillers.append(_points_of(scorer) if scorer else _notes)
    rest = 100 - sum(head.share for head in heads)
    heads[1] = Head(columns[1], max(rest, 100 / 4), centred=False)
    table = SheetTable((sheet.left, sheet.right), heads, outline.rows)
    return _Design(outline.rows, table, tuple(fillers), _signers(outline.layout.signatures))


def _scorers(titles: Sequence[str], outline: SheetOutline) -> list[str]:
    """Return whose points each column has; ``""``: it is the column of remarks.

    A column named as a scorer is his. Else the first has the points the paper is about, the last
    the remarks, and those between them the points of the other scorers in their order.
    """
    by_label = {fold(one.label): one.id for one in outline.scorers}
    others = [one.id for one in outline.scorers if one.id != outline.own]
    found: list[str] = []
    for place, title in enumerate(titles):
        named = by_label.get(fold(title), "")
        if place == 0:
            found.append(_SHOWN)
        elif named or place == len(titles) - 1 or not others:
            found.append(named)
        else:
            found.append(others.pop(0))
    return found


_SHOWN: Final = "?"
"""Stands for the scorer the paper is about."""


def _review_design(sheet: Sheet, outline: SheetOutline) -> _Design:
    rows = tuple(row for row in outline.rows if row.kind is not RowKind.LEVEL)
    table = SheetTable((sheet.left, sheet.right), _REVIEW_HEADS, rows)
    fillers = (_points_of(outline.own), _points_of(outline.official), _differences, _notes)
    return _Design(rows, table, fillers, _signers(_REVIEWERS))


def _points_of(scorer: str) -> Callable[[ScorePaper], Cells]:
    def filled(paper: ScorePaper) -> Cells:
        column = paper.columns.get(paper.scorer if scorer == _SHOWN else scorer)
        if column is None or paper.blank:
            return _by_hand
        found: ScoreColumn = column

        def cells(row: SheetRow) -> Value:
            if row.kind is RowKind.LEVEL:
                return "x" if found.levels.get(row.item) == row.level else ""
            return found.points.get(row.item, "")

        return cells

    return filled


def _by_hand(row: SheetRow) -> Value:
    if row.kind is RowKind.CAPTION:
        return ""
    return Mark.BOX if row.tick else Mark.LINE


def _notes(paper: ScorePaper) -> Cells:
    return lambda row: "" if row.kind is RowKind.LEVEL else paper.notes.get(row.item, "")


def _differences(paper: ScorePaper) -> Cells:
    return lambda row: paper.differences.get(row.item, "")
