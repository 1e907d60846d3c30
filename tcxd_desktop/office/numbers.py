"""Số lý lịch: the commune's block, the next free number, the ledger; số SĐV of a chi bộ."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import (
    BadNumberProblem,
    BlockOverlapProblem,
    BlockUsedProblem,
    HasNumberProblem,
    NoNumberLeftProblem,
    NotFoundProblem,
    OutsideBlockProblem,
)
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.numbers import (
    NumberBlock,
    NumberEntry,
    dossier_number,
    format_dossier_number,
)
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.standing import Activity
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import people, recording, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import numbers as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage.work import Reading, Work

_LARGEST = 999_999
_SYMBOL = re.compile(r"^[A-ZĐ]{2,3}$")


def blocks(desk: Desk) -> list[NumberBlock]:
    """Return the blocks given to the commune, oldest first."""
    with desk.read() as reading:
        return stored.blocks(reading)


def add_block(desk: Desk, symbol: str, first: int, last: int, paper: str) -> None:
    """Write a block given by ban tổ chức tỉnh ủy.

    Raises:
        BadNumberProblem: symbol not two or three capitals, or numbers out of 1–999999.
        BlockOverlapProblem: shares numbers with a block already there.
        OutsideScopeProblem: the blocks are the whole office's.
    """
    desk.check(Permission.NUMBERS)
    letters = clean_line(symbol).upper()
    if not _SYMBOL.match(letters):
        raise BadNumberProblem(symbol, "symbol", field="symbol")
    if not 1 <= first <= last <= _LARGEST:
        raise BadNumberProblem(f"{first}–{last}", "block", field="first")
    with desk.write(Permission.NUMBERS, "numbers.block") as work:
        scope.check_unit(desk, work, None)
        if stored.overlapping(work, letters, first, last):
            raise BlockOverlapProblem(first, last, field="first")
        block_id = stored.add_block(work, NumberBlock(0, letters, first, last, clean_line(paper)))
        work.note(Change("number", block_id, "block", "", f"{letters} {first:06d}–{last:06d}"))


def drop_block(desk: Desk, block_id: int) -> None:
    """Take back a block declared by mistake.

    Raises:
        BlockUsedProblem: numbers of it were given.
        NotFoundProblem: no such block.
        OutsideScopeProblem: the blocks are the whole office's.
    """
    with desk.write(Permission.NUMBERS, "numbers.block.drop") as work:
        scope.check_unit(desk, work, None)
        block = next((b for b in stored.blocks(work) if b.id == block_id), None)
        if block is None:
            raise NotFoundProblem(str(block_id))
        if block.used:
            raise BlockUsedProblem(block.used)
        stored.drop_block(work, block_id)
        shown = f"{block.symbol} {block.first:06d}–{block.last:06d}"
        work.note(Change("number", block_id, "block", shown, ""))


def next_number(desk: Desk) -> str:
    """Return the next free number: ascending in the oldest block that has one (never reused).

    Raises:
        NoNumberLeftProblem: no block, or all used up.
    """
    with desk.read() as reading:
        number, symbol = _next(reading)
        return format_dossier_number(number, symbol)


def left(desk: Desk) -> int:
    """Return how many numbers can still be given."""
    with desk.read() as reading:
        return sum(b.last - stored.highest(reading, b) for b in stored.blocks(reading))


def _next(reading: Reading) -> tuple[int, str]:
    for block in stored.blocks(reading):
        number = stored.highest(reading, block) + 1
        if number <= block.last:
            return number, block.symbol
    raise NoNumberLeftProblem


def assign(desk: Desk, person_id: int, number: str = "") -> str:
    """Give a member a số lý lịch, the next free one unless ``number`` names one, and return it.

    A number the dossier already bears, given before the program, can be taken into the ledger.

    Raises:
        NoNumberLeftProblem, OutsideBlockProblem, TakenNumberProblem, BadNumberProblem.
        HasNumberProblem: the member bears another number.
    """
    with desk.write(Permission.NUMBERS, "numbers.assign") as work:
        return _give(desk, work, person_id, number)


def assign_many(desk: Desk, person_ids: Sequence[int]) -> list[str]:
    """Give each member the next free number, in the order given: all of them or none.

    Raises:
        NoNumberLeftProblem, HasNumberProblem: as for ``assign``.
    """
    with desk.write(Permission.NUMBERS, "numbers.assign") as work:
        return [_give(desk, work, person_id, "") for person_id in person_ids]


def _give(desk: Desk, work: Work, person_id: int, number: str) -> str:
    scope.check_person(desk, work, [person_id])
    old = stored_people.read(work, person_id)
    if old is None or old.void_reason:
        raise NotFoundProblem(str(person_id))
    value, symbol = _wanted(desk, work, number, person_id)
    text = format_dossier_number(value, symbol)
    if old.dossier_no not in ("", text):
        raise HasNumberProblem(old.birth_name, old.dossier_no)
    if not stored.issued(work, value, symbol):
        unit_id = _unit_of(work, person_id, desk.day())
        stored.issue(work, [(value, symbol, person_id, desk.day(), unit_id)])
    if old.dossier_no != text:
        recording.store(desk, work, old, replace(old, dossier_no=text))
        work.note(Change("person", person_id, "dossier_no", old.dossier_no, text))
    return text


def _wanted(desk: Desk, work: Work, typed: str, person_id: int) -> tuple[int, str]:
    if not typed:
        return _next(work)
    text = dossier_number(typed)
    number, symbol = int(text[:6]), text[7:]
    held = stored.holder(work, number, symbol)
    if held is not None and held[0] != person_id:
        recording.refuse_taken(desk, work, text, held[0], field="dossier_no")
    inside = any(
        block.symbol == symbol and block.first <= number <= block.last
        for block in stored.blocks(work)
    )
    if not inside:
        raise OutsideBlockProblem(text, field="dossier_no")
    return number, symbol


def _unit_of(reading: Reading, person_id: int, day: str) -> int | None:
    row = reading.one(
        "SELECT unit_id FROM standing WHERE person_id = ?1 AND since <= ?2 AND ?2 < until",
        (person_id, day),
    )
    return row[0] if row else None


def ledger(desk: Desk) -> list[NumberEntry]:
    """Return every number given to people the account may see, ascending."""
    with desk.read() as reading:
        known = scope.everybody(desk, reading)
        entries = stored.ledger(reading)
    return [entry for entry in entries if known is None or entry.person_id in known]


def waiting(desk: Desk) -> list[PersonLine]:
    """Return members of this đảng bộ without a number; temporary ones get none."""
    query = PeopleQuery(missing_fields=("dossier_no",))
    return [line for line in people.lines(desk, query) if _at_home(line)]


def cell_numbers(desk: Desk, unit_id: int) -> list[tuple[int, PersonLine]]:
    """Return (số SĐV, member): the running number in the list of a chi bộ, without guests."""
    lines = people.lines(desk, PeopleQuery(unit_id=unit_id))
    return list(enumerate((line for line in lines if _at_home(line)), start=1))


def _at_home(line: PersonLine) -> bool:
    return line.activity != Activity.TEMPORARY_HERE
