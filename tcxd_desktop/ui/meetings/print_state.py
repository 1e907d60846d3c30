"""Which paper of meetings is asked for: what can be chosen, and the job it makes. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.meeting_papers import (
    HALF_YEAR,
    MINUTES,
    NOTICE,
    QUARTER_TABLE,
    RESOLUTION,
    REVIEW_SHEET,
    ROLL,
    SELF_SHEET,
    YEAR_TABLE,
    MeetingJob,
)
from tcxd_desktop.domain.periods import months_of, quarter_of, step
from tcxd_desktop.wording.periods import period_text

CHOSEN, ALL, ONE = "chosen", "all", "one"
PER_MEETING = (SELF_SHEET, REVIEW_SHEET, MINUTES, ROLL, RESOLUTION)
"""Papers of one meeting each; the others are one for a period."""
BLANK = (*PER_MEETING, NOTICE)
"""Papers that can be had to be filled by hand."""
_AHEAD, _BACK = 3, 18
_YEARS = 6


def periods_of(form: str, month: str) -> list[str]:
    """Return the periods a paper can be of, the latest first.

    Args:
        form: code of the paper.
        month: the month around which to choose.
    """
    year = int(month[:4])
    if form == YEAR_TABLE:
        return [str(one) for one in range(year + 1, year - _YEARS, -1)]
    if form == HALF_YEAR:
        return [f"{one}-H{half}" for one in range(year, year - _YEARS, -1) for half in (2, 1)]
    if form == QUARTER_TABLE:
        first = quarter_of(month)
        months = (step(months_of(first)[0], -3 * by) for by in range(-1, 2 * _YEARS))
        return [quarter_of(one) for one in months]
    return [step(month, by) for by in range(_AHEAD, -_BACK, -1)]


def period_in(form: str, month: str) -> str:
    """Return the period of a paper's length that a month lies in."""
    if form == YEAR_TABLE:
        return month[:4]
    if form == HALF_YEAR:
        return f"{month[:4]}-H{1 if month[5:] <= '06' else 2}"
    return quarter_of(month) if form == QUARTER_TABLE else month


@dataclass(frozen=True, slots=True)
class Asked:
    """Những gì đang chọn trong hộp thoại."""

    form: str
    period: str
    whom: str = ALL
    unit_id: int | None = None
    blank: bool = False
    two_sided: bool = False


def job_of(asked: Asked, offered: MeetingJob) -> MeetingJob:
    """Return the job the choices make.

    Args:
        asked: what is chosen.
        offered: what the dialog was opened for: the meetings or chi bộ of ``CHOSEN``.

    Raises:
        RequiredProblem: one chi bộ is wanted, and none named.
    """
    made = MeetingJob(
        form=asked.form,
        period=asked.period,
        blank=asked.blank and asked.form in BLANK,
        scorer=offered.scorer,
        two_sided=asked.two_sided and asked.form in PER_MEETING,
    )
    if asked.whom == ONE:
        if asked.unit_id is None:
            raise RequiredProblem("unit_ids", field="unit_ids")
        return replace(made, unit_ids=(asked.unit_id,))
    if asked.whom == CHOSEN:
        ids = offered.meeting_ids if asked.form in PER_MEETING else ()
        return replace(made, meeting_ids=ids, unit_ids=() if ids else offered.unit_ids)
    return made


def chosen_words(offered: MeetingJob) -> str:
    """Return what *the chosen ones* are, in words; empty: nothing was chosen."""
    if offered.meeting_ids:
        count = len(offered.meeting_ids)
        return "Buổi họp đang mở" if count == 1 else f"{count} buổi họp đang chọn"
    if len(offered.unit_ids) > 1:
        return f"{len(offered.unit_ids)} chi bộ đang chọn"
    return ""


def file_stem(title: str, job: MeetingJob, named: str = "") -> str:
    """Return a name for the file: the paper, whose, of when; nothing file systems refuse."""
    when = "" if job.meeting_ids else period_text(job.period)
    parts = (title, "trắng" if job.blank else "", named, when)
    text = " ".join(part for part in parts if part)
    allowed = "".join("-" if c == "/" else " " if c in '<>:"\\|?*' else c for c in text)
    return " ".join(allowed.split())[:120].strip(" .")


def title_of(period: str) -> str:
    """Return a period to stand alone: ``Tháng 10/2026``."""
    text = period_text(period)
    return text[:1].upper() + text[1:]


def one_of(units: Sequence[tuple[int, str]], unit_id: int | None) -> str:
    """Return the name of a chi bộ."""
    return next((name for number, name in units if number == unit_id), "")
