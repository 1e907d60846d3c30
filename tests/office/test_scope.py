"""An account that was given a part of the office sees and changes that part only."""

import dataclasses
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from tcxd_desktop.domain.errors import (
    NumberElsewhereProblem,
    OutsideScopeProblem,
    Problem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.units import Unit
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import (
    exports,
    imports,
    numbers,
    papers,
    people,
    printing,
    reveals,
    search,
    supplements,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.wording.problems import sentence
from tests import make

HEADER = ["STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
          "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip


@dataclasses.dataclass
class Office:
    """An office with people in three places, and the desk of a clerk who was given two of them."""

    head: Desk
    clerk: Desk
    mine: int
    """In the chi bộ given."""
    team: int
    """In a chi bộ below the đảng bộ given."""
    other: int
    """In a chi bộ not given."""
    gone: int
    """Left from the chi bộ given."""


def person(desk: Desk, unit_id: int, name: str, **changes: object) -> int:
    return people.create(desk, make.new_person(name=name, unit_id=unit_id, **changes)).id


def limited(desk: Desk, *unit_ids: int) -> Desk:
    return dataclasses.replace(
        desk, actor=Actor("Lê Văn Cán", Role.CLERK, 0, sealed=True, units=unit_ids)
    )


@pytest.fixture
def office(desk: Desk) -> Office:
    mine = person(desk, make.HAMLET, "Phạm Văn Trong", citizen_id="037075000001")
    team = person(desk, make.TEAM, "Vũ Thị Đội", citizen_id="037075000002")
    other = person(desk, make.FAR_HAMLET, "Bùi Văn Ngoài", citizen_id="037075000003",
                   card_no="037075000003")  # fmt: skip
    gone = person(desk, make.HAMLET, "Đỗ Thị Đi", citizen_id="037075000004")
    leave(desk, gone)
    return Office(desk, limited(desk, make.HAMLET, make.COOP), mine, team, other, gone)


def leave(desk: Desk, person_id: int) -> None:
    dossier = people.read(desk, person_id)
    left = Event(make.day("2026-09-01"), EventKind.LEFT, make.HAMLET, "Đảng bộ xã khác")
    people.save(desk, dataclasses.replace(dossier, events=(*dossier.events, left)))


def ids(desk: Desk, **query: object) -> set[int]:
    return {line.id for line in people.lines(desk, PeopleQuery(**query))}


# --- reading ------------------------------------------------------------------------------------


def test_lists_hold_those_of_the_scope_and_all_below(office: Office) -> None:
    assert ids(office.head) == {office.mine, office.team, office.other}
    assert ids(office.clerk) == {office.mine, office.team}
    assert people.count(office.clerk, PeopleQuery()) == 2
    assert ids(office.clerk, unit_id=make.ROOT) == {office.mine, office.team}
    assert ids(office.clerk, unit_id=make.FAR_HAMLET) == set()
    assert ids(office.clerk, leavings=()) == {office.mine, office.team, office.gone}


def test_a_person_belongs_where_he_stands_today_whatever_day_is_asked(office: Office) -> None:
    dossier = people.read(office.head, office.mine)
    moved = Event(make.day("2026-10-01"), EventKind.MOVED, make.FAR_HAMLET)
    people.save(office.head, dataclasses.replace(dossier, events=(*dossier.events, moved)))
    back = people.read(office.head, office.other)
    came = Event(make.day("2026-10-01"), EventKind.MOVED, make.HAMLET)
    people.save(office.head, dataclasses.replace(back, events=(*back.events, came)))
    assert ids(office.clerk) == ids(office.clerk, as_at="2026-09-30") == {office.other, office.team}


def test_who_left_a_chi_bo_that_is_no_more_still_belongs_to_its_superior(office: Office) -> None:
    made = units.add(office.head, make.unit(name="Chi bộ Đội 2", parent_id=make.COOP),
                     on=make.day("2020-01-01").earliest, decision=make.decision())  # fmt: skip
    late = person(office.head, made, "Mai Thị Đội Hai")
    dossier = people.read(office.head, late)
    died = Event(make.day("2025-02-01"), EventKind.DIED, made)
    people.save(office.head, dataclasses.replace(dossier, events=(*dossier.events, died)))
    units.close(office.head, made, on=make.day("2025-06-01").earliest, decision=make.decision())
    assert late in ids(office.clerk, leavings=())
    assert people.read(office.clerk, late).id == late


READS: dict[str, Callable[[Desk, int], object]] = {
    "read": people.read,
    "read_many": lambda desk, who: people.read_many(desk, [who]),
    "history": people.history,
    "draft": people.draft,
    "papers": lambda desk, who: papers.member_papers(desk, [who]),
    "sheet": lambda desk, who: supplements.sheet(desk, who, 2026),
    "state_of": lambda desk, who: supplements.state_of(desk, who, 2026),
    "reveal": reveals.reveal_person,
    "printing by ids": lambda desk, who: printing.render(
        desk, PrintJob(form="MLTL", person_ids=(who,))
    ),
    "list by ids": lambda desk, who: printing.render(desk, PrintJob(form="DS", person_ids=(who,))),
    "register by ids": lambda desk, who: printing.render(
        desk, PrintJob(form="7-HSĐV", person_ids=(who,))
    ),
    "print line": lambda desk, who: printing.note_printed(
        desk, PrintJob(form="MLTL", person_ids=(who,)), copies=1, purpose="thử"
    ),
    "export by ids": lambda desk, who: exports.members_xlsx(desk, PeopleQuery(ids=(who,))),
}
WRITES: dict[str, Callable[[Desk, int], object]] = {
    "save": lambda desk, who: people.save(desk, make.dossier(id=who, version=1)),
    "draft": lambda desk, who: people.keep_draft(desk, make.dossier(id=who, version=1)),
    "drop_draft": people.drop_draft,
    "assign": numbers.assign,
    "assign_many": lambda desk, who: numbers.assign_many(desk, [who]),
    "hand_in": lambda desk, who: supplements.hand_in(desk, [who], 2026, make.TODAY),
    "confirm": lambda desk, who: supplements.confirm(desk, [who], 2026, make.TODAY),
    "reopen": lambda desk, who: supplements.reopen(desk, [who], 2026),
}
HEAD_WRITES: dict[str, Callable[[Desk, int], object]] = {
    "correct": lambda desk, who: people.correct(
        desk, who, "birth_name", "Tên Khác", decision=make.decision(), reason="thử"
    ),
    "void": lambda desk, who: people.void(desk, who, "thử"),
}


@pytest.mark.parametrize("do", [*READS.values(), *WRITES.values()], ids=[*READS, *WRITES])
def test_nobody_outside_is_reached(office: Office, do: Callable[[Desk, int], object]) -> None:
    with pytest.raises(OutsideScopeProblem):
        do(office.clerk, office.other)


@pytest.mark.parametrize("do", HEAD_WRITES.values(), ids=HEAD_WRITES)
def test_a_head_with_a_part_reaches_nobody_else(
    office: Office, do: Callable[[Desk, int], object]
) -> None:
    actor = dataclasses.replace(office.clerk.actor, role=Role.HEAD)
    with pytest.raises(OutsideScopeProblem):
        do(dataclasses.replace(office.clerk, actor=actor), office.other)


@pytest.mark.parametrize("do", [*READS.values(), *WRITES.values()], ids=[*READS, *WRITES])
@pytest.mark.parametrize("who", ["mine", "team", "gone"])
def test_everybody_inside_is(office: Office, do: Callable[[Desk, int], object], who: str) -> None:
    """The twin: the refusals above are those of the scope, not of something else."""
    outside = False
    try:
        do(office.clerk, getattr(office, who))
    except OutsideScopeProblem:
        outside = True
    except Problem:
        pass
    assert not outside


def test_what_leaves_as_a_list_holds_only_the_scope(office: Office) -> None:
    sheet = openpyxl.load_workbook(BytesIO(exports.members_xlsx(office.clerk, PeopleQuery())))
    said = {str(cell.value) for row in sheet.active.iter_rows() for cell in row}
    assert {"Phạm Văn Trong", "Vũ Thị Đội"} <= said
    assert "Bùi Văn Ngoài" not in said
    job = PrintJob(form="DS", query=PeopleQuery())
    assert printing.people_of(office.clerk, job) == [office.team, office.mine]
    assert len(printing.list_sheet(office.clerk, job).rows) == 2
    register = PrintJob(form="7-HSĐV", query=PeopleQuery(unit_id=make.ROOT))
    assert len(printing.register_book(office.clerk, register).lines) == 3


def test_the_search_box_finds_nobody_outside(office: Office) -> None:
    whole, part = search.Finder(office.head), search.Finder(office.clerk)
    for text in ("ngoai", "037075000003"):
        assert [line.id for line in whole.find(text)] == [office.other]
        assert part.find(text) == []
    assert [line.id for line in part.find("doi")] == [office.team]


def test_a_number_of_somebody_outside_is_only_told_to_exist(office: Office) -> None:
    with pytest.raises(OutsideScopeProblem):
        people.by_number(office.clerk, "037075000003")
    with pytest.raises(NumberElsewhereProblem) as taken:
        people.create(office.clerk, make.new_person(citizen_id="037075000003"))
    assert "Ngoài" not in sentence(taken.value)
    assert isinstance(taken.value, TakenNumberProblem)
    found = people.duplicates(
        office.clerk, name="Ai đó", birth=None, citizen_id="037075000003", card_no="037075000003"
    )
    assert [(one.line, one.reason) for one in found] == [(None, "citizen_id")]
    [whole] = people.duplicates(office.head, name="Ai đó", birth=None, citizen_id="037075000003")
    assert whole.line is not None


def test_the_name_of_somebody_outside_is_not_told(office: Office) -> None:
    born = make.day("1975-04-30")
    assert people.duplicates(office.head, name="Bùi Văn Ngoài", birth=born)
    assert people.duplicates(office.clerk, name="Bùi Văn Ngoài", birth=born) == []


def test_the_whole_tree_is_seen_but_counted_only_in_the_scope(office: Office) -> None:
    counted = {node.unit.id: node.counted for node in units.tree(office.clerk)}
    assert counted == {
        make.ROOT: None, make.COOP: 1, make.TEAM: 1, make.HAMLET: 1, make.FAR_HAMLET: None,
        make.SCHOOL: None,
    }  # fmt: skip
    assert units.posts(office.clerk, make.TEAM) == []
    with pytest.raises(OutsideScopeProblem):
        units.posts(office.clerk, make.FAR_HAMLET)


def test_the_ledger_names_nobody_outside(office: Office) -> None:
    numbers.add_block(office.head, "NB", 1, 100, "giao")
    numbers.assign_many(office.head, [office.mine, office.other])
    assert len(numbers.ledger(office.head)) == 2
    assert [entry.person_id for entry in numbers.ledger(office.clerk)] == [office.mine]
    assert [line.id for line in numbers.waiting(office.clerk)] == [office.team]
    with pytest.raises(NumberElsewhereProblem):
        numbers.assign(office.clerk, office.team, "000002 NB")


def test_the_round_of_supplements_is_that_of_the_scope(office: Office) -> None:
    found = supplements.round_of(office.clerk, 2026, make.ROOT)
    assert {state.line.id for state in found} == {office.mine, office.team}


# --- writing ------------------------------------------------------------------------------------


def test_nobody_is_put_where_the_account_was_not_given(office: Office) -> None:
    with pytest.raises(OutsideScopeProblem):
        people.create(office.clerk, make.new_person(unit_id=make.FAR_HAMLET))
    dossier = people.read(office.clerk, office.mine)
    moved = Event(make.day("2026-10-01"), EventKind.MOVED, make.SCHOOL)
    with pytest.raises(OutsideScopeProblem) as refused:
        people.save(office.clerk, dataclasses.replace(dossier, events=(*dossier.events, moved)))
    assert refused.value.field == "events"
    within = dataclasses.replace(moved, unit_id=make.TEAM)
    saved = people.save(
        office.clerk, dataclasses.replace(dossier, events=(*dossier.events, within))
    )
    assert saved.version == dossier.version + 1


UNIT_WRITES: dict[str, Callable[[Desk], object]] = {
    "add elsewhere": lambda desk: units.add(
        desk, make.unit(parent_id=make.ROOT), on=None, decision=make.decision()
    ),
    "add at the top": lambda desk: units.add(
        desk, make.unit(parent_id=None), on=None, decision=make.decision()
    ),
    "made from elsewhere": lambda desk: units.add(
        desk, make.unit(parent_id=make.COOP), on=None, decision=make.decision(),
        before=[make.SCHOOL], kind="chia_tach",
    ),
    "rename": lambda desk: units.rename(
        desk, make.SCHOOL, "Tên khác", on=make.TODAY, decision=make.decision()
    ),
    "move away": lambda desk: units.move(
        desk, make.TEAM, make.ROOT, on=make.TODAY, decision=make.decision()
    ),
    "move in": lambda desk: units.move(
        desk, make.SCHOOL, make.COOP, on=make.TODAY, decision=make.decision()
    ),
    "retype": lambda desk: units.retype(
        desk, Unit(make.SCHOOL, "", "CBCS", make.ROOT), on=make.TODAY, decision=make.decision()
    ),
    "close": lambda desk: units.close(
        desk, make.SCHOOL, on=make.TODAY, decision=make.decision()
    ),
    "close into elsewhere": lambda desk: units.close(
        desk, make.TEAM, on=make.TODAY, decision=make.decision(), successor_id=make.SCHOOL,
        kind="sap_nhap",
    ),
    "undo": lambda desk: units.undo(desk, make.SCHOOL, "thử"),
    "block": lambda desk: numbers.add_block(desk, "NB", 1, 100, "giao"),
    "drop block": lambda desk: numbers.drop_block(desk, 1),
}  # fmt: skip


@pytest.mark.parametrize("do", UNIT_WRITES.values(), ids=UNIT_WRITES)
def test_the_tree_is_changed_only_inside(office: Office, do: Callable[[Desk], object]) -> None:
    with pytest.raises(OutsideScopeProblem):
        do(office.clerk)


def test_the_tree_is_changed_inside(office: Office) -> None:
    units.add(office.clerk, make.unit(parent_id=make.COOP), on=None, decision=make.decision())
    units.rename(office.clerk, make.TEAM, "Chi bộ Đội Một", on=make.TODAY, decision=make.decision())
    assert units.names(office.head)[make.TEAM] == "Chi bộ Đội Một"


# --- files --------------------------------------------------------------------------------------


def sheet(*rows: list[str]) -> bytes:
    return workbook("Danh sách", HEADER, list(rows))


def row(name: str, cell: str, citizen: str = "", born: str = "30/04/1975") -> list[str]:
    return ["1", name, "", citizen, born, "", cell, "", "Chính thức"]


def test_lines_of_a_file_about_others_are_errors(office: Office) -> None:
    data = sheet(
        row("Phạm Văn Trong", "Chi bộ thôn Bình Minh", "037075000001"),
        row("Bùi Văn Ngoài", "Chi bộ thôn Bình Minh", "037075000003"),
        row("Bùi Văn Ngoài", "Chi bộ thôn Bình Minh"),
        row("Người Mới", "Chi bộ thôn Đông Thành", "037075000009"),
        row("Không Chi Bộ", "", "037075000008"),
        row("Người Mới", "Chi bộ Đội 1", "037075000007"),
        row("Tên Lạ", "Chi bộ chưa có", "037075000006"),
    )
    preview = imports.preview_members(office.clerk, data, "ds.xlsx")
    assert [found.outcome for found in preview.rows] == [
        Outcome.SAME, Outcome.ERROR, Outcome.ERROR, Outcome.ERROR, Outcome.ERROR, Outcome.NEW,
        Outcome.NEW,
    ]  # fmt: skip
    told = {found.reasons[0] for found in preview.rows if found.outcome is Outcome.ERROR}
    assert told == {sentence(OutsideScopeProblem())}
    assert not any("Bùi" in reason for found in preview.rows for reason in found.reasons)
    assert all(not found.person_id for found in preview.rows if found.outcome is Outcome.ERROR)
    assert preview.missing_people == 1
    whole = imports.preview_members(office.head, data, "ds.xlsx")
    assert whole.count(Outcome.ERROR) == 0


def test_an_unknown_chi_bo_is_neither_made_nor_put_elsewhere(office: Office) -> None:
    data = sheet(row("Tên Lạ", "Chi bộ chưa có", "037075000006"))
    preview = imports.preview_members(office.clerk, data, "ds.xlsx")
    for target in (None, make.FAR_HAMLET):
        with pytest.raises(OutsideScopeProblem):
            imports.apply_members(office.clerk, preview, {"Chi bộ chưa có": target})
    done = imports.apply_members(office.clerk, preview, {"Chi bộ chưa có": make.TEAM})
    assert done.created == 1


def test_the_history_of_imports_is_ones_own_within_a_scope(office: Office) -> None:
    data = sheet(row("Tên Lạ", "Chi bộ Đội 1", "037075000006"))
    imports.apply_members(office.head, imports.preview_members(office.head, data, "a.xlsx"), {})
    more = sheet(row("Tên Khác", "Chi bộ Đội 1", "037075000005"))
    clerk = imports.preview_members(office.clerk, more, "b.xlsx")
    imports.apply_members(office.clerk, clerk, {})
    assert [run.file_name for run in imports.runs(office.clerk)] == ["b.xlsx"]
    assert [run.file_name for run in imports.runs(office.head)] == ["b.xlsx", "a.xlsx"]


def test_a_preview_made_by_somebody_else_is_refused(office: Office) -> None:
    data = sheet(row("Bùi Văn Ngoài", "Chi bộ thôn Bình Minh", "037075000003"))
    preview = imports.preview_members(office.head, data, "ds.xlsx")
    assert preview.count(Outcome.CHANGED) == 1
    with pytest.raises(OutsideScopeProblem):
        imports.apply_members(office.clerk, preview, {})


# --- the twin -----------------------------------------------------------------------------------


def test_without_its_condition_the_lists_would_hold_everybody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tcxd_desktop.office.scope.units_of", lambda *_: None)
    with pytest.raises(AssertionError):
        test_lists_hold_those_of_the_scope_and_all_below(office)
    with pytest.raises(AssertionError):
        test_the_search_box_finds_nobody_outside(office)


def test_belonging_by_the_day_of_the_list_would_be_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_list_day(
        reading: object, day: str, where: str, values: tuple[object, ...], *rest: object
    ) -> object:
        return original(
            reading, day, where, tuple(day if v == "2026-11-23" else v for v in values), *rest
        )

    original = stored_people.lines
    monkeypatch.setattr("tcxd_desktop.storage.people.lines", by_list_day)
    with pytest.raises(AssertionError):
        test_a_person_belongs_where_he_stands_today_whatever_day_is_asked(office)
