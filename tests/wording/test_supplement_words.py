"""How changed facts read on the phiếu bổ sung."""

from decimal import Decimal

import pytest

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.rows import Asset, Badge, Exemption, Job, PartyPost, Relative
from tcxd_desktop.wording.supplements import supplement_text


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("home", Place("xóm Bắc", "xã Đông Hải"), "thường trú: xóm Bắc, xã Đông Hải"),
        ("lodging", Place(commune="xã Đông Hải"), "tạm trú: xã Đông Hải"),
        ("occupation", "nông dân", "nông dân"),
        ("household_income", 216_000_000, "216.000.000 đồng"),
        ("home_owned_area", Decimal("84.5"), "nhà tự mua, tự xây 84,5 m²"),
        ("assets", Asset("Xe máy", 60_000_000), "Xe máy, 60.000.000 đồng"),
        ("badges", Badge("30", PartialDate(2026, 5, 19)), "Huy hiệu 30 năm tuổi đảng, 19/05/2026"),
        ("badges", Badge("30 năm"), "Huy hiệu 30 năm tuổi đảng"),
        (
            "jobs",
            Job(PartialDate(2026, 3), None, "Quản lý", "Hiệu trưởng", "Trường Đông Hải"),
            "từ 03/2026, Quản lý, Hiệu trưởng, Trường Đông Hải",
        ),
        (
            "exemptions",
            Exemption(PartialDate(2026, 5, 1), PartialDate(2027, 4, 30), "tuổi cao"),
            "từ 01/05/2026, đến 30/04/2027, tuổi cao",
        ),
        (
            "family",
            Relative("Con đẻ", "Đỗ Minh", PartialDate(1990, about=True), party_member=True),
            "Con đẻ, Đỗ Minh, sinh khoảng 1990, đảng viên",
        ),
        ("party_posts", PartyPost("Bí thư chi bộ", 4), "Bí thư chi bộ"),
        ("party_posts", PartyPost(unit_id=4), ""),
    ],
)
def test_reads(field: str, value: object, text: str) -> None:
    assert supplement_text(field, value) == text
