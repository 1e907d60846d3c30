"""A register as a paper or a workbook: previewed, or saved with the line of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.office import transfer_printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview

_BAD = '<>:"\\|?*'


def form_of(desk: Desk, code: str) -> FormInfo:
    """Return the form of a register."""
    return next(form for form in transfer_printing.forms(desk) if form.code == code)


def show_paper(
    page: QWidget, desk: Desk, jobs: Jobs, notice: Notice, job: TransferJob, name: str
) -> None:
    """Preview a register; ``name`` is of the file it may be saved as, without its ending."""
    form = form_of(desk, job.form)

    def printed(copies: int, purpose: str) -> None:
        transfer_printing.note_printed(desk, job, copies=copies, purpose=purpose)

    preview(
        page, jobs, partial(transfer_printing.render, desk, job), title=form.title,
        file_name=f"{file_stem(name)}.pdf", form=form, printed=printed, failed=_sayer(notice),
    )  # fmt: skip


def save_workbook(
    page: QWidget, desk: Desk, jobs: Jobs, notice: Notice, job: TransferJob, name: str
) -> None:
    """Ask where, and write a register as a workbook."""
    file_name = f"{file_stem(name)}.{transfer_printing.WORKBOOK}"
    path = dialogs.save_file(page, "Lưu sổ ra Excel", file_name, dialogs.XLSX)
    if path is None:
        return

    def done(saved: str) -> None:
        notice.say(f"Đã lưu {saved}. Tệp này không được mã hóa.", "ok")

    jobs.run(
        partial(_write, desk, job, path), done=done, failed=notice.show_problem,
        title="Đang ghi tệp…",
    )  # fmt: skip


def file_stem(name: str) -> str:
    """Return a name no file system refuses."""
    kept = "".join("-" if letter == "/" else " " if letter in _BAD else letter for letter in name)
    return " ".join(kept.split())[:120].strip(" .")


def _write(desk: Desk, job: TransferJob, path: Path, _progress: Progress) -> str:
    write_file(path, transfer_printing.workbook(desk, job))
    transfer_printing.note_printed(desk, job, copies=0, purpose=f"Ghi ra tệp {path.name}")
    return path.name


def _sayer(notice: Notice) -> Callable[[Exception], None]:
    def say(problem: Exception) -> None:
        if isinstance(problem, Problem):
            notice.show_problem(problem)

    return say
