"""Amounts and numbers of identity as sheets mangle them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.domain.imports import NoteKind
from tcxd_desktop.domain.sheet_numbers import (
    read_amount,
    read_dossier_no,
    read_identity,
    read_phone,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("96000000", 96_000_000), ("96.000.000", 96_000_000), ("96,000,000", 96_000_000),
        ("96.000.000 đ", 96_000_000), ("96 000 000 đồng", 96_000_000), ("12 triệu", 12_000_000),
        ("1,5 triệu đồng", 1_500_000), ("1.250", 1250), ("1,250", 1250), ("500 nghìn", 500_000),
        ("96000000.0", 96_000_000), ("96.000.000,00", 96_000_000),
    ],
)  # fmt: skip
def test_money(typed: str, value: int) -> None:
    assert read_amount(typed, "household_income", Kind.MONEY, plain=False) == (value, None)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("120", "120"), ("120,5", "120.5"), ("120.5", "120.5"), ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"), ("120 m2", "120"), ("80,5 m²", "80.5"), ("0,25 ha", "0.25"),
        ("1.250.000", "1250000"), ("1,125", "1.125"),
    ],
)  # fmt: skip
def test_numbers(typed: str, value: str) -> None:
    found = read_amount(typed, "home_owned_area", Kind.NUMBER, plain=False)
    assert found == (Decimal(value), None)


def test_one_dot_before_three_digits_is_a_doubt_unless_a_program_wrote_it() -> None:
    found, fault = read_amount("1.250", "home_owned_area", Kind.NUMBER, plain=False)
    assert found == 1250
    assert fault is not None
    assert fault.kind is NoteKind.DOUBT
    plain = read_amount("1.250", "home_owned_area", Kind.NUMBER, plain=True)
    assert plain == (Decimal("1.250"), None)


@pytest.mark.parametrize("typed", ["nhiều", "1.2.3", "12/5", "--5", "1e400", "9" * 20, "12 con"])
def test_what_is_no_amount(typed: str) -> None:
    found, fault = read_amount(typed, "household_income", Kind.MONEY, plain=False)
    assert found is None
    assert fault is not None
    assert fault.kind is NoteKind.ERROR


@pytest.mark.parametrize("typed", ["", "-", "không", "không có", "…"])
def test_no_amount_at_all(typed: str) -> None:
    assert read_amount(typed, "household_income", Kind.MONEY, plain=False) == (None, None)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("004217 NB", "004217 NB"), ("4217 NB", "004217 NB"), ("4217NB", "004217 NB"),
        ("004.217 - NB", "004217 NB"), ("004217nb", "004217 NB"),
    ],
)  # fmt: skip
def test_dossier_numbers(typed: str, number: str) -> None:
    assert read_dossier_no(typed, "dossier_no")[0] == number


def test_what_is_no_dossier_number() -> None:
    for typed in ("4217", "NB", "1234567 NB", "004217 NBXY"):
        found, fault = read_dossier_no(typed, "dossier_no")
        assert found == ""
        assert fault is not None
        assert fault.key == "dossier_no"


def test_telephones_get_their_zero_back() -> None:
    assert read_phone("912345678", "phone")[0] == "0912345678"
    assert read_phone("912345678.0", "phone")[0] == "0912345678"
    for kept in ("0912 345 678", "02293 123 456", "112345678", "0912345678 (con trai)"):
        assert read_phone(kept, "phone") == (kept, None)


@given(st.integers(1, 96), st.integers(0, 10**9 - 1))
def test_a_citizen_id_survives_every_way_excel_mangles_it(province: int, rest: int) -> None:
    number = f"{province:03d}{rest:09d}"
    bare = str(int(number))
    mangled = [
        bare,
        f"{bare}.0",
        f"'{number}",
        f"{number[:3]} {number[3:]}",
        f"{bare[0]}.{bare[1:]}E+{len(bare) - 1}",
    ]
    for typed in mangled:
        values, fault = read_identity(typed, "citizen_id", (12,), old_id=False)
        assert values == (("citizen_id", number),)
        assert fault is None or fault.kind is NoteKind.MENDED


@given(st.integers(1, 96), st.integers(0, 10**9 - 1), st.integers(1, 8))
def test_a_rounded_number_is_never_taken(province: int, rest: int, kept: int) -> None:
    bare = str(int(f"{province:03d}{rest:09d}"))
    typed = f"{bare[0]}.{bare[1 : kept + 1]}E+{len(bare) - 1}"
    values, fault = read_identity(typed, "citizen_id", (12,), old_id=False)
    assert values == ()
    assert fault is not None
    assert fault.key == "rounded"


@given(st.text(max_size=30), st.sampled_from(["citizen_id", "card_no", "old_card_no"]))
def test_no_text_breaks_it(typed: str, target: str) -> None:
    values, _ = read_identity(typed, target, (12,), old_id=True)
    assert all(number.isascii() and number.isdigit() for _, number in values)
