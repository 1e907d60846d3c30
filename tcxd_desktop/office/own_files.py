"""The files of the packaged program, held against the digests they were built with."""

from pathlib import Path

from tcxd_desktop.domain.opened_errors import DamagedProgramProblem
from tcxd_desktop.storage.anchor import file_digest

SUMS = "SHA256SUMS"
"""Digests of every file of the packaged program, as it was built."""


def astray(tree: Path) -> tuple[list[str], int]:
    """Return the files that are not there or not as they were built, and how many there are."""
    wrong: list[str] = []
    lines = (tree / SUMS).read_text(encoding="utf-8").splitlines()
    for line in lines:
        digest, _, name = line.partition("  ")
        path = tree / name
        if file_digest(path) != digest:
            wrong.append(name)
    return wrong, len(lines)


def check(tree: Path | None) -> None:
    """Refuse a program of which something is missing: a virus scanner takes single files.

    Args:
        tree: folder of the packaged program; ``None`` is a checkout, which has no such list.

    Raises:
        DamagedProgramProblem: files are not as they were built.
    """
    if tree is None:
        return
    if not (tree / SUMS).is_file():
        raise DamagedProgramProblem(1, SUMS)
    wrong, _ = astray(tree)
    if wrong:
        raise DamagedProgramProblem(len(wrong), wrong[0])
