"""Records that were merged, and pairs that are two people."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.merging import MergeRecord, MergeState, Moved
from tcxd_desktop.domain.record_text import load_plain, plain
from tcxd_desktop.storage import snapshots
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "merge"


@dataclass(frozen=True, slots=True)
class Kept:
    """Những gì giữ lại để tách: both records before, and what was moved."""

    kept: Dossier
    gone: Dossier
    moved: tuple[Moved, ...]
    kept_version: int
    gone_version: int
    """Of both records after the merge: one saved since cannot be taken back."""
    central: tuple[str, str] = ("", "")
    """Numbers in the central system of both, before."""


def add(work: Work, record: MergeRecord, kept: Kept) -> int:
    """Write a merge with what taking it back needs; return its number."""
    content = {
        "kept": snapshots.dump(kept.kept),
        "gone": snapshots.dump(kept.gone),
        "versions": [kept.kept_version, kept.gone_version],
        "central": list(kept.central),
        "moved": [plain(one) for one in kept.moved],
    }
    number = work.add(
        "person_merge",
        {
            "version": 1,
            "kept_id": record.kept_id,
            "gone_id": record.gone_id,
            "at": record.at,
            "actor": record.actor,
            "state": record.state.value,
            "reason": record.reason,
            "content": _json(content),
        },
    )
    for dossier in (kept.kept, kept.gone):
        sealed = snapshots.dump_sealed(dossier)
        if sealed:
            row: dict[str, Cell] = {"merge_id": number, "person_id": dossier.id, "before": sealed}
            work.add("sealed_merge", row)
    work.touch(SUBJECT)
    return number


def content(reading: Reading, merge_id: int) -> Kept | None:
    """Return what taking a merge back needs; ``None`` where it was removed by decision."""
    row = reading.one(
        "SELECT content, kept_id, gone_id FROM person_merge WHERE id = ?", (merge_id,)
    )
    if row is None or not row[0]:
        return None
    raw = json.loads(row[0])
    sealed = _sealed(reading, merge_id)
    return Kept(
        snapshots.load(raw["kept"], sealed.get(row[1], "")),
        snapshots.load(raw["gone"], sealed.get(row[2], "")),
        tuple(_moved(one) for one in raw["moved"]),
        raw["versions"][0],
        raw["versions"][1],
        (raw["central"][0], raw["central"][1]),
    )


def _moved(raw: Any) -> Moved:
    return load_plain(Moved, {**raw, "key": [tuple(pair) for pair in raw["key"]]})


def _sealed(reading: Reading, merge_id: int) -> dict[int, str]:
    if not reading.sealed:
        return {}
    return dict(
        reading.all("SELECT person_id, before FROM sealed_merge WHERE merge_id = ?", (merge_id,))
    )


def undone(work: Work, record: MergeRecord, reason: str, at: str) -> bool:
    """Write that a merge was taken back; ``False`` if somebody did meanwhile."""
    key: dict[str, Cell] = {"id": record.id, "version": record.version}
    values: dict[str, Cell] = {
        "version": record.version + 1,
        "state": MergeState.UNDONE.value,
        "undo_reason": reason,
        "undone_at": at,
    }
    work.touch(SUBJECT)
    return bool(work.change("person_merge", key, values))


def carry(work: Work, person_id: int, before: int, now: int) -> None:
    """Let earlier merges know that a record is again as they left it, under another version.

    Args:
        work: the transaction.
        person_id: whose record was brought back.
        before: version it had when it was as it is again.
        now: version it has.
    """
    for number, text, kept_id in work.all(
        "SELECT id, content, kept_id FROM person_merge"
        " WHERE ?1 IN (kept_id, gone_id) AND state = ?2 AND content <> ''",
        (person_id, MergeState.DONE.value),
    ):
        raw = json.loads(text)
        place = 0 if kept_id == person_id else 1
        # What lies before moves by as much: it is found when its turn comes.
        if raw["versions"][place] <= before:
            raw["versions"][place] += now - before
            work.change("person_merge", {"id": number}, {"content": _json(raw)})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_SELECT = (
    "SELECT m.id, m.version, m.kept_id, m.gone_id, m.at, m.actor, m.state, m.reason,"
    " m.undo_reason, m.undone_at, k.birth_name, g.birth_name FROM person_merge m"
    " JOIN person k ON k.id = m.kept_id JOIN person g ON g.id = m.gone_id"
)


def listed(reading: Reading) -> list[MergeRecord]:
    """Return every merge, the newest first."""
    return [_record(row) for row in reading.all(f"{_SELECT} ORDER BY m.id DESC")]


def read(reading: Reading, merge_id: int) -> MergeRecord | None:
    """Return one merge."""
    row = reading.one(f"{_SELECT} WHERE m.id = ?", (merge_id,))
    return None if row is None else _record(row)


def _record(row: Sequence[Any]) -> MergeRecord:
    number, version, kept, gone, at, actor, state, *told = row
    return MergeRecord(number, version, kept, gone, at, actor, MergeState(state), *told)


def completeness(reading: Reading, person_ids: Collection[int]) -> dict[int, int]:
    """Return how complete the dossiers of some people are, in percent."""
    return dict(
        reading.all(
            "SELECT p.id, p.complete FROM person p JOIN json_each(?) w ON w.value = p.id",
            (json.dumps(sorted(person_ids)),),
        )
    )


# --- two people -----------------------------------------------------------------------------------


def distinct(reading: Reading) -> list[tuple[int, int, str, str, str]]:
    """Return (first, second, reason, ISO day, actor) of the pairs that are two people."""
    rows = reading.all(
        'SELECT first_id, second_id, reason, "on", actor FROM distinct_pair'
        ' ORDER BY "on" DESC, first_id, second_id'
    )
    return [(int(row[0]), int(row[1]), str(row[2]), str(row[3]), str(row[4])) for row in rows]


def set_distinct(work: Work, first: int, second: int, reason: str, on: str, actor: str) -> None:
    """Write that two are two people; the lower number stands first."""
    low, high = sorted((first, second))
    row: dict[str, Cell] = {
        "first_id": low, "second_id": high, "reason": reason, "on": on, "actor": actor,
    }  # fmt: skip
    work.add("distinct_pair", row)
    work.touch(SUBJECT)


def drop_distinct(work: Work, first: int, second: int) -> bool:
    """Take that back; ``False`` where nobody had written it."""
    low, high = sorted((first, second))
    work.touch(SUBJECT)
    return bool(work.remove("distinct_pair", {"first_id": low, "second_id": high}))
