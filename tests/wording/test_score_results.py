"""What sheets say of results: nothing is claimed that is not there, nothing is left unexplained."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_papers import TOTAL, RowKind
from tcxd_desktop.domain.score_sheets import Entries, Entry, Facts, SheetResult, SheetState
from tcxd_desktop.domain.score_templates import NOT_HELD, SELF, LegalBasis, MeetingKind
from tcxd_desktop.domain.scoring import compile_template
from tcxd_desktop.wording import score_papers as papers
from tcxd_desktop.wording import score_results as results
from tests.forms import score_samples as samples

D = Decimal
FACTS: Facts = {"meeting_kind": "ket_hop", "held": True}


def full(**changed: Entry) -> Entries:
    made = {
        item.id: Entry(points=item.max) for item in samples.TEMPLATE.walk() if not item.children
    }
    return {**made, **{key.replace("_", "."): value for key, value in changed.items()}}


def scored(entries: Entries, template: object = samples.TEMPLATE) -> SheetResult:
    return compile_template(template).score(FACTS, entries, SELF)  # type: ignore[arg-type]


def test_points_are_printed_with_a_comma_and_what_is_taken_off_with_its_sign() -> None:
    result = scored({**full(**{"4_2": Entry(points=D("9.5"))}), "tre": Entry(times=3)})
    column = results.column(samples.TEMPLATE, result)
    assert column.points["4.2"] == "9,5"
    assert column.points["tre"] == "−1,5"
    assert column.points["thuong"] == "0"
    assert column.points[TOTAL] == "98"


def test_a_sum_of_which_something_is_missing_is_not_printed() -> None:
    entries = {item: entry for item, entry in full().items() if item != "3.2"}
    result = scored(entries)
    column = results.column(samples.TEMPLATE, result)
    assert TOTAL not in column.points
    assert "3" not in column.points
    assert column.points["3.2"] == ""
    assert column.points["4"] == "30"
    assert results.points_words(result, samples.LEVELS) == "chưa xếp loại"
    [*_, said] = results.total_remarks(samples.TEMPLATE, result, FACTS)
    assert said == "Chưa có điểm: tiêu chí 3.2."


def test_many_missing_ones_are_counted() -> None:
    result = scored({"1": Entry(level=0)})
    [*_, said] = results.total_remarks(samples.TEMPLATE, result, FACTS)
    assert said.count(",") == 11
    assert said.endswith("tiêu chí nữa.")


def test_the_last_column_has_the_note_first_then_how_it_came_about() -> None:
    result = scored(full(**{"3_5": Entry(points=D(0), note="Đăng muộn")}))
    notes = results.item_notes(samples.TEMPLATE, result, FACTS)
    assert notes["3.5"].startswith("Đăng muộn")
    assert "4" not in notes, "a sum needs no remark"
    assert "5.1" not in notes, "entered by hand goes without saying"


def test_differences_are_self_minus_review_where_they_differ() -> None:
    own, review = (
        scored(full()),
        scored(full(**{"7": Entry(points=D(27)), "3_1": Entry(points=D(2))})),
    )
    apart = results.differences(own, review, D(4))
    assert apart == {"7": "+3", "3.1": "+1", "3": "+1", TOTAL: "+4"}
    assert results.differences(own, None, None) == {}
    assert results.differences(review, own, D("-4.5"))[TOTAL] == "−4,5"
    assert results.signed(D(0)) == "0"


def test_reasons_stand_where_the_two_differ() -> None:
    own = scored(full())
    review = scored(full(**{"7": Entry(points=D(27), note="8/9 nhiệm vụ")}))
    notes = results.review_notes(samples.TEMPLATE, own, review, FACTS)
    assert notes["7"] == "8/9 nhiệm vụ"
    assert set(notes) <= {"7"}
    assert results.review_notes(samples.TEMPLATE, own, None, FACTS) == {}
    assert results.difference_reason("") == ()


@pytest.mark.parametrize("state", [SheetState.DRAFT, SheetState.SUBMITTED])
def test_before_the_review_there_is_no_official_rating(state: SheetState) -> None:
    own = scored(full())
    assert results.official_words(own, samples.LEVELS, state) == "chưa thẩm định"
    assert results.official_words(None, samples.LEVELS, SheetState.CONFIRMED) == "chưa thẩm định"
    lines = dict(results.own_verdict(own, None, samples.LEVELS, state, "2026-10"))
    assert lines["Xếp loại của cấp ủy cấp trên"] == "chưa thẩm định"


def test_a_review_counts_once_it_is_confirmed() -> None:
    review = scored(full())
    said = results.official_words(review, samples.LEVELS, SheetState.REVIEWED)
    assert said == "100 điểm, Tốt (chưa xác nhận)"
    confirmed = results.official_words(review, samples.LEVELS, SheetState.CONFIRMED)
    assert confirmed == said.removesuffix(" (chưa xác nhận)")
    lines = results.review_verdict(review, review, samples.LEVELS, SheetState.CONFIRMED, D(0))
    assert lines[-1] == ("Chênh lệch (tự chấm trừ thẩm định)", "0 điểm")
    assert len(results.review_verdict(review, None, samples.LEVELS, SheetState.DRAFT, None)) == 2


def test_names_of_levels() -> None:
    assert results.level_name(samples.LEVELS, "TB") == "Trung bình"
    assert results.level_name(samples.LEVELS, NOT_HELD) == "không sinh hoạt"
    assert results.level_name(samples.LEVELS, None) == ""
    assert papers.level_bounds(samples.LEVELS) == (
        "Tốt: từ 90 điểm trở lên; Khá: từ 70 đến dưới 90 điểm; "
        "Trung bình: từ 50 đến dưới 70 điểm; Kém: dưới 50 điểm"
    )


# --- the outline ----------------------------------------------------------------------------------


def test_levels_are_rows_below_their_criterion() -> None:
    outline = papers.outline(samples.TEMPLATE)
    kinds = [row.kind for row in outline.rows[:8]]
    assert kinds == [RowKind.GROUP, *[RowKind.LEVEL] * 5, RowKind.GROUP, RowKind.ITEM]
    assert [row.level for row in outline.rows[1:6]] == [0, 1, 2, 3, 4]
    assert outline.rows[0].hint.startswith("Ít nhất 90 phút")
    assert [row.tick for row in outline.rows if row.item == "3.1"] == [True]
    assert [row.tick for row in outline.rows if row.item == "4.2"] == [False]


def test_what_stands_outside_the_criteria_comes_last_with_its_limits() -> None:
    rows = papers.outline(samples.TEMPLATE).rows[-4:]
    assert [row.kind for row in rows] == [RowKind.CAPTION, RowKind.ITEM] * 2
    assert [row.max for row in rows] == ["", "+1", "", "−2"]
    assert rows[3].hint == "−0,5 điểm mỗi lần, nhiều nhất −2 điểm"
    assert (rows[1].tick, rows[3].tick) == (True, False)


def test_the_foot_names_the_template_and_papers_with_a_number_only() -> None:
    bases = (*samples.TEMPLATE.legal_basis, LegalBasis("chưa rõ số", "", "Đảng ủy phường"))
    foot = papers.footer(replace(samples.TEMPLATE, legal_basis=bases))
    assert foot[-1] == "Mẫu AN-PHU-THU, bản 2, theo 42-HD/BTCTW ngày 28/10/2025."
    assert foot[1] == "Mức Tốt còn phải đạt: đạt điểm tối đa ở tiêu chí 1 và tiêu chí 2."
    assert papers.footer(replace(samples.TEMPLATE, legal_basis=()))[-1] == "Mẫu AN-PHU-THU, bản 2."


# --- the meeting ----------------------------------------------------------------------------------


def test_a_meeting_is_told_as_far_as_it_is_known() -> None:
    assert papers.told(samples.MEETING) == (
        "Ngày họp 05/10/2026, từ 19:30 đến 21:35 (125 phút), tại Nhà văn hóa thôn Bình Minh.",
        "Đảng viên của chi bộ: 24 (22 chính thức, 2 dự bị); có mặt 19, vắng có lý do 2, "
        "vắng không lý do 0, miễn sinh hoạt 2, tạm thời đi nơi khác 1, phát biểu 10.",
        "Chủ trì Phạm Văn Thành; thư ký Lê Thị An; đại biểu cấp ủy cấp trên Trần Thu Hà.",
    )
    assert papers.told(Meeting(0, 1, MeetingKind.REGULAR, "2026-10")) == ()


def test_what_is_asked_has_what_is_known() -> None:
    known = {blank.label: blank.value for row in papers.asked(samples.MEETING) for blank in row}
    assert known["Ngày họp"] == "05/10/2026"
    assert known["Tổng số đảng viên"] == "24"
    assert known["tạm thời đến"] == ""
    assert known["Có mặt"] == ""


def test_titles_name_month_and_kind() -> None:
    assert results.own_subtitle(samples.MEETING) == (
        "Chất lượng sinh hoạt chi bộ tháng 10 năm 2026",
        "(Sinh hoạt thường kỳ kết hợp chuyên đề)",
    )
    month, whose = results.review_subtitle(replace(samples.MEETING, held_on=""), "Chi bộ thôn Đông")
    assert month == "Chất lượng sinh hoạt chi bộ tháng 10 năm 2026"
    assert whose == "Chi bộ thôn Đông, sinh hoạt thường kỳ kết hợp chuyên đề"
