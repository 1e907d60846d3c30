"""What each kind of file tells beyond its values: fonts, zeros, days without a day, what is hidden."""

import io
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from xlsxwriter import Workbook as Writer

from tcxd_desktop.domain.errors import (
    EmptySheetProblem,
    FormulaWithoutValueProblem,
    NotASheetProblem,
    ParserFailedProblem,
    ProtectedSheetProblem,
    SheetTooBigProblem,
)
from tcxd_desktop.domain.sheet import Book, Sheet
from tcxd_desktop.domain.sheet_errors import BadCharsetProblem
from tcxd_desktop.exchange import child, sheet_parser, sheets
from tcxd_desktop.exchange.charsets import possible
from tcxd_desktop.torture.old_books import Old, excel_95
from tcxd_desktop.torture.sheet_seeds import open_document, parts_of, with_parts
from tcxd_desktop.wording.problems import sentence

SHEET = "xl/worksheets/sheet1.xml"


def book_of(data: bytes, **options: str) -> Book:
    return sheets.book_of(sheet_parser.parse(data, **options))


def only(data: bytes, **options: str) -> Sheet:
    (sheet,) = book_of(data, **options).sheets
    return sheet


def written(*cells: tuple[Any, dict[str, str]]) -> bytes:
    """A workbook with one row: values with their formats."""
    target = io.BytesIO()
    with Writer(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("DS")
        for column, (value, style) in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(0, column, value, book.add_format(style))
            else:
                sheet.write(0, column, value, book.add_format(style))
    return target.getvalue()


def changed(data: bytes, old: bytes, new: bytes, part: str = SHEET) -> bytes:
    xml = parts_of(data)[part]
    assert old in xml
    return with_parts(data, {part: xml.replace(old, new)})


# --- xlsx ----------------------------------------------------------------------------------------


def test_the_default_font_is_that_of_cells_without_a_style() -> None:
    data = changed(
        written(("Hä vµ tªn", {}), (12, {})), b'"Calibri"', b'".VnTime"', "xl/styles.xml"
    )
    sheet = only(data)
    assert (sheet.rows, sheet.fonts) == ((("Hä vµ tªn", "12"),), ("t",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<c r=", b"<c\nr="),
        (b' s="1"', b" s='1'"),
        (b' s="1"', b'\n s="1"'),
        (b'<row r="1"', b"<row r='1'"),
    ],
)
def test_marks_are_seen_however_a_part_is_written(old: bytes, new: bytes) -> None:
    data = written((61426420000, {"num_format": "000000000000"}))
    assert only(changed(data, old, new)).rows == (("061426420000",),)


def test_marks_are_seen_under_any_prefix_and_without_references() -> None:
    data = written(("Hä", {"font_name": ".VnTime"}), (7, {"num_format": "0000"}))
    xml = parts_of(data)[SHEET]
    prefixed = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
    bare = re.sub(rb' r="(?:[A-Z]+)?\d+"', b"", xml)
    for part in (prefixed, bare):
        sheet = only(with_parts(data, {SHEET: part}))
        assert (sheet.rows, sheet.fonts) == ((("Hä", "0007"),), ("t",))


def test_fonts_of_texts_written_into_their_cells() -> None:
    inline = (
        '<c r="A1" t="inlineStr"><is><r><rPr><rFont val=".VnTime"/></rPr><t xml:space="preserve">Chi bé </t></r>'
        "<r><rPr><rFont val='Arial'/></rPr><t>Đông</t></r></is></c>"
        '<c r="B1" t="inlineStr"><is><r><rPr><rFont val="VNI-Times"/></rPr><t>Hoï</t></r>'
        "<r><t xml:space='preserve'> </t></r></is></c>"
        '<c r="C1" t="inlineStr"><is><t>Đào</t></is></c>'
    )
    data = written(("x", {}))
    xml = re.sub(rb'<c r="A1".*?</c>', inline.encode(), parts_of(data)[SHEET])
    sheet = only(with_parts(data, {SHEET: xml}))
    assert sheet.rows[0][:2] == ("Chi bé Đông", "Hoï ")
    assert sheet.fonts == ("mv",)


def test_readings_above_a_text_are_no_part_of_it() -> None:
    data = written(("Đào", {}))
    strings = parts_of(data)["xl/sharedStrings.xml"]
    read_out = strings.replace(
        "<t>Đào</t>".encode(),
        '<t>Đào</t><rPh sb="0" eb="1"><r><rPr><rFont val=".VnTime"/></rPr></r><t>dao</t></rPh>'.encode(),
    )
    sheet = only(with_parts(data, {"xl/sharedStrings.xml": read_out}))
    assert (sheet.rows, sheet.fonts) == ((("Đào",),), ())


def test_errors_are_kept_and_listed_also_in_a_column_of_their_own() -> None:
    book = Workbook()
    book.active.title = "DS"
    book.active.append(["Đào", "#REF!"])
    book.active["B1"].data_type = "e"
    for row in range(2, 6):
        book.active[f"D{row}"] = "#N/A"
        book.active[f"D{row}"].data_type = "e"
    target = io.BytesIO()
    book.save(target)
    found = book_of(target.getvalue())
    assert found.sheets[0].rows[0] == ("Đào", "#REF!", "", "")
    assert found.sheets[0].rows[4] == ("", "", "", "#N/A")
    assert "5 ô" in found.notes[0]
    assert "DS!B1, DS!D2, DS!D3, …" in found.notes[0]


def test_a_day_before_the_calendar_stays_a_number() -> None:
    day = {"num_format": "dd/mm/yyyy"}
    assert only(written((-5, day), (date(1962, 3, 5), day))).rows == (("-5", "1962-03-05"),)


def test_built_in_formats_without_a_day() -> None:
    data = changed(written((date(1962, 3, 1), {"num_format": "mmm-yy"})), b's="1"', b's="1"')
    styles = parts_of(data)["xl/styles.xml"]
    by_number = re.sub(rb'numFmtId="1\d\d"', b'numFmtId="17"', styles)
    assert only(with_parts(data, {"xl/styles.xml": by_number})).rows == (("1962-03",),)


# --- ods -----------------------------------------------------------------------------------------


def text_cell(text: str, more: str = "", inside: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{more}>{inside}'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def typed(kind: str, value: str, shown: str = "", more: str = "") -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(
        kind, "value"
    )
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def test_text_of_an_open_document() -> None:
    comment = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    drawn = (
        '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
        "<text:p>hình</text:p></draw:frame>"
    )
    data = open_document(
        row(
            text_cell(" hai  ba\n bốn<text:s text:c='3'/>năm<text:tab/>sáu<text:line-break/>bảy"),
            text_cell("Đào", inside=comment),
            text_cell("Bình", inside=drawn),
            text_cell("một</text:p><text:p>hai"),
            '<table:table-cell office:value-type="string" office:string-value="ẩn chữ"/>',
            "<table:table-cell><text:p>không kiểu</text:p></table:table-cell>",
        )
    )
    assert only(data).rows == (
        ("hai ba bốn   năm\tsáu\nbảy", "Đào", "Bình", "một\nhai", "ẩn chữ", "không kiểu"),
    )


def test_values_of_an_open_document() -> None:
    data = open_document(
        row(
            typed("float", "37162004417", "037162004417", ' table:style-name="id"'),
            typed("float", "37162004417", "037162004417"),
            typed("float", "12.5", "000000000013", ' table:style-name="id"'),
            typed("percentage", "0.25", "25%"),
            typed("currency", "5E+006", "5.000.000 ₫"),
            typed("boolean", "true", "TRUE"),
            typed("time", "-PT26H05M00.5S"),
            typed("time", "PT7H30M"),
            typed("date", "1962-03-05T07:29:59.99"),
            typed("date", "10113-09-19"),
        )
    )
    assert only(data).rows == (
        ("037162004417", "37162004417", "12.5", "0.25", "5000000", "TRUE", "-26:05:00", "07:30:00",
         "1962-03-05T07:30:00", "10113-09-19"),
    )  # fmt: skip


def test_what_is_repeated_and_what_is_empty_in_an_open_document() -> None:
    many = ' table:number-rows-repeated="{}"'
    data = open_document(
        row('<table:table-cell table:number-columns-repeated="16384"/>', more=many.format(2))
        + row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            text_cell("x", ' table:number-columns-repeated="2"'),
            '<table:covered-table-cell table:number-columns-repeated="3"/>',
            text_cell("y", ' table:number-columns-spanned="2" table:number-rows-spanned="3"'),
            '<table:table-cell table:number-columns-repeated="16000"/>',
            more=many.format(2),
        )
        + row("<table:table-cell/>", more=many.format(1_048_000))
    )
    sheet = only(data)
    line = ("", "", "x", "x", "", "", "", "y")
    assert sheet.rows == (("",) * 8, ("",) * 8, line, line)
    assert sheet.merges == ((2, 7, 4, 8),)


def test_fonts_of_an_open_document() -> None:
    column = '<table:table-column table:default-cell-style-name="{}"{}/>'
    body = (
        column.format("old", "") + column.format("Default", "")
        + row(text_cell("Hä"), text_cell("Đào"), text_cell("Hä", ' table:style-name="child"'))
        + row(text_cell("a"), text_cell("Hä"), more=' table:default-cell-style-name="old"')
        + row(text_cell('x <text:span text:style-name="T1">Hoï</text:span>', ' table:style-name="id"'))
        + row(typed("float", "5", "5", ' table:style-name="old"'))
    )  # fmt: skip
    styles = (
        '<style:font-face style:name="F1" svg:font-family="\'VNI-Times\'"/>'
        '<style:style style:name="child" style:family="table-cell" style:parent-style-name="old"/>'
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:font-name="F1"/></style:style>'
        '<style:default-style style:family="table-cell">'
        '<style:text-properties style:font-name="Arial"/></style:default-style>'
    )
    data = open_document(body)
    end = b"</office:automatic-styles>"
    content = parts_of(data)["content.xml"].replace(end, styles.encode() + end)
    sheet = only(with_parts(data, {"content.xml": content}))
    assert sheet.fonts == ("t.t", "tt", "m", "")


def test_hidden_sheets_errors_and_formulas_of_an_open_document() -> None:
    spaces = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    hidden = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    error = (
        f'<table:table-cell {spaces} table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    data = open_document(row(text_cell("Đào"), error))
    content = parts_of(data)["content.xml"]
    content = content.replace(b"</office:automatic-styles>", hidden.encode())
    secret = (
        f'<table:table table:name="Ẩn" table:style-name="ta2">{row(text_cell("x"))}</table:table>'
    )
    content = content.replace(b"<office:spreadsheet>", f"<office:spreadsheet>{secret}".encode())
    found = book_of(with_parts(data, {"content.xml": content}))
    assert found.sheets[0].rows == (("Đào", "#N/A"),)
    assert "“Ẩn”" in found.notes[0]
    assert "DS!B1" in found.notes[1]
    blank = '<table:table-cell table:formula="of:=A1"/>'
    with pytest.raises(FormulaWithoutValueProblem) as caught:
        book_of(open_document(row(text_cell("Đào"), blank, blank)))
    assert caught.value.args == (2,)
    # =IF(A1="";"";…): LibreOffice writes an empty paragraph and no type.
    nothing = '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
    assert only(open_document(row(text_cell("Đào"), nothing))).rows[0][0] == "Đào"


def test_an_empty_open_document() -> None:
    with pytest.raises(EmptySheetProblem):
        book_of(open_document(row("<table:table-cell/>")))


# --- xls -----------------------------------------------------------------------------------------


def test_texts_of_old_books_by_font_and_code_page() -> None:
    cells = [[Old(b"Ng\xecnh"), Old(b"\xeb\xec", 1), Old("Đông".encode("cp1258"))]]
    sheet = only(excel_95(b"DS", cells, (b"Arial", b".VnTime"), 1258))
    assert sheet.rows == (("Nǵnh", "ëì", "Đông"),)
    assert sheet.fonts == (".t",)


def test_an_old_book_with_a_password() -> None:
    data = excel_95(b"DS", [[Old(b"x")]], (b"Arial",), 1252)
    code_page, password = bytes.fromhex("42000200"), bytes.fromhex("2f000200")
    with pytest.raises(ProtectedSheetProblem):
        book_of(data.replace(code_page, password))


def test_an_old_book_far_out_or_wide() -> None:
    cells = [[Old(b"x")] + [Old(b"")] * 220]
    assert len(only(excel_95(b"DS", cells, (b"Arial",), 1252)).rows[0]) == 1
    cells[0][-1] = Old(b"y")
    with pytest.raises(SheetTooBigProblem):
        only(excel_95(b"DS", cells, (b"Arial",), 1252))


# --- text files ----------------------------------------------------------------------------------


def test_a_text_file_is_read_as_it_is_asked_for() -> None:
    data = "Hä vµ tªn;Quª, qu¸n\n".encode("cp1252")
    found = book_of(data)
    assert (found.charset, found.charsets[0], found.separator) == ("cp1252", "cp1252", ";")
    told = book_of(data, separator=",")
    assert told.sheets[0].rows == (("Hä vµ tªn;Quª", " qu¸n"),)
    utf = "Họ tên,Số\nĐào,1\n".encode()
    assert "cp1252" in book_of(utf).charsets
    assert book_of(utf, charset="cp1252").sheets[0].rows[0][0] == "Há»\u008d tÃªn".replace(
        "\u008d", "\x8d"
    )


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "latin-9", "rot13"])
def test_a_character_set_the_file_is_not_in(charset: str) -> None:
    with pytest.raises(BadCharsetProblem) as caught:
        sheets.read_book("Hä vµ tªn;1\nx\n".encode("cp1252") + b"\xff", charset=charset)
    assert charset in sentence(caught.value)


def test_character_sets_a_file_may_be_in() -> None:
    assert possible(b"\xef\xbb\xbfa")[0] == "utf-8-sig"
    assert possible("a;b".encode("utf-16"))[0] == "utf-16"
    assert possible("Họ tên".encode("utf-16-be"))[0] == "utf-16-be"
    assert possible("Hoï teân".encode("cp1252"))[0] == "cp1252"
    assert possible(b"\xff\xff\x81")[-1] == "cp1252"


# --- the way back --------------------------------------------------------------------------------


def test_read_sheet_takes_the_first_and_cleans_it() -> None:
    target = io.BytesIO()
    with Writer(target, {"in_memory": True}) as book:
        book.add_worksheet("Trống")
        book.add_worksheet("Một").write_string(0, 0, "D\u00adìng")
        book.add_worksheet("Hai").write_formula(0, 0, "=1", None, "")
    data = target.getvalue()
    assert sheets.read_sheet(data) == Sheet("Một", (("Dìng",),))
    with pytest.raises(FormulaWithoutValueProblem):
        sheets.read_book(data)
    assert only(written(("D\u00adìng", {}))).rows == (("D\u00adìng",),)


@pytest.mark.parametrize(
    "answer",
    [
        "[]", "{}", '"x"', '{"kind":"xlsx","sheets":[[1]],"charset":"","charsets":[],"separator":"","notes":[]}',
        '{"kind":"xlsx","sheets":[["a","x\\u2028y\\u007fz",[],false,[]]],"charset":"","charsets":[],'
        '"separator":"","notes":[]}',
        '{"kind":"xlsx","sheets":[["a","x",["?"],false,[]]],"charset":"","charsets":[],"separator":"","notes":[]}',
        '{"kind":"xlsx","sheets":[["a","x",[],false,[]]],"charset":"","charsets":[],"separator":"","notes":[["y"]]}',
        '{"kind":"xlsx","sheets":[["a","x",[],false,[[1]]]],"charset":"","charsets":[],"separator":"","notes":[]}',
    ],
)  # fmt: skip
def test_a_child_that_talks_nonsense_is_not_believed(answer: str, monkeypatch) -> None:
    code = (
        f"import sys;sys.stdin.buffer.readline();sys.stdout.buffer.write(('J'+{answer!r}).encode())"
    )
    monkeypatch.setattr(child, "_BOOT", code)
    with pytest.raises(ParserFailedProblem):
        sheets.read_book(b"a;b\n")


def test_moments_and_elapsed_times_of_a_new_book() -> None:
    moment = datetime(1962, 3, 5, 7, 30)  # noqa: DTZ001
    data = written(
        (moment, {"num_format": "dd/mm/yyyy hh:mm"}),
        (timedelta(hours=30).total_seconds() / 86_400, {"num_format": "[h]:mm"}),
    )
    assert only(data).rows == (("1962-03-05T07:30:00", "30:00:00"),)


def test_a_page_of_the_net_is_no_sheet() -> None:
    with pytest.raises(NotASheetProblem):
        book_of(b"\n <html><body>")
