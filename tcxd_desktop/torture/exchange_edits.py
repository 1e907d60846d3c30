"""Edits of sheets, merged records and reconciliation: one walk, step after step, and its proof.

Every step is one transaction over many tables: rows of people, what stood there before, the run,
the history. A cycle of the walk leaves two more people in the office.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.imports import ImportPreview, ImportRow, Outcome, RowPreview
from tcxd_desktop.domain.merging import Side, chosen
from tcxd_desktop.domain.reconciliation import Decided, Round, Source
from tcxd_desktop.domain.reconciliation_views import Ruling
from tcxd_desktop.office import (
    exports,
    imports,
    merging,
    people,
    reconciliation,
    reconciliation_deciding,
    reconciliation_sources,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import reconciliation as stored_rounds
from tcxd_desktop.torture.offices import CELL

_PHONE, _OURS, _THEIRS = "0912345678", "Kinh", "Tày"
_LAYOUT = "dues"
_BASIS = "Bản gốc trong hồ sơ"


def _name(cycle: int, index: int) -> str:
    return f"Người tạm {cycle}-{index}"


def _file(cycle: int, what: str) -> str:
    return f"{what}-{cycle}.xlsx"


def _person(desk: Desk, name: str) -> int:
    """Return somebody of the walk, also one whose record was withdrawn."""
    with desk.read() as reading:
        row = reading.one("SELECT id FROM person WHERE birth_name = ?", (name,))
    assert row is not None
    return int(row[0])


# --- the steps ------------------------------------------------------------------------------------


def _take_in(desk: Desk, cycle: int) -> None:
    """Two people nobody had."""
    rows = [
        ImportRow(
            line, _name(cycle, index),
            {"birth_name": _name(cycle, index), "birth_date": PartialDate(1950 + index * 20),
             "ethnicity": _OURS},
            unit=CELL,
        )
        for index, line in ((0, 2), (1, 3))
    ]  # fmt: skip
    _apply(desk, _file(cycle, "moi"), [RowPreview(row, Outcome.NEW) for row in rows])


def _change(desk: Desk, cycle: int) -> None:
    """A second list changes one of them: what stood before is kept beside."""
    person = people.read(desk, _person(desk, _name(cycle, 0)))
    row = ImportRow(2, person.birth_name, {"phone": _PHONE, "central_id": f"9{cycle:08d}"})
    shown = RowPreview(row, Outcome.CHANGED, person.id, person.version)
    _apply(desk, _file(cycle, "sua"), [shown])


def _apply(desk: Desk, name: str, rows: list[RowPreview]) -> None:
    imports.apply_members(desk, ImportPreview(name, "", tuple(rows), ()), {})


def _undo(desk: Desk, cycle: int) -> None:
    name = _file(cycle, "sua")
    [run] = [one.id for one in imports.runs(desk) if one.file_name == name]
    imports.undo(desk, run, "Thử hoàn tác")


def _export(desk: Desk, cycle: int) -> None:
    exports.export_layout(desk, ExportJob(layout=_LAYOUT, file_name=_file(cycle, "xuat")))


def _merge(desk: Desk, cycle: int) -> None:
    kept, gone = (_person(desk, _name(cycle, index)) for index in (0, 1))
    plan = merging.propose(desk, kept, gone)
    for name in plan.undecided:
        plan = chosen(plan, name, Side.KEPT, _BASIS)
    merging.merge(desk, plan, "Thử gộp")


def _unmerge(desk: Desk, cycle: int) -> None:
    merging.unmerge(desk, _merge_of(desk, cycle), "Thử tách")


def _merge_of(desk: Desk, cycle: int) -> int:
    kept = _person(desk, _name(cycle, 0))
    [number] = [one.id for one in merging.listed(desk) if one.kept_id == kept]
    return number


def _open_round(desk: Desk, cycle: int) -> None:
    reconciliation.open_round(desk, Round(name=_round_name(cycle), fields=("ethnicity",)))


def _round_name(cycle: int) -> str:
    return f"Đợt {cycle}"


def _round(desk: Desk, cycle: int) -> int:
    name = _round_name(cycle)
    [number] = [one.round.id for one in reconciliation.rounds(desk) if one.round.name == name]
    return number


def _take_central(desk: Desk, cycle: int) -> None:
    """Both stand in the list; one of them with another dân tộc."""
    number = _round(desk, cycle)
    rows = [
        ImportRow(line, _name(cycle, index), {"ethnicity": told})
        for line, index, told in ((2, 0, _THEIRS), (3, 1, _OURS))
    ]
    preview = reconciliation_sources.preview_rows(
        desk, number, rows, ("birth_name", "ethnicity"), (_file(cycle, "ts"), "")
    )
    whose = {row.key: _person(desk, row.name) for row in preview.rows}
    reconciliation_sources.take_central(desk, number, preview, whose)


def _decide(desk: Desk, cycle: int) -> None:
    ruling = Ruling(field="ethnicity", decided=Decided.KEEP, source=Source.CENTRAL, basis=_BASIS)
    person = _person(desk, _name(cycle, 0))
    reconciliation_deciding.decide(desk, _round(desk, cycle), person, ruling)


def _undecide(desk: Desk, cycle: int) -> None:
    number = _round(desk, cycle)
    with desk.read() as reading:
        [verdict] = stored_rounds.verdicts(reading, number)
    reconciliation_deciding.undo_decision(desk, number, verdict.id, "Thử bỏ")


def _close(desk: Desk, cycle: int) -> None:
    reconciliation.close_round(desk, _round(desk, cycle), "Thử xong")


Step = Callable[[Desk, int], None]
STEPS: tuple[tuple[str, Step], ...] = (
    ("imports.members", _take_in), ("imports.members", _change), ("imports.undo", _undo),
    ("exports.layout", _export), ("merging.merge", _merge), ("merging.unmerge", _unmerge),
    ("recon.open", _open_round), ("recon.central", _take_central), ("recon.decide", _decide),
    ("recon.undo", _undecide), ("recon.close", _close),
)  # fmt: skip
"""Use case each step leaves in the history, and what does it."""
USES = frozenset(use for use, _ in STEPS)


def perform(desk: Desk, place: int) -> None:
    """Take the step after ``place`` others."""
    cycle, step = divmod(place, len(STEPS))
    STEPS[step][1](desk, cycle)


# --- the proof ------------------------------------------------------------------------------------


def _done(places: int, cycle: int) -> int:
    return min(max(places - cycle * len(STEPS), 0), len(STEPS))


def _cycles(places: int) -> range:
    return range(-(-places // len(STEPS)))


def names(places: int) -> set[str]:
    """Return who is in the list after so many steps."""
    found: set[str] = set()
    for cycle in _cycles(places):
        done = _done(places, cycle)
        found.add(_name(cycle, 0))
        if done != _after(_merge):
            found.add(_name(cycle, 1))
    return found


def _after(step: Step) -> int:
    """Return how many steps of a cycle are done when this is the last one."""
    return [one for _, one in STEPS].index(step) + 1


@dataclass(frozen=True, slots=True)
class _Cycle:
    """What one cycle left, as the tables tell it."""

    phone: str
    central: str
    runs: tuple[tuple[str, str, int], ...]
    """File, state and people of each import."""
    kept_before: int
    """Texts of what stood there before."""
    exported: int
    """Whether the export is there, with a digest of each line."""
    merges: tuple[str, ...]
    gone_void: bool
    rounds: int
    entries: int
    verdicts: int
    closed: bool


def torn(desk: Desk, places: int) -> list[str]:
    """Return where the office differs from one after exactly so many steps of the walk."""
    found = []
    for cycle in range(_cycles(places).stop + 1):
        is_, should = _held(desk, cycle), _wanted(cycle, _done(places, cycle))
        if is_ != should:
            found.append(f"walk of sheets, cycle {cycle}: {is_} for {should}")
    return found


def _wanted(cycle: int, done: int) -> _Cycle:
    changed = done == _after(_change)
    runs = ((_file(cycle, "moi"), "da_nhap", 2), (_file(cycle, "sua"), "da_nhap", 1))[
        : min(done, 2)
    ]
    if done >= _after(_undo):
        runs = (runs[0], (runs[1][0], "da_hoan_tac", 1))
    merged, apart = done == _after(_merge), done >= _after(_unmerge)
    return _Cycle(
        phone=_PHONE if changed else "",
        central=f"9{cycle:08d}" if changed else "",
        runs=runs,
        kept_before=int(done >= _after(_change)),
        exported=int(done >= _after(_export)),
        merges=("da_gop",) if merged else ("da_tach",) if apart else (),
        gone_void=merged,
        rounds=int(done >= _after(_open_round)),
        entries=2 * (done >= _after(_take_central)),
        verdicts=int(done == _after(_decide)),
        closed=done >= _after(_close),
    )


def _held(desk: Desk, cycle: int) -> _Cycle:
    with desk.read() as reading:

        def rows(sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
            return iter(reading.all(sql, values))

        def first(sql: str, *values: Any) -> Any:
            return next((row[0] for row in rows(sql, *values)), "")

        mine = (_name(cycle, 0), _name(cycle, 1))
        files = (_file(cycle, "moi"), _file(cycle, "sua"))
        round_id = first("SELECT id FROM recon_round WHERE name = ?", _round_name(cycle)) or 0
        person = "SELECT id FROM person WHERE birth_name = ?"
        return _Cycle(
            phone=first("SELECT phone FROM person WHERE birth_name = ?", mine[0]),
            central=first(
                f"SELECT number FROM central_number WHERE person_id = ({person})", mine[0]
            ),
            runs=tuple(
                (row[0], row[1], row[2])
                for row in rows(
                    "SELECT file_name, state, (SELECT count(*) FROM import_row WHERE run_id = r.id)"
                    " FROM import_run r WHERE file_name IN (?, ?) ORDER BY id", *files
                )
            ),
            kept_before=first(
                f"SELECT count(*) FROM import_row WHERE before <> '' AND person_id = ({person})",
                mine[0],
            ),
            exported=first(
                "SELECT count(*) FROM export_run r WHERE file_name = ? AND people ="
                " (SELECT count(*) FROM export_row WHERE run_id = r.id) OR file_name = ?1 AND"
                " EXISTS (SELECT 1 FROM export_run n WHERE n.id > r.id)",
                _file(cycle, "xuat"),
            ),
            merges=tuple(
                row[0]
                for row in rows(
                    f"SELECT state FROM person_merge WHERE kept_id = ({person})", mine[0]
                )
            ),
            gone_void=bool(first("SELECT void_reason FROM person WHERE birth_name = ?", mine[1])),
            rounds=first("SELECT count(*) FROM recon_round WHERE id = ?", round_id),
            entries=first("SELECT count(*) FROM recon_entry WHERE round_id = ?", round_id),
            verdicts=first("SELECT count(*) FROM recon_verdict WHERE round_id = ?", round_id),
            closed=bool(first("SELECT closed FROM recon_round WHERE id = ?", round_id)),
        )  # fmt: skip
