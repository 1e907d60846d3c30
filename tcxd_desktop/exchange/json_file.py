"""Foreign JSON texts: bytes to plain values, read in the limited child."""

from typing import Any

from tcxd_desktop.domain.errors import ParserFailedProblem
from tcxd_desktop.domain.packet_errors import BadJsonProblem
from tcxd_desktop.exchange import child

MOST_BYTES = 4 * 1024 * 1024


def read_object(
    data: bytes, most: int = MOST_BYTES, limits: child.Limits = child.USUAL
) -> dict[str, Any]:
    """Return the JSON object in ``data``: no doubled names, bounded depth, text in NFC.

    Raises:
        BadJsonProblem: not such a text, or longer than ``most`` bytes.
        ParserFailedProblem: the child gave up.
    """
    if len(data) > most:
        raise BadJsonProblem("size")
    found = child.run("json", data, limits)
    if isinstance(found, dict):
        return found
    if isinstance(found, bytes):
        raise ParserFailedProblem("crash")
    raise BadJsonProblem("shape")
