"""Lines of the access book in words: the columns of the list, and what one line changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from tcxd_desktop.domain.book import FOOTPRINTS, PEOPLE, BookEntry
from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.history import Change, Role
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.acts import act_name
from tcxd_desktop.wording.book import SEALED_VALUE, change_name
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meetings import SHEET_STATE, TEMPLATE_STATUS
from tcxd_desktop.wording.people import ROLE
from tcxd_desktop.wording.periods import period_text
from tcxd_desktop.wording.safety_papers import CLOCK_DOUBTED

NOTHING = "(trống)"
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_PERIOD = re.compile(r"\b(?:19|20)\d\d-(?:(?:0[1-9]|1[0-2])|Q[1-4]|H[12])\b(?!-\d)")
_POINTS = re.compile(r"\d+\.\d+")
_SCORING = frozenset({"meeting", "template", "office"})
_STATES = {
    "state": {state.value: words for state, words in SHEET_STATE.items()},
    "status": {status.value: words for status, words in TEMPLATE_STATUS.items()},
    "away_counts": {"True": "có", "False": "không"},
}
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the list shows it."""

    entry: BookEntry
    at: str
    act: str
    whom: str


def lines_of(entries: Sequence[BookEntry], zone: tzinfo | None) -> list[Line]:
    """Return lines in the words of the list, by the office's clock."""
    return [Line(entry, moment(entry.at, zone), act_name(entry.use_case), whom(entry))
            for entry in entries]  # fmt: skip


def moment(at: str, zone: tzinfo | None) -> str:
    """Return the moment of a line as it is read."""
    return f"{datetime.fromisoformat(at).astimezone(zone):%d/%m/%Y %H:%M}" if at else ""


def plain(text: str) -> str:
    """Return a text of the book with its days, months and quarters as they are read."""
    told = _ISO.sub(lambda day: f"{day[3]}/{day[2]}/{day[1]}", text)
    return _PERIOD.sub(lambda period: period_text(period[0]), told)


def whom(entry: BookEntry, most: int = _NAMED) -> str:
    """Return whom a line concerns: some names, and how many more."""
    names = [name or "(không còn tên)" for _, name in entry.people[:most]]
    more = max(entry.count, len(entry.people)) - len(names)
    if not names:
        return f"{show_number(entry.count)} người" if entry.count else ""
    told = ", ".join(names)
    return f"{told} và {show_number(more)} người nữa" if more > 0 else told


def _at(line: Line) -> str:
    return f"{line.at} · giờ nghi sai" if line.entry.clock else line.at


COLUMNS: tuple[Column[Line], ...] = (
    Column("seq", "Dòng", lambda line: str(line.entry.id), sort=lambda line: line.entry.id,
           align="right", width=54, muted=True),
    Column("at", "Lúc", _at, muted=True, sort=lambda line: line.entry.id, width=134,
           tone=lambda line: "warn" if line.entry.clock else "",
           tip=lambda line: CLOCK_DOUBTED if line.entry.clock else ""),
    Column("actor", "Người", lambda line: line.entry.actor, width=100),
    Column("act", "Việc", lambda line: line.act, width=168),
    Column("whom", "Đối tượng", lambda line: line.whom, width=120),
    Column("note", "Chi tiết", lambda line: plain(" ".join(line.entry.note.split())), width=124),
    Column("purpose", "Mục đích", lambda line: line.entry.purpose, width=84),
    Column("copies", "Bản", lambda line: str(line.entry.copies or ""),
           sort=lambda line: line.entry.copies, align="right", width=44),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words."""

    what: str
    old: str = ""
    new: str = ""
    changed: bool = True
    """False: nothing changed, a dossier was seen, a paper or a file made."""


def told(changes: Sequence[Change]) -> list[Told]:
    """Return what a line changed, each thing once."""
    return list(dict.fromkeys(_told(changes)))


def _told(changes: Sequence[Change]) -> Iterator[Told]:
    for change in changes:
        what = change_name(change.subject, change.field)
        if change.field in FOOTPRINTS:
            paper = change.new if change.subject != PEOPLE else ""
            yield Told(f"{what}: {paper}" if paper else what, changed=False)
        elif change.subject == PEOPLE:
            yield Told(what, changed=False)
        else:
            old, new = sides(change)
            yield Told(what, old, new)


def sides(change: Change) -> tuple[str, str]:
    """Return the old and the new text; of a table only the rows that differ."""
    if SEALED_VALUE in (change.old, change.new):
        return change.old, change.new
    if change.field == "photo":
        return ("ảnh cũ" if change.old else ""), ("ảnh mới" if change.new else "")
    if change.subject == "account":
        return _account(change.field, change.old), _account(change.field, change.new)
    if change.subject in _SCORING:
        return _scoring(change.field, change.old), _scoring(change.field, change.new)
    if change.field not in TABLES:
        return plain(change.old), plain(change.new)
    before, after = change.old.splitlines(), change.new.splitlines()
    gone = [row for row in before if row not in after]
    come = [row for row in after if row not in before]
    return "\n".join(gone), "\n".join(come)


def _scoring(field: str, value: str) -> str:
    told = _STATES.get(field, {}).get(value)
    if told is not None:
        return told
    return show_number(Decimal(value)) if _POINTS.fullmatch(value) else plain(value)


def _account(field: str, value: str) -> str:
    if field == "role" and value in set(Role):
        return ROLE[Role(value)]
    if field == "sealed":
        return {"True": "mở được", "False": "không mở được"}.get(value, value)
    return plain(value)
