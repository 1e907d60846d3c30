"""Foreign pictures: bytes of any JPEG or PNG to the 3×4 portrait of a dossier."""

from tcxd_desktop.domain.errors import ParserFailedProblem, PictureTooBigProblem
from tcxd_desktop.exchange import child

MOST_BYTES = 20 * 1024 * 1024


def portrait(data: bytes, limits: child.Limits = child.USUAL) -> bytes:
    """Return a 600×800 JPEG of at most 150 kB without metadata, made in the limited child.

    Raises:
        Problem: not a JPEG or PNG, too big, or damaged.
    """
    if len(data) > MOST_BYTES:
        raise PictureTooBigProblem
    found = child.run("portrait", data, limits)
    if isinstance(found, bytes) and found.startswith(b"\xff\xd8\xff"):
        return found
    raise ParserFailedProblem("crash")
