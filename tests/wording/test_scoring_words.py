"""Points and levels explained: every reason has its sentence, every word its label."""

import unicodedata
from decimal import Decimal
from enum import StrEnum

import pytest

from tcxd_desktop.domain.aggregation import PeriodReason, PeriodWhy
from tcxd_desktop.domain.errors import FactsFileProblem
from tcxd_desktop.domain.meeting_facts import with_derived
from tcxd_desktop.domain.meetings import CellState, MeetingState, Presence, TaskState
from tcxd_desktop.domain.score_sheets import Hint, Reason, SheetState, Why
from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    AdjustmentKind,
    CellKind,
    Define,
    Engine,
    Input,
    Item,
    MeetingKind,
    Method,
    NaPolicy,
    NotHeld,
    RatingLevel,
    Rounding,
    ScoreTemplate,
    TemplateStatus,
)
from tcxd_desktop.wording import meetings, score_problems, scoring
from tcxd_desktop.wording.aggregation import period_why
from tcxd_desktop.wording.expressions import expression_words
from tcxd_desktop.wording.problems import sentence

D = Decimal
TEMPLATE = ScoreTemplate(
    "THU",
    1,
    "Mẫu thử",
    (Item("1", "Thời lượng", D(5)),),
    (RatingLevel("TOT", "Tốt", D(90)), RatingLevel("KHA", "Khá", D(0))),
    inputs=(Input("songs", "số bài hát"), Input("share", "tỷ lệ hát", "percent")),
    defines=(Define("late_by", "required_min - duration_min", "số phút thiếu"),),
)
FACTS = with_derived(
    {
        "meeting_kind": "thuong_ky",
        "members": D(24),
        "exempt": D(2),
        "away": D(1),
        "special_duty": D(0),
        "present": D(19),
        "duration_min": D(95),
        "posted_days_before": D(0),
        "committee_met": False,
    }
)
CASES: dict[Why, list[tuple[tuple[object, ...], str, str]]] = {
    Why.COMPUTED: [
        (
            ("attendance_pct", FACTS["attendance_pct"], "Từ 90 % trở lên"),
            "19/21 đảng viên dự họp (90,5 %): từ 90 % trở lên",
            "Tỷ lệ đảng viên dự họp là 90,5 %: từ 90 % trở lên",
        ),
        (
            ("posted_days_before >= 1", False, ""),
            "Số ngày đăng tài liệu trước buổi họp là 0: không đạt "
            "(cần: số ngày đăng tài liệu trước buổi họp từ 1 trở lên)",
            "Số ngày đăng tài liệu trước buổi họp từ 1 trở lên: không đạt",
        ),
        (
            ("duration_min >= required_min", True, "Đủ thời lượng"),
            "Thời lượng họp là 95 phút, thời lượng tối thiểu là 90 phút: đủ thời lượng",
            "Thời lượng họp từ thời lượng tối thiểu trở lên: đủ thời lượng",
        ),
        (
            ("committee_met", True, ""),
            "Chi ủy không họp chuẩn bị: đạt",
            "Chi ủy đã họp chuẩn bị: đạt",
        ),
        (
            ("5 if duration_ratio >= 1 else 3", D(5), ""),
            "Họp 95/90 phút: 5 điểm",
            "Thời lượng so với tối thiểu từ 1 trở lên: 5 điểm",
        ),
        (("present / 10", D("1.9"), ""), "Số đảng viên dự họp ÷ 10 = 1,9", ""),
        (("", None, "Dưới mức"), "Các trường hợp còn lại: dưới mức", ""),
        (("late_by", D(3), ""), "Số phút thiếu là 3", ""),
        (("songs", D(3), "NHIỀU"), "Số bài hát là 3: NHIỀU", ""),
        (("share", D("12.34"), ""), "Tỷ lệ hát là 12,3 %", ""),
    ],
    Why.FORCED: [
        (("absent_no_reason > 0", "Thấp"), "Số đảng viên vắng không lý do trên 0: xếp vào mức “Thấp”", ""),
        (("Có người vắng", "Thấp"), "Có người vắng: xếp vào mức “Thấp”", ""),
    ],
    Why.ENTERED: [
        ((), "Người chấm ghi", ""),
        ((D("4.5"),), "Người chấm ghi, thay cho 4,5 điểm tính từ số liệu", ""),
    ],
    Why.DEDUCTED: [
        ((D(2), D("0.5")), "2 lần, mỗi lần trừ 0,5 điểm", ""),
        ((D(0), D(1)), "Không có lần nào phải trừ điểm", ""),
    ],
    Why.NOT_APPLICABLE: [((NaPolicy.FULL,), "Không đánh giá, tính đủ điểm", "")],
    Why.SUMMED: [((), "Cộng các tiêu chí trong nhóm", "")],
    Why.CAPPED: [((D(10), D(8)), "Cộng được 10 điểm, chỉ tính tối đa 8", "")],
    Why.RESCALED: [
        ((D(3), D(6)), "Được 3/6 điểm của các tiêu chí áp dụng, quy đổi theo tỷ lệ", ""),
    ],
    Why.GROUP_ENTERED: [((), "Ghi điểm cả nhóm", ""), (("*",), "Ghi tổng điểm cả phiếu", "")],
    Why.MISSING: [
        ((), "Chưa chấm", ""),
        (("present", "songs"), "Chưa có số liệu: số đảng viên dự họp, số bài hát", ""),
    ],
    Why.ROUNDED: [((D("89.75"),), "Làm tròn từ 89,75 điểm", "")],
    Why.GATE: [
        (
            ("TOT", "KHA", "full(2) and full(1)", ("2",)),
            "Đủ điểm mức Tốt nhưng chưa đạt điều kiện: tiêu chí 2 đạt điểm tối đa và tiêu chí 1 "
            "đạt điểm tối đa (chưa đạt điểm tối đa: tiêu chí 2); xếp mức Khá",
            "",
        ),
    ],
    Why.GATE_UNKNOWN: [(("TOT", "Dự họp đủ"), "Chưa đủ căn cứ để xếp mức Tốt: dự họp đủ", "")],
    Why.KNOCKOUT: [
        (("not held", NOT_HELD), "Không họp: không xếp mức", ""),
        (("Dự dưới 2/3", "KHA"), "Dự dưới 2/3: xếp cao nhất mức Khá", ""),
    ],
    Why.ADJUSTED: [
        ((D(2), D(3), True), "2 lần, mỗi lần 3 điểm, chỉ tính đến mức tối đa", ""),
        ((D(0), D(3), False), "Không có lần nào", ""),
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", Why)
def test_every_reason_has_its_sentence(kind: Why) -> None:
    for args, said, bare in CASES[kind]:
        reason = Reason(kind, args)
        assert scoring.why(reason, TEMPLATE, FACTS) == said
        if bare:
            assert scoring.why(reason, TEMPLATE) == bare


def test_every_policy_of_what_does_not_apply_has_its_sentence() -> None:
    said = {scoring.why(Reason(Why.NOT_APPLICABLE, (one,)), TEMPLATE) for one in NaPolicy}
    assert len(said) == len(NaPolicy)


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (MeetingKind, meetings.MEETING_KIND),
        (CellKind, meetings.CELL_KIND),
        (MeetingState, meetings.MEETING_STATE),
        (Presence, meetings.PRESENCE),
        (TaskState, meetings.TASK_STATE),
        (CellState, meetings.CELL_STATE),
        (SheetState, meetings.SHEET_STATE),
        (TemplateStatus, meetings.TEMPLATE_STATUS),
        (Method, scoring.METHOD),
        (NaPolicy, scoring.NA_POLICY),
        (Rounding, scoring.ROUNDING),
        (AdjustmentKind, scoring.ADJUSTMENT_KIND),
        (Engine, scoring.ENGINE),
        (NotHeld, scoring.NOT_HELD_RULE),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_member_of_a_closed_vocabulary_has_its_label(
    kind: type[StrEnum], labels: dict[StrEnum, str]
) -> None:
    assert set(labels) == set(kind)
    assert all(label == unicodedata.normalize("NFC", label) for label in labels.values())
    assert len(set(labels.values())) == len(labels)


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (Hint("giong_nhau", (D("95.50"), 12)), "12 chi bộ có cùng tổng điểm 95,5: "),
        (Hint("toan_diem_toi_da", (7,)), "7 chi bộ đạt điểm tối đa"),
        (Hint("tu_cham_cao", (D("6.5"),)), "cao hơn điểm thẩm định 6,5 điểm."),
        (Hint("lech_chua_ly_do", (D(6), D(5))), "lệch 6 điểm mà chưa ghi lý do (lệch từ 5 điểm"),
    ],
)
def test_hints(hint: Hint, said: str) -> None:
    assert said in scoring.hint_text(hint)
    assert scoring.hint_text(hint).endswith(".")
    assert hint.kind in scoring.HINTS


def test_an_unknown_hint_says_nothing() -> None:
    assert scoring.hint_text(Hint("khac")) == ""


def test_levels_have_their_names() -> None:
    assert scoring.level_label(TEMPLATE, "TOT") == "Tốt"
    assert scoring.level_label(TEMPLATE, None) == "Chưa xếp mức"
    assert scoring.level_label(TEMPLATE, NOT_HELD) == "Không sinh hoạt"
    assert scoring.level_label(TEMPLATE, "LA") == "LA"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("attendance_pct >= 90 and absent_no_reason == 0",
         "tỷ lệ đảng viên dự họp từ 90 % trở lên và số đảng viên vắng không lý do là 0"),
        ("not has_chi_uy or (held and full(2))",
         "chi bộ không có chi ủy hoặc (có họp và tiêu chí 2 đạt điểm tối đa)"),
        ("meeting_kind in ['chuyen_de', 'ket_hop']",
         "loại buổi sinh hoạt là chuyên đề hoặc thường kỳ kết hợp chuyên đề"),
        ("meeting_kind not in ['chuyen_de']",
         "không phải là loại buổi sinh hoạt là chuyên đề"),
        ("120 if members >= 30 else 90",
         "120 nếu số đảng viên của chi bộ từ 30 trở lên, không thì 90"),
        ("-present * (members - 1) / 2", "−số đảng viên dự họp × (số đảng viên của chi bộ − 1) ÷ 2"),
        ("min(points(2), share(3)) < 2.5",
         "số nhỏ nhất trong (điểm tiêu chí 2; phần trăm điểm tiêu chí 3) dưới 2,5"),
        ("round(a) != true", "làm tròn (a) khác đúng"),
        ("org_kind == 'hoi'", "loại hình chi bộ là “hoi”"),
        ("không phải công thức", "không phải công thức"),
    ],
)  # fmt: skip
def test_expressions_in_words(text: str, said: str) -> None:
    assert expression_words(text) == said


@pytest.mark.parametrize("kind", PeriodWhy)
def test_every_reason_of_a_period_has_its_sentence(kind: PeriodWhy) -> None:
    args: dict[PeriodWhy, tuple[object, ...]] = {
        PeriodWhy.UNRATED: ("2026-01",),
        PeriodWhy.RULE_MET: ("TOT", 3, "KHA", "TOT", 2, 1),
        PeriodWhy.RULE_FAILED: ("TOT", 3, "", "", 2, 1, "2026-03"),
        PeriodWhy.OTHERWISE: ("KHA",),
        PeriodWhy.MEAN: (D("88.5"), 3, "KHA"),
        PeriodWhy.CAPPED: ("TOT", "KHA", "2026-02"),
        PeriodWhy.NOT_HELD_IGNORED: ("2026-02",),
        PeriodWhy.NOT_HELD_ZERO: ("2026-02",),
        PeriodWhy.NOT_HELD_CAPPED: ("KHA", "2026-02"),
        PeriodWhy.NOTE: ("Chưa rõ",),
    }
    said = period_why(PeriodReason(kind, args.get(kind, ())), TEMPLATE.levels)
    assert said[0].isupper()
    assert "TOT" not in said


@pytest.mark.parametrize("kind", score_problems.FILE_FAULTS)
def test_every_fault_of_a_facts_file_reads_as_a_sentence(kind: str) -> None:
    said = sentence(FactsFileProblem("facts → members", kind, "0.5"))
    assert said.startswith("Tệp số liệu chưa dùng được. Ở facts → members: ")
    assert said.endswith("Hãy sửa tệp rồi chạy lại.")
    assert sentence(FactsFileProblem("", kind)).startswith("Tệp số liệu chưa dùng được. Ở cả tệp: ")
