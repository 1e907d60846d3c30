"""Overprint: each value at its measured place on the blank, and nothing else on the paper."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from tcxd_desktop.domain.letter_checks import marks_of, measured_shift
from tcxd_desktop.domain.letter_errors import (
    LetterSignProblem,
    LetterTextTooLongProblem,
    OffPaperProblem,
)
from tcxd_desktop.domain.letters import (
    BACK,
    FRONT,
    FieldArea,
    LetterLayout,
    OverprintJob,
    Place,
    Shift,
    calibrated,
)
from tcxd_desktop.forms import letter_overprint
from tcxd_desktop.forms.letter_overprint import FLOOR, set_text
from tcxd_desktop.forms.letter_pages import width
from tcxd_desktop.forms.letter_test_sheet import letter_test_sheet
from tcxd_desktop.office import letters
from tests.forms.letter_samples import (
    MM,
    NAME,
    PAINTING,
    Said,
    job,
    made_up_blank,
    operators,
    said,
    values,
)

T10 = letters.plan("T10")
Printer = Callable[[float, float], tuple[float, float]]
NEAR = 0.05
"""Millimetres a letter may be off."""


def start(area: FieldArea, text: str, size: float) -> tuple[float, float]:
    """Return where a one-line value must begin on the blank."""
    x, y, wide, _ = area.place
    return (x + (wide - width(text, size)) / 2 if area.align == "center" else x), y


# --- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["T10", "T7", "T8", "T2"])
def test_every_value_of_every_box_stands_at_its_place(letter: str) -> None:
    layout = letters.plan(letter)
    pdf = letter_overprint.letter_overprint(layout, job(layout))
    found = said(pdf)
    for box in layout.boxes:
        for area in box.fields:
            text = values(layout)[box.number][area.key]
            line = nearest(found, layout.sides.index(box.side), area)
            assert line.text == text, (box.number, area.key)
            x, y = start(area, text, line.size)
            assert line.x == pytest.approx(x, abs=NEAR)
            assert line.y == pytest.approx(y, abs=NEAR)
    assert len(found) == sum(len(box.fields) for box in layout.boxes)


def nearest(found: Sequence[Said], page: int, area: FieldArea) -> Said:
    inside = [
        one for one in found
        if one.page == page and abs(one.y - area.place.y) < NEAR
        and area.place.x - NEAR <= one.x <= area.place.x + area.place.w
    ]  # fmt: skip
    assert len(inside) == 1, (area, inside)
    return inside[0]


def test_all_boxes_fall_into_place_on_a_made_up_blank_by_a_printer_that_is_off() -> None:
    """Measure the blank with a ruler, measure one test sheet, print: every word is on its line."""
    blank = made_up_blank(T10)
    gain, drift = (1.006, 0.992), (2.5, -1.75)

    def printer(x: float, y: float) -> tuple[float, float]:
        """Where this printer puts what it is told to put at (x, y)."""
        return x * gain[0] + drift[0], y * gain[1] + drift[1]

    trial = letter_test_sheet(calibrated(T10, blank.calibration()))
    shift = shift_read_off(trial, blank.width, blank.height, printer)
    layout = calibrated(T10, blank.calibration(shift, shift))
    pdf = letter_overprint.letter_overprint(layout, job(layout))
    found = said(pdf)
    sides = {FRONT: 0, BACK: 1}
    seen = 0
    for box in layout.boxes:
        for area in box.fields:
            x, y, wide, size = blank.places[box.number, area.key]
            text = values(layout)[box.number][area.key]
            on_paper = [
                (one, printer(one.x, one.y))
                for one in found if one.page == sides[box.side] and one.text == text
            ]  # fmt: skip
            landed = min(on_paper, key=lambda pair: abs(pair[1][1] - y) + abs(pair[1][0] - x))
            line, (px, py) = landed
            expected, _ = start(
                FieldArea(area.key, Place(x, y, wide, size), area.align), text, line.size
            )
            assert py == pytest.approx(y, abs=0.15), (box.number, area.key)
            assert px == pytest.approx(expected, abs=0.15), (box.number, area.key)
            seen += 1
    assert seen == len(blank.places) == len(found)


def shift_read_off(trial: bytes, wide: float, high: float, printer: Printer) -> Shift:
    """Measure the four marks of the printed test sheet, as the dialog asks for them."""
    told = {one.text[0]: one for one in said(trial) if one.page == 0 and ": cách mép" in one.text}
    assert sorted(told) == list("ABCD")
    # What is written beside a mark begins a millimetre to its right, or stands one above it.
    a, b = (printer(told[name].x - 1, told[name].y)[0] for name in "AB")
    c, d = (printer(told[name].x, told[name].y + 1)[1] for name in "CD")
    dx, scale_x = measured_shift(round(a, 1), round(b, 1), marks_of(wide), (0.0, 1.0))
    dy, scale_y = measured_shift(round(c, 1), round(d, 1), marks_of(high), (0.0, 1.0))
    return Shift(dx, dy, scale_x, scale_y)


def test_the_pages_have_the_size_of_the_blank() -> None:
    blank = made_up_blank(T10)
    layout = calibrated(T10, blank.calibration())
    for pdf in (letter_overprint.letter_overprint(layout, job(layout)), letter_test_sheet(layout)):
        for page in PdfReader(io.BytesIO(pdf)).pages:
            assert float(page.mediabox.width) == pytest.approx(blank.width * MM, abs=0.1)
            assert float(page.mediabox.height) == pytest.approx(blank.height * MM, abs=0.1)


@pytest.mark.parametrize("number", T10.numbers)
def test_one_box_at_a_time_puts_its_words_where_all_together_do(number: int) -> None:
    """Any box later: the sheet goes through the printer again, only the new words come."""
    whole = said(letter_overprint.letter_overprint(T10, job(T10)))
    box = T10.box(number)
    assert box is not None
    alone = said(letter_overprint.letter_overprint(T10, job(T10, number)))
    assert {one.page for one in alone} == {0}
    page = 0 if box.side == FRONT else 1
    assert {(round(one.x, 2), round(one.y, 2), one.text) for one in alone} <= {
        (round(one.x, 2), round(one.y, 2), one.text) for one in whole if one.page == page
    }
    assert len(alone) == len(box.fields)


# --- nothing but the words -----------------------------------------------------------------------


def test_nothing_of_the_stock_is_drawn() -> None:
    """Controlled stock is never drawn (38-HD/BTCTW ngày 29/9/2025, mục II.4.1)."""
    pdf = letter_overprint.letter_overprint(T10, job(T10))
    assert not operators(pdf) & PAINTING
    given = {text for box in values(T10).values() for text in box.values()}
    assert {one.text for one in said(pdf)} == given


def test_what_is_not_known_is_left_to_the_pen() -> None:
    pdf = letter_overprint.letter_overprint(
        T10, OverprintJob("T10", (1,), {1: {"ho_ten": NAME, "ten_khac": "  ", "so_tdv": ""}})
    )
    assert [one.text for one in said(pdf)] == [NAME]


# --- long texts ----------------------------------------------------------------------------------

LINE = FieldArea("ten_khac", Place(10, 50, 60, 12))
TWO = FieldArea("kinh_gui", Place(10, 50, 60, 12), lines=2, leading=6.5)


def test_a_short_value_keeps_its_size() -> None:
    made = set_text(1, LINE, NAME)
    assert (made.size, made.lines) == (12, ((10, 50, NAME),))


def test_a_longer_value_shrinks_on_its_line() -> None:
    text = "Nguyễn Thị Đào, tên thường gọi Mười Đào"
    made = set_text(1, LINE, text)
    assert FLOOR <= made.size < 12
    assert len(made.lines) == 1
    assert width(text, made.size) <= 60.1


def test_a_value_too_long_for_one_line_takes_the_next_line_of_the_blank() -> None:
    text = "Ban Thường vụ Đảng ủy phường Hoa Lư, tỉnh Ninh Bình"
    made = set_text(1, TWO, text)
    assert " ".join(line for _, _, line in made.lines) == text
    assert [(x, y) for x, y, _ in made.lines] == [(10, 50), (10, 56.5)]
    assert all(width(line, made.size) <= 60.1 for _, _, line in made.lines)


def test_a_value_too_long_for_all_lines_shrinks_there_too() -> None:
    text = "Ban Thường vụ Đảng ủy phường Hoa Lư, tỉnh Ninh Bình, qua Ban xây dựng Đảng"
    made = set_text(1, TWO, text)
    assert FLOOR <= made.size < 12
    assert len(made.lines) == 2


@pytest.mark.parametrize(("area", "caption"), [(LINE, "Tên gọi khác"), (TWO, "Kính gửi")])
def test_what_does_not_fit_however_small_is_refused_by_name(area: FieldArea, caption: str) -> None:
    with pytest.raises(LetterTextTooLongProblem) as told:
        set_text(7, area, "một hai ba bốn năm sáu bảy tám chín mười " * 4)
    assert told.value.args[:2] == (7, caption)


def test_a_word_longer_than_the_place_is_refused_not_cut() -> None:
    with pytest.raises(LetterTextTooLongProblem):
        set_text(1, FieldArea("kinh_gui", Place(10, 50, 20, 12), lines=3), "x" * 40)


def test_centred_values_stand_in_the_middle() -> None:
    area = FieldArea("nguoi_ky", Place(30, 90, 58, 12), align="center")
    ((x, y, _),) = set_text(3, area, NAME).lines
    assert (x + width(NAME, 12) / 2, y) == (pytest.approx(59, abs=0.01), 90)


# --- a spoiled blank is a lost one ---------------------------------------------------------------


def test_signs_the_typeface_has_not_are_refused_before_they_spoil_a_blank() -> None:
    with pytest.raises(LetterSignProblem) as told:
        letter_overprint.letter_overprint(
            T10, OverprintJob("T10", (1,), {1: {"ho_ten": "Nguyễn 漢 Đào"}})
        )
    assert told.value.args == (1, "Đồng chí", "Nguyễn 漢 Đào")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"front": Shift(dx=-25)}, Place(14, 86, 82, 12)),
        ({"front": Shift(dy=-30)}, Place(14, 20, 82, 12)),
        ({"front": Shift(dx=28)}, Place(246, 86, 50, 12)),
        ({"front": Shift(dy=30)}, Place(14, 190, 82, 12)),
    ],
)
def test_words_that_would_fall_off_the_paper_are_refused(
    changes: dict[str, Shift], place: Place
) -> None:
    box = T10.box(1)
    assert box is not None
    moved = replace(box, fields=(FieldArea("ho_ten", place),))
    layout: LetterLayout = replace(T10, boxes=(moved,), **changes)  # type: ignore[arg-type]
    with pytest.raises(OffPaperProblem) as told:
        letter_overprint.letter_overprint(layout, OverprintJob("T10", (1,), {1: {"ho_ten": NAME}}))
    assert told.value.args == (1, "Đồng chí")


# --- the test sheet ------------------------------------------------------------------------------


def test_the_test_sheet_has_a_cross_at_every_place_and_rulers() -> None:
    pdf = letter_test_sheet(T10)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    lines = drawn_lines(pdf)
    for box in T10.boxes:
        on_side = lines[T10.sides.index(box.side)]
        for area in box.fields:
            x, y = area.place.x, area.place.y
            assert (x - 1.5, y, x + 1.5, y) in on_side, (box.number, area.key)
            assert (x, y - 1.5, x, y + 1.5) in on_side
        x, y, wide, high = box.frame
        assert (x, y, x + 4, y) in on_side
        assert (x + wide, y + high, x + wide - 4, y + high) in on_side
    for side in lines.values():
        for at in range(10, 290):
            assert any(line[:2] == (at, 5) and line[2] == at for line in side), at
        for at in range(10, 200):
            assert any(line[:2] == (5, at) and line[3] == at for line in side), at


def test_the_test_sheet_is_not_the_form() -> None:
    """No frame is closed: corners and crosses only, and what it is stands on it."""
    pdf = letter_test_sheet(T10)
    text = " ".join(one.text for one in said(pdf))
    assert "TỜ CANH CHỈNH" in text
    assert "GIỚI THIỆU SINH HOẠT ĐẢNG" not in text
    for side in drawn_lines(pdf).values():
        assert max(abs(x2 - x1) + abs(y2 - y1) for x1, y1, x2, y2 in side) < 10


def test_the_test_sheet_moves_as_the_words_will() -> None:
    shifted = replace(T10, front=Shift(2, -1, 1.01, 0.99))
    (lines,) = (drawn_lines(letter_test_sheet(shifted))[0],)
    box = T10.box(1)
    assert box is not None
    x, y = box.fields[0].place[:2]
    left, base = shifted.front.moved(x - 1.5, y)
    assert any(
        line[0] == pytest.approx(left, abs=0.02) and line[1] == pytest.approx(base, abs=0.02)
        for line in lines
    )


def drawn_lines(pdf: bytes) -> dict[int, set[tuple[float, float, float, float]]]:
    """Return the lines of each page, in millimetres from the upper left corner."""
    reader = PdfReader(io.BytesIO(pdf))
    found: dict[int, set[tuple[float, float, float, float]]] = {}
    for number, page in enumerate(reader.pages):
        high = float(page.mediabox.height)
        at = (0.0, 0.0)
        found[number] = set()
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in (b"m", b"l"):
                x, y = float(operands[0]) / MM, (high - float(operands[1])) / MM
                here = (round(x, 2), round(y, 2))
                if operator == b"l":
                    found[number].add((*at, *here))
                at = here
    return found
