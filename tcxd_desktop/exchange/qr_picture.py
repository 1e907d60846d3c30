"""Pictures of QR codes: bytes of any JPEG or PNG to what the codes in it say."""

from tcxd_desktop.domain.errors import ParserFailedProblem, PictureTooBigProblem
from tcxd_desktop.exchange import child

MOST_BYTES = 10 * 1024 * 1024
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def is_picture(data: bytes) -> bool:
    """Tell whether a file begins as a JPEG or PNG."""
    return data.startswith(_SIGNS)


def codes(data: bytes, limits: child.Limits = child.USUAL) -> list[str]:
    """Return the texts of the QR codes in a picture, read in the limited child.

    Raises:
        Problem: not a JPEG or PNG, too big, or damaged.
    """
    if len(data) > MOST_BYTES:
        raise PictureTooBigProblem
    found = child.run("qr", data, limits)
    if isinstance(found, list) and all(isinstance(text, str) for text in found):
        return found
    raise ParserFailedProblem("crash")
