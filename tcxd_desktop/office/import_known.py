"""What the office holds already, as far as the lines of a foreign list speak of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import SEALED_FIELDS, Dossier
from tcxd_desktop.domain.errors import (
    NumberElsewhereProblem,
    OutsideScopeProblem,
    RestrictedProblem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.identities import Sign, birth_sign
from tcxd_desktop.domain.imports import (
    Difference,
    ImportRow,
    NoteKind,
    Outcome,
    RowPreview,
)
from tcxd_desktop.domain.same_text import same_text
from tcxd_desktop.domain.standing_words import read_standing
from tcxd_desktop.office import recording, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.import_comparing import (
    CENTRAL,
    UNIT,
    Comparer,
    standing_difference,
)
from tcxd_desktop.office.import_matching import Match, Matcher
from tcxd_desktop.storage import imports as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import restrictions as stored_restrictions
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import imports as wording
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.problems import sentence

BIRTH = "birth_date"


@dataclass(slots=True)
class Known:
    """Dữ liệu đã có, để so với từng dòng của tệp."""

    people: Matcher
    comparer: Comparer
    columns: Mapping[int, tuple[Any, ...]]
    """Version and compared columns of every record."""
    stands: Mapping[int, tuple[int | None, str, str]]
    central: Mapping[int, str]
    held: frozenset[int] = frozenset()
    """People whose data is restricted by decision."""
    given: frozenset[int] | None = None
    """Units the account was given; ``None``: all."""
    dossiers: dict[int, Dossier] = field(default_factory=dict)
    """Of those the file has rows of tables for."""
    numbers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Who holds each number of identity no two people have, by its field."""

    # --- a line ---------------------------------------------------------------------------------

    def preview(self, row: ImportRow, match: Match) -> RowPreview:
        """Return what a line would do, given whom it speaks of for certain or perhaps."""
        reasons = tuple(note.text for note in row.notes)
        if row.problems:
            return RowPreview(row, Outcome.ERROR, match.person_id, reasons=reasons)
        refused = self._refusal(row, match)
        if refused:
            return RowPreview(row, Outcome.ERROR, reasons=(refused, *reasons))
        if match.person_id:
            return self.against(row, match.person_id)
        candidates = self.people.candidates(match.found, self._versions(match))
        taken = self._taken(row, {one.person_id for one in candidates}, recording.UNIQUE)
        if taken:
            return RowPreview(row, Outcome.ERROR, reasons=(taken, *reasons), candidates=candidates)
        told = read_standing(row.standing) if row.standing else None
        more: list[str] = []
        if match.several:
            more.append(wording.several_people([one.name for one in candidates]))
        elif candidates:
            more.append(wording.perhaps_known([one.name for one in candidates]))
        if told and told.leaving:
            more.append(wording.left_already(row.standing))
        doubtful = more or any(note.kind is NoteKind.DOUBT for note in row.notes)
        outcome = Outcome.DOUBTFUL if doubtful else Outcome.NEW
        return RowPreview(row, outcome, reasons=(*more, *reasons), candidates=candidates)

    def against(self, row: ImportRow, person_id: int) -> RowPreview:
        """Return what a line would change of one record; the line itself must be readable."""
        held = self.columns[person_id]
        found = self._differences(row, person_id, held)
        written = [one for one in found if not one.locked]
        notes = tuple(note.text for note in row.notes)
        version = int(held[0])
        if written and person_id in self.held:
            text = sentence(RestrictedProblem((self.people.names[person_id],)))
            return RowPreview(row, Outcome.ERROR, person_id, version, tuple(found), (text,))
        reasons = [wording.fixed(one) for one in found if one.locked]
        changed = {one.field for one in written}
        taken = self._taken(row, {person_id}, changed)
        if taken:
            return RowPreview(
                row, Outcome.ERROR, person_id, version, tuple(found), (taken, *reasons, *notes)
            )
        doubts = [n for n in row.notes if n.kind is NoteKind.DOUBT and n.target in changed]
        name = self.people.names[person_id]
        # The numbers are one person's, the name is not: the number or the name is mistyped.
        other_name = bool(row.name) and "birth_name" in row.values and not same_text(row.name, name)
        if other_name:
            reasons.insert(0, wording.other_name(name, row.name))
        outcome = Outcome.CHANGED if written else Outcome.SAME
        other_birth = self._other_birth(row, held) if written else ""
        if other_birth:
            reasons.insert(0, other_birth)
        if doubts or other_birth:
            outcome = Outcome.DOUBTFUL
        return RowPreview(row, outcome, person_id, version, tuple(found), (*reasons, *notes))

    def _taken(self, row: ImportRow, allowed: Collection[int], fields: Collection[str]) -> str:
        """Return that a number of a line is somebody else's, or nothing.

        Args:
            row: the line.
            allowed: whom it may speak of.
            fields: those it would be written to.
        """
        for name in recording.UNIQUE:
            number = str(row.values.get(name, "")) if name in fields else ""
            holder = self.numbers.get(name, {}).get(number) if number else None
            if holder and holder not in allowed:
                if not self.people.inside(holder):
                    return sentence(NumberElsewhereProblem(number, field=name))
                whose = self.people.names.get(holder, "")
                return sentence(TakenNumberProblem(number, whose, field=name))
        return ""

    def _other_birth(self, row: ImportRow, held: Sequence[Any]) -> str:
        """Return that a record found by its number was born at quite another time, or nothing."""
        told, target = row.values.get(BIRTH), self.comparer.targets.get(BIRTH)
        known = held[1 + target.column] if target is not None else None
        if not told or not known or birth_sign(str(known), str(told)) is not Sign.BIRTH_OTHER:
            return ""
        here = show_date(PartialDate.from_text(str(known)))
        return wording.other_birth(here, show_date(PartialDate.from_text(str(told))))

    def _differences(self, row: ImportRow, person_id: int, held: Sequence[Any]) -> list[Difference]:
        found = self.comparer.differences(row, held)
        number = row.values.get(CENTRAL)
        if number and number != self.central.get(person_id, ""):
            found.append(Difference(CENTRAL, self.central.get(person_id, ""), str(number)))
        unit_id, activity, leaving = self.stands.get(person_id, (None, "", ""))
        if row.unit and activity and not leaving:
            meant = self.people.units.find(row.unit)
            if meant != (unit_id,):
                label = self.people.units.labels.get(unit_id or 0, "")
                found.append(Difference(UNIT, label, row.unit))
        standing = standing_difference(row, activity, leaving) if activity else None
        if standing:
            found.append(standing)
        dossier = self.dossiers.get(person_id)
        if dossier is not None:
            found += self.comparer.sealed(row, dossier)
            found += self.comparer.tables(row, dossier)
        return found

    def _refusal(self, row: ImportRow, match: Match) -> str:
        """Return why the account may not write a line, or nothing."""
        meant = [match.person_id] if match.person_id else [one.other.id for one in match.found]
        outside = bool(meant) and not any(map(self.people.inside, meant))
        if outside or self._elsewhere(row):
            return sentence(OutsideScopeProblem())
        return ""

    def _elsewhere(self, row: ImportRow) -> bool:
        """Tell whether a row places somebody where the account was not given.

        A chi bộ that is not known yet is chosen, or refused, when the preview is written.
        """
        if self.given is None:
            return False
        meant = self.people.units.find(row.unit) if row.unit else ()
        return not row.unit if len(meant) != 1 else meant[0] not in self.given

    def _versions(self, match: Match) -> dict[int, int]:
        ids = [one.other.id for one in match.found]
        return {one: int(self.columns[one][0]) for one in ids if one in self.columns}


def known(
    desk: Desk,
    reading: Reading,
    people: Matcher,
    rows: Sequence[ImportRow],
    ids: Sequence[int] | None = None,
) -> Known:
    """Return what is known of everybody, or of some, for the targets lines have values of."""
    keys = list(dict.fromkeys(key for row in rows for key in row.values))
    comparer = Comparer.of(keys, desk.codes, people.every_unit.labels)
    return Known(
        people,
        comparer,
        stored.columns_of(reading, comparer.names, ids),
        stored.stands(reading, desk.day()),
        stored.central_numbers(reading) if CENTRAL in keys else {},
        frozenset(stored_restrictions.restricted(reading)),
        scope.units_of(desk, reading),
        # What is written is checked one by one: only a preview asks for all.
        numbers=stored.numbers_held(reading, recording.UNIQUE) if ids is None else {},
    )


def without_sealed(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Return the lines without what belongs to the sealed compartment."""
    return [
        replace(
            row,
            values={key: one for key, one in row.values.items() if key not in SEALED_FIELDS},
            tables={name: one for name, one in row.tables.items() if name not in SEALED_FIELDS},
        )
        if not SEALED_FIELDS.isdisjoint((*row.values, *row.tables))
        else row
        for row in rows
    ]


def needs_dossier(row: ImportRow) -> bool:
    """Tell whether a line is compared with the whole dossier, not only with its columns."""
    return bool(row.tables) or not SEALED_FIELDS.isdisjoint(row.values)


def read_dossiers(reading: Reading, held: Known, person_ids: Iterable[int]) -> None:
    """Read whole dossiers: only lines with rows of tables are compared with them."""
    wanted = sorted({one for one in person_ids if one} - set(held.dossiers))
    for dossier in stored_people.read_many(reading, wanted):
        held.dossiers[dossier.id] = dossier
