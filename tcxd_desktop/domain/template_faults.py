"""What can be wrong with a template, as the checks tell it; and what bounds their work."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tcxd_desktop.domain.meeting_facts import ordered
from tcxd_desktop.domain.score_templates import Item, ScoreTemplate

DEEPEST_TREE = 6
MOST_FAULTS = 200
"""More are not told: whoever mends these sees the next."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Lỗi của mẫu chấm điểm; ``wording.templates.fault_text`` says it.

    Nothing with a fault can be published; drafts may have any number.
    """

    place: str
    """As in the JSON file: ``items[2].children[0].max``, ``gates[0].require``; empty: the whole."""
    kind: str
    args: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Một tiêu chí trong cây, with where it stands."""

    item: Item
    place: str
    depth: int


def spots(template: ScoreTemplate) -> Iterator[Spot]:
    """Yield every item with its place, parents before children; without recursion."""
    waiting = _children(template.items, "items", 1)
    while waiting:
        spot = waiting.pop()
        yield spot
        waiting.extend(_children(spot.item.children, f"{spot.place}.children", spot.depth + 1))


def _children(items: Iterable[Item], place: str, depth: int) -> list[Spot]:
    found = [Spot(item, f"{place}[{at}]", depth) for at, item in enumerate(items)]
    return found[::-1]


def places_of(template: ScoreTemplate) -> dict[str, str]:
    """Return the place of every item by its id; of two with one id, the first."""
    found: dict[str, str] = {}
    for spot in spots(template):
        found.setdefault(spot.item.id, spot.place)
    return found


def circles(needs: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the names that need themselves, directly or by others (or lie between such)."""
    known = {name: [one for one in wanted if one in needs] for name, wanted in needs.items()}
    left = known.keys() - set(ordered(known))
    backwards: dict[str, list[str]] = {name: [] for name in left}
    for name in left:
        for wanted in known[name]:
            if wanted in left:
                backwards[wanted].append(name)
    return frozenset(left - set(ordered(backwards)))
