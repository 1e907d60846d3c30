"""What transfers hold of a person, in words: a part of *Bản trích dữ liệu cá nhân*."""

from collections.abc import Iterator, Sequence

from tcxd_desktop.domain.collective import CollectivePlan
from tcxd_desktop.domain.due import DueMark
from tcxd_desktop.domain.safety_papers import ExtractLine, ExtractPart
from tcxd_desktop.domain.transfers import Check, CheckResult, Step, Transfer, Traveller
from tcxd_desktop.wording import collective as bodies
from tcxd_desktop.wording.due import mark_text
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.transfer_cases import case_text, state_text, step_details, step_text
from tcxd_desktop.wording.transfer_words import CHECK_ITEM, CHECK_RESULT

_MOVES, _BODIES, _DUTIES = "Chuyển sinh hoạt đảng", "Chuyển giao tập thể", "Việc đã ghi"


def transfer_parts(
    cases: Sequence[Transfer], plans: Sequence[CollectivePlan], marks: Sequence[DueMark]
) -> tuple[ExtractPart, ...]:
    """Return what cases, collective transfers and marks of duties say of a person, or nothing.

    Args:
        cases: theirs, the oldest first, also arrivals before there was a record.
        plans: collective transfers they went with.
        marks: what users said of duties about them.
    """
    parts = (
        ExtractPart(_MOVES, tuple(line for case in cases for line in _case(case))),
        ExtractPart(_BODIES, tuple(map(_plan, plans))),
        ExtractPart(_DUTIES, tuple(ExtractLine("", one.key, mark_text(one)) for one in marks)),
    )
    return tuple(part for part in parts if part.lines)


def _case(case: Transfer) -> Iterator[ExtractLine]:
    head = f"Ca số {case.id}, mở {show_date(case.opened)}"
    yield ExtractLine("", head, _joined(case_text(case), state_text(case), *_data(case)))
    yield ExtractLine("", f"Ca số {case.id}: nhân thân trên giấy", _who(case.traveller))
    for step in case.steps:
        yield ExtractLine("", f"Ca số {case.id}: {show_date(step.on)}", _step(step, case))
    for check in case.checks:
        if check.result is not CheckResult.OPEN or check.note:
            yield ExtractLine("", f"Ca số {case.id}: kiểm tra hồ sơ", _check(check))


def _data(case: Transfer) -> Iterator[str]:
    basis = case.basis
    for caption, value in (
        ("lý do", case.reason),
        ("căn cứ", _joined(basis.number, show_date(basis.on), basis.issuer)),
        ("có hiệu lực", show_date(case.effective)),
        ("giấy số seri", case.serial),
        ("đảng phí đã đóng hết tháng", show_date(case.dues_until)),
        ("hồ sơ kèm theo", "; ".join(case.enclosed.splitlines())),
        ("từ ngày", show_date(case.term_from)),
        ("đến ngày", show_date(case.term_end)),
        ("ngày giới thiệu", show_date(case.introduced)),
        ("mã hồ sơ trên Cổng", case.portal_code),
        ("phiếu chuyển của", case.packet_sender),
        ("ghi chú", case.note),
    ):
        if value:
            yield f"{caption}: {value}"


def _who(who: Traveller) -> str:
    told = (
        ("", who.name), ("tên gọi khác", who.used_name), ("", who.sex),
        ("sinh", show_date(who.birth)), ("quê quán", who.origin), ("nơi ở", who.home),
        ("số định danh", who.citizen_id), ("số thẻ", who.card_no), ("số lý lịch", who.dossier_no),
        ("ngày quyết định kết nạp", show_date(who.decided)),
        ("ngày vào Đảng", show_date(who.admitted)), ("chính thức", show_date(who.official)),
    )  # fmt: skip
    return _joined(*(f"{name}: {value}" if name else value for name, value in told if value))


def _step(step: Step, case: Transfer) -> str:
    undone = "đã lùi lại" if step.undone else ""
    papers = "; ".join(step.papers.splitlines())
    return _joined(step_text(step, case), step_details(step), papers, step.remark, undone)


def _check(check: Check) -> str:
    return _joined(CHECK_ITEM[check.item], CHECK_RESULT[check.result], check.note)


def _plan(plan: CollectivePlan) -> ExtractLine:
    state = bodies.IN_STATE[plan.state]
    return ExtractLine("", bodies.title(plan), _joined(state, plan.note, plan.undo_reason))


def _joined(*texts: str) -> str:
    return "; ".join(text for text in texts if text)
