"""What follows from the recorded facts of a meeting."""

from decimal import Decimal

import pytest

from tcxd_desktop.domain.expressions import ValueKind
from tcxd_desktop.domain.meeting_facts import (
    DERIVED,
    GIVEN,
    catalogue,
    derivation_of,
    with_derived,
)
from tcxd_desktop.domain.score_sheets import FactValue
from tcxd_desktop.domain.score_templates import Define, Input
from tcxd_desktop.wording.meeting_facts import FACT_LABELS, fact_text, number_text

D = Decimal
MEETING: dict[str, FactValue] = {
    "meeting_kind": "thuong_ky",
    "members": D(24),
    "exempt": D(2),
    "away": D(1),
    "special_duty": D(0),
    "present": D(19),
    "speakers": D(10),
    "duration_min": D(95),
    "tasks_due": D(8),
    "tasks_done": D(6),
}


def test_the_denominator_leaves_out_who_need_not_come() -> None:
    found = with_derived(MEETING)
    assert found["attendance_base"] == 21
    assert str(found["attendance_pct"]).startswith("90.476")
    assert with_derived(MEETING | {"away_counts": True})["attendance_base"] == 22


def test_the_rest_follows_too() -> None:
    found = with_derived(MEETING)
    assert found["required_min"] == 90
    assert D("1.05") < D(str(found["duration_ratio"])) < D("1.06")
    assert found["tasks_done_pct"] == 75
    assert with_derived(MEETING | {"meeting_kind": "ket_hop"})["required_min"] == 120
    assert found["held"] is True


@pytest.mark.parametrize(
    "facts",
    [
        {"members": D(0), "exempt": D(0), "away": D(0), "special_duty": D(0), "present": D(0)},
        {"members": D(5), "exempt": D(5), "away": D(0), "special_duty": D(0), "present": D(0)},
    ],
)
def test_nobody_who_had_to_come_gives_no_rate(facts: dict[str, FactValue]) -> None:
    found = with_derived(facts)
    assert found["attendance_base"] == 0
    assert found["attendance_pct"] is None
    assert found["speakers_pct"] is None


def test_what_is_not_recorded_stays_unknown() -> None:
    assert all(with_derived({})[name] is None for name in DERIVED if name != "required_min")


def test_facts_of_the_wrong_kind_count_as_unknown() -> None:
    found = with_derived(
        {"members": "24", "held": D(1), "present": D("NaN"), "exempt": True, "meeting_kind": D(1)}
    )
    assert [found[name] for name in ("members", "held", "present", "exempt", "meeting_kind")] == (
        [None] * 5
    )


def test_a_rate_told_outright_counts_where_it_cannot_be_worked_out() -> None:
    assert with_derived({"attendance_pct": D(88)})["attendance_pct"] == 88
    assert with_derived(MEETING | {"attendance_pct": D(88)})["attendance_pct"] != 88


def test_defines_replace_and_build_on_derived_facts() -> None:
    defines = (
        Define("short_by", "required_min - duration_min"),
        Define("required_min", "120 if members >= 20 else 90"),
    )
    found = with_derived(MEETING, defines)
    assert found["short_by"] == 25
    assert found["duration_ratio"] == D(95) / D(120)


def test_circles_and_wrong_defines_give_nothing_and_end() -> None:
    defines = (
        Define("a", "b + 1"),
        Define("b", "a + 1"),
        Define("behind", "a * 2"),
        Define("itself", "itself + 1"),
        Define("wrong", "1 +"),
        Define("fine", "members + 1"),
    )
    found = with_derived(MEETING, defines)
    assert found["fine"] == 25
    names = ("a", "b", "behind", "itself", "wrong")
    assert all(found.get(name) is None for name in names)
    assert derivation_of(defines, ()).cyclic == {"a", "b", "behind", "itself"}


def test_a_thousand_defines_upon_each_other_are_no_recursion() -> None:
    chain = (Define("d0", "members"), *(Define(f"d{n}", f"d{n - 1} + 1") for n in range(1, 1000)))
    assert with_derived(MEETING, chain)["d999"] == 24 + 999


def test_the_catalogue_knows_the_kind_of_everything() -> None:
    kinds = catalogue(
        (
            Input("songs", "Số bài hát"),
            Input("sung", "Có hát", "flag"),
            Input("part", "", "percent"),
        ),
        (Define("lucky", "songs > 1 and sung"), Define("wrong", "songs + sung")),
    )
    assert {**GIVEN, **dict.fromkeys(DERIVED, ValueKind.NUMBER)}.items() <= kinds.items()
    assert (kinds["songs"], kinds["sung"], kinds["part"], kinds["lucky"]) == (
        ValueKind.NUMBER, ValueKind.FLAG, ValueKind.NUMBER, ValueKind.FLAG,
    )  # fmt: skip
    assert "wrong" not in kinds


def test_what_a_fact_rests_on_is_known() -> None:
    derivation = derivation_of((), ())
    assert derivation.behind(["duration_ratio"]) == {"duration_min", "meeting_kind"}
    assert derivation.behind(["members"]) == {"members"}


def test_every_fact_has_its_label() -> None:
    assert set(FACT_LABELS) == set(GIVEN) | set(DERIVED)
    assert all(FACT_LABELS.values())


def test_facts_read_as_a_clerk_says_them() -> None:
    assert fact_text("duration_min", D(95)) == "thời lượng họp là 95 phút"
    assert fact_text("has_chi_uy", value=False) == "chi bộ không có chi ủy"
    assert fact_text("meeting_kind", "chuyen_de") == "loại buổi sinh hoạt là chuyên đề"
    assert fact_text("present", None) == "chưa có số đảng viên dự họp"


def test_a_rate_is_not_rounded_up_to_the_bound_it_misses() -> None:
    assert number_text(D("90.476")) == "90,5"
    assert number_text(D("89.97")) == "89,97"
    assert number_text(D("89.9999999")) == "90"
    assert number_text(D(90)) == "90"
