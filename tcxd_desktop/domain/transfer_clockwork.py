"""What clocks are worked out from: the days a case tells, and the deadlines of its rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tcxd_desktop.domain.deadlines import Due, DueState, due_of, state_of
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.transfer_boxes import introduced_on
from tcxd_desktop.domain.transfers import TERMINAL, Direction, StepEvent, Transfer
from tcxd_desktop.domain.working_days import WorkCalendar

_STUDY: Final = ("di_hoc", "di hoc", "hoc tap", "khoa hoc", "lop hoc", "dao tao", "boi duong")
_GRADUATED: Final = ("tot_nghiep", "tot nghiep")
"""Words of a reason that has a limit of its own: TR-16c, TR-15."""
NO_NUMBER, PARTIAL, TOO_SHORT, TOO_LONG = "khong_so", "khong_du_ngay", "qua_ngan", "qua_dai"


@dataclass(frozen=True, slots=True)
class Clock:
    """Thời hạn đang chạy của một ca, hoặc đã xong."""

    rule: str
    """Id of the deadline: ``TR-02``."""
    due: Due | None
    """``None`` where no day follows from what is known, or the text gives no number."""
    state: DueState
    done_on: str = ""
    """ISO day on which what it asks was done."""
    why_open: str = ""
    """Key: why there is no last day, or what is wrong with a term."""
    source: str = ""
    """The text and its point."""
    binding: bool = True
    """False: what the rule allows a term to be; it makes no case late."""
    subject: str = ""
    """Of an office's clock: what it is about."""

    @property
    def last_day(self) -> str:
        """ISO, or nothing."""
        return self.due.last_day if self.due is not None else ""


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Căn cứ để tính thời hạn của một ca."""

    case: Transfer
    rules: Rules
    calendar: WorkCalendar
    today: date
    told: Mapping[str, str]

    def first(self, *events: StepEvent) -> str:
        """Return the earliest day of some events that count."""
        return min((day for one in events if (day := self.case.day_of(one))), default="")

    def boxes_from(self, number: int) -> str:
        """Return the day of the first box signed from a number on."""
        signed = self.case.signed()
        return min((step.on for box, step in signed.items() if box >= number), default="")

    def clock(self, rule_id: str, done_on: str, **told: str) -> Iterator[Clock]:
        """Yield the clock of a deadline, if what sets it going is known.

        Args:
            rule_id: of the deadline.
            done_on: ISO day on which what it asks was done, or nothing.
            told: days by trigger that stand in for those of the case.
        """
        rule = self.rules.deadline(rule_id)
        days = {**self.told, **told}
        if not any(days.get(key) for key in rule.triggers):
            return
        if not done_on and self.case.state in TERMINAL:
            done_on = last_day(self.case)
        due = due_of(rule, days, self.calendar)
        if due is None:
            state = DueState.DONE if done_on else DueState.OPEN
            yield Clock(rule_id, None, state, done_on, PARTIAL, rule.source)
            return
        state = state_of(due, self.today, done_on)
        yield Clock(rule_id, due, state, done_on, "", rule.source)


def is_study(case: Transfer) -> bool:
    """Tell whether the reason of a case is a course, by its code or the clerk's words."""
    return any(word in fold(case.reason) for word in _STUDY)


def _has_graduated(case: Transfer) -> bool:
    return any(word in fold(case.reason) for word in _GRADUATED)


def days_told(case: Transfer) -> dict[str, str]:
    """Return the days of a case by the key of the trigger they are, where known."""
    incoming = case.direction is Direction.IN
    found = {
        "move_effective_date": case.effective,
        "introduction_date": introduced_on(case),
        "transfer_notice_received": case.day_of(StepEvent.NOTICE) if incoming else "",
        "member_received_file": "" if incoming else case.day_of(StepEvent.GIVE),
        "left_country": case.term_from,
        "returned_home": case.day_of(StepEvent.COME_HOME),
        "temporary_start": case.term_from,
        "temporary_end": case.term_to,
        "graduation": case.effective if _has_graduated(case) else "",
    }
    return {key: day for key, day in found.items() if day}


def last_day(case: Transfer) -> str:
    """Return the ISO day of the last step that counts."""
    return max((step.on for step in case.counting), default="")
