"""An office with letters in stock and members who move; cases taken as far as a test wants."""

from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.rule_types import EndType
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.office import letter_stock, people, transfers
from tcxd_desktop.office.desk import Desk
from tests import make

DAO, CUONG, DUNG, HAI = "Nguyễn Thị Đào", "Lê Văn Cường", "Phạm Thị Dung", "Vũ Văn Hải"
HOMES = {DAO: make.HAMLET, CUONG: make.HAMLET, DUNG: make.SCHOOL, HAI: make.TEAM}
STOCK = (("T10", "NB 0012301", "NB 0012350"), ("T7", "NB 0004101", "NB 0004120"),
         ("T8", "NB 0000201", "NB 0000220"))  # fmt: skip


def fill(desk: Desk) -> dict[str, int]:
    """Write members into the list and letters into the stock; return the members by name."""
    for letter, first, last in STOCK:
        run = letter_stock.serials(first, last)
        move = StockMove(letter, StockMoveKind.RECEIVED, "2026-01-10", run, who="Ban Tổ chức")
        letter_stock.record(desk, move)
    found = {}
    for name, unit in HOMES.items():
        new = make.new_person(name=name, unit_id=unit, birth=make.day("1980-03-05"))
        found[name] = people.create(desk, new).id
    return found


def elsewhere(**changes: Any) -> End:
    """Return a chi bộ thôn of another commune."""
    return End(**{
        "type": EndType.CELL_UNDER_UPPER.value, "province": "Đảng bộ tỉnh Ninh Bình",
        "upper": "Đảng bộ xã Kim Sơn", "cell": "Chi bộ thôn Trung", **changes,
    })  # fmt: skip


def stranger(**changes: Any) -> Traveller:
    """Return somebody who comes with a letter."""
    return Traveller(**{
        "name": "Đinh Văn Khoa", "sex": "Nam", "birth": make.day("1979-05-02"),
        "card_no": "037079001122", "dossier_no": "001122 NB", "admitted": make.day("2005-05-19"),
        "official": make.day("2006-05-19"), **changes,
    })  # fmt: skip


def opened(
    desk: Desk, kind: TransferKind, direction: Direction, person: int | None = None, **changes: Any
) -> Transfer:
    """Open a case."""
    return transfers.open_case(
        desk, replace(transfers.propose(desk, kind, direction, person), **changes)
    )


def leaving(desk: Desk, person: int, **changes: Any) -> Transfer:
    """Open an official transfer out."""
    told = {"target": elsewhere(), "effective": "2026-09-01", "opened": "2026-09-10",
            "dues_until": "2026-09", "reason": "Nghỉ hưu", **changes}  # fmt: skip
    return opened(desk, TransferKind.OFFICIAL, Direction.OUT, person, **told)


def arriving(desk: Desk, **changes: Any) -> Transfer:
    """Open an official transfer in, with its letter shown."""
    told = {"traveller": stranger(), "source": elsewhere(), "opened": "2026-11-12",
            "target": End(unit_id=make.HAMLET), **changes}  # fmt: skip
    case = opened(desk, TransferKind.OFFICIAL, Direction.IN, None, **told)
    return take(desk, case, StepEvent.PRESENT, "2026-11-20")


def take(
    desk: Desk, case: Transfer, event: StepEvent, on: str, box: int = 0, **changes: Any
) -> Transfer:
    """Take a step as it is proposed, on a day."""
    moves = transfers.next_steps(desk, case.id)
    move = next(one for one in moves if one.event is event and one.box == box)
    step = transfers.prepare_step(desk, case.id, move)
    return transfers.step(desk, case.id, replace(step, on=on, **changes), case.version)


def passed(desk: Desk, case: Transfer) -> Transfer:
    """Let the head pass everything that stands in the way."""
    for block in transfers.blocks(desk, case.id):
        if block.may_override and not block.overridden:
            case = transfers.override(desk, case.id, block.block, "Đã đối chiếu bản giấy")
    return case


def on_the_way(desk: Desk, person: int) -> Transfer:
    """Take an official transfer out until the member has his file."""
    case = passed(desk, leaving(desk, person, serial="NB 0012301"))
    case = take(desk, case, StepEvent.SIGN, "2026-09-12", 1, signer="Lê Văn Hòa", title="Bí thư")
    case = take(
        desk, case, StepEvent.SIGN, "2026-09-15", 4, signer="Trần Thu Hà", title="Phó Bí thư"
    )
    case = take(desk, case, StepEvent.NOTICE, "2026-09-15")
    return take(desk, case, StepEvent.GIVE, "2026-09-16")
