"""What may follow what in a transfer case, as tables.

One machine for each kind and direction. The steps are those of 38-HD/BTCTW of 29/9/2025, II.4.3,
and 06-HD/TW of 09/6/2025, mục 10; which boxes a letter needs is told by the route of the case
(``transfer_route``), never here. Being late is no state: clocks tell it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.rule_types import Leg
from tcxd_desktop.domain.transfer_errors import WrongDirectionProblem
from tcxd_desktop.domain.transfers import Direction, State, StepEvent, TransferKind

REASON, NUMBER, UNTIL = "reason", "number", "until"
"""What a step must tell: why; a number; the last day of a stay."""


@dataclass(frozen=True, slots=True)
class Transition:
    """Bước chuyển: from which states an event leads to which."""

    sources: frozenset[State]
    event: StepEvent
    target: State | None = None
    """``None``: the state stays as it is."""
    needs: tuple[str, ...] = ()
    after: Leg | None = None
    """Every box this leg needs must be signed first."""
    loose: bool = False
    """May be dated before steps already written: it tells of what others did."""


@dataclass(frozen=True, slots=True)
class SignLeg:
    """Chặng ký: from which states the boxes of a leg are signed, one after the other."""

    leg: Leg
    sources: frozenset[State]
    after: Leg | None = None
    """The leg whose last box opens this one."""
    told: bool = False
    """Written elsewhere, noted here as we are told: the state stays as it is."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Bảng các bước của một loại ca."""

    initial: State
    transitions: tuple[Transition, ...]
    legs: tuple[SignLeg, ...] = ()


def box_state(number: int) -> State:
    """Return the state a case is in once box ``number`` is signed."""
    return State(f"o{number}")


def box_of(state: State) -> int:
    """Return the box a state stands for, or 0."""
    digits = state.value[1:]
    return int(digits) if state.value[0] == "o" and digits.isdigit() else 0


def machine_of(kind: TransferKind, direction: Direction) -> Machine:
    """Return the table of a kind of case.

    Raises:
        WrongDirectionProblem: there is no such case.
    """
    found = MACHINES.get((kind, direction))
    if found is None:
        raise WrongDirectionProblem(kind.value, direction.value)
    return found


def _boxes(first: int, last: int) -> tuple[State, ...]:
    return tuple(box_state(number) for number in range(first, last + 1))


def _go(
    sources: State | Iterable[State],
    event: StepEvent,
    target: State | None = None,
    needs: tuple[str, ...] = (),
    *,
    after: Leg | None = None,
    loose: bool = False,
) -> Transition:
    found = (sources,) if isinstance(sources, State) else tuple(sources)
    return Transition(frozenset(found), event, target, needs, after, loose)


def _sign(leg: Leg, *sources: State, after: Leg | None = None, told: bool = False) -> SignLeg:
    return SignLeg(leg, frozenset(sources), after, told)


def _cancel(*sources: State) -> Transition:
    return _go(sources, StepEvent.CANCEL, State.CANCELLED, (REASON,))


def _barring() -> tuple[Transition, ...]:
    """Members under inspection are not transferred yet (294-QĐ/TW of 26/5/2025, 6.3.1.đ)."""
    return (
        _go(State.REQUESTED, StepEvent.BAR, State.BARRED, (REASON,)),
        _go(State.BARRED, StepEvent.LIFT, State.REQUESTED),
    )


def _losing(*sources: State, after: Leg | None = None) -> tuple[Transition, ...]:
    """A lost letter is reported at once and made anew (06-HD/TW of 09/6/2025, 10.1.a)."""
    return (
        _go(sources, StepEvent.LOSE, State.LOST, (REASON,), after=after),
        _go(State.LOST, StepEvent.REBUILD, State.REQUESTED),
    )


def _spoil(*sources: State) -> Transition:
    """A wrong box 1 needs another letter (38-HD/BTCTW of 29/9/2025, II.4.2)."""
    return _go(sources, StepEvent.SPOIL, State.REQUESTED, (REASON,))


_S, _E = State, StepEvent
_OUT_10, _IN_10 = _boxes(1, 5), _boxes(6, 10)
_STAYING = (_S.AWAY, _S.EXTENDED)

_SENDING = (
    *_barring(),
    _spoil(*_OUT_10),
    _go(_OUT_10, _E.NOTICE, needs=(NUMBER,), after=Leg.OUT),
    _go(_S.MOVING, _E.NOTICE, needs=(NUMBER,)),
    _go(_OUT_10, _E.GIVE, _S.MOVING, after=Leg.OUT),
    *_losing(_S.MOVING),
)
"""From the request until the member carries the sealed dossier away."""

_OFFICIAL_OUT = Machine(
    _S.REQUESTED,
    (
        *_SENDING,
        _go(_S.MOVING, _E.CONFIRM, _S.DONE),
        _go(_S.MOVING, _E.ONWARD, _S.ONWARD),
        _go(_S.ONWARD, _E.CONFIRM, _S.DONE),
        _go(_S.MOVING, _E.STOP, _S.STOPPED, (REASON,)),
        _go(_S.STOPPED, _E.CLEAR, _S.MOVING),
        _go(_S.MOVING, _E.PROPOSE_STRIKE, _S.STRIKE_PROPOSED, (REASON,)),
        _go(_S.STRIKE_PROPOSED, _E.EXCUSE, _S.MOVING, (REASON,)),
        _go(_S.STRIKE_PROPOSED, _E.CONFIRM, _S.DONE),
        _go(_S.STRIKE_PROPOSED, _E.STRIKE, _S.STRUCK, (NUMBER,)),
        _cancel(_S.REQUESTED, _S.BARRED, *_OUT_10, _S.MOVING, _S.STOPPED, _S.LOST),
    ),
    (_sign(Leg.OUT, _S.REQUESTED),),
)

_ARRIVING = (
    _go(_S.NEW, _E.NOTICE, _S.NOTICED, loose=True),
    _go((_S.PRESENTED, *_boxes(6, 9)), _E.NOTICE, loose=True),
    _go((_S.NEW, _S.NOTICED, _S.STRIKE_PROPOSED), _E.PRESENT, _S.PRESENTED),
    _go(_S.PRESENTED, _E.ONWARD, _S.ONWARD, (NUMBER,)),
    _go(_S.ONWARD, _E.CONFIRM, _S.DONE),
    _go(_S.NOTICED, _E.PROPOSE_STRIKE, _S.STRIKE_PROPOSED, (REASON,)),
    _go(_S.STRIKE_PROPOSED, _E.EXCUSE, _S.NOTICED, (REASON,)),
    _go(_S.STRIKE_PROPOSED, _E.STRIKE, _S.STRUCK, (NUMBER,)),
)
_STOPPING = (
    _go((_S.PRESENTED, *_boxes(6, 8)), _E.STOP, _S.STOPPED, (REASON,)),
    _go(_S.STOPPED, _E.CLEAR, _S.PRESENTED),
)
"""An unconfirmed index or an unlawful admission stops the reception (06-HD/TW of 09/6/2025,
8.2.c; 38-HD/BTCTW of 29/9/2025, I.3.c); boxes signed so far stay."""

_OFFICIAL_IN = Machine(
    _S.NEW,
    (
        *_ARRIVING,
        *_STOPPING,
        _go(_S.BOX_10, _E.ARCHIVE, _S.DONE),
        _cancel(_S.NEW, _S.NOTICED, _S.PRESENTED, _S.STOPPED),
    ),
    (_sign(Leg.IN, _S.PRESENTED),),
)
_ONWARD_IN = Machine(
    _S.NEW, (*_ARRIVING, *_STOPPING, _cancel(_S.NEW, _S.NOTICED, _S.PRESENTED, _S.STOPPED))
)

_INSIDE = Machine(
    _S.REQUESTED,
    (
        *_barring(),
        _spoil(*_boxes(1, 3)),
        *_losing(*_boxes(1, 6), after=Leg.OUT),
        _go(_S.BOX_7, _E.ARCHIVE, _S.DONE),
        _cancel(_S.REQUESTED, _S.BARRED, *_boxes(1, 6), _S.LOST),
    ),
    (_sign(Leg.OUT, _S.REQUESTED), _sign(Leg.IN, after=Leg.OUT)),
)

_TEMPORARY_OUT = Machine(
    _S.REQUESTED,
    (
        *_barring(),
        _spoil(*_boxes(1, 2)),
        _go(_boxes(1, 2), _E.GIVE, _S.MOVING, after=Leg.OUT),
        *_losing(_S.MOVING),
        _go(_S.MOVING, _E.START, _S.AWAY),
        _go(_STAYING, _E.EXTEND, _S.EXTENDED, (UNTIL,)),
        _go(_STAYING, _E.RETURN, _S.HOME),
        _go(_S.BOX_8, _E.ARCHIVE, _S.DONE),
        _cancel(_S.REQUESTED, _S.BARRED, *_boxes(1, 2), _S.MOVING, _S.LOST),
    ),
    (
        _sign(Leg.OUT, _S.REQUESTED),
        _sign(Leg.IN, _S.MOVING, *_STAYING, told=True),
        _sign(Leg.BACK_OUT, *_STAYING, _S.HOME, told=True),
        _sign(Leg.BACK_IN, _S.HOME),
    ),
)
_TEMPORARY_IN = Machine(
    _S.NEW,
    (
        _go(_S.NEW, _E.PRESENT, _S.PRESENTED),
        _go((_S.PRESENTED, _S.BOX_3), _E.STOP, _S.STOPPED, (REASON,)),
        _go(_S.STOPPED, _E.CLEAR, _S.PRESENTED),
        _go(_S.BOX_4, _E.START, _S.AWAY),
        _go(_STAYING, _E.EXTEND, _S.EXTENDED, (UNTIL,)),
        _go(_boxes(5, 6), _E.GIVE, _S.DONE, after=Leg.BACK_OUT),
        _cancel(_S.NEW, _S.PRESENTED, _S.STOPPED, *_boxes(3, 4)),
    ),
    (_sign(Leg.IN, _S.PRESENTED), _sign(Leg.BACK_OUT, *_STAYING)),
)

_ABROAD = Machine(
    _S.REQUESTED,
    (
        *_SENDING,
        _go(_S.MOVING, _E.BNG_TAKES, _S.AT_BNG),
        _go((_S.MOVING, _S.AT_BNG), _E.NOT_GO, _S.NOT_GOING, (REASON,)),
        _go(_S.NOT_GOING, _E.TAKE_BACK, _S.DONE),
        _go(_S.AT_BNG, _E.HAND_SLIP, _S.ABROAD),
        _go(_S.ABROAD, _E.COME_HOME, _S.HOME),
        _go(_S.HOME, _E.BNG_BACK, _S.BNG_BACK),
        _go((_S.HOME, _S.BNG_BACK), _E.CONFIRM, _S.DONE),
        _go(_S.BOX_10, _E.ARCHIVE, _S.DONE),
        _cancel(_S.REQUESTED, _S.BARRED, *_OUT_10, _S.MOVING, _S.LOST),
    ),
    (_sign(Leg.OUT, _S.REQUESTED), _sign(Leg.IN, _S.BNG_BACK)),
)
_LABOUR = Machine(
    _S.REQUESTED,
    (
        *_barring(),
        _spoil(*_OUT_10),
        _go(_OUT_10, _E.ISSUE_SLIP, _S.SLIP, (NUMBER,), after=Leg.OUT),
        _go(_S.SLIP, _E.HAND_SLIP, _S.ABROAD),
        _go(_S.ABROAD, _E.COME_HOME, _S.HOME),
        _go(_S.HOME, _E.TAKE_BACK, _S.DONE),
        _go(_S.BOX_10, _E.ARCHIVE, _S.DONE),
        _cancel(_S.REQUESTED, _S.BARRED, *_OUT_10, _S.SLIP),
    ),
    (_sign(Leg.OUT, _S.REQUESTED), _sign(Leg.IN, _S.HOME)),
)
_TEMPORARY_ABROAD = Machine(
    _S.REQUESTED,
    (
        _go(_S.REQUESTED, _E.ISSUE_SLIP, _S.SLIP, (NUMBER,)),
        _go(_S.SLIP, _E.HAND_SLIP, _S.ABROAD),
        _go(_S.SLIP, _E.NOT_GO, _S.CANCELLED, (REASON,)),
        _go(_S.ABROAD, _E.EXTEND, needs=(UNTIL,)),
        _go(_S.ABROAD, _E.COME_HOME, _S.HOME),
        _go(_S.HOME, _E.TAKE_BACK, _S.DONE),
        _cancel(_S.REQUESTED),
    ),
)


def _link(initial: State) -> Machine:
    return Machine(
        initial,
        (
            _go(initial, _E.LINK, _S.LINKED),
            _go(_S.LINKED, _E.UNLINK, _S.DONE),
            _cancel(initial),
        ),
    )


_K, _D = TransferKind, Direction
MACHINES: Final[Mapping[tuple[TransferKind, Direction], Machine]] = {
    (_K.OFFICIAL, _D.OUT): _OFFICIAL_OUT,
    (_K.DISSOLVED, _D.OUT): _OFFICIAL_OUT,
    (_K.OFFICIAL, _D.IN): _OFFICIAL_IN,
    (_K.DISSOLVED, _D.IN): _OFFICIAL_IN,
    (_K.FROM_ABROAD, _D.IN): _OFFICIAL_IN,
    (_K.ONWARD, _D.IN): _ONWARD_IN,
    (_K.INSIDE, _D.INSIDE): _INSIDE,
    (_K.TEMPORARY, _D.OUT): _TEMPORARY_OUT,
    (_K.TEMPORARY, _D.IN): _TEMPORARY_IN,
    (_K.ABROAD, _D.OUT): _ABROAD,
    (_K.LABOUR, _D.OUT): _LABOUR,
    (_K.TEMPORARY_ABROAD, _D.OUT): _TEMPORARY_ABROAD,
    (_K.LINK, _D.OUT): _link(_S.REQUESTED),
    (_K.LINK, _D.IN): _link(_S.NEW),
}
"""By kind and direction: every kind of rules-and-procedures §6.1 but the collective one."""
