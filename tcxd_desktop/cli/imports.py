"""``import-members``, ``undo-import``."""

import argparse
import hashlib
from collections.abc import Iterable
from dataclasses import asdict

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.errors import ImportHasErrorsProblem, UnknownUnitsProblem
from tcxd_desktop.domain.import_errors import DoubtfulRowsProblem, ImportUndoProblem
from tcxd_desktop.domain.imports import (
    Candidate,
    ImportChoices,
    ImportPreview,
    ImportResult,
    Outcome,
    RowPreview,
)
from tcxd_desktop.office import import_files, imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import read_file
from tcxd_desktop.wording.imports import OUTCOME
from tcxd_desktop.wording.sheets import target_label

_OPEN = (Outcome.DOUBTFUL, Outcome.ERROR)
"""What keeps a file from being written until somebody looked at it."""


def run(options: argparse.Namespace) -> int:
    """Run the command on the office it names."""
    command = {"import-members": _import, "undo-import": _undo}
    with opened(options) as desk:
        return command[options.command](desk, options)


# --- taking in ------------------------------------------------------------------------------------


def _import(desk: Desk, options: argparse.Namespace) -> int:
    preview = _previewed(desk, options)
    counts = {outcome.value: preview.count(outcome) for outcome in Outcome}
    told: dict[str, object] = {
        "layout": preview.layout,
        "counts": counts,
        "unknown_cells": preview.unknown_cells,
        "notes": preview.notes,
        "rows": [_row(row) for row in preview.rows if row.outcome is not Outcome.SAME],
    }
    if options.preview:
        shown = [row for row in preview.rows if row.outcome is not Outcome.SAME or row.reasons]
        summary = f"Xem trước: {_counted(counts)}."
        tell(options, told | {"written": False}, *_lines(preview, shown), summary)
        return 0
    try:
        result = imports.apply_members(
            desk, preview, ImportChoices(profile=options.profile), lambda: imports.backed_up(desk)
        )
    except (ImportHasErrorsProblem, DoubtfulRowsProblem, UnknownUnitsProblem):
        left = [row for row in preview.rows if row.outcome in _OPEN]
        tell(options, told | {"written": False}, *_lines(preview, left))
        raise
    tell(options, told | {"written": True} | asdict(result), *preview.notes, _done(result))
    return 0


def _previewed(desk: Desk, options: argparse.Namespace) -> ImportPreview:
    data, name = read_file(options.file), options.file.name
    book = import_files.read(desk, data, name)
    maps = import_files.suggest_checked(desk, book, name, options.profile)
    return imports.preview(desk, book, maps, name, hashlib.sha256(data).hexdigest())


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{OUTCOME[outcome]} {counts[outcome.value]}" for outcome in Outcome)


def _done(result: ImportResult) -> str:
    if not result.run_id:
        return f"Không có gì để ghi: {result.same} người giống hồ sơ đã có."
    return (
        f"Đã nhập: mới {result.created}, thay đổi {result.changed}, giống {result.same}."
        f" Lần nhập số {result.run_id}."
    )


def _row(row: RowPreview) -> dict[str, object]:
    return {
        "line": row.row.line,
        "name": row.row.name,
        "outcome": row.outcome.value,
        "differences": [asdict(difference) for difference in row.differences],
        "reasons": row.reasons,
        "candidates": [asdict(candidate) for candidate in row.candidates],
    }


def _lines(preview: ImportPreview, rows: Iterable[RowPreview]) -> list[str]:
    lines = [*preview.notes]
    for row in rows:
        parts = (
            *(f"{target_label(d.field)}: {d.old or '…'} → {d.new}" for d in row.differences),
            *row.reasons,
            *map(_candidate, row.candidates),
        )
        told = "".join(f"; {part.rstrip('.')}" for part in parts)
        lines.append(f"Dòng {row.row.line}: {row.row.name} – {OUTCOME[row.outcome]}{told}")
    return lines


def _candidate(one: Candidate) -> str:
    about = ", ".join(filter(None, (one.name, one.birth, one.unit, *one.reasons)))
    return f"có thể là hồ sơ số {one.person_id} ({about})"


# --- taking back ----------------------------------------------------------------------------------


def _undo(desk: Desk, options: argparse.Namespace) -> int:
    found = imports.obstacles(desk, options.run)
    told = {"run": options.run, "obstacles": [one.text for one in found]}
    if found:
        tell(options, told | {"undone": False}, *(one.text for one in found))
        raise ImportUndoProblem(len(found), found[0].text)
    imports.undo(desk, options.run, options.reason)
    tell(options, told | {"undone": True}, f"Đã hoàn tác lần nhập số {options.run}.")
    return 0
