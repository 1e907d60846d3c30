"""X25519 keys in the writing of age: ``age1…`` and ``AGE-SECRET-KEY-1…`` (Bech32, BIP 173).

Cards and the office's file keep the 32 bytes; only here do they become the text age reads. So no
string of a stranger ever reaches age's parsers, which also know plugins and other kinds of keys.
"""

from pyrage.x25519 import Identity, Recipient

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_KEY_BYTES = 32


def recipient(public: bytes) -> Recipient:
    """Return whom to encrypt to."""
    return Recipient.from_str(_bech32("age", public))


def identity(private: bytes) -> Identity:
    """Return what decrypts."""
    return Identity.from_str(_bech32("age-secret-key-", private).upper())


def _bech32(prefix: str, key: bytes) -> str:
    if len(key) != _KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    # 256 bits in groups of five, the last one filled up with zeros.
    whole = int.from_bytes(key, "big") << 4
    groups = [whole >> shift & 31 for shift in range(255, -1, -5)]
    spread = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]
    rest = _polymod([*spread, *groups, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [rest >> shift & 31 for shift in range(25, -1, -5)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in (*groups, *check))}"


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for bit, part in enumerate(_GENERATOR):
            if top >> bit & 1:
                found ^= part
    return found
