"""Acts and the changes they made."""

from tcxd_desktop.domain.history import Act, Change
from tcxd_desktop.storage.work import Reading


def of(reading: Reading, subject: str, subject_id: int, limit: int = 500) -> list[Act]:
    """Return the acts that changed one subject, newest first, with those changes only."""
    rows = reading.all(
        "SELECT a.id, a.at, a.actor, a.use_case, a.note, c.subject, c.subject_id, c.field, c.old,"
        " c.new FROM act_change c JOIN act a ON a.id = c.act_id"
        " WHERE c.subject = ? AND c.subject_id = ? ORDER BY a.id DESC, c.position LIMIT ?",
        (subject, subject_id, limit),
    )
    heads: dict[int, tuple[str, str, str, str]] = {}
    changes: dict[int, list[Change]] = {}
    for number, at, actor, use_case, note, *change in rows:
        heads[number] = (at, actor, use_case, note)
        changes.setdefault(number, []).append(Change(*change))
    return [
        Act(number, at, actor, use_case, note, tuple(changes[number]))
        for number, (at, actor, use_case, note) in heads.items()
    ]
