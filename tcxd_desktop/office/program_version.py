"""Which versions of the program an office was worked with."""

from contextlib import suppress

from tcxd_desktop import __version__
from tcxd_desktop.domain.update_errors import BadVersionProblem
from tcxd_desktop.domain.versions import Version, parse
from tcxd_desktop.storage import office as stored
from tcxd_desktop.storage.main_file import PROGRAM_HIGHEST
from tcxd_desktop.storage.work import Reading, Work

LAST, HIGHEST = "program.version", PROGRAM_HIGHEST
"""Settings: the version worked with last, and the highest there ever was."""
INSTALLED: Version = parse(__version__)


def last(reading: Reading) -> str:
    """Return the version an office was worked with last, or nothing for one from before."""
    return stored.setting(reading, LAST)


def highest(reading: Reading) -> Version:
    """Return the highest version an office was worked with; the one that runs counts."""
    with suppress(BadVersionProblem):
        return max(INSTALLED, parse(stored.setting(reading, HIGHEST)))
    return INSTALLED


def write(work: Work) -> None:
    """Write that this version works with the office now."""
    stored.set_setting(work, HIGHEST, str(highest(work)))
    stored.set_setting(work, LAST, str(INSTALLED))
