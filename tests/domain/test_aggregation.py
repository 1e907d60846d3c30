"""Quarter and year from the months."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.aggregation import MonthResult, PeriodResult, PeriodWhy, aggregate
from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    Aggregation,
    CountRule,
    Engine,
    MeetingKind,
    NotHeld,
    RatingLevel,
    Rounding,
)
from tcxd_desktop.wording.aggregation import period_why

D = Decimal
LEVELS = (
    RatingLevel("TOT", "Tốt", D(90)),
    RatingLevel("KHA", "Khá", D(70)),
    RatingLevel("TB", "Trung bình", D(50)),
    RatingLevel("KEM", "Kém", D(0)),
)
POINTS = {"TOT": D(95), "KHA": D(80), "TB": D(60), "KEM": D(30)}
PHU_THO = Aggregation(Engine.COUNT, (CountRule("TOT", "KHA", "TOT", 7),))


def months(*levels: str | None) -> list[MonthResult]:
    """One a month from January; ``""`` was not held, ``None`` has no official level yet."""
    return [
        MonthResult(
            f"2026-{n:02d}", held=level != "", total=POINTS.get(level or ""), level=level or None
        )
        for n, level in enumerate(levels, 1)
    ]


def whys(result: PeriodResult) -> list[PeriodWhy]:
    return [reason.why for reason in result.reasons]


def test_seven_months_tot_and_none_below_kha_are_tot() -> None:
    result = aggregate(PHU_THO, LEVELS, months(*["TOT"] * 7, *["KHA"] * 5))
    assert (result.level, result.counts) == ("TOT", {"TOT": 7, "KHA": 5, "TB": 0, "KEM": 0})
    assert period_why(result.reasons[0], LEVELS) == (
        "Đạt mức Tốt: tất cả 12 kỳ từ Khá trở lên và ít nhất 7 kỳ từ Tốt trở lên (có 7)"
    )


@pytest.mark.parametrize("levels", [["TOT"] * 6 + ["KHA"] * 6, ["TOT"] * 11 + ["TB"], ["KHA"] * 12])
def test_less_is_not_tot_and_the_rule_does_not_say_what_it_is(levels: list[str]) -> None:
    result = aggregate(PHU_THO, LEVELS, months(*levels))
    assert result.level is None
    assert whys(result) == [PeriodWhy.RULE_FAILED, PeriodWhy.NO_RULE]


def test_what_failed_is_named() -> None:
    result = aggregate(PHU_THO, LEVELS, months(*["TOT"] * 10, "TB", "KEM"))
    assert period_why(result.reasons[0], LEVELS).endswith("; tháng 11, 12 chưa đạt")


def test_rules_are_tried_in_order_and_the_rest_may_have_its_level() -> None:
    rule = Aggregation(
        Engine.COUNT,
        (CountRule("TOT", "KHA", "TOT", 2), CountRule("KHA", "TB", "KHA", 2)),
        otherwise="TB",
    )
    assert aggregate(rule, LEVELS, months("TOT", "TOT", "KHA")).level == "TOT"
    assert aggregate(rule, LEVELS, months("TOT", "KHA", "TB")).level == "KHA"
    assert aggregate(rule, LEVELS, months("TOT", "KEM", "KHA")).level == "TB"


def test_the_mean_is_rounded_by_the_rule_before_it_meets_the_bounds() -> None:
    rule = Aggregation(Engine.MEAN)
    made = [replace(one, total=total) for one, total in zip(
        months("TOT", "KHA", "KHA"), (D(90), D(90), D("89.9")), strict=True)]  # fmt: skip
    result = aggregate(rule, LEVELS, made)
    assert (result.mean, result.level) == (D("90.0"), "TOT")
    exact = aggregate(replace(rule, rounding=Rounding.NONE), LEVELS, made)
    assert (exact.level, whys(exact)) == ("KHA", [PeriodWhy.MEAN])
    down = aggregate(replace(rule, rounding=Rounding.DOWN), LEVELS, made)
    assert down.mean == D("89.9")


def test_one_bad_month_caps_the_period() -> None:
    rule = Aggregation(Engine.WORST_CAP, worst="KEM", cap="KHA")
    made = [replace(one, total=D(100)) for one in months("TOT", "TOT", "KEM")]
    result = aggregate(rule, LEVELS, made)
    assert (result.level, whys(result)) == ("KHA", [PeriodWhy.MEAN, PeriodWhy.CAPPED])
    assert "tháng 3" in period_why(result.reasons[1], LEVELS)
    assert aggregate(rule, LEVELS, months("TOT", "TOT", "TOT")).level == "TOT"
    low = [replace(one, total=D(55)) for one in months("TB", "TB", "KEM")]
    assert aggregate(rule, LEVELS, low).level == "TB"


@pytest.mark.parametrize(
    ("policy", "level", "mean", "why"),
    [
        (NotHeld.IGNORE, "TOT", D(95), PeriodWhy.NOT_HELD_IGNORED),
        (NotHeld.ZERO, "TB", D("63.3"), PeriodWhy.NOT_HELD_ZERO),
        (NotHeld.CAP, "KHA", D(95), PeriodWhy.NOT_HELD_CAPPED),
    ],
)
def test_months_not_held(policy: NotHeld, level: str, mean: Decimal, why: PeriodWhy) -> None:
    rule = Aggregation(Engine.MEAN, not_held=policy, cap="KHA")
    result = aggregate(rule, LEVELS, months("TOT", "", "TOT"))
    assert (result.level, result.mean, result.reasons[-1].why) == (level, mean, why)
    assert "2" in period_why(result.reasons[-1], LEVELS)


def test_counting_takes_a_month_not_held_as_the_lowest_where_it_counts_nothing() -> None:
    held = months(*["TOT"] * 8, "")
    assert aggregate(PHU_THO, LEVELS, held).level == "TOT"
    assert aggregate(replace(PHU_THO, not_held=NotHeld.ZERO), LEVELS, held).level is None


def test_a_month_held_again_is_not_missed() -> None:
    twice = [*months("TOT", ""), MonthResult("2026-02", total=D(95), level="TOT")]
    result = aggregate(Aggregation(Engine.MEAN, not_held=NotHeld.ZERO), LEVELS, twice)
    assert (result.level, whys(result)) == ("TOT", [PeriodWhy.MEAN])
    struck = [*months("TOT"), MonthResult("2026-02", level=NOT_HELD)]
    assert aggregate(Aggregation(Engine.MEAN), LEVELS, struck).reasons[-1].args == ("2026-02",)


def test_only_the_kinds_of_the_rule_count() -> None:
    extra = MonthResult("2026-01", MeetingKind.THEMATIC, total=D(10), level="KEM")
    missed = MonthResult("2026-02", MeetingKind.UNUSUAL, held=False)
    result = aggregate(Aggregation(Engine.MEAN), LEVELS, [*months("TOT"), extra, missed])
    assert (result.mean, result.level, whys(result)) == (95, "TOT", [PeriodWhy.MEAN])


def test_a_month_without_official_level_leaves_the_period_open() -> None:
    result = aggregate(Aggregation(Engine.MEAN), LEVELS, months("TOT", None, "TOT"))
    assert (result.level, result.mean) == (None, 95)
    assert period_why(result.reasons[0], LEVELS) == "Chưa có mức chính thức: tháng 2"


def test_nothing_at_all() -> None:
    for found in ([], months(""), months("", "")):
        result = aggregate(PHU_THO, LEVELS, found)
        assert (result.level, result.mean, whys(result)) == (None, None, [PeriodWhy.NO_MONTHS])


def test_the_note_of_the_rule_stands_beside_the_result() -> None:
    rule = replace(PHU_THO, note="Chưa đọc được phần còn lại")
    result = aggregate(rule, LEVELS, months(*["KHA"] * 12))
    assert period_why(result.reasons[-1], LEVELS) == "Chưa đọc được phần còn lại"


@given(
    st.lists(st.sampled_from(["TOT", "KHA", "TB", "KEM", "", None, "LA"]), max_size=12),
    st.sampled_from(tuple(Engine)),
    st.sampled_from(tuple(NotHeld)),
    st.sampled_from(["", "KHA", "KEM", "LA"]),
    st.randoms(use_true_random=False),
)
def test_any_months_by_any_rule(
    levels: list[str | None], engine: Engine, policy: NotHeld, code: str, dice: object
) -> None:
    rule = Aggregation(
        engine, (CountRule("TOT", code, code, 2),), code, code, code, policy, note="ghi chú"
    )
    made = months(*levels)
    result = aggregate(rule, LEVELS, made)
    assert result.level is None or result.level in {*POINTS, code}
    assert result.mean is None or 0 <= result.mean <= 100
    assert all(period_why(reason, LEVELS) for reason in result.reasons)
    dice.shuffle(made)  # type: ignore[attr-defined]
    assert aggregate(rule, LEVELS, made) == result
