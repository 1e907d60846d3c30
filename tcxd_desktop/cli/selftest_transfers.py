"""The part of ``selftest`` about transfers: between two offices and back, together, on paper."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from tcxd_desktop.cli.selftest_cases import Walker, chosen
from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.packets import Trust
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.transfer_papers import BOOK, MINUTES, TransferJob
from tcxd_desktop.domain.transfers import End, State, StepEvent, Transfer, TransferKind
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import (
    collective,
    due,
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

Keep = Callable[[Path, bytes], str]
_NAME = OfficeName("Đảng ủy phường Tân Lập", "Đảng bộ thành phố Hải Phòng", "Tân Lập", "HP")
_ROOT, _CELL = "Đảng bộ phường Tân Lập", "Chi bộ tổ dân phố số 3"
_THERE = End(EndType.CELL_UNDER_UPPER, province=_NAME.province, upper=_ROOT, cell=_CELL)
_HOLDERS = frozenset({"CB_THON", "CB_DU", "CBCS"})
_HEAD = "Đoàn Văn Hợp"


def steps(
    desk: Desk, folder: Path, secret: str, keep: Keep
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield what is tried out on the open demo office, in order."""
    yield from _between_two(desk, folder, secret, keep)
    yield "Tạm thời: gia hạn rồi trở về", lambda: _stay(desk)
    yield "Sáp nhập hai chi bộ, hoàn tác, làm lại", lambda: _merged(desk, folder, keep)
    since = f"{desk.today().year}-01-01"
    book = TransferJob(form=BOOK, since=since, until=desk.day())
    pdf, sheet = folder / "so-gioi-thieu.pdf", folder / "so-gioi-thieu.xlsx"
    yield "In sổ giới thiệu sinh hoạt đảng", lambda: keep(pdf, transfer_printing.render(desk, book))
    yield "Ghi sổ ra Excel", lambda: keep(sheet, transfer_printing.workbook(desk, book))
    yield "Việc hôm nay", lambda: _due(desk, folder / "viec-hom-nay.txt", keep)


# --- from one office to the other, and the answer back ------------------------------------------


def _between_two(
    desk: Desk, folder: Path, secret: str, keep: Keep
) -> Iterator[tuple[str, Callable[[], str]]]:
    made: dict[str, Transfer] = {}
    with _another(folder / "van-phong-ban", secret) as other:
        yield "Trao thẻ cơ quan giữa hai văn phòng", lambda: _acquainted(desk, other)
        yield "Chuyển chính thức: đề nghị, ký các ô", lambda: _sent(desk, made)
        sheet, blank = folder / "to-thu-phoi.pdf", folder / "in-len-phoi.pdf"
        yield "In tờ thử canh phôi", lambda: keep(sheet, letters.test_sheet(desk, "T10", ""))
        yield "In lên phôi giấy 10 ô", lambda: keep(blank, _overprint(desk, made["out"]))
        pack = folder / "bo-giay-chuyen.pdf"
        yield (
            "In cả bộ giấy chuyển sinh hoạt",
            lambda: keep(pack, transfer_packs.pack(desk, made["out"].id)),
        )
        code = folder / "ma-phieu-chuyen.png"
        yield "Vẽ mã QR của phiếu chuyển", lambda: keep(code, _code(desk, made["out"]))
        yield "Văn phòng kia đọc ảnh, xem trước, nhận", lambda: _taken(other, code, made)
        slip = folder / "phieu-tra-loi.phieu"
        yield "Văn phòng kia trả lời", lambda: keep(slip, _answer(other, made["in"]))
        yield "Nhận phiếu trả lời, khép ca", lambda: _closed(desk, slip, made["out"])
        yield "Kiểm tra văn phòng kia", lambda: _sound(other)


@contextmanager
def _another(folder: Path, secret: str) -> Iterator[Desk]:
    """Give a small office of another place, open while the block runs."""
    desk = opening.create_office(folder, secret, office=_NAME, founding=Founding(_HEAD))
    try:
        root = units.add(desk, Unit(0, _ROOT, "CTTT", None), on=None, decision=Decision())
        units.add(desk, Unit(0, _CELL, "CB_THON", root), on=None, decision=Decision())
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
    case = walker.open(TransferKind.OFFICIAL, chosen(desk), _THERE)
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


def _sound(desk: Desk) -> str:
    wrong = [name for name, value in opening.verify(desk).items() if value != "ok"]
    if wrong:
        raise SelftestProblem(", ".join(wrong))
    return "tốt"


# --- a stay, a merger, the day ------------------------------------------------------------------


def _stay(desk: Desk) -> str:
    """Let somebody go for a while, stay longer, and come back."""
    walker = Walker(desk)
    before, today = _counted(desk), desk.today()
    case = walker.open(
        TransferKind.TEMPORARY, chosen(desk), _THERE,
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


def _merged(desk: Desk, folder: Path, keep: Keep) -> str:
    """Merge two chi bộ, take it back, merge them again; the total stays."""
    plan, before = _mergeable(desk), _counted(desk)
    collective.undo(desk, collective.carry_out(desk, plan), "Chạy thử hoàn tác")
    number = collective.carry_out(desk, plan)
    if _counted(desk) != before:
        raise SelftestProblem("đảng số đổi sau khi sáp nhập trong đảng bộ")
    minutes = TransferJob(form=MINUTES, collective_id=number)
    keep(folder / "bien-ban-sap-nhap.pdf", transfer_printing.render(desk, minutes))
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


def _due(desk: Desk, path: Path, keep: Keep) -> str:
    page = due.page(desk)
    lines = [
        json.dumps(
            {"han": one.task.due, "viec": one.task.title, "ai": one.task.who,
             "quy_tac": one.task.rule, "can_cu": one.task.source},
            ensure_ascii=False,
        )
        for one in page.lines
        if one.state is not DueState.DONE
    ]  # fmt: skip
    moving = [one for one in page.lines if one.task.target.startswith("transfer:")]
    if not moving:
        raise SelftestProblem("không thấy việc chuyển sinh hoạt nào đến hạn")
    late = sum(one.state is DueState.LATE for one in page.lines)
    name = keep(path, "\n".join(lines).encode())
    return f"{name}, {len(lines)} việc, {late} quá hạn"
