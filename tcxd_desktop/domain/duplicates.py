"""Who may be recorded twice: what speaks for one person, what against it, as points of 100.

Nothing is ever joined by points alone. From :data:`CERTAIN` on a line of a file is taken to be
about a record; from :data:`LIKELY` on somebody has to look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from tcxd_desktop.domain.identities import Identity, Sign, signs, swapped

CERTAIN: Final = 70
"""Name and day of birth written alike, or a number of identity with a name that fits it."""
LIKELY: Final = 30
"""The whole name alike where nothing else can be compared."""
MOST: Final = 100
_NUMBERS: Final = frozenset(
    {
        Sign.CENTRAL_SAME, Sign.CITIZEN_SAME, Sign.CITIZEN_OLD, Sign.CARD_SAME, Sign.CARD_OLD,
        Sign.DOSSIER_SAME,
    }
)  # fmt: skip
_DOUBTS: Final = frozenset(
    {
        Sign.NAME_OTHER, Sign.CENTRAL_OTHER, Sign.CITIZEN_OTHER, Sign.CITIZEN_NEAR,
        Sign.CARD_OTHER, Sign.CARD_NEAR, Sign.SEX_OTHER,
    }
)  # fmt: skip
"""Contradictions that no sum of points may drown."""
_LOOSE_NAMES: Final = frozenset({Sign.NAME_MARKS, Sign.NAME_LETTER, Sign.NAME_SHORT})
_POINTS: Final = attrgetter("points")
_CROWD: Final = 400
"""So many who share a key tell nothing by it: they are looked for by their other keys."""


@dataclass(frozen=True, slots=True)
class Score:
    """Điểm trùng: of 100, and what it was made from."""

    points: int
    reasons: tuple[Sign, ...]
    """What speaks for it first, then what speaks against it."""

    @property
    def certain(self) -> bool:
        """Whether the two are taken to be one person."""
        return self.points >= CERTAIN

    @property
    def likely(self) -> bool:
        """Whether somebody has to look."""
        return self.points >= LIKELY


@dataclass(frozen=True, slots=True)
class Found:
    """Người có thể là người đang tìm, and how likely."""

    other: Identity
    score: Score


@dataclass(frozen=True, slots=True)
class PairSide:
    """Một trong hai hồ sơ có thể trùng: what lists show of it."""

    person_id: int
    name: str
    birth: str
    """As shown."""
    unit: str
    citizen_id: str = ""
    card_no: str = ""
    complete: int = 0
    """Completeness of the dossier in percent."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """Cặp hồ sơ có thể là của một người."""

    first: PairSide
    """The fuller one: proposed to stay."""
    second: PairSide
    score: Score


@dataclass(frozen=True, slots=True)
class DistinctLine:
    """Cặp hồ sơ đã ghi là của hai người."""

    first_id: int
    first: str
    second_id: int
    second: str
    reason: str
    on: str
    """ISO day."""
    actor: str


def score(one: Identity, other: Identity) -> Score:
    """Return how likely two identities are one person.

    Without a number in common, only names written alike reach :data:`CERTAIN`; a name that does
    not fit or a number that contradicts never does. A day of birth without a name is nobody's.
    """
    found = signs(one, other)
    points = sum([sign.points for sign in found])
    if points >= CERTAIN and _held_back(found):
        points = CERTAIN - 1
    if points >= LIKELY and not (one.folded and other.folded) and _NUMBERS.isdisjoint(found):
        points = LIKELY - 1
    found.sort(key=_POINTS, reverse=True)
    return Score(min(max(points, 0), MOST), tuple(found))


def _held_back(found: Iterable[Sign]) -> bool:
    told = set(found)
    return not told.isdisjoint(_DOUBTS) or (
        told.isdisjoint(_NUMBERS) and not told.isdisjoint(_LOOSE_NAMES)
    )


# --- looking for them -----------------------------------------------------------------------------


class Index:
    """Bảng tra người theo số, họ tên, ngày sinh: finds who is worth comparing, without all pairs.

    Two are compared who share a number; the name, where one of the days of birth is not told
    whole; name, day and month; family, given name and year; the exact day (or with day and month
    exchanged) and either the given name or the rest of the name. Of all others the points stay
    below :data:`LIKELY`, but for names a letter apart where a day is not told whole.
    """

    def __init__(self, people: Iterable[Identity] = ()) -> None:
        """Take ``people`` in."""
        self._people: list[Identity] = []
        self._keys: dict[str, list[int]] = {}
        for one in people:
            self.add(one)

    def __len__(self) -> int:
        """How many are in it."""
        return len(self._people)

    def add(self, one: Identity) -> None:
        """Take one more in."""
        place = len(self._people)
        self._people.append(one)
        for key in (*_number_keys(one), *_kept_keys(one)):
            self._keys.setdefault(key, []).append(place)

    def find(self, one: Identity, *, least: int = LIKELY, most: int = 8) -> list[Found]:
        """Return who ``one`` may be, the likeliest first; whoever has its id is left in.

        Args:
            one: who is looked for.
            least: points a person must have.
            most: how many are returned.
        """
        people = self._people
        found = [
            Found(people[place], told)
            for place in self._near(one)
            if (told := score(one, people[place])).points >= least
        ]
        if len(found) > 1:
            found.sort(key=lambda each: (-each.score.points, each.other.id))
        return found[:most]

    def pairs(self, *, least: int = LIKELY) -> Iterator[tuple[Identity, Identity, Score]]:
        """Yield every two of the index that may be one person, each pair once."""
        people = self._people
        for place, one in enumerate(people):
            for other in self._near(one):
                if other <= place:
                    continue
                told = score(one, people[other])
                if told.points >= least:
                    yield one, people[other], told

    def _near(self, one: Identity) -> list[int]:
        keys = self._keys
        groups = [group for key in _number_keys(one) if (group := keys.get(key))]
        groups += [
            group for key in _wanted_keys(one) if (group := keys.get(key)) and len(group) <= _CROWD
        ]
        if len(groups) < 2:
            return groups[0] if groups else []
        return sorted({place for group in groups for place in group})


def _number_keys(one: Identity) -> Iterator[str]:
    if one.citizen_id:
        yield f"#c{one.citizen_id}"
    if one.old_citizen_id and one.old_citizen_id != one.citizen_id:
        yield f"#c{one.old_citizen_id}"
    if one.card_no:
        yield f"#k{one.card_no}"
    if one.old_card_no and one.old_card_no != one.card_no:
        yield f"#k{one.old_card_no}"
    if one.dossier_no:
        yield f"#d{one.dossier_no}"
    if one.central_id:
        yield f"#t{one.central_id}"


def _kept_keys(one: Identity) -> Iterator[str]:
    """Yield what somebody of the index is found by."""
    name, birth = one.loose, one.birth
    if not name:
        return
    yield name
    if len(birth) < 10:
        yield f"{name}~"
    else:
        yield f"{name}{birth[4:]}"
    yield from _birth_keys(name, birth)


def _wanted_keys(one: Identity) -> Iterator[str]:
    """Yield what others are looked for by."""
    name, birth = one.loose, one.birth
    if not name:
        return
    if len(birth) < 10:
        yield name
        yield from _birth_keys(name, birth)
        return
    yield f"{name}~"
    yield f"{name}{birth[4:]}"
    yield from _birth_keys(name, birth)
    if birth[5:7] != birth[8:]:
        rest, _, given = name.rpartition(" ")
        yield f"{swapped(birth)} {given}"
        yield f"{swapped(birth)} {rest}|"


def _birth_keys(name: str, birth: str) -> Iterator[str]:
    rest, _, given = name.rpartition(" ")
    if birth:
        yield f"{birth[:4]} {rest.partition(' ')[0]} {given}"
    if len(birth) == 10:
        yield f"{birth} {given}"
        yield f"{birth} {rest}|"
