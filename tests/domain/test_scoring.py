"""The engine by small templates: every method, what does not apply, groups, totals, levels."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from tcxd_desktop.domain.errors import ScoreEntryProblem
from tcxd_desktop.domain.score_sheets import (
    WHOLE_SHEET,
    Entry,
    FactValue,
    ItemResult,
    Reason,
    SheetResult,
    Why,
)
from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
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
from tcxd_desktop.domain.scoring import Compiled, check_entries, compile_template, score
from tcxd_desktop.wording.problems import sentence

D = Decimal
LEVELS = (
    RatingLevel("TOT", "Tốt", D(90)),
    RatingLevel("KHA", "Khá", D(70)),
    RatingLevel("TB", "Trung bình", D(50)),
    RatingLevel("KEM", "Kém", D(0)),
)
ATTENDANCE = Item(
    "2.1", "Tỷ lệ dự họp", D(4), Method.LEVELS,
    auto="attendance_pct",
    levels=(
        PointLevel(D(4), "Từ 90 %", D(90)),
        PointLevel(D(3), "Từ 75 %", D(75)),
        PointLevel(D(2), "Từ 65 %", D(65)),
        PointLevel(D(1), "Dưới 65 %"),
    ),
    forced=(Forced("absent_no_reason > 0", 3, "Có người vắng không lý do"),),
)  # fmt: skip
LENGTH = Item(
    "1", "Thời lượng", D(5), Method.LEVELS,
    levels=(
        PointLevel(D(5), "Đủ", when="duration_min >= required_min"),
        PointLevel(D(4), "Thiếu ít", when="duration_min >= required_min - 15"),
        PointLevel(D(1), "Thiếu nhiều"),
    ),
)  # fmt: skip
MEETING: dict[str, FactValue] = {
    "meeting_kind": "thuong_ky", "members": D(24), "exempt": D(2), "away": D(1),
    "special_duty": D(0), "present": D(19), "absent_reason": D(2), "absent_no_reason": D(0),
    "duration_min": D(95), "has_chi_uy": True, "has_pho_bi_thu": True, "speakers": D(10),
}  # fmt: skip


def sheet(*items: Item, total: object = None, **more: object) -> ScoreTemplate:
    whole = sum((item.max for item in items), D(0)) if total is None else D(str(total))
    return ScoreTemplate("THU", 1, "Mẫu thử", items, LEVELS, total=whole, **more)  # type: ignore[arg-type]


def scored(
    template: ScoreTemplate,
    facts: Mapping[str, FactValue] | None = None,
    **entries: Entry | object,
) -> SheetResult:
    """Score with entries by id; ``_`` in a name stands for a point, ``whole`` for the sheet."""
    told = {
        WHOLE_SHEET if name == "whole" else name.removeprefix("i").replace("_", "."): (
            entry if isinstance(entry, Entry) else Entry(points=D(str(entry)))
        )
        for name, entry in entries.items()
    }
    return score(template, MEETING if facts is None else facts, told, SELF)


def one(result: SheetResult, item_id: str) -> ItemResult:
    found = result.item(item_id)
    assert found is not None
    return found


def leaf(item_id: str, most: object, method: Method = Method.RANGE, **more: object) -> Item:
    return Item(item_id, f"Tiêu chí {item_id}", D(str(most)), method, **more)  # type: ignore[arg-type]


# --- acceptance examples -------------------------------------------------------------------------


def test_nineteen_of_twenty_one_is_full_marks_and_ninety_five_minutes_are_enough() -> None:
    result = scored(sheet(LENGTH, ATTENDANCE))
    assert (one(result, "1").points, one(result, "2.1").points) == (5, 4)
    [why] = one(result, "2.1").reasons
    assert why.why is Why.COMPUTED
    assert why.args[0] == "attendance_pct"
    assert str(why.args[1]).startswith("90.476")
    assert why.args[2] == "Từ 90 %"


def test_one_absent_without_reason_is_the_lowest_level_whatever_the_rate() -> None:
    for present in (D(18), D(1)):
        result = scored(sheet(ATTENDANCE), MEETING | {"absent_no_reason": D(1), "present": present})
        assert one(result, "2.1").points == 1
        assert one(result, "2.1").reasons == (
            Reason(Why.FORCED, ("Có người vắng không lý do", "Dưới 65 %")),
        )
    unknown_rate = scored(sheet(ATTENDANCE), {"absent_no_reason": D(2)})
    assert one(unknown_rate, "2.1").points == 1


def test_a_cell_with_only_a_secretary_is_not_judged_and_gets_full_marks() -> None:
    item = leaf("3.3", 2, Method.BINARY, applicable_if="has_chi_uy or has_pho_bi_thu")
    result = scored(sheet(item), MEETING | {"has_chi_uy": False, "has_pho_bi_thu": False})
    found = one(result, "3.3")
    assert (found.points, found.applicable, result.complete) == (2, False, True)
    assert found.reasons == (Reason(Why.NOT_APPLICABLE, (NaPolicy.FULL,)),)
    assert scored(sheet(item)).missing == ("3.3",)


GATED = sheet(
    leaf("1", 10),
    leaf("2", 10),
    leaf("3", 80),
    gates=(Gate("TOT", "full(1) and full(2)", "KHA", "Đủ điểm tiêu chí 1 và 2"),),
)


@pytest.mark.parametrize(
    ("points", "level"),
    [((9, 10, 71), "KHA"), ((10, 10, 70), "TOT"), ((10, 10, 69.5), "KHA"), ((10, 9, 81), "KHA")],
)
def test_the_gate(points: tuple[float, ...], level: str) -> None:
    result = scored(GATED, i1=points[0], i2=points[1], i3=min(points[2], 80))
    assert result.level == level


def test_the_gate_says_what_is_short() -> None:
    result = scored(GATED, i1=9, i2=10, i3=80)
    assert result.total == 99
    assert result.reasons == (Reason(Why.GATE, ("TOT", "KHA", "Đủ điểm tiêu chí 1 và 2", ("1",))),)


def test_the_same_total_is_another_level_by_another_template() -> None:
    item = leaf("1", 100)
    nghe_an = replace(sheet(item), levels=(replace(LEVELS[0], min=D(80)), *LEVELS[1:]))
    assert scored(nghe_an, i1=82).level == "TOT"
    assert scored(sheet(item), i1=82).level == "KHA"


# --- methods -------------------------------------------------------------------------------------


def test_binary() -> None:
    by_facts = leaf("1", 3, Method.BINARY, auto="present >= 10")
    assert one(scored(sheet(by_facts)), "1").points == 3
    assert one(scored(sheet(by_facts), MEETING | {"present": D(9)}), "1").points == 0
    found = one(scored(sheet(by_facts), i1=Entry(met=False, note="chưa đạt")), "1")
    assert (found.points, found.by_hand, found.proposed, found.note) == (0, True, 3, "chưa đạt")
    assert found.reasons == (Reason(Why.ENTERED, (D(3),)),)
    same = one(scored(sheet(by_facts), i1=Entry(met=True)), "1")
    assert same.reasons == (Reason(Why.ENTERED),)


def test_levels_by_hand_and_by_points_only() -> None:
    result = scored(sheet(ATTENDANCE), i2_1=Entry(level=2))
    assert (one(result, "2.1").points, one(result, "2.1").level) == (2, 2)
    result = scored(sheet(ATTENDANCE), i2_1=3)
    assert (one(result, "2.1").points, one(result, "2.1").level) == (3, 1)
    assert one(scored(sheet(ATTENDANCE), i2_1=Entry(level=9)), "2.1").points == 4


@pytest.mark.parametrize(
    ("present", "points"), [(D("90"), 4), (D("89.999"), 3), (D("75"), 3), (D("65"), 2), (D(0), 1)]
)
def test_level_bounds_are_inclusive_below(present: Decimal, points: int) -> None:
    facts = {"attendance_pct": present, "absent_no_reason": D(0)}
    assert one(scored(sheet(ATTENDANCE), facts), "2.1").points == points


def test_exactly_half_reaches_the_level_from_fifty() -> None:
    item = Item(
        "4.5", "Phát biểu", D(5), Method.LEVELS, auto="speakers_pct",
        levels=(PointLevel(D(5), "Từ 50 %", D(50)), PointLevel(D(2), "Dưới", D(0))),
    )  # fmt: skip
    for speakers, present in ((7, 14), (1, 2), (10, 20)):
        facts: dict[str, FactValue] = {"speakers": D(speakers), "present": D(present)}
        assert one(scored(sheet(item), facts), "4.5").points == 5
    assert one(scored(sheet(item), {"speakers": D(6), "present": D(13)}), "4.5").points == 2


def test_a_hole_between_levels_proposes_nothing() -> None:
    item = Item(
        "1", "Hở", D(5), Method.LEVELS, auto="speakers",
        levels=(PointLevel(D(5), "Nhiều", D(50)), PointLevel(D(2), "Vừa", D(40))),
    )  # fmt: skip
    result = scored(sheet(item))
    assert (result.total, result.missing) == (None, ("1",))


def test_levels_picked_by_hand_may_still_be_forced() -> None:
    item = Item(
        "1", "Chọn", D(5), Method.LEVELS,
        levels=(PointLevel(D(5), "Tốt"), PointLevel(D(1), "Kém")),
        forced=(Forced("absent_no_reason > 0", 1),),
    )  # fmt: skip
    assert scored(sheet(item)).missing == ("1",)
    assert one(scored(sheet(item), MEETING | {"absent_no_reason": D(1)}), "1").points == 1


def test_range_and_formula_are_held_between_nothing_and_the_maximum() -> None:
    for text, points in (("present", 5), ("0 - present", 0), ("present / 10", D("1.9"))):
        assert one(scored(sheet(leaf("1", 5, auto=text))), "1").points == points
        formula = leaf("1", 5, Method.FORMULA, formula=text)
        assert one(scored(sheet(formula)), "1").points == points
        assert one(scored(sheet(formula), i1=2.5), "1").points == D("2.5")


def test_endless_fractions_are_cut_and_never_reach_what_they_miss() -> None:
    def points(formula: str, most: object = 100) -> Decimal | None:
        return one(scored(sheet(leaf("1", most, Method.FORMULA, formula=formula))), "1").points

    assert points("100 / 3") == D("33.3333")
    assert points("90 - 1 / 7") == D("89.8571")
    assert points("90 - 0.00000001") == D("89.9999")
    assert points("10 / 3 * 3", 10) == 10
    template = sheet(group("1", leaf("1.1", 70), out("1.2", 30, NaPolicy.RESCALE)))
    assert scored(template, i1_1=50).total == D("71.4285")
    assert scored(template, i1_1=63).total == 90


def test_a_deduction_never_goes_below_nothing() -> None:
    item = leaf("1", 5, Method.DEDUCT, per=D(2), auto="absent_reason")
    found = one(scored(sheet(item)), "1")
    assert (found.points, found.reasons) == (1, (Reason(Why.DEDUCTED, (D(2), D(2))),))
    assert one(scored(sheet(item), i1=Entry(times=0)), "1").points == 5
    assert one(scored(sheet(item), i1=Entry(times=9)), "1").points == 0
    by_hand = replace(item, auto="")
    assert scored(sheet(by_hand)).missing == ("1",)


def test_a_formula_may_ask_about_other_items_wherever_they_stand() -> None:
    last = leaf("9", 10, Method.FORMULA, formula="points(1) + share(2) / 10")
    first = Item("0", "Nhóm", D(10), children=(last,))
    result = scored(sheet(first, leaf("1", 5), leaf("2", 4)), i1=3, i2=2)
    assert one(result, "9").points == 8
    assert one(result, "0").points == 8


def test_formulas_in_a_circle_are_missing_and_end() -> None:
    template = sheet(
        leaf("1", 5, Method.FORMULA, formula="points(2)"),
        leaf("2", 5, Method.FORMULA, formula="points(1)"),
        leaf("3", 5, Method.FORMULA, formula="points(3)"),
        leaf("4", 5, auto="1"),
    )
    result = scored(template)
    assert (result.total, result.missing) == (1, ("1", "2", "3"))


def test_a_wrong_expression_in_a_draft_gives_no_points() -> None:
    for text in ("present >", "nowhere > 1", "full(nothing)", "__import__('os')"):
        result = scored(sheet(leaf("1", 5, Method.BINARY, auto=text)))
        assert (result.total, result.complete, result.level) == (None, False, None)


def test_what_is_missing_names_the_facts_that_are_not_known() -> None:
    result = scored(sheet(ATTENDANCE), {"members": D(5), "exempt": D(0)})
    [why] = one(result, "2.1").reasons
    assert why.why is Why.MISSING
    assert why.args == ("absent_no_reason", "away", "present", "special_duty")
    nobody = {"members": D(0), "exempt": D(0), "away": D(0), "special_duty": D(0), "present": D(0)}
    [why] = one(scored(sheet(ATTENDANCE), nobody | {"absent_no_reason": D(0)}), "2.1").reasons
    assert why.args == ("attendance_pct",)
    [why] = one(scored(sheet(leaf("1", 5))), "1").reasons
    assert why == Reason(Why.MISSING)


# --- what does not apply -------------------------------------------------------------------------


def group(item_id: str, *children: Item, **more: object) -> Item:
    most = sum((child.max for child in children), D(0))
    return Item(item_id, f"Nhóm {item_id}", most, children=children, **more)  # type: ignore[arg-type]


def out(item_id: str, most: object, policy: NaPolicy) -> Item:
    return leaf(item_id, most, applicable_if="not held", na_policy=policy)


@pytest.mark.parametrize(
    ("policy", "points", "shown"),
    [
        (NaPolicy.FULL, D(7), D(4)),
        (NaPolicy.ZERO, D(3), D(0)),
        (NaPolicy.RESCALE, D(5), None),
        (NaPolicy.VARIANT, D(3), None),
    ],
)
def test_policies_of_what_does_not_apply(
    policy: NaPolicy, points: Decimal, shown: Decimal | None
) -> None:
    result = scored(sheet(group("1", leaf("1.1", 6), out("1.2", 4, policy))), i1_1=3)
    assert one(result, "1").points == points
    assert (one(result, "1.2").points, one(result, "1.2").applicable) == (shown, False)
    assert result.complete


def test_rescaling_says_from_what() -> None:
    result = scored(
        sheet(group("1", leaf("1.1", 6), out("1.2", 4, NaPolicy.RESCALE)), total=10), i1_1=3
    )
    assert one(result, "1").reasons == (Reason(Why.RESCALED, (D(3), D(6))),)


def test_a_group_nothing_of_which_applies_gives_its_share_upward() -> None:
    empty = group("1", out("1.1", 6, NaPolicy.RESCALE), out("1.2", 14, NaPolicy.RESCALE))
    result = scored(sheet(empty, leaf("2", 80)), i2=60)
    assert (one(result, "1").points, one(result, "1").applicable) == (None, False)
    assert result.total == 75
    assert result.reasons == (Reason(Why.RESCALED, (D(60), D(80))),)
    nothing = scored(sheet(empty))
    assert (nothing.total, nothing.level, nothing.missing) == (None, None, ())


def test_a_group_that_does_not_apply_takes_all_below_with_it() -> None:
    absent = group("1", leaf("1.1", 6), leaf("1.2", 4), applicable_if="not held")
    result = scored(sheet(absent, leaf("2", 10)), i1_1=2, i2=5)
    assert [one(result, name).points for name in ("1", "1.1", "1.2")] == [10, 6, 4]
    assert result.total == 15
    assert not one(result, "1.1").applicable


def test_whether_it_applies_is_not_known() -> None:
    unsure = leaf("1", 5, Method.BINARY, auto="present > 1", applicable_if="has_chi_uy")
    facts = {key: value for key, value in MEETING.items() if key != "has_chi_uy"}
    result = scored(sheet(unsure), facts)
    [why] = one(result, "1").reasons
    assert (result.missing, why.args) == (("1",), ("has_chi_uy",))
    assert one(scored(sheet(unsure), facts, i1=Entry(met=True)), "1").points == 5
    inside = group("1", leaf("1.1", 5, auto="5"), applicable_if="has_chi_uy")
    result = scored(sheet(inside), facts)
    assert result.missing == ("1.1",)
    assert one(result, "1.1").reasons == (Reason(Why.MISSING, ("has_chi_uy",)),)
    assert scored(sheet(inside), facts, i1_1=4).total == 4
    assert scored(sheet(inside), facts, i1=4).total == 4


def test_not_judged_by_hand() -> None:
    template = sheet(group("1", leaf("1.1", 6, na_policy=NaPolicy.RESCALE), leaf("1.2", 4)))
    result = scored(template, i1_1=Entry(not_applicable=True, note="vì"), i1_2=2)
    assert (one(result, "1").points, one(result, "1.1").by_hand) == (5, True)
    assert one(result, "1.1").note == "vì"
    whole = scored(template, i1=Entry(not_applicable=True))
    assert (whole.total, one(whole, "1.1").applicable) == (10, False)


def test_the_rule_that_it_does_not_apply_wins_over_an_entry() -> None:
    assert scored(sheet(out("1", 5, NaPolicy.ZERO)), i1=4).total == 0


# --- groups and the whole sheet ------------------------------------------------------------------

GROUPS = sheet(
    group("1", leaf("1.1", 5, auto="5"), leaf("1.2", 5)),
    group("2", leaf("2.1", 40), leaf("2.2", 50)),
)


def test_an_entry_on_a_group_counts_while_nothing_below_is_told() -> None:
    result = scored(GROUPS, i1=7, i2=80)
    assert (result.total, result.complete, result.level) == (87, True, "KHA")
    assert one(result, "1").reasons == (Reason(Why.GROUP_ENTERED),)
    assert one(result, "1").by_hand
    covered = one(result, "1.1")
    assert (covered.points, covered.proposed, covered.reasons) == (None, 5, ())


def test_an_entry_below_takes_the_groups_place() -> None:
    result = scored(GROUPS, i1=7, i1_2=4, i2=80)
    assert (one(result, "1").points, result.total) == (9, 89)
    partial = scored(GROUPS, i2=80, i2_1=30)
    assert (one(partial, "2").points, partial.missing) == (30, ("1.2", "2.2"))
    note_only = scored(GROUPS, i1=7, i1_2=Entry(note="xem lại"), i2=80)
    assert one(note_only, "1").points == 7


def test_a_partial_group_shows_what_it_has_and_that_it_is_not_all() -> None:
    result = scored(GROUPS)
    assert (result.total, result.complete, result.level) == (5, False, None)
    assert one(result, "1").reasons == (Reason(Why.SUMMED), Reason(Why.MISSING))
    assert one(result, "2").points is None


def test_a_group_is_capped_at_its_maximum() -> None:
    top = Item("1", "Nhóm", D(8), children=(leaf("1.1", 5), leaf("1.2", 5)))
    result = scored(sheet(top), i1_1=5, i1_2=5)
    assert result.total == 8
    assert one(result, "1").reasons[-1] == Reason(Why.CAPPED, (D(10), D(8)))


def test_a_total_alone() -> None:
    result = scored(GROUPS, whole=88.5)
    assert (result.total, result.complete, result.level, result.missing) == (
        D("88.5"), True, "KHA", (),
    )  # fmt: skip
    assert result.reasons == (Reason(Why.GROUP_ENTERED, (WHOLE_SHEET,)),)
    assert one(result, "1.1").points is None
    some = scored(GROUPS, whole=88, i2=80, i1_2=3)
    assert (some.total, one(some, "2").points, one(some, "1.2").points) == (88, 80, 3)


def test_a_total_alone_leaves_gates_unknown_but_a_full_one() -> None:
    result = scored(GATED, whole=95)
    assert (result.level, result.reasons[-1].why) == (None, Why.GATE_UNKNOWN)
    assert scored(GATED, whole=89).level == "KHA"
    assert scored(GATED, whole=95, i1=10, i2=10).level == "TOT"
    assert scored(GATED, whole=95, i1=9).level == "KHA"
    assert scored(GATED, whole=100).level == "TOT"
    bonus = replace(GATED, adjustments=(Adjustment("b", AdjustmentKind.BONUS, "", D(1), D(5)),))
    assert scored(bonus, whole=100).level is None


def test_a_full_group_has_full_items() -> None:
    template = replace(
        GROUPS, gates=(Gate("TOT", "full(2.1)", "KHA"), Gate("KHA", "full(1.2)", "TB"))
    )
    assert scored(template, i1=10, i2=90).level == "TOT"
    assert scored(template, i1=10, i2=89).level is None
    assert scored(template, i1=9, i2=70).level is None
    assert scored(template, i1=10, i2=70).level == "KHA"


# --- variants ------------------------------------------------------------------------------------


def test_variants_change_maxima_and_leave_items_out() -> None:
    template = sheet(
        group("4", leaf("4.2", 10, Method.BINARY), leaf("4.3", 5, Method.BINARY)),
        variants=(
            Variant("meeting_kind == 'thuong_ky'", {"4.2.max": D(15), "4.3.enabled": False}),
            Variant("has_chi_uy == false", {"4.2.label": "Khác"}),
        ),
    )
    result = scored(template, i4_2=Entry(met=True), i4_3=Entry(met=True))
    assert [item.id for item in result.items] == ["4", "4.2"]
    assert (result.total, one(result, "4.2").max) == (15, 15)
    both = scored(template, MEETING | {"meeting_kind": "ket_hop"}, i4_2=Entry(met=True))
    assert (both.total, both.missing) == (10, ("4.3",))
    shaped = compile_template(template).shaped(MEETING | {"has_chi_uy": False})
    assert [item.label for item in shaped.walk()] == ["Nhóm 4", "Khác"]


def test_a_variant_may_enable_and_change_points_of_levels() -> None:
    extra = replace(ATTENDANCE, id="x.1", enabled=False)
    template = sheet(
        extra,
        variants=(
            Variant("held", {"x.1.enabled": True, "x.1.levels.0.pts": D("3.5"), "x.1.max": D(4)}),
        ),
    )
    assert one(scored(template), "x.1").points == D("3.5")


def test_an_item_left_out_has_lost_nothing() -> None:
    template = sheet(
        leaf("1", 95), leaf("2", 5),
        variants=(Variant("held", {"2.enabled": False, "1.max": D(100)}),),
        gates=(Gate("TOT", "full(2) and points(2) == 0", "KHA"),),
    )  # fmt: skip
    assert scored(template, i1=95).level == "TOT"


# --- total and level -----------------------------------------------------------------------------


def bonus(most: object, *, above: bool = False, **more: object) -> Adjustment:
    return Adjustment("b", AdjustmentKind.BONUS, "Cộng", D(2), D(str(most)), above, **more)  # type: ignore[arg-type]


PENALTY = Adjustment("p", AdjustmentKind.PENALTY, "Trừ", D(3), D(5))


def test_bonus_and_penalty() -> None:
    template = sheet(leaf("1", 100), adjustments=(bonus(5), PENALTY))
    assert scored(template, i1=90).total == 90
    assert scored(template, i1=90, b=Entry(times=2)).total == 94
    assert scored(template, i1=90, b=Entry(times=9)).total == 95
    assert scored(template, i1=99, b=Entry(times=1)).total == 100
    assert scored(template, i1=99, b=Entry(times=1), p=Entry(met=True)).total == 97
    assert scored(template, i1=1, p=Entry(times=2)).total == 0
    assert scored(template, i1=90, b=1.5).total == D("91.5")
    result = scored(template, i1=90, p=Entry(times=2, note="hai lần"))
    [_, found] = result.adjustments
    assert (found.points, found.max, found.note) == (5, 5, "hai lần")
    assert found.reasons == (Reason(Why.ADJUSTED, (D(2), D(3), True)),)


def test_a_bonus_may_lift_above_the_total() -> None:
    template = sheet(leaf("1", 100), adjustments=(bonus(5, above=True),))
    assert scored(template, i1=99, b=Entry(times=3)).total == 104
    assert scored(template, whole=105).total == 105
    assert scored(template, whole=999).total == 105


def test_a_bonus_the_facts_tell() -> None:
    template = sheet(leaf("1", 100), adjustments=(bonus(9, auto="absent_reason"),))
    assert scored(template, i1=50).total == 54
    assert scored(template, i1=50, b=Entry(times=1)).total == 52
    result = scored(template, {}, i1=50)
    assert (result.total, result.missing) == (50, ("b",))
    assert result.adjustments[0].reasons == (Reason(Why.MISSING, ("absent_reason",)),)
    yes = sheet(leaf("1", 100), adjustments=(bonus(9, auto="held"),))
    assert scored(yes, i1=50).total == 52


@pytest.mark.parametrize(
    ("rounding", "total", "expected"),
    [
        (Rounding.NONE, "89.75", "89.75"),
        (Rounding.HALF_UP, "89.75", "90"),
        (Rounding.HALF_UP, "89.74", "89.5"),
        (Rounding.HALF_EVEN, "89.75", "90"),
        (Rounding.HALF_EVEN, "89.25", "89"),
        (Rounding.DOWN, "89.99", "89.5"),
    ],
)
def test_rounding(rounding: Rounding, total: str, expected: str) -> None:
    result = scored(sheet(leaf("1", 100), rounding=rounding), i1=total)
    assert result.total == D(expected)
    assert bool(result.reasons) == (total != expected)


def test_rounding_never_lifts_above_the_ceiling() -> None:
    template = sheet(leaf("1", 100), rounding=Rounding.HALF_UP, step=D("0.7"))
    assert scored(template, i1=100).total == 100


@pytest.mark.parametrize(
    ("total", "level"),
    [("100", "TOT"), ("90", "TOT"), ("89.9", "KHA"), ("70", "KHA"), ("50", "TB"), ("0", "KEM")],
)
def test_levels_have_half_open_bounds(total: str, level: str) -> None:
    assert scored(sheet(leaf("1", 100)), i1=total).level == level


def test_gates_go_on_from_the_level_fallen_to() -> None:
    template = sheet(
        leaf("1", 100),
        gates=(Gate("TOT", "members > 100", "KHA"), Gate("KHA", "members > 50", "TB", "Trên 50")),
    )
    result = scored(template, i1=95)
    assert result.level == "TB"
    assert [reason.args[:2] for reason in result.reasons] == [("TOT", "KHA"), ("KHA", "TB")]


def test_gates_that_would_lift_or_turn_in_a_circle_do_nothing() -> None:
    for gates in (
        (Gate("TB", "not held", "TOT"),),
        (Gate("TB", "not held", "TB"),),
        (Gate("TB", "not held", "LA"),),
    ):
        assert scored(sheet(leaf("1", 100), gates=gates), i1=60).level == "TB"


def test_knockouts() -> None:
    template = sheet(
        leaf("1", 100),
        knockouts=(
            Knockout("attendance_pct < 66", "TB", "Dự dưới 2/3"),
            Knockout("absent_reason > 100", "KEM"),
        ),
    )
    assert scored(template, i1=95).level == "TOT"
    low = scored(template, MEETING | {"present": D(10)}, i1=95)
    assert (low.level, low.reasons) == ("TB", (Reason(Why.KNOCKOUT, ("Dự dưới 2/3", "TB")),))
    assert scored(template, MEETING | {"present": D(10)}, i1=30).level == "KEM"
    unknown = scored(template, MEETING | {"present": None}, i1=95)
    assert (unknown.level, unknown.reasons[0].why) == (None, Why.GATE_UNKNOWN)
    assert scored(template, MEETING | {"present": None}, i1=30).level == "KEM"


def test_a_meeting_not_held_has_no_level_even_without_points() -> None:
    template = sheet(leaf("1", 100), knockouts=(Knockout("not held", NOT_HELD),))
    result = scored(template, {"held": False})
    assert (result.level, result.total, result.complete) == (NOT_HELD, None, False)
    assert scored(template, {"held": True}, i1=95).level == "TOT"
    assert scored(template, {}, i1=95).level == "TOT"


def test_defines_are_used() -> None:
    template = sheet(LENGTH, defines=(Define("required_min", "120 if members >= 20 else 90"),))
    assert one(scored(template), "1").points == 1


def test_no_levels_no_items() -> None:
    empty = ScoreTemplate("THU", 1, "", (), ())
    assert score(empty, {}, {}, SELF).total is None
    assert scored(replace(sheet(leaf("1", 5)), levels=()), i1=5).level is None


# --- entries are checked -------------------------------------------------------------------------

CHECKED = sheet(
    group("1", leaf("1.1", 5), leaf("1.2", 5, Method.BINARY), ATTENDANCE),
    leaf("3", 5, Method.DEDUCT, per=D(1)),
    leaf("4", "5.2", step=D("0.25")),
    leaf("5", 5, Method.FORMULA, formula="5"),
    leaf("6", 5, enabled=False),
    adjustments=(bonus(5, above=True),),
)


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("1.1", Entry(points=D(0))),
        ("1.1", Entry(points=D("4.5"))),
        ("1.2", Entry(met=True)),
        ("1.2", Entry(points=D("1.3"))),
        ("2.1", Entry(level=3)),
        ("2.1", Entry(points=D(3))),
        ("1", Entry(points=D("13.7"))),
        ("3", Entry(times=7)),
        ("4", Entry(points=D("5.2"))),
        ("4", Entry(points=D("4.75"))),
        ("5", Entry(points=D("1.23"))),
        ("6", Entry(met=True)),
        ("b", Entry(times=3)),
        ("b", Entry(met=True)),
        ("b", Entry(points=D(5))),
        (WHOLE_SHEET, Entry(points=D(34))),
        ("1.1", Entry(note="chỉ ghi chú")),
        ("1.1", Entry(not_applicable=True)),
    ],
)
def test_right_entries_pass(item: str, entry: Entry) -> None:
    check_entries(compile_template(CHECKED), MEETING, {item: entry})


@pytest.mark.parametrize(
    ("item", "entry", "kind", "said"),
    [
        ("9.9", Entry(points=D(1)), "unknown", "Điểm của tiêu chí 9.9"),
        ("1.1", Entry(points=D("5.5")), "points", "từ 0 đến 5"),
        ("1.1", Entry(points=D(-1)), "points", "từ 0 đến 5"),
        ("1.1", Entry(points=D("NaN")), "points", "từ 0 đến 5"),
        ("1.1", Entry(points=D("Infinity")), "points", "từ 0 đến 5"),
        ("1.1", Entry(points=D("4.3")), "step", "bội số của 0,5"),
        ("4", Entry(points=D("4.3")), "step", "bội số của 0,25"),
        ("2.1", Entry(level=4), "level", "chỉ là 4"),
        ("2.1", Entry(level=-1), "level", "chỉ là 4"),
        ("3", Entry(times=-1), "times", "từ 0 đến 1.000"),
        ("3", Entry(times=10**12), "times", "từ 0 đến 1.000"),
        ("1.2", Entry(level=0), "method", "cách khác"),
        ("2.1", Entry(met=True), "method", "cách khác"),
        ("1.1", Entry(times=1), "method", "cách khác"),
        ("1", Entry(met=True), "method", "cách khác"),
        ("b", Entry(level=0), "method", "cách khác"),
        ("b", Entry(points=D(6)), "points", "từ 0 đến 5"),
        (WHOLE_SHEET, Entry(points=D(40)), "points", "Điểm của cả phiếu"),
        (WHOLE_SHEET, Entry(met=True), "method", "cả phiếu"),
    ],
)
def test_wrong_entries_are_refused_by_name(item: str, entry: Entry, kind: str, said: str) -> None:
    with pytest.raises(ScoreEntryProblem) as caught:
        check_entries(compile_template(CHECKED), MEETING, {item: entry})
    assert (caught.value.args[:2], caught.value.field) == ((item, kind), item)
    assert said in sentence(caught.value)


# --- size ----------------------------------------------------------------------------------------


def test_many_sets_of_variants_do_not_pile_up() -> None:
    template = sheet(
        leaf("1", 100, auto="50"),
        variants=tuple(Variant(f"month == {n}", {"1.max": D(100)}) for n in range(1, 13)),
    )
    months = replace(
        template,
        variants=(*template.variants, *(Variant(f"members == {n}", {}) for n in range(200))),
    )
    compiled = Compiled(months)
    for month in range(1, 13):
        for members in range(20):
            compiled.score({"month": D(month), "members": D(members)}, {}, SELF)
    assert len(compiled._plans) <= 64


def test_formulas_upon_formulas_are_no_recursion() -> None:
    items = [leaf("0", 1, auto="1")]
    items += [leaf(str(n), 1, Method.FORMULA, formula=f"points({n - 1})") for n in range(1, 1500)]
    result = scored(sheet(*reversed(items)))
    assert result.total == 1500


def test_a_template_is_prepared_once_and_a_changed_one_anew() -> None:
    template = sheet(leaf("1", 5))
    assert compile_template(template) is compile_template(template)
    assert compile_template(replace(template)) is not compile_template(template)
