"""Papers of meetings and scores: PDF, Word, workbook, and the line each print leaves."""

from collections.abc import Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_papers import (
    HALF_YEAR,
    LACKING,
    MINUTES,
    MONTH_TABLE,
    NOTICE,
    QUARTER_TABLE,
    RESOLUTION,
    REVIEW_SHEET,
    ROLL,
    SELF_SHEET,
    YEAR_TABLE,
    MeetingJob,
)
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.periods import last_day
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.office import (
    meeting_documents,
    meetings,
    paper_desk,
    period_papers,
    printed_texts,
    printing,
    restrictions,
    score_papers,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_desk import Print, Told, made
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.wording.periods import period_text

PDF, WORD, WORKBOOK = "pdf", "docx", "xlsx"
_FORMATS = {
    SELF_SHEET: (PDF,),
    REVIEW_SHEET: (PDF,),
    MONTH_TABLE: (PDF, WORKBOOK),
    QUARTER_TABLE: (PDF, WORKBOOK),
    YEAR_TABLE: (PDF, WORKBOOK),
    HALF_YEAR: (PDF, WORKBOOK),
    NOTICE: (PDF, WORD),
    MINUTES: (PDF, WORD),
    ROLL: (PDF, WORD),
    RESOLUTION: (PDF, WORD),
    LACKING: (PDF, WORD),
}
MEETING = "meeting"
"""Whose forms ``resources/forms`` says these are."""
_DRAWN_BY = {SELF_SHEET: "score_sheet", REVIEW_SHEET: "review_sheet"}
"""Functions of ``forms.score_sheet``."""
_NAMING = (MINUTES, ROLL, RESOLUTION)
"""Papers that tell of members by name."""


def forms(desk: Desk) -> list[FormInfo]:
    """Return the papers of meetings in force today."""
    return [form for form in printing.forms(desk) if form.of == MEETING]


def formats(form: str) -> tuple[str, ...]:
    """Return the ways a paper can be had: ``pdf``, ``docx``, ``xlsx``.

    Raises:
        NotFoundProblem: no such form.
    """
    if form not in _FORMATS:
        raise NotFoundProblem(form)
    return _FORMATS[form]


def render(desk: Desk, job: MeetingJob, progress: Progress = unwatched) -> bytes:
    """Return the PDF of a job; all sheets of a month are one, each on pages of its own.

    Raises:
        NotFoundProblem: no such form, or no such meeting.
        NothingToPrintProblem: the month has no sheet yet.
        RestrictedProblem: the paper names somebody whose data may only be kept.
        BadPeriodProblem, NoTemplateProblem, NotACellProblem, OutsideScopeProblem.
    """
    _ready(desk, job, PDF)
    if job.form in period_papers.TABLES:
        table = period_papers.table_paper(desk, job)
        return made("forms.score_tables", "score_table", table, progress=progress)
    if job.form in score_papers.SHEETS:
        sheets = score_papers.sheets(desk, job)
        return made("forms.score_sheet", _DRAWN_BY[job.form], sheets, progress=progress,
                    duplex=job.two_sided)  # fmt: skip
    documents = meeting_documents.documents(desk, job)
    return made("forms.document_pdf", "documents_pdf", documents, progress, duplex=job.two_sided)


def word(desk: Desk, job: MeetingJob, progress: Progress = unwatched) -> bytes:
    """Return the same paper as an editable Word file.

    Raises:
        NotFoundProblem: the form has none; and those of ``render``.
    """
    _ready(desk, job, WORD)
    documents = meeting_documents.documents(desk, job)
    return made("forms.document_word", "documents_word", documents, progress)


def workbook(desk: Desk, job: MeetingJob) -> bytes:
    """Return the same table as a workbook.

    Raises:
        NotFoundProblem: the form has none; and those of ``render``.
    """
    _ready(desk, job, WORKBOOK)
    return made("exchange.table_writer", "table_workbook", period_papers.table_paper(desk, job))


def _ready(desk: Desk, job: MeetingJob, way: str) -> None:
    desk.check(Permission.PRINT)
    if way not in formats(job.form):
        raise NotFoundProblem(f"{job.form}.{way}")
    if job.form in _NAMING:
        _check_open(desk, _ids(_called(desk, job)))


def _check_open(desk: Desk, ids: Sequence[int]) -> None:
    with desk.read() as reading:
        restrictions.check(reading, ids)


def _called(desk: Desk, job: MeetingJob) -> list[Meeting]:
    """Return the meetings of a job with their rolls; of one not called yet, who belongs to it."""
    found = score_papers.meetings_of(desk, job)
    with desk.read() as reading:
        known = {one.id: one for one in stored_meetings.by_ids(reading, [m.id for m in found])}
    whole = [known.get(one.id, one) for one in found]
    return [one if one.attendance else _with_roll(desk, one) for one in whole]


def _with_roll(desk: Desk, meeting: Meeting) -> Meeting:
    day = meeting.day or min(last_day(meeting.period), desk.day())
    return replace(meeting, attendance=meetings.roll(desk, meeting.unit_id, day))


def _ids(called: Sequence[Meeting]) -> list[int]:
    return sorted({row.person_id for meeting in called for row in meeting.attendance})


# --- the line in the book -------------------------------------------------------------------------


def note_printed(desk: Desk, job: MeetingJob, *, copies: int, purpose: str = "") -> None:
    """Write that a paper was printed, or saved as a file (no copies): for what, what it said.

    Raises:
        NotAllowedProblem: the account may not print; and those of ``render``.
    """
    _ready(desk, job, PDF)
    content, ids = _said(desk, job)
    told = Told(_title(desk, job), content, ids)
    paper_desk.note(desk, told, Print(job.form, copies, purpose))


def _title(desk: Desk, job: MeetingJob) -> str:
    """Return what the book calls a paper: its title and period, never its code."""
    title = next((form.title for form in forms(desk) if form.code == job.form), job.form)
    return f"{title}, {period_text(job.period)}" if job.period else title


def _said(desk: Desk, job: MeetingJob) -> tuple[list[object], list[int]]:
    """Return what a paper said, in the shape erasing knows, and whom it tells of by name."""
    if job.form in period_papers.TABLES:
        return printed_texts.of_table(period_papers.table_paper(desk, job)), []
    if job.form in (NOTICE, LACKING):
        return printed_texts.of_documents(meeting_documents.documents(desk, job), []), []
    called = _called(desk, job)
    if job.form in score_papers.SHEETS:
        return printed_texts.of_sheets(score_papers.sheets(desk, job), called), []
    found = meeting_documents.documents(desk, job)
    return printed_texts.of_documents(found, called), _ids(called)
