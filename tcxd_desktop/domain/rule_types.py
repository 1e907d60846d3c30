"""The words of rules: kinds of rows, kinds of time, ends of a transfer, records rules are read as.

Closed vocabularies a rule file may use stand in ``rule_keys``; what a row must hold, in
``rule_checks``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class RuleKind(StrEnum):
    """Loại quy tắc."""

    DEADLINE = "deadline"
    LETTER = "letter"
    BOX = "box"
    ROUTE = "route"
    END = "end"
    """Which kind of end a chi bộ of our own is, by the role of the commune."""
    BODY = "body"
    FORM = "form"
    VALUE = "value"


class EndType(StrEnum):
    """Loại tổ chức ở một đầu ca chuyển (38-HD/BTCTW of 29/9/2025, II.4.3.1.a)."""

    CELL_OF_BASE = "cell_of_base"
    """Chi bộ in a đảng ủy cơ sở under a commune."""
    CELL_UNDER_UPPER = "cell_under_upper"
    """Chi bộ thôn or chi bộ cơ sở directly under a commune that is cấp trên trực tiếp."""
    BASE_UNDER_PROVINCE = "base_under_province"
    """Chi bộ in a đảng bộ cơ sở directly under a province."""
    CELL_UNDER_PROVINCE = "cell_under_province"
    """Chi bộ cơ sở directly under a province."""
    ABROAD = "abroad"


class Leg(StrEnum):
    """Chặng của giấy giới thiệu."""

    OUT = "out"
    IN = "in"
    BACK_OUT = "back_out"
    BACK_IN = "back_in"


class CommuneRole(StrEnum):
    """Vai trò của đảng bộ xã, phường: a dated setting of the office."""

    UPPER = "CAP_TREN_TRUC_TIEP"
    """Cấp trên trực tiếp của tổ chức cơ sở đảng (294-QĐ/TW of 26/5/2025, 10.2)."""
    BASE = "DANG_BO_CO_SO"
    """Đảng bộ cơ sở directly under the province (208-QĐ/TW of 26/7/2026, not seen)."""

    @classmethod
    def of(cls, told: str) -> "CommuneRole":
        """Return a role as an office keeps it, also as ``Founding.role`` has it (``CTTT``)."""
        return cls.BASE if told in {cls.BASE, "DBCS"} else cls.UPPER


class TimeUnit(StrEnum):
    """Đơn vị của thời hạn."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    REQUESTS = "requests"
    """Times somebody is asked; no day follows from it."""


class Count(StrEnum):
    """Cách đếm ngày."""

    WORKING = "working"
    CALENDAR = "calendar"
    NONE = "none"


class Bound(StrEnum):
    """Ý nghĩa của thời hạn."""

    MAX = "max"
    """Must happen by the last day."""
    MIN = "min"
    """May not happen before."""
    PERIOD = "period"
    """Length of a state."""
    EVERY = "every"
    """Comes again."""


class StartRule(StrEnum):
    """Ngày bắt đầu đếm."""

    NEXT_WORKING_DAY = "next_working_day"
    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class MonthRule(StrEnum):
    """Cách cộng tháng."""

    SAME_DAY_OR_LAST = "same_day_or_last"
    """Same day-number, or the last day of a shorter month."""
    DAY_BEFORE = "day_before"
    """The day before that one: n full months."""


class Scope(StrEnum):
    """Phạm vi của một thời hạn."""

    NATIONAL = "national"
    HANOI = "hanoi"
    INFERRED = "inferred"
    """Our reading; no text says it."""
    EXTERNAL = "ext"
    """Told by others, not seen in a text."""


class Seal(StrEnum):
    """Con dấu đóng trên một ô."""

    NONE = "none"
    COMMITTEE = "committee"
    """Of the cấp ủy."""
    OFFICE = "office"
    """Of the organising body (ban tổ chức)."""


SHIPPED, OFFICE, PACK = "shipped", "office", "pack:"
"""Where a row comes from; a pack adds its id."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Một quy tắc: what holds from a day on, and the text it comes from."""

    rule_set: str
    kind: RuleKind
    key: str
    """``TR-02``; ``T10`` of a letter; ``T10/4`` of a box; ``T10/out/cell_of_base`` of a route."""
    valid_from: str
    """ISO; empty: as long as the rule set is in force."""
    valid_to: str
    """ISO last day; empty: open. A later row of the same key ends it all the same."""
    content: Mapping[str, Any]
    source: str
    verified: bool
    """Somebody read it in the text itself; else it shows *chưa kiểm chứng*."""
    origin: str = SHIPPED
    id: int = 0
    """Of a row the office has written; 0 of those shipped."""
    reason: str = ""
    """Why the office wrote it."""
    written_on: str = ""
    """ISO day."""
    withdrawn: str = ""
    """Why it counts no more; the row stays readable."""


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """Một bản của quy tắc, with the last day it held."""

    row: RuleRow
    until: str
    """ISO, or empty while it holds."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """Áp dụng: a rule set, or a role of the commune, from a day on."""

    value: str
    valid_from: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """Gia hạn: how much longer a deadline may be made, and when."""

    amount: int
    unit: TimeUnit
    count: Count
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Thời hạn, as it holds on the day its rules were asked for."""

    id: str
    name: str
    triggers: tuple[str, ...]
    """Keys of ``rule_keys.TRIGGERS``; the earliest known counts."""
    until: str
    """Key of what ends it, or empty."""
    amount: int
    unit: TimeUnit
    count: Count
    bound: Bound = Bound.MAX
    start: StartRule = StartRule.NEXT_WORKING_DAY
    before: bool = False
    """Counted backwards: the last day lies before the trigger."""
    exclusive: bool = False
    """Less than the amount: the last day is the one before."""
    months: MonthRule = MonthRule.SAME_DAY_OR_LAST
    extension: Extension | None = None
    month: int = 0
    """Of a yearly duty: the month by whose end it is due."""
    actor: str = ""
    on_overdue: str = ""
    scope: Scope = Scope.NATIONAL
    soon: int = 10
    """So long before the last day it counts as coming due."""
    soon_count: Count = Count.WORKING
    note: str = ""
    rule_set: str = ""
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """Giấy giới thiệu sinh hoạt đảng: stock printed only by Ban Tổ chức Trung ương."""

    code: str
    name: str
    short: str
    """``loại 10 ô``."""
    colour: str
    boxes: int
    document: str = ""
    """Its number in the list of 104 document types."""
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """Ô của giấy giới thiệu: who writes it, to whom, with which titles and seal."""

    letter: str
    number: int
    leg: Leg
    writer: str
    """Key of ``rule_keys.BODIES``."""
    addresses: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    """Titles that may sign, as they are printed."""
    seal: Seal = Seal.NONE
    does: str = ""
    """What the writer also does, in words."""
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class RouteBox:
    """Ô trên tuyến: a box a case needs, or needs only where the end has a đảng ủy bộ phận."""

    number: int
    optional: bool = False
    writer: str = ""
    """Key of ``rule_keys.BODIES``; who writes it on this route."""


@dataclass(frozen=True, slots=True)
class Body:
    """Thẩm quyền: who starts, decides and keeps a matter (294-QĐ/TW of 26/5/2025)."""

    key: str
    matter: str
    decides: Mapping[str, str]
    """Actor by path: ``""`` any; ``A`` chi bộ thôn, ``B`` under a đảng ủy cơ sở, ``C`` cơ sở."""
    starts: str = ""
    middle: str = ""
    majority: str = ""
    accepts: str = ""
    """Actor of the receiving side, of a handover."""
    minutes: str = ""
    """Who signs the minutes of a handover."""
    keeps: str = ""
    note: str = ""
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class RuleForm:
    """Mẫu giấy tờ theo quy định; codes are unique only inside an issuer's guidance."""

    code: str
    title: str
    issuer: str = ""
    guidance: str = ""
    copies: int = 1
    document: str = ""
    annex_seen: bool = False
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class OwnEnds:
    """Loại đầu của chi bộ nhà, by what stands between it and the commune."""

    through: Mapping[str, EndType]
    """By type of an organisation above the chi bộ, the nearest first."""
    otherwise: EndType
    sections: tuple[str, ...] = ()
    """Types above it that write the boxes of a đảng ủy bộ phận."""
