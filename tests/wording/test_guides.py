"""Every item and every box of the dossier has its cách ghi, with a sample and its source."""

import unicodedata
from collections.abc import Iterator

from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.domain.facts import Fact, Kind, facts_of
from tcxd_desktop.wording.dossier import ITEMS
from tcxd_desktop.wording.guides import (
    OF_ITEM,
    OWN_ADVICE,
    Guide,
    field_guide,
    field_guides,
    guide,
    guides,
)

FLAG = "có: đánh dấu; không: bỏ trống"
LONGEST = 260
"""Letters of a box's advice: more is not read beside a form."""


def boxes() -> Iterator[tuple[str, Fact]]:
    """Every box the editor shows, with its fact."""
    yield from FACTS.items()
    for table, rows in TABLES.items():
        for column, fact in facts_of(rows.record).items():
            yield f"{table}.{column}", fact


BOXES = dict(boxes())


def everything() -> list[Guide]:
    return [*guides().values(), *field_guides().values()]


def test_every_item_is_explained() -> None:
    assert set(guides()) == set(ITEMS)
    assert all(found.how for found in guides().values())


def test_every_item_of_the_form_names_its_source() -> None:
    assert all(guide(item).source for item in ITEMS if item != "contact")


def test_every_item_of_the_paper_says_where_it_is_printed() -> None:
    for item in ITEMS:
        if item[:1].isdigit():
            assert guide(item).forms.startswith(f"2-HSĐV mục {item}"), item


def test_every_box_and_every_table_of_the_editor_is_explained() -> None:
    assert set(field_guides()) == set(BOXES) | set(TABLES)
    assert all(found.how and found.sample for found in field_guides().values())


def test_texts_are_nfc_and_whole_sentences() -> None:
    for found in everything():
        for text in (found.how, found.sample, found.source, found.forms):
            assert text == unicodedata.normalize("NFC", text).strip()
        assert found.how.endswith((".", "…"))


def test_the_advice_of_a_box_is_short_enough_to_be_read_beside_it() -> None:
    found = {key: len(told.how) for key, told in field_guides().items()}
    assert [key for key, letters in found.items() if letters > LONGEST] == []


def test_a_box_rests_on_the_text_of_its_item_on_its_own_or_is_our_advice() -> None:
    texts = {found.source for found in guides().values()}
    assert field_guide("origin").source == guide("06").source
    assert field_guide("workplace").source == ""
    assert field_guide("workplace").grounds == OWN_ADVICE
    for key, found in field_guides().items():
        assert found.source != OF_ITEM, key
        named = found.source in texts or any(mark in found.source for mark in ("HD ", "QĐ "))
        assert not found.source or named, key


def test_a_flag_says_when_to_tick_it() -> None:
    for key, fact in BOXES.items():
        if fact.kind is Kind.FLAG:
            assert field_guide(key).sample == FLAG
            assert field_guide(key).how.startswith("Đánh dấu khi"), key


def test_a_column_nobody_described_falls_back_on_its_table_and_an_unknown_key_says_nothing() -> (
    None
):
    assert field_guide("jobs.unheard") == field_guide("jobs")
    assert field_guide("unheard") == guide("99") == Guide("", "", "")
    assert guide("99").grounds == ""
