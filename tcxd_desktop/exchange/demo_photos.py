"""Drawn stand-ins for 3×4 portraits in the demo office: nobody's face, the same every time."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

VARIANTS = 12
"""Six men, then six women; of each two young, two of middle age, two old."""
_SIZE = (300, 400)
_FINE = 3
"""Drawn this much larger, then made smaller: smooth edges."""

_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Look:
    hair: str
    skin: str
    coat: str
    collar: str
    long_hair: bool


_HAIR = ("#2b2a2c", "#33302f", "#4a4745", "#5d5a58", "#a7a5a3", "#c9c7c4")
_SKIN = ("#e6c2a4", "#d9b08e", "#e0b998", "#cfa582", "#dcb595", "#d3ab8a")
_COATS = ("#34425a", "#3d4a3f", "#5a3d44", "#44506b", "#4b4b52", "#3a4f57")
_COLLARS = ("#f3f4f6", "#dfe7f1", "#f6efe4")


def portrait(variant: int) -> bytes:
    """Return the JPEG picture of a variant, counted round ``VARIANTS``."""
    number = variant % VARIANTS
    at = number % 6
    look = _Look(
        _HAIR[at], _SKIN[at], _COATS[(number * 5 + 1) % 6], _COLLARS[number % 3], number >= 6
    )
    picture = Image.new("RGB", (_SIZE[0] * _FINE, _SIZE[1] * _FINE), "#fdfdfd")
    _Figure(picture).draw(look)
    small = picture.resize(_SIZE, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.save(written, "JPEG", quality=88, dpi=(254, 254))
    return written.getvalue()


class _Figure:
    """A head and shoulders, drawn in units of the small picture."""

    def __init__(self, picture: Image.Image) -> None:
        self._pen = ImageDraw.Draw(picture)

    def draw(self, look: _Look) -> None:
        """Draw from back to front."""
        if look.long_hair:
            self._oval((78, 76, 222, 236), look.hair)
            self._round((80, 150, 220, 276), 34, look.hair)
        self._round((122, 215, 178, 310), 8, _darker(look.skin))
        self._round((18, 278, 282, 520), 100, look.coat)
        self._collar(look)
        if look.long_hair:
            self._oval((94, 98, 206, 252), look.skin)
            self._cap((92, 92, 208, 254), 202, 348, look.hair)
            return
        self._oval((84, 160, 104, 204), look.skin)
        self._oval((196, 160, 216, 204), look.skin)
        self._oval((88, 78, 212, 230), look.hair)
        self._oval((94, 96, 206, 256), look.skin)
        self._cap((91, 86, 209, 262), 208, 324, look.hair)

    def _collar(self, look: _Look) -> None:
        self._shape([(110, 274), (190, 274), (150, 352)], look.collar)
        self._shape([(120, 271), (180, 271), (150, 322)], _darker(look.skin))
        self._shape([(118, 262), (150, 322), (130, 340), (102, 276)], look.collar)
        self._shape([(182, 262), (150, 322), (170, 340), (198, 276)], look.collar)
        self._shape([(108, 272), (150, 352), (134, 400), (84, 290)], _darker(look.coat))
        self._shape([(192, 272), (150, 352), (166, 400), (216, 290)], _darker(look.coat))

    def _oval(self, box: _Box, colour: str) -> None:
        self._pen.ellipse([side * _FINE for side in box], fill=colour)

    def _round(self, box: _Box, radius: float, colour: str) -> None:
        sides = [side * _FINE for side in box]
        self._pen.rounded_rectangle(sides, radius * _FINE, fill=colour)

    def _cap(self, box: _Box, start: float, end: float, colour: str) -> None:
        self._pen.chord([side * _FINE for side in box], start, end, fill=colour)

    def _shape(self, points: list[tuple[float, float]], colour: str) -> None:
        self._pen.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=colour)


def _darker(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{int(part * 0.88):02x}" for part in parts)
