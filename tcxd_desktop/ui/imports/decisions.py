"""What the user decided: about columns, cells, values, chi bộ and lines. No Qt."""

from dataclasses import dataclass, field, fields

from tcxd_desktop.domain.imports import ImportChoices, ImportPreview, Outcome, RowPreview
from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.office.import_planning import shared_number

_MAY_BE_NEW = frozenset({Outcome.NEW, Outcome.DOUBTFUL})
Place = tuple[str, int, int]
"""Sheet, row, column."""


@dataclass(slots=True)
class Picked:
    """Điều người nhập đã chọn, của một tệp."""

    layouts: dict[str, str] = field(default_factory=dict)
    """Sheet to the list it is read as, chosen by hand."""
    targets: dict[tuple[str, int], str] = field(default_factory=dict)
    """Sheet and column to the target chosen by hand."""
    letters: dict[tuple[str, int], Encoding | None] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    edits: dict[Place, str] = field(default_factory=dict)
    units: dict[str, int | None] = field(default_factory=dict)
    skip: set[int] = field(default_factory=set)
    off: set[str] = field(default_factory=set)
    off_cells: set[tuple[int, str]] = field(default_factory=set)
    match: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything would be lost."""
        return any(getattr(self, one.name) for one in fields(self))


class Decisions:
    """Điều đã quyết định về các dòng của bản xem trước."""

    def __init__(self, picked: Picked, preview: ImportPreview | None) -> None:
        """Look at ``preview`` with what was picked."""
        self._picked, self._preview = picked, preview

    def open_units(self) -> list[str]:
        """Return the chi bộ of lines to be written that are not known, with nothing chosen."""
        preview = self._preview
        if preview is None:
            return []
        asked = {row.row.unit for row in preview.rows if not self.skipped(row)}
        asked.update(preview.pending_units.values())
        return [
            name
            for name in preview.unknown_cells
            if name in asked and name not in self._picked.units
        ]

    def open_doubts(self) -> list[RowPreview]:
        """Return the doubtful lines nothing was decided about."""
        return [row for row in self.rows() if self.undecided(row)]

    def hinders(self, row: RowPreview) -> bool:
        """Tell whether a line has to be decided or mended before anything is written."""
        return self.undecided(row) or (row.outcome is Outcome.ERROR and not self.skipped(row))

    def open_errors(self) -> int:
        """Return how many lines with errors would be written."""
        return len(self.error_lines())

    def rows(self) -> tuple[RowPreview, ...]:
        """Return the lines of the preview."""
        return self._preview.rows if self._preview is not None else ()

    def skipped(self, row: RowPreview) -> bool:
        """Tell whether a line is left out."""
        return row.row.line in self._picked.skip

    def undecided(self, row: RowPreview) -> bool:
        """Tell whether a doubtful line still waits for a decision."""
        picked = self._picked
        return (
            row.outcome is Outcome.DOUBTFUL
            and row.row.line not in picked.skip
            and row.row.line not in picked.match
        )

    def same_person(self) -> tuple[int, ...]:
        """Return lines that were matched to one and the same record."""
        found: dict[int, list[int]] = {}
        for row in self.rows():
            if row.outcome is Outcome.SAME or self.skipped(row):
                continue
            person = self._picked.match.get(row.row.line, row.person_id)
            if person:
                found.setdefault(person, []).append(row.row.line)
        return next((tuple(lines) for lines in found.values() if len(lines) > 1), ())

    def shared_number(self) -> tuple[str, tuple[int, ...]] | None:
        """Return the first number several new people have, by its target, and their lines."""
        match = self._picked.match
        return shared_number(
            row
            for row in self.rows()
            if not self.skipped(row)
            and not self.undecided(row)
            and row.outcome in _MAY_BE_NEW
            and not match.get(row.row.line, row.person_id)
        )

    def chosen_words(self, row: RowPreview) -> str:
        """Return whom a doubtful line was said to be about; empty while nothing was decided."""
        line = row.row.line
        if row.outcome is not Outcome.DOUBTFUL or line not in self._picked.match:
            return ""
        person = self._picked.match[line]
        told = next((one for one in row.candidates if one.person_id == person), None)
        if told is not None:
            return f"Ghi vào hồ sơ {told.name} ({told.birth})" if told.birth else told.name
        return "Người mới" if row.candidates and not person else ""

    def written(self) -> int:
        """Return how many lines would be written."""
        return sum(
            row.outcome is not Outcome.SAME and row.row.line not in self._picked.skip
            for row in self.rows()
        )

    def choices(self, profile: str = "") -> ImportChoices:
        """Return what was chosen, as far as it belongs to the preview."""
        picked, rows = self._picked, self.rows()
        lines = {row.row.line for row in rows}
        doubtful = {row.row.line for row in rows if row.outcome is Outcome.DOUBTFUL}
        names = self._preview.unknown_cells if self._preview is not None else ()
        return ImportChoices(
            units={name: picked.units[name] for name in names if name in picked.units},
            skip=frozenset(picked.skip & lines),
            off=frozenset(picked.off),
            off_cells=frozenset(cell for cell in picked.off_cells if cell[0] in lines),
            match={line: who for line, who in picked.match.items() if line in doubtful},
            profile=profile,
        )

    # --- bulk -------------------------------------------------------------------------------------

    def sole_candidates(self) -> dict[int, int]:
        """Return undecided lines for which exactly one record is offered, with that record.

        Where a number or a day speaks against it, the line is looked at by itself.
        """
        return {
            row.row.line: row.candidates[0].person_id
            for row in self.open_doubts()
            if len(row.candidates) == 1 and not row.candidates[0].against
        }

    def read_by_guess(self) -> dict[int, int]:
        """Return undecided lines nobody is offered for: only a value was guessed."""
        return {row.row.line: row.person_id for row in self.open_doubts() if not row.candidates}

    def error_lines(self) -> set[int]:
        """Return lines with errors that would be written."""
        return {
            row.row.line
            for row in self.rows()
            if row.outcome is Outcome.ERROR and not self.skipped(row)
        }
