"""What papers of reconciliation tell, gathered: slips, the request, figures of a round."""

from collections.abc import Iterable
from datetime import date

from tcxd_desktop.domain.errors import NobodyToPrintProblem, NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.reconciliation import Source
from tcxd_desktop.domain.reconciliation_errors import NothingToRequestProblem
from tcxd_desktop.domain.reconciliation_papers import (
    ReconJob,
    RequestPaper,
    RoundPaper,
    SlipPaper,
)
from tcxd_desktop.domain.reconciliation_views import TO_ASK, SlipState
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.units import below
from tcxd_desktop.office import people, reconciliation, restrictions, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_issuing import issuer_of
from tcxd_desktop.office.reconciliation_reading import Picture, round_of
from tcxd_desktop.office.reconciliation_requests import lines_as_sent, lines_of
from tcxd_desktop.office.reconciliation_slips import slip_of_member
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.reconciliation import Member
from tcxd_desktop.storage.work import Reading

_WAITING = (SlipState.NONE, SlipState.PRINTED)


# --- slips ----------------------------------------------------------------------------------------


def slip_papers(desk: Desk, job: ReconJob) -> list[SlipPaper]:
    """Return the slips of a job, chi bộ by chi bộ, as the tree has them.

    Raises:
        NobodyToPrintProblem: nobody is left to print one for.
        NotFoundProblem: no such round.
        NotInRoundProblem, OutsideScopeProblem, RestrictedProblem: of people asked for by name;
            of a whole chi bộ, those whose data may only be kept are left out.
    """
    with desk.read(Permission.PRINT) as reading:
        picture = Picture(desk, reading, round_of(reading, job.round_id))
        members = chosen(desk, reading, picture, job)
        heads = {unit: people.letterhead(desk, unit) for unit in {m.unit_id for m in members}}
        return [
            SlipPaper(
                slip_of_member(picture, member, anew=not _keyed(picture, member)),
                heads[member.unit_id],
                picture.round.name,
                desk.today(),
            )
            for member in members
        ]


def chosen(desk: Desk, reading: Reading, picture: Picture, job: ReconJob) -> list[Member]:
    """Return whose slips a job is of; see ``slip_papers``."""
    if job.person_ids:
        scope.check_person(desk, reading, job.person_ids)
        restrictions.check(reading, job.person_ids)
        return [picture.member(number) for number in job.person_ids]
    units = {number for root in job.unit_ids for number in below(picture.units, root)}
    order = {unit.id: place for place, unit in enumerate(picture.units)}
    found = [
        member
        for member in picture.members
        if member.id not in picture.restricted
        if not job.unit_ids or member.unit_id in units
        if not job.unkeyed_only or _state(picture, member) in _WAITING
        if not job.unprinted_only or _state(picture, member) is SlipState.NONE
    ]
    if not found:
        raise NobodyToPrintProblem
    return sorted(found, key=lambda member: order.get(member.unit_id or 0, len(order)))


def _state(picture: Picture, member: Member) -> SlipState:
    return picture.slip_state(picture.entries_of(member.id).get(Source.PAPER))


def _keyed(picture: Picture, member: Member) -> bool:
    return _state(picture, member) not in _WAITING


# --- the request ----------------------------------------------------------------------------------


def request_paper(desk: Desk, job: ReconJob) -> RequestPaper:
    """Return a request: one that was sent as it went out, else what is chosen or waits.

    Raises:
        NotFoundProblem: no such round or request.
        OutsideScopeProblem: the account was not given the whole office.
        NothingToRequestProblem: nothing waits to be asked for.
        RestrictedProblem: a line is about somebody whose data may only be kept.
    """
    with desk.read(Permission.PRINT) as reading:
        scope.check_unit(desk, reading, None)
        told = round_of(reading, job.round_id)
        issuer = issuer_of(desk, reading)
        number, on = job.number, desk.day()
        if job.request_id:
            sent = stored.read_request(reading, job.request_id)
            if sent is None or sent.round_id != told.id:
                raise NotFoundProblem(str(job.request_id))
            lines, number, on = lines_as_sent(sent), sent.number, sent.on
        else:
            wanted = set(job.verdict_ids)
            waiting = [
                one
                for one in stored.verdicts(reading, told.id)
                if one.decided in TO_ASK and (not wanted or one.id in wanted)
            ]
            lines = tuple(lines_of(desk, reading, told, waiting))
        if not lines:
            raise NothingToRequestProblem
        restrictions.check(reading, people_of(line.person_id for line in lines))
        return RequestPaper(
            issuer=issuer,
            round_name=told.name,
            lines=tuple(lines),
            number=number,
            on=on,
        )


def people_of(ids: Iterable[int]) -> list[int]:
    """Return people once each, without those who have no record here."""
    return sorted({number for number in ids if number})


# --- figures --------------------------------------------------------------------------------------


def round_paper(desk: Desk, job: ReconJob) -> RoundPaper:
    """Return the figures of a round: of a closed one as it ended.

    Raises:
        NotFoundProblem: no such round.
    """
    desk.check(Permission.PRINT)
    told = reconciliation.read(desk, job.round_id)
    units = reconciliation.progress(desk, job.round_id)
    line = next(one for one in reconciliation.rounds(desk) if one.round.id == told.id)
    head: Letterhead = people.letterhead(desk, None)
    day = date.fromisoformat(told.closed) if told.closed else desk.today()
    return RoundPaper(
        round=told,
        head=head,
        units=tuple(units),
        day=day,
        foot=Foot(head.issuer, desk.actor.name, desk.clock()),
        only_there=line.only_there,
    )
