"""Trying a template out: sample figures, entries as typed, every point explained."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import NotANumberProblem, ScoreEntryProblem
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import (
    Adjustment,
    AdjustmentKind,
    Define,
    Input,
    Item,
    Method,
    PointLevel,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.ui.templates.blank import blank_template
from tcxd_desktop.ui.templates.try_state import TrySheet, entry_of, text_of, used_names
from tcxd_desktop.ui.templates.tryout import TryOut
from tests.domain.template_samples import detailed
from tests.ui.template_hand import Hand, Key

D = Decimal
YES_NO = Item("1", "Đủ nội dung", D(40), Method.BINARY, applicable_if="has_chi_uy")
BY_LEVEL = Item("2", "Tỷ lệ dự", D(30), Method.LEVELS, auto="attendance_pct",
                levels=(PointLevel(D(30), "Cao", D(90)), PointLevel(D(10), "Thấp", D(0))))  # fmt: skip
DEDUCTED = Item("3", "Kỷ luật họp", D(10), Method.DEDUCT, per=D(2))
FREE = Item("4", "Không khí", D(20))
BONUS = Adjustment("cong1", AdjustmentKind.BONUS, "Mô hình mới", D(2), D(4))


def template(**changes: Any) -> ScoreTemplate:
    made = {"code": "MAU", "items": (YES_NO, BY_LEVEL, DEDUCTED, FREE), "adjustments": (BONUS,)}
    plain = blank_template()
    return ScoreTemplate(**{
        **{name: getattr(plain, name) for name in plain.__dataclass_fields__}, **made, **changes,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("item", "typed", "entry", "shown"),
    [
        (YES_NO, "x", Entry(met=True), "đạt"),
        (YES_NO, "Đạt", Entry(met=True), "đạt"),
        (YES_NO, "40", Entry(met=True), "đạt"),
        (YES_NO, "k", Entry(met=False), "không đạt"),
        (YES_NO, "không đạt", Entry(met=False), "không đạt"),
        (YES_NO, "-", Entry(not_applicable=True), "không đánh giá"),
        (BY_LEVEL, "30", Entry(level=0), "30"),
        (DEDUCTED, "2", Entry(times=2), "2"),
        (FREE, "17,5", Entry(points=D("17.5")), "17,5"),
    ],
)
def test_what_is_typed_is_read_by_the_method(
    item: Item, typed: str, entry: Entry, shown: str
) -> None:
    assert entry_of(item, typed) == entry
    assert text_of(item, entry) == shown


@pytest.mark.parametrize(
    ("item", "typed", "problem"),
    [
        (BY_LEVEL, "25", ScoreEntryProblem),
        (DEDUCTED, "1,5", ScoreEntryProblem),
        (FREE, "nhiều", NotANumberProblem),
    ],
)
def test_what_cannot_be_read_is_refused(item: Item, typed: str, problem: type) -> None:
    with pytest.raises(problem):
        entry_of(item, typed)


def test_a_usual_meeting_is_scored_at_once_and_explained() -> None:
    sheet = TrySheet()
    sheet.show(template())
    lines = {line.id: line for line in sheet.scores()}
    assert (lines["2"].points, lines["2"].why) == ("30", "19/21 đảng viên dự họp (90,5 %): cao")
    assert lines["1"].points == ""
    assert sheet.result().missing == ("1", "3", "4")
    for name, typed in (("1", "x"), ("3", "1"), ("4", "15"), ("cong1", "3")):
        sheet.enter(name, typed)
    assert sheet.result().total == D(40 + 30 + 8 + 15 + 4)
    sheet.set_figure("has_chi_uy", False)
    sheet.enter("1", "")
    assert sheet.result().complete
    sheet.set_figure("has_chi_uy", None)
    assert sheet.result().missing == ("1",)
    with pytest.raises(ScoreEntryProblem):
        sheet.enter("4", "21")
    with pytest.raises(ScoreEntryProblem):
        sheet.enter("cong1", "-1")


def test_figures_the_template_looks_at_come_first() -> None:
    sheet = TrySheet()
    made = template(
        defines=(Define("pct", "attendance_pct / 2"),),
        inputs=(Input("ho", "Số hộ", "number"), Input("dat", "Đạt chuẩn", "flag")),
        items=(Item("1", "A", D(100), Method.FORMULA, formula="pct + ho"),),
        adjustments=(),
    )
    sheet.show(made)
    names = [line.name for line in sheet.figures()]
    assert used_names(made) == {"pct", "ho", "attendance_pct"}
    assert names.index("ho") < names.index("attendance_pct") < names.index("duration_min")
    assert names.index("present") < names.index("speakers")
    derived = {line.name: line.value for line in sheet.figures() if line.derived}
    assert set(derived) == {"pct", "attendance_pct"}
    sheet.set_figure("ho", D(3))
    assert sheet.result().total is not None


def test_entries_of_what_is_gone_are_dropped() -> None:
    sheet = TrySheet()
    sheet.show(template())
    sheet.enter("4", "10")
    sheet.show(template(items=(YES_NO, BY_LEVEL, DEDUCTED)))
    assert sheet.entries == {}


@pytest.fixture
def tried(qtbot: QtBot) -> TryOut:
    made = TryOut(date(2026, 11, 23))
    qtbot.addWidget(made)
    made.resize(1156, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def row_of(tried: TryOut, item_id: str) -> int:
    return next(n for n, line in enumerate(tried._lines) if line.id == item_id)


def test_scores_are_typed_down_the_column(tried: TryOut, typist: Any) -> None:
    hand = Hand(typist)
    tried.show_template(template())
    assert tried.level.text() == "còn 3 tiêu chí chưa có điểm"
    tried.scores.setFocus()
    tried.scores.setCurrentIndex(tried.scores.sheet.index(0, 2))
    hand.type("x")
    hand.enter()
    hand.fill("", "1", "15", "1")
    assert tried.total.text() == "95/100"
    assert tried.level.text() == "Tốt"
    assert hand.keys < 12
    tried.scores.setCurrentIndex(tried.scores.sheet.index(row_of(tried, "3"), 0))
    assert tried.why.text() == "3  Kỷ luật họp: 8/10. 1 lần, mỗi lần trừ 2 điểm."
    tried.scores.setCurrentIndex(tried.scores.sheet.index(row_of(tried, "4"), 2))
    hand.enter()
    hand.fill("25")
    index = tried.scores.sheet.index(row_of(tried, "4"), 2)
    assert isinstance(tried.scores.sheet.problem(index), ScoreEntryProblem)
    assert tried.total.text() == "95/100"
    tried.scores.setFocus()
    tried.scores.setCurrentIndex(index)
    hand.press(Key.Key_Delete)
    assert tried.scores.sheet.problem(index) is None
    assert tried.total.text() == "80/100"
    hand.click(tried.again)
    assert tried.total.text() == "30/100"


def test_a_changed_figure_changes_the_sheet(tried: TryOut, typist: Any) -> None:
    hand = Hand(typist)
    extra = Item("5", "Chuyên đề", D(10), enabled=False)
    thematic = Variant("meeting_kind == 'chuyen_de'", {"5.enabled": True, "4.max": D(10)})
    tried.show_template(template(items=(YES_NO, BY_LEVEL, DEDUCTED, FREE, extra),
                                 variants=(thematic,)))  # fmt: skip
    assert "5" not in {line.id for line in tried._lines}
    tried.figures.setFocus()
    assert tried._shown[0].name == "meeting_kind"
    hand.enter()
    hand.fill("Chuyên đề")
    assert {"5", "4"} <= {line.id for line in tried._lines}
    assert tried._lines[row_of(tried, "4")].most == "10"
    names = [line.name for line in tried._shown]
    tried.figures.setCurrentIndex(tried.figures.sheet.index(names.index("has_chi_uy"), 1))
    hand.enter()
    hand.fill("không")
    assert tried._lines[row_of(tried, "1")].points == "40"
    assert "Không đánh giá" in tried._lines[row_of(tried, "1")].why
    tried.figures.setCurrentIndex(tried.figures.sheet.index(names.index("present"), 1))
    hand.type("9")
    hand.enter()
    assert tried._lines[row_of(tried, "2")].points == "10"


def test_the_sample_with_everything_is_scored(tried: TryOut) -> None:
    tried.show_template(detailed())
    assert tried.scores.sheet.rowCount() >= 5
    assert tried.total.text().endswith("/100")
