"""A whole dossier as text, for drafts, yearly snapshots and what a printed paper said."""

import json
from typing import Any

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.storage.rows import columns, from_row, to_row

_KEPT = ("readmitted", "sealed_papers")
"""What whoever does not hold the sealed items knows of them."""
_BLANK = to_row(Dossier())
"""What each column holds when nothing is known; 0 is something known."""


def dump(dossier: Dossier) -> str:
    """Return the dossier as JSON without what is sealed: declared names, empty fields left out."""
    content: dict[str, Any] = {"id": dossier.id, "version": dossier.version}
    for name in _KEPT:
        if getattr(dossier, name):
            content[name] = getattr(dossier, name)
    return _json(content | _content(dossier, sealed=False))


def dump_sealed(dossier: Dossier) -> str:
    """Return what is sealed of a dossier, or nothing: it is kept in the sealed compartment."""
    content = _content(dossier, sealed=True)
    return _json(content) if content else ""


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _content(dossier: Dossier, *, sealed: bool) -> dict[str, Any]:
    content: dict[str, Any] = {
        name: cell
        for name, cell in to_row(dossier).items()
        if cell != _BLANK[name] and FACTS[name].sealed == sealed
    }
    return content | {
        table: [list(to_row(row).values()) for row in rows]
        for table, meta in TABLES.items()
        if meta.sealed == sealed and (rows := getattr(dossier, table))
    }


def load(text: str, sealed: str = "") -> Dossier:
    """Read back what :func:`dump` and :func:`dump_sealed` wrote; what they lack is blank."""
    content: dict[str, Any] = json.loads(text)
    if sealed:
        content |= json.loads(sealed)
    row = [content.get(name, _BLANK[name]) for name in columns(Dossier)]
    more: dict[str, Any] = {"id": content["id"], "version": content["version"]}
    more |= {name: content.get(name, "") for name in _KEPT}
    for table, meta in TABLES.items():
        width = len(columns(meta.record))
        rows = (cells + [None] * (width - len(cells)) for cells in content.get(table, ()))
        more[table] = tuple(from_row(meta.record, cells[:width]) for cells in rows)
    return from_row(Dossier, row, more)


def blank(person_id: int) -> str:
    """Return what stands where somebody's dossier was removed by decision."""
    return _json({"id": person_id, "version": 0})
