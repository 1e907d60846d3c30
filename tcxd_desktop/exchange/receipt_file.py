"""Receipts of packages (``.bien-nhan``): small, signed by the office that took the package."""

import re
from dataclasses import dataclass

from tcxd_desktop.domain.packet_errors import (
    AlteredReceiptProblem,
    NewerPackageProblem,
    NotAReceiptProblem,
)
from tcxd_desktop.exchange import child, json_file, signed_text

FORMAT = "tcxd-bien-nhan/1"
ENDING = ".bien-nhan"
MOST_BYTES = 8 * 1024
_HEX = re.compile(r"[0-9a-f]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Biên nhận gói hồ sơ."""

    uuid: str
    """Of the package."""
    digest: str
    """SHA-256 of the package as it arrived."""
    office: str
    """Who took it, in words; whose signature it is counts."""
    taken_on: str
    public: bytes = b""
    """Key that signed; filled in when read."""


def make(receipt: Receipt, private: bytes) -> bytes:
    """Return the file of a receipt, signed."""
    content = {
        "package": receipt.uuid,
        "sha256": receipt.digest,
        "office": receipt.office,
        "taken_on": receipt.taken_on,
    }
    return signed_text.make(FORMAT, content, private)


def read(data: bytes, limits: child.Limits = child.USUAL) -> Receipt:
    """Return the receipt in a file.

    Raises:
        NotAReceiptProblem, NewerPackageProblem.
        AlteredReceiptProblem: its signature does not fit.
    """
    if len(data) > MOST_BYTES:
        raise NotAReceiptProblem
    try:
        signed = signed_text.read(FORMAT, data)
    except signed_text.NotSignedError as error:
        raise NotAReceiptProblem from error
    except signed_text.NewerFormatError as error:
        raise NewerPackageProblem(*error.args) from error
    except signed_text.SignatureError as error:
        raise AlteredReceiptProblem from error
    match json_file.read_object(signed.body, MOST_BYTES, limits):
        case {
            "package": str(uuid), "sha256": str(digest), "office": str(office),
            "taken_on": str(day), **rest,
        } if not rest and _fits(uuid, digest, day):  # fmt: skip
            return Receipt(uuid, digest, office, day, signed.public)
    raise NotAReceiptProblem


def _fits(uuid: str, digest: str, day: str) -> bool:
    hexed = all(_HEX.fullmatch(text) for text in (uuid, digest))
    return hexed and len(uuid) == 32 and len(digest) == 64 and bool(_DAY.fullmatch(day))
