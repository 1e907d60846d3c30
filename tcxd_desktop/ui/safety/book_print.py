"""The access book and its registers on paper: the preview is the PDF itself."""

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import registers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview
from tcxd_desktop.wording.book import REGISTERS

_FILES = {"reading": "so-muon-doc", "handover": "so-giao-nhan", "copies": "so-in-sao"}


def print_book(parent: QWidget, desk: Desk, jobs: Jobs, query: BookQuery) -> None:
    """Show the lines ``query`` finds as a paper, oldest first."""

    def render(progress: Progress) -> bytes:
        return registers.render_book(desk, query, copies=0, progress=progress)

    def printed(copies: int, purpose: str) -> None:
        registers.note_book(desk, query, copies=copies, purpose=purpose)

    preview(parent, jobs, render, title="Sổ truy cập", file_name="so-truy-cap.pdf", printed=printed)


def print_register(parent: QWidget, desk: Desk, jobs: Jobs, kind: str, query: BookQuery) -> None:
    """Show a register of the period of ``query``."""

    def render(progress: Progress) -> bytes:
        return registers.render_register(
            desk, kind, query.since, query.until, copies=0, progress=progress
        )

    def printed(copies: int, purpose: str) -> None:
        registers.note_register(
            desk, kind, query.since, query.until, copies=copies, purpose=purpose
        )

    preview(
        parent, jobs, render, title=REGISTERS[kind], file_name=f"{_FILES[kind]}.pdf",
        printed=printed,
    )  # fmt: skip
