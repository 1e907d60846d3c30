"""What a case means for membership: the events it has in the member's dossier.

They follow from the steps that count, so that a step taken back, a spoiled letter or a cancelled
case takes out exactly what it had put in. Inside moves change no total of the commune; a guest is
counted at home (294-QĐ/TW of 26/5/2025, 6.3.2.c); on which day a member leaves or enters the
head-count is a value of the rule set.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.transfer_boxes import introducing_step
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)

__all__ = ["SERIAL", "MembershipEffect", "effects", "events_of"]


@dataclass(frozen=True, slots=True)
class MembershipEffect:
    """Biến động một bước ghi vào hồ sơ, hoặc rút ra."""

    add: Event | None = None
    drop: Event | None = None
    """Written by an earlier step of the case, and no longer so."""

    def __bool__(self) -> bool:
        """Tell whether the dossier changes."""
        return self.add is not None or self.drop is not None


def effects(before: Transfer, after: Transfer, rules: Rules) -> MembershipEffect:
    """Return what changes in the member's dossier from one step of a case to the next.

    Raises:
        UnknownRuleProblem: the rule set lacks a value it needs.
    """
    had, has = events_of(before, rules), events_of(after, rules)
    added = [event for event in has if event not in had]
    dropped = [event for event in had if event not in has]
    return MembershipEffect(added[-1] if added else None, dropped[-1] if dropped else None)


def events_of(case: Transfer, rules: Rules) -> tuple[Event, ...]:
    """Return the events a case has written into the dossier, oldest first.

    Raises:
        UnknownRuleProblem: the rule set lacks a value it needs.
    """
    if case.state is State.CANCELLED:
        return ()
    build = _EVENTS.get((case.kind, case.direction))
    return tuple(build(case, rules)) if build is not None else ()


def _official_out(case: Transfer, rules: Rules) -> Iterator[Event]:
    step = _leaving_step(case, rules)
    if step is not None:
        yield _event(EventKind.LEFT, step.on, case, number=_introduced_number(case))


def _leaving_step(case: Transfer, rules: Rules) -> Step | None:
    when = rules.value("head_count_leaves")
    if when == "given":
        return _step(case, StepEvent.GIVE)
    if when == "accepted":
        return _step(case, StepEvent.CONFIRM)
    return introducing_step(case)


def _official_in(case: Transfer, rules: Rules) -> Iterator[Event]:
    accepted = case.signed().get(10)
    if accepted is None:
        return
    day = accepted.on
    if rules.value("head_count_enters") == "presented":
        day = case.day_of(StepEvent.PRESENT) or day
    yield _event(EventKind.ARRIVED, day, case, unit_id=case.target.unit_id, number=_took_in(case))


def _inside(case: Transfer, _rules: Rules) -> Iterator[Event]:
    accepted = case.signed().get(7)
    if accepted is not None:
        unit = case.target.unit_id
        number = _introduced_number(case)
        yield _event(EventKind.MOVED, accepted.on, case, unit_id=unit, number=number)


def _temporary_out(case: Transfer, rules: Rules) -> Iterator[Event]:
    by_term = rules.value("temporary_starts") == "term"
    begun = _step(case, StepEvent.GIVE if by_term else StepEvent.START)
    if begun is None:
        return
    day = (case.term_from if by_term else "") or begun.on
    number = _introduced_number(case)
    yield _event(EventKind.TEMPORARY_OUT, day, case, number=number)
    back = case.signed().get(8)
    if back is not None:
        yield _event(EventKind.TEMPORARY_BACK, back.on, case, number=number)


def _temporary_in(case: Transfer, _rules: Rules) -> Iterator[Event]:
    begun, gone = _step(case, StepEvent.START), _step(case, StepEvent.GIVE)
    if begun is not None:
        unit = case.target.unit_id
        yield _event(EventKind.TEMPORARY_IN, begun.on, case, unit_id=unit, number=_took_in(case))
    if gone is not None:
        yield _event(EventKind.TEMPORARY_END, gone.on, case, number=_took_in(case))


def _abroad(case: Transfer, rules: Rules) -> Iterator[Event]:
    yield from _official_out(case, rules)
    yield from _back_home(case)


def _labour(case: Transfer, rules: Rules) -> Iterator[Event]:
    slip = _step(case, StepEvent.ISSUE_SLIP)
    if slip is None:
        return
    if not rules.value("labour_leaves"):
        yield from _staying_abroad(case)
        return
    yield _event(EventKind.LEFT, slip.on, case, number=slip.number)
    yield from _back_home(case)


def _back_home(case: Transfer) -> Iterator[Event]:
    """Whoever went abroad officially is taken in again by box 10, or by the word of the CTTT."""
    taken = case.signed().get(10) or _step(case, StepEvent.TAKE_BACK)
    if taken is not None:
        unit, number = case.source.unit_id, _took_in(case)
        event = _event(EventKind.ARRIVED, taken.on, case, unit_id=unit, number=number)
        if taken.event is StepEvent.SIGN:
            # He comes back by the letter he left with (38-HD/BTCTW of 29/9/2025, II.4.3.1.c).
            event = replace(event, basis=_told(case, _LETTER[case.letter], number))
        yield event


def _temporary_abroad(case: Transfer, _rules: Rules) -> Iterator[Event]:
    yield from _staying_abroad(case)


def _staying_abroad(case: Transfer) -> Iterator[Event]:
    slip, handed = _step(case, StepEvent.ISSUE_SLIP), _step(case, StepEvent.HAND_SLIP)
    number = slip.number if slip is not None else ""
    if handed is not None:
        day = case.term_from or handed.on
        yield _event(EventKind.ABROAD_OUT, day, case, number=number)
    back = _step(case, StepEvent.TAKE_BACK) or case.signed().get(10)
    if back is not None:
        yield _event(EventKind.ABROAD_BACK, back.on, case, number=number)


_K, _D = TransferKind, Direction
_EVENTS: Final[
    Mapping[tuple[TransferKind, Direction], Callable[[Transfer, Rules], Iterator[Event]]]
] = {
    (_K.OFFICIAL, _D.OUT): _official_out,
    (_K.DISSOLVED, _D.OUT): _official_out,
    (_K.OFFICIAL, _D.IN): _official_in,
    (_K.DISSOLVED, _D.IN): _official_in,
    (_K.FROM_ABROAD, _D.IN): _official_in,
    (_K.INSIDE, _D.INSIDE): _inside,
    (_K.TEMPORARY, _D.OUT): _temporary_out,
    (_K.TEMPORARY, _D.IN): _temporary_in,
    (_K.ABROAD, _D.OUT): _abroad,
    (_K.LABOUR, _D.OUT): _labour,
    (_K.TEMPORARY_ABROAD, _D.OUT): _temporary_abroad,
}


# --- one event ----------------------------------------------------------------------------------


def _event(
    kind: EventKind, day: str, case: Transfer, *, unit_id: int | None = None, number: str = ""
) -> Event:
    return Event(
        on=PartialDate.from_text(day),
        kind=kind.value,
        unit_id=unit_id,
        other_place=_other_place(case),
        basis=_basis(case, number),
    )


def _step(case: Transfer, event: StepEvent) -> Step | None:
    found = [step for step in case.counting if step.event is event]
    return found[-1] if found else None


def _introduced_number(case: Transfer) -> str:
    step = introducing_step(case)
    return step.number if step is not None else ""


def _took_in(case: Transfer) -> str:
    """Return the number our sổ giới thiệu gave the letter that came: of the highest body."""
    signed = case.signed()
    low, high = (3, 3) if case.letter == "T8" else (6, 9)
    numbers = [step.number for box, step in sorted(signed.items()) if low <= box <= high]
    return next((number for number in numbers if number), "")


def _other_place(case: Transfer) -> str:
    incoming = case.direction in {Direction.IN, Direction.INSIDE}
    end: End = case.source if incoming else case.target
    return ", ".join(end.names)


SERIAL: Final = "số seri"
"""What stands before the serial of the letter an event rests on."""
_PAPER: Final[Mapping[TransferKind, str]] = {
    _K.LABOUR: "Phiếu công tác 3A-SHĐ",
    _K.TEMPORARY_ABROAD: "Phiếu công tác 3B-SHĐ",
}
_LETTER: Final[Mapping[str, str]] = {
    "T10": "Giấy giới thiệu SHĐ loại 10 ô",
    "T7": "Giấy giới thiệu SHĐ loại 7 ô",
    "T8": "Giấy giới thiệu SHĐ loại 8 ô",
}


def _basis(case: Transfer, number: str) -> str:
    """Return the paper an event rests on: its name, its number, its serial."""
    return _told(case, _PAPER.get(case.kind) or _LETTER.get(case.letter, ""), number)


def _told(case: Transfer, paper: str, number: str) -> str:
    parts = [
        paper,
        f"số {number}" if number else "",
        f"{SERIAL} {case.serial}" if case.serial else "",
    ]
    return ", ".join(part for part in parts if part)
