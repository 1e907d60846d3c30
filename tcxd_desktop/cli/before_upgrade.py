"""``before-upgrade``: what the setup of a new version calls before it replaces the program."""

import argparse
import sys

from tcxd_desktop import __version__, places
from tcxd_desktop.cli.main import tell
from tcxd_desktop.domain.errors import OfficeInUseProblem, Problem
from tcxd_desktop.domain.update_errors import DowngradeProblem
from tcxd_desktop.domain.versions import parse
from tcxd_desktop.office import own_files, upgrade_copy
from tcxd_desktop.office.files import write_file
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.problems import sentence

FAILED, IN_USE, OLDER = 3, 4, 5
"""Exit codes: the copy could not be made; an office is open; the program of now is newer."""


def run(options: argparse.Namespace) -> int:
    """Copy every office of this user; the exit code tells the setup whether it may go on."""
    since = options.since or __version__
    try:
        own_files.check(places.packaged())
        made = upgrade_copy.copy_offices(
            places.data_folder(), parse(since), parse(__version__), lower=options.lower
        )
    except Problem as problem:
        said = sentence(problem)
        print(said, file=sys.stderr)
        _say(options, said)
        return _code(problem)
    said = (
        f"Đã chép {made.offices} văn phòng ({show_number(made.size)} byte) vào {made.folder}"
        if made.folder
        else "Chưa có văn phòng nào trên máy này."
    )
    tell(
        options,
        {"folder": made.folder and str(made.folder), "offices": made.offices, "bytes": made.size,
         "removed": made.removed, "from": since, "to": __version__},
        said,
    )  # fmt: skip
    _say(options, said)
    return 0


def _code(problem: Problem) -> int:
    if isinstance(problem, OfficeInUseProblem):
        return IN_USE
    return OLDER if isinstance(problem, DowngradeProblem) else FAILED


def _say(options: argparse.Namespace, said: str) -> None:
    """Write the sentence where the setup reads it: its own language knows no UTF-8."""
    if options.say is not None:
        write_file(options.say, said.encode("utf-16"))
