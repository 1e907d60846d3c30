"""Dữ liệu cá nhân: extract, restriction and erasure of one person's data, by request or decision.

The Party's rules keep a dossier without erasing; the law on personal data knows erasure. The
program supports both and does not choose: what is done rests on a decision named here
(security.md, 5).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tcxd_desktop.domain.book import EXPORT, EXTRACT, PERSON, PRINT, REVEAL, VIEW, concerning
from tcxd_desktop.domain.collective import CollectivePlan
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.due import DueMark
from tcxd_desktop.domain.errors import (
    DecisionNeededProblem,
    ErasedProblem,
    NotFoundProblem,
    ReasonNeededProblem,
    SealedProblem,
)
from tcxd_desktop.domain.history import Act, Change, Permission
from tcxd_desktop.domain.personal_data import DataRequest, Erased
from tcxd_desktop.domain.printing import in_words
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import (
    DataExtract,
    DossierName,
    ExtractLine,
    ExtractPart,
    KeptCopy,
    MonthOfAccess,
)
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.transfers import Direction, Transfer, TransferQuery
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.forms.data_extract import data_extract
from tcxd_desktop.office import book, erasing, papers, people, printing, registers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import book as stored_book
from tcxd_desktop.storage import collective as stored_collective
from tcxd_desktop.storage import (
    due_marks,
    erasure,
    exchange_traces,
    restrictions,
    transfer_people,
)
from tcxd_desktop.storage import history as stored_history
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import transfers as stored_transfers
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.data_extract import extract_parts, meetings_part, sealed_titles
from tcxd_desktop.wording.exchange_extract import exchange_parts, record_title
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.transfer_extract import transfer_parts

Guard = Callable[[], object]
"""Makes a verified backup before what cannot be undone; see ``office.backups``."""
RESTRICTED = "restriction"
"""Field of the change that tells of a restriction."""
_EVERYTHING = 1_000_000


# --- extract --------------------------------------------------------------------------------------


def extract(
    desk: Desk, person_id: int, request: DataRequest, backups: Sequence[KeptCopy] = ()
) -> DataExtract:
    """Return everything stored about a person, where copies of it are, and who saw it.

    What is sealed is left out, and the paper says so, unless the account holds it.

    Args:
        desk: where.
        person_id: whose data.
        request: the paper it is given out on.
        backups: those that hold the person; see :func:`holding`.

    Raises:
        NotFoundProblem, ErasedProblem: there is nothing to give.
    """
    desk.check(Permission.DATA)
    with desk.read(Permission.DATA) as reading:
        dossier = _there(reading, person_id)
        names = stored_units.names(reading)
        exchanged = exchange_traces.traces(reading, person_id)
        same = exchanged.people
        acts = _acts(reading, same)
        prints = stored_book.prints(reading)
        traces = sorted(one for number in same for one in stored_meetings.traces(reading, number))
        moved = _Moved.of(reading, same)
        merged = [in_words(one, desk.codes) for one in stored_people.read_many(reading, same[1:])]
    [paper] = papers.member_papers(desk, [person_id])
    parts = partial(extract_parts, sealed=desk.actor.sealed, units=names)
    unit = papers.unit_of(dossier, desk.day())
    return DataExtract(
        head=people.letterhead(desk, None),
        person=DossierName(dossier.birth_name, dossier.dossier_no, person_id),
        parts=(
            *parts(paper.dossier),
            *meetings_part(traces, names),
            *transfer_parts(moved.cases, moved.plans, moved.marks),
            *exchange_parts(
                exchanged, lambda one: _in_one(parts(in_words(one.before, desk.codes)))
            ),
            *(ExtractPart(record_title(one.id), tuple(_lines(parts(one)))) for one in merged),
        ),
        with_sealed=desk.actor.sealed,
        sealed=sealed_titles(),
        born=dossier.birth_date,
        cell=names.get(unit, "") if unit is not None else "",
        request_no=request.number,
        requested_on=request.on,
        requested_by=request.by,
        reason=request.reason,
        legal_basis=request.legal_basis,
        photo=paper.photo,
        kept=(*backups, *_kept(desk, acts, prints), *moved.sent),
        access=tuple(_months(desk, acts)),
        foot=registers.foot_of(desk),
    )


def render_extract(
    desk: Desk,
    person_id: int,
    request: DataRequest,
    backups: Sequence[KeptCopy] = (),
    *,
    copies: int = 1,
    progress: Progress = unwatched,
) -> bytes:
    """Return the extract as PDF; it leaves a line with the request and who it was given to.

    ``copies`` 0: it is only looked at; :func:`note_given` tells of each copy.
    """
    made = extract(desk, person_id, request, backups)
    if copies:
        note_given(desk, person_id, request, copies=copies)
    else:
        desk.line(
            Permission.DATA, "data.show", _request_note(request), *concerning([person_id], VIEW),
            purpose=request.reason, people=1,
        )  # fmt: skip
    return data_extract(made, day=desk.today(), progress=progress)


def note_given(
    desk: Desk, person_id: int, request: DataRequest, *, copies: int, purpose: str = ""
) -> None:
    """Write that an extract was printed, or saved as a file (no copies), to be given out."""
    desk.line(
        Permission.DATA, "data.extract", _request_note(request),
        *concerning([person_id], EXTRACT), purpose=purpose or request.reason, copies=copies,
        people=1,
    )  # fmt: skip


def _request_note(request: DataRequest) -> str:
    told = (request.number, request.on.isoformat() if request.on else "", request.by)
    return "; ".join(part for part in told if part)


def _lines(parts: Iterable[ExtractPart]) -> Iterator[ExtractLine]:
    return (line for part in parts for line in part.lines)


def _in_one(parts: Iterable[ExtractPart]) -> str:
    return "; ".join(f"{line.label}: {line.value}" for line in _lines(parts))


def _acts(reading: Reading, person_ids: Iterable[int]) -> list[Act]:
    """Return what the book tells of some records of one person, newest first, each line once."""
    found = {
        act.id: act
        for number in person_ids
        for act in stored_history.of(reading, PERSON, number, _EVERYTHING)
    }
    return [found[number] for number in sorted(found, reverse=True)]


def _there(reading: Reading, person_id: int) -> Dossier:
    if restrictions.erased(reading, [person_id]):
        raise ErasedProblem
    found = stored_people.read(reading, person_id)
    if found is None:
        raise NotFoundProblem(str(person_id))
    return found


@dataclass(frozen=True, slots=True)
class _Moved:
    """Chuyển sinh hoạt của một người: everything transfers hold of a person."""

    cases: Sequence[Transfer]
    plans: Sequence[CollectivePlan]
    marks: Sequence[DueMark]

    @classmethod
    def of(cls, reading: Reading, people: Sequence[int]) -> "_Moved":
        """Read it, of every record of the person."""
        ids = sorted(
            {one for number in people for one in transfer_people.cases_of(reading.all, number)}
        )
        query = TransferQuery(ids=tuple(ids))
        cases = stored_transfers.find(reading, query, None)[::-1] if ids else []
        plans = [
            stored_collective.read(reading, number)
            for one in people
            for number in transfer_people.plans_of(reading.all, one)
        ]
        keys = tuple(
            key for one in people for key in transfer_people.duties_of(reading.all, one, ids)
        )
        marks = due_marks.marks(reading).values()
        return cls(
            cases,
            [plan for plan in plans if plan is not None],
            [one for one in marks if f"{one.key}:".startswith(keys)],
        )

    @property
    def sent(self) -> Iterator[KeptCopy]:
        """The records that went to other offices."""
        for case in self.cases:
            if case.packet and case.direction is not Direction.IN:
                place = ", ".join(case.target.names)
                yield KeptCopy("Phiếu chuyển (mã QR hoặc tệp)", place, show_date(case.opened))


def _kept(
    desk: Desk, acts: Sequence[Act], prints: dict[int, tuple[str, int, int, str]]
) -> list[KeptCopy]:
    """Return the papers and files the book knows of, newest first."""
    titles = {form.code: f"{form.code} {form.title}" for form in printing.forms(desk)}
    found: list[KeptCopy] = []
    for act in acts:
        fields = {change.field for change in act.changes}
        at = book.local(desk, act.at)
        day = f"{at:%d/%m/%Y}" if at else ""
        if PRINT in fields:
            form, _, copies, purpose = prints.get(act.id, (act.note, 0, 0, ""))
            what = f"Bản in {titles.get(form, form)}".strip()
            why = act.purpose or purpose
            told = f"Mục đích: {why}" if why else ""
            found.append(KeptCopy(what, told, day, act.copies or copies or 1))
        elif EXPORT in fields:
            found.append(KeptCopy("Tệp đã xuất", act.note or act.purpose, day))
        elif EXTRACT in fields:
            found.append(KeptCopy("Bản trích dữ liệu đã cấp", act.note, day, act.copies or 1))
    return found


def _months(desk: Desk, acts: Sequence[Act]) -> list[MonthOfAccess]:
    """Return how often who did what, a month at a time, the oldest first."""
    counts: dict[tuple[date, str], list[int]] = {}
    for act in acts:
        at = book.local(desk, act.at)
        if at is not None:
            key = (date(at.year, at.month, 1), act.actor)
            counts.setdefault(key, [0, 0, 0, 0])[footprint(act)] += 1
    return [MonthOfAccess(*key, *counts[key]) for key in sorted(counts)]


def footprint(act: Act) -> int:
    """Return what an act was: 0 a look, 1 a change, 2 a print, 3 data handed out."""
    fields = {change.field for change in act.changes}
    if fields & {EXPORT, EXTRACT}:
        return 3
    if PRINT in fields:
        return 2
    return 0 if fields <= {VIEW, REVEAL} else 1


# --- restriction ----------------------------------------------------------------------------------


def restrict(desk: Desk, person_id: int, decision: Decision, reason: str) -> None:
    """Let the data of a person only be kept and read until it is lifted.

    Raises:
        DecisionNeededProblem, ReasonNeededProblem: it rests on a decision and has a reason.
        NotFoundProblem, ErasedProblem.
    """
    note = _grounds(decision, reason)
    with desk.write(Permission.DATA, "data.restrict", note, people=1) as work:
        _there(work, person_id)
        if not restrictions.restricted(work, [person_id]):
            restrictions.add(work, person_id, desk.day(), clean_line(reason), decision)
        work.note(Change(PERSON, person_id, RESTRICTED, "", clean_line(reason)))


def lift(desk: Desk, person_id: int, decision: Decision, reason: str) -> None:
    """End a restriction, by decision too.

    Raises:
        DecisionNeededProblem, ReasonNeededProblem.
        NotFoundProblem: there is none in force.
    """
    note = _grounds(decision, reason)
    with desk.write(Permission.DATA, "data.lift", note, people=1) as work:
        found = [one for one in restrictions.of(work, person_id) if not one.until]
        if not restrictions.lift(work, person_id, desk.day()):
            raise NotFoundProblem(str(person_id))
        work.note(*(Change(PERSON, person_id, RESTRICTED, one.reason, "") for one in found))


def _grounds(decision: Decision, reason: str) -> str:
    if not decision:
        raise DecisionNeededProblem("decision", field="decision")
    if not reason.strip():
        raise ReasonNeededProblem(field="reason")
    return f"{clean_line(reason)} [{decision.number}; {decision.on}; {decision.issuer}]"


# --- erasure --------------------------------------------------------------------------------------


def erase(desk: Desk, person_id: int, decision: Decision, reason: str, guard: Guard) -> Erased:
    """Remove everything the office holds of a person; what was done stays in the book.

    Args:
        desk: of a head who holds the sealed compartment.
        person_id: whose data.
        decision: the paper it rests on.
        reason: why, without the name: it stays.
        guard: makes a verified backup first; what it returns is not used.

    Raises:
        DecisionNeededProblem, ReasonNeededProblem.
        SealedProblem: part of the data would stay.
        NotFoundProblem, ErasedProblem.
    """
    desk.check(Permission.DATA)
    note = _grounds(decision, reason)
    if not (desk.actor.sealed and desk.store.holds_sealed):
        raise SealedProblem("xóa dữ liệu")
    with desk.read(Permission.DATA) as reading:
        _there(reading, person_id)
    guard()
    with desk.write(Permission.DATA, "data.erase", note, people=1) as work:
        removed = erasure.erase(work, desk.store, person_id, desk.day(), decision)
        work.note(
            *(Change(PERSON, one, erasure.FIELD, "", decision.number) for one in removed.people)
        )
        line = work.act_id
    tidied = erasing.tidy(desk)
    # The ledger has to be outside the file before an older one can be put back.
    desk.store.anchor(clean=False)
    return Erased(
        person_id, line, removed.papers, removed.photos, removed.lines, tuple(removed.elsewhere),
        tidied,
    )  # fmt: skip


def holding(desk: Desk, person_id: int, copies: Sequence[tuple[str, int]]) -> list[str]:
    """Return the backups that still hold a person, in their order.

    Args:
        desk: where.
        person_id: erased, or not yet.
        copies: (name, newest line of the book it has) of each backup.
    """
    with desk.read(Permission.DATA) as reading:
        erased = stored_book.first_line(reading, person_id, "data.erase")
        same = exchange_traces.one_person(reading, person_id)
        first = min(filter(None, (stored_book.first_line(reading, one) for one in same)), default=0)
    return [name for name, seq in copies if first <= seq and (not erased or seq < erased)]
