"""Every box has its words, and the sections hold every box once."""

import dataclasses
import unicodedata

import pytest

from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.wording import dossier as words


def test_every_field_and_table_has_its_words() -> None:
    assert set(words.LABELS) >= set(FACTS) | set(TABLES)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_column_has_its_head(table: str) -> None:
    columns = [field.name for field in dataclasses.fields(TABLES[table].record)]
    assert list(words.COLUMNS[table]) == columns


def test_sections_hold_every_item_once() -> None:
    shown = [item for section in words.SECTIONS for item in section.items]
    assert len(shown) == len(set(shown))
    assert set(shown) == {f.item for f in FACTS.values()} | {t.item for t in TABLES.values()}
    assert set(shown) == set(words.ITEMS)


def test_labels_of_one_item_tell_their_fields_apart() -> None:
    for section in words.SECTIONS:
        keys = [key for key in (*FACTS, *TABLES) if words.item_of(key) in section.items]
        labels = [words.label(key) for key in keys]
        assert len(labels) == len(set(labels))


def test_words_are_nfc() -> None:
    texts = [*words.LABELS.values(), *words.ITEMS.values()]
    texts += [text for heads in words.COLUMNS.values() for text in heads.values()]
    texts += [section.title for section in words.SECTIONS]
    assert all(text == unicodedata.normalize("NFC", text) for text in texts)


def test_label_of_a_cell_names_table_and_column() -> None:
    assert words.label("jobs.post") == "Quá trình hoạt động và công tác: Chức vụ"
    assert words.label("birth_name") == "Họ và tên khai sinh"
    assert words.item_title("12") == "12  Ngày vào Đảng và ngày chính thức"
    assert words.item_title("no") == "Số lý lịch và thẻ đảng viên"
    section = words.section_of("jobs.post")
    assert section is not None
    assert section.key == "jobs"
    assert words.section_of("version") is None
