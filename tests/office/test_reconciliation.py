"""Rounds of reconciliation on a real office: what sources say, who differs, figures, closing."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotFoundProblem,
    OutsideScopeProblem,
    ReasonNeededProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.imports import CellNote, NoteKind
from tcxd_desktop.domain.reconciliation import DEFAULT_FIELDS, Decided, Finding, Round, Source
from tcxd_desktop.domain.reconciliation_errors import (
    CentralTwiceProblem,
    ClosedRoundProblem,
    NoFieldsProblem,
    NotInRoundProblem,
    RoundRunningProblem,
    UnknownFieldProblem,
)
from tcxd_desktop.domain.reconciliation_views import PersonState, ReconQuery
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import opening, people, reconciliation, reconciliation_deciding
from tcxd_desktop.office import reconciliation_sources as sources
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office.recon_samples import FAR, HAMLET, MAPPED, fill, member, opened, row, ruling, taken

WHO = [member(place, make.HAMLET if place < 6 else make.FAR_HAMLET) for place in range(10)]


# --- rounds ---------------------------------------------------------------------------------------


def test_a_round_keeps_its_fields_in_the_order_of_the_paper(desk: Desk) -> None:
    told = opened(desk, fields=("unit", "birth_date", "birth_name"), name="  Đợt   một ")
    assert (told.name, told.fields) == ("Đợt một", ("birth_name", "birth_date", "unit"))
    assert (told.opened, told.closed) == ("2026-11-23", "")
    assert reconciliation.read(desk, told.id) == told
    assert set(DEFAULT_FIELDS) <= set(reconciliation.comparable())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, RequiredProblem),
        ({"fields": ()}, NoFieldsProblem),
        ({"fields": ("disciplines",)}, UnknownFieldProblem),
        ({"fields": ("special_history",)}, UnknownFieldProblem),
    ],
    ids=["no-name", "no-fields", "a-table", "sealed"],
)
def test_what_a_round_cannot_be(
    desk: Desk, changes: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        opened(desk, **changes)
    assert reconciliation.rounds(desk) == []


def test_a_round_is_changed_only_as_it_was_read(desk: Desk) -> None:
    told = opened(desk)
    made = reconciliation.change_round(desk, replace(told, twice=True, units=(make.HAMLET,)))
    assert made.twice
    assert made.units == (make.HAMLET,)
    with pytest.raises(ConflictProblem):
        reconciliation.change_round(desk, told)


def test_a_round_that_is_not_there(desk: Desk) -> None:
    for ask in (reconciliation.read, reconciliation.progress, reconciliation.lines):
        with pytest.raises(NotFoundProblem):
            ask(desk, 99)


# --- the central list -----------------------------------------------------------------------------


def test_lines_are_matched_differ_or_are_nobodys(desk: Desk) -> None:
    ids = fill(desk, *WHO)
    told = opened(desk)
    stranger = row(12, member(77, birth_name="Tạ Đình Phong"), unit="Chi bộ Chợ")
    preview = sources.preview_rows(
        desk,
        told.id,
        [
            row(2, WHO[0]),
            row(3, WHO[1], birth_date=make.day("1951-12-02")),
            row(4, replace(WHO[2], citizen_id="", card_no=""), birth_date=make.day("1952")),
            stranger,
        ],
        MAPPED,
        ("DS.xlsx", "abc"),
    )
    assert [one.person_id for one in preview.matched] == ids[:2]
    assert [one.candidates[0].person_id for one in preview.doubtful] == [ids[2]]
    assert [one.line for one in preview.only_there] == [12]
    assert {name for _, name in preview.only_here} == {one.birth_name for one in WHO[3:]}
    assert "home.country" not in preview.fields
    assert "home.detail" in preview.fields
    assert sources.take_central(desk, told.id, preview, {3: ids[2]}) == 4
    lines = {line.name: line for line in reconciliation.lines(desk, told.id)}
    assert lines["Nguyễn Thị Đào"].state is PersonState.EQUAL
    assert lines["Lê Văn Đạt"].open_fields == ("birth_date",)
    assert lines["Phạm Thị Giang"].open_fields == ("card_no", "citizen_id")
    assert lines["Trần Văn Quý"].state is PersonState.ONLY_HERE
    assert lines["Tạ Đình Phong"].state is PersonState.ONLY_THERE
    assert reconciliation.read(desk, told.id).central_file == "DS.xlsx"


def test_each_finding_of_a_field(desk: Desk) -> None:
    [person] = fill(desk, member(0, home=replace(WHO[0].home, detail="")))
    told = opened(desk)
    said = row(
        2,
        member(0),
        birth_name="NGUYỄN THỊ ĐÀO",
        ceremony_date=make.day("1995"),
        card_no=None,
        unit=FAR,
        **{"origin.province": "Ninh Bình", "origin.commune": "phường Đông Hải"},
    )
    taken(desk, told, said)
    found = reconciliation.person(desk, told.id, person)
    fields = {one.target: one.finding for one in found.fields}
    assert fields["birth_name"] is Finding.EQUAL
    assert fields["ceremony_date"] is Finding.EQUAL
    assert fields["card_no"] is Finding.MISSING_THERE
    assert fields["home.detail"] is Finding.MISSING_HERE
    assert fields["origin.province"] is Finding.EQUAL
    assert fields["origin.commune"] is Finding.DIFFERS
    assert fields["unit"] is Finding.DIFFERS
    assert fields["card_issued"] is Finding.BLANK  # the list has no such column
    whole = {one.target: one for one in found.fields}
    assert whole["birth_name"].locked
    assert not whole["home.detail"].locked
    assert not whole["unit"].writable
    assert whole["unit"].ours == HAMLET
    assert whole["unit"].theirs == {Source.CENTRAL: FAR}


def test_two_lines_of_one_member_wait_for_the_clerk(desk: Desk) -> None:
    ids = fill(desk, *WHO)
    told = opened(desk)
    rows = [row(2, WHO[0]), row(3, WHO[0])]
    preview = sources.preview_rows(desk, told.id, rows, MAPPED)
    assert [one.person_id for one in preview.rows] == [0, 0]
    assert "2, 3" in preview.rows[0].reasons[0]
    with pytest.raises(CentralTwiceProblem) as caught:
        sources.take_central(desk, told.id, preview, {1: ids[0], 2: ids[0]})
    assert caught.value.args == ("Nguyễn Thị Đào", 2, 3)
    sources.take_central(desk, told.id, preview, {2: ids[0]})
    entries = reconciliation.person(desk, told.id, ids[0]).entries
    assert entries[Source.CENTRAL].line == 3


def test_a_cell_that_cannot_be_read_is_not_a_blank_one(desk: Desk) -> None:
    [person] = fill(desk, WHO[0])
    told = opened(desk)
    unread = CellNote(NoteKind.ERROR, "Ngày sinh “31/2/1950” không có trên lịch.", "birth_date")
    said = row(2, WHO[0], birth_date=None)
    taken(desk, told, replace(said, notes=(unread,)))
    fields = {one.target: one for one in reconciliation.person(desk, told.id, person).fields}
    assert fields["birth_date"].theirs == {}
    assert fields["ethnicity"].theirs == {Source.CENTRAL: "Kinh"}


def test_whoever_left_is_only_in_their_list_and_says_why(desk: Desk) -> None:
    gone = member(
        3,
        events=(
            Event(make.day("1995-05-19"), EventKind.ADMITTED.value, make.HAMLET),
            Event(make.day("2024-01-01"), EventKind.DIED.value, make.HAMLET),
        ),
    )
    fill(desk, WHO[0], gone)
    told = opened(desk)
    taken(desk, told, row(2, WHO[0]), row(3, gone))
    [stray] = [one for one in reconciliation.lines(desk, told.id) if not one.person_id]
    assert stray.name == gone.birth_name
    assert "không còn trong danh sách" in stray.doubt


def test_a_round_of_one_chi_bo_passes_over_the_others(desk: Desk) -> None:
    fill(desk, *WHO)
    told = opened(desk, units=(make.FAR_HAMLET,))
    preview = taken(desk, told, *(row(n, one) for n, one in enumerate(WHO, 2)))
    assert (len(preview.rows), preview.ignored, preview.only_here) == (4, 6, ())
    assert [one.name for one in reconciliation.progress(desk, told.id)] == [FAR]
    assert len(reconciliation.lines(desk, told.id)) == 4
    with pytest.raises(NotInRoundProblem):
        reconciliation.person(desk, told.id, 1)


def test_the_number_in_the_central_system_is_kept_and_recognised(desk: Desk) -> None:
    ids = fill(desk, *WHO[:2])
    told = opened(desk)
    taken(desk, told, row(2, WHO[0], central_id="T-881"), row(3, WHO[1]))
    bare = row(9, WHO[0], birth_date=None, citizen_id=None, card_no=None, central_id="T-881")
    [again] = sources.preview_rows(desk, told.id, [bare], MAPPED).rows
    assert again.person_id == ids[0]
    nameless = replace(bare, values={**bare.values, "central_id": "T-999"})
    [other] = sources.preview_rows(desk, told.id, [nameless], MAPPED).rows
    assert other.person_id == 0


def test_a_new_list_replaces_the_one_before_and_keeps_what_still_holds(desk: Desk) -> None:
    ids = fill(desk, *WHO[:3])
    told = opened(desk)
    wrong = row(3, WHO[1], birth_date=make.day("1951-12-02"), religion="Phật giáo")
    taken(desk, told, row(2, WHO[0]), wrong, row(4, WHO[2], ethnicity="Mường"))
    for person, field in ((ids[1], "birth_date"), (ids[1], "religion"), (ids[2], "ethnicity")):
        reconciliation_deciding.decide(desk, told.id, person, ruling(field))
    newer = row(3, WHO[1], birth_date=make.day("1951-12-02"), religion="Không")
    taken(desk, told, row(2, WHO[0]), newer, row(4, WHO[2], ethnicity="Tày"))
    second = {one.target: one for one in reconciliation.person(desk, told.id, ids[1]).fields}
    assert second["birth_date"].verdict is not None  # nothing changed on either side
    assert second["birth_date"].verdict.decided is Decided.KEEP
    assert second["religion"].verdict is not None  # their new list says as we do
    assert second["religion"].verdict.decided is Decided.MENDED
    third = {one.target: one for one in reconciliation.person(desk, told.id, ids[2]).fields}
    assert third["ethnicity"].open  # they changed to a third value: decided anew
    assert third["ethnicity"].earlier is not None


def test_a_stray_line_finds_its_member_and_is_taken_from_him(desk: Desk) -> None:
    ids = fill(desk, *WHO[:2])
    told = opened(desk)
    odd = row(7, replace(WHO[1], citizen_id="", card_no=""), birth_date=None)
    taken(desk, told, row(2, WHO[0]), odd)
    [stray] = [one for one in reconciliation.lines(desk, told.id) if not one.person_id]
    shown = reconciliation.stray(desk, told.id, stray.entry_id)
    assert ids[1] in [one.person_id for one in shown.candidates]
    assert ("Họ và tên khai sinh", "Lê Văn Đạt") in shown.fields
    with pytest.raises(CentralTwiceProblem):
        sources.match_stray(desk, told.id, stray.entry_id, ids[0])
    found = sources.match_stray(desk, told.id, stray.entry_id, ids[1])
    assert found.state is PersonState.OPEN
    assert not found.only_here
    entry_id = sources.unmatch(desk, told.id, ids[1])
    assert entry_id == stray.entry_id
    assert reconciliation.person(desk, told.id, ids[1]).only_here


# --- lists and figures ----------------------------------------------------------------------------


def test_lines_are_filtered_by_unit_state_words_source_and_field(desk: Desk) -> None:
    fill(desk, *WHO)
    told = opened(desk)
    rows = [row(n, one) for n, one in enumerate(WHO, 2)]
    rows[6] = row(8, WHO[6], ethnicity="Mường")
    taken(desk, told, *rows)

    def names(**asked: object) -> list[str]:
        found = reconciliation.lines(desk, told.id, ReconQuery(**asked))  # type: ignore[arg-type]  # words of the query
        return [one.name for one in found]

    assert names(state=PersonState.OPEN) == ["Bùi Thị Lan"]
    assert names(unit_id=make.FAR_HAMLET, state=PersonState.EQUAL) == [
        "Hoàng Văn Minh", "Ngô Thị Nga", "Đinh Công Phú",
    ]  # fmt: skip
    assert names(text="dao thi") == ["Nguyễn Thị Đào"]
    assert names(text="037100000007") == ["Hoàng Văn Minh"]
    assert names(source=Source.CENTRAL) == ["Bùi Thị Lan"]
    assert names(source=Source.CARD) == []
    assert names(field="ethnicity") == ["Bùi Thị Lan"]
    assert names(field="birth_date") == []
    everybody = reconciliation.lines(desk, told.id)
    assert reconciliation.counted(everybody) == {"khop": 9, "con_khac": 1}
    assert [one.name for one in everybody][:3] == ["Nguyễn Thị Đào", "Lê Văn Đạt", "Phạm Thị Giang"]


def test_progress_counts_people_of_each_chi_bo(desk: Desk) -> None:
    ids = fill(desk, *WHO)
    told = opened(desk)
    rows = [row(n, one) for n, one in enumerate(WHO, 2)]
    rows[0] = row(2, WHO[0], religion="Phật giáo", ethnicity="Mường")
    rows[1] = row(3, WHO[1], ethnicity="Mường")
    taken(desk, told, *rows[:-1])
    for field in ("religion", "ethnicity"):
        reconciliation_deciding.decide(desk, told.id, ids[0], ruling(field))
    first, second = reconciliation.progress(desk, told.id)
    assert (first.name, first.members, first.differing, first.open, first.decided) == (
        HAMLET, 6, 2, 1, 1,
    )  # fmt: skip
    assert (first.done, first.percent) == (4, 66)
    assert (second.members, second.only_here, second.done) == (4, 1, 3)


def test_nobody_is_done_before_a_source_has_spoken(desk: Desk) -> None:
    fill(desk, *WHO)
    told = opened(desk)
    [first, _] = reconciliation.progress(desk, told.id)
    assert (first.members, first.unseen, first.done, first.percent) == (6, 6, 0, 0)
    [line] = reconciliation.rounds(desk)
    assert (line.members, line.done, line.open) == (10, 0, 0)


# --- closing --------------------------------------------------------------------------------------


def test_a_closed_round_keeps_its_figures_and_takes_nothing_more(desk: Desk) -> None:
    ids = fill(desk, *WHO)
    told = opened(desk)
    taken(desk, told, *(row(n, one) for n, one in enumerate(WHO[:-1], 2)))
    before = reconciliation.progress(desk, told.id)
    with pytest.raises(ReasonNeededProblem):
        reconciliation.close_round(desk, told.id)
    closed = reconciliation.close_round(desk, told.id, "Cấp trên yêu cầu báo cáo ngay")
    assert closed.closed == "2026-11-23"
    assert closed.result
    people.save(desk, replace(people.read(desk, ids[0]), ethnicity="Mường"))
    assert reconciliation.progress(desk, told.id) == before
    assert reconciliation.rounds(desk)[0].only_there == 0
    for refused in (
        lambda: reconciliation.close_round(desk, told.id, "lần nữa"),
        lambda: reconciliation.change_round(desk, replace(closed, name="Khác")),
        lambda: reconciliation_deciding.decide(desk, told.id, ids[9], ruling("")),
        lambda: sources.preview_rows(desk, told.id, [], MAPPED),
    ):
        with pytest.raises(ClosedRoundProblem):
            refused()
    with pytest.raises(ReasonNeededProblem):
        reconciliation.reopen(desk, told.id, " ")
    opened_again = reconciliation.reopen(desk, told.id, "Còn hai chi bộ")
    assert (opened_again.closed, dict(opened_again.result)) == ("", {})
    with pytest.raises(RoundRunningProblem):
        reconciliation.reopen(desk, told.id, "lần nữa")
    [first, _] = reconciliation.progress(desk, told.id)
    assert first.open == 1  # what was changed meanwhile shows now


# --- who may what ---------------------------------------------------------------------------------


def test_a_clerk_with_a_scope_sees_only_the_own_people(desk: Desk) -> None:
    ids = fill(desk, *WHO)
    told = opened(desk)
    taken(desk, told, row(2, WHO[0]), row(3, member(70, birth_name="Tạ Văn Lạ")))
    narrow = replace(desk, actor=replace(desk.actor, units=(make.FAR_HAMLET,)))
    lines = reconciliation.lines(narrow, told.id)
    assert {one.person_id for one in lines} == set(ids[6:])
    assert [one.name for one in reconciliation.progress(narrow, told.id)] == [FAR]
    assert reconciliation.rounds(narrow)[0].members == 4
    for refused in (
        lambda: reconciliation.person(narrow, told.id, ids[0]),
        lambda: reconciliation.stray(narrow, told.id, 2),
        lambda: opened(narrow),
        lambda: reconciliation.close_round(narrow, told.id, "xong"),
        lambda: sources.preview_rows(narrow, told.id, [], MAPPED),
        lambda: reconciliation_deciding.decide(narrow, told.id, ids[0], ruling("")),
    ):
        with pytest.raises(OutsideScopeProblem):
            refused()


def test_whoever_is_shown_leaves_a_line(desk: Desk) -> None:
    ids = fill(desk, *WHO[:2])
    told = opened(desk)
    assert reconciliation.view(desk, told.id, ids[0]) == reconciliation.person(
        desk, told.id, ids[0]
    )
    reconciliation.view(desk, told.id, ids[0])
    found = [one.purpose for one in people.history(desk, ids[0]) if one.use_case == "people.view"]
    assert found == ["Đối chiếu dữ liệu"]
    with pytest.raises(NotInRoundProblem):
        reconciliation.view(desk, told.id, 99)


def test_bases_are_offered_newest_first(desk: Desk) -> None:
    ids = fill(desk, *WHO[:2])
    told = opened(desk)
    taken(desk, told, row(2, WHO[0], ethnicity="Tày", religion="Khác"), row(3, WHO[1]))
    assert reconciliation.bases(desk, told.id) == []
    for field, basis in (("ethnicity", "Giấy khai sinh"), ("religion", "Lý lịch gốc")):
        reconciliation_deciding.decide(desk, told.id, ids[0], ruling(field, basis=basis))
    assert reconciliation.bases(desk, told.id) == ["Lý lịch gốc", "Giấy khai sinh"]
    narrow = replace(desk, actor=replace(desk.actor, units=(make.FAR_HAMLET,)))
    assert reconciliation.bases(narrow, told.id) == []


def test_every_write_leaves_its_line_and_the_book_stays_sound(desk: Desk) -> None:
    fill(desk, *WHO)
    told = opened(desk)
    taken(desk, told, row(2, WHO[0]), row(3, WHO[1], ethnicity="Tày"))
    reconciliation.close_round(desk, told.id, "thử")
    assert isinstance(reconciliation.read(desk, told.id), Round)
    assert set(opening.verify(desk).values()) == {"ok"}
