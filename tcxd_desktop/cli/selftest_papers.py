"""The part of ``selftest`` that prints: every form there is, every way it can be had."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from tcxd_desktop.cli.selftest_looks import PDF, WORD, WORKBOOK
from tcxd_desktop.cli.selftest_office import anybody
from tcxd_desktop.cli.selftest_printed import Printed
from tcxd_desktop.cli.selftest_run import Bench, Step, Steps
from tcxd_desktop.cli.selftest_sheets import RECONCILE
from tcxd_desktop.cli.selftest_transfer_papers import of_transfers
from tcxd_desktop.cli.selftest_transfers import Moves
from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.meeting_papers import (
    HALF_YEAR,
    MINUTES,
    NOTICE,
    QUARTER_TABLE,
    RESOLUTION,
    ROLL,
    SELF_SHEET,
    YEAR_TABLE,
    MeetingJob,
)
from tcxd_desktop.domain.meetings import MeetingState
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.periods import half_of, quarter_of, step
from tcxd_desktop.domain.personal_data import DataRequest
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, REQUEST, ReconJob
from tcxd_desktop.domain.safety_papers import IncidentKind
from tcxd_desktop.office import (
    exports,
    incidents,
    meeting_printing,
    meetings,
    people,
    personal_data,
    printing,
    reconciliation,
    reconciliation_printing,
    reconciliation_requests,
    registers,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.book import REGISTERS

_OF_PEOPLE = "member"
_ONE_MEETING = (MINUTES, ROLL, RESOLUTION)
_BLANK = (SELF_SHEET, *_ONE_MEETING)
"""Papers of meetings that are also had to be filled by hand."""
_TRIED = "Tự kiểm tra"
_SOME = 5
"""How many people's papers are printed as one job."""


def steps(desk: Desk, bench: Bench, moves: Moves) -> Steps:
    """Yield what is printed of the open demo office, in order."""
    printed = Printed(desk, bench)
    yield Step("papers.people", lambda: _people(printed))
    yield Step("papers.meetings", lambda: _meetings(printed))
    yield Step("papers.transfers", lambda: of_transfers(printed, moves))
    yield Step("papers.reconciliation", lambda: _reconciliation(printed), (RECONCILE,))
    yield Step("papers.safety", lambda: _safety(printed))
    yield Step("papers.all", lambda: _all(printed))


def _all(printed: Printed) -> str:
    """See that no form of the list was left out."""
    forms = printing.forms(printed.desk)
    left = [form.title for form in forms if form.code not in printed.codes]
    if left:
        raise SelftestProblem(f"chưa in được {', '.join(left)}")
    return f"cả {len(forms)} mẫu đã in"


# --- of people ------------------------------------------------------------------------------------


def _people(printed: Printed) -> str:
    desk = printed.desk
    printed.begin()
    everybody, person = PeopleQuery(), anybody(desk)
    some = tuple(line.id for line in people.lines(desk, everybody, limit=_SOME))
    for form in printing.forms(desk):
        if form.of != _OF_PEOPLE:
            continue
        job = PrintJob(form=form.code, query=everybody)
        if form.per_person:
            job = PrintJob(form=form.code, person_ids=(person,))
            many = replace(job, person_ids=some, two_sided=True)
            make = partial(printing.render, desk, many)
            printed.add(form.code, f"{form.code}-nhieu-nguoi.{PDF}", make)
        printed.add(form.code, f"{form.code}.{PDF}", partial(printing.render, desk, job))
    listed = partial(exports.members_xlsx, desk, everybody)
    printed.add(printing.LIST, f"{printing.LIST}.{WORKBOOK}", listed)
    return printed.told()


# --- of meetings ----------------------------------------------------------------------------------


def _meetings(printed: Printed) -> str:
    desk = printed.desk
    printed.begin()
    for form in meeting_printing.forms(desk):
        code = form.code
        job = _meeting_job(desk, code)
        make = {
            PDF: partial(meeting_printing.render, desk, job),
            WORD: partial(meeting_printing.word, desk, job),
            WORKBOOK: partial(meeting_printing.workbook, desk, job),
        }
        for way in meeting_printing.formats(code):
            printed.add(code, f"{code}.{way}", make[way])
        if code in _BLANK:
            blank = replace(job, blank=True, unit_ids=_a_cell(desk, job.period))
            printed.add(code, f"{code}-trang.{PDF}", partial(meeting_printing.render, desk, blank))
    return printed.told()


def _meeting_job(desk: Desk, form: str) -> MeetingJob:
    this = desk.day()[:7]
    last = step(this, -1)
    if form in _ONE_MEETING:
        return MeetingJob(form=form, meeting_ids=(_first_held(desk, last),), period=last)
    periods = {
        NOTICE: step(this, 1),
        QUARTER_TABLE: quarter_of(last),
        HALF_YEAR: half_of(last),
        YEAR_TABLE: last[:4],
    }
    return MeetingJob(form=form, period=periods.get(form, last))


def _a_cell(desk: Desk, month: str) -> tuple[int, ...]:
    return tuple(meeting.unit_id for meeting in meetings.month_meetings(desk, month)[:1])


def _first_held(desk: Desk, month: str) -> int:
    for meeting in meetings.month_meetings(desk, month):
        if meeting.state is MeetingState.HELD and not meeting.counts_by_hand:
            return meeting.id
    raise SelftestProblem("tháng trước chưa có buổi họp nào được ghi")


# --- of reconciliation ----------------------------------------------------------------------------


def _reconciliation(printed: Printed) -> str:
    """Print the papers of the round that was closed a moment ago."""
    desk = printed.desk
    printed.begin()
    told = max((line.round for line in reconciliation.rounds(desk)), key=lambda one: one.id)
    if told.closed:
        # Slips are of a round that goes on.
        reconciliation.reopen(desk, told.id, _TRIED)
    sent = reconciliation_requests.requests(desk, told.id)
    for form in reconciliation_printing.forms(desk):
        code = form.code
        job = ReconJob(form=code, round_id=told.id)
        if code == REQUEST and sent:
            job = replace(job, request_id=sent[0].id)
        if code == CHECK_SLIP:
            members = reconciliation.lines(desk, told.id, None)[:_SOME]
            job = replace(job, person_ids=tuple(one.person_id for one in members))
        make = {
            PDF: partial(reconciliation_printing.render, desk, job),
            WORD: partial(reconciliation_printing.word, desk, job),
            WORKBOOK: partial(reconciliation_printing.workbook, desk, job),
        }
        for way in reconciliation_printing.formats(code):
            printed.add(code, f"{code}.{way}", make[way])
    return printed.told()


# --- of safety ------------------------------------------------------------------------------------


def _safety(printed: Printed) -> str:
    desk = printed.desk
    printed.begin()
    since, until = (desk.today() - timedelta(days=30)).isoformat(), desk.day()
    for kind in REGISTERS:
        register = partial(registers.render_register, desk, kind, since, until, purpose=_TRIED)
        printed.add("", f"so-{kind}.{PDF}", register)
    query = BookQuery(since=until)
    book = partial(registers.render_book, desk, query, purpose=_TRIED)
    printed.add("", f"so-truy-cap.{PDF}", book)
    request = DataRequest("01/YC", desk.today(), "Người được cấp", _TRIED, "Luật 91/2025/QH15")
    extract = partial(personal_data.render_extract, desk, anybody(desk), request)
    printed.add("", f"ban-trich-du-lieu.{PDF}", extract)
    report = incidents.report(
        desk, desk.clock() - timedelta(days=1), desk.clock(), (IncidentKind.LOST_STICK,)
    )
    printed.add("", f"bien-ban-su-co.{PDF}", partial(incidents.render, desk, report))
    return printed.told()
