"""What papers of transfers said when they were printed, kept so that erasing finds every line.

A paper of a case is about its member, every line of it. Of somebody who comes and has no record
here yet, its lines are those of the case: they go with the person whose record it became.
"""

from collections.abc import Iterable, Sequence

from tcxd_desktop.domain.collective import CollectivePlan
from tcxd_desktop.domain.documents import Document, Table
from tcxd_desktop.domain.score_papers import TablePaper
from tcxd_desktop.domain.transfers import Transfer
from tcxd_desktop.office import printed_texts

Content = list[object]
"""Title, second line, rows of text, and whose each row is."""


def whose(case: Transfer) -> int:
    """Return whom rows about a case belong to: the member, else the case itself, negated."""
    return case.person_id if case.person_id is not None else -case.id


class Kept:
    """Nội dung được giữ lại, row by row."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows: list[list[str]] = []
        self.ids: list[int] = []

    def line(self, cells: Sequence[str], owner: int) -> None:
        """Add a row about one person, or a case (see :func:`whose`); 0: about nobody known."""
        self.rows.append([*cells] if len(cells) > 1 else ["", *cells])
        self.ids.append(owner)

    def lines(self, texts: Iterable[str], owner: int) -> None:
        """Add texts about one person or case."""
        for text in texts:
            if text:
                self.line([text], owner)

    def add(self, content: Content) -> None:
        """Add what another paper said."""
        rows, ids = content[2], content[3]
        if isinstance(rows, list) and isinstance(ids, list):
            self.rows += rows
            self.ids += ids

    def content(self, title: str, subtitle: str = "") -> Content:
        """Return what is kept."""
        return [title, subtitle, self.rows, self.ids]


def of_documents(title: str, parts: Iterable[tuple[Transfer, Sequence[Document]]]) -> Content:
    """Return what the documents of cases said."""
    kept = Kept()
    for case, documents in parts:
        for cells in _rows(documents):
            kept.line(cells, whose(case))
    return kept.content(title)


def _rows(documents: Sequence[Document]) -> list[list[str]]:
    rows = printed_texts.of_documents(documents, [])[2]
    return rows if isinstance(rows, list) else []


def of_collective(title: str, documents: Sequence[Document], plan: CollectivePlan) -> Content:
    """Return what the papers of a collective transfer said: only its list names people."""
    kept = Kept()
    people = [move.person_id for move in plan.moves]
    for document in documents:
        listing = document is not documents[0]
        for cells in _rows([document]):
            kept.line(cells, 0)
        if listing:
            _whose(kept, document, people)
    return kept.content(title)


def _whose(kept: Kept, document: Document, people: Sequence[int]) -> None:
    """Tell whose the rows of a list are: they stand in the order of the plan."""
    table = next((block for block in document.blocks if isinstance(block, Table)), None)
    if table is None:
        return
    listed = [list(row.cells) for row in table.rows]
    start = kept.rows.index(listed[0]) if listed and listed[0] in kept.rows else len(kept.rows)
    for place, cells in enumerate(listed):
        at = start + place
        if at < len(kept.rows):
            known = place < len(people)
            kept.ids[at] = people[place] if known else 0
            if not known and any(cells[1:]):
                kept.rows[at] = [" ".join(filter(None, cells))]


def of_register(table: TablePaper, cases: Sequence[Transfer]) -> tuple[Content, list[int]]:
    """Return what a register said, and whom it tells of: a row is a case's, in order."""
    kept = Kept()
    for place, row in enumerate(table.rows):
        cells = [str(cell) for cell in row]
        kept.line(cells, whose(cases[place]) if place < len(cases) else 0)
    ids = sorted({number for number in kept.ids if number > 0})
    return kept.content(table.title, " ".join(table.subtitle)), ids
