"""The bytes of a packet: what both sides of the child know. See ``resources/readme/formats.md``.

``TXP`` and the version, the length of the body, the body, the public key of the sender, and the
signature over all that. The body is deflated; inside, every field is its tag, its length and its
text, by tag and never twice.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MAGIC: Final = b"TXP"
VERSION: Final = 1
SIGN_MARK: Final = "tcxd-phieu-v1"
HEAD: Final = 6
"""Magic, version, two bytes of length."""
PUBLIC: Final = 32
SIGNATURE: Final = 64
MOST_BODY: Final = 4096
MOST_RAW: Final = 65536
_MOST_NUMBER: Final = 2**31 - 1
WORDS: Final = (
    "Trung cấp lý luận chính trịCao cấpSơ cấpĐại họcThạc sĩCao đẳng12/12, thành phố , phường "
    "Quyết định số -QĐ/ĐUngàytheo nguyện vọngĐiều lệ Đảng38-HD/BTCTW06-HD/TW294-QĐ/TW"
    "Hồ sơ đảng viên, phiếu đảng viên, thẻ đảng viên, bản tự kiểm điểmNữNamdu_bichinh_thuc"
    "acceptedstoppedonwardnot_arrivedT7T8T2NNXKNTVNTNTDLHT102026-2025-2024-20001975-198199"
    "quận huyện thị trấn thị xã tổ dân phố khu phố phường đặc khu thành phố Hồ Chí Minh Hà Nội"
    "Chi bộ cơ sở Chi bộ tổ dân phố Đảng bộ cơ sở Công ty Trường Ban Thường vụ Đảng ủy phường"
    "Đảng bộ thành phố Đảng ủy xã Đảng bộ phường , thôn , xã , tỉnh \n"
    "Nguyễn Thị Trần Văn Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hữu Minh Hồng Thu Thanh Đức Quang "
    "Chi bộ thôn \nĐảng bộ xã \nĐảng bộ tỉnh Chi bộ "
).encode()
"""What the deflating starts from: part of format 1, never to be changed."""


class TornError(Exception):
    """Phần ruột không đọc được. args: what is wrong, in English, for tests."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Vỏ phiếu: its parts, nothing of them believed yet."""

    signed: bytes
    """All that the signature covers."""
    body: bytes
    public: bytes
    signature: bytes


def length(body: int) -> int:
    """Return how many bytes a packet with a body of that size has."""
    return HEAD + body + PUBLIC + SIGNATURE


def envelope(data: bytes) -> Envelope:
    """Cut a packet, whose length was checked, into its parts."""
    end = len(data) - SIGNATURE
    return Envelope(data[:end], data[HEAD : end - PUBLIC], data[end - PUBLIC : end], data[end:])


def head(body: int) -> bytes:
    """Return the first bytes of a packet with a body of that size."""
    return MAGIC + bytes((VERSION,)) + body.to_bytes(2, "big")


def pack(kind: int, seq: int, found: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the body of a packet from its fields, which come by tag."""
    raw = bytearray((kind,)) + _number(seq)
    for tag, content in found:
        raw.append(tag)
        raw += _number(len(content)) + content
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=WORDS)
    return deflate.compress(bytes(raw)) + deflate.flush()


def unpack(body: bytes) -> tuple[int, int, list[tuple[int, bytes]]]:
    """Return kind, number and fields of a body.

    Raises:
        TornError: it is no such body, or larger than it may be.
    """
    if len(body) > MOST_BODY:
        raise TornError("long")
    inflate = zlib.decompressobj(-15, zdict=WORDS)
    try:
        raw = inflate.decompress(body, MOST_RAW)
    except zlib.error as error:
        raise TornError("deflate") from error
    if not inflate.eof or inflate.unused_data:
        raise TornError("end")
    if not raw:
        raise TornError("empty")
    seq, at = _read_number(raw, 1)
    return raw[0], seq, list(_fields(raw, at))


def _fields(raw: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    before = 0
    while at < len(raw):
        tag = raw[at]
        size, start = _read_number(raw, at + 1)
        at = start + size
        if tag <= before or size == 0 or at > len(raw):
            raise TornError("field")
        before = tag
        yield tag, raw[start:at]


def _number(value: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first."""
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)


def _read_number(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(raw):
        value |= (raw[at] & 127) << shift
        at += 1
        if raw[at - 1] < 128:
            if value > _MOST_NUMBER or (raw[at - 1] == 0 and shift):
                raise TornError("number")
            return value, at
        shift += 7
        if shift > 28:
            raise TornError("number")
    raise TornError("number")
