"""Files a person names: read and written whole, with a sentence when that is not possible."""

from pathlib import Path

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.faults import told


def read_file(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        NotFoundProblem: there is none.
        ReadOnlyProblem: it may not be read.
    """
    if not path.is_file():
        raise NotFoundProblem(str(path))
    with told(path):
        return path.read_bytes()


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless they are there.

    Raises:
        BadPlaceProblem, ReadOnlyProblem, DiskFullProblem.
    """
    with told(path):
        path.mkdir(parents=True, exist_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a final file whole or not at all.

    Raises:
        NotFoundProblem: its folder does not exist.
        ReadOnlyProblem, DiskFullProblem.
    """
    if not path.parent.is_dir():
        raise NotFoundProblem(str(path.parent))
    with told(path):
        durable_write(path, data)
