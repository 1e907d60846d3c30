"""The slip that answers a transfer: what one means for a case of ours, and ours for an arrival."""

from typing import Final

from tcxd_desktop.domain.case_errors import NothingToAnswerProblem, NotOurCaseProblem
from tcxd_desktop.domain.packets import (
    Answer,
    LetterFacts,
    PersonFacts,
    Result,
    TransferPacket,
    reply,
)
from tcxd_desktop.domain.transfer_machine import moves
from tcxd_desktop.domain.transfers import Direction, State, StepEvent, Transfer, TransferKind
from tcxd_desktop.office.transfer_keeping import Keeper

_ANSWERED: Final = {
    Result.ACCEPTED: StepEvent.CONFIRM,
    Result.STOPPED: StepEvent.STOP,
    Result.ONWARD: StepEvent.ONWARD,
    Result.NOT_ARRIVED: StepEvent.CONTACT,
}
_TOLD: Final = {
    State.STOPPED: Result.STOPPED,
    State.ONWARD: Result.ONWARD,
    State.STRUCK: Result.NOT_ARRIVED,
}
"""How an arrival may end, or stand, other than taken in."""
_TAKEN_IN: Final = frozenset({4, 10})
"""Box of the chi bộ that takes in: of a guest, for good."""


def meant(keeper: Keeper, case: Transfer, result: Result) -> StepEvent:
    """Return the step an answer means, as the case stands.

    The host of a temporary stay answers that it began. What the case has come to already, by a
    call perhaps, and what its kind has no step for, is kept as news.
    """
    wanted = _ANSWERED[result]
    if wanted is StepEvent.CONFIRM and case.kind is TransferKind.TEMPORARY:
        wanted = StepEvent.START
    able = {move.event for move in moves(case, keeper.way(case))}
    # Of a case that is stopped here the stop has to be over first.
    return wanted if wanted in able or case.state is State.STOPPED else StepEvent.CONTACT


def answer_to(case: Transfer) -> TransferPacket:
    """Return the slip that tells the sender what became of an arrival: to be stamped and signed.

    Raises:
        NotOurCaseProblem: the case came without a record, so that nobody waits for an answer.
        NothingToAnswerProblem: he was neither taken in nor turned away yet.
    """
    if not case.packet or case.direction is not Direction.IN:
        raise NotOurCaseProblem
    if case.state not in _TOLD and not _TAKEN_IN & case.signed().keys():
        raise NothingToAnswerProblem(case.traveller.name)
    result = _TOLD.get(case.state, Result.ACCEPTED)
    last = case.counting[-1] if case.counting else None
    signed = list(case.signed().values())
    about = signed[-1] if result is Result.ACCEPTED and signed else last
    sent = TransferPacket(
        uuid=case.packet,
        sender=case.packet_sender,
        person=PersonFacts(birth_name=case.traveller.name, card_no=case.traveller.card_no),
        letter=LetterFacts(letter=case.letter, number=about.number if about else ""),
        sender_key=bytes.fromhex(case.packet_key),
    )
    answer = Answer(
        result=result.value,
        on=about.on if about else "",
        cell=case.target.cell,
        number=about.number if about else "",
        note=last.remark if last and result is not Result.ACCEPTED else "",
    )
    return reply(sent, answer)
