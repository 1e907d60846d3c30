"""The period of a register: a month, a quarter, a year, or from day to day. No Qt."""

from dataclasses import dataclass

from tcxd_desktop.domain.periods import first_day, last_day, quarter_of, step
from tcxd_desktop.wording.periods import period_text

MONTH, QUARTER, YEAR, FREE = "thang", "quy", "nam", "tu_chon"
KINDS = ((YEAR, "Năm"), (QUARTER, "Quý"), (MONTH, "Tháng"), (FREE, "Từ ngày đến ngày"))
_BACK = {MONTH: 36, QUARTER: 20, YEAR: 15}


@dataclass(frozen=True, slots=True)
class Span:
    """Khoảng ngày của sổ, ISO, both days in it; empty: open on that side."""

    since: str = ""
    until: str = ""


def periods(kind: str, today: str) -> list[str]:
    """Return the periods of a kind up to the one of today, the latest first."""
    month = today[:7]
    if kind == YEAR:
        return [str(int(today[:4]) - back) for back in range(_BACK[YEAR])]
    if kind == QUARTER:
        return [quarter_of(step(month, -3 * back)) for back in range(_BACK[QUARTER])]
    return [step(month, -back) for back in range(_BACK[MONTH])]


def span_of(period: str) -> Span:
    """Return the days of a period."""
    return Span(first_day(period), last_day(period))


def title_of(period: str) -> str:
    """Return a period to stand alone: ``Quý IV/2026``."""
    text = period_text(period)
    return text[:1].upper() + text[1:]


def within(kind: str, day: str) -> str:
    """Return the period of a kind a day lies in."""
    if kind == YEAR:
        return day[:4]
    return quarter_of(day[:7]) if kind == QUARTER else day[:7]


def stepped(period: str, kind: str, by: int, today: str) -> str:
    """Return the period after or before another; never one that has not begun."""
    found = periods(kind, today)
    place = found.index(period) if period in found else 0
    return found[min(max(place - by, 0), len(found) - 1)]
