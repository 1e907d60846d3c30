"""The list of the upper level comes in: whom its lines are about, what it says of them."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.imports import ImportRow
from tcxd_desktop.domain.reconciliation import Decided, Entry, Round, Source, Verdict
from tcxd_desktop.domain.reconciliation_errors import CentralTwiceProblem
from tcxd_desktop.domain.reconciliation_views import CentralPreview, CentralRow, PersonRecon
from tcxd_desktop.office import scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_keeping import write
from tcxd_desktop.office.reconciliation_matching import CENTRAL_ID, Lines, told_by
from tcxd_desktop.office.reconciliation_reading import Picture, running
from tcxd_desktop.storage import imports as stored_imports
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.reconciliation import SOURCE, gone_line

ROUND, ENTRY = stored.ROUND, stored.ENTRY
_ASKED = (Decided.KEEP, Decided.REQUESTED)


# --- the list of the upper level ------------------------------------------------------------------


def preview_rows(
    desk: Desk,
    round_id: int,
    rows: Sequence[ImportRow],
    mapped: Collection[str],
    file: tuple[str, str] = ("", ""),
) -> CentralPreview:
    """Return what lines of a central list say of whom.

    Args:
        desk: where.
        round_id: the round.
        rows: the lines.
        mapped: targets the list has columns for.
        file: its name and hash.

    Raises:
        ClosedRoundProblem, NotFoundProblem.
        OutsideScopeProblem: the account was not given the whole office.
    """
    with desk.read(Permission.IMPORT) as reading:
        scope.check_unit(desk, reading, None)
        told = running(reading, round_id)
        picture = Picture(desk, reading, told)
        known = told_by(mapped)
        wanted = tuple(target for target in told.fields if target in known)
        matching = Lines(desk, reading, picture)
        found = matching.read(rows, wanted)
    named = {row.person_id for row in found} | {
        one.person_id for row in found if not row.person_id for one in row.candidates
    }
    missing = tuple((one.id, one.name) for one in picture.members if one.id not in named)
    return CentralPreview(
        tuple(found), wanted, missing, file[0], file[1], ignored=len(matching.elsewhere)
    )


def take_central(
    desk: Desk, round_id: int, preview: CentralPreview, matches: Mapping[int, int]
) -> int:
    """Take a central list in, in place of the one before; return how many lines it has.

    What was decided stays as long as no side says anything else; what the upper level was asked
    to mend and the new list says as we do is marked as mended.

    Args:
        desk: where.
        round_id: the round.
        preview: of the list.
        matches: key of a line (``CentralRow.key``) to the member it is about, 0 for nobody; lines
            left out go by the preview, and those in doubt are nobody's.

    Raises:
        CentralTwiceProblem: two lines would be about one member.
        NotInRoundProblem: a line is given to somebody who is not a member of the round.
        ClosedRoundProblem, NotFoundProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.IMPORT, "recon.central", preview.file_name) as work:
        scope.check_unit(desk, work, None)
        told = running(work, round_id)
        picture = Picture(desk, work, told)
        given = [(row, matches.get(row.key, row.person_id)) for row in preview.rows]
        _check_once(picture, given)
        _replace(desk, work, told, preview, given)
        numbers = {person: row.central_id for row, person in given if person and row.central_id}
        known = stored_imports.central_numbers(work)
        fresh = {one: number for one, number in numbers.items() if known.get(one) != number}
        stored_imports.set_central_numbers(work, fresh)
        file_hash = preview.file_hash or _hash(preview)
        made = replace(told, central_file=preview.file_name, central_hash=file_hash)
        if not stored.change_round(work, made):
            raise ConflictProblem
        work.note(Change(ROUND, round_id, "central", told.central_file, made.central_file))
        _mark_mended(desk, work, made)
        return len(given)


def _hash(preview: CentralPreview) -> str:
    said = [[row.line, row.name, dict(row.values)] for row in preview.rows]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _check_once(picture: Picture, given: Sequence[tuple[CentralRow, int]]) -> None:
    lines: dict[int, int] = {}
    for row, person in given:
        if not person:
            continue
        name = picture.member(person, row.name).name
        if person in lines:
            raise CentralTwiceProblem(name, lines[person], row.line)
        lines[person] = row.line


def _replace(
    desk: Desk,
    work: Work,
    told: Round,
    preview: CentralPreview,
    given: Sequence[tuple[CentralRow, int]],
) -> None:
    """Write the lines of a list in place of those of the one before."""
    old = stored.entries(work, told.id, source=Source.CENTRAL)
    by_person = {entry.person_id: entry for entry in old if entry.person_id}
    by_words = {_words(entry): entry for entry in old if not entry.person_id}
    fresh: list[Entry] = []
    for row, person in given:
        made = Entry(
            round_id=told.id,
            person_id=person,
            line=row.line,
            name=row.name,
            values=_said(row),
            actor=desk.actor.name,
            doubt="" if person else " ".join(row.reasons),
        )
        before = by_person.pop(person, None) if person else by_words.pop(_words(made), None)
        if before is None:
            fresh.append(made)
        elif not _alike(before, made):
            stored.change_entry(work, replace(made, id=before.id, version=before.version))
    for entry in by_person.values():
        stored.remove_entry(work, entry.id)
    for entry in by_words.values():
        _remove_stray(desk, work, entry, preview.file_name)
    stored.add_entries(work, fresh)


def _said(row: CentralRow) -> dict[str, str]:
    """Return what a line says, with its number: whoever is matched later is known by it."""
    return {**row.values, **({CENTRAL_ID: row.central_id} if row.central_id else {})}


def _words(entry: Entry) -> tuple[object, ...]:
    return (entry.name, *sorted(entry.values.items()))


def _alike(before: Entry, made: Entry) -> bool:
    return (before.line, before.name, before.doubt, dict(before.values)) == (
        made.line, made.name, made.doubt, dict(made.values),
    )  # fmt: skip


def _remove_stray(desk: Desk, work: Work, entry: Entry, file_name: str) -> None:
    """Take a line away that is not in the list any more; one we asked for was mended."""
    verdict = next(iter(stored.verdicts_of_entry(work, entry.id)), None)
    if verdict is None or verdict.decided not in (Decided.REQUESTED, Decided.MENDED):
        stored.remove_entry(work, entry.id)
        return
    if verdict.decided is Decided.REQUESTED:
        stored.change_entry(work, replace(entry, doubt=gone_line(file_name)))
        _mend(desk, work, verdict)


def _mark_mended(desk: Desk, work: Work, told: Round) -> None:
    """Mark what the upper level was to mend and its new list says as we do."""
    picture = Picture(desk, work, told)
    asked = picture.asked()
    for member in picture.members:
        if member.id not in asked:
            continue
        person = picture.remarkable(member)
        for one in person.fields:
            verdict = one.verdict
            if verdict is None or verdict.decided not in _ASKED:
                continue
            if verdict.source is Source.CENTRAL and one.agrees(Source.CENTRAL):
                _mend(desk, work, verdict)
        if not person.only_here:
            whole = picture.verdict(member.id, "")
            if whole is not None and whole.decided in _ASKED:
                _mend(desk, work, whole)


def _mend(desk: Desk, work: Work, verdict: Verdict) -> None:
    made = replace(verdict, decided=Decided.MENDED, on=desk.day(), actor=desk.actor.name)
    write(work, made, verdict)


# --- whose a line is ------------------------------------------------------------------------------


def match_stray(desk: Desk, round_id: int, entry_id: int, person_id: int) -> PersonRecon:
    """Say whom a line of the central list is about that nobody seemed to fit.

    Raises:
        CentralTwiceProblem: another line is about this member already.
        NotFoundProblem: no such line; NotInRoundProblem, ClosedRoundProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.EDIT, "recon.match") as work:
        scope.check_unit(desk, work, None)
        told = running(work, round_id)
        entry = _entry(work, told, entry_id)
        picture = Picture(desk, work, told, person_id)
        member = picture.member(person_id, entry.name)
        other = picture.entries_of(person_id).get(Source.CENTRAL)
        if other is not None:
            raise CentralTwiceProblem(member.name, other.line, entry.line)
        for verdict in stored.verdicts_of_entry(work, entry_id):
            stored.remove_verdict(work, verdict.id)
        stored.change_entry(work, replace(entry, person_id=person_id, doubt=""))
        if entry.values.get(CENTRAL_ID):
            stored_imports.set_central_numbers(work, {person_id: entry.values[CENTRAL_ID]})
        work.note(Change(ENTRY, entry_id, "person", "", member.name))
        picture = Picture(desk, work, told, person_id)
        return picture.person(picture.member(person_id))


def unmatch(desk: Desk, round_id: int, person_id: int) -> int:
    """Say that the central line taken for a member is not about this member; return the line.

    Raises:
        NotFoundProblem: no central line is; NotInRoundProblem, ClosedRoundProblem,
        OutsideScopeProblem.
    """
    with desk.write(Permission.EDIT, "recon.match") as work:
        scope.check_unit(desk, work, None)
        told = running(work, round_id)
        picture = Picture(desk, work, told, person_id)
        member = picture.member(person_id)
        entry = picture.entries_of(person_id).get(Source.CENTRAL)
        if entry is None:
            raise NotFoundProblem(SOURCE[Source.CENTRAL])
        stored.change_entry(work, replace(entry, person_id=0))
        number = stored_imports.central_numbers(work, [person_id]).get(person_id)
        if number and number == entry.values.get(CENTRAL_ID):
            stored_imports.set_central_numbers(work, {person_id: ""})
        work.note(Change(ENTRY, entry.id, "person", member.name, ""))
        return entry.id


def _entry(work: Work, told: Round, entry_id: int) -> Entry:
    entry = stored.read_entry(work, entry_id)
    if entry is None or entry.round_id != told.id or entry.person_id:
        raise NotFoundProblem(str(entry_id))
    return entry
