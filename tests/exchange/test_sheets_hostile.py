"""Files made to harm: refused by name, in time, in the child's memory and never in ours."""

import codecs
import io
import random
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook as Writer

from tcxd_desktop.domain.errors import (
    MacroSheetProblem,
    NotASheetProblem,
    ParserFailedProblem,
    Problem,
    ProtectedSheetProblem,
    SheetTooBigProblem,
)
from tcxd_desktop.exchange import sheets
from tcxd_desktop.exchange.child import Limits
from tcxd_desktop.torture.sheet_seeds import archive_of, open_document, parts_of, with_parts
from tcxd_desktop.torture.sheets import LONGEST_S, MOST_GROWTH, resident

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROW = "<table:table-row>{}</table:table-row>"
CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(8)
)


def healthy() -> bytes:
    target = io.BytesIO()
    with Writer(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("DS")
        for row in range(20):
            sheet.write_row(row, 0, [f"Người {row}", row])
    return target.getvalue()


def xlsx(body: str, head: str = "", part: str = SHEET) -> bytes:
    xml = f"{head}<worksheet {MAIN}><sheetData>{body}</sheetData></worksheet>"
    return with_parts(healthy(), {part: xml.encode()})


def edited(part: str, old: bytes, new: bytes) -> bytes:
    xml = parts_of(healthy())[part]
    assert old in xml
    return with_parts(healthy(), {part: xml.replace(old, new, 1)})


def declared(dtd: str) -> bytes:
    return edited(STRINGS, b"<sst", f"<!DOCTYPE sst [{dtd}]><sst".encode())


def many_sheets(one_part: bool) -> bytes:
    parts = parts_of(healthy())
    name = "xl/workbook.xml"
    count = 100_000
    added = "".join(
        f'<sheet name="S{n}" sheetId="{n + 2}" r:id="rId{1 if one_part else n + 2}"/>'
        for n in range(count)
    )
    return with_parts(
        healthy(), {name: parts[name].replace(b"</sheets>", added.encode() + b"</sheets>")}
    )


def lying_size() -> bytes:
    data = with_parts(healthy(), {SHEET: b"<worksheet><sheetData>" + b" " * 100_000_000})
    size = (100_000_022).to_bytes(4, "little")
    return data.replace(size, (5000).to_bytes(4, "little"))


def nested() -> bytes:
    inner = healthy()
    for _ in range(20):
        inner = archive_of({"xl/workbook.xml": inner, "a.xlsx": inner})
    return inner


TOO_BIG: dict[str, Callable[[], bytes]] = {
    "zip-bomb": lambda: with_parts(healthy(), {SHEET: bytes(150_000_000)}),
    "many-parts": lambda: with_parts(healthy(), {f"xl/media/{n}": b"x" for n in range(2_000)}),
    "far-cell": lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "far-row": lambda: xlsx('<row r="200001"><c r="A200001"><v>1</v></c></row>'),
    "far-column": lambda: xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    "many-sheets": lambda: many_sheets(one_part=False),
    "one-sheet-often": lambda: many_sheets(one_part=True),
    "ods-rows": lambda: open_document(
        ROW.format(CELL.format("")).replace("row>", 'row table:number-rows-repeated="1048576">', 1)
    ),
    "ods-columns": lambda: open_document(
        ROW.format(CELL.format(' table:number-columns-repeated="16384"'))
    ),
    "ods-far": lambda: open_document(
        '<table:table-row table:number-rows-repeated="9999999"/>' + ROW.format(CELL.format(""))
    ),
    "csv-rows": lambda: b"a;b\n" * 200_001,
    "csv-columns": lambda: b";".join([b"x"] * 300) + b"\n",
    "csv-cell": lambda: b'"' + b"x" * 2_000_000 + b'"\n',
    "too-long": lambda: bytes(sheets.MOST_BYTES + 1),
}
NO_SHEET: dict[str, Callable[[], bytes]] = {
    "laughs": lambda: declared(LAUGHS),
    "quadratic": lambda: declared(f'<!ENTITY a "{"x" * 100_000}">'),
    "external": lambda: declared('<!ENTITY x SYSTEM "file:///etc/passwd">'),
    "parameter": lambda: declared('<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;'),
    "outside-dtd": lambda: xlsx("", '<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">'),
    "laughs-in-ods": lambda: archive_of(
        {"content.xml": f"<!DOCTYPE r [{LAUGHS}]><r>&l7;</r>".encode()}
    ),
    "laughs-in-styles": lambda: with_parts(
        open_document(), {"styles.xml": f"<!DOCTYPE r [{LAUGHS}]><r>&l7;</r>".encode()}
    ),
    "laughs-wide": lambda: with_parts(
        healthy(),
        {SHEET: codecs.BOM_UTF16_LE + f"<!DOCTYPE w [{LAUGHS}]><w>&l7;</w>".encode("utf-16-le")},
    ),
    "lying-size": lying_size,
    "nested": nested,
    "parts-outside": lambda: with_parts(healthy(), {"../../etc/x": b"x"}),
    "strange-code": lambda: xlsx("", '<?xml version="1.0" encoding="utf-7"?>'),
    "truncated": lambda: healthy()[:-200],
    "document": lambda: archive_of({"word/document.xml": b"<a/>"}),
    "writer-document": lambda: archive_of({"content.xml": b"<a/>"}),
    "empty": lambda: b"",
    "zeros": lambda: bytes(10_000),
    "noise": lambda: random.Random(1).randbytes(20_000),
    "html.xls": lambda: b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "xml.xls": lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com"/>',
    "pdf.xlsx": lambda: b"%PDF-1.7\n1 0 obj\n",
    "rtf.xls": lambda: b"{\\rtf1\\ansi Ho ten}",
    "png.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20,
    "program.csv": lambda: b"MZ\x90\x00\x03\x00\x00\x00" * 50,
    "ole-only": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4_000),
    "ole-loop": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    + bytes.fromhex("3e000300feff0900") + bytes(16) + b"\0" * 464 + bytes(512 * 4),
    "biff-cut": lambda: bytes.fromhex("090004000000100003000f0000000000"),
}  # fmt: skip
OTHERS: dict[str, tuple[Callable[[], bytes], type[Problem]]] = {
    "macro": (lambda: with_parts(healthy(), {"xl/vbaProject.bin": b"x"}), MacroSheetProblem),
    "ods-macro": (
        lambda: with_parts(open_document(), {"Basic/Standard/Module1.xml": b"<x/>"}),
        MacroSheetProblem,
    ),
    "ods-password": (
        lambda: with_parts(
            open_document(), {"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>"}
        ),
        ProtectedSheetProblem,
    ),
}
BOMBS = {
    **{name: (make, SheetTooBigProblem) for name, make in TOO_BIG.items()},
    **{name: (make, NotASheetProblem) for name, make in NO_SHEET.items()},
    **OTHERS,
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_by_name_quickly_and_costs_us_no_memory(name: str) -> None:
    make, problem = BOMBS[name]
    data = make()
    before, start = resident(), time.monotonic()
    with pytest.raises(Problem) as caught:
        sheets.read_book(data)
    assert type(caught.value) is problem
    assert time.monotonic() - start < LONGEST_S
    assert resident() - before < MOST_GROWTH


def test_two_million_cells_in_a_small_file_end_at_the_limits() -> None:
    row = "".join(f"<c><v>{n}</v></c>" for n in range(20))
    chance = random.Random(1)
    rows = "".join(f"<row>{row}<c><v>{chance.random()}</v></c></row>" for _ in range(95_000))
    data = xlsx(rows)
    assert len(data) < 3_000_000
    before = resident()
    with pytest.raises(ParserFailedProblem):
        sheets.read_book(data, limits=Limits(memory=192 * 1024 * 1024))
    with pytest.raises(ParserFailedProblem) as caught:
        sheets.read_book(data, limits=Limits(seconds=0.3))
    assert caught.value.args == ("time",)
    with pytest.raises(ParserFailedProblem):
        sheets.read_book(data, limits=Limits(answer=100_000, seconds=30))
    assert resident() - before < MOST_GROWTH


@pytest.mark.parametrize("false", ["A1:B2", "A1:XFD1048576", "C3", "XFD1048576"])
def test_a_lying_dimension_hides_nothing(false: str) -> None:
    data = edited(SHEET, b'ref="A1:B20"', f'ref="{false}"'.encode())
    (sheet,) = sheets.read_book(data).sheets
    assert [row[0] for row in sheet.rows] == [f"Người {n}" for n in range(20)]


def test_a_file_is_what_is_in_it_whatever_it_is_called() -> None:
    """Names never reach the reader; a text in place of a sheet is a text, an archive a sheet."""
    assert sheets.read_book(healthy()).kind == "xlsx"
    assert sheets.read_book(open_document()).kind == "ods"
    assert sheets.read_book("Họ tên;Số\nĐào;1\n".encode()).kind == "csv"


def test_whoever_watches_may_stop_the_reading() -> None:
    class StoppedError(Exception):
        pass

    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            raise StoppedError

    rows = "".join(f"<row><c><v>{n}</v></c><c t='d'><v>x</v></c></row>" for n in range(150_000))
    start = time.monotonic()
    with pytest.raises(StoppedError):
        sheets.read_book(xlsx(rows), progress=stop)
    assert time.monotonic() - start < 5
    assert told[0][1] == 15_000
    assert threading.active_count() < 10


def test_nothing_is_written_while_a_file_is_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    sheets.read_book(healthy())
    sheets.read_book(open_document())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors of Linux")
def test_no_descriptor_is_left_open() -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    sheets.read_book(healthy())
    before = open_files()
    for _ in range(5):
        sheets.read_book(healthy())
        with pytest.raises(Problem):
            sheets.read_book(b"%PDF-1.7")
    assert open_files() <= before


def test_an_archive_with_a_part_twice_is_ambiguous() -> None:
    target = io.BytesIO(healthy())
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    with pytest.raises(NotASheetProblem):
        sheets.read_book(target.getvalue())
