"""What papers of transfers have in common: heads, numbers, signatures, what is known."""

from typing import Final

from tcxd_desktop.domain.documents import (
    Align,
    Block,
    DocumentHead,
    Face,
    Field,
    Paragraph,
    SignatureBlock,
)
from tcxd_desktop.domain.transfer_papers import Issuer, Limit, TransferPaper
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.wording.bodies import (
    FOREIGN,
    committee,
    provincial_organ,
    standing_committee,
)
from tcxd_desktop.wording.documents import DOTS, SHORT_DOTS
from tcxd_desktop.wording.formats import show_date, upper_name
from tcxd_desktop.wording.meeting_documents import (
    capital,
    long_date,
    month_words,
    sentence,
    short_date,
)

STANDING = "T/M BAN THƯỜNG VỤ"
COMMITTEE = "T/M ĐẢNG ỦY"
ORGAN = "Ban Xây dựng Đảng"
"""Cơ quan tham mưu về công tác tổ chức of a commune (294-QĐ/TW of 26/5/2025, 18.1.1)."""
_HEAD = "TRƯỞNG BAN"


# --- names ----------------------------------------------------------------------------------------


def where(end: End) -> str:
    """Return an end in one line, lowest organisation first."""
    return ", ".join(end.names)


def deciding(end: End) -> str:
    """Return the body that takes in or sends out for an end: of the commune, else of the base."""
    if end.upper:
        return standing_committee(end.upper)
    return provincial_organ(end.province) if end.province else committee(end.base)


def receiving(case: Transfer) -> str:
    """Return the body a member is introduced to.

    Whoever goes abroad officially goes by way of Đảng ủy Bộ Ngoại giao (38-HD/BTCTW, II.4.3.1.c).
    """
    return FOREIGN if case.kind is TransferKind.ABROAD else deciding(case.target)


def keeping(end: End) -> str:
    """Return the committee a member's own chi bộ belongs to: the base, else the chi bộ itself."""
    return committee(end.base or end.cell)


def named(name: str, dots: str = DOTS) -> str:
    """Return who is meant, or dots."""
    return f"đồng chí {name or dots}"


# --- head, numbers, signatures --------------------------------------------------------------------


def paper_number(number: str, symbol: str) -> str:
    """Return ``Số 05-CV/ĐU``: a bare number takes the symbol, a whole one stands as it was told."""
    told = number.strip().removeprefix("Số").removeprefix("số").strip()
    if not told:
        return f"Số {SHORT_DOTS}-{symbol}"
    return f"Số {int(told):02d}-{symbol}" if told.isdigit() else f"Số {told}"


def head_of(
    paper: TransferPaper, number: str = "", *, on: str = "", subject: str = ""
) -> DocumentHead:
    """Return the letterhead of a paper our committee issues; one to be filled has no day."""
    issuer = paper.issuer
    day = "" if paper.blank else on or paper.today
    return DocumentHead(issuer.name, issuer.upper, number, issuer.place, day, subject)


def signature(issuer: Issuer, body: str = STANDING) -> SignatureBlock:
    """Return who signs for a committee.

    A phó bí thư signs as such under T/M; the head of the organising organ signs by order (T/L): a
    collective body knows no K/T (399-QĐ/TW of 09/01/2026).
    """
    title = issuer.title.strip() or "Bí thư"
    low = title.lower()
    if low.startswith("phó bí thư"):
        return SignatureBlock((body, "PHÓ BÍ THƯ"), issuer.signer)
    if low.startswith("bí thư"):
        return SignatureBlock((body, "BÍ THƯ"), issuer.signer)
    if "trưởng ban" in low:
        by_order = f"T/L {body.removeprefix('T/M ')}"
        return SignatureBlock((by_order, title.upper()), issuer.signer)
    return SignatureBlock((body, title.upper()), issuer.signer)


def organ_signature() -> SignatureBlock:
    """Return the signature of the head of the organising organ."""
    return SignatureBlock((_HEAD,))


def addressed(*receivers: str) -> list[Block]:
    """Return *Kính gửi*; several stand one below the other."""
    told = [one for one in dict.fromkeys(receivers) if one] or [DOTS * 2]
    if len(told) == 1:
        return [Paragraph(capital(told[0]), lead="Kính gửi:", align=Align.CENTRED)]
    lines = "\n".join(f"- {capital(one)}" for one in told)
    return [
        Paragraph("", lead="Kính gửi:", align=Align.CENTRED, keep=True),
        Paragraph(lines, align=Align.LEFT),
    ]


# --- the member -----------------------------------------------------------------------------------


def member_fields(traveller: Traveller, *, home: bool = True) -> list[Block]:
    """Return who the member is, in as few lines as a one-page paper asks; dots for the unknown."""
    lives = [Field("- Nơi ở hiện nay:", traveller.home)] if home else []
    return [
        Field("- Họ và tên khai sinh:", upper_name(traveller.name)),
        Field("- Tên gọi khác:", traveller.used_name),
        Field("- Sinh ngày:", show_date(traveller.birth)),
        Field("- Quê quán:", traveller.origin),
        *lives,
        Field("- Ngày vào Đảng; ngày chính thức:", both_days(traveller)),
        Field("- Số thẻ đảng viên; số lý lịch:", numbers(traveller)),
    ]


def short_fields(traveller: Traveller) -> list[Block]:
    """Return who the member is in the few lines a letter between committees needs."""
    return [
        Field("- Họ và tên khai sinh:", upper_name(traveller.name)),
        Field("- Sinh ngày:", show_date(traveller.birth)),
        Field("- Ngày vào Đảng; ngày chính thức:", both_days(traveller)),
        Field("- Số thẻ đảng viên; số lý lịch:", numbers(traveller)),
    ]


def who_fields(traveller: Traveller) -> list[Block]:
    """Return what tells a member from all others."""
    return [
        Field("- Họ và tên khai sinh:", upper_name(traveller.name)),
        Field("- Sinh ngày:", show_date(traveller.birth)),
        Field("- Số thẻ đảng viên; số lý lịch:", numbers(traveller)),
    ]


def both_days(traveller: Traveller) -> str:
    """Return when the member was admitted and became official; nothing known gives ``""``."""
    days = (show_date(traveller.admitted), _official(traveller))
    return "; ".join(day or "…" for day in days) if any(days) else ""


def numbers(traveller: Traveller) -> str:
    """Return card and dossier numbers; none known gives ``""``."""
    told = (traveller.card_no, traveller.dossier_no)
    return "; ".join(one or "…" for one in told) if any(told) else ""


def _official(traveller: Traveller) -> str:
    return "đảng viên dự bị" if traveller.probationary else show_date(traveller.official)


def dues_words(period: str) -> str:
    """Return ``tháng 11 năm 2026``; nothing gives ``""``."""
    return month_words(period) if period else ""


def paper_lines(text: str) -> list[str]:
    """Return a text of several lines as lines, without marks and blank ones."""
    return [line.strip(" -•\t;") for line in text.splitlines() if line.strip(" -•\t;")]


def enclosed(text: str, label: str = "- Hồ sơ kèm theo:") -> list[Block]:
    """Return what goes with the member, in one field."""
    return [Field(label, sentence("; ".join(paper_lines(text))), lines=2)]


# --- the letter -----------------------------------------------------------------------------------


def last_step(case: Transfer, *events: StepEvent) -> Step | None:
    """Return the newest step of some kinds that still counts."""
    found = [step for step in case.counting if step.event in events]
    return found[-1] if found else None


_LEAVING: Final = {"T10": 5, "T7": 4, "T8": 2}
"""The last box the place of departure may write."""
_ARRIVED: Final = {"T10": 10, "T7": 7, "T8": 4}
"""The box in which the chi bộ of arrival takes the member in."""


def introduced(case: Transfer) -> Step | None:
    """Return the last box signed by the place the member leaves."""
    signed = case.signed()
    last = _LEAVING.get(case.letter, 0)
    return next((signed[box] for box in range(last, 0, -1) if box in signed), None)


def taken_in(case: Transfer) -> Step | None:
    """Return the box in which the chi bộ of arrival took the member in."""
    return case.signed().get(_ARRIVED.get(case.letter, 0))


def letter_words(case: Transfer) -> str:
    """Return serial, number and day of the letter; what is not known as dots."""
    step = introduced(case)
    serial = f"seri {case.serial}" if case.serial else ""
    if step is None and (serial or case.introduced):
        day = long_date(case.introduced) if case.introduced else ""
        return ", ".join(filter(None, (serial, day)))
    number = (step.number if step else "") or SHORT_DOTS
    told = f"số {number} GTSHĐ, {long_date(step.on if step else '')}"
    return f"{serial}, {told}" if serial else told


def notice_words(case: Transfer) -> str:
    """Return number and day of the phiếu báo; of one that came, where it was entered."""
    step = last_step(case, StepEvent.NOTICE)
    if step is None:
        return ""
    if case.direction is Direction.IN:
        entered = f" (vào sổ số {step.number})" if step.number else ""
        return f"nhận {long_date(step.on)}{entered}"
    return f"số {step.number or SHORT_DOTS}, {long_date(step.on)}"


def limit_words(limit: Limit | None, begin: str) -> str:
    """Return a limit in one sentence, with its text; no limit told, no sentence."""
    if limit is None:
        return ""
    until = f", chậm nhất ngày {short_date(limit.last_day)}" if limit.last_day else ""
    source = f" ({limit.source})" if limit.source else ""
    return f"{begin} {limit.text}{until}{source}."


def said(*sentences: str) -> list[Block]:
    """Return sentences as one paragraph; none, no paragraph."""
    told = " ".join(one for one in sentences if one)
    return [Paragraph(told)] if told else []


def caption(text: str) -> Paragraph:
    """Return a line in bold that stays with what follows."""
    return Paragraph(text, face=Face.BOLD, keep=True)
