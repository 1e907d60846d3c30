"""Whom the lines of a central list speak of, among the members of a round."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.dates import PartialDate, parse_date
from tcxd_desktop.domain.errors import BadDateProblem, FutureDateProblem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.identities import Identity
from tcxd_desktop.domain.imports import Candidate, ImportRow, NoteKind
from tcxd_desktop.domain.reconciliation import Entry
from tcxd_desktop.domain.reconciliation_views import CentralRow
from tcxd_desktop.domain.reconciling import UNIT, fact_of
from tcxd_desktop.domain.targets import ADDRESS, TARGETS, TargetKind
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.import_matching import NUMBERS, Matcher, matcher
from tcxd_desktop.office.reconciliation_reading import Picture
from tcxd_desktop.storage import imports as stored_imports
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.reconciliation import not_listed, several_lines

CENTRAL_ID: Final = "central_id"
_WHOLE: Final = ("detail", "commune", "province")
_ADDRESS: Final = ("detail", "commune")
_NAME: Final = "birth_name"


def told_by(mapped: Collection[str]) -> frozenset[str]:
    """Return the fields columns of a list tell: those with a blank cell are blank there.

    Args:
        mapped: targets of the columns; a name in two columns is one field, a place in one column
            is its parts.
    """
    found: set[str] = set()
    for key in mapped:
        target = TARGETS.get(key)
        if target is None:
            continue
        if target.kind is TargetKind.PLACE:
            parts = _ADDRESS if target.part == ADDRESS else _WHOLE
            found.update(f"{target.field}.{part}" for part in parts)
        elif target.kind is TargetKind.BY_SEX:
            found.update((target.field, "sex"))
        elif target.kind is TargetKind.NAME:
            found.add(_NAME)
        elif target.kind is TargetKind.DATE_PART:
            found.add(target.field)
        else:
            found.add(key)
    return frozenset(found)


def texts(codes: CodeLists, row: ImportRow, wanted: Sequence[str]) -> dict[str, str]:
    """Return what a line says of the wanted fields, as shown; ``""`` where its cell is blank.

    A cell that cannot be read is not blank: its field is left out.
    """
    unread = {one.target for one in row.notes if one.kind is NoteKind.ERROR}
    return {target: _text(codes, row, target) for target in wanted if target not in unread}


def _text(codes: CodeLists, row: ImportRow, target: str) -> str:
    if target == UNIT:
        return row.unit
    value: Value = row.values.get(target)
    if target == _NAME and not value:
        return row.name
    if value is None or isinstance(value, str):
        return value or ""
    return values.show(value, fact_of(target), codes)


class Lines:
    """Đối chiếu từng dòng với đảng viên của đợt."""

    def __init__(self, desk: Desk, reading: Reading, picture: Picture) -> None:
        """Read everybody of the office: a line may also be about somebody who left."""
        self._codes = desk.codes
        self._matcher: Matcher = matcher(desk, reading)
        self._members = {one.id for one in picture.members}
        self._listed = {one.id for one in stored.members(reading, picture.day)}
        self._held = {
            number: person for person, number in stored_imports.central_numbers(reading).items()
        }
        """Whom the upper level's own numbers were found to mean before, or were said to."""
        self.elsewhere: set[int] = set()
        """Keys of lines about people of the office who are not members of this round."""

    def read(self, rows: Sequence[ImportRow], wanted: Sequence[str]) -> list[CentralRow]:
        """Return lines with whom each is about; those about members elsewhere are left out."""
        found = [self._row(key, row, wanted) for key, row in enumerate(rows, 1)]
        return _once([one for one in found if one.key not in self.elsewhere])

    def _row(self, key: int, row: ImportRow, wanted: Sequence[str]) -> CentralRow:
        birth = row.values.get("birth_date")
        made = CentralRow(
            key,
            row.line,
            row.name,
            show_date(birth) if isinstance(birth, PartialDate) else "",
            row.unit,
            texts(self._codes, row, wanted),
            reasons=tuple(one.text for one in row.notes if one.kind is not NoteKind.MENDED),
            central_id=str(row.values.get(CENTRAL_ID) or ""),
        )
        held = self._held.get(made.central_id, 0)
        if held in self._members:
            return replace(made, person_id=held)
        match = self._matcher.match(row)
        if match.person_id in self._members:
            return replace(made, person_id=match.person_id)
        if match.person_id in self._listed:
            self.elsewhere.add(key)
            return made
        if match.person_id:
            told = not_listed(self._matcher.names[match.person_id])
            return replace(made, reasons=(*made.reasons, told))
        inside = [one for one in match.found if one.other.id in self._members]
        return replace(made, candidates=self._matcher.candidates(inside, {}))


def _once(found: Sequence[CentralRow]) -> list[CentralRow]:
    """Leave a member to one line: where several fit for certain, the clerk chooses."""
    lines: dict[int, list[int]] = {}
    for row in found:
        if row.person_id:
            lines.setdefault(row.person_id, []).append(row.line)
    return [
        replace(row, person_id=0, reasons=(*row.reasons, several_lines(lines[row.person_id])))
        if len(lines.get(row.person_id, ())) > 1
        else row
        for row in found
    ]


def candidates_of(desk: Desk, reading: Reading, entry: Entry) -> tuple[Candidate, ...]:
    """Return whom a line nobody fits may be about after all, best first."""
    told = entry.values
    numbers = {name: told[name] for name in NUMBERS if told.get(name)}
    known = matcher(desk, reading)
    units = known.units.find(told.get(UNIT, ""))
    asked = Identity(
        entry.id,
        entry.name,
        _birth(desk, told),
        **numbers,
        unit=str(units[0]) if len(units) == 1 else "",
        sex=fold(told.get("sex", "")),
    )
    return known.candidates(known.index.find(asked), {})


def _birth(desk: Desk, told: Mapping[str, str]) -> str:
    try:
        found = parse_date(told.get("birth_date", ""), today=desk.today())
    except (BadDateProblem, FutureDateProblem):
        return ""
    return str(found) if found else ""
