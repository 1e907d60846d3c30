"""Which register a step takes its number from: those of ours, one number after the other."""

from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.case_errors import RegisterNumberProblem
from tcxd_desktop.domain.transfer_boxes import CaseBox
from tcxd_desktop.domain.transfer_route import level_of
from tcxd_desktop.domain.transfers import Direction, State, Step, StepEvent, Transfer
from tcxd_desktop.office.transfer_ends import own_unit_of
from tcxd_desktop.office.transfer_keeping import Keeper
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.transfer_cases import step_label

LETTERS: Final = "gtshd"
"""Sổ giới thiệu sinh hoạt đảng of the committee; with ``:id``, of an organisation below it."""
NOTICES_OUT: Final = "phieu_bao_di"
NOTICES_IN: Final = "phieu_bao_den"
HANDOVERS: Final = "giao_nhan"
"""Sổ giao nhận hồ sơ."""
LINKS: Final = "moi_lien_he"


@dataclass(frozen=True, slots=True)
class Register:
    """Sổ của một năm."""

    name: str
    year: int
    """0 where numbers run on over the years."""


def register_of(
    keeper: Keeper, case: Transfer, step: Step, route: tuple[CaseBox, ...]
) -> Register | None:
    """Return the register of ours a step is entered in, or ``None``."""
    name = _name(keeper, case, step, route)
    if name is None:
        return None
    yearly = keeper.rules(case).value("register_restart") == "yearly"
    return Register(name, int(step.on[:4]) if yearly else 0)


def _name(keeper: Keeper, case: Transfer, step: Step, route: tuple[CaseBox, ...]) -> str | None:
    if step.event is StepEvent.SIGN:
        return _letters(keeper, case, step, route)
    if step.event is StepEvent.NOTICE:
        return NOTICES_IN if case.direction is Direction.IN else NOTICES_OUT
    if step.event is StepEvent.LINK:
        return LINKS
    # Once a dossier goes, once one comes; a guest's stays at home.
    gone = step.event is StepEvent.GIVE and case.direction is Direction.OUT
    come = step.event is StepEvent.PRESENT
    return HANDOVERS if gone or come else None


def _letters(keeper: Keeper, case: Transfer, step: Step, route: tuple[CaseBox, ...]) -> str | None:
    """Return the register of the organisation of ours that writes a box.

    A chi bộ writes the member's place in its list, đảng ủy bộ phận keep no register of letters
    (38-HD/BTCTW of 29/9/2025, II.4.2 and V.1).
    """
    box = next((one for one in route if one.number == step.box), None)
    if box is None or level_of(box.writer) in {"cell", "section"}:
        return None
    unit = own_unit_of(keeper, case, box, step.on)
    if unit is None:
        return None
    return LETTERS if unit.parent_id is None else f"{LETTERS}:{unit.id}"


def follow(
    keeper: Keeper, work: Work, old: Transfer, made: Transfer, route: tuple[CaseBox, ...]
) -> None:
    """Keep the registers in step with a case: a number for its last step, or struck out again.

    A step that counts again, as after a spoiled letter that was none, has its number back.

    Raises:
        RegisterNumberProblem: not the next number.
    """
    new = made.steps[-1]
    register = register_of(keeper, made, new, route)
    if register is not None:
        enter(work, register, made, new)
    before, after = _holding(old), _holding(made)
    for number in sorted(before - after):
        stored.void_entry(work, old.id, number, new.remark or step_label(new))
    for number in sorted(after - before - {new.id}):
        stored.void_entry(work, old.id, number, "")


def _holding(case: Transfer) -> set[int]:
    """Return the steps whose numbers stand: the letters of a case that was cancelled do not.

    A dossier that was handed over, and a phiếu báo that was sent, stay what they were.
    """
    cancelled = case.state is State.CANCELLED
    return {step.id for step in case.counting if not (cancelled and step.event is StepEvent.SIGN)}


def enter(work: Work, register: Register, case: Transfer, step: Step) -> None:
    """Write the number of a step into its register.

    Numbers follow each other without holes; the first of a year may be any, for an office that
    begins in the middle of its paper book.

    Raises:
        RegisterNumberProblem: not the next number.
    """
    typed = step.number.strip()
    last = stored.last_number(work, register.name, register.year)
    if not typed.isdecimal() or int(typed) < 1 or (last is not None and int(typed) != last + 1):
        raise RegisterNumberProblem(typed or "trống", str((last or 0) + 1), field="number")
    stored.add_entry(
        work,
        {
            "register": register.name,
            "year": register.year,
            "number": int(typed),
            "transfer_id": case.id,
            "step_id": step.id,
            "on": step.on,
        },
    )
