"""Taking in what another office sends: the record in a QR or a file, and the slip that answers."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from tcxd_desktop.domain.case_errors import (
    AlreadyHereProblem,
    NotOurCaseProblem,
)
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.packet_errors import NotForUsProblem, PacketTakenProblem
from tcxd_desktop.domain.packets import (
    LetterFacts,
    PacketKind,
    PersonFacts,
    ReadPacket,
    Result,
    TransferPacket,
    Trust,
)
from tcxd_desktop.domain.standing import spell_on
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.transfer_machine import initial_state
from tcxd_desktop.domain.transfer_receiving import ReceivedFact, ReceivePreview
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    Step,
    Transfer,
    TransferKind,
    TransferQuery,
    Traveller,
    is_new_card,
)
from tcxd_desktop.domain.units import Unit
from tcxd_desktop.office import (
    packets,
    restrictions,
    scope,
    transfer_answers,
    transfer_opening,
    transfers,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.transfer_keeping import Keeper, case_of, with_own_ends
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.formats import show_date, show_place
from tcxd_desktop.wording.problems import sentence

answer_to = transfer_answers.answer_to
"""The slip for the sender of an arrival."""
_LEVELS: Final = ("cell", "section", "base", "upper", "province")


def preview(desk: Desk, read: ReadPacket) -> ReceivePreview:
    """Return what a record would bring, held against the office's own people; nothing is written.

    Raises:
        NotAllowedProblem: the account may not keep transfers.
    """
    with desk.read(Permission.TRANSFERS) as reading:
        if read.packet.kind is PacketKind.RETURN:
            return _slip(desk, reading, read)
        return _arrival(desk, reading, read)


def _slip(desk: Desk, reading: Reading, read: ReadPacket) -> ReceivePreview:
    answer = read.packet.answer
    number = stored.with_packet(reading, answer.transfer)
    if number is None:
        return ReceivePreview(read, faults=(sentence(NotOurCaseProblem()),))
    case = case_of(desk, reading, number)
    told = (
        ReceivedFact("Họ và tên", read.packet.person.birth_name, case.traveller.name),
        ReceivedFact("Ngày", _shown(answer.on)),
        ReceivedFact("Chi bộ tiếp nhận", answer.cell, case.target.cell),
        ReceivedFact("Số", answer.number),
        ReceivedFact("Ghi chú", answer.note),
    )
    event = transfer_answers.meant(Keeper(desk, reading), case, Result(answer.result))
    faults = (sentence(PacketTakenProblem(read.taken_on)),) if read.taken_on else ()
    return ReceivePreview(read, facts=_compared(told), answers=number, event=event,
                          warnings=_warnings(read), faults=faults)  # fmt: skip


def _warnings(read: ReadPacket) -> tuple[str, ...]:
    found = []
    if read.trust is Trust.UNVERIFIED:
        found.append(
            "Chưa xác thực: chưa đối chiếu thẻ cơ quan của nơi gửi, tên nơi gửi chỉ là lời khai."
        )
    if read.trust is Trust.OWN:
        found.append("Phiếu do chính văn phòng này lập.")
    if read.ours is False:
        found.append("Nơi đến ghi trên phiếu không phải đảng bộ này.")
    return tuple(found)


def _arrival(desk: Desk, reading: Reading, read: ReadPacket) -> ReceivePreview:
    case = case_from(desk, reading, read.packet)
    known = _known(reading, case.traveller)
    spell = spell_on(known.spells, desk.day()) if known else None
    here = spell is not None and transfer_opening.is_here(spell, case.kind)
    running = _running(desk, reading, case)
    faults = []
    if read.trust is Trust.OWN:
        faults.append(sentence(NotForUsProblem(_place(read))))
    if read.taken_on:
        faults.append(sentence(PacketTakenProblem(read.taken_on)))
    if here and known is not None and case.kind is not TransferKind.LINK:
        faults.append(sentence(AlreadyHereProblem(known.birth_name)))
    if known is not None:
        case = replace(case, person_id=known.id)
    return ReceivePreview(
        read,
        case=case,
        facts=_compared(_facts(case, read.packet, known)),
        known_id=known.id if known else None,
        here_already=here,
        running_id=running.id if running else None,
        warnings=_warnings(read),
        faults=tuple(faults),
    )


def _place(read: ReadPacket) -> str:
    return read.packet.receiver or "cơ quan khác"


def case_from(desk: Desk, reading: Reading, packet: TransferPacket) -> Transfer:
    """Return the arrival a record tells of, not saved."""
    letter = packet.letter
    told = TransferKind.TEMPORARY if letter.letter == "T8" else TransferKind.OFFICIAL
    kind = TransferKind(letter.case_kind) if letter.case_kind in set(TransferKind) else told
    if kind in {TransferKind.DISSOLVED, TransferKind.INSIDE, TransferKind.ONWARD}:
        kind = TransferKind.OFFICIAL
    case = Transfer(
        kind,
        Direction.IN,
        traveller=_traveller(packet.person, letter),
        source=_end(letter.from_place),
        target=_target(desk, reading, letter.to_place),
        reason=letter.basis,
        serial=letter.serial,
        dues_until=letter.dues_until[:7],
        enclosed=letter.enclosed,
        term_from=letter.term_from if len(letter.term_from) == 10 else "",
        term_to=letter.term_to if len(letter.term_to) == 10 else "",
        introduced=letter.introduced_on if len(letter.introduced_on) == 10 else "",
        packet=packet.uuid,
        packet_sender=packet.sender,
        packet_key=packet.sender_key.hex(),
        opened=desk.day(),
    )
    return replace(case, state=initial_state(case))


def _traveller(person: PersonFacts, letter: LetterFacts) -> Traveller:
    day = PartialDate.from_text
    return Traveller(
        name=person.birth_name,
        used_name=person.used_name,
        sex=person.sex,
        birth=day(person.birth_date),
        origin=person.origin,
        home=person.home,
        citizen_id=person.citizen_id,
        card_no=person.card_no or person.old_card_no,
        dossier_no=person.dossier_no,
        admitted=day(person.ceremony_date),
        official=day(person.official_date),
        decided=day(person.decision_date),
        probationary=not person.official_date and bool(person.ceremony_date),
    )


def _end(lines: tuple[str, ...]) -> End:
    """Return an end as its sender names it: ``cell: …`` and so on, lowest first."""
    found: dict[str, Any] = {}
    for line in lines:
        head, _, name = line.partition(": ")
        if name and head in {*_LEVELS, "type"}:
            found[head] = name
    return End(**found)


def place_lines(end: End) -> tuple[str, ...]:
    """Return an end as records carry it."""
    told = [("type", end.type), *((level, getattr(end, level)) for level in _LEVELS)]
    return tuple(f"{head}: {name}" for head, name in told if name)


def _target(desk: Desk, reading: Reading, lines: tuple[str, ...]) -> End:
    """Return our chi bộ the record names, where exactly one bears that name."""
    told = _end(lines)
    named = [
        unit for unit in stored_units.on_day(reading, desk.day())
        if told.cell and fold(unit.name) == fold(told.cell)
    ]  # fmt: skip
    given = scope.units_of(desk, reading)
    fitting: list[Unit] = [one for one in named if given is None or one.id in given]
    if len(fitting) != 1:
        return told
    return Keeper(desk, reading).own_end(fitting[0].id, desk.day())


def _known(reading: Reading, who: Traveller) -> Dossier | None:
    for column, number in (
        ("citizen_id", who.citizen_id), ("card_no", who.card_no), ("old_card_no", who.card_no),
        ("dossier_no", who.dossier_no),
    ):  # fmt: skip
        found = stored_people.id_of(reading, column, number) if number else None
        if found is not None:
            return stored_people.read(reading, found)
    return None


def _running(desk: Desk, reading: Reading, case: Transfer) -> Transfer | None:
    link = case.kind is TransferKind.LINK
    query = TransferQuery(directions=(Direction.IN.value,))
    for other in stored.find(reading, query, scope.units_of(desk, reading)):
        same = other.letter == case.letter and (other.kind is TransferKind.LINK) is link
        if same and transfer_opening.same_person(other.traveller, case.traveller):
            return other
    return None


def _facts(case: Transfer, packet: TransferPacket, known: Dossier | None) -> Iterator[ReceivedFact]:
    who, letter = case.traveller, packet.letter
    here = known or Dossier()
    yield ReceivedFact("Họ và tên", who.name, here.birth_name)
    yield ReceivedFact("Tên gọi khác", who.used_name, here.other_names)
    yield ReceivedFact("Giới tính", who.sex, here.sex)
    yield ReceivedFact("Ngày sinh", show_date(who.birth), show_date(here.birth_date))
    yield ReceivedFact("Quê quán", who.origin, show_place(here.origin))
    yield ReceivedFact("Số định danh cá nhân", who.citizen_id, here.citizen_id)
    old = bool(who.card_no) and not is_new_card(who.card_no)
    yield ReceivedFact("Số thẻ đảng viên", who.card_no, here.old_card_no if old else here.card_no)
    yield ReceivedFact("Số lý lịch", who.dossier_no, here.dossier_no)
    yield ReceivedFact("Ngày vào Đảng", show_date(who.admitted), show_date(here.ceremony_date))
    yield ReceivedFact("Ngày chính thức", show_date(who.official), show_date(here.official_date))
    yield ReceivedFact("Số giấy giới thiệu", letter.serial)
    yield ReceivedFact("Số GTSHĐ nơi đi", letter.number)
    yield ReceivedFact("Ngày giới thiệu", _shown(letter.introduced_on))
    yield ReceivedFact("Đảng phí đã đóng hết tháng", _shown(letter.dues_until[:7]))
    yield ReceivedFact("Nơi đi", ", ".join(case.source.names))
    yield ReceivedFact("Nơi đến", ", ".join(_end(letter.to_place).names))
    yield ReceivedFact("Hồ sơ kèm theo", letter.enclosed)
    if case.term_from or case.term_to:
        yield ReceivedFact("Thời hạn", f"{_shown(case.term_from)} – {_shown(case.term_to)}")


def _compared(facts: tuple[ReceivedFact, ...] | Iterator[ReceivedFact]) -> tuple[ReceivedFact, ...]:
    return tuple(
        replace(one, differs=bool(one.here) and fold(one.here) != fold(one.said))
        for one in facts
        if one.said or one.here
    )


def _shown(day: str) -> str:
    found = PartialDate.from_text(day)
    return show_date(found) if found else ""


def take(desk: Desk, shown: ReceivePreview) -> Transfer:
    """Take a record in: open the case, add the record to one that runs, or note the answer.

    Raises:
        PacketTakenProblem: it was taken before.
        NotForUsProblem: this very office made it, for another one.
        NotOurCaseProblem: a slip that answers no case of ours.
        Those of ``transfers.open_case`` and ``transfers.step``.
    """
    sender = shown.read.sender_name
    with desk.write(Permission.TRANSFERS, "transfers.receive", sender) as work:
        if shown.read.packet.kind is PacketKind.RETURN:
            return _answered(desk, work, shown)
        if shown.read.trust is Trust.OWN:
            raise NotForUsProblem(_place(shown.read))
        packets.note_taken(desk, work, shown.read)
        if shown.running_id is not None:
            return _joined(desk, work, shown)
        if shown.case is None:
            raise NotOurCaseProblem
        return _opened(desk, work, shown.case)


def _opened(desk: Desk, work: Work, case: Transfer) -> Transfer:
    keeper = Keeper(desk, work)
    made = with_own_ends(keeper, transfer_opening.cleaned(case))
    made = transfer_opening.with_known(keeper, made)
    transfer_opening.check(keeper, made)
    return transfers.write_new(keeper, work, made)


def _joined(desk: Desk, work: Work, shown: ReceivePreview) -> Transfer:
    """Add what the record tells to the arrival a phiếu báo opened before."""
    old = case_of(desk, work, shown.running_id or 0)
    told = shown.case
    if told is None:
        raise NotOurCaseProblem
    made = replace(
        old,
        packet=told.packet,
        packet_sender=told.packet_sender,
        packet_key=told.packet_key,
        serial=old.serial or told.serial,
        introduced=old.introduced or told.introduced,
        enclosed=old.enclosed or told.enclosed,
        dues_until=old.dues_until or told.dues_until,
        source=old.source if old.source.names else told.source,
        traveller=told.traveller if not old.signed() else old.traveller,
    )
    keeper = Keeper(desk, work)
    made = transfer_opening.with_known(keeper, transfer_opening.cleaned(made))
    transfer_opening.check(keeper, made)
    transfers.write_over(work, made)
    work.note(Change(stored.SUBJECT, made.id, "packet", old.packet[:8], made.packet[:8]))
    return case_of(desk, work, made.id)


def _answered(desk: Desk, work: Work, shown: ReceivePreview) -> Transfer:
    if shown.answers is None or shown.event is None:
        raise NotOurCaseProblem
    packets.note_taken(desk, work, shown.read)
    answer = shown.read.packet.answer
    case = case_of(desk, work, shown.answers)
    if case.person_id is not None:
        restrictions.check(work, [case.person_id])
    keeper = Keeper(desk, work)
    step = Step(
        transfer_answers.meant(keeper, case, Result(answer.result)),
        answer.on if len(answer.on) == 10 else desk.day(),
        number=answer.number,
        addressed=answer.cell,
        remark=answer.note or "Theo phiếu trả lời của nơi đến",
    )
    return transfers.take_step(keeper, work, case, step)
