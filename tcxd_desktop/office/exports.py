"""Lists as xlsx, for Excel and for the central system."""

from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import people
from tcxd_desktop.office.columns import COLUMNS, fact_keys
from tcxd_desktop.office.desk import Desk

EXPORTED = (
    "name",
    "card_no",
    "citizen_id",
    "birth",
    "ceremony_date",
    "unit",
    "residence_cell",
    "standing",
    "sex",
    "ethnicity",
    "religion",
    "official_date",
    "dossier_no",
)
"""The columns the central list has come first, so that the file can be read back."""


def members_xlsx(desk: Desk, query: PeopleQuery, columns: tuple[str, ...] = ()) -> bytes:
    """Return the members ``query`` finds as a workbook; numbers of identity stay text."""
    keys = tuple(key for key in columns if key in COLUMNS) or EXPORTED
    lines = people.lines(desk, replace(query, columns=fact_keys(keys)))
    day = date.fromisoformat(desk.day(query.as_at))
    shown = [COLUMNS[key] for key in keys]
    rows = [
        [str(number), *(column.get(line, day) for column in shown)]
        for number, line in enumerate(lines, start=1)
    ]
    with desk.write(Permission.EXPORT, "exports.members", f"{len(rows)}"):
        return workbook("Danh sách đảng viên", ["STT", *_titles(keys)], rows)


_CENTRAL = {
    "name": "Họ và tên",
    "card_no": "Số thẻ Đảng viên",
    "citizen_id": "Số CCCD",
    "birth": "Ngày sinh",
    "ceremony_date": "Ngày kết nạp",
    "unit": "Chi bộ đang sinh hoạt",
    "residence_cell": "Chi bộ nơi cư trú",
    "standing": "Trạng thái",
}


def _titles(keys: tuple[str, ...]) -> list[str]:
    return [_CENTRAL.get(key, COLUMNS[key].title) for key in keys]
