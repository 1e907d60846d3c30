"""Phrases of minutes and resolutions: lists, what is not known, kinds of meeting."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.documents import Document, Field, Heading, Paragraph, Table
from tcxd_desktop.domain.meetings import Attendance, Counts, Minutes, Presence, Vote
from tcxd_desktop.domain.score_templates import NOT_HELD, MeetingKind
from tcxd_desktop.wording.documents import place_line, recipient_lines
from tcxd_desktop.wording.meeting_documents import (
    KIND_OF_MEETING,
    clock,
    lettered,
    month_words,
    number_line,
    sentence,
    tasks_compared,
    vote_line,
)
from tcxd_desktop.wording.meeting_lists import plan_document, roll_document
from tcxd_desktop.wording.meeting_minutes import minutes_document
from tcxd_desktop.wording.meeting_resolution import resolution_document
from tests.forms.document_samples import BLANK, EMPTY, FULL, MEETING, PLAN, RESULT


def said(document: Document) -> str:
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(block.line)
        elif isinstance(block, Paragraph):
            lines.append(f"{block.lead} {block.text}".strip())
        elif isinstance(block, Field):
            lines.append(f"{block.label} {block.value}".strip())
        else:
            lines += [" | ".join(row.cells) for row in block.rows]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Một việc.", ["Một việc."]),
        ("Một.\nHai.", ["a) Một.", "b) Hai."]),
        ("1\n2\n3\n4\n5\n6\n7", ["a) 1", "b) 2", "c) 3", "d) 4", "đ) 5", "e) 6", "g) 7"]),
        ("- Một\n- Hai", ["- Một", "- Hai"]),
        ("1. Một\n2. Hai", ["1. Một", "2. Hai"]),
        ("đ) Một\ne) Hai", ["đ) Một", "e) Hai"]),
        ("Một\n\nHai", ["a) Một", "b) Hai"]),
    ],
)
def test_several_points_take_letters_unless_they_have_marks(text: str, lines: list[str]) -> None:
    found = lettered(text, blank=False)
    assert [block.text for block in found if isinstance(block, Paragraph)] == lines


def test_small_words() -> None:
    assert clock("09:05") == "9 giờ 05"
    assert clock("") == "..... giờ ....."
    assert month_words("2026-02") == "tháng 02 năm 2026"
    assert month_words("2026-09") == "tháng 9 năm 2026"
    assert [sentence(text) for text in ("", "a", "a.", "a…", "a?")] == ["", "a.", "a.", "a…", "a?"]
    assert number_line("05-NQ/CB", "NQ/CB") == "Số 05-NQ/CB"
    assert number_line("", "NQ/CB") == "Số .....-NQ/CB"
    assert vote_line(Vote("x", 1, 1, 1)).startswith("tán thành 1/3 (33,3 %)")
    assert vote_line(Vote("x", 0)) == "tán thành 0/0, không tán thành 0, ý kiến khác 0"
    assert recipient_lines(("Đảng ủy", "Lưu.")) == ("- Đảng ủy,", "- Lưu.")
    assert place_line(replace(minutes_document(EMPTY).head, on="")).endswith("năm .........")


def test_where_the_standing_of_some_is_not_known_no_number_is_told() -> None:
    roll = (Attendance(1, "A", "chua_ro", Presence.PRESENT), Attendance(2, "B", "chinh_thuc"))
    counts = Counts(members=2, official=1, present=1, uncalled=1)
    text = said(
        minutes_document(replace(FULL, meeting=replace(MEETING, attendance=roll, counts=counts)))
    )
    assert "2 đồng chí, trong đó chính thức ....., dự bị ....." in text
    assert "- Có mặt: 1 đồng chí, trong đó chính thức ....., dự bị ....." in text
    assert "- Chưa điểm danh: 1 đồng chí." in text


def test_counts_keyed_from_a_paper_are_told_without_names() -> None:
    counts = Counts(members=20, official=19, probationary=1, present=18, present_official=17,
                    present_probationary=1, absent_reason=2, special_duty=1)  # fmt: skip
    meeting = replace(MEETING, attendance=(), counts=counts, counts_by_hand=True)
    text = said(minutes_document(replace(FULL, meeting=meeting, base=19)))
    assert "- Vắng có lý do: 2 đồng chí." in text
    assert "làm nhiệm vụ đặc biệt: 1 đồng chí." in text
    assert "tỷ lệ dự 18/19 (94,7 %)" in text
    roll = roll_document(replace(FULL, meeting=meeting))
    assert len(next(one for one in roll.blocks if isinstance(one, Table)).rows) == 10


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_of_meeting_has_its_name_on_every_paper(kind: MeetingKind) -> None:
    paper = replace(FULL, meeting=replace(MEETING, kind=kind))
    assert KIND_OF_MEETING[kind] in minutes_document(paper).summary[0].lower()
    assert KIND_OF_MEETING[kind] in roll_document(paper).summary[0]
    assert " của chi bộ" not in said(resolution_document(paper)).partition(", từ")[0]


def test_a_thematic_meeting_tells_its_theme_and_no_empty_monthly_parts() -> None:
    meeting = replace(MEETING, kind=MeetingKind.THEMATIC, minutes=Minutes(theme="Nêu gương"))
    text = said(minutes_document(replace(FULL, meeting=meeting, carried=(), given=())))
    assert "1. Chuyên đề\nNêu gương\nII. " in text


def test_a_score_that_is_not_whole_is_not_told() -> None:
    text = said(resolution_document(replace(FULL, result=replace(RESULT, complete=False))))
    assert "1 | Công tác chuẩn bị sinh hoạt | 10 | …" in text
    assert " | Tổng điểm | 100 | \n" in text
    assert "92,5" not in text
    without = said(resolution_document(replace(FULL, result=replace(RESULT, level=NOT_HELD))))
    assert "buổi sinh hoạt: Không sinh hoạt." in without


def test_a_later_meeting_does_not_change_what_this_one_knew() -> None:
    carried = tuple(replace(task, judged_in=99) for task in FULL.carried)
    table = tasks_compared(replace(FULL, carried=carried))
    assert table is not None
    assert {row.cells[3] for row in table.rows if "ăn xa" not in row.cells[1]} == {
        "Tiếp tục thực hiện"
    }


def test_a_blank_paper_tells_no_score_and_no_result() -> None:
    text = said(minutes_document(replace(BLANK, result=RESULT)))
    assert "92,5" not in text
    assert (
        "Rà soát đảng viên đi làm ăn xa (Vũ Thị Hạnh) | Đang thực hiện, hạn 31/12/2026 | " in text
    )


def test_a_month_without_chi_bo_says_so() -> None:
    assert "Chưa có chi bộ nào." in said(plan_document(replace(PLAN, lines=())))
