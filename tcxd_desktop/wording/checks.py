"""Sentences of the soft checks, of what is missing, and of what the program counts for a person."""

from collections.abc import Iterator, Mapping
from datetime import date

from tcxd_desktop.domain.checks import Arg, Doubt
from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.completeness import SEALED_PAPER, Gap, PapersState
from tcxd_desktop.domain.dates import PartialDate, age_on, months_between
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.party_age import AgeState, next_badge, party_age_state
from tcxd_desktop.domain.standing import Activity, spell_on
from tcxd_desktop.wording.dossier import column_label, label
from tcxd_desktop.wording.formats import show_date, show_day

SENTENCES: Mapping[str, str] = {
    "name_digits": "Họ tên có chữ số. Xem lại có gõ nhầm không.",
    "name_short": "Họ tên chỉ có một chữ. Ghi đủ họ, chữ đệm và tên như giấy khai sinh.",
    "very_old": "Theo năm sinh này thì đã {0} tuổi. Xem lại năm sinh.",
    "civil_birth": "Hồ sơ ghi sinh {0}, giấy khai sinh ghi {1}. Tuổi tính theo hồ sơ gốc; "
    "khi làm thẻ cần nêu rõ sự khác nhau.",
    "before_birth": "Ngày này trước ngày sinh ({0}).",
    "under_18": "Lúc kết nạp mới {0} tuổi. Người vào Đảng phải đủ 18 tuổi, trừ trường hợp kết nạp "
    "theo quy định thời kỳ trước.",
    "ceremony_first": "Lễ kết nạp không thể trước ngày ký quyết định ({0}).",
    "one_introducer": "Mới có một người giới thiệu. Ghi thêm người thứ hai, hoặc ban chấp hành "
    "đoàn, công đoàn cơ sở đã giới thiệu.",
    "union_young": "Vào Đoàn lúc {0} tuổi. Xem lại ngày vào Đoàn.",
    "official_first": "Ngày chính thức không thể trước ngày vào Đảng ({0}).",
    "probation_over": "Đã hết 12 tháng dự bị từ {0} mà chưa ghi ngày chính thức.",
    "official_not_12": "Ngày chính thức thường là ngày vào Đảng cộng 12 tháng: {0}.",
    "card_differs": "Số thẻ đảng viên mới phải trùng số căn cước ({0}).",
    "citizen_sex": "Chữ số thứ tư của số căn cước không khớp giới tính {0}.",
    "citizen_year": "Chữ số 4 đến 6 của số căn cước không khớp năm sinh {0}.",
    "job_gap": "Quá trình công tác còn trống từ {0} đến {1}. Ghi rõ thời gian ấy làm gì.",
    "job_overlap": "Hai đoạn công tác trùng nhau từ {0} đến {1}. Nếu không phải kiêm nhiệm "
    "thì xem lại tháng.",
    "job_stops": "Quá trình công tác mới ghi đến {0}, chưa ghi đến nay.",
    "period_reversed": "{table}, dòng {0}: ngày kết thúc trước ngày bắt đầu.",
    "exemption_over": "Đã hết hạn miễn sinh hoạt ngày {0}. Ghi việc trở lại sinh hoạt, "
    "hoặc gia hạn.",
    "exemption_term": "Miễn vì lý do này phải có thời hạn. Ghi ngày hết hạn.",
    "badge_early": "Huy hiệu {0} năm tặng sớm hơn ngày đủ tuổi đảng ({1}) quá 24 tháng.",
    "parent_young": "Cha mẹ ({0}) sinh năm {1}: xem lại năm sinh.",
    "child_old": "Con ({0}) sinh năm {1}: xem lại năm sinh.",
    "income_head": "Bình quân một người lớn hơn tổng thu nhập của hộ.",
    "economy_old": "Mục 30 kê khai từ năm {0}. Kê khai lại khi bổ sung hồ sơ hằng năm.",
    "dues_behind": "Đảng phí chậm {0} tháng.",
    "basis_bare": "Ghi quyết định làm căn cứ tính tuổi đảng.",
    "review_twice": "Năm {0} có hai dòng xếp loại.",
    "index_after_1997": "Xác nhận mục lục thay cho đủ tài liệu chỉ áp dụng với người vào Đảng "
    "trước 02/6/1997.",
}
"""One sentence for each check of ``domain/checks.py``."""


def sentence(doubt: Doubt) -> str:
    """Return what a check found, in one or two sentences."""
    shown = [_shown(arg) for arg in doubt.args]
    return SENTENCES[doubt.key].format(*shown, table=label(doubt.field))


def _shown(arg: Arg) -> str:
    if isinstance(arg, date):
        return show_day(arg)
    return show_date(arg) if isinstance(arg, PartialDate) else str(arg)


def gap_words(gap: Gap, codes: CodeLists) -> str:
    """Return what is missing in a few words: the box, or the paper by its name."""
    if not gap.paper:
        return label(gap.field)
    if gap.paper == SEALED_PAPER:
        return "Tài liệu thuộc mục niêm phong"
    papers = codes.get("paper_type")
    return papers.label(gap.paper) if papers else f"{column_label('papers', 'type')} {gap.paper}"


PAPERS_STATE: Mapping[PapersState, str] = {
    PapersState.COMPLETE: "Đủ tài liệu",
    PapersState.CONFIRMED: "Thiếu, đã xác nhận mục lục",
    PapersState.MISSING: "Thiếu tài liệu",
}

_AGE_STATE: Mapping[AgeState, str] = {
    AgeState.NOT_OFFICIAL: "Chưa là đảng viên chính thức nên chưa có tuổi đảng.",
    AgeState.OUTSIDE: "Đã ra khỏi Đảng nên không tính tuổi đảng.",
    AgeState.NO_BASIS: "Tuổi đảng: không đủ căn cứ (ngày chưa đầy đủ, hoặc chưa có quyết định "
    "tính lại).",
}


def show_months(months: int) -> str:
    """Return ``41 năm 6 tháng``."""
    years, rest = divmod(months, 12)
    parts = [f"{years} năm"] if years else []
    if rest or not years:
        parts.append(f"{rest} tháng")
    return " ".join(parts)


def party_age_words(dossier: Dossier, today: date) -> str:
    """Return the party age, or why there is none."""
    found = party_age_state(dossier, today)
    if found.state is not AgeState.COUNTED:
        return _AGE_STATE[found.state]
    return f"Tuổi đảng đến hôm nay: {show_months(found.months)}."


def badge_words(dossier: Dossier, today: date) -> str:
    """Return the badge due or ahead, or ``""``."""
    badge = next_badge(dossier, today)
    if badge is None:
        return ""
    day = show_day(badge.on)
    if badge.reached:
        return f"Huy hiệu {badge.years} năm: đủ từ ngày {day}, hồ sơ chưa ghi được tặng."
    return f"Huy hiệu {badge.years} năm: đủ ngày {day}."


def counted(dossier: Dossier, section: str, today: date) -> list[str]:
    """Return what the program counts for a section of the editor, as sentences."""
    lines = {"person": _age_lines, "joining": _joining_lines, "party": _age_of_party_lines}
    found = lines.get(section)
    return list(found(dossier, today)) if found else []


def _age_lines(dossier: Dossier, today: date) -> Iterator[str]:
    age = age_on(dossier.birth_date, today)
    if age is not None:
        yield f"Tuổi đến hôm nay: {age}."


def _joining_lines(dossier: Dossier, today: date) -> Iterator[str]:
    start = dossier.decision_date or dossier.ceremony_date
    birth = dossier.birth_date
    if birth is not None and start is not None:
        youngest = months_between(birth.latest, start.earliest) // 12
        oldest = months_between(birth.earliest, start.latest) // 12
        if youngest == oldest:
            yield f"Tuổi khi vào Đảng: {youngest}."
    yield from _age_of_party_lines(dossier, today)


def _age_of_party_lines(dossier: Dossier, today: date) -> Iterator[str]:
    if dossier.admitted:
        yield party_age_words(dossier, today)
    badge = badge_words(dossier, today)
    if badge:
        yield badge
    spell = spell_on(dossier.spells, today.isoformat())
    if spell is not None and spell.activity is Activity.EXEMPT:
        yield "Đang được miễn công tác và sinh hoạt đảng: không xếp loại hằng năm."
