"""The clocks of transfers that belong to no single case: checks of phiếu báo, dissolutions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tcxd_desktop.domain.rule_types import Scope
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.transfer_clockwork import Clock, Clockwork
from tcxd_desktop.domain.transfers import Direction, Transfer, TransferKind
from tcxd_desktop.domain.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class Dissolution:
    """Đợt giải thể, giải tán: its members have to be transferred."""

    name: str
    on: str
    """ISO day of the decision."""
    done_on: str = ""
    """ISO day on which nobody was left in it."""


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Những mốc của văn phòng mà thời hạn chung tính theo."""

    notices_checked: str = ""
    """ISO day of the last check of the phiếu báo."""
    notices_since: str = ""
    """ISO day of the oldest phiếu báo nobody came with; what runs before a first check."""
    told_on: str = ""
    """ISO day on which the month's leavers were last told."""
    dissolutions: Sequence[Dissolution] = ()


def office_clocks(
    facts: OfficeFacts, rules: Rules, calendar: WorkCalendar, today: date
) -> tuple[Clock, ...]:
    """Return the clocks that belong to no single case: TR-06, TR-09, TR-10.

    Raises:
        UnknownRuleProblem: the rules lack a deadline.
    """
    nobody = Transfer(TransferKind.OFFICIAL, Direction.OUT)
    found: list[Clock] = []
    since = facts.notices_checked or facts.notices_since
    work = Clockwork(nobody, rules, calendar, today, {"previous_check": since})
    found.extend(work.clock("TR-06", ""))
    for one in facts.dissolutions:
        work = Clockwork(nobody, rules, calendar, today, {"dissolution_decision": one.on})
        found.extend(replace(c, subject=one.name) for c in work.clock("TR-09", one.done_on))
    if rules.value("local_scope") == Scope.HANOI.value:
        work = Clockwork(nobody, rules, calendar, today, {"month": today.isoformat()})
        this_month = facts.told_on[:7] == today.isoformat()[:7]
        found.extend(work.clock("TR-10", facts.told_on if this_month else ""))
    return tuple(found)
