"""``import-members``, ``export-members``, ``find``."""

import argparse
from dataclasses import asdict

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.errors import (
    ImportHasErrorsProblem,
    NotFoundProblem,
    UnknownUnitsProblem,
)
from tcxd_desktop.domain.imports import ImportPreview, Outcome, RowPreview
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import exports, imports, people
from tcxd_desktop.office.columns import standing_text
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import read_file, write_file
from tcxd_desktop.office.search import Finder
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.people import OUTCOME


def run(options: argparse.Namespace) -> int:
    """Run the command on the office it names."""
    command = {"import-members": _import, "export-members": _export, "find": _find}
    with opened(options) as desk:
        return command[options.command](desk, options)


def _import(desk: Desk, options: argparse.Namespace) -> int:
    preview = imports.preview_members(desk, read_file(options.file), options.file.name)
    counts = {outcome.value: preview.count(outcome) for outcome in Outcome}
    told: dict[str, object] = {
        "counts": counts,
        "unknown_cells": preview.unknown_cells,
        "rows": [_row(row) for row in preview.rows if row.outcome is not Outcome.SAME],
    }
    summary = ", ".join(f"{OUTCOME[outcome]} {counts[outcome.value]}" for outcome in Outcome)
    if options.preview:
        tell(options, told | {"written": False}, *_lines(preview), f"Xem trước: {summary}.")
        return 0
    try:
        result = imports.apply_members(desk, preview, {}, lambda: imports.backed_up(desk))
    except (ImportHasErrorsProblem, UnknownUnitsProblem):
        tell(options, told | {"written": False}, *_lines(preview))
        raise
    tell(options, told | {"written": True} | asdict(result), f"Đã nhập: {summary}.")
    return 0


def _row(row: RowPreview) -> dict[str, object]:
    return {
        "line": row.row.line,
        "name": row.row.name,
        "outcome": row.outcome.value,
        "differences": [asdict(difference) for difference in row.differences],
        "reasons": row.reasons,
    }


def _lines(preview: ImportPreview) -> list[str]:
    lines: list[str] = []
    for row in preview.rows:
        if row.outcome is Outcome.SAME and not row.reasons:
            continue
        parts = [f"{label(d.field)}: {d.old or '…'} → {d.new}" for d in row.differences]
        lines.append(
            f"Dòng {row.row.line}: {row.row.name} – {OUTCOME[row.outcome]}"
            + "".join(f"; {part}" for part in (*parts, *row.reasons))
        )
    return lines


def _export(desk: Desk, options: argparse.Namespace) -> int:
    query = PeopleQuery(as_at=options.as_at.isoformat() if options.as_at else "")
    data = exports.members_xlsx(desk, query, file_name=options.file.name, purpose=options.purpose)
    write_file(options.file, data)
    written = people.count(desk, query)
    tell(options, {"file": options.file, "members": written},
         f"Đã ghi {written} người vào {options.file}.")  # fmt: skip
    return 0


def _find(desk: Desk, options: argparse.Namespace) -> int:
    found = Finder(desk).find(options.text)
    if not found:
        raise NotFoundProblem(options.text)
    lines = [
        f"{line.id}\t{line.name}\t{show_date(line.birth)}\t{line.unit}\t{standing_text(line)}"
        for line in found
    ]
    told = [
        {"id": line.id, "name": line.name, "birth": line.birth, "unit": line.unit,
         "standing": standing_text(line)}
        for line in found
    ]  # fmt: skip
    tell(options, {"found": told}, *lines)
    return 0
