"""Letters on controlled stock: calibrated places, their bounds, their file, the printer's error."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.letter_checks import faults, marks_of, measured_shift
from tcxd_desktop.domain.letter_file import PlainFault, file_of, of_file, of_plain, plain
from tcxd_desktop.domain.letters import (
    BACK,
    FRONT,
    BoxArea,
    Calibration,
    FieldArea,
    Frame,
    LetterLayout,
    Place,
    Shift,
    calibrated,
    sides_of,
)

LAYOUT = LetterLayout(
    "T10",
    297,
    210,
    verified=False,
    boxes=(
        BoxArea(1, FRONT, Frame(8, 8, 92, 194), (
            FieldArea("ho_ten", Place(14, 86, 82, 12)),
            FieldArea("kinh_gui", Place(30, 65, 66, 11.5), lines=2),
        )),
        BoxArea(10, BACK, Frame(197, 106, 92, 96), (FieldArea("so_sdv", Place(217, 116, 26, 11)),)),
    ),
)  # fmt: skip
GOOD = Calibration(
    "HP LaserJet", "T10", Shift(1.5, -2, 1.004, 0.997), Shift(dx=0.3), (290.0, 205.0),
    {1: Frame(9, 9, 90, 190)}, {(1, "ho_ten"): Place(15, 87.5, 80, 11)},
)  # fmt: skip


# --- layouts -------------------------------------------------------------------------------------


def test_what_was_measured_takes_the_place_of_what_was_shipped() -> None:
    made = calibrated(LAYOUT, GOOD)
    box = made.box(1)
    assert box is not None
    assert (made.width, made.height, made.printer, made.calibrated) == (
        290,
        205,
        "HP LaserJet",
        True,
    )
    assert box.frame == Frame(9, 9, 90, 190)
    assert [area.place for area in box.fields] == [Place(15, 87.5, 80, 11), Place(30, 65, 66, 11.5)]
    assert made.box(10) == LAYOUT.box(10)
    assert (made.shift(FRONT), made.shift(BACK)) == (GOOD.front, GOOD.back)


def test_places_the_letter_has_not_change_nothing() -> None:
    strange = Calibration(
        "", "T10", boxes={7: Frame(0, 0, 20, 20)}, fields={(1, "x"): Place(1, 1, 9, 9)}
    )
    assert calibrated(LAYOUT, strange).boxes == LAYOUT.boxes


def test_a_side_is_printed_only_where_one_of_its_boxes_is_asked_for() -> None:
    assert sides_of(LAYOUT, (10, 1)) == (FRONT, BACK)
    assert sides_of(LAYOUT, (10,)) == (BACK,)
    assert LAYOUT.sides == (FRONT, BACK)
    assert LAYOUT.numbers == (1, 10)
    assert LAYOUT.box(3) is None


# --- bounds --------------------------------------------------------------------------------------


def test_good_measures_have_no_faults() -> None:
    assert list(faults(LAYOUT, GOOD)) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"front": Shift(dx=31)}, "dx"),
        ({"back": Shift(dy=-30.5)}, "dy"),
        ({"front": Shift(scale_x=1.03)}, "scale_x"),
        ({"front": Shift(scale_y=0.97)}, "scale_y"),
        ({"paper": (90.0, 205.0)}, "paper_w"),
        ({"paper": (290.0, 500.0)}, "paper_h"),
        ({"boxes": {2: Frame(8, 8, 50, 50)}}, "box"),
        ({"boxes": {1: Frame(-1, 8, 50, 50)}}, "box_x"),
        ({"boxes": {1: Frame(8, 200, 50, 50)}}, "box_y"),
        ({"boxes": {1: Frame(8, 8, 290, 50)}}, "box_w"),
        ({"boxes": {1: Frame(8, 8, 50, 5)}}, "box_h"),
        ({"fields": {(1, "khong_co"): Place(15, 80, 20, 11)}}, "key"),
        ({"fields": {(9, "ho_ten"): Place(15, 80, 20, 11)}}, "box"),
        ({"fields": {(1, "ho_ten"): Place(-2, 80, 20, 11)}}, "x"),
        ({"fields": {(1, "ho_ten"): Place(15, 206, 20, 11)}}, "y"),
        ({"fields": {(1, "ho_ten"): Place(280, 80, 20, 11)}}, "w"),
        ({"fields": {(1, "ho_ten"): Place(15, 80, 20, 24)}}, "size"),
        ({"fields": {(1, "ho_ten"): Place(15, 80, 20, 6)}}, "size"),
    ],
)
def test_measures_out_of_bounds_are_found(changes: dict[str, object], kind: str) -> None:
    found = [fault.kind for fault in faults(LAYOUT, replace(GOOD, **changes))]  # type: ignore[arg-type]
    assert kind in found


# --- the printer's error -------------------------------------------------------------------------


@given(
    gain=st.floats(0.985, 1.015),
    drift=st.floats(-15, 15),
    old=st.tuples(st.floats(-10, 10), st.floats(0.985, 1.015)),
    length=st.floats(110, 450),
)
def test_measuring_the_test_sheet_cures_the_printer(
    gain: float, drift: float, old: tuple[float, float], length: float
) -> None:
    """Whatever the printer does to what it is told, afterwards every place comes out where it is."""
    near, far = marks_of(length)
    measured = [gain * (mark * old[1] + old[0]) + drift for mark in (near, far)]
    shift, scale = measured_shift(measured[0], measured[1], (near, far), old)
    for place in (0.0, length / 2, length):
        assert gain * (place * scale + shift) + drift == pytest.approx(place, abs=0.02)


def test_a_printer_that_is_true_needs_no_shift() -> None:
    assert measured_shift(50, 250, (50, 250), (0, 1)) == (0, 1)
    assert marks_of(297) == (50, 250)
    assert marks_of(210) == (50, 160)
    near, far = marks_of(100)
    assert far - near >= 30


# --- the file ------------------------------------------------------------------------------------

NUMBERS = st.floats(-400, 400).map(lambda value: round(value, 2))
SHIFTS = st.builds(
    Shift, NUMBERS, NUMBERS, *[st.floats(0.98, 1.02).map(lambda value: round(value, 5))] * 2
)
CALIBRATIONS = st.builds(
    Calibration,
    st.sampled_from(["", "HP LaserJet", "Máy in tầng 2"]),
    st.sampled_from(["T10", "T7", "T8", "T2"]),
    SHIFTS,
    SHIFTS,
    st.none() | st.tuples(NUMBERS, NUMBERS),
    st.dictionaries(st.integers(1, 10), st.builds(Frame, *[NUMBERS] * 4), max_size=4),
    st.dictionaries(
        st.tuples(st.integers(1, 10), st.sampled_from(["ho_ten", "ngay_d", "so.la"])),
        st.builds(Place, *[NUMBERS] * 4),
        max_size=6,
    ),
)


@given(CALIBRATIONS)
def test_a_calibration_comes_back_from_its_plain_values(made: Calibration) -> None:
    assert of_plain(plain(made)) == made
    assert of_file(file_of([made])) == (made,)


def raw(**changes: object) -> dict[str, object]:
    return {**plain(GOOD), **changes}


@pytest.mark.parametrize(
    ("value", "place", "kind"),
    [
        ([], "", "object"),
        ({"format": "khác", "calibrations": [raw()]}, "format", "format"),
        ({"format": "tcxd-canh-phoi/1"}, "calibrations", "list"),
        ({"format": "tcxd-canh-phoi/1", "calibrations": []}, "calibrations", "list"),
        ({"format": "tcxd-canh-phoi/1", "calibrations": [raw()] * 201}, "calibrations", "many"),
        (file_of([GOOD, GOOD]), "calibrations[2]", "twice"),
        ({"format": "tcxd-canh-phoi/1", "calibrations": ["x"]}, "calibrations[1]", "object"),
    ],
)
def test_what_is_no_file_of_calibrations_is_told(value: object, place: str, kind: str) -> None:
    with pytest.raises(PlainFault) as told:
        of_file(value)
    assert (told.value.place, told.value.kind) == (place, kind)


@pytest.mark.parametrize(
    ("changes", "place", "kind"),
    [
        ({"printer": 5}, "printer", "text"),
        ({"printer": "x" * 201}, "printer", "text"),
        ({"letter": None}, "letter", "text"),
        ({"extra": 1}, "extra", "unknown"),
        ({"front": [1, 2, 3]}, "front", "numbers"),
        ({"front": [1, 2, 1, True]}, "front", "numbers"),
        ({"back": [1, 2, 1, "1"]}, "back", "numbers"),
        ({"back": [1e30, 2, 1, 1]}, "back", "large"),
        ({"back": [float("nan"), 2, 1, 1]}, "back", "large"),
        ({"paper": [1]}, "paper", "numbers"),
        ({"boxes": [1]}, "boxes", "object"),
        ({"boxes": {"một": [1, 2, 3, 4]}}, "boxes.một", "box"),
        ({"boxes": {"123": [1, 2, 3, 4]}}, "boxes.123", "box"),
        ({"fields": {"1": [1, 2, 3, 4]}}, "fields.1", "box"),
        ({"fields": {"1.a": [1, 2, 3]}}, "fields.1.a", "numbers"),
        ({"fields": {f"1.{n}": [1, 2, 3, 4] for n in range(501)}}, "fields", "many"),
    ],
)
def test_what_is_no_calibration_is_told(changes: dict[str, object], place: str, kind: str) -> None:
    with pytest.raises(PlainFault) as told:
        of_plain(raw(**changes))
    assert (told.value.place, told.value.kind) == (place, kind)
