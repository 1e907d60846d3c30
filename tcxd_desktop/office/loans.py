"""Mượn đọc hồ sơ giấy: who has which dossier, who agreed, and when it is due back.

Reading needs the consent of the keeping committee; who borrows signs and brings it back on time
(06-HD/TW of 09/6/2025, 8.2.e).
"""

from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.book import LENT, PERSON, Loan
from tcxd_desktop.domain.errors import LentProblem, NotFoundProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import restrictions, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import loans as stored
from tcxd_desktop.storage import people as stored_people

_TEXTS = ("borrower", "borrower_unit", "letter", "papers", "purpose", "approved_by")
_NEEDED = ("borrower", "purpose", "approved_by")


def lend(desk: Desk, loan: Loan) -> Loan:
    """Write that a paper dossier, or papers of it, are lent; return the loan with its number.

    Args:
        desk: where.
        loan: whose, to whom, why, and who agreed; without a day it is today.

    Raises:
        RequiredProblem: borrower, purpose or who agreed is missing.
        NotFoundProblem: no such record.
        LentProblem: the whole dossier, or one of the same papers, is out already.
        RestrictedProblem: the dossier may not be handed out.
    """
    texts = {name: clean_line(getattr(loan, name)) for name in _TEXTS}
    made = replace(loan, **texts, lent_on=loan.lent_on or desk.day())  # type: ignore[arg-type]
    for name in _NEEDED:
        if not getattr(made, name):
            raise RequiredProblem(name, field=name)
    with desk.write(Permission.EDIT, "loans.lend", purpose=made.purpose, people=1) as work:
        scope.check_person(desk, work, [made.person_id])
        found = stored_people.read(work, made.person_id)
        if found is None or found.void_reason:
            raise NotFoundProblem(str(made.person_id))
        restrictions.check(work, [made.person_id])
        for other in stored.out(work, made.person_id):
            if not other.papers or not made.papers or other.papers == made.papers:
                raise LentProblem(found.birth_name, other.borrower)
        made = replace(made, id=stored.add(work, made), person=found.birth_name)
        work.note(
            Change(PERSON, made.person_id, LENT, "", _told(made)),
            Change(stored.SUBJECT, made.id, "lent_on", "", made.lent_on),
        )
    return made


def _told(loan: Loan) -> str:
    parts = (loan.borrower, loan.borrower_unit, loan.letter, loan.papers, loan.approved_by)
    return "; ".join(part for part in parts if part)


def give_back(desk: Desk, loan_id: int, on: date | None = None) -> None:
    """Write that what was lent came back.

    Raises:
        NotFoundProblem: no such loan, or it is back already.
    """
    day = on.isoformat() if on else desk.day()
    with desk.write(Permission.EDIT, "loans.back", people=1) as work:
        loan = stored.one(work, loan_id)
        if loan is None or loan.returned_on:
            raise NotFoundProblem(str(loan_id))
        scope.check_person(desk, work, [loan.person_id])
        stored.give_back(work, loan_id, day)
        work.note(
            Change(PERSON, loan.person_id, LENT, _told(loan), f"đã trả {day}"),
            Change(stored.SUBJECT, loan.id, "returned_on", "", day),
        )


def open_loans(desk: Desk) -> list[Loan]:
    """Return what is lent now, the oldest first."""
    with desk.read() as reading:
        found = stored.out(reading)
        seen = scope.people_of(desk, reading, {loan.person_id for loan in found})
    return [loan for loan in found if loan.person_id in seen]


def overdue(desk: Desk) -> list[Loan]:
    """Return what should be back by now and is not."""
    today = desk.day()
    return [loan for loan in open_loans(desk) if loan.overdue(today)]
