"""Sổ truy cập: reading and filtering it, checking it, and taking it out as a file."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

from tcxd_desktop.domain.book import BookCheck, BookEntry, BookQuery
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.text import fold
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import book as stored
from tcxd_desktop.storage import checking
from tcxd_desktop.storage.book import Wanted
from tcxd_desktop.wording.acts import act_name
from tcxd_desktop.wording.book import DRAFTS, KINDS
from tcxd_desktop.wording.safety_papers import CLOCK_DOUBTED

PAGE = 200
"""Lines a screen asks for at once."""


def entries(desk: Desk, query: BookQuery, limit: int = PAGE, offset: int = 0) -> list[BookEntry]:
    """Return lines of the book, newest first; a negative limit is all of them."""
    with desk.read(Permission.BOOK) as reading:
        return stored.entries(reading, wanted(desk, query), limit, offset)


def count(desk: Desk, query: BookQuery) -> int:
    """Return how many lines ``query`` finds."""
    with desk.read(Permission.BOOK) as reading:
        return stored.count(reading, wanted(desk, query))


def changes(desk: Desk, line: int) -> list[Change]:
    """Return what one line changed, with old and new values; sealed ones for their holders."""
    with desk.read(Permission.BOOK) as reading:
        return stored.changes(reading, line)


def actors(desk: Desk) -> list[tuple[int, str]]:
    """Return (account, name) of everybody the book has lines of: to filter by."""
    with desk.read(Permission.BOOK) as reading:
        return stored.actors(reading)


def wanted(desk: Desk, query: BookQuery) -> Wanted:
    """Return a query as the store asks for it: days become moments, kinds use cases."""
    kind = KINDS.get(query.kind)
    return Wanted(
        since=moment(desk, query.since),
        until=moment(desk, query.until, after=1),
        account=query.account,
        use_cases=kind.use_cases if kind else (),
        without=() if query.drafts else DRAFTS,
        person_id=query.person_id,
        words=tuple(fold(query.text).split()),
    )


def moment(desk: Desk, day: str, *, after: int = 0) -> str:
    """Return the beginning of an ISO day by the office's clock, in UTC as lines have it."""
    if not day:
        return ""
    found = date.fromisoformat(day) + timedelta(days=after)
    return utc(datetime.combine(found, time(), desk.clock().tzinfo))


def utc(at: datetime) -> str:
    """Return a moment as lines of the book have it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def local(desk: Desk, at: str) -> datetime | None:
    """Return the moment of a line by the office's clock."""
    return datetime.fromisoformat(at).astimezone(desk.clock().tzinfo) if at else None


def verify(desk: Desk) -> BookCheck:
    """Check chain, signatures and records; each is ``ok``, or says in words what is wrong."""
    desk.check(Permission.BOOK)
    with desk.store.turn() as connection:
        found = checking.book(desk.store, connection)
    with desk.read(Permission.BOOK) as reading:
        number = stored.lines(reading)
    whole = found["book"]  # a book that cannot be read has nothing else to tell
    return BookCheck(number, whole, found.get("signatures", whole), found.get("records", whole))


# --- as a file ------------------------------------------------------------------------------------

_TITLES = (
    "Dòng số", "Ngày giờ", "Đồng hồ", "Người", "Việc", "Mã việc", "Của ai", "Số người",
    "Nội dung", "Mục đích", "Số bản",
)  # fmt: skip
_LIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a sheet would take for the start of a formula."""


def export_book(desk: Desk, query: BookQuery, file_name: str, purpose: str = "") -> bytes:
    """Return the lines ``query`` finds as a file, oldest first: xlsx by its ending, else csv.

    Values are not in it, only what was done, when, by whom and to whom.
    """
    found = entries(desk, query, -1)[::-1]
    rows = [_row(desk, entry) for entry in found]
    data = _xlsx(rows) if file_name.lower().endswith(".xlsx") else _csv(rows)
    desk.line(Permission.BOOK, "book.export", f"{file_name}: {len(rows)} dòng", purpose=purpose)
    return data


def _row(desk: Desk, entry: BookEntry) -> tuple[str, ...]:
    at = local(desk, entry.at)
    names = ", ".join(name for _, name in entry.people)
    more = entry.count - len(entry.people)
    if names and more > 0:
        names = f"{names} và {more} người nữa"
    return (
        str(entry.id),
        f"{at:%d/%m/%Y %H:%M:%S}" if at else "",
        CLOCK_DOUBTED if entry.clock else "",
        entry.actor,
        act_name(entry.use_case),
        entry.use_case,
        names,
        str(entry.count or ""),
        entry.note,
        entry.purpose,
        str(entry.copies or ""),
    )


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    return workbook("Sổ truy cập", _TITLES, rows)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    target = StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_TITLES)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_LIVE) else cell
