"""Random walks of imports, undoing, merging and editing: what nobody chose is never changed.

Lists are invented from a handful of people who are alike, so that lines meet records in every
way; each step is checked against what stood there before.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.imports import ImportChoices, ImportPreview, Outcome, RunState
from tcxd_desktop.domain.merging import MergeState, Side
from tcxd_desktop.domain.sheet import Book, Sheet
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import (
    import_files,
    imports,
    merging,
    opening,
    people,
    personal_data,
    restrictions,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import imports as stored_imports
from tcxd_desktop.storage import people as stored_people
from tests import make

HEAD = ("Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Số thẻ đảng", "Ngày vào Đảng", "Chi bộ",
        "Quê quán", "Nghề nghiệp", "ID", "Khen thưởng")  # fmt: skip
ALIKE = (
    ("Nguyễn Văn Hòa", "01/02/1950", "Nam", "037050000001", "037050000001", "03/02/1975"),
    ("Nguyễn Văn Hòa", "03/04/1975", "Nam", "037075000001", "", "19/05/1999"),
    ("NGUYỄN VĂN HOÀ", "1950", "", "", "037050000001", ""),
    ("Trần Thị Sinh", "05/06/1980", "Nữ", "037180000001", "037180000001", "03/02/2005"),
    ("Trần Thị Sinh", "05/06/1980", "Nữ", "037180000002", "037180000002", "03/02/2005"),
    ("Trần Thị Sinh", "06/05/1980", "Nữ", "", "", ""),
    ("Lê Văn An", "01/07/1980", "Nam", "037080000002", "", ""),
)
UNITS = ("Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành", "Chi bộ Cựu chiến binh", "")
PLACES = ("", "xã Kim Mỹ, tỉnh Ninh Bình", "Kim Mỹ, Ninh Bình", "xã Tân Lập, tỉnh Hà Nam")
WORK = ("", "Làm ruộng", "Hưu trí", "Giáo viên", "-")
CENTRAL = ("", "A1", "A2", "A3")
REWARDS = ("", "Giấy khen 2004", "Giấy khen 2004; Bằng khen 2010")
TARGETS = ("occupation", "origin", "unit", "rewards", "citizen_id", "ceremony_date", "central_id")
DECISION = Decision("7-QĐ/ĐU", "2026-11-20", "Đảng ủy xã Đông Hải")
WHY = "Thử"

line = st.tuples(
    st.sampled_from(ALIKE), st.sampled_from(UNITS), st.sampled_from(PLACES), st.sampled_from(WORK),
    st.sampled_from(CENTRAL), st.sampled_from(REWARDS),
)  # fmt: skip
some = st.integers(0, 1_000)


@dataclass(frozen=True)
class State:
    """What an office holds, as imports see it."""

    dossiers: Mapping[int, Dossier]
    central: Mapping[int, str]
    units: tuple[str, ...]

    def of(self, person_id: int) -> tuple[Dossier | None, str]:
        return self.dossiers.get(person_id), self.central.get(person_id, "")


def state(desk: Desk) -> State:
    with desk.read() as reading:
        ids = [row[0] for row in reading.all("SELECT id FROM person WHERE void_reason = ''")]
        found = {one.id: replace(one, version=0) for one in stored_people.read_many(reading, ids)}
        central = stored_imports.central_numbers(reading)
    return State(found, central, tuple(sorted(one.name for one in units.units(desk).values())))


class Imports(RuleBasedStateMachine):
    """An office whose lists come and go."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        """Open an office of its own."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        copied = Path(shutil.copytree(self.template, self.folder / "office"))
        self.desk = opening.open_office(copied, make.PASSWORD, clock=make.clock)
        self.before: dict[int, State] = {}
        """What stood there before each import that was written."""
        self.joined: dict[int, State] = {}
        """And before each merge."""
        self.now = state(self.desk)
        self.held: frozenset[int] = frozenset()

    def teardown(self) -> None:
        """The book and every record must still agree."""
        try:
            assert set(opening.verify(self.desk).values()) == {"ok"}
        finally:
            opening.close_office(self.desk)
            shutil.rmtree(self.folder)

    def tried(self, do: Callable[[], Any]) -> Any:
        """Do something; what is refused by name must have changed nothing."""
        try:
            return do()
        except Problem:
            assert state(self.desk) == self.now
            return None

    # --- steps ------------------------------------------------------------------------------------

    @rule(lines=st.lists(line, min_size=1, max_size=4), seed=some, off=st.sets(st.sampled_from(TARGETS)),
          clerk=st.booleans())  # fmt: skip
    def bring_in(self, lines: list[Any], seed: int, off: set[str], clerk: bool) -> None:
        rows = tuple((*who, unit, place, work, central, reward)
                     for who, unit, place, work, central, reward in lines)  # fmt: skip
        book = Book("xlsx", (Sheet("DS", (HEAD, *rows)),))
        desk = self.clerk() if clerk else self.desk
        found = imports.preview(desk, book, import_files.suggest(desk, book), "ds.xlsx", "")
        assert state(self.desk) == self.now
        choices = self.decided(found, seed, frozenset(off))
        result = self.tried(lambda: imports.apply_members(desk, found, choices))
        if result is None:
            return
        after = state(self.desk)
        self.only_chosen(found, choices, after)
        if clerk:
            self.nobody_outside(after)
        if result.run_id:
            self.before[result.run_id] = self.now
        self.now = after
        self.again_changes_nothing(desk, book, found, choices)

    @rule(seed=some)
    def take_back(self, seed: int) -> None:
        done = [one for one in imports.runs(self.desk) if one.state is RunState.DONE]
        if not done:
            return
        run = done[seed % len(done)]
        in_the_way = imports.obstacles(self.desk, run.id)
        with self.desk.read() as reading:
            written = stored_imports.rows(reading, run.id)
        if in_the_way or self.held & {one.person_id for one in written}:
            with pytest.raises(Problem):
                imports.undo(self.desk, run.id, WHY)
            assert state(self.desk) == self.now
            return
        imports.undo(self.desk, run.id, WHY)
        after, before = state(self.desk), self.before[run.id]
        ids = {one.person_id for one in written}
        for one in written:
            expected = before.of(one.person_id)
            assert after.of(one.person_id) == (
                expected if expected[0] else (None, after.of(one.person_id)[1])
            )
        for person_id in self.now.dossiers.keys() - ids:
            assert after.of(person_id) == self.now.of(person_id)
        self.now = after

    @rule(seed=some, work=st.sampled_from(WORK))
    def edit(self, seed: int, work: str) -> None:
        one = self.somebody(seed)
        if one is not None:
            whole = people.read(self.desk, one)
            self.tried(lambda: people.save(self.desk, replace(whole, occupation=work)))
            self.now = state(self.desk)

    @rule(first=some, second=some)
    def merge(self, first: int, second: int) -> None:
        kept, gone = self.somebody(first), self.somebody(second)
        if kept is None or gone is None or kept == gone:
            return
        plan = self.tried(lambda: merging.propose(self.desk, kept, gone))
        if plan is None:
            return
        fields = tuple(
            replace(one, side=Side.KEPT if one.side is Side.OPEN else one.side, basis=WHY)
            for one in plan.fields
        )
        merge_id = self.tried(lambda: merging.merge(self.desk, replace(plan, fields=fields), WHY))
        if merge_id is None:
            return
        self.joined[merge_id] = self.now
        after = state(self.desk)
        assert gone not in after.dossiers
        for person_id in self.now.dossiers.keys() - {kept, gone}:
            assert after.of(person_id) == self.now.of(person_id)
        self.now = after

    @rule(seed=some)
    def unmerge(self, seed: int) -> None:
        done = [one for one in merging.listed(self.desk) if one.state is MergeState.DONE]
        if done:
            one = done[seed % len(done)]
            before = self.joined[one.id]
            if self.tried(lambda: merging.unmerge(self.desk, one.id, WHY) or True):
                self.now = state(self.desk)
                for person_id in (one.kept_id, one.gone_id):
                    assert self.now.of(person_id) == before.of(person_id)

    @rule(seed=some)
    def restrict(self, seed: int) -> None:
        one = self.somebody(seed)
        if one is None:
            return
        if one in self.held:
            personal_data.lift(self.desk, one, DECISION, WHY)
        else:
            personal_data.restrict(self.desk, one, DECISION, WHY)
        self.held = frozenset(restrictions.restricted(self.desk))
        self.now = state(self.desk)

    # --- what always holds --------------------------------------------------------------------------

    @invariant()
    def numbers_are_one_person_s(self) -> None:
        for name in ("citizen_id", "card_no", "dossier_no"):
            numbers = [
                getattr(one, name) for one in self.now.dossiers.values() if getattr(one, name)
            ]
            assert len(numbers) == len(set(numbers))

    def only_chosen(self, found: ImportPreview, choices: ImportChoices, after: State) -> None:
        """Nobody is changed but whom lines speak of, and of them only what the file has."""
        lines = [one for one in found.rows if one.row.line not in choices.skip]
        meant: dict[int, set[str]] = {}
        for one in lines:
            told = {key.partition(".")[0] for key in one.row.values}
            meant.setdefault(choices.match.get(one.row.line, one.person_id), set()).update(told)
        for person_id, old in self.now.dossiers.items():
            new = after.dossiers[person_id]
            if person_id not in meant or person_id in self.held:
                assert after.of(person_id) == self.now.of(person_id)
                continue
            admitted = old.ceremony_date is not None or old.decision_date is not None
            for name, fact in FACTS.items():
                before, now = getattr(old, name), getattr(new, name)
                if before != now:
                    assert name in meant[person_id], (name, before, now)
                    assert name not in choices.off
                    assert not (fact.locked and admitted and before not in ("", None))
            if old.rewards != new.rewards:
                assert "rewards" not in choices.off
                assert set(old.rewards) <= set(new.rewards)
            if old.events != new.events:
                assert "unit" not in choices.off
                assert new.events[: len(old.events)] == old.events
        created = after.dossiers.keys() - self.now.dossiers.keys()
        assert len(created) == sum(
            not choices.match.get(one.row.line, one.person_id) for one in lines
        )

    def again_changes_nothing(
        self, desk: Desk, book: Book, first: ImportPreview, choices: ImportChoices
    ) -> None:
        """What was written is there: no line that was finds anything more to write."""
        if choices.off or choices.skip:
            return
        again = imports.preview(desk, book, import_files.suggest(desk, book), "ds.xlsx", "")
        for one in again.rows:
            assert one.outcome is not Outcome.NEW, (one.row, first.rows)
            if one.outcome is Outcome.CHANGED:
                assert len({two.row.name.casefold() for two in again.rows}) < len(again.rows)

    def nobody_outside(self, after: State) -> None:
        with self.desk.read() as reading:
            stands = stored_imports.stands(reading, self.desk.day())
        for person_id, old in self.now.dossiers.items():
            if after.dossiers[person_id] != old:
                # He was inside before; a move goes only where the clerk was given.
                assert stands[person_id][0] == make.HAMLET

    # --- inside -------------------------------------------------------------------------------------

    def decided(self, found: ImportPreview, seed: int, off: frozenset[str]) -> ImportChoices:
        """Return what a clerk may choose: some doubtful lines left out, some new, some matched."""
        skip = {one.row.line for one in found.rows if one.outcome is Outcome.ERROR}
        match: dict[int, int] = {}
        for place, one in enumerate(found.rows):
            if one.outcome is not Outcome.DOUBTFUL:
                continue
            options = [-1, one.person_id or 0, *(each.person_id for each in one.candidates)]
            chosen = options[(seed + place) % len(options)]
            if chosen < 0:
                skip.add(one.row.line)
            else:
                match[one.row.line] = chosen
        return ImportChoices(
            units=dict.fromkeys(found.unknown_cells), skip=frozenset(skip), off=off, match=match
        )

    def somebody(self, seed: int) -> int | None:
        ids = sorted(self.now.dossiers)
        return ids[seed % len(ids)] if ids else None

    def clerk(self) -> Desk:
        actor = Actor("Lê Văn Cán", Role.CLERK, 0, units=frozenset({make.HAMLET}))
        return replace(self.desk, actor=actor)


def test_walks_of_imports_change_only_what_was_chosen(office_template: Path) -> None:
    Imports.template = office_template
    run_state_machine_as_test(  # type: ignore[no-untyped-call] # hypothesis leaves it untyped
        Imports,
        settings=settings(
            max_examples=15,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
