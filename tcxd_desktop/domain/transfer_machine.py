"""The next steps of a case, and what taking one makes of it.

Every step is checked against the table of its kind (``transfer_tables``) and the boxes of its
route. A step taken in error is taken back by a further one, ``BACK``; remarks, calls and
overrides are noted wherever the case stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import (
    BadDateProblem,
    FutureDateProblem,
    ReasonNeededProblem,
    WholeDateProblem,
)
from tcxd_desktop.domain.rule_types import Leg
from tcxd_desktop.domain.transfer_boxes import (
    CaseBox,
    is_through,
    needed_boxes,
    next_on,
    on_leg,
    open_leg,
    signable,
)
from tcxd_desktop.domain.transfer_errors import (
    BoxOffRouteProblem,
    BoxSkippedProblem,
    BoxTooEarlyProblem,
    BoxTwiceProblem,
    EndedCaseProblem,
    ExtensionShortProblem,
    IllegalStepProblem,
    NothingToTakeBackProblem,
    StepNumberProblem,
    StepOrderProblem,
    StepUntilProblem,
    UnknownBoxesProblem,
)
from tcxd_desktop.domain.transfer_tables import (
    NUMBER,
    REASON,
    UNTIL,
    SignLeg,
    Transition,
    box_state,
    machine_of,
)
from tcxd_desktop.domain.transfers import (
    ANNOTATIONS,
    NEW_LETTER,
    TERMINAL,
    Direction,
    State,
    Step,
    StepEvent,
    Transfer,
    effective,
)

__all__ = ["Move", "advance", "initial_state", "moves", "progress"]


_REMARKS = (StepEvent.CONTACT, StepEvent.REMARK)
"""Annotations the clerk may add wherever the case stands."""


@dataclass(frozen=True, slots=True)
class Move:
    """Bước có thể làm tiếp."""

    event: StepEvent
    box: int = 0
    """Of a box to be signed."""
    target: State = State.REQUESTED
    """The state it leads to."""
    needs: tuple[str, ...] = ()
    """What must be told: ``reason``, ``number``, ``until``."""
    optional: bool = False
    """A box the route does not need; or a remark, which moves nothing."""
    told: bool = False
    """Done elsewhere and noted as we are told."""
    loose: bool = False
    """May be dated before steps already written."""


def initial_state(case: Transfer) -> State:
    """Return the state a case of this kind begins in.

    Raises:
        WrongDirectionProblem: there is no such case.
    """
    return machine_of(case.kind, case.direction).initial


def progress(steps: Iterable[Step]) -> list[Step]:
    """Return the steps that brought a case where it is: neither taken back nor mere remarks."""
    return [step for step in effective(steps) if step.event not in ANNOTATIONS]


def moves(case: Transfer, route: Sequence[CaseBox]) -> tuple[Move, ...]:
    """Return every step that may follow: boxes, other steps, going back, then remarks.

    An override is none of them: it comes with its block, and the head alone may.

    Raises:
        WrongDirectionProblem: there is no such case.
    """
    back = (_backwards(case),) if len(progress(case.steps)) > 1 else ()
    remarks = (_remark(case, event) for event in _REMARKS)
    return (*_signing(case, route), *_going(case, route), *back, *remarks)


def _backwards(case: Transfer) -> Move:
    left = progress((*case.steps, Step(StepEvent.BACK, "")))[-1]
    opening = left.event is StepEvent.OPEN
    target = initial_state(case) if opening else left.state
    return Move(StepEvent.BACK, target=target, needs=(REASON,))


def _remark(case: Transfer, event: StepEvent) -> Move:
    return Move(event, target=case.state, needs=(REASON,), optional=True, loose=True)


def _signing(case: Transfer, route: Sequence[CaseBox]) -> Iterator[Move]:
    for leg, box in signable(case, route):
        yield _sign(case, leg, box)


def _sign(case: Transfer, leg: SignLeg, box: CaseBox) -> Move:
    return Move(
        StepEvent.SIGN,
        box.number,
        case.state if leg.told else box_state(box.number),
        needs=(NUMBER,) if box.office else (),
        optional=box.optional,
        told=leg.told or not box.ours,
        loose=leg.told,
    )


def _going(case: Transfer, route: Sequence[CaseBox]) -> Iterator[Move]:
    for one in machine_of(case.kind, case.direction).transitions:
        if case.state in one.sources and _ready(case, route, one):
            target = case.state if one.target is None else one.target
            yield Move(one.event, 0, target, one.needs, loose=one.loose)


def _ready(case: Transfer, route: Sequence[CaseBox], one: Transition) -> bool:
    return one.after is None or is_through(case, route, one.after)


# --- taking a step ------------------------------------------------------------------------------


def advance(case: Transfer, step: Step, route: Sequence[CaseBox], today: date) -> Transfer:
    """Return the case with a further step taken.

    The day the case was opened does not bind: papers are often written down afterwards.

    Args:
        case: as it stands.
        step: what was done; its state is worked out here.
        route: the boxes of the case (``transfer_route.route_of``).
        today: no step lies after it.

    Raises:
        IllegalStepProblem, EndedCaseProblem, NothingToTakeBackProblem: what may not follow.
        UnknownBoxesProblem, BoxOffRouteProblem, BoxTwiceProblem, BoxSkippedProblem,
        BoxTooEarlyProblem: a box out of turn.
        ReasonNeededProblem, StepNumberProblem, StepUntilProblem, ExtensionShortProblem: what the
        step lacks.
        WholeDateProblem, FutureDateProblem, StepOrderProblem: its day.
        WrongDirectionProblem: there is no such case.
    """
    move = _move(case, step, route)
    _check_told(case, step, move)
    _check_day(case, step, move, route, today)
    serial = step.serial
    if step.event is StepEvent.SIGN or step.event in NEW_LETTER:
        serial = serial or case.serial
    made = replace(step, state=move.target, serial=serial, undone=False)
    steps = _marked((*case.steps, made))
    found = replace(case, state=move.target, steps=steps, serial=_serial(case, made))
    return replace(found, boxes=needed_boxes(found, route) if route else case.boxes)


def _move(case: Transfer, step: Step, route: Sequence[CaseBox]) -> Move:
    """Return the move a step makes, or tell why there is none."""
    if step.event is StepEvent.OVERRIDE:
        return _remark(case, step.event)
    able = moves(case, route)
    found = next((m for m in able if m.event is step.event and m.box == step.box), None)
    if found is not None:
        return found
    if step.event is StepEvent.BACK:
        raise NothingToTakeBackProblem
    if case.state in TERMINAL:
        raise EndedCaseProblem(case.state.value)
    if step.event is StepEvent.SIGN:
        _refuse_box(case, step.box, route)
    may = tuple((m.event.value, m.box) for m in able if m.event not in ANNOTATIONS)
    raise IllegalStepProblem(step.event.value, step.box, case.state.value, may)


def _refuse_box(case: Transfer, number: int, route: Sequence[CaseBox]) -> None:
    """Tell what is wrong with signing a box now."""
    legs = machine_of(case.kind, case.direction).legs
    box = next((one for one in route if one.number == number), None)
    if box is None:
        for one in legs:
            if open_leg(case, route, one) and not on_leg(route, one.leg):
                raise UnknownBoxesProblem(one.leg.value)
        raise BoxOffRouteProblem(number, tuple(str(one.number) for one in route))
    before = case.signed().get(number)
    if before is not None:
        raise BoxTwiceProblem(number, PartialDate.from_text(before.on))
    leg = next((one for one in legs if one.leg == box.leg), None)
    if leg is None or not open_leg(case, route, leg):
        raise BoxTooEarlyProblem(number, case.state.value)
    ahead = next_on(case, route, leg.leg)
    if ahead and ahead[0].number < number:
        raise BoxSkippedProblem(number, ahead[0].number)


def _check_told(case: Transfer, step: Step, move: Move) -> None:
    if REASON in move.needs and not step.remark.strip():
        raise ReasonNeededProblem(field="remark")
    if NUMBER in move.needs and not step.number.strip():
        raise StepNumberProblem(step.event.value, step.box, field="number")
    if UNTIL in move.needs:
        until = _told_day(step.until)
        if until is None or until.exact is None:
            raise StepUntilProblem(field="until")
        if case.term_end and step.until <= case.term_end:
            raise ExtensionShortProblem(until, PartialDate.from_text(case.term_end), field="until")


def _told_day(told: str) -> PartialDate | None:
    """Return a day from its text form; ``None`` where it is none."""
    try:
        return PartialDate.from_text(told)
    except (ValueError, BadDateProblem):
        return None


def _check_day(
    case: Transfer, step: Step, move: Move, route: Sequence[CaseBox], today: date
) -> None:
    day = _told_day(step.on)
    if day is None or day.exact is None:
        raise WholeDateProblem(day or step.on, field="on")
    if day.exact > today:
        raise FutureDateProblem(day, field="on")
    if move.loose:
        before = list(case.signed().values()) if move.event is StepEvent.SIGN else []
    else:
        before = [one for one in progress(case.steps) if _binds(case, one, route)]
        before.extend(_introducing(case, route))
    last = max(before, key=lambda one: one.on, default=None)
    if last is not None and step.on < last.on:
        told = PartialDate.from_text(last.on)
        raise StepOrderProblem(day, last.event.value, last.box, told, field="on")


def _introducing(case: Transfer, route: Sequence[CaseBox]) -> Iterator[Step]:
    """Yield the box by which somebody who comes was introduced, as the letter tells its day."""
    day = PartialDate.from_text(case.introduced)
    if case.direction is Direction.IN and day is not None and day.exact is not None:
        box = max((one.number for one in on_leg(route, Leg.OUT)), default=0)
        yield Step(StepEvent.SIGN, case.introduced, box)


def _binds(case: Transfer, step: Step, route: Sequence[CaseBox]) -> bool:
    """Tell whether later steps may not be dated before this one.

    News of what others did come late and out of order: a phiếu báo after the member, box 4 of
    the host after the stay began.
    """
    if step.event is StepEvent.OPEN:
        return False
    if step.event is StepEvent.NOTICE:
        return case.direction is not Direction.IN
    legs = {leg.leg for leg in machine_of(case.kind, case.direction).legs if leg.told}
    return step.event is not StepEvent.SIGN or not any(
        box.number == step.box and box.leg in legs for box in route
    )


def _marked(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps with those marked that do not count any more."""
    counting = {id(step) for step in effective(steps)}
    return tuple(replace(step, undone=id(step) not in counting) for step in steps)


def _serial(case: Transfer, step: Step) -> str:
    """Return the serial of the letter in use after a step; none while a new one is to be taken."""
    if step.event in NEW_LETTER:
        return step.serial if step.serial != case.serial else ""
    if step.event is not StepEvent.BACK:
        return step.serial or case.serial
    if progress(case.steps)[-1].event not in NEW_LETTER:
        return case.serial
    left = progress((*case.steps, step))
    return next((one.serial for one in reversed(left) if one.event is StepEvent.SIGN), "")
