"""The first tour: where it stops and what it says there."""

import json
from dataclasses import dataclass
from functools import lru_cache

from tcxd_desktop.places import resources


@dataclass(frozen=True, slots=True)
class Stop:
    """Một chỗ dừng: a page, what of it is pointed at, and what is said."""

    page: str
    widget: str
    """Accessible name, else text, of what is framed; empty for the window as a whole."""
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """Lời của vòng dạo."""

    title: str
    offer: str
    """What the offer in the demo office says."""
    stops: tuple[Stop, ...]


@lru_cache(maxsize=1)
def told() -> Told:
    """Return the words of the tour."""
    raw = json.loads((resources() / "help" / "tour.json").read_text("utf-8"))
    return Told(raw["title"], raw["offer"], tuple(Stop(**stop) for stop in raw["stops"]))
