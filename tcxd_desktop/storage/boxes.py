"""Sealed boxes: something only the holder of a private X25519 key can open."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_WIDTH = 32
_NONCE = bytes(12)
"""Each box has a key of its own, from a key pair made for it alone: the nonce never repeats."""


def make_box(receiver: bytes, content: bytes, aad: bytes) -> bytes:
    """Return ``content`` sealed to a public key and bound to ``aad``."""
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(receiver))
    return sender + AESGCM(_key(shared, sender, receiver)).encrypt(_NONCE, content, aad)


def open_box(private: X25519PrivateKey, box: bytes, aad: bytes) -> bytes:
    """Return what is in a box.

    Raises:
        InvalidTag: it is for somebody else, bound to something else, or altered.
    """
    sender, sealed = box[:_WIDTH], box[_WIDTH:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
    receiver = private.public_key().public_bytes_raw()
    return AESGCM(_key(shared, sender, receiver)).decrypt(_NONCE, sealed, aad)


def _key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(hashes.SHA256(), _WIDTH, salt=None, info=b"tcxd box" + sender + receiver).derive(
        shared
    )
