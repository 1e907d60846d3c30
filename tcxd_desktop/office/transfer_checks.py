"""The receiving checklist: what the clerk found, beside what the program can tell by itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.completeness import applicable_papers
from tcxd_desktop.domain.dates import add_months, age_on
from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.rule_errors import NoRouteProblem
from tcxd_desktop.domain.rule_types import Leg
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.transfers import Check, CheckItem, CheckResult, Transfer, TransferKind
from tcxd_desktop.office.transfer_keeping import Keeper
from tcxd_desktop.office.transfer_membership import of_traveller
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.transfers import clock_text

_BEFORE: Final = frozenset({Leg.OUT, Leg.IN})
"""Legs of a letter that comes; the way back is written later."""


def cleaned(checks: Iterable[Check]) -> list[Check]:
    """Return the lines that say something."""
    found = (replace(one, note=clean_line(one.note), hint="") for one in checks)
    return [one for one in found if one.result or one.note]


def told(checks: Iterable[Check]) -> str:
    """Return what the history keeps of a checklist: results, no names."""
    return ", ".join(f"{one.item.value}: {one.result.value}" for one in checks if one.result)


def with_hints(keeper: Keeper, case: Transfer) -> tuple[Check, ...]:
    """Return every item, with its result so far and what the program found."""
    known = {one.item: one for one in case.checks}
    return tuple(
        replace(known.get(item, Check(item)), hint=_HINTS[item](keeper, case)) for item in CheckItem
    )


def failed(case: Transfer) -> tuple[Check, ...]:
    """Return the items found bad."""
    return tuple(one for one in case.checks if one.result is CheckResult.BAD)


def _nothing(_keeper: Keeper, _case: Transfer) -> str:
    return ""


def _identity(keeper: Keeper, case: Transfer) -> str:
    who = case.traveller
    if case.person_id is not None:
        known = stored_people.read(keeper.reading, case.person_id)
        if known is not None and known.birth_date != who.birth:
            return (
                f"Ngày sinh trên giấy {show_date(who.birth) or 'để trống'}, trong hồ sơ ở đây"
                f" {show_date(known.birth_date) or 'để trống'}."
            )
    if len(who.card_no) == 12 and who.citizen_id and who.card_no != who.citizen_id:
        return "Số thẻ đảng viên 12 số khác số định danh cá nhân."
    return "" if who.card_no else "Giấy không ghi số thẻ đảng viên."


def _papers(keeper: Keeper, case: Transfer) -> str:
    if case.kind is TransferKind.TEMPORARY:
        card = "quyết định kết nạp" if case.traveller.probationary else "thẻ đảng viên"
        return f"Chuyển tạm thời không kèm hồ sơ; cần {card} và bản tự kiểm điểm có nhận xét."
    codes = applicable_papers(of_traveller(case.traveller), keeper.desk.today())
    return f"Danh mục áp dụng cho đảng viên này có {len(codes)} loại tài liệu." if codes else ""


def _boxes(keeper: Keeper, case: Transfer) -> str:
    try:
        way = keeper.route(case)
    except NoRouteProblem:
        return "Chưa ghi đủ nơi đi, nơi đến nên chưa xác định được các ô phải có."
    # What we write ourselves is not on the letter yet, or is seen there as written.
    due = [str(box.number) for box in way if not (box.ours or box.optional) and box.leg in _BEFORE]
    return f"Theo tuyến, giấy đến đây phải có đủ ô {', '.join(due)}." if due else ""


def _time(keeper: Keeper, case: Transfer) -> str:
    late = [one for one in keeper.clocks(case) if one.state is DueState.LATE]
    return " ".join(clock_text(one) for one in late)


def _legality(keeper: Keeper, case: Transfer) -> str:
    who, found = case.traveller, list[str]()
    start = who.admitted.exact if who.admitted else None
    age = age_on(who.birth, start) if start else None
    rules = keeper.book.on(start.isoformat() if start else case.opened)
    if age is not None and age < rules.value("least_age_at_admission"):
        found.append(f"Khi vào Đảng mới {age} tuổi.")
    official = who.official.exact if who.official else None
    months = rules.deadline("REC-01").amount
    if start and official and official < add_months(start, months):
        found.append(f"Ngày chính thức sớm hơn {months} tháng kể từ ngày vào Đảng.")
    decided = who.decided.exact if who.decided else None
    if start and decided and decided > start:
        found.append("Quyết định kết nạp ký sau ngày vào Đảng.")
    return " ".join(found)


_HINTS: Mapping[CheckItem, Callable[[Keeper, Transfer], str]] = {
    CheckItem.SEAL: _nothing,
    CheckItem.IDENTITY: _identity,
    CheckItem.INDEX: _nothing,
    CheckItem.PAPERS: _papers,
    CheckItem.BOXES: _boxes,
    CheckItem.TIME: _time,
    CheckItem.LEGALITY: _legality,
}
