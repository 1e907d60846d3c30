"""Where the duties of *Việc hôm nay* lead: the page of each kind of target."""

from collections.abc import Mapping
from typing import NamedTuple

PAGE_OF: Mapping[str, str] = {
    "transfer": "transfers",
    "transfers": "transfers",
    "person": "people",
    "unit": "units",
    "loans": "data",
    "supplements": "supplements",
    "meetings": "meetings",
    "numbers": "numbers",
    "rules": "rules",
}
"""Kind of target to key of the page; a duty that names another kind leads nowhere."""


_HELP = {"help": "", "manual": "an-toan"}
"""Kind of target to the topic of the help it opens where it names none."""


class Target(NamedTuple):
    """Nơi một việc dẫn tới."""

    page: str
    """Key of the page, or empty."""
    record: int
    """Number of the record; 0 is the page as it stands."""


def read(target: str) -> Target:
    """Return where ``transfer:12`` leads."""
    kind, _, number = target.partition(":")
    return Target(PAGE_OF.get(kind, ""), int(number) if number.isdigit() else 0)


def help_topic(target: str) -> str:
    """Return the topic ``help:sao-luu`` asks for, empty where something else is asked for."""
    kind, _, topic = target.partition(":")
    return topic or _HELP[kind] if kind in _HELP else ""
