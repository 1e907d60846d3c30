"""Calibrations of letters are kept, exported, imported; overprints and copy sheets are made."""

import io
import json
import zlib
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tcxd_desktop.domain import letter_errors
from tcxd_desktop.domain.book import BookEntry, BookQuery
from tcxd_desktop.domain.errors import (
    NotAllowedProblem,
    ParserFailedProblem,
    Problem,
    RestrictedProblem,
    UnchangedProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.letter_errors import (
    CalibrationFileProblem,
    CalibrationProblem,
    EmptyBoxProblem,
    NoBoxChosenProblem,
    NoSuchBoxProblem,
    NoSuchLetterFieldProblem,
    NoSuchLetterProblem,
)
from tcxd_desktop.domain.letters import (
    ANY_PRINTER,
    FRONT,
    LETTERS,
    BoxState,
    Calibration,
    Frame,
    OverprintJob,
    Place,
    Shift,
)
from tcxd_desktop.exchange import calibration_file, child
from tcxd_desktop.office import book, letters, people, personal_data
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording import letter_problems
from tcxd_desktop.wording.acts import act_name
from tcxd_desktop.wording.letters import (
    BOX_STATE,
    FIELD,
    LETTER_NAME,
    LETTER_SHORT,
    letter_name,
)
from tests import make
from tests.forms.letter_samples import NAME, said, values

HP = "HP LaserJet 1020"
MADE = Calibration(
    HP, "T10", Shift(1.5, -0.8), Shift(dx=2), None,
    {2: Frame(100, 9, 92, 96)}, {(1, "ho_ten"): Place(20, 90, 70, 13)},
)  # fmt: skip
JOB = OverprintJob("T10", (1,), {1: {"ho_ten": NAME, "so_sdv": "17"}}, HP)


def told_by(desk: Desk) -> list[BookEntry]:
    """Return the lines of the access book, the newest first."""
    return book.entries(desk, BookQuery(), 50)


# --- what is shipped -----------------------------------------------------------------------------


@pytest.mark.parametrize(("letter", "boxes"), [("T10", 10), ("T7", 7), ("T8", 8), ("T2", 2)])
def test_each_letter_has_its_boxes_in_order_within_the_paper(letter: str, boxes: int) -> None:
    layout = letters.plan(letter)
    assert layout.numbers == tuple(range(1, boxes + 1))
    assert not layout.verified
    for box in layout.boxes:
        x, y, wide, high = box.frame
        assert (x >= 0, y >= 0, x + wide <= layout.width, y + high <= layout.height) == (True,) * 4
        assert box.writer
        assert len(set(box.keys)) == len(box.keys)
        for area in box.fields:
            assert area.key in FIELD
            assert x <= area.place.x
            assert area.place.x + area.place.w <= x + wide
            assert y < area.place.y - area.place.size / 4
            assert area.place.y + (area.lines - 1) * area.leading <= y + high
    letters.check_calibration(Calibration(ANY_PRINTER, letter))


def test_the_ten_box_letter_has_the_captions_of_the_blank() -> None:
    """Fields and sides as on the blank (38-HD/BTCTW ngày 29/9/2025, mục II.4.2, II.4.3)."""
    layout = letters.plan("T10")
    first = layout.box(1)
    assert first is not None
    assert set(first.keys) == {
        "dang_bo1", "dang_bo2", "chi_bo", "so_sdv", "so_tdv", "so_ll", "kinh_gui", "ho_ten",
        "ten_khac", "sinh_ngay", "sinh_thang", "sinh_nam", "vao_dang_d", "vao_dang_m",
        "vao_dang_y", "chinh_thuc_d", "chinh_thuc_m", "chinh_thuc_y", "dang_phi_thang",
        "dang_phi_nam", "duoc_sinh_hoat_o", "ho_so_kem_theo", "ngay_d", "ngay_m", "ngay_y",
        "chuc_danh", "nguoi_ky",
    }  # fmt: skip
    assert [box.number for box in layout.on(FRONT)] == [1, 2, 3, 4]
    enclosed = [box.number for box in layout.boxes if "kem_theo" in box.keys]
    assert enclosed == [3, 4, 5]
    last = layout.box(10)
    assert last is not None
    assert {"so_sdv", "ke_tu_d", "dong_chi"} <= set(last.keys)
    assert "so_gtshd" not in last.keys


def test_a_letter_nobody_knows_is_refused(desk: Desk) -> None:
    with pytest.raises(NoSuchLetterProblem):
        letters.layout(desk, "T9")


def test_everything_has_its_words() -> None:
    problems = {
        kind for kind in vars(letter_errors).values()
        if isinstance(kind, type) and kind.__module__ == letter_errors.__name__
    }  # fmt: skip
    assert set(letter_problems.SENTENCES) == problems
    assert set(BOX_STATE) == set(BoxState)
    for letter in LETTERS:
        assert (
            letter_name(letter)
            == f"{LETTER_NAME[letter]} (loại {letters.plan(letter).numbers[-1]} ô)"
        )
        assert LETTER_SHORT[letter]


# --- calibrations --------------------------------------------------------------------------------


def test_a_calibration_is_kept_for_its_printer_only(desk: Desk) -> None:
    letters.save_calibration(desk, MADE)
    assert letters.calibrations(desk) == [MADE]
    assert letters.calibration(desk, "T10", HP) == MADE
    mine, other = letters.layout(desk, "T10", HP), letters.layout(desk, "T10", "Máy khác")
    assert mine.calibrated
    assert mine.shift(FRONT) == Shift(1.5, -0.8)
    assert other == letters.plan("T10")
    assert letters.layout(desk, "T7", HP) == letters.plan("T7")


def test_a_calibration_for_any_printer_serves_those_without_their_own(desk: Desk) -> None:
    common = replace(MADE, printer=ANY_PRINTER, front=Shift(dx=9))
    letters.save_calibration(desk, common)
    letters.save_calibration(desk, MADE)
    assert letters.layout(desk, "T10", "Máy khác").shift(FRONT) == Shift(dx=9)
    assert letters.layout(desk, "T10", HP).shift(FRONT) == Shift(1.5, -0.8)


def test_saving_again_writes_over_and_the_book_tells_both(desk: Desk) -> None:
    letters.save_calibration(desk, MADE)
    letters.save_calibration(desk, replace(MADE, front=Shift(dx=3)))
    assert [one.front for one in letters.calibrations(desk)] == [Shift(dx=3)]
    lines = [line for line in told_by(desk) if line.use_case == "letters.calibrate"]
    assert len(lines) == 2
    assert lines[0].note == f"Giấy 10 ô (chính thức), máy in {HP}"
    (change,) = book.changes(desk, lines[0].id)
    assert (change.subject, change.field) == ("calibration", "measures")
    assert json.loads(change.old)["front"] == [1.5, -0.8, 1, 1]
    assert json.loads(change.new)["front"] == [3, 0, 1, 1]


def test_dropping_a_calibration_brings_the_shipped_layout_back(desk: Desk) -> None:
    letters.save_calibration(desk, MADE)
    letters.drop_calibration(desk, "T10", HP)
    assert letters.layout(desk, "T10", HP) == letters.plan("T10")
    with pytest.raises(UnchangedProblem):
        letters.drop_calibration(desk, "T10", HP)


def test_measures_that_cannot_be_are_refused_in_words_and_nothing_is_kept(desk: Desk) -> None:
    wrong = replace(MADE, fields={(1, "ho_ten"): Place(280, 90, 70, 13)})
    head = desk.store.head()
    with pytest.raises(CalibrationProblem) as told:
        letters.save_calibration(desk, wrong)
    said_words = letter_problems.SENTENCES[CalibrationProblem].format(*told.value.args)
    assert "mục “Đồng chí”, ô 1" in said_words
    assert "70 mm, phải từ 3 mm đến 17 mm" in said_words
    assert (letters.calibrations(desk), desk.store.head()) == ([], head)


# --- files ---------------------------------------------------------------------------------------


def test_calibrations_go_out_and_come_in_again(desk: Desk) -> None:
    common = replace(MADE, printer=ANY_PRINTER, paper=(290.0, 205.0))
    for made in (MADE, common):
        letters.save_calibration(desk, made)
    data = letters.export_calibrations(desk)
    assert json.loads(data)["format"] == "tcxd-canh-phoi/1"
    letters.drop_calibration(desk, "T10", HP)
    letters.save_calibration(desk, replace(common, front=Shift(dx=7)))
    assert letters.import_calibrations(desk, data) == 2
    assert letters.calibrations(desk) == [common, MADE]
    uses = [line.use_case for line in told_by(desk)]
    assert {"letters.calibrate.export", "letters.calibrate.import"} <= set(uses)
    assert {act_name(use) for use in uses if use.startswith("letters.")}.isdisjoint(uses)


BAD_FILES = {
    "empty": b"",
    "not json": b"xin chao",
    "cut": json.dumps({"format": "tcxd-canh-phoi/1", "calibrations": [{}]}).encode()[:-5],
    "doubled": b'{"format": "tcxd-canh-phoi/1", "format": "x", "calibrations": []}',
    "other": b'{"format": "tcxd-pack/1", "content": {}}',
    "a list": b"[]",
    "deep": b'{"format": "tcxd-canh-phoi/1", "calibrations": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "not a number": b'{"format": "tcxd-canh-phoi/1", "calibrations": [{"printer": "", '
                    b'"letter": "T10", "front": [NaN, 0, 1, 1]}]}',
    "huge": b'{"a": "' + b"x" * 1_000_001 + b'"}',
}  # fmt: skip


@pytest.mark.parametrize("data", BAD_FILES.values(), ids=BAD_FILES)
def test_what_is_no_file_of_calibrations_is_refused_and_nothing_is_kept(
    desk: Desk, data: bytes
) -> None:
    letters.save_calibration(desk, MADE)
    head = desk.store.head()
    with pytest.raises(CalibrationFileProblem) as told:
        letters.import_calibrations(desk, data)
    assert letter_problems.SENTENCES[CalibrationFileProblem].format(*told.value.args)
    assert (letters.calibrations(desk), desk.store.head()) == ([MADE], head)


def test_one_bad_calibration_among_good_ones_keeps_all_out(desk: Desk) -> None:
    wrong = replace(MADE, printer="B", front=Shift(dx=99))
    head = desk.store.head()
    with pytest.raises(CalibrationProblem) as told:
        letters.import_calibrations(desk, calibration_file.write([MADE, wrong]))
    assert told.value.args[0] == "dịch ngang, mặt trước"
    assert (letters.calibrations(desk), desk.store.head()) == ([], head)


def test_a_letter_nobody_knows_keeps_the_file_out(desk: Desk) -> None:
    with pytest.raises(NoSuchLetterProblem):
        letters.import_calibrations(desk, calibration_file.write([replace(MADE, letter="T9")]))


def test_the_parser_is_a_child_that_may_be_stopped() -> None:
    with pytest.raises(ParserFailedProblem):
        calibration_file.read(calibration_file.write([MADE]), child.Limits(seconds=0.001))


# --- printing ------------------------------------------------------------------------------------


def test_the_overprint_uses_the_printers_own_places(desk: Desk) -> None:
    letters.save_calibration(desk, MADE)
    found = {
        one.text: (round(one.x, 2), round(one.y, 2), one.size)
        for one in said(letters.overprint(desk, JOB))
    }
    assert found[NAME] == (21.5, 89.2, 13)
    assert found["17"] == (31.5, 39.2, 11)
    elsewhere = {
        one.text: (one.x, one.y) for one in said(letters.overprint(desk, replace(JOB, printer="")))
    }
    assert elsewhere[NAME] == (pytest.approx(14), pytest.approx(86))


def test_only_the_boxes_asked_for_are_printed(desk: Desk) -> None:
    layout = letters.plan("T10")
    job = OverprintJob("T10", (4, 5), values(layout))
    pdf = letters.overprint(desk, job)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    told = {one.text for one in said(pdf)}
    assert told == {text for number in (4, 5) for text in values(layout)[number].values()}


@pytest.mark.parametrize(
    ("job", "problem"),
    [
        (replace(JOB, letter="T9"), NoSuchLetterProblem),
        (replace(JOB, boxes=()), NoBoxChosenProblem),
        (replace(JOB, boxes=(11,)), NoSuchBoxProblem),
        (replace(JOB, boxes=(1, 2)), EmptyBoxProblem),
        (replace(JOB, values={1: {"ho_ten": "  "}}), EmptyBoxProblem),
        (replace(JOB, values={1: {"so_gtshd": "12"}}), NoSuchLetterFieldProblem),
    ],
)
def test_what_the_letter_has_not_is_not_printed(
    desk: Desk, job: OverprintJob, problem: type[Problem]
) -> None:
    with pytest.raises(problem) as told:
        letters.overprint(desk, job)
    assert letter_problems.SENTENCES[problem].format(*told.value.args)


def test_the_copy_sheet_lists_empty_boxes_too(desk: Desk) -> None:
    job = replace(JOB, boxes=(1, 4), serial="000123")
    text = "".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(letters.copy_sheet(desk, job, NAME))).pages
    )
    for part in (
        "BẢN ĐỂ CHÉP TAY",
        "Ô 1 · Chi ủy nơi đi",
        "Ô 4 ·",
        NAME,
        "000123",
        "Đảng ủy xã Đông Hải",
    ):
        assert part in text, part


def test_the_test_sheet_shows_the_saved_and_the_trial_the_typed(desk: Desk) -> None:
    letters.save_calibration(desk, MADE)
    saved = letters.test_sheet(desk, "T10", HP)
    typed = letters.trial_sheet(desk, replace(MADE, front=Shift(dx=5)))
    assert saved == letters.trial_sheet(desk, MADE) != typed
    with pytest.raises(CalibrationProblem):
        letters.trial_sheet(desk, replace(MADE, front=Shift(dx=50)))


def test_a_print_leaves_its_line_with_whom_what_and_how_many(desk: Desk) -> None:
    person = people.create(desk, make.new_person(name=NAME)).id
    job = replace(JOB, person_ids=(person,), serial="000123")
    letters.note_printed(desk, job, copies=1, purpose="giao cho đảng viên")
    line = told_by(desk)[0]
    assert line.note == "Giấy 10 ô (chính thức) số 000123, ô 1"
    assert (line.use_case, line.copies, line.purpose) == ("printing.print", 1, "giao cho đảng viên")
    assert line.people == ((person, NAME),)
    with desk.read() as reading:
        form, snapshot = reading.one("SELECT form, snapshot FROM printed") or ("", b"")
    kept = json.loads(zlib.decompress(bytes(snapshot)))
    assert form == "T10"
    assert kept[2:] == [[["1.ho_ten", NAME], ["1.so_sdv", "17"]], [person, person]]


def test_erasing_a_person_takes_away_what_the_letter_said(desk: Desk) -> None:
    person = people.create(desk, make.new_person(name=NAME)).id
    letters.note_printed(desk, replace(JOB, person_ids=(person,)), copies=1)
    personal_data.erase(desk, person, make.decision(), "theo đơn yêu cầu", lambda: None)
    with desk.read() as reading:
        (snapshot,) = reading.one("SELECT snapshot FROM printed") or (b"",)
    kept = zlib.decompress(bytes(snapshot)).decode()
    assert NAME not in kept
    assert "1.ho_ten" in kept


def test_nobody_whose_data_is_locked_is_printed(desk: Desk) -> None:
    person = people.create(desk, make.new_person(name=NAME)).id
    job = replace(JOB, person_ids=(person,))
    assert letters.overprint(desk, job)
    lock(desk, person)
    for call in (letters.overprint, letters.copy_sheet):
        with pytest.raises(RestrictedProblem):
            call(desk, job)
    with pytest.raises(RestrictedProblem):
        letters.note_printed(desk, job, copies=1)


def lock(desk: Desk, person: int) -> None:
    personal_data.restrict(desk, person, make.decision(), "đang giải quyết khiếu nại")


def test_who_only_looks_may_neither_calibrate_nor_print(desk: Desk) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    assert letters.layout(viewer, "T10") == letters.plan("T10")
    for call in (
        lambda: letters.save_calibration(viewer, replace(MADE, front=Shift(dx=99))),
        lambda: letters.drop_calibration(viewer, "T9", HP),
        lambda: letters.export_calibrations(viewer),
        lambda: letters.import_calibrations(viewer, b"x"),
        lambda: letters.test_sheet(viewer, "T9", HP),
        lambda: letters.trial_sheet(viewer, MADE),
        lambda: letters.overprint(viewer, replace(JOB, letter="T9")),
        lambda: letters.copy_sheet(viewer, JOB),
        lambda: letters.note_printed(viewer, JOB, copies=1),
    ):
        with pytest.raises(NotAllowedProblem):
            call()
