"""How a sheet is read, as far as it tells itself: its heading, layout, columns, character sets."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from tcxd_desktop.domain.errors import (
    DoubledColumnsProblem,
    EmptySheetProblem,
    MissingColumnsProblem,
)
from tcxd_desktop.domain.imports import ColumnChoice, ImportProfile, SheetMap
from tcxd_desktop.domain.legacy_text import guess
from tcxd_desktop.domain.sheet import Encoding, Sheet
from tcxd_desktop.domain.sheet_heads import (
    JOIN,
    NO_HEAD,
    find_head,
    first_line,
    headings,
    plain,
)
from tcxd_desktop.domain.sheet_known import Known, Named
from tcxd_desktop.domain.sheet_parted import parted
from tcxd_desktop.domain.sheet_text import cell, decoded, letter
from tcxd_desktop.domain.targets import IDENTITY, TARGETS, TargetKind, fits
from tcxd_desktop.domain.text import fold

PERSON: Final = ("birth_name", "name.given", "row_key", "citizen_id", "card_no", "dossier_no",
                 "central_id")  # fmt: skip
"""Targets of which a sheet needs one, or nobody knows whom its lines are about."""
SAMPLES: Final = 5
_RECOGNISED = 0.6
"""Share of a layout's columns that make a sheet one of that layout."""
_TABLE_COLUMNS = 2
"""Columns of a table that make a sheet one of that table."""
_BONUS = 0.1
"""For a sheet that is called as the layout's is."""
_HEADING = 300
"""Characters of a cell that are looked at for a heading."""
_LOOKED_AT = 400
"""Rows looked at for a guess."""
_FEW = 2
"""A row with no more filled cells may be a section or a footer."""
_NAMES = 0.6
"""Share of rows with a word beside the name that make it a given name of its own."""


@dataclass(frozen=True, slots=True)
class _As:
    """Trang mẫu mà một trang được so với."""

    layout: str = ""
    number: int = 0
    table: str = ""


def suggest(
    sheet: Sheet,
    known: Known,
    *,
    profile: ImportProfile | None = None,
    head: tuple[int, int] | None = None,
    layout: str | None = None,
) -> SheetMap:
    """Return how a sheet is to be read, as far as it tells itself.

    Args:
        sheet: as it was read, old fonts included.
        known: headings of layouts and of lists.
        profile: a way of reading saved before; what it says goes first.
        head: rows of the heading somebody chose; ``None``: it is looked for.
        layout: key of the layout somebody chose, ``""`` none; ``None``: it is recognised.
    """
    text = _heads_decoded(sheet)
    if head is None:
        head = find_head(text, known.any_target)
    over = headings(text, head)
    if layout is None and profile is not None:
        layout = profile.layout
    found = _recognised(sheet.name, over, known, layout)
    columns = [
        ColumnChoice(index, JOIN.join(titles), named.target, sure=_is_sure(named))
        for index, titles, named in _named(over, known, found)
    ]
    columns = parted(columns, over, lambda titles: known.named(titles, found.layout).target)
    columns = _names_apart(text, head, columns)
    columns = [_by_profile(column, profile, found.table) for column in columns]
    columns = _once(columns)
    fonts = _encodings(sheet, first_line(sheet, head), len(columns))
    return SheetMap(
        sheet.name,
        head,
        tuple(
            column
            if column.encoding is not None
            else replace(column, encoding=fonts.get(column.column))
            for column in columns
        ),
        found.layout,
        found.table,
        profile.values if profile else {},
    )


def check(sheet_map: SheetMap) -> None:
    """Refuse a way of reading that cannot work.

    Raises:
        EmptySheetProblem: no column is read.
        MissingColumnsProblem: no column says whom a line is about; names the one to look for.
        DoubledColumnsProblem: two columns go to one target; names their headings.
    """
    targets = [column.target for column in sheet_map.columns if column.target]
    if not targets:
        raise EmptySheetProblem
    if not set(targets) & set(PERSON):
        raise MissingColumnsProblem("Họ và tên")
    doubled = {target for target, times in Counter(targets).items() if times > 1}
    if doubled:
        named = (one.heading for one in sheet_map.columns if one.target in doubled)
        raise DoubledColumnsProblem(", ".join(named))


def profile_of(sheet_map: SheetMap, name: str) -> ImportProfile:
    """Return a way of reading by headings, to be used where columns stand elsewhere."""
    headed = [column for column in sheet_map.columns if column.heading]
    return ImportProfile(
        name=name,
        layout=sheet_map.layout,
        headings={plain(column.heading): column.target for column in headed},
        encodings={
            plain(column.heading): column.encoding.value
            for column in headed
            if column.encoding is not None
        },
        values=sheet_map.values,
    )


def samples(
    sheet: Sheet, sheet_map: SheetMap, column: int, most: int = SAMPLES
) -> list[tuple[str, str]]:
    """Return cells of a column as the file has them and as they are understood.

    Those that change come first: they are what is to be looked at.
    """
    choice = next((one for one in sheet_map.columns if one.column == column), ColumnChoice(column))
    found: dict[str, str] = {}
    for row in range(first_line(sheet, sheet_map.head), len(sheet.rows)):
        cells = sheet.rows[row]
        if column < len(cells) and cells[column].strip() and cells[column] not in found:
            found[cells[column]] = cell(sheet, choice, row)
        if len(found) >= _LOOKED_AT:
            break
    ordered = sorted(found.items(), key=lambda pair: pair[0] == pair[1])
    return ordered[:most]


# --- heading and layout --------------------------------------------------------------------------


def _heads_decoded(sheet: Sheet) -> Sheet:
    """Return the first rows of a sheet, where its heading stands, in clean Unicode."""
    rows = sheet.rows[:60]
    encoding = None
    if not any(sheet.fonts[: len(rows)]):
        told = guess(text for row in sheet.rows[:_LOOKED_AT] for text in row if not text.isascii())
        encoding = told.encoding
    made = tuple(
        tuple(
            decoded(text[:_HEADING], letter(sheet, index, place), encoding) if text else ""
            for place, text in enumerate(row)
        )
        for index, row in enumerate(rows)
    )
    return replace(sheet, rows=made, fonts=())


def _recognised(
    name: str, over: Sequence[tuple[str, ...]], known: Known, wanted: str | None
) -> _As:
    """Return the sheet of a layout whose columns the sheet has; the plain list where none.

    Two tables may have the same columns: where no name of the sheet tells them apart, neither.
    """
    best, found = (0.0, 0), _As(wanted or "")
    for layout in known.layouts:
        if wanted is not None and layout.key != wanted:
            continue
        for number, sheet in enumerate(layout.sheets):
            page = _As(layout.key, number, sheet.table)
            have = _own_targets(over, known, page)
            need = {column.target for column in sheet.columns if column.target}
            share = len(have) / max(1, len(need)) + _BONUS * (fold(name) == fold(sheet.name))
            enough = share >= _RECOGNISED or (wanted and len(have) >= _TABLE_COLUMNS)
            if not (enough and _is_page(have, need)):
                continue
            if (share, len(have)) > best:
                best, found = (share, len(have)), page
            elif (share, len(have)) == best and sheet.table != found.table:
                found = _As(wanted or "")
    return found


def _own_targets(over: Sequence[tuple[str, ...]], known: Known, page: _As) -> set[str]:
    """Return the targets of a layout's sheet that a sheet has columns for."""
    named = (known.named(titles, page.layout, page.number) for titles in over if titles)
    return {one.target for one in named if one.own and one.target}


def _is_page(have: set[str], need: set[str]) -> bool:
    """Tell whether what is had, beside whom lines are about, is enough of what is needed."""
    facts = need - set(IDENTITY)
    return len(have & facts) >= min(_TABLE_COLUMNS, len(facts))


def _named(
    over: Sequence[tuple[str, ...]], known: Known, found: _As
) -> Iterator[tuple[int, tuple[str, ...], Named]]:
    for index, titles in enumerate(over):
        named = known.named(titles, found.layout, found.number) if titles else Named()
        yield index, titles, named if fits(named.target, found.table) else Named(own=named.own)


def _is_sure(named: Named) -> bool:
    return named.sure and bool(named.target or named.own)


# --- columns -------------------------------------------------------------------------------------


def _names_apart(
    text: Sheet, head: tuple[int, int], columns: list[ColumnChoice]
) -> list[ColumnChoice]:
    """Tell family and given name apart where one heading stands over both.

    Either it is merged over two columns, or the second has words and no heading at all.
    """
    for first, second in pairwise(columns):
        if first.target != "birth_name":
            continue
        same = second.heading == first.heading
        if same or (not second.heading and _mostly_words(text, head, second.column)):
            made = list(columns)
            made[first.column] = replace(first, target="name.family", sure=same)
            made[second.column] = replace(second, target="name.given", sure=same)
            return made
    if any(column.target == "name.family" for column in columns):
        return columns
    return [
        # *Tên* alone: the whole name, as a rule.
        replace(column, target="birth_name", sure=False)
        if column.target == "name.given"
        else column
        for column in columns
    ]


def _mostly_words(text: Sheet, head: tuple[int, int], column: int) -> bool:
    rows = (row for row in text.rows[first_line(text, head) :] if sum(map(bool, row)) > _FEW)
    cells = [row[column] if column < len(row) else "" for row in rows]
    words = [cell for cell in cells if cell and cell.replace(" ", "").isalpha()]
    return head != NO_HEAD and len(words) > _NAMES * len(cells) > 0


def _by_profile(column: ColumnChoice, profile: ImportProfile | None, table: str) -> ColumnChoice:
    key = plain(column.heading)
    if profile is None or not key:
        return column
    told = profile.headings.get(key)
    # Folded, *Năm* is *Nam*: a column of years and one of men are not told apart by a profile.
    alike = {told, column.target} == {"birth_date.male", "birth_date.year"}
    if told is not None and fits(told or "ordinal", table) and not alike:
        column = replace(column, target=told, sure=True)
    if key in profile.encodings:
        column = replace(column, encoding=Encoding(profile.encodings[key]))
    return column


def _once(columns: list[ColumnChoice]) -> list[ColumnChoice]:
    """Leave each target to one column; a second one under the same word is to be asked about.

    A column the whole place goes to gives way to columns of its parts.
    """
    targets = {column.target for column in columns}
    seen: set[str] = set()
    made: list[ColumnChoice] = []
    for column in columns:
        again = column.target in seen or _has_parts(column.target, targets)
        made.append(replace(column, target="", sure=False) if again else column)
        seen.add(column.target or "-")
    return made


def _has_parts(key: str, targets: set[str]) -> bool:
    target = TARGETS.get(key)
    whole = target is not None and target.kind is TargetKind.PLACE and not target.part
    return whole and any(one.startswith(f"{key}.") for one in targets)


def _encodings(sheet: Sheet, start: int, width: int) -> Mapping[int, Encoding]:
    """Return by column the old character set its text is in, where no font tells.

    A column with little text goes by what the sheet as a whole is in.
    """
    rows = range(start, min(len(sheet.rows), start + _LOOKED_AT))
    texts: dict[int, list[str]] = {column: [] for column in range(width)}
    for row in rows:
        for column, text in enumerate(sheet.rows[row][:width]):
            if not text.isascii() and letter(sheet, row, column) == ".":
                texts[column].append(text)
    whole = guess(text for column in texts.values() for text in column)
    found: dict[int, Encoding] = {}
    for column, some in texts.items():
        told = guess(some)
        encoding = told.encoding if told.sure else whole.encoding
        if some and encoding is not Encoding.UNICODE:
            found[column] = encoding
    return found
