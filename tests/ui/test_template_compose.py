"""The panes that compose a template: every fault has its box, boxes write records, undo."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.score_templates import (
    REVIEW,
    Aggregation,
    CountRule,
    Engine,
    Forced,
    Item,
    MeetingKind,
    Method,
    NotHeld,
    PointLevel,
    RatingLevel,
    Scorer,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.templates.blank import blank_template
from tcxd_desktop.ui.templates.checks_panel import checked
from tcxd_desktop.ui.templates.compose import Compose
from tcxd_desktop.ui.templates.editor_state import EditorState
from tcxd_desktop.ui.templates.places import Spot, spot
from tcxd_desktop.wording.templates import fault_words
from tests.domain.template_samples import detailed
from tests.domain.test_template_checks import CASES, Change
from tests.ui.conftest import DRESSED
from tests.ui.template_hand import ALT, CTRL, Hand, Key

D = Decimal


@pytest.fixture
def compose(qtbot: QtBot) -> Compose:
    made = Compose(date(2026, 11, 23))
    qtbot.addWidget(made)
    made.resize(1156, 620)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.changed.connect(lambda: made.show_checked(checked(made.state.template)))
    return made


@pytest.fixture
def hand(typist: Any) -> Hand:
    return Hand(typist)


def opened(compose: Compose, template: ScoreTemplate, *, read_only: bool = False) -> EditorState:
    state = EditorState(template, 1, read_only=read_only)
    compose.open(state)
    compose.show_checked(checked(template))
    return state


def at(compose: Compose, *node: str | int) -> None:
    compose.go_to(Spot(node))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("", Spot(("general",))),
        ("title", Spot(("general",), "title")),
        ("scorers[1].label", Spot(("general",), "scorers", 1)),
        ("items", Spot(("items",))),
        ("items[2].children[0].max", Spot(("items", 2, 0), "max")),
        ("items[2].children", Spot(("items", 2))),
        ("items[0].levels[1].pts", Spot(("items", 0), "levels", 1)),
        ("items[0].force[1].level", Spot(("items", 0), "forced", 1)),
        ("levels[3].min", Spot(("levels",), "levels", 3)),
        ("gates[0].require", Spot(("gates", 0), "require")),
        ("knockouts[1].if", Spot(("knockouts", 1), "when")),
        ("adjustments[0].pts_per_occurrence", Spot(("adjustments", 0), "points")),
        ("variants[0].set.4.2.max", Spot(("variants", 0), "changes")),
        ("variants", Spot(("variants",))),
        ("define[2].expr", Spot(("defines", 2), "expr")),
        ("inputs[0].name", Spot(("inputs", 0), "name")),
        ("aggregation.year.rules[0].level", Spot(("year",), "rules", 0)),
        ("aggregation.quarter.else", Spot(("quarter",), "otherwise")),
        ("applies_to.org_kinds", Spot(("scope",), "cell_kinds")),
        ("legal_basis[1].so", Spot(("scope",), "legal_basis", 1)),
        ("valid_to", Spot(("scope",), "valid_to")),
        ("print.columns[2]", Spot(("layout",), "columns", 2)),
        ("print.show_levels_as_rows", Spot(("layout",), "levels_as_rows")),
    ],
)
def test_where_a_place_of_the_file_is_shown(place: str, expected: Spot) -> None:
    assert spot(place) == expected


@pytest.mark.parametrize(
    ("kind", "change", "place"), [(case[0], case[1], case[2]) for case in CASES]
)
def test_every_fault_is_said_beside_a_box_that_mends_it(
    qtbot: QtBot, kind: str, change: Change, place: str
) -> None:
    made = Compose(date(2026, 11, 23))
    qtbot.addWidget(made)
    template = change(detailed())
    state = EditorState(template)
    made.open(state)
    found = checked(template)
    made.show_checked(found)
    fault = next(one for one in found.faults if (one.kind, one.place) == (kind, place))
    there = spot(place)
    made.go_to(there)
    assert made.node == there.node
    form = made.current_form()
    key = there.field if there.field in form.boxes else f"{there.field} {there.row}"
    words = fault_words(fault)
    said = form.message(key) if key in form.boxes else made.told.text()
    assert words[1:] in said.replace("\n", " ")
    shown = [one for one, frame in form.frames.items() if not frame.isHidden()]
    loose = {"", "items", "items[0].children", "print.columns", "variants", "version", "gates"}
    assert key in shown or place in loose
    assert "lỗi" in made.outline.mark_of(there.node)


# --- boxes ---------------------------------------------------------------------------------------


def two_items() -> ScoreTemplate:
    return replace(
        blank_template(),
        code="MAU",
        items=(
            Item("1", "Thời gian", D(40), Method.BINARY),
            Item("2", "Tỷ lệ dự", D(60), Method.LEVELS, auto="attendance_pct",
                 levels=(PointLevel(D(60), "Cao", D(90)), PointLevel(D(0), "Thấp", D(0))),
                 forced=(Forced("absent_no_reason > 0", 1),)),
        ),
    )  # fmt: skip


def test_a_condition_says_what_it_means_and_what_is_wrong(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "items", 0)
    compose.current_form().go_to("applicable_if")
    hand.type("has_chi_uy")
    hand.enter()
    form = compose.current_form()
    assert form.message("applicable_if") == "Nghĩa là: chi bộ có chi ủy."
    assert not form.frames["na_policy"].isHidden()
    form.go_to("applicable_if")
    hand.type("has_chi_uy and membrs > 3")
    hand.enter()
    assert "không có số liệu tên “membrs”" in form.message("applicable_if").lower()
    assert compose.outline.mark_of(("items", 0)) == "1 lỗi"
    form.go_to("applicable_if")
    hand.type("members ≥ 30 and org_kind == ‘thon_tdp’")
    hand.enter()
    assert state.record(("items", 0)).applicable_if == "members >= 30 and org_kind == 'thon_tdp'"
    assert compose.outline.mark_of(("items", 0)) == ""


def test_a_figure_is_put_in_where_the_cursor_stands(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "items", 0)
    compose.current_form().go_to("auto")
    hand.insert("khong co ai vang khong")
    hand.add(" and ")
    hand.insert("chi uy da hop")
    assert state.record(("items", 0)).auto == "absent_no_reason == 0 and committee_met"
    hand.press(Key.Key_Home)
    hand.in_dialog(lambda dialog: hand.press(Key.Key_Escape))
    hand.press(Key.Key_Down)
    assert state.record(("items", 0)).auto == "absent_no_reason == 0 and committee_met"


def test_the_method_decides_which_boxes_there_are(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "items", 1)
    form = compose.current_form()

    def shown() -> set[str]:
        return {key for key, frame in form.frames.items() if not frame.isHidden()}

    assert {"levels", "forced", "auto"} <= shown()
    assert not {"formula", "per", "step"} & shown()
    form.go_to("method")
    hand.type("cong thuc")
    hand.enter()
    assert shown() & {"levels", "forced", "auto", "formula"} == {"formula"}
    assert state.record(("items", 1)).levels == ()
    hand.press(Key.Key_Z, CTRL)
    assert len(state.record(("items", 1)).levels) == 2
    form.go_to("method")
    hand.type("khong co cach nay")
    hand.enter()
    assert "khong co cach nay" in form.message("method")
    assert state.record(("items", 1)).method is Method.LEVELS


def test_lines_of_a_small_table_move_and_go_and_come_back(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "items", 1)
    form = compose.current_form()
    form.go_to("levels")
    hand.press(Key.Key_Down, ALT)
    assert [one.label for one in state.record(("items", 1)).levels] == ["Thấp", "Cao"]
    assert state.record(("items", 1)).forced[0].level == 0
    hand.press(Key.Key_Delete)
    assert [one.label for one in state.record(("items", 1)).levels] == ["Thấp"]
    hand.press(Key.Key_Z, CTRL)
    hand.press(Key.Key_Z, CTRL)
    assert [one.label for one in state.record(("items", 1)).levels] == ["Cao", "Thấp"]
    assert len(form.frames["levels"].editor.value()) == 2  # type: ignore[attr-defined]


def test_a_cell_that_is_no_number_is_shown_as_wrong(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "items", 1)
    form = compose.current_form()
    form.go_to("levels")
    hand.enter()
    hand.fill("chín mươi")
    grid: Any = form.frames["levels"].editor
    assert [type(problem).__name__ for problem in grid.rows.problems()] == ["NotANumberProblem"]
    assert state.record(("items", 1)).levels[0].min == D(90)


def test_undo_takes_what_is_typed_first_then_the_last_change(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "items", 0)
    hand.add(" họp")
    hand.press(Key.Key_Z, CTRL)
    assert state.template == two_items()
    hand.type("Giờ giấc")
    hand.enter()
    assert hand.box() == "max"
    hand.press(Key.Key_Z, CTRL)
    assert state.record(("items", 0)).label == "Thời gian"
    hand.press(Key.Key_Y, CTRL)
    assert state.record(("items", 0)).label == "Giờ giấc"
    assert compose.outline.texts()[3] == "1  Giờ giấc"


def test_the_tree_is_walked_and_changed_by_keys(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    hand.press(Key.Key_Down, times=3)
    assert compose.node == ("items", 0)
    hand.press(Key.Key_Down, ALT)
    assert [item.label for item in state.template.items] == ["Tỷ lệ dự", "Thời gian"]
    assert compose.node == ("items", 1)
    hand.press(Key.Key_Right, ALT)
    assert compose.node == ("items", 0, 0)
    hand.press(Key.Key_Left, ALT)
    hand.press(Key.Key_Delete)
    assert len(state.template.items) == 1
    hand.press(Key.Key_Z, CTRL)
    assert len(state.template.items) == 2
    hand.press(Key.Key_F2)
    assert hand.box() == "label"
    hand.press(Key.Key_Escape)
    assert compose.outline.hasFocus()


def test_enter_walks_from_form_to_form(compose: Compose, hand: Hand) -> None:
    opened(compose, two_items())
    at(compose, "levels")
    assert hand.box() == "levels"
    hand.press(Key.Key_Escape)
    at(compose, "gates")
    at(compose, "scope")
    seen = []
    hand.press(Key.Key_Escape)
    hand.enter()
    for _ in range(40):
        if compose.node != ("scope",):
            break
        seen.append(hand.box())
        hand.enter()
        if hand.box() == "number":  # a new line of the papers was begun: leave it empty
            hand.enter()
    assert "valid_from" in seen
    assert compose.node == ("items",)


def test_a_variant_is_typed_into_a_table_of_all_criteria(compose: Compose, hand: Hand) -> None:
    state = opened(
        compose, replace(two_items(), variants=(Variant("meeting_kind == 'chuyen_de'", {}),))
    )
    at(compose, "variants", 0)
    form = compose.current_form()
    table: Any = form.frames["changes"].editor
    table.grid.setFocus()
    table.grid.setCurrentIndex(table.grid.sheet.index(0, 3))
    hand.enter()
    hand.fill("k")
    assert state.record(("variants", 0)).changes == {"1.enabled": False}
    assert "cộng được 60, phải là 100" in table.total.text()
    table.grid.setCurrentIndex(table.grid.sheet.index(1, 2))
    hand.type("100")
    hand.enter()
    assert state.record(("variants", 0)).changes == {"1.enabled": False, "2.max": D(100)}
    assert "đủ 100 điểm" in table.total.text()
    titles = [line.title for line in table._lines]
    assert titles == ["1  Thời gian", "2  Tỷ lệ dự", "mức: Cao", "mức: Thấp"]
    table.grid.setCurrentIndex(table.grid.sheet.index(2, 2))
    hand.type("100")
    hand.enter()
    assert state.record(("variants", 0)).changes["2.levels.0.pts"] == D(100)
    table.grid.setCurrentIndex(table.grid.sheet.index(0, 3))
    hand.press(Key.Key_Delete)
    assert "1.enabled" not in state.record(("variants", 0)).changes
    table.grid.setCurrentIndex(table.grid.sheet.index(1, 2))
    hand.enter()
    hand.fill("nhiều")
    assert state.record(("variants", 0)).changes["2.max"] == D(100)


def test_the_rule_of_the_year_is_told(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "year")
    hand.press(Key.Key_Space)
    assert state.template.year == Aggregation(Engine.MEAN)
    hand.enter()
    hand.type("dem")
    hand.enter(2)
    hand.fill("Tốt", "Khá", "Tốt", "7")
    hand.press(Key.Key_Escape)
    year = state.template.year
    assert year is not None
    assert year.rules == (CountRule("TOT", "KHA", "TOT", 7),)
    compose.current_form().go_to("not_held")
    hand.type("chan")
    hand.enter()
    compose.current_form().go_to("cap")
    hand.type("kha")
    hand.enter()
    year = state.template.year
    assert year is not None
    assert (year.not_held, year.cap) == (NotHeld.CAP, "KHA")
    assert year.kinds == (MeetingKind.REGULAR, MeetingKind.COMBINED)


def test_levels_are_renamed_and_what_names_them_shows_it(compose: Compose, hand: Hand) -> None:
    state = opened(compose, replace(two_items(), gates=()))
    at(compose, "levels")
    grid: Any = compose.current_form().frames["levels"].editor
    grid.setCurrentIndex(grid.rows.index(4, 0))
    hand.enter()
    hand.fill("Rất kém")
    assert state.template.levels[-1] == RatingLevel("RAT_KEM", "Rất kém", D(0))
    at(compose, "gates")
    hand.press(Key.Key_N, CTRL)
    hand.press(Key.Key_Down)
    field: Any = compose.current_form().frames["level"].editor
    assert [choice.label for choice in field.offered()][-1] == "Rất kém"
    hand.press(Key.Key_Escape)


def test_scope_and_columns_are_ticked_and_typed(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "scope")
    hand.press(Key.Key_Space)
    assert state.template.meeting_kinds == ()
    hand.enter()
    hand.press(Key.Key_Space)
    assert state.template.meeting_kinds == ("thuong_ky",)
    at(compose, "layout")
    hand.fill("TT")
    assert state.template.layout.columns[0] == "TT"
    at(compose, "general")
    compose.current_form().go_to("scorers")
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Delete)
    assert [one.id for one in state.template.scorers] == ["tu_cham"]
    hand.enter()
    hand.fill("Thẩm định")
    assert state.template.scorers[1] == Scorer(REVIEW, "Thẩm định")


def test_faults_are_walked_with_one_key(compose: Compose, hand: Hand) -> None:
    opened(compose, replace(two_items(), title="", items=(Item("1", "", D(100)),)))
    assert compose.checks.said.text().startswith("Còn 2 lỗi")
    hand.press(Key.Key_F8)
    first = hand.box()
    hand.press(Key.Key_F8)
    assert {first, hand.box()} == {"title", "label"}
    compose.checks.list.setCurrentRow(0)
    compose.checks.list.setFocus()
    hand.enter()
    assert hand.box() == first
    hand.fill("Đã ghi")
    assert compose.checks.said.text().startswith("Còn 1 lỗi")


def test_a_published_template_is_read_not_changed(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items(), read_only=True)
    at(compose, "items", 0)
    hand.add("x")
    hand.enter()
    hand.press(Key.Key_N, CTRL)
    hand.press(Key.Key_Delete)
    assert state.template == two_items()
    assert compose.buttons["add"].isHidden()
    at(compose, "items", 1)
    grid: Any = compose.current_form().frames["levels"].editor
    assert grid.rows.rowCount() == 2
    opened(compose, two_items())
    at(compose, "items", 1)
    assert grid.rows.rowCount() == 3


def test_sections_of_entries_are_an_overview(compose: Compose, hand: Hand) -> None:
    opened(compose, detailed())
    at(compose, "items")
    overview: Any = compose.current_form().frames["items"].editor
    rows = overview.grid.sheet
    assert rows.rowCount() == sum(1 for _ in detailed().walk())
    overview.grid.setFocus()
    overview.grid.setCurrentIndex(rows.index(1, 0))
    hand.enter()
    assert compose.node == ("items", 0, 0)
    assert hand.box() == "label"
    at(compose, "gates")
    shown: Any = compose.current_form().frames["gates"].editor
    assert "không đạt thì" in shown.grid.sheet.index(0, 1).data()


def test_criteria_are_numbered_anew(compose: Compose, hand: Hand) -> None:
    state = opened(compose, two_items())
    at(compose, "items", 1)
    compose.current_form().go_to("id")
    hand.type("II")
    hand.enter()
    at(compose, "items")
    assert [item.id for item in state.template.items] == ["1", "II"]
    hand.click(compose.buttons["renumber"])
    assert [item.id for item in state.template.items] == ["1", "2"]
    assert compose.buttons["renumber"].isHidden()


def test_another_text_size_builds_the_forms_anew(
    compose: Compose, qapp: QApplication, hand: Hand
) -> None:
    opened(compose, two_items())
    at(compose, "items", 1)
    before = compose.current_form()
    qapp.setProperty(DRESSED, "")
    theme.apply(qapp, dark=True, scale=150)
    assert compose.current_form() is not before
    assert compose.node == ("items", 1)
    assert compose.narrow()
    assert not compose._right.isVisible()
    compose.toggle_checks()
    assert compose._right.isVisible()
    assert not compose._left.isVisible()


def test_a_menu_offers_what_the_buttons_do(compose: Compose, qtbot: QtBot) -> None:
    opened(compose, two_items())
    at(compose, "items", 0)
    index = compose.outline.currentIndex()
    place = compose.outline.visualRect(index).center()
    compose.outline.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:3] == ["Thêm", "Thêm mục con", "Xóa"]
    menu.close()
