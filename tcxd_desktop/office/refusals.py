"""A file that was refused leaves a line: what came in, and why it was not taken."""

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.problems import sentence


def note(
    desk: Desk, permission: Permission, use_case: str, file_name: str, problem: Problem
) -> None:
    """Note that a file was refused, unless nothing may be written now."""
    if not desk.store.read_only:
        desk.line(permission, use_case, f"{file_name}: {sentence(problem)}".strip(": "))
