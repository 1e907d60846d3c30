"""Items 28–30 of the Phiếu đảng viên (2-HSĐV): abroad, family, economy."""

from typing import Final

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.rows import Relative
from tcxd_desktop.domain.text import fold
from tcxd_desktop.forms import record_texts
from tcxd_desktop.forms.form_kit import INDENT, Field, fields, heading, paragraph
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.forms.record_texts import after, joined, noted
from tcxd_desktop.forms.tables import Column, table
from tcxd_desktop.wording.formats import (
    show_date,
    show_death,
    show_money,
    show_number,
    show_period,
)

_ABROAD: Final = (
    Column("Từ tháng, năm\nđến tháng, năm", 22, centred=True),
    Column("Nước", 20),
    Column("Mục đích", 30),
    Column("Cơ quan cử đi", 28),
)
_RELATIVES_ABROAD: Final = (
    Column("Quan hệ", 15),
    Column("Họ và tên", 25),
    Column("Nước", 16),
    Column("Làm việc gì", 20),
    Column("Địa chỉ", 24),
)
_FAMILY: Final = (
    Column("Quan hệ", 13),
    Column("Họ và tên", 23),
    Column("Năm sinh", 15, centred=True),
    Column(
        "Quê quán, nghề nghiệp, chức danh, chức vụ, đơn vị công tác, nơi ở hiện nay",
        50,
    ),
)


def abroad(sheet: Sheet, dossier: Dossier) -> None:
    """Item 28: stays, bodies and relatives abroad."""
    table(
        sheet,
        "28) QUAN HỆ VỚI NƯỚC NGOÀI\na) Đã đi nước ngoài (từ 3 tháng trở lên)",
        _ABROAD,
        [
            (show_period(row.since, row.until), row.country, row.purpose, row.sent_by)
            for row in dossier.abroad
        ],
        blank=2,
    )
    label = "b) Tham gia hoặc có quan hệ với tổ chức ở nước ngoài (làm gì, tổ chức nào, trụ sở):"
    fields(sheet, Field(label, record_texts.foreign_ties(dossier), lines=2))
    table(
        sheet,
        "c) Có thân nhân ở nước ngoài",
        _RELATIVES_ABROAD,
        [
            (row.relation, row.name, row.country, row.work, row.address)
            for row in dossier.relatives_abroad
        ],
        blank=2,
    )


def family(sheet: Sheet, dossier: Dossier) -> None:
    """Item 29."""
    table(
        sheet,
        "29) QUAN HỆ GIA ĐÌNH (cha, mẹ đẻ; cha, mẹ vợ hoặc chồng; vợ hoặc chồng; "
        "anh, chị, em ruột; con)",
        _FAMILY,
        [_relative(row) for row in dossier.family],
        blank=6,
    )


def _relative(row: Relative) -> tuple[str, ...]:
    told = joined(
        after("quê quán: ", row.origin),
        row.occupation,
        row.post,
        after("quốc tịch: ", "" if fold(row.nationality) == "viet nam" else row.nationality),
        after("nơi ở: ", row.home),
        show_death(row.died),
        by="; ",
    )
    return row.relation, row.name, show_date(row.born), told


def economy(sheet: Sheet, dossier: Dossier) -> None:
    """Item 30."""
    heading(sheet, "30) HOÀN CẢNH KINH TẾ CỦA BẢN THÂN VÀ GIA ĐÌNH")
    area, money = "m²", "đồng"
    a_year = noted(money, after("năm ", dossier.economy_year))
    income = "- Tổng thu nhập của hộ gia đình (trong 1 năm):"
    rows = (
        (
            Field(income, show_money(dossier.household_income), 6, a_year),
            Field("Bình quân người/hộ:", show_money(dossier.income_per_head), 4, money),
        ),
        (
            Field("- Nhà ở được cấp, được thuê, loại nhà:", dossier.home_granted, 6),
            Field("Tổng diện tích sử dụng:", show_number(dossier.home_granted_area), 4, area),
        ),
        (
            Field("- Nhà ở tự mua, tự xây dựng, loại nhà:", dossier.home_owned, 6),
            Field("Tổng diện tích sử dụng:", show_number(dossier.home_owned_area), 4, area),
        ),
        (
            Field("- Đất ở được cấp:", show_number(dossier.land_granted_area), unit=area),
            Field("Đất ở tự mua:", show_number(dossier.land_owned_area), unit=area),
        ),
        (Field("- Hoạt động kinh tế:", dossier.business),),
        (
            Field(
                "- Diện tích đất kinh doanh, trang trại:",
                show_number(dossier.business_land_ha),
                unit="ha",
            ),
            Field("Số lao động thuê mướn:", show_number(dossier.hired_workers)),
        ),
    )
    for row in rows:
        fields(sheet, *row)
    paragraph(sheet, "- Những tài sản có giá trị lớn (50 triệu đồng trở lên):")
    assets = [(row.name, show_money(row.value)) for row in dossier.assets] or [("", "")] * 2
    for name, value in assets:
        fields(sheet, Field("+", name, 6), Field("Giá trị:", value, 4, money), indent=INDENT)
