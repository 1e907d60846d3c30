"""What the wizard knows: the file, how it is read, what was chosen. No Qt.

Everything the user decided is kept apart from what was worked out, so that going back and forth
loses nothing: a file read anew, a heading moved, a cell mended keep the other choices.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tcxd_desktop.domain.imports import ColumnChoice, ImportPreview, SheetMap
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.sheet import Book, Encoding, Sheet
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import import_files, imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.sheet_mapping_view import doubles
from tcxd_desktop.ui.imports.decisions import Decisions, Picked, Place

FILE, SHEETS, COLUMNS, VALUES, PREVIEW, RESULT = range(1, 7)
"""The steps."""
Unknown = Mapping[str, tuple[tuple[str, int], ...]]
"""Target to texts of the file that no value is known for, with how often they stand there."""


@dataclass(frozen=True, slots=True)
class Source:
    """Tệp được chọn."""

    path: Path
    data: bytes
    hash: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name

    @classmethod
    def of(cls, path: Path, data: bytes) -> "Source":
        """Return a file by its place and content."""
        return cls(path, data, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Opened:
    """Tệp đã đọc và cách đọc được gợi ý."""

    source: Source
    book: Book
    maps: tuple[SheetMap, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """Bản xem trước, với những giá trị chưa rõ."""

    preview: ImportPreview
    unknown: Unknown


class ImportState:
    """Một lần nhập đang soạn."""

    def __init__(self, desk: Desk) -> None:
        """Start without a file."""
        self._desk = desk
        self.source: Source | None = None
        self.original = Book("", ())
        """The file as it was read."""
        self.book = self.original
        """With the cells that were mended."""
        self.maps: tuple[SheetMap, ...] = ()
        self.profile = ""
        self.picked = Picked()
        self.preview: ImportPreview | None = None
        self.stale = True
        """The choices say something else than the preview, or there is none."""
        self.unknown: Unknown = {}

    # --- reading; these work off the thread of the screens ----------------------------------------

    def opener(
        self, source: Source, charset: str = "", separator: str = ""
    ) -> Callable[[Progress], Opened]:
        """Return the work that reads a file; it changes nothing here."""
        desk, profile = self._desk, self.profile

        def work(progress: Progress) -> Opened:
            book = import_files.read(
                desk, source.data, source.name, charset, separator, progress=progress
            )
            return Opened(source, book, import_files.suggest(desk, book, profile=profile))

        return work

    def previewer(self) -> Callable[[Progress], Looked]:
        """Return the work that finds out what each line would do."""
        desk, book, maps, source = self._desk, self.book, self.maps, self.source
        name, digest = (source.name, source.hash) if source is not None else ("", "")
        # What was chosen by hand is asked about all the same, to be seen and changed.
        bare = tuple(map(self._without_picked, maps))

        def work(progress: Progress = unwatched) -> Looked:
            import_files.check_columns(book, maps)
            unknown = import_files.unknown_values(desk, book, bare)
            return Looked(imports.preview(desk, book, maps, name, digest, progress), unknown)

        return work

    @property
    def decisions(self) -> Decisions:
        """What was decided about the lines of the preview."""
        return Decisions(self.picked, self.preview)

    # --- taking over what was read ----------------------------------------------------------------

    def open(self, opened: Opened) -> None:
        """Begin with a file that was read, or go on with the same one read otherwise."""
        book = opened.book
        if self.source is None or self.source.hash != opened.source.hash:
            self.picked = Picked()
        elif (book.charset, book.separator) != (self.book.charset, self.book.separator):
            self.picked.edits.clear()
        self.source = opened.source
        self._read(book)
        self.maps = tuple(self._with_picked(one) for one in opened.maps)

    def restore(self, opened: Opened, picked: Picked, heads: Mapping[str, tuple[int, int]]) -> None:
        """Go on with a file as decided before; ``heads`` are the headings of its sheets."""
        self.source, self.picked = opened.source, picked
        self._read(opened.book)
        names = [one.name for one in self.book.sheets if one.name in heads]
        self.maps = tuple(self._mapped(name, heads[name]) for name in names)

    def _read(self, book: Book) -> None:
        self.original = book
        self.book = import_files.edited(book, self.picked.edits)
        self.preview, self.stale, self.unknown = None, True, {}

    def look(self, looked: Looked) -> None:
        """Take a preview over."""
        self.unknown = looked.unknown
        self.preview, self.stale = looked.preview, False

    # --- sheets and headings ----------------------------------------------------------------------

    def map_of(self, sheet: str) -> SheetMap | None:
        """Return how a sheet is read; ``None``: it is left out."""
        return next((one for one in self.maps if one.sheet == sheet), None)

    def sheets(self) -> tuple[tuple[Sheet, SheetMap], ...]:
        """Return the sheets that are read."""
        pairs = ((self.book.sheet(one.sheet), one) for one in self.maps)
        return tuple((sheet, one) for sheet, one in pairs if sheet is not None)

    def old_reader(self, sheet: Sheet) -> Callable[[int, int], str] | None:
        """Return how the cells of a sheet in old letters read; ``None``: as they stand."""
        one = self.map_of(sheet.name)
        if one is None or not (sheet.fonts or any(map(_chosen_old, one.columns))):
            return None
        book, first, last = self.book, *one.head
        headings = {choice.column: choice.heading for choice in one.columns}

        def read(row: int, column: int) -> str:
            # A word or two of a heading tell no character set: the whole sheet told it.
            if row == first == last and column in headings:
                return headings[column]
            return import_files.cell_text(book, one, row, column)

        return read

    def take_sheet(self, sheet: str, *, on: bool) -> None:
        """Read a sheet, or leave it out."""
        if on == (self.map_of(sheet) is not None):
            return
        kept = {one.sheet: one for one in self.maps if one.sheet != sheet}
        if on:
            kept[sheet] = self._mapped(sheet)
        order = [one.name for one in self.book.sheets]
        self.maps = tuple(kept[name] for name in order if name in kept)
        self.stale = True

    def remap(self, sheet: str, head: tuple[int, int] | None = None) -> None:
        """Read a sheet with another heading; choices by hand stay."""
        self._put(self._mapped(sheet, head))

    def choose_layout(self, sheet: str, layout: str) -> None:
        """Read a sheet as a list that is known; empty: as its headings tell."""
        if layout:
            self.picked.layouts[sheet] = layout
        else:
            self.picked.layouts.pop(sheet, None)
        one = self.map_of(sheet)
        self._put(self._mapped(sheet, one.head if one is not None else None))

    def _mapped(self, sheet: str, head: tuple[int, int] | None = None) -> SheetMap:
        layout = self.picked.layouts.get(sheet)
        made = import_files.remap(self._desk, self.book, sheet, head, layout, self.profile)
        return self._with_picked(made)

    def use_profile(self, name: str) -> None:
        """Read the file as a saved way says; choices by hand go."""
        self.profile = name
        self.picked.targets.clear()
        self.picked.letters.clear()
        self.picked.values.clear()
        self.maps = import_files.suggest(self._desk, self.book, profile=name)
        self.stale = True

    def _put(self, sheet_map: SheetMap) -> None:
        """Read a sheet so."""
        self.maps = tuple(sheet_map if o.sheet == sheet_map.sheet else o for o in self.maps)
        self.stale = True

    def choose_columns(self, sheet_map: SheetMap) -> None:
        """Take over what was chosen by hand for columns of a sheet."""
        old = self.map_of(sheet_map.sheet)
        before = {one.column: one for one in old.columns} if old is not None else {}
        for one in sheet_map.columns:
            was, place = before.get(one.column), (sheet_map.sheet, one.column)
            if was is None or was.target != one.target or was.sure != one.sure:
                self.picked.targets[place] = one.target
            if was is None or was.encoding != one.encoding:
                self.picked.letters[place] = one.encoding
        self._put(sheet_map)

    def choose_value(self, target: str, text: str, value: str | None) -> None:
        """Say what a text of the file stands for; ``""`` leaves it out, ``None`` is undecided."""
        chosen = self.picked.values.setdefault(target, {})
        if value is None:
            chosen.pop(fold(text), None)
        else:
            chosen[fold(text)] = value
        if not chosen:
            del self.picked.values[target]
        self.maps = tuple(self._with_values(one) for one in self.maps)
        self.stale = True

    # --- cells ------------------------------------------------------------------------------------

    def mend(self, place: Place, text: str) -> None:
        """Read other text in a cell; the file itself is never touched."""
        self.picked.edits[place] = text
        self.book = import_files.edited(self.original, self.picked.edits)
        self.stale = True

    def text_at(self, place: Place) -> str:
        """Return the text of a cell as it is read."""
        sheet, row, column = place
        one = self.map_of(sheet)
        return import_files.cell_text(self.book, one, row, column) if one is not None else ""

    # --- keeping choices --------------------------------------------------------------------------

    def _with_picked(self, sheet_map: SheetMap) -> SheetMap:
        columns = tuple(self._column(sheet_map.sheet, one) for one in sheet_map.columns)
        return self._with_values(replace(sheet_map, columns=columns))

    def _column(self, sheet: str, one: ColumnChoice) -> ColumnChoice:
        place = sheet, one.column
        if place in self.picked.targets:
            one = replace(one, target=self.picked.targets[place], sure=True)
        if place in self.picked.letters:
            one = replace(one, encoding=self.picked.letters[place])
        return one

    def _without_picked(self, sheet_map: SheetMap) -> SheetMap:
        picked = self.picked.values
        values = {
            target: {
                text: value for text, value in known.items() if text not in picked.get(target, {})
            }
            for target, known in sheet_map.values.items()
        }
        return replace(sheet_map, values=values)

    def _with_values(self, sheet_map: SheetMap) -> SheetMap:
        if not self.picked.values:
            return sheet_map
        merged = {target: dict(known) for target, known in sheet_map.values.items()}
        for target, chosen in self.picked.values.items():
            merged.setdefault(target, {}).update(chosen)
        return replace(sheet_map, values=merged)


def recognised(maps: Iterable[SheetMap]) -> bool:
    """Tell whether any column is taken in."""
    return any(one.target for each in maps for one in each.columns)


def open_columns(maps: Iterable[SheetMap]) -> int:
    """Return how many columns are to be looked at: guessed, or taken in twice."""
    return sum(
        sum(bool(one.target) and not one.sure for one in each.columns) + len(doubles(each.columns))
        for each in maps
    )


def open_values(state: ImportState) -> int:
    """Return how many texts no value was chosen for."""
    return sum(
        fold(text) not in state.picked.values.get(target, {})
        for target, texts in state.unknown.items()
        for text, _ in texts
    )


def old_letters(state: ImportState) -> bool:
    """Tell whether the file has text of old fonts, by its fonts or by what was chosen."""
    named = {one.sheet for one in state.maps}
    return any(sheet.fonts for sheet in state.original.sheets if sheet.name in named) or any(
        _chosen_old(one) for each in state.maps for one in each.columns
    )


def _chosen_old(one: ColumnChoice) -> bool:
    return one.encoding not in (None, Encoding.UNICODE)
