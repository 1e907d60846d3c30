"""Totals of every variant, told once for each case that differs."""

from dataclasses import replace

from hypothesis import given, settings

from tcxd_desktop.domain.score_templates import MeetingKind, ScoreTemplate, Variant
from tcxd_desktop.domain.template_totals import cases, totals
from tcxd_desktop.wording.templates import context_text
from tests.domain.template_samples import RELAXED, D, detailed, valid_templates, with_item

REGULAR, THEMATIC, COMBINED = MeetingKind.REGULAR, MeetingKind.THEMATIC, MeetingKind.COMBINED


def told(template: ScoreTemplate) -> list[tuple[str, int]]:
    return [(context_text(one.context), int(one.total)) for one in totals(template)]


def test_each_case_is_told_with_its_groups() -> None:
    regular, thematic = totals(detailed())
    assert regular.context == {"meeting_kind": (REGULAR,)}
    assert thematic.context == {"meeting_kind": (THEMATIC, COMBINED)}
    assert (regular.label, thematic.label) == ("", "Có chuyên đề")
    assert [(one.id, one.max) for one in thematic.groups] == [
        ("1", D(30)),
        ("2", D(40)),
        ("3", D(30)),
    ]
    assert regular.total == thematic.total == 100
    assert context_text(thematic.context) == "chuyên đề hoặc thường kỳ kết hợp chuyên đề"


def test_without_variants_there_is_one_case() -> None:
    assert told(replace(detailed(), variants=())) == [("mọi trường hợp", 100)]


def test_a_group_taken_out_takes_its_points_along() -> None:
    out = Variant("has_chi_uy", {"3.enabled": False})
    plain = replace(detailed(), variants=(out,))
    assert told(plain) == [("có chi ủy", 70), ("không có chi ủy", 100)]
    assert [one.id for one in totals(plain)[0].groups] == ["1", "2"]


def test_later_variants_win() -> None:
    first = Variant("month < 7", {"3.max": D(10)}, "Đầu năm")
    second = Variant("month in [1, 2]", {"3.max": D(20)}, "Tết")
    plain = with_item(replace(detailed(), variants=(first, second)), "2.3", applicable_if="")
    assert told(plain) == [
        ("tháng 1, 2", 90),
        ("tháng 3, 4, 5, 6", 80),
        ("tháng 7, 8, 9, 10, 11, 12", 100),
    ]
    assert [one.label for one in totals(plain)] == ["Đầu năm, Tết", "Đầu năm", ""]


def test_facts_that_cross_give_an_example() -> None:
    either = Variant("has_chi_uy or month == 1", {"3.max": D(10)})
    plain = with_item(replace(detailed(), variants=(either,)), "2.3", applicable_if="")
    changed, rest = totals(plain)
    assert changed.example
    assert changed.context == {"has_chi_uy": (True,), "month": (1,)}
    assert not rest.example
    assert rest.context == {"has_chi_uy": (False,), "month": tuple(range(2, 13))}


def test_kinds_of_chi_bo_outside_the_scope_are_no_case() -> None:
    plain = replace(
        detailed(),
        cell_kinds=("thon_tdp", "llvt"),
        variants=(*detailed().variants, Variant("org_kind == 'llvt'", {"1.1.label": "Khác"})),
    )
    contexts = [context for case in cases(plain) for context in case.contexts]
    assert len(contexts) == 3 * 2
    assert {context["org_kind"] for context in contexts} == {"thon_tdp", "llvt"}


def test_a_wrong_condition_never_holds() -> None:
    for when in ("members > 3", "month +", "month", "meeting_kind > 3", ""):
        wrong = Variant(when, {"3.max": D(10)})
        assert {one.total for one in totals(replace(detailed(), variants=(wrong,)))} == {D(100)}


@settings(RELAXED, max_examples=40)
@given(valid_templates())
def test_every_case_of_a_valid_template_has_its_total(template: ScoreTemplate) -> None:
    found = totals(template)
    assert found
    assert {one.total for one in found} == {template.total}
