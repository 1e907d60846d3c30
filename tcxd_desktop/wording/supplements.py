"""How a changed fact reads on the *Phiếu bổ sung hồ sơ đảng viên* (3-HSĐV)."""

import dataclasses
from decimal import Decimal
from typing import Final

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Kind, Place, facts_of
from tcxd_desktop.wording.formats import show_date, show_death, show_money, show_number, show_place

_AROUND: Final = {
    "home": ("thường trú: ", ""),
    "lodging": ("tạm trú: ", ""),
    "household_income": ("", " đồng"),
    "income_per_head": ("", " đồng"),
    "home_granted": ("được cấp, được thuê: ", ""),
    "home_granted_area": ("nhà được cấp, được thuê ", " m²"),
    "home_owned": ("tự mua, tự xây: ", ""),
    "home_owned_area": ("nhà tự mua, tự xây ", " m²"),
    "land_granted_area": ("được cấp ", " m²"),
    "land_owned_area": ("tự mua ", " m²"),
    "business_land_ha": ("đất kinh doanh, trang trại ", " ha"),
    "hired_workers": ("thuê ", " lao động"),
    "theory_mode": ("hệ ", ""),
    "badges": ("Huy hiệu ", ""),
}
_AROUND_CELL: Final = {
    "since": "từ ",
    "until": "đến ",
    "born": "sinh ",
}


def supplement_text(field: str, value: object) -> str:
    """Return a dossier value, or one row of a table, as the phiếu says it."""
    before, after = _AROUND.get(field, ("", ""))
    if dataclasses.is_dataclass(value) and not isinstance(value, PartialDate | Place):
        text = _row(value)
    else:
        text = _plain(value)
    return f"{before}{text}{after}" if text else ""


def _row(row: object) -> str:
    cells: list[str] = []
    for name, fact in facts_of(type(row)).items():
        value: object = getattr(row, name)
        if fact.kind is Kind.UNIT:
            continue
        if fact.kind is Kind.FLAG:
            text = "đảng viên" if value and name == "party_member" else ""
        elif fact.kind is Kind.MONEY and isinstance(value, int):
            text = f"{show_money(value)} đồng"
        elif name == "died":
            text = show_death(str(value))
        elif name == "years" and value:
            text = f"{str(value).removesuffix(' năm')} năm tuổi đảng"
        else:
            text = _plain(value)
        if text:
            cells.append(f"{_AROUND_CELL.get(name, '')}{text}")
    return ", ".join(cells)


def _plain(value: object) -> str:
    if isinstance(value, PartialDate):
        return show_date(value)
    if isinstance(value, Place):
        return show_place(value)
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | Decimal):
        return show_number(value)
    return str(value) if value is not None else ""
