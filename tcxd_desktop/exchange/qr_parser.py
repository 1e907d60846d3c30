"""Child side: the QR codes in a foreign picture. Loaded by ``child_main`` only."""

import warnings
from io import BytesIO

import zxingcpp
from PIL import (
    Image,
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

_FORMATS = ("JPEG", "PNG")
_MOST_PIXELS = 40_000_000
_MOST_CODES = 20
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])

# Pillow loads these when it first needs them, which is after the last file could be opened.
LOADED = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin)
Image.preinit()
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS


def parse(data: bytes) -> list[str]:
    """Return what the QR codes in a picture say, each once; none: an empty list.

    Raises:
        Problem: not a JPEG or PNG, too many pixels, or damaged.
    """
    try:
        grey = _grey(data)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureTooBigProblem from error
    except UnidentifiedImageError as error:
        raise NotAPictureProblem from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as error:
        raise PictureDamagedProblem from error
    found = zxingcpp.read_barcodes(grey, formats=_QR)
    return list(dict.fromkeys(code.text for code in found))[:_MOST_CODES]


def _grey(data: bytes) -> Image.Image:
    """Return the picture in grey, on white where it is clear."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata is of no use here
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.size[0] * picture.size[1] > _MOST_PIXELS:
                raise Image.DecompressionBombError
            picture.load()
            whole: Image.Image = picture
            if whole.mode.startswith("I"):  # 16 bits of grey
                whole = whole.point(lambda grey: grey * (1 / 256))
            if whole.mode in {"RGBA", "LA", "PA"} or "transparency" in whole.info:
                clear = whole.convert("RGBA")
                whole = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
            return whole.convert("L")
