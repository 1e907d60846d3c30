"""The shipped code lists and how typed text finds its value."""

import dataclasses
import json
import unicodedata

import pytest

from tcxd_desktop import places
from tcxd_desktop.domain.codes import CodeList, code_list
from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.domain.facts import Kind, facts_of
from tcxd_desktop.domain.party_age import BADGE_YEARS
from tcxd_desktop.domain.standing import Activity, Event, EventKind, Grade, Leaving
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office.codelists import load

LISTS = load()
EACH = pytest.mark.parametrize("found", LISTS.values(), ids=str)
FILES = sorted((places.resources() / "codes").glob("*.json"))


def test_every_list_a_record_names_is_shipped() -> None:
    facts = [*FACTS.values(), *facts_of(Event).values()]
    for table in TABLES.values():
        facts += facts_of(table.record).values()
    named = {fact.codes for fact in facts if fact.codes}
    assert named <= LISTS.keys()
    assert all(fact.codes for fact in facts if fact.kind in {Kind.CODE, Kind.OPEN_CODE})


@pytest.mark.parametrize(
    ("name", "keys"),
    [("grade", Grade), ("activity", Activity), ("leaving", Leaving), ("event_kind", EventKind)],
)
def test_lists_of_states_hold_exactly_the_states(name: str, keys: type) -> None:
    assert LISTS[name].stores == "key"
    assert {code.key for code in LISTS[name].codes} == {member.value for member in keys}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_tells_its_source_and_whether_it_was_checked(path: object) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert raw["id"] == path.stem  # type: ignore[attr-defined]
    assert raw["title"]
    assert raw["source"]
    assert isinstance(raw["checked"], bool)


@EACH
def test_values_are_distinct_and_clean(found: CodeList) -> None:
    assert len({code.key for code in found.codes}) == len(found.codes)
    spoken: dict[str, str] = {}
    for code in found.codes:
        for text in (code.name, *code.aliases):
            assert text == " ".join(text.split())
            assert unicodedata.is_normalized("NFC", text)
        for text in {fold(code.name), *map(fold, code.aliases)}:
            assert text not in spoken, f"{text}: {code.name}, {spoken[text]}"
            spoken[text] = code.name


@EACH
def test_a_value_is_found_by_its_name_without_marks_and_by_alias(found: CodeList) -> None:
    for code in found.codes:
        for text in (code.name, fold(code.name), code.name.upper(), *code.aliases):
            assert found.find(text) == code
            assert found.matches(text)[0] == code


@EACH
def test_what_is_stored_reads_back_as_its_name(found: CodeList) -> None:
    for code in found.codes:
        assert found.label(found.value(code)) == code.name
    assert found.label("chữ tự ghi") == "chữ tự ghi"


def test_ethnicities() -> None:
    found = LISTS["ethnicity"]
    assert len(found.codes) == 55
    assert [code.key for code in found.codes] == [f"{n:02d}" for n in range(1, 56)]
    for typed, name in [
        ("kinh", "Kinh"),
        ("hmong", "Mông"),
        ("H'Mông", "Mông"),
        ("meo", "Mông"),
        ("mèo", "Mông"),
        ("muong", "Mường"),
        ("cao lan", "Sán Chay"),
        ("e de", "Ê Đê"),
        ("ede", "Ê Đê"),
        ("van kieu", "Bru - Vân Kiều"),
    ]:
        code = found.find(typed)
        assert code is not None
        assert (code.name, found.value(code)) == (name, name)


def test_offers_are_ranked() -> None:
    names = [code.name for code in LISTS["ethnicity"].matches("m")]
    assert names[:6] == ["Mường", "Mông", "Mnông", "Mạ", "Mảng", "Dao"]
    assert [code.name for code in LISTS["reward_form"].matches("lao dong")] == [
        f"Huân chương Lao động hạng {rank}" for rank in ("Nhất", "Nhì", "Ba")
    ]
    assert LISTS["sex"].matches("xyz") == []
    assert [code.name for code in LISTS["province"].matches("nam dinh")] == ["Ninh Bình"]


def test_papers_are_the_hundred_and_four() -> None:
    found = LISTS["paper_type"]
    assert [code.key for code in found.codes] == [str(n) for n in range(1, 105)]
    assert found.label("1") == "Lý lịch của người xin vào Đảng"
    assert found.label("54") == "Giấy giới thiệu sinh hoạt đảng chính thức"
    assert found.label("104") == "Tờ khai đề nghị truy tặng Huy hiệu Đảng"
    raw = json.loads((places.resources() / "codes" / "paper_type.json").read_text("utf-8"))
    ranks = [value["priority"] for value in raw["values"]]
    assert ranks == [1] * 36 + [2] * 49 + [3] * 19


def test_counts_known_from_the_papers() -> None:
    assert len(LISTS["province"].codes) == 34
    assert len(LISTS["member_review"].codes) == 4
    assert [code.key for code in LISTS["badge_years"].codes] == [str(y) for y in BADGE_YEARS]
    assert [code.name for code in LISTS["sex"].codes] == ["Nam", "Nữ"]
    assert [code.name for code in LISTS["paper_copy"].codes] == ["Bản chính", "Bản sao"]


def test_a_list_is_read_with_its_defaults() -> None:
    found = code_list({"id": "x", "title": "X", "values": ["Một", {"name": "Hai", "key": "2"}]})
    assert [dataclasses.astuple(code)[:2] for code in found.codes] == [("Một", "Một"), ("2", "Hai")]
    assert found.stores == "name"
    assert found.value(found.codes[1]) == "Hai"
