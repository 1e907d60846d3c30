"""The card of an office as a small file (``.the``), signed with its own key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tcxd_desktop.domain.office_cards import CARD_FORMAT, KEY_BYTES, OfficeCard, OfficeKeys
from tcxd_desktop.domain.packet_errors import (
    AlteredCardProblem,
    NewerPackageProblem,
    NotACardProblem,
)
from tcxd_desktop.exchange import child, json_file, signed_text

ENDING = ".the"
MOST_BYTES = 8 * 1024
_MOST_NAME = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class CardFile:
    """Thẻ đọc từ tệp, chữ ký đã đúng."""

    card: OfficeCard
    before: bytes = b""
    """Signing key that vouched for this card: the office's one before, or none."""


def make(card: OfficeCard, keys: OfficeKeys, before: OfficeKeys | None = None) -> bytes:
    """Return the file of a card; ``before`` signs too, so that whoever knew it can go on."""
    content: Mapping[str, object] = {
        "office": card.office,
        "province": card.province,
        "box": card.box_public.hex(),
        "made_on": card.made_on,
    }
    privates = [keys.sign_private, *([before.sign_private] if before else [])]
    return signed_text.make(CARD_FORMAT, content, *privates)


def read(data: bytes, limits: child.Limits = child.USUAL) -> CardFile:
    """Return the card in a file.

    Raises:
        NotACardProblem: it is something else.
        NewerPackageProblem: of a later format.
        AlteredCardProblem: its signature does not fit.
    """
    if len(data) > MOST_BYTES:
        raise NotACardProblem
    try:
        signed = signed_text.read(CARD_FORMAT, data)
    except signed_text.NotSignedError as error:
        raise NotACardProblem from error
    except signed_text.NewerFormatError as error:
        raise NewerPackageProblem(*error.args) from error
    except signed_text.SignatureError as error:
        raise AlteredCardProblem from error
    match json_file.read_object(signed.body, MOST_BYTES, limits):
        case {
            "office": str(office), "province": str(province), "box": str(box),
            "made_on": str(made_on), **rest,
        } if not rest and _fits(office, province, box, made_on):  # fmt: skip
            card = OfficeCard(office, province, signed.public, bytes.fromhex(box), made_on)
            return CardFile(card, signed.second)
    raise NotACardProblem


def _fits(office: str, province: str, box: str, made_on: str) -> bool:
    named = all(
        text == " ".join(text.split()) and text.isprintable() and len(text) <= _MOST_NAME
        for text in (office, province)
    )
    whole = re.fullmatch(rf"[0-9a-f]{{{2 * KEY_BYTES}}}", box) and _DAY.fullmatch(made_on)
    return bool(office) and named and bool(whole)
