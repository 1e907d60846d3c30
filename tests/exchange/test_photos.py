"""Portraits come out upright, 3×4, small and bare; what is no picture is refused by name."""

import io
import random
from collections.abc import Callable

import pytest
from PIL import Image

from tcxd_desktop.domain.errors import (
    NotAPictureProblem,
    PictureDamagedProblem,
    PictureTooBigProblem,
)
from tcxd_desktop.exchange import photo_parser, photos

ORIENTATION = 0x0112
MAKER = 0x010F
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 30), (30, 30, 200), (255, 255, 255)


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def corners(width: int = 300, height: int = 400) -> Image.Image:
    """A picture that can be told from every turn of itself: red top left, green top right."""
    picture = Image.new("RGB", (width, height), WHITE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    return picture


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))


def opened(data: bytes) -> Image.Image:
    assert len(data) <= 150_000
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (600, 800))
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    return picture


def seen(data: bytes) -> list[str]:
    """Colours at the four corners, in reading order."""
    picture = opened(data)
    names = {RED: "red", GREEN: "green", BLUE: "blue", WHITE: "white"}

    def name(spot: tuple[int, int]) -> str:
        found = picture.getpixel(spot)
        far = {known: sum(abs(a - b) for a, b in zip(known, found, strict=True)) for known in names}
        return names[min(far, key=far.__getitem__)]

    return [name(spot) for spot in ((100, 100), (500, 100), (100, 700), (500, 700))]


UPRIGHT = ["red", "green", "blue", "white"]


def test_a_portrait_through_the_child() -> None:
    exif = Image.Exif()
    exif[MAKER] = "Máy ảnh của Đào"
    assert seen(photos.portrait(saved(corners(), exif=exif))) == UPRIGHT


TURNS: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda p: p,
    2: lambda p: p.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda p: p.transpose(Image.Transpose.ROTATE_180),
    4: lambda p: p.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda p: p.transpose(Image.Transpose.TRANSPOSE),
    6: lambda p: p.transpose(Image.Transpose.ROTATE_90),
    7: lambda p: p.transpose(Image.Transpose.TRANSVERSE),
    8: lambda p: p.transpose(Image.Transpose.ROTATE_270),
}


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_turned_camera(orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    held = TURNS[orientation](corners())
    assert seen(photo_parser.parse(saved(held, kind, exif=exif))) == UPRIGHT


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG"), ("RGBA", "PNG"), ("I;16", "PNG"),
    ],
)  # fmt: skip
def test_every_kind_of_colour(mode: str, kind: str) -> None:
    picture = (
        corners().convert("L").point(lambda v: v * 256, "I").convert("I;16")
        if mode == "I;16"
        else corners().convert(mode)
    )
    result = opened(photo_parser.parse(saved(picture, kind)))
    if mode in {"CMYK", "P", "RGBA"}:
        assert seen(photo_parser.parse(saved(picture, kind))) == UPRIGHT
    assert min(result.getpixel((500, 700))) > 245
    assert max(result.getpixel((100, 700))) < 210


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (30, 40), (0, 0, 0, 0))
    indexed = Image.new("P", (30, 40), 0)
    for data in (saved(clear, "PNG"), saved(indexed, "PNG", transparency=0)):
        assert opened(photo_parser.parse(data)).getpixel((300, 400)) == WHITE


@pytest.mark.parametrize("size", [(400, 100), (100, 900), (3, 4), (1, 1)])
def test_the_middle_is_kept(size: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, RED)
    picture.paste(WHITE, (0, 0, size[0] // 8, size[1] // 8 if size[0] < size[1] else size[1]))
    assert opened(photo_parser.parse(saved(picture, "PNG"))).getpixel((300, 400))[0] > 180


def test_forty_million_points_pass_and_more_do_not() -> None:
    largest = Image.new("RGB", (5000, 8000), RED)
    assert opened(photos.portrait(saved(largest))).getpixel((5, 5))[0] > 180
    clear = Image.new("RGBA", (5000, 8000), (*RED, 255))
    assert opened(photos.portrait(saved(clear, "PNG", compress_level=1))).getpixel((5, 5))[0] > 180
    with pytest.raises(PictureTooBigProblem):
        photos.portrait(saved(Image.new("1", (5001, 8000)), "PNG"))
    with pytest.raises(PictureTooBigProblem):
        photo_parser.parse(saved(Image.new("1", (12_000, 12_000)), "PNG"))
    with pytest.raises(PictureTooBigProblem):
        photos.portrait(bytes(photos.MOST_BYTES + 1))


def test_a_picture_that_does_not_compress_still_fits() -> None:
    opened(photo_parser.parse(saved(noise(600, 800), "PNG")))


def test_two_pictures_in_one_file_as_telephones_write_them() -> None:
    data = saved(corners(), "MPO", save_all=True, append_images=[corners(30, 40)])
    assert seen(photos.portrait(data)) == UPRIGHT


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP", "ICO", "PPM"])
def test_other_formats_are_refused_whatever_their_name(kind: str) -> None:
    with pytest.raises(NotAPictureProblem):
        photo_parser.parse(saved(corners(), kind))


@pytest.mark.parametrize("data", [b"", b"Kinh gui", b"%PDF-1.7", b"<svg/>", bytes(1000)])
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(NotAPictureProblem):
        photo_parser.parse(data)


def test_what_is_no_picture_through_the_child() -> None:
    with pytest.raises(NotAPictureProblem):
        photos.portrait(saved(corners(), "GIF"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_file_not_copied_to_its_end(kind: str) -> None:
    whole = saved(noise(300, 400), kind)
    for part in (2, 20):
        with pytest.raises((PictureDamagedProblem, NotAPictureProblem)):
            photo_parser.parse(whole[: len(whole) // part])
    with pytest.raises(PictureDamagedProblem):
        photos.portrait(whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_damage_never_gets_past_the_parser(kind: str) -> None:
    chance = random.Random(3)
    whole = saved(corners(90, 120), kind)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            opened(photo_parser.parse(bytes(damaged)))
        except (PictureDamagedProblem, NotAPictureProblem, PictureTooBigProblem):
            continue
