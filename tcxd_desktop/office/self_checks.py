"""The program's test of itself as a user runs it: where it lies, what starts it, what came of it.

It needs no office and touches none: it works in a folder of its own, in a process of its own.
"""

from pathlib import Path

from tcxd_desktop import places
from tcxd_desktop.domain.selftest import RESULT_FILE, SelftestReport, read_report
from tcxd_desktop.office import files
from tcxd_desktop.wording.selftest import report_text

_FOLDER = "tu-kiem-tra"
_MOST_BYTES = 1024 * 1024
"""A result is some twenty kilobytes; what is larger is none."""


def folder() -> Path:
    """Return the folder the test works in; it need not be there yet."""
    return places.data_folder() / _FOLDER


def command(*, quick: bool = False) -> list[str]:
    """Return the command that runs the test and tells what happens line by line.

    The test offices are removed at its end; papers, pictures and the result stay.
    """
    more = ["--quick"] if quick else []
    return [*places.console(), "selftest", str(folder()), "--tidy", "--events", *more]


def last() -> SelftestReport | None:
    """Return what the test came to last, as far as it got; nothing where it never ran."""
    path = folder() / RESULT_FILE
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        return read_report(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def save_report(report: SelftestReport, path: Path) -> None:
    """Write the report as a text file.

    Raises:
        NotFoundProblem, ReadOnlyProblem, DiskFullProblem: as for any file.
    """
    files.write_file(path, report_text(report).encode())
