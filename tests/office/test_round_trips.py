"""What goes out by a layout comes back as it was: property tests with invented offices."""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.facts import Kind, Place, is_blank
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import ImportChoices, ImportRow, Outcome
from tcxd_desktop.domain.layout_rows import Lines, People, needs
from tcxd_desktop.domain.layouts import Layout, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.place_text import joined
from tcxd_desktop.domain.sheet_mapping import suggest
from tcxd_desktop.domain.sheet_rows import read_rows
from tcxd_desktop.domain.sheet_values import HowToRead
from tcxd_desktop.domain.targets import ADDRESS, TARGETS, TargetKind
from tcxd_desktop.domain.unit_names import UnitNames, UnitNumbers
from tcxd_desktop.domain.units import Unit
from tcxd_desktop.exchange.layout_writer import layout_workbook
from tcxd_desktop.exchange.sheets import read_book
from tcxd_desktop.office import exports, imports, opening, people, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.export_reading import row_text
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.wording.sheets import say
from tests import make
from tests.domain.sheet_samples import known, layouts
from tests.office.round_trip_samples import CODES, UNIT, offices

UNITS = [Unit(UNIT, "Chi bộ thôn Bình Minh", "CBCS", None)]
EXAMPLES = int(os.environ.get("TCXD_ROUND_TRIPS", "4"))
"""Each starts processes that read what was written; a long run asks for more."""
SLOW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
_WORD = re.compile(r"\w+")
LISTS = ("central8", "central28", "dues", "trainings", "badges")


def file_of(layout: Layout, found: Sequence[Dossier]) -> bytes:
    """Return the workbook of dossiers, all of one chi bộ."""
    names, tables = needs(layout.sheets)
    ids = list(range(1, len(found) + 1))
    told: dict[str, Sequence[object]] = {
        "unit": [UNITS[0].name] * len(found),
        "standing": ["Đang sinh hoạt"] * len(found),
        "central_id": [f"TW{number}" for number in ids],
        "row_key": [str(number) for number in ids],
    }
    told |= {name: [getattr(one, name) for one in found] for name in names & set(FACTS)}
    rows = {t: {n: getattr(one, t) for n, one in zip(ids, found, strict=True)} for t in tables}
    show = partial(values.show, codes=CODES, units={UNIT: UNITS[0].name})
    lines = Lines(People(ids, told, rows), show, partial(row_text, show))
    return layout_workbook([lines.of(sheet).numbered() for sheet in layout.sheets], layout.heading)


def rows_of(data: bytes, key: str) -> list[ImportRow]:
    """Read a workbook as the program reads any foreign one."""
    book = read_book(data)
    maps = [suggest(sheet, known()) for sheet in book.sheets]
    assert {one.layout for one in maps} == {key}
    how = HowToRead(make.TODAY, CODES, say, units=UnitNumbers(UnitNames(UNITS)))
    return read_rows(list(zip(book.sheets, maps, strict=True)), how)


def wanted(sheet: LayoutSheet, one: Dossier) -> Mapping[str, object]:
    """Return what a line of members should be read as: fields and parts that are not blank."""
    found: dict[str, object] = {}
    for column in sheet.columns:
        target = TARGETS.get(column.target)
        if target is None or target.field not in FACTS:
            continue
        value = getattr(one, target.field)
        if target.part == ADDRESS:
            found[target.key] = _WORD.findall(joined(value, ADDRESS))
        elif target.kind is TargetKind.PART:
            found[target.key] = getattr(value, target.part)
        else:
            found[target.key] = value
    return {
        key: value for key, value in found.items() if not is_blank(value) and value is not False
    }


def told(row: ImportRow, keys: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a line says of ``keys``.

    An address in one cell is compared by its words: where a comma or a bracket stands in it, its
    parts are told apart otherwise than they were put together.
    """
    found = dict[str, object](row.values)
    for key in keys:
        if key.endswith(f".{ADDRESS}"):
            name = key.removesuffix(f".{ADDRESS}")
            parts = (found.get(f"{name}.{part}", "") for part in ("detail", "commune", "old"))
            found[key] = _WORD.findall(" ".join(map(str, parts)))
    return {key: found.get(key) for key in keys}


@SLOW
@given(offices())
def test_the_whole_dossier_comes_back_field_by_field(found: list[Dossier]) -> None:
    layout = layouts()["full"]
    rows = rows_of(file_of(layout, found), "full")
    assert [row.problems for row in rows] == [()] * len(found)
    for row, one in zip(rows, found, strict=True):
        keys = wanted(layout.members, one)
        assert told(row, keys) == keys
        for table in TABLES:
            assert row.tables.get(table, ()) == getattr(one, table), table
        assert (row.unit, row.standing) == (UNITS[0].name, "Đang sinh hoạt")


@SLOW
@given(offices())
def test_every_list_comes_back_as_it_went_out(found: list[Dossier]) -> None:
    for key in LISTS:
        layout = layouts()[key]
        sheet = layout.sheets[0]
        out = [one for one in found if not sheet.table or getattr(one, sheet.table)]
        if not out:
            continue
        rows = rows_of(file_of(layout, out), key)
        assert [row.problems for row in rows] == [()] * len(out), key
        for row, one in zip(rows, out, strict=True):
            keys = wanted(sheet, one)
            assert told(row, keys) == keys, key
            if sheet.table:
                listed = {c.target.partition(".")[2] for c in sheet.columns if "." in c.target}
                assert row.tables[sheet.table] == tuple(
                    _only(line, listed) for line in getattr(one, sheet.table)
                )


def _only(line: object, names: set[str]) -> object:
    """Return a row with only the fields a list has columns for."""
    kept = {f.name: getattr(line, f.name) for f in fields(line) if f.name in names}  # type: ignore[arg-type]
    return type(line)(**kept)


# --- into an office -------------------------------------------------------------------------------


def opened(template: Path, folder: Path) -> Desk:
    shutil.copytree(template, folder)
    return opening.open_office(folder, make.PASSWORD, clock=make.clock)


def add(desk: Desk, found: Sequence[Dossier]) -> None:
    with desk.write(Permission.EDIT, "people.create") as work:
        stored_people.insert(work, [(one, 50) for one in found])


def everybody(desk: Desk) -> list[Dossier]:
    lines = people.lines(desk, PeopleQuery(leavings=()))
    return people.read_many(desk, [line.id for line in lines])


@SLOW
@given(offices())
def test_an_office_goes_into_an_empty_one_and_is_the_same(
    office_template: Path, tmp_path_factory: pytest.TempPathFactory, found: list[Dossier]
) -> None:
    folder = tmp_path_factory.mktemp("offices")
    first = opened(office_template, folder / "first")
    add(first, found)
    before = everybody(first)
    data = exports.export_layout(first, ExportJob(layout="full")).data
    again = imports.preview_members(first, data, "full.xlsx")
    assert {row.outcome for row in again.rows} == {Outcome.SAME}
    opening.close_office(first)
    second = opened(office_template, folder / "second")
    preview = imports.preview_members(second, data, "full.xlsx")
    choices = ImportChoices(
        units=dict.fromkeys(preview.unknown_cells),
        match={row.row.line: 0 for row in preview.rows if row.outcome is Outcome.DOUBTFUL},
    )
    imports.apply_members(second, preview, choices)
    after = everybody(second)
    assert [same(one) for one in after] == [same(one) for one in before]
    opening.close_office(second)
    shutil.rmtree(folder)


def same(one: Dossier) -> Dossier:
    """Return a dossier without what no sheet carries: its number here, how often it was saved."""
    return replace(one, id=0, version=0)


def test_a_list_sent_back_changes_nothing(desk: Desk) -> None:
    add(desk, [make.dossier(), make.dossier(birth_name="Lê Văn An", citizen_id="037080000002",
                                            card_no="037080000002", dossier_no="")])  # fmt: skip
    before = everybody(desk)
    for key in (*LISTS, "full"):
        data = exports.export_layout(desk, ExportJob(layout=key)).data
        preview = imports.preview_members(desk, data, f"{key}.xlsx")
        assert [row.outcome for row in preview.rows] == [Outcome.SAME, Outcome.SAME], key
        assert imports.apply_members(desk, preview, {}).changed == 0
    assert everybody(desk) == before


def test_places_of_one_cell_are_put_together_as_papers_write_them() -> None:
    place = Place("Thôn Bình Minh", "xã Đông Hải", "tỉnh Ninh Bình")
    column = LayoutColumn("origin", "Quê quán")
    sheet = LayoutSheet("Trang", (LayoutColumn("birth_name", "Họ và tên"), column))
    layout = Layout("mot-o", "Một ô", (sheet,))
    data = file_of(layout, [make.dossier(origin=place)])
    found = read_book(data).sheets[0]
    assert found.rows[-1] == ("Nguyễn Thị Đào", "Thôn Bình Minh, xã Đông Hải, tỉnh Ninh Bình")
    assert FACTS["origin"].kind is Kind.PLACE
