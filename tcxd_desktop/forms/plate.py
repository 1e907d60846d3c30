"""Report pages that also carry areas and lines in colour: what charts are drawn on."""

from collections.abc import Sequence
from typing import Final

from tcxd_desktop.forms.report_pages import Report

Colour = tuple[float, float, float]
GREY: Final[Colour] = (0.80, 0.80, 0.80)
INK: Final[Colour] = (0.49, 0.12, 0.12)


class Plate(Report):
    """A report whose pages also have areas and lines in colour, below rules and letters."""

    def _open(self) -> None:
        self._areas: dict[Colour, list[tuple[float, float, float, float]]] = {}
        self._strokes: list[tuple[Colour, float, bool, list[tuple[float, float]]]] = []
        self._gaps: list[tuple[float, float, float, float]] = []
        self._discs: list[tuple[float, float, float, Colour]] = []
        super()._open()

    def area(self, x: float, y: float, size: tuple[float, float], colour: Colour) -> None:
        """Fill a rectangle; ``y`` is its lower edge."""
        self._areas.setdefault(colour, []).append((x, y, *size))

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: Colour = GREY,
        *,
        thick: float = 0.5,
        dashed: bool = False,
    ) -> None:
        """Draw a line through points."""
        if len(points) > 1:
            self._strokes.append((colour, thick, dashed, list(points)))

    def gap(self, x: float, y: float, size: tuple[float, float]) -> None:
        """Leave a rectangle white in the lines, for the letters that stand there."""
        self._gaps.append((x, y, *size))

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Draw a filled circle with a dark outline."""
        self._discs.append((x, y, radius, colour))

    def _finish(self) -> None:
        self._paint()
        self._draw()
        paper = self._canvas
        paper.setFillGray(0)
        paper.setStrokeGray(0)
        super()._finish()

    def _paint(self) -> None:
        paper = self._canvas
        for colour, boxes in self._areas.items():
            paper.setFillColorRGB(*colour)
            path = paper.beginPath()
            for box in boxes:
                path.rect(*box)
            paper.drawPath(path, stroke=0, fill=1)

    def _draw(self) -> None:
        paper = self._canvas
        for colour, thick, dashed, points in self._strokes:
            paper.setStrokeColorRGB(*colour)
            paper.setLineWidth(thick)
            paper.setDash([2.2, 1.6] if dashed else [])
            path = paper.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            paper.drawPath(path, stroke=1, fill=0)
        paper.setDash([])
        paper.setFillGray(1)
        for box in self._gaps:
            paper.rect(*box, stroke=0, fill=1)
        paper.setLineWidth(0.5)
        paper.setStrokeColorRGB(*INK)
        for x, y, radius, colour in self._discs:
            paper.setFillColorRGB(*colour)
            paper.circle(x, y, radius, stroke=1, fill=1)
