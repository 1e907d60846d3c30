"""Dates as papers write them: a day, a month, a year, or *khoảng* a year.

A partial date stays partial. Rules over partial dates answer ``None`` (*không đủ căn cứ*)
rather than assume 01/01.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from tcxd_desktop.domain.errors import BadDateProblem, FutureDateProblem
from tcxd_desktop.domain.text import clean_line, fold

_SEPARATED = re.compile(r"^(?:(?:(\d{1,2})[/.\-\s])?(\d{1,2})[/.\-\s])?(\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")
_ABOUT = re.compile(r"^(?:khoang|~|kh\.?)\s*")
_LEAD = re.compile(r"^(?:ngay|nam)\s+(?=\d)")
_WORDS = re.compile(r"^(?:(\d{1,2})\s+)?thang\s+(\d{1,2})(?:\s*[/.\-,]\s*|\s+)(?:nam\s+)?(\d{4})$")
_LOOSE = re.compile(r"\s*([/.\-])\s*")
_MONTH_YEAR = re.compile(r"^(\d{2})((?:19|20)\d{2})$")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Ngày tháng ghi theo hồ sơ: ``month`` and ``day`` are ``None`` when the paper omits them.

    ``about`` is *khoảng*. Text form (storage, ``str``): ``1962``, ``1962~``, ``1962-03``,
    ``1962-03-05``; it sorts in order of time, a *khoảng* after the exact dates of its year.
    """

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __post_init__(self) -> None:
        """Refuse what no calendar has, such as 31/02."""
        whole = 1850 <= self.year <= 2200 and (self.day is None or self.month is not None)
        month = 1 if self.month is None else self.month
        try:
            date(self.year if whole else 0, month, 1 if self.day is None else self.day)
        except ValueError as error:
            raise BadDateProblem(_joined(self.day, self.month, self.year)) from error

    def __str__(self) -> str:
        """Return the text form."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + ("~" if self.about else "")

    @property
    def exact(self) -> date | None:
        """The day, or ``None`` when the date is partial or approximate."""
        if self.month is None or self.day is None or self.about:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first day the date can mean: for ordering only, never for a rule."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day the date can mean: for ordering only, never for a rule."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Return the exact date of ``day``."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_text(cls, text: str | None) -> "PartialDate | None":
        """Read the text form back; empty or ``None`` gives ``None``."""
        if not text:
            return None
        year, month, day = (*(int(part) for part in text.rstrip("~").split("-")), None, None)[:3]
        return cls(year or 0, month, day, about=text.endswith("~"))


def _joined(day: int | None, month: int | None, year: int) -> str:
    return "/".join(str(part) for part in (day, month, year) if part is not None)


def parse_date(typed: str, *, today: date, field: str = "") -> PartialDate | None:
    """Read a date as clerks type it; nothing typed gives ``None``.

    Takes ``5/3/62``, ``05031962``, ``050362``, ``031962``, ``3/1962``, ``00/03/1962``, ``1962``,
    ``năm 1962``, ``khoảng 1962``, ``tháng 3 năm 1962``, ISO. Two-digit years mean the latest past
    year; a day or month of zeros is one the paper does not tell.

    Raises:
        BadDateProblem: not a date, or a day no calendar has.
        FutureDateProblem: after ``today``.
    """
    return _parsed(typed, limit=today, turn=today.year, field=field)


def parse_future_date(typed: str, *, today: date, field: str = "") -> PartialDate | None:
    """Read a date that may lie ahead (a term, an end): up to 50 years from ``today``.

    Two-digit years reach ten years ahead, so that the end of an old job stays in the past.
    """
    return _parsed(typed, limit=add_months(today, 600), turn=today.year + 10, field=field)


def _parsed(typed: str, *, limit: date, turn: int, field: str) -> PartialDate | None:
    text = clean_line(typed)
    if not text:
        return None
    folded = _LOOSE.sub(r"\1", fold(text))
    about = _ABOUT.match(folded)
    if about:
        folded = folded[about.end() :]
    try:
        parts = _numbers(_LEAD.sub("", folded), turn)
        found = PartialDate(*parts, about=bool(about)) if parts else None
    except BadDateProblem as problem:
        raise BadDateProblem(text, field=field) from problem
    if found is None:
        raise BadDateProblem(text, field=field)
    if found.earliest > limit:
        raise FutureDateProblem(found, field=field)
    return found


def _numbers(text: str, turn: int) -> tuple[int, int | None, int | None] | None:
    iso = _ISO.match(text)
    if iso:
        return _unpadded(int(iso[1]), iso[2], iso[3])
    match = _WORDS.match(text) or _SEPARATED.match(_spaced(text))
    if match is None or (len(text) == 2 and match[2] is None):
        return None
    day, month, year = match.groups()
    full = int(year)
    if len(year) == 2:
        full += 2000 if 2000 + full <= turn else 1900
    return _unpadded(full, month, day)


def _spaced(text: str) -> str:
    if not text.isdigit() or len(text) not in {6, 8}:
        return text
    bare = _MONTH_YEAR.match(text)
    return f"{bare[1]}/{bare[2]}" if bare else f"{text[:2]}/{text[2:4]}/{text[4:]}"


def _unpadded(year: int, month: str | None, day: str | None) -> tuple[int, int | None, int | None]:
    """Return the parts, zeros as unknown; a day whose month is unknown stays and is refused."""
    return year, int(month or 0) or None, int(day or 0) or None


def add_months(day: date, months: int) -> date:
    """Return the same day-number ``months`` later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def months_between(start: date, end: date) -> int:
    """Return the completed months from ``start`` to ``end`` (negative if ``end`` is earlier)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months


def age_on(birth: PartialDate | None, day: date) -> int | None:
    """Return completed years of age, or ``None`` where the birth date leaves it open."""
    if birth is None or birth.about:
        return None
    youngest = months_between(birth.latest, day) // 12
    oldest = months_between(birth.earliest, day) // 12
    return youngest if youngest == oldest else None


def age_by_year(birth: PartialDate | None, day: date) -> int | None:
    """Return the age by calendar year, as filters and statistics count it."""
    return None if birth is None else day.year - birth.year
