"""What the page of a case says: which steps are offered how, the timeline, facts. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo

from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.transfer_clockwork import Clock
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfers import (
    ANNOTATIONS,
    NEW_LETTER,
    Block,
    Direction,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.ui.transfers.board_rows import due_words
from tcxd_desktop.ui.transfers.timeline import TimelineRow
from tcxd_desktop.wording.formats import masked, show_date
from tcxd_desktop.wording.transfers import (
    BLOCK,
    KIND,
    clock_basis,
    clock_text,
    step_details,
    step_text,
)

_ASIDE = {
    StepEvent.SPOIL, StepEvent.BAR, StepEvent.STOP, StepEvent.LOSE, StepEvent.ONWARD,
    StepEvent.PROPOSE_STRIKE, StepEvent.STRIKE, StepEvent.CANCEL, StepEvent.NOT_GO,
    StepEvent.BACK, StepEvent.CONTACT, StepEvent.REMARK, StepEvent.UNLINK,
}  # fmt: skip
"""Steps that are the exception: they stand in a menu."""
_WAYS = {
    Direction.OUT: "chuyển đi", Direction.IN: "chuyển đến", Direction.INSIDE: "chuyển",
}  # fmt: skip
_NO_WAY = {TransferKind.ONWARD, TransferKind.LINK}
"""Kinds whose name says it all."""
_BAD = {
    StepEvent.SPOIL, StepEvent.BAR, StepEvent.STOP, StepEvent.LOSE, StepEvent.PROPOSE_STRIKE,
    StepEvent.STRIKE, StepEvent.CANCEL, StepEvent.NOT_GO,
}  # fmt: skip
_CLOCK_TONES = {
    DueState.LATE: "bad", DueState.SOON: "warn", DueState.OPEN: "plain", DueState.DONE: "ok",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """The next steps as they are offered."""

    ahead: tuple[Move, ...]
    """Buttons; the first is the main one."""
    aside: tuple[Move, ...]
    """In the menu *Việc khác*."""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock as the page tells it."""

    when: str
    """The day and how far it is; *đã xong* with its day; empty where no day follows."""
    tone: str
    text: str
    basis: str


def offered(case: Transfer, moves: Sequence[Move]) -> Offered:
    """Share the next steps between buttons and the menu."""
    apart = set(_ASIDE)
    if case.kind is TransferKind.ONWARD:
        apart.discard(StepEvent.ONWARD)
    if case.day_of(StepEvent.NOTICE):
        apart.add(StepEvent.NOTICE)  # another one is the exception
    ahead = [move for move in moves if move.event not in apart]
    # Our boxes first, then the way on, then what others wrote; what is not needed last.
    ahead.sort(key=_turn)
    return Offered(tuple(ahead), tuple(move for move in moves if move not in ahead))


def _turn(move: Move) -> tuple[bool, bool, bool, bool]:
    longer = move.event is StepEvent.EXTEND
    return (move.optional, move.told, move.event is not StepEvent.SIGN, longer)


def move_text(move: Move, case: Transfer) -> str:
    """Return the words of a button."""
    if move.event is StepEvent.SIGN:
        if move.told:
            return f"Ghi nhận ô {move.box}"
        return f"Ghi ô {move.box} (nếu có)" if move.optional else f"Ghi ô {move.box}"
    return step_text(Step(move.event, ""), case)


def timeline(case: Transfer, zone: tzinfo | None) -> list[TimelineRow]:
    """Return the steps of a case as they are told, oldest first."""
    return [
        TimelineRow(
            day=show_date(step.on),
            title=step_text(step, case),
            detail=_passed(step) or step_details(_without_serial(step)),
            note=step.remark,
            tone=_tone(step),
            # A step back counts for nothing itself, but it was done.
            undone=step.undone and step.event is not StepEvent.BACK,
            written=_written(step, zone),
        )
        for step in case.steps
    ]


def _passed(step: Step) -> str:
    """Return what the head let pass."""
    told = step.event is StepEvent.OVERRIDE and step.number in set(Block)
    return BLOCK[Block(step.number)] if told else ""


def _without_serial(step: Step) -> Step:
    """Name the letter only where it is taken up: all later steps are about the same one."""
    names = step.event in NEW_LETTER or (step.event is StepEvent.SIGN and step.box == 1)
    return step if names else replace(step, serial="")


def _tone(step: Step) -> str:
    if step.event in _BAD:
        return "bad"
    return (
        "plain" if step.event in ANNOTATIONS else "warn" if step.event is StepEvent.BACK else "ok"
    )


def _written(step: Step, zone: tzinfo | None) -> str:
    if not step.at:
        return ""
    at = datetime.fromisoformat(step.at)
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return f"Ghi lúc {at.astimezone(zone):%H:%M ngày %d/%m/%Y}, {step.actor}"


def clock_lines(clocks: Sequence[Clock], today: date) -> list[ClockLine]:
    """Return the clocks, those that run first, each with its text and basis."""
    running = sorted(clocks, key=lambda one: (one.state is DueState.DONE, _last(one)))
    return [_clock_line(one, today) for one in running]


def _last(clock: Clock) -> str:
    return clock.due.last_day if clock.due is not None else "9"


_LIMITS = frozenset({"TR-16a", "TR-16b", "TR-16c", "TR-17"})
"""What a stay may last (294-QĐ/TW, 6.3.2.a): limits of a term, not duties with a last day."""


def _clock_line(clock: Clock, today: date) -> ClockLine:
    tone = _CLOCK_TONES[clock.state]
    if clock.state is DueState.DONE and clock.rule in _LIMITS:
        when = "trong giới hạn"  # nothing was done: the term asked for keeps to it
    elif clock.state is DueState.DONE:
        when = f"xong {show_date(clock.done_on)}" if clock.done_on else "xong"
    else:
        when = due_words(clock.due.last_day, today) if clock.due is not None else ""
    return ClockLine(when, tone, clock_text(clock), clock_basis(clock))


def running(clocks: Sequence[Clock]) -> Sequence[Clock]:
    """Return the clocks that are not met yet."""
    return [clock for clock in clocks if clock.state is not DueState.DONE]


def title(case: Transfer) -> str:
    """Return what the head of the page says."""
    return f"{case.traveller.name} · {kind_line(case)}"


def kind_line(case: Transfer) -> str:
    """Return which way and how somebody moves: ``chuyển đi tạm thời``."""
    kind = KIND[case.kind]
    kind = f"{kind[:1].lower()}{kind[1:]}"
    way = _WAYS[case.direction] if case.kind not in _NO_WAY else ""
    return f"{way} {kind}".strip()


def letter_line(case: Transfer) -> str:
    """Return which letter the case travels on."""
    if not case.letter:
        return "Loại chuyển này không dùng giấy giới thiệu có phôi."
    number = f"số seri {case.serial}" if case.serial else "chưa gán tờ phôi"
    return f"Giấy {_BOXES[case.letter]} ô · {number}"


_BOXES = {"T10": 10, "T7": 7, "T8": 8}


def facts_of(case: Transfer) -> list[tuple[str, str]]:
    """Return who moves, as letters and registers say it."""
    who = case.traveller
    return [
        ("Họ và tên", who.name),
        ("Tên gọi khác", who.used_name),
        ("Giới tính", who.sex),
        ("Sinh ngày", show_date(who.birth)),
        ("Quê quán", who.origin),
        ("Nơi ở", who.home),
        ("Ngày vào Đảng", show_date(who.admitted)),
        ("Chính thức", "đảng viên dự bị" if who.probationary else show_date(who.official)),
        ("Số thẻ", masked(who.card_no)),
        ("Số lý lịch", who.dossier_no),
        ("Số căn cước", masked(who.citizen_id)),
    ]


def data_of(case: Transfer) -> list[tuple[str, str]]:
    """Return the data of the case itself."""
    basis = case.basis
    day = f"ngày {show_date(basis.on)}" if basis.on else ""
    paper = ", ".join(part for part in (basis.number, day, basis.issuer) if part)
    term = f"{show_date(case.term_from)} – {show_date(case.term_end)}" if case.term_from else ""
    return [
        ("Lý do", case.reason),
        ("Căn cứ", paper),
        ("Hiệu lực từ", show_date(case.effective)),
        ("Thời hạn", term),
        ("Đảng phí", f"đã đóng hết tháng {show_date(case.dues_until)}" if case.dues_until else ""),
        ("Hồ sơ kèm theo", case.enclosed),
        ("Mã hồ sơ Cổng", case.portal_code),
        ("Ngày mở ca", show_date(case.opened)),
        ("Ghi chú", case.note),
    ]


def finished(case: Transfer) -> bool:
    """Tell whether nothing is left to do."""
    return case.state in (State.DONE, State.CANCELLED, State.STRUCK)
