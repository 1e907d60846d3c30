"""Biên bản sự cố dữ liệu, filled in with what the access book knows of the time."""

import json
from collections.abc import Sequence
from datetime import datetime

from tcxd_desktop import places
from tcxd_desktop.domain.book import EXPORT, EXTRACT, FOOTPRINTS, PRINT, REVEAL, VIEW, BookEntry
from tcxd_desktop.domain.errors import BadDateProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import (
    DossierName,
    IncidentActor,
    IncidentKind,
    IncidentReport,
)
from tcxd_desktop.forms.incident import incident
from tcxd_desktop.office import book, people, registers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import accounts as stored_accounts
from tcxd_desktop.storage import book as stored
from tcxd_desktop.storage.book import Wanted
from tcxd_desktop.wording.book import DRAFTS
from tcxd_desktop.wording.people import ROLE
from tcxd_desktop.wording.safety_papers import INCIDENT_KIND

_COUNTED = (
    ("Số hồ sơ được xem", frozenset({VIEW, REVEAL})),
    ("Số hồ sơ bị sửa", frozenset[str]()),
    ("Số hồ sơ đã in, sao", frozenset({PRINT})),
    ("Số hồ sơ trong tệp xuất, bản giao", frozenset({EXPORT, EXTRACT})),
)
"""What is counted, and the fields it is told by; none: everything that is no footprint."""


def reminder(on: datetime) -> str:
    """Return the rule on notifying that holds on a day, as papers tell it; none: nothing."""
    path = places.resources() / "rules" / "incidents.json"
    day = on.date().isoformat()
    for rule in json.loads(path.read_text(encoding="utf-8"))["notice"]:
        if rule["valid_from"] <= day and (not rule["valid_to"] or day <= rule["valid_to"]):
            return str(rule["text"])
    return ""


def report(
    desk: Desk, since: datetime, until: datetime, kinds: Sequence[IncidentKind] = ()
) -> IncidentReport:
    """Return the record of an incident with the facts of a time; the rest is for its writer.

    Args:
        desk: where.
        since: from when, with its zone.
        until: to when.
        kinds: what happened.

    Raises:
        BadDateProblem: it would end before it begins.
    """
    desk.check(Permission.DATA)
    if until < since:
        raise BadDateProblem(f"{until:%H:%M %d/%m/%Y}", field="until")
    wanted = Wanted(since=book.utc(since), until=book.utc(until), without=DRAFTS)
    with desk.read(Permission.DATA) as reading:
        lines = stored.entries(reading, wanted, -1, 0)[::-1]
        about = stored.about(reading, wanted)
        names = stored.names(reading)
        roles = {account.id: ROLE[account.role] for account in stored_accounts.every(reading)}
    concerned = dict.fromkeys(person for found in about.values() for _, person in found)
    return IncidentReport(
        head=people.letterhead(desk, None),
        kinds=frozenset(kinds),
        since=since,
        until=until,
        counts=tuple(_counts(about)),
        people=tuple(
            DossierName(*names.get(person, ("", "")), person) for person in sorted(concerned)
        ),
        people_total=len(concerned),
        actors=tuple(_actors(desk, lines, about, roles)),
        reminder=reminder(until),
        foot=registers.foot_of(desk),
    )


def render(
    desk: Desk, made: IncidentReport, *, copies: int = 1, progress: Progress = unwatched
) -> bytes:
    """Return the record as PDF; it leaves a line with its number and kinds.

    ``copies`` 0: it is only looked at; :func:`note_printed` tells of each print.
    """
    _note(desk, made, "incidents.print" if copies else "incidents.show", copies)
    return incident(made, day=desk.today(), progress=progress)


def note_printed(desk: Desk, made: IncidentReport, *, copies: int, purpose: str = "") -> None:
    """Write that the record was printed, or saved as a file (no copies)."""
    _note(desk, made, "incidents.print", copies, purpose)


def _note(desk: Desk, made: IncidentReport, use_case: str, copies: int, purpose: str = "") -> None:
    kinds = ", ".join(INCIDENT_KIND[kind].lower() for kind in IncidentKind if kind in made.kinds)
    note = ": ".join(part for part in (made.number, kinds) if part)
    desk.line(
        Permission.DATA, use_case, note, purpose=purpose, copies=copies, people=made.concerned
    )


def _counts(about: dict[int, list[tuple[str, int]]]) -> list[tuple[str, int]]:
    pairs = {pair for found in about.values() for pair in found}
    counted = []
    for told, fields in _COUNTED:
        people = {person for name, person in pairs if _is(name, fields)}
        counted.append((told, len(people)))
    return counted


def _is(name: str, fields: frozenset[str]) -> bool:
    return name in fields if fields else name not in FOOTPRINTS


def _actors(
    desk: Desk,
    lines: Sequence[BookEntry],
    about: dict[int, list[tuple[str, int]]],
    roles: dict[int, str],
) -> list[IncidentActor]:
    by_account: dict[tuple[int, str], list[BookEntry]] = {}
    for line in lines:
        by_account.setdefault((line.account, line.actor), []).append(line)
    found: list[IncidentActor] = []
    for (account, name), own in by_account.items():
        counts = [0] * len(_COUNTED)
        for line in own:
            fields = {field for field, _ in about.get(line.id, ())}
            for place, (_, wanted) in enumerate(_COUNTED):
                counts[place] += any(_is(field, wanted) for field in fields)
        first, last = book.local(desk, own[0].at), book.local(desk, own[-1].at)
        found.append(IncidentActor(name, roles.get(account, ""), first, last, *counts))
    return found
