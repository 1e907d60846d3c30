"""Rules in words: every key of every vocabulary, due days explained, sentences of refusals."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tcxd_desktop.domain import rule_errors, rule_keys, rule_types
from tcxd_desktop.domain.deadlines import Due, due, due_of
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.rule_checks import _FIELDS as FIELDS
from tcxd_desktop.domain.rule_types import (
    CommuneRole,
    Count,
    Deadline,
    EndType,
    Extension,
    RuleKind,
    Scope,
    StartRule,
    TimeUnit,
)
from tcxd_desktop.domain.working_days import DayKind, Skipped, WorkCalendar
from tcxd_desktop.office import rules as office_rules
from tcxd_desktop.wording import rule_problems, rule_words, rules
from tcxd_desktop.wording.problems import sentence

BOOK = office_rules.shipped_book()
NOW = BOOK.on("2026-11-23")
TET = [date(2027, 2, day) for day in range(5, 10)]
CALENDAR = WorkCalendar(
    {date(2027, 1, 1): "Tết Dương lịch", **dict.fromkeys(TET, "Tết Nguyên đán")},
    unverified=frozenset(TET),
)


def replace_years(calendar: WorkCalendar, *years: int) -> WorkCalendar:
    """Return a calendar that knows whole years, with holidays that are Sundays anyway."""
    sundays = {
        day: "Chủ nhật"
        for year in years
        for n in range(300)
        if (day := date.fromordinal(date(year, 1, 1).toordinal() + n)).weekday() == 6
    }
    return replace(calendar, holidays={**sundays, **calendar.holidays})


def counted(rule: Deadline, since: str, *, calendar: WorkCalendar = CALENDAR, **more: Any) -> Due:
    made = due(rule, since, calendar, **more)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("keys", "labels"),
    [
        (rule_keys.TRIGGERS, rule_words.TRIGGER),
        (rule_keys.ENDINGS, rule_words.ENDING),
        (rule_keys.ACTORS, rule_words.ACTOR),
        (rule_keys.BODIES, rule_words.BODY),
        (rule_keys.VALUES, rules.VALUE),
        (RuleKind, rules.KIND),
        (EndType, rules.END),
        (CommuneRole, rules.ROLE),
        (rule_types.Leg, rules.LEG),
        (rule_types.Seal, rules.SEAL),
        (rule_types.Bound, rules.BOUND),
        (Scope, rules.SCOPE),
        (StartRule, rules.START),
        (Count, rules.COUNT),
        (DayKind, rules.DAY_KIND),
    ],
)
def test_every_key_has_its_words(keys: Collection[str], labels: Mapping[str, str]) -> None:
    assert set(labels) == set(keys)
    assert all(labels.values())


def test_every_field_and_choice_of_a_rule_has_its_words() -> None:
    fields = {name for told in FIELDS.values() for name in told}
    assert fields <= set(rules.FIELD)
    for choices in rule_keys.VALUES.values():
        if isinstance(choices, tuple):
            assert all(str(one) in rules.VALUE_CHOICE for one in choices)
    assert (rules.value_text(True), rules.value_text(2)) == ("có", "2")
    assert rules.value_text("introduction") == "ngày giới thiệu chuyển đi"


def test_every_shipped_rule_has_a_title_without_keys() -> None:
    titles = {row.key: rules.rule_title(row) for kind in RuleKind for row in NOW.rows(kind)}
    assert not [title for title in titles.values() if re.search(r"_|T10|T7|T8|T2", title)]
    assert titles["T10/4"] == "Ô 4, giấy loại 10 ô"
    assert titles["T10/out/cell_of_base"] == (
        "Giấy loại 10 ô, chặng đi: chi bộ thuộc đảng ủy cơ sở của xã, phường"
    )
    assert titles["TR-02"] == "Xuất trình giấy giới thiệu tại nơi đến"
    assert titles["notice_copies"] == "Số phiếu báo chuyển sinh hoạt"


def test_where_a_rule_comes_from() -> None:
    row = NOW.row(RuleKind.VALUE, "notice_copies")
    told = [rules.origin_text(replace(row, origin=one)) for one in ("shipped", "office", "pack:a")]
    assert told == ["theo chương trình", "văn phòng ghi", "gói a"]


# --- explanations ---------------------------------------------------------------------------------


def test_a_count_of_working_days_is_explained() -> None:
    made = counted(NOW.deadline("TR-02"), "2026-12-24")
    assert rules.due_sentence(made) == "Chậm nhất thứ Tư 10/02/2027"
    assert rules.explain(made) == (
        "30 ngày làm việc kể từ ngày làm việc đầu tiên sau 24/12/2026 (ngày giới thiệu chuyển đi), "
        "bỏ qua 01/01/2027 (Tết Dương lịch), 05/02–09/02/2027 (Tết Nguyên đán), "
        "12 ngày thứ Bảy, Chủ nhật; Quy định 294-QĐ/TW, mục 6.3.1.c"
    )


def test_other_ways_of_counting_are_explained() -> None:
    plain = replace(NOW.deadline("TR-02"), count=Count.CALENDAR, amount=15)
    starts = {
        StartRule.NEXT_DAY: "15 ngày kể từ ngày sau 01/09/2026",
        StartRule.SAME_DAY: "15 ngày kể từ chính ngày 01/09/2026",
        StartRule.NEXT_WORKING_DAY: "15 ngày kể từ ngày làm việc đầu tiên sau 01/09/2026",
    }
    for start, words in starts.items():
        assert rules.explain(counted(replace(plain, start=start), "2026-09-01")).startswith(words)
    stay = counted(NOW.deadline("TR-16b"), "2026-03-01")
    assert rules.explain(stay).startswith("dưới 12 tháng kể từ 01/03/2026 (ngày bắt đầu sinh hoạt")
    before = counted(NOW.deadline("HHD-03"), "2027-02-03")
    assert rules.explain(before).startswith("30 ngày làm việc trước 03/02/2027 (ngày của đợt")
    yearly = counted(NOW.deadline("DOS-11"), "2026-03-05")
    assert rules.explain(yearly).startswith("mỗi năm một lần, đến hết tháng 11;")
    half = counted(NOW.deadline("STAT-01"), "2026-03-05")
    assert rules.explain(half).startswith("mỗi kỳ một lần, đến hết sáu tháng có ngày 05/03/2026")
    assert rules.amount_text(NOW.deadline("RM-06")) == "3 lần yêu cầu"


def test_the_trigger_that_set_it_going_is_the_one_told() -> None:
    rule = NOW.deadline("TR-04")
    made = due_of(rule, {"member_received_file": "2026-08-05"}, CALENDAR)
    assert made is not None
    assert "(ngày đảng viên nhận hồ sơ chuyển sinh hoạt)" in rules.explain(made)
    both = counted(rule, "2026-08-05")
    assert "phiếu báo chuyển sinh hoạt hoặc ngày đảng viên" in rules.explain(both)


def test_an_extension_is_explained() -> None:
    rule = replace(NOW.deadline("TR-02"),
                   extension=Extension(15, TimeUnit.DAYS, Count.WORKING, "trường hợp đặc biệt"))  # fmt: skip
    made = counted(rule, "2026-03-02", extended=True)
    assert "gia hạn thêm 15 ngày làm việc (trường hợp đặc biệt)" in rules.explain(made)


def test_days_left_out_are_told_in_runs() -> None:
    days = [
        Skipped(date(2026, 12, 31), "Nghỉ"), Skipped(date(2027, 1, 1), "Nghỉ"),
        Skipped(date(2027, 1, 2), ""), Skipped(date(2027, 2, 8), "Tết"),
    ]  # fmt: skip
    told = "31/12/2026–01/01/2027 (Nghỉ), 08/02/2027 (Tết), 1 ngày thứ Bảy, Chủ nhật"
    assert rules.holiday_text(days) == told
    # Counted backwards they come the other way round, and read the same.
    assert rules.holiday_text(days[::-1]) == told
    assert rules.holiday_text([]) == ""


def test_what_makes_a_day_unsure_is_told_in_sentences() -> None:
    known = replace_years(CALENDAR, 2026, 2027)
    rule = NOW.deadline("TR-02")
    assert rules.cautions(counted(rule, "2026-03-02", calendar=known)) == ()
    # 6 and 7 February are a Saturday and a Sunday: they make nothing unsure.
    assert rules.cautions(counted(rule, "2027-01-20", calendar=known)) == (
        "Ngày nghỉ, làm bù chưa kiểm chứng: 05/02/2027, 08/02/2027, 09/02/2027.",
    )
    [unknown] = rules.cautions(counted(rule, "2028-03-01", calendar=known))
    assert unknown.startswith("Lịch nghỉ năm 2028 chưa có trong chương trình")
    newer = BOOK.under("RS-2026", "2026-11-23").deadline("ADM-07")
    assert "Thời hạn này chưa kiểm chứng với văn bản gốc." in rules.cautions(
        counted(newer, "2026-03-02")
    )


# --- refusals -------------------------------------------------------------------------------------


def problems() -> list[type[Problem]]:
    return [
        kind for kind in vars(rule_errors).values()
        if isinstance(kind, type) and issubclass(kind, Problem) and kind is not Problem
    ]  # fmt: skip


@pytest.mark.parametrize("kind", problems(), ids=lambda kind: kind.__name__)
def test_every_problem_says_what_why_and_how_to_mend_it(kind: type[Problem]) -> None:
    assert kind in rule_problems.SENTENCES
    for args in (("TR-02", "amount", "0"), ("2025-07-01", "hai", "ba"), ()):
        said = sentence(kind(*args))
        assert said.endswith(".")
        assert "Hãy " in said
        assert not set("{}") & set(said)


def test_keys_in_problems_are_told_in_words() -> None:
    content = sentence(rule_errors.RuleContentProblem("TR-02", "amount", "0"))
    assert content.startswith("Quy tắc TR-02, ô số lượng: “0” không dùng được.")
    dates = sentence(rule_errors.RuleDatesProblem("TR-02", "2026-12-01", "2026-11-30"))
    assert "30/11/2026, trước ngày có hiệu lực 01/12/2026" in dates
    route = sentence(rule_errors.NoRouteProblem("T7", EndType.ABROAD.value))
    assert "không có tuyến cho ngoài nước" in route
    assert "lỗi ở dòng 3." in sentence(rule_errors.RuleFileProblem("json", "3"))
    assert "(thời hạn)" in sentence(rule_errors.RuleKeyProblem("deadline", "x"))
    source = sentence(rule_errors.RuleSourceProblem("TR-02"))
    assert source.startswith("Chưa ghi căn cứ của quy tắc TR-02.")
    assert sentence(rule_errors.RuleSourceProblem("")).startswith("Chưa ghi căn cứ. ")
