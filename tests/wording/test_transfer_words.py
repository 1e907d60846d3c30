"""What is said of transfers: labels, steps, clocks, problems, papers that go along."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

import pytest

from tcxd_desktop.domain import transfer_errors, transfers
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.transfer_clocks import (
    Clock,
    Dissolution,
    OfficeFacts,
    clocks,
    office_clocks,
)
from tcxd_desktop.domain.transfer_machine import advance
from tcxd_desktop.domain.transfer_route import box_marks
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.wording import transfers as words
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.transfer_problems import SENTENCES, transfer_arguments
from tests.domain.transfer_samples import (
    CALENDAR,
    ENDS,
    HOME,
    MEMBER,
    RULES,
    TODAY,
    case_of,
    full,
    sign,
    walked,
    way,
    with_values,
)

K, D, E = TransferKind, Direction, StepEvent
INTRODUCED = (sign(1, "2026-09-08"), sign(3, "2026-09-09"), sign(4, "2026-09-10", number="41"))


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (transfers.TransferKind, words.KIND),
        (transfers.TransferKind, words.KIND_SHORT),
        (transfers.TransferKind, words.KIND_HINT),
        (transfers.Direction, words.DIRECTION),
        (transfers.State, words.STATE),
        (transfers.StepEvent, words.EVENT),
        (transfers.Block, words.BLOCK),
        (transfers.CheckItem, words.CHECK_ITEM),
        (transfers.CheckResult, words.CHECK_RESULT),
        (transfers.BoardColumn, words.COLUMN),
    ],
)
def test_every_member_has_its_label_and_no_two_are_alike(
    kind: type[StrEnum], labels: dict[StrEnum, str]
) -> None:
    assert set(labels) == set(kind)
    assert all(labels.values())
    assert len(set(labels.values())) == len(labels)


def test_boxes_have_their_writers() -> None:
    assert {letter: len(told) for letter, told in words.BOX_WRITER.items()} == {
        "T10": 10, "T7": 7, "T8": 8,
    }  # fmt: skip
    assert words.box_writer("T10", 4) == "cấp ủy cấp trên trực tiếp nơi đi"
    assert [words.box_writer("T7", 8), words.box_writer("", 1), words.box_writer("T10", 0)] == [
        "", "", "",
    ]  # fmt: skip


# --- a case and its steps -----------------------------------------------------------------------


def test_a_case_in_a_line_names_no_person() -> None:
    told = words.case_text(case_of(K.OFFICIAL, D.OUT))
    assert told == (
        "Chính thức, đi: Chi bộ Phân xưởng 2, Đảng bộ xã Đông Hải → "
        "Chi bộ Khoa Cơ bản, Đảng bộ phường Tân Lập"
    )
    assert MEMBER.name not in told
    assert words.case_text(Transfer(K.LINK, D.IN)) == "Giữ mối liên hệ nơi cư trú, đến"
    assert words.case_text(Transfer(K.OFFICIAL, D.OUT, source=HOME)).endswith("→ chưa ghi")
    assert words.place_text(End(country="Nhật Bản")) == "Nhật Bản"


def test_the_state_tells_since_when_and_by_whom() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED)
    assert words.state_text(case) == (
        "Đã ghi ô 4 (cấp ủy cấp trên trực tiếp nơi đi), từ 10/09/2026"
    )
    assert words.state_text(Transfer(K.LINK, D.OUT)) == "Đề nghị chuyển"


def test_steps_read_from_the_side_the_case_is_kept_on() -> None:
    out, come = case_of(K.OFFICIAL, D.OUT), case_of(K.OFFICIAL, D.IN)
    notice = full(E.NOTICE, "2026-09-10")
    assert words.step_text(notice, out) == "Gửi phiếu báo"
    assert words.step_text(notice, come) == "Nhận phiếu báo"
    assert words.step_text(sign(3, "2026-09-10"), out) == "Ô 3: đảng ủy cơ sở nơi đi"
    unsigned = Step(E.SIGN, "2026-09-10", box=1, unsigned=True)
    assert words.step_text(unsigned, out) == "Ô 1: chi ủy nơi đi, không ký"
    assert words.step_text(Step(E.CANCEL, "2026-09-10"), out) == "Hủy ca"
    assert words.step_label(sign(3, "2026-09-10")) == "Ghi ô 3"
    for event in StepEvent:
        assert words.step_text(Step(event, "2026-09-10"), come)


def test_details_of_a_step_stand_in_a_line() -> None:
    step = Step(
        E.SIGN, "2026-09-08", box=1, signer="Ngô Văn Bình", title="Bí thư", number="14",
        addressed="Đảng ủy Công ty Muối\nĐảng ủy xã", serial="AB 0001234", until="",
    )  # fmt: skip
    assert words.step_details(step) == (
        "số 14 · Ngô Văn Bình, Bí thư · gửi Đảng ủy Công ty Muối; Đảng ủy xã · "
        "giấy số seri AB 0001234"
    )
    assert words.step_details(Step(E.EXTEND, "2026-09-08", until="2027-01-15")) == (
        "đến hết 15/01/2027"
    )
    # An override keeps the key of its block where others keep a number.
    assert words.step_details(Step(E.OVERRIDE, "2026-09-08", number="muc_luc")) == ""
    told = Step(E.CONFIRM, "2026-09-08", addressed="Chi bộ thôn Trung")
    assert words.step_details(told) == "tại Chi bộ thôn Trung"
    come = Step(E.NOTICE, "2026-09-08", addressed="Đảng ủy xã Hải Lĩnh", state=State.NOTICED)
    assert words.step_details(come) == "từ Đảng ủy xã Hải Lĩnh"


def test_marks_are_shown_in_words() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED)
    shown = words.marks_shown(box_marks(case, way(case)))
    assert (shown[3].on, shown[3].label, shown[3].writer) == (
        "10/09/2026", "số 41", "Đảng bộ xã Đông Hải",
    )  # fmt: skip
    unnamed = case_of(K.OFFICIAL, D.OUT, target=End("cell_under_upper"))
    assert words.marks_shown(box_marks(unnamed, way(unnamed)))[9].writer == "chi ủy nơi đến"


@pytest.mark.parametrize(
    ("kind", "probationary", "wanted"),
    [
        (K.OFFICIAL, False, ["Hồ sơ", "Phiếu đảng viên", "Bản tự kiểm điểm", "Thẻ đảng viên"]),
        (K.OFFICIAL, True, ["Hồ sơ", "Phiếu đảng viên", "Bản tự kiểm điểm", "Nhận xét"]),
        (K.INSIDE, False, ["Hồ sơ", "Bản tự kiểm điểm", "Thẻ đảng viên"]),
        (K.TEMPORARY, False, ["Thẻ đảng viên", "Bản tự kiểm điểm"]),
        (K.TEMPORARY, True, ["Quyết định kết nạp", "Bản tự kiểm điểm"]),
        (K.LABOUR, False, ["Bản tự kiểm điểm"]),
        (K.LABOUR, True, ["Quyết định kết nạp", "Bản tự kiểm điểm", "Nhận xét"]),
        (K.LINK, False, []),
        (K.FROM_ABROAD, False, []),
    ],
)
def test_the_papers_that_go_along(
    kind: TransferKind, probationary: bool, wanted: list[str]
) -> None:
    told = words.enclosed_papers(kind, probationary=probationary)
    assert len(told) == len(wanted)
    assert all(paper.startswith(start) for paper, start in zip(told, wanted, strict=True))


def test_titles_stand_as_papers_have_them() -> None:
    assert words.party_title("Phó bí thư") == "Phó Bí thư"
    assert words.party_title("trưởng ban Xây dựng Đảng") == "Trưởng ban Xây dựng Đảng"
    assert words.party_title("") == ""


# --- clocks -------------------------------------------------------------------------------------


def on(case: Transfer, day: str) -> dict[str, Clock]:
    return {clock.rule: clock for clock in clocks(case, RULES, CALENDAR, date.fromisoformat(day))}


def test_a_clock_says_its_day_and_how_it_stands() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(E.GIVE, "2026-09-11"))
    late = on(case, "2026-11-20")["TR-02"]
    assert words.clock_text(late) == (
        "Xuất trình giấy giới thiệu tại nơi đến: chậm nhất thứ Năm 22/10/2026, đã quá hạn."
    )
    basis = words.clock_basis(late)
    assert "30 ngày làm việc" in basis
    assert "Quy định 294-QĐ/TW, mục 6.3.1.c" in basis
    assert "Quá hạn: báo cáo lý do" in basis
    done = walked(case, full(E.CONFIRM, "2026-11-02"))
    assert words.clock_text(on(done, "2026-11-20")["TR-02"]).endswith(
        "22/10/2026, xong muộn ngày 02/11/2026."
    )
    assert "Quá hạn" not in words.clock_basis(on(done, "2026-11-20")["TR-02"])
    assert words.clock_text(on(case, "2026-09-15")["TR-02"]).endswith("22/10/2026.")


def test_a_clock_without_a_number_says_so() -> None:
    case = walked(case_of(K.OFFICIAL, D.IN), full(E.NOTICE, "2026-09-14"))
    clock = on(case, "2026-09-20")["TR-05"]
    assert words.clock_text(clock) == (
        "Liên hệ, nhắc đảng viên và nơi chuyển đi: văn bản không nêu số ngày."
    )
    assert words.clock_basis(clock).startswith("Văn bản không nêu số ngày; Hướng dẫn 38-HD/BTCTW")
    called = walked(case, full(E.CONTACT, "2026-09-15"))
    assert words.clock_text(on(called, "2026-09-20")["TR-05"]).endswith("đã làm ngày 15/09/2026.")
    partial = on(case_of(K.OFFICIAL, D.OUT, effective="2026-09"), "2026-09-20")["TR-01"]
    assert "không đủ căn cứ" in words.clock_text(partial)


def test_the_end_of_a_stay_comes_from_the_letter() -> None:
    case = walked(
        case_of(K.TEMPORARY, D.OUT, term_from="2026-09-15", term_to="2026-10-20"),
        sign(1, "2026-09-08"), sign(2, "2026-09-09"), full(E.GIVE, "2026-09-10"),
    )  # fmt: skip
    found = on(case, "2026-11-20")
    assert words.clock_basis(found["TR-08"]).startswith("Ngày cuối ghi trên giấy")
    assert "20/10/2026, đã quá hạn." in words.clock_text(found["TR-08"])
    assert words.clock_text(found["TR-16a"]).endswith("; thời gian đã ghi ngắn hơn mức này.")
    assert "quá hạn" not in words.clock_text(found["TR-16b"])


@pytest.mark.parametrize("key", list(ENDS), ids=str)
def test_every_clock_has_its_duty_text_and_basis(key: tuple[TransferKind, Direction]) -> None:
    case = case_of(
        *key, term_from="2026-09-15", term_to="2026-12-15", reason="tốt nghiệp",
        introduced="2026-09-01",
    )  # fmt: skip
    seen = 0
    for events in ([], [E.NOTICE], [E.ISSUE_SLIP], [E.GIVE], [E.GIVE, E.EXTEND, E.COME_HOME]):
        steps = [Step(one, "2026-09-16", until="2027-03-01") for one in events]
        told = replace(case, steps=(*case.steps, *steps))
        for clock in clocks(told, RULES, CALENDAR, TODAY):
            seen += 1
            assert not words.clock_duty(clock, told).startswith("TR-")
            assert words.clock_text(clock).endswith(".")
            assert words.clock_basis(clock)
    assert seen or key[0] is K.LINK


def test_duties_are_told_to_the_side_that_has_them() -> None:
    clock = Clock("TR-04", None, DueState.OPEN)
    here, there = case_of(K.OFFICIAL, D.OUT), case_of(K.OFFICIAL, D.IN)
    assert words.clock_duty(clock, here) != words.clock_duty(clock, there)
    hanoi = Clock("TR-04h", None, DueState.OPEN)
    assert words.clock_duty(hanoi, there) == words.clock_duty(clock, there)


def test_duties_of_the_office_are_told() -> None:
    facts = OfficeFacts(
        notices_since="2026-08-10", dissolutions=(Dissolution("Chi bộ Trạm bơm", "2026-10-01"),)
    )
    hanoi = with_values({"local_scope": "hanoi"})
    found = office_clocks(facts, hanoi, CALENDAR, TODAY)
    assert [clock.rule for clock in found] == ["TR-06", "TR-09", "TR-10"]
    told = [words.office_duty(clock) for clock in found]
    assert len(set(told)) == 3
    assert all(words.clock_basis(clock) for clock in found)


# --- problems -----------------------------------------------------------------------------------


def said(problem: Problem) -> str:
    texts = [problem_text(arg) for arg in problem.args]
    return SENTENCES[type(problem)].format(*transfer_arguments(problem, texts), "", "", "")


def problem_text(arg: object) -> str:
    if isinstance(arg, tuple):
        return ", ".join(map(str, arg))
    return show_date(arg) if isinstance(arg, PartialDate) else str(arg)


def refused(case: Transfer, step: Step) -> str:
    with pytest.raises(Problem) as found:
        advance(case, step, way(case), TODAY)
    return said(found.value)


def test_problems_say_what_is_wrong_and_how_to_mend_it() -> None:
    case = walked(case_of(K.OFFICIAL, D.OUT), sign(1, "2026-09-08"))
    assert refused(case, full(E.GIVE, "2026-09-09")) == (
        "Bước “Giao hồ sơ” không làm được khi ca đang ở tình trạng “đã ghi ô 1”. "
        "Bước có thể làm: ghi ô 3, hủy giấy viết hỏng, hủy ca, lùi một bước."
    )
    assert "phải ghi ô 3 trước" in refused(case, sign(4, "2026-09-09"))
    assert "Ô 1 đã ghi ngày 08/09/2026" in refused(case, sign(1, "2026-09-09"))
    assert "Ô 5 không nằm trên tuyến của ca này (các ô: 1, 3, 4, 7" in refused(
        case, sign(5, "2026-09-09")
    )
    assert "Chưa đến lượt ô 7: ca đang ở tình trạng “đã ghi ô 1”" in refused(
        case, sign(7, "2026-09-09")
    )
    assert "sớm hơn bước “Ghi ô 1” ngày 08/09/2026" in refused(case, sign(3, "2026-09-07"))
    case = walked(case, sign(3, "2026-09-09"))
    assert "Bước “Ghi ô 4” phải có số" in refused(case, sign(4, "2026-09-10", number=""))
    gone = walked(case, full(E.CANCEL, "2026-09-10"))
    assert "đã kết thúc (đã hủy)" in refused(gone, sign(4, "2026-09-10"))
    unknown = walked(case_of(K.OFFICIAL, D.IN, target=End()), full(E.PRESENT, "2026-09-10"))
    assert "ở chặng đến" in refused(unknown, sign(7, "2026-09-10"))
    wrong = transfer_errors.WrongDirectionProblem("XK", "in")
    assert said(wrong) == (
        "Loại “Xuất khẩu lao động” không có chiều “đến”. Hãy chọn loại chuyển hoặc chiều khác."
    )


@pytest.mark.parametrize(
    "kind", [one for one in vars(transfer_errors).values()
             if isinstance(one, type) and issubclass(one, Problem) and one is not Problem],
    ids=lambda kind: kind.__name__,
)  # fmt: skip
def test_every_problem_has_its_sentence(kind: type[Problem]) -> None:
    for args in (("2025-07-01", "hai", "ba"), ()):
        told = said(kind(*args)) if args else SENTENCES[kind]
        assert told.endswith((".", "?"))
        if args:
            assert not set("{}") & set(told)


def test_states_of_every_box_are_labelled() -> None:
    assert words.STATE[State.BOX_10] == "Đã ghi ô 10"
