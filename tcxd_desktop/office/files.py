"""Files a person names: read and written whole, with a sentence when that is not possible."""

from pathlib import Path

from tcxd_desktop.domain.errors import NotFoundProblem, PictureTooBigProblem
from tcxd_desktop.exchange.qr_picture import MOST_BYTES
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.faults import told

MOST = 64 * 1024 * 1024
"""Bytes of the largest file anything here takes, a package of dossiers."""


def read_file(path: Path) -> bytes:
    """Return the content of a file; of one larger than any, so much that whoever reads it sees.

    A double click on a stick's file must not fill the memory before anybody looks at it.

    Raises:
        NotFoundProblem: there is none.
        ReadOnlyProblem: it may not be read.
    """
    if not path.is_file():
        raise NotFoundProblem(path.name)
    with told(path), path.open("rb") as file:
        return file.read(MOST + 1)


def read_picture(path: Path) -> bytes:
    """Return the content of a picture whose codes shall be read.

    Raises:
        PictureTooBigProblem: it is larger than any picture that is looked at.
        NotFoundProblem, ReadOnlyProblem: as for any file.
    """
    with told(path):
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise PictureTooBigProblem
    return read_file(path)


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
