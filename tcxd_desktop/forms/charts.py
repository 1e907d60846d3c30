"""Charts inside reports, drawn as lines and areas: heat map of a commune, a trend per chi bộ.

Colours get darker from the best level to the worst, so that a black and white print keeps their
order; the points stand in every cell.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.score_papers import HeatCell, HeatMap, TablePaper, Trend
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.ledger import Ledger
from tcxd_desktop.forms.plate import INK, Colour, Plate
from tcxd_desktop.wording.formats import show_number

_SHADES: Final[tuple[Colour, ...]] = (
    (0.867, 0.937, 0.882),
    (0.949, 0.851, 0.561),
    (0.902, 0.655, 0.408),
    (0.784, 0.396, 0.361),
)
"""From the best level to the worst; black letters reach 5:1 on each."""
_OWN: Final[Colour] = (0.45, 0.45, 0.45)
_BOUND: Final[Colour] = (0.70, 0.42, 0.05)
_SIZE, _SMALL, _NAME_SIZE = 9.0, 8.0, 8.5
_PAD: Final = 2.4
_ROW: Final = 5.6 * mm
_HEAD: Final = 6.0 * mm
_GAP: Final = 7 * mm
_NAME: Final = (42 * mm, 78 * mm)
"""Least and greatest room for the name of a chi bộ."""
_CELL_OF: Final = "chi bộ "
"""What a name begins with under a heading that says so already."""
_CELL: Final = (6.6 * mm, 15 * mm)
"""Least and greatest width of a month."""
_ACROSS, _DOWN = 4, 4
"""Small charts of a page."""
_CHART_GAP: Final = (5 * mm, 4 * mm)
_AXIS: Final = 7 * mm
_LABEL: Final = 16.0
"""Room right of a chart for the points of its last month."""
_MARK: Final = 1.5
_NAME_LINES, _TITLE_LINES = 3, 2
"""Lines of a name in the heat map and above a chart."""


def shade(place: int, count: int) -> Colour:
    """Return the colour of a level, 0 the best of ``count``."""
    at = 0.0 if count < 2 else min(max(place, 0), count - 1) * (len(_SHADES) - 1) / (count - 1)
    low = min(int(at), len(_SHADES) - 2)
    part = at - low
    first, second = _SHADES[low], _SHADES[low + 1]
    red, green, blue = (a + (b - a) * part for a, b in zip(first, second, strict=True))
    return red, green, blue


# --- heat map -------------------------------------------------------------------------------------


def heat_pages(paper: Plate, title: str, subtitle: str, heat: HeatMap) -> None:
    """Draw the heat map from a new page on, in as many panels and pages as it needs."""
    rows = list(heat.rows)
    panels = _panels(paper, heat)
    while rows:
        paper.turn()
        _caption(paper, title, subtitle)
        _legend(paper, heat.levels)
        top = paper.y
        for panel in range(panels):
            if rows:
                paper.y = top
                rows = _panel(paper, heat, rows, _span(paper, heat, panel, panels))


def _panels(paper: Plate, heat: HeatMap) -> int:
    """Return how many tables stand side by side: one, where all chi bộ fit below each other."""
    if len(heat.rows) * _ROW < paper.full - 34 * mm:
        return 1
    least = _NAME[0] + len(heat.months) * _CELL[0]
    return max(1, int((paper.width + _GAP) / (least + _GAP)))


def _span(paper: Ledger, heat: HeatMap, panel: int, panels: int) -> tuple[float, float]:
    """Return where a panel begins and ends; panels narrower than the page stand in its middle."""
    most = _NAME[1] + len(heat.months) * _CELL[1]
    wide = min(most, (paper.width - _GAP * (panels - 1)) / panels)
    spare = paper.width - wide * panels - _GAP * (panels - 1)
    left = paper.left + spare / 2 + panel * (wide + _GAP)
    return left, left + wide


def _caption(paper: Plate, title: str, subtitle: str) -> None:
    paper.centred(title, BOLD, 13, 17)
    paper.centred(subtitle, BOLD, 12, 16)
    paper.y -= 3 * mm


def _legend(paper: Plate, levels: Sequence[str]) -> None:
    words = [*levels, "– không sinh hoạt", "ô trắng: chưa có xếp loại chính thức"]
    x, base = paper.left, paper.y - 9
    for place, text in enumerate(map(fonts.printable, words)):
        if place < len(levels):
            paper.area(x, base - 1.5, (12, 9), shade(place, len(levels)))
            paper.box(x, base - 1.5, 12, 9)
            x += 15
        paper.write(x, base, text, REGULAR, _SIZE)
        x += fonts.width(text, REGULAR, _SIZE) + 14
    paper.y -= 15 + 2 * mm


def _panel(
    paper: Plate,
    heat: HeatMap,
    rows: list[tuple[str, tuple[HeatCell, ...]]],
    span: tuple[float, float],
) -> list[tuple[str, tuple[HeatCell, ...]]]:
    """Draw what fits of one panel; return the rows left over."""
    left, right = span
    wide = min(_CELL[1], (right - left - _NAME[0]) / max(len(heat.months), 1))
    begin = right - wide * len(heat.months)
    edges = [left, *(begin + wide * place for place in range(len(heat.months) + 1))]
    top = paper.y
    _line(paper, span)
    for place, month in enumerate(heat.months):
        _middle(paper, edges[place + 1 : place + 3], _HEAD, month, BOLD)
    paper.write(left + _PAD, paper.y - _HEAD * 0.68, "Chi bộ", BOLD, _SIZE)
    paper.y -= _HEAD
    _line(paper, span)
    done = 0
    for name, cells in rows:
        room = begin - left - 2 * _PAD
        lines = _shortened(fonts.wrap(_bare(name), REGULAR, _NAME_SIZE, room), _NAME_LINES)
        high = max(_ROW, len(lines) * _NAME_SIZE * 1.16 + 2 * _PAD)
        if high > paper.room and done:
            break
        _lines(paper, left + _PAD, high, lines)
        for place, cell in enumerate(cells[: len(heat.months)]):
            _cell(paper, edges[place + 1 : place + 3], high, cell, len(heat.levels))
        paper.y -= high
        _line(paper, span)
        done += 1
    for x in edges:
        paper.rule(x, top, x, paper.y)
    return rows[done:]


def _bare(name: str) -> str:
    """Return a name without the words the heading of its column has."""
    if not name.lower().startswith(_CELL_OF):
        return name
    rest = name[len(_CELL_OF) :]
    return rest[:1].upper() + rest[1:]


def _shortened(lines: list[str], most: int) -> list[str]:
    """Return the first lines of a name; the table before the charts has it whole."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _lines(paper: Plate, x: float, high: float, lines: Sequence[str]) -> None:
    """Write lines in the middle of a row."""
    leading = _NAME_SIZE * 1.16
    base = paper.y - (high - len(lines) * leading) / 2 - _NAME_SIZE * 0.86
    for line in lines:
        paper.write(x, base, line, REGULAR, _NAME_SIZE)
        base -= leading


def _cell(paper: Plate, edges: Sequence[float], high: float, cell: HeatCell, levels: int) -> None:
    left, right = edges
    if cell.level is not None:
        paper.area(left, paper.y - high, (right - left, high), shade(cell.level, levels))
    elif cell.not_held:
        paper.stroke(((left, paper.y - high), (right, paper.y)))
    _middle(paper, edges, high, cell.text, REGULAR)


def _middle(paper: Plate, edges: Sequence[float], high: float, text: str, face: str) -> None:
    text = fonts.printable(text)
    size = _SIZE if fonts.width(text, face, _SIZE) <= edges[1] - edges[0] - 2 else _SMALL
    x = (edges[0] + edges[1] - fonts.width(text, face, size)) / 2
    paper.write(x, paper.y - high / 2 - size * 0.33, text, face, size)


def _line(paper: Plate, span: tuple[float, float]) -> None:
    paper.rule(span[0], paper.y, span[1], paper.y)


# --- trends ---------------------------------------------------------------------------------------


def trend_pages(paper: Plate, title: str, subtitle: str, table: TablePaper) -> None:
    """Draw one small chart for each chi bộ, all to the same scale, from a new page on."""
    months, trends = table.months, table.trends
    scale = _scale(trends)
    bounds = [(label, least) for label, least in table.bounds if float(least) >= scale[0]]
    across, down = _ACROSS, _DOWN
    for first in range(0, len(trends), across * down):
        paper.turn()
        _caption(paper, title, subtitle)
        _trend_legend(paper, bounds)
        wide = (paper.width - _CHART_GAP[0] * (across - 1)) / across
        tall = (paper.room - _CHART_GAP[1] * (down - 1)) / down
        top = paper.y
        for place, trend in enumerate(trends[first : first + across * down]):
            x = paper.left + place % across * (wide + _CHART_GAP[0])
            y = top - place // across * (tall + _CHART_GAP[1]) - tall
            _chart(paper, (x, y, wide, tall), trend, months, scale, [b for _, b in bounds])


def _scale(trends: Sequence[Trend]) -> tuple[float, float]:
    values = [float(value) for one in trends for value in (*one.official, *one.own)
              if value is not None]  # fmt: skip
    low = min([50.0, *values])
    high = max([100.0, *values])
    return max(0.0, low // 10 * 10), -(-high // 10) * 10


def _trend_legend(paper: Plate, bounds: Sequence[tuple[str, Decimal]]) -> None:
    base, x = paper.y - 9, paper.left
    entries: tuple[tuple[str, Callable[[float], None]], ...] = (
        ("điểm chính thức", lambda at: _sample(paper, at, base)),
        ("điểm tự chấm", lambda at: paper.stroke(
            ((at, base + 3), (at + 20, base + 3)), _OWN, thick=0.7, dashed=True)),
        ("không sinh hoạt", lambda at: _cross(paper, at + 10, base + 3)),
    )  # fmt: skip
    if bounds:
        told = ", ".join(f"{label} từ {show_number(least)}" for label, least in bounds)
        entries += (
            (f"ngưỡng mức: {told}", lambda at: paper.stroke(
                ((at, base + 3), (at + 20, base + 3)), _BOUND, thick=0.9)),
        )  # fmt: skip
    for text, draw in entries:
        draw(x)
        paper.write(x + 24, base, text, REGULAR, _SIZE)
        x += 24 + fonts.width(text, REGULAR, _SIZE) + 18
    paper.y -= 15 + 2 * mm


def _sample(paper: Plate, x: float, base: float) -> None:
    paper.stroke(((x, base + 3), (x + 20, base + 3)), INK, thick=1.0)
    paper.disc(x + 10, base + 3, _MARK, INK)


def _cross(paper: Plate, x: float, y: float) -> None:
    paper.stroke(((x - 2, y - 2), (x + 2, y + 2)), (0, 0, 0), thick=0.8)
    paper.stroke(((x - 2, y + 2), (x + 2, y - 2)), (0, 0, 0), thick=0.8)


def _chart(
    paper: Plate,
    frame: tuple[float, float, float, float],
    trend: Trend,
    months: Sequence[str],
    scale: tuple[float, float],
    bounds: Sequence[Decimal] = (),
) -> None:
    x, y, wide, tall = frame
    lines, size = fonts.fitted(trend.unit, BOLD, _SIZE, _SMALL, wide, 1)
    lines = _shortened(lines, _TITLE_LINES)
    base = y + tall - size * 0.9
    for line in lines:
        paper.write(x, base, line, BOLD, size)
        base -= size * 1.15
    plot = (x + _AXIS, y + _AXIS * 0.55, x + wide - _LABEL, base + size * 0.35)
    place = _Plot(plot, len(months), scale)
    _axes(paper, place, months)
    for least in bounds:
        paper.stroke((place.at(-0.5, least), place.at(len(months) - 0.5, least)), _BOUND, thick=0.9)
    for run in _runs(trend.own, place):
        paper.stroke(run, _OWN, thick=0.7, dashed=True)
    for run in _runs(trend.official, place):
        paper.stroke(run, INK, thick=1.0)
    for month, value in enumerate(trend.official):
        if value is not None:
            paper.disc(*place.at(month, value), _MARK, INK)
    for month, missed in enumerate(trend.not_held):
        if missed:
            _cross(paper, place.at(month, Decimal(0))[0], plot[1] + 4)
    _told(paper, trend.official, place)


class _Plot:
    """Where months and points stand in the frame of a chart."""

    def __init__(
        self, frame: tuple[float, float, float, float], months: int, scale: tuple[float, float]
    ) -> None:
        self.frame, self.months, self.scale = frame, months, scale

    def at(self, month: float, value: Decimal | float) -> tuple[float, float]:
        left, bottom, right, top = self.frame
        low, high = self.scale
        step = (right - left) / max(self.months, 1)
        part = (float(value) - low) / (high - low)
        return left + step * (month + 0.5), bottom + (top - bottom) * min(max(part, 0.0), 1.0)


def _axes(paper: Plate, place: _Plot, months: Sequence[str]) -> None:
    left, bottom, right, top = place.frame
    low, high = place.scale
    step = 10 if high - low <= 50 else 20 if high - low <= 100 else 50
    for value in range(int(low), int(high) + 1, step):
        y = place.at(0, value)[1]
        paper.stroke(((left, y), (right, y)))
        text = str(value)
        x = left - 2.5 - fonts.width(text, REGULAR, _SMALL)
        paper.write(x, y - 2.6, text, REGULAR, _SMALL)
    paper.stroke(((left, bottom), (left, top)))
    for number, month in enumerate(months):
        text = month.removeprefix("T")
        x = place.at(number, low)[0] - fonts.width(text, REGULAR, _SMALL) / 2
        paper.write(x, bottom - 8.5, text, REGULAR, _SMALL)


def _runs(values: Sequence[Decimal | None], place: _Plot) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each unbroken part of a line: a month without points leaves a gap."""
    run: list[tuple[float, float]] = []
    for month, value in enumerate(values):
        if value is None:
            yield run
            run = []
        else:
            run.append(place.at(month, value))
    yield run


def _told(paper: Plate, values: Sequence[Decimal | None], place: _Plot) -> None:
    """Write the last points beside their mark, and say so where there are none."""
    known = [(month, value) for month, value in enumerate(values) if value is not None]
    if not known:
        left, bottom, right, top = place.frame
        text = "chưa có điểm chính thức"
        wide = fonts.width(text, ITALIC, _SMALL)
        x, y = (left + right - wide) / 2, (bottom + top) / 2
        paper.gap(x - 2, y - 2, (wide + 4, _SMALL + 1))
        paper.write(x, y, text, ITALIC, _SMALL)
        return
    month, value = known[-1]
    x, y = place.at(month, value)
    text = show_number(value)
    paper.gap(x + _MARK + 1, y - 3.4, (fonts.width(text, BOLD, _SMALL) + 2, _SMALL - 0.5))
    paper.write(x + _MARK + 2, y - 2.8, text, BOLD, _SMALL)
