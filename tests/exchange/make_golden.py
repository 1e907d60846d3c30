"""Makes the golden files and their manifest: ``python -m tests.exchange.make_golden``.

Run once on a machine with LibreOffice Calc; the files are kept. What each must be read as comes
from ``golden_content``, never from reading the file back.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlsxwriter import Workbook as Writer

from tcxd_desktop.torture.old_books import Old, bare, excel_95
from tcxd_desktop.torture.sheet_seeds import archive_of, parts_of
from tests.exchange.golden_content import CONTENTS, MEMBERS, Cell, Content, Page

FOLDER = Path(__file__).parent / "golden"
Told = dict[str, Any]


def with_openpyxl(content: Content) -> bytes:
    """Return the book as openpyxl writes it; it works no formula out, so it may hold none."""
    book = Workbook()
    book.remove(book.active)
    if content.of_1904:
        book.epoch = CALENDAR_MAC_1904
    for page in content.pages:
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = page.state
        for row, column, cell in _cells(page):
            _put(sheet.cell(row + 1, column + 1), cell)
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    book.active = next(n for n, page in enumerate(content.pages) if page.state == "visible")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(target: Any, cell: Cell) -> None:
    target.value = cell.value
    if cell.runs:
        target.value = CellRichText(
            *(TextBlock(InlineFont(rFont=font), part) for font, part in cell.runs)
        )
    if isinstance(cell.value, str):
        target.data_type = "s"
    if cell.format:
        target.number_format = cell.format
    if cell.font:
        target.font = Font(name=cell.font)


def with_xlsxwriter(content: Content, **options: Any) -> bytes:
    """Return the book as XlsxWriter writes it."""
    target = io.BytesIO()
    base = {"in_memory": True, "date_1904": content.of_1904, "strings_to_numbers": False}
    with Writer(target, base | options) as book:
        for page in content.pages:
            sheet = book.add_worksheet(page.name)
            if page.state != "visible":
                sheet.hide()
            elif page is next(p for p in content.pages if p.state == "visible"):
                sheet.activate()
                sheet.set_first_sheet()
            for row, column, cell in _cells(page):
                _write(book, sheet, (row, column), cell)
            for merge in page.merges:
                cells = {(r, c): cell for r, c, cell in _cells(page)}
                sheet.merge_range(*merge, "")
                if merge[:2] in cells:
                    _write(book, sheet, merge[:2], cells[merge[:2]])
    return target.getvalue()


def _write(book: Any, sheet: Any, place: tuple[int, int], cell: Cell) -> None:
    wanted = {"num_format": cell.format, "font_name": cell.font}
    style = book.add_format({key: value for key, value in wanted.items() if value})
    if cell.formula:
        sheet.write_formula(*place, cell.formula, style, cell.value)
    elif cell.runs:
        parts = [p for font, t in cell.runs for p in (book.add_format({"font_name": font}), t)]
        sheet.write_rich_string(*place, *parts)
    elif isinstance(cell.value, str):
        sheet.write_string(*place, cell.value, style)
    elif isinstance(cell.value, bool):
        sheet.write_boolean(*place, cell.value, style)
    elif isinstance(cell.value, int | float):
        sheet.write_number(*place, cell.value, style)
    else:
        sheet.write_datetime(*place, cell.value, style)


def _cells(page: Page) -> Iterator[tuple[int, int, Cell]]:
    for row, cells in enumerate(page.rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                yield row, column, cell


def manifest_of(content: Content, kind: str, writer: str) -> Told:
    """Return what a file of this content must be read as."""
    pages = [page for page in content.pages if page.state == "visible" and any(page.rows)]
    sheets = [page.told(of_1904=content.of_1904) for page in pages]
    for place, by_kind in content.lossy.items():
        for key in (kind, f"{writer}.{kind}"):
            if key in by_kind:
                column, row = ord(place[0]) - 65, int(place[1:]) - 1
                sheets[0]["rows"][row][column] = by_kind[key]
    if writer == "libreoffice" and kind == "ods":
        for sheet in sheets:
            sheet["dates_1904"] = False  # days are written out in this format
    return {"kind": kind, "writer": writer, "sheets": sheets, "notes": list(content.notes)}


def converted(files: list[Path], kind: str, target: Path) -> None:
    """Let LibreOffice write the files in another format."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
             "--convert-to", kind, "--outdir", str(target), *map(str, files)],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip


def spreadsheets() -> Iterator[tuple[str, bytes, Told]]:
    """Yield every content as every spreadsheet writer has it."""
    made = {}
    for name, content in CONTENTS.items():
        if name != "formulas":
            data = with_openpyxl(content)
            yield f"openpyxl-{name}.xlsx", data, manifest_of(content, "xlsx", "openpyxl")
        made[name] = with_xlsxwriter(content)
        yield f"xlsxwriter-{name}.xlsx", made[name], manifest_of(content, "xlsx", "xlsxwriter")
        if name in {"members", "texts", "tcvn3"}:
            data = with_xlsxwriter(replace(content), constant_memory=True)
            told = manifest_of(content, "xlsx", "xlsxwriter")
            if not any(page.merges for page in content.pages):
                yield f"xlsxwriter-inline-{name}.xlsx", data, told
        if name in {"members", "days", "tcvn3"}:
            yield (
                f"strict-{name}.xlsx",
                strict(made[name]),
                manifest_of(content, "xlsx", "xlsxwriter"),
            )
    with tempfile.TemporaryDirectory() as folder:
        for name, data in made.items():
            (Path(folder) / f"libreoffice-{name}.xlsx").write_bytes(data)
        files = sorted(Path(folder).glob("*.xlsx"))
        for kind in ("xls", "ods", "xlsx"):
            target = Path(folder) / kind
            converted(files, kind, target)
            for path in sorted(target.iterdir()):
                name = path.stem.removeprefix("libreoffice-")
                yield path.name, path.read_bytes(), manifest_of(CONTENTS[name], kind, "libreoffice")
        yield from _commented(Path(folder))


def strict(data: bytes) -> bytes:
    """Return a workbook under the names of ISO/IEC 29500 Strict, as Excel can save it."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main":
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }  # fmt: skip
    parts = parts_of(data)
    for old, new in names.items():
        parts = {name: part.replace(old, new) for name, part in parts.items()}
    return archive_of(parts)


def _commented(folder: Path) -> Iterator[tuple[str, bytes, Told]]:
    """Yield a list with comments beside its cells, which are no part of them."""
    book = Workbook()
    book.active.title = "Ghi chú"
    for row in (("Họ tên", "Số"), ("Đào", "01")):
        book.active.append(row)
    book.active["A2"].comment = Comment("Xem lại hồ sơ", "Cán bộ")
    source = folder / "comments.xlsx"
    book.save(source)
    rows = [["Họ tên", "Số"], ["Đào", "01"]]
    for kind in ("xlsx", "ods", "xls"):
        target = folder / f"comments-{kind}"
        converted([source], kind, target)
        data = (target / f"comments.{kind}").read_bytes()
        yield f"libreoffice-comments.{kind}", data, told(kind, rows, name="Ghi chú")


def told(kind: str, rows: list[list[str]], **more: Any) -> Told:
    """Return a line of the manifest for one plain sheet."""
    name, fonts = more.pop("name", ""), more.pop("fonts", [])
    sheet = {"name": name, "rows": rows, "fonts": fonts, "merges": [], "dates_1904": False}
    return {"kind": kind, "writer": "hand", "sheets": [sheet], "notes": [], **more}


# --- text files ----------------------------------------------------------------------------------

_LIST = [
    ["Họ và tên", "Số thẻ", "Nơi ở", "Ngày sinh"],
    ["Nguyễn Thị Đào", "037162004417", "thôn Đông, xã Hải Lĩnh", "05/03/1962"],
    ["Trần Văn Hoà", "037162004418", "tổ 2; phố \"Chợ\"", "khoảng 1970"],
    ["Đỗ Ước", "", "thôn Bắc\nxã Hải Lĩnh", "1/1985"],
]  # fmt: skip
_OLD_LIST = [
    ["Hä vµ tªn", "Quª qu¸n"],
    ["NguyÔn V¨n D\u00adìng", "x· §«ng H¶i"],
    ["TrÇn ThÞ H»ng", "hoµ"],
]
_VNI_LIST = [
    ["Hoï vaø teân", "Queâ quaùn"],
    ["Nguyeãn Vaên Döông", "xaõ Ñoâng Haûi"],
    ["Ñoã Thò Hoàng", "thoân Baéc"],
]
_VIETNAMESE_TONES = {0x300: 0xCC, 0x301: 0xEC, 0x303: 0xDE, 0x309: 0xD2, 0x323: 0xF2}


def windows_vn(text: str) -> bytes:
    """Return text as Vietnamese Windows writes it: letters with their shape, tones after them."""
    from unicodedata import normalize  # noqa: PLC0415

    found = bytearray()
    for char in text:
        try:
            found += char.encode("cp1258")
            continue
        except UnicodeEncodeError:
            parts = normalize("NFD", char)
        tones = [p for p in parts if ord(p) in _VIETNAMESE_TONES]
        shape = normalize("NFC", "".join(p for p in parts if p not in tones))
        found += shape.encode("cp1258") + bytes(_VIETNAMESE_TONES[ord(t)] for t in tones)
    return bytes(found)


def as_csv(rows: list[list[str]], separator: str, end: str = "\r\n") -> str:
    """Return rows as a text file has them."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator, lineterminator=end).writerows(rows)
    return target.getvalue()


def texts() -> Iterator[tuple[str, bytes, Told]]:
    """Yield text files in every character set, with every separator."""
    ways: dict[str, Callable[[str], bytes]] = {
        "utf-8": str.encode,
        "utf-8-sig": lambda t: t.encode("utf-8-sig"),
        "utf-16": lambda t: t.encode("utf-16"),
        "utf-16-le": lambda t: t.encode("utf-16-le"),
        "utf-16-be": lambda t: t.encode("utf-16-be"),
        "windows-1258": windows_vn,
    }
    for charset, way in ways.items():
        for name, separator in (("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")):
            if name in {"comma", "tab"} or charset in {"utf-8", "windows-1258"}:
                data = way(as_csv(_LIST, separator))
                yield (f"text-{charset}-{name}.csv", data,
                       told("csv", _LIST, charset=charset, separator=separator))  # fmt: skip
    for name, rows in (("tcvn3", _OLD_LIST), ("vni", _VNI_LIST)):
        data = as_csv(rows, ";").encode("cp1252")
        yield f"text-{name}.csv", data, told("csv", rows, charset="cp1252", separator=";")
    yield from _odd_texts()


def _odd_texts() -> Iterator[tuple[str, bytes, Told]]:
    def one(name: str, text: str, rows: list[list[str]], **more: Any) -> tuple[str, bytes, Told]:
        return f"text-{name}", text.encode(), told("csv", rows, **more)

    yield one("one-column.txt", "Đào\nBình\n", [["Đào"], ["Bình"]], separator="")
    yield one("mac.csv", "Họ tên;Số\rĐào;1\r", [["Họ tên", "Số"], ["Đào", "1"]], separator=";")
    yield one("told-separator.csv", "sep=|\r\nHọ tên|Số, ghi chú\r\nĐào|1\r\n",
              [["Họ tên", "Số, ghi chú"], ["Đào", "1"]], separator="|")  # fmt: skip
    yield one("kept-zeros.csv", 'Họ tên,Số\nĐào,="037162004417"\n',
              [["Họ tên", "Số"], ["Đào", "037162004417"]])  # fmt: skip
    yield one("unpaired.csv", 'Họ tên,Ghi chú\nĐào,"chưa đóng\nBình,x\n',
              [["Họ tên", "Ghi chú"], ["Đào", '"chưa đóng'], ["Bình", "x"]], notes=["dấu nháy"])  # fmt: skip
    yield one("title.csv", "DANH SÁCH ĐẢNG VIÊN\n\nHọ tên;Năm sinh;Ghi chú\nĐào;1962\nBình;1970;x\n",
              [["DANH SÁCH ĐẢNG VIÊN", "", ""], ["", "", ""], ["Họ tên", "Năm sinh", "Ghi chú"],
               ["Đào", "1962", ""], ["Bình", "1970", "x"]], separator=";")  # fmt: skip
    yield one("dos-end.csv", "Họ tên,Số\r\nĐào,1\r\n\x1a", [["Họ tên", "Số"], ["Đào", "1"]])


# --- formats nothing writes any more -------------------------------------------------------------


def old_books() -> Iterator[tuple[str, bytes, Told]]:
    """Yield .xls files of BIFF 2 to 5, in the code pages of Vietnamese offices."""
    plain = [[Old(b"Ho ten"), Old(b"Nam")], [Old(b"Dao"), Old(1962.0)], [Old(b"Binh"), Old(1.5)]]
    rows = [["Ho ten", "Nam"], ["Dao", "1962"], ["Binh", "1.5"]]
    for version in (2, 3, 4):
        yield (
            f"hand-biff{version}.xls",
            bare(version, plain, 1252),
            told("xls", rows, name="Sheet 1"),
        )
    for codepage in (1252, 1258):
        old = [[Old(cell.encode("cp1252"), 1) for cell in row] for row in _OLD_LIST]
        rows = [*_OLD_LIST, ["037162004417", "1962"]]
        cells = [*old, [Old(37162004417.0), Old(1962.0)]]
        rows[-1][0] = "37162004417"
        data = excel_95(b"DS", cells, (b"Arial", b".VnTime"), codepage)
        fonts = ["tt", "tt", "tt", ""]
        yield f"hand-excel95-tcvn3-{codepage}.xls", data, told("xls", rows, name="DS", fonts=fonts)
    modern = [[Old(windows_vn(cell)) for cell in row] for row in _LIST]
    data = excel_95(windows_vn("Đảng"), modern, (b"Arial", b".VnTime"), 1258)
    yield "hand-excel95-1258.xls", data, told("xls", _LIST, name="Đảng")


def refused() -> Iterator[tuple[str, bytes, Told]]:
    """Yield files that would be read falsely, and the problem that must say so."""
    book = Workbook()
    book.active.append(["Đào", "=1+1", date(1962, 3, 5), datetime(1962, 3, 5)])  # noqa: DTZ001
    target = io.BytesIO()
    book.save(target)
    yield "openpyxl-no-values.xlsx", target.getvalue(), {"problem": "FormulaWithoutValueProblem"}
    yield (
        "page.xls",
        b"<html><table><tr><td>1</td></tr></table></html>",
        {"problem": "NotASheetProblem"},
    )
    yield "flat.csv", with_xlsxwriter(MEMBERS)[:400], {"problem": "NotASheetProblem"}


def main() -> None:
    """Write every file and the manifest."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    manifest: dict[str, Told] = {}
    for source in (spreadsheets, texts, old_books, refused):
        for name, data, expected in source():
            (FOLDER / name).write_bytes(data)
            manifest[name] = expected
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (FOLDER / "manifest.json").write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(manifest)} files\n")


if __name__ == "__main__":
    main()
