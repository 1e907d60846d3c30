"""What holds for every template, whatever the facts and the entries."""

import random
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain.meeting_facts import GIVEN
from tcxd_desktop.domain.score_plan import ceiling_of
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry
from tcxd_desktop.domain.score_templates import (
    CONTEXT,
    SELF,
    Adjustment,
    AdjustmentKind,
    Define,
    Forced,
    Gate,
    Item,
    Knockout,
    Method,
    NaPolicy,
    PointLevel,
    RatingLevel,
    Rounding,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.domain.scoring import Compiled
from tcxd_desktop.wording.scoring import why

D = Decimal
CONDITIONS = st.sampled_from(
    (
        "", "", "", "held", "present > absent_reason", "attendance_pct >= 50", "not has_chi_uy",
        "meeting_kind in ['chuyen_de']", "full(i1)", "points(i2) > 1 or held", "speakers_pct > twice",
    )
)  # fmt: skip
FIGURES = st.sampled_from(
    (
        "", "present", "attendance_pct", "twice", "duration_ratio * 5", "points(i1) + share(i2)",
        "0 - members", "1 / absent_reason", "members * members * members", "held",
    )
)  # fmt: skip
POINTS = st.decimals(0, 20, places=2)


@st.composite
def leaves(draw: Any, name: str) -> Item:
    levels = tuple(
        PointLevel(draw(POINTS), f"Mức {n}", draw(st.none() | POINTS), draw(CONDITIONS))
        for n in range(draw(st.integers(0, 3)))
    )
    return Item(
        name, f"Tiêu chí {name}", draw(POINTS),
        draw(st.sampled_from(tuple(Method))),
        levels=levels,
        forced=tuple(Forced("absent_no_reason > 0", n) for n in range(draw(st.integers(0, 2)))),
        auto=draw(FIGURES | CONDITIONS),
        formula=draw(FIGURES),
        per=draw(POINTS),
        applicable_if=draw(CONDITIONS),
        na_policy=draw(st.sampled_from(tuple(NaPolicy))),
        enabled=draw(st.sampled_from((True, True, True, False))),
    )  # fmt: skip


@st.composite
def templates(draw: Any) -> ScoreTemplate:
    tops = []
    number = 0
    for _ in range(draw(st.integers(1, 3))):
        inner = []
        for _ in range(draw(st.integers(0, 3))):
            number += 1
            inner.append(draw(leaves(f"i{number}")))
        number += 1
        tops.append(
            Item(
                f"i{number}", "Nhóm", draw(POINTS), Method.SUM, tuple(inner),
                applicable_if=draw(st.sampled_from(("", "", "held", "has_chi_uy"))),
                na_policy=draw(st.sampled_from(tuple(NaPolicy))),
            )
        )  # fmt: skip
    adjustments = tuple(
        Adjustment(
            f"a{n}", draw(st.sampled_from(tuple(AdjustmentKind))), "Cộng trừ", draw(POINTS),
            draw(POINTS), draw(st.booleans()), draw(FIGURES),
        )
        for n in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    variants = tuple(
        Variant(
            draw(st.sampled_from(("meeting_kind == 'thuong_ky'", "has_chi_uy", "month > 6"))),
            {"i1.max": draw(POINTS), "i2.enabled": draw(st.booleans())},
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    return ScoreTemplate(
        "THU", 1, "", tuple(tops),
        (RatingLevel("A", "A", D(30)), RatingLevel("B", "B", D(10)), RatingLevel("C", "C", D(0))),
        total=draw(POINTS),
        step=draw(st.sampled_from((D("0.5"), D("0.3"), D(7)))),
        rounding=draw(st.sampled_from(tuple(Rounding))),
        defines=(Define("twice", "present * 2"),),
        variants=variants,
        adjustments=adjustments,
        gates=(Gate("A", "full(i1) and full(i3)", "B"), Gate("B", "present > 3", "C")),
        knockouts=(Knockout("absent_no_reason > 5", "C"),),
    )  # fmt: skip


NUMBERS = st.integers(0, 40).map(Decimal) | st.decimals(allow_nan=True, allow_infinity=True)
CONTEXT_VALUES = {name: st.sampled_from(values) for name, values in CONTEXT.items()}
FACTS = st.fixed_dictionaries(
    {},
    optional={
        name: CONTEXT_VALUES.get(name, st.none() | NUMBERS | st.booleans() | st.text(max_size=3))
        for name in GIVEN
    },
)
ENTRY = st.builds(
    Entry,
    points=st.none() | POINTS | st.decimals(allow_nan=False, allow_infinity=False),
    level=st.none() | st.integers(-2, 5),
    met=st.none() | st.booleans(),
    times=st.none() | st.integers(-3, 10**30),
    not_applicable=st.sampled_from((False, False, False, True)),
    note=st.sampled_from(("", "ghi chú")),
)
NAMES = st.sampled_from([f"i{n}" for n in range(1, 12)] + ["a0", "a1", "a2", "lạ"])
ENTRIES = st.dictionaries(NAMES, ENTRY, max_size=8)
WHOLE = st.sampled_from((False, False, False, True))


@settings(max_examples=300, deadline=None)
@given(templates(), FACTS, ENTRIES, WHOLE)
def test_points_stay_within_bounds_and_every_reason_has_its_words(
    template: ScoreTemplate, facts: dict[str, Any], entries: dict[str, Entry], whole: bool
) -> None:
    if whole:
        entries = {**entries, WHOLE_SHEET: Entry(points=D(7))}
    compiled = Compiled(template)
    result = compiled.score(facts, entries, SELF)
    ceiling = ceiling_of(template)
    assert result.total is None or 0 <= result.total <= ceiling
    for item in (*result.items, *result.adjustments):
        assert item.points is None or 0 <= item.points <= item.max
        assert item.proposed is None or 0 <= item.proposed <= item.max
    assert result.complete == (not result.missing)
    assert result.level is None or (result.complete and result.level in {"A", "B", "C"})
    shaped = compiled.shaped(facts)
    assert [item.id for item in result.items] == [item.id for item in shaped.walk()]
    known = {item.id for item in (*result.items, *result.adjustments)}
    assert set(result.missing) <= known
    values = compiled.values(facts)
    for reason in (
        *result.reasons, *(one for item in (*result.items, *result.adjustments) for one in item.reasons),
    ):  # fmt: skip
        assert why(reason, template, values)
        assert why(reason, template)


@settings(max_examples=100, deadline=None)
@given(templates(), FACTS, ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_facts_is_irrelevant(
    template: ScoreTemplate,
    facts: dict[str, Any],
    entries: dict[str, Entry],
    dice: random.Random,
) -> None:
    def shuffled(found: dict[str, Any]) -> dict[str, Any]:
        pairs = list(found.items())
        dice.shuffle(pairs)
        return dict(pairs)

    compiled = Compiled(template)
    first = compiled.score(facts, entries, SELF)
    assert compiled.score(shuffled(facts), shuffled(entries), SELF) == first
    assert Compiled(template).score(shuffled(facts), shuffled(entries), SELF) == first


@settings(max_examples=100, deadline=None)
@given(templates(), FACTS, ENTRIES)
def test_a_complete_sheet_adds_up(
    template: ScoreTemplate, facts: dict[str, Any], entries: dict[str, Entry]
) -> None:
    """Where nothing is rescaled, capped, rounded or adjusted, the total is the sum of the groups."""
    result = Compiled(template).score(facts, entries, SELF)
    told = {reason.why for reason in result.reasons}
    if not result.complete or result.adjustments or told:
        return
    tops = {item.id for item in template.items}
    points = [item.points for item in result.items if item.id in tops and item.points is not None]
    assert sum(points, D(0)) == (result.total or 0)
