"""QR codes: made by us, read back by another library in the limited child."""

import io
import random
import re

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tcxd_desktop.domain.errors import (
    NotAPictureProblem,
    ParserFailedProblem,
    PictureDamagedProblem,
    PictureTooBigProblem,
)
from tcxd_desktop.domain.packet_errors import PacketTooBigProblem
from tcxd_desktop.exchange import packet_codec, qr_maker, qr_picture
from tcxd_desktop.exchange.child import Limits
from tests.exchange import packet_samples as samples

DATA = packet_codec.seal(samples.packet(), samples.keys().sign_private)
DIGITS = packet_codec.to_digits(DATA)
FULL = "".join(random.Random(1).choice("0123456789") for _ in range(packet_codec.MOST_DIGITS))


def packed(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def drawn(digits: str, scale: int = 6) -> Image.Image:
    return Image.open(io.BytesIO(qr_maker.png(digits, scale))).convert("L")


@pytest.mark.parametrize("scale", [2, 3, 6, 10])
@pytest.mark.parametrize("digits", [DIGITS, FULL], ids=["usual", "full"])
def test_a_code_is_read_back_from_its_png(digits: str, scale: int) -> None:
    assert qr_picture.codes(qr_maker.png(digits, scale)) == [digits]


def test_the_packet_in_a_picture_is_the_packet() -> None:
    [text] = qr_picture.codes(qr_maker.png(DIGITS))
    assert packet_codec.from_digits(text) == DATA


@pytest.mark.parametrize("angle", [0, 7, 90, 180, 270])
def test_a_turned_photograph_is_read(angle: int) -> None:
    turned = drawn(DIGITS, 8).rotate(angle, expand=True, fillcolor=255)
    assert qr_picture.codes(packed(turned.convert("RGB"), "JPEG", quality=70)) == [DIGITS]


def test_a_soft_grey_noisy_photograph_is_read() -> None:
    soft = drawn(DIGITS, 8).filter(ImageFilter.GaussianBlur(1.5)).point(lambda g: 60 + g * 0.6)
    noise = Image.effect_noise(soft.size, 40).convert("L")
    photo = Image.blend(soft.convert("L"), noise, 0.15)
    assert qr_picture.codes(packed(photo, "JPEG", quality=50)) == [DIGITS]


def test_a_stamp_over_a_corner_does_no_harm() -> None:
    picture = drawn(DIGITS, 6)
    width = picture.size[0]
    ImageDraw.Draw(picture).ellipse((width * 0.6, width * 0.6, width * 0.75, width * 0.75), fill=0)
    assert qr_picture.codes(packed(picture)) == [DIGITS]


def test_half_a_code_is_no_code() -> None:
    picture = drawn(DIGITS, 6)
    width, height = picture.size
    for box in ((0, 0, width // 2, height), (0, 0, width, height // 2),
                (width // 3, height // 3, width, height)):  # fmt: skip
        assert qr_picture.codes(packed(picture.crop(box))) == []


def test_a_clear_png_stands_on_white() -> None:
    picture = drawn(DIGITS).convert("RGBA")
    clear = picture.point(lambda value: value)
    clear.putalpha(picture.convert("L").point(lambda grey: 255 - grey))
    assert qr_picture.codes(packed(clear)) == [DIGITS]


def test_16_bits_of_grey_are_read() -> None:
    wide = drawn(DIGITS).convert("I").point(lambda grey: grey * 257)
    assert qr_picture.codes(packed(wide.convert("I;16"))) == [DIGITS]


def test_several_codes_are_all_told() -> None:
    other = qr_maker.png("123456789", 6)
    one, two = drawn(DIGITS), Image.open(io.BytesIO(other)).convert("L")
    sheet = Image.new("L", (one.size[0] + two.size[0] + 100, one.size[1]), 255)
    sheet.paste(one, (0, 0))
    sheet.paste(two, (one.size[0] + 100, 0))
    assert sorted(qr_picture.codes(packed(sheet))) == sorted([DIGITS, "123456789"])


def test_a_picture_without_a_code_is_read_as_none() -> None:
    assert qr_picture.codes(packed(Image.new("RGB", (400, 300), "white"))) == []


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.4", b"BM" + bytes(100)])
def test_other_files_are_refused(data: bytes) -> None:
    assert not qr_picture.is_picture(data)
    with pytest.raises(NotAPictureProblem):
        qr_picture.codes(data)


def test_a_torn_picture_is_refused() -> None:
    data = packed(drawn(DIGITS).convert("RGB"), "JPEG")
    with pytest.raises(PictureDamagedProblem):
        qr_picture.codes(data[: len(data) // 2])


def test_a_small_file_of_many_pixels_is_refused() -> None:
    with pytest.raises(PictureTooBigProblem):
        qr_picture.codes(packed(Image.new("1", (12_000, 12_000))))


def test_a_large_file_is_refused_unread() -> None:
    with pytest.raises(PictureTooBigProblem):
        qr_picture.codes(bytes(qr_picture.MOST_BYTES + 1))


def test_the_reader_works_within_little_memory() -> None:
    with pytest.raises(ParserFailedProblem):
        qr_picture.codes(packed(Image.new("RGB", (6_000, 6_000))), Limits(memory=120 * 1024 * 1024))


def test_a_code_is_no_larger_than_version_25() -> None:
    rows = qr_maker.matrix(FULL)
    assert len(rows) == 17 + 4 * 25
    assert {len(row) for row in rows} == {len(rows)}
    for make in (qr_maker.matrix, qr_maker.svg, qr_maker.png):
        with pytest.raises(PacketTooBigProblem):
            make(FULL + "0")


def test_the_squares_for_paper_are_those_of_the_picture() -> None:
    """The cover sheet is drawn from ``matrix``: painted square by square, it reads the same."""
    rows = qr_maker.matrix(DIGITS)
    picture = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + 4, y + 4), 0)
    grown = picture.resize((picture.size[0] * 5,) * 2, Image.Resampling.NEAREST)
    assert qr_picture.codes(packed(grown)) == [DIGITS]


def test_the_svg_has_the_same_squares() -> None:
    rows = qr_maker.matrix(DIGITS)
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", qr_maker.svg(DIGITS))
    dark = {(int(x) + step, int(y)) for x, y, run in found for step in range(int(run))}
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(rows) for x, square in enumerate(row) if square
    }
