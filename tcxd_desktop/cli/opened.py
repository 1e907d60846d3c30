"""The office a command names, open for as long as the command runs."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from tcxd_desktop.cli.main import password
from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Desk]:
    """Sign in as ``--user`` and sign out at the end, whatever happens between."""
    desk = opening.open_office(options.office, password(), user=options.user)
    try:
        yield desk
    finally:
        opening.close_office(desk)
