"""Two records of one person on a real encrypted office: found, made one, taken apart exactly."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tcxd_desktop.domain.book import Loan
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotAllowedProblem,
    NotFoundProblem,
    OutsideScopeProblem,
    Problem,
    ReasonNeededProblem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.history import Permission, Role
from tcxd_desktop.domain.identities import Sign
from tcxd_desktop.domain.merging import CENTRAL_ID, MergePlan, MergeState, Side, chosen
from tcxd_desktop.domain.merging_errors import (
    AlreadyDistinctProblem,
    MergeObstaclesProblem,
    MergeStateProblem,
    MergeUndecidedProblem,
    SameRecordProblem,
    UnmergeProblem,
)
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import (
    accounts,
    assignments,
    duplicates,
    loans,
    meetings,
    merging,
    numbers,
    opening,
    people,
    personal_data,
    supplements,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import imports as stored_imports
from tcxd_desktop.wording import merging as words
from tcxd_desktop.wording.problems import sentence
from tests import make
from tests.make import FAR_HAMLET, HAMLET, day
from tests.office import transfer_samples as moves
from tests.office.meeting_samples import held

WHY = "Nhập hai lần từ hai danh sách"
BASIS = "Giấy khai sinh số 12, bản gốc trong hồ sơ"
HEAD_PASSWORD, CLERK_PASSWORD = make.PASSWORD, "bay trăng sông lúa"


def stored(desk: Desk, **changes: object) -> Dossier:
    """Write a dossier and return it."""
    whole = make.dossier(**changes)
    made = people.create(desk, make.new_person(name=whole.birth_name, birth=whole.birth_date))
    return people.save(desk, replace(whole, id=made.id, version=made.version))


def twice(desk: Desk, **changes: object) -> tuple[Dossier, Dossier]:
    """Write one person twice: whole, and as an old list had him."""
    whole = stored(desk)
    told = {
        "birth_name": "NGUYỄN THỊ ĐÀO", "birth_date": day("1962-03-05"), "phone": "0912345678",
        "card_no": "", "citizen_id": "", "old_card_no": "1234567", "dossier_no": "",
        "jobs": (), "events": (Event(None, EventKind.LISTED.value, HAMLET),), **changes,
    }  # fmt: skip
    return whole, stored(desk, **told)


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that is kept of people and of what belongs to them, without versions."""
    tables = (
        "person_jobs", "person_events", "person_family", "person_disciplines", "person_sealed",
        "standing", "supplement", "sealed_supplement", "number_issued", "restriction", "loan",
        "central_number", "meeting_attendance", "upper_assignment", "collective_member",
        "resolution_task", "due_mark",
    )  # fmt: skip
    found = {}
    with desk.read() as reading:
        for table in tables:
            found[table] = sorted(reading.all(f"SELECT * FROM {table}"), key=repr)
        names = [row[1] for row in reading.all("PRAGMA table_info(person)") if row[1] != "version"]
        found["person"] = reading.all(f"SELECT {', '.join(names)} FROM person ORDER BY id")
        found["meeting"] = reading.all("SELECT id, chair_id, secretary_id, upper_id FROM meeting")
        found["transfer"] = reading.all("SELECT id, person_id, state FROM transfer ORDER BY id")
    return found


def checked(desk: Desk) -> None:
    """Every page, reference, digest and what was worked out still fits."""
    assert {key: told for key, told in opening.verify(desk).items() if told != "ok"} == {}


# --- found ----------------------------------------------------------------------------------------


def test_pairs_are_found_with_points_and_reasons(desk: Desk) -> None:
    whole, listed = twice(desk)
    stored(desk, birth_name="Trần Văn Quý", birth_date=day("1960-02-03"), card_no="",
           citizen_id="", dossier_no="")  # fmt: skip
    seen: list[tuple[int, int]] = []
    [pair] = duplicates.pairs(desk, lambda done, total: seen.append((done, total)))
    assert (pair.first.person_id, pair.second.person_id) == (whole.id, listed.id)
    assert pair.first.birth == "05/03/1962"
    assert pair.first.unit.startswith("Chi bộ thôn Bình Minh")
    assert pair.first.complete > pair.second.complete
    assert pair.score.certain
    assert set(pair.score.reasons) == {Sign.NAME_SAME, Sign.BIRTH_SAME, Sign.UNIT_SAME}
    assert seen == [(0, 3), (3, 3)]


def test_two_people_are_not_offered_again_until_that_is_taken_back(desk: Desk) -> None:
    whole, listed = twice(desk)
    duplicates.declare_distinct(desk, listed.id, whole.id, "Hai chị em họ")
    assert duplicates.pairs(desk) == []
    [line] = duplicates.distinct(desk)
    assert (line.first_id, line.second_id) == (whole.id, listed.id)
    assert (line.reason, line.on, line.actor) == ("Hai chị em họ", "2026-11-23", make.HEAD_NAME)
    told = people.history(desk, listed.id)[0]
    assert (told.use_case, told.note) == ("duplicates.distinct", "Hai chị em họ")
    with pytest.raises(AlreadyDistinctProblem):
        duplicates.declare_distinct(desk, whole.id, listed.id, "Lại")
    assert [one.text for one in merging.propose(desk, whole.id, listed.id).obstacles] == [
        words.said_distinct()
    ]
    duplicates.retract_distinct(desk, whole.id, listed.id, "Nhầm")
    assert len(duplicates.pairs(desk)) == 1
    with pytest.raises(NotFoundProblem):
        duplicates.retract_distinct(desk, whole.id, listed.id, "Nhầm")
    checked(desk)


def test_what_is_said_needs_a_reason_and_two_records(desk: Desk) -> None:
    whole, listed = twice(desk)
    for call in (duplicates.declare_distinct, duplicates.retract_distinct):
        with pytest.raises(ReasonNeededProblem):
            call(desk, whole.id, listed.id, "  ")
        with pytest.raises(NotFoundProblem):
            call(desk, whole.id, 999, "Nhầm")
    with pytest.raises(SameRecordProblem):
        duplicates.declare_distinct(desk, whole.id, whole.id, "Nhầm")


# --- proposed -------------------------------------------------------------------------------------


def test_both_sides_are_shown_and_the_looks_are_noted(desk: Desk) -> None:
    whole, listed = twice(desk, religion="Phật giáo", birth_date=day("1962-05-03"))
    desk.viewed.clear()
    plan = merging.propose(desk, whole.id, listed.id)
    shown = {one.field: (one.kept, one.gone, one.side) for one in plan.fields}
    assert shown == {
        "old_card_no": ("", "1234567", Side.GONE),
        "birth_date": ("05/03/1962", "03/05/1962", Side.OPEN),
        "religion": ("Không", "Phật giáo", Side.KEPT),
        "phone": ("", "0912345678", Side.GONE),
    }
    assert (plan.kept_version, plan.gone_version) == (whole.version, listed.version)
    assert plan.undecided == ("birth_date",)
    assert plan.obstacles == ()
    purposes = {people.history(desk, one.id)[0].purpose for one in (whole, listed)}
    assert purposes == {"so hồ sơ trùng"}
    with pytest.raises(SameRecordProblem):
        merging.propose(desk, whole.id, whole.id)
    with pytest.raises(NotFoundProblem):
        merging.propose(desk, whole.id, 999)


# --- merged and taken apart -----------------------------------------------------------------------


def with_belongings(desk: Desk, whole: Dossier, listed: Dossier) -> None:
    """Give both records what may belong to a member, some of it on both sides."""
    numbers.add_block(desk, "NB", 5_000, 5_100, "Giao số 1")
    numbers.assign(desk, listed.id)
    for who in (whole, listed):
        supplements.hand_in(desk, [who.id], 2025, date(2025, 12, 20))
    supplements.hand_in(desk, [listed.id], 2026, date(2026, 11, 20))
    supplements.confirm(desk, [listed.id], 2026, date(2026, 11, 21))
    loans.lend(desk, Loan(person_id=listed.id, borrower="Lê Văn Đạt", borrower_unit="UBKT",
                          letter="3-GGT", purpose="xác minh", approved_by="Bí thư",
                          lent_on="2026-11-20"))  # fmt: skip
    assignments.assign(desk, listed.id, [FAR_HAMLET], "2026-01-01", "")
    with desk.write(Permission.IMPORT, "imports.members") as work:
        stored_imports.set_central_numbers(work, {listed.id: "770123"})
    meeting = held(desk)  # both stand on its roll
    meetings.save(desk, replace(meetings.read(desk, meeting.id), chair_id=listed.id,
                                chair=listed.birth_name))  # fmt: skip
    personal_data.restrict(desk, listed.id, make.decision(), "Khiếu nại")
    personal_data.lift(desk, listed.id, make.decision(number="13-QĐ"), "Đã giải quyết")


def test_merging_moves_what_belongs_and_unmerging_restores_everything(desk: Desk) -> None:
    whole, listed = twice(desk, religion="Phật giáo", birth_date=day("1962-05-03"))
    with_belongings(desk, whole, listed)
    before = rows(desk)
    listed = people.read(desk, listed.id)
    plan = merging.propose(desk, whole.id, listed.id)
    moves_text, stays_text = words.goes_along(plan)
    assert stays_text == "1 lượt điểm danh, 1 phiếu bổ sung hồ sơ"
    for part in ("1 buổi chủ trì", "1 phân công", "1 số lý lịch", "1 lượt cho mượn"):
        assert part in moves_text
    plan = chosen(plan, "birth_date", Side.GONE, BASIS)
    seen: list[tuple[int, int]] = []

    number = merging.merge(desk, plan, WHY, lambda *told: seen.append(told))

    made, gone = people.read(desk, whole.id), people.read(desk, listed.id)
    assert made.birth_date == day("1962-05-03")
    assert (made.phone, made.old_card_no, made.religion) == ("0912345678", "1234567", "Không")
    assert made.events == whole.events
    assert gone.void_reason == f"Gộp vào hồ sơ số {whole.id}: {WHY}"
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]
    now = rows(desk)
    assert now["loan"][0][1] == whole.id
    assert now["central_number"] == [(whole.id, "770123")]
    assert {row[2] for row in now["number_issued"]} == {whole.id}
    assert sorted(row[:2] for row in now["supplement"]) == [
        (whole.id, 2025), (whole.id, 2026), (listed.id, 2025),
    ]  # fmt: skip
    assert {row[0] for row in now["sealed_supplement"]} == {whole.id}
    assert now["meeting"][0][1] == whole.id
    assert len(now["meeting_attendance"]) == 2
    assert [line.id for line in people.lines(desk, PeopleQuery())] == [whole.id]
    assert duplicates.pairs(desk) == []
    checked(desk)

    [record] = merging.listed(desk)
    assert (record.id, record.state, record.reason) == (number, MergeState.DONE, WHY)
    assert (record.kept_name, record.gone_name) == ("Nguyễn Thị Đào", "NGUYỄN THỊ ĐÀO")
    act = people.history(desk, whole.id)[0]
    assert act.use_case == "merging.merge"
    assert act.note == f"{WHY} [Ngày sinh: {BASIS}]"
    assert {one.field for one in act.changes} >= {"birth_date", "merged", CENTRAL_ID}
    told = {one.field for one in people.history(desk, listed.id)[0].changes}
    assert told == {"void_reason", "merged", CENTRAL_ID}
    assert merging.obstacles(desk, number) == []

    merging.unmerge(desk, number, "Thật ra là hai người")

    assert rows(desk) == before
    for old in (whole, listed):
        again = people.read(desk, old.id)
        assert replace(again, version=old.version) == old
    [record] = merging.listed(desk)
    assert (record.state, record.undo_reason) == (MergeState.UNDONE, "Thật ra là hai người")
    with pytest.raises(MergeStateProblem):
        merging.unmerge(desk, number, "Lần nữa")
    with pytest.raises(MergeStateProblem):
        merging.obstacles(desk, number)
    assert len(duplicates.pairs(desk)) == 1
    checked(desk)


def test_merging_again_after_taking_apart(desk: Desk) -> None:
    whole, listed = twice(desk)
    first = merging.merge(desk, merging.propose(desk, whole.id, listed.id), WHY)
    merging.unmerge(desk, first, "Xem lại")
    second = merging.merge(desk, merging.propose(desk, listed.id, whole.id), WHY)
    assert people.read(desk, whole.id).void_reason
    assert people.read(desk, listed.id).citizen_id == whole.citizen_id
    assert [one.id for one in merging.listed(desk)] == [second, first]
    merging.unmerge(desk, second, "Xem lại")
    assert people.read(desk, whole.id).citizen_id == whole.citizen_id
    checked(desk)


def test_a_row_of_merges_is_taken_apart_from_its_end(desk: Desk) -> None:
    whole, listed = twice(desk)
    third = stored(desk, birth_name="Nguyễn Thị Đào", card_no="", citizen_id="", dossier_no="")
    before = rows(desk)
    first = merging.merge(desk, merging.propose(desk, listed.id, third.id), WHY)
    second = merging.merge(desk, merging.propose(desk, whole.id, listed.id), WHY)
    told = [one.text for one in merging.obstacles(desk, first)]
    assert told == [words.saved_since("NGUYỄN THỊ ĐÀO")]
    merging.unmerge(desk, second, "Từ cuối")
    assert merging.obstacles(desk, first) == []
    merging.unmerge(desk, first, "Rồi đến đầu")
    assert rows(desk) == before
    checked(desk)


def test_sealed_items_of_both_are_joined_and_given_back(desk: Desk) -> None:
    whole, listed = twice(desk, special_history="Bị bắt năm 1950", disciplines=())
    number = merging.merge(desk, merging.propose(desk, listed.id, whole.id), WHY)
    made = people.read(desk, listed.id)
    assert made.disciplines == whole.disciplines
    assert made.special_history == "Bị bắt năm 1950"
    with desk.read() as reading:
        [(text,)] = reading.all("SELECT content FROM person_merge")
        assert "Bị bắt" not in text
        assert "Vắng họp" not in text
        kept = reading.all("SELECT person_id FROM sealed_merge ORDER BY person_id")
        assert kept == [(whole.id,), (listed.id,)]
    merging.unmerge(desk, number, "Nhầm")
    assert people.read(desk, whole.id).disciplines == whole.disciplines
    assert people.read(desk, listed.id).disciplines == ()
    checked(desk)


def test_a_finished_transfer_goes_along_an_open_one_hinders(desk: Desk) -> None:
    whole = stored(desk, birth_name="Đỗ Minh Khôi", birth_date=day("1975-04-30"))
    mover = moves.member(desk)
    case = moves.going(desk, mover)
    plan = merging.propose(desk, whole.id, mover)
    [told] = plan.obstacles
    assert "1 ca chuyển sinh hoạt chưa xong" in told.text
    assert told.person_id == mover
    for one in plan.undecided:
        plan = chosen(plan, one, Side.KEPT, BASIS)
    with pytest.raises(MergeObstaclesProblem) as caught:
        merging.merge(desk, plan, WHY)
    assert "Chưa gộp được vì có 1 vướng mắc" in sentence(caught.value)
    assert merging.propose(desk, mover, whole.id).obstacles == ()
    with desk.write(Permission.TRANSFERS, "transfers.update") as work:
        work.change("transfer", {"id": case.id}, {"state": "huy"})
    plan = merging.propose(desk, whole.id, mover)
    for one in plan.undecided:
        plan = chosen(plan, one, Side.KEPT, BASIS)
    number = merging.merge(desk, plan, WHY)
    assert rows(desk)["transfer"][0][1] == whole.id
    merging.unmerge(desk, number, "Nhầm")
    assert rows(desk)["transfer"][0][1] == mover
    checked(desk)


# --- refused --------------------------------------------------------------------------------------


def refused(desk: Desk, plan: MergePlan, kind: type[Problem], reason: str = WHY) -> str:
    """Return the sentence of a refused merge, after which nothing is written."""
    before = (rows(desk), desk.store.head())
    with pytest.raises(kind) as caught:
        merging.merge(desk, plan, reason)
    assert (rows(desk), desk.store.head()) == before
    return sentence(caught.value)


def test_nothing_is_written_without_reason_choice_and_basis(desk: Desk) -> None:
    whole, listed = twice(desk, birth_date=day("1962-05-03"))
    plan = merging.propose(desk, whole.id, listed.id)
    refused(desk, plan, ReasonNeededProblem, " ")
    assert "Ngày sinh" in refused(desk, plan, MergeUndecidedProblem)
    refused(desk, chosen(plan, "birth_date", Side.KEPT), MergeUndecidedProblem)
    # A plan that does not know the field at all is no way around it.
    refused(desk, replace(plan, fields=()), MergeUndecidedProblem)
    refused(desk, replace(plan, gone_id=plan.kept_id), SameRecordProblem)
    done = chosen(plan, "birth_date", Side.KEPT, BASIS)
    people.save(desk, replace(listed, phone="0999"))
    refused(desk, done, ConflictProblem)


def test_restricted_void_drafted_records_hinder(desk: Desk) -> None:
    whole, listed = twice(desk)
    plan = merging.propose(desk, whole.id, listed.id)
    people.keep_draft(desk, replace(listed, phone="0999"))
    assert "chưa lưu" in refused(desk, plan, MergeObstaclesProblem)
    people.drop_draft(desk, listed.id)
    personal_data.restrict(desk, whole.id, make.decision(), "Khiếu nại")
    assert "đang bị khóa" in refused(desk, plan, MergeObstaclesProblem)
    personal_data.lift(desk, whole.id, make.decision(number="14-QĐ"), "Xong")
    people.void(desk, listed.id, "Nhập nhầm")
    plan = merging.propose(desk, whole.id, listed.id)
    assert "đã hủy" in refused(desk, plan, MergeObstaclesProblem)


def test_a_number_taken_over_must_be_free(desk: Desk) -> None:
    whole, listed = twice(desk, card_no="037015009999", citizen_id="037162009999")
    plan = merging.propose(desk, whole.id, listed.id)
    plan = chosen(chosen(plan, "citizen_id", Side.GONE), "card_no", Side.GONE)
    number = merging.merge(desk, plan, WHY)
    assert people.read(desk, whole.id).citizen_id == "037162009999"
    # The number it gave up is now somebody else's: there is no way back.
    taken = stored(desk, birth_name="Vũ Thị Hạnh", birth_date=day("1970"), dossier_no="",
                   card_no="", citizen_id="037162004417")  # fmt: skip
    [told] = merging.obstacles(desk, number)
    assert told.text.startswith("Số 037162004417 nay ghi ở hồ sơ của Vũ Thị Hạnh")
    assert told.person_id == taken.id
    with pytest.raises(UnmergeProblem):
        merging.unmerge(desk, number, "Nhầm")
    with pytest.raises(TakenNumberProblem):
        people.save(desk, replace(taken, citizen_id="037162009999"))


def test_what_was_saved_since_is_not_thrown_away(desk: Desk) -> None:
    whole, listed = twice(desk)
    number = merging.merge(desk, merging.propose(desk, whole.id, listed.id), WHY)
    made = people.read(desk, whole.id)
    people.save(desk, replace(made, phone="0900000000"))
    [told] = merging.obstacles(desk, number)
    assert told.text == words.saved_since("Nguyễn Thị Đào")
    with pytest.raises(UnmergeProblem) as caught:
        merging.unmerge(desk, number, "Nhầm")
    assert "đã được sửa sau khi gộp" in sentence(caught.value)
    with pytest.raises(ReasonNeededProblem):
        merging.unmerge(desk, number, "")
    with pytest.raises(NotFoundProblem):
        merging.unmerge(desk, 99, "Nhầm")


def test_a_cell_that_ended_and_rows_that_went_hinder(desk: Desk) -> None:
    whole, listed = twice(desk, events=(Event(None, EventKind.LISTED.value, FAR_HAMLET),))
    with_belongings(desk, whole, listed)
    number = merging.merge(desk, merging.propose(desk, whole.id, listed.id), WHY)
    units.close(desk, FAR_HAMLET, on=date(2026, 11, 22), decision=make.decision())
    with desk.write(Permission.EDIT, "loans.give_back") as work:
        work.remove("loan", {"person_id": whole.id})
    told = [one.text for one in merging.obstacles(desk, number)]
    assert told == [
        words.moved_since(1), words.unit_ended("Chi bộ thôn Đông Thành", "NGUYỄN THỊ ĐÀO")
    ]  # fmt: skip


# --- who may --------------------------------------------------------------------------------------


@contextmanager
def signed_in(folder: Path, user: str, password: str) -> Iterator[Desk]:
    desk = opening.open_office(folder, password, user=user, clock=make.clock)
    try:
        yield desk
    finally:
        opening.close_office(desk)


def test_clerks_see_pairs_of_their_scope_and_do_not_merge(office_folder: Path) -> None:
    with signed_in(office_folder, make.HEAD_NAME, HEAD_PASSWORD) as head:
        whole, listed = twice(head)
        far = stored(head, birth_name="Nguyễn Thị Đào", card_no="", citizen_id="", dossier_no="",
                     events=(Event(None, EventKind.LISTED.value, FAR_HAMLET),))  # fmt: skip
        number = merging.merge(head, merging.propose(head, far.id, listed.id), WHY)
        accounts.add(head, "Lê Văn Cán", Role.CLERK, CLERK_PASSWORD, sealed=False,
                     units=(FAR_HAMLET,), kdf=make.CHEAP)  # fmt: skip
        assert len(duplicates.pairs(head)) == 1
    with signed_in(office_folder, "Lê Văn Cán", CLERK_PASSWORD) as clerk:
        assert duplicates.pairs(clerk) == []
        with pytest.raises(OutsideScopeProblem):
            merging.propose(clerk, far.id, whole.id)
        with pytest.raises(OutsideScopeProblem):
            duplicates.declare_distinct(clerk, far.id, whole.id, "Hai người")
        with pytest.raises(NotAllowedProblem):
            merging.unmerge(clerk, number, "Nhầm")
        assert merging.listed(clerk) == []  # one of the two stood elsewhere


def test_halves_of_records_are_not_joined(office_folder: Path) -> None:
    with signed_in(office_folder, make.HEAD_NAME, HEAD_PASSWORD) as head:
        whole, listed = twice(head)
        accounts.add(head, "Lê Văn Cán", Role.HEAD, CLERK_PASSWORD, sealed=False, units=(),
                     kdf=make.CHEAP)  # fmt: skip
    with signed_in(office_folder, "Lê Văn Cán", CLERK_PASSWORD) as other:
        plan = merging.propose(other, whole.id, listed.id)
        assert [one.text for one in plan.obstacles] == [words.sealed_away()]
        assert "disciplines" not in {one.table for one in plan.tables}
        with pytest.raises(MergeObstaclesProblem):
            merging.merge(other, plan, WHY)


def test_a_viewer_may_look_only(desk: Desk) -> None:
    whole, listed = twice(desk)
    plan = merging.propose(desk, whole.id, listed.id)
    viewer = dataclasses.replace(desk, actor=dataclasses.replace(desk.actor, role=Role.VIEWER))
    assert len(duplicates.pairs(viewer)) == 1
    for call in (
        lambda: merging.merge(viewer, plan, WHY),
        lambda: merging.unmerge(viewer, 1, WHY),
        lambda: duplicates.declare_distinct(viewer, whole.id, listed.id, "Hai người"),
    ):
        with pytest.raises(NotAllowedProblem):
            call()
