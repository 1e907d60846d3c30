"""Foreign files on their way in: read, recognised, their way of being read kept for next time."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tcxd_desktop import places
from tcxd_desktop.domain import sheet_lines, sheet_mapping
from tcxd_desktop.domain.errors import (
    EmptySheetProblem,
    MissingColumnsProblem,
    NotFoundProblem,
    Problem,
    RequiredProblem,
)
from tcxd_desktop.domain.full_layout import KEY as FULL
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.imports import ColumnChoice, ImportProfile, ImportRow, SheetMap
from tcxd_desktop.domain.layout_file import Aliases, aliases_of
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.sheet import TYPED_HERE, Book, Sheet
from tcxd_desktop.domain.sheet_known import Known
from tcxd_desktop.domain.sheet_rows import is_unit_sheet, read_rows
from tcxd_desktop.domain.sheet_text import cell
from tcxd_desktop.domain.sheet_values import HowToRead
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.exchange import sheets
from tcxd_desktop.office import layouts as office_layouts
from tcxd_desktop.office import refusals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import imports as stored
from tcxd_desktop.wording.sheets import say, target_label

_PROFILE = "import_profile"
_ALIKE = 0.8
"""Share of columns two sheets of one list have in common."""
_TELLING = frozenset(
    {
        "birth_date", "birth_date.male", "birth_date.female", "birth_date.year", "citizen_id",
        "card_no",
        "old_citizen_id", "old_card_no", "dossier_no", "central_id", "unit", "row_key",
    }
)  # fmt: skip
"""Targets that tell namesakes apart."""


@lru_cache
def _aliases() -> Aliases:
    """Return what headings are called besides; shipped data."""
    path = places.resources() / "layouts" / "aliases.json"
    return aliases_of(json.loads(path.read_text(encoding="utf-8")))


def layouts(desk: Desk) -> tuple[Layout, ...]:
    """Return the layouts a file may be one of."""
    return office_layouts.layouts(desk)


def known_headings(desk: Desk) -> Known:
    """Return what columns may be called, by the layouts of the office and by custom."""
    return _known(layouts(desk))


@lru_cache(maxsize=4)
def _known(found: tuple[Layout, ...]) -> Known:
    return Known(found, _aliases())


# --- reading --------------------------------------------------------------------------------------


def read(
    desk: Desk,
    data: bytes,
    file_name: str,
    charset: str = "",
    separator: str = "",
    progress: Progress = unwatched,
) -> Book:
    """Return the sheets of a foreign file, parsed in the limited child without the key.

    Args:
        desk: where.
        data: the file.
        file_name: for the book, should it be refused.
        charset: of a text file; empty: found out.
        separator: between the cells of a text file; empty: found out.
        progress: may raise to give up while the child works.

    Raises:
        NotASheetProblem and the other Problems of ``exchange.sheets``.
    """
    desk.check(Permission.IMPORT)
    try:
        return sheets.read_book(data, charset, separator, progress=progress)
    except Problem as problem:
        refusals.note(desk, Permission.IMPORT, "imports.refused", file_name, problem)
        raise


def edited(book: Book, edits: Mapping[tuple[str, int, int], str]) -> Book:
    """Return the book with cells as the clerk mended them.

    Args:
        book: as it was read.
        edits: by name of the sheet, row and column from 0; the file itself is never written.
    """
    by_sheet: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for (name, row, column), text in edits.items():
        by_sheet[name][row, column] = text
    return replace(
        book,
        sheets=tuple(
            _edited(sheet, by_sheet[sheet.name]) if sheet.name in by_sheet else sheet
            for sheet in book.sheets
        ),
    )


def _edited(sheet: Sheet, edits: Mapping[tuple[int, int], str]) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    letters = [list(line) for line in sheet.fonts]
    for (row, column), text in edits.items():
        if row >= len(rows):
            continue
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = clean_line(text) if "\n" not in text else text
        letters += [[] for _ in range(row + 1 - len(letters))]
        letters[row] += ["."] * (column + 1 - len(letters[row]))
        letters[row][column] = TYPED_HERE
    return replace(
        sheet, rows=tuple(map(tuple, rows)), fonts=tuple("".join(line) for line in letters)
    )


def members_in(
    desk: Desk, permission: Permission, use_case: str, data: bytes, file_name: str
) -> list[ImportRow]:
    """Return the members of a list another feature takes in, read the way it explains itself.

    Args:
        desk: where.
        permission: what that feature needs.
        use_case: what a refused file is noted as.
        data: the file.
        file_name: for the book.

    Raises:
        NotASheetProblem and the other Problems of ``exchange.sheets``.
        EmptySheetProblem, MissingColumnsProblem, DoubledColumnsProblem: it is no list of members.
    """
    desk.check(permission)
    try:
        book = sheets.read_book(data)
        found = _best([sheet_mapping.suggest(sheet, known_headings(desk)) for sheet in book.sheets])
        check_columns(book, found)
    except Problem as problem:
        refusals.note(desk, permission, use_case, file_name, problem)
        raise
    parts = [(_sheet(book, one.sheet), one) for one in found]
    return read_rows(parts, HowToRead(desk.today(), desk.codes, say))


# --- recognising ----------------------------------------------------------------------------------


def suggest(desk: Desk, book: Book, layout: str = "", profile: str = "") -> tuple[SheetMap, ...]:
    """Return how the file reads by itself: the sheets of a whole dossier, or its best list.

    Args:
        desk: where.
        book: the file.
        layout: key of the layout it is known to be; empty: found out.
        profile: name of a saved way of reading; empty: none.

    Raises:
        NotFoundProblem: no such profile.
    """
    with desk.read(Permission.IMPORT) as reading:
        kept = _profile(stored.profiles(reading), profile)
    known = known_headings(desk)
    found = [
        sheet_mapping.suggest(sheet, known, profile=kept, layout=layout or None)
        for sheet in book.sheets
    ]
    return _best(found)


def _best(found: Sequence[SheetMap]) -> tuple[SheetMap, ...]:
    """Return the sheets to read: of a whole dossier all, of a list the surest.

    Where a workbook has one sheet for each chi bộ, those with the same columns go with it.
    """
    whole = [one for one in found if one.layout == FULL]
    if whole:
        return tuple(whole)
    if not found:
        return ()
    best = max(found, key=_sureness)
    if not is_unit_sheet(best.sheet):
        return (best,)
    return tuple(one for one in found if one is best or _goes_with(one, best))


def _goes_with(one: SheetMap, best: SheetMap) -> bool:
    return is_unit_sheet(one.sheet) and _is_alike(one, best)


def _is_alike(one: SheetMap, best: SheetMap) -> bool:
    """Tell whether a sheet is a list of members with nearly the columns of another."""
    mine, its = ({c.target for c in each.columns if c.target} for each in (one, best))
    return one.table == best.table and len(mine & its) >= _ALIKE * len(its) > 0


def other_lists(desk: Desk, book: Book, found: Sequence[SheetMap]) -> list[str]:
    """Return the names of sheets that are lists like those read, and are not read."""
    read = {one.sheet for one in found}
    left = [sheet for sheet in book.sheets if sheet.name not in read]
    if not found or not left or found[0].layout == FULL:
        return []
    known = known_headings(desk)
    maps = (sheet_mapping.suggest(sheet, known) for sheet in left)
    return [one.sheet for one in maps if _is_alike(one, found[0])]


def _sureness(found: SheetMap) -> int:
    return sum(bool(one.target) and one.sure for one in found.columns)


def remap(
    desk: Desk,
    book: Book,
    sheet: str,
    head: tuple[int, int] | None = None,
    layout: str | None = None,
    profile: str = "",
) -> SheetMap:
    """Return how one sheet reads with the heading rows or the layout the clerk chose.

    Args:
        desk: where.
        book: the file.
        sheet: name of the sheet.
        head: first and last heading row from 0; ``(-1, -1)``: none; ``None``: found out.
        layout: key of the layout it is, ``""`` none of them; ``None``: found out.
        profile: name of a saved way of reading.

    Raises:
        NotFoundProblem: no such sheet or profile.
    """
    with desk.read(Permission.IMPORT) as reading:
        kept = _profile(stored.profiles(reading), profile)
    return sheet_mapping.suggest(
        _sheet(book, sheet), known_headings(desk), profile=kept, head=head, layout=layout
    )


def suggest_checked(
    desk: Desk, book: Book, file_name: str, profile: str = ""
) -> tuple[SheetMap, ...]:
    """Return how the file reads by itself, or refuse it as no list of members.

    Args:
        desk: where.
        book: the file.
        file_name: for the line a refusal leaves.
        profile: name of a saved way of reading; empty: none.

    Raises:
        NotFoundProblem: no such profile.
        EmptySheetProblem: nothing below its heading.
        MissingColumnsProblem: no column of names, or none to tell namesakes by.
        DoubledColumnsProblem: two columns are the same item.
    """
    desk.check(Permission.IMPORT)
    found = suggest(desk, book, profile=profile)
    try:
        check_columns(book, found)
    except Problem as problem:
        refusals.note(desk, Permission.IMPORT, "imports.refused", file_name, problem)
        raise
    return found


def check_columns(book: Book, found: Sequence[SheetMap]) -> None:
    """Refuse a way of reading that cannot give members.

    Raises:
        EmptySheetProblem, MissingColumnsProblem, DoubledColumnsProblem.
    """
    if not found:
        raise EmptySheetProblem
    for one in found:
        if not any(column.target for column in one.columns):
            raise MissingColumnsProblem(target_label("birth_name"))
        sheet_mapping.check(one)
    sheet = _sheet(book, found[0].sheet)
    if not any(any(row) for row in sheet.rows[found[0].head[1] + 1 :]):
        raise EmptySheetProblem
    told = {column.target for column in found[0].columns if column.target}
    if not _TELLING.intersection(told):
        missing = ("birth_date", "citizen_id", "card_no")
        raise MissingColumnsProblem(", ".join(target_label(target) for target in missing))


def unknown_values(
    desk: Desk, book: Book, found: Sequence[SheetMap]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return texts the code lists do not know, by target: each with how often it stands there."""
    desk.check(Permission.IMPORT)
    told: dict[str, tuple[tuple[str, int], ...]] = {}
    for one in found:
        told |= sheet_lines.unknown_values(_sheet(book, one.sheet), one, desk.codes)
    return told


def samples(book: Book, found: SheetMap, column: int) -> list[tuple[str, str]]:
    """Return texts of a column as they stand in the file and as they would be read."""
    return sheet_mapping.samples(_sheet(book, found.sheet), found, column)


def cell_text(book: Book, found: SheetMap, row: int, column: int) -> str:
    """Return one cell as it would be read, to be mended in place."""
    choice = next((one for one in found.columns if one.column == column), ColumnChoice(column))
    return cell(_sheet(book, found.sheet), choice, row)


# --- saved ways of reading ------------------------------------------------------------------------


def profiles(desk: Desk) -> list[ImportProfile]:
    """Return the saved ways of reading, by name."""
    with desk.read(Permission.IMPORT) as reading:
        return stored.profiles(reading)


def save_profile(desk: Desk, name: str, found: Sequence[SheetMap]) -> ImportProfile:
    """Keep how a file is read under a name, in place of an older one of it.

    Raises:
        RequiredProblem: no name.
    """
    desk.check(Permission.IMPORT)
    told = clean_line(name)
    if not told:
        raise RequiredProblem("name", field="name")
    kept = [sheet_mapping.profile_of(one, told) for one in found]
    made = ImportProfile(
        told,
        kept[0].layout if kept else "",
        {key: one for profile in kept for key, one in profile.headings.items()},
        {key: one for profile in kept for key, one in profile.encodings.items()},
        {key: one for profile in kept for key, one in profile.values.items()},
    )
    with desk.write(Permission.IMPORT, "imports.profile", told) as work:
        stored.save_profile(work, made)
        work.note(Change("office", 0, _PROFILE, "", told))
    return made


def drop_profile(desk: Desk, name: str) -> None:
    """Take a saved way of reading away."""
    with desk.write(Permission.IMPORT, "imports.profile", name) as work:
        stored.drop_profile(work, name)
        work.note(Change("office", 0, _PROFILE, name, ""))


# --- inside ---------------------------------------------------------------------------------------


def _profile(known: Sequence[ImportProfile], name: str) -> ImportProfile | None:
    if not name:
        return None
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise NotFoundProblem(name)
    return found


def _sheet(book: Book, name: str) -> Sheet:
    found = book.sheet(name)
    if found is None:
        raise NotFoundProblem(name)
    return found
