"""Dates of sheets: every spelling people use, serials, and what no calendar has."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.imports import NoteKind
from tcxd_desktop.domain.sheet_dates import read_date, show
from tests import make

DAY = PartialDate(1962, 3, 5)
MONTH = PartialDate(1962, 3)
YEAR = PartialDate(1962)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/03/1962", DAY), ("5/3/1962", DAY), ("5.3.62", DAY), ("5-3-1962", DAY),
        ("5/3/62.", DAY), (" 05 / 03 / 1962 ", DAY), ("05031962", DAY), ("050362", DAY),
        ("5031962", DAY), ("1962-03-05", DAY), ("1962-03-05T00:00:00", DAY),
        ("05/03/1962 00:00:00", DAY), ("5/3/1962 12:00:00 SA", DAY), ("'05/03/1962", DAY),
        ("ngày 5 tháng 3 năm 1962", DAY), ("Ngày 05 tháng 03 năm 1962", DAY),
        ("5 tháng 3 năm 1962", DAY), ("5 tháng ba năm 1962", DAY), ("05-Mar-62", DAY),
        ("5 March 1962", DAY), ("5-Mar-1962", DAY), ("22710", None), ("22710.0", None),
        ("03/1962", MONTH), ("3/1962", MONTH), ("00/03/1962", MONTH), ("…/3/1962", MONTH),
        ("../03/1962", MONTH), ("__/03/1962", MONTH), ("?/3/1962", MONTH), ("/3/1962", MONTH),
        ("tháng 3 năm 1962", MONTH), ("tháng 3/1962", MONTH), ("Mar-62", MONTH), ("1962-03", MONTH),
        ("1962", YEAR), ("00/00/1962", YEAR), ("../../1962", YEAR), ("năm 1962", YEAR),
        ("khoảng 1962", PartialDate(1962, about=True)),
        ("khoảng tháng 3/1962", PartialDate(1962, 3, about=True)),
    ],
)  # fmt: skip
def test_spellings(typed: str, day: PartialDate | None) -> None:
    found, fault = read_date(typed, "birth_date", today=make.TODAY)
    assert found == (day or DAY)
    assert (fault is not None) == (day is None)


@pytest.mark.parametrize("typed", ["", "-", "–", "…", " . "])
def test_nothing_is_no_date_and_no_fault(typed: str) -> None:
    assert read_date(typed, "birth_date", today=make.TODAY) == (None, None)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("31/02/1962", "date"), ("99999", "date"), ("50362", "date"), ("không rõ", "date"),
        ("5/3", "date"), ("12", "date"), ("32/13/1962", "date"), ("5/3/1962 và 6/3/1962", "date"),
        ("tháng 3", "date"), ("1962-1963", "date"), ("01/01/2027", "future"), ("2031", "future"),
        ("2027-01-01", "future"),
    ],
)  # fmt: skip
def test_what_is_no_day(typed: str, key: str) -> None:
    found, fault = read_date(typed, "birth_date", today=make.TODAY)
    assert found is None
    assert fault is not None
    assert (fault.kind, fault.key, fault.args) == (NoteKind.ERROR, key, (typed,))


def test_the_american_order_is_a_doubt() -> None:
    found, fault = read_date("03/25/1962", "birth_date", today=make.TODAY)
    assert found == PartialDate(1962, 3, 25)
    assert fault is not None
    assert (fault.kind, fault.args) == (NoteKind.DOUBT, ("03/25/1962", "25/03/1962"))


def test_a_term_may_lie_ahead_or_be_open() -> None:
    for typed in ("nay", "Đến nay", "hiện nay", "nay."):
        assert read_date(typed, "jobs.until", today=make.TODAY, ahead=True) == (None, None)
    found, _ = read_date("12/2030", "jobs.until", today=make.TODAY, ahead=True)
    assert found == PartialDate(2030, 12)
    far, fault = read_date("01/01/2199", "jobs.until", today=make.TODAY, ahead=True)
    assert far is None
    assert fault is not None
    assert fault.key == "future"
    assert read_date("nay", "birth_date", today=make.TODAY)[0] is None


@given(st.dates(date(1906, 1, 9), make.TODAY), st.booleans())
def test_serials_of_both_epochs(day: date, since_1904: bool) -> None:
    start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    number = (day - start).days
    if number <= 2200:
        return
    found, fault = read_date(str(number), "birth_date", today=make.TODAY, since_1904=since_1904)
    assert found == PartialDate.of(day)
    assert fault is not None
    assert fault.key == "serial"


@given(st.dates(date(1900, 1, 1), make.TODAY), st.integers(1, 3), st.booleans())
def test_what_is_shown_is_read_back(day: date, parts: int, about: bool) -> None:
    value = PartialDate(*(day.year, day.month, day.day)[:parts], about=about)
    assert read_date(show(value), "birth_date", today=make.TODAY) == (value, None)


@given(st.text(max_size=40))
def test_no_text_breaks_it(typed: str) -> None:
    found, _ = read_date(typed, "birth_date", today=make.TODAY)
    assert found is None or found.earliest <= make.TODAY + timedelta(days=0)
