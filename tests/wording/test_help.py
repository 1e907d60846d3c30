"""The help as it is shipped: every link leads somewhere, every page has its topic."""

import re
import unicodedata

import pytest

from tcxd_desktop.ui.shell.building import PAGES
from tcxd_desktop.wording import help as help_topics
from tcxd_desktop.wording.guides import field_guides, guides
from tcxd_desktop.wording.help import (
    FIRST,
    GUIDES,
    NEWS,
    PAGE,
    SHEET_OF_KEYS,
    TOPIC_OF,
    Topic,
    links,
    texts,
    topic,
    topic_of,
    topics,
)
from tcxd_desktop.wording.help_markdown import Heading, Paragraph, Run, Table, plain
from tcxd_desktop.wording.keys import KEYS

PAGE_KEYS = [key for key, *_ in PAGES]
TOPICS = topics()
NAMED = pytest.mark.parametrize("one", TOPICS, ids=[one.key for one in TOPICS])


def all_text(one: Topic) -> str:
    return "\n".join(text for block in one.blocks for text in texts(block))


@pytest.mark.parametrize("key", PAGE_KEYS)
def test_every_page_has_its_topic(key: str) -> None:
    assert key in TOPIC_OF
    assert topic(topic_of(key)) is not None


def test_what_lies_over_a_page_has_its_own_topic_or_that_of_the_page() -> None:
    assert topic_of("transfers", "receive") == "tiep-nhan"
    assert topic_of("transfers", "case") == "chuyen-sinh-hoat"
    assert topic_of("unknown") == FIRST
    assert {key.partition("/")[0] for key in TOPIC_OF} == set(PAGE_KEYS)
    assert all(topic(key) is not None for key in TOPIC_OF.values())


def test_topics_are_in_order_with_the_special_ones() -> None:
    keys = [one.key for one in TOPICS]
    assert keys[0] == FIRST
    assert keys[-3:] == [GUIDES, SHEET_OF_KEYS, NEWS]
    assert len(set(keys)) == len(keys)
    groups = [one.group for one in TOPICS]
    assert groups == sorted(groups, key=list(help_topics.GROUPS.values()).index)
    assert set(groups) == set(help_topics.GROUPS.values())
    assert topic("khong-co") is None


@NAMED
def test_every_link_leads_somewhere(one: Topic) -> None:
    for target in links(one):
        if target.startswith(PAGE):
            assert target.removeprefix(PAGE) in PAGE_KEYS
            continue
        key, _, part = target.partition("#")
        found = topic(key)
        assert found is not None, target
        slugs = {block.slug for block in found.blocks if isinstance(block, Heading)}
        assert not part or part in slugs, target


@NAMED
def test_no_sign_of_the_markup_is_left_over(one: Topic) -> None:
    left = re.findall(r"\*\*|`|\]\(|^#|^\||^>|<[a-z/]|pictures/", all_text(one), re.M)
    assert left == []


@NAMED
def test_headings_of_a_topic_have_names_of_their_own(one: Topic) -> None:
    slugs = [block.slug for block in one.blocks if isinstance(block, Heading)]
    assert one.title
    assert [name for name in slugs if slugs.count(name) > 1] == []


@NAMED
def test_texts_are_nfc_without_what_no_typeface_has(one: Topic) -> None:
    text = all_text(one)
    assert text == unicodedata.normalize("NFC", text)
    assert [letter for letter in set(text) if ord(letter) > 0xFFFF] == []


def test_every_picture_is_there_with_its_caption() -> None:
    folder = help_topics.folder() / "pictures"
    named = {picture.name for one in TOPICS for picture in one.pictures}
    assert {path.stem for path in folder.glob("*.png")} == named
    assert [p.name for one in TOPICS for p in one.pictures if not p.caption] == []
    assert [path.name for path in folder.glob("*.png") if path.stat().st_size > 72_000] == []


def test_the_guides_are_a_topic_with_every_item_and_box() -> None:
    found = topic(GUIDES)
    assert found is not None
    text = all_text(found)
    assert [key for key, told in guides().items() if told.how not in text] == []
    assert [key for key, told in field_guides().items() if told.how not in text] == []
    numbered = [b.text for b in found.blocks if isinstance(b, Heading) and b.level == 3]
    assert "12. Ngày vào Đảng và ngày chính thức" in numbered


def test_the_keys_are_a_topic_with_every_key() -> None:
    found = topic(SHEET_OF_KEYS)
    assert found is not None
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert [plain(row[0]) for table in tables for row in table.rows] == [
        key for _, keys in KEYS for key, _ in keys
    ]


def test_what_a_block_says_is_told_cell_by_cell() -> None:
    table = Table(((Run("a"),),), (((Run("b"),),), ((Run("c"),),)))
    assert list(texts(table)) == ["a", "b", "c"]
    assert list(texts(Paragraph((Run("d"), Run("e"))))) == ["de"]


# --- what has to be said plainly about safety -----------------------------------------------------


@pytest.mark.parametrize(
    "promise",
    [
        "đều có cùng một khóa dữ liệu",  # roles are kept by the program
        "BitLocker",
        "dữ liệu mất hẳn",
        "không mang theo mật khẩu của ai",
        "vẫn đọc được mãi mãi",  # old copies after a change of key
        "Ban Cơ yếu",
        "giờ máy nghi sai",
        "hàng đợi",  # spool files
    ],
    ids=["roles", "disk", "lost", "second", "old-copies", "secrets", "clock", "spool"],
)
def test_what_has_to_be_said_plainly_is_said(promise: str) -> None:
    found = topic("an-toan")
    assert found is not None
    assert promise in all_text(found)
