"""Walking from period to period of the same kind: months, quarters, years. No Qt."""

from tcxd_desktop.domain.periods import kind_of, months_of, quarter_of, step
from tcxd_desktop.wording.periods import period_text

_BACK = {"thang": 18, "quy": 8, "nam": 5}
_AHEAD = {"thang": 3, "quy": 1, "nam": 1}
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}
KINDS = {"thang": "Tháng", "quy": "Quý", "nam": "Năm"}


def stepped(period: str, by: int) -> str:
    """Return the period of the same kind ``by`` later (earlier where negative)."""
    kind = kind_of(period)
    return as_kind(step(months_of(period)[0], by * _MONTHS[kind]), kind)


def as_kind(month: str, kind: str) -> str:
    """Return the period of a kind that a month lies in."""
    if kind == "thang":
        return month
    return quarter_of(month) if kind == "quy" else month[:4]


def around(period: str) -> list[str]:
    """Return the periods to choose from beside one, the latest first."""
    kind = kind_of(period)
    return [stepped(period, by) for by in range(_AHEAD[kind], -_BACK[kind], -1)]


def title(period: str) -> str:
    """Return ``Tháng 10/2026`` and so on, to stand alone."""
    text = period_text(period)
    return text[:1].upper() + text[1:]
