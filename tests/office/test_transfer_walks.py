"""Random walks through transfers of a real office: whatever is done, some things always hold.

Steps that are offered, steps that are not, the stock of letters, checks, changes of the data, all
in any order: what is refused is refused by name and leaves nothing behind.
"""

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.transfer_effects import events_of
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfers import (
    ANNOTATIONS,
    Block,
    Check,
    CheckItem,
    CheckResult,
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    TransferQuery,
    Traveller,
)
from tcxd_desktop.office import letter_stock, opening, people, transfers, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.transfer_keeping import Keeper
from tcxd_desktop.storage import transfers as stored
from tests import make
from tests.office import transfer_samples as samples

ABROAD = End(EndType.ABROAD, country="Nhật Bản")
TARGETS = (samples.FAR, samples.BASED, ABROAD, End(), End(unit_id=make.FAR_HAMLET),
           End(unit_id=make.HAMLET), End(unit_id=make.TEAM))  # fmt: skip
LEAVING = (
    *([TransferKind.OFFICIAL] * 3), *([TransferKind.INSIDE] * 3), *([TransferKind.TEMPORARY] * 2),
    TransferKind.ABROAD, TransferKind.LABOUR, TransferKind.TEMPORARY_ABROAD,
    TransferKind.DISSOLVED, TransferKind.LINK,
)  # fmt: skip
COMING = (*([TransferKind.OFFICIAL] * 3), TransferKind.TEMPORARY, TransferKind.FROM_ABROAD,
          TransferKind.ONWARD, TransferKind.LINK)  # fmt: skip
DAYS = ("2026-01-15", "2026-04-30", "2026-09-02", "2026-10-20", "2026-11-11", "2026-11-12",
        "2026-11-20", "2026-11-23", "2026-12-01", "2026-11", "")  # fmt: skip
"""Days in and out of order, one to come, one that is none."""
SOUND = DAYS[3:8]
FORWARD = (
    StepEvent.SIGN, StepEvent.PRESENT, StepEvent.ISSUE_SLIP, StepEvent.GIVE, StepEvent.START,
    StepEvent.NOTICE, StepEvent.ARCHIVE, StepEvent.BNG_TAKES, StepEvent.HAND_SLIP,
    StepEvent.COME_HOME, StepEvent.BNG_BACK, StepEvent.TAKE_BACK, StepEvent.LINK,
    StepEvent.EXTEND, StepEvent.RETURN, StepEvent.CONFIRM, StepEvent.UNLINK, StepEvent.ONWARD,
    StepEvent.LIFT, StepEvent.CLEAR, StepEvent.REBUILD, StepEvent.SPOIL, StepEvent.LOSE,
)  # fmt: skip
"""The straight way of a case, then what goes wrong on it."""
MOST_OPEN = 7
MEMBERS = 4
"""People there are from the beginning; whoever comes later was taken in by a case."""
EVER = TransferQuery(done_since="0000-00-00")
REGISTERS = ("gtshd", f"gtshd:{make.COOP}", "giao_nhan", "phieu_bao_di", "phieu_bao_den",
             "moi_lien_he")  # fmt: skip
WATCHED = ("transfer", "transfer_step", "transfer_check", "register_entry", "letter_move",
           "person", "person_events", "standing", "act_change")  # fmt: skip
few, many = st.integers(0, 3), st.integers(0, 50)


class Moves(RuleBasedStateMachine):
    """An office of two chi bộ and a đảng bộ below it, and everything clerks do with transfers."""

    template: ClassVar[Path]
    """A closed office with members in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="tcxd-walk-"))
        shutil.copytree(self.template, self.folder / "office")
        self.desk = opening.open_office(self.folder / "office", make.PASSWORD, clock=make.clock)
        self.steps: dict[int, tuple[Any, ...]] = {}
        self.numbers: dict[tuple[str, int, int], tuple[int, int | None]] = {}
        self.taken = 0

    def teardown(self) -> None:
        try:
            assert set(opening.verify(self.desk).values()) == {"ok"}
        finally:
            opening.close_office(self.desk)
            shutil.rmtree(self.folder)

    # --- reading ----------------------------------------------------------------------------------

    def rows(self) -> dict[str, int]:
        with self.desk.read() as reading:
            return {table: hash(tuple(reading.all(f"SELECT * FROM {table}"))) for table in WATCHED}

    def told(self, act: Callable[[], object]) -> bool:
        """Do something that may be refused by name; what is refused leaves nothing behind."""
        before = self.rows()
        try:
            act()
        except Problem:
            assert self.rows() == before
            return False
        return True

    def cases(self) -> list[Transfer]:
        return [transfers.read(self.desk, line.id) for line in transfers.listed(self.desk, EVER)]

    def free_serial(self, letter: str) -> str:
        """Return a letter in stock no case has yet, or nothing."""
        if not letter:
            return ""
        balance = letter_stock.balance(self.desk, letter)
        used = {case.serial for case in self.cases() if case.letter == letter}
        first = int(balance.next_serial[-6:]) if balance.next_serial else 99
        serials = (f"NB {number:06d}" for number in range(first, 99))
        return next((one for one in serials if one not in used), "")

    def one(self, number: int) -> Transfer | None:
        found = self.cases()
        return found[number % len(found)] if found else None

    # --- cases ------------------------------------------------------------------------------------

    @precondition(lambda self: len(transfers.listed(self.desk)) < MOST_OPEN)
    @rule(
        number=few, kind=st.sampled_from(LEAVING), end=st.sampled_from(TARGETS),
        serial=st.integers(0, 12), passed=st.integers(0, 4),
    )  # fmt: skip
    def leave(self, number: int, kind: TransferKind, end: End, serial: int, passed: int) -> None:
        ids = sorted(line.id for line in people.lines(self.desk, PeopleQuery(leavings=())))
        person = ids[number % len(ids)]
        way = Direction.INSIDE if kind is TransferKind.INSIDE else Direction.OUT

        made: list[Transfer] = []

        def begin() -> None:
            case = transfers.propose(self.desk, kind, way, person)
            known = self.free_serial(case.letter)
            told = replace(
                case, target=end, dues_until="2026-11", effective="2026-10-01",
                serial=known if serial > 3 else f"NB {serial:06d}" if serial else "",
                term_from="2026-10-25", term_to="2027-04-25", reason="Chuyển công tác",
            )  # fmt: skip
            made.append(transfers.open_case(self.desk, told))

        if self.told(begin) and passed:
            for one in transfers.blocks(self.desk, made[0].id):
                pass_it = partial(transfers.override, self.desk, made[0].id, one.block)
                self.told(partial(pass_it, "Đã xem xét"))

    @precondition(lambda self: len(transfers.listed(self.desk)) < MOST_OPEN)
    @rule(
        number=few, kind=st.sampled_from(COMING), serial=few,
        unit_id=st.sampled_from((make.HAMLET, make.TEAM, None)),
    )  # fmt: skip
    def come(self, number: int, kind: TransferKind, serial: int, unit_id: int | None) -> None:
        who = Traveller(
            name=f"Lương Văn Thuận {number}", birth=PartialDate(1987, 2, 14), sex="Nam",
            card_no=f"03108700421{number}", admitted=PartialDate(2012, 6, 1),
            official=PartialDate(2013, 6, 1), decided=PartialDate(2012, 5, 20),
        )  # fmt: skip
        case = Transfer(
            kind, Direction.IN, traveller=who, source=samples.BASED,
            target=End(unit_id=unit_id) if unit_id else End(), serial=f"HP {serial:06d}",
            effective="2026-09-01", term_from="2026-10-25", term_to="2027-04-25",
        )  # fmt: skip
        self.told(lambda: transfers.open_case(self.desk, case))

    @rule(number=many, count=st.integers(2, 8), aside=st.integers(0, 9))
    def go_far(self, number: int, count: int, aside: int) -> None:
        """Take several steps on the straight way, now and then one aside."""
        case = self.one(number)
        for turn in range(count):
            if case is None:
                return
            ahead = [
                move for move in transfers.next_steps(self.desk, case.id)
                if move.event in FORWARD and not (move.optional and aside % 2)
            ]  # fmt: skip
            if not ahead:
                return
            ahead.sort(key=lambda move: FORWARD.index(move.event))
            place = turn if aside == turn else 0
            before = case
            day = max(SOUND[min(turn, len(SOUND) - 1)], *(one.on for one in case.steps[1:]), "")
            self.take(case, ahead[place % len(ahead)], day)
            case = transfers.read(self.desk, before.id)
            if case.steps == before.steps:
                return

    @rule(number=many, choice=many, day=st.sampled_from(SOUND), late=st.integers(0, 5))
    def go_on(self, number: int, choice: int, day: str, late: int) -> None:
        """Take a step that is offered, as the program proposes it."""
        case = self.one(number)
        if case is None:
            return
        offered = [
            move for move in transfers.next_steps(self.desk, case.id)
            if move.event is not StepEvent.BACK
        ]  # fmt: skip
        ahead = [move for move in offered if move.event not in ANNOTATIONS] or offered
        self.take(case, ahead[choice % len(ahead)], self.desk.day() if late else day)

    def take(self, case: Transfer, move: Move, day: str) -> None:
        step = transfers.prepare_step(self.desk, case.id, move)
        step = replace(
            step, on=day, remark=step.remark or "Theo báo cáo", number=step.number or "12-QĐ/ĐU",
            until="2027-10-31", serial=step.serial or self.free_serial(case.letter),
        )  # fmt: skip
        done = self.told(lambda: transfers.step(self.desk, case.id, step, case.version))
        self.taken += done
        if done:
            assert transfers.read(self.desk, case.id).state is move.target

    @rule(
        number=many, event=st.sampled_from(list(StepEvent)), box=st.integers(0, 10),
        day=st.sampled_from(DAYS), text=st.sampled_from(("", "47", "x", "Vì lý do riêng")),
    )  # fmt: skip
    def wild(self, number: int, event: StepEvent, box: int, day: str, text: str) -> None:
        """Try any step at all, on any day, with any number: mostly it may not be."""
        case = self.one(number)
        if case is None:
            return
        offered = {(m.event, m.box) for m in transfers.next_steps(self.desk, case.id)}
        step = Step(event, day, box=box, number=text, remark=text, until=day, serial=case.serial)
        done = self.told(lambda: transfers.step(self.desk, case.id, step, case.version))
        assert not done or (event, box) in offered | {(StepEvent.OVERRIDE, box)}

    @rule(number=many, reason=st.sampled_from(("Ghi nhầm", "Ghi nhầm", " ")), stale=st.booleans())
    def back(self, number: int, reason: str, *, stale: bool) -> None:
        case = self.one(number)
        if case is None:
            return
        version = case.version - 1 if stale else case.version
        done = self.told(lambda: transfers.back(self.desk, case.id, reason, version))
        assert not (done and (stale or not reason.strip()))

    @rule(
        number=many, item=st.sampled_from(list(CheckItem)), result=st.sampled_from(list(CheckResult))
    )  # fmt: skip
    def check(self, number: int, item: CheckItem, result: CheckResult) -> None:
        case = self.one(number)
        if case is not None:
            checks = [Check(item, result, "Đã xem")]
            self.told(lambda: transfers.set_checks(self.desk, case.id, checks, case.version))

    @rule(number=many, end=st.sampled_from(TARGETS), serial=few, what=few)
    def change(self, number: int, end: End, serial: int, what: int) -> None:
        case = self.one(number)
        if case is None:
            return
        made = (
            replace(case, target=end),
            replace(case, serial=f"NB {serial:06d}"),
            replace(case, note="Đã gọi điện", state=State.DONE, steps=()),
            replace(case, dues_until="2026-10"),
        )[what]
        done = self.told(lambda: transfers.update(self.desk, made))
        left = transfers.read(self.desk, case.id)
        # Data is data: neither state nor steps come with it, and a signed letter is fixed.
        assert (left.state, left.steps) == (case.state, case.steps)
        if done and case.signed():
            assert (left.target, left.serial) == (case.target, case.serial)

    # --- the stock of letters ---------------------------------------------------------------------

    @rule(
        letter=st.sampled_from(letter_stock.LETTERS), kind=st.sampled_from(list(StockMoveKind)),
        first=st.integers(1, 30), count=st.integers(1, 6),
    )  # fmt: skip
    def stock(self, letter: str, kind: StockMoveKind, first: int, count: int) -> None:
        if kind is StockMoveKind.ISSUED:
            return
        run = letter_stock.serials(f"NB {first:06d}", f"NB {first + count - 1:06d}")
        move = StockMove(letter, kind, "2026-11-02", run, note="Theo biên bản")
        self.told(lambda: letter_stock.record(self.desk, move))

    @rule(number=many)
    def strike(self, number: int) -> None:
        lines = letter_stock.movements(self.desk)
        if lines:
            move = lines[number % len(lines)]
            self.told(lambda: letter_stock.strike_out(self.desk, move.id, "Ghi nhầm"))

    @precondition(lambda self: self.taken > 12)
    @rule()
    def verify(self) -> None:
        assert set(opening.verify(self.desk).values()) == {"ok"}
        self.taken = 0

    # --- what always holds ------------------------------------------------------------------------

    @invariant()
    def everybody_has_one_home_at_any_day(self) -> None:
        with self.desk.read() as reading:
            spells = reading.all(
                "SELECT person_id, since, until FROM standing ORDER BY person_id, since"
            )
        for (person, _, until), (other, since, _) in pairwise(spells):
            assert person != other or until <= since
        for day in ("2026-01-10", "2026-10-20", "2026-11-12", "2026-11-23", "2027-06-01"):
            lines = people.lines(self.desk, PeopleQuery(as_at=day))
            assert max(Counter(line.id for line in lines).values(), default=1) == 1
            nodes = units.tree(self.desk, day)
            top = next(node for node in nodes if node.depth == 0)
            cells = [node.counted or 0 for node in nodes if not node.unit.type.startswith("DB")]
            assert top.counted == sum(cells[1:])

    @invariant()
    def registers_have_no_holes_and_no_doubles(self) -> None:
        with self.desk.read() as reading:
            found = [one for name in REGISTERS for one in stored.entries(reading, name)]
        given: dict[tuple[str, int], list[int]] = defaultdict(list)
        for entry in found:
            given[entry.register, entry.year].append(entry.number)
            key = (entry.register, entry.year, entry.number)
            # A number stays with its step, struck out or not.
            whose = (entry.transfer_id, entry.step_id)
            assert self.numbers.setdefault(key, whose) == whose
        for numbers in given.values():
            assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert set(self.numbers) == {(e.register, e.year, e.number) for e in found}
        standing = {
            step.id
            for case in self.cases()
            for step in case.counting
            if not (case.state is State.CANCELLED and step.event is StepEvent.SIGN)
        }
        for entry in found:
            assert bool(entry.void_reason) == (entry.step_id not in standing)

    @invariant()
    def the_stock_balances_with_the_cases(self) -> None:
        holding: Counter[tuple[str, str]] = Counter()
        lost: Counter[str] = Counter()
        for case in self.cases():
            if not case.letter or case.direction is Direction.IN:
                continue
            # A letter that was lost on the way was issued; another one took its place.
            lost[case.letter] += sum(one.event is StepEvent.REBUILD for one in case.counting)
            if case.signed():
                holding[case.letter, case.serial] += case.state is not State.CANCELLED
        assert set(holding.values()) <= {0, 1}
        for letter in letter_stock.LETTERS:
            found = letter_stock.balance(self.desk, letter)
            gone = found.issued + found.spoiled + found.handed_down + found.returned
            assert found.received == found.left + gone
            assert found.destroyed <= found.spoiled
            held = sum(holding[key] for key in holding if key[0] == letter)
            assert found.issued == held + lost[letter]

    @invariant()
    def steps_are_never_changed(self) -> None:
        with self.desk.read() as reading:
            rows = {row[0]: row for row in reading.all("SELECT * FROM transfer_step")}
        for number, row in self.steps.items():
            assert rows[number] == row
        self.steps = rows
        for case in self.cases():
            assert case.steps[0].event is StepEvent.OPEN
            assert case.steps[-1].state is case.state
            assert [step.id for step in case.steps] == sorted(step.id for step in case.steps)

    @invariant()
    def the_dossier_holds_what_its_cases_wrote_and_no_more(self) -> None:
        written: dict[int, list[Event]] = defaultdict(list)
        with self.desk.read() as reading:
            keeper = Keeper(self.desk, reading)
            for line in transfers.listed(self.desk, EVER):
                case = transfers.read(self.desk, line.id)
                if case.person_id is not None:
                    written[case.person_id] += events_of(case, keeper.rules(case))
        for person in people.lines(self.desk, PeopleQuery(leavings=())):
            events = people.read(self.desk, person.id).events
            first = [event for event in events if event.kind == EventKind.LISTED]
            assert len(first) == (person.id <= MEMBERS)
            assert Counter(events) == Counter([*first, *written[person.id]])


def test_blocks_of_the_walk_are_those_of_the_field() -> None:
    assert set(samples.LET_PASS) == set(Block) - {Block.INSPECTED}


@pytest.fixture
def with_members(office_template: Path, tmp_path: Path) -> Path:
    """Return the folder of a closed office with four members whose papers are in order."""
    folder = tmp_path / "members"
    shutil.copytree(office_template, folder)
    desk: Desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    for number, unit_id in enumerate((make.HAMLET, make.HAMLET, make.SCHOOL, make.TEAM)):
        samples.member(
            desk, unit_id, card_no=f"03707500421{number}", citizen_id=f"03707500421{number}",
            dossier_no=f"00432{number} NB",
        )  # fmt: skip
    for letter in letter_stock.LETTERS:
        run = letter_stock.serials("NB 000001", "NB 000012")
        letter_stock.record(desk, StockMove(letter, StockMoveKind.RECEIVED, "2026-01-05", run))
    opening.close_office(desk)
    return folder


def test_whatever_is_done_with_transfers(
    with_members: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Moves, "template", with_members, raising=False)
    run_state_machine_as_test(
        Moves,
        settings=settings(
            max_examples=8,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
