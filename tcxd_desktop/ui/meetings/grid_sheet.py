"""Records edited cell by cell as in a spreadsheet: reading, what is wrong, undo, paste. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common.reading import Choices
from tcxd_desktop.wording.problems import sentence

R = TypeVar("R")
_STEPS = 100


@dataclass(frozen=True)  # with slots, ``SheetColumn[X](…)`` fails on Python 3.11
class SheetColumn(Generic[R]):
    """A column of a sheet."""

    key: str
    title: str
    text: Callable[[R], str]
    read: Callable[[R, str], R] | None = None
    """Returns the record with what was typed in it; raises a Problem. ``None``: never typed in."""
    least: int = 60
    """Narrowest at 100 %."""
    share: float = 0
    """Of the width that is left over."""
    align: str = "left"
    """``left``, ``center``, ``right``."""
    side: Callable[[R], str] | None = None
    """Small text at the other side of the cell."""
    side_name: str = ""
    """What the small text is."""
    tone: Callable[[R], str] | None = None
    """Shows the text as a badge: ``ok``, ``warn``, ``bad``, ``plain``; ``""`` is plain text."""
    proposed: Callable[[R], bool] | None = None
    """Tells whether the text is worked out and nobody typed it."""
    choices: Choices | None = None
    """Typed with a list below the cell."""
    tip: str = ""
    """How it is typed."""
    spare: int = 0
    """Hidden where there is little room: the highest number first; 0 stays."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one cell shows."""

    text: str = ""
    side: str = ""
    badge: str = ""
    """Tone of the badge the text is shown in."""
    wrong: str = ""
    """Sentence of what is wrong with it."""
    warned: str = ""
    """Sentence of what to look at; it can be saved."""
    why_not: str = ""
    """Why it cannot be typed in."""
    fresh: bool = False
    """Not saved yet."""
    proposed: bool = False
    """Nobody typed it: it is worked out from what was recorded."""

    @property
    def said(self) -> str:
        """The one sentence beside it."""
        return self.wrong or self.warned or self.why_not


@dataclass(frozen=True, slots=True)
class Typed:
    """Text that could not be read, and why."""

    text: str
    problem: Problem


@dataclass(frozen=True)
class _Step(Generic[R]):
    rows: list[R]
    kept: list[R | None]
    typed: dict[tuple[int, str], Typed]


@dataclass
class Sheet(Generic[R]):
    """Rows of records; every cell reads what is typed into it when it is left."""

    columns: Sequence[SheetColumn[R]]
    rows: list[R] = field(default_factory=list)
    kept: list[R | None] = field(default_factory=list)
    """What is stored of each row; ``None``: a row that is new."""
    typed: dict[tuple[int, str], Typed] = field(default_factory=dict)
    undo_steps: list[_Step[R]] = field(default_factory=list)

    def show(self, rows: Iterable[R]) -> None:
        """Show what is stored."""
        self.rows = list(rows)
        self.kept = list(self.rows)
        self.typed, self.undo_steps = {}, []
        self.checked()

    # --- what is seen ---------------------------------------------------------------------------

    def column_of(self, row: int, number: int) -> SheetColumn[R] | None:
        """Return the column as a row has it; ``None``: the row has no such cell."""
        return self.columns[number]

    def titles(self, row: int) -> Sequence[str]:
        """Return the titles above the columns, as they hold for ``row``."""
        return [column.title for column in self.columns]

    def head(self, row: int) -> Sequence[str] | None:
        """Return the titles a row of titles shows, or ``None`` for a row of a record."""
        return None

    def head_tip(self, row: int) -> str:
        """Return what a row of titles says in full."""
        return ""

    def why_not(self, row: int, column: SheetColumn[R]) -> str:
        """Return why the row cannot be changed, empty where it can."""
        return ""

    def warned(self, row: int, column: SheetColumn[R]) -> str:
        """Return what is worth a look in a cell that can be read."""
        return ""

    def checked(self) -> None:
        """Look at the rows as a whole; called after every change."""

    def editable(self, row: int, number: int) -> bool:
        """Tell whether a cell can be typed in."""
        column = self.column_of(row, number) if self.head(row) is None else None
        return column is not None and column.read is not None and not self.why_not(row, column)

    def shown(self, row: int, number: int) -> Shown:
        """Return what a cell shows."""
        column = self.column_of(row, number)
        if column is None:
            return Shown()
        record, before = self.rows[row], self.kept[row]
        bad = self.typed.get((row, column.key))
        text = bad.text if bad else column.text(record)
        was = column.text(before) if before is not None else ""
        typed_in = column.read is not None
        return Shown(
            text,
            side=column.side(record) if column.side and not bad else "",
            badge=column.tone(record) if column.tone and not bad else "",
            wrong=sentence(bad.problem) if bad else "",
            warned="" if bad else self.warned(row, column),
            why_not=self.why_not(row, column) if typed_in else "",
            fresh=typed_in and text != was,
            proposed=bool(text)
            and bad is None
            and column.proposed is not None
            and column.proposed(record),
        )

    # --- what is changed ------------------------------------------------------------------------

    def write(self, row: int, number: int, text: str) -> bool:
        """Read ``text`` into a cell; false where nothing changes."""
        column = self.column_of(row, number)
        if column is None or not self.editable(row, number) or text == self.text(row, number):
            return False
        self.keep()
        self._put(row, column, text)
        self.checked()
        return True

    def write_block(self, row: int, number: int, table: Sequence[Sequence[str]]) -> int:
        """Write a block of cells as Excel copies it; returns how many cells took something.

        Rows of titles and cells that cannot be typed in are passed over, not shifted.
        """
        self.keep()
        targets = [r for r in range(row, len(self.rows)) if self.head(r) is None]
        took = 0
        for target, texts in zip(targets, table, strict=False):
            for across, text in enumerate(texts[: len(self.columns) - number]):
                column = self.column_of(target, number + across)
                if column is not None and self.editable(target, number + across):
                    self._put(target, column, " ".join(text.split()))
                    took += 1
        self.checked()
        return took

    def clear(self, cells: Iterable[tuple[int, int]]) -> int:
        """Empty cells; returns how many were."""
        wanted = [
            (row, number)
            for row, number in cells
            if self.editable(row, number) and self.text(row, number)
        ]
        if wanted:
            self.keep()
        for row, number in wanted:
            column = self.column_of(row, number)
            if column is not None:
                self._put(row, column, "")
        self.checked()
        return len(wanted)

    def repeat(self, row: int, number: int) -> bool:
        """Write the value of the nearest row above that has such a cell."""
        column = self.column_of(row, number)
        if column is None:
            return False
        for above in range(row - 1, -1, -1):
            other = self.column_of(above, number) if self.head(above) is None else None
            if other is not None and other.key == column.key:
                return self.write(row, number, self.text(above, number))
        return False

    def restore(self, row: int, key: str, text: str) -> None:
        """Read into a cell what was typed into it at another time, readable or not."""
        for number in range(len(self.columns)):
            column = self.column_of(row, number)
            if column is not None and column.key == key and self.editable(row, number):
                self._put(row, column, text)

    def rows_with(self, in_hand: tuple[int, int, str] | None) -> list[R]:
        """Return the rows with row, column and text of a cell being typed in, where it is read."""
        made = list(self.rows)
        if in_hand is not None:
            row, number, text = in_hand
            column = self.column_of(row, number)
            if column is not None and column.read is not None:
                with suppress(Problem):
                    made[row] = column.read(made[row], text)
        return made

    def undo(self) -> bool:
        """Take the last change back; false when there is none."""
        if not self.undo_steps:
            return False
        step = self.undo_steps.pop()
        self.rows, self.kept, self.typed = step.rows, step.kept, step.typed
        self.checked()
        return True

    def keep(self) -> None:
        """Remember how it stands, to come back to it."""
        self.undo_steps.append(_Step(list(self.rows), list(self.kept), dict(self.typed)))
        del self.undo_steps[:-_STEPS]

    def text(self, row: int, number: int) -> str:
        """Return what stands in a cell, readable or not."""
        column = self.column_of(row, number)
        if column is None:
            return ""
        bad = self.typed.get((row, column.key))
        return bad.text if bad else column.text(self.rows[row])

    def dirty(self) -> bool:
        """Tell whether something would be lost."""
        return bool(self.typed) or bool(self.changed())

    def changed(self) -> list[R]:
        """Return the records that differ from what is stored."""
        pairs = zip(self.rows, self.kept, strict=True)
        return [now for now, before in pairs if now != before]

    def first_wrong(self) -> tuple[int, int] | None:
        """Return the first cell that cannot be read."""
        places = [
            (row, number)
            for row, key in self.typed
            for number in range(len(self.columns))
            if (column := self.column_of(row, number)) is not None and column.key == key
        ]
        return min(places, default=None)

    def _put(self, row: int, column: SheetColumn[R], text: str) -> None:
        place = (row, column.key)
        self.typed.pop(place, None)
        if column.read is None:
            return
        try:
            self.rows[row] = column.read(self.rows[row], text)
        except Problem as problem:
            self.typed[place] = Typed(text, problem)
