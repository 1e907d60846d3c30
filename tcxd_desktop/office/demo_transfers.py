"""Transfers of the demo office: some under way, some late, a guest, somebody abroad; invented."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Final

from tcxd_desktop.domain.dates import PartialDate, add_months
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.letter_stock import Serials, StockMove, StockMoveKind
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.standing import Activity, Grade, spell_on
from tcxd_desktop.domain.transfer_machine import Move, moves
from tcxd_desktop.domain.transfers import (
    Block,
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import letter_stock, transfer_proposals, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.transfer_keeping import Keeper, with_own_ends
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage.work import Work

_STOCK: Final = (("T10", 1200, 40), ("T7", 500, 40), ("T8", 300, 30))
_ELSEWHERE: Final = (
    End(EndType.CELL_UNDER_UPPER, province="Đảng bộ tỉnh Ninh Bình",
        upper="Đảng bộ xã Hải Lĩnh", cell="Chi bộ thôn Trung Hòa"),
    End(EndType.CELL_OF_BASE, province="Đảng bộ thành phố Hải Phòng",
        upper="Đảng bộ phường An Biên", base="Đảng bộ Công ty May An Biên",
        cell="Chi bộ Phân xưởng 2"),
    End(EndType.BASE_UNDER_PROVINCE, province="Đảng bộ tỉnh Thanh Hóa",
        base="Đảng bộ Trường Đại học Sông Mã", cell="Chi bộ Khoa Kinh tế"),
)  # fmt: skip
_COMERS: Final = (
    ("Lương Văn Thuận", "1987-02-14", "2012-06-01", "2013-06-01", "037087900201"),
    ("Triệu Thị Sao", "1994-09", "2019-05-19", "2020-05-19", "037194900202"),
    ("Khúc Đình Bắc", "1979-12-03", "2005-11-07", "2006-11-07", "037079900203"),
    ("Nông Thị Hiên", "1998-03-27", "2023-02-03", "2024-02-03", "037198900204"),
)
_MOVERS: Final = 12
"""Members the cases take, some of them to be looked at only."""
_PASSED: Final = "Dữ liệu mẫu: coi như đã giải quyết"


@dataclass
class _Hand:
    """Ghi các ca mẫu: walks a case to where it shall stand, on days of its own."""

    keeper: Keeper
    work: Work
    today: date

    def open(self, case: Transfer, day: date) -> Transfer:
        """Open a case on a day."""
        made = with_own_ends(self.keeper, replace(case, opened=day.isoformat()))
        made = transfers.write_new(self.keeper, self.work, made)
        return self._let_pass(made, day)

    def _let_pass(self, case: Transfer, day: date) -> Transfer:
        """Let every block pass whose rule leaves room: the invented dossiers have gaps."""
        if case.direction is Direction.IN:
            return case
        for block in Block:
            if block is not Block.INSPECTED:
                step = Step(StepEvent.OVERRIDE, day.isoformat(), number=block, remark=_PASSED)
                case = transfers.take_step(self.keeper, self.work, case, step)
        return case

    def walk(self, case: Transfer, days: Sequence[date], *events: StepEvent) -> Transfer:
        """Take steps one after the other; a day for each, the last one for those that remain."""
        for place, event in enumerate(events):
            day = days[min(place, len(days) - 1)]
            case = self._step(case, event, day)
        return case

    def sign(self, case: Transfer, day: date, *numbers: int) -> Transfer:
        """Sign boxes on a day."""
        for number in numbers:
            case = self._step(case, StepEvent.SIGN, day, number)
        return case

    def _step(self, case: Transfer, event: StepEvent, day: date, box: int = 0) -> Transfer:
        way = self.keeper.route(case) if case.letter else ()
        move = next(one for one in moves(case, way) if (one.event, one.box) == (event, box))
        step = transfer_proposals.step_of(self.keeper, case, move, way)
        step = replace(step, on=day.isoformat(), remark=step.remark or _why(move))
        if event is StepEvent.ISSUE_SLIP:
            step = replace(step, number="03")
        if event is StepEvent.SIGN and not case.serial and case.direction is not Direction.IN:
            step = replace(step, serial=self._serial(case.letter))
        if not step.signer and event is StepEvent.SIGN and not step.unsigned:
            step = replace(step, signer="Hà Văn Lộc", title="Phó Bí thư")
        return transfers.take_step(self.keeper, self.work, case, step)

    def _serial(self, letter: str) -> str:
        return letter_stock.balance_in(self.work, letter).next_serial


def _why(move: Move) -> str:
    return "Theo báo cáo của chi bộ" if "reason" in move.needs else ""


def write_transfers(desk: Desk, work: Work) -> None:
    """Write the demo transfers inside the transaction that makes the office."""
    today = desk.today()
    keeper = Keeper(desk, work)
    for letter, first, count in _STOCK:
        run = Serials("NB", first + 1, first + count, 6)
        day = (today - timedelta(days=300)).isoformat()
        received = StockMove(letter, StockMoveKind.RECEIVED, day, run, who="Ban Tổ chức Tỉnh ủy")
        letter_stock.write(work, received)
    hand = _Hand(keeper, work, today)
    people = list(islice(_movers(keeper), _MOVERS))
    if len(people) < _MOVERS:
        return  # a demo of a handful: nobody would be left to go anywhere
    movers = iter(people)
    # In order of time: numbers of the registers follow the days, as in a book kept by hand.
    _temporary(hand, movers)
    _come(hand, _OVERDUE)
    _abroad(hand, movers)
    _gone(hand, movers, 75, 2)
    _come(hand, _TAKEN_IN)
    _gone(hand, movers, 36, 1, confirmed=True)
    _inside(hand, movers)
    _gone(hand, movers, 20, 0)
    _come(hand, _TOLD_OF)
    _come(hand, _AT_THE_CHECK)
    _begun(hand, movers)


def _movers(keeper: Keeper) -> Iterator[Dossier]:
    """Give members who may move: official, active, one of each chi bộ in turn."""
    day = keeper.desk.day()
    seen: dict[int | None, int] = {}
    ids = [int(row[0]) for row in keeper.reading.all("SELECT id FROM person ORDER BY id")]
    for start in range(0, len(ids), 50):
        for dossier in stored_people.read_many(keeper.reading, ids[start : start + 50]):
            spell = spell_on(dossier.spells, day)
            since = date.fromisoformat(spell.since) if spell and spell.since else date.min
            fits = (
                spell is not None and not spell.leaving and spell.grade is Grade.OFFICIAL
                and spell.activity is Activity.ACTIVE and not dossier.party_posts
                and not dossier.under_inspection and since < add_months(keeper.desk.today(), -12)
            )  # fmt: skip
            if fits and spell is not None and seen.get(spell.unit_id, 0) < 2:
                seen[spell.unit_id] = seen.get(spell.unit_id, 0) + 1
                yield dossier


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _going(
    hand: _Hand, dossier: Dossier, kind: TransferKind, target: End, *, days: int, reason: str
) -> Transfer:
    day = _ago(hand.today, days)
    way = Direction.INSIDE if kind is TransferKind.INSIDE else Direction.OUT
    case = transfer_proposals.proposed(hand.keeper, kind, way, dossier)
    return replace(
        case,
        target=target,
        reason=reason,
        effective=_ago(hand.today, days + 12).isoformat(),
        basis=Decision("215/QĐ-UBND", _ago(hand.today, days + 15).isoformat(), "UBND xã"),
        dues_until=day.isoformat()[:7],
    )


def _begun(hand: _Hand, movers: Iterator[Dossier]) -> None:
    today = hand.today
    first = _going(hand, next(movers), TransferKind.OFFICIAL, _ELSEWHERE[0],
                   days=4, reason="Thay đổi nơi cư trú lâu dài")  # fmt: skip
    hand.open(first, _ago(today, 4))
    second = _going(hand, next(movers), TransferKind.OFFICIAL, _ELSEWHERE[1],
                    days=9, reason="Điều động, chuyển công tác")  # fmt: skip
    made = hand.open(second, _ago(today, 9))
    hand.sign(made, _ago(today, 8), 1)


def _gone(
    hand: _Hand, movers: Iterator[Dossier], days: int, place: int, *, confirmed: bool = False
) -> None:
    today = hand.today
    case = _going(hand, next(movers), TransferKind.OFFICIAL, _ELSEWHERE[place],
                  days=days + 6, reason="Điều động, chuyển công tác")  # fmt: skip
    made = hand.open(case, _ago(today, days + 6))
    made = _all_boxes(hand, made, _ago(today, days))
    made = hand.walk(made, [_ago(today, days)], StepEvent.NOTICE, StepEvent.GIVE)
    if confirmed:
        hand.walk(made, [_ago(today, 12)], StepEvent.CONFIRM)


def _all_boxes(hand: _Hand, case: Transfer, day: date) -> Transfer:
    """Sign every box of ours that may be signed now."""
    while True:
        way = hand.keeper.route(case)
        ahead = [
            one for one in moves(case, way)
            if one.event is StepEvent.SIGN and not one.optional and not one.told
        ]  # fmt: skip
        if not ahead:
            return case
        case = hand.sign(case, day, ahead[0].box)


def _inside(hand: _Hand, movers: Iterator[Dossier]) -> None:
    one = next(movers)
    spell = spell_on(one.spells, hand.today.isoformat())
    target = End(unit_id=next(u for u in _own_cells(hand) if spell and u != spell.unit_id))
    case = _going(hand, one, TransferKind.INSIDE, target, days=35,
                  reason="Thay đổi nơi cư trú lâu dài")  # fmt: skip
    made = _all_boxes(hand, hand.open(case, _ago(hand.today, 35)), _ago(hand.today, 30))
    hand.walk(made, [_ago(hand.today, 28)], StepEvent.ARCHIVE)


def _temporary(hand: _Hand, movers: Iterator[Dossier]) -> None:
    today = hand.today
    case = _going(hand, next(movers), TransferKind.TEMPORARY, _ELSEWHERE[2], days=170,
                  reason="Đi học tập trung")  # fmt: skip
    start = _ago(today, 165)
    case = replace(
        case, term_from=start.isoformat(), term_to=(today + timedelta(days=18)).isoformat()
    )
    made = _all_boxes(hand, hand.open(case, _ago(today, 170)), _ago(today, 168))
    made = hand.walk(made, [_ago(today, 167)], StepEvent.GIVE)
    hand.walk(made, [_ago(today, 160)], StepEvent.START)


def _abroad(hand: _Hand, movers: Iterator[Dossier]) -> None:
    today = hand.today
    case = _going(hand, next(movers), TransferKind.TEMPORARY_ABROAD,
                  End(EndType.ABROAD, country="Nhật Bản"), days=80,
                  reason="Điều động, chuyển công tác")  # fmt: skip
    start = _ago(today, 70)
    case = replace(case, term_from=start.isoformat(), term_to=add_months(start, 8).isoformat())
    made = hand.open(case, _ago(today, 80))
    hand.walk(made, [_ago(today, 78)], StepEvent.ISSUE_SLIP)


_TOLD_OF, _OVERDUE, _AT_THE_CHECK, _TAKEN_IN = range(4)
_ARRIVALS: Final = (
    (15, (StepEvent.NOTICE,)),
    (112, (StepEvent.NOTICE,)),
    (10, (StepEvent.NOTICE, StepEvent.PRESENT)),
    (50, (StepEvent.NOTICE, StepEvent.PRESENT)),
)
"""How many days ago somebody of ``_COMERS`` was told of, and what came of it."""


def _come(hand: _Hand, place: int) -> None:
    """Write somebody who comes: only told of, long overdue, at the check, or taken in."""
    today = hand.today
    cells = _own_cells(hand)
    days, events = _ARRIVALS[place]
    name, born, admitted, official, citizen = _COMERS[place]
    day = PartialDate.from_text
    who = Traveller(
        name=name, birth=day(born), citizen_id=citizen, card_no=citizen,
        admitted=day(admitted), official=day(official), decided=day(admitted),
        sex="Nữ" if " Thị " in name else "Nam",
    )  # fmt: skip
    case = Transfer(
        TransferKind.OFFICIAL,
        Direction.IN,
        traveller=who,
        source=_ELSEWHERE[place % 2],
        target=End(unit_id=cells[place % len(cells)]),
        reason="Điều động, chuyển công tác",
        effective=_ago(today, days + 20).isoformat(),
        serial=f"HP {4410 + place:06d}",
        state=State.NEW,
    )
    made = hand.open(case, _ago(today, days))
    made = hand.walk(made, [_ago(today, days), _ago(today, max(days - 9, 1))], *events)
    if place == _TAKEN_IN:
        made = _all_boxes(hand, made, _ago(today, days - 12))
        hand.walk(made, [_ago(today, days - 14)], StepEvent.ARCHIVE)


def _own_cells(hand: _Hand) -> list[int]:
    units = hand.keeper.units(hand.today.isoformat()).values()
    return sorted(unit.id for unit in units if unit.type in {"CB_THON", "CB_DU", "CBCS"})
