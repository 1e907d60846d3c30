"""The member list that comes with an organisation that is taken over: read into the plan."""

from dataclasses import replace

from tcxd_desktop.domain.collective import CollectivePlan, MemberMove, Newcomer
from tcxd_desktop.domain.collective_effects import targets, tree_after
from tcxd_desktop.domain.collective_errors import CollectiveListProblem
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import ImportRow
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import import_files, scope
from tcxd_desktop.office.collective_ground import check_scope, holders
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import collective as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units


def read_list(desk: Desk, plan: CollectivePlan, data: bytes, file_name: str) -> CollectivePlan:
    """Return a plan with the people of a member list; nothing is written.

    Whoever is recorded here by one of the numbers is taken up again, the others are newcomers.
    Each goes to the organisation of the plan whose name stands in the line, else to the first one.

    Raises:
        NotASheetProblem, MissingColumnsProblem and the other Problems of ``exchange.sheets``.
        CollectiveListProblem: a line cannot be read for certain; none is taken.
        OutsideScopeProblem: the plan names an organisation the account was not given.
    """
    desk.check(Permission.TRANSFERS)
    found = import_files.members_in(
        desk, Permission.TRANSFERS, "collective.list.refused", data, file_name
    )
    for row in found:
        if row.problems:
            raise CollectiveListProblem(row.line, row.problems[:1])
    numbers = [number for row in found for number in _numbers(row)]
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
        to_id = places.get(fold(row.unit), places.get("", 0))
        person = next((known[one] for one in _numbers(row) if one in known), 0)
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


def _numbers(row: ImportRow) -> list[str]:
    told = (row.values.get(name) for name in ("citizen_id", "card_no", "old_card_no"))
    return [str(number) for number in told if number]


def _newcomer(row: ImportRow, to_id: int) -> Newcomer:
    told = {name: str(row.values.get(name, "")) for name in _TEXTS}
    birth, ceremony = (row.values.get(name) for name in ("birth_date", "ceremony_date"))
    return Newcomer(
        name=row.name,
        birth=birth if isinstance(birth, PartialDate) else None,
        ceremony=ceremony if isinstance(ceremony, PartialDate) else None,
        to_id=to_id,
        **told,
    )


_TEXTS = ("card_no", "citizen_id", "old_card_no", "residence_cell")
