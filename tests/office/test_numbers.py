"""Số lý lịch: blocks, the next number, the ledger, and what is never given twice."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import (
    BadNumberProblem,
    BlockOverlapProblem,
    BlockUsedProblem,
    HasNumberProblem,
    NoNumberLeftProblem,
    NotFoundProblem,
    OutsideBlockProblem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.office import numbers, people
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.make import FAR_HAMLET, HAMLET

PAPER = "45-CV/BTCTU, 02/10/2025"


def member(desk: Desk, name: str = "Lê Văn An", unit_id: int = HAMLET, **changes: object) -> int:
    return people.create(desk, make.new_person(name=name, unit_id=unit_id, **changes)).id


def with_number(desk: Desk, number: str, name: str = "Vũ Thị Cũ") -> int:
    """Return somebody whose number was given on paper, before the program."""
    found = people.read(desk, member(desk, name))
    return people.save(desk, replace(found, dossier_no=number)).id


def test_numbers_ascend_through_the_blocks_in_the_order_they_were_given(desk: Desk) -> None:
    numbers.add_block(desk, "nb", 100, 101, PAPER)
    numbers.add_block(desk, "NB", 7, 9, "")
    given = [numbers.assign(desk, member(desk, f"Lê Văn {n}")) for n in "ABC"]
    assert given == ["000100 NB", "000101 NB", "000007 NB"]
    assert numbers.next_number(desk) == "000008 NB"
    assert numbers.left(desk) == 2
    assert [(b.symbol, b.used, b.size, b.paper) for b in numbers.blocks(desk)] == [
        ("NB", 2, 2, PAPER), ("NB", 1, 3, ""),
    ]  # fmt: skip


def test_a_number_stands_in_the_dossier_the_ledger_and_the_history(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    person_id = member(desk)
    numbers.assign(desk, person_id)
    assert people.read(desk, person_id).dossier_no == "000001 NB"
    [entry] = numbers.ledger(desk)
    assert (entry.number, entry.name, entry.on, entry.unit) == (
        "000001 NB", "Lê Văn An", "2026-11-23", "Chi bộ thôn Bình Minh",
    )  # fmt: skip
    assert people.history(desk, person_id)[0].use_case == "numbers.assign"


def test_without_a_block_nothing_can_be_given(desk: Desk) -> None:
    with pytest.raises(NoNumberLeftProblem):
        numbers.next_number(desk)
    with pytest.raises(NoNumberLeftProblem):
        numbers.assign(desk, member(desk))
    assert numbers.ledger(desk) == []


def test_an_exhausted_block_gives_nothing_more(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 1, PAPER)
    numbers.assign(desk, member(desk))
    late = member(desk, "Vũ Thị Muộn")
    with pytest.raises(NoNumberLeftProblem):
        numbers.assign(desk, late)
    assert people.read(desk, late).dossier_no == ""


def test_several_get_their_numbers_together_or_none_does(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 2, PAPER)
    ids = [member(desk, f"Lê Văn {n}") for n in "ABC"]
    with pytest.raises(NoNumberLeftProblem):
        numbers.assign_many(desk, ids)
    assert numbers.ledger(desk) == []
    assert all(people.read(desk, i).dossier_no == "" for i in ids)
    assert numbers.assign_many(desk, ids[:2]) == ["000001 NB", "000002 NB"]


def test_a_number_is_never_used_again(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    wrong = member(desk)
    numbers.assign(desk, wrong)
    people.void(desk, wrong, "Tạo trùng")
    assert numbers.next_number(desk) == "000002 NB"
    with pytest.raises(TakenNumberProblem):
        numbers.assign(desk, member(desk, "Vũ Thị Mới"), "000001 NB")


def test_numbers_given_on_paper_before_the_program_are_used(desk: Desk) -> None:
    with_number(desk, "000005 NB")
    with_number(desk, "004217 HN", "Người Nơi Khác")
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    assert numbers.blocks(desk)[0].used == 1
    assert numbers.next_number(desk) == "000006 NB"
    with pytest.raises(TakenNumberProblem) as caught:
        numbers.assign(desk, member(desk), "000005 NB")
    assert caught.value.args[1] == "Vũ Thị Cũ"
    [entry] = numbers.ledger(desk)
    assert (entry.number, entry.on, entry.unit) == ("000005 NB", "", "Chi bộ thôn Bình Minh")


def test_a_number_from_paper_can_be_taken_into_the_ledger(desk: Desk) -> None:
    person_id = with_number(desk, "000005 NB")
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    for _ in range(2):
        assert numbers.assign(desk, person_id, "000005 NB") == "000005 NB"
    assert [entry.on for entry in numbers.ledger(desk)] == ["2026-11-23"]


def test_nobody_gets_a_second_number(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    person_id = member(desk)
    numbers.assign(desk, person_id)
    with pytest.raises(HasNumberProblem) as caught:
        numbers.assign(desk, person_id)
    assert caught.value.args == ("Lê Văn An", "000001 NB")


def test_a_chosen_number_must_be_of_a_block(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    person_id = member(desk)
    with pytest.raises(OutsideBlockProblem):
        numbers.assign(desk, person_id, "000011 NB")
    with pytest.raises(OutsideBlockProblem):
        numbers.assign(desk, person_id, "000003 HN")
    with pytest.raises(BadNumberProblem):
        numbers.assign(desk, person_id, "3 NB")
    assert numbers.assign(desk, person_id, "000003nb") == "000003 NB"
    assert numbers.next_number(desk) == "000004 NB"


def test_voided_and_unknown_people_get_no_number(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    voided = member(desk)
    people.void(desk, voided, "Tạo nhầm")
    for person_id in (voided, 999):
        with pytest.raises(NotFoundProblem):
            numbers.assign(desk, person_id)


@pytest.mark.parametrize("span", [(5, 15), (1, 100), (10, 10), (20, 30)])
def test_blocks_never_share_a_number(desk: Desk, span: tuple[int, int]) -> None:
    numbers.add_block(desk, "NB", 10, 20, PAPER)
    with pytest.raises(BlockOverlapProblem):
        numbers.add_block(desk, "NB", *span, PAPER)
    numbers.add_block(desk, "TB", *span, PAPER)
    numbers.add_block(desk, "NB", 21, 30, PAPER)
    numbers.add_block(desk, "NB", 1, 9, PAPER)


@pytest.mark.parametrize(
    ("symbol", "first", "last", "field"),
    [
        ("N", 1, 9, "symbol"), ("NBTH", 1, 9, "symbol"), ("N1", 1, 9, "symbol"),
        ("ÂB", 1, 9, "symbol"), ("", 1, 9, "symbol"),
        ("NB", 0, 9, "first"), ("NB", 9, 8, "first"), ("NB", 1, 1_000_000, "first"),
    ],
)  # fmt: skip
def test_a_bad_block_is_refused(desk: Desk, symbol: str, first: int, last: int, field: str) -> None:
    with pytest.raises(BadNumberProblem) as caught:
        numbers.add_block(desk, symbol, first, last, PAPER)
    assert caught.value.field == field
    assert numbers.blocks(desk) == []


def test_a_block_declared_by_mistake_goes_while_nothing_was_given(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    numbers.add_block(desk, "NB", 11, 20, PAPER)
    numbers.assign(desk, member(desk))
    first, second = numbers.blocks(desk)
    with pytest.raises(BlockUsedProblem):
        numbers.drop_block(desk, first.id)
    numbers.drop_block(desk, second.id)
    assert numbers.blocks(desk) == [first]
    with pytest.raises(NotFoundProblem):
        numbers.drop_block(desk, second.id)


def test_guests_wait_for_no_number_and_stand_on_no_list(desk: Desk) -> None:
    an = member(desk, "Lê Văn An")
    member(desk, "Vũ Thị Khách", event=EventKind.TEMPORARY_IN.value, on=make.day("2026-10-01"))
    binh = member(desk, "Đỗ Văn Bình")
    member(desk, "Phan Văn Xa", FAR_HAMLET)
    assert {line.name for line in numbers.waiting(desk)} == {
        "Lê Văn An",
        "Đỗ Văn Bình",
        "Phan Văn Xa",
    }
    found = [(number, line.id) for number, line in numbers.cell_numbers(desk, HAMLET)]
    assert found == [(1, an), (2, binh)]
