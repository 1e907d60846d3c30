"""What is asked of every page of a paper: nothing over the edge, nothing upon another."""

import io

from pypdf import PdfReader

from tests.forms.form_samples import glyph_boxes

SIDE, TOP, BOTTOM = 28, 28, 14
"""Least white border in points: what office printers leave out."""


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Return width and height of every page."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages]


def outside(pdf: bytes) -> list[tuple[int, tuple[float, ...]]]:
    """Return page and box of every character that stands too near the edge or beyond it."""
    return [
        (number, box)
        for number, ((wide, high), boxes) in enumerate(
            zip(sizes(pdf), glyph_boxes(pdf), strict=True), start=1
        )
        for box in boxes
        if box[0] < SIDE or box[1] < BOTTOM or box[2] > wide - SIDE or box[3] > high - TOP
    ]


def overlapping(pdf: bytes) -> list[tuple[int, tuple[float, ...]]]:
    """Return page and box of every character that stands upon another."""
    found = []
    for number, boxes in enumerate(glyph_boxes(pdf), start=1):
        ordered = sorted(boxes)
        for place, box in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other[0] >= box[2] - 0.5:
                    break
                if _upon(box, other):
                    found.append((number, box))
    return found


def _upon(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    least = min(_area(one), _area(other))
    return min(wide, high) > 0.7 and wide * high >= 0.35 * least


def _area(box: tuple[float, ...]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
