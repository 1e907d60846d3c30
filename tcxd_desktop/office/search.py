"""Finding people while the clerk types: in memory, without tone marks, narrowing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored

_Entry = tuple[str, PersonLine]
_ENOUGH = 2_000
"""More matches than a person looks through: a short word stops there, in name order."""


@dataclass(slots=True)
class Finder:
    """Bộ tìm người: keeps what was found for a word to look only there for the longer word."""

    desk: Desk
    _all: list[_Entry] = field(default_factory=list)
    _last: str = ""
    _found: list[_Entry] = field(default_factory=list)
    _loaded: bool = False

    def refresh(self) -> None:
        """Forget what is held; the next search reads the file again."""
        self._loaded = False
        self._last = ""

    def load(self) -> None:
        """Read everybody, ahead of the first search."""
        # Everybody with any standing today, also those who have left: papers are asked about them.
        lines = people.lines(self.desk, PeopleQuery(leavings=()))
        with self.desk.read() as reading:
            texts = stored.search_texts(reading)
        units = {line.unit: fold(line.unit) for line in lines}
        self._all = [(f"{texts.get(line.id, '')} {units[line.unit]}", line) for line in lines]
        self._found = self._all
        self._loaded = True

    def find(self, text: str, limit: int = 200) -> list[PersonLine]:
        """Return people whose name, other names, numbers or unit hold every word of ``text``.

        Whole words and beginnings of the name come first; the rest in name order.
        """
        if not self._loaded:
            self.load()
        wanted = fold(text)
        if not wanted:
            return []
        pool = self._found if self._last and wanted.startswith(self._last) else self._all
        matches: Iterable[_Entry] = pool
        # The word being typed is the rarest as a rule: it goes first, the others see what is left.
        for word in reversed(wanted.split()):
            matches = _holding(matches, word)
        found = list(islice(matches, _ENOUGH))
        if len(found) < _ENOUGH:
            # Everything was looked through: the longer word need only look here.
            self._found, self._last = found, wanted
        ranked = sorted(found, key=lambda entry: _rank(entry[0], wanted))
        return [line for _, line in ranked[:limit]]


def _holding(entries: Iterable[_Entry], word: str) -> Iterator[_Entry]:
    return (entry for entry in entries if word in entry[0])


def _rank(text: str, wanted: str) -> int:
    if text.startswith(f"{wanted} "):
        return 0
    if f" {wanted} " in f" {text} ":
        return 1
    return 2 if f" {wanted}" in f" {text}" else 3
