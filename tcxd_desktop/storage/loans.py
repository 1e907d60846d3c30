"""Paper dossiers lent for reading."""

from tcxd_desktop.domain.book import Loan
from tcxd_desktop.storage.work import Reading, Work

_SELECT = (
    "SELECT l.id, l.person_id, p.birth_name, l.borrower, l.borrower_unit, l.letter, l.papers,"
    " l.purpose, l.approved_by, l.lent_on, l.due_on, l.returned_on"
    " FROM loan l JOIN person p ON p.id = l.person_id"
)
_FIELDS = ("id", "person_id", "person", "borrower", "borrower_unit", "letter", "papers", "purpose",
           "approved_by", "lent_on", "due_on", "returned_on")  # fmt: skip
SUBJECT = "loan"
"""Subject of the change that ties a line of the book to a loan."""


def _loans(reading: Reading, where: str, values: tuple[str | int, ...] = ()) -> list[Loan]:
    rows = reading.all(f"{_SELECT} WHERE {where} ORDER BY l.lent_on, l.id", values)
    return [Loan(**dict(zip(_FIELDS, row, strict=True))) for row in rows]


def add(work: Work, loan: Loan) -> int:
    """Write that a dossier was lent."""
    names = [name for name in _FIELDS if name not in {"id", "person"}]
    work.touch(SUBJECT)
    return work.add("loan", {name: getattr(loan, name) for name in names})


def give_back(work: Work, loan_id: int, day: str) -> None:
    """Write that a dossier came back on ISO ``day``."""
    work.change("loan", {"id": loan_id}, {"returned_on": day})
    work.touch(SUBJECT)


def one(reading: Reading, loan_id: int) -> Loan | None:
    """Return a loan."""
    return next(iter(_loans(reading, "l.id = ?", (loan_id,))), None)


def out(reading: Reading, person_id: int | None = None) -> list[Loan]:
    """Return what is lent now, of everybody or of one dossier."""
    if person_id is None:
        return _loans(reading, "l.returned_on = ''")
    return _loans(reading, "l.returned_on = '' AND l.person_id = ?", (person_id,))


def between(reading: Reading, since: str, until: str) -> list[Loan]:
    """Return what was lent in a period of ISO days, both inclusive; empty ends are open."""
    return _loans(reading, "l.lent_on >= ? AND l.lent_on <= ?", (since, until or "9999-12-31"))


def moments(reading: Reading) -> dict[int, str]:
    """Return when each loan was entered, UTC."""
    rows = reading.all(
        "SELECT c.subject_id, min(a.at) FROM act_change c JOIN act a ON a.id = c.act_id"
        " WHERE c.subject = ? GROUP BY c.subject_id",
        (SUBJECT,),
    )
    return {int(number): str(at) for number, at in rows}
