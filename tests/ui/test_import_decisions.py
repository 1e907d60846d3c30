"""What is decided about the lines of a preview, and what still stands in the way. No widgets."""

from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.imports import (
    Candidate,
    CellNote,
    Difference,
    ImportPreview,
    ImportRow,
    NoteKind,
    Outcome,
    RowPreview,
)
from tcxd_desktop.ui.imports import words
from tcxd_desktop.ui.imports.decisions import Decisions, Picked


def row(line: int, outcome: Outcome, **changes: Any) -> RowPreview:
    return RowPreview(ImportRow(line, f"Người {line}"), outcome, **changes)


def candidate(person: int, score: int = 60) -> Candidate:
    return Candidate(person, f"Hồ sơ {person}", "1975", "Chi bộ 1", score, ("họ tên giống",))


ROWS = (
    row(2, Outcome.NEW),
    row(3, Outcome.CHANGED, person_id=7, differences=(Difference("sex", "", "Nam"),)),
    row(4, Outcome.SAME, person_id=8),
    row(5, Outcome.ERROR, reasons=("Thiếu họ và tên.",)),
    row(6, Outcome.DOUBTFUL, candidates=(candidate(9),)),
    row(7, Outcome.DOUBTFUL, candidates=(candidate(9), candidate(10))),
    row(8, Outcome.DOUBTFUL, person_id=11),
)


def preview(*rows: RowPreview, unknown: tuple[str, ...] = ()) -> ImportPreview:
    return ImportPreview("a.xlsx", "x", rows or ROWS, unknown)


def test_everything_open_is_told_in_words() -> None:
    stranger = RowPreview(ImportRow(9, "Người 9", unit="Chi bộ lạ"), Outcome.NEW)
    picked = Picked()
    decisions = Decisions(picked, preview(*ROWS, stranger, unknown=("Chi bộ lạ",)))
    assert list(words.hindrances(decisions)) == [
        "Còn 1 dòng lỗi: sửa ô, hoặc bỏ dòng (F8: dòng tiếp theo).",
        "Còn 3 dòng nghi vấn chưa quyết định.",
        "Còn 1 chi bộ chưa được chọn (bước 4).",
    ]
    assert decisions.sole_candidates() == {6: 9}
    assert decisions.read_by_guess() == {8: 11}
    assert decisions.error_lines() == {5}
    picked.skip.add(9)
    assert decisions.open_units() == []


def test_what_speaks_against_a_record_keeps_it_from_being_taken_with_others() -> None:
    other = replace(candidate(12), against=True)
    picked = Picked()
    decisions = Decisions(picked, preview(*ROWS, row(9, Outcome.DOUBTFUL, candidates=(other,))))
    assert decisions.sole_candidates() == {6: 9}
    picked.match.update({9: 12, 6: 0})
    assert decisions.chosen_words(decisions.rows()[-1]) == "Ghi vào hồ sơ Hồ sơ 12 (1975)"
    assert decisions.chosen_words(decisions.rows()[4]) == "Người mới"
    assert decisions.chosen_words(decisions.rows()[5]) == ""


def test_new_people_with_one_number_stand_in_the_way() -> None:
    twins = [
        RowPreview(ImportRow(line, "Ai", values={"citizen_id": "036162000142"}), Outcome.NEW)
        for line in (2, 3)
    ]
    picked = Picked()
    decisions = Decisions(picked, preview(*twins))
    assert list(words.hindrances(decisions)) == [
        "Dòng 2, 3 cùng số căn cước: sửa ô, hoặc giữ một dòng."
    ]
    picked.skip.add(3)
    assert list(words.hindrances(decisions)) == []


def test_errors_are_told_first_and_what_was_mended_last() -> None:
    notes = (
        CellNote(NoteKind.MENDED, "đã sửa"), CellNote(NoteKind.DOUBT, "nghi ngờ"),
        CellNote(NoteKind.ERROR, "sai"),
    )  # fmt: skip
    told = RowPreview(
        ImportRow(2, "Ai", notes=notes),
        Outcome.ERROR,
        reasons=("đã sửa", "nghi ngờ", "cả dòng", "sai"),
    )
    assert [text for text, _ in words.reasons(told)] == ["sai", "cả dòng", "nghi ngờ", "đã sửa"]
    assert words.details(told) == "sai · cả dòng · nghi ngờ · đã sửa"


def test_a_line_left_out_waits_for_nothing() -> None:
    picked = Picked(skip={5, 6, 7, 8})
    decisions = Decisions(picked, preview())
    assert list(words.hindrances(decisions)) == []
    assert decisions.written() == 2
    picked.skip.update({2, 3})
    assert list(words.hindrances(decisions)) == ["Tệp này không có gì khác với dữ liệu đang có."]


def test_two_lines_of_one_person_stand_in_the_way() -> None:
    picked = Picked(skip={5}, match={6: 9, 7: 9, 8: 11})
    [told] = words.hindrances(Decisions(picked, preview()))
    assert told == "Dòng 6, 7 cùng ghi vào một hồ sơ: giữ một dòng, bỏ các dòng kia."
    picked.match[7] = 0
    assert list(words.hindrances(Decisions(picked, preview()))) == []


def test_a_record_the_file_names_twice_counts_with_what_was_chosen() -> None:
    picked = Picked(skip={5}, match={6: 7, 7: 0, 8: 11})
    [told] = words.hindrances(Decisions(picked, preview()))
    assert told.startswith("Dòng 3, 6 cùng ghi")


def test_choices_hold_only_what_belongs_to_the_preview() -> None:
    picked = Picked(
        skip={5, 99}, match={6: 9, 2: 4}, off={"sex"}, off_cells={(3, "sex"), (99, "sex")},
        units={"Chi bộ lạ": None, "Chi bộ khác": 3},
    )  # fmt: skip
    told = Decisions(picked, preview(unknown=("Chi bộ lạ",))).choices("Huyện 2019")
    assert told.skip == {5}
    assert told.match == {6: 9}
    assert told.off_cells == {(3, "sex")}
    assert told.units == {"Chi bộ lạ": None}
    assert told.profile == "Huyện 2019"


def test_nothing_picked_is_nothing_to_lose() -> None:
    assert not Picked()
    assert Picked(edits={("A", 1, 1): "x"})
    assert not Decisions(Picked(), None).rows()
