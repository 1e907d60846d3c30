"""Lists as xlsx, for Excel and for the central system."""

from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.book import EXPORT, concerning
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import people, restrictions
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


def members_xlsx(
    desk: Desk,
    query: PeopleQuery,
    columns: tuple[str, ...] = (),
    *,
    file_name: str = "",
    purpose: str = "",
) -> bytes:
    """Return the members ``query`` finds as a workbook; numbers of identity stay text.

    The access book gets a line with whose data it is.

    Args:
        desk: where.
        query: who.
        columns: keys of ``office.columns``; empty: those of the central list.
        file_name: what the file will be called.
        purpose: what it is for, in the clerk's words.

    Raises:
        RestrictedProblem: the data of one of them may not be given out.
    """
    desk.check(Permission.EXPORT)
    keys = tuple(key for key in columns if key in COLUMNS) or EXPORTED
    lines = people.lines(desk, replace(query, columns=fact_keys(keys)))
    day = date.fromisoformat(desk.day(query.as_at))
    shown = [COLUMNS[key] for key in keys]
    rows = [
        [str(number), *(column.get(line, day) for column in shown)]
        for number, line in enumerate(lines, start=1)
    ]
    ids = [line.id for line in lines]
    with desk.read() as reading:
        restrictions.check(reading, ids)
    made = workbook("Danh sách đảng viên", ["STT", *_titles(keys)], rows)
    about = concerning(ids, EXPORT)
    desk.line(Permission.EXPORT, "exports.members", file_name, *about, purpose=purpose,
              people=len(ids))  # fmt: skip
    return made


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
