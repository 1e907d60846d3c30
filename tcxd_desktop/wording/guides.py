"""*Cách ghi*: how the regulation wants an item filled, with a sample and its source."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tcxd_desktop.places import resources


@dataclass(frozen=True, slots=True)
class Guide:
    """Cách ghi một mục."""

    how: str
    sample: str
    source: str


@lru_cache(maxsize=1)
def guides() -> Mapping[str, Guide]:
    """Return the guides of the dossier by item."""
    text = (resources() / "guides" / "dossier.json").read_text("utf-8")
    return {item: Guide(**raw) for item, raw in json.loads(text)["guides"].items()}


def guide(item: str) -> Guide:
    """Return how an item of the dossier is filled; an unknown item has nothing to say."""
    return guides().get(item, Guide("", "", ""))
