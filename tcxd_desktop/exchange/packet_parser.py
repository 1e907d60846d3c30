"""Child side: the body of a packet to its texts. Loaded by ``child_main`` only."""

from typing import Any

from tcxd_desktop.domain.packet_errors import AlteredPacketProblem
from tcxd_desktop.exchange import packet_format


def parse(data: bytes) -> dict[str, Any]:
    """Return kind, number and, by tag, the bytes of every field as hex.

    Raises:
        AlteredPacketProblem: it is no body of a packet.
    """
    try:
        kind, seq, found = packet_format.unpack(data)
    except packet_format.TornError as error:
        raise AlteredPacketProblem from error
    return {"kind": kind, "seq": seq, "fields": [[tag, content.hex()] for tag, content in found]}
