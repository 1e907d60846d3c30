"""A template being edited: adding, moving, ids and references that follow, undo. No widgets."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.score_templates import (
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
    Method,
    PointLevel,
    RatingLevel,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.ui.templates.editor_state import EditorState, free_name, plain_name
from tcxd_desktop.ui.templates.ids import first_id, following, next_id
from tcxd_desktop.ui.templates.nodes import exists, nearest, nodes_of, record_of
from tcxd_desktop.ui.templates.references import item_token, moved_levels, rename_figure
from tcxd_desktop.ui.templates.structure import numbered
from tests.domain.template_samples import RELAXED, wild_templates

D = Decimal
LEVELS = (
    RatingLevel("TOT", "Tốt", D(90)),
    RatingLevel("KHA", "Khá", D(70)),
    RatingLevel("KEM", "Kém", D(0)),
)


def item(number: str, *children: Item, **changes: object) -> Item:
    method = Method.SUM if children else Method.RANGE
    made = {"id": number, "label": f"Tiêu chí {number}", "max": D(5), "method": method}
    return Item(**{**made, "children": children, **changes})


def template(*items: Item, **changes: object) -> ScoreTemplate:
    return ScoreTemplate("MAU", 1, "Mẫu thử", items, LEVELS, **changes)


@pytest.fixture
def state() -> EditorState:
    return EditorState(
        template(
            item("1"),
            item("2", item("2.1"), item("2.2"), item("2.3", applicable_if="points(2.1) > 0")),
            item("3", formula="points(2.2) + share('2')", method=Method.FORMULA),
            gates=(Gate("TOT", "full(2.1) and full(3) and 'full(3)' == 'x'", "KHA"),),
            knockouts=(Knockout("points(1) == 0", "KEM"),),
            variants=(
                Variant(
                    "meeting_kind == 'chuyen_de'",
                    {"2.1.max": D(10), "2.2.enabled": False, "3.label": "Khác"},
                ),
            ),
        )
    )


def ids(state: EditorState) -> list[str]:
    return [one.id for one in state.template.walk()]


def test_a_new_criterion_gets_the_number_of_its_place() -> None:
    state = EditorState(template())
    first = state.add(("items",))
    state.put(first, replace(state.record(first), label="Thời gian", max=D(5)))
    second = state.add(first)
    inner = state.add_child(second)
    state.add(inner)
    assert ids(state) == ["1", "2", "2.1", "2.2"]
    assert (first, second, inner) == (("items", 0), ("items", 1), ("items", 1, 0))
    assert state.record(second).method is Method.SUM


def test_a_criterion_added_between_others_moves_what_names_them(state: EditorState) -> None:
    state.add(("items", 0))
    assert ids(state) == ["1", "2", "3", "3.1", "3.2", "3.3", "4"]
    now = state.template
    assert now.gates[0].require == "full(3.1) and full(4) and 'full(3)' == 'x'"
    assert now.items[3].formula == "points(3.2) + share(3)"
    assert now.items[2].children[2].applicable_if == "points(3.1) > 0"
    assert now.variants[0].changes == {
        "3.1.max": D(10),
        "3.2.enabled": False,
        "4.label": "Khác",
    }


def test_what_named_a_removed_criterion_never_means_another(state: EditorState) -> None:
    assert state.remove(("items", 1, 0)) == ("items", 1, 0)
    assert ids(state) == ["1", "2", "2.1", "2.2", "3"]
    now = state.template
    assert now.gates[0].require == "full('2.1 (đã bỏ)') and full(3) and 'full(3)' == 'x'"
    assert now.items[1].children[1].applicable_if == "points('2.1 (đã bỏ)') > 0"
    assert now.items[2].formula == "points(2.1) + share('2')"
    assert now.variants[0].changes == {"2.1.enabled": False, "3.label": "Khác"}


def test_a_removed_group_takes_everything_below_along(state: EditorState) -> None:
    state.remove(("items", 1))
    assert ids(state) == ["1", "2"]
    assert state.template.items[1].formula == "points('2.2 (đã bỏ)') + share('2 (đã bỏ)')"
    assert state.template.variants[0].changes == {"2.label": "Khác"}


def test_moving_takes_the_names_along(state: EditorState) -> None:
    assert state.shift(("items", 2), -1) == ("items", 1)
    assert state.template.items[1].formula == "points(3.2) + share(3)"
    assert state.template.gates[0].require.startswith("full(3.1) and full(2)")
    assert state.shift(("items", 0), -1) == ("items", 0)
    assert state.shift(("items", 1), 5) == ("items", 1)


def test_a_criterion_goes_into_the_group_before_it_and_out_again(state: EditorState) -> None:
    before = state.template
    inside = state.indent(("items", 2))
    assert inside == ("items", 1, 3)
    assert ids(state) == ["1", "2", "2.1", "2.2", "2.3", "2.4"]
    assert state.outdent(inside) == ("items", 2)
    assert state.template == before
    assert state.indent(("items", 0)) == ("items", 0)
    assert state.outdent(("items", 0)) == ("items", 0)


def test_a_criterion_becomes_a_group_and_is_scored_itself_again() -> None:
    scored = item("1", method=Method.LEVELS, auto="attendance_pct",
                  levels=(PointLevel(D(5), "đủ", D(90)),))  # fmt: skip
    state = EditorState(template(scored))
    inner = state.add_child(("items", 0))
    group = state.record(("items", 0))
    assert (group.method, group.levels, group.auto) == (Method.SUM, (), "")
    state.remove(inner)
    assert state.record(("items", 0)).method is Method.RANGE


def test_new_criteria_are_scored_like_the_one_before() -> None:
    state = EditorState(template(item("1", method=Method.DEDUCT, per=D(2))))
    fresh = state.record(state.add(("items", 0)))
    assert (fresh.method, fresh.per) == (Method.DEDUCT, D(2))


def test_ids_of_another_kind_are_left_alone() -> None:
    state = EditorState(template(item("I", item("I.1"), item("I.3")), item("II")))
    assert not numbered(state.template)
    state.add(("items", 0, 0))
    state.add(("items", 1))
    assert ids(state) == ["I", "I.1", "I.2", "I.3", "II", "III"]
    state.shift(("items", 1), -1)
    assert ids(state) == ["II", "I", "I.1", "I.2", "I.3", "III"]


def test_undo_goes_back_step_by_step_and_forward_again(state: EditorState) -> None:
    start = state.template
    state.put(("items", 0), replace(state.record(("items", 0)), label="Giờ giấc"))
    node = state.add(("items", 2))
    assert state.dirty
    step = state.undo()
    assert step is not None
    assert (step.node, step.what) == (("items", 2), "thêm")
    assert not exists(state.template, node)
    step = state.undo()
    assert step is not None
    assert step.node == ("items", 0)
    assert state.template == start
    assert not state.dirty
    assert state.undo() is None
    assert state.redo() is not None
    assert state.record(("items", 0)).label == "Giờ giấc"
    state.put(("items", 0), replace(state.record(("items", 0)), label="Khác"))
    assert state.redo() is None


def test_what_changes_nothing_is_no_step(state: EditorState) -> None:
    assert not state.put(("items", 0), state.record(("items", 0)))
    assert state.remove(("gates",)) == ("gates",)
    assert not state.can_undo()


def test_a_published_template_stays_as_it_is(state: EditorState) -> None:
    fixed = EditorState(state.template, 7, read_only=True)
    fixed.put(("items", 0), replace(fixed.record(("items", 0)), label="Khác"))
    assert fixed.add(("items", 0)) == ("items", 0)
    assert fixed.template is state.template
    assert not fixed.dirty


def test_saving_makes_it_clean_and_undo_makes_it_dirty_again(state: EditorState) -> None:
    state.add(("items",))
    state.saved(12, 3)
    assert (state.dirty, state.template_id, state.template.version) == (False, 12, 3)
    state.undo()
    assert state.dirty


def test_lists_grow_with_what_can_be_guessed(state: EditorState) -> None:
    gate = state.add(("gates", 0))
    assert state.record(gate) == Gate("TOT", "", "KHA")
    assert state.record(state.add(("knockouts",))) == Knockout("", "KEM")
    bonus = state.add(("adjustments",))
    assert state.record(bonus).id == "cong1"
    assert state.record(state.add(bonus)).id == "cong2"
    state.put(bonus, replace(state.record(bonus), kind=AdjustmentKind.PENALTY))
    assert state.record(bonus) == Adjustment("tru1", AdjustmentKind.PENALTY, "", D(1), D(1))
    assert state.shift(bonus, 1) == ("adjustments", 1)
    assert state.remove(("adjustments", 1)) == ("adjustments", 0)
    assert state.remove(("adjustments", 0)) == ("adjustments",)


def test_a_figure_is_named_by_its_label_and_followed_by_expressions() -> None:
    state = EditorState(template(item("1", method=Method.FORMULA)))
    node = state.add(("inputs",))
    state.put(node, Input("", "Số hộ nghèo giảm"))
    assert state.record(node).name == "so_ho_ngheo_giam"
    used = replace(state.record(("items", 0)), formula="so_ho_ngheo_giam / 10")
    state.put(("items", 0), used)
    state.put(node, replace(state.record(node), label="Số hộ thoát nghèo"))
    assert state.record(node).name == "so_ho_thoat_ngheo"
    assert state.record(("items", 0)).formula == "so_ho_thoat_ngheo / 10"
    state.put(node, replace(state.record(node), name="ho"))
    state.put(node, replace(state.record(node), label="Hộ"))
    assert state.record(node).name == "ho"
    assert state.record(("items", 0)).formula == "ho / 10"
    other = state.add(node)
    state.put(other, Input("", "Hộ"))
    assert state.record(other).name == "ho_2"


def test_names_inside_words_and_texts_stay() -> None:
    changed = rename_figure(
        template(item("1", formula="ho + so_ho + ('ho' == 'x')"), defines=(Define("d", "ho"),)),
        "ho",
        "y",
    )
    assert changed.items[0].formula == "y + so_ho + ('ho' == 'x')"
    assert changed.defines[0].expr == "y"


def test_a_rating_level_gets_its_code_and_a_new_code_is_followed() -> None:
    rule = CountRule("TOT", "KHA", "TOT", 7)
    year = Aggregation(Engine.COUNT, (rule,), "KHA", "KEM", "KHA")
    state = EditorState(
        template(
            gates=(Gate("TOT", "true", "KHA"),), knockouts=(Knockout("false", "KEM"),), year=year
        )
    )
    levels = (*LEVELS[:2], RatingLevel("", "Trung bình", D(50)), LEVELS[2])
    state.put(("levels",), replace(state.template, levels=levels))
    assert [level.code for level in state.template.levels] == ["TOT", "KHA", "TRUNG_BINH", "KEM"]
    coded = (replace(state.template.levels[0], code="A"), *state.template.levels[1:])
    state.put(("levels",), replace(state.template, levels=coded))
    now = state.template
    assert now.year is not None
    assert (now.gates[0].level, now.year.rules[0].level, now.year.rules[0].count_level) == (
        "A",
    ) * 3


def test_levels_of_a_criterion_take_along_what_points_at_them() -> None:
    a, b, c = (PointLevel(D(n), text) for n, text in ((5, "a"), (3, "b"), (1, "c")))
    scored = item("1", method=Method.LEVELS, levels=(a, b, c), forced=(Forced("x", 2),))
    variant = Variant("true", {"1.levels.0.pts": D(9), "1.levels.2.pts": D(2)})
    state = EditorState(template(scored, variants=(variant,)))
    now = state.record(("items", 0))
    state.put(("items", 0), replace(now, levels=(c, a, b)))
    assert state.record(("items", 0)).forced == (Forced("x", 0),)
    assert state.template.variants[0].changes == {"1.levels.1.pts": D(9), "1.levels.0.pts": D(2)}
    state.put(("items", 0), replace(state.record(("items", 0)), levels=(a, b)))
    assert state.record(("items", 0)).forced == ()
    assert state.template.variants[0].changes == {"1.levels.0.pts": D(9)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abcd", {0: 0, 1: 1, 2: 2}),
        ("abc", "axc", {0: 0, 1: 1, 2: 2}),
        ("abc", "ac", {0: 0, 1: None, 2: 1}),
        ("abc", "bac", {0: 1, 1: 0, 2: 2}),
        ("aab", "ab", {0: 0, 1: None, 2: 1}),
        ("aab", "baa", {0: 1, 1: 2, 2: 0}),
    ],
)
def test_where_levels_went(old: str, new: str, expected: dict[int, int | None]) -> None:
    assert moved_levels(tuple(old), tuple(new)) == expected


def test_names_made_of_labels() -> None:
    assert plain_name("Số hộ  nghèo (%)") == "so_ho_ngheo"
    assert plain_name("3 tốt") == "m_3_tot"
    assert plain_name("Đ") == "d"
    assert free_name("ho", {"ho", "ho_2"}) == "ho_3"


def test_places_that_are_gone(state: EditorState) -> None:
    assert nearest(state.template, ("items", 1, 7)) == ("items", 1, 2)
    assert nearest(state.template, ("items", 9)) == ("items", 2)
    assert nearest(state.template, ("inputs", 3)) == ("inputs",)
    assert record_of(state.template, ("year",)) is None


# --- whatever is done ----------------------------------------------------------------------------

ACTS = ("add", "add_child", "remove", "indent", "outdent", "up", "down", "renumber")
SHAPES = st.recursive(
    st.just(()), lambda inner: st.lists(inner, min_size=1, max_size=4).map(tuple), max_leaves=12
)


def grown(shape: tuple, above: str = "") -> tuple[Item, ...]:
    found = []
    for place, inner in enumerate(shape, start=1):
        number = f"{above}.{place}" if above else str(place)
        found.append(item(number, *grown(inner, number), label=number))
    return tuple(found)


def act(state: EditorState, what: str, pick: int) -> None:
    nodes = [node for node in nodes_of(state.template) if node[0] == "items"]
    node = nodes[pick % len(nodes)]
    if what in {"up", "down"}:
        state.shift(node, -1 if what == "up" else 1)
    elif what == "renumber":
        state.renumber(node)
    else:
        getattr(state, what)(node)


@given(SHAPES, st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), max_size=12),
       st.booleans())  # fmt: skip
def test_names_follow_whatever_is_done_and_all_of_it_is_undone(
    shape: tuple, acts: list[tuple[str, int]], roman: bool
) -> None:
    items = grown(shape)
    if roman and items:
        items = (replace(items[0], id="I"), *items[1:])
    every = [one.id for one in template(*items).walk()]
    asked = " and ".join(f"full({item_token(one)})" for one in every) or "true"
    start = template(
        *items,
        gates=(Gate("TOT", asked, "KHA"),),
        variants=(Variant("true", {f"{one}.max": D(place) for place, one in enumerate(every)}),),
    )
    labels = [one.label for one in start.walk()]
    state = EditorState(start)
    for what, pick in acts:
        act(state, what, pick)
    now = {one.id: one.label for one in state.template.walk()}
    assert len(now) == sum(1 for _ in state.template.walk())
    left = set(now.values())
    tokens = re.findall(r"full\((?:'([^']*)'|([^)]*))\)", state.template.gates[0].require)
    for label, found in zip(labels, tokens, strict=True):
        name = found[0] or found[1]
        assert now.get(name) == label if label in left else name.endswith("(đã bỏ)")
    kept = state.template.variants[0].changes
    assert {now[key.removesuffix(".max")]: value for key, value in kept.items()} == {
        label: D(place) for place, label in enumerate(labels) if label in left
    }
    while state.undo() is not None:
        pass
    assert state.template == start
    while state.redo() is not None:
        pass
    assert {one.id: one.label for one in state.template.walk()} == now


@given(wild_templates(), st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), max_size=6))
@RELAXED
def test_no_template_stops_the_editing(start: ScoreTemplate, acts: list[tuple[str, int]]) -> None:
    state = EditorState(start)
    for what, pick in acts:
        act(state, what, pick)
    for node in nodes_of(state.template):
        state.record(node)
    while state.undo() is not None:
        pass
    assert state.template == start


@pytest.mark.parametrize(
    ("before", "after"),
    [("1", "2"), ("2.9", "2.10"), ("I", "II"), ("IX", "X"), ("I.b", "I.c"), ("d", "đ"), ("A", "B"),
     ("XXXIX", ""), ("ý", ""), ("phu", "")],
)  # fmt: skip
def test_the_number_after_another(before: str, after: str) -> None:
    assert following(before) == after


def test_a_free_number_is_found() -> None:
    assert next_id("phu", {"phu-2"}) == "phu-3"
    assert next_id("1", {"2", "3"}) == "4"
    assert first_id("I", {"I.1"}) == "I.2"
    assert first_id("", ()) == "1"
