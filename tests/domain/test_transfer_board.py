"""In which column of the board a case stands: who has to act, what is late."""

from datetime import date

import pytest

from tcxd_desktop.domain.transfer_clocks import (
    clocks,
    column_of,
)
from tcxd_desktop.domain.transfers import (
    BoardColumn,
    Direction,
    End,
    State,
    StepEvent,
    Transfer,
    TransferKind,
)
from tests.domain.transfer_samples import (
    CALENDAR,
    HOME,
    RULES,
    case_of,
    full,
    sign,
    standing_at,
    walked,
    way,
)

K, D, E, S = TransferKind, Direction, StepEvent, State
INTRODUCED = (sign(1, "2026-09-08"), sign(3, "2026-09-09"), sign(4, "2026-09-10"))


def column(case: Transfer, day: str) -> BoardColumn:
    found = clocks(case, RULES, CALENDAR, date.fromisoformat(day))
    return column_of(case, found, way(case))


COLUMNS = [
    (K.OFFICIAL, D.OUT, S.REQUESTED, (), BoardColumn.TO_DO),
    (K.OFFICIAL, D.OUT, S.BARRED, (), BoardColumn.WAITING),
    (K.OFFICIAL, D.OUT, S.BOX_3, (1, 3), BoardColumn.TO_DO),
    (K.OFFICIAL, D.OUT, S.BOX_4, (1, 3, 4), BoardColumn.TO_DO),
    (K.OFFICIAL, D.OUT, S.LOST, (1, 3, 4), BoardColumn.TO_DO),
    (K.OFFICIAL, D.OUT, S.STOPPED, (1, 3, 4), BoardColumn.TO_DO),
    (K.OFFICIAL, D.OUT, S.ONWARD, (1, 3, 4), BoardColumn.WAITING),
    (K.OFFICIAL, D.OUT, S.STRIKE_PROPOSED, (1, 3, 4), BoardColumn.WAITING),
    (K.OFFICIAL, D.OUT, S.STRUCK, (1, 3, 4), BoardColumn.DONE),
    (K.OFFICIAL, D.IN, S.NEW, (), BoardColumn.TO_DO),
    (K.OFFICIAL, D.IN, S.NOTICED, (), BoardColumn.WAITING),
    (K.OFFICIAL, D.IN, S.PRESENTED, (), BoardColumn.TO_DO),
    (K.OFFICIAL, D.IN, S.STOPPED, (7,), BoardColumn.WAITING),
    (K.OFFICIAL, D.IN, S.STRIKE_PROPOSED, (), BoardColumn.TO_DO),
    (K.OFFICIAL, D.IN, S.BOX_10, (7, 8, 10), BoardColumn.TO_DO),
    (K.TEMPORARY, D.OUT, S.AWAY, (1, 2), BoardColumn.WAITING),
    (K.TEMPORARY, D.OUT, S.HOME, (1, 2), BoardColumn.TO_DO),
    (K.ABROAD, D.OUT, S.MOVING, (1, 3, 4), BoardColumn.WAITING),
    (K.ABROAD, D.OUT, S.ABROAD, (1, 3, 4), BoardColumn.WAITING),
    (K.ABROAD, D.OUT, S.BNG_BACK, (1, 3, 4), BoardColumn.TO_DO),
    (K.LINK, D.OUT, S.LINKED, (), BoardColumn.WAITING),
    (K.LINK, D.OUT, S.DONE, (), BoardColumn.DONE),
]


@pytest.mark.parametrize(("kind", "direction", "state", "boxes", "wanted"), COLUMNS)
def test_the_column_says_who_has_to_act(
    kind: TransferKind,
    direction: Direction,
    state: State,
    boxes: tuple[int, ...],
    wanted: BoardColumn,
) -> None:
    case = standing_at(case_of(kind, direction), state, boxes)
    assert column_of(case, (), way(case)) is wanted


def test_until_the_notices_are_sent_the_office_has_something_to_do() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(E.GIVE, "2026-09-11"))
    assert column(case, "2026-09-14") is BoardColumn.TO_DO
    sent = walked(case, full(E.NOTICE, "2026-09-12"))
    assert column(sent, "2026-09-14") is BoardColumn.WAITING
    assert column(sent, "2026-10-23") is BoardColumn.LATE


def test_a_box_the_province_writes_is_waited_for() -> None:
    source = End("base_under_province", 7, "Đảng bộ tỉnh", "", "Đảng bộ xã Đông Hải", cell="Chi bộ")
    case = case_of(K.OFFICIAL, D.OUT, source=source)
    case = walked(case, sign(1, "2026-09-08"))
    assert column_of(case, (), way(case)) is BoardColumn.TO_DO
    case = walked(case, sign(3, "2026-09-09"))
    assert column_of(case, (), way(case)) is BoardColumn.WAITING
    assert column_of(case, ()) is BoardColumn.TO_DO
    assert HOME.type == "cell_of_base"
