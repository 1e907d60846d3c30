"""What a printed paper said, line by line, so that what names a person can be removed alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise


class Said:
    """Nội dung tờ giấy đã in: its lines, and whom each is about.

    A text that names several people is divided before each name: whoever is erased takes his piece
    along, and what was said of the others stays.
    """

    def __init__(self, people: Mapping[str, int]) -> None:
        """Begin with nothing said; ``people`` are those who may be named, by name as printed."""
        self.people = {name: number for name, number in people.items() if name}
        self.rows: list[list[str]] = []
        self.ids: list[int] = []
        """Of each row; 0: about nobody."""
        names = sorted(self.people, key=len, reverse=True)
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"
        self._named = re.compile(pattern) if names else None

    def text(self, *texts: str) -> None:
        """Add texts that stand by themselves."""
        for text in texts:
            for piece in self._pieces(text):
                self._add(["", piece], self._of(piece))

    def row(self, cells: Sequence[str]) -> None:
        """Add a row of a table; one with a person's name in a cell is his as a whole."""
        owner = next((self.people[cell] for cell in cells if cell in self.people), 0)
        if owner or not any(self._of(piece) for cell in cells for piece in self._pieces(cell)):
            self._add([*cells] if len(cells) > 1 else ["", *cells], owner)
        else:
            self.text(*cells)

    def _add(self, cells: list[str], person: int) -> None:
        self.rows.append(cells)
        self.ids.append(person)

    def _pieces(self, text: str) -> list[str]:
        if self._named is None:
            return [text] if text else []
        edges = sorted({0, *(found.start() for found in self._named.finditer(text)), len(text)})
        return [text[first:last] for first, last in pairwise(edges)]

    def _of(self, piece: str) -> int:
        found = self._named.match(piece) if self._named is not None else None
        return self.people[found.group()] if found else 0


def people_named(pairs: Iterable[tuple[int | None, str]]) -> dict[str, int]:
    """Return names with their ids; who has no id or no name is left out."""
    return {name: number for number, name in pairs if number and name}
