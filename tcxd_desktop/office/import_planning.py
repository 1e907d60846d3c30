"""What of a previewed file would be written, as the clerk decided its lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from tcxd_desktop.domain.errors import ImportHasErrorsProblem, UnknownUnitsProblem
from tcxd_desktop.domain.import_errors import (
    DoubtfulRowsProblem,
    SameNumberTwiceProblem,
    SharedNumberProblem,
)
from tcxd_desktop.domain.imports import ImportChoices, ImportPreview, Outcome, RowPreview
from tcxd_desktop.domain.sheet_rows import shown
from tcxd_desktop.office import recording
from tcxd_desktop.wording.sheets import target_label


@dataclass(frozen=True, slots=True)
class Plan:
    """Việc sẽ ghi: the lines of a preview as the clerk decided them."""

    new: tuple[RowPreview, ...] = ()
    changed: tuple[tuple[RowPreview, int], ...] = ()
    """Line and the person it is about."""
    same: int = 0
    skipped: int = 0


def plan(preview: ImportPreview, choices: ImportChoices) -> Plan:
    """Return what would be written.

    Raises:
        ImportHasErrorsProblem, DoubtfulRowsProblem, SameNumberTwiceProblem, SharedNumberProblem,
        UnknownUnitsProblem.
    """
    lines = [one for one in preview.rows if one.row.line not in choices.skip]
    errors = sum(one.outcome is Outcome.ERROR for one in lines)
    if errors:
        raise ImportHasErrorsProblem(errors)
    open_lines = [
        one.row.line
        for one in lines
        if one.outcome is Outcome.DOUBTFUL and one.row.line not in choices.match
    ]
    if open_lines:
        raise DoubtfulRowsProblem(len(open_lines), shown(open_lines[0]))
    new: list[RowPreview] = []
    changed: list[tuple[RowPreview, int]] = []
    same: list[tuple[RowPreview, int]] = []
    for one in lines:
        person_id = choices.match.get(one.row.line, one.person_id)
        if not person_id:
            new.append(one)
        elif one.outcome is Outcome.SAME and person_id == one.person_id:
            same.append((one, person_id))
        else:
            changed.append((one, person_id))
    _once(changed, same)
    _numbers_once(new)
    missing = [name for name in preview.unknown_cells if name not in choices.units]
    wanted = {one.row.unit for one in lines} | set(preview.pending_units.values())
    if asked := [name for name in missing if name in wanted]:
        raise UnknownUnitsProblem(tuple(asked))
    return Plan(tuple(new), tuple(changed), len(same), len(preview.rows) - len(lines))


def _once(
    changed: Iterable[tuple[RowPreview, int]], same: Iterable[tuple[RowPreview, int]]
) -> None:
    """Refuse to write a record that another line of the file is about, too."""
    seen = {person_id: one for one, person_id in same}
    for one, person_id in changed:
        first = seen.setdefault(person_id, one)
        if first is not one:
            both = ", ".join(shown(line) for line in sorted((first.row.line, one.row.line)))
            raise SameNumberTwiceProblem(both, one.row.name)


def shared_number(new: Iterable[RowPreview]) -> tuple[str, tuple[int, ...]] | None:
    """Return the first number that several new people have, by its target, and their lines."""
    seen: dict[tuple[str, object], list[int]] = {}
    for one in new:
        for name in recording.UNIQUE:
            number = one.row.values.get(name)
            if number:
                seen.setdefault((name, number), []).append(one.row.line)
    twice = ((name, tuple(lines)) for (name, _), lines in seen.items() if len(lines) > 1)
    return next(twice, None)


def _numbers_once(new: Iterable[RowPreview]) -> None:
    """Refuse several new people with one number of identity."""
    shared = shared_number(new)
    if shared is not None:
        name, lines = shared
        at = ", ".join(map(shown, lines))
        raise SharedNumberProblem(at, target_label(name).lower())
