"""The book on paper: sổ mượn đọc, sổ giao nhận, sổ in sao of a period, and its lines themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from tcxd_desktop.domain.book import REVEAL, BookEntry, BookQuery, Loan
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import (
    AccessBook,
    AccessRegister,
    BookLine,
    BookTop,
    CopyLine,
    CopyRegister,
    Direction,
    DossierName,
    Foot,
    HandoverLine,
    HandoverRegister,
    ReadingLine,
    ReadingRegister,
)
from tcxd_desktop.forms.access_book import access_book
from tcxd_desktop.forms.access_register import access_register
from tcxd_desktop.office import book, people, printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import accounts as stored_accounts
from tcxd_desktop.storage import book as stored
from tcxd_desktop.storage import loans as stored_loans
from tcxd_desktop.storage.book import Wanted
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.acts import act_name
from tcxd_desktop.wording.book import (
    COPIED,
    HANDED_OVER,
    KINDS,
    READ_IN,
    REGISTERS,
    TAKEN_IN,
    change_name,
    check_words,
)
from tcxd_desktop.wording.people import ROLE
from tcxd_desktop.wording.safety_papers import show_dossiers

READING, HANDOVER, COPIES = REGISTERS
_PRINT = "printing.print"
_PAPER_LOAN = "mượn hồ sơ giấy"
_FIELDS = 6
"""Fields a line of the printed book names."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Lines of a period with whom they concern."""

    entries: tuple[BookEntry, ...]
    """Oldest first."""
    about: Mapping[int, list[tuple[str, int]]]
    names: Mapping[int, tuple[str, str]]

    def dossiers(self, line: int) -> tuple[DossierName, ...]:
        people = dict.fromkeys(person for _, person in self.about.get(line, ()))
        return tuple(self.dossier(person) for person in people)

    def dossier(self, person: int) -> DossierName:
        name, number = self.names.get(person, ("", ""))
        return DossierName(name, number, person)


def register(desk: Desk, kind: str, since: str, until: str) -> AccessRegister:
    """Return a register of a period.

    Args:
        desk: where.
        kind: key of ``wording.book.REGISTERS``.
        since: ISO day, or empty.
        until: ISO day, or empty.

    Raises:
        NotFoundProblem: no such register.
    """
    desk.check(Permission.BOOK)
    make = _MAKERS.get(kind)
    if make is None:
        raise NotFoundProblem(kind)
    return make(desk, since, until)


def render_register(  # noqa: PLR0913 - what a print needs
    desk: Desk,
    kind: str,
    since: str,
    until: str,
    *,
    copies: int = 1,
    purpose: str = "",
    progress: Progress = unwatched,
) -> bytes:
    """Return a register as PDF; it leaves a line of its own, which its foot names.

    ``copies`` 0: it is only looked at; :func:`note_register` tells of each print.
    """
    made = register(desk, kind, since, until)
    foot = _noted(desk, _register_note(kind, since, until), copies, purpose)
    made = replace(made, top=replace(made.top, foot=foot))
    return access_register(made, day=desk.today(), progress=progress)


def render_book(
    desk: Desk,
    query: BookQuery,
    *,
    copies: int = 1,
    purpose: str = "",
    progress: Progress = unwatched,
) -> bytes:
    """Return the lines ``query`` finds as PDF, oldest first; it leaves a line of its own.

    ``copies`` 0: it is only looked at; :func:`note_book` tells of each print.
    """
    made = book_paper(desk, query)
    foot = _noted(desk, _book_note(query), copies, purpose)
    made = replace(made, top=replace(made.top, foot=foot))
    return access_book(made, day=desk.today(), progress=progress)


def note_register(
    desk: Desk, kind: str, since: str, until: str, *, copies: int, purpose: str
) -> None:
    """Write that a register was printed, or saved as a file (no copies): for what."""
    desk.check(Permission.BOOK)
    note = _register_note(kind, since, until)
    desk.line(Permission.BOOK, "book.print", note, copies=copies, purpose=purpose)


def note_book(desk: Desk, query: BookQuery, *, copies: int, purpose: str) -> None:
    """Write that lines of the book were printed, or saved as a file (no copies): for what."""
    desk.line(Permission.BOOK, "book.print", _book_note(query), copies=copies, purpose=purpose)


def _register_note(kind: str, since: str, until: str) -> str:
    return f"{REGISTERS[kind]} {_period(since, until)}".strip()


def _book_note(query: BookQuery) -> str:
    return f"Sổ truy cập {_period(query.since, query.until)}".strip()


def _noted(desk: Desk, note: str, copies: int, purpose: str) -> Foot:
    use_case = "book.print" if copies else "book.show"
    desk.line(Permission.BOOK, use_case, note, copies=copies, purpose=purpose)
    return foot_of(desk)


def foot_of(desk: Desk) -> Foot:
    """Return what stands at the foot of a report: who printed it, and how far the book was."""
    desk.check(Permission.BOOK)
    seq, chain = desk.store.head()
    office = people.letterhead(desk, None).issuer
    return Foot(office, desk.actor.name, desk.clock(), seq, chain.hex())


def top_of(desk: Desk, since: str, until: str, chosen: str = "") -> BookTop:
    """Return the head of a book of a period."""
    return BookTop(people.letterhead(desk, None), _day(since), _day(until), chosen)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(since: str, until: str) -> str:
    return f"{since or '…'} – {until or '…'}" if since or until else ""


def _find(
    desk: Desk, reading: Reading, since: str, until: str, use_cases: tuple[str, ...]
) -> _Found:
    wanted = Wanted(
        since=book.moment(desk, since),
        until=book.moment(desk, until, after=1),
        use_cases=use_cases,
    )
    return _Found(
        tuple(reversed(stored.entries(reading, wanted, -1, 0))),
        stored.about(reading, wanted),
        stored.names(reading),
    )


# --- sổ mượn đọc ----------------------------------------------------------------------------------


def _reading(desk: Desk, since: str, until: str) -> ReadingRegister:
    with desk.read(Permission.BOOK) as reading:
        found = _find(desk, reading, since, until, READ_IN)
        roles = {account.id: ROLE[account.role] for account in stored_accounts.every(reading)}
        loans = stored_loans.between(reading, since, until)
        lent = stored_loans.moments(reading)
    lines = [
        ReadingLine(
            book.local(desk, entry.at),
            entry.actor,
            roles.get(entry.account, ""),
            found.dossiers(entry.id),
            entry.purpose,
            in_full=any(name == REVEAL for name, _ in found.about.get(entry.id, ())),
            doubted=bool(entry.clock),
        )
        for entry in found.entries
    ]
    lines += [_loan_line(desk, loan, found, lent.get(loan.id, "")) for loan in loans]
    zone = desk.clock().tzinfo
    lines.sort(key=lambda line: line.at or datetime.min.replace(tzinfo=zone))
    return ReadingRegister(top_of(desk, since, until), tuple(lines))


def _loan_line(desk: Desk, loan: Loan, found: _Found, noted: str) -> ReadingLine:
    day = datetime.combine(date.fromisoformat(loan.lent_on), time(), desk.clock().tzinfo)
    at = book.local(desk, noted)
    papers = f"{_PAPER_LOAN}: {loan.papers}" if loan.papers else _PAPER_LOAN
    back = f"trả {_shown(loan.returned_on)}" if loan.returned_on else "chưa trả"
    return ReadingLine(
        at if at is not None and at.date() == day.date() else day,
        loan.borrower,
        ", ".join(part for part in (loan.borrower_unit, loan.letter) if part),
        (found.dossier(loan.person_id),),
        loan.purpose,
        allowed_by=loan.approved_by,
        form=f"{papers}; {back}",
    )


def _shown(day: str) -> str:
    return f"{date.fromisoformat(day):%d/%m/%Y}"


# --- sổ giao nhận ---------------------------------------------------------------------------------


def _handover(desk: Desk, since: str, until: str) -> HandoverRegister:
    with desk.read(Permission.BOOK) as reading:
        found = _find(desk, reading, since, until, (*HANDED_OVER, *TAKEN_IN))
    lines = tuple(
        HandoverLine(
            book.local(desk, entry.at),
            entry.actor,
            Direction.IN if entry.use_case in TAKEN_IN else Direction.OUT,
            act_name(entry.use_case),
            entry.count,
            entry.note,
            entry.purpose,
            doubted=bool(entry.clock),
        )
        for entry in found.entries
    )
    return HandoverRegister(top_of(desk, since, until), lines)


# --- sổ in sao ------------------------------------------------------------------------------------


def _copies(desk: Desk, since: str, until: str) -> CopyRegister:
    with desk.read(Permission.BOOK) as reading:
        found = _find(desk, reading, since, until, COPIED)
        prints = stored.prints(reading)
    titles = {form.code: f"{form.code} {form.title}" for form in printing.forms(desk)}
    lines = tuple(_copy_line(desk, entry, found, prints, titles) for entry in found.entries)
    return CopyRegister(top_of(desk, since, until), lines)


def _copy_line(
    desk: Desk,
    entry: BookEntry,
    found: _Found,
    prints: Mapping[int, tuple[str, int, int, str]],
    titles: Mapping[str, str],
) -> CopyLine:
    form, count, copies, purpose = prints.get(entry.id, ("", 0, 0, ""))
    paper = act_name(entry.use_case) + (f": {entry.note}" if entry.note else "")
    if entry.use_case == _PRINT:
        paper = titles.get(form or entry.note, form or entry.note)
    return CopyLine(
        book.local(desk, entry.at),
        entry.actor,
        paper,
        found.dossiers(entry.id),
        count or entry.count,
        entry.copies or copies or 1,
        entry.purpose or purpose,
        doubted=bool(entry.clock),
    )


_MAKERS: Mapping[str, Callable[[Desk, str, str], AccessRegister]] = {
    READING: _reading,
    HANDOVER: _handover,
    COPIES: _copies,
}


# --- the lines themselves -------------------------------------------------------------------------


def book_paper(desk: Desk, query: BookQuery) -> AccessBook:
    """Return the lines ``query`` finds as the printed book has them, oldest first."""
    found = book.entries(desk, query, -1)[::-1]
    wanted = book.wanted(desk, query)
    with desk.read(Permission.BOOK) as reading:
        fields = stored.fields(reading, wanted)
        names = stored.names(reading)
    lines = tuple(_book_line(desk, entry, fields.get(entry.id, ()), names) for entry in found)
    top = top_of(desk, query.since, query.until, chosen(desk, query))
    return AccessBook(top, lines, check_words(book.verify(desk)))


def _book_line(
    desk: Desk,
    entry: BookEntry,
    fields: list[tuple[str, str, str]] | tuple[()],
    names: Mapping[int, tuple[str, str]],
) -> BookLine:
    people = [DossierName(*names.get(person, ("", "")), person) for person, _ in entry.people]
    told = list(dict.fromkeys(_field_told(*field) for field in fields))
    if len(told) > _FIELDS:
        told = [*told[:_FIELDS], f"và {len(told) - _FIELDS} mục nữa"]
    return BookLine(
        entry.id,
        book.local(desk, entry.at),
        entry.actor,
        act_name(entry.use_case),
        show_dossiers(people, max(entry.count, len(people)), most=3, by="\n"),
        "\n".join(part for part in (entry.note, "; ".join(told)) if part),
        entry.purpose,
        entry.copies,
        doubted=bool(entry.clock),
    )


def _field_told(subject: str, name: str, value: str) -> str:
    named = change_name(subject, name)
    return f"{named} ({value})" if value else named


def chosen(desk: Desk, query: BookQuery) -> str:
    """Return what a query chooses, in words."""
    parts = []
    if query.kind in KINDS:
        parts.append(KINDS[query.kind].label)
    if query.account:
        parts.append(dict(book.actors(desk)).get(query.account, str(query.account)))
    if query.person_id:
        with desk.read(Permission.BOOK) as reading:
            name, number = stored.names(reading).get(query.person_id, ("", ""))
        parts.append(f"hồ sơ {name} ({number})" if number else f"hồ sơ {name}")
    if query.text:
        parts.append(f"có chữ “{query.text}”")
    return "; ".join(parts)
