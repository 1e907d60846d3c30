"""*Cách ghi*: how the regulation wants an item or a box filled, with a sample and its source."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tcxd_desktop.places import resources
from tcxd_desktop.wording.dossier import item_of

OF_ITEM: Final = "mục"
"""In the file, for a box that rests on the same text as its item."""
OWN_ADVICE: Final = "Lời khuyên của chương trình, không trích từ văn bản"
"""What stands where no text of the Party is known that says so."""
ALTERNATIVE: Final = "; "
"""Between several samples of one box."""


@dataclass(frozen=True, slots=True)
class Guide:
    """Cách ghi một mục hoặc một ô."""

    how: str
    sample: str
    source: str
    """The text it rests on; ``""`` for our own advice."""
    forms: str = ""
    """Where the item is printed."""

    @property
    def samples(self) -> tuple[str, ...]:
        """Every sample by itself."""
        return tuple(self.sample.split(ALTERNATIVE)) if self.sample else ()

    @property
    def grounds(self) -> str:
        """The text it rests on, or that it is our own advice; nothing where nothing is said."""
        return (self.source or OWN_ADVICE) if self.how else ""


_NOTHING: Final = Guide("", "", "")


@lru_cache(maxsize=1)
def _read() -> tuple[Mapping[str, Guide], Mapping[str, Guide]]:
    raw = json.loads((resources() / "guides" / "dossier.json").read_text("utf-8"))
    items = {item: Guide(**told) for item, told in raw["guides"].items()}
    boxes = {key: _box(key, told, items) for key, told in raw["fields"].items()}
    return items, boxes


def _box(key: str, told: Mapping[str, str], items: Mapping[str, Guide]) -> Guide:
    source = told.get("source", "")
    if source == OF_ITEM:
        source = items[item_of(key)].source
    return Guide(told["how"], told["sample"], source)


def guides() -> Mapping[str, Guide]:
    """Return the guides of the dossier by item."""
    return _read()[0]


def field_guides() -> Mapping[str, Guide]:
    """Return the guides of every box: by field, by table, and by ``table.column``."""
    return _read()[1]


def guide(item: str) -> Guide:
    """Return how an item of the dossier is filled; an unknown item has nothing to say."""
    return guides().get(item, _NOTHING)


def field_guide(key: str) -> Guide:
    """Return how a box is filled, by field, table or ``table.column``; an unknown key says nothing.

    A column nobody described falls back on its table.
    """
    found = field_guides()
    return found.get(key) or found.get(key.partition(".")[0]) or _NOTHING
