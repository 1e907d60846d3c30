"""The letter of a case and its line in the ledger of stock: issued, spoiled, taken back."""

from dataclasses import replace

from tcxd_desktop.domain.case_errors import CaseLockedProblem
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind, parse_serial, tidy_serial
from tcxd_desktop.domain.stock_errors import BadSerialProblem
from tcxd_desktop.domain.transfers import NEW_LETTER, Direction, Step, StepEvent, Transfer
from tcxd_desktop.office import letter_stock
from tcxd_desktop.storage import letter_stock as stored
from tcxd_desktop.storage.work import Work

_ENDS_LETTER = frozenset({StepEvent.SPOIL, StepEvent.CANCEL})
"""A letter that was lost stays issued: nobody has it to hand in as spoiled."""


def named(case: Transfer, step: Step) -> Step:
    """Return a step with the serial of the letter it is written on.

    Raises:
        CaseLockedProblem: another serial than that of the letter whose boxes are signed.
    """
    if not case.letter:
        return replace(step, serial="")
    serial = tidy_serial(step.serial) or case.serial
    if step.event not in NEW_LETTER and serial != case.serial and case.signed():
        raise CaseLockedProblem(field="serial")
    if step.event not in NEW_LETTER and step.event is not StepEvent.SIGN:
        serial = case.serial
    return replace(step, serial=serial)


def follow(work: Work, old: Transfer, made: Transfer) -> None:
    """Write the stock's lines that go with the last step of a case of ours.

    Raises:
        BadSerialProblem, NotInStockProblem, SerialUsedProblem.
    """
    if not made.letter or made.direction is Direction.IN:
        return
    step = made.steps[-1]
    if step.event is StepEvent.SIGN and not old.signed():
        _write(work, made, step, StockMoveKind.ISSUED, "")
    elif step.event in _ENDS_LETTER and old.signed():
        _write(work, made, replace(step, serial=old.serial), StockMoveKind.SPOILED, step.remark)
    elif step.event is StepEvent.BACK:
        _undo(work, old, made, step)


def _write(work: Work, case: Transfer, step: Step, kind: StockMoveKind, why: str) -> None:
    serials = parse_serial(step.serial)
    if serials is None:
        raise BadSerialProblem(step.serial, field="serial")
    letter_stock.write(
        work,
        StockMove(
            case.letter,
            kind,
            step.on,
            serials,
            transfer_id=case.id,
            who=case.traveller.name,
            note=why,
        ),
        below=bool(case.source.upper and case.source.base),
    )


def _undo(work: Work, old: Transfer, made: Transfer, step: Step) -> None:
    """Strike out the line the step taken back had written."""
    left = {one.id for one in made.counting}
    taken = {one.event for one in old.counting if one.id not in left}
    # Issued with the first box; spoiled where boxes were signed: see ``follow``.
    first = StepEvent.SIGN in taken and not made.signed()
    if not (first or (taken & _ENDS_LETTER and made.signed())):
        return
    lines = [one for one in stored.moves(work, old.letter) if one.transfer_id == old.id]
    counting = [one for one in lines if not one.void_reason]
    if counting:
        stored.void(work, counting[-1].id, step.remark)
