"""The ledger of controlled letters (38-HD/BTCTW of 29/9/2025, II.4.1 and V.2)."""

from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem, ReasonNeededProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.letter_stock import (
    MOST_AT_ONCE,
    Serials,
    StockBalance,
    StockMove,
    StockMoveKind,
    parse_serial,
)
from tcxd_desktop.domain.letter_stock import balance as worked_out
from tcxd_desktop.domain.stock_errors import (
    BadSerialProblem,
    NotInStockProblem,
    NotSpoiledProblem,
    SerialTwiceProblem,
    SerialUsedProblem,
    StockMoveInUseProblem,
    TooManyLettersProblem,
)
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.transfers import TransferQuery
from tcxd_desktop.office import scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import letter_stock as stored
from tcxd_desktop.storage import transfers as stored_transfers
from tcxd_desktop.storage.work import Reading, Work

LETTERS = ("T10", "T7", "T8")
"""Those a commune keeps; the letter of two boxes stays with Đảng ủy Bộ Ngoại giao."""
_FREE = StockMoveKind.RECEIVED


def movements(desk: Desk, letter: str = "", year: int = 0) -> list[StockMove]:
    """Return the lines of the ledger, of one letter or all, of one year or all, in order.

    The sheets are the whole office's; whom one was given to is told to an account limited to some
    organisations only of its own cases.
    """
    with desk.read() as reading:
        found = stored.moves(reading, letter)
        theirs = _cases_of_others(desk, reading, found)
    return [
        replace(one, who="") if one.transfer_id in theirs else one
        for one in found
        if not year or one.on[:4] == str(year)
    ]


def _cases_of_others(desk: Desk, reading: Reading, moves: list[StockMove]) -> frozenset[int]:
    units = scope.units_of(desk, reading)
    cases = frozenset(one.transfer_id for one in moves if one.transfer_id is not None)
    if units is None or not cases:
        return frozenset()
    own = stored_transfers.find(reading, TransferQuery(ids=tuple(sorted(cases))), units)
    return cases - {case.id for case in own}


def balance(desk: Desk, letter: str, as_at: str = "") -> StockBalance:
    """Return how many letters are left on a day, and what became of the others."""
    day = desk.day(as_at)
    with desk.read() as reading:
        found = stored.moves(reading, letter)
    return worked_out(letter, (one for one in found if one.on <= day))


def balance_in(reading: Reading, letter: str) -> StockBalance:
    """Return what is left of a letter, inside a use case."""
    return worked_out(letter, stored.moves(reading, letter))


def next_serial(desk: Desk, letter: str) -> str:
    """Return the lowest serial still in stock, or nothing."""
    return balance(desk, letter).next_serial


def serials(first: str, last: str = "", *, field: str = "first") -> Serials:
    """Return a run of serials as typed.

    Raises:
        BadSerialProblem: not a serial.
        TooManyLettersProblem: the last lies before the first, or there are too many.
    """
    start = parse_serial(first)
    if start is None:
        raise BadSerialProblem(first, field=field)
    end = parse_serial(last or first)
    if end is None or (end.prefix and end.prefix != start.prefix):
        raise BadSerialProblem(last, field="last")
    found = replace(start, last=end.first)
    if not 1 <= found.count <= MOST_AT_ONCE:
        raise TooManyLettersProblem(MOST_AT_ONCE, field="last")
    return found


def record(desk: Desk, move: StockMove) -> int:
    """Write a line: letters received, handed down, returned, spoiled or destroyed.

    Those used for a member are written by the case itself.

    Raises:
        RequiredProblem: no day, or a spoiled letter without a reason.
        SerialTwiceProblem, NotInStockProblem, SerialUsedProblem, NotSpoiledProblem.
    """
    told = replace(
        move,
        who=clean_line(move.who),
        paper=clean_line(move.paper),
        note=clean_line(move.note),
    )
    with desk.write(Permission.TRANSFERS, "letters.move", told.serials.text()) as work:
        if not told.on:
            raise RequiredProblem("on", field="on")
        if told.kind is StockMoveKind.SPOILED and not told.note:
            raise ReasonNeededProblem(field="note")
        return write(work, told)


def write(work: Work, move: StockMove, *, below: bool = False) -> int:
    """Write a line inside a transaction, checked against those before it.

    Args:
        work: the use case.
        move: the line.
        below: it is used in a đảng bộ cơ sở of ours, to which letters are handed down.

    Raises:
        SerialTwiceProblem, NotInStockProblem, SerialUsedProblem, NotSpoiledProblem.
    """
    _check(work, move, below=below)
    number = stored.add(work, move)
    run = move.serials
    told = run.text() if run.count == 1 else f"{run.text()} – {run.text(run.last)}"
    work.note(Change(stored.SUBJECT, number, move.kind.value, "", f"{move.letter}: {told}"))
    return number


def _check(reading: Reading, move: StockMove, *, below: bool) -> None:
    before = stored.about(reading, move.letter, move.serials)
    run = move.serials
    if move.kind is StockMoveKind.RECEIVED:
        if before:
            raise SerialTwiceProblem(run.text(), field="first")
        return
    kept = stored.has_receipts(reading, move.letter)
    for number in range(run.first, run.last + 1):
        one = replace(run, first=number, last=number)
        last = [line for line in before if line.serials.meets(one)]
        kind = last[-1].kind if last else None
        if kind is StockMoveKind.HANDED_DOWN and (below or move.kind is StockMoveKind.SPOILED):
            # Used there, or spoiled there and handed in: it is counted here all the same.
            kind = _FREE
        _check_one(move.kind, one, kind, kept=kept)


def _check_one(
    wanted: StockMoveKind, one: Serials, now: StockMoveKind | None, *, kept: bool
) -> None:
    if now is None and kept:
        raise NotInStockProblem(one.text(), field="first")
    if wanted is StockMoveKind.DESTROYED:
        if now is not StockMoveKind.SPOILED:
            raise NotSpoiledProblem(one.text(), field="first")
    elif wanted is StockMoveKind.SPOILED:
        if now not in {None, _FREE, StockMoveKind.ISSUED}:
            raise SerialUsedProblem(one.text(), _where(now), field="first")
    elif now not in {None, _FREE}:
        raise SerialUsedProblem(one.text(), _where(now), field="first")


def _where(kind: StockMoveKind | None) -> str:
    return {
        StockMoveKind.ISSUED: "một đảng viên khác",
        StockMoveKind.SPOILED: "một lần viết hỏng",
        StockMoveKind.HANDED_DOWN: "việc giao xuống đảng ủy cơ sở",
        StockMoveKind.RETURNED: "việc trả lại cấp trên",
        StockMoveKind.DESTROYED: "đợt tiêu hủy",
    }.get(kind or _FREE, "việc khác")


def strike_out(desk: Desk, move_id: int, reason: str) -> None:
    """Strike a line out that was written by mistake; it stays readable with its reason.

    Raises:
        ReasonNeededProblem: no reason.
        StockMoveInUseProblem: a later line, or a case, rests on it.
    """
    told = clean_line(reason)
    with desk.write(Permission.TRANSFERS, "letters.strike", told) as work:
        if not told:
            raise ReasonNeededProblem(field="reason")
        found = stored.read(work, move_id)
        if found is None or found.void_reason:
            raise NotFoundProblem(str(move_id))
        after = [one for one in stored.about(work, found.letter, found.serials) if one.id > move_id]
        if after or found.transfer_id is not None:
            raise StockMoveInUseProblem(found.serials.text())
        stored.void(work, move_id, told)
        work.note(Change(stored.SUBJECT, move_id, "void_reason", "", told))
