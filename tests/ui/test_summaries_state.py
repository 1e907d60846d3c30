"""What the summaries show of a period, without widgets."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.meetings import (
    Board,
    BoardCell,
    BoardRow,
    CellState,
    PeriodLine,
    PeriodTable,
)
from tcxd_desktop.domain.score_templates import CellKind
from tcxd_desktop.ui.meetings.plan_periods import around, as_kind, stepped, title
from tcxd_desktop.ui.meetings.summary_state import (
    closed_text,
    columns_of,
    final_label,
    heat_rows,
    level_badge,
    month_text,
    papers_of,
    short,
    summary,
    thematic_said,
    thematic_text,
    usual_month,
    why_of,
)

LEVELS = (("TOT", "Tốt"), ("KHA", "Khá"), ("TB", "Trung bình"), ("KEM", "Kém"))
RATED = BoardCell(CellState.RATED, 5, "2026-07-06", "92", "90.5", "TOT", "Tốt", rank=0, ranks=4)
LINE = PeriodLine(
    3, "Chi bộ thôn Đông", 21, (RATED, replace(RATED, official_total="71", rank=1, level="KHA")),
    total="80.8", level="KHA", level_label="Khá", why=("Bình quân 2 kỳ là 80,8 điểm: mức Khá",),
    counts=(("Tốt", 1), ("Khá", 1)), thematic=(2,),
)  # fmt: skip
QUARTER = PeriodTable("2026-Q3", (LINE, PeriodLine(4, "Chi bộ thôn Hạ", 12)), LEVELS)


def row_of(months: tuple[BoardCell, ...]) -> BoardRow:
    return BoardRow(3, "Chi bộ thôn Đông", 21, CellKind.VILLAGE, months, (0, 0, 0, 0))


@pytest.mark.parametrize(
    ("recorded", "found"),
    [
        ({9: CellState.RATED, 10: CellState.SCORED}, 10),
        ({10: CellState.RATED, 11: CellState.HELD}, 10),
        ({10: CellState.RATED, 11: CellState.RATED}, 11),
        ({}, 10),
    ],
)
def test_the_month_before_is_summed_up_until_a_level_of_this_one_is_official(
    recorded: dict[int, CellState], found: int
) -> None:
    months = tuple(
        BoardCell(recorded.get(month, CellState.EMPTY), level="TOT") for month in range(1, 13)
    )
    board = Board(2026, (row_of(months),))
    assert usual_month(board, date(2026, 11, 23)) == found
    january = Board(2027, (row_of((BoardCell(CellState.EMPTY),) * 12),))
    assert usual_month(january, date(2027, 1, 4)) == 0


@pytest.mark.parametrize(
    ("period", "by", "found"),
    [("2026-01", -1, "2025-12"), ("2026-12", 1, "2027-01"), ("2026-Q1", -1, "2025-Q4"),
     ("2026-Q4", 1, "2027-Q1"), ("2026", 1, "2027"), ("2026", -2, "2024")],
)  # fmt: skip
def test_periods_are_walked_by_their_own_length(period: str, by: int, found: str) -> None:
    assert stepped(period, by) == found
    assert period in around(period)


def test_a_month_lies_in_its_quarter_and_year() -> None:
    assert [as_kind("2026-08", kind) for kind in ("thang", "quy", "nam")] == [
        "2026-08", "2026-Q3", "2026",
    ]  # fmt: skip
    assert title("2026-Q3") == "Quý III/2026"


def texts(table: PeriodTable, line: PeriodLine) -> dict[str, str]:
    return {column.title: column.text(line) for column in columns_of(table)}


def test_a_quarter_shows_months_counts_and_the_level() -> None:
    found = texts(QUARTER, LINE)
    assert found == {
        "Chi bộ": "Chi bộ thôn Đông", "ĐV": "21", "Mức": "Khá", "B.quân": "80,8", "CĐ": "1/1",
        "T7": "90,5", "T8": "71", "T9": "·", "Tốt": "1", "Khá": "1", "TB": "", "Kém": "",
    }  # fmt: skip
    tones = {column.key: column.tone(LINE) for column in columns_of(QUARTER) if column.tone}
    assert tones == {"level": "warn", "m1": "ok", "m2": "warn", "m3": ""}
    assert texts(QUARTER, QUARTER.lines[1])["Mức"] == ""


def test_a_month_shows_both_scores_and_where_the_sheet_stands() -> None:
    cell = replace(RATED, state=CellState.SCORED, official_total="", level="", rank=-1)
    line = PeriodLine(3, "Chi bộ thôn Đông", 21, (cell,), "2026-07-06", note="Mục 2 trừ 1")
    found = texts(PeriodTable("2026-07", (line,), LEVELS), line)
    assert found == {
        "Chi bộ": "Chi bộ thôn Đông", "ĐV": "21", "Ngày họp": "06/07/2026", "Tự chấm": "92",
        "Thẩm định": "", "Mức": "", "Tình trạng": "Đã nộp, chưa thẩm định",
        "Thuyết minh, ghi chú": "Mục 2 trừ 1",
    }  # fmt: skip


def test_a_review_that_is_not_confirmed_shows_its_points_and_no_level() -> None:
    cell = replace(RATED, state=CellState.REVIEWED, level="", level_label="", rank=-1)
    line = PeriodLine(3, "Chi bộ thôn Đông", 21, (cell,), "2026-07-06")
    found = texts(PeriodTable("2026-07", (line,), LEVELS), line)
    assert (found["Thẩm định"], found["Mức"], found["Tình trạng"]) == ("90,5", "", "Đã thẩm định")


@pytest.mark.parametrize(
    ("state", "text"),
    [(CellState.RATED, "90,5"), (CellState.NOT_HELD, "KSH"), (CellState.REVIEWED, "…"), (CellState.OVERDUE, "…"),
     (CellState.PLANNED, "·"), (CellState.EMPTY, "·")],
)  # fmt: skip
def test_only_official_points_stand_in_a_period(state: CellState, text: str) -> None:
    assert month_text(replace(RATED, state=state)) == text


def test_what_the_committee_decided_holds_and_says_both() -> None:
    decided = replace(LINE, decided="TB", decided_label="Trung bình", decided_reason="Có kỷ luật")
    assert final_label(decided) == "Trung bình"
    assert level_badge(decided, QUARTER) == "bad"
    assert why_of(decided)[0] == "Cấp ủy quyết định mức Trung bình. Lý do: Có kỷ luật"
    assert why_of(decided)[1].startswith("Bình quân")


def test_a_rule_that_cannot_be_judged_is_said() -> None:
    assert final_label(replace(LINE, level="", level_label="")) == "chưa đủ căn cứ"


def test_the_line_above_counts_levels() -> None:
    assert summary(QUARTER) == "2 chi bộ · Khá 1 · 1 chưa có mức"
    closed = replace(QUARTER, closed_on="2026-10-10", closed_by="Trần Thu Hà")
    assert closed_text(closed) == "Đã chốt 10/10/2026, Trần Thu Hà"
    assert closed_text(QUARTER) == ""


def test_thematic_meetings_by_quarter() -> None:
    year = replace(LINE, thematic=(1, 0, 2, 0))
    assert thematic_text(year) == "2/4"
    assert thematic_said(year, "2026") == (
        "Sinh hoạt chuyên đề, quý I: 1, quý II: chưa có, quý III: 2, quý IV: chưa có"
    )


def test_narrow_heads() -> None:
    assert [short(label) for _, label in LEVELS] == ["Tốt", "Khá", "TB", "Kém"]


def test_papers_of_each_period() -> None:
    assert [(form, period) for _, form, period in papers_of("2026-09")] == [
        ("THT", "2026-09"), ("BC6T", "2026-H1"), ("BC6T", "2026-H2"),
    ]  # fmt: skip
    assert papers_of("2026-Q3")[0] == ("Bảng tổng hợp quý III/2026", "THQ", "2026-Q3")
    assert papers_of("2026")[0][1] == "THN"


def test_the_map_tells_every_month_in_words() -> None:
    found = heat_rows(QUARTER)
    assert (found[0].key, found[0].label) == (3, "Chi bộ thôn Đông")
    assert found[0].cells[0].said.startswith("tháng 7/2026: 90,5 điểm, Tốt")
    assert found[1].cells == ()
