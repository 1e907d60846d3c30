"""Walks a transfer case through the steps the program itself proposes, as ``selftest`` needs it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Activity, Grade, spell_on
from tcxd_desktop.domain.transfers import (
    Block,
    Direction,
    End,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.office import letter_stock, people, transfers
from tcxd_desktop.office.desk import Desk

_LONG = 400
"""Days somebody has to have been here for, so that what is tried out lies in that time."""
_WHY = "Chạy thử: đã làm việc với cấp ủy"
_SIGNER, _TITLE = "Hà Văn Lộc", "Phó Bí thư"


def chosen(desk: Desk) -> int:
    """Return a member who may move: official, active, long here, nothing under way.

    Raises:
        SelftestProblem: there is nobody.
    """
    query = PeopleQuery(grades=(Grade.OFFICIAL.value,), activities=(Activity.ACTIVE.value,))
    ids = [line.id for line in people.lines(desk, query)]
    busy = transfers.open_cases_of(desk, ids)
    day = (desk.today() - timedelta(days=_LONG)).isoformat()
    for person in ids:
        dossier = people.read(desk, person)
        then, now = spell_on(dossier.spells, day), spell_on(dossier.spells, desk.day())
        here = then is not None and now is not None and then.unit_id == now.unit_id
        posts = dossier.party_posts or dossier.under_inspection
        if here and not posts and then == now and person not in busy:
            return person
    raise SelftestProblem("không có đảng viên nào chuyển đi được")


@dataclass(frozen=True, slots=True)
class Walker:
    """Đi từng bước của một ca."""

    desk: Desk

    def open(self, kind: TransferKind, person_id: int, target: End, **told: Any) -> Transfer:
        """Open a case of a member who leaves, with the next letter in stock."""
        desk = self.desk
        case = transfers.propose(desk, kind, Direction.OUT, person_id)
        case = replace(
            case, target=target, reason="Chuyển công tác", dues_until=desk.day()[:7],
            serial=letter_stock.next_serial(desk, case.letter), **told,
        )  # fmt: skip
        made = transfers.open_case(desk, case)
        for blocked in transfers.blocks(desk, made.id):
            if blocked.block is not Block.INSPECTED:
                made = transfers.override(desk, made.id, blocked.block, _WHY)
        return made

    def sign_out(self, case: Transfer, *, days: int) -> Transfer:
        """Sign every box of the way out, so many days ago."""
        while True:
            ahead = [
                move for move in transfers.next_steps(self.desk, case.id)
                if move.event is StepEvent.SIGN and not move.optional and not move.told
            ]  # fmt: skip
            if not ahead:
                return case
            case = self.sign(case, [ahead[0].box], days=days)

    def sign(self, case: Transfer, boxes: Sequence[int], *, days: int) -> Transfer:
        """Sign boxes, so many days ago."""
        for box in boxes:
            case = self.take(case, StepEvent.SIGN, box, days=days)
        return case

    def take(
        self, case: Transfer, event: StepEvent, box: int = 0, *, days: int, **told: Any
    ) -> Transfer:
        """Take a step as the program proposes it, so many days ago.

        Raises:
            SelftestProblem: it is not among those that may follow.
        """
        desk = self.desk
        able = transfers.next_steps(desk, case.id)
        move = next((one for one in able if (one.event, one.box) == (event, box)), None)
        if move is None:
            raise SelftestProblem(f"bước {event.value} không làm được khi ca ở {case.state.value}")
        step = transfers.prepare_step(desk, case.id, move)
        on = (desk.today() - timedelta(days=days)).isoformat()
        why = _WHY if "reason" in move.needs else ""
        step = replace(step, on=on, remark=step.remark or why)
        if event is StepEvent.SIGN and not step.signer and not step.unsigned:
            step = replace(step, signer=_SIGNER, title=_TITLE)
        version = transfers.read(desk, case.id).version
        return transfers.step(desk, case.id, replace(step, **told), version)
