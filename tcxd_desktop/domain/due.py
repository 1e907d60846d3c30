"""What is due: one line of *Việc hôm nay*, whatever feature it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class DueState(StrEnum):
    """Tình trạng của một việc."""

    LATE = "qua_han"
    SOON = "sap_den_han"
    OPEN = "con_han"
    DONE = "da_xong"


@dataclass(frozen=True, slots=True)
class DueTask:
    """Việc đến hạn: what, why, by which text. Features supply it, nobody edits it."""

    key: str
    """Stable identity, e.g. ``transfer:12:TR-02``; marks are kept by it."""
    title: str
    """What is to be done, in Vietnamese."""
    who: str = ""
    """Whom it concerns: a member's or an organisation's name."""
    unit: str = ""
    due: str = ""
    """ISO last day; empty where the text gives no number."""
    why: str = ""
    """How the day comes about, in words."""
    source: str = ""
    """The text and its point."""
    rule: str = ""
    """Id of the deadline, e.g. ``TR-02``."""
    consequence: str = ""
    """What the text says happens after the day."""
    group: str = ""
    """``chuyen_sinh_hoat``, ``ho_so`` …: what the page groups and filters by."""
    target: str = ""
    """What Enter opens: ``transfer:12``, ``person:5``, ``loans:`` …"""
    person_id: int | None = None
    done_on: str = ""
    """ISO, where the feature itself knows the duty is met."""
    soon_from: str = ""
    """ISO day from which it counts as coming due; empty: by the rule set's usual notice."""


@dataclass(frozen=True, slots=True)
class DueMark:
    """Dấu của người dùng trên một việc: done with its proof, or postponed with the reason."""

    key: str
    done_on: str = ""
    proof: str = ""
    postponed_to: str = ""
    reason: str = ""
    actor: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class DueLine:
    """Một dòng của trang Việc hôm nay: the task, its mark and its state on the day asked."""

    task: DueTask
    state: DueState
    mark: DueMark | None = None
    days: int | None = None
    """Calendar days left until the last day; negative: days late; ``None`` without a day."""


@dataclass(frozen=True, slots=True)
class DuePage:
    """Trang Việc hôm nay của một ngày."""

    on: str
    lines: Sequence[DueLine]
    """The late first, then by day."""
