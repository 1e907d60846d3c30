"""Child side: a portrait from a foreign picture. Loaded by ``child_main`` only."""

import warnings
from io import BytesIO

from PIL import (
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
)

from tcxd_desktop.domain.errors import (
    NotAPictureProblem,
    PictureDamagedProblem,
    PictureTooBigProblem,
)

SIZE = (600, 800)
MOST_BYTES = 150_000
_FORMATS = ("JPEG", "PNG")
_MOST_PIXELS = 40_000_000

# Pillow loads these when it first needs them, which is after the last file could be opened.
LOADED = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin)
Image.preinit()
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS


def parse(data: bytes) -> bytes:
    """Return the picture upright, cut to 3×4 about its centre, as a JPEG without metadata.

    Raises:
        Problem: not a JPEG or PNG, too many pixels, or damaged.
    """
    try:
        return _portrait(data)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureTooBigProblem from error
    except UnidentifiedImageError as error:
        raise NotAPictureProblem from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as error:
        raise PictureDamagedProblem from error


def _portrait(data: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata is dropped anyway
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            # A JPEG is decoded at the fraction of its size that is needed.
            picture.draft("RGB", (SIZE[1] * 2, SIZE[1] * 2))
            picture.load()
            upright = _upright(picture)
    return _packed(ImageOps.fit(upright, SIZE, Image.Resampling.LANCZOS))


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture small enough to work on, turned as its camera meant it, on white."""
    turn = picture.getexif().get(0x0112, 1)
    clear = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    whole: Image.Image = picture
    if whole.mode.startswith("I"):  # 16 bits of grey
        whole = whole.point(lambda grey: grey * (1 / 256)).convert("L")
    if whole.mode != ("RGBA" if clear else "RGB"):  # a copy only where needed: it may be large
        whole = whole.convert("RGBA" if clear else "RGB")
    whole.thumbnail((SIZE[1] * 2, SIZE[1] * 2), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if clear:
        sheet = Image.new("RGBA", whole.size, "white")
        whole = Image.alpha_composite(sheet, whole).convert("RGB")
    method = _TURNS.get(turn)
    return whole if method is None else whole.transpose(method)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation to the turn that undoes it."""


def _packed(picture: Image.Image) -> bytes:
    """Return the best JPEG that fits."""
    packed = b""
    for quality in (90, 85, 80, 72, 64, 54, 44, 32, 20, 10):
        target = BytesIO()
        picture.save(target, "JPEG", quality=quality, optimize=True, dpi=(300, 300))
        packed = target.getvalue()
        if len(packed) <= MOST_BYTES:
            break
    return packed
