"""Figures of transfers: the day's duties, one pack of papers, organisations merged."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, NewUnit
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.standing import Activity, Event, EventKind, Grade
from tcxd_desktop.domain.transfer_papers import COVER, TransferJob
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    StepEvent,
    Transfer,
    TransferKind,
    TransferQuery,
    Traveller,
)
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import (
    collective,
    due,
    opening,
    people,
    transfer_packs,
    transfer_printing,
    transfers,
    units,
)
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored_people

MEMBERS, EACH = 9_000, 1_000
"""Members of a large office; members of each organisation that is merged."""
_PASSWORD = "mật khẩu đo tốc độ"
_OPEN = 0.015
"""Cases under way for each member: a commune of 9,000 has some hundred and thirty."""
_THERE = End(EndType.CELL_UNDER_UPPER, province="Đảng bộ tỉnh Ninh Bình",
             upper="Đảng bộ xã Hải Lĩnh", cell="Chi bộ thôn Trung Hòa")  # fmt: skip


def whole(folder: Path, members: int = MEMBERS, each: int = EACH) -> list[Figure]:
    """Take every figure: a demo office of so many members, organisations of so many each."""
    opening.close_office(make_demo(folder, _PASSWORD, DemoPlan(members, max(members // 56, 8))))
    desk = opening.open_office(folder, _PASSWORD)
    try:
        _open_cases(desk, members)
        found = [*_pack(desk), *_merge(desk, each)]
    finally:
        opening.close_office(desk)
    # Opened anew: nothing was written yet, so that one connection sees every statement.
    desk = opening.open_office(folder, _PASSWORD)
    try:
        return [*_due(desk, members), *found]
    finally:
        opening.close_office(desk)


def _open_cases(desk: Desk, members: int) -> None:
    """Open as many cases as such an office has under way, half of them out, half in."""
    wanted = max(int(members * _OPEN) // 2, 2)
    query = PeopleQuery(grades=(Grade.OFFICIAL.value,), activities=(Activity.ACTIVE.value,))
    ids = [line.id for line in people.lines(desk, query)]
    busy = transfers.open_cases_of(desk, ids)
    for person in [one for one in ids if one not in busy][:wanted]:
        case = transfers.propose(desk, TransferKind.OFFICIAL, Direction.OUT, person)
        day = (desk.today() - timedelta(days=20)).isoformat()
        transfers.open_case(desk, replace(case, target=_THERE, effective=day, reason="Chuyển"))
    unit = next(node.unit.id for node in units.tree(desk) if node.unit.type == "CB_THON")
    for number in range(wanted):
        case = Transfer(
            TransferKind.OFFICIAL,
            Direction.IN,
            traveller=Traveller(name=f"Lê Văn Đến {number}", birth=PartialDate(1990)),
            source=_THERE,
            target=End(unit_id=unit),
        )
        case = transfers.open_case(desk, case)
        [move] = [m for m in transfers.next_steps(desk, case.id) if m.event is StepEvent.NOTICE]
        step = transfers.prepare_step(desk, case.id, move)
        transfers.step(desk, case.id, step, case.version)


# --- the day's duties ---------------------------------------------------------------------------


def _due(desk: Desk, members: int) -> list[Figure]:
    """Return the list against reading the same rows with the bare driver."""
    sent: list[str] = []
    with desk.store.turn() as connection:
        connection.set_trace_callback(sent.append)
        try:
            count = len(due.page(desk).lines)
        finally:
            connection.set_trace_callback(None)

        def raw() -> None:
            for sql in sent:
                connection.execute(sql).fetchall()

        ours, other = pair(lambda: due.page(desk), raw)
    return [
        Figure(f"Việc hôm nay, {members} người, {count} việc", ours,
               f"{len(sent)} câu đọc đó bằng trình điều khiển", other, goal="≤ 3"),
    ]  # fmt: skip


# --- one pack -----------------------------------------------------------------------------------


def _pack(desk: Desk) -> list[Figure]:
    """Return one pack, warm, against a second and against drawing its papers one by one."""
    query = TransferQuery(
        directions=(Direction.OUT.value,), kinds=("T10",), states=(State.MOVING.value,)
    )
    case = transfers.listed(desk, query)[0].id
    parts = transfer_packs.pack_parts(desk, case)
    apart = [one.form for one in parts if one.form != COVER and not one.why_missing]

    def singly() -> None:
        for form in apart:
            transfer_printing.render(desk, TransferJob(form=form, case_ids=(case,)))

    ours, other = pair(lambda: transfer_packs.pack(desk, case), singly)
    return [
        Figure("Cả bộ giấy của một ca, máy đã ấm", ours, "1 giây", 1.0, goal="≤ 1"),
        Figure("  gộp một lệnh in, có mã QR đã ký", ours, "vẽ riêng từng giấy, không gộp", other),
    ]


# --- organisations merged -----------------------------------------------------------------------


def _merge(desk: Desk, each: int) -> list[Figure]:
    """Return three organisations becoming one against the same rows written by the bare driver."""
    root = next(node.unit.id for node in units.tree(desk) if node.depth == 0)
    cells = tuple(
        units.add(desk, Unit(0, f"Chi bộ đo tốc độ {number}", "CB_THON", root), on=None,
                  decision=Decision())
        for number in range(3)
    )  # fmt: skip
    _fill(desk, cells, each)
    day = desk.day()
    plan = CollectivePlan(
        CollectiveKind.UNITE,
        on=day,
        decision=Decision("15-QĐ/ĐU", day, "Đảng ủy"),
        from_ids=cells,
        new_units=(NewUnit("Chi bộ Hợp Nhất", "CB_THON", root),),
    )
    plan = collective.suggest(desk, plan)
    number = 0

    def carry_out() -> None:
        nonlocal number
        number = collective.carry_out(desk, plan)

    ours = timed(carry_out)
    back = timed(lambda: collective.undo(desk, number, "Đo tốc độ"))
    raw = timed(lambda: _raw_rows(desk, [move.person_id for move in plan.moves], cells[0], day))
    return [
        Figure(f"Hợp nhất 3 tổ chức × {each} người", ours, "10 giây", 10.0, goal="≤ 1"),
        Figure("  so với ghi thô", ours, "biến động, khoảng, bản ghi: ghi thô", raw),
        Figure("  hoàn tác", back, "10 giây", 10.0, goal="≤ 1"),
    ]


def _fill(desk: Desk, cells: Iterable[int], each: int) -> None:
    with desk.write(Permission.EDIT, "people.create") as work:
        stored_people.insert(
            work,
            [
                (
                    Dossier(
                        birth_name=f"Lê Văn Số {cell} {number}",
                        official_date=PartialDate(1996, 5, 19),
                        events=(Event(PartialDate(1995, 5, 19), EventKind.ADMITTED.value, cell),),
                    ),
                    50,
                )
                for cell in cells
                for number in range(each)
            ],
        )


def _raw_rows(desk: Desk, ids: list[int], cell: int, day: str) -> None:
    """Write, and take back, the rows a merger has to change at the least."""
    with desk.store.turn() as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _write_rows(connection, ids, cell, day)
        finally:
            connection.execute("ROLLBACK")


def _write_rows(connection: Any, ids: list[int], cell: int, day: str) -> None:
    kind = EventKind.MOVED.value
    connection.executemany(
        'INSERT INTO person_events (person_id, position, "on", kind, unit_id)'
        " VALUES (?, 99, ?, ?, ?)",
        [(person, day, kind, cell) for person in ids],
    )
    connection.executemany(
        "UPDATE standing SET until = ? WHERE person_id = ? AND until > ?",
        [(day, person, day) for person in ids],
    )
    connection.executemany(
        "UPDATE person SET version = version + 1 WHERE id = ?", [(person,) for person in ids]
    )
