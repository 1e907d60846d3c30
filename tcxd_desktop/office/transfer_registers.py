"""Registers of transfers of a period: letters, notices, dossiers, links, stock, lists abroad.

A line is a number that was given: one struck out stays with its reason, so that a register has no
holes. Names are those of the case, as they stood when it was written.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.score_papers import TablePaper
from tcxd_desktop.domain.transfer_papers import (
    ABROAD_LIST,
    ABROAD_TEMPORARY_LIST,
    BOOK,
    HANDOVER_BOOK,
    LINK_BOOK,
    NOTICE_BOOK,
    STOCK_BOOK,
    STOCK_REPORT,
    BookLine,
    HandoverLine,
    Period,
    StockLine,
    StockYear,
    TransferJob,
)
from tcxd_desktop.domain.transfers import (
    Direction,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    TransferQuery,
)
from tcxd_desktop.office import letter_stock, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_issuing import issuer_of
from tcxd_desktop.office.transfer_registers_of import (
    HANDOVERS,
    LETTERS,
    LINKS,
    NOTICES_IN,
    NOTICES_OUT,
)
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage.transfers import Entry
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.letter_ledger import STOCK_MOVE, stock_report, stock_table
from tcxd_desktop.wording.transfer_registers import (
    abroad_table,
    handovers_table,
    introductions_table,
    links_table,
    notices_table,
)

_FOREVER = "9999-12-31"
_Places = dict[tuple[str, int, int], StockMoveKind]
"""Where each letter is, by prefix, width and number."""
_ABROAD: Mapping[str, tuple[TransferKind, ...]] = {
    ABROAD_LIST: (TransferKind.LABOUR,),
    ABROAD_TEMPORARY_LIST: (TransferKind.TEMPORARY_ABROAD,),
}
"""Whom a commune lists: those sent through Đảng ủy Bộ Ngoại giao are listed there."""


def table(desk: Desk, job: TransferJob) -> tuple[TablePaper, list[Transfer]]:
    """Return a register of a period as a table, and the cases it tells of.

    Args:
        desk: where.
        job: one of ``domain.transfer_papers.REGISTERS``; ``register`` chooses the letters of a
            stock ledger, or whose sổ giới thiệu (``gtshd:12``: of an organisation below us).

    Raises:
        NotFoundProblem: no such register.
    """
    if job.form in (STOCK_BOOK, STOCK_REPORT):
        return _stock(desk, job), []
    with desk.read() as reading:
        period = _period(desk, reading, job)
        if job.form == HANDOVER_BOOK:
            handed = () if job.blank else _handovers(desk, reading, job)
            return handovers_table(period, handed), [line.case for line in handed]
        if job.form in _ABROAD:
            gone = () if job.blank else _abroad(desk, reading, job)
            return abroad_table(period, job.form, gone), list(gone)
        if job.form not in _BOOKS:
            raise NotFoundProblem(job.form)
        make, registers = _BOOKS[job.form]
        names = (job.register,) if job.form == BOOK and job.register else registers
        lines = () if job.blank else _lines(desk, reading, job, names)
        return make(period, lines), [line.case for line in lines]


_BOOKS = {
    BOOK: (introductions_table, (LETTERS,)),
    NOTICE_BOOK: (notices_table, (NOTICES_OUT, NOTICES_IN)),
    LINK_BOOK: (links_table, (LINKS,)),
}


def books(desk: Desk) -> list[str]:
    """Return the sổ giới thiệu there are: ours, and those of organisations below."""
    with desk.read() as reading:
        found = stored.registers(reading)
    return [name for name in found if name == LETTERS or name.startswith(f"{LETTERS}:")]


def _period(desk: Desk, reading: Reading, job: TransferJob) -> Period:
    return Period(
        issuer=issuer_of(desk, reading),
        since=job.since,
        until=job.until,
        today=desk.day(),
        blank=job.blank,
        user=desk.actor.name,
        at=desk.clock(),
    )


# --- numbered lines -------------------------------------------------------------------------------


def _entries(reading: Reading, job: TransferJob, names: Iterable[str]) -> list[Entry]:
    found = [
        entry
        for name in names
        for entry in stored.entries(reading, name, job.since, job.until or _FOREVER)
    ]
    return sorted(found, key=lambda entry: (entry.on, entry.register, entry.number))


def _cases(desk: Desk, reading: Reading, entries: Sequence[Entry]) -> dict[int, Transfer]:
    """Return the cases of entries the account may see."""
    ids = tuple(dict.fromkeys(entry.transfer_id for entry in entries))
    if not ids:
        return {}
    found = stored.find(reading, TransferQuery(ids=ids), scope.units_of(desk, reading))
    return {case.id: case for case in found}


def _lines(
    desk: Desk, reading: Reading, job: TransferJob, names: Iterable[str]
) -> tuple[BookLine, ...]:
    entries = _entries(reading, job, names)
    cases = _cases(desk, reading, entries)
    return tuple(
        BookLine(
            case=_as_numbered(cases[entry.transfer_id], _step(cases[entry.transfer_id], entry)),
            on=entry.on,
            number=str(entry.number),
            void=entry.void_reason,
        )
        for entry in entries
        if entry.transfer_id in cases
    )


def _step(case: Transfer, entry: Entry) -> Step | None:
    return next((step for step in case.steps if step.id == entry.step_id), None)


_BACK = {("T8", Direction.OUT): (7, 8), ("T8", Direction.IN): (5, 6)}
"""Boxes by which somebody goes back (38-HD/BTCTW of 29/9/2025, II.4.3.2)."""


def _as_numbered(case: Transfer, step: Step | None) -> Transfer:
    """Return a case as the line was written: on that letter, and the way that box goes.

    The boxes of a way back are an arrival at home, and a guest's departure at the host.
    """
    if step is None:
        return case
    if step.serial:
        case = replace(case, serial=step.serial)
    back = _BACK.get((case.letter, case.direction))
    if back is None or step.box not in back:
        return case
    turned = Direction.IN if case.direction is Direction.OUT else Direction.OUT
    return replace(case, direction=turned, source=case.target, target=case.source)


def _handovers(desk: Desk, reading: Reading, job: TransferJob) -> tuple[HandoverLine, ...]:
    entries = _entries(reading, job, (HANDOVERS,))
    cases = _cases(desk, reading, entries)
    found = []
    for entry in entries:
        case = cases.get(entry.transfer_id)
        if case is None:
            continue
        step = _step(case, entry)
        given = step is not None and step.event is StepEvent.GIVE
        who = step.addressed if step is not None else ""
        papers = step.papers if step is not None else ""
        found.append(
            HandoverLine(
                case=case,
                on=entry.on,
                given=given,
                number=str(entry.number),
                who=who or case.traveller.name,
                papers=papers or case.enclosed,
                note=f"Hủy: {entry.void_reason}" if entry.void_reason else "",
            )
        )
    return tuple(found)


def _abroad(desk: Desk, reading: Reading, job: TransferJob) -> tuple[Transfer, ...]:
    kinds = tuple(kind.value for kind in _ABROAD[job.form])
    query = TransferQuery(kinds=kinds, done_since="0000-00-00")
    found = stored.find(reading, query, scope.units_of(desk, reading))
    until = job.until or _FOREVER
    gone = [case for case in found if job.since <= case.day_of(StepEvent.ISSUE_SLIP) <= until]
    issued = [case for case in gone if case.day_of(StepEvent.ISSUE_SLIP)]
    return tuple(sorted(issued, key=lambda case: (case.day_of(StepEvent.ISSUE_SLIP), case.id)))


# --- the stock of letters -------------------------------------------------------------------------


def _stock(desk: Desk, job: TransferJob) -> TablePaper:
    letters = (job.register,) if job.register else letter_stock.LETTERS
    moves = {letter: letter_stock.movements(desk, letter) for letter in letters}
    if job.form == STOCK_REPORT:
        job = _whole_year(desk, job)
    with desk.read(Permission.VIEW) as reading:
        period = _period(desk, reading, job)
    if job.form == STOCK_BOOK:
        lines = [] if job.blank else _ledger(moves, job)
        return stock_table(period, lines)
    return stock_report(period, [] if job.blank else [
        _year(letter, moves[letter], job) for letter in letters
    ])  # fmt: skip


def _whole_year(desk: Desk, job: TransferJob) -> TransferJob:
    year = job.year or int((job.until or job.since or desk.day())[:4])
    return replace(job, since=f"{year:04d}-01-01", until=f"{year:04d}-12-31")


def _ledger(moves: Mapping[str, Sequence[StockMove]], job: TransferJob) -> list[StockLine]:
    """Return the lines of a period, each with what is left of its letter after it."""
    until = job.until or _FOREVER
    found: list[tuple[str, int, StockLine]] = []
    for letter, lines in moves.items():
        places: _Places = {}
        left = 0
        for move in sorted(lines, key=lambda one: (one.on, one.id)):
            before = left
            if not move.void_reason:
                left += _change(places, move)
            if job.since <= move.on <= until:
                found.append((move.on, move.id, _line(letter, move, before, left)))
    return [line for _, _, line in sorted(found, key=lambda one: one[:2])]


def _change(places: _Places, move: StockMove) -> int:
    """Return by how many the blanks at hand grow; ``places`` learns where each letter is."""
    run, grown = move.serials, 0
    if move.kind is StockMoveKind.DESTROYED:
        return 0
    for number in range(run.first, run.last + 1):
        key = (run.prefix, run.width, number)
        had = places.get(key) is StockMoveKind.RECEIVED
        has = move.kind is StockMoveKind.RECEIVED
        grown += has - had
        places[key] = move.kind
    return grown


def _line(letter: str, move: StockMove, before: int, left: int) -> StockLine:
    run = move.serials
    told = run.text() if run.count == 1 else f"{run.text()} – {run.text(run.last)}"
    struck = f"Gạch bỏ: {move.void_reason}" if move.void_reason else ""
    return StockLine(
        on=move.on,
        letter=letter,
        move=STOCK_MOVE[move.kind],
        serials=told,
        received=max(left - before, 0),
        issued=max(before - left, 0),
        left=left,
        who=move.who,
        paper=move.paper,
        note="; ".join(filter(None, (move.note, struck))),
    )


def _year(letter: str, moves: Sequence[StockMove], job: TransferJob) -> StockYear:
    """Return the figures of a year: before + received = what became of them + left.

    A letter used in an earlier year and found spoiled in this one had left the stock then; a note
    tells of it.
    """
    counts = [move for move in moves if not move.void_reason]
    eve: _Places = {}
    end: _Places = {}
    destroyed = 0
    for move in counts:
        if move.on < job.since:
            _change(eve, move)
        if move.on <= job.until:
            _change(end, move)
        if move.kind is StockMoveKind.DESTROYED and job.since <= move.on <= job.until:
            destroyed += move.serials.count
    before = {key for key, kind in eve.items() if kind is StockMoveKind.RECEIVED}
    new = end.keys() - eve.keys()
    became = Counter(end[key] for key in before | new)
    late = sum(end[key] is StockMoveKind.SPOILED is not eve[key] for key in eve.keys() - before)
    return StockYear(
        letter=letter,
        before=len(before),
        received=len(new),
        handed_down=became[StockMoveKind.HANDED_DOWN],
        used=became[StockMoveKind.ISSUED],
        spoiled=became[StockMoveKind.SPOILED],
        returned=became[StockMoveKind.RETURNED],
        destroyed=destroyed,
        left=became[StockMoveKind.RECEIVED],
        stubs=became[StockMoveKind.ISSUED] + became[StockMoveKind.SPOILED],
        spoiled_later=late,
    )
