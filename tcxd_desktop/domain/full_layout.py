"""The layout of the whole dossier as a workbook: a sheet of members, one of each repeating table.

Its titles are the words of the dossier, which this layer does not know: they are handed in.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.domain.facts import Fact, Kind, facts_of
from tcxd_desktop.domain.layouts import CellForm, Layout, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.targets import PLACE_PARTS, TARGETS

KEY: Final = "full"
_TITLES = {
    "row_key": "Mã dòng",
    "central_id": "ID hệ thống cấp trên",
    "unit": "Chi bộ đang sinh hoạt",
    "standing": "Trạng thái",
    "standing_on": "Ngày của trạng thái",
}
_PARTS = {
    "detail": "Số nhà, đường, thôn",
    "commune": "Xã, phường, đặc khu",
    "province": "Tỉnh, thành phố",
    "old": "Tên cũ",
    "country": "Quốc gia",
}
_WHOSE = (
    ("row_key", "Mã dòng"),
    ("birth_name", "Họ tên đảng viên"),
    ("birth_date", "Ngày sinh của đảng viên"),
    ("citizen_id", "Số căn cước của đảng viên"),
)
"""First columns of the sheet of a table: whose row it is."""
_LONGEST_NAME = 31
"""Of a sheet in a workbook."""
_BAD_IN_NAMES = str.maketrans("[]:*?/\\", "       ")
_WIDTHS = {Kind.TEXT: 40, Kind.LINE: 22, Kind.UPPER: 28, Kind.OPEN_CODE: 18, Kind.CODE: 16}
_NARROW = 14
_NUMBERS = {Kind.NUMBER, Kind.MONEY}
_DATES = {Kind.DATE, Kind.TERM}


def full_layout(
    labels: Mapping[str, str], columns: Mapping[str, Mapping[str, str]], *, sealed: bool = True
) -> Layout:
    """Return the layout of everything the office holds of its members, but pictures.

    Args:
        labels: of every field and table of the dossier, by name.
        columns: heads of every repeating table, by table and field.
        sealed: also what belongs to the sealed compartment.
    """
    sheets = [LayoutSheet("Đảng viên", tuple(_member_columns(labels, sealed=sealed)))]
    for table, rows in TABLES.items():
        if sealed or not rows.sealed:
            found = tuple(_table_columns(table, rows.record, columns[table]))
            sheets.append(LayoutSheet(sheet_name(labels[table]), found, table))
    return Layout(
        key=KEY,
        title="Toàn bộ hồ sơ",
        sheets=tuple(sheets),
        source="Mọi mục của hồ sơ trong chương trình",
        verified=True,
    )


def sheet_name(label: str) -> str:
    """Return a label as the name of a sheet: no sign workbooks refuse, not too long."""
    name = " ".join(label.translate(_BAD_IN_NAMES).split())
    if len(name) <= _LONGEST_NAME:
        return name
    cut = name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]
    return cut.rstrip(" ,;")


def _member_columns(labels: Mapping[str, str], *, sealed: bool) -> Iterator[LayoutColumn]:
    yield LayoutColumn("row_key", _TITLES["row_key"], width=10)
    for name, fact in FACTS.items():
        if name not in TARGETS or (fact.sealed and not sealed):
            continue
        if fact.kind is Kind.PLACE:
            for part in PLACE_PARTS:
                yield LayoutColumn(f"{name}.{part}", _PARTS[part], labels[name], width=22)
            continue
        yield _column(name, labels[name], fact)
    for key in ("central_id", "unit", "standing", "standing_on"):
        yield _column(key, _TITLES[key], TARGETS[key].fact)


def _table_columns(table: str, record: type, heads: Mapping[str, str]) -> Iterator[LayoutColumn]:
    for key, title in _WHOSE:
        yield _column(key, title, TARGETS[key].fact)
    for name, fact in facts_of(record).items():
        yield _column(f"{table}.{name}", heads[name], fact)


def _column(target: str, title: str, fact: Fact) -> LayoutColumn:
    form = CellForm.TEXT
    if fact.kind in _DATES:
        form = CellForm.DATE_TEXT
    elif fact.kind in _NUMBERS:
        form = CellForm.NUMBER
    return LayoutColumn(target, title, form=form, width=_WIDTHS.get(fact.kind, _NARROW))
