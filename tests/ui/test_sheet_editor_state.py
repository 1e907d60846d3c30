"""What the sheet editor knows, without a window: typed points, proposals, comparison, words."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tcxd_desktop.domain.errors import NotANumberProblem, Problem
from tcxd_desktop.domain.meeting_errors import GroupByItemsProblem, NotApplicablePointsProblem
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry, ScoreSheet
from tcxd_desktop.domain.score_templates import (
    REVIEW,
    SELF,
    Adjustment,
    AdjustmentKind,
    Forced,
    Input,
    Item,
    Method,
    PointLevel,
    RatingLevel,
    ScoreTemplate,
)
from tcxd_desktop.ui.meetings import sheet_typed, sheet_words
from tcxd_desktop.ui.meetings.sheet_state import Line, SheetWork, agreed, step_of
from tcxd_desktop.ui.meetings.sheet_table import (
    APART,
    COMPUTED,
    NOTE,
    SELF_POINTS,
    ScoreTable,
    apart_text,
    entry_text,
)

D = Decimal


def item(name: str, most: int, method: Method = Method.RANGE, **more: Any) -> Item:
    return Item(name, f"Tiêu chí {name}", D(most), method, **more)


ATTENDANCE = item(
    "2.1", 4, Method.LEVELS, auto="attendance_pct",
    levels=(
        PointLevel(D(4), "từ 90 %", D(90)), PointLevel(D(3), "từ 75 %", D(75)),
        PointLevel(D(1), "dưới 75 %", D(0)),
    ),
    forced=(Forced("absent_no_reason > 0", 2, "có người vắng không lý do"),),
)  # fmt: skip
TEMPLATE = ScoreTemplate(
    "THU", 1, "Mẫu thử",
    items=(
        item("1", 16, Method.RANGE),
        item("2", 9, Method.SUM, children=(
            ATTENDANCE, item("2.2", 3, Method.BINARY),
            item("2.3", 2, Method.DEDUCT, per=D(1)),
        )),
        item("3", 75, Method.RANGE, step=D(5)),
    ),
    levels=(RatingLevel("TOT", "Tốt", D(90)), RatingLevel("KHA", "Khá", D(0))),
    adjustments=(
        Adjustment("cong", AdjustmentKind.BONUS, "Có sáng kiến", D(1), D(2)),
        Adjustment("tru", AdjustmentKind.PENALTY, "Nộp chậm", D(2), D(10)),
    ),
)  # fmt: skip
FACTS = {
    name: D(value)
    for name, value in {
        "members": 24, "exempt": 2, "away": 1, "special_duty": 0, "present": 19,
        "absent_reason": 2, "absent_no_reason": 0,
    }.items()
}  # fmt: skip


def work(
    entries: dict[str, Entry] | None = None,
    scorer: str = SELF,
    other: dict[str, Entry] | None = None,
    **changes: Any,
) -> SheetWork:
    second = REVIEW if scorer == SELF else SELF
    told = {scorer: entries or {}, **({second: other} if other is not None else {})}
    sheet = ScoreSheet(7, 1, TEMPLATE, facts=FACTS, entries=told, **changes)
    return SheetWork(sheet, scorer, D(5))


def line(made: SheetWork, name: str) -> Line:
    return next(one for one in made.lines() if one.id == name)


def row(table: ScoreTable, name: str) -> int:
    return next(place for place, one in enumerate(table.rows) if one.id == name)


# --- typed ----------------------------------------------------------------------------------------


def read(name: str, typed: str) -> Entry:
    made = work()
    found = line(made, name).item
    assert found is not None
    return sheet_typed.read_item(Entry(note="căn cứ"), typed, found, step_of(found, TEMPLATE))


@pytest.mark.parametrize(
    ("name", "typed", "entry"),
    [
        ("1", "14,5", Entry(points=D("14.5"))),
        ("1", "16", Entry(points=D(16))),
        ("3", "70", Entry(points=D(70))),
        ("2.1", "3", Entry(level=1)),
        ("2.1", "1", Entry(level=2)),
        ("2.2", "3", Entry(met=True)),
        ("2.2", "1", Entry(met=True)),
        ("2.2", "0", Entry(met=False)),
        ("2.3", "2", Entry(times=2)),
        ("2.2", "k", Entry(not_applicable=True)),
        ("1", "", Entry()),
    ],
)
def test_the_number_typed_is_the_points_of_the_paper(name: str, typed: str, entry: Entry) -> None:
    assert read(name, typed) == replace(entry, note="căn cứ")


@pytest.mark.parametrize(
    ("name", "typed"),
    [("1", "17"), ("1", "14,3"), ("3", "72"), ("2.1", "2"), ("2.2", "2"), ("2.3", "1,5"),
     ("2.3", "-1"), ("1", "-1")],
)  # fmt: skip
def test_points_that_cannot_be_given_are_refused_and_say_what_can(name: str, typed: str) -> None:
    with pytest.raises(NotApplicablePointsProblem) as caught:
        read(name, typed)
    assert caught.value.field == name
    assert caught.value.args[0] == typed


def test_words_are_no_points() -> None:
    with pytest.raises(NotANumberProblem):
        read("1", "năm")


def test_a_bonus_is_counted_in_times() -> None:
    bonus = TEMPLATE.adjustments[0]
    assert sheet_typed.read_times(Entry(), "2", bonus) == Entry(times=2)
    with pytest.raises(Problem):
        sheet_typed.read_times(Entry(), "1,5", bonus)


@pytest.mark.parametrize(
    ("name", "best", "least"),
    [
        ("1", Entry(points=D(16)), Entry(points=D(0))),
        ("2.1", Entry(level=0), Entry(level=2)),
        ("2.2", Entry(met=True), Entry(met=False)),
        ("2.3", Entry(times=0), Entry(points=D(0))),
    ],
)
def test_all_or_nothing_of_one_criterion(name: str, best: Entry, least: Entry) -> None:
    found = line(work(), name).item
    assert found is not None
    assert sheet_typed.full(Entry(), found) == best
    assert sheet_typed.none(Entry(), found) == least


# --- the sheet ------------------------------------------------------------------------------------


def test_facts_propose_and_what_is_missing_is_counted() -> None:
    made = work()
    assert made.points(line(made, "2.1")) == 4
    assert set(made.own.missing) >= {"1", "2.2", "3"}
    assert made.other is None
    assert not made.dirty


def test_entries_add_up_as_they_are_typed() -> None:
    table = ScoreTable(work())
    for name, typed in (("1", "15"), ("2.2", "3"), ("2.3", "1"), ("3", "70"),
                        ("cong", "0"), ("tru", "0")):  # fmt: skip
        assert table.write(row(table, name), SELF_POINTS, typed)
    made = table.work
    assert made.own.complete
    assert made.own.total == D(15 + 4 + 3 + 1 + 70)
    assert made.dirty
    shown = table.shown(row(table, "2.1"), SELF_POINTS)
    assert (shown.text, shown.side) == ("4", COMPUTED)
    assert table.shown(row(table, "2.3"), SELF_POINTS).side == "1 lần"
    assert table.shown(row(table, "2.3"), NOTE).warned


def test_the_order_of_typing_does_not_matter() -> None:
    names = (("1", "15"), ("2.2", "3"), ("3", "70"), ("2.1", "3"))
    totals = set()
    for order in (names, names[::-1]):
        table = ScoreTable(work())
        for name, typed in order:
            table.write(row(table, name), SELF_POINTS, typed)
        totals.add(table.work.own.total)
    assert len(totals) == 1


def test_typing_what_was_computed_confirms_it_by_hand_and_emptying_takes_it_back() -> None:
    table = ScoreTable(work())
    place = row(table, "2.1")
    assert table.write(place, SELF_POINTS, "4")
    assert table.rows[place].entry == Entry(level=0)
    assert table.shown(place, SELF_POINTS).side == ""
    assert table.clear([(place, SELF_POINTS)]) == 1
    assert table.shown(place, SELF_POINTS).side == COMPUTED
    assert table.undo()
    assert table.rows[place].entry == Entry(level=0)


def test_points_of_a_group_stand_until_an_item_below_is_told() -> None:
    table = ScoreTable(work())
    group, inside = row(table, "2"), row(table, "2.2")
    assert table.write(group, SELF_POINTS, "8")
    assert table.work.points(table.rows[group]) == 8
    table.write(inside, SELF_POINTS, "3")
    assert not table.rows[group].entry.told
    assert table.write(group, SELF_POINTS, "8")
    problem = table.typed[group, "tu_cham"].problem
    assert isinstance(problem, GroupByItemsProblem)


def test_a_paper_with_nothing_but_a_total() -> None:
    table = ScoreTable(work())
    last = row(table, WHOLE_SHEET)
    assert table.write(last, SELF_POINTS, "92,5")
    assert table.work.own.total == D("92.5")
    assert table.missing(-1) == -1
    table.write(row(table, "1"), SELF_POINTS, "10")
    assert not table.rows[-1].entry.told
    assert table.missing(-1) >= 0


def test_the_next_missing_goes_round() -> None:
    table = ScoreTable(work())
    first = table.missing(-1)
    assert table.rows[first].id == "1"
    later = table.missing(row(table, "3"))
    assert later in (first, row(table, "cong"), row(table, "tru"))


def test_what_cannot_be_read_stays_marked_and_counts_for_nothing() -> None:
    table = ScoreTable(work())
    place = row(table, "1")
    table.write(place, SELF_POINTS, "99")
    shown = table.shown(place, SELF_POINTS)
    assert shown.text == "99"
    assert "từ 0 đến 16" in shown.wrong
    assert table.first_wrong() == (place, SELF_POINTS)
    assert "1" in table.work.own.missing


# --- two scorers ----------------------------------------------------------------------------------

OWN = {
    "1": Entry(points=D(16)), "2.2": Entry(met=True), "2.3": Entry(times=0),
    "3": Entry(points=D(75)), "cong": Entry(times=0), "tru": Entry(times=0),
}  # fmt: skip


def test_the_review_agrees_item_by_item_and_never_overwrites() -> None:
    made = work({"1": Entry(points=D(10))}, REVIEW, OWN)
    table = ScoreTable(made)
    assert table.agree(table.lacking()) == 3
    assert table.work.entries["1"] == Entry(points=D(10))
    assert table.work.own.complete
    assert table.work.difference() == 6
    assert table.work.reason_needed()
    table.work.reason = "Thiếu biên bản"
    assert not table.work.reason_needed()
    assert apart_text(table.work.apart(table.rows[0])) == "+6"
    assert table.shown(0, APART).text == "+6"


def test_agreeing_with_a_computed_item_leaves_it_computed() -> None:
    made = work({}, REVIEW, OWN)
    computed = made.other_result(line(made, "2.1"))
    assert agreed(Entry(level=1, note="xem lại"), Entry(), computed) == Entry(note="xem lại")
    assert agreed(Entry(), OWN["1"], None) == OWN["1"]


def test_a_newer_sheet_keeps_what_was_entered() -> None:
    old = work({"1": Entry(points=D(10))})
    table = ScoreTable(old)
    table.write(row(table, "3"), SELF_POINTS, "70")
    fresh = work({"1": Entry(points=D(12)), "2.2": Entry(met=True)})
    made = fresh.carried_over(old)
    assert made.entries["1"] == Entry(points=D(12))
    assert made.entries["3"] == Entry(points=D(70))
    assert made.entries["2.2"] == Entry(met=True)
    assert made.dirty


def test_figures_of_the_template_count_at_once() -> None:
    template = replace(
        TEMPLATE,
        inputs=(Input("so_sang_kien", "Số sáng kiến"),),
        items=(item("1", 16, Method.RANGE, auto="so_sang_kien"), *TEMPLATE.items[1:]),
    )
    made = SheetWork(ScoreSheet(7, 1, template, facts=FACTS), SELF, D(5))
    assert "1" in made.own.missing
    made.put_fact("so_sang_kien", D(9))
    assert made.points(line(made, "1")) == 9
    assert made.dirty
    made.put_fact("so_sang_kien", None)
    assert not made.dirty


# --- words ----------------------------------------------------------------------------------------


def test_a_computed_point_says_the_counts_it_comes_from() -> None:
    made = work()
    found = line(made, "2.1")
    assert sheet_words.why_title(made, found) == "Vì sao được 4/4"
    told = sheet_words.why_lines(made, found)
    assert "19/21" in told[0]
    assert "90,5 %" in told[0]
    assert "Tính từ số liệu" in told[-1]
    used = sheet_words.facts_used(made, found)
    assert "số đảng viên dự họp là 19" in used
    assert sheet_words.levels(made, found)[0] == ("4", "từ 90 %", True)


def test_levels_and_totals_in_words() -> None:
    made = work(OWN)
    assert sheet_words.total_text(made) == "100/100"
    assert sheet_words.level_text(made) == ("mức tự nhận: Tốt", "plain")
    assert sheet_words.official_text(made) == "chưa thẩm định"
    assert sheet_words.missing_text(made) == "đã chấm đủ"
    lacking = work()
    assert sheet_words.level_text(lacking)[0] == ""
    assert sheet_words.missing_text(lacking).startswith("còn ")


def test_what_may_be_typed_is_said_for_every_method() -> None:
    made = work()
    for name, told in (
        ("1", "từ 0 đến 16, mỗi bước 0,5"),
        ("2.1", "một trong các điểm 4; 3; 1"),
        ("2.2", "3 (đạt) hoặc 0 (không đạt)"),
        ("2.3", "Mỗi lần trừ 1 điểm"),
        ("2", "giấy chỉ có điểm nhóm thì ghi ở đây"),
        ("tru", "Gõ số lần"),
        (WHOLE_SHEET, "giấy chỉ có tổng điểm"),
    ):
        assert told in sheet_words.how(made, line(made, name))


def test_entries_read_back_as_they_are_typed() -> None:
    made = work({"2.1": Entry(level=1), "2.2": Entry(met=False), "2.3": Entry(times=2),
                 "1": Entry(not_applicable=True)})  # fmt: skip
    assert [entry_text(line(made, name)) for name in ("2.1", "2.2", "2.3", "1", "3")] == [
        "3", "0", "2", "k", "",
    ]  # fmt: skip
