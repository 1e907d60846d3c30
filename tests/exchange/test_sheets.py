"""Foreign sheets: everything that is read is whole, everything else is refused by name."""

import io
import random
import re
import unicodedata
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from xlsxwriter import Workbook as Writer

from tcxd_desktop.domain.errors import (
    EmptySheetProblem,
    FormulaWithoutValueProblem,
    MacroSheetProblem,
    NotASheetProblem,
    Problem,
    ProtectedSheetProblem,
    SheetTooBigProblem,
)
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.exchange import sheets
from tests.exchange.parsed import rows_of

SHEET = "xl/worksheets/sheet1.xml"
FILES = Path(__file__).parent / "files"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    return saved(made)


def repacked(data: bytes, changes: dict[str, bytes] | None = None, **extra: bytes) -> bytes:
    """The same archive with parts replaced or added."""
    changes = {**(changes or {}), **extra}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.pop(name, None) or old.read(name))
        for name, part in changes.items():
            new.writestr(name, part)
    return target.getvalue()


def edited(data: bytes, old: bytes, new: bytes, part: str = SHEET) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(part)
    assert old in xml
    return repacked(data, {part: xml.replace(old, new, 1)})


def read(data: bytes) -> list[list[str]]:
    return rows_of(data)


def test_cells_become_text_through_the_child() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Đào")
    data = book(
        [
            decomposed,
            "061426420000",
            61426420000,
            61426420000.0,
            1.5,
            True,
            None,
            "=1+1 <&> 😀"[1:],
        ],
        [
            date(1962, 3, 5),
            datetime(1962, 3, 5, 7, 30),  # noqa: DTZ001
            time(7, 30),
            "  x\u200b ",
            0,
            -7,
            1e20,
            "\n",
        ],
    )
    found = sheets.read_sheet(data)
    assert found.name == "Sheet"
    assert found.rows[0] == (
        "Nguyễn Thị Đào", "061426420000", "61426420000", "61426420000", "1.5", "TRUE", "", "1+1 <&> 😀",
    )  # fmt: skip
    assert found.rows[1][:6] == ("1962-03-05", "1962-03-05T07:30:00", "07:30:00", "  x ", "0", "-7")


def test_the_old_format() -> None:
    found = sheets.read_sheet((FILES / "list.xls").read_bytes())
    assert found.name == "DS"
    assert found.rows[0][0] == "DANH SÁCH ĐẢNG VIÊN"
    assert found.rows[3] == (
        "Nguyễn Thị Đào", "37162004417", "037162004417", "1962-03-05", "03/02/1985",
        "Chi bộ thôn Đông", "", "Đang sinh hoạt",
    )  # fmt: skip


def test_rows_and_columns_keep_their_place() -> None:
    """The first column and the first rows may be empty: nothing shifts."""
    made = Workbook()
    made.active["C4"] = "Họ và tên"
    made.active["D6"] = "Đào"
    assert read(saved(made)) == [[""] * 4] * 3 + [
        ["", "", "Họ và tên", ""],
        [""] * 4,
        ["", "", "", "Đào"],
    ]


def test_a_false_dimension_hides_nothing() -> None:
    data = book(*[[f"Người {n}", n] for n in range(50)])
    for false in (b'ref="A1:B10"', b'ref="A1:XFD1048576"', b'ref="C3"'):
        rows = read(edited(data, b'ref="A1:B50"', false))
        assert [row[0] for row in rows if row[0]] == [f"Người {n}" for n in range(50)]


def test_the_first_visible_sheet_with_anything_in_it() -> None:
    made = Workbook()
    hidden = made.active
    hidden.append(["ẩn"])
    hidden.sheet_state = "hidden"
    made.create_sheet("Trống")
    made.create_sheet("Danh sách").append(["đây"])
    made.create_sheet("Sau").append(["=A1"])  # not read, so its formula does not matter
    made.active = 2
    assert sheets.read_sheet(saved(made)) == Sheet("Danh sách", (("đây",),))


def test_empty_rows_at_the_end_are_dropped() -> None:
    made = Workbook()
    made.active.append(["Đào"])
    made.active["A9"].fill = PatternFill("solid", "FFFF00")
    made.active["B9"] = ""
    assert read(saved(made)) == [["Đào"]]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"  \n", b"<html><table>",
        b"%PDF-1.7", OLE, OLE + bytes(5000), bytes(4096),
    ],
)  # fmt: skip
def test_what_is_no_sheet(data: bytes) -> None:
    with pytest.raises(NotASheetProblem):
        read(data)


def test_other_archives_are_no_sheet() -> None:
    for names in (["word/document.xml"], ["content.xml", "mimetype"]):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name in names:
                archive.writestr(name, "<a/>")
        with pytest.raises(NotASheetProblem):
            read(target.getvalue())


def test_parts_missing_or_broken() -> None:
    data = book(["Đào", 1])
    for part in (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        for broken in (b"<", b"<a></b>", b"\xff\xfe\x00", bytes(40)):
            with pytest.raises((NotASheetProblem, EmptySheetProblem)):
                read(repacked(data, {part: broken}))


def test_an_empty_sheet() -> None:
    with pytest.raises(EmptySheetProblem):
        read(book())
    with pytest.raises(EmptySheetProblem):
        read(book([None, ""], [None]))


def test_formulas_with_their_values_are_read_and_without_are_refused() -> None:
    target = io.BytesIO()
    with Writer(target) as made:
        sheet = made.add_worksheet()
        sheet.write_formula(0, 0, '="Đào"', None, "Đào")
        sheet.write_formula(0, 1, "=1+1", None, 2)
        sheet.write_formula(0, 2, '=""', None, 3)
    data = edited(target.getvalue(), b'"C1"', b'"C1" t="str"')
    assert read(edited(data, b"<v>3</v>", b"<v></v>"))[0][:2] == ["Đào", "2"]
    with pytest.raises(FormulaWithoutValueProblem) as caught:
        sheets.read_sheet(book(["Đào", "=1+1"], ["=A1", "x"]))
    assert caught.value.args == (2,)


def test_formulas_are_counted_under_any_prefix() -> None:
    data = book(["=1+1", "x"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(SHEET)
    prefixed = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
    with pytest.raises(FormulaWithoutValueProblem):
        read(repacked(data, {SHEET: prefixed}))


DTD = b'<!DOCTYPE r [<!ENTITY a "boo"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(part: str, encoding: str) -> None:
    target = io.BytesIO()
    with Writer(target) as made:
        made.add_worksheet().write(0, 0, "Đào")
    data = target.getvalue()
    with zipfile.ZipFile(target) as archive:
        xml = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", archive.read(part))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + DTD + xml
    with pytest.raises(NotASheetProblem):
        read(repacked(data, {part: declared.decode().encode(encoding)}))


def test_too_many_bytes_parts_or_too_much_inside() -> None:
    data = book(["Đào"])
    with pytest.raises(SheetTooBigProblem):
        sheets.read_sheet(bytes(sheets.MOST_BYTES + 1))
    with pytest.raises(SheetTooBigProblem):
        read(repacked(data, {f"xl/media/{n}.png": b"x" for n in range(2000)}))
    with pytest.raises(SheetTooBigProblem):  # packs a thousandfold
        read(repacked(data, {"xl/media/1.bin": bytes(20_000_000)}))
    chance = random.Random(1)
    grain = chance.randbytes(1000) + bytes(60_000)
    with pytest.raises(SheetTooBigProblem):  # packs sixtyfold, but is 210 MB
        read(repacked(data, {f"xl/media/{n}.bin": grain * 1750 for n in range(2)}))


def test_a_bomb_that_lies_about_its_size_is_refused_by_the_child() -> None:
    data = repacked(book(["Đào"]), {SHEET: b"<worksheet><sheetData>" + b" " * 150_000_000})
    size = (150_000_022).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(Problem) as caught:
        sheets.read_sheet(data.replace(size, (5000).to_bytes(4, "little")))
    assert type(caught.value) in {NotASheetProblem, SheetTooBigProblem}


@pytest.mark.parametrize("cell", ["GS1", "XFD9", "A200001", "B1048576"])
def test_a_value_far_out_is_too_big_and_a_format_far_out_is_not(cell: str) -> None:
    made = Workbook()
    made.active["A1"] = "Đào"
    made.active[cell].fill = PatternFill("solid", "FFFF00")
    assert read(saved(made)) == [["Đào"]]
    made.active[cell] = "x"
    with pytest.raises(SheetTooBigProblem):
        read(saved(made))


def test_the_largest_sheet_is_read() -> None:
    made = Workbook()
    made.active["GR3"] = "cột 200"
    made.active["A2000"] = "dòng 2000"
    rows = read(saved(made))
    assert (len(rows), rows[2][199], rows[1999][0]) == (2000, "cột 200", "dòng 2000")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "xl/../../x", "/etc/passwd", "xl/worksheets/SHEET1.XML/.."]
)
def test_paths_that_lead_outside(name: str) -> None:
    with pytest.raises(NotASheetProblem):
        read(repacked(book(["Đào"]), {name: b"x"}))


def test_a_part_twice_is_ambiguous() -> None:
    target = io.BytesIO(book(["Đào"]))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    with pytest.raises(NotASheetProblem):
        read(target.getvalue())


def test_macros_and_passwords() -> None:
    with pytest.raises(MacroSheetProblem):
        read(repacked(book(["Đào"]), {"xl/vbaProject.bin": b"x"}))
    with pytest.raises(MacroSheetProblem):
        read(OLE + bytes(600) + "_VBA_PROJECT_CUR".encode("utf-16-le"))
    with pytest.raises(ProtectedSheetProblem):
        read(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    data = bytearray(book(["Đào"]))
    for start in (match.start() for match in re.finditer(rb"PK\x01\x02", bytes(data))):
        data[start + 8] |= 1
    with pytest.raises(ProtectedSheetProblem):
        sheets.read_sheet(bytes(data))


def test_damage_never_gets_past_the_parser() -> None:
    chance = random.Random(5)
    whole = book(*[[f"Người {n}", n, date(1962, 3, 5)] for n in range(20)])
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert read(bytes(damaged))
        except Problem:
            continue


def awkward() -> dict[str, bytes]:
    """Files that lead the parser into its rarer corners."""
    declared = b'<?xml version="1.0" encoding="windows-1258"?><worksheet/>'
    wide = '<?xml version="1.0" encoding="utf-16"?><worksheet/>'.encode("utf-16")
    return {
        "macros": OLE + bytes(600) + "_VBA_PROJECT".encode("utf-16-le"),
        "old": OLE + bytes(600),
        "archive": repacked(book(["Đào"]), {"ảnh.png": b"x"}),
        "formula": book(["=1+1"]),
        "encoding": repacked(book(["Đào"]), {SHEET: declared}),
        "wide": repacked(book(["Đào"]), {SHEET: wide}),
        "type": repacked(book(["Đào"]), {SHEET: DTD + b"<worksheet/>"}),
        "broken": repacked(book(["Đào"]), {SHEET: b"<worksheet><sheetData><row><c"}),
        "times": book([datetime(1962, 3, 5, 7, 30, 1, 5), time(7), True, 1e300]),  # noqa: DTZ001
    }


@pytest.mark.parametrize("name", awkward())
def test_the_child_finds_what_the_parser_finds(name: str) -> None:
    """In the child no module can be loaded once it reads: nothing may be found missing then."""
    data = awkward()[name]
    try:
        expected: object = read(data)
    except Problem as problem:
        with pytest.raises(type(problem)):
            sheets.read_sheet(data)
    else:
        assert [list(row) for row in sheets.read_sheet(data).rows] == expected
