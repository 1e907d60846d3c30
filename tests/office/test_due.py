"""*Việc hôm nay* on a real office: what each feature supplies, marks, who may see and write."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tcxd_desktop.domain.book import BookQuery, Loan
from tcxd_desktop.domain.due import DueLine, DueState
from tcxd_desktop.domain.due_errors import NoDutyProblem, NoMarkProblem, NotLaterProblem
from tcxd_desktop.domain.errors import (
    FutureDateProblem,
    NotAllowedProblem,
    ReasonNeededProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.rows import Exemption
from tcxd_desktop.domain.rule_types import RuleKind
from tcxd_desktop.office import book, due, loans, opening, people, rules, supplements
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.problems import sentence
from tests import make
from tests.make import FAR_HAMLET, HAMLET
from tests.office import meeting_samples

PERIODS = {"DOS-02", "DOS-05", "DOS-09", "DOS-10", "CARD-02"}


def at(desk: Desk, day: str) -> Desk:
    """Return the desk on another day."""
    when = date.fromisoformat(day)
    moment = datetime(when.year, when.month, when.day, 9, 0, tzinfo=make.HANOI)
    return replace(desk, clock=lambda: moment)


def lines(desk: Desk, wanted: str, on: str = "") -> list[DueLine]:
    """Return the duties whose key begins with a word."""
    return [line for line in due.page(desk, on).lines if line.task.key.startswith(wanted)]


def one(desk: Desk, wanted: str, on: str = "") -> DueLine:
    [line] = lines(desk, wanted, on)
    return line


@pytest.fixture
def dao(desk: Desk) -> int:
    return people.create(desk, make.new_person(name="Nguyễn Thị Đào")).id


def exempt(desk: Desk, person_id: int, *rows: Exemption) -> None:
    people.save(desk, replace(people.read(desk, person_id), exemptions=rows))


def exemption(since: str, until: str = "", ground: str = "Nghỉ chờ hưu") -> Exemption:
    return Exemption(make.day(since), make.day(until) if until else None, ground)


# --- loans ---------------------------------------------------------------------------------------


def lend(desk: Desk, person_id: int, due_on: str) -> Loan:
    return loans.lend(
        desk,
        Loan(
            person_id=person_id, borrower="Lê Văn Hòa", borrower_unit="UBKT Đảng ủy",
            purpose="Thẩm tra", approved_by="Trần Thu Hà", due_on=due_on,
        ),
    )  # fmt: skip


def test_a_dossier_lent_comes_due_and_is_gone_when_it_is_back(desk: Desk, dao: int) -> None:
    loan = lend(desk, dao, "2026-12-15")
    line = one(desk, "loan:")
    assert (line.state, line.days) == (DueState.OPEN, 22)
    assert line.task.soon_from == "2026-12-01"  # ten working days before
    assert line.task.who == "Nguyễn Thị Đào"
    assert line.task.unit == "Chi bộ thôn Bình Minh"
    assert line.task.target == "loans:"
    assert "Lê Văn Hòa (UBKT Đảng ủy) mượn ngày 23/11/2026" in line.task.why
    assert one(desk, "loan:", "2026-12-02").state is DueState.SOON
    assert one(desk, "loan:", "2026-12-16").state is DueState.LATE
    loans.give_back(desk, loan.id)
    assert lines(desk, "loan:") == []


def test_a_loan_without_a_day_is_no_duty(desk: Desk, dao: int) -> None:
    lend(desk, dao, "")
    assert lines(desk, "loan:") == []


# --- exemptions ----------------------------------------------------------------------------------


def test_an_exemption_is_told_of_thirty_days_before_its_end(desk: Desk, dao: int) -> None:
    exempt(desk, dao, exemption("2026-06-01", "2026-12-31"))
    assert lines(desk, "exemption:", "2026-11-30") == []
    line = one(desk, "exemption:", "2026-12-01")
    assert (line.state, line.task.due, line.task.rule) == (DueState.SOON, "2026-12-31", "EX-01")
    assert "từ 01/06/2026 đến 31/12/2026, lý do: Nghỉ chờ hưu" in line.task.why
    assert "06-HD/TW" in line.task.source
    assert line.task.target == f"person:{dao}"
    assert one(desk, "exemption:", "2027-01-01").state is DueState.LATE
    assert one(desk, "exemption:", "2027-01-01").task.title == "Hết hạn miễn sinh hoạt"
    assert lines(desk, "exemption:", "2027-04-03") == []


def test_one_that_was_renewed_is_followed_by_its_renewal(desk: Desk, dao: int) -> None:
    exempt(desk, dao, exemption("2025-12-01", "2026-11-30"), exemption("2026-12-01", "2027-10-31"))
    assert lines(desk, "exemption:", "2026-12-15") == []
    assert one(desk, "exemption:", "2027-10-15").task.due == "2027-10-31"


def test_without_an_end_it_is_counted_by_the_rule_unless_it_is_for_age(
    desk: Desk, dao: int
) -> None:
    exempt(desk, dao, exemption("2026-01-10"))
    line = one(desk, "exemption:", "2026-12-20")
    assert line.task.due == "2027-01-09"  # less than twelve months
    assert "chưa ghi đến ngày nào" in line.task.why
    assert "dưới 12 tháng kể từ 10/01/2026" in line.task.why
    exempt(desk, dao, exemption("2026-01-10", ground="Tuổi cao, sức yếu"))
    assert lines(desk, "exemption:", "2026-12-20") == []


def test_of_a_partial_date_no_day_is_made_up(desk: Desk, dao: int) -> None:
    exempt(desk, dao, exemption("2026-01", "2026-12"))
    exempt_other = people.create(desk, make.new_person(name="Lê Văn Đạt")).id
    exempt(desk, exempt_other, exemption("2026-01"))
    assert lines(desk, "exemption:", "2026-12-20") == []


def test_the_notice_of_exemptions_follows_the_rules(desk: Desk, dao: int) -> None:
    exempt(desk, dao, exemption("2026-06-01", "2026-12-31"))
    row = rules.book(desk).on("2026-11-23").row(RuleKind.VALUE, "temporary_soon_days")
    rules.change(desk, row, "2026-11-01", {"value": 45}, "Nghị quyết của đảng ủy", "nhắc sớm hơn")
    assert one(desk, "exemption:", "2026-11-20").state is DueState.SOON


# --- the yearly round ----------------------------------------------------------------------------


def test_a_round_is_one_line_while_there_is_time(desk: Desk) -> None:
    meeting_samples.fill(desk, HAMLET, 2)
    meeting_samples.fill(desk, FAR_HAMLET, 3)
    line = one(desk, "supplements:")
    assert (line.task.key, line.task.who) == ("supplements:2026", "2 chi bộ")
    assert "còn 5/5 người" in line.task.title
    assert (line.task.due, line.task.rule, line.state) == ("2026-12-31", "DOS-01", DueState.OPEN)


def test_then_it_is_told_chi_bo_by_chi_bo_until_everybody_is_confirmed(desk: Desk) -> None:
    near = at(desk, "2026-12-20")
    first, second = meeting_samples.fill(near, HAMLET, 2)
    meeting_samples.fill(near, FAR_HAMLET, 3)
    own, other = lines(near, "supplements:2026:")
    assert {own.task.unit, other.task.unit} == {"Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành"}
    line = one(near, f"supplements:2026:{HAMLET}")
    assert (line.state, line.task.target) == (DueState.SOON, f"supplements:{HAMLET}")
    assert "còn 2/2 người" in line.task.title
    supplements.hand_in(near, [first], 2026, make.TODAY)
    supplements.confirm(near, [second], 2026, make.TODAY)
    line = one(near, f"supplements:2026:{HAMLET}")
    assert "còn 1/2 người" in line.task.title
    assert "đã xác nhận 1 người, đã nộp chờ xác nhận 1 người" in line.task.why
    supplements.confirm(near, [first], 2026, make.TODAY)
    assert lines(near, f"supplements:2026:{HAMLET}") == []
    assert one(near, "supplements:2026").task.unit == "Chi bộ thôn Đông Thành"


def test_the_round_opens_in_november_and_the_last_one_stays(desk: Desk) -> None:
    meeting_samples.fill(desk, HAMLET, 2)
    assert lines(desk, "supplements:", "2026-10-31") == []
    assert one(desk, "supplements:", "2027-02-01").state is DueState.LATE
    assert one(desk, "supplements:", "2027-02-01").task.key == f"supplements:2026:{HAMLET}"
    assert [line.task.key for line in lines(desk, "supplements:", "2027-11-02")] == [
        f"supplements:2026:{HAMLET}", "supplements:2027",
    ]  # fmt: skip
    # The year before the office began is nobody's duty.
    assert lines(desk, "supplements:2025") == []


# --- duties of the calendar ----------------------------------------------------------------------


def test_duties_of_the_year_and_half_year_come_from_the_rules(desk: Desk) -> None:
    found = {line.task.rule: line for line in lines(desk, "period:")}
    assert set(found) == PERIODS
    assert {line.task.due for line in found.values()} == {"2026-12-31"}
    assert found["DOS-02"].task.title.endswith("(6 tháng cuối năm 2026)")
    assert "06-HD/TW" in found["DOS-02"].task.source
    assert found["DOS-02"].task.why.startswith("Đối chiếu danh sách với số hồ sơ")


def test_those_of_a_place_are_asked_of_that_place_only(desk: Desk) -> None:
    row = rules.book(desk).on("2026-11-23").row(RuleKind.VALUE, "local_scope")
    rules.change(desk, row, "2026-11-01", {"value": "hanoi"}, "Hướng dẫn 2-HD/BTCTU", "ở Hà Nội")
    found = {line.task.rule: line.task.due for line in lines(desk, "period:")}
    assert found["DOS-11"] == "2026-11-30"
    assert set(found) > PERIODS


def test_the_one_before_stays_until_it_is_marked(desk: Desk) -> None:
    key = "period:DOS-02:2026-12-31"
    later = at(desk, "2027-03-01")
    assert one(later, "period:DOS-02").task.key == key
    due.mark_done(later, key, date(2027, 1, 5), "Biên bản số 01-BB/ĐU")
    assert one(later, "period:DOS-02").state is DueState.DONE
    summer = at(desk, "2027-06-10")
    assert [line.task.due for line in lines(summer, "period:DOS-02")] == [
        "2027-06-30", "2026-12-31",
    ]  # fmt: skip


def test_an_account_of_some_organisations_is_not_asked_for_the_offices(desk: Desk) -> None:
    clerk = replace(desk, actor=Actor("Thử", Role.CLERK, 2, units=(HAMLET,)))
    assert lines(clerk, "period:") == []


# --- meetings ------------------------------------------------------------------------------------


def test_last_months_meetings_and_sheets_are_asked_for(desk: Desk) -> None:
    meeting_samples.fill(desk, HAMLET, 4)
    meeting_samples.fill(desk, FAR_HAMLET, 3)
    assert lines(desk, "meetings:") == []  # nobody has recorded a meeting yet
    meeting_samples.held(desk, HAMLET)
    held, scored = lines(desk, "meetings:2026-10")
    assert (held.state, held.task.due) == (DueState.LATE, "2026-10-31")
    assert held.task.title == "Tháng 10/2026: 1 chi bộ chưa ghi buổi sinh hoạt thường kỳ"
    assert held.task.why.endswith("tháng 10/2026 chưa ghi buổi nào: Chi bộ thôn Đông Thành.")
    assert (scored.state, scored.task.due) == (DueState.OPEN, "")
    assert scored.task.why.endswith("chưa nộp phiếu tự chấm: Chi bộ thôn Bình Minh.")


# --- scope, order, duplicates ---------------------------------------------------------------------


def test_a_clerk_of_one_chi_bo_sees_its_duties_only(desk: Desk, dao: int) -> None:
    other = people.create(desk, make.new_person(name="Phan Văn Xa", unit_id=FAR_HAMLET)).id
    for person in (dao, other):
        lend(desk, person, "2026-11-01")
        exempt(desk, person, exemption("2026-01-01", "2026-11-30"))
    meeting_samples.held(desk, HAMLET)
    clerk = replace(desk, actor=Actor("Thử", Role.CLERK, 2, units=(HAMLET,)))
    seen = due.page(clerk).lines
    assert {line.task.person_id for line in seen} == {dao, None}
    assert "Đông Thành" not in " ".join(f"{line.task.unit} {line.task.why}" for line in seen)
    foreign = next(line.task.key for line in lines(desk, f"exemption:{other}"))
    with pytest.raises(NoDutyProblem):
        due.mark_done(clerk, foreign, make.TODAY, "giấy")


def test_the_late_stand_first_whatever_feature_they_come_from(desk: Desk, dao: int) -> None:
    lend(desk, dao, "2026-11-01")
    exempt(desk, dao, exemption("2026-01-01", "2026-11-10"))
    keys = [line.task.key.partition(":")[0] for line in due.page(desk).lines]
    assert keys[:2] == ["loan", "exemption"]


def test_every_supplier_is_there(desk: Desk) -> None:
    for supplier in due.SUPPLIERS:
        assert callable(due._supply(supplier))


def test_a_duty_told_twice_stands_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [line.task.key for line in due.page(desk).lines]
    assert before
    monkeypatch.setattr(due, "SUPPLIERS", due.SUPPLIERS * 2)
    assert [line.task.key for line in due.page(desk).lines] == before


# --- marks ---------------------------------------------------------------------------------------


KEY = "period:DOS-02:2026-12-31"


def test_done_needs_its_proof_and_a_day_that_has_come(desk: Desk) -> None:
    with pytest.raises(RequiredProblem) as needed:
        due.mark_done(desk, KEY, make.TODAY, "  ")
    assert needed.value.field == "proof"
    with pytest.raises(FutureDateProblem):
        due.mark_done(desk, KEY, date(2026, 11, 24), "BB 05")
    with pytest.raises(NoDutyProblem) as gone:
        due.mark_done(desk, "khong:co", make.TODAY, "BB 05")
    assert "không còn trong danh sách" in sentence(gone.value)
    assert one(desk, KEY).mark is None
    due.mark_done(desk, KEY, date(2026, 11, 20), "  Biên bản   số 05 ")
    line = one(desk, KEY)
    assert line.state is DueState.DONE
    assert line.mark is not None
    assert (line.mark.proof, line.mark.actor) == ("Biên bản số 05", make.HEAD_NAME)


def test_putting_off_needs_a_reason_and_a_later_day(desk: Desk) -> None:
    with pytest.raises(ReasonNeededProblem):
        due.postpone(desk, KEY, date(2026, 12, 1), "")
    with pytest.raises(NotLaterProblem) as early:
        due.postpone(desk, KEY, make.TODAY, "chờ")
    assert "23/11/2026" in sentence(early.value)
    due.postpone(desk, KEY, date(2026, 12, 1), "chờ bàn giao")
    line = one(desk, KEY)
    assert line.state is not DueState.DONE
    assert line.mark is not None
    assert line.mark.postponed_to == "2026-12-01"


def test_the_last_word_counts_and_can_be_taken_back(desk: Desk) -> None:
    due.postpone(desk, KEY, date(2026, 12, 1), "chờ bàn giao")
    due.mark_done(desk, KEY, make.TODAY, "BB 05")
    mark = one(desk, KEY).mark
    assert mark is not None
    assert (mark.done_on, mark.postponed_to, mark.reason) == ("2026-11-23", "", "")
    due.unmark(desk, KEY)
    assert one(desk, KEY).mark is None
    with pytest.raises(NoMarkProblem) as nothing:
        due.unmark(desk, KEY)
    assert "không có gì để bỏ" in sentence(nothing.value)


def test_marks_stand_in_the_book_with_their_values_and_the_book_holds(desk: Desk) -> None:
    due.mark_done(desk, KEY, make.TODAY, "BB 05")
    due.postpone(desk, KEY, date(2026, 12, 1), "ghi nhầm")
    due.unmark(desk, KEY)
    entries = book.entries(desk, BookQuery(kind="transfer"))
    assert [entry.use_case for entry in entries] == ["due.unmark", "due.postpone", "due.done"]
    assert entries[-1].note.startswith("Đối chiếu danh sách với số hồ sơ")
    told = {(c.field, c.old, c.new) for c in book.changes(desk, entries[1].id)}
    assert told == {
        ("done_on", "2026-11-23", ""), ("proof", "BB 05", ""),
        ("postponed_to", "", "2026-12-01"), ("reason", "", "ghi nhầm"),
    }  # fmt: skip
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_viewer_reads_and_does_not_write(desk: Desk) -> None:
    viewer = replace(desk, actor=Actor("Xem", Role.VIEWER, 3))
    assert one(viewer, KEY)
    for act in (
        lambda: due.mark_done(viewer, KEY, make.TODAY, ""),
        lambda: due.postpone(viewer, KEY, make.TODAY, ""),
        lambda: due.unmark(viewer, KEY),
    ):
        with pytest.raises(NotAllowedProblem):
            act()
