"""Writes a previewed import in one transaction and keeps what undoing it will need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC
from typing import Any

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.duplicates import Index
from tcxd_desktop.domain.errors import ConflictProblem
from tcxd_desktop.domain.facts import Kind, facts_of
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.imports import (
    ImportChoices,
    ImportPreview,
    ImportResult,
    ImportRow,
    ImportRun,
    Outcome,
    RowPreview,
    RunState,
)
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.rows import Exemption
from tcxd_desktop.domain.standing import Activity, Event, EventKind
from tcxd_desktop.domain.standing_words import read_standing
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.unit_names import UnitNames
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import import_known, recording, restrictions, scope, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.import_comparing import CENTRAL, EVENTS, UNIT, applied, fresh, united
from tcxd_desktop.office.import_matching import Matcher
from tcxd_desktop.office.import_planning import Plan
from tcxd_desktop.storage import imports as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording import imports as wording
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.imports import OUTCOME

NEW_UNIT_TYPE = "CB_THON"
"""Type of a chi bộ an import creates: the only one that hangs directly under the commune."""
_AT_ONCE = 500


def write(
    desk: Desk, preview: ImportPreview, choices: ImportChoices, made: Plan, progress: Progress
) -> ImportResult:
    """Write a plan in one transaction.

    Raises:
        ConflictProblem, TakenNumberProblem, OutsideScopeProblem, RestrictedProblem.
    """
    note = f"{preview.file_name}: " + ", ".join(
        f"{OUTCOME[outcome].lower()} {count}"
        for outcome, count in (
            (Outcome.NEW, len(made.new)),
            (Outcome.CHANGED, len(made.changed)),
            (Outcome.SAME, made.same),
        )
    )
    touched = len(made.new) + len(made.changed)
    with desk.write(Permission.IMPORT, "imports.members", note, people=touched) as work:
        writing = _Writing(desk, work, preview, choices, progress, touched)
        writing.make_units()
        writing.insert(made.new)
        changed = writing.update(made.changed)
        same = made.same + len(made.changed) - changed
        run = ImportRun(
            id=0,
            version=1,
            at=desk.clock().astimezone(UTC).isoformat(timespec="seconds"),
            actor=desk.actor.name,
            file_name=preview.file_name,
            file_hash=preview.file_hash,
            layout=preview.layout,
            profile=choices.profile,
            state=RunState.DONE,
            created=len(made.new),
            changed=changed,
            same=same,
            skipped=made.skipped,
            new_units=tuple(writing.created),
        )
        run_id = stored.add(work, run, len(writing.sealed))
        stored.add_rows(work, run_id, writing.written, writing.sealed)
    return ImportResult(len(made.new), changed, same, len(writing.created), made.skipped, run_id)


@dataclass(slots=True)
class _Writing:
    """One import while it is written."""

    desk: Desk
    work: Work
    preview: ImportPreview
    choices: ImportChoices
    progress: Progress
    total: int
    done: int = 0
    created: list[int] = field(default_factory=list)
    """Units that were made."""
    named: dict[str, int] = field(default_factory=dict)
    """Folded unknown name to the unit it stands for."""
    stand_ins: dict[int, int] = field(default_factory=dict)
    written: list[stored.WrittenRow] = field(default_factory=list)
    sealed: dict[int, str] = field(default_factory=dict)
    units: UnitNames = field(default_factory=lambda: UnitNames(()))

    # --- organisations --------------------------------------------------------------------------

    def make_units(self) -> None:
        """Make the organisations the clerk asked for, and learn what every name stands for."""
        work = self.work
        known = stored_units.on_day(work, self.desk.day())
        self.units = UnitNames(known)
        for unit_id in self.choices.units.values():
            # A new one stands right below the top of the tree: that is nobody's part.
            scope.check_unit(self.desk, work, unit_id)
        root = next((unit for unit in known if unit.parent_id is None), None)
        for name, chosen in self.choices.units.items():
            unit_id = chosen
            if unit_id is None:
                made = Unit(0, name, NEW_UNIT_TYPE, root.id if root else None)
                unit_id = stored_units.add(work, made, "", Decision())
                work.note(Change("unit", unit_id, "name", "", name))
                self.created.append(unit_id)
            self.named[fold(name)] = unit_id
        for number, name in self.preview.pending_units.items():
            if fold(name) in self.named:
                self.stand_ins[number] = self.named[fold(name)]

    def unit_of(self, row: ImportRow) -> int | None:
        """Return where a line places somebody."""
        chosen = self.named.get(fold(row.unit))
        found = self.units.find(row.unit)
        return chosen if chosen is not None else found[0] if len(found) == 1 else None

    # --- new people -----------------------------------------------------------------------------

    def insert(self, lines: Sequence[RowPreview]) -> None:
        """Write those who are new."""
        for unit_id in {self.unit_of(one.row) for one in lines}:
            scope.check_unit(self.desk, self.work, unit_id)
        self._check_numbers(lines)
        for start in range(0, len(lines), _AT_ONCE):
            some = lines[start : start + _AT_ONCE]
            self._tell(0)
            people = [self._dossier(one.row) for one in some]
            today = self.desk.today()
            ids = stored_people.insert(
                self.work, [(one, completeness.percent(one, today)) for one in people]
            )
            self.work.note(
                *(
                    Change("person", person_id, "imported", "",
                           wording.imported_from(self.preview.file_name, one.row.line))
                    for person_id, one in zip(ids, some, strict=True)
                )
            )  # fmt: skip
            self.written += [
                stored.WrittenRow(person_id, one.row.line, stored.NEW, 1)
                for person_id, one in zip(ids, some, strict=True)
            ]
            stored.set_central_numbers(
                self.work,
                {
                    person_id: str(number)
                    for person_id, one in zip(ids, some, strict=True)
                    if (number := one.row.values.get(CENTRAL))
                },
            )
            self._tell(len(some))

    def _check_numbers(self, lines: Sequence[RowPreview]) -> None:
        """Refuse a number of identity of somebody new that is somebody's already.

        Raises:
            TakenNumberProblem, NumberElsewhereProblem.
        """
        holders = stored.numbers_held(self.work, recording.UNIQUE)
        for one in lines:
            for name in recording.UNIQUE:
                number = str(one.row.values.get(name, ""))
                if number and (holder := holders[name].get(number)):
                    recording.refuse_taken(self.desk, self.work, number, holder, field=name)

    def _dossier(self, row: ImportRow) -> Dossier:
        """Return the dossier of somebody new, with the event that brought it into the list."""
        made = fresh(row.values)
        made.setdefault("birth_name", row.name)
        made |= {name: self._placed(name, rows) for name, rows in row.tables.items()}
        if not made.get(EVENTS):
            made[EVENTS] = self._listed(row, made)
        told = read_standing(row.standing) if row.standing else None
        if told and told.activity is Activity.EXEMPT and not made.get("exemptions"):
            made["exemptions"] = (Exemption(since=row.standing_on),)
        return Dossier(**made)

    def _listed(self, row: ImportRow, made: Mapping[str, Any]) -> tuple[Event, ...]:
        """Return what a list tells of how somebody came into it, and left."""
        told = read_standing(row.standing) if row.standing else None
        listed = Event(
            on=made.get("ceremony_date") or made.get("decision_date"),
            kind=EventKind.LISTED,
            unit_id=self.unit_of(row),
            note="" if told else row.standing,
        )
        if told is None or told.event is None:
            return (listed,)
        return (listed, Event(on=row.standing_on, kind=told.event, note=row.standing))

    def _placed(self, name: str, rows: tuple[object, ...]) -> tuple[object, ...]:
        """Return rows of a table with the organisations that were made in place of stand-ins."""
        record = TABLES[name].record
        places = [one for one, fact in facts_of(record).items() if fact.kind is Kind.UNIT]
        if not places or not self.stand_ins:
            return rows
        return tuple(self._stood_in(row, places) for row in rows)

    def _stood_in(self, row: Any, places: Sequence[str]) -> object:
        told = {name: self.stand_ins.get(getattr(row, name)) for name in places}
        found = {name: number for name, number in told.items() if number is not None}
        return replace(row, **found) if found else row

    # --- people who are recorded ----------------------------------------------------------------

    def update(self, lines: Sequence[tuple[RowPreview, int]]) -> int:
        """Write what lines say otherwise than the records; return how many changed."""
        if not lines:
            return 0
        desk, work = self.desk, self.work
        ids = [person_id for _, person_id in lines]
        scope.check_person(desk, work, ids)
        people = Matcher(Index(), self.units, stored.names_of(work, ids))
        held = import_known.known(desk, work, people, [one.row for one, _ in lines], ids)
        names = held.people.units.labels
        changed = 0
        for start in range(0, len(lines), _AT_ONCE):
            some = lines[start : start + _AT_ONCE]
            self._tell(0)
            read = stored_people.read_many(work, [person_id for _, person_id in some])
            olds = {one.id: one for one in read}
            for one, person_id in some:
                old = olds.get(person_id)
                expected = self._version(one, person_id)
                if old is None or (expected and old.version != expected):
                    raise ConflictProblem
                held.dossiers = {person_id: old}
                told = self._allowed(held.against(one.row, person_id), one.row.line)
                changed += self._change(one.row, old, told, names)
            self._tell(len(some))
        return changed

    @staticmethod
    def _version(one: RowPreview, person_id: int) -> int:
        """Return the version of a record the clerk saw; 0 where it was not shown."""
        if one.person_id == person_id:
            return one.version
        return next((c.version for c in one.candidates if c.person_id == person_id), 0)

    def _allowed(self, shown: RowPreview, line: int) -> list[str]:
        """Return what is to be written of a line; of a place all parts, they are told together."""
        off, off_cells = self.choices.off, self.choices.off_cells
        open_fields = [one.field for one in shown.differences if not one.locked]
        told = [
            one
            for one in open_fields
            if off.isdisjoint((one, one.partition(".")[0])) and (line, one) not in off_cells
        ]
        refused = {one.field for one in shown.differences} - set(told)
        places = {one.partition(".")[0] for one in told if "." in one}
        more = [
            key
            for key in shown.row.values
            if key.partition(".")[0] in places and key not in told and key not in refused
        ]
        return [*told, *more]

    def _change(
        self, row: ImportRow, old: Dossier, told: Sequence[str], names: Mapping[int, str]
    ) -> int:
        """Write one changed record; return how many were: one, or none."""
        if not told:
            return 0
        desk, work = self.desk, self.work
        restrictions.check(work, [old.id])
        tables = {
            name: self._placed(name, united(row, name, getattr(old, name)))
            for name in told
            if name in row.tables
        }
        wanted = recording.tidied({key: row.values[key] for key in told if key in row.values})
        new = applied(old, wanted, tables)
        if UNIT in told:
            new = replace(new, events=(*new.events, self._moved(row)))
        names_changed = [
            one.name
            for one in fields(Dossier)
            if (one.name in FACTS or one.name in TABLES)
            and getattr(new, one.name) != getattr(old, one.name)
        ]
        if any(name in recording.UNIQUE for name in names_changed):
            recording.check_unique(desk, work, new)
        new = recording.kept(work, old, new)
        recording.check_home(desk, work, old, new)
        work.note(*values.changes(old, new, desk.codes, names))
        central = self._central(row, old.id) if CENTRAL in told else None
        if not stored_people.update(work, old, new, completeness.percent(new, desk.today())):
            raise ConflictProblem
        before = stored.before(old, names_changed, sealed=False, central=central)
        self.written.append(
            stored.WrittenRow(old.id, row.line, stored.CHANGED, old.version + 1, before)
        )
        apart = stored.before(old, names_changed, sealed=True)
        if apart:
            self.sealed[old.id] = apart
        return 1

    def _central(self, row: ImportRow, person_id: int) -> str:
        """Write somebody's number in the central system; return the one before."""
        held = stored.central_numbers(self.work, [person_id]).get(person_id, "")
        number = str(row.values[CENTRAL])
        stored.set_central_numbers(self.work, {person_id: number})
        self.work.note(Change("person", person_id, CENTRAL, held, number))
        return held

    def _moved(self, row: ImportRow) -> Event:
        today = PartialDate.of(self.desk.today())
        note = wording.moved_by(show_date(today))
        return Event(on=today, kind=EventKind.MOVED, unit_id=self.unit_of(row), note=note)

    def _tell(self, more: int) -> None:
        self.done += more
        self.progress(self.done, self.total)
