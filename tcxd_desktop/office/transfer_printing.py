"""Papers of transfers: PDF, Word, workbook, and the line each print leaves."""

from collections.abc import Callable, Iterable, Sequence

from tcxd_desktop.domain.book import PRINT
from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.letters import OverprintJob
from tcxd_desktop.domain.printing import FormInfo, MemberPaper
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.transfer_papers import (
    BOOK,
    COLLECTIVE,
    COPY,
    INDEX,
    LABEL,
    REGISTERS,
    Period,
    TransferJob,
)
from tcxd_desktop.domain.transfers import Transfer
from tcxd_desktop.office import (
    collective,
    paper_desk,
    papers,
    people,
    printing,
    restrictions,
    transfer_documents,
    transfer_letters,
    transfer_registers,
    transfer_said,
    transfers,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_desk import Print, Told, load, made
from tcxd_desktop.office.transfer_keeping import case_of
from tcxd_desktop.storage.transfers import SUBJECT
from tcxd_desktop.wording.transfer_handover import label_lines
from tcxd_desktop.wording.transfer_registers import BOOK_SPLIT, period_words

PDF, WORD, WORKBOOK = "pdf", "docx", "xlsx"
TRANSFER = "transfer"
"""Whose forms ``resources/forms`` says these are."""
_FORMATS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(transfer_documents.DOCUMENTS, (PDF, WORD)),
    **dict.fromkeys(REGISTERS, (PDF, WORKBOOK)),
    INDEX: (PDF,),
    LABEL: (PDF,),
    COPY: (PDF,),
}


def forms(desk: Desk) -> list[FormInfo]:
    """Return the papers of transfers in force today; the index of a dossier is one of them."""
    return [form for form in printing.forms(desk) if form.of == TRANSFER or form.code == INDEX]


def formats(form: str) -> tuple[str, ...]:
    """Return the ways a paper can be had: ``pdf``, ``docx``, ``xlsx``.

    Raises:
        NotFoundProblem: no such form.
    """
    if form not in _FORMATS:
        raise NotFoundProblem(form)
    return _FORMATS[form]


def render(desk: Desk, job: TransferJob, progress: Progress = unwatched) -> bytes:
    """Return the PDF of a job.

    Raises:
        NotFoundProblem: no such form, case or collective transfer.
        RestrictedProblem: the paper tells of somebody whose data may only be kept.
        OutsideScopeProblem: of a case or organisation the account was not given.
        Those of ``office.letters.copy_sheet``.
    """
    _ready(desk, job, PDF)
    if job.form in REGISTERS:
        table, _ = transfer_registers.table(desk, job)
        if job.form == BOOK:
            return made("forms.facing_table", "facing_table", table, BOOK_SPLIT, progress=progress)
        return made("forms.score_tables", "score_table", table, progress=progress)
    if job.form in _SINGLE:
        return _SINGLE[job.form](desk, job, progress)
    found = transfer_documents.documents(desk, job)
    return made("forms.document_pdf", "documents_pdf", found, progress, duplex=job.two_sided)


def _index(desk: Desk, job: TransferJob, progress: Progress) -> bytes:
    found = _member_papers(desk, job)
    return made("forms.papers_index", "papers_index", found, day=desk.today(), progress=progress,
                duplex=job.two_sided)  # fmt: skip


def _member_papers(desk: Desk, job: TransferJob) -> list[MemberPaper]:
    """Return the dossiers of the cases; a blank index has nobody's.

    Raises:
        NotFoundProblem: nobody in the cases has a dossier here.
    """
    ids = transfer_documents.people_of(_cases(desk, job))
    if ids:
        return papers.member_papers(desk, ids)
    if not job.blank:
        raise NotFoundProblem(job.form)
    return [MemberPaper(Dossier(), people.letterhead(desk, None))]


def _label(desk: Desk, job: TransferJob, progress: Progress) -> bytes:
    found = transfer_documents.papers(desk, job)
    return made("forms.transfer_label", "transfer_label", found, progress=progress,
                duplex=job.two_sided)  # fmt: skip


def _copy(desk: Desk, job: TransferJob, progress: Progress) -> bytes:
    """Return what is to be copied by hand into the letters of the cases."""
    make = load("office.letters", "copy_sheet")
    cases = [case for case in _cases(desk, job) if case.letter]
    if not cases:
        raise NotFoundProblem(job.form)
    sheets: list[bytes] = []
    for done, case in enumerate(cases, 1):
        sheets.append(make(desk, overprint_job(desk, case), case.traveller.name))
        progress(done, len(cases))
    return made("forms.pdf_join", "joined", sheets)


def overprint_job(desk: Desk, case: Transfer, boxes: Sequence[int] = ()) -> OverprintJob:
    """Return what goes into the boxes of a case's letter: those named, else those we write.

    Only what the letter has a place for: a chi bộ's box has its *T/M* in print already.
    """
    plan = load("office.letters", "plan")(case.letter)
    fields = {box.number: set(box.keys) for box in plan.boxes}
    values = {
        number: {key: text for key, text in told.items() if key in fields.get(number, ())}
        for number, told in transfer_letters.letter_values(desk, case.id).items()
    }
    ours = {box.number for box in transfers.route(desk, case) if box.ours}
    wanted = tuple(boxes) or tuple(sorted(ours & values.keys()))
    about = (case.person_id,) if case.person_id is not None else ()
    return OverprintJob(case.letter, wanted, values, person_ids=about, serial=case.serial)


_SINGLE: dict[str, Callable[[Desk, TransferJob, Progress], bytes]] = {
    INDEX: _index,
    LABEL: _label,
    COPY: _copy,
}


def word(desk: Desk, job: TransferJob, progress: Progress = unwatched) -> bytes:
    """Return the same paper as an editable Word file.

    Raises:
        NotFoundProblem: the form has none; and those of ``render``.
    """
    _ready(desk, job, WORD)
    found = transfer_documents.documents(desk, job)
    return made("forms.document_word", "documents_word", found, progress)


def workbook(desk: Desk, job: TransferJob) -> bytes:
    """Return the same register as a workbook.

    Raises:
        NotFoundProblem: the form has none; and those of ``render``.
    """
    _ready(desk, job, WORKBOOK)
    table, _ = transfer_registers.table(desk, job)
    return made("exchange.table_writer", "table_workbook", table)


def _ready(desk: Desk, job: TransferJob, way: str) -> None:
    desk.check(Permission.PRINT)
    if way not in formats(job.form):
        raise NotFoundProblem(f"{job.form}.{way}")
    ids = _people(desk, job)
    with desk.read() as reading:
        restrictions.check(reading, ids)


def _cases(desk: Desk, job: TransferJob) -> list[Transfer]:
    with desk.read() as reading:
        return [case_of(desk, reading, number) for number in job.case_ids]


def _people(desk: Desk, job: TransferJob) -> list[int]:
    """Return whom a paper tells of by name, as far as they have a record here.

    A register is kept whole: like the paper book it goes on telling whom it was about.
    """
    if job.form in REGISTERS:
        return []
    if job.form in COLLECTIVE:
        if not job.collective_id:
            return []
        plan = collective.read(desk, job.collective_id)
        return sorted({move.person_id for move in plan.moves})
    return transfer_documents.people_of(_cases(desk, job))


# --- the line in the book -------------------------------------------------------------------------


def note_printed(desk: Desk, job: TransferJob, *, copies: int, purpose: str = "") -> None:
    """Write that a paper was printed, or saved as a file (no copies): for what, what it said.

    Raises:
        NotAllowedProblem: the account may not print; and those of ``render``.
    """
    _ready(desk, job, PDF)
    content, ids = said(desk, job)
    beside = of_strangers(_of_job(desk, job), job.form)
    told = Told(_title(desk, job), content, ids, beside)
    paper_desk.note(desk, told, Print(job.form, copies, purpose))


def of_strangers(cases: Iterable[Transfer], form: str) -> list[Change]:
    """Return what a line says of cases whose member has no record here yet."""
    return [Change(SUBJECT, one.id, PRINT, "", form) for one in cases if one.person_id is None]


def _of_job(desk: Desk, job: TransferJob) -> list[Transfer]:
    return [] if job.form in REGISTERS else _cases(desk, job)


def _title(desk: Desk, job: TransferJob) -> str:
    """Return what the book calls a paper: its title and period, never its code."""
    title = next((form.title for form in forms(desk) if form.code == job.form), job.form)
    if job.form not in REGISTERS:
        return title
    span = Period(since=job.since, until=job.until, today=desk.day(), blank=job.blank)
    return f"{title}, {_low(period_words(span))}"


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]


def said(desk: Desk, job: TransferJob) -> tuple[list[object], list[int]]:
    """Return what a paper said, in the shape erasing knows, and whom it tells of."""
    if job.form in REGISTERS:
        return transfer_said.of_register(*transfer_registers.table(desk, job))
    title, ids = _title(desk, job), _people(desk, job)
    if job.form in COLLECTIVE:
        plan = collective.read(desk, job.collective_id) if job.collective_id else None
        found = transfer_documents.documents(desk, job)
        moved = plan or CollectivePlan(CollectiveKind.MERGE)
        return transfer_said.of_collective(title, found, moved), ids
    if job.form in _SINGLE:
        return _said_singly(desk, job, title), ids
    told = transfer_documents.papers(desk, job)
    draw = transfer_documents.of_case(job.form)
    return transfer_said.of_documents(title, [(one.case, draw(one)) for one in told]), ids


def _said_singly(desk: Desk, job: TransferJob, title: str) -> list[object]:
    kept = transfer_said.Kept()
    if job.form == LABEL:
        for paper in transfer_documents.papers(desk, job):
            for caption, value in label_lines(paper):
                kept.line([caption, value], transfer_said.whose(paper.case))
    elif job.form == COPY:
        for case in _cases(desk, job):
            _copied(desk, case, kept)
    else:
        for one in _member_papers(desk, job):
            whose, rows = one.dossier, one.dossier.papers
            kept.line([f"{whose.birth_name} {whose.dossier_no}".strip()], whose.id)
            kept.lines((row.title or row.type for row in rows), whose.id)
    return kept.content(title)


def _copied(desk: Desk, case: Transfer, kept: transfer_said.Kept) -> None:
    for number, values in transfer_letters.letter_values(desk, case.id).items():
        for key, value in values.items():
            if value:
                kept.line([f"{number}.{key}", value], transfer_said.whose(case))
