"""Words of rules: how a due day came about, and what the parts of a rule are called."""

from collections.abc import Iterable, Mapping
from datetime import date

from tcxd_desktop.domain.deadlines import Due
from tcxd_desktop.domain.rule_keys import PERIODS
from tcxd_desktop.domain.rule_types import (
    PACK,
    SHIPPED,
    Bound,
    CommuneRole,
    Count,
    Deadline,
    EndType,
    Leg,
    MonthRule,
    RuleKind,
    RuleRow,
    Scope,
    Seal,
    StartRule,
    TimeUnit,
)
from tcxd_desktop.domain.working_days import CalendarDay, DayKind, Skipped
from tcxd_desktop.wording.formats import WEEKDAYS, show_date, show_day
from tcxd_desktop.wording.rule_words import ACTOR, BODY, ENDING, TRIGGER

__all__ = [
    "ACTOR", "BODY", "BOUND", "DAY_KIND", "END", "ENDING", "FIELD", "KIND", "LEG", "ROLE", "SCOPE",
    "SEAL", "START", "TRIGGER", "VALUE", "VALUE_CHOICE", "amount_text", "cautions", "day_text",
    "due_sentence", "explain", "holiday_text", "origin_text", "rule_title", "trigger_text",
    "value_text",
]  # fmt: skip
UNVERIFIED = "chưa kiểm chứng"
KIND: Mapping[RuleKind, str] = {
    RuleKind.DEADLINE: "Thời hạn",
    RuleKind.LETTER: "Loại giấy giới thiệu",
    RuleKind.BOX: "Ô của giấy giới thiệu",
    RuleKind.ROUTE: "Tuyến ghi giấy giới thiệu",
    RuleKind.END: "Loại chi bộ theo vai trò của xã",
    RuleKind.BODY: "Thẩm quyền",
    RuleKind.FORM: "Mẫu giấy tờ",
    RuleKind.VALUE: "Cách tính",
}
END: Mapping[EndType, str] = {
    EndType.CELL_OF_BASE: "chi bộ thuộc đảng ủy cơ sở của xã, phường",
    EndType.CELL_UNDER_UPPER: "chi bộ thôn, chi bộ cơ sở trực thuộc xã, phường",
    EndType.BASE_UNDER_PROVINCE: "chi bộ thuộc đảng bộ cơ sở trực thuộc tỉnh",
    EndType.CELL_UNDER_PROVINCE: "chi bộ cơ sở trực thuộc tỉnh",
    EndType.ABROAD: "ngoài nước",
}
ROLE: Mapping[CommuneRole, str] = {
    CommuneRole.UPPER: "cấp trên trực tiếp của tổ chức cơ sở đảng",
    CommuneRole.BASE: "đảng bộ cơ sở trực thuộc tỉnh",
}
LEG: Mapping[Leg, str] = {
    Leg.OUT: "đi", Leg.IN: "đến", Leg.BACK_OUT: "rời nơi tạm thời", Leg.BACK_IN: "trở về",
}  # fmt: skip
SEAL: Mapping[Seal, str] = {
    Seal.NONE: "không đóng dấu",
    Seal.COMMITTEE: "dấu của cấp ủy",
    Seal.OFFICE: "dấu của ban tổ chức",
}
BOUND: Mapping[Bound, str] = {
    Bound.MAX: "chậm nhất",
    Bound.MIN: "sớm nhất",
    Bound.PERIOD: "đến hết",
    Bound.EVERY: "lần tới",
}
SCOPE: Mapping[Scope, str] = {
    Scope.NATIONAL: "cả nước",
    Scope.HANOI: "riêng Hà Nội",
    Scope.INFERRED: "suy ra",
    Scope.EXTERNAL: "nghe nói, chưa thấy văn bản",
}
START: Mapping[StartRule, str] = {
    StartRule.NEXT_WORKING_DAY: "từ ngày làm việc kế tiếp",
    StartRule.NEXT_DAY: "từ ngày hôm sau",
    StartRule.SAME_DAY: "từ chính ngày đó",
}
DAY_KIND: Mapping[DayKind, str] = {
    DayKind.HOLIDAY: "Ngày nghỉ",
    DayKind.COMPENSATING: "Ngày làm bù",
    DayKind.ORDINARY: "Ngày thường",
}
COUNT: Mapping[Count, str] = {
    Count.WORKING: "ngày làm việc", Count.CALENDAR: "ngày theo lịch", Count.NONE: "không đếm ngày",
}  # fmt: skip
_UNIT: Mapping[TimeUnit, str] = {
    TimeUnit.DAYS: "ngày",
    TimeUnit.MONTHS: "tháng",
    TimeUnit.YEARS: "năm",
    TimeUnit.REQUESTS: "lần yêu cầu",
}
FIELD: Mapping[str, str] = {
    "name": "tên", "triggers": "mốc bắt đầu", "until": "việc phải xong", "amount": "số lượng",
    "unit": "đơn vị", "count": "cách đếm", "bound": "ý nghĩa", "start": "ngày bắt đầu đếm",
    "before": "đếm lùi từ mốc", "exclusive": "xong trước khi đủ số",
    "extension": "gia hạn", "month": "tháng",
    "actor": "người thực hiện", "on_overdue": "khi quá hạn", "scope": "phạm vi",
    "soon": "nhắc trước", "note": "ghi chú", "short": "loại", "colour": "màu nền",
    "boxes": "các ô", "document": "số trong danh mục tài liệu", "leg": "chặng",
    "writer": "nơi ghi", "addresses": "kính gửi, kính chuyển", "signers": "chức danh ký",
    "seal": "con dấu", "does": "việc kèm theo", "roles": "vai trò của xã",
    "through": "theo tổ chức ở giữa", "otherwise": "còn lại", "sections": "tổ chức ghi ô bộ phận",
    "matter": "việc", "decides": "nơi quyết định", "starts": "bắt đầu từ",
    "middle": "qua các cấp", "majority": "tỷ lệ", "accepts": "nơi tiếp nhận",
    "minutes": "ký biên bản", "keeps": "nơi giữ", "title": "tên mẫu", "issuer": "cơ quan ban hành",
    "guidance": "hướng dẫn", "copies": "số bản", "annex_seen": "đã xem phụ lục",
    "value": "giá trị", "key": "mã", "source": "căn cứ", "valid_from": "có hiệu lực từ",
    "valid_to": "hết hiệu lực", "verified": "đã kiểm chứng", "rule_set": "bộ quy định",
    "kind": "loại", "content": "nội dung",
}  # fmt: skip
"""What the fields of a rule are called."""
VALUE: Mapping[str, str] = {
    "head_count_leaves": "Thôi tính vào đảng số nơi đi từ",
    "head_count_enters": "Tính vào đảng số nơi đến từ",
    "labour_leaves": "Đi xuất khẩu lao động thì thôi tính vào đảng số",
    "temporary_starts": "Sinh hoạt tạm thời bắt đầu từ",
    "register_restart": "Đánh số giấy giới thiệu",
    "month_arithmetic": "Cộng tháng",
    "three_month_start": "Thời hạn 3 tháng không nộp hồ sơ tính từ",
    "notice_copies": "Số phiếu báo chuyển sinh hoạt",
    "soon_working_days": "Nhắc trước hạn (ngày làm việc)",
    "temporary_soon_days": "Nhắc trước khi hết tạm thời, miễn sinh hoạt (ngày)",
    "local_scope": "Thời hạn riêng của địa phương",
    "commune_role": "Đảng bộ xã, phường theo bộ quy định",
    "least_age_at_admission": "Tuổi ít nhất khi vào Đảng",
    "education_at_admission": "Học vấn khi kết nạp",
}
VALUE_CHOICE: Mapping[str, str] = {
    "introduction": "ngày giới thiệu chuyển đi",
    "given": "ngày giao hồ sơ cho đảng viên",
    "accepted": "ngày nơi đến ghi nhận (ô cuối)",
    "presented": "ngày xuất trình giấy",
    "term": "ngày ghi trên giấy",
    "yearly": "lại từ 1 mỗi năm",
    "never": "nối tiếp mãi",
    MonthRule.SAME_DAY_OR_LAST: "cùng ngày, hoặc ngày cuối tháng nếu tháng thiếu ngày đó",
    MonthRule.DAY_BEFORE: "ngày liền trước, tròn số tháng",
    "notice_or_file": "ngày nhận phiếu báo hoặc ngày đảng viên nhận hồ sơ",
    "": "không dùng",
    Scope.HANOI: "Hà Nội",
    CommuneRole.UPPER: "cấp trên trực tiếp của tổ chức cơ sở đảng",
    CommuneRole.BASE: "đảng bộ cơ sở trực thuộc tỉnh",
    "diploma": "có bằng tốt nghiệp trung học cơ sở",
    "completed": "hoàn thành chương trình trung học cơ sở trở lên",
}
_LETTER: Mapping[str, str] = {
    "T10": "giấy loại 10 ô", "T7": "giấy loại 7 ô", "T8": "giấy loại 8 ô", "T2": "giấy loại 2 ô",
}  # fmt: skip


def rule_title(row: RuleRow) -> str:
    """Return what a rule is called in a list."""
    code, _, rest = row.key.partition("/")
    letter = _LETTER.get(code, code)
    if row.kind is RuleKind.BOX:
        return f"Ô {rest}, {letter}"
    if row.kind is RuleKind.ROUTE:
        leg, end, *more = rest.split("/")
        inside = ", hai đầu cùng đảng bộ cơ sở" if more else ""
        return (
            f"{letter[0].upper()}{letter[1:]}, chặng {LEG[Leg(leg)]}: {END[EndType(end)]}{inside}"
        )
    if row.kind is RuleKind.END:
        return f"Xã, phường là {ROLE[CommuneRole(row.key)]}"
    if row.kind is RuleKind.VALUE:
        return VALUE.get(row.key, row.key)
    names = ("name", "matter", "title")
    return next((str(row.content[name]) for name in names if name in row.content), row.key)


def value_text(value: object) -> str:
    """Return a value of the rule set in words."""
    if isinstance(value, bool):
        return "có" if value else "không"
    return VALUE_CHOICE.get(str(value), str(value))


def origin_text(row: RuleRow) -> str:
    """Return where a rule comes from: shipped, the office, or a pack."""
    if row.origin == SHIPPED:
        return "theo chương trình"
    if row.origin.startswith(PACK):
        return f"gói {row.origin.removeprefix(PACK)}"
    return "văn phòng ghi"


def day_text(day: CalendarDay) -> str:
    """Return a day of the calendar in a line, as the access book keeps it."""
    name = f", {day.name}" if day.name else ""
    mark = "" if day.verified or day.kind is DayKind.ORDINARY else f" ({UNVERIFIED})"
    return f"{show_date(day.day)}: {DAY_KIND[day.kind].lower()}{name}{mark}"


# --- deadlines -----------------------------------------------------------------------------------


def amount_text(rule: Deadline) -> str:
    """Return ``30 ngày làm việc``, ``dưới 12 tháng``, ``3 lần yêu cầu``."""
    return ("dưới " if rule.exclusive else "") + _length(rule.amount, rule.unit, rule.count)


def _length(amount: int, unit: TimeUnit, count: Count) -> str:
    working = " làm việc" if count is Count.WORKING else ""
    return f"{amount} {_UNIT[unit]}{working}"


def trigger_text(rule: Deadline) -> str:
    """Return what a deadline is counted from."""
    return " hoặc ".join(TRIGGER[key] for key in rule.triggers)


def explain(due: Due) -> str:
    """Return how a due day came about: what is counted from where, what was left out, the text.

    ``30 ngày làm việc kể từ ngày làm việc đầu tiên sau 02/09/2026 (ngày giới thiệu chuyển đi),
    bỏ qua 12 ngày thứ Bảy, Chủ nhật; Quy định 294-QĐ/TW, mục 6.3.1.c``
    """
    said = [_counted(due)]
    if due.extended and due.rule.extension is not None:
        more = due.rule.extension
        why = f" ({more.condition})" if more.condition else ""
        said.append(f"gia hạn thêm {_length(more.amount, more.unit, more.count)}{why}")
    left_out = holiday_text(due.skipped)
    if left_out:
        said.append(f"bỏ qua {left_out}")
    return f"{', '.join(said)}; {due.rule.source}"


def due_sentence(due: Due) -> str:
    """Return the last day in words: ``Chậm nhất thứ Tư 14/10/2026``."""
    day = date.fromisoformat(due.last_day)
    word = BOUND[due.rule.bound]
    weekday = WEEKDAYS[day.weekday()]
    return f"{word[0].upper()}{word[1:]} {weekday[0].lower()}{weekday[1:]} {show_day(day)}"


def cautions(due: Due) -> tuple[str, ...]:
    """Return what makes a due day unsure, a sentence each."""
    told = []
    if due.unknown_years:
        years = ", ".join(map(str, due.unknown_years))
        told.append(
            f"Lịch nghỉ năm {years} chưa có trong chương trình nên hạn có thể muộn hơn. "
            "Hãy ghi ngày nghỉ của năm đó vào lịch làm việc."
        )
    if due.unverified:
        days = ", ".join(show_date(day) for day in due.unverified[:_NAMED])
        more = len(due.unverified) - _NAMED
        rest = f" và {more} ngày khác" if more > 0 else ""
        told.append(f"Ngày nghỉ, làm bù {UNVERIFIED}: {days}{rest}.")
    if not due.rule.verified:
        told.append(f"Thời hạn này {UNVERIFIED} với văn bản gốc.")
    if due.rule.scope is not Scope.NATIONAL:
        told.append(f"Phạm vi: {SCOPE[due.rule.scope]}.")
    return tuple(told)


_NAMED = 4


def _counted(due: Due) -> str:
    rule, day = due.rule, show_date(due.trigger)
    told = TRIGGER[due.by] if due.by else trigger_text(rule)
    if set(rule.triggers) & set(PERIODS):
        if rule.month:
            return f"mỗi năm một lần, đến hết tháng {rule.month}"
        return f"mỗi kỳ một lần, đến hết {told} {day}"
    length = amount_text(rule)
    if rule.unit is not TimeUnit.DAYS:
        return f"{length} {'trước' if rule.before else 'kể từ'} {day} ({told})"
    if rule.before:
        return f"{length} trước {day} ({told})"
    if rule.start is StartRule.SAME_DAY:
        return f"{length} kể từ chính ngày {day} ({told})"
    first = "ngày làm việc đầu tiên" if rule.start is StartRule.NEXT_WORKING_DAY else "ngày"
    return f"{length} kể từ {first} sau {day} ({told})"


def holiday_text(skipped: Iterable[Skipped]) -> str:
    """Return the days left out of a count: named holidays by their runs, then plain weekends."""
    runs: list[tuple[str, date, date]] = []
    weekends = 0
    for day, why in skipped:
        if not why:
            weekends += 1
        elif runs and runs[-1][0] == why:
            runs[-1] = (why, runs[-1][1], day)
        else:
            runs.append((why, day, day))
    said = [f"{_run(first, last)} ({why})" for why, first, last in sorted(runs, key=_by_first)]
    if weekends:
        said.append(f"{weekends} ngày thứ Bảy, Chủ nhật")
    return ", ".join(said)


def _by_first(run: tuple[str, date, date]) -> date:
    return min(run[1], run[2])


def _run(one: date, other: date) -> str:
    first, last = min(one, other), max(one, other)
    if first == last:
        return show_day(first)
    if first.year != last.year:
        return f"{show_day(first)}–{show_day(last)}"
    return f"{first:%d/%m}–{show_day(last)}"
