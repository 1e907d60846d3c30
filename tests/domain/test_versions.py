"""Versions: read strictly, compared as numbers, and as one number in the same order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop import __version__
from tcxd_desktop.domain.update_errors import BadVersionProblem
from tcxd_desktop.domain.versions import Version, of_number, parse

PART = st.integers(0, 999)
VERSIONS = st.builds(Version, PART, PART, PART)


def test_a_version_is_read_and_shown() -> None:
    assert parse("0.1.0") == Version(0, 1, 0)
    assert str(parse("12.34.567")) == "12.34.567"
    assert parse("0.1.0").number == 1_000
    assert parse("1.2.3").number == 1_002_003


def test_the_program_itself_has_one() -> None:
    assert str(parse(__version__)) == __version__


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.2", "1.2.3.4", "1.2.x", "v1.2.3", " 1.2.3", "1.2.3\n", "01.2.3", "1.2.1000",
     "1.-2.3", "1.2.3-rc1", "１.２.３", "1,2,3"],
    ids=["empty", "one", "two", "four", "letter", "v", "space", "line", "zero", "large", "minus",
         "candidate", "wide digits", "commas"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadVersionProblem):
        parse(text)


def test_ten_is_more_than_nine() -> None:
    assert parse("0.10.0") > parse("0.9.9")
    assert sorted(map(parse, ["1.0.0", "0.9.10", "0.9.9"])) == [
        Version(0, 9, 9), Version(0, 9, 10), Version(1, 0, 0),
    ]  # fmt: skip


@given(VERSIONS, VERSIONS)
def test_the_number_keeps_the_order_and_leads_back(one: Version, other: Version) -> None:
    assert (one < other) == (one.number < other.number)
    assert of_number(one.number) == one
    assert parse(str(one)) == one


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_a_number_no_version_has_is_refused(number: int) -> None:
    with pytest.raises(BadVersionProblem):
        of_number(number)
