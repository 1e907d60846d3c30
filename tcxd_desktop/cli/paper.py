"""``print``: a paper as a PDF file."""

import argparse

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import people, printing, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file


def run(options: argparse.Namespace) -> int:
    """Render the paper and write the file."""
    with opened(options) as desk:
        job = _job(desk, options)
        write_file(options.out, printing.render(desk, job))
        purpose = options.purpose or f"Ghi ra tệp {options.out.name}"
        printing.note_printed(desk, job, copies=1, purpose=purpose)
        tell(options, {"file": options.out, "form": job.form}, f"Đã ghi {options.out}.")
    return 0


def _job(desk: Desk, options: argparse.Namespace) -> PrintJob:
    wanted = fold(options.form)
    offered = (form for form in printing.forms(desk) if form.of == "member")
    form = next((form.code for form in offered if fold(form.code) == wanted), None)
    if form is None:
        raise NotFoundProblem(options.form)
    if options.member:
        person = people.by_number(desk, options.member)
        return PrintJob(form=form, person_ids=(person,), year=options.year)
    unit = units.by_code(desk, options.unit) if options.unit else None
    return PrintJob(form=form, query=PeopleQuery(unit_id=unit), year=options.year)
