"""Which paper of transfers is asked for: what can be chosen, and the job it makes. No Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tcxd_desktop.domain.periods import first_day, half_of, last_day, quarter_of, step
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.transfer_papers import (
    CHECKLIST,
    COLLECTIVE,
    CONCLUSION,
    COPY,
    COVER,
    HANDOVER,
    INDEX,
    INQUIRY,
    LABEL,
    LINK,
    NOTICE,
    ONWARD,
    PROPOSAL,
    REGISTERS,
    RETURN,
    SLIP,
    SLIP_TEMPORARY,
    STOCK_BOOK,
    STOCK_REPORT,
    STOP,
    TransferJob,
)
from tcxd_desktop.domain.transfers import Direction, TransferKind, TransferLine
from tcxd_desktop.wording.periods import period_text

OF_CASES, OF_BODIES, OF_PERIODS = "ca", "tap_the", "so"
GROUP = {
    OF_CASES: "Giấy tờ của ca chuyển sinh hoạt",
    OF_BODIES: "Giấy tờ của đợt chuyển giao tập thể",
    OF_PERIODS: "Sổ và báo cáo",
}
STOCK = (STOCK_BOOK, STOCK_REPORT)
NOT_BLANK = frozenset({COPY})
"""Papers that say nothing without a case."""
_GOING = frozenset({NOTICE, LABEL})
_COMING = frozenset({STOP, CHECKLIST, RETURN, ONWARD})
_OF_KIND = {
    SLIP: {TransferKind.LABOUR, TransferKind.ABROAD},
    SLIP_TEMPORARY: {TransferKind.TEMPORARY_ABROAD},
    LINK: {TransferKind.LINK},
}
_ORDER = (
    NOTICE, INDEX, HANDOVER, LABEL, COPY, SLIP, SLIP_TEMPORARY, CHECKLIST, STOP, RETURN, ONWARD,
    INQUIRY, PROPOSAL, CONCLUSION, LINK, *COLLECTIVE, *REGISTERS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Những gì đang chọn trong hộp thoại."""

    form: str
    since: str = ""
    until: str = ""
    letter: str = ""
    blank: bool = False
    two_sided: bool = False


def group_of(form: str) -> str:
    """Return whose paper a form is: of a case, of a collective transfer, of a period."""
    if form in REGISTERS:
        return OF_PERIODS
    return OF_BODIES if form in COLLECTIVE else OF_CASES


def offered(
    forms: Sequence[FormInfo], job: TransferJob, cases: Collection[TransferLine]
) -> list[FormInfo]:
    """Return the papers to choose from, in the order they come to be needed.

    Of named cases those that fit one of them; the cover belongs to the whole set only.
    """
    wanted = [form for form in forms if form.code != COVER and _fits(form.code, job, cases)]
    places = {code: place for place, code in enumerate(_ORDER)}
    return sorted(wanted, key=lambda form: places.get(form.code, len(places)))


def _fits(form: str, job: TransferJob, cases: Collection[TransferLine]) -> bool:
    group = group_of(form)
    if group == OF_PERIODS or form == job.form:
        return True
    if job.case_ids or job.collective_id:
        mine = OF_CASES if job.case_ids else OF_BODIES
        return group == mine and (not cases or any(_suits(form, line) for line in cases))
    return form not in NOT_BLANK


def _suits(form: str, line: TransferLine) -> bool:
    if form in _OF_KIND:
        return line.kind in _OF_KIND[form]
    if line.kind is TransferKind.LINK:
        return False
    if form in _GOING:
        return line.direction is not Direction.IN
    return form not in _COMING or line.direction is Direction.IN


def job_of(asked: Asked, first: TransferJob) -> TransferJob:
    """Return the job the choices make.

    Args:
        asked: what is chosen.
        first: what the dialog was opened for: its cases, its collective transfer.
    """
    group = group_of(asked.form)
    if group == OF_PERIODS:
        return TransferJob(
            form=asked.form,
            since="" if asked.blank else asked.since,
            until="" if asked.blank else asked.until,
            register=asked.letter if asked.form in STOCK else first.register,
            blank=asked.blank,
            year=int(asked.until[:4]) if asked.form == STOCK_REPORT and asked.until else 0,
        )
    return replace(
        first,
        form=asked.form,
        case_ids=first.case_ids if group == OF_CASES and not asked.blank else (),
        collective_id=first.collective_id if group == OF_BODIES and not asked.blank else 0,
        since="",
        until="",
        blank=asked.blank,
        two_sided=asked.two_sided,
    )


def periods(today: date) -> list[str]:
    """Return the periods a register is usually asked for: years, half years, quarters, months."""
    month = f"{today:%Y-%m}"
    year = str(today.year)
    halves = dict.fromkeys(half_of(step(month, -6 * back)) for back in range(3))
    quarters = dict.fromkeys(quarter_of(step(month, -3 * back)) for back in range(4))
    months = [step(month, -back) for back in range(6)]
    return [year, str(today.year - 1), str(today.year - 2), *halves, *quarters, *months]


def days_of(period: str) -> tuple[str, str]:
    """Return first and last day of a period, ISO."""
    return first_day(period), last_day(period)


def whose(cases: Sequence[TransferLine], job: TransferJob) -> str:
    """Return for whom papers of cases are, in words; ``""``: for nobody in particular."""
    if job.collective_id:
        return "Đợt chuyển giao đang mở"
    if not job.case_ids:
        return ""
    if len(job.case_ids) == 1:
        return cases[0].name if cases else "Ca đang mở"
    return f"{len(job.case_ids)} ca đang chọn"


def file_stem(title: str, job: TransferJob, named: str = "") -> str:
    """Return a name for the file: the paper, whose, of when; nothing file systems refuse."""
    when = f"{job.since} {job.until}".strip() if group_of(job.form) == OF_PERIODS else ""
    who = named if job.case_ids and not job.blank else ""
    parts = (title, "trắng" if job.blank else "", who, when)
    text = " ".join(part for part in parts if part)
    allowed = "".join("-" if c == "/" else " " if c in '<>:"\\|?*' else c for c in text)
    return " ".join(allowed.split())[:120].strip(" .")


def title_of(period: str) -> str:
    """Return a period to stand alone: ``Quý 4/2026``."""
    text = period_text(period)
    return text[:1].upper() + text[1:]
