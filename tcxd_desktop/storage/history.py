"""Acts and the changes they made."""

from tcxd_desktop.domain.book import PERSON
from tcxd_desktop.domain.history import Act, Change
from tcxd_desktop.storage.book import lines_of_many
from tcxd_desktop.storage.work import Reading


def of(reading: Reading, subject: str, subject_id: int, limit: int = 500) -> list[Act]:
    """Return the acts about one subject, newest first, with what concerns it only.

    Of a person also who looked at, printed and exported the dossier, alone or among many.
    """
    # What is sealed stands in the compartment; without it those values are simply not told.
    old, new, apart = "c.old", "c.new", ""
    if reading.sealed:
        old, new = "coalesce(v.old, c.old)", "coalesce(v.new, c.new)"
        apart = " LEFT JOIN act_value v ON v.act_id = c.act_id AND v.position = c.position"
    changes: dict[int, list[Change]] = {}
    for act_id, *change in reading.all(
        f"SELECT c.act_id, c.subject, c.subject_id, c.field, {old}, {new} FROM act_change c{apart}"
        " WHERE c.subject = ? AND c.subject_id = ? ORDER BY c.act_id DESC, c.position LIMIT ?",
        (subject, subject_id, limit),
    ):
        changes.setdefault(int(act_id), []).append(Change(*change))
    if subject == PERSON:
        for act_id, name in lines_of_many(reading, subject_id).items():
            changes.setdefault(act_id, []).append(Change(PERSON, subject_id, name, "", ""))
    newest = sorted(changes, reverse=True)
    return [_act(reading, number, tuple(changes[number])) for number in newest]


def _act(reading: Reading, number: int, changes: tuple[Change, ...]) -> Act:
    row = reading.one(
        "SELECT at, actor, use_case, note, purpose, copies FROM act WHERE id = ?", (number,)
    )
    at, actor, use_case, note, purpose, copies = row or ("", "", "", "", "", 0)
    return Act(number, at, actor, use_case, note, changes, purpose, copies)
