"""Marks of headings and lists, and which rules of form hold on a day."""

import pytest

from tcxd_desktop.domain.documents import (
    DocumentStyle,
    Heading,
    Margins,
    Paragraph,
    Sizes,
    letter,
    mark,
    outlined,
    style_on,
)


def test_lists_take_the_letters_of_the_rules() -> None:
    assert [letter(number) for number in range(1, 11)] == list("abcdđeghik")


def test_after_the_last_letter_they_are_doubled() -> None:
    assert [letter(number) for number in (21, 22, 23, 24, 46)] == ["v", "x", "y", "aa", "ay"]


@pytest.mark.parametrize(
    ("level", "number", "said"),
    [(1, 1, "I."), (1, 4, "IV."), (1, 9, "IX."), (1, 14, "XIV."), (2, 3, "3."), (3, 5, "đ)")],
)
def test_marks(level: int, number: int, said: str) -> None:
    assert mark(level, number) == said


def test_headings_are_counted_below_the_one_above_them() -> None:
    blocks = outlined(
        [
            Heading("Một"), Heading("Hai", 2), Heading("Ba", 3), Heading("Bốn", 3), Paragraph("x"),
            Heading("Năm", 2), Heading("Sáu", 3), Heading("Bảy"), Heading("Tám", 2),
        ]
    )  # fmt: skip
    assert [block.line for block in blocks if isinstance(block, Heading)] == [
        "I. Một", "1. Hai", "a) Ba", "b) Bốn", "2. Năm", "a) Sáu", "II. Bảy", "1. Tám",
    ]  # fmt: skip
    assert blocks[4] == Paragraph("x")


def style(basis: str, since: str, until: str) -> DocumentStyle:
    return DocumentStyle(
        basis, since, until, Margins(20, 20, 30, 15), Sizes(*(14.0,) * 14), 18, 10, 4
    )


@pytest.mark.parametrize(
    ("day", "basis"),
    [
        ("1999-01-01", "cũ"), ("2026-01-08", "cũ"), ("2026-01-09", "mới"), ("2026-11-05", "mới"),
        ("2040-01-01", "mới"), ("", "cũ"),
    ],
)  # fmt: skip
def test_the_rules_of_the_day_hold(day: str, basis: str) -> None:
    styles = [style("mới", "2026-01-09", ""), style("cũ", "", "2026-01-08")]
    assert style_on(styles, day).basis == basis


def test_a_day_no_rules_were_told_for_takes_the_latest() -> None:
    styles = [style("một", "2020-01-01", "2020-12-31"), style("hai", "2021-01-01", "2021-12-31")]
    assert style_on(styles, "2019-05-05").basis == "hai"
