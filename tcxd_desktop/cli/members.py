"""``export-members``, ``find``."""

import argparse

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import exports, people
from tcxd_desktop.office.columns import standing_text
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.office.search import Finder
from tcxd_desktop.wording.exports import blanks_told
from tcxd_desktop.wording.formats import show_date

_USUAL_LAYOUT = "central8"
"""What changed is told line by line, so it needs a layout: that of the upper level's list."""


def run(options: argparse.Namespace) -> int:
    """Run the command on the office it names."""
    command = {"export-members": _export, "find": _find}
    with opened(options) as desk:
        return command[options.command](desk, options)


def _export(desk: Desk, options: argparse.Namespace) -> int:
    query = PeopleQuery(as_at=options.as_at.isoformat() if options.as_at else "")
    if options.layout or options.changed_since or options.only_changed:
        return _export_layout(desk, options, query)
    data = exports.members_xlsx(desk, query, file_name=options.file.name, purpose=options.purpose)
    write_file(options.file, data)
    written = people.count(desk, query)
    tell(options, {"file": options.file, "members": written},
         f"Đã ghi {written} người vào {options.file}.")  # fmt: skip
    return 0


def _export_layout(desk: Desk, options: argparse.Namespace, query: PeopleQuery) -> int:
    job = ExportJob(
        layout=options.layout or _USUAL_LAYOUT,
        query=query,
        changed_since=options.changed_since.isoformat() if options.changed_since else "",
        only_changed=options.only_changed,
        file_name=options.file.name,
        purpose=options.purpose,
    )
    made = exports.export_layout(desk, job, lambda data: write_file(options.file, data))
    told = {"file": options.file, "layout": job.layout, "members": made.people,
            "lines": made.lines, "run": made.run_id, "blanks": dict(made.blanks)}  # fmt: skip
    said = f"Đã ghi {made.people} người, {made.lines} dòng vào {options.file}."
    tell(options, told, said, *filter(None, [blanks_told(made.blanks)]))
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
