"""Papers of reconciliation: PDF, Word, workbook, and the line each print leaves."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.reconciliation_papers import (
    CHECK_SLIP,
    PROGRESS,
    REQUEST,
    RESULT,
    ReconJob,
    RequestPaper,
    SlipPaper,
)
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.score_papers import TablePaper
from tcxd_desktop.office import paper_desk, printed_texts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_desk import Print, Told
from tcxd_desktop.office.reconciliation_papers import (
    chosen,
    people_of,
    request_paper,
    round_paper,
    slip_papers,
)
from tcxd_desktop.office.reconciliation_reading import Picture, running
from tcxd_desktop.office.reconciliation_slips import mark_printed
from tcxd_desktop.office.transfer_said import Content, Kept
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.reconciliation_papers import (
    progress_table,
    request_documents,
    request_table,
    result_table,
)

PDF, WORD, WORKBOOK = paper_desk.PDF, paper_desk.WORD, paper_desk.WORKBOOK
RECON: Final = "recon"
"""Whose forms ``resources/forms`` says these are."""
_WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    CHECK_SLIP: (PDF,),
    REQUEST: (PDF, WORD, WORKBOOK),
    RESULT: (PDF, WORKBOOK),
    PROGRESS: (PDF, WORKBOOK),
}


def forms(desk: Desk) -> list[FormInfo]:
    """Return the papers of reconciliation in force today."""
    return paper_desk.forms(desk, RECON)


def formats(form: str) -> tuple[str, ...]:
    """Return the ways a paper can be had: ``pdf``, ``docx``, ``xlsx``.

    Raises:
        NotFoundProblem: no such form.
    """
    if form not in _WAYS:
        raise NotFoundProblem(form)
    return _WAYS[form]


def render(desk: Desk, job: ReconJob, progress: Progress = unwatched) -> bytes:
    """Return the PDF of a job; nothing is written, also not that slips went out.

    Raises:
        NotFoundProblem: no such form, round or request; NobodyToPrintProblem: no slip to print.
        NotInRoundProblem, OutsideScopeProblem, RestrictedProblem.
    """
    paper_desk.check(desk, _WAYS, job.form, PDF)
    if job.form == CHECK_SLIP:
        return paper_desk.made(
            "forms.check_slip", "check_slip", slip_papers(desk, job), progress=progress,
            duplex=job.two_sided,
        )  # fmt: skip
    if job.form == REQUEST:
        documents = request_documents(request_paper(desk, job))
        return paper_desk.made(
            "forms.document_pdf", "documents_pdf", documents, progress, duplex=job.two_sided
        )
    return paper_desk.made(
        "forms.score_tables", "score_table", _table(desk, job), progress=progress
    )


def word(desk: Desk, job: ReconJob, progress: Progress = unwatched) -> bytes:
    """Return the same paper as an editable Word file.

    Raises:
        NotFoundProblem: the form has none; and those of ``render``.
    """
    paper_desk.check(desk, _WAYS, job.form, WORD)
    documents = request_documents(request_paper(desk, job))
    return paper_desk.made("forms.document_word", "documents_word", documents, progress)


def workbook(desk: Desk, job: ReconJob) -> bytes:
    """Return the same table, or the list of a request, as a workbook.

    Raises:
        NotFoundProblem: the form has none; and those of ``render``.
    """
    paper_desk.check(desk, _WAYS, job.form, WORKBOOK)
    return paper_desk.made("exchange.table_writer", "table_workbook", _table(desk, job))


def _table(desk: Desk, job: ReconJob) -> TablePaper:
    if job.form == REQUEST:
        paper = request_paper(desk, job)
        return request_table(paper, Foot(paper.issuer.name, desk.actor.name, desk.clock()))
    paper_of_round = round_paper(desk, job)
    draw = result_table if job.form == RESULT else progress_table
    return draw(paper_of_round)


# --- the line in the book -------------------------------------------------------------------------


def note_printed(desk: Desk, job: ReconJob, *, copies: int, purpose: str = "") -> None:
    """Write that a paper was printed, or saved as a file (no copies): for what, what it said.

    Slips are out from then on: what they said is kept, so that only changes are keyed back.

    Raises:
        ClosedRoundProblem: slips of a round that is over; and those of ``render``.
    """
    paper_desk.check(desk, _WAYS, job.form, PDF)
    told = _told(desk, job)
    if job.form != CHECK_SLIP:
        paper_desk.note(desk, told, Print(job.form, copies, purpose))
        return

    def mark(work: Work) -> None:
        picture = Picture(desk, work, running(work, job.round_id))
        mark_printed(desk, work, picture, chosen(desk, work, picture, job))

    with desk.read(Permission.PRINT) as reading:
        running(reading, job.round_id)
    paper_desk.note(desk, told, Print(job.form, copies, purpose, mark))


def _told(desk: Desk, job: ReconJob) -> Told:
    title = paper_desk.title(desk, job.form)
    if job.form == CHECK_SLIP:
        slips = slip_papers(desk, job)
        name = slips[0].round_name
        people = people_of(paper.slip.person_id for paper in slips)
        return Told(f"{title}, {name}", _slips_said(title, name, slips), tuple(people))
    if job.form == REQUEST:
        paper = request_paper(desk, job)
        people = people_of(line.person_id for line in paper.lines)
        return Told(f"{title}, {paper.round_name}", _request_said(title, paper), tuple(people))
    table = _table(desk, job)
    return Told(f"{title}, {table.subtitle[0]}", printed_texts.of_table(table))


def _slips_said(title: str, name: str, slips: list[SlipPaper]) -> Content:
    kept = Kept()
    for paper in slips:
        slip = paper.slip
        kept.line([slip.name, slip.birth, slip.unit, slip.code], slip.person_id)
        for one in slip.fields:
            kept.line([one.label, one.value], slip.person_id)
    return kept.content(title, name)


def _request_said(title: str, paper: RequestPaper) -> Content:
    kept = Kept()
    kept.line([paper.number, paper.on], 0)
    for line in paper.lines:
        kept.line(
            [line.name, line.birth, line.number, line.unit, line.label, line.theirs, line.wanted,
             line.basis],
            line.person_id,
        )  # fmt: skip
    return kept.content(title, paper.round_name)
