"""The language of templates: right values, unknowns, limits, and no way out of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expression_kinds import kind_of
from tcxd_desktop.domain.expressions import ValueKind, parse
from tcxd_desktop.domain.meeting_facts import WORDS, catalogue
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.score_problems import EXPRESSION_FAULTS

FACTS = {
    "a": Decimal(3),
    "b": Decimal(0),
    "yes": True,
    "no": False,
    "kind": "chuyen_de",
    "unknown": None,
}
MARKS = {
    "2": (Decimal(5), Decimal(5)),
    "2.1": (Decimal("1.5"), Decimal(4)),
    "3.10": (None, Decimal(2)),
    "out": (Decimal(0), Decimal(0)),
}


def value(text: str) -> object:
    return parse(text).evaluate(FACTS, MARKS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3 - 4 / 2", Decimal(5)),
        ("(1 + 2) * 3", Decimal(9)),
        ("-a + 1", Decimal(-2)),
        ("a >= 3 and a < 3.5", True),
        ("a == 3 or unknown > 1", True),
        ("kind == 'chuyen_de'", True),
        ('kind in ["ket_hop", "chuyen_de"]', True),
        ("kind not in ['ket_hop']", True),
        ("not yes", False),
        ("1 if yes else 2", Decimal(1)),
        ("1 if no else 2 if no else 3", Decimal(3)),
        ("true and True and not false", True),
        ("min(a, 2) + max(a, 2)", Decimal(5)),
        ("round(10 / a, 2)", Decimal("3.33")),
        ("round(2.5)", Decimal(3)),
        ("floor(-1.5)", Decimal(-2)),
        ("abs(-a)", Decimal(3)),
        ("full(2)", True),
        ("full(2.1)", False),
        ("points(2.1)", Decimal("1.5")),
        ("share('2.1')", Decimal("37.5")),
        ("full(out)", True),
        ("points(out)", Decimal(0)),
    ],
)
def test_values(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "unknown + 1", "-unknown", "unknown > 1", "not unknown", "min(a, unknown)", "1 / b",
        "yes and unknown", "no or unknown", "unknown in [1]", "1 in [unknown]", "a if unknown else b",
        "full(3.10)", "points(3.10)", "full(nowhere)", "share(out)", "never_told", "kind + 1", "kind < 1",
        "yes + yes + kind",
    ],
)  # fmt: skip
def test_what_cannot_be_known_is_none(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no and unknown", False),
        ("unknown and no", False),
        ("unknown or yes", True),
        ("1 / b > 1 or yes", True),
        ("2 if unknown else 2", Decimal(2)),
        ("3 in [unknown, 3]", True),
        ("1 if yes else unknown", Decimal(1)),
    ],
)
def test_what_can_be_decided_without_the_unknown_is(text: str, expected: object) -> None:
    assert value(text) == expected


def test_it_tells_what_it_rests_on() -> None:
    expression = parse("full(3.10) and share('2.1') > 50 and present / members > 0.5")
    assert expression.names == {"present", "members"}
    assert expression.items == {"3.10", "2.1"}


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("a" * 501, 501, "long"),
        ("(" * 200 + "1" + ")" * 200, 21, "deep"),
        ("not " * 30 + "yes", 81, "deep"),
        ("- " * 30 + "1", 41, "deep"),
        ("1+" * 210 + "1", 401, "big"),
        ("a.__class__", 2, "char"),
        ("__import__('os')", 1, "function"),
        ("eval('1')", 1, "function"),
        ("9**9**9", 3, "token"),
        ("a := 1", 3, "char"),
        ("lambda: 1", 7, "char"),
        ("[1 for x in y]", 1, "token"),
        ("a[0]", 2, "token"),
        ("{}", 1, "char"),
        ("'abc", 1, "string"),
        ("1 < 2 < 3", 7, "chained"),
        ("a = 1", 3, "equals"),
        ("1.5.2", 1, "number"),
        ("1e9", 1, "number"),
        ("9" * 16, 1, "number"),
        ("1 +", 4, "end"),
        ("full(2", 7, "end"),
        ("full()", 6, "item"),
        ("full(a b)", 8, "token"),
        ("min()", 5, "token"),
        ("abs(1, 2)", 1, "arguments"),
        ("round(1, a)", 1, "arguments"),
        ("round(1, 7)", 1, "arguments"),
        ("round(1, true)", 1, "arguments"),
        ("a b", 3, "token"),
        ("1 if yes", 9, "end"),
        ("tỷ_lệ > 1", 2, "char"),
    ],
)
def test_what_is_no_expression_is_refused_with_its_place(text: str, place: int, kind: str) -> None:
    with pytest.raises(ExpressionProblem) as caught:
        parse(text)
    assert caught.value.args[:3] == (text, place, kind)
    assert kind in EXPRESSION_FAULTS
    assert f"ký tự thứ {place}" in sentence(caught.value)


@given(st.text(alphabet="ab1.(),[]'+-*/<>=!& \n_^%{}:;\"ế", max_size=60))
def test_any_text_is_an_expression_or_a_problem(text: str) -> None:
    fault = ""
    try:
        parse(text).evaluate({})
    except ExpressionProblem as problem:
        fault = str(problem.args[2])
    assert not fault or fault in EXPRESSION_FAULTS


WORDS_OF_EXPRESSIONS = st.sampled_from(
    [
        "a",
        "b",
        "yes",
        "no",
        "kind",
        "unknown",
        "1",
        "2.5",
        "0",
        "'x'",
        "(",
        ")",
        "[",
        "]",
        ",",
        "+",
        "-",
        "*",
        "/",
        "<",
        "<=",
        "==",
        "!=",
        "and",
        "or",
        "not",
        "in",
        "if",
        "else",
        "min(",
        "max(",
        "round(",
        "floor(",
        "abs(",
        "full(2)",
        "points(2.1)",
        "share(3.10)",
        "true",
    ]
)


@given(st.lists(WORDS_OF_EXPRESSIONS, max_size=25).map(" ".join))
def test_any_words_are_worked_out_or_refused(text: str) -> None:
    try:
        expression = parse(text)
    except ExpressionProblem:
        return
    found = expression.evaluate(FACTS, MARKS)
    assert found is None or isinstance(found, Decimal | bool | str)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_no_figure_stops_it(number: Decimal) -> None:
    for text in ("a * a * a", "1 / a", "round(a, 6)", "floor(a)", "a / 3 > 1", "a - a"):
        found = parse(text).evaluate({"a": number})
        assert found is None or isinstance(found, Decimal | bool)


def test_a_long_chain_of_choices_is_not_deep_in_memory() -> None:
    text = "".join(f"{n} if a>{n} else " for n in range(18, 0, -1)) + "0"
    assert parse(text).evaluate(FACTS) == Decimal(2)


# --- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("present / members * 100", ValueKind.NUMBER),
        ("attendance_pct >= 90 and not absent_no_reason > 0", ValueKind.FLAG),
        ("meeting_kind", ValueKind.TEXT),
        ("120 if meeting_kind == 'ket_hop' else 90", ValueKind.NUMBER),
        ("full(2)", ValueKind.FLAG),
        ("points(2) + share(2)", ValueKind.NUMBER),
        ("org_kind not in ['hssv', 'llvt']", ValueKind.FLAG),
        ("held == true", ValueKind.FLAG),
    ],
)
def test_kinds(text: str, kind: ValueKind) -> None:
    assert kind_of(parse(text), catalogue(), WORDS) is kind


@pytest.mark.parametrize(
    ("text", "place", "fault"),
    [
        ("presents > 1", 1, "name"),
        ("held + 1", 1, "number_wanted"),
        ("held > 1", 1, "number_wanted"),
        ("not members", 5, "flag_wanted"),
        ("members and held", 1, "flag_wanted"),
        ("1 if members else 2", 6, "flag_wanted"),
        ("1 if held else 'x'", 16, "same_kind"),
        ("members == 'x'", 12, "same_kind"),
        ("members in [1, held]", 16, "same_kind"),
        ("meeting_kind == 'chuyen de'", 17, "word"),
        ("meeting_kind in ['ket_hop', 'khac']", 29, "word"),
        ("min(members, held)", 14, "number_wanted"),
        ("-held", 2, "number_wanted"),
    ],
)
def test_wrong_kinds_are_refused_with_their_place(text: str, place: int, fault: str) -> None:
    with pytest.raises(ExpressionProblem) as caught:
        kind_of(parse(text), catalogue(), WORDS)
    assert caught.value.args[1:3] == (place, fault)
    assert fault in EXPRESSION_FAULTS
