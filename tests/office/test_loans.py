"""Paper dossiers lent for reading (06-HD/TW of 09/6/2025, 8.2.e)."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.book import BookQuery, Loan
from tcxd_desktop.domain.errors import (
    LentProblem,
    NotAllowedProblem,
    NotFoundProblem,
    OutsideScopeProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.office import book, loans, opening, people
from tcxd_desktop.office.desk import Desk
from tests import make


def a_loan(person_id: int, **changes: str) -> Loan:
    return Loan(
        person_id=person_id,
        **{
            "borrower": "Lê  Văn Hòa", "borrower_unit": "UBKT Đảng ủy", "letter": "GGT 12",
            "purpose": "Thẩm tra", "approved_by": "Trần Thu Hà", "due_on": "2026-11-30", **changes,
        },
    )  # fmt: skip


@pytest.fixture
def person(desk: Desk) -> int:
    return people.create(desk, make.new_person(name="Nguyễn Thị Đào")).id


def test_a_loan_goes_out_and_comes_back(desk: Desk, person: int) -> None:
    made = loans.lend(desk, a_loan(person))
    assert (made.id, made.person, made.borrower, made.lent_on) == (
        1, "Nguyễn Thị Đào", "Lê Văn Hòa", "2026-11-23",
    )  # fmt: skip
    assert loans.open_loans(desk) == [made]
    loans.give_back(desk, made.id)
    assert loans.open_loans(desk) == []
    with pytest.raises(NotFoundProblem):
        loans.give_back(desk, made.id)
    with pytest.raises(NotFoundProblem):
        loans.give_back(desk, 99)


def test_both_ways_stand_in_the_book_and_in_the_history(desk: Desk, person: int) -> None:
    made = loans.lend(desk, a_loan(person))
    loans.give_back(desk, made.id, date(2026, 11, 25))
    back, lent = book.entries(desk, BookQuery(kind="view"))
    assert (lent.use_case, lent.purpose, lent.people) == (
        "loans.lend", "Thẩm tra", ((person, "Nguyễn Thị Đào"),),
    )  # fmt: skip
    [change] = [c for c in book.changes(desk, back.id) if c.subject == "person"]
    assert change.old == "Lê Văn Hòa; UBKT Đảng ủy; GGT 12; Trần Thu Hà"
    assert change.new == "đã trả 2026-11-25"
    assert [act.use_case for act in people.history(desk, person)][:2] == [
        "loans.back",
        "loans.lend",
    ]
    assert all(value == "ok" for value in opening.verify(desk).values())


@pytest.mark.parametrize("missing", ["borrower", "purpose", "approved_by"])
def test_borrower_purpose_and_consent_are_needed(desk: Desk, person: int, missing: str) -> None:
    with pytest.raises(RequiredProblem) as caught:
        loans.lend(desk, a_loan(person, **{missing: " "}))
    assert caught.value.field == missing


def test_what_is_out_cannot_go_out_again(desk: Desk, person: int) -> None:
    first = loans.lend(desk, a_loan(person, papers="Lý lịch đảng viên"))
    loans.lend(desk, a_loan(person, papers="Quyết định kết nạp"))
    for papers in ("", "Lý lịch đảng viên"):
        with pytest.raises(LentProblem):
            loans.lend(desk, a_loan(person, papers=papers))
    loans.give_back(desk, first.id)
    assert loans.lend(desk, a_loan(person, papers="Lý lịch đảng viên")).id > first.id


def test_nobodys_dossier_cannot_be_lent(desk: Desk, person: int) -> None:
    with pytest.raises(NotFoundProblem):
        loans.lend(desk, a_loan(99))
    people.void(desk, person, "Nhập trùng")
    with pytest.raises(NotFoundProblem):
        loans.lend(desk, a_loan(person))


def test_overdue_is_what_should_be_back(desk: Desk, person: int) -> None:
    late = loans.lend(desk, a_loan(person, papers="A", lent_on="2026-11-01", due_on="2026-11-22"))
    loans.lend(desk, a_loan(person, papers="B", due_on="2026-11-23"))
    loans.lend(desk, a_loan(person, papers="C", due_on=""))
    assert loans.overdue(desk) == [late]


def test_a_viewer_may_not_and_a_clerk_sees_the_own_part(desk: Desk, person: int) -> None:
    loans.lend(desk, a_loan(person))
    viewer = replace(desk, actor=Actor("Người xem", Role.VIEWER, 3))
    with pytest.raises(NotAllowedProblem):
        loans.lend(viewer, a_loan(person))
    elsewhere = replace(
        desk, actor=Actor("Cán bộ", Role.CLERK, 2, sealed=True, units=(make.FAR_HAMLET,))
    )
    assert loans.open_loans(elsewhere) == []
    with pytest.raises(OutsideScopeProblem):
        loans.give_back(elsewhere, 1)
