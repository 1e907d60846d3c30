"""What papers of meetings said when they were printed, kept so that erasing finds every name."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tcxd_desktop.domain.documents import Document, Field, Heading, Paragraph, Table
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.printed_text import Said, people_named
from tcxd_desktop.domain.score_papers import TOTAL, Rated, ScorePaper, TableCell, TablePaper
from tcxd_desktop.wording.formats import show_number

_NOBODY: Mapping[str, int] = {}


def of_table(paper: TablePaper) -> list[object]:
    """Return what a table of a period said."""
    said = Said(_NOBODY)
    for row in (*paper.rows, paper.total):
        said.row([_shown(cell) for cell in row])
    said.text(*paper.notes)
    return _content(" ".join(paper.title.split()), " ".join(paper.subtitle), [said])


def _shown(cell: TableCell) -> str:
    if isinstance(cell, Rated):
        return " ".join(filter(None, (show_number(cell.points), cell.level)))
    return show_number(cell) if isinstance(cell, int | Decimal) else cell


def of_sheets(papers: Sequence[ScorePaper], called: Iterable[Meeting]) -> list[object]:
    """Return what the sheets of a job said.

    Args:
        papers: as printed.
        called: their meetings with their rolls: whom remarks may name.
    """
    people = {meeting.id: _people(meeting) for meeting in called if meeting.id}
    parts = [_sheet(paper, people.get(paper.meeting_id, _NOBODY)) for paper in papers]
    first = papers[0]
    return _content(first.title, first.subtitle[0] if first.subtitle else "", parts)


def _sheet(paper: ScorePaper, people: Mapping[str, int]) -> Said:
    said = Said(people)
    said.text(paper.head.issuer, *paper.subtitle[1:], *paper.told)
    for row in paper.outline.rows:
        if row.level is None:
            points = [column.points.get(row.item, "") for column in paper.columns.values()]
            said.row([row.number, row.label, row.max, *points, paper.notes.get(row.item, "")])
    totals = [column.points.get(TOTAL, "") for column in paper.columns.values()]
    said.row(["", "", paper.outline.total, *totals])
    said.text(*(f"{words}: {strong}" for words, strong in paper.verdict), *paper.remarks)
    return said


def of_documents(papers: Sequence[Document], called: Sequence[Meeting]) -> list[object]:
    """Return what documents said.

    Args:
        papers: as printed.
        called: the meeting of each, with its roll; fewer where they are about none.
    """
    known = [_people(meeting) for meeting in called]
    if len(known) != len(papers):
        merged = {name: number for one in known for name, number in one.items()}
        known = [merged] * len(papers)
    parts = [_document(*pair) for pair in zip(papers, known, strict=True)]
    first = papers[0]
    return _content(first.kind or first.title, " ".join(first.summary), parts)


def _document(paper: Document, people: Mapping[str, int]) -> Said:
    said = Said(people)
    said.text(paper.head.issuer, paper.head.number)
    for block in paper.blocks:
        match block:
            case Heading():
                said.text(block.line)
            case Paragraph():
                said.text(f"{block.lead} {block.text}".strip())
            case Field():
                said.text(f"{block.label} {block.value}".strip())
            case Table():
                for row in block.rows:
                    said.row(row.cells)
    for signer in paper.signers:
        said.text(*signer.captions, signer.name)
    said.text(*paper.recipients)
    return said


def _people(meeting: Meeting) -> dict[str, int]:
    """Return whom the papers of a meeting may name."""
    return people_named(
        (
            (meeting.chair_id, meeting.chair),
            (meeting.secretary_id, meeting.secretary),
            (meeting.upper_id, meeting.upper),
            *((row.person_id, row.name) for row in meeting.attendance),
        )
    )


def _content(title: str, subtitle: str, parts: Sequence[Said]) -> list[object]:
    """Return the shape of a printed list: title, second line, rows, and whose each row is.

    Where nobody is known by his number, rows are recognised by the names in them.
    """
    rows = [row for part in parts for row in part.rows]
    ids = [owner for part in parts for owner in part.ids]
    return [title, subtitle, rows, ids if any(ids) else []]
