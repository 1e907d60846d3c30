"""Healthy files of every kind that is read, for :mod:`tcxd_desktop.torture.sheets` to spoil."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.torture.old_books import Old, bare, excel_95

_HEAD: Final = ("STT", "Họ và tên", "Số thẻ", "Số CCCD", "Ngày sinh", "Chi bộ")
_ROWS: Final = tuple(
    (str(number), f"Nguyễn Thị Đào {number}", f"03716200{number:04}", f"03816200{number:04}",
     "05/03/1962", "Chi bộ thôn Đông")
    for number in range(1, 31)
)  # fmt: skip
_TCVN3: Final = ("Hä vµ tªn", "NguyÔn V¨n D\u00adìng", "Chi bé th«n §«ng")
_DAY: Final = (2026, 11, 23, 9, 0, 0)
_ABOUT: Final = "docProps/core.xml"
_MOMENT: Final = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")
_STYLES: Final = "xl/styles.xml"
_PLAIN_FONT, _OLD_FONT = b'<name val="Calibri"/>', b'<name val=".VnTime"/>'

_SPACES: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
_ODS_STYLES: Final = (
    '<style:style style:name="old" style:family="table-cell">'
    '<style:text-properties fo:font-family=".VnTime"/></style:style>'
    '<number:number-style style:name="zeros">'
    '<number:number number:min-integer-digits="12"/></number:number-style>'
    '<style:style style:name="id" style:family="table-cell" style:data-style-name="zeros"/>'
)


def seeds() -> dict[str, list[bytes]]:
    """Return small healthy files by kind."""
    sheet = workbook("Danh sách", _HEAD, _ROWS)
    sheet = with_parts(
        sheet, {_ABOUT: _MOMENT.sub(b"2026-11-23T09:00:00Z", parts_of(sheet)[_ABOUT])}
    )
    old = with_parts(sheet, {_STYLES: parts_of(sheet)[_STYLES].replace(_PLAIN_FONT, _OLD_FONT)})
    lines = "\r\n".join(";".join(row) for row in (_HEAD, *_ROWS))
    return {
        "xlsx": [sheet, old],
        "ods": [open_document()],
        "xls": [_excel_95(), *(bare(version, _bare_rows(), 1252) for version in (2, 3, 4))],
        "csv": [lines.encode(), lines.encode("utf-16"), ";".join(_TCVN3).encode("cp1252")],
    }


def _excel_95() -> bytes:
    rows = [[Old(text.encode("cp1252"), 1) for text in _TCVN3], [Old(37162004417.0), Old(1962.5)]]
    return excel_95(b"DS", rows * 20, (b"Arial", b".VnTime"), 1258)


def _bare_rows() -> list[list[Old]]:
    return [[Old(b"Ho ten"), Old(b"Nam")], [Old(b"Dao"), Old(1962.0)]] * 20


def open_document(body: str = "") -> bytes:
    """Return an .ods file, with ``body`` instead of its usual rows."""
    rows = body or "".join(
        "<table:table-row>"
        f'<table:table-cell office:value-type="string"><text:p>{row[1]}</text:p></table:table-cell>'
        '<table:table-cell table:style-name="id" office:value-type="float"'
        f' office:value="{int(row[2])}"><text:p>{row[2]}</text:p></table:table-cell>'
        '<table:table-cell table:style-name="old" office:value-type="string">'
        f"<text:p>{_TCVN3[0]}<text:s text:c='2'/>x</text:p></table:table-cell>"
        "</table:table-row>"
        for row in _ROWS
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        f"<office:automatic-styles>{_ODS_STYLES}</office:automatic-styles>"
        '<office:body><office:spreadsheet><table:table table:name="DS">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return archive_of({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
    })  # fmt: skip


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return an archive with parts replaced or added."""
    return archive_of({**parts_of(data), **changed})


def archive_of(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of parts, the same bytes on any day."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            about = zipfile.ZipInfo(name, _DAY)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, part)
    return target.getvalue()
