"""The ledger of controlled letters in a real office."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import ReasonNeededProblem, RequiredProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.stock_errors import (
    BadSerialProblem,
    NotInStockProblem,
    NotSpoiledProblem,
    SerialTwiceProblem,
    SerialUsedProblem,
    StockMoveInUseProblem,
    TooManyLettersProblem,
)
from tcxd_desktop.office import letter_stock, opening
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import transfer_samples as samples


def move(kind: StockMoveKind, first: str, last: str = "", **changes: object) -> StockMove:
    return StockMove("T10", kind, "2026-03-02", letter_stock.serials(first, last), **changes)  # type: ignore[arg-type]  # builder


@pytest.fixture
def desk(desk: Desk) -> Desk:
    letter_stock.record(desk, move(StockMoveKind.RECEIVED, "NB 000101", "NB 000120"))
    return desk


def test_received_used_and_left(desk: Desk) -> None:
    letter_stock.record(desk, move(StockMoveKind.ISSUED, "NB 000101"))
    letter_stock.record(desk, move(StockMoveKind.SPOILED, "NB 000101", note="Viết sai ô 1"))
    letter_stock.record(desk, move(StockMoveKind.HANDED_DOWN, "NB 000102", "NB 000106"))
    found = letter_stock.balance(desk, "T10")
    assert (found.received, found.left, found.spoiled, found.handed_down) == (20, 14, 1, 5)
    assert letter_stock.next_serial(desk, "T10") == "NB 000107"
    letter_stock.record(desk, move(StockMoveKind.DESTROYED, "NB 000101", paper="05-BB/ĐU"))
    assert letter_stock.balance(desk, "T10").destroyed == 1
    assert [one.kind for one in letter_stock.movements(desk, "T10", 2026)] == [
        StockMoveKind.RECEIVED, StockMoveKind.ISSUED, StockMoveKind.SPOILED,
        StockMoveKind.HANDED_DOWN, StockMoveKind.DESTROYED,
    ]  # fmt: skip
    assert set(opening.verify(desk).values()) == {"ok"}


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (move(StockMoveKind.RECEIVED, "NB 000120"), SerialTwiceProblem),
        (move(StockMoveKind.ISSUED, "NB 000999"), NotInStockProblem),
        (move(StockMoveKind.SPOILED, "NB 000101"), ReasonNeededProblem),
        (move(StockMoveKind.DESTROYED, "NB 000101"), NotSpoiledProblem),
        (
            StockMove("T10", StockMoveKind.ISSUED, "", letter_stock.serials("NB 000101")),
            RequiredProblem,
        ),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, wanted: StockMove, problem: type[Exception]) -> None:
    before = letter_stock.movements(desk)
    with pytest.raises(problem):
        letter_stock.record(desk, wanted)
    assert letter_stock.movements(desk) == before


def test_a_serial_is_used_once(desk: Desk) -> None:
    letter_stock.record(desk, move(StockMoveKind.ISSUED, "NB 000105"))
    with pytest.raises(SerialUsedProblem):
        letter_stock.record(desk, move(StockMoveKind.HANDED_DOWN, "NB 000103", "NB 000106"))


def test_an_office_without_recorded_stock_may_still_write(desk: Desk) -> None:
    letter_stock.record(
        desk, StockMove("T7", StockMoveKind.ISSUED, "2026-03-02", letter_stock.serials("000001"))
    )
    with pytest.raises(SerialUsedProblem):
        letter_stock.record(
            desk,
            StockMove("T7", StockMoveKind.ISSUED, "2026-03-02", letter_stock.serials("000001")),
        )


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        ("abcdef", "", BadSerialProblem),
        ("NB 000105", "NB 000101", TooManyLettersProblem),
        ("NB 000001", "NB 900000", TooManyLettersProblem),
        ("NB 000001", "HN 000002", BadSerialProblem),
    ],
)
def test_runs_of_serials(first: str, last: str, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        letter_stock.serials(first, last)


def test_a_line_is_struck_out_only_while_nothing_rests_on_it(desk: Desk) -> None:
    [receipt] = letter_stock.movements(desk)
    issued = letter_stock.record(desk, move(StockMoveKind.ISSUED, "NB 000105"))
    with pytest.raises(StockMoveInUseProblem):
        letter_stock.strike_out(desk, receipt.id, "Ghi nhầm")
    letter_stock.strike_out(desk, issued, "Ghi nhầm số")
    assert letter_stock.balance(desk, "T10").left == 20
    assert letter_stock.movements(desk)[-1].void_reason == "Ghi nhầm số"
    with pytest.raises(ReasonNeededProblem):
        letter_stock.strike_out(desk, receipt.id, " ")


def test_whom_a_sheet_was_given_to_is_told_within_the_scope_only(desk: Desk) -> None:
    samples.sign(desk, samples.going(desk, samples.member(desk)), [1])
    issued = [one for one in letter_stock.movements(desk) if one.transfer_id is not None]
    assert [one.who for one in issued] == ["Đỗ Minh Khôi"]
    for unit, who in ((make.HAMLET, "Đỗ Minh Khôi"), (make.SCHOOL, "")):
        clerk = replace(desk, actor=Actor("Thử", Role.CLERK, 2, units=(unit,)))
        told = [one for one in letter_stock.movements(clerk) if one.transfer_id is not None]
        assert [one.who for one in told] == [who]
        assert letter_stock.balance(clerk, "T10").left == 19
