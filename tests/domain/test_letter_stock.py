"""The ledger of letters balances, whatever happened to them."""

from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.letter_stock import (
    Serials,
    StockMove,
    StockMoveKind,
    balance,
    parse_serial,
)

_ENDS = st.sampled_from(
    [StockMoveKind.ISSUED, StockMoveKind.HANDED_DOWN, StockMoveKind.RETURNED, StockMoveKind.SPOILED]
)


def test_serials_are_read_as_they_are_printed() -> None:
    assert parse_serial("nb 0012345") == Serials("NB", 12345, 12345, 7)
    assert parse_serial("0012345") == Serials("", 12345, 12345, 7)
    assert parse_serial("ĐB-000001") == Serials("ĐB", 1, 1, 6)
    assert parse_serial("NB") is None
    assert parse_serial("12 34 NB") is None
    assert Serials("NB", 12345, 12399, 7).text() == "NB 0012345"
    assert Serials("NB", 12345, 12399, 7).count == 55


def test_zeros_are_part_of_a_serial() -> None:
    assert not Serials("NB", 1, 1, 6).meets(Serials("NB", 1, 1, 7))


@given(st.lists(st.tuples(st.integers(1, 60), _ENDS), max_size=80))
def test_every_letter_received_is_somewhere(uses: list[tuple[int, StockMoveKind]]) -> None:
    moves = [StockMove("T10", StockMoveKind.RECEIVED, "2026-01-05", Serials("NB", 1, 60, 6))]
    moves += [
        StockMove("T10", kind, "2026-02-01", Serials("NB", number, number, 6))
        for number, kind in uses
    ]
    found = balance("T10", moves)
    assert found.received == 60
    assert found.received == (
        found.left + found.issued + found.spoiled + found.handed_down + found.returned
    )


def test_what_was_struck_out_does_not_count() -> None:
    moves = [
        StockMove("T10", StockMoveKind.RECEIVED, "2026-01-05", Serials("NB", 1, 10, 6)),
        StockMove(
            "T10", StockMoveKind.ISSUED, "2026-02-01", Serials("NB", 1, 1, 6), void_reason="Nhầm"
        ),
        StockMove("T7", StockMoveKind.RECEIVED, "2026-01-05", Serials("NB", 1, 10, 6)),
    ]
    found = balance("T10", moves)
    assert (found.received, found.left, found.issued) == (10, 10, 0)
    assert found.next_serial == "NB 000001"
