"""Every fault a template can have is found at its place; hostile templates cost little."""

import ast
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from tcxd_desktop.domain import template_checks
from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    Adjustment,
    AdjustmentKind,
    Aggregation,
    CountRule,
    Define,
    Engine,
    Forced,
    Gate,
    Input,
    Item,
    Knockout,
    LegalBasis,
    MeetingKind,
    Method,
    NaPolicy,
    NotHeld,
    PointLevel,
    PrintLayout,
    RatingLevel,
    Scorer,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.domain.template_checks import faults
from tcxd_desktop.domain.template_faults import MOST_FAULTS, Fault, circles
from tcxd_desktop.wording.templates import FAULTS, fault_text
from tests.domain.template_samples import (
    RELAXED,
    D,
    detailed,
    group,
    leaf,
    valid_templates,
    wild_templates,
    with_item,
)

Change = Callable[[ScoreTemplate], ScoreTemplate]


def at(item_id: str, **changes: object) -> Change:
    """Change one criterion of the sample."""
    return lambda template: with_item(template, item_id, **changes)


def of(**changes: object) -> Change:
    """Change the sample itself."""
    return lambda template: replace(template, **changes)


def both(*steps: Change) -> Change:
    def change(template: ScoreTemplate) -> ScoreTemplate:
        for step in steps:
            template = step(template)
        return template

    return change


def levels(*told: tuple[object, ...]) -> tuple[PointLevel, ...]:
    """Levels of 1.2 from (points, bound) or (points, bound, condition)."""
    return tuple(
        PointLevel(D(one[0]), "Mức", None if one[1] is None else D(one[1]), *one[2:])
        for one in told
    )  # fmt: skip


def variant(when: str = "has_chi_uy", **changes: object) -> tuple[Variant, ...]:
    return (*detailed().variants, Variant(when, changes))


def rated(*bounds: int) -> tuple[RatingLevel, ...]:
    codes = ("TOT", "KHA", "TB", "KEM")
    return tuple(RatingLevel(code, code, D(low)) for code, low in zip(codes, bounds, strict=False))


YEAR = Aggregation(Engine.MEAN)
COUNT = Aggregation(Engine.COUNT, (CountRule("TOT", "KHA"),))
TOO_LONG = "members + " * 60 + "1"
REGULAR = (("meeting_kind", (MeetingKind.REGULAR,)),)
WITH_THEME = (("meeting_kind", (MeetingKind.THEMATIC, MeetingKind.COMBINED)),)

CASES: list[tuple[str, Change, str, tuple[object, ...] | None]] = [
    # The tree.
    ("no_items", of(items=()), "items", ()),
    ("no_children", at("1", children=()), "items[0].children", ()),
    ("group_method", at("1", method=Method.RANGE), "items[0].method", ()),
    ("no_levels", at("1.2", levels=(), forced=()), "items[0].children[1].levels", ()),
    ("no_formula", at("3.1", formula=""), "items[2].children[0].formula", ()),
    ("no_per", at("2.2", per=D(0)), "items[1].children[1].per", ()),
    ("stray", at("2.1", formula="1"), "items[1].children[0].formula", ()),
    ("stray", at("2.1", levels=levels((1, 1))), "items[1].children[0].levels", ()),
    ("stray", at("3.1", auto="members"), "items[2].children[0].auto", ()),
    ("no_level", at("1.2", forced=(Forced("held", 3),)), "items[0].children[1].force[0].level", (4,)),
    ("bad_id", at("1.1", id="1 1"), "items[0].children[0].id", ("1 1",)),
    ("bad_id", at("1.1", id="*"), "items[0].children[0].id", ("*",)),
    ("doubled", at("3.2", id="2.1"), "items[1].children[0].id", ("2.1",)),
    ("doubled", at("3.2", id="C1"), "adjustments[0].id", ("C1",)),
    ("empty", at("2", label=" "), "items[1].label", ()),
    ("empty", at("1.2", levels=(PointLevel(D(10), "", D(0)),), forced=()),
     "items[0].children[1].levels[0].label", ()),
    ("not_positive", at("2.1", max=D(0)), "items[1].children[0].max", ()),
    ("not_positive", at("2.1", step=D(0)), "items[1].children[0].step", ()),
    ("off_step", at("2.1", step=D("0.3")), "items[1].children[0].max", (D(20), D("0.3"))),
    ("negative", at("1.2", levels=levels((10, 5), (-1, 0))), "items[0].children[1].levels[1].pts", ()),
    ("over_max", at("1.2", levels=levels((11, 5), (10, 0))), "items[0].children[1].levels[0].pts",
     (D(11), D(10))),
    ("under_max", at("1.2", levels=levels((9, 5), (1, 0))), "items[0].children[1].levels", (D(9), D(10))),
    ("no_auto", at("1.2", auto=""), "items[0].children[1].levels[0].min", ()),
    ("overlap", at("1.2", levels=levels((10, 50), (5, 50), (1, 0))),
     "items[0].children[1].levels[1].min", (1, 2, D(50))),
    ("not_descending", at("1.2", levels=levels((1, 0), (10, 50))),
     "items[0].children[1].levels[1].min", (1, 2)),
    ("hole", at("1.2", levels=levels((10, 90), (5, 75))), "items[0].children[1].levels", (D(75),)),
    ("hole", at("1.2", auto="", forced=(), levels=levels((10, None, "held"), (5, None, "not held"))),
     "items[0].children[1].levels", (None,)),
    ("never", at("1.2", levels=levels((10, 90), (5, None), (1, 0))), "items[0].children[1].levels[2]", (2,)),
    # Sums.
    ("sum", at("2", max=D(41)), "items[1].max", (D(40), D(41), ())),
    ("total", of(total=D(101), step=D(1)), "items", (D(100), D(101), ())),
    ("sum", at("2.1", max=D(21)), "items[1].max", (D(41), D(40), REGULAR)),
    ("sum", of(variants=(replace(detailed().variants[0], changes={"2.3.enabled": True}),)),
     "items[1].max", (D(50), D(40), WITH_THEME)),
    ("no_variant", at("1.3", na_policy=NaPolicy.VARIANT), "items[0].children[2].na_policy",
     ((("has_chi_uy", (False,)),),)),
    ("no_variant", at("1.3", na_policy=NaPolicy.VARIANT, applicable_if="committee_met"),
     "items[0].children[2].na_policy", ((),)),
    ("no_variant", at("2.3", enabled=True), "items[1].children[2].na_policy", (REGULAR,)),
    # Bonuses and penalties.
    ("not_positive", of(adjustments=(Adjustment("C1", AdjustmentKind.PENALTY, "x", D(0), D(1)),)),
     "adjustments[0].pts_per_occurrence", ()),
    ("not_positive", of(adjustments=(Adjustment("C1", AdjustmentKind.BONUS, "x", D(1), D(0)),)),
     "adjustments[0].max_total", ()),
    ("cap_low", of(adjustments=(Adjustment("C1", AdjustmentKind.BONUS, "x", D(2), D(1)),)),
     "adjustments[0].max_total", (D(2), D(1))),
    ("stray", of(adjustments=(Adjustment("C1", AdjustmentKind.PENALTY, "x", D(1), D(1), True),)),
     "adjustments[0].may_exceed_total", ()),
    # The head.
    ("bad_code", of(code=""), "code", ("",)),
    ("bad_code", of(code="A/B"), "code", ("A/B",)),
    ("not_positive", of(version=0), "version", ()),
    ("empty", of(title=""), "title", ()),
    ("bad_date", of(valid_from="2026-13-01"), "valid_from", ("2026-13-01",)),
    ("bad_date", of(legal_basis=(LegalBasis("1", "năm 2026"),)), "legal_basis[0].ngay", ("năm 2026",)),
    ("dates_reversed", of(valid_to="2025-12-31"), "valid_to", ("2026-01-01", "2025-12-31")),
    ("empty", of(legal_basis=(LegalBasis(""),)), "legal_basis[0].so", ()),
    ("none_chosen", of(cell_kinds=()), "applies_to.org_kinds", ()),
    ("not_known", of(meeting_kinds=("hop",)), "applies_to.meeting_kinds", ("hop",)),
    ("not_positive", of(total=D(0)), "total", ()),
    ("not_positive", of(step=D(0)), "step", ()),
    ("off_step", of(step=D("0.3")), "step", (D(100), D("0.3"))),
    ("scorer_missing", of(scorers=(Scorer("tham_dinh", "x", True),)), "scorers", ("tu_cham",)),
    ("official", of(scorers=(Scorer("tham_dinh", "x"), Scorer("tu_cham", "y"))), "scorers", (0,)),
    ("official", of(scorers=(Scorer("tham_dinh", "x", True), Scorer("tu_cham", "y", True))), "scorers", (2,)),
    ("official_self", of(scorers=(Scorer("tham_dinh", "x"), Scorer("tu_cham", "y", True))), "scorers", ()),
    ("doubled", of(scorers=(*detailed().scorers, Scorer("tu_cham", "y"))), "scorers[0].id", ("tu_cham",)),
    ("empty", of(scorers=(Scorer("tham_dinh", "", True), Scorer("tu_cham", "y"))), "scorers[0].label", ()),
    ("columns", of(layout=PrintLayout(columns=("STT",))), "print.columns", (5, 1)),
    ("empty", of(layout=PrintLayout(columns=("STT", "", "c", "d", "e"))), "print.columns[1]", ()),
    ("signatures", of(layout=PrintLayout(signatures=())), "print.signatures", (3,)),
    ("empty", of(layout=PrintLayout(signatures=(("",),))), "print.signatures[0]", ()),
    # Figures.
    ("bad_name", of(inputs=(Input("số", "x"),)), "inputs[0].name", ("số",)),
    ("bad_name", of(inputs=(Input("min", "x"),)), "inputs[0].name", ("min",)),
    ("bad_name", of(inputs=(Input("true", "x"),)), "inputs[0].name", ("true",)),
    ("taken_name", of(inputs=(Input("members", "x"),)), "inputs[0].name", ("members",)),
    ("taken_name", of(inputs=(Input("required_min", "x"),)), "inputs[0].name", ("required_min",)),
    ("taken_name", of(defines=(Define("held", "true"),)), "define[0].name", ("held",)),
    ("doubled", of(inputs=(Input("du_phut", "x"),)), "inputs[0].name", ("du_phut",)),
    ("empty", of(inputs=(Input("so_y_kien", ""),)), "inputs[0].label", ()),
    ("not_known", of(inputs=(Input("so_y_kien", "x", "text"),)), "inputs[0].kind", ("text",)),
    # Rating levels, gates, knock-outs.
    ("no_levels", of(levels=()), "levels", ()),
    ("doubled", of(levels=(RatingLevel("TOT", "a", D(9)), RatingLevel("TOT", "b", D(0)))),
     "levels[0].code", ("TOT",)),
    ("bad_code", of(levels=(RatingLevel(NOT_HELD, "a", D(0)),)), "levels[0].code", (NOT_HELD,)),
    ("empty", of(levels=(RatingLevel("TOT", "", D(0)),)), "levels[0].label", ()),
    ("over_max", of(levels=rated(101, 70, 50, 0)), "levels[0].min", (D(101), D(100))),
    ("overlap", of(levels=rated(90, 90, 50, 0)), "levels[1].min", (1, 2, D(90))),
    ("not_descending", of(levels=rated(70, 90, 50, 0)), "levels[1].min", (1, 2)),
    ("lowest", of(levels=rated(90, 70, 50, 1)), "levels[3].min", (D(1),)),
    ("lowest", of(levels=rated(90, 70, 50, -1)), "levels[3].min", (D(-1),)),
    ("unknown_level", of(gates=(Gate("TOTT", "held", "KHA"),)), "gates[0].level", ("TOTT",)),
    ("unknown_level", of(gates=(Gate("TOT", "held", ""),)), "gates[0].else_level", ("",)),
    ("not_lower", of(gates=(Gate("KHA", "held", "TOT"),)), "gates[0].else_level", ("KHA", "TOT")),
    ("not_lower", of(gates=(Gate("KHA", "held", "KHA"),)), "gates[0].else_level", ("KHA", "KHA")),
    ("unknown_level", of(knockouts=(Knockout("held", "RỚT"),)), "knockouts[0].result", ("RỚT",)),
    # Quarter and year.
    ("not_positive", of(year=replace(YEAR, step=D(0))), "aggregation.year.step", ()),
    ("none_chosen", of(year=replace(YEAR, kinds=())), "aggregation.year.kinds", ()),
    ("unknown_level", of(year=replace(YEAR, otherwise="x")), "aggregation.year.else", ("x",)),
    ("no_rules", of(quarter=replace(COUNT, rules=())), "aggregation.quarter.rules", ()),
    ("unknown_level", of(year=replace(COUNT, rules=(CountRule("x", "KHA"),))),
     "aggregation.year.rules[0].level", ("x",)),
    ("half_rule", of(year=replace(COUNT, rules=(CountRule("TOT", "KHA", "TOT"),))),
     "aggregation.year.rules[0].at_least", ()),
    ("half_rule", of(year=replace(COUNT, rules=(CountRule("TOT", "KHA", "", 3),))),
     "aggregation.year.rules[0].at_least", ()),
    ("empty_rule", of(year=replace(COUNT, rules=(CountRule("TOT"),))), "aggregation.year.rules[0]", ()),
    ("unknown_level", of(year=Aggregation(Engine.WORST_CAP, cap="KHA")), "aggregation.year.worst", ("",)),
    ("unknown_level", of(year=replace(YEAR, not_held=NotHeld.CAP)), "aggregation.year.cap", ("",)),
    # Expressions.
    ("expression", at("1.3", auto="committee_met and"), "items[0].children[2].auto",
     ("committee_met and", 18, "end", "")),
    ("expression", at("3.1", formula=TOO_LONG), "items[2].children[0].formula", None),
    ("expression", at("3.1", formula="(" * 30 + "1" + ")" * 30), "items[2].children[0].formula", None),
    ("expression", at("3.1", formula="__import__('os').system('x')"), "items[2].children[0].formula", None),
    ("expression", at("3.1", formula="9 ** 9 ** 9"), "items[2].children[0].formula", None),
    ("expression", at("3.1", formula="members if held else 'không'"), "items[2].children[0].formula", None),
    ("expression", at("1.3", applicable_if="meeting_kind == 'thường kỳ'"),
     "items[0].children[2].applicable_if", None),
    ("expression", at("1.3", auto="  "), "items[0].children[2].auto", ("  ", 1, "empty", "")),
    ("unknown_name", at("1.3", auto="comittee_met"), "items[0].children[2].auto",
     ("comittee_met", "committee_met")),
    ("unknown_name", of(gates=(Gate("TOT", "la_gi > 1", "KHA"),)), "gates[0].require", ("la_gi", "")),
    ("unknown_item", of(gates=(Gate("TOT", "full(9.9)", "KHA"),)), "gates[0].require", ("9.9", "")),
    ("unknown_item", of(gates=(Gate("TOT", "full('2 (đã bỏ)')", "KHA"),)), "gates[0].require", None),
    ("item_not_here", of(defines=(Define("du_phut", "points(2.1)"),)), "define[0].expr", ("2.1",)),
    ("item_not_here", of(variants=variant("full(1)", **{"2.1.label": "x"})), "variants[1].when", ("1",)),
    ("not_in_variant", of(variants=variant("members > 9", **{"2.1.label": "x"})), "variants[1].when",
     ("members",)),
    ("wrong_kind", at("1.3", auto="members"), "items[0].children[2].auto", ("flag", "number")),
    ("wrong_kind", at("3.1", formula="held"), "items[2].children[0].formula", ("number", "flag")),
    ("wrong_kind", of(knockouts=(Knockout("'x'", "TB"),)), "knockouts[0].if", ("flag", "text")),
    ("empty", of(gates=(Gate("TOT", "", "KHA"),)), "gates[0].require", ()),
    ("empty", of(variants=(Variant("", {"2.1.max": D(10), "2.3.enabled": True}),)), "variants[0].when", ()),
    ("empty", at("1.2", forced=(Forced("", 1),)), "items[0].children[1].force[0].when", ()),
    ("circle", of(defines=(Define("du_phut", "khac"), Define("khac", "du_phut"))), "define[0].expr",
     ("du_phut",)),
    ("circle", of(defines=(Define("du_phut", "1"), Define("required_min", "duration_ratio * 90"))),
     "define[1].expr", ("required_min",)),
    ("circle", both(at("3.1", formula="points(3.2)"),
                    at("3.2", method=Method.FORMULA, auto="", formula="points(3.1)")),
     "items[2].children[0].formula", ("3.1",)),
    ("circle", at("3.1", formula="points(3)"), "items[2].children[0].formula", ("3.1",)),
    ("circle", at("3.1", formula="points(3.1)"), "items[2].children[0].formula", ("3.1",)),
    # Variants.
    ("empty_set", of(variants=variant()), "variants[1].set", ()),
    ("bad_key", of(variants=variant(x=D(1))), "variants[1].set.x", ("x",)),
    ("bad_key", of(variants=variant(**{"2.1.step": D(1)})), "variants[1].set.2.1.step", ("2.1.step",)),
    ("unknown_item", of(variants=variant(**{"9.max": D(1)})), "variants[1].set.9.max", ("9", "")),
    ("bad_change", of(variants=variant(**{"2.1.max": True})), "variants[1].set.2.1.max", ("max",)),
    ("bad_change", of(variants=variant(**{"2.1.max": D(0)})), "variants[1].set.2.1.max", ("max",)),
    ("bad_change", of(variants=variant(**{"2.1.label": ""})), "variants[1].set.2.1.label", ("label",)),
    ("no_level", of(variants=variant(**{"1.2.levels.3.pts": D(1)})),
     "variants[1].set.1.2.levels.3.pts", (4,)),
    ("over_max", of(variants=variant(**{"1.2.levels.1.pts": D(11)})),
     "items[0].children[1].levels[1].pts", (D(11), D(10))),
    ("off_step", of(variants=variant(**{"2.1.max": D("10.1")})), "items[1].children[0].max", None),
    # Sizes.
    ("bad_number", of(total=D("1e30")), "total", (12,)),
    ("bad_number", at("2.1", max=D("NaN")), "items[1].children[0].max", (12,)),
    ("bad_number", of(variants=variant(**{"2.1.max": D("0.1234567890123")})), "variants[1].set.2.1.max", (12,)),
    ("too_many", of(gates=detailed().gates * 51), "gates", (50,)),
    ("too_many", of(variants=(Variant("held", {f"{one}.max": D(1) for one in range(501)}),)),
     "variants", (500,)),
    ("too_many", at("1.2", levels=levels(*((1, one) for one in range(60)))),
     "items[0].children[1].levels", (50,)),
    ("too_big", at("1.2", note="đ" * 600_000), "", (1_000_000,)),
]  # fmt: skip


def test_the_sample_has_no_fault() -> None:
    assert faults(detailed()) == []


@pytest.mark.parametrize(
    ("kind", "change", "place", "args"),
    CASES,
    ids=[f"{number}-{case[0]}-{case[2]}" for number, case in enumerate(CASES)],
)
def test_every_fault_is_found_at_its_place(
    kind: str, change: Change, place: str, args: tuple[object, ...] | None
) -> None:
    found = [one for one in faults(change(detailed())) if (one.kind, one.place) == (kind, place)]
    assert found
    assert args is None or found[0].args == args
    said = fault_text(found[0], detailed())
    assert said.endswith(".")
    assert not set("{}") & set(said)


def emitted() -> Iterator[str]:
    """Yield the kinds of fault in the source of the checks."""
    folder = Path(template_checks.__file__).parent
    for path in folder.glob("template_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault":
                kind = node.args[1]
                if isinstance(kind, ast.Constant):
                    yield str(kind.value)


def test_every_kind_of_fault_is_tried_and_has_its_sentence() -> None:
    others = {"too_deep", "too_much"}
    """Tried below: they need templates of their own."""
    assert {case[0] for case in CASES} | others == set(FAULTS)
    # ``no_…`` and the sums are put together.
    assert set(emitted()) <= set(FAULTS)


def test_one_mistake_is_told_once() -> None:
    once = [
        at("1.3", auto="comittee_met"),
        at("3.1", formula="held"),
        of(defines=(Define("du_phut", "nothing"),)),
        of(levels=rated(90, 70, 50, 1), year=YEAR),
        at("2", max=D(41)),
        of(gates=(Gate("TOT", "full(9)", "KHA"),)),
    ]
    counts = [len(faults(change(detailed()))) for change in once]
    # A group that is off makes the total off as well.
    assert counts == [1, 1, 1, 1, 2, 1]


def test_exactly_at_the_bounds_is_no_fault() -> None:
    assert faults(with_item(detailed(), "2.1", step=D(10))) == []
    assert (
        faults(replace(detailed(), levels=(*rated(100, 70, 50), RatingLevel("KEM", "k", D(0)))))
        == []
    )
    assert faults(replace(detailed(), valid_to="2026-01-01")) == []
    assert (
        faults(replace(detailed(), code="Ấ.1-b_2", scorers=(*detailed().scorers, Scorer("x", "y"))))
        == []
    )
    deep = leaf("1.1.1.1.1.1", 100)
    for item_id in ("1.1.1.1.1", "1.1.1.1", "1.1.1", "1.1", "1"):
        deep = group(item_id, deep)
    plain = ScoreTemplate("X", 1, "Mẫu", (deep,), detailed().levels)
    assert faults(plain) == []


def test_circles_are_those_that_need_themselves() -> None:
    needs = {"a": ["b"], "b": ["a"], "c": ["a"], "d": [], "e": ["e"], "f": ["d", "x"]}
    assert circles(needs) == {"a", "b", "e"}
    assert circles({"a": ["b"], "b": ["c"], "c": []}) == set()


# --- hostile -------------------------------------------------------------------------------------


def plain(*items: Item) -> ScoreTemplate:
    return ScoreTemplate("X", 1, "Mẫu", items, detailed().levels)


def deep(height: int) -> Item:
    item = leaf("0", 1)
    for number in range(height):
        item = Item(str(number), "x", D(1), Method.SUM, (item,))
    return item


def many_expressions(count: int, size: int) -> ScoreTemplate:
    long = " + ".join(["members"] * (size // 10))
    items = (leaf(f"{at}", 1, Method.FORMULA, formula=f"{at} + {long}") for at in range(count))
    return plain(*items)


def every_name_unknown() -> ScoreTemplate:
    items = (leaf(f"{at}", 1, auto=f"khong_co_{at} + so_{at}", note="x" * 50) for at in range(2000))
    return plain(*items)


def crowded_variants() -> ScoreTemplate:
    """As many cases as the context has, over as many items as there may be."""
    items = tuple(leaf(f"{at}", 1) for at in range(2000))
    whens = [f"month == {at}" for at in range(1, 13)]
    whens += [f"meeting_kind == '{kind}'" for kind in MeetingKind]
    whens += ["has_chi_uy", "has_pho_bi_thu", "org_kind == 'hssv'", "org_kind == 'llvt'"]
    variants = tuple(Variant(when, {f"{at}.max": D(2)}) for at, when in enumerate(whens))
    return replace(plain(*items), variants=variants)


def thousand_variants() -> ScoreTemplate:
    made = tuple(Variant(f"month == {at % 12}", {"2.1.max": D(at + 1)}) for at in range(1000))
    return replace(detailed(), variants=made)


def hundred_variants() -> ScoreTemplate:
    whens = (
        "month in [{}]",
        "meeting_kind == 'ket_hop' and has_chi_uy and month == {} and org_kind == 'llvt'",
    )
    made = tuple(
        Variant(whens[at % 2].format(at % 12), {"2.1.max": D(at + 1), "2.2.max": D(2)})
        for at in range(100)
    )
    return replace(detailed(), variants=made)


def chained_defines() -> ScoreTemplate:
    made = tuple(Define(f"a{at}", f"a{at + 1} + a{at + 2}") for at in range(48))
    last = (Define("a48", "members"), Define("a49", "members"))
    return replace(detailed(), defines=(detailed().defines[0], *made[1:], *last))


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda: plain(*(leaf(f"{at}", 1) for at in range(10_000))), "too_many"),
        (lambda: plain(deep(50_000)), "too_deep"),
        (lambda: plain(deep(6)), "too_deep"),
        (lambda: replace(plain(*(leaf(f"{at}", 1) for at in range(1900))), defines=tuple(
            Define(f"a{at}", f"a{at}") for at in range(10_000))), "too_many"),
        (thousand_variants, "too_many"),
        (hundred_variants, "sum"),
        (crowded_variants, "too_much"),
        (lambda: many_expressions(2000, 300), "total"),
        (every_name_unknown, "unknown_name"),
        (chained_defines, ""),
        (lambda: replace(detailed(), inputs=(Input("a" * 900_000, "x"),)), "bad_name"),
        (lambda: with_item(detailed(), "2.1", label="x" * 990_000), ""),
    ],
)  # fmt: skip
def test_hostile_templates_are_judged_soon(make: Callable[[], ScoreTemplate], wanted: str) -> None:
    template = make()
    began = time.process_time()
    found = faults(template)
    lasted = time.process_time() - began
    assert lasted < 5
    assert len(found) <= MOST_FAULTS
    assert not wanted or any(one.kind == wanted for one in found)
    began = time.process_time()
    cases = template_checks.totals(template)
    assert time.process_time() - began < 5
    assert bool(cases) is (wanted not in {"too_many", "too_deep", "too_much"})
    _empty_stack(template)


def _empty_stack(template: ScoreTemplate) -> None:
    """Take a deep tree apart from the top: freeing it in one go would need a deep stack."""
    items = list(template.items)
    del template
    while items:
        item = items.pop()
        items.extend(item.children)


@settings(RELAXED, max_examples=80)
@given(valid_templates())
def test_valid_templates_have_no_fault(template: ScoreTemplate) -> None:
    assert faults(template) == []


@settings(RELAXED, max_examples=40)
@given(wild_templates())
def test_no_template_stops_the_checks(template: ScoreTemplate) -> None:
    found = faults(template)
    assert found
    for fault in found:
        assert isinstance(fault, Fault)
        assert fault_text(fault, template).endswith(".")
    for case in template_checks.totals(template):
        assert isinstance(case.total, Decimal)
