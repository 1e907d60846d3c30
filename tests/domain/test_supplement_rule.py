"""The K rule: equal facts read K, a changed fact makes exactly its own line speak."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Kind, Place, facts_of
from tcxd_desktop.domain.rows import Job, Relative, Reward
from tcxd_desktop.domain.supplements import (
    CHANGED,
    GONE,
    ITEMS,
    UNCHANGED,
    changed_count,
    compare,
)

words = st.text("abcđêÊ ", min_size=1, max_size=8).map(str.strip).filter(bool)
dates = st.builds(PartialDate, st.integers(1950, 2026), st.none() | st.integers(1, 12))
relations = st.sampled_from(
    ["Cha đẻ", "Mẹ đẻ", "Mẹ vợ", "Vợ", "Con đẻ", "Em ruột", "Ông nội", "Người nuôi dưỡng"]
)


def _values(kind: Kind) -> st.SearchStrategy[object]:
    return {
        Kind.DATE: dates,
        Kind.TERM: dates,
        Kind.FLAG: st.booleans(),
        Kind.NUMBER: st.decimals(0, 999, places=1),
        Kind.MONEY: st.integers(0, 10**9),
        Kind.UNIT: st.integers(1, 9),
        Kind.PLACE: st.builds(Place, words, words),
    }.get(kind, words)


def _rows(table: str) -> st.SearchStrategy[object]:
    record = TABLES[table].record
    facts = facts_of(record)
    cells = {name: _values(fact.kind) for name, fact in facts.items()}
    if table == "family":
        cells["relation"] = relations
    return st.builds(record, **cells)


FED = sorted({field for item in ITEMS for field in item.fields})


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    values = {}
    for field in FED:
        one = _rows(field) if field in TABLES else _values(FACTS[field].kind)
        if field in TABLES:
            values[field] = tuple(draw(st.lists(one, max_size=3)))
        elif draw(st.booleans()):
            values[field] = draw(one)
    return Dossier(**values)


def show(field: str, value: object) -> str:
    return f"{field}={value}"


@settings(max_examples=30)
@given(dossiers())
def test_equal_dossiers_read_k_everywhere(dossier: Dossier) -> None:
    values = compare(dossier, replace(dossier, phone="0912", version=9), show)
    assert set(values.values()) == {UNCHANGED}
    assert changed_count(values) == 0


@settings(max_examples=30)
@given(dossiers(), st.data())
def test_a_change_speaks_in_exactly_its_line(now: Dossier, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(FED))
    if field in TABLES:
        row = data.draw(_rows(field).filter(lambda row: row != type(row)()))
        before = replace(now, **{field: (*getattr(now, field), row)})
    else:
        value = data.draw(_values(FACTS[field].kind).filter(lambda v: v != getattr(now, field)))
        before = replace(now, **{field: value})
    for one, other in ((now, before), (before, now)):
        values = compare(one, other, show)
        spoken = [item for item in ITEMS if values[item.key] != UNCHANGED]
        assert len(spoken) == 1
        assert field in spoken[0].fields
        assert values[spoken[0].key]
        assert changed_count(values) == 1


@settings(max_examples=30)
@given(dossiers())
def test_without_a_snapshot_every_line_is_empty(dossier: Dossier) -> None:
    values = compare(dossier, None, show)
    assert set(values) == {item.key for item in ITEMS}
    assert not any(values.values())
    assert changed_count(values) == 0


@settings(max_examples=30)
@given(dossiers(), st.randoms())
def test_the_order_of_rows_is_no_change(dossier: Dossier, random) -> None:
    shuffled = {}
    for field in FED:
        if field in TABLES:
            rows = list(getattr(dossier, field))
            random.shuffle(rows)
            shuffled[field] = tuple(rows)
    assert set(compare(dossier, replace(dossier, **shuffled), show).values()) == {UNCHANGED}


def test_only_new_rows_are_told() -> None:
    old, new = Reward("Giấy khen", PartialDate(2020)), Reward("Bằng khen", PartialDate(2026))
    values = compare(Dossier(rewards=(old, new)), Dossier(rewards=(old,)), show)
    assert values["6"] == show("rewards", new)


def test_what_is_gone_is_told_as_gone() -> None:
    values = compare(Dossier(), Dossier(languages="Anh B"), show)
    assert values["5.7"] == GONE + show("languages", "Anh B")


def test_a_change_without_words_is_still_no_k() -> None:
    now = Dossier(jobs=(Job(work="a"),))
    assert compare(now, Dossier(), lambda _, __: "")["4.2"] == CHANGED


def test_relatives_speak_in_their_own_lines() -> None:
    now = Dossier(family=(Relative("Con đẻ", "Người Con"), Relative("Em ruột", "Người Em")))
    values = compare(now, Dossier(), show)
    assert "Người Con" in values["8.5"]
    assert "Người Em" in values["8.7"]
    assert values["8.1"] == UNCHANGED
    assert changed_count(values) == 1


def test_several_changed_lines_of_an_item_count_once() -> None:
    now = Dossier(household_income=5, land_owned_area=Decimal(3), occupation="nông dân")
    assert changed_count(compare(now, Dossier(), show)) == 2


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_items_are_fed_by_fields_that_exist(item) -> None:
    assert all(field in FACTS or field in TABLES for field in item.fields)
