"""Transfer cases: open, look up, take the next step, take it back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from tcxd_desktop.domain.case_errors import BlockedProblem, CaseLockedProblem, CaseWrittenProblem
from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.domain.transfer_boxes import CaseBox, needed_boxes
from tcxd_desktop.domain.transfer_clocks import Clock, column_of, nearest
from tcxd_desktop.domain.transfer_effects import effects, events_of
from tcxd_desktop.domain.transfer_machine import Move, advance, initial_state, moves
from tcxd_desktop.domain.transfers import (
    TERMINAL,
    Block,
    Blocked,
    BoardColumn,
    Check,
    Direction,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    TransferLine,
    TransferQuery,
)
from tcxd_desktop.domain.units import below
from tcxd_desktop.office import (
    restrictions,
    scope,
    transfer_blocks,
    transfer_checks,
    transfer_letter_use,
    transfer_membership,
    transfer_opening,
    transfer_proposals,
    transfer_registers_of,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.transfer_keeping import (
    Keeper,
    case_of,
    check_scope,
    current,
    with_own_ends,
    within,
)
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.transfer_cases import case_text, step_label

SUBJECT = stored.SUBJECT


def read(desk: Desk, transfer_id: int) -> Transfer:
    """Return a case with its steps and checks.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
    """
    with desk.read() as reading:
        return case_of(desk, reading, transfer_id)


def listed(desk: Desk, query: TransferQuery | None = None) -> list[TransferLine]:
    """Return the cases a query finds, with the clock that runs out first and their column."""
    asked = query or TransferQuery()
    with desk.read() as reading:
        keeper = Keeper(desk, reading)
        units = scope.units_of(desk, reading)
        found = stored.find(reading, replace(asked, unit_id=None), units)
        about = _below(keeper, asked.unit_id)
        return [
            _line(keeper, case)
            for case in found
            if within(units, case) and (about is None or _touches(case, about))
        ]


def _below(keeper: Keeper, unit_id: int | None) -> set[int] | None:
    """Return an organisation with all below it; ``None``: whatever the organisation."""
    if unit_id is None:
        return None
    return below(keeper.units(keeper.desk.day()).values(), unit_id)


def _touches(case: Transfer, units: set[int]) -> bool:
    """Tell whether a case leaves or reaches one of some organisations."""
    return bool(units & {case.source.unit_id, case.target.unit_id})


def _line(keeper: Keeper, case: Transfer) -> TransferLine:
    running = keeper.clocks(case)
    first = nearest(running)
    counting = case.counting
    return TransferLine(
        case.id,
        case.kind,
        case.direction,
        case.traveller.name,
        case.person_id,
        next(iter(case.source.names), ""),
        next(iter(case.target.names), ""),
        case.state,
        case.opened,
        counting[-1].on if counting else case.opened,
        case.serial,
        first.last_day if first is not None else "",
        first.rule if first is not None else "",
        column_of(case, running, keeper.way(case)),
    )


def counts(desk: Desk) -> dict[BoardColumn, int]:
    """Return how many open cases stand in each column; finished ones of this month too."""
    since = desk.day()[:8] + "01"
    found = dict.fromkeys(BoardColumn, 0)
    for line in listed(desk, TransferQuery(done_since=since)):
        found[BoardColumn(line.column)] += 1
    return found


def propose(
    desk: Desk, kind: TransferKind, direction: Direction, person_id: int | None = None
) -> Transfer:
    """Return a case about to be opened: facts of the member, own end, papers; nothing is saved.

    Raises:
        OutsideScopeProblem, NotFoundProblem: the member.
    """
    with desk.read() as reading:
        dossier = None
        if person_id is not None:
            scope.check_person(desk, reading, [person_id])
            dossier = stored_people.read(reading, person_id)
            if dossier is None:
                raise NotFoundProblem(str(person_id))
        return transfer_proposals.proposed(Keeper(desk, reading), kind, direction, dossier)


def open_case(desk: Desk, case: Transfer) -> Transfer:
    """Write a new case with its first line and return it.

    Raises:
        Those of ``transfer_opening.check``: what is missing, dates out of order, somebody who is
        not in the list, a case already open, a letter used twice; RestrictedProblem,
        OutsideScopeProblem.
    """
    told = transfer_opening.cleaned(case)
    with desk.write(Permission.TRANSFERS, "transfers.open", case_text(told)) as work:
        keeper = Keeper(desk, work)
        made = replace(told, opened=told.opened or desk.day(), id=0, version=0)
        made = replace(made, state=initial_state(made))
        transfer_opening.check_days(made, desk.day())
        made = transfer_opening.with_known(keeper, with_own_ends(keeper, made))
        check_scope(desk, work, made)
        transfer_opening.check(keeper, made)
        return write_new(keeper, work, made)


def write_new(keeper: Keeper, work: Work, case: Transfer) -> Transfer:
    """Write a case that was checked, with its first line, and return it."""
    desk = keeper.desk
    made = replace(case, boxes=needed_boxes(case, keeper.way(case)))
    number = stored.add(work, made)
    step = _stamped(desk, Step(StepEvent.OPEN, made.opened, state=made.state))
    stored.add_step(work, number, step)
    work.note(Change(SUBJECT, number, "kind", "", made.kind.value))
    return case_of(desk, work, number)


def update(desk: Desk, case: Transfer) -> Transfer:
    """Write the data of a case again; what the letter says is fixed once its first box is signed.

    Raises:
        CaseLockedProblem: something a signed box carries would change.
        CaseWrittenProblem: something the dossier was given by a step of the case would.
        ConflictProblem: it was written since; otherwise as for ``open_case``.
    """
    told = transfer_opening.cleaned(case)
    with desk.write(Permission.TRANSFERS, "transfers.update", case_text(told)) as work:
        keeper = Keeper(desk, work)
        old = current(desk, work, case.id, case.version)
        made = replace(
            told, kind=old.kind, direction=old.direction, state=old.state, steps=old.steps,
            checks=old.checks, opened=old.opened, packet=old.packet, person_id=old.person_id,
        )  # fmt: skip
        changed = transfer_opening.changed(old, made)
        if old.signed() and (fixed := changed & transfer_opening.ON_LETTER):
            raise CaseLockedProblem(field=min(fixed))
        if changed & {"source", "target"}:
            made = with_own_ends(keeper, made)
        made = transfer_opening.with_known(keeper, made)
        check_scope(desk, work, made)
        transfer_opening.check(keeper, made)
        made = replace(made, boxes=needed_boxes(made, keeper.way(made)))
        if events_of(made, keeper.rules(made)) != events_of(old, keeper.rules(old)):
            raise CaseWrittenProblem
        write_over(work, made)
        work.note(*(Change(SUBJECT, made.id, name, "", "") for name in sorted(changed)))
        return case_of(desk, work, made.id)


def write_over(work: Work, case: Transfer) -> None:
    """Write a case over the one with its version.

    Raises:
        ConflictProblem: it was written since.
    """
    if not stored.change(work, case):
        raise ConflictProblem


def route(desk: Desk, case: Transfer) -> tuple[CaseBox, ...]:
    """Return the boxes a case passes, saved or not, in order.

    Raises:
        NoRouteProblem: an end is not told yet.
    """
    with desk.read() as reading:
        return Keeper(desk, reading).route(case)


def clocks(desk: Desk, transfer_id: int) -> tuple[Clock, ...]:
    """Return the clocks of a case with their basis."""
    with desk.read() as reading:
        return Keeper(desk, reading).clocks(case_of(desk, reading, transfer_id))


def blocks(desk: Desk, transfer_id: int) -> tuple[Blocked, ...]:
    """Return what stands in the way of a case, with its basis, and what the head let pass."""
    with desk.read() as reading:
        case = case_of(desk, reading, transfer_id)
        return transfer_blocks.of(Keeper(desk, reading), case)


def next_steps(desk: Desk, transfer_id: int) -> tuple[Move, ...]:
    """Return every step that may follow."""
    with desk.read() as reading:
        case = case_of(desk, reading, transfer_id)
        return moves(case, Keeper(desk, reading).way(case))


def prepare_step(desk: Desk, transfer_id: int, move: Move) -> Step:
    """Return a step about to be taken, with day, signer, title, number and address proposed."""
    with desk.read() as reading:
        keeper = Keeper(desk, reading)
        case = case_of(desk, reading, transfer_id)
        return transfer_proposals.step_of(keeper, case, move, keeper.way(case))


def step(desk: Desk, transfer_id: int, wanted: Step, version: int) -> Transfer:
    """Take a step: the case, its registers, the letter's stock and the member's events, at once.

    Args:
        desk: where.
        transfer_id: the case.
        wanted: event, day, box, signer, number …; its state is worked out.
        version: the one that was looked at.

    Raises:
        Those of ``transfer_machine.advance`` (not allowed now, dates out of order, a day to come,
        what is missing); BlockedProblem; RegisterNumberProblem; those of the stock of letters and
        of ``transfer_membership``; ConflictProblem, RestrictedProblem, OutsideScopeProblem.
    """
    told = _cleaned(wanted)
    with desk.write(Permission.TRANSFERS, "transfers.step", step_label(told)) as work:
        keeper = Keeper(desk, work)
        old = current(desk, work, transfer_id, version)
        _check_people(work, old)
        if told.event is StepEvent.OVERRIDE:
            desk.check(Permission.OVERRIDE)
        return take_step(keeper, work, old, told)


def back(desk: Desk, transfer_id: int, reason: str, version: int) -> Transfer:
    """Take the last step back: a further line says so, and what the step wrote is undone.

    Raises:
        ReasonNeededProblem: no reason; otherwise as for ``step``.
    """
    told = clean_line(reason)
    with desk.write(Permission.TRANSFERS, "transfers.back", told) as work:
        if not told:
            raise ReasonNeededProblem(field="reason")
        keeper = Keeper(desk, work)
        old = current(desk, work, transfer_id, version)
        _check_people(work, old)
        if old.state in TERMINAL:
            transfer_opening.check_alone(keeper, old)
        return take_step(keeper, work, old, Step(StepEvent.BACK, desk.day(), remark=told))


def _check_people(work: Work, case: Transfer) -> None:
    if case.person_id is not None:
        restrictions.check(work, [case.person_id])


def take_step(keeper: Keeper, work: Work, old: Transfer, wanted: Step) -> Transfer:
    """Take a step inside a use case, with everything that follows from it; see ``step``."""
    desk = keeper.desk
    told = transfer_letter_use.named(old, wanted)
    if told.event is StepEvent.SIGN and not old.signed():
        old = with_own_ends(keeper, old, told.on)
        transfer_opening.check_letter(keeper, replace(old, serial=told.serial))
    way = keeper.way(old)
    made = advance(old, told, way, desk.today())
    transfer_blocks.check(keeper, old, told)
    written = _stamped(desk, made.steps[-1])
    number = stored.add_step(work, old.id, written)
    steps = stored.marked((*made.steps[:-1], replace(written, id=number)))
    made = replace(made, steps=steps)
    transfer_registers_of.follow(keeper, work, old, made, way)
    transfer_letter_use.follow(work, old, made)
    effect = effects(old, made, keeper.rules(old))
    person = transfer_membership.apply(desk, work, made, effect)
    made = replace(made, person_id=person)
    write_over(work, replace(made, version=old.version))
    work.note(Change(SUBJECT, old.id, "state", old.state.value, made.state.value))
    return case_of(desk, work, old.id)


def _stamped(desk: Desk, step: Step) -> Step:
    at = desk.clock().astimezone(UTC).isoformat(timespec="seconds")
    return replace(step, actor=desk.actor.name, at=at)


def _cleaned(step: Step) -> Step:
    lines = ("signer", "title", "number", "remark", "serial", "until", "on")
    told: dict[str, Any] = {name: clean_line(getattr(step, name)) for name in lines}
    return replace(
        step,
        **told,
        addressed=clean_block(step.addressed),
        papers=clean_block(step.papers),
    )


def override(desk: Desk, transfer_id: int, block: Block, reason: str) -> Transfer:
    """Let a case go on in spite of a block, where the rule leaves room; the head alone may.

    Raises:
        ReasonNeededProblem: no reason.
        BlockedProblem: the rule leaves no room.
    """
    told = clean_line(reason)
    with desk.write(Permission.OVERRIDE, "transfers.override", told) as work:
        if not told:
            raise ReasonNeededProblem(field="reason")
        keeper = Keeper(desk, work)
        seen = case_of(desk, work, transfer_id)
        case = current(desk, work, transfer_id, seen.version)
        _check_people(work, case)
        found = next((o for o in transfer_blocks.of(keeper, case) if o.block is block), None)
        if found is None:
            raise NotFoundProblem(block.value)
        if not found.may_override:
            raise BlockedProblem(found.detail, found.basis)
        note = Step(StepEvent.OVERRIDE, desk.day(), number=block.value, remark=told)
        return take_step(keeper, work, case, note)


def checklist(desk: Desk, transfer_id: int) -> tuple[Check, ...]:
    """Return the receiving checklist, each item with what the program found by itself."""
    with desk.read() as reading:
        case = case_of(desk, reading, transfer_id)
        return transfer_checks.with_hints(Keeper(desk, reading), case)


def set_checks(desk: Desk, transfer_id: int, checks: Sequence[Check], version: int) -> Transfer:
    """Write the receiving checklist.

    Raises:
        ConflictProblem, NotFoundProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.TRANSFERS, "transfers.check") as work:
        case = current(desk, work, transfer_id, version)
        _check_people(work, case)
        stored.set_checks(work, case.id, transfer_checks.cleaned(checks))
        write_over(work, case)
        work.note(Change(SUBJECT, case.id, "checks", "", transfer_checks.told(checks)))
        return case_of(desk, work, case.id)


def set_packet(desk: Desk, transfer_id: int, packet: str) -> None:
    """Keep which record in a QR a case was sent with: a return slip names it."""
    with desk.write(Permission.TRANSFERS, "transfers.packet") as work:
        case = case_of(desk, work, transfer_id)
        _check_people(work, case)
        if case.packet != packet:
            write_over(work, replace(case, packet=packet))
            work.note(Change(SUBJECT, case.id, "packet", case.packet[:8], packet[:8]))


def open_cases_of(desk: Desk, person_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the cases of people that are not at their end, by person."""
    with desk.read() as reading:
        return stored.open_of(reading, scope.people_of(desk, reading, person_ids))
