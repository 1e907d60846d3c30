"""Small signed files: a line naming the kind, a line of keys and signatures, then a JSON text.

What is signed are the bytes of the text as they stand, never a reading of them. Cards, receipts
and packs share this one form.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tcxd_desktop.exchange import signatures

_LINE = re.compile(rb"([0-9a-f]{64}) ([0-9a-f]{128})(?: ([0-9a-f]{64}) ([0-9a-f]{128}))?")
_MOST_HEAD = 600


@dataclass(frozen=True, slots=True)
class Signed:
    """Tệp có chữ ký đúng: who signed and the bytes that were signed."""

    public: bytes
    body: bytes
    second: bytes = b""
    """Key that signed the same text besides: the office's key before."""


class NotSignedError(Exception):
    """Không phải tệp có chữ ký loại này."""


class NewerFormatError(Exception):
    """Tệp loại này nhưng dạng mới hơn. args: the number of its format."""


class SignatureError(Exception):
    """Chữ ký không khớp nội dung."""


def make(kind: str, content: Mapping[str, object], *privates: bytes) -> bytes:
    """Return a signed file.

    Args:
        kind: its first line, such as ``tcxd-the/1``.
        content: what JSON can hold.
        privates: one signing key, or two where an older key vouches for the new.
    """
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode()
    pairs = (
        (signatures.public_of(one).hex(), signatures.sign(one, kind, body).hex())
        for one in privates
    )
    line = " ".join(word for pair in pairs for word in pair)
    return b"\n".join((kind.encode(), line.encode(), body))


def read(kind: str, data: bytes) -> Signed:
    """Return what is signed, once every signature in the file fits.

    Raises:
        NotSignedError: a file of another kind, or torn before its text begins.
        NewerFormatError: of this kind, in a format this program does not know.
        SignatureError: something was altered.
    """
    name, _, number = kind.partition("/")
    first, _, rest = data[: _MOST_HEAD + len(kind)].partition(b"\n")
    told = re.fullmatch(re.escape(name.encode()) + rb"/([1-9][0-9]{0,3})", first)
    if told is None:
        raise NotSignedError
    if told[1] != number.encode():
        raise NewerFormatError(told[1].decode())
    line, found, _ = rest.partition(b"\n")
    parts = _LINE.fullmatch(line)
    if parts is None or not found:
        raise SignatureError
    body = data[len(first) + len(line) + 2 :]
    keys = [bytes.fromhex(word.decode()) for word in parts.groups() if word]
    pairs = list(zip(keys[::2], keys[1::2], strict=True))
    if not all(signatures.fits(public, kind, body, signature) for public, signature in pairs):
        raise SignatureError
    return Signed(pairs[0][0], body, pairs[1][0] if pairs[1:] else b"")
