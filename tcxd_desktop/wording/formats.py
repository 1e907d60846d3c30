"""How dates, numbers, places and names read in Vietnamese, on screen and on paper."""

from datetime import date
from decimal import Decimal

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Place

DOTS = "…"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def show_date(value: PartialDate | str | None) -> str:
    """Return ``05/03/1962``, ``03/1962``, ``1962``, ``khoảng 1962``; nothing gives ``""``."""
    found = PartialDate.from_text(value) if isinstance(value, str) else value
    if found is None:
        return ""
    parts = [f"{part:02d}" for part in (found.day, found.month) if part is not None]
    text = "/".join([*parts, f"{found.year:04d}"])
    return f"khoảng {text}" if found.about else text


def show_month(value: PartialDate | None) -> str:
    """Return month and year (``03/1962``), as period columns print them."""
    if value is None:
        return ""
    text = f"{value.month:02d}/{value.year:04d}" if value.month else f"{value.year:04d}"
    return f"khoảng {text}" if value.about else text


def show_period(since: PartialDate | None, until: PartialDate | None) -> str:
    """Return ``03/1980 – 05/1985``; an open end is left open, a missing start blank."""
    return f"{show_month(since)} – {show_month(until)}".strip() if since or until else ""


def show_day(day: date) -> str:
    """Return ``22/11/2026``."""
    return f"{day:%d/%m/%Y}"


def long_day(day: date) -> str:
    """Return ``ngày 22 tháng 11 năm 2026``; days under 10 and months 1–2 with a zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def show_place(place: Place, *, old: bool = True) -> str:
    """Return the place in one line, with the name on the old paper in brackets."""
    text = ", ".join(p for p in (place.detail, place.commune, place.province, place.country) if p)
    if old and place.old:
        return f"{text} ({place.old})" if text else place.old
    return text


def show_number(value: Decimal | int | None) -> str:
    """Return a number with a comma for decimals and dots for thousands: ``1.250,5``."""
    if value is None:
        return ""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def show_money(value: int | None) -> str:
    """Return an amount in đồng: ``12.000.000``."""
    return show_number(value)


def masked(number: str) -> str:
    """Return an identity number with its middle hidden: ``0381 •••• 4417``.

    Old cards have eight digits, old identity cards nine: four at each end would hide nothing.
    """
    if len(number) < 8:
        return "•" * len(number)
    shown = 4 if len(number) >= 12 else 2
    return f"{number[:shown]} •••• {number[-shown:]}"


def show_dossier_no(number: str) -> str:
    """Return a số lý lịch grouped for reading: ``004 217 TH``."""
    bare = number.replace(" ", "")
    return f"{bare[:3]} {bare[3:6]} {bare[6:]}".strip() if bare[:6].isdigit() else number


def upper_name(name: str) -> str:
    """Return a name as forms print it: CHỮ IN HOA."""
    return name.upper()


def show_death(told: str) -> str:
    """Return how a relative's death is told, with *đã mất* unless the words say so themselves."""
    if not told or told.lower().startswith(("mất", "đã mất", "từ trần", "hy sinh", "chết")):
        return told
    return f"đã mất: {told}"
