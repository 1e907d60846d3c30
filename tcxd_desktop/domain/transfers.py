"""A member's transfer: who moves, between which ends, on what papers, and what was done when.

A case is a row of dated steps. Steps are never changed: one taken by mistake is taken back by a
further step, and what the case has come to is read off the steps that still count. Which step may
follow which is told by ``domain.transfer_machine``; who writes which box, and by when, by the rules
of the case's day (``domain.rules``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.units import Decision


class TransferKind(StrEnum):
    """Loại chuyển sinh hoạt (38-HD/BTCTW of 29/9/2025, II.4.3)."""

    OFFICIAL = "T10"
    INSIDE = "T7"
    TEMPORARY = "T8"
    ABROAD = "NN"
    """Officially abroad, through Đảng ủy Bộ Ngoại giao."""
    LABOUR = "XK"
    TEMPORARY_ABROAD = "NT"
    FROM_ABROAD = "VN"
    ONWARD = "TN"
    """Came to us, belongs elsewhere: chuyển tiếp."""
    DISSOLVED = "TD"
    """Out of an organisation that was dissolved: box 1 bears no signature."""
    LINK = "LH"
    """Giới thiệu giữ mối liên hệ nơi cư trú: no transfer, registers only."""


class Direction(StrEnum):
    """Chiều chuyển."""

    OUT = "out"
    IN = "in"
    INSIDE = "inside"


class State(StrEnum):
    """Tình trạng của một ca chuyển sinh hoạt."""

    NEW = "moi"
    """Of an arrival nobody has told of yet but the clerk who opens the case."""
    REQUESTED = "yeu_cau"
    BARRED = "bi_hoan"
    BOX_1 = "o1"
    BOX_2 = "o2"
    BOX_3 = "o3"
    BOX_4 = "o4"
    BOX_5 = "o5"
    BOX_6 = "o6"
    BOX_7 = "o7"
    BOX_8 = "o8"
    BOX_9 = "o9"
    BOX_10 = "o10"
    MOVING = "dang_chuyen"
    NOTICED = "co_phieu_bao"
    PRESENTED = "da_trinh_giay"
    STOPPED = "dung_tiep_nhan"
    ONWARD = "chuyen_tiep"
    LOST = "mat_giay"
    STRIKE_PROPOSED = "de_nghi_xoa_ten"
    STRUCK = "xoa_ten"
    AWAY = "dang_tam_thoi"
    EXTENDED = "gia_han"
    AT_BNG = "hai_o_1"
    SLIP = "phieu_cong_tac"
    ABROAD = "o_nuoc_ngoai"
    HOME = "ve_noi_di"
    """Back from a temporary stay or from abroad, not yet taken in again."""
    BNG_BACK = "hai_o_2"
    NOT_GOING = "khong_di_nua"
    LINKED = "dang_lien_he"
    DONE = "hoan_tat"
    CANCELLED = "huy"


TERMINAL = frozenset({State.DONE, State.CANCELLED, State.STRUCK})
"""States with nothing left to do."""


class StepEvent(StrEnum):
    """Việc đã làm trong một ca."""

    OPEN = "mo"
    SIGN = "ky_o"
    SPOIL = "huy_giay"
    BAR = "tam_hoan"
    LIFT = "het_hoan"
    NOTICE = "phieu_bao"
    """Sent by us (out), come to us (in)."""
    GIVE = "giao_ho_so"
    PRESENT = "trinh_giay"
    STOP = "dung"
    CLEAR = "het_dung"
    ONWARD = "chuyen_tiep"
    LOSE = "mat"
    REBUILD = "lam_lai"
    PROPOSE_STRIKE = "de_nghi_xoa"
    EXCUSE = "co_ly_do"
    STRIKE = "xoa_ten"
    START = "bat_dau"
    EXTEND = "gia_han"
    RETURN = "tro_ve"
    BNG_TAKES = "bng_nhan"
    ISSUE_SLIP = "cap_phieu"
    HAND_SLIP = "nop_phieu"
    COME_HOME = "ve_nuoc"
    BNG_BACK = "bng_gioi_thieu"
    NOT_GO = "khong_di"
    TAKE_BACK = "nhan_lai"
    LINK = "gioi_thieu"
    UNLINK = "thoi_lien_he"
    CONFIRM = "xac_nhan_den"
    """News that the member was taken in at the other end: the return slip, or a call."""
    ARCHIVE = "luu_giay"
    CANCEL = "huy_ca"
    BACK = "lui_buoc"
    OVERRIDE = "cho_qua"
    CONTACT = "lien_he"
    """The member or the other office was called (TR-05)."""
    REMARK = "ghi_chu"


ANNOTATIONS = frozenset({StepEvent.OVERRIDE, StepEvent.CONTACT, StepEvent.REMARK})
"""Events that leave the state as it is, wherever the case stands."""


@dataclass(frozen=True, slots=True)
class End:
    """Một đầu của ca chuyển: names as they stand on the paper, lowest organisation last."""

    type: str = ""
    """A value of ``domain.rules.EndType``."""
    unit_id: int | None = None
    """The chi bộ, where it is one of the office's own."""
    province: str = ""
    upper: str = ""
    """Đảng bộ cấp trên trực tiếp; empty where the base is directly under a province."""
    base: str = ""
    section: str = ""
    cell: str = ""
    country: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What is told, lowest first."""
        found = (self.cell, self.section, self.base, self.upper, self.province, self.country)
        return tuple(name for name in found if name)


CARD_LENGTHS = (6, 7, 8, 12)
"""Digits of the card a letter names: cards of before 02/9/2025 are still carried."""


def is_new_card(number: str) -> bool:
    """Tell whether a card number is of today's cards: twelve digits (38-HD/BTCTW, II.2.2)."""
    return len(number) == max(CARD_LENGTHS)


@dataclass(frozen=True, slots=True)
class Traveller:
    """Đảng viên chuyển: what letters and registers say of him, as at the day of the case."""

    name: str = ""
    used_name: str = ""
    sex: str = ""
    birth: PartialDate | None = None
    origin: str = ""
    home: str = ""
    citizen_id: str = ""
    card_no: str = ""
    dossier_no: str = ""
    admitted: PartialDate | None = None
    """Ngày vào Đảng (the ceremony)."""
    official: PartialDate | None = None
    decided: PartialDate | None = None
    probationary: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Một bước: what was done on which day, by whom, under which number."""

    event: StepEvent
    on: str
    """ISO day."""
    box: int = 0
    """Of a signed box."""
    state: State = State.REQUESTED
    """The state it led to."""
    signer: str = ""
    title: str = ""
    number: str = ""
    """Số GTSHĐ, số phiếu báo, số giao nhận, số SĐV or number of the paper, as the step has one."""
    addressed: str = ""
    """Kính gửi, kính chuyển; or whom it was given to."""
    papers: str = ""
    """Hồ sơ kèm theo."""
    until: str = ""
    """ISO last day, of a stay or its extension."""
    remark: str = ""
    """Why, of a step that needs a reason."""
    unsigned: bool = False
    """Box 1 of a dissolved organisation (38-HD/BTCTW, II.4.3.3.a)."""
    id: int = 0
    actor: str = ""
    at: str = ""
    """When it was written down, UTC."""
    undone: bool = False
    """Taken back by a later step, or void with its letter."""
    serial: str = ""
    """Of the letter the step was written on."""


class Block(StrEnum):
    """Điều chặn một ca chuyển đi (294-QĐ/TW of 26/5/2025, 6.3.1.đ; 38-HD/BTCTW; 06-HD/TW)."""

    INSPECTED = "dang_kiem_tra"
    SUSPENDED = "dinh_chi"
    BADGE_DUE = "cho_huy_hieu"
    DUES_UNPAID = "thieu_dang_phi"
    INDEX_OPEN = "muc_luc"
    SUPPLEMENT = "phieu_bo_sung"
    PAPERS_MISSING = "thieu_tai_lieu"
    RECOGNITION_DUE = "cong_nhan"
    """A probationer whose 12 months are over: the old place hurries the recognition first."""
    TERM = "thoi_han"
    """The stay is shorter or longer than the kind of transfer allows."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Một điều chặn đang có: what, why, by which text, and whether the head may go on."""

    block: Block
    detail: str
    basis: str
    may_override: bool
    overridden: str = ""
    """The reason, where the head did."""


class CheckItem(StrEnum):
    """Mục kiểm tra khi tiếp nhận (06-HD/TW of 09/6/2025, 8.2.c; 38-HD/BTCTW, I.3.c)."""

    SEAL = "niem_phong"
    IDENTITY = "nhan_than"
    INDEX = "muc_luc"
    PAPERS = "tai_lieu"
    BOXES = "cac_o"
    TIME = "thoi_han"
    LEGALITY = "tinh_hop_le"


class CheckResult(StrEnum):
    """Kết quả kiểm tra một mục."""

    OPEN = ""
    GOOD = "dat"
    BAD = "khong_dat"
    NOT_APPLICABLE = "khong_ap_dung"


STOPPING = frozenset({CheckItem.INDEX, CheckItem.LEGALITY})
"""Items that, found bad, stop the reception (06-HD/TW, 8.2.c; 38-HD/BTCTW, I.3.c)."""


@dataclass(frozen=True, slots=True)
class Check:
    """Một dòng của phiếu kiểm tra khi tiếp nhận."""

    item: CheckItem
    result: CheckResult = CheckResult.OPEN
    note: str = ""
    hint: str = ""
    """What the program found by itself; it decides nothing."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Ca chuyển sinh hoạt đảng."""

    kind: TransferKind
    direction: Direction
    person_id: int | None = None
    """``None`` while somebody who comes to us has no record here."""
    traveller: Traveller = Traveller()
    source: End = End()
    target: End = End()
    reason: str = ""
    """Why the member moves: code ``transfer_reason`` or words."""
    basis: Decision = Decision()
    effective: str = ""
    """ISO: day the decision is in force, or the residence changed (TR-01)."""
    serial: str = ""
    """Of the letter in use."""
    dues_until: str = ""
    """``2026-11``: dues are paid to the end of this month."""
    enclosed: str = ""
    """Hồ sơ kèm theo, a line each."""
    term_from: str = ""
    term_to: str = ""
    """Of a temporary stay, or abroad; ISO, as first agreed."""
    portal_code: str = ""
    """Mã hồ sơ on the public-service portal, where the member declared there too."""
    packet: str = ""
    """Identity (hex) of the record in its QR: a return slip names it."""
    note: str = ""
    opened: str = ""
    """ISO day the case was opened."""
    state: State = State.REQUESTED
    steps: tuple[Step, ...] = ()
    checks: tuple[Check, ...] = ()
    boxes: tuple[int, ...] = ()
    """Boxes the case must have, by its route, in order; optional ones only where used."""
    id: int = 0
    version: int = 0
    void_reason: str = ""
    packet_sender: str = ""
    """Of an arrival: the name its record gives the sending office."""
    packet_key: str = ""
    """Signing key (hex) of the sender of its record: the return slip is for that office."""
    introduced: str = ""
    """ISO: day of introduction (box 4 or 5) of somebody who comes, as the letter tells it."""

    @property
    def letter(self) -> str:
        """The controlled letter it travels on: ``T10``, ``T7``, ``T8``, or none."""
        return LETTER_OF.get(self.kind, "")

    @property
    def counting(self) -> tuple[Step, ...]:
        """The steps that still count, oldest first."""
        return tuple(step for step in self.steps if not step.undone)

    @property
    def term_end(self) -> str:
        """The last day of the stay, extensions taken in."""
        extended = [s.until for s in self.counting if s.event is StepEvent.EXTEND and s.until]
        return extended[-1] if extended else self.term_to

    def signed(self) -> dict[int, Step]:
        """Return the boxes that are signed, by number."""
        return {step.box: step for step in self.counting if step.event is StepEvent.SIGN}

    def day_of(self, event: StepEvent) -> str:
        """Return the ISO day of the last step of a kind that counts, or nothing."""
        found = [step.on for step in self.counting if step.event is event]
        return found[-1] if found else ""


LETTER_OF = {
    TransferKind.OFFICIAL: "T10",
    TransferKind.DISSOLVED: "T10",
    TransferKind.ABROAD: "T10",
    TransferKind.LABOUR: "T10",
    TransferKind.FROM_ABROAD: "T10",
    TransferKind.ONWARD: "T10",
    TransferKind.INSIDE: "T7",
    TransferKind.TEMPORARY: "T8",
}


@dataclass(frozen=True, slots=True)
class TransferLine:
    """Một dòng của bảng Chuyển sinh hoạt."""

    id: int
    kind: TransferKind
    direction: Direction
    name: str
    person_id: int | None
    source: str
    target: str
    state: State
    opened: str
    last_on: str
    """ISO day of the last step."""
    serial: str = ""
    due: str = ""
    """ISO: the nearest clock that runs."""
    due_rule: str = ""
    column: str = ""
    """A value of ``BoardColumn``."""


class BoardColumn(StrEnum):
    """Cột của bảng: what waits for whom."""

    TO_DO = "can_lam"
    """We have to act."""
    WAITING = "dang_cho"
    """The member or the other office has to."""
    LATE = "qua_han"
    DONE = "da_xong"


@dataclass(frozen=True, slots=True)
class TransferQuery:
    """Bộ lọc của bảng Chuyển sinh hoạt."""

    directions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    """Empty: all."""
    unit_id: int | None = None
    text: str = ""
    person_id: int | None = None
    done_since: str = ""
    """ISO: finished cases from this day on; empty: only those still open."""
    ids: tuple[int, ...] = ()


def effective(steps: Iterable[Step]) -> list[Step]:
    """Return the steps that still count: a step back takes the one before it away.

    Annotations are not taken back: they say what was known then. With a new letter the boxes of
    the old one are void.
    """
    kept: list[Step] = []
    before: list[list[Step]] = []
    for step in steps:
        if step.event is StepEvent.BACK:
            if len(before) > 1:
                then = before.pop()
                known = {id(one) for one in then}
                later = (one for one in kept if id(one) not in known)
                kept = [*then, *(one for one in later if one.event in ANNOTATIONS)]
        elif step.event in ANNOTATIONS:
            kept.append(step)
        else:
            before.append(list(kept))
            if step.event in NEW_LETTER:
                kept = [one for one in kept if one.event is not StepEvent.SIGN]
            kept.append(step)
    return kept


NEW_LETTER = frozenset({StepEvent.SPOIL, StepEvent.REBUILD})
"""Events after which the boxes are written anew on another letter."""
