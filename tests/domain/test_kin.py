"""Relations as clerks write them fall into the groups the papers ask for."""

import unicodedata

import pytest

from tcxd_desktop.domain.kin import Kin, kin_of


@pytest.mark.parametrize(
    ("relation", "kin"),
    [
        ("Ông nội", Kin.GRANDPARENT), ("bà ngoại", Kin.GRANDPARENT),
        ("Cha đẻ", Kin.FATHER), ("Bố", Kin.FATHER), ("Ba ruột", Kin.FATHER),
        ("Mẹ đẻ", Kin.MOTHER), ("Má", Kin.MOTHER),
        ("Cha vợ", Kin.IN_LAW), ("Mẹ chồng", Kin.IN_LAW), ("bố, mẹ vợ", Kin.IN_LAW),
        ("Người nuôi dưỡng", Kin.FOSTER), ("Mẹ nuôi", Kin.FOSTER), ("Bố dượng", Kin.FOSTER),
        ("Vợ", Kin.SPOUSE), ("chồng", Kin.SPOUSE),
        ("Con đẻ", Kin.CHILD), ("Con nuôi", Kin.CHILD), ("con gái", Kin.CHILD),
        ("Con dâu", Kin.OTHER), ("Anh ruột", Kin.OTHER), ("Em vợ", Kin.OTHER),
        ("Chị chồng", Kin.OTHER), ("", Kin.OTHER), ("hàng xóm", Kin.OTHER),
    ],
)  # fmt: skip
def test_kin(relation: str, kin: Kin) -> None:
    assert kin_of(relation) is kin
    assert kin_of(unicodedata.normalize("NFD", f"  {relation.upper()} ")) is kin
