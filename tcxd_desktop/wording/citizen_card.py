"""What a citizen card says, in words: for screens and for the reconciliation desk."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain.citizen_card import CardDoubt, CitizenCard, FieldCompare, place_of
from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.reconciliation import Finding
from tcxd_desktop.wording.formats import show_date

_RESCAN = "Tắt bộ gõ tiếng Việt rồi quét lại, hoặc chọn ảnh chụp thẻ."
DOUBT: Final[Mapping[CardDoubt, str]] = {
    CardDoubt.NAME: f"Họ tên có vẻ bị mất dấu nên không lấy vào hồ sơ. {_RESCAN}",
    CardDoubt.HOME: f"Nơi thường trú có vẻ bị mất dấu nên không lấy vào hồ sơ. {_RESCAN}",
    CardDoubt.SEX_MENDED: "Giới tính trên mã không đọc được, đã suy ra từ chữ số thứ tư của số.",
    CardDoubt.ID_SEX: "Chữ số thứ tư của số căn cước không khớp giới tính. Hãy nhìn lại thẻ.",
    CardDoubt.ID_YEAR: "Hai chữ số năm trong số căn cước không khớp ngày sinh. Hãy nhìn lại thẻ.",
    CardDoubt.ID_PROVINCE: "Ba chữ số đầu của số căn cước không là mã tỉnh nào. Hãy nhìn lại thẻ.",
}
FINDING: Final[Mapping[Finding, tuple[str, str]]] = {
    Finding.EQUAL: ("khớp", "ok"),
    Finding.DIFFERS: ("khác", "bad"),
    Finding.MISSING_HERE: ("hồ sơ thiếu", "warn"),
    Finding.MISSING_THERE: ("thẻ không ghi", "plain"),
    Finding.BLANK: ("đều trống", "plain"),
}
"""Words of a comparison and their tone."""


def card_texts(card: CitizenCard, codes: CodeLists) -> dict[str, str]:
    """Return what the card says by target, as shown; what it leaves out is not there.

    The residence comes in its parts. What lost its accents on the way is left out too.
    """
    texts = {
        "citizen_id": card.citizen_id,
        "old_citizen_id": card.old_id,
        "birth_name": "" if card.mangled("birth_name") else card.name,
        "birth_date": show_date(card.birth),
        "sex": card.sex,
    }
    if not card.mangled("home"):
        parts = place_of(card, codes.get("province"))
        texts |= {f"home.{part}": text for part, text in parts.items() if part != "old"}
    return {target: text for target, text in texts.items() if text}


def notes(line: FieldCompare) -> tuple[str, ...]:
    """Return why a line cannot simply be taken over, or what to think of."""
    told = []
    differs = line.finding in (Finding.DIFFERS, Finding.MISSING_HERE)
    if line.mangled:
        told.append("chữ trên mã bị mất dấu, không lấy được")
    if line.locked and differs:
        told.append("đã cố định từ khi vào Đảng; nếu hồ sơ sai thì Đính chính")
    if line.old_names and differs:
        told.append("thẻ ghi tên đơn vị hành chính cũ (còn cấp huyện)")
    return tuple(told)
