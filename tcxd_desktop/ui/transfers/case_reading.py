"""Everything the page of a case shows, read in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.letters import BoxMark, LetterLayout
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.rule_errors import NoRouteProblem
from tcxd_desktop.domain.transfer_boxes import CaseBox
from tcxd_desktop.domain.transfer_clockwork import Clock
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfer_route import box_marks
from tcxd_desktop.domain.transfers import Blocked, Check, Direction, Transfer, TransferKind
from tcxd_desktop.office import letters, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.transfers import marks_shown


@dataclass(frozen=True, slots=True)
class Opened:
    """One case with what may follow, what runs and what stands in the way."""

    case: Transfer
    moves: tuple[Move, ...] = ()
    route: tuple[CaseBox, ...] = ()
    clocks: tuple[Clock, ...] = ()
    blocks: tuple[Blocked, ...] = ()
    checks: tuple[Check, ...] = ()
    """Empty: this case has no receiving checklist."""
    layout: LetterLayout | None = None
    """Of its letter, where it travels on one."""

    @property
    def marks(self) -> Sequence[BoxMark]:
        """How each box of the letter stands, in words."""
        return marks_shown(box_marks(self.case, self.route))


def received(case: Transfer) -> bool:
    """Tell whether a dossier comes in that has to be checked."""
    return case.direction is Direction.IN and case.kind is not TransferKind.LINK


def opened(desk: Desk, transfer_id: int) -> Opened:
    """Return a case as its page shows it.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
    """
    case = transfers.read(desk, transfer_id)
    return Opened(
        case=case,
        moves=transfers.next_steps(desk, transfer_id),
        route=_route(desk, case),
        clocks=transfers.clocks(desk, transfer_id),
        blocks=transfers.blocks(desk, transfer_id),
        checks=transfers.checklist(desk, transfer_id) if received(case) else (),
        layout=letters.plan(case.letter) if case.letter else None,
    )


def reading(desk: Desk, transfer_id: int) -> Callable[[Progress], Opened | None]:
    """Return what the worker reads for the panel beside the board; ``None``: it is gone."""

    def read(_progress: Progress) -> Opened | None:
        try:
            return opened(desk, transfer_id)
        except Problem:
            return None

    return read


def _route(desk: Desk, case: Transfer) -> tuple[CaseBox, ...]:
    try:
        return transfers.route(desk, case)
    except NoRouteProblem:
        return ()
