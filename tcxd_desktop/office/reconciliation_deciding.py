"""Deciding on differences: take the source's word, keep ours, write what the basis says, pass on.

A decision that changes the dossier and the change itself are one transaction; what comes of it is
in the history of the member like any other edit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    DecisionNeededProblem,
    LockedFactProblem,
    NotFoundProblem,
    ReasonNeededProblem,
)
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.reconciliation import Decided, Round, Verdict
from tcxd_desktop.domain.reconciliation_errors import (
    BasisNeededProblem,
    ChangedSinceProblem,
    DecidedElsewhereProblem,
    NothingToDecideProblem,
    NotWritableProblem,
    PersonNotTakenProblem,
    SourceSilentProblem,
    UnknownFieldProblem,
)
from tcxd_desktop.domain.reconciliation_views import (
    FieldRecon,
    PersonRecon,
    Pick,
    ReconQuery,
    Ruling,
)
from tcxd_desktop.domain.reconciling import fact_of, read_value
from tcxd_desktop.domain.same_text import same_text
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import reconciliation, recording, restrictions, scope, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.import_comparing import applied
from tcxd_desktop.office.reconciliation_keeping import (
    enter,
    refuse_sent,
    verdict_of,
    words,
    write,
)
from tcxd_desktop.office.reconciliation_reading import Picture, running
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.work import Work

_OURS_KEPT = (Decided.KEEP, Decided.PASSED)
_WRITING = (Decided.TAKE, Decided.OTHER)
_CHOICES = (*_WRITING, *_OURS_KEPT)


@dataclass(frozen=True, slots=True)
class _Case:
    """What one decision is about."""

    desk: Desk
    work: Work
    round: Round
    person: PersonRecon
    ruling: Ruling
    paper: Decision | None = None
    """Of a correction."""


# --- one field ------------------------------------------------------------------------------------


def decide(desk: Desk, round_id: int, person_id: int, ruling: Ruling) -> PersonRecon:
    """Decide on one field of a member, or (no field) on not being in the central list.

    TAKE and OTHER write our dossier; KEEP marks the field for the upper level; PASSED leaves it.

    Raises:
        LockedFactProblem: a fixed fact of an admitted member would change; see ``correct``.
        NotWritableProblem: the chi bộ, which only a transfer changes.
        BasisNeededProblem: no basis; ReasonNeededProblem: passed over without a reason.
        NothingToDecideProblem, SourceSilentProblem, UnknownFieldProblem, DecidedElsewhereProblem:
            the choice does not fit the field.
        ConflictProblem: the dossier was saved since it was looked at.
        ClosedRoundProblem, NotInRoundProblem, OutsideScopeProblem, RestrictedProblem; those of
        ``reconciling.read_value`` and of saving a dossier.
    """
    with desk.write(Permission.EDIT, "recon.decide", clean_line(ruling.basis)) as work:
        told = running(work, round_id)
        _take(_case(desk, work, Picture(desk, work, told, person_id), person_id, ruling))
        return _read(desk, work, told, person_id)


def correct(
    desk: Desk, round_id: int, person_id: int, ruling: Ruling, decision: Decision
) -> PersonRecon:
    """Decide on a fixed fact so that the dossier changes, on the strength of a paper.

    The name changes only by decision of the upper committee, the birth date only to mend a typing
    error against the original (06-HD/TW of 09/6/2025, 9).

    Raises:
        DecisionNeededProblem: number, date or issuer of the paper is missing; otherwise as for
        ``decide``.
    """
    basis = clean_line(ruling.basis)
    note = f"{basis} [{decision.number}; {decision.on}; {decision.issuer}]".strip()
    with desk.write(Permission.CORRECT, "recon.correct", note) as work:
        if not decision:
            raise DecisionNeededProblem(ruling.field, field=ruling.field)
        told = running(work, round_id)
        picture = Picture(desk, work, told, person_id)
        ruling = replace(ruling, basis=basis or note.strip(" []"))
        _take(replace(_case(desk, work, picture, person_id, ruling), paper=decision))
        return _read(desk, work, told, person_id)


def _read(desk: Desk, work: Work, told: Round, person_id: int) -> PersonRecon:
    picture = Picture(desk, work, told, person_id)
    return picture.person(picture.member(person_id))


def _case(desk: Desk, work: Work, picture: Picture, person_id: int, ruling: Ruling) -> _Case:
    restrictions.check(work, [person_id])
    person = picture.person(picture.member(person_id))
    if ruling.version and ruling.version != person.version:
        raise ConflictProblem
    asked = replace(ruling, basis=clean_line(ruling.basis))
    return _Case(desk, work, picture.round, person, asked)


def _take(case: _Case) -> None:
    _check_choice(case.ruling)
    if not case.ruling.field:
        _take_whole(case)
        return
    told = next((one for one in case.person.fields if one.target == case.ruling.field), None)
    if told is None:
        raise UnknownFieldProblem(case.ruling.field)
    _check_unsent(case, told.verdict)
    value = _value(case, told)
    if case.ruling.decided in _WRITING:
        _write_dossier(case, told, value)
    said = {source.value: text for source, text in told.theirs.items()}
    theirs = told.theirs.get(case.ruling.source, "")
    made = Verdict(
        value=value, ours=told.ours, theirs=theirs, said=said, field=told.target,
    )  # fmt: skip
    _keep(case, made, told.verdict or told.earlier)


def _check_choice(ruling: Ruling) -> None:
    if ruling.decided not in _CHOICES:
        raise DecidedElsewhereProblem(ruling.decided.value)
    if not ruling.basis and ruling.decided is Decided.PASSED:
        raise ReasonNeededProblem(field="basis")
    if not ruling.basis:
        raise BasisNeededProblem(ruling.field, field="basis")


def _check_unsent(case: _Case, holding: Verdict | None) -> None:
    """Refuse what the upper level was asked to mend, as long as nobody says anything else."""
    if holding is not None and holding.decided is Decided.REQUESTED:
        refuse_sent(case.work, holding)


def _take_whole(case: _Case) -> None:
    """Decide on a member the central list does not name."""
    if case.ruling.decided not in _OURS_KEPT:
        raise DecidedElsewhereProblem(case.ruling.decided.value)
    if not case.person.only_here:
        raise NothingToDecideProblem("")
    _check_unsent(case, case.person.whole)
    _keep(case, Verdict(value=case.person.name), case.person.whole)


def _value(case: _Case, told: FieldRecon) -> str:
    """Return what holds from now on, as shown."""
    ruling = case.ruling
    if ruling.decided is not Decided.OTHER and not told.differs:
        raise NothingToDecideProblem(told.target, field=told.target)
    if ruling.decided in _OURS_KEPT:
        return told.ours
    if not told.writable:
        raise NotWritableProblem(field=told.target)
    if told.locked and case.paper is None:
        raise LockedFactProblem(told.target, field=told.target)
    typed = ruling.value
    if ruling.decided is Decided.TAKE:
        typed = told.theirs.get(ruling.source, "")
        if not typed:
            raise SourceSilentProblem(told.target, ruling.source.value, field=told.target)
    meant = read_value(told.target, typed, case.desk.codes, case.desk.today())
    return values.show(meant, fact_of(told.target), case.desk.codes)


def _write_dossier(case: _Case, told: FieldRecon, value: str) -> None:
    desk, work = case.desk, case.work
    if told.locked and case.paper is None:
        raise LockedFactProblem(told.target, field=told.target)
    old = _dossier(work, case.person.person_id)
    meant = read_value(told.target, value, desk.codes, desk.today())
    new = recording.cleaned(applied(old, {told.target: meant}, {}))
    recording.revise(desk, work, old, new)


def _dossier(work: Work, person_id: int) -> Dossier:
    found = stored_people.read(work, person_id)
    if found is None:
        raise NotFoundProblem(str(person_id))
    return found


def _keep(case: _Case, made: Verdict, before: Verdict | None) -> None:
    """Write a decision over the one before about the same matter."""
    ruling = case.ruling
    made = replace(
        made,
        round_id=case.round.id,
        person_id=case.person.person_id,
        decided=ruling.decided,
        source=ruling.source,
        basis=ruling.basis,
        on=case.desk.day(),
        actor=case.desk.actor.name,
    )
    write(case.work, made, before)


# --- many at once ---------------------------------------------------------------------------------


def open_picks(desk: Desk, round_id: int, query: ReconQuery) -> list[Pick]:
    """Return the undecided differences of everybody a query finds, to be decided together.

    Raises:
        NotFoundProblem: no such round.
    """
    with desk.read() as reading:
        picture = Picture(desk, reading, running(reading, round_id))
        ids = {line.person_id for line in reconciliation.lines_of(picture, query) if line.open}
        return [
            _pick(person, one, query)
            for member in picture.members
            if member.id in ids
            for person in [picture.remarkable(member)]
            if not person.restricted
            for one in person.fields
            if one.open and (not query.field or one.target == query.field)
        ]


def _pick(person: PersonRecon, told: FieldRecon, query: ReconQuery) -> Pick:
    theirs = told.theirs
    said = theirs.get(query.source, "") if query.source else next(iter(theirs.values()), "")
    return Pick(person.person_id, told.target, person.name, told.ours, said, told.locked)


def decide_many(
    desk: Desk,
    round_id: int,
    picks: Sequence[Pick],
    ruling: Ruling,
    progress: Progress = unwatched,
) -> int:
    """Decide on many fields in the same way, all or none; return how many.

    Args:
        desk: where.
        round_id: the round.
        picks: fields of people; see ``open_picks``.
        ruling: what is decided; its field and version are those of each pick.
        progress: told how many are done.

    Raises:
        DecidedElsewhereProblem: another value, which is one person's; otherwise as for ``decide``.
    """
    with desk.write(
        Permission.EDIT, "recon.decide", clean_line(ruling.basis), people=len(picks)
    ) as work:
        if ruling.decided is Decided.OTHER:
            raise DecidedElsewhereProblem(ruling.decided.value)
        # What was read before serves them all: fields do not touch each other.
        picture = Picture(desk, work, running(work, round_id))
        for done, pick in enumerate(picks, 1):
            each = replace(ruling, field=pick.field, version=0)
            _take(_case(desk, work, picture, pick.person_id, each))
            progress(done, len(picks))
        return len(picks)


# --- lines nobody fits ----------------------------------------------------------------------------


def decide_stray(desk: Desk, round_id: int, entry_id: int, decided: Decided, basis: str) -> None:
    """Decide on a line of the central list nobody here fits.

    KEEP asks the upper level to take it off our list; PASSED leaves it, with the reason.

    Raises:
        PersonNotTakenProblem: TAKE; whoever is missing here is written by an import or by hand.
        BasisNeededProblem, ReasonNeededProblem, DecidedElsewhereProblem, SentRequestProblem.
        NotFoundProblem: no such line; ClosedRoundProblem, OutsideScopeProblem.
    """
    told = clean_line(basis)
    with desk.write(Permission.EDIT, "recon.decide", told) as work:
        scope.check_unit(desk, work, None)
        running(work, round_id)
        entry = stored.read_entry(work, entry_id)
        if entry is None or entry.round_id != round_id or entry.person_id:
            raise NotFoundProblem(str(entry_id))
        if decided is Decided.TAKE:
            raise PersonNotTakenProblem
        _check_choice(Ruling(field="", decided=decided, basis=told))
        if decided is Decided.OTHER:
            raise DecidedElsewhereProblem(decided.value)
        before = next(iter(stored.verdicts_of_entry(work, entry_id)), None)
        if before is not None and before.decided is Decided.REQUESTED:
            refuse_sent(work, before)
        made = Verdict(
            round_id=round_id,
            entry_id=entry_id,
            decided=decided,
            theirs=entry.name,
            basis=told,
            on=desk.day(),
            actor=desk.actor.name,
        )
        write(work, made, before)


# --- taking back ----------------------------------------------------------------------------------


def undo_decision(desk: Desk, round_id: int, verdict_id: int, reason: str) -> None:
    """Take a decision back; what it wrote into the dossier is written back.

    Of a field the upper level was asked to mend that it has mended is taken back, no more.

    Raises:
        ReasonNeededProblem: no reason.
        NoVerdictProblem: no such decision in this round.
        SentRequestProblem: the upper level was asked already.
        ChangedSinceProblem: the field was changed again since.
        LockedFactProblem: a fixed fact was corrected; only another correction changes it.
        ClosedRoundProblem, OutsideScopeProblem, RestrictedProblem.
    """
    told = clean_line(reason)
    with desk.write(Permission.EDIT, "recon.undo", told) as work:
        if not told:
            raise ReasonNeededProblem(field="reason")
        running_round = running(work, round_id)
        verdict = verdict_of(work, round_id, verdict_id)
        if verdict.person_id:
            restrictions.check(work, [verdict.person_id])
            scope.check_person(desk, work, [verdict.person_id])
        else:
            scope.check_unit(desk, work, None)
        if verdict.request_id and verdict.decided is Decided.MENDED:
            # The paper stands: what was asked for waits for the upper level again.
            write(work, replace(verdict, decided=Decided.REQUESTED, on=desk.day()), verdict)
            return
        if verdict.request_id:
            refuse_sent(work, verdict)
        if verdict.decided in _WRITING:
            _write_back(desk, work, running_round, verdict, told)
        stored.remove_verdict(work, verdict.id)
        enter(work, verdict, verdict.id, words(verdict), "")


def _write_back(desk: Desk, work: Work, told: Round, verdict: Verdict, reason: str) -> None:
    ruling = Ruling(field=verdict.field, decided=Decided.OTHER, basis=reason)
    picture = Picture(desk, work, told, verdict.person_id)
    case = _case(desk, work, picture, verdict.person_id, ruling)
    now = next((one for one in case.person.fields if one.target == verdict.field), None)
    if now is None or not same_text(now.ours, verdict.value):
        raise ChangedSinceProblem(verdict.field, field=verdict.field)
    if not same_text(now.ours, verdict.ours):
        _write_dossier(case, now, verdict.ours)
