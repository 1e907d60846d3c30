"""Cells as values: ticks, code lists, text; what the program wrote itself is taken as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.facts import Kind, is_blank
from tcxd_desktop.domain.imports import NoteKind
from tcxd_desktop.domain.sheet_codes import code_value
from tcxd_desktop.domain.sheet_values import ColumnOf, reader
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.domain.text import clean_block
from tests.domain.sheet_samples import CODES, HOW, one


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("x", True), ("X", True), ("có", True), ("Có", True), ("1", True), ("✓", True), ("TRUE", True),
        ("đúng", True), ("không", False), ("0", False), ("-", False), ("Sai", False), ("false", False),
    ],
)  # fmt: skip
def test_flags(typed: str, value: bool) -> None:
    assert one("Gia đình liệt sĩ", typed).values["martyr_family"] is value


def test_what_is_no_flag() -> None:
    row = one("Gia đình liệt sĩ", "bố đẻ")
    assert row.problems == (
        "Gia đình liệt sĩ “bố đẻ” không đọc được là có hay không. Hãy ghi “x”, “có” hoặc “không”.",
    )


@pytest.mark.parametrize(
    ("heading", "target", "typed", "value"),
    [
        ("Giới tính", "sex", "nu", "Nữ"),
        ("Giới tính", "sex", "NAM", "Nam"),
        ("Dân tộc", "ethnicity", "kinh", "Kinh"),
        ("Dân tộc", "ethnicity", "Dân tộc Tày", "Tày"),
        ("Dân tộc", "ethnicity", "Người Kinh lai", "Người Kinh lai"),
        ("Tôn giáo", "religion", "Tôn giáo: Không", "Không"),
        ("Tôn giáo", "religion", "thiên chúa", "Công giáo"),
        ("LLCT", "theory", "Trung cấp lý luận chính trị", "Trung cấp"),
        ("LLCT", "theory", "cao cap", "Cao cấp"),
        ("Nghề nghiệp", "occupation", "hưu trí", "Nghỉ hưu"),
        ("Nghề nghiệp", "occupation", "thợ mộc", "thợ mộc"),
        ("Thành phần gia đình", "family_class", "bần nông", "Bần nông"),
    ],
)  # fmt: skip
def test_code_lists(heading: str, target: str, typed: str, value: str) -> None:
    row = one(heading, typed)
    assert (row.values[target], row.notes) == (value, ())


def test_a_closed_list_takes_nothing_else() -> None:
    row = one("LLCT", "tiến sĩ")
    assert "theory" not in row.values
    assert row.problems[0].startswith("Lý luận chính trị “tiến sĩ” không có trong danh mục.")
    assert one("LLCT", "-").notes == ()
    assert code_value(None, "Kinh") == ""


def test_lists_that_store_keys() -> None:
    read = reader(ColumnOf(TARGETS["badges.years"]), HOW)
    assert read("30 năm tuổi đảng").values == (("badges.years", "30"),)
    assert read("40").values == (("badges.years", "40"),)


def test_text_of_several_lines() -> None:
    assert one("Nghề nghiệp", "Làm ruộng\n  tại nhà").values["occupation"] == "Làm ruộng tại nhà"
    read = reader(ColumnOf(TARGETS["note"]), HOW)
    assert read("một\nhai").values == (("note", "một\nhai"),)


def test_what_the_program_wrote_is_taken_as_it_stands() -> None:
    for target, text in (("occupation", "hưu trí"), ("phone", "912345678"), ("ethnicity", "kinh")):
        own = reader(ColumnOf(TARGETS[target], verbatim=True), HOW)
        assert own(text).values == ((target, text),)
        assert reader(ColumnOf(TARGETS[target]), HOW)(text).values != ((target, text),)


def test_a_place_that_cannot_be_divided_is_told() -> None:
    row = one("Quê quán", "Viêng Chăn, Lào")
    assert row.values["origin.detail"] == "Viêng Chăn, Lào"
    assert [note.kind for note in row.notes] == [NoteKind.MENDED]


_SPLITS = [key for key in sorted(TARGETS) if TARGETS[key].fact.kind is not Kind.UNIT]


@given(st.sampled_from(_SPLITS), st.text(min_size=1, max_size=50).map(clean_block).filter(bool))
def test_every_cell_of_every_target_is_read_or_told(key: str, text: str) -> None:
    found = reader(ColumnOf(TARGETS[key]), HOW)(text)
    assert all(not is_blank(value) for _, value in (*found.values, *found.weak))
    assert all(HOW.say(fault) for fault in found.faults)


_CODED = [
    key
    for key in sorted(TARGETS)
    if TARGETS[key].fact.codes in CODES and not key.startswith("sex.")
]


@pytest.mark.parametrize("key", _CODED)
def test_every_value_of_every_list_is_read_back_from_its_label(key: str) -> None:
    codes = CODES[TARGETS[key].fact.codes]
    read = reader(ColumnOf(TARGETS[key]), HOW)
    for code in codes.codes:
        value = codes.value(code)
        if value:
            assert read(codes.label(value)).values == ((key, value),)
