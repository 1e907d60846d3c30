"""Deciding on differences, asking the upper level, taking back: on a real office."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import (
    BadDateProblem,
    BadNumberProblem,
    ConflictProblem,
    DecisionNeededProblem,
    LockedFactProblem,
    NotAllowedProblem,
    NotInListProblem,
    ReasonNeededProblem,
    RequiredProblem,
    RestrictedProblem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.reconciliation import Decided, Finding, Round, Source
from tcxd_desktop.domain.reconciliation_errors import (
    BasisNeededProblem,
    ChangedSinceProblem,
    DecidedElsewhereProblem,
    NothingToDecideProblem,
    NothingToRequestProblem,
    NotRequestedProblem,
    NotWritableProblem,
    NoVerdictProblem,
    PersonNotTakenProblem,
    SentRequestProblem,
    SourceSilentProblem,
    UnknownFieldProblem,
)
from tcxd_desktop.domain.reconciliation_views import FieldRecon, PersonState, Pick, ReconQuery
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import opening, people, personal_data, reconciliation
from tcxd_desktop.office import reconciliation_deciding as deciding
from tcxd_desktop.office import reconciliation_requests as asking
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office.recon_samples import FAR, fill, member, opened, row, ruling, taken

WHO = [member(place) for place in range(4)]


@pytest.fixture
def told(desk: Desk) -> Round:
    """Return a round with a central list: the first two differ, the fourth is not in it."""
    fill(desk, *WHO)
    made = opened(desk)
    taken(
        desk,
        made,
        row(
            2,
            WHO[0],
            birth_date=make.day("1950-01-02"),
            ethnicity="Mường",
            unit=FAR,
            card_no=None,
            **{"home.detail": "Thôn Đông"},
        ),
        row(3, WHO[1], ethnicity="Mường"),
        row(4, WHO[2]),
        row(5, member(70, birth_name="Tạ Văn Lạ")),
    )
    return made


def field(desk: Desk, told: Round, target: str, person_id: int = 1) -> FieldRecon:
    found = reconciliation.person(desk, told.id, person_id).fields
    return next(one for one in found if one.target == target)


# --- one field ------------------------------------------------------------------------------------


def test_taking_their_word_writes_the_dossier_in_one_line_of_the_book(
    desk: Desk, told: Round
) -> None:
    before = people.read(desk, 1)
    found = deciding.decide(desk, told.id, 1, ruling("home.detail", Decided.TAKE))
    after = people.read(desk, 1)
    assert after.home == replace(before.home, detail="Thôn Đông")
    assert (after.version, found.version) == (before.version + 1, before.version + 1)
    [act] = [one for one in people.history(desk, 1) if one.use_case == "recon.decide"]
    assert act.note == "Giấy khai sinh số 12"
    assert [(one.field, one.new) for one in act.changes if one.subject == "person"] == [
        ("home", "Thôn Đông, xã Đông Hải, tỉnh Ninh Bình"),
        (
            "recon",
            "Nơi thường trú (thôn, tổ, số nhà): Đã lấy theo nguồn (Danh sách cấp trên)",
        ),
    ]
    now = field(desk, told, "home.detail")
    assert now.finding is Finding.EQUAL
    assert now.verdict is not None
    assert (now.verdict.ours, now.verdict.value) == ("Thôn Bình Minh", "Thôn Đông")


def test_another_value_is_read_like_any_field(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("ethnicity", Decided.OTHER, value="  tay "))
    assert people.read(desk, 1).ethnicity == "Tày"
    assert field(desk, told, "ethnicity").verdict is not None
    for value, problem in (("31/02/2000", BadDateProblem), ("sang năm", BadDateProblem)):
        with pytest.raises(problem) as caught:
            deciding.decide(desk, told.id, 1, ruling("card_issued", Decided.OTHER, value=value))
        assert caught.value.field == "card_issued"
    with pytest.raises(BadNumberProblem):
        deciding.decide(desk, told.id, 1, ruling("card_no", Decided.OTHER, value="12"))
    with pytest.raises(NotInListProblem):
        deciding.decide(desk, told.id, 1, ruling("sex", Decided.OTHER, value="Khác lạ"))
    with pytest.raises(TakenNumberProblem):
        deciding.decide(desk, told.id, 1, ruling("card_no", Decided.OTHER, value=WHO[1].card_no))
    assert people.read(desk, 1).card_no == WHO[0].card_no


def test_keeping_ours_and_passing_change_nothing_here(desk: Desk, told: Round) -> None:
    before = people.read(desk, 1)
    deciding.decide(desk, told.id, 1, ruling("ethnicity"))
    deciding.decide(desk, told.id, 1, ruling("home.detail", Decided.PASSED, basis="Cùng một thôn"))
    found = deciding.decide(desk, told.id, 1, ruling("unit"))
    assert people.read(desk, 1) == before
    assert [one.target for one in found.fields if one.open] == ["card_no", "birth_date"]
    assert found.state is PersonState.OPEN


def test_a_fixed_fact_needs_the_paper_and_the_right_to_correct(desk: Desk, told: Round) -> None:
    take = ruling("birth_date", Decided.TAKE)
    with pytest.raises(LockedFactProblem):
        deciding.decide(desk, told.id, 1, take)
    with pytest.raises(DecisionNeededProblem):
        deciding.correct(desk, told.id, 1, take, Decision("12-QĐ/ĐU"))
    clerk = replace(desk, actor=replace(desk.actor, role=Role.CLERK))
    with pytest.raises(NotAllowedProblem):
        deciding.correct(clerk, told.id, 1, take, make.decision())
    assert people.read(desk, 1).birth_date == WHO[0].birth_date
    deciding.correct(desk, told.id, 1, take, make.decision())
    assert people.read(desk, 1).birth_date == make.day("1950-01-02")
    [act] = [one for one in people.history(desk, 1) if one.use_case == "recon.correct"]
    assert act.note.endswith("[12-QĐ/ĐU; 2026-11-20; Đảng ủy xã Đông Hải]")


@pytest.mark.parametrize(
    ("target", "decided", "changes", "problem"),
    [
        ("unit", Decided.TAKE, {}, NotWritableProblem),
        ("unit", Decided.OTHER, {"value": "Chi bộ A"}, NotWritableProblem),
        ("card_no", Decided.TAKE, {}, SourceSilentProblem),
        ("ethnicity", Decided.TAKE, {"source": Source.CARD}, SourceSilentProblem),
        ("ethnicity", Decided.KEEP, {"basis": "  "}, BasisNeededProblem),
        ("ethnicity", Decided.PASSED, {"basis": ""}, ReasonNeededProblem),
        ("ethnicity", Decided.MENDED, {}, DecidedElsewhereProblem),
        ("ethnicity", Decided.KEEP, {"version": 7}, ConflictProblem),
        ("sex", Decided.KEEP, {}, NothingToDecideProblem),
        ("phone", Decided.OTHER, {"value": "1"}, UnknownFieldProblem),
        ("", Decided.KEEP, {}, NothingToDecideProblem),
        ("", Decided.TAKE, {}, DecidedElsewhereProblem),
    ],
    ids=[
        "unit", "unit-other", "blank-there", "no-card", "no-basis", "no-reason", "not-a-choice",
        "older", "equal", "not-of-the-round", "named-there", "whole-taken",
    ],
)  # fmt: skip
def test_a_choice_that_does_not_fit(
    desk: Desk,
    told: Round,
    target: str,
    decided: Decided,
    changes: dict[str, object],
    problem: type[Exception],
) -> None:
    before = desk.store.head()
    with pytest.raises(problem):
        deciding.decide(desk, told.id, 1, ruling(target, decided, **changes))
    assert desk.store.head() == before


def test_a_decision_opens_again_when_a_side_changes(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("ethnicity"))
    assert field(desk, told, "ethnicity").verdict is not None
    people.save(desk, replace(people.read(desk, 1), ethnicity="Tày"))
    now = field(desk, told, "ethnicity")
    assert now.open
    assert now.earlier is not None
    deciding.decide(desk, told.id, 1, ruling("ethnicity", Decided.PASSED, basis="đợi giấy tờ"))
    now = field(desk, told, "ethnicity")
    assert (now.open, now.earlier) == (False, None)


def test_whose_data_may_only_be_kept_is_not_decided_on(desk: Desk, told: Round) -> None:
    personal_data.restrict(desk, 1, reason="theo quyết định", decision=make.decision())
    assert reconciliation.person(desk, told.id, 1).restricted
    for decided in (Decided.KEEP, Decided.TAKE):
        with pytest.raises(RestrictedProblem):
            deciding.decide(desk, told.id, 1, ruling("ethnicity", decided))
    assert all(one.person_id != 1 for one in deciding.open_picks(desk, told.id, ReconQuery()))


def test_what_was_kept_before_is_not_sent_either(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("ethnicity"))
    [line] = asking.to_request(desk, told.id)
    personal_data.restrict(desk, 1, make.decision(), "theo quyết định")
    with pytest.raises(RestrictedProblem):
        asking.mark_requested(desk, told.id, [line.verdict_id], "05-CV/ĐU")


# --- many, whole members, lines nobody fits -------------------------------------------------------


def test_many_are_decided_together_or_not_at_all(desk: Desk, told: Round) -> None:
    picks = deciding.open_picks(desk, told.id, ReconQuery(field="ethnicity"))
    assert [(one.person_id, one.ours, one.theirs) for one in picks] == [
        (1, "Kinh", "Mường"), (2, "Kinh", "Mường"),
    ]  # fmt: skip
    take = ruling("", Decided.TAKE)
    with pytest.raises(NothingToDecideProblem):
        deciding.decide_many(desk, told.id, [*picks, Pick(3, "ethnicity")], take)
    assert people.read(desk, 1).ethnicity == "Kinh"
    seen: list[tuple[int, int]] = []
    done = deciding.decide_many(
        desk, told.id, picks, take, lambda *step: seen.append((step[0], step[1]))
    )
    assert (done, seen) == (2, [(1, 2), (2, 2)])
    assert [people.read(desk, one).ethnicity for one in (1, 2, 3)] == ["Mường", "Mường", "Kinh"]
    with pytest.raises(DecidedElsewhereProblem):
        deciding.decide_many(desk, told.id, picks, ruling("", Decided.OTHER, value="x"))
    locked = deciding.open_picks(desk, told.id, ReconQuery(field="birth_date"))
    assert [one.locked for one in locked] == [True]


def test_a_member_their_list_does_not_name_is_asked_for(desk: Desk, told: Round) -> None:
    assert reconciliation.person(desk, told.id, 4).state is PersonState.ONLY_HERE
    found = deciding.decide(desk, told.id, 4, ruling(""))
    assert (found.state, found.only_here) == (PersonState.TO_REQUEST, True)
    [line] = asking.to_request(desk, told.id)
    assert (line.name, line.theirs, line.wanted) == (
        "Trần Văn Quý", "Chưa có tên", "Bổ sung vào danh sách",
    )  # fmt: skip


def test_a_line_nobody_fits_is_asked_to_be_taken_off(desk: Desk, told: Round) -> None:
    [stray] = [one for one in reconciliation.lines(desk, told.id) if not one.person_id]
    with pytest.raises(PersonNotTakenProblem):
        deciding.decide_stray(desk, told.id, stray.entry_id, Decided.TAKE, "x")
    with pytest.raises(BasisNeededProblem):
        deciding.decide_stray(desk, told.id, stray.entry_id, Decided.KEEP, " ")
    deciding.decide_stray(desk, told.id, stray.entry_id, Decided.KEEP, "Không có hồ sơ")
    [line] = asking.to_request(desk, told.id)
    assert (line.person_id, line.name, line.wanted) == (
        0, "Tạ Văn Lạ", "Đưa ra khỏi danh sách của đơn vị",
    )  # fmt: skip
    asking.mark_requested(desk, told.id, [line.verdict_id], "05-CV/ĐU")
    with pytest.raises(SentRequestProblem):
        deciding.decide_stray(desk, told.id, stray.entry_id, Decided.PASSED, "thôi")
    taken(desk, told, row(2, WHO[0]), row(3, WHO[1]), row(4, WHO[2]))
    [gone] = [one for one in reconciliation.lines(desk, told.id) if not one.person_id]
    assert (gone.state, gone.entry_id) == (PersonState.SETTLED, stray.entry_id)


# --- asking the upper level -----------------------------------------------------------------------


def test_what_was_asked_for_is_kept_as_it_went_out(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("ethnicity"))
    deciding.decide(desk, told.id, 2, ruling("ethnicity"))
    lines = asking.to_request(desk, told.id)
    assert [(one.name, one.label, one.theirs, one.wanted) for one in lines] == [
        ("Nguyễn Thị Đào", "Dân tộc", "Mường", "Kinh"), ("Lê Văn Đạt", "Dân tộc", "Mường", "Kinh"),
    ]  # fmt: skip
    with pytest.raises(RequiredProblem):
        asking.mark_requested(desk, told.id, [lines[0].verdict_id], " ")
    sent = asking.mark_requested(desk, told.id, [one.verdict_id for one in lines], "05-CV/ĐU")
    assert (sent.number, sent.on) == ("05-CV/ĐU", "2026-11-23")
    assert [one.wanted for one in sent.lines] == ["Kinh", "Kinh"]
    assert asking.to_request(desk, told.id) == []
    assert reconciliation.person(desk, told.id, 2).state is PersonState.WAITING
    with pytest.raises(SentRequestProblem) as caught:
        asking.mark_requested(desk, told.id, [lines[0].verdict_id], "06-CV/ĐU")
    assert caught.value.args == ("05-CV/ĐU", "2026-11-23")
    with pytest.raises(SentRequestProblem):
        deciding.decide(desk, told.id, 1, ruling("ethnicity", Decided.TAKE))
    assert asking.mark_mended(desk, told.id, [lines[1].verdict_id]) == 1
    [kept] = asking.requests(desk, told.id)
    assert [one.decided for one in kept.lines] == [Decided.REQUESTED, Decided.MENDED]
    assert [replace(one, decided=Decided.REQUESTED) for one in kept.lines] == list(sent.lines)
    assert kept.mended == 1
    with pytest.raises(NotRequestedProblem):
        asking.mark_mended(desk, told.id, [lines[1].verdict_id])
    with pytest.raises(NoVerdictProblem):
        asking.mark_mended(desk, told.id, [999])
    [first, *_] = reconciliation.progress(desk, told.id)
    assert (first.requested, first.mended) == (1, 1)


def test_a_request_is_taken_back(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("ethnicity"))
    [line] = asking.to_request(desk, told.id)
    sent = asking.mark_requested(desk, told.id, [line.verdict_id], "05-CV/ĐU", "2026-11-20")
    with pytest.raises(ReasonNeededProblem):
        asking.undo_request(desk, sent.id, "")
    asking.undo_request(desk, sent.id, "gửi nhầm")
    assert asking.requests(desk, told.id) == []
    assert asking.to_request(desk, told.id) == [line]


def test_what_was_asked_for_is_decided_anew_when_they_change_it_to_something_else(
    desk: Desk, told: Round
) -> None:
    deciding.decide(desk, told.id, 2, ruling("ethnicity"))
    [line] = asking.to_request(desk, told.id)
    sent = asking.mark_requested(desk, told.id, [line.verdict_id], "05-CV/ĐU")
    taken(desk, told, *(row(n, one) for n, one in enumerate(WHO[:1], 2)),
          row(3, WHO[1], ethnicity="Tày"))  # fmt: skip
    assert field(desk, told, "ethnicity", 2).open
    deciding.decide(desk, told.id, 2, ruling("ethnicity", Decided.TAKE))
    assert people.read(desk, 2).ethnicity == "Tày"
    [kept] = asking.requests(desk, told.id)
    assert [(one.wanted, one.decided) for one in kept.lines] == [("Kinh", Decided.TAKE)]
    assert kept.number == sent.number


def test_nothing_to_ask_for(desk: Desk, told: Round) -> None:
    found = deciding.decide(
        desk, told.id, 1, ruling("ethnicity", Decided.PASSED, basis="chờ xác minh")
    )
    verdict = next(one.verdict for one in found.fields if one.target == "ethnicity")
    assert verdict is not None
    with pytest.raises(NothingToRequestProblem):
        asking.mark_requested(desk, told.id, [verdict.id], "05-CV/ĐU")


# --- taking back ----------------------------------------------------------------------------------


def verdict_id(desk: Desk, told: Round, target: str) -> int:
    verdict = field(desk, told, target).verdict
    assert verdict is not None
    return verdict.id


def test_what_was_taken_is_written_back(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("home.detail", Decided.TAKE))
    number = verdict_id(desk, told, "home.detail")
    with pytest.raises(ReasonNeededProblem):
        deciding.undo_decision(desk, told.id, number, " ")
    deciding.undo_decision(desk, told.id, number, "đọc nhầm dòng")
    assert people.read(desk, 1).home == WHO[0].home
    assert field(desk, told, "home.detail").open
    with pytest.raises(NoVerdictProblem):
        deciding.undo_decision(desk, told.id, number, "lần nữa")


def test_what_was_edited_since_is_not_written_over(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("ethnicity", Decided.TAKE))
    number = verdict_id(desk, told, "ethnicity")
    people.save(desk, replace(people.read(desk, 1), ethnicity="Tày"))
    with pytest.raises(ChangedSinceProblem):
        deciding.undo_decision(desk, told.id, number, "thôi")
    assert people.read(desk, 1).ethnicity == "Tày"


def test_a_correction_is_not_undone_by_a_click(desk: Desk, told: Round) -> None:
    deciding.correct(desk, told.id, 1, ruling("birth_date", Decided.TAKE), make.decision())
    with pytest.raises(LockedFactProblem):
        deciding.undo_decision(desk, told.id, verdict_id(desk, told, "birth_date"), "thôi")
    assert people.read(desk, 1).birth_date == make.day("1950-01-02")


def test_the_book_stays_sound_over_a_whole_walk(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("ethnicity", Decided.TAKE))
    deciding.decide(desk, told.id, 2, ruling("ethnicity"))
    [line] = asking.to_request(desk, told.id)
    sent = asking.mark_requested(desk, told.id, [line.verdict_id], "05-CV/ĐU")
    asking.undo_request(desk, sent.id, "gửi nhầm")
    deciding.undo_decision(desk, told.id, verdict_id(desk, told, "ethnicity"), "thôi")
    assert set(opening.verify(desk).values()) == {"ok"}
