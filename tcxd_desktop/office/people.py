"""Dossiers: find, open, save, correct, void."""

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import SEALED_FIELDS, Dossier
from tcxd_desktop.domain.drafts import Draft
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    DecisionNeededProblem,
    NotFoundProblem,
    Problem,
    ReasonNeededProblem,
    RequiredProblem,
    SealedFieldProblem,
)
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.history import Act, Change, Permission
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.people import Duplicate, NewPerson, PeopleQuery, PersonLine, SavedFilter
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.domain.units import Decision, below, path_names
from tcxd_desktop.exchange import photos
from tcxd_desktop.office import recording, refusals, scope, settings, values, views
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import history as stored_history
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import people as stored
from tcxd_desktop.storage import snapshots
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.people_filter import Conditions, conditions, sealed_part
from tcxd_desktop.storage.work import Reading


def lines(desk: Desk, query: PeopleQuery, limit: int = -1) -> list[PersonLine]:
    """Return the members ``query`` finds, in name order, among those the account may see.

    Raises:
        OutsideScopeProblem: somebody asked for by name is not among them.
        SealedFieldProblem: it asks of sealed items, which this account does not hold.
    """
    with desk.read() as reading:
        day, found = _conditions(desk, reading, query)
        return stored.lines(reading, day, found.sql, found.values, query.columns, limit)


def count(desk: Desk, query: PeopleQuery) -> int:
    """Return how many members ``query`` finds."""
    with desk.read() as reading:
        day, found = _conditions(desk, reading, query)
        return stored.count(reading, day, found.sql, found.values)


def _conditions(desk: Desk, reading: Reading, query: PeopleQuery) -> tuple[str, Conditions]:
    hidden = "" if reading.sealed else sealed_part(query)
    if hidden:
        # Without the compartment the answer would be wrong, not merely empty.
        raise SealedFieldProblem(hidden)
    day = desk.day(query.as_at)
    units = None
    if query.unit_id is not None:
        units = sorted(below(stored_units.on_day(reading, day), query.unit_id))
    scope.check_person(desk, reading, query.ids)
    return day, conditions(query, int(day[:4]), units, scope.within(desk, reading))


def read(desk: Desk, person_id: int) -> Dossier:
    """Return one dossier.

    Raises:
        NotFoundProblem: no such record.
        OutsideScopeProblem: of somebody the account was not given.
    """
    with desk.read() as reading:
        return _read(desk, reading, person_id)


def view(desk: Desk, person_id: int, purpose: str = "") -> Dossier:
    """Return one dossier to be shown to somebody, which leaves a line in the access book.

    Raises:
        NotFoundProblem, OutsideScopeProblem: as for ``read``; nothing is noted then.
    """
    found = read(desk, person_id)
    views.note(desk, person_id, purpose)
    return found


def read_many(desk: Desk, person_ids: list[int]) -> list[Dossier]:
    """Return dossiers in the order asked.

    Raises:
        OutsideScopeProblem: one is of somebody the account was not given.
    """
    with desk.read() as reading:
        scope.check_person(desk, reading, person_ids)
        return stored.read_many(reading, person_ids)


def _read(desk: Desk, reading: Reading, person_id: int) -> Dossier:
    scope.check_person(desk, reading, [person_id])
    found = stored.read(reading, person_id)
    if found is None:
        raise NotFoundProblem(str(person_id))
    return found


def by_number(desk: Desk, wanted: str) -> int:
    """Return the person whose id, citizen id, card or số lý lịch is ``wanted``.

    Raises:
        NotFoundProblem: nobody.
        OutsideScopeProblem: somebody the account was not given.
    """
    text = clean_line(wanted)
    with desk.read() as reading:
        for column in ("citizen_id", "card_no", "dossier_no", "old_card_no"):
            found = stored.id_of(reading, column, text.upper())
            if found is not None:
                scope.check_person(desk, reading, [found])
                return found
        if text.isdigit() and stored.read(reading, int(text)) is not None:
            scope.check_person(desk, reading, [int(text)])
            return int(text)
    raise NotFoundProblem(wanted)


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
    new = recording.cleaned(dossier)
    with desk.write(Permission.EDIT, "people.save", _noted(note, decision)) as work:
        old = _read(desk, work, new.id)
        if old.version != new.version:
            raise ConflictProblem
        recording.check_locked(old, new)
        made = recording.revise(desk, work, old, new)
        stored_office.drop_draft(work, new.id)
    return made


def _noted(note: str, decision: Decision | None) -> str:
    if decision is None or not decision.number:
        return note
    return f"{note} [{decision.number}; {decision.on}; {decision.issuer}]".strip()


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
        old = _read(desk, work, person_id)
        new = recording.cleaned(replace(old, **{field: value}))  # type: ignore[arg-type] # field of FACTS
        recording.note_and_store(desk, work, old, new)
    return replace(new, version=old.version + 1)


def create(desk: Desk, new: NewPerson) -> Dossier:
    """Write a new record and return it.

    Raises:
        RequiredProblem: no name.
        TakenNumberProblem: a number of identity belongs to somebody else.
    """
    event = Event(on=new.on, kind=new.event, unit_id=new.unit_id)
    admitted = new.on if new.event == EventKind.ADMITTED else None
    draft = recording.cleaned(
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
        recording.check_home(desk, work, Dossier(), draft)
        recording.check_unique(desk, work, draft)
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
    """Return people already recorded who may be the one about to be created.

    Of somebody outside the scope only a number that is taken is told, not whose it is.
    """
    wanted = fold(name)
    year = str(birth.year) if birth else ""
    found: dict[int, str] = {}
    with desk.read() as reading:
        for column, number in zip(recording.UNIQUE, (citizen_id, card_no, dossier_no), strict=True):
            holder = stored.id_of(reading, column, number) if number else None
            if holder is not None:
                found.setdefault(holder, column)
        for person_id, other, born, *_ in stored.keys_of(reading):
            if wanted and fold(other) == wanted and (not year or not born or born[:4] == year):
                found.setdefault(person_id, "name_birth")
        known = scope.people_of(desk, reading, found)
    elsewhere = {why: None for person, why in found.items() if person not in known}
    elsewhere.pop("name_birth", None)  # that such a person exists is not theirs to know
    if not found:
        return []
    query = PeopleQuery(ids=tuple(sorted(known)), leavings=())
    told = [Duplicate(line, found[line.id]) for line in lines(desk, query)] if known else []
    return [*told, *(Duplicate(None, why) for why in elsewhere)]


def void(desk: Desk, person_id: int, reason: str) -> None:
    """Withdraw a record that was created wrongly; it stays readable with its reason.

    Raises:
        ReasonNeededProblem: no reason.
    """
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem
    with desk.write(Permission.VOID, "people.void", told) as work:
        old = _read(desk, work, person_id)
        recording.store(desk, work, old, replace(old, void_reason=told))
        work.note(Change("person", person_id, "void_reason", "", told))


def set_photo(desk: Desk, person_id: int, picture: bytes) -> Dossier:
    """Take a picture file, check and crop it in the limited child, and make it the 3×4 photo.

    Raises:
        NotAPictureProblem, PictureTooBigProblem, PictureDamagedProblem, ParserFailedProblem.
    """
    desk.check(Permission.EDIT)
    try:
        jpeg = photos.portrait(picture)
    except Problem as problem:
        refusals.note(desk, Permission.EDIT, "people.photo.refused", "", problem)
        raise
    key = hashlib.sha256(jpeg).hexdigest()
    with desk.write(Permission.EDIT, "people.photo") as work:
        old = _read(desk, work, person_id)
        stored_office.add_photo(work, key, jpeg)
        new = replace(old, photo=key)
        work.note(Change("person", person_id, "photo", old.photo[:12], key[:12]))
        recording.store(desk, work, old, new)
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
        scope.check_person(desk, reading, [person_id])
        return stored_history.of(reading, "person", person_id)


def keep_draft(desk: Desk, dossier: Dossier) -> None:
    """Keep unsaved work so that it survives a crash."""
    at = desk.clock().isoformat(timespec="minutes")
    with desk.write(Permission.EDIT, "people.draft") as work:
        scope.check_person(desk, work, [dossier.id])
        stored_office.keep_draft(
            work, dossier.id, at, snapshots.dump(dossier), snapshots.dump_sealed(dossier)
        )


def draft(desk: Desk, person_id: int) -> Draft | None:
    """Return the unsaved work kept for a record, unless the record was saved since."""
    with desk.read() as reading:
        current = _read(desk, reading, person_id)
        kept = stored_office.draft(reading, person_id)
    if kept is None:
        return None
    found = snapshots.load(kept[1], kept[2] or "")
    if found.version != current.version:
        return None
    # Of what the draft does not know, or the account does not hold, the record itself tells.
    unknown = () if reading.sealed and kept[2] is not None else SEALED_FIELDS
    told = {name: getattr(current, name) for name in (*recording.KEPT, *unknown)}
    return Draft(replace(found, **told), kept[0])


def drop_draft(desk: Desk, person_id: int) -> None:
    """Throw unsaved work away."""
    with desk.write(Permission.EDIT, "people.draft.drop") as work:
        scope.check_person(desk, work, [person_id])
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
