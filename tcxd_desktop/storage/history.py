"""Acts and the changes they made."""

from tcxd_desktop.domain.history import Act, Change
from tcxd_desktop.storage.work import Reading


def of(reading: Reading, subject: str, subject_id: int, limit: int = 500) -> list[Act]:
    """Return the acts that changed one subject, newest first, with those changes only."""
    # What is sealed stands in the compartment; without it those values are simply not told.
    old, new, apart = "c.old", "c.new", ""
    if reading.sealed:
        old, new = "coalesce(v.old, c.old)", "coalesce(v.new, c.new)"
        apart = " LEFT JOIN act_value v ON v.act_id = c.act_id AND v.position = c.position"
    rows = reading.all(
        "SELECT a.id, a.at, a.actor, a.use_case, a.note, c.subject, c.subject_id, c.field,"
        f" {old}, {new} FROM act_change c JOIN act a ON a.id = c.act_id{apart}"
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
