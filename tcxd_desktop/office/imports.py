"""Taking in the list the central system exports: preview first, then one transaction."""

import hashlib
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    ImportHasErrorsProblem,
    OutsideScopeProblem,
    Problem,
    RestrictedProblem,
    UnknownUnitsProblem,
)
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import (
    Difference,
    ImportPreview,
    ImportResult,
    MemberRow,
    Outcome,
    RowPreview,
)
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Event, EventKind, spell_on
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.exchange.people_sheet import rows as sheet_rows
from tcxd_desktop.exchange.sheets import read_sheet
from tcxd_desktop.office import people, recording, refusals, scope, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored
from tcxd_desktop.storage import restrictions as stored_restrictions
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.people import OUTCOME
from tcxd_desktop.wording.problems import sentence

_FIELDS = ("birth_name", "citizen_id", "card_no", "old_card_no", "birth_date", "ceremony_date",
           "residence_cell")  # fmt: skip


NEW_UNIT_TYPE = "CB_THON"
"""Type of a chi bộ an import creates: the only one that hangs directly under the commune."""


@dataclass(slots=True)
class _Known:
    """What the office holds already, by everything a row can be recognised by."""

    by_citizen: dict[str, int] = field(default_factory=dict)
    by_card: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    people: dict[int, Dossier] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    """People found whose data is restricted by decision."""
    outside: set[int] = field(default_factory=set)
    """People found whom the account was not given."""
    given: frozenset[int] | None = None
    """Units the account was given; ``None``: all."""


def preview_members(desk: Desk, data: bytes, file_name: str) -> ImportPreview:
    """Return what each line of an 8-column member list would do; nothing is written.

    Lines about people or organisations outside the scope of the account are errors.

    Raises:
        NotASheetProblem, MissingColumnsProblem and the other Problems of ``exchange.sheets``.
    """
    desk.check(Permission.IMPORT)
    try:
        found = sheet_rows(read_sheet(data), desk.today())
    except Problem as problem:
        refusals.note(desk, Permission.IMPORT, "imports.refused", file_name, problem)
        raise
    known = _known(desk, found)
    previews = tuple(_preview(desk, row, known) for row in found)
    unknown = tuple(
        dict.fromkeys(row.cell for row in found if row.cell and fold(row.cell) not in known.units)
    )
    named = {preview.person_id for preview in previews if preview.person_id}
    return ImportPreview(
        file_name=file_name,
        file_hash=hashlib.sha256(data).hexdigest(),
        rows=previews,
        unknown_cells=unknown,
        missing_people=people.count(desk, PeopleQuery()) - len(named),
    )


def _known(desk: Desk, found: list[MemberRow]) -> _Known:
    known = _Known()
    with desk.read(Permission.IMPORT) as reading:
        for person_id, name, birth, citizen, card, old_card in stored.keys_of(reading):
            for number, index in ((citizen, known.by_citizen), (card, known.by_card),
                                  (old_card, known.by_card)):  # fmt: skip
                if number:
                    index.setdefault(number, person_id)
            known.by_name.setdefault((fold(name), birth[:4]), []).append(person_id)
        for unit in stored_units.on_day(reading, desk.day()):
            known.units.setdefault(fold(unit.name), unit.id)
        matches = (_match(row, known) for row in found)
        wanted = {match for match in matches if match is not None}
        allowed = scope.people_of(desk, reading, wanted)
        known.outside = wanted - allowed
        known.held = set(stored_restrictions.restricted(reading, allowed))
        known.given = scope.units_of(desk, reading)
        for dossier in stored.read_many(reading, sorted(allowed)):
            known.people[dossier.id] = dossier
    return known


def _match(row: MemberRow, known: _Known) -> int | None:
    """Return the person a row speaks of: by number, else by name and year of birth if only one."""
    if row.citizen_id in known.by_citizen:
        return known.by_citizen[row.citizen_id]
    if row.card_no in known.by_card:
        return known.by_card[row.card_no]
    year = str(row.birth.year) if row.birth else ""
    same = known.by_name.get((fold(row.name), year), [])
    return same[0] if len(same) == 1 else None


def _preview(desk: Desk, row: MemberRow, known: _Known) -> RowPreview:
    if row.problems:
        return RowPreview(row, Outcome.ERROR, reasons=row.problems)
    person_id = _match(row, known)
    if person_id in known.outside or _elsewhere(row, known):
        return RowPreview(row, Outcome.ERROR, reasons=(sentence(OutsideScopeProblem()),))
    if person_id is None:
        return RowPreview(row, Outcome.NEW)
    old = known.people[person_id]
    if fold(old.birth_name) != fold(row.name):
        reason = (
            f"Số trùng với {old.birth_name} nhưng họ tên khác: kiểm tra lại số hoặc họ tên trong"
            " tệp rồi nhập lại."
        )
        return RowPreview(row, Outcome.ERROR, person_id, old.version, reasons=(reason,))
    found = tuple(_differences(desk, old, row, known))
    written = [difference for difference in found if not difference.locked]
    if written and old.id in known.held:
        held = sentence(RestrictedProblem((old.birth_name,)))
        return RowPreview(row, Outcome.ERROR, person_id, old.version, found, (held,))
    outcome = Outcome.CHANGED if written else Outcome.SAME
    reasons = tuple(
        f"{difference.old} trong hồ sơ, {difference.new} trong tệp: thông tin đã cố định, chỉ sửa"
        " bằng đính chính có căn cứ."
        for difference in found
        if difference.locked
    )
    return RowPreview(row, outcome, person_id, old.version, found, reasons)


def _elsewhere(row: MemberRow, known: _Known) -> bool:
    """Tell whether a row places somebody where the account was not given.

    A chi bộ that is not known yet is chosen, or refused, when the preview is written.
    """
    if known.given is None:
        return False
    unit_id = known.units.get(fold(row.cell))
    return not row.cell if unit_id is None else unit_id not in known.given


def _wanted(row: MemberRow) -> dict[str, object]:
    card = "card_no" if len(row.card_no) == 12 else "old_card_no"
    told: dict[str, object] = {
        "birth_name": row.name,
        "citizen_id": row.citizen_id,
        card: row.card_no,
        "birth_date": row.birth,
        "ceremony_date": row.admitted,
        "residence_cell": row.residence_cell,
    }
    return {name: value for name, value in told.items() if value not in ("", None)}


def _differences(desk: Desk, old: Dossier, row: MemberRow, known: _Known) -> list[Difference]:
    found: list[Difference] = []
    for name, value in _wanted(row).items():
        held = getattr(old, name)
        if held == value or _same_name(name, held, value) or _less_exact(held, value):
            continue
        locked = FACTS[name].locked and old.admitted and held not in ("", None)
        old_text = values.show(held, FACTS[name], desk.codes)
        new_text = values.show(value, FACTS[name], desk.codes)
        found.append(Difference(name, old_text, new_text, locked))
    unit_id = known.units.get(fold(row.cell))
    now = spell_on(old.spells, desk.day())
    if row.cell and now is not None and (unit_id is None or unit_id != now.unit_id):
        held_name = next((n for n, i in known.units.items() if i == now.unit_id), "")
        found.append(Difference("unit", _unit_name(desk, now.unit_id) or held_name, row.cell))
    return found


def _unit_name(desk: Desk, unit_id: int | None) -> str:
    with desk.read() as reading:
        return stored_units.name_of(reading, unit_id)


def _same_name(name: str, held: object, value: object) -> bool:
    # Central lists write names in capitals; the dossier keeps them as on the paper.
    return name == "birth_name" and str(held).casefold() == str(value).casefold()


def _less_exact(held: object, value: object) -> bool:
    """Tell whether the file only knows less than the dossier, e.g. the year of a full date."""
    if not (isinstance(held, PartialDate) and isinstance(value, PartialDate)):
        return False
    return str(held).startswith(str(value))


Guard = Callable[[], object]
"""Makes a verified backup before something that cannot be undone; see ``office.backups``."""


def unguarded() -> None:
    """Make none: of an office nobody works with."""


def backed_up(desk: Desk) -> object:
    """Make sure of a verified backup: the guard of whoever works with the office."""
    desk.check(Permission.BACKUP)
    # Loaded by name: the first list must not wait for what only an import needs.
    return importlib.import_module("tcxd_desktop.office.backups").guard(desk, "import")


def apply_members(
    desk: Desk,
    preview: ImportPreview,
    cells: Mapping[str, int | None],
    guard: Guard = unguarded,
) -> ImportResult:
    """Write a preview in one transaction; lines with errors stop everything.

    Args:
        desk: where.
        preview: as shown; nobody may have written since (see Raises).
        cells: for each unknown chi bộ name the unit it stands for, or ``None`` to create it.
        guard: makes a verified backup before anything is written.

    Raises:
        ImportHasErrorsProblem: a line has an error.
        UnknownUnitsProblem: an unknown chi bộ was neither mapped nor created.
        ConflictProblem: a record changed since the preview.
        OutsideScopeProblem: a chi bộ or a person is not the account's.
    """
    desk.check(Permission.IMPORT)
    errors = preview.count(Outcome.ERROR)
    if errors:
        raise ImportHasErrorsProblem(errors)
    missing = [name for name in preview.unknown_cells if name not in cells]
    if missing:
        raise UnknownUnitsProblem(tuple(missing))
    if all(row.outcome is Outcome.SAME for row in preview.rows) and not cells:
        return ImportResult(0, 0, len(preview.rows), 0)
    note = f"{preview.file_name}: " + ", ".join(
        f"{OUTCOME[outcome].lower()} {preview.count(outcome)}"
        for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
    )
    touched = preview.count(Outcome.NEW) + preview.count(Outcome.CHANGED)
    guard()
    with desk.write(Permission.IMPORT, "imports.members", note, people=touched) as work:
        units = {fold(unit.name): unit.id for unit in stored_units.on_day(work, desk.day())}
        created_units = _make_units(desk, work, cells, units)
        new = [row.row for row in preview.rows if row.outcome is Outcome.NEW]
        _insert(desk, work, new, units)
        changed = [row for row in preview.rows if row.outcome is Outcome.CHANGED]
        for row in changed:
            _update(desk, work, row, units)
    return ImportResult(len(new), len(changed), preview.count(Outcome.SAME), created_units)


def _make_units(
    desk: Desk, work: Work, cells: Mapping[str, int | None], units: dict[str, int]
) -> int:
    created = 0
    for unit_id in cells.values():
        # A new one stands right below the top of the tree: that is nobody's part.
        scope.check_unit(desk, work, unit_id)
    root = next((u for u in stored_units.on_day(work, desk.day()) if u.parent_id is None), None)
    for name, unit_id in cells.items():
        if unit_id is not None:
            units[fold(name)] = unit_id
            continue
        made = Unit(0, name, NEW_UNIT_TYPE, root.id if root else None)
        units[fold(name)] = stored_units.add(work, made, "", Decision())
        created += 1
    return created


def _insert(desk: Desk, work: Work, found: list[MemberRow], units: dict[str, int]) -> None:
    made = []
    for cell in {fold(row.cell) for row in found}:
        scope.check_unit(desk, work, units.get(cell))
    for row in found:
        wanted = _wanted(row)
        event = Event(
            on=row.admitted,
            kind=EventKind.LISTED,
            unit_id=units.get(fold(row.cell)),
            note=row.status,
        )
        blank = Dossier(**wanted, events=(event,))  # type: ignore[arg-type] # fields of _wanted
        dossier = recording.cleaned(blank)
        made.append((dossier, completeness.percent(dossier, desk.today())))
    ids = stored.insert(work, made)
    names = stored_units.names(work)
    work.note(
        *(
            change
            for person_id, (dossier, _) in zip(ids, made, strict=True)
            for change in values.changes(
                Dossier(id=person_id), replace(dossier, id=person_id), desk.codes, names
            )
        )
    )


def _update(desk: Desk, work: Work, preview: RowPreview, units: dict[str, int]) -> None:
    old = stored.read(work, preview.person_id)
    if old is None or old.version != preview.version:
        raise ConflictProblem
    wanted = _wanted(preview.row)
    told = {
        difference.field: wanted[difference.field]
        for difference in preview.differences
        if not difference.locked and difference.field in wanted
    }
    new = recording.cleaned(replace(old, **told))  # type: ignore[arg-type] # fields of _wanted
    if any(difference.field == "unit" for difference in preview.differences):
        moved = Event(
            on=PartialDate.of(desk.today()),
            kind=EventKind.MOVED,
            unit_id=units[fold(preview.row.cell)],
            note=f"Theo tệp nhập ngày {show_date(PartialDate.of(desk.today()))}",
        )
        new = replace(new, events=(*new.events, moved))
    work.note(*values.changes(old, new, desk.codes, stored_units.names(work)))
    recording.store(desk, work, old, new)
