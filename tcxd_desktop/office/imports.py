"""Taking in foreign lists: preview first, then one transaction that can be undone as a whole."""

import hashlib
import importlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tcxd_desktop.domain.dossier import SEALED_FIELDS
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import (
    ImportChoices,
    ImportPreview,
    ImportResult,
    ImportRow,
    Outcome,
    RowPreview,
    SheetMap,
)
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.sheet import Book, Sheet
from tcxd_desktop.domain.sheet_rows import left_out, read_rows
from tcxd_desktop.domain.sheet_values import HowToRead
from tcxd_desktop.domain.targets import TARGETS, Target, TargetKind
from tcxd_desktop.domain.unit_names import UnitNumbers
from tcxd_desktop.office import (
    collecting,
    import_files,
    import_known,
    import_planning,
    import_undoing,
    import_writing,
    people,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.import_matching import Match, matcher
from tcxd_desktop.storage import imports as stored
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import imports as wording
from tcxd_desktop.wording.sheets import say

runs = import_undoing.runs
"""Every import that was written, newest first."""
obstacles = import_undoing.obstacles
"""What stands in the way of taking an import back."""
undo = import_undoing.undo
"""Take a whole import back."""
_OVER = frozenset({TargetKind.NAME, TargetKind.BY_SEX, TargetKind.DATE_PART})
"""Columns that are one field together."""
_STEP = 500
"""Lines between two looks at whether the clerk gave up."""
Guard = Callable[[], object]
"""Makes a verified backup before something that cannot be undone; see ``office.backups``."""


def unguarded() -> None:
    """Make none: of an office nobody works with."""


def backed_up(desk: Desk) -> object:
    """Make sure of a verified backup: the guard of whoever works with the office."""
    desk.check(Permission.BACKUP)
    # Loaded by name: the first list must not wait for what only an import needs.
    return importlib.import_module("tcxd_desktop.office.backups").guard(desk, "import")


def preview_members(desk: Desk, data: bytes, file_name: str) -> ImportPreview:
    """Return what each line of a member list would do, read the way it explains itself.

    Raises:
        NotASheetProblem and the other Problems of ``exchange.sheets``.
        MissingColumnsProblem, DoubledColumnsProblem, EmptySheetProblem: no list is in it.
    """
    desk.check(Permission.IMPORT)
    book = import_files.read(desk, data, file_name)
    maps = import_files.suggest_checked(desk, book, file_name)
    return preview(desk, book, maps, file_name, hashlib.sha256(data).hexdigest())


def preview(
    desk: Desk,
    book: Book,
    maps: Sequence[SheetMap],
    file_name: str = "",
    file_hash: str = "",
    progress: Progress = unwatched,
) -> ImportPreview:
    """Return what each line of a file would do; nothing is written.

    Lines about people or organisations outside the scope of the account are errors.
    """
    with desk.read(Permission.IMPORT) as reading, collecting.put_off():
        found = matcher(desk, reading)
        numbers = UnitNumbers(found.every_unit)
        parts = [(sheet, one) for one in maps if (sheet := book.sheet(one.sheet)) is not None]
        rows = read_rows(parts, HowToRead(desk.today(), desk.codes, say, numbers))
        notes = [*book.notes, *_told_of_file(parts, rows)]
        if others := import_files.other_lists(desk, book, maps):
            notes.append(wording.sheets_left_out(others))
        if not reading.sealed and any(
            not SEALED_FIELDS.isdisjoint((*row.values, *row.tables)) for row in rows
        ):
            rows = import_known.without_sealed(rows)
            notes.append(wording.sealed_left_out())
        matches: list[Match] = []
        for place, row in enumerate(rows):
            if place % _STEP == 0:
                progress(place, len(rows))
            matches.append(found.match(row))
        held = import_known.known(desk, reading, found, rows)
        pairs = list(zip(rows, matches, strict=True))
        import_known.read_dossiers(
            reading,
            held,
            (match.person_id for row, match in pairs if import_known.needs_dossier(row)),
        )
        previews = [held.preview(row, match) for row, match in pairs]
        previews = _apart(_as_before(reading, held, previews, file_hash))
    named = {one.person_id for one in previews if one.person_id}
    unknown = [row.unit for row in rows if row.unit and len(found.units.find(row.unit)) != 1]
    return ImportPreview(
        file_name=file_name,
        file_hash=file_hash,
        rows=tuple(previews),
        unknown_cells=tuple(dict.fromkeys([*unknown, *numbers.pending.values()])),
        missing_people=max(people.count(desk, PeopleQuery()) - len(named), 0),
        layout=maps[0].layout if maps else "",
        fields=_fields(maps),
        notes=tuple(notes),
        pending_units=dict(numbers.pending),
    )


def _fields(maps: Sequence[SheetMap]) -> tuple[str, ...]:
    """Return what the columns of a file end in: a name over two columns is one name."""
    found = [TARGETS[one.target] for each in maps for one in each.columns if one.target in TARGETS]
    return tuple(dict.fromkeys(map(_ends_in, found)))


def _ends_in(target: Target) -> str:
    if target.kind is TargetKind.SPLIT:
        return target.table
    return target.field if target.kind in _OVER else target.key


def _told_of_file(parts: Sequence[tuple[Sheet, SheetMap]], rows: Sequence[ImportRow]) -> list[str]:
    """Return what is to be known of columns and lines that are not taken in."""
    notes: list[str] = []
    lines = left_out(parts, rows)
    if lines:
        notes.append(wording.lines_left_out(lines))
    columns = [
        one.heading
        for sheet, found in parts
        for one in found.columns
        if one.heading and not one.target and _says_anything(sheet, found, one.column)
    ]
    if columns:
        notes.append(wording.columns_left_out(list(dict.fromkeys(columns))))
    return notes


def _says_anything(sheet: Sheet, found: SheetMap, column: int) -> bool:
    return any(column < len(row) and row[column].strip() for row in sheet.rows[found.head[1] + 1 :])


def _as_before(
    reading: Reading, held: import_known.Known, previews: list[RowPreview], file_hash: str
) -> list[RowPreview]:
    """Return the lines; whoever was chosen when the same file was written is not asked for again.

    Only where nothing would be written: what has changed since is for the clerk to look at.
    """
    before = stored.written_of(reading, file_hash)
    if not before:
        return previews
    chosen = {
        place: before[one.row.line]
        for place, one in enumerate(previews)
        if one.outcome is Outcome.DOUBTFUL
        and before.get(one.row.line) in {other.person_id for other in one.candidates}
    }
    import_known.read_dossiers(
        reading,
        held,
        (who for place, who in chosen.items() if import_known.needs_dossier(previews[place].row)),
    )
    for place, who in chosen.items():
        again = held.against(previews[place].row, who)
        if again.outcome is Outcome.SAME:
            previews[place] = again
    return previews


def _apart(previews: list[RowPreview]) -> list[RowPreview]:
    """Return the lines; those that speak of one and the same record are in doubt."""
    lines: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(previews):
        if one.person_id and one.outcome is not Outcome.ERROR:
            lines[one.person_id].append(place)
    for places in lines.values():
        for place in places if len(places) > 1 else ():
            others = [previews[other].row.line for other in places if other != place]
            reasons = (wording.same_person(others), *previews[place].reasons)
            previews[place] = replace(previews[place], outcome=Outcome.DOUBTFUL, reasons=reasons)
    return previews


def matched(desk: Desk, preview: ImportPreview, line: int, person_id: int) -> RowPreview:
    """Return what a line would do if it spoke of a person the clerk chose; 0: of somebody new.

    Raises:
        NotFoundProblem: no such line or person.
    """
    with desk.read(Permission.IMPORT) as reading:
        row = next((one.row for one in preview.rows if one.row.line == line), None)
        if row is None:
            raise NotFoundProblem(str(line))
        if not person_id:
            return RowPreview(row, Outcome.NEW, reasons=tuple(note.text for note in row.notes))
        held = import_known.known(desk, reading, matcher(desk, reading), [row])
        if person_id not in held.columns or not held.people.inside(person_id):
            raise NotFoundProblem(str(person_id))
        if import_known.needs_dossier(row):
            import_known.read_dossiers(reading, held, [person_id])
        return held.against(row, person_id)


def apply_members(
    desk: Desk,
    preview: ImportPreview,
    choices: ImportChoices | Mapping[str, int | None],
    guard: Guard = unguarded,
    progress: Progress = unwatched,
) -> ImportResult:
    """Write a preview in one transaction; what is not decided stops everything.

    Args:
        desk: where.
        preview: as shown; nobody may have written its records since (see Raises).
        choices: what the clerk decided, or only the units unknown names stand for.
        guard: makes a verified backup before anything is written.
        progress: told how far it is.

    Raises:
        ImportHasErrorsProblem: a line has an error and is not left out.
        DoubtfulRowsProblem: a doubtful line is neither decided nor left out.
        SameNumberTwiceProblem: two lines were decided to be one person.
        UnknownUnitsProblem: an unknown chi bộ was neither mapped nor created.
        ConflictProblem: a record changed since the preview.
        TakenNumberProblem: somebody new has the number of somebody recorded.
        OutsideScopeProblem: a chi bộ or a person is not the account's.
    """
    desk.check(Permission.IMPORT)
    told = choices if isinstance(choices, ImportChoices) else ImportChoices(units=choices)
    plan = import_planning.plan(preview, told)
    if not plan.new and not plan.changed and not told.units:
        return ImportResult(0, 0, plan.same, 0, plan.skipped)
    guard()
    with collecting.put_off():
        return import_writing.write(desk, preview, told, plan, progress)
