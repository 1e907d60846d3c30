"""How months, quarters and years read."""

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.periods import kind_of

_ROMAN = ("I", "II", "III", "IV")
_HALF = ("6 tháng đầu năm", "6 tháng cuối năm")


def period_text(period: str) -> str:
    """Return ``tháng 10/2026``, ``quý III/2026``, ``6 tháng đầu năm 2026``, ``năm 2026``."""
    try:
        kind = kind_of(period)
    except Problem:
        return period
    year = period[:4]
    if kind == "thang":
        return f"tháng {int(period[5:])}/{year}"
    if kind == "quy":
        return f"quý {_ROMAN[int(period[-1]) - 1]}/{year}"
    if kind == "nua_nam":
        return f"{_HALF[int(period[-1]) - 1]} {year}"
    return f"năm {year}"


def long_period(period: str) -> str:
    """Return ``tháng 10 năm 2026`` and so on, as titles of papers have it."""
    head, _, year = period_text(period).rpartition("/")
    return f"{head} năm {year}" if head else period_text(period)
