"""A whole dossier as text, for drafts, yearly snapshots and what a printed paper said."""

import json
from typing import Any

from tcxd_desktop.domain.dossier import TABLES, Dossier
from tcxd_desktop.storage.rows import columns, from_row, to_row

_BLANK = to_row(Dossier())
"""What each column holds when nothing is known; 0 is something known."""


def dump(dossier: Dossier) -> str:
    """Return the dossier as JSON: field names as declared, empty fields left out."""
    content: dict[str, Any] = {"id": dossier.id, "version": dossier.version}
    content |= {name: cell for name, cell in to_row(dossier).items() if cell != _BLANK[name]}
    content |= {
        table: [list(to_row(row).values()) for row in rows]
        for table in TABLES
        if (rows := getattr(dossier, table))
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Dossier:
    """Read back what :func:`dump` wrote; fields it does not name are blank."""
    content: dict[str, Any] = json.loads(text)
    row = [content.get(name, _BLANK[name]) for name in columns(Dossier)]
    more: dict[str, Any] = {"id": content["id"], "version": content["version"]}
    for table, meta in TABLES.items():
        width = len(columns(meta.record))
        rows = (cells + [None] * (width - len(cells)) for cells in content.get(table, ()))
        more[table] = tuple(from_row(meta.record, cells[:width]) for cells in rows)
    return from_row(Dossier, row, more)
