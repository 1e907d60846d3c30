"""Sheets for tests: what the program knows of headings and code lists, and lists made in a line."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain import layout_file
from tcxd_desktop.domain.full_layout import full_layout
from tcxd_desktop.domain.imports import ImportRow, NoteKind, SheetMap
from tcxd_desktop.domain.layouts import Layout, LayoutSheet
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.domain.sheet_known import Known
from tcxd_desktop.domain.sheet_mapping import suggest
from tcxd_desktop.domain.sheet_rows import read_rows
from tcxd_desktop.domain.sheet_values import HowToRead
from tcxd_desktop.office import codelists
from tcxd_desktop.wording.dossier import COLUMNS, LABELS
from tcxd_desktop.wording.sheets import say
from tests import make

FOLDER = places.resources() / "layouts"
SHIPPED = ("badges", "central28", "central8", "dues", "trainings")
CODES = codelists.load()
HOW = HowToRead(make.TODAY, CODES, say)


def raw(name: str) -> Any:
    """Return the values of a shipped file."""
    return json.loads(Path(FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def layouts() -> Mapping[str, Layout]:
    """Return every shipped layout, and that of the whole dossier."""
    found = {key: layout_file.of_plain(raw(key)) for key in SHIPPED}
    return {**found, "full": full_layout(LABELS, COLUMNS)}


@cache
def known() -> Known:
    """Return what headings may be called."""
    return Known(layouts().values(), layout_file.aliases_of(raw("aliases")))


def written(page: LayoutSheet, lines: Iterable[Mapping[str, str]]) -> Sheet:
    """Return a sheet of a layout: its heads, one or two rows high, and lines by target."""
    columns = page.columns
    body = [tuple(line.get(column.target, "") for column in columns) for line in lines]
    if not any(column.group for column in columns):
        return Sheet(page.name, (tuple(column.title for column in columns), *body))
    groups = [column.group or column.title for column in columns]
    upper = [
        "" if place and group == groups[place - 1] and columns[place].group else group
        for place, group in enumerate(groups)
    ]
    lower = [column.title if column.group else "" for column in columns]
    return Sheet(page.name, (tuple(upper), tuple(lower), *body))


def sheet_of(*lines: Sequence[str], name: str = "DS") -> Sheet:
    """Return a sheet of these rows."""
    return Sheet(name, tuple(map(tuple, lines)))


def read(sheet: Sheet, found: SheetMap | None = None) -> list[ImportRow]:
    """Return the people of a sheet, read as it suggests itself."""
    return read_rows([(sheet, found or suggest(sheet, known()))], HOW)


def told(row: ImportRow, kind: NoteKind) -> list[str]:
    """Return the sentences of one kind."""
    return [note.text for note in row.notes if note.kind is kind]


def one(heading: str, text: str, **others: str) -> ImportRow:
    """Return the line of Đào in a list with one column more."""
    heads = ["Họ và tên", heading, *others]
    (row,) = read(sheet_of(heads, ["Nguyễn Thị Đào", text, *others.values()]))
    return row
