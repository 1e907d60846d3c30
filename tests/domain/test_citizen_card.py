"""The citizen card by its code: seven parts, each checked, lost accents told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.citizen_card import (
    CardDoubt,
    CitizenCard,
    another_person,
    looks_like_card,
    parse,
    place_of,
)
from tcxd_desktop.domain.citizen_card_errors import BadCardPartProblem, NotACitizenCardProblem
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import codelists
from tests import make

TEXT = (
    "037162004217|161234567|Nguyễn Thị Đào|05031962|Nữ|"
    "Thôn Bình Minh, Xã Đông Hải, Ninh Bình|12052023"
)


def changed(place: int, part: str) -> str:
    parts = TEXT.split("|")
    parts[place] = part
    return "|".join(parts)


def test_the_seven_parts() -> None:
    assert looks_like_card(TEXT)
    assert parse(TEXT) == CitizenCard(
        "037162004217",
        "161234567",
        "Nguyễn Thị Đào",
        make.day("1962-03-05"),
        "Nữ",
        "Thôn Bình Minh, Xã Đông Hải, Ninh Bình",
        make.day("2023-05-12"),
    )


def test_what_a_card_may_leave_out_and_what_newer_ones_add() -> None:
    card = parse(changed(1, "").replace("05031962", "1962"))
    assert (card.old_id, str(card.birth)) == ("", "1962")
    assert str(parse(changed(3, "00001962")).birth) == "1962"
    assert str(parse(changed(3, "00031962")).birth) == "1962-03"
    assert parse(TEXT + "||Nguyễn Văn Hòa|Trần Thị Mai|") == parse(TEXT)
    assert parse(f" {TEXT}\r\n") == parse(TEXT)


@pytest.mark.parametrize(
    ("text", "came"),
    [("", 1), ("037162004217", 1), ("037162004217||Nguyễn Thị Đào|05031962|Nữ|Thôn", 6)],
    ids=["empty", "number", "cut"],
)
def test_what_is_no_card(text: str, came: int) -> None:
    with pytest.raises(NotACitizenCardProblem) as caught:
        parse(text)
    assert caught.value.args == (came,)


@pytest.mark.parametrize(
    ("place", "part", "key"),
    [
        (0, "03716200421", "citizen_id"),
        (0, "ăâê162004217", "citizen_id"),
        (0, "٠٣٧١٦٢٠٠٤٢١٧", "citizen_id"),
        (1, "1612345", "old_citizen_id"),
        (2, "", "birth_name"),
        (3, "31021962", "birth_date"),
        (3, "5/3/1962", "birth_date"),
        (6, "12132023", "issued"),
        (6, "99999999", "issued"),
    ],
    ids=["short", "keyboard", "arabic", "old", "nameless", "calendar", "slashes", "month", "nines"],
)
def test_parts_that_cannot_be_what_they_should(place: int, part: str, key: str) -> None:
    with pytest.raises(BadCardPartProblem) as caught:
        parse(changed(place, part))
    assert (caught.value.args, caught.value.field) == ((key,), key)


# --- accents --------------------------------------------------------------------------------------


def test_bytes_typed_one_by_one_are_put_together() -> None:
    for charset in ("latin-1",):
        assert parse(TEXT.encode().decode(charset)) == parse(TEXT)


@pytest.mark.parametrize(
    "name",
    ["Nguy?n Th? ?ào", "Nguyn Th Đào", "Nguyá»n Thị Đào", "Nguye64n Thi5 Dao2", "Trn Vn Hng"],
    ids=["marks", "letters", "bytes", "digits", "vowels"],
)
def test_a_name_without_its_accents_is_told(name: str) -> None:
    card = parse(changed(2, name))
    assert card.mangled("birth_name")
    assert not card.mangled("home")
    assert card.identity.name == ""


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Đào", "LÊ VĂN AN", "Lê Minh Quang", "Y Bhôk Niê", "H'Mai Êban", "Siu Klơn",
     "Nguyễn Hoàng-Anh"],
    ids=["usual", "capitals", "plain", "ede", "hmai", "jarai", "dash"],
)  # fmt: skip
def test_real_names_pass(name: str) -> None:
    assert not parse(changed(2, name)).mangled("birth_name")


def test_an_address_without_any_accent_lost_them_all() -> None:
    card = parse(changed(5, "Thon Binh Minh, Xa Dong Hai, Ninh Binh").replace("Đào", "Dao"))
    assert card.mangled("home")
    assert not card.mangled("birth_name")  # the marks of its other words are there
    bare = parse(
        "037162004217||Nguyen Thi Dao|05031962|Nu|Thon Binh Minh, Xa Dong Hai, Ninh Binh|12052023"
    )
    assert bare.doubts == (CardDoubt.NAME, CardDoubt.HOME)
    assert bare.sex == "Nữ"


def test_a_sex_that_cannot_be_read_is_told_by_the_number() -> None:
    card = parse(changed(4, "N?"))
    assert (card.sex, card.doubts) == ("Nữ", (CardDoubt.SEX_MENDED,))


def test_a_number_that_contradicts_the_rest() -> None:
    assert parse(changed(0, "037062004217")).doubts == (CardDoubt.ID_SEX,)
    assert parse(changed(0, "037163004217")).doubts == (CardDoubt.ID_YEAR,)
    assert parse(changed(0, "097162004217")).doubts == (CardDoubt.ID_PROVINCE,)
    assert parse(changed(0, "037362004217").replace("1962", "2062")).doubts == ()


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_a_card_or_told(text: str) -> None:
    for whole in (text, changed(2, text), changed(5, text), changed(0, text)):
        try:
            card = parse(whole)
        except Problem:
            continue
        assert len(card.citizen_id) == 12


# --- what it says ---------------------------------------------------------------------------------


def test_the_residence_in_its_parts() -> None:
    provinces = codelists.load()["province"]
    assert place_of(parse(TEXT), provinces) == {
        "detail": "Thôn Bình Minh", "commune": "Xã Đông Hải", "province": "Ninh Bình",
    }  # fmt: skip
    before = parse(changed(5, "Thôn Bình Minh, Xã Đông Hải, Huyện Hải An, Nam Định"))
    assert place_of(before, provinces) == {
        "detail": "Thôn Bình Minh", "commune": "Xã Đông Hải", "province": "Nam Định",
        "old": "Xã Đông Hải, Huyện Hải An",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "other"),
    [
        ({"citizen_id": "037162004217", "birth_name": "Trần Văn Khác"}, False),
        ({"citizen_id": "161234567"}, False),
        ({"citizen_id": "037162004218"}, False),  # a slip of the hand
        ({"citizen_id": "001062009999"}, False),
        ({"citizen_id": "037162004218", "birth_date": make.day("1963-03-05")}, False),
        ({"citizen_id": "", "birth_name": "Trần Văn Khác"}, False),
        ({"birth_name": "Trần Văn Khác", "birth_date": make.day("1970")}, True),
        ({"citizen_id": "001062009999", "birth_name": "Trần Văn Khác"}, True),
        ({"citizen_id": "001062009999", "birth_date": make.day("1970-01-02")}, True),
        ({"citizen_id": "037162004218", "birth_name": "Trần Văn Khác"}, True),
    ],
    ids=["number", "old-number", "slip", "only-number", "two-slips", "only-name", "name-birth", "name-number",
         "birth-number", "sibling"],
)  # fmt: skip
def test_whose_card_it_plainly_is_not(changes: dict[str, Any], other: bool) -> None:
    assert another_person(make.dossier(**{"citizen_id": "", **changes}), parse(TEXT)) is other


def test_a_name_without_accents_is_no_ground() -> None:
    card = parse(changed(2, "Nguy?n Th? ?ào"))
    assert not another_person(make.dossier(citizen_id="001062009999"), card)
