"""The member list that comes with an organisation that is taken over: read into the plan."""

from dataclasses import replace

from tcxd_desktop.domain.collective import CollectivePlan, MemberMove, Newcomer
from tcxd_desktop.domain.collective_effects import targets, tree_after
from tcxd_desktop.domain.collective_errors import CollectiveListProblem
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import MemberRow
from tcxd_desktop.domain.text import fold
from tcxd_desktop.exchange.people_sheet import rows as sheet_rows
from tcxd_desktop.exchange.sheets import read_sheet
from tcxd_desktop.office import refusals, scope
from tcxd_desktop.office.collective_ground import check_scope, holders
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import collective as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units


def read_list(desk: Desk, plan: CollectivePlan, data: bytes, file_name: str) -> CollectivePlan:
    """Return a plan with the people of an 8-column member list; nothing is written.

    Whoever is recorded here by one of the numbers is taken up again, the others are newcomers.
    Each goes to the organisation of the plan whose name stands in the line, else to the first one.

    Raises:
        NotASheetProblem, MissingColumnsProblem and the other Problems of ``exchange.sheets``.
        CollectiveListProblem: a line cannot be read for certain; none is taken.
        OutsideScopeProblem: the plan names an organisation the account was not given.
    """
    desk.check(Permission.TRANSFERS)
    try:
        found = sheet_rows(read_sheet(data), desk.today())
    except Problem as problem:
        refusals.note(desk, Permission.TRANSFERS, "collective.list.refused", file_name, problem)
        raise
    for row in found:
        if row.problems:
            raise CollectiveListProblem(row.line, row.problems[:1])
    numbers = [number for row in found for number in (row.card_no, row.citizen_id) if number]
    with desk.read() as reading:
        check_scope(desk, reading, plan)
        there = {unit.id: unit for unit in stored_units.on_day(reading, desk.day(plan.on))}
        known = stored.known_numbers(reading, numbers)
        seen = scope.people_of(desk, reading, known.values())
        names = {one.id: one.birth_name for one in stored_people.read_many(reading, sorted(seen))}
    places = _places(plan, {unit: one.name for unit, one in tree_after(plan, there).items()
                            if one.type in holders()})  # fmt: skip
    moves: dict[int, MemberMove] = {}
    newcomers: list[Newcomer] = []
    for row in found:
        to_id = places.get(fold(row.cell), places.get("", 0))
        person = known.get(row.citizen_id, known.get(row.card_no, 0))
        if person in names:
            moves[person] = MemberMove(person, 0, to_id, names[person])
        else:
            newcomers.append(_newcomer(row, to_id))
    return replace(plan, moves=tuple(moves.values()), newcomers=tuple(newcomers))


def _places(plan: CollectivePlan, names: dict[int, str]) -> dict[str, int]:
    """Return the targets by folded name; the first chi bộ among them also under no name."""
    cells = [unit for unit in targets(plan) if unit in names]
    found = {fold(names[unit]): unit for unit in cells}
    return found | ({"": cells[0]} if cells else {})


def _newcomer(row: MemberRow, to_id: int) -> Newcomer:
    return Newcomer(
        name=row.name,
        birth=row.birth,
        card_no=row.card_no if len(row.card_no) == 12 else "",
        citizen_id=row.citizen_id,
        ceremony=row.admitted,
        to_id=to_id,
        old_card_no=row.card_no if len(row.card_no) != 12 else "",
        residence_cell=row.residence_cell,
    )
