"""Ed25519 of offices: each kind of file signs under a mark of its own, so that none is another."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tcxd_desktop.domain.office_cards import OfficeKeys

PUBLIC, SIGNATURE = 32, 64


def new_keys() -> OfficeKeys:
    """Return fresh random keys."""
    sign, box = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    return OfficeKeys(
        sign.private_bytes_raw(),
        sign.public_key().public_bytes_raw(),
        box.private_bytes_raw(),
        box.public_key().public_bytes_raw(),
    )


def sign(private: bytes, mark: str, content: bytes) -> bytes:
    """Return the signature of ``content`` as a file of the kind ``mark``."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(mark.encode() + b"\0" + content)


def public_of(private: bytes) -> bytes:
    """Return the public half of a signing key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def fits(public: bytes, mark: str, content: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` is that of ``public`` under exactly this content and mark."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            signature, mark.encode() + b"\0" + content
        )
    except (InvalidSignature, ValueError):  # ValueError: not a point of the curve
        return False
    return True
