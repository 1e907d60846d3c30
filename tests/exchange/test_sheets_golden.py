"""Golden files of many writers: every cell is read as it was written, or the loss is told."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tcxd_desktop.domain import errors
from tcxd_desktop.exchange import sheet_parser, sheets
from tcxd_desktop.exchange.cell_text import text_of
from tcxd_desktop.exchange.xlsx_marks import marks_of, quick_marks
from tcxd_desktop.exchange.xlsx_strings import old_runs
from tcxd_desktop.exchange.xlsx_styles import Styles
from tcxd_desktop.torture.sheet_seeds import parts_of

FOLDER = Path(__file__).parent / "golden"
MANIFEST: dict[str, dict[str, Any]] = json.loads(
    (FOLDER / "manifest.json").read_text(encoding="utf-8")
)


def test_nothing_is_missing_and_nothing_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*MANIFEST, "manifest.json"}
    assert len(MANIFEST) >= 60
    assert {expected.get("kind") for expected in MANIFEST.values()} >= {"xlsx", "xls", "ods", "csv"}


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_every_cell_is_read_as_it_was_written(name: str) -> None:
    expected, data = MANIFEST[name], (FOLDER / name).read_bytes()
    if "problem" in expected:
        with pytest.raises(getattr(errors, expected["problem"])):
            sheet_parser.parse(data)
        return
    book = sheets.book_of(sheet_parser.parse(data))
    assert book.kind == expected["kind"]
    for key in ("charset", "separator"):
        assert getattr(book, key) == expected.get(key, getattr(book, key))
    assert [sheet.name for sheet in book.sheets] == [sheet["name"] for sheet in expected["sheets"]]
    for sheet, told in zip(book.sheets, expected["sheets"], strict=True):
        assert [list(row) for row in sheet.rows] == told["rows"]
        assert [row.rstrip(".") for row in sheet.fonts] == told["fonts"]
        assert [list(merge) for merge in sorted(sheet.merges)] == sorted(told["merges"])
        assert sheet.dates_1904 == told["dates_1904"]
    assert len(book.notes) == len(expected["notes"])
    for note, part in zip(book.notes, expected["notes"], strict=True):
        assert part in note


@pytest.mark.parametrize("name", sorted(name for name in MANIFEST if name.endswith(".xlsx")))
def test_the_quick_way_to_the_marks_finds_what_the_slow_one_finds(name: str) -> None:
    parts = parts_of((FOLDER / name).read_bytes())
    styles = Styles.of(parts["xl/styles.xml"])
    runs = old_runs(parts.get("xl/sharedStrings.xml", b""))
    for part, xml in parts.items():
        if not part.startswith("xl/worksheets/sheet") or runs or b"<rFont" in xml:
            continue
        quick, slow = quick_marks(xml, styles), marks_of(xml, styles, runs)
        if quick is not None and not slow.raw and not slow.errors:
            assert (quick.letters, quick.styled) == (slow.letters, slow.styled)


@pytest.mark.parametrize("content", ["members", "offsets", "formulas", "numbers", "days"])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_twin_the_bare_library_loses_what_the_manifest_holds(content: str, kind: str) -> None:
    """Empty columns, zeros of formats, errors, days without a day: it says nothing of any."""
    name = f"libreoffice-{content}.{kind}"
    book = CalamineWorkbook.from_filelike(io.BytesIO((FOLDER / name).read_bytes()))
    rows = [[text_of(value) for value in row] for row in book.get_sheet_by_index(0).to_python()]
    assert rows != MANIFEST[name]["sheets"][0]["rows"]
