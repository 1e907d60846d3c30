"""Dossiers: find, open, save, correct, void."""

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.drafts import Draft
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    DecisionNeededProblem,
    LockedFactProblem,
    NotFoundProblem,
    ReasonNeededProblem,
    RequiredProblem,
    TakenNumberProblem,
    UnitAbsentProblem,
)
from tcxd_desktop.domain.facts import Kind, Value
from tcxd_desktop.domain.history import Act, Change, Permission
from tcxd_desktop.domain.numbers import dossier_number, identity_digits
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.people import Duplicate, NewPerson, PeopleQuery, PersonLine, SavedFilter
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.text import clean_block, clean_line, fold
from tcxd_desktop.domain.units import Decision, below, path_names
from tcxd_desktop.exchange import photos
from tcxd_desktop.office import settings, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import history as stored_history
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import people as stored
from tcxd_desktop.storage import snapshots
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.people_filter import Conditions, conditions
from tcxd_desktop.storage.work import Reading, Work

_UNIQUE = ("citizen_id", "card_no", "dossier_no")
_CLEANED = {
    Kind.LINE: clean_line,
    Kind.UPPER: clean_line,
    Kind.CODE: clean_line,
    Kind.OPEN_CODE: clean_line,
    Kind.TEXT: clean_block,
}


def lines(desk: Desk, query: PeopleQuery, limit: int = -1) -> list[PersonLine]:
    """Return the members ``query`` finds, in name order."""
    with desk.read() as reading:
        day, found = _conditions(desk, reading, query)
        return stored.lines(reading, day, found.sql, found.values, query.columns, limit)


def count(desk: Desk, query: PeopleQuery) -> int:
    """Return how many members ``query`` finds."""
    with desk.read() as reading:
        day, found = _conditions(desk, reading, query)
        return stored.count(reading, day, found.sql, found.values)


def _conditions(desk: Desk, reading: Reading, query: PeopleQuery) -> tuple[str, Conditions]:
    day = desk.day(query.as_at)
    units = None
    if query.unit_id is not None:
        units = sorted(below(stored_units.on_day(reading, day), query.unit_id))
    return day, conditions(query, int(day[:4]), units)


def read(desk: Desk, person_id: int) -> Dossier:
    """Return one dossier.

    Raises:
        NotFoundProblem: no such record.
    """
    with desk.read() as reading:
        return _read(reading, person_id)


def read_many(desk: Desk, person_ids: list[int]) -> list[Dossier]:
    """Return dossiers in the order asked."""
    with desk.read() as reading:
        return stored.read_many(reading, person_ids)


def _read(reading: Reading, person_id: int) -> Dossier:
    found = stored.read(reading, person_id)
    if found is None:
        raise NotFoundProblem(str(person_id))
    return found


def by_number(desk: Desk, wanted: str) -> int:
    """Return the person whose id, citizen id, card or số lý lịch is ``wanted``.

    Raises:
        NotFoundProblem: nobody.
    """
    text = clean_line(wanted)
    with desk.read() as reading:
        for column in ("citizen_id", "card_no", "dossier_no", "old_card_no"):
            found = stored.id_of(reading, column, text.upper())
            if found is not None:
                return found
        if text.isdigit() and stored.read(reading, int(text)) is not None:
            return int(text)
    raise NotFoundProblem(wanted)


def cleaned(dossier: Dossier) -> Dossier:
    """Return the dossier with every text tidied and every number of identity checked.

    Raises:
        RequiredProblem: no name.
        BadNumberProblem: a number of the wrong length or with letters.
    """
    tidy: dict[str, object] = {}
    for name, fact in FACTS.items():
        value = getattr(dossier, name)
        if fact.kind is Kind.DIGITS:
            tidy[name] = identity_digits(value, fact.digits, kind=name, field=name)
        elif value and fact.kind in _CLEANED:
            tidy[name] = _CLEANED[fact.kind](value)
    tidy["dossier_no"] = dossier_number(dossier.dossier_no)
    if not tidy.get("birth_name"):
        raise RequiredProblem("birth_name", field="birth_name")
    return replace(dossier, **tidy)  # type: ignore[arg-type] # names and types are those read above


def save(
    desk: Desk, dossier: Dossier, *, decision: Decision | None = None, note: str = ""
) -> Dossier:
    """Write a dossier as edited and return it with its new version.

    Args:
        desk: where.
        dossier: as edited; its version is the one that was opened.
        decision: the paper behind the change, where there is one.
        note: why, in the clerk's words.

    Raises:
        ConflictProblem: it was saved by someone else since.
        LockedFactProblem: a fixed fact of an admitted member would change.
        TakenNumberProblem: a number of identity belongs to somebody else.
    """
    new = cleaned(dossier)
    with desk.write(Permission.EDIT, "people.save", _noted(note, decision)) as work:
        old = _read(work, new.id)
        if old.version != new.version:
            raise ConflictProblem
        locked = _locked_changes(old, new)
        if locked:
            raise LockedFactProblem(locked[0], field=locked[0])
        _check_unique(work, new)
        work.note(*values.changes(old, new, desk.codes, stored_units.names(work)))
        store(desk, work, old, new)
        stored_office.drop_draft(work, new.id)
    return replace(new, version=old.version + 1)


def _noted(note: str, decision: Decision | None) -> str:
    if decision is None or not decision.number:
        return note
    return f"{note} [{decision.number}; {decision.on}; {decision.issuer}]".strip()


def _locked_changes(old: Dossier, new: Dossier) -> list[str]:
    """Return fixed facts that would change; a blank one may still be filled in."""
    if not old.admitted:
        return []
    return [
        name
        for name, fact in FACTS.items()
        if fact.locked and getattr(old, name) not in ("", None)
        if getattr(old, name) != getattr(new, name)
    ]


def _check_unique(reading: Reading, dossier: Dossier) -> None:
    for name in _UNIQUE:
        number = getattr(dossier, name)
        holder = stored.id_of(reading, name, number) if number else None
        if holder is not None and holder != dossier.id:
            raise TakenNumberProblem(number, _read(reading, holder).birth_name, field=name)


def store(desk: Desk, work: Work, old: Dossier, new: Dossier) -> None:
    """Write a changed dossier with its completeness, inside a use case of any feature.

    Raises:
        ConflictProblem: it was saved by someone else since.
        UnitAbsentProblem: the member would stand in a unit that has ended.
    """
    _check_home(work, old, new)
    if not stored.update(work, old, new, completeness.percent(new, desk.today())):
        raise ConflictProblem


def _check_home(reading: Reading, old: Dossier, new: Dossier) -> None:
    """Refuse to leave somebody in a unit that has ended, or will."""
    home = _home(new)
    end = stored_units.end(reading, home) if home is not None and home != _home(old) else None
    if end is not None:
        name = stored_units.name_of(reading, home)
        raise UnitAbsentProblem(name, PartialDate.from_text(end.on), field="events")


def _home(dossier: Dossier) -> int | None:
    last = dossier.spells[-1:]
    return next((spell.unit_id for spell in last if not spell.leaving), None)


def correct(
    desk: Desk, person_id: int, field: str, value: Value, *, decision: Decision, reason: str
) -> Dossier:
    """Correct a fixed fact on the strength of a paper; the old value stays in the history.

    The name changes only by decision of the upper committee, the birth date only to mend a typing
    error against the original (06-HD/TW of 09/6/2025, 9; decisions 8).

    Raises:
        DecisionNeededProblem: number, date or issuer of the paper is missing.
        ReasonNeededProblem: no reason.
    """
    if not decision:
        raise DecisionNeededProblem(field, field=field)
    if not reason.strip():
        raise ReasonNeededProblem
    note = f"{clean_line(reason)} [{decision.number}; {decision.on}; {decision.issuer}]"
    with desk.write(Permission.CORRECT, "people.correct", note) as work:
        old = _read(work, person_id)
        new = cleaned(replace(old, **{field: value}))  # type: ignore[arg-type] # field of FACTS
        work.note(*values.changes(old, new, desk.codes, stored_units.names(work)))
        store(desk, work, old, new)
    return replace(new, version=old.version + 1)


def create(desk: Desk, new: NewPerson) -> Dossier:
    """Write a new record and return it.

    Raises:
        RequiredProblem: no name.
        TakenNumberProblem: a number of identity belongs to somebody else.
    """
    event = Event(on=new.on, kind=new.event, unit_id=new.unit_id)
    admitted = new.on if new.event == EventKind.ADMITTED else None
    draft = cleaned(
        Dossier(
            birth_name=new.name,
            birth_date=new.birth,
            sex=new.sex,
            citizen_id=new.citizen_id,
            card_no=new.card_no,
            ceremony_date=new.ceremony_date or admitted,
            events=(event,),
        )
    )
    with desk.write(Permission.EDIT, "people.create") as work:
        _check_unique(work, draft)
        _check_home(work, Dossier(), draft)
        [person_id] = stored.insert(work, [(draft, completeness.percent(draft, desk.today()))])
        work.note(
            *values.changes(
                Dossier(), replace(draft, id=person_id), desk.codes, stored_units.names(work)
            )
        )
    return replace(draft, id=person_id, version=1)


def duplicates(
    desk: Desk,
    *,
    name: str,
    birth: PartialDate | None,
    citizen_id: str = "",
    card_no: str = "",
    dossier_no: str = "",
) -> list[Duplicate]:
    """Return people already recorded who may be the one about to be created."""
    wanted = fold(name)
    year = str(birth.year) if birth else ""
    found: dict[int, str] = {}
    with desk.read() as reading:
        for column, number in zip(_UNIQUE, (citizen_id, card_no, dossier_no), strict=True):
            holder = stored.id_of(reading, column, number) if number else None
            if holder is not None:
                found.setdefault(holder, column)
        for person_id, other, born, *_ in stored.keys_of(reading):
            if wanted and fold(other) == wanted and (not year or not born or born[:4] == year):
                found.setdefault(person_id, "name_birth")
    if not found:
        return []
    query = PeopleQuery(ids=tuple(found), leavings=())
    return [Duplicate(line, found[line.id]) for line in lines(desk, query)]


def void(desk: Desk, person_id: int, reason: str) -> None:
    """Withdraw a record that was created wrongly; it stays readable with its reason.

    Raises:
        ReasonNeededProblem: no reason.
    """
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem
    with desk.write(Permission.VOID, "people.void", told) as work:
        old = _read(work, person_id)
        store(desk, work, old, replace(old, void_reason=told))
        work.note(Change("person", person_id, "void_reason", "", told))


def set_photo(desk: Desk, person_id: int, picture: bytes) -> Dossier:
    """Take a picture file, check and crop it in the limited child, and make it the 3×4 photo.

    Raises:
        NotAPictureProblem, PictureTooBigProblem, PictureDamagedProblem, ParserFailedProblem.
    """
    jpeg = photos.portrait(picture)
    key = hashlib.sha256(jpeg).hexdigest()
    with desk.write(Permission.EDIT, "people.photo") as work:
        old = _read(work, person_id)
        stored_office.add_photo(work, key, jpeg)
        new = replace(old, photo=key)
        work.note(Change("person", person_id, "photo", old.photo[:12], key[:12]))
        store(desk, work, old, new)
    return replace(new, version=old.version + 1)


def photo(desk: Desk, key: str) -> bytes | None:
    """Return a stored 3×4 picture (JPEG)."""
    if not key:
        return None
    with desk.read() as reading:
        return stored_office.photo(reading, key)


def history(desk: Desk, person_id: int) -> list[Act]:
    """Return what was done to a record, newest first."""
    with desk.read() as reading:
        return stored_history.of(reading, "person", person_id)


def keep_draft(desk: Desk, dossier: Dossier) -> None:
    """Keep unsaved work so that it survives a crash."""
    at = desk.clock().isoformat(timespec="minutes")
    with desk.write(Permission.EDIT, "people.draft") as work:
        stored_office.keep_draft(work, dossier.id, at, snapshots.dump(dossier))


def draft(desk: Desk, person_id: int) -> Draft | None:
    """Return the unsaved work kept for a record, unless the record was saved since."""
    with desk.read() as reading:
        kept = stored_office.draft(reading, person_id)
        if kept is None:
            return None
        found = Draft(snapshots.load(kept[1]), kept[0])
        return found if _read(reading, person_id).version == found.dossier.version else None


def drop_draft(desk: Desk, person_id: int) -> None:
    """Throw unsaved work away."""
    with desk.write(Permission.EDIT, "people.draft.drop") as work:
        stored_office.drop_draft(work, person_id)


def saved_filters(desk: Desk) -> list[SavedFilter]:
    """Return the saved filters by name."""
    with desk.read() as reading:
        return [_filter(name, content) for name, content in stored_office.filters(reading)]


def _filter(name: str, content: str) -> SavedFilter:
    raw = json.loads(content)
    query: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in raw["query"].items()
        if key in PeopleQuery.__dataclass_fields__
    }
    return SavedFilter(name, PeopleQuery(**query), tuple(raw["columns"]))


def save_filter(desk: Desk, saved: SavedFilter) -> None:
    """Keep a filter under its name.

    Raises:
        RequiredProblem: no name.
    """
    name = clean_line(saved.name)
    if not name:
        raise RequiredProblem("name", field="name")
    content = json.dumps(
        {"query": asdict(saved.query), "columns": saved.columns}, ensure_ascii=False
    )
    with desk.write(Permission.PRINT, "people.filter") as work:
        stored_office.save_filter(work, name, content)


def drop_filter(desk: Desk, name: str) -> None:
    """Remove a saved filter."""
    with desk.write(Permission.PRINT, "people.filter.drop") as work:
        stored_office.drop_filter(work, name)


def letterhead(desk: Desk, unit_id: int | None, as_at: str = "") -> Letterhead:
    """Return the organisation lines above a unit as they stood on a day."""
    day = desk.day(as_at)
    office = settings.office_name(desk)
    with desk.read() as reading:
        units = {unit.id: unit for unit in stored_units.on_day(reading, day)}
    return head_of(office, [(unit.type, unit.name) for unit in path_names(units, unit_id)])


_BASE_TYPES = ("DBCS", "CBCS")
"""Đảng bộ cơ sở, chi bộ cơ sở: the line ``base`` of the phiếu (38-HD/BTCTW, I.2.2.a)."""


def head_of(office: OfficeName, path: list[tuple[str, str]]) -> Letterhead:
    """Return the letterhead for a path of (type, name), topmost first."""
    top = path[0][1] if path else ""
    base = next((name for kind, name in path[1:] if kind in _BASE_TYPES), "")
    section = next((name for kind, name in path[1:] if kind == "DBBP"), "")
    last = path[-1] if len(path) > 1 else ("", "")
    cell = "" if last[0] in (*_BASE_TYPES, "DBBP") else last[1]
    return Letterhead(
        province=office.province,
        superior=top,
        base=base,
        section=section,
        cell=cell,
        issuer=office.name,
        place=office.place,
    )
