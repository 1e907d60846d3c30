"""What the upper level is asked to mend: chosen, printed, marked as asked, marked as mended."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem, ReasonNeededProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.reconciliation import Decided, Entry, Request, Round, Source, Verdict
from tcxd_desktop.domain.reconciliation_errors import (
    NothingToRequestProblem,
    NotRequestedProblem,
    NoVerdictProblem,
)
from tcxd_desktop.domain.reconciliation_views import TO_ASK, RequestInfo, RequestLine
from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import restrictions, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_keeping import refuse_sent, verdict_of, write
from tcxd_desktop.office.reconciliation_reading import Picture, round_of, running
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.reconciliation import NOT_NAMED, NOT_OURS, TAKE_OFF, TAKE_UP, field_label

ROUND = stored.ROUND


def to_request(desk: Desk, round_id: int) -> list[RequestLine]:
    """Return everything that was decided to be mended by the upper level and not asked for yet.

    Raises:
        NotFoundProblem: no such round.
    """
    with desk.read() as reading:
        told = round_of(reading, round_id)
        found = [v for v in stored.verdicts(reading, round_id) if v.decided in TO_ASK]
        return lines_of(desk, reading, told, found)


def lines_of(
    desk: Desk, reading: Reading, told: Round, verdicts: Iterable[Verdict]
) -> list[RequestLine]:
    """Return verdicts as lines of the list that goes to the upper level, in name order.

    Only what still holds is asked for, and only of people the account was given.
    """
    picture = Picture(desk, reading, told)
    members = {one.id: place for place, one in enumerate(picture.members)}
    strays = {entry.id: entry for entry in picture.strays}
    placed: list[tuple[int, int, RequestLine]] = []
    order = {target: place for place, target in enumerate(told.fields)}
    for verdict in verdicts:
        if verdict.person_id in members:
            line = _of_member(picture, members[verdict.person_id], verdict)
            if line is not None:
                place = members[verdict.person_id], order.get(verdict.field, -1)
                placed.append((*place, line))
        elif verdict.entry_id in strays:
            line = _of_stray(strays[verdict.entry_id], verdict)
            placed.append((len(members), verdict.entry_id, line))
    return [line for *_, line in sorted(placed, key=lambda one: one[:2])]


def _of_member(picture: Picture, place: int, verdict: Verdict) -> RequestLine | None:
    member = picture.members[place]
    person = picture.person(member)
    label = field_label(verdict.field)
    theirs, wanted = NOT_NAMED, TAKE_UP
    if verdict.field:
        told = next((one for one in person.fields if one.target == verdict.field), None)
        if told is None or told.verdict is None:
            return None
        if verdict.decided in TO_ASK and not told.to_request:
            return None
        theirs, wanted = told.theirs.get(Source.CENTRAL, verdict.theirs), told.ours
    elif person.whole is None:
        return None
    return RequestLine(
        verdict.id, member.id, member.name, person.birth, person.unit,
        member.citizen_id or member.card_no, verdict.field, label, theirs, wanted, verdict.basis,
        Decided.KEEP if verdict.decided in TO_ASK else verdict.decided,
    )  # fmt: skip


def _of_stray(entry: Entry, verdict: Verdict) -> RequestLine:
    told = entry.values
    number = told.get("citizen_id", "") or told.get("card_no", "")
    return RequestLine(
        verdict.id, 0, entry.name, told.get("birth_date", ""), told.get("unit", ""), number, "",
        field_label(""), NOT_OURS, TAKE_OFF, verdict.basis, verdict.decided,
    )  # fmt: skip


def requests(desk: Desk, round_id: int) -> list[RequestInfo]:
    """Return the requests of a round with their lines as they went out, oldest first.

    How far each line is by now is its ``decided``.

    Raises:
        NotFoundProblem: no such round.
        OutsideScopeProblem: the account was not given the whole office.
    """
    with desk.read() as reading:
        scope.check_unit(desk, reading, None)
        round_of(reading, round_id)
        now = {one.id: one.decided for one in stored.verdicts(reading, round_id)}
        return [_info(one, now) for one in stored.requests(reading, round_id)]


def _info(told: Request, now: Mapping[int, Decided]) -> RequestInfo:
    """Return a request: its lines say what they said, and how far each is by now."""
    lines = tuple(
        replace(line, decided=now.get(line.verdict_id, line.decided))
        for line in lines_as_sent(told)
    )
    mended = sum(line.decided is Decided.MENDED for line in lines)
    return RequestInfo(told.id, told.round_id, told.number, told.on, lines, mended)


def lines_as_sent(told: Request) -> tuple[RequestLine, ...]:
    """Return the lines of a request as they went out."""
    return tuple(load(RequestLine, text) for text in json.loads(told.snapshot or "[]"))


def mark_requested(
    desk: Desk, round_id: int, verdict_ids: Sequence[int], number: str, on: str = ""
) -> RequestInfo:
    """Write that the upper level was asked to mend some fields, on what paper.

    Args:
        desk: where.
        round_id: the round.
        verdict_ids: of decisions to keep ours.
        number: of the paper.
        on: its ISO day; empty: today.

    Raises:
        RequiredProblem: no number.
        NothingToRequestProblem: none of them is to be asked for.
        SentRequestProblem: one was asked for already.
        RestrictedProblem: one is about somebody whose data may only be kept.
        NoVerdictProblem, ClosedRoundProblem, NotFoundProblem, OutsideScopeProblem.
    """
    told_number = clean_line(number)
    with desk.write(Permission.EDIT, "recon.request", told_number) as work:
        scope.check_unit(desk, work, None)
        told = running(work, round_id)
        if not told_number:
            raise RequiredProblem("number", field="number")
        chosen = [verdict_of(work, round_id, one) for one in dict.fromkeys(verdict_ids)]
        _check_unsent(work, chosen)
        lines = lines_of(desk, work, told, [v for v in chosen if v.decided in TO_ASK])
        if not lines:
            raise NothingToRequestProblem
        restrictions.check(work, {line.person_id for line in lines if line.person_id})
        day = on or desk.day()
        sent = {line.verdict_id: line for line in lines}
        snapshot = json.dumps([dump(line) for line in lines], ensure_ascii=False)
        request = Request(0, round_id, told_number, day, tuple(sorted(sent)), snapshot)
        request_id = stored.add_request(work, request)
        for verdict in chosen:
            if verdict.id in sent:
                made = replace(
                    _asked_of_central(verdict, sent[verdict.id]),
                    decided=Decided.REQUESTED, on=day, request_id=request_id,
                )  # fmt: skip
                write(work, made, verdict)
        work.note(Change(ROUND, round_id, "request", "", told_number))
        return _info(replace(request, id=request_id), dict.fromkeys(sent, Decided.REQUESTED))


def _asked_of_central(verdict: Verdict, line: RequestLine) -> Verdict:
    """Return a decision as one against the central list: its new list is what mends it."""
    if not verdict.field:
        return verdict
    return replace(verdict, source=Source.CENTRAL, theirs=line.theirs)


def _check_unsent(work: Work, chosen: Sequence[Verdict]) -> None:
    for verdict in chosen:
        if verdict.decided is Decided.REQUESTED:
            refuse_sent(work, verdict)


def undo_request(desk: Desk, request_id: int, reason: str) -> None:
    """Take back that the upper level was asked: its lines wait to be asked for again.

    Raises:
        ReasonNeededProblem: no reason.
        NotFoundProblem: no such request; ClosedRoundProblem, OutsideScopeProblem.
    """
    told = clean_line(reason)
    with desk.write(Permission.EDIT, "recon.request.undo", told) as work:
        scope.check_unit(desk, work, None)
        if not told:
            raise ReasonNeededProblem(field="reason")
        request = stored.read_request(work, request_id)
        if request is None:
            raise NotFoundProblem(str(request_id))
        running(work, request.round_id)
        for verdict in stored.verdicts(work, request.round_id):
            if verdict.request_id == request_id:
                mended = verdict.decided is Decided.MENDED
                decided = Decided.MENDED if mended else Decided.KEEP
                write(work, replace(verdict, decided=decided, request_id=0), verdict)
        stored.remove_request(work, request_id)
        work.note(Change(ROUND, request.round_id, "request", request.number, ""))


def mark_mended(desk: Desk, round_id: int, verdict_ids: Sequence[int], note: str = "") -> int:
    """Write that the upper level has mended some fields; return how many.

    A new central list that says as we do does this by itself.

    Raises:
        NotRequestedProblem: one was neither to be asked for nor asked for.
        NoVerdictProblem: none was chosen, or one is not of this round; ClosedRoundProblem,
        NotFoundProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.EDIT, "recon.mended", clean_line(note)) as work:
        running(work, round_id)
        chosen = [verdict_of(work, round_id, one) for one in dict.fromkeys(verdict_ids)]
        if not chosen:
            raise NoVerdictProblem
        scope.check_person(desk, work, [verdict.person_id for verdict in chosen])
        for verdict in chosen:
            if verdict.decided not in (Decided.REQUESTED, *TO_ASK):
                raise NotRequestedProblem(verdict.field)
            made = replace(
                verdict, decided=Decided.MENDED, source=Source.CENTRAL, on=desk.day(),
                actor=desk.actor.name,
            )  # fmt: skip
            write(work, made, verdict)
        return len(chosen)
