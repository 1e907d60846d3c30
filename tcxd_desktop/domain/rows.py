"""The repeating tables of a dossier, one small record each, columns in the order of the paper."""

from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Kind, fact


@dataclass(frozen=True, slots=True)
class Introducer:
    """Người giới thiệu vào Đảng, or the Đoàn/công đoàn body in place of the second one."""

    name: str = fact("12", Kind.LINE)
    post: str = fact("12", Kind.LINE)
    unit: str = fact("12", Kind.LINE)
    now_at: str = fact("12", Kind.LINE)


@dataclass(frozen=True, slots=True)
class SocialOrg:
    """Tổ chức xã hội đã tham gia."""

    name: str = fact("15", Kind.LINE)
    joined: PartialDate | None = fact("15", Kind.DATE)
    note: str = fact("15", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Service:
    """Thời gian tại ngũ: one enlistment and its end."""

    enlisted: PartialDate | None = fact("16", Kind.DATE)
    discharged: PartialDate | None = fact("16", Kind.DATE)
    rank: str = fact("16", Kind.LINE)
    form: str = fact("16", Kind.OPEN_CODE, codes="discharge_form")


@dataclass(frozen=True, slots=True)
class Exemption:
    """Thời gian được miễn công tác và sinh hoạt đảng."""

    since: PartialDate | None = fact("20", Kind.DATE)
    until: PartialDate | None = fact("20", Kind.TERM)
    ground: str = fact("20", Kind.OPEN_CODE, codes="exemption_ground")
    basis: str = fact("20", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Job:
    """Quá trình hoạt động và công tác: one period."""

    since: PartialDate | None = fact("21", Kind.DATE)
    until: PartialDate | None = fact("21", Kind.TERM)
    work: str = fact("21", Kind.LINE)
    post: str = fact("21", Kind.LINE)
    unit: str = fact("21", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Training:
    """Đào tạo, bồi dưỡng: one course."""

    school: str = fact("22", Kind.LINE)
    subject: str = fact("22", Kind.LINE)
    since: PartialDate | None = fact("22", Kind.DATE)
    until: PartialDate | None = fact("22", Kind.TERM)
    mode: str = fact("22", Kind.OPEN_CODE, codes="study_mode")
    diploma: str = fact("22", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Reward:
    """Khen thưởng."""

    form: str = fact("23", Kind.OPEN_CODE, codes="reward_form")
    on: PartialDate | None = fact("23", Kind.DATE)
    level: str = fact("23", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Badge:
    """Huy hiệu Đảng đã được tặng."""

    years: str = fact("24", Kind.CODE, codes="badge_years")
    on: PartialDate | None = fact("24", Kind.DATE)
    number: str = fact("24", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Title:
    """Danh hiệu được phong."""

    name: str = fact("25", Kind.OPEN_CODE, codes="title")
    on: PartialDate | None = fact("25", Kind.DATE)


@dataclass(frozen=True, slots=True)
class Discipline:
    """Kỷ luật Đảng, hành chính, đoàn thể."""

    system: str = fact("26", Kind.CODE, codes="discipline_system", sealed=True)
    form: str = fact("26", Kind.OPEN_CODE, codes="discipline_form", sealed=True)
    body: str = fact("26", Kind.LINE, sealed=True)
    on: PartialDate | None = fact("26", Kind.DATE, sealed=True)
    until: PartialDate | None = fact("26", Kind.TERM, sealed=True)
    reason: str = fact("26", Kind.LINE, sealed=True)
    amended: str = fact("26", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class PartyExit:
    """27a: bị khai trừ, xóa tên; xin ra khỏi Đảng."""

    form: str = fact("27a", Kind.OPEN_CODE, codes="exit_form", sealed=True)
    on: PartialDate | None = fact("27a", Kind.DATE, sealed=True)
    reason: str = fact("27a", Kind.LINE, sealed=True)
    at: str = fact("27a", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class Readmission:
    """27b: được kết nạp lại vào Đảng."""

    on: PartialDate | None = fact("27b", Kind.DATE, sealed=True)
    at: str = fact("27b", Kind.LINE, sealed=True)
    official_on: PartialDate | None = fact("27b", Kind.DATE, sealed=True)
    official_at: str = fact("27b", Kind.LINE, sealed=True)
    introducers: str = fact("27b", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class Restoration:
    """27c: được khôi phục đảng tịch."""

    on: PartialDate | None = fact("27c", Kind.DATE, sealed=True)
    at: str = fact("27c", Kind.LINE, sealed=True)
    reason: str = fact("27c", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class LegalCase:
    """27d: bị xử lý theo pháp luật."""

    form: str = fact("27d", Kind.OPEN_CODE, codes="legal_form", sealed=True)
    authority: str = fact("27d", Kind.LINE, sealed=True)
    since: PartialDate | None = fact("27d", Kind.DATE, sealed=True)
    until: PartialDate | None = fact("27d", Kind.TERM, sealed=True)
    at: str = fact("27d", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class OldRegimeWork:
    """27e: làm việc trong chế độ cũ."""

    body: str = fact("27e", Kind.LINE, sealed=True)
    post: str = fact("27e", Kind.LINE, sealed=True)
    since: PartialDate | None = fact("27e", Kind.DATE, sealed=True)
    until: PartialDate | None = fact("27e", Kind.DATE, sealed=True)


@dataclass(frozen=True, slots=True)
class StayAbroad:
    """28a: đã đi nước ngoài, three months or longer."""

    since: PartialDate | None = fact("28a", Kind.DATE, sealed=True)
    until: PartialDate | None = fact("28a", Kind.TERM, sealed=True)
    country: str = fact("28a", Kind.LINE, sealed=True)
    purpose: str = fact("28a", Kind.LINE, sealed=True)
    sent_by: str = fact("28a", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class ForeignTie:
    """28b: tham gia hoặc có quan hệ với tổ chức ở nước ngoài."""

    body: str = fact("28b", Kind.LINE, sealed=True)
    work: str = fact("28b", Kind.LINE, sealed=True)
    seat: str = fact("28b", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class RelativeAbroad:
    """28c: thân nhân ở nước ngoài."""

    relation: str = fact("28c", Kind.OPEN_CODE, codes="relation", sealed=True)
    name: str = fact("28c", Kind.LINE, sealed=True)
    country: str = fact("28c", Kind.LINE, sealed=True)
    work: str = fact("28c", Kind.LINE, sealed=True)
    address: str = fact("28c", Kind.LINE, sealed=True)


@dataclass(frozen=True, slots=True)
class Relative:
    """Quan hệ gia đình: one person."""

    relation: str = fact("29", Kind.OPEN_CODE, codes="relation")
    name: str = fact("29", Kind.LINE)
    born: PartialDate | None = fact("29", Kind.DATE)
    origin: str = fact("29", Kind.LINE)
    occupation: str = fact("29", Kind.LINE)
    post: str = fact("29", Kind.LINE)
    home: str = fact("29", Kind.LINE)
    nationality: str = fact("29", Kind.LINE)
    class_origin: str = fact("29", Kind.OPEN_CODE, codes="family_class")
    history: str = fact("29", Kind.LINE)
    law: str = fact("29", Kind.LINE)
    party_member: bool = fact("29", Kind.FLAG)
    died: str = fact("29", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """Tài sản có giá trị lớn."""

    name: str = fact("30", Kind.LINE)
    value: int | None = fact("30", Kind.MONEY)


@dataclass(frozen=True, slots=True)
class EarlyYears:
    """Lịch sử bản thân (1-HSĐV, 14): a period before social activity."""

    since: PartialDate | None = fact("life", Kind.DATE)
    until: PartialDate | None = fact("life", Kind.DATE)
    content: str = fact("life", Kind.LINE)


@dataclass(frozen=True, slots=True)
class PartyPost:
    """Chức vụ trong Đảng: chi ủy viên, phó bí thư, bí thư, by date."""

    post: str = fact("party", Kind.CODE, codes="party_post")
    unit_id: int | None = fact("party", Kind.UNIT)
    since: PartialDate | None = fact("party", Kind.DATE)
    until: PartialDate | None = fact("party", Kind.TERM)
    basis: str = fact("party", Kind.LINE)


@dataclass(frozen=True, slots=True)
class AgeGap:
    """Thời gian không tính tuổi đảng."""

    since: PartialDate | None = fact("party", Kind.DATE)
    until: PartialDate | None = fact("party", Kind.DATE)
    reason: str = fact("party", Kind.OPEN_CODE, codes="age_gap_reason")
    basis: str = fact("party", Kind.LINE)


@dataclass(frozen=True, slots=True)
class PaperInDossier:
    """Tài liệu trong hồ sơ: one line of the mục lục."""

    type: str = fact("papers", Kind.CODE, codes="paper_type")
    title: str = fact("papers", Kind.LINE)
    number: str = fact("papers", Kind.LINE)
    on: PartialDate | None = fact("papers", Kind.DATE)
    issuer: str = fact("papers", Kind.LINE)
    copy: str = fact("papers", Kind.CODE, codes="paper_copy")
    sheets: Decimal | None = fact("papers", Kind.NUMBER)
    present: bool = fact("papers", Kind.FLAG)
    note: str = fact("papers", Kind.LINE)


@dataclass(frozen=True, slots=True)
class YearReview:
    """Kết quả đánh giá, xếp loại chất lượng đảng viên của một năm."""

    year: str = fact("party", Kind.DIGITS, digits=(4,))
    level: str = fact("party", Kind.CODE, codes="member_review")
    note: str = fact("party", Kind.LINE)
