"""What papers of transfers are drawn from, and what the clerk asks to be printed of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from tcxd_desktop.domain.collective import CollectivePlan
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.transfers import Transfer

NOTICE, ONWARD = "1-SHĐ", "2-SHĐ"
SLIP, SLIP_TEMPORARY = "3A-SHĐ", "3B-SHĐ"
ABROAD_LIST, ABROAD_TEMPORARY_LIST = "3C-SHĐ", "3D-SHĐ"
COVER, COPY, INDEX, HANDOVER, LABEL = "TBGT", "BCT", "MLTL", "BGHS", "NNP"
STOP, INQUIRY, PROPOSAL, CONCLUSION = "CVDT", "CVXM", "TTXT", "TBKL"
CHECKLIST, RETURN, LINK = "PKT", "PHB", "GLH"
DECISION, MINUTES, HANDING_OVER = "QDTT", "BBTT", "BBBG"
BOOK, NOTICE_BOOK, HANDOVER_BOOK, LINK_BOOK = "10-SHĐ", "SPB", "SGN", "SLH"
STOCK_BOOK, STOCK_REPORT = "SAC", "BCAC"

COLLECTIVE: Final = (DECISION, MINUTES, HANDING_OVER)
"""Papers of a collective transfer."""
REGISTERS: Final = (
    BOOK, NOTICE_BOOK, HANDOVER_BOOK, LINK_BOOK, STOCK_BOOK, STOCK_REPORT, ABROAD_LIST,
    ABROAD_TEMPORARY_LIST,
)  # fmt: skip
"""Papers of a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferJob:
    """Lệnh in giấy tờ chuyển sinh hoạt: one form for some cases, a period or a collective."""

    form: str
    """One of the codes above."""
    case_ids: tuple[int, ...] = ()
    since: str = ""
    """ISO: first day of a register."""
    until: str = ""
    """ISO: last day of a register."""
    register: str = ""
    """Whose letters a stock ledger is of: ``T10`` …; empty: all."""
    collective_id: int = 0
    blank: bool = False
    """To be filled by hand."""
    year: int = 0
    """Of a yearly report; 0: this one."""
    two_sided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Nơi ban hành: whose paper it is and who signs it."""

    name: str = ""
    """``Đảng ủy xã Đông Hải``."""
    upper: str = ""
    """``Đảng bộ tỉnh Ninh Bình``."""
    place: str = ""
    signer: str = ""
    title: str = ""
    """``Bí thư``, ``Phó Bí thư``; empty: the usual one."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Thời hạn của một việc trong ca, in words: printed only where the rules tell one."""

    text: str
    """``30 ngày làm việc``."""
    source: str = ""
    """The text and its point."""
    last_day: str = ""
    """ISO; empty: not known yet."""
    late: bool = False
    explained: str = ""
    """How the last day comes about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferPaper:
    """Giấy tờ của một ca: the case and what was worked out for it on the day of the print."""

    case: Transfer
    issuer: Issuer = Issuer()
    today: str = ""
    """ISO day of the print."""
    reason: str = ""
    """Why the member moves, in words."""
    limits: Mapping[str, Limit] = field(default_factory=dict)
    """By id of the deadline."""
    documents: int | None = None
    """Papers in the dossier, by its index; ``None``: not known."""
    sheets: int | None = None
    """Sheets of them."""
    bases: tuple[str, ...] = ()
    """Texts papers rest on, of the rules in force on the case's day."""
    blank: bool = False
    """To be filled by hand: nothing is dated or numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMember:
    """Một đảng viên trong danh sách kèm theo của một đợt chuyển giao."""

    name: str
    birth: PartialDate | None = None
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_no: str = ""
    dossier_no: str = ""
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectivePaper:
    """Giấy tờ của một đợt chuyển giao tập thể."""

    plan: CollectivePlan
    issuer: Issuer = Issuer()
    today: str = ""
    before: tuple[str, ...] = ()
    """Organisations members come from, as they were called."""
    after: tuple[str, ...] = ()
    """Organisations members go to, as they are called from that day on."""
    renamed: tuple[tuple[str, str], ...] = ()
    """(old name, new name)."""
    founded: tuple[str, ...] = ()
    """Organisations that begin with it."""
    ended: tuple[str, ...] = ()
    """Organisations that end with it."""
    members: tuple[BodyMember, ...] = ()
    bases: tuple[str, ...] = ()
    blank: bool = False


# --- the pack -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PackPart:
    """Một phần của bộ giấy: a paper, how often, or why it is not in it."""

    form: str
    title: str
    copies: int = 1
    why_missing: str = ""
    """Empty: it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverPaper:
    """Tờ bìa bộ giấy: what lies behind it, for whom, and the QR of the record."""

    paper: TransferPaper
    parts: tuple[PackPart, ...] = ()
    qr: tuple[tuple[bool, ...], ...] = ()
    """Squares of the code, row by row; empty: there is none, and ``no_qr`` says why."""
    no_qr: str = ""
    fingerprint: str = ""
    """Of the office's own card, six groups of five digits."""
    answers: bool = False
    """The code carries the slip that answers, not the letter."""


# --- registers ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """Một dòng của một sổ: a numbered step, or one that was struck out."""

    case: Transfer
    on: str = ""
    """ISO."""
    number: str = ""
    void: str = ""
    """Why the line was struck out; empty: it stands."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """Một lần giao hoặc nhận hồ sơ, theo bước của ca."""

    case: Transfer
    on: str
    given: bool
    """By us; otherwise taken in."""
    number: str = ""
    who: str = ""
    """Who it was handed to, or who brought it."""
    papers: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """Một dòng của sổ theo dõi giấy giới thiệu in sẵn."""

    on: str
    letter: str
    move: str
    """In words: received, issued, spoiled, handed down, destroyed."""
    serials: str
    """From–to, as printed on the blanks."""
    received: int = 0
    issued: int = 0
    left: int = 0
    """Blanks at hand after it."""
    who: str = ""
    paper: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockYear:
    """Một loại giấy trong báo cáo năm."""

    letter: str
    before: int = 0
    """At hand on 1 January."""
    received: int = 0
    handed_down: int = 0
    used: int = 0
    spoiled: int = 0
    returned: int = 0
    """To the committee above."""
    destroyed: int = 0
    """Of the spoiled."""
    left: int = 0
    """At hand at the end."""
    stubs: int = 0
    """Stubs (cuống) of the letters used."""
    spoiled_later: int = 0
    """Used in an earlier year, found spoiled in this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Kỳ của một sổ, and whose it is."""

    issuer: Issuer = Issuer()
    since: str = ""
    until: str = ""
    today: str = ""
    blank: bool = False
    user: str = ""
    """Who prints it, for the foot of a report."""
    at: datetime | None = None
    """When."""
