"""Finding words in the help."""

import pytest

from tcxd_desktop.wording.help import texts, topic
from tcxd_desktop.wording.help_search import Query, find, flat


def test_letters_keep_their_places_without_marks() -> None:
    text = "Sổ truy cập: ĐẢNG ủy\u00a0xã – “ổ”"
    assert flat(text) == "so truy cap: dang uy\u00a0xa – “o”"
    assert len(flat(text)) == len(text)


def test_marks_need_not_be_typed() -> None:
    bare, marked = find("sao luu"), find("sao lưu")
    assert [(one.key, count) for one, count in bare.topics] == [
        (one.key, count) for one, count in marked.topics
    ]
    assert bare.topics[0][0].key == "sao-luu"  # its title says it
    assert bare.count == sum(count for _, count in bare.topics) > 20


def test_typed_marks_count_where_something_has_them() -> None:
    with_marks = find("khóa")
    assert with_marks.query is not None
    assert with_marks.query.marked
    assert 0 < with_marks.count <= find("khoa").count
    assert find("khòa").query is not None
    assert not find("khòa").query.marked  # type: ignore[union-attr]  # told by the line above


def test_what_is_counted_is_what_is_marked() -> None:
    found = find("bản sao lưu")
    assert found.query is not None
    for one, count in found.topics:
        lines = [one.title, *(text for block in one.blocks for text in texts(block))]
        assert sum(len(found.query.spans(line)) for line in lines) == count


def test_words_apart_are_found_when_they_never_stand_together() -> None:
    found = find("bitlocker phiếu")
    assert "an-toan" in [one.key for one, _ in found.topics]
    safety = topic("an-toan")
    assert safety is not None
    assert found.query is not None
    shown = {
        text[start:end].lower()
        for block in safety.blocks
        for text in texts(block)
        for start, end in found.query.spans(text)
    }
    assert shown == {"bitlocker", "phiếu"}


def test_a_word_is_found_from_its_beginning_only() -> None:
    found = find("ung")
    assert found.query is not None
    assert found.query.spans("chung quanh") == []
    assert found.query.spans("ứng cử, Ung") == [(0, 3), (8, 11)]


@pytest.mark.parametrize("text", ["", "  ", "\t"], ids=["none", "spaces", "tab"])
def test_nothing_typed_finds_nothing(text: str) -> None:
    found = find(text)
    assert (found.query, found.topics, found.count) == (None, (), 0)


@pytest.mark.parametrize(
    "text",
    ["xyzxyz", "(.*)", "sao lưu xyzxyz", "[a", "\\d\\w"],
    ids=["word", "pattern", "one-of-two", "bracket", "backslash"],
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    found = find(text)
    assert isinstance(found.query, Query)
    assert found.topics == ()


def test_several_spaces_are_one() -> None:
    assert find("sao   lưu ").count == find("sao lưu").count
    query = find("sao lưu").query
    assert query is not None
    assert query.spans("sao\u00a0 lưu, sao\nlưu") == [(0, 8)]
