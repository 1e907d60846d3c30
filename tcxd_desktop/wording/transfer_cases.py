"""What is said of one case: its steps, its state, its boxes, the papers that go along."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.letters import BoxMark
from tcxd_desktop.domain.transfer_tables import box_of
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rule_words import BODY
from tcxd_desktop.wording.transfer_clock_words import (
    clock_basis,
    clock_duty,
    clock_text,
    office_duty,
)
from tcxd_desktop.wording.transfer_words import (
    DIRECTION,
    KIND,
    STATE,
    box_writer,
    event_label,
)

__all__ = [
    "case_text", "clock_basis", "clock_duty", "clock_text", "enclosed_papers", "marks_shown",
    "office_duty", "party_title", "place_text", "state_text", "step_details", "step_label",
    "step_text",
]  # fmt: skip


def case_text(case: Transfer) -> str:
    """Return a case in a line, as the access book keeps it: no name of a person."""
    way = DIRECTION[case.direction].lower()
    ends = [place_text(end) for end in (case.source, case.target)]
    told = f"{KIND[case.kind]}, {way}"
    return f"{told}: {' → '.join(end or 'chưa ghi' for end in ends)}" if any(ends) else told


def place_text(end: End) -> str:
    """Return an end by its lowest organisation and the one that keeps the registers above it."""
    above = end.upper or end.base or end.province or end.country
    parts = [name for name in (end.cell or end.base, above) if name]
    return ", ".join(dict.fromkeys(parts))


def state_text(case: Transfer) -> str:
    """Return where a case stands, with the day it came there."""
    told = STATE[case.state]
    box = box_of(case.state)
    if box and (writer := box_writer(case.letter, box)):
        told = f"{told} ({writer})"
    days = [step.on for step in case.counting if step.state is case.state]
    return f"{told}, từ {show_date(days[0])}" if days else told


def step_label(step: Step) -> str:
    """Return what a step is called, by itself."""
    return event_label(step.event, step.box)


def step_text(step: Step, case: Transfer) -> str:
    """Return what a step was, seen from the side the case is kept on."""
    if step.event is StepEvent.SIGN:
        told = f"Ô {step.box}: {box_writer(case.letter, step.box) or 'đã ghi'}"
        return f"{told}, không ký" if step.unsigned else told
    incoming = case.direction is Direction.IN
    return _SIDED.get((step.event, incoming), event_label(step.event, step.box))


_SIDED: Final[Mapping[tuple[StepEvent, bool], str]] = {
    (StepEvent.NOTICE, False): "Gửi phiếu báo",
    (StepEvent.NOTICE, True): "Nhận phiếu báo",
    (StepEvent.GIVE, False): "Giao hồ sơ cho đảng viên",
    (StepEvent.GIVE, True): "Giao lại hồ sơ, đảng viên trở về nơi gốc",
    (StepEvent.PRESENT, True): "Đảng viên xuất trình giấy, nộp hồ sơ",
    (StepEvent.STOP, False): "Nơi đến dừng tiếp nhận",
    (StepEvent.CONFIRM, True): "Nơi được chuyển tiếp báo đã tiếp nhận",
}


def step_details(step: Step) -> str:
    """Return number, signer and the rest of what a step tells, in a line; its remark apart."""
    signer = ", ".join(part for part in (step.signer, step.title) if part)
    addressed = "; ".join(step.addressed.splitlines())
    override = step.event is StepEvent.OVERRIDE
    parts = (
        f"số {step.number}" if step.number and not override else "",
        signer,
        f"{_towards(step)} {addressed}" if addressed else "",
        f"đến hết {show_date(step.until)}" if step.until else "",
        f"giấy số seri {step.serial}" if step.serial and step.box in {0, 1} else "",
    )
    return " · ".join(part for part in parts if part)


_TOWARDS = {
    StepEvent.GIVE: "giao cho", StepEvent.CONFIRM: "tại", StepEvent.ARCHIVE: "lưu tại",
    StepEvent.ONWARD: "chuyển đến", StepEvent.HAND_SLIP: "nộp cho", StepEvent.CONTACT: "với",
}  # fmt: skip
"""What joins a step to the body or person it names, where it is not sent to it."""


def _towards(step: Step) -> str:
    arrived = step.event is StepEvent.NOTICE and step.state in {State.NOTICED, State.PRESENTED}
    return "từ" if arrived else _TOWARDS.get(step.event, "gửi")


def marks_shown(marks: Iterable[BoxMark]) -> tuple[BoxMark, ...]:
    """Return the marks of a letter's boxes with bodies, days and numbers in words."""
    return tuple(
        replace(
            mark,
            writer=BODY.get(mark.writer, mark.writer),
            on=show_date(mark.on),
            label=f"số {mark.label}" if mark.label else "",
        )
        for mark in marks
    )


# --- what goes along, who signs -----------------------------------------------------------------

_DOSSIER: Final = "Hồ sơ đảng viên (niêm phong)"
_CARD: Final = "Thẻ đảng viên"
_SLIP: Final = "Phiếu đảng viên"
_DECISION: Final = "Quyết định kết nạp đảng viên"
_REVIEW: Final = "Bản tự kiểm điểm có nhận xét của chi bộ và cấp ủy cơ sở"
_HELPER: Final = "Nhận xét của đảng viên giúp đỡ"
_COPY: Final = "bản sao"
_LEAVES_FOR_GOOD: Final = frozenset(
    {TransferKind.OFFICIAL, TransferKind.DISSOLVED, TransferKind.ABROAD}
)
_STAYS_AT_HOME: Final = frozenset({TransferKind.LABOUR, TransferKind.TEMPORARY_ABROAD})


def enclosed_papers(kind: TransferKind, *, probationary: bool) -> tuple[str, ...]:
    """Return the papers that go along, a line each (38-HD/BTCTW of 29/9/2025, II.4.3.1.a, .2.a).

    The phiếu đảng viên goes only where the member leaves the đảng bộ cấp trên trực tiếp; whoever
    works abroad leaves dossier and card behind.
    """
    if kind in _LEAVES_FOR_GOOD or kind is TransferKind.INSIDE:
        slip = (_SLIP,) if kind in _LEAVES_FOR_GOOD else ()
        mine = (_HELPER,) if probationary else (_CARD,)
        return (_DOSSIER, *slip, _REVIEW, *mine)
    if kind is TransferKind.TEMPORARY:
        return (_DECISION if probationary else _CARD, _REVIEW)
    if kind in _STAYS_AT_HOME:
        if not probationary:
            return (_REVIEW,)
        return tuple(f"{paper} ({_COPY})" for paper in (_DECISION, _REVIEW, _HELPER))
    return ()


_TITLE: Final[Mapping[str, str]] = {
    "Bí thư": "Bí thư",
    "Phó bí thư thường trực": "Phó Bí thư Thường trực",
    "Phó bí thư": "Phó Bí thư",
    "Ủy viên ban thường vụ": "Ủy viên Ban Thường vụ",
    "Đảng ủy viên": "Đảng ủy viên",
    "Chi ủy viên": "Chi ủy viên",
}


def party_title(post: str) -> str:
    """Return a post as it stands above a signature."""
    return _TITLE.get(post, post[:1].upper() + post[1:])
