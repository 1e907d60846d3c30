"""An office with transfers: builders of cases and walkers through their steps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.people import NewPerson
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.transfers import (
    Block,
    Direction,
    End,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.office import people, transfers
from tcxd_desktop.office.desk import Desk
from tests import make

FAR = End(
    EndType.CELL_UNDER_UPPER,
    province="Đảng bộ tỉnh Ninh Bình",
    upper="Đảng bộ xã Hải Lĩnh",
    cell="Chi bộ thôn Trung Hòa",
)
BASED = End(
    EndType.CELL_OF_BASE,
    province="Đảng bộ thành phố Hải Phòng",
    upper="Đảng bộ phường An Biên",
    base="Đảng bộ Công ty May An Biên",
    cell="Chi bộ Phân xưởng 2",
)
LET_PASS = tuple(block for block in Block if block is not Block.INSPECTED)


def member(desk: Desk, unit_id: int = make.HAMLET, **changes: Any) -> int:
    """Write a member with every paper in order, and return the id."""
    person = people.create(
        desk, NewPerson("Đỗ Minh Khôi", make.day("1975-04-30"), "Nam", unit_id, "co_ten", None)
    )
    told = {
        "decision_date": make.day("2003-05-02"),
        "ceremony_date": make.day("2003-05-19"),
        "official_date": make.day("2004-05-19"),
        "card_no": "037075004217",
        "citizen_id": "037075004217",
        "dossier_no": "004321 NB",
        "dues_paid_to": make.day("2026-11"),
        "index_confirmed_on": make.day("2026-10-01"),
        **changes,
    }
    return people.save(desk, replace(person, **told)).id  # type: ignore[arg-type]  # fields of a dossier


def going(
    desk: Desk,
    person_id: int,
    kind: TransferKind = TransferKind.OFFICIAL,
    target: End = FAR,
    **changes: Any,
) -> Transfer:
    """Open the case of somebody who leaves, every block that may be let pass passed."""
    way = Direction.INSIDE if kind is TransferKind.INSIDE else Direction.OUT
    case = transfers.propose(desk, kind, way, person_id)
    told = {
        "target": target,
        "effective": "2026-10-20",
        "dues_until": "2026-11",
        "reason": "Chuyển công tác",
        "serial": "NB 000101" if case.letter else "",
        **changes,
    }
    made = transfers.open_case(desk, replace(case, **told))
    for block in LET_PASS:
        if any(one.block is block for one in transfers.blocks(desk, made.id)):
            made = transfers.override(desk, made.id, block, "Đã làm việc với cấp ủy")
    return made


def coming(desk: Desk, unit_id: int | None = make.HAMLET, **changes: Any) -> Transfer:
    """Open the case of somebody unknown who comes."""
    who = Traveller(
        name="Lương Văn Thuận",
        birth=make.day("1987-02-14"),
        sex="Nam",
        citizen_id="031087004218",
        card_no="031087004218",
        admitted=make.day("2012-06-01"),
        official=make.day("2013-06-01"),
        decided=make.day("2012-05-20"),
    )
    told = {
        "traveller": who,
        "source": BASED,
        "target": End(unit_id=unit_id),
        "serial": "HP 004410",
        "effective": "2026-09-01",
        **changes,
    }
    kind = told.pop("kind", TransferKind.OFFICIAL)
    return transfers.open_case(desk, Transfer(kind, Direction.IN, **told))  # type: ignore[arg-type]  # fields of a case


def take(
    desk: Desk, case: Transfer, event: StepEvent, on: str = "2026-11-20", box: int = 0, **told: Any
) -> Transfer:
    """Take a step as the program proposes it, on a day."""
    move = next(
        one for one in transfers.next_steps(desk, case.id) if (one.event, one.box) == (event, box)
    )
    step = transfers.prepare_step(desk, case.id, move)
    step = replace(step, **{"on": on, "remark": step.remark or "Theo báo cáo", **told})
    return transfers.step(desk, case.id, step, transfers.read(desk, case.id).version)


def sign(
    desk: Desk, case: Transfer, boxes: Sequence[int], on: str = "2026-11-20", **told: Any
) -> Transfer:
    """Sign boxes on a day."""
    for box in boxes:
        case = take(desk, case, StepEvent.SIGN, on, box, **told)
    return case
