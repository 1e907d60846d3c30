"""Score sheets: entries of each scorer, and what they come to."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.score_sheets import (
    Entries,
    Entry,
    Facts,
    FactValue,
    SheetResult,
    SheetState,
)
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "meeting"


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """Phiếu như đã ghi: its template by number."""

    meeting_id: int
    template_id: int
    state: SheetState
    facts: Facts
    entries: Mapping[str, Entries]
    reason: str
    decided_by: str
    decided_on: str
    version: int


@dataclass(frozen=True, slots=True)
class StoredResult:
    """Kết quả như đã ghi."""

    total: str
    """Text of a Decimal, or empty."""
    level: str
    level_label: str
    complete: bool


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def facts_text(facts: Facts) -> str:
    """Return facts as they are kept: numbers as text with a mark, so that nothing is rounded."""
    return json.dumps(
        {
            name: ({"n": f"{value:f}"} if isinstance(value, Decimal) else value)
            for name, value in facts.items()
        },
        ensure_ascii=False,
    )


def facts_of(text: str) -> dict[str, FactValue]:
    """Return facts from what ``facts_text`` made."""
    raw: dict[str, Any] = json.loads(text) if text else {}
    return {
        name: Decimal(value["n"]) if isinstance(value, dict) else value
        for name, value in raw.items()
    }


def sheets(reading: Reading, meeting_ids: Iterable[int]) -> dict[int, StoredSheet]:
    """Return the sheets of meetings that have one, with all entries."""
    ids = json.dumps(list(meeting_ids))
    entries: dict[int, dict[str, dict[str, Entry]]] = {}
    for number, scorer, item, points, level, met, times, out, note in reading.all(
        "SELECT meeting_id, scorer, item, points, level, met, times, not_applicable, note"
        " FROM score_entry WHERE meeting_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ):
        answer = None if met is None else bool(met)
        entries.setdefault(number, {}).setdefault(scorer, {})[item] = Entry(
            _number(points), level, answer, times, bool(out), note
        )
    return {
        number: StoredSheet(
            number, template, SheetState(state), facts_of(facts), entries.get(number, {}),
            reason, by, on, version,
        )
        for number, template, state, facts, reason, by, on, version in reading.all(
            "SELECT meeting_id, template_id, state, facts, reason, decided_by, decided_on, version"
            " FROM score_sheet WHERE meeting_id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
    }  # fmt: skip


def states_of(reading: Reading, meeting_ids: Iterable[int]) -> dict[int, tuple[int, SheetState]]:
    """Return the number of the template and the state of each sheet, by meeting."""
    rows = reading.all(
        "SELECT meeting_id, template_id, state FROM score_sheet"
        " WHERE meeting_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(meeting_ids)),),
    )
    return {int(meeting): (int(template), SheetState(state)) for meeting, template, state in rows}


def waiting(reading: Reading, period: str) -> set[int]:
    """Return the chi bộ with a sheet of a month that was handed in and is not confirmed."""
    rows = reading.all(
        "SELECT DISTINCT m.unit_id FROM score_sheet s JOIN meeting m ON m.id = s.meeting_id"
        " WHERE m.period = ? AND m.void_reason = '' AND s.state IN (?, ?)",
        (period, SheetState.SUBMITTED.value, SheetState.REVIEWED.value),
    )
    return {int(row[0]) for row in rows}


def unconfirmed(reading: Reading) -> list[int]:
    """Return the meetings whose sheets are not confirmed."""
    rows = reading.all(
        "SELECT s.meeting_id FROM score_sheet s JOIN meeting m ON m.id = s.meeting_id"
        " WHERE s.state <> ? AND m.void_reason = '' ORDER BY s.meeting_id",
        (SheetState.CONFIRMED.value,),
    )
    return [int(row[0]) for row in rows]


def results(reading: Reading, meeting_ids: Iterable[int]) -> dict[int, dict[str, StoredResult]]:
    """Return what sheets came to when they were saved, by meeting and scorer."""
    found: dict[int, dict[str, StoredResult]] = {}
    for number, scorer, total, level, label, complete in reading.all(
        "SELECT meeting_id, scorer, total, level, level_label, complete FROM score_result"
        " WHERE meeting_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(meeting_ids)),),
    ):
        found.setdefault(int(number), {})[scorer] = StoredResult(
            total, level, label, bool(complete)
        )
    return found


def write(work: Work, sheet: StoredSheet) -> bool:
    """Write a sheet without its entries; false: somebody else wrote meanwhile."""
    values: dict[str, Cell] = {
        "template_id": sheet.template_id,
        "state": sheet.state.value,
        "facts": facts_text(sheet.facts),
        "reason": sheet.reason,
        "decided_by": sheet.decided_by,
        "decided_on": sheet.decided_on,
        "version": sheet.version + 1,
    }
    work.touch(SUBJECT)
    if not sheet.version:
        if work.one("SELECT 1 FROM score_sheet WHERE meeting_id = ?", (sheet.meeting_id,)):
            return False
        work.add("score_sheet", {"meeting_id": sheet.meeting_id, **values})
        return True
    key: dict[str, Cell] = {"meeting_id": sheet.meeting_id, "version": sheet.version}
    return bool(work.change("score_sheet", key, values))


def write_entries(work: Work, meeting_id: int, scorer: str, entries: Entries) -> None:
    """Write what one scorer entered over what was there."""
    work.remove("score_entry", {"meeting_id": meeting_id, "scorer": scorer})
    work.add_many(
        "score_entry",
        [
            {
                "meeting_id": meeting_id,
                "scorer": scorer,
                "item": item,
                "points": "" if entry.points is None else f"{entry.points:f}",
                "level": entry.level,
                "met": None if entry.met is None else int(entry.met),
                "times": entry.times,
                "not_applicable": int(entry.not_applicable),
                "note": entry.note,
            }
            for item, entry in entries.items()
            if entry.told or entry.note
        ],
    )


def write_result(work: Work, meeting_id: int, result: SheetResult, label: str) -> None:
    """Keep what a scorer's sheet comes to."""
    key: dict[str, Cell] = {"meeting_id": meeting_id, "scorer": result.scorer}
    work.remove("score_result", key)
    work.add(
        "score_result",
        {
            **key,
            "total": "" if result.total is None else f"{result.total:f}",
            "level": result.level or "",
            "level_label": label,
            "complete": int(result.complete),
        },
    )
    work.touch(SUBJECT)


def drop_result(work: Work, meeting_id: int, scorer: str) -> None:
    """Forget what a scorer's sheet came to: nothing is entered any more."""
    work.remove("score_result", {"meeting_id": meeting_id, "scorer": scorer})
    work.touch(SUBJECT)


def clear(work: Work, meeting_id: int) -> None:
    """Remove everything entered in a sheet; the sheet itself and its version stay."""
    for table in ("score_result", "score_entry"):
        work.remove(table, {"meeting_id": meeting_id})
    work.touch(SUBJECT)


def drop(work: Work, meeting_id: int) -> None:
    """Remove a sheet with all it holds."""
    for table in ("score_result", "score_entry", "score_sheet"):
        work.remove(table, {"meeting_id": meeting_id})
    work.touch(SUBJECT)
