"""Values as a person reads them, and what differs between two states."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.rows import Job, PartyPost
from tcxd_desktop.office import codelists, values
from tests import make

CODES = codelists.load()


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("birth_date", make.day("1958-03"), "03/1958"),
        ("birth_date", make.day("1940~"), "khoảng 1940"),
        ("birth_date", None, ""),
        ("martyr_family", True, "Có"),
        ("martyr_family", False, ""),
        ("household_income", 12_000_000, "12.000.000"),
        ("household_income", 0, "0"),
        ("home_owned_area", Decimal("96.5"), "96,5"),
        ("origin", Place("Thôn Đông", "xã Đông Hải", "tỉnh Ninh Bình", "xã Cũ"),
         "Thôn Đông, xã Đông Hải, tỉnh Ninh Bình (xã Cũ)"),
        ("ethnicity", "Mông", "Mông"),
    ],
)  # fmt: skip
def test_values_read_as_on_paper(field: str, value: object, shown: str) -> None:
    assert values.show(value, FACTS[field], CODES) == shown


def test_a_unit_is_shown_by_its_name() -> None:
    row = PartyPost(unit_id=3, post=CODES["party_post"].codes[0].name)
    assert "Chi bộ thôn Đông" in values.show_row(row, CODES, {3: "Chi bộ thôn Đông"})


def test_only_what_differs_is_told() -> None:
    old = make.dossier(id=5)
    new = replace(old, phone="1", jobs=(*old.jobs, Job(work="Nghỉ hưu", unit="Thôn Đông")))
    found = {change.field: change for change in values.changes(old, new, CODES, {})}
    assert set(found) == {"phone", "jobs"}
    assert found["jobs"].new.splitlines()[-1] == "Nghỉ hưu; Thôn Đông"
    assert list(values.changes(Dossier(), Dossier(), CODES, {})) == []
