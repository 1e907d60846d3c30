"""The whole set of papers of a case as one print job, with the record of the letter as a QR."""

from dataclasses import replace

from tcxd_desktop.domain.case_errors import NotIntroducedProblem
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.packets import LetterFacts, PersonFacts, TransferPacket
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.rule_errors import NoRouteProblem
from tcxd_desktop.domain.rule_types import Leg
from tcxd_desktop.domain.transfer_boxes import introduced_on, introducing_step
from tcxd_desktop.domain.transfer_papers import (
    CHECKLIST,
    COPY,
    COVER,
    HANDOVER,
    INDEX,
    LABEL,
    LINK,
    NOTICE,
    ONWARD,
    RETURN,
    SLIP,
    SLIP_TEMPORARY,
    STOP,
    CoverPaper,
    PackPart,
    TransferJob,
)
from tcxd_desktop.domain.transfers import (
    TERMINAL,
    Direction,
    State,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.office import (
    office_keys,
    packets,
    paper_desk,
    restrictions,
    transfer_documents,
    transfer_printing,
    transfer_receiving,
    transfer_said,
    transfers,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_desk import Print, Told
from tcxd_desktop.office.transfer_keeping import Keeper, case_of
from tcxd_desktop.storage import packages as stored_packages
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.transfer_documents import notice_receivers
from tcxd_desktop.wording.transfer_packs import NO_INDEX, NO_RECORD, NOT_OURS
from tcxd_desktop.wording.transfer_parts import paper_lines, where

_ONE, _TWO = 1, 2
_WHOLE = ((NOTICE, _ONE), (INDEX, _ONE), (HANDOVER, _TWO), (LABEL, _ONE), (COPY, _ONE))
_COMES = ((CHECKLIST, _ONE), (HANDOVER, _TWO), (COPY, _ONE), (RETURN, _ONE))
_PARTS: dict[tuple[TransferKind, Direction], tuple[tuple[str, int], ...]] = {
    (TransferKind.OFFICIAL, Direction.OUT): _WHOLE,
    (TransferKind.DISSOLVED, Direction.OUT): _WHOLE,
    (TransferKind.ABROAD, Direction.OUT): _WHOLE,
    (TransferKind.INSIDE, Direction.INSIDE): _WHOLE[1:],
    (TransferKind.TEMPORARY, Direction.OUT): ((COPY, _ONE),),
    (TransferKind.LABOUR, Direction.OUT): ((COPY, _ONE), (SLIP, _ONE)),
    (TransferKind.TEMPORARY_ABROAD, Direction.OUT): ((SLIP_TEMPORARY, _ONE),),
    (TransferKind.OFFICIAL, Direction.IN): _COMES,
    (TransferKind.FROM_ABROAD, Direction.IN): _COMES,
    (TransferKind.TEMPORARY, Direction.IN): ((CHECKLIST, _ONE), (COPY, _ONE), (RETURN, _ONE)),
    (TransferKind.ONWARD, Direction.IN): ((ONWARD, _ONE), (HANDOVER, _TWO), (LABEL, _ONE)),
    (TransferKind.LINK, Direction.OUT): ((LINK, _ONE),),
}
"""Papers in the order they lie in the pack, and how often; a phiếu báo is one for each receiver.

What stays at home does not travel: of a temporary stay the card and the self-review go, of work
abroad the slip (38-HD/BTCTW of 29/9/2025, II.4.3.1.c, II.4.3.2).
"""
_CARRIES = frozenset({TransferKind.OFFICIAL, TransferKind.DISSOLVED, TransferKind.ABROAD,
                      TransferKind.TEMPORARY})  # fmt: skip
"""Kinds whose letter is read by another office."""


def pack_parts(desk: Desk, case_id: int) -> list[PackPart]:
    """Return what the pack of a case holds, in order, and what of it cannot be printed.

    Raises:
        NotFoundProblem, OutsideScopeProblem: the case.
    """
    with desk.read() as reading:
        case = case_of(desk, reading, case_id)
        lacking = _lacking(desk, reading, case)
    titles = {form.code: form.title for form in transfer_printing.forms(desk)}
    wanted = [*_PARTS.get((case.kind, case.direction), ()), *_due(case)]
    copies = dict(((COVER, _ONE), *wanted))
    if NOTICE in copies:
        copies[NOTICE] = len(notice_receivers(case))
    return [
        PackPart(form, titles.get(form, form), count, lacking.get(form, ""))
        for form, count in copies.items()
    ]


def _due(case: Transfer) -> list[tuple[str, int]]:
    """Return the letters a case has come to need."""
    found = []
    if case.day_of(StepEvent.ONWARD) or case.kind is TransferKind.ONWARD:
        found.append((ONWARD, _ONE))
    if case.state is State.STOPPED:
        found.append((STOP, _ONE))
    return found


def _lacking(desk: Desk, reading: Reading, case: Transfer) -> dict[str, str]:
    """Return why a paper is not in the pack, by form."""
    found = {}
    dossier = None
    if case.person_id is not None:
        dossier = stored_people.read(reading, case.person_id)
    if dossier is None or not dossier.papers:
        found[INDEX] = NO_INDEX
    if not _we_introduce(Keeper(desk, reading), case):
        found[NOTICE] = NOT_OURS
    return found


def _we_introduce(keeper: Keeper, case: Transfer) -> bool:
    """Tell whether our committee writes the last box of departure: it sends the notices."""
    try:
        out = [box for box in keeper.route(case) if box.leg == Leg.OUT]
    except NoRouteProblem:
        return True
    return not out or out[-1].office


# --- one print job --------------------------------------------------------------------------------


def pack(desk: Desk, case_id: int, progress: Progress = unwatched) -> bytes:
    """Return the whole set as one PDF, in the order it is handed out.

    Raises:
        NotFoundProblem, OutsideScopeProblem, RestrictedProblem: the case and its member.
        Those of ``office.letters.copy_sheet``.
    """
    desk.check(Permission.PRINT)
    _check_open(desk, case_id)
    parts = pack_parts(desk, case_id)
    drawn: list[bytes] = []
    for done, part in enumerate(parts, 1):
        if not part.why_missing:
            made = _part(desk, case_id, part, parts)
            # A phiếu báo is drawn for each receiver already.
            drawn += [made] * (_ONE if part.form == NOTICE else part.copies)
        progress(done, len(parts))
    return paper_desk.made("forms.pdf_join", "joined", drawn)


def _part(desk: Desk, case_id: int, part: PackPart, parts: list[PackPart]) -> bytes:
    if part.form == COVER:
        drawn = [cover(desk, case_id, parts)]
        return paper_desk.made("forms.transfer_cover", "transfer_cover", drawn)
    return transfer_printing.render(desk, TransferJob(form=part.form, case_ids=(case_id,)))


def _check_open(desk: Desk, case_id: int) -> None:
    with desk.read() as reading:
        case = case_of(desk, reading, case_id)
        if case.person_id is not None:
            restrictions.check(reading, [case.person_id])


def cover(desk: Desk, case_id: int, parts: list[PackPart]) -> CoverPaper:
    """Return the cover of a pack with the QR of the record, or why there is none.

    Raises:
        NotFoundProblem, OutsideScopeProblem: the case.
    """
    desk.check(Permission.VIEW)
    with desk.read() as reading:
        case = case_of(desk, reading, case_id)
        paper = transfer_documents.Gatherer(desk, reading).paper(case)
    made = CoverPaper(paper=paper, parts=tuple(one for one in parts if one.form != COVER))
    if not carries_record(case):
        early = case.direction is Direction.OUT and case.kind in _CARRIES
        return replace(made, no_qr=NO_RECORD if early else "")
    made = replace(made, answers=case.direction is Direction.IN)
    try:
        data = record_bytes(desk, case_id)
        squares = packets.qr_matrix(packets.digits(data))
    except Problem as problem:
        return replace(made, no_qr=f"Không có mã QR: {sentence(problem)}")
    card = office_keys.own_card(desk)
    return replace(made, qr=squares, fingerprint=card.fingerprint if card else "")


def carries_record(case: Transfer) -> bool:
    """Tell whether a case has a record for the other office: the letter's, or the answer."""
    if case.direction is Direction.OUT:
        # Before the introducing box nothing says that the member was let go.
        there = case.state is not State.CANCELLED and introducing_step(case) is not None
        return case.kind in _CARRIES and there
    answered = case.state in TERMINAL or case.state in (State.STOPPED, State.ONWARD)
    taken = bool(case.packet) and case.state is not State.CANCELLED
    return case.direction is Direction.IN and taken and answered


def note_pack(desk: Desk, case_id: int, *, copies: int, purpose: str = "") -> None:
    """Write that the set of a case was printed, or saved as a file (no copies): for what.

    Raises:
        NotAllowedProblem, NotFoundProblem, OutsideScopeProblem, RestrictedProblem.
    """
    desk.check(Permission.PRINT)
    _check_open(desk, case_id)
    case = transfers.read(desk, case_id)
    kept = transfer_said.Kept()
    for part in pack_parts(desk, case_id):
        if part.form != COVER and not part.why_missing:
            job = TransferJob(form=part.form, case_ids=(case_id,))
            kept.add(transfer_printing.said(desk, job)[0])
    title = next(form.title for form in transfer_printing.forms(desk) if form.code == COVER)
    people = [case.person_id] if case.person_id is not None else []
    beside = transfer_printing.of_strangers([case], COVER)
    told = Told(title, kept.content(title), people, beside)
    paper_desk.note(desk, told, Print(COVER, copies, purpose))


# --- the record -----------------------------------------------------------------------------------


def record_bytes(desk: Desk, case_id: int) -> bytes:
    """Return the signed record of a case: what its QR and its ``.phieu`` file carry.

    Raises:
        Those of ``packet_of`` and of ``office.packets.transfer_packet_bytes``.
    """
    desk.check(Permission.TRANSFERS)
    return packets.transfer_packet_bytes(desk, packet_of(desk, case_id))


def packet_of(desk: Desk, case_id: int) -> TransferPacket:
    """Return the record of a case for the other office, stamped; printed again it is the same.

    Of an arrival it is the slip that answers.

    Raises:
        NotFoundProblem, OutsideScopeProblem: the case.
        NotOurCaseProblem: an arrival that came without a record.
        NotIntroducedProblem: the introducing box is not signed, or the case was cancelled.
        RestrictedProblem, ErasedProblem: the member's data may not be handed out.
    """
    desk.check(Permission.TRANSFERS)
    _check_open(desk, case_id)
    with desk.read(Permission.TRANSFERS) as reading:
        case = case_of(desk, reading, case_id)
        if case.direction is not Direction.IN and not carries_record(case):
            raise NotIntroducedProblem
        known = stored_packages.one(reading, case.packet, stored_packages.OUT)
        sender = Keeper(desk, reading).office
    if case.direction is Direction.IN:
        return packets.stamp(desk, transfer_receiving.answer_to(case))
    made = _record(case, transfer_documents.reason_words(desk.codes, case.reason))
    step = introducing_step(case)
    written = f"step:{step.id}" if step is not None else ""
    # A record of a box that is void since may lie elsewhere: the letter written anew has its own.
    if known is not None and known.digest == written:
        return replace(made, uuid=known.uuid, seq=known.seq, made_on=known.on, sender=sender)
    stamped = packets.stamp(desk, made, about=written)
    transfers.set_packet(desk, case_id, stamped.uuid)
    return stamped


def _record(case: Transfer, reason: str) -> TransferPacket:
    person, step = case.traveller, introducing_step(case)
    notice = case.day_of(StepEvent.NOTICE)
    number = next((s.number for s in case.counting if s.event is StepEvent.NOTICE), "")
    decision = " ".join(filter(None, (case.basis.number, case.basis.on, case.basis.issuer)))
    basis = "; ".join(filter(None, (reason, decision)))
    digits = case.traveller.card_no.isdecimal()
    return TransferPacket(
        receiver=where(case.target),
        person=PersonFacts(
            birth_name=person.name,
            used_name=person.used_name,
            sex=person.sex,
            birth_date=str(person.birth or ""),
            origin=person.origin,
            home=person.home,
            citizen_id=person.citizen_id if person.citizen_id.isdecimal() else "",
            card_no=person.card_no if digits else "",
            dossier_no=person.dossier_no,
            decision_date=str(person.decided or ""),
            ceremony_date=str(person.admitted or ""),
            official_date="" if person.probationary else str(person.official or ""),
        ),
        letter=LetterFacts(
            case_kind=case.kind.value,
            letter=case.letter,
            serial=case.serial,
            number=step.number if step else "",
            introduced_on=introduced_on(case),
            dues_until=case.dues_until,
            enclosed="; ".join(paper_lines(case.enclosed)),
            from_place=transfer_receiving.place_lines(case.source),
            to_place=transfer_receiving.place_lines(case.target),
            basis=basis,
            term_from=case.term_from,
            term_to=case.term_end,
            notice_number=number if notice else "",
        ),
    )
