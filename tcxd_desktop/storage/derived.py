"""What is worked out from dossiers and kept beside them must still say what they say."""

from collections.abc import Iterator
from dataclasses import fields

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.standing import Spell
from tcxd_desktop.storage import people
from tcxd_desktop.storage.work import Reading

_AT_ONCE = 500
_SPELL = tuple(field.name for field in fields(Spell))


def astray(reading: Reading, erased: frozenset[int]) -> list[int]:
    """Return the persons whose standing, order of names or search text is not what it should be.

    Args:
        reading: the open files.
        erased: persons of whom nothing is kept to compare with.
    """
    rows = reading.all("SELECT id, name_key, search FROM person ORDER BY id")
    kept = {int(number): (key, search) for number, key, search in rows if number not in erased}
    ids = sorted(kept)
    found: list[int] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        standing = _standing(reading, some)
        for dossier in people.read_many(reading, some):
            derived = (name_key(dossier.birth_name), people.search_text(dossier))
            if kept[dossier.id] != derived or standing.get(dossier.id, []) != _spells(dossier):
                found.append(dossier.id)
    return found


def _standing(reading: Reading, ids: list[int]) -> dict[int, list[tuple[object, ...]]]:
    marks = ",".join("?" * len(ids))
    names = ", ".join(_SPELL)
    found: dict[int, list[tuple[object, ...]]] = {}
    for row in reading.all(
        f"SELECT person_id, {names} FROM standing WHERE person_id IN ({marks})"
        " ORDER BY person_id, since",
        ids,
    ):
        found.setdefault(int(row[0]), []).append(tuple(row[1:]))
    return found


def _spells(dossier: Dossier) -> list[tuple[object, ...]]:
    def cells(spell: Spell) -> Iterator[object]:
        return (getattr(spell, name) for name in _SPELL)

    return sorted(
        (tuple(cells(spell)) for spell in dossier.spells), key=lambda cells: str(cells[0])
    )
