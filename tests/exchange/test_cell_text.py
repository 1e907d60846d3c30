"""Values as text: zeros of a format, days no more exact than they are shown, numbers in full."""

import pytest

from tcxd_desktop.exchange.cell_text import number, serial
from tcxd_desktop.exchange.number_formats import Format, masked, read_format


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("000000000000", 37162004417, "037162004417"),
        ("00\\.000000", 37000123, "37.000123"),
        ('"0"#########', 912345678, "0912345678"),
        ("\\0#########", 912345678, "0912345678"),
        ("0#########", 912345678, "0912345678"),
        ("000\\ 000\\ 000", 12345, "000 012 345"),
        ("000-000", 1234567, "1234-567"),
        ('"NB-"0000', 12, "NB-0012"),
        ('"Số "000', 7, "Số 007"),
        ("00;-00;;@", 7, "07"),
        ("000", 0, "000"),
    ],
)
def test_zeros_of_a_format_are_shown(code: str, value: int, shown: str) -> None:
    mask = read_format(code)
    assert isinstance(mask, str)
    assert masked(value, mask) == shown


@pytest.mark.parametrize(
    "code",
    ["General", "@", "0", "0.00", "#,##0", "0%", "0E+00", "00.00", "0 \"đồng\"", "0_);(0)", "[Red]00",
     "[<=9999999]###-####;(###)\\ ###-####", "# ?/?", "", '"chữ"'],
)  # fmt: skip
def test_formats_that_tell_nothing(code: str) -> None:
    assert read_format(code) is None


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("dd/mm/yyyy", Format.DAY), ("mm/yyyy", Format.MONTH), ("mmm-yy", Format.MONTH),
        ('"tháng "m" năm "yyyy', Format.MONTH), ("yyyy", Format.YEAR), ("hh:mm", Format.DAY),
        ("[h]:mm:ss", Format.ELAPSED), ("[$-42A]dd\\ mmmm\\ yyyy", Format.DAY), ("mm:ss", Format.DAY),
        ("dd;@", Format.DAY), ('yy"d"', Format.YEAR),
    ],
)  # fmt: skip
def test_formats_of_days(code: str, how: Format) -> None:
    assert read_format(code) is how


@pytest.mark.parametrize(
    ("value", "how", "of_1904", "shown"),
    [
        (1.0, Format.DAY, False, "1900-01-01"),
        (59.0, Format.DAY, False, "1900-02-28"),
        (61.0, Format.DAY, False, "1900-03-01"),
        (22710.0, Format.DAY, False, "1962-03-05"),
        (21248.0, Format.DAY, True, "1962-03-05"),
        (0.0, Format.DAY, True, "1904-01-01"),
        (0.5, Format.DAY, False, "12:00:00"),
        (22710.3125, Format.DAY, False, "1962-03-05T07:30:00"),
        (22706.0, Format.MONTH, False, "1962-03"),
        (22707.0, Format.MONTH, False, "1962-03-02"),
        (22647.0, Format.YEAR, False, "1962"),
        (1.25, Format.ELAPSED, False, "30:00:00"),
        (-0.5, Format.ELAPSED, False, "-12:00:00"),
        (-5.0, Format.DAY, False, "-5"),
        (2958465.0, Format.DAY, False, "9999-12-31"),
        (2958466.5, Format.DAY, False, "2958466.5"),
        (3e9, Format.DAY, True, "3000000000"),
    ],
)
def test_serial_days(value: float, how: Format, of_1904: bool, shown: str) -> None:
    assert serial(value, how, dates_1904=of_1904) == shown


def test_numbers_are_written_in_full() -> None:
    told = [number(value) for value in (1e15, -1e15, 2**60, 1.5e-10, -0.0, 123456789012345.0)]
    assert told == ["1000000000000000", "-1000000000000000", str(2**60), "0.00000000015", "0",
                    "123456789012345"]  # fmt: skip
