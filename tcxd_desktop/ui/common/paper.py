"""One way from a print job to the preview, for every screen that prints papers of people."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview


def print_job(
    parent: QWidget,
    desk: Desk,
    jobs: Jobs,
    job: PrintJob,
    *,
    named: str = "",
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Make the paper of ``job`` off the screens' thread, show it, and note every print of it.

    The preview lets the user print or save; each of both writes its line with copies and purpose
    (``printing.note_printed``).

    Args:
        parent: window the preview belongs to.
        desk: where.
        jobs: the job runner.
        job: what to print.
        named: whose papers they are, for the window and the file, e.g. ``Nguyễn Thị Đào``.
        failed: gets a Problem; otherwise ``jobs.failed`` tells it.
    """
    try:
        desk.check(Permission.PRINT)
        printing.check_sealed(desk, job.form)
    except Problem as problem:
        (failed or jobs.failed.emit)(problem)
        return
    form = next((form for form in printing.forms(desk) if form.code == job.form), None)
    title = job.title or (form.title if form else job.form)
    shown = f"{title}: {named}" if named else title

    def render(progress: Progress) -> bytes:
        return printing.render(desk, job, progress)

    def note(copies: int, purpose: str) -> None:
        printing.note_printed(desk, job, copies=copies, purpose=purpose)

    preview(
        parent,
        jobs,
        render,
        title=shown,
        file_name=f"{_file_name(f'{title} {named}'.strip())}.pdf",
        form=form,
        printed=note,
        failed=failed,
    )


def _file_name(text: str) -> str:
    """Return ``text`` without what file systems refuse."""
    return "".join(" " if c in '<>:"/\\|?*' else c for c in text).strip(" .")[:120]
