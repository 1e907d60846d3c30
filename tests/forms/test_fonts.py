"""The typeface draws Vietnamese, measures it and breaks it into lines without losing a letter."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.forms import fonts
from tests.forms.form_samples import all_text, fonts_of, letters

_VOWELS = "aăâeêioôơuưy"
_TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VIETNAMESE = sorted(
    {
        unicodedata.normalize("NFC", case(vowel) + tone)
        for vowel in _VOWELS
        for tone in _TONES
        for case in (str.lower, str.upper)
    }
    | {"đ", "Đ"}
)
texts = st.text(st.sampled_from("aăđơưỆNguyễn \n") | st.characters(codec="utf-8"), max_size=200)


def _page(draw) -> bytes:
    buffer = io.BytesIO()
    paper = fonts.canvas(buffer, title="Thử", pagesize=(595, 842))
    draw(paper)
    paper.showPage()
    paper.save()
    return buffer.getvalue()


@pytest.mark.parametrize("face", [fonts.REGULAR, fonts.BOLD, fonts.ITALIC, fonts.BOLD_ITALIC])
def test_every_vietnamese_letter_is_drawn_and_read_back(face: str) -> None:
    def draw(paper) -> None:
        paper.setFont(face, 12)
        for row in range(0, len(VIETNAMESE), 20):
            line = "".join(VIETNAMESE[row : row + 20])
            assert fonts.printable(line) == line
            paper.drawString(40, 800 - row, line)

    assert len(VIETNAMESE) == 146
    assert all_text(_page(draw)) == "".join(VIETNAMESE)


def test_only_subsets_of_our_typeface_are_in_the_file() -> None:
    def draw(paper) -> None:
        paper.drawString(40, 800, "chưa chọn chữ")
        paper.setFont(fonts.BOLD, 12)
        paper.drawString(40, 700, "Đậm")

    found = fonts_of(_page(draw))
    assert found
    for name, embedded in found:
        assert embedded
        assert name[7] == "+", name
        assert "Tinos" in name


def test_the_same_page_gives_the_same_bytes() -> None:
    def draw(paper) -> None:
        paper.drawString(40, 800, "Đông Hải")

    assert _page(draw) == _page(draw)


def test_what_the_typeface_lacks_shows_as_a_mark() -> None:
    assert fonts.printable("Đào 😀 漢") == f"Đào {fonts.MISSING} {fonts.MISSING}"
    assert fonts.printable("a\u200bb\u200d\ufe0f\x07") == "ab"
    assert fonts.printable(unicodedata.normalize("NFD", "Nguyễn Thị Đượm")) == "Nguyễn Thị Đượm"


@given(texts, st.floats(20, 400), st.floats(0, 400))
def test_lines_fit_and_keep_every_letter(text: str, room: float, first: float) -> None:
    lines = fonts.wrap(text, fonts.REGULAR, 11, room, first)
    assert letters("".join(lines)) == letters(fonts.printable(text))
    assert lines
    for number, line in enumerate(lines):
        limit = room if number else max(first, 0)
        wide = fonts.width(line, fonts.REGULAR, 11)
        assert wide <= limit + 0.01 or len(line) == 1, (line, wide, limit)


def test_a_long_word_is_cut_not_lost() -> None:
    lines = fonts.wrap("x" * 500, fonts.REGULAR, 12, 200)
    assert len(lines) > 1
    assert "".join(lines) == "x" * 500


def test_text_shrinks_to_the_floor_and_then_wraps() -> None:
    lines, size = fonts.fitted("một dòng", fonts.REGULAR, 11, 8, 200, 2)
    assert (lines, size) == (["một dòng"], 11)
    lines, size = fonts.fitted("chữ " * 75, fonts.REGULAR, 11, 8, 200, 6)
    assert 8 <= size < 11
    assert len(lines) <= 6
    lines, size = fonts.fitted("chữ " * 600, fonts.REGULAR, 11, 8, 200, 6)
    assert size == 8
    assert letters("".join(lines)) == "chữ" * 600
