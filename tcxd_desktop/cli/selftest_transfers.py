"""The part of ``selftest`` about transfers: between two offices and back, together, on paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from tcxd_desktop.cli.selftest_cases import Walker, chosen
from tcxd_desktop.cli.selftest_office import OTHER
from tcxd_desktop.cli.selftest_run import Bench, Step, Steps
from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.packets import Trust
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.transfers import End, State, StepEvent, Transfer, TransferKind
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import (
    collective,
    known_offices,
    letters,
    office_keys,
    opening,
    packets,
    transfer_packs,
    transfer_printing,
    transfer_receiving,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.formats import show_date

_LETTERS = ("T10", "T7", "T8")
NAME = OfficeName("Đảng ủy phường Tân Lập", "Đảng bộ thành phố Hải Phòng", "Tân Lập", "HP")
_ROOT, _CELL = "Đảng bộ phường Tân Lập", "Chi bộ tổ dân phố số 3"
THERE = End(EndType.CELL_UNDER_UPPER, province=NAME.province, upper=_ROOT, cell=_CELL)
_HOLDERS = frozenset({"CB_THON", "CB_DU", "CBCS"})
_HEAD = "Đoàn Văn Hợp"
CARDS, OUT, MERGER = "transfers.cards", "transfers.out", "transfers.merger"
CODE, TAKEN, ANSWER = "transfers.code", "transfers.taken", "transfers.answer"
"""Steps others rest on."""


class Moves:
    """Những ca đã làm: what later steps go on with."""

    def __init__(self) -> None:
        """Know of none yet."""
        self.cases: dict[str, Transfer] = {}
        self.merger = 0
        """Number of the collective transfer."""


def steps(desk: Desk, other: Desk, bench: Bench, made: Moves) -> Steps:
    """Yield what is tried out between the demo office and another one, in order."""
    code, slip = bench.folder / "ma-phieu-chuyen.png", bench.folder / "phieu-tra-loi.phieu"
    yield Step(CARDS, lambda: _acquainted(desk, other))
    yield Step(OUT, lambda: _sent(desk, made.cases), (CARDS,))
    yield Step("transfers.letter", lambda: _letter(desk, made.cases, bench), (OUT,))
    yield Step("transfers.pack", lambda: _pack(desk, made.cases["out"], bench), (OUT,))
    yield Step(CODE, lambda: bench.keep(code, _code(desk, made.cases["out"])), (OUT,))
    yield Step(TAKEN, lambda: _taken(other, code, made.cases), (CODE,))
    yield Step(ANSWER, lambda: bench.keep(slip, _answer(other, made.cases["in"])), (TAKEN,))
    yield Step("transfers.closed", lambda: _closed(desk, slip, made.cases["out"]), (ANSWER,))
    yield Step("transfers.stay", lambda: _stay(desk))
    yield Step(MERGER, lambda: _merged(desk, made))


# --- from one office to the other, and the answer back ------------------------------------------


def _letter(desk: Desk, made: dict[str, Transfer], bench: Bench) -> str:
    """Print onto the blank of the letter, and the sheets the printer is calibrated with."""
    names = [bench.keep(bench.folder / "in-len-phoi.pdf", _overprint(desk, made["out"]))]
    for letter in _LETTERS:
        path = bench.folder / f"to-thu-phoi-{letter}.pdf"
        names.append(bench.keep(path, letters.test_sheet(desk, letter, "")))
    return ", ".join(names)


def _pack(desk: Desk, case: Transfer, bench: Bench) -> str:
    path = bench.folder / "bo-giay-chuyen.pdf"
    name = bench.keep(path, transfer_packs.pack(desk, case.id))
    missing = [one.title for one in transfer_packs.pack_parts(desk, case.id) if one.why_missing]
    return f"{name}; chưa in được: {', '.join(missing)}" if missing else f"{name}, đủ"


@contextmanager
def another(bench: Bench) -> Iterator[Desk]:
    """Give a small office of another place, open while the block runs."""
    folder = bench.folder / OTHER
    desk = opening.create_office(folder, bench.secret, office=NAME, founding=Founding(_HEAD))
    try:
        root = units.add(desk, Unit(0, _ROOT, "CTTT", None), on=None, decision=Decision())
        units.add(desk, Unit(0, _CELL, "CB_THON", root), on=None, decision=Decision())
        bench.made(folder)
        yield desk
    finally:
        opening.close_office(desk)


def _acquainted(one: Desk, other: Desk) -> str:
    for at, of in ((one, other), (other, one)):
        known = known_offices.add(at, office_keys.card_file(of))
        known_offices.compare(at, known.id, office_keys.ensure(of).fingerprint)
    return office_keys.ensure(other).fingerprint


def _sent(desk: Desk, made: dict[str, Transfer]) -> str:
    walker = Walker(desk)
    case = walker.open(TransferKind.OFFICIAL, chosen(desk), THERE)
    case = walker.sign_out(case, days=6)
    case = walker.take(case, StepEvent.NOTICE, days=5)
    made["out"] = walker.take(case, StepEvent.GIVE, days=5)
    signed = ", ".join(str(number) for number in sorted(made["out"].signed()))
    return f"{made['out'].traveller.name}, giấy {made['out'].serial}, ô {signed}"


def _overprint(desk: Desk, case: Transfer) -> bytes:
    return letters.overprint(desk, transfer_printing.overprint_job(desk, case))


def _code(desk: Desk, case: Transfer) -> bytes:
    return packets.qr_png(packets.digits(transfer_packs.record_bytes(desk, case.id)))


def _taken(other: Desk, code: Path, made: dict[str, Transfer]) -> str:
    shown = transfer_receiving.preview(other, packets.read_any(other, code.read_bytes()))
    if shown.faults or shown.read.trust is not Trust.VERIFIED:
        raise SelftestProblem("; ".join(shown.faults) or "phiếu của nơi đã đối chiếu mà chưa tin")
    walker = Walker(other)
    case = transfer_receiving.take(other, shown)
    case = walker.take(case, StepEvent.PRESENT, days=3)
    case = walker.sign(case, [number for number in case.boxes if number > 5], days=2)
    made["in"] = walker.take(case, StepEvent.ARCHIVE, days=2)
    there, ours = made["in"].traveller, made["out"].traveller
    if there != ours:
        raise SelftestProblem("nhân thân nhận được khác trên giấy")
    return f"{there.name} vào {made['in'].target.cell}"


def _answer(other: Desk, case: Transfer) -> bytes:
    return transfer_packs.record_bytes(other, case.id)


def _closed(desk: Desk, slip: Path, case: Transfer) -> str:
    shown = transfer_receiving.preview(desk, packets.read_any(desk, slip.read_bytes()))
    if shown.answers != case.id:
        raise SelftestProblem("phiếu trả lời không khớp ca nào")
    done = transfer_receiving.take(desk, shown)
    if done.state is not State.DONE:
        raise SelftestProblem("ca chưa khép sau phiếu trả lời")
    return f"ca số {done.id}, {show_date(done.counting[-1].on)}"


# --- a stay, a merger, the day ------------------------------------------------------------------


def _stay(desk: Desk) -> str:
    """Let somebody go for a while, stay longer, and come back."""
    walker = Walker(desk)
    before, today = _counted(desk), desk.today()
    case = walker.open(
        TransferKind.TEMPORARY, chosen(desk), THERE,
        term_from=(today - timedelta(days=200)).isoformat(),
        term_to=(today - timedelta(days=40)).isoformat(),
    )  # fmt: skip
    case = walker.sign_out(case, days=204)
    case = walker.take(case, StepEvent.GIVE, days=203)
    case = walker.take(case, StepEvent.START, days=199)
    until = (today - timedelta(days=10)).isoformat()
    case = walker.take(case, StepEvent.EXTEND, days=45, until=until)
    case = walker.take(case, StepEvent.RETURN, days=9)
    case = walker.sign(case, [7, 8], days=8)
    case = walker.take(case, StepEvent.ARCHIVE, days=7)
    if case.state is not State.DONE or _counted(desk) != before:
        raise SelftestProblem("đảng số đổi vì một đợt sinh hoạt tạm thời")
    return f"{case.traveller.name}, gia hạn đến {show_date(case.term_end)}"


def _counted(desk: Desk) -> int:
    return sum(node.counted or 0 for node in units.tree(desk) if node.depth == 0)


def _merged(desk: Desk, made: Moves) -> str:
    """Merge two chi bộ, take it back, merge them again; the total stays."""
    plan, before = _mergeable(desk), _counted(desk)
    collective.undo(desk, collective.carry_out(desk, plan), "Chạy thử hoàn tác")
    number = collective.carry_out(desk, plan)
    if _counted(desk) != before:
        raise SelftestProblem("đảng số đổi sau khi sáp nhập trong đảng bộ")
    made.merger = number
    return f"{len(plan.moves)} đảng viên, đảng số vẫn {before}"


def _mergeable(desk: Desk) -> CollectivePlan:
    """Return a merger of two chi bộ nothing stands in the way of."""
    cells = [node.unit for node in units.tree(desk) if node.unit.type in _HOLDERS and node.counted]
    paper = Decision("15-QĐ/ĐU", desk.day(), "Đảng ủy")
    for ends, stays in pairwise(cells):
        if ends.parent_id != stays.parent_id:
            continue
        plan = CollectivePlan(
            CollectiveKind.MERGE, on=desk.day(), decision=paper, from_ids=(ends.id,),
            to_ids=(stays.id,), minutes_on=desk.day(),
        )  # fmt: skip
        plan = collective.suggest(desk, plan)
        if plan.moves and not collective.preview(desk, plan).faults:
            return plan
    raise SelftestProblem("không có hai chi bộ nào sáp nhập được")
