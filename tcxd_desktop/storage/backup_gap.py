"""What lies between an office and one of its backups: what a restore would lose."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tcxd_desktop.storage import main_file
from tcxd_desktop.storage.backup_shelf import TRACES


@dataclass(frozen=True, slots=True)
class Lost:
    """Những gì sẽ mất: lines the office has and the backup has not."""

    acts: Sequence[tuple[Any, ...]]
    """id, at, actor of each line that changed something."""
    records: int
    returning: int
    """Lines that changed something and only the backup has."""
    newcomers: int
    erased_again: tuple[int, ...]


def lost(here: Any, there: Any) -> Lost:
    """Compare the book of the office (``here``) with that of a backup (``there``)."""
    common = _common(here, there)
    acts = _changes(here, common)
    records = here.execute(
        "SELECT count(*) FROM (SELECT DISTINCT replace(subject, '.sealed', ''), subject_id"
        " FROM act_record WHERE act_id IN (SELECT value FROM json_each(?)))",
        (json.dumps([act[0] for act in acts]),),
    ).fetchone()
    returning = len(_changes(there, common)) if main_file.chained(there) else 0
    old = {int(row[0]) for row in there.execute("SELECT id FROM person")}
    old -= set(main_file.erased(there))
    now = {int(row[0]) for row in here.execute("SELECT id FROM person WHERE void_reason = ''")}
    erased = set(main_file.erased(here))
    return Lost(
        acts, int(records[0]), returning, len(now - old - erased), tuple(sorted(erased & old))
    )


def _changes(connection: Any, after: int) -> list[tuple[Any, ...]]:
    """Return id, moment and actor of the lines after one that changed a record."""
    marks = ",".join("?" * len(TRACES))
    found: list[tuple[Any, ...]] = connection.execute(
        f"SELECT id, at, actor FROM act WHERE id > ? AND use_case NOT IN ({marks})"
        " AND EXISTS (SELECT 1 FROM act_record WHERE act_id = act.id) ORDER BY id",
        (after, *TRACES),
    ).fetchall()
    return found


def _common(here: Any, there: Any) -> int:
    """Return the newest line both books have."""
    if not main_file.chained(there):
        row = there.execute("SELECT coalesce(max(id), 0) FROM act").fetchone()
        return int(row[0])
    for number, hashed in there.execute("SELECT id, hash FROM act ORDER BY id DESC"):
        same = here.execute("SELECT hash FROM act WHERE id = ?", (number,)).fetchone()
        if same is not None and hashed is not None and same[0] == hashed:
            return int(number)
    return 0
