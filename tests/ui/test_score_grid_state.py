"""A month's points as they are typed group by group, without widgets."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tcxd_desktop.domain.meeting_errors import NotApplicablePointsProblem
from tcxd_desktop.domain.score_grid import GridRow
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry, SheetState
from tcxd_desktop.domain.score_templates import (
    REVIEW,
    SELF,
    Gate,
    Item,
    MeetingKind,
    Method,
    RatingLevel,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.ui.meetings.grid_points import parts_of, read_points, unit_text
from tcxd_desktop.ui.meetings.grid_state import ScoreGrid

LEVELS = (
    RatingLevel("TOT", "Tốt", Decimal(90)),
    RatingLevel("KHA", "Khá", Decimal(70)),
    RatingLevel("KEM", "Kém", Decimal(0)),
)


def item(number: str, most: int, **changes: object) -> Item:
    return replace(Item(number, f"Nhóm {number}", Decimal(most)), **changes)  # type: ignore[arg-type]  # by name


THREE = ScoreTemplate("MAU-A", 1, "Mẫu A", (item("1", 20), item("2", 50), item("3", 30)), LEVELS)
TWO = ScoreTemplate(
    "MAU-B", 3, "Mẫu B", (item("1", 40, step=Decimal("0.25")), item("2", 60)), LEVELS
)


def row(unit: int = 1, template: ScoreTemplate | None = THREE, **changes: object) -> GridRow:
    made = GridRow(unit, f"Chi bộ thôn {unit}", 10 + unit, "2026-10-06", "thuong_ky", template)
    return replace(made, **changes)  # type: ignore[arg-type]  # by name


def points(**told: str) -> dict[str, Entry]:
    return {key.removeprefix("g"): Entry(points=Decimal(text)) for key, text in told.items()}


def grid(*rows: GridRow, scorer: str = SELF) -> ScoreGrid:
    made = ScoreGrid(())
    made.show_rows(rows, scorer)
    return made


def column(made: ScoreGrid, title: str) -> int:
    return next(n for n, text in enumerate(made.titles(0)) if text.startswith(title))


def put(made: ScoreGrid, at: int, title: str, text: str) -> None:
    made.write(at, column(made, title), text)


def shown(made: ScoreGrid, at: int, title: str) -> str:
    return made.shown(at, column(made, title)).text


# --- points ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("5", "5"),
        ("4,5", "4.5"),
        ("4.5", "4.5"),
        ("0", "0"),
        (",5", "0.5"),
        ("", None),
        ("20", "20"),
    ],
)
def test_points_take_comma_and_point(typed: str, found: str | None) -> None:
    told = read_points(typed, Decimal(20), Decimal("0.5"))
    assert told == (None if found is None else Decimal(found))


@pytest.mark.parametrize("typed", ["20,5", "21", "-1", "4,3", "năm", "1e1", "5%", "1.2.3", "٣"])
def test_points_that_cannot_be(typed: str) -> None:
    with pytest.raises(NotApplicablePointsProblem) as caught:
        read_points(typed, Decimal(20), Decimal("0.5"))
    assert caught.value.args[1] == "số từ 0 đến 20, bước 0,5"


def test_the_smallest_step_below_a_group_counts() -> None:
    fine = item(
        "4", 10, method=Method.SUM, children=(item("4.1", 5, step=Decimal("0.25")), item("4.2", 5))
    )
    worked = item("5", 10, method=Method.FORMULA, formula="attendance_pct / 10")
    found = {
        part.item.id: part.step
        for part in parts_of(replace(THREE, items=(fine, worked, item("6", 80))))
    }
    assert found == {"4": Decimal("0.25"), "5": None, "6": Decimal("0.5")}


def test_out_of_range_is_marked_at_once_and_counts_for_nothing() -> None:
    made = grid(row())
    put(made, 0, "Mục 1", "25")
    cell = made.shown(0, column(made, "Mục 1"))
    assert cell.text == "25"
    assert cell.wrong == "“25” không ghi được ở tiêu chí này. Hãy gõ số từ 0 đến 20, bước 0,5."
    assert made.first_open() == (0, column(made, "Mục 1"))
    assert made.changed() == []
    assert made.dirty()


# --- what it comes to --------------------------------------------------------------------------------


def test_total_and_level_follow_while_typing() -> None:
    made = grid(row())
    assert (shown(made, 0, "Tổng"), shown(made, 0, "Mức")) == ("", "")
    put(made, 0, "Mục 1", "18")
    assert (shown(made, 0, "Tổng"), shown(made, 0, "Mức")) == ("18", "còn 2 mục")
    put(made, 0, "Mục 2", "45,5")
    put(made, 0, "Mục 3", "27")
    assert (shown(made, 0, "Tổng"), shown(made, 0, "Mức")) == ("90,5", "Tốt")
    assert made.shown(0, column(made, "Mức")).badge == "ok"
    put(made, 0, "Mục 3", "26")
    assert (shown(made, 0, "Tổng"), shown(made, 0, "Mức")) == ("89,5", "Khá")
    assert made.summary() == "1/1 phiếu đủ điểm · 1 chi bộ chưa lưu"


def test_a_gate_on_groups_is_seen_and_one_on_items_cannot_be_judged() -> None:
    gate = Gate("TOT", "full(1)", "KHA", "Nhóm 1 đủ điểm")
    made = grid(
        row(template=replace(THREE, gates=(gate,)), entries=points(g1="19", g2="50", g3="30"))
    )
    assert shown(made, 0, "Mức") == "Khá"
    put(made, 0, "Mục 1", "20")
    assert shown(made, 0, "Mức") == "Tốt"


def test_a_variant_changes_the_most_a_cell_takes() -> None:
    wider = replace(
        THREE,
        variants=(
            Variant("meeting_kind == 'chuyen_de'", {"1.max": Decimal(30), "3.max": Decimal(20)}),
        ),
    )
    made = grid(row(1, wider, facts={"meeting_kind": "thuong_ky"}),
                row(2, wider, facts={"meeting_kind": "chuyen_de"}, kind="chuyen_de"))  # fmt: skip
    for at in (0, 1):
        put(made, at, "Mục 1", "25")
    assert made.shown(0, column(made, "Mục 1")).wrong
    assert not made.shown(1, column(made, "Mục 1")).wrong


def test_what_the_facts_give_is_shown_as_proposed_and_can_be_replaced() -> None:
    auto = replace(THREE, items=(item("1", 20, auto="20 if held else 0"), *THREE.items[1:]))
    made = grid(row(template=auto, facts={"held": True}))
    cell = made.shown(0, column(made, "Mục 1"))
    assert (cell.text, cell.proposed) == ("20", True)
    assert made.changed() == []
    put(made, 0, "Mục 1", "15")
    cell = made.shown(0, column(made, "Mục 1"))
    assert (cell.text, cell.proposed, cell.fresh) == ("15", False, True)
    put(made, 0, "Mục 1", "")
    assert shown(made, 0, "Mục 1") == "20"


def test_only_the_total_can_be_told_as_long_as_no_group_is() -> None:
    made = grid(row())
    put(made, 0, "Tổng", "93")
    assert (shown(made, 0, "Tổng"), shown(made, 0, "Mức")) == ("93", "Tốt")
    assert made.changed()[0].entries[WHOLE_SHEET].points == Decimal(93)
    assert not made.editable(0, column(made, "Mục 1"))
    assert "chỉ ghi tổng điểm" in made.shown(0, column(made, "Mục 1")).why_not
    put(made, 0, "Tổng", "")
    assert made.changed() == []
    put(made, 0, "Mục 2", "40")
    assert not made.editable(0, column(made, "Tổng"))
    put(made, 0, "Mục 2", "")
    put(made, 0, "Tổng", "101")
    assert made.shown(0, column(made, "Tổng")).wrong


# --- who may be typed --------------------------------------------------------------------------------


def test_locked_rows_and_rows_by_items_say_why() -> None:
    made = grid(
        row(1, locked="Tháng đã chốt"),
        row(2, by_items=True, entries={"1.1": Entry(points=Decimal(3))}),
        row(3, state=SheetState.CONFIRMED),
        GridRow(4, "Chi bộ thôn 4", locked="Chưa ghi buổi họp"),
    )
    told = [made.shown(at, column(made, "Mục 1")).why_not for at in range(3)]
    assert told[0] == "Tháng đã chốt"
    assert "theo từng tiêu chí" in told[1]
    assert "xác nhận" in told[2]
    assert made.column_of(3, column(made, "Mục 1")) is None
    assert not any(made.editable(at, column(made, "Mục 1")) for at in range(4))
    assert made.summary().endswith("1 chi bộ chưa ghi buổi họp")


# --- two scorers -------------------------------------------------------------------------------------


def test_the_other_scorers_points_stand_small_beside() -> None:
    made = grid(row(entries=points(g1="18", g2="40", g3="25"), other=points(g1="20", g2="50", g3="28")),
                scorer=REVIEW)  # fmt: skip
    assert made.shown(0, column(made, "Mục 2")).side == "50"
    assert made.shown(0, column(made, "Tổng")).side == "98"
    assert made.difference(0) == Decimal(15)


def test_a_large_difference_needs_its_reason() -> None:
    made = grid(row(other=points(g1="20", g2="50", g3="28")), scorer=REVIEW)
    assert made.first_open() is None
    for title, text in (("Mục 1", "18"), ("Mục 2", "47"), ("Mục 3", "28")):
        put(made, 0, title, text)
    assert made.difference(0) == Decimal(5)
    assert "5 điểm trở lên" in made.shown(0, column(made, "Lý do")).warned
    assert made.first_open() == (0, column(made, "Lý do"))
    put(made, 0, "Lý do", "Hai  nhiệm vụ quá hạn")
    assert made.first_open() is None
    assert made.changed()[0].reason == "Hai nhiệm vụ quá hạn"


def test_what_is_ready_for_the_next_step() -> None:
    whole = points(g1="18", g2="47", g3="28")
    made = grid(
        row(1, state=SheetState.DRAFT, entries=whole), row(2, state=SheetState.SUBMITTED, entries=whole),
        row(3, state=SheetState.DRAFT, entries=points(g1="18")), row(4),
    )  # fmt: skip
    assert [one.unit_id for one in made.ready()] == [1]
    made = grid(row(1, state=SheetState.REVIEWED, entries=whole), row(2, state=SheetState.SUBMITTED),
                scorer=REVIEW)  # fmt: skip
    assert [one.unit_id for one in made.ready()] == [1]
    assert made.levels_of(made.ready()) == [("Tốt", 1)]


# --- several templates -------------------------------------------------------------------------------


def test_chi_bo_of_one_template_stand_together_under_its_own_titles() -> None:
    made = grid(row(1), row(2, TWO), row(3), row(4, None, meeting_id=0))
    titles = [
        made.section_title(at) for at, one in enumerate(made.rows) if made.head(at) is not None
    ]
    assert titles == ["MAU-A, bản 1", "MAU-B, bản 3", "Chưa chấm được"]
    assert [one.unit_id for one in made.rows] == [0, 1, 3, 0, 2, 0, 4]
    assert made.titles(1)[2:5] == ["Mục 1\n/20", "Mục 2\n/50", "Mục 3\n/30"]
    assert made.titles(4)[2:5] == ["Mục 1\n/40", "Mục 2\n/60", ""]
    assert made.column_of(4, 4) is None
    assert not made.editable(0, 2)
    assert made.write(4, 2, "39,25")
    assert made.shown(4, column(made, "Tổng")).text == "39,25"
    assert not made.repeat(4, 2)


def test_one_template_needs_no_titles_between() -> None:
    made = grid(row(1), row(2))
    assert [made.head(at) for at in (0, 1)] == [None, None]


def test_a_second_meeting_says_its_kind() -> None:
    assert unit_text(row(7)) == "Thôn 7"
    assert unit_text(row(7, kind=MeetingKind.THEMATIC.value)) == "Thôn 7 · chuyên đề"


def test_a_block_of_points_is_pasted() -> None:
    made = grid(row(1), row(2, locked="Tháng đã chốt"), row(3))
    took = made.write_block(0, column(made, "Mục 1"), [["18", "45"], ["1", "1"], ["17", "60"]])
    assert took == 4
    assert shown(made, 0, "Tổng") == "63"
    assert made.shown(2, column(made, "Mục 2")).wrong
    assert made.undo()
    assert made.changed() == []


def test_half_of_a_group_worked_out_is_no_proposal() -> None:
    group = item("2", 50, method=Method.SUM, children=(item("2.1", 20, auto="20"), item("2.2", 30)))
    made = grid(row(template=replace(THREE, items=(THREE.items[0], group, THREE.items[2]))))
    assert shown(made, 0, "Mục 2") == ""
    put(made, 0, "Mục 1", "18")
    assert shown(made, 0, "Mức") == "còn 2 mục"
