"""A rule the program could not follow is refused, each with its own problem; whole files too."""

import json
import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain import rule_json
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.rule_checks import check, check_together
from tcxd_desktop.domain.rule_errors import (
    RuleContentProblem,
    RuleDatesProblem,
    RuleFieldMissingProblem,
    RuleFieldUnknownProblem,
    RuleFileProblem,
    RuleKeyProblem,
    RuleSourceProblem,
    UnknownRuleKindProblem,
    UnknownRuleSetProblem,
    UnknownTriggerProblem,
)
from tcxd_desktop.domain.rule_types import RuleKind, RuleRow
from tcxd_desktop.domain.rules import RuleBook
from tcxd_desktop.office import rules as office_rules
from tcxd_desktop.wording.problems import sentence

NOW = office_rules.shipped_book().on("2026-11-23")
TR_02 = NOW.row(RuleKind.DEADLINE, "TR-02")
ROUTE = NOW.row(RuleKind.ROUTE, "T10/out/cell_of_base")


def row(kind: RuleKind, key: str, **content: Any) -> RuleRow:
    found = NOW.row(kind, key)
    return replace(found, content={**found.content, **content})


def without(found: RuleRow, name: str) -> RuleRow:
    return replace(found, content={k: v for k, v in found.content.items() if k != name})


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (row(RuleKind.DEADLINE, "TR-02", triggers=["full_moon"]), UnknownTriggerProblem),
        (row(RuleKind.DEADLINE, "TR-02", triggers=["introduction_date", ""]),
         UnknownTriggerProblem),
        (row(RuleKind.DEADLINE, "TR-02", triggers=[]), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", triggers="introduction_date"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", amount=0), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", amount=True), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", amount="30"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", amount=30.5), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", unit="weeks"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", unit="months"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", unit="requests"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", start="tomorrow"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", until="sunset"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", actor="hang_xom"), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", name=""), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", on_overdue="x" * 1001), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", colour="red"), RuleFieldUnknownProblem),
        (row(RuleKind.DEADLINE, "TR-02", extension={"amount": 5}), RuleContentProblem),
        (row(RuleKind.DEADLINE, "TR-02", month=13), RuleContentProblem),
        (without(TR_02, "amount"), RuleFieldMissingProblem),
        (without(TR_02, "triggers"), RuleFieldMissingProblem),
        (replace(TR_02, key="tr-2"), RuleKeyProblem),
        (replace(TR_02, key="TR-02\n"), RuleKeyProblem),
        (replace(TR_02, source="  "), RuleSourceProblem),
        (replace(TR_02, source="x" * 1001), RuleContentProblem),
        (replace(TR_02, valid_from="01/07/2025"), RuleContentProblem),
        (replace(TR_02, valid_from="2025-02-30"), RuleContentProblem),
        (replace(TR_02, valid_from="20250701"), RuleContentProblem),
        (replace(TR_02, valid_to="2025-06-30"), RuleDatesProblem),
        (replace(ROUTE, key="T10/up/cell_of_base"), RuleKeyProblem),
        (replace(ROUTE, key="T9/out/cell_of_base"), RuleKeyProblem),
        (replace(ROUTE, content={"boxes": [{"number": 3}, {"number": 1}]}), RuleContentProblem),
        (replace(ROUTE, content={"boxes": [{"number": 1}, {"number": 1}]}), RuleContentProblem),
        (replace(ROUTE, content={"boxes": [1, 3, 4]}), RuleContentProblem),
        (replace(ROUTE, content={"boxes": [{"number": 1, "writer": "ai_do"}]}),
         RuleContentProblem),
        (replace(ROUTE, content={"boxes": {}}), RuleContentProblem),
        (row(RuleKind.BOX, "T10/4", writer="ai_do"), RuleContentProblem),
        (row(RuleKind.BOX, "T10/4", seal="wax"), RuleContentProblem),
        (row(RuleKind.BOX, "T10/4", signers=["x" * 201]), RuleContentProblem),
        (row(RuleKind.LETTER, "T10", boxes=21), RuleContentProblem),
        (row(RuleKind.VALUE, "notice_copies", value=0), RuleContentProblem),
        (row(RuleKind.VALUE, "notice_copies", value=True), RuleContentProblem),
        (row(RuleKind.VALUE, "notice_copies", value="2"), RuleContentProblem),
        (row(RuleKind.VALUE, "labour_leaves", value="yes"), RuleContentProblem),
        (row(RuleKind.VALUE, "head_count_leaves", value="someday"), RuleContentProblem),
        (row(RuleKind.VALUE, "head_count_leaves", value=["introduction"]), RuleContentProblem),
        (replace(NOW.row(RuleKind.VALUE, "notice_copies"), key="weather"), RuleKeyProblem),
        (row(RuleKind.BODY, "admission", decides={"D": "chi_bo"}), RuleContentProblem),
        (row(RuleKind.BODY, "admission", decides={"": "ai_do"}), RuleContentProblem),
        (row(RuleKind.END, "CAP_TREN_TRUC_TIEP", through={"dbcs": "cell_of_base"}),
         RuleContentProblem),
        (row(RuleKind.END, "CAP_TREN_TRUC_TIEP", otherwise="moon"), RuleContentProblem),
        (row(RuleKind.FORM, "1-SHĐ", copies=0), RuleContentProblem),
    ],
)  # fmt: skip
def test_each_fault_is_refused_with_a_sentence(bad: RuleRow, problem: type[Problem]) -> None:
    with pytest.raises(problem) as caught:
        check(bad)
    said = sentence(caught.value)
    assert said.endswith(".")
    assert not re.search(r"\{[0-9]|['\"]\)", said)


def test_an_unknown_trigger_is_named() -> None:
    with pytest.raises(UnknownTriggerProblem) as caught:
        check(row(RuleKind.DEADLINE, "TR-02", triggers=["introduction_date", "full_moon"]))
    assert "TR-02" in sentence(caught.value)
    assert "“full_moon”" in sentence(caught.value)


def test_a_letter_or_route_with_a_box_nothing_is_told_of_is_refused() -> None:
    for more in (
        row(RuleKind.LETTER, "T7", boxes=8),
        replace(ROUTE, content={"boxes": [{"number": 1}, {"number": 11}]}),
    ):
        check(more)
        grown = RuleBook([*(NOW.rows(RuleKind.BOX)), more])
        with pytest.raises(RuleContentProblem):
            check_together(grown, [more])


# --- files ----------------------------------------------------------------------------------------


def taken(told: Any) -> tuple[RuleRow, ...]:
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    return rule_json.rows_of(rule_json.parse(data), office_rules.set_ids(), "pack:thu")


def packed(*rows: RuleRow) -> dict[str, Any]:
    return rule_json.plain(rows)


def test_a_file_written_is_a_file_read() -> None:
    rows = (*NOW.rows(RuleKind.DEADLINE), *NOW.rows(RuleKind.ROUTE), *NOW.rows(RuleKind.VALUE))
    back = taken(rule_json.plain(rows))
    assert back == tuple(replace(row, origin="pack:thu") for row in rows)
    assert rule_json.plain(back) == rule_json.plain(rows)


DEEP = b'{"format": ' + b"[" * 100_000


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (b" " * 1_000_001, "size"),
        (b"\xff\xfe", "text"),
        (b"{", "json"),
        (DEEP, "json"),
        (b"[]", "shape"),
        (b"null", "shape"),
        ({"format": "tcxd-rules/2", "rows": []}, "format"),
        ({"format": rule_json.FORMAT, "rows": []}, "rows"),
        ({"format": rule_json.FORMAT, "rows": {}}, "rows"),
        ({"format": rule_json.FORMAT, "rows": [1] * 2_001}, "many"),
        ({"format": rule_json.FORMAT, "rows": [1]}, "row"),
        ({"format": rule_json.FORMAT, "rows": [{"kind": "value", "price": 1}]}, "row"),
        ({"format": rule_json.FORMAT, "rows": [{"kind": "value", "content": []}]}, "row"),
        ({"format": rule_json.FORMAT, "rows": [{"kind": "value", "content": {}, "key": 1}]},
         "row"),
        ({"format": rule_json.FORMAT, "rows": [{"kind": "value", "content": {},
                                                "verified": "yes"}]}, "row"),
        ({**packed(TR_02), "rule_set": 5}, "row"),
        (packed(TR_02, TR_02), "double"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused(told: Any, why: str) -> None:
    with pytest.raises(RuleFileProblem) as caught:
        taken(told)
    assert caught.value.args[0] == why
    assert sentence(caught.value).startswith("Không nhận được tệp quy định: ")


def test_a_row_of_no_kind_or_rule_set_there_is_refuses_the_whole_file() -> None:
    told = packed(TR_02, ROUTE)
    told["rows"][1]["kind"] = "horoscope"
    with pytest.raises(UnknownRuleKindProblem):
        taken(told)
    told["rows"][1]["kind"] = ["route"]
    with pytest.raises(UnknownRuleKindProblem):
        taken(told)
    with pytest.raises(UnknownRuleSetProblem):
        taken(packed(replace(TR_02, rule_set="RS-1999")))


def test_a_file_with_an_unknown_trigger_is_refused() -> None:
    with pytest.raises(UnknownTriggerProblem):
        taken(packed(ROUTE, row(RuleKind.DEADLINE, "TR-02", triggers=["full_moon"])))


def test_texts_of_a_file_are_tidied() -> None:
    told = packed(row(RuleKind.DEADLINE, "TR-02", name="Xua\u0302\u0301t tri\u0300nh\u200b"))
    assert taken(told)[0].content["name"] == "Xuất trình"


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats()
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner,
                                                                        max_size=4)
)  # fmt: skip


@given(st.sampled_from(sorted(TR_02.content)), ANYTHING)
def test_whatever_stands_in_a_field_is_taken_or_refused(name: str, value: Any) -> None:
    with suppress(Problem):
        check(row(RuleKind.DEADLINE, "TR-02", **{name: value}))


@given(ANYTHING)
def test_whatever_stands_in_a_file_is_taken_or_refused(rows: Any) -> None:
    told = {"format": rule_json.FORMAT, "rule_set": "RS-2025", "rows": rows}
    with suppress(Problem):
        rule_json.rows_of(told, office_rules.set_ids())
