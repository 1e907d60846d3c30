"""The rules of a day: what is shipped, every route, rule sets by their adoption, later rows."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.rule_checks import check, check_together
from tcxd_desktop.domain.rule_errors import UnknownRuleProblem
from tcxd_desktop.domain.rule_keys import VALUES
from tcxd_desktop.domain.rule_types import (
    Bound,
    Count,
    MonthRule,
    Scope,
    StartRule,
    TimeUnit,
)
from tcxd_desktop.domain.rules import (
    FIRST_SET,
    Adoption,
    CommuneRole,
    RuleBook,
    RuleKind,
    RuleRow,
    Rules,
)
from tcxd_desktop.office import rules as office_rules
from tcxd_desktop.places import resources

BOOK = office_rules.shipped_book()
DAY = "2026-11-23"
NOW = BOOK.on(DAY)
SHIPPED = tuple(
    row
    for kind in RuleKind
    for rule_set in office_rules.set_ids()
    for key in BOOK.keys(rule_set, kind)
    for row, _ in BOOK.versions(rule_set, kind, key)
)


def book(
    *more: RuleRow, sets: tuple[Adoption, ...] = (), roles: tuple[Adoption, ...] = ()
) -> RuleBook:
    return RuleBook((*SHIPPED, *more), sets, roles, {"RS-2026": "RS-2025"})


def test_unknown_keys_are_refused() -> None:
    for ask in (
        lambda: NOW.deadline("TR-99"),
        lambda: NOW.letter("T9"),
        lambda: NOW.box("T10", 11),
        lambda: NOW.boxes("T9"),
        lambda: NOW.body("nobody"),
        lambda: NOW.form("9-SHĐ"),
        lambda: NOW.value("color"),
    ):
        with pytest.raises(UnknownRuleProblem):
            ask()


# --- what is shipped ------------------------------------------------------------------------------


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: f"{row.rule_set} {row.key}")
def test_a_shipped_rule_is_checked_and_names_its_source(row: RuleRow) -> None:
    check(row)
    assert row.source
    assert row.rule_set == "RS-2025" or not row.verified
    assert row.valid_from == ("2025-07-01" if row.rule_set == "RS-2025" else "")


def test_shipped_rules_fit_together() -> None:
    check_together(BOOK, SHIPPED)
    assert set(VALUES) == {row.key for row in NOW.rows(RuleKind.VALUE)}


IDS = """
ADM-01 ADM-02 ADM-03a ADM-03b ADM-04 ADM-05 ADM-06 ADM-07 ADM-08 ADM-09 ADM-10 ADM-11 ADM-12
ADM-13 ADM-14 REC-01 REC-02 REC-03 REC-04a REC-04b REC-04c REC-04d REC-05 READ-01 READ-02
TR-01 TR-02 TR-04 TR-04h TR-06 TR-08 TR-09 TR-10 TR-11 TR-12 TR-13 TR-15 TR-16a TR-16b TR-16c TR-17 TR-18
EX-01 EX-02 RM-01 RM-02 RM-03 RM-04 RM-05a RM-05b RM-06 DOS-01 DOS-02 DOS-04 DOS-05 DOS-09
DOS-10 DOS-11 DOS-12 CARD-01 CARD-02 HHD-01a HHD-01b HHD-01c HHD-02a HHD-02b HHD-02c HHD-03
HHD-04 ANS-01 ANS-02 ORG-01 ORG-02 ORG-03 ORG-04 ORG-05 STAT-01
"""


def test_every_deadline_of_the_texts_is_shipped() -> None:
    assert [row.key for row in NOW.rows(RuleKind.DEADLINE)] == IDS.split()


@pytest.mark.parametrize(
    ("key", "amount", "unit", "count", "trigger", "source"),
    [
        ("TR-01", 60, TimeUnit.DAYS, Count.WORKING, "move_effective_date", "6.3.1.a"),
        ("TR-02", 30, TimeUnit.DAYS, Count.WORKING, "introduction_date", "6.3.1.c"),
        ("TR-04", 3, TimeUnit.MONTHS, Count.CALENDAR, "transfer_notice_received", "II.4.3.1.d"),
        ("TR-06", 3, TimeUnit.MONTHS, Count.CALENDAR, "previous_check", "8.3.b"),
        ("TR-09", 30, TimeUnit.DAYS, Count.WORKING, "dissolution_decision", "6.3.5"),
        ("TR-11", 60, TimeUnit.DAYS, Count.WORKING, "left_country", "II.4.3.1.c"),
        ("TR-12", 30, TimeUnit.DAYS, Count.WORKING, "returned_home", "II.4.3.1.c"),
        ("TR-13", 30, TimeUnit.DAYS, Count.WORKING, "left_country", "II.4.3.2.b"),
        ("TR-16a", 3, TimeUnit.MONTHS, Count.CALENDAR, "temporary_start", "6.3.2.a"),
        ("TR-16b", 12, TimeUnit.MONTHS, Count.CALENDAR, "temporary_start", "6.3.2.a"),
        ("TR-16c", 24, TimeUnit.MONTHS, Count.CALENDAR, "temporary_start", "6.3.2.a"),
        ("TR-17", 12, TimeUnit.MONTHS, Count.CALENDAR, "temporary_end", "II.4.3.2.c"),
        ("ADM-06", 45, TimeUnit.DAYS, Count.WORKING, "cell_resolution_admission", "4.3.1"),
        ("REC-01", 12, TimeUnit.MONTHS, Count.CALENDAR, "admission_ceremony", "4.2"),
        ("RM-05b", 180, TimeUnit.DAYS, Count.WORKING, "complaint_received", "8.2.2"),
    ],
)
def test_deadlines_as_the_texts_have_them(
    key: str, amount: int, unit: TimeUnit, count: Count, trigger: str, source: str
) -> None:
    rule = NOW.deadline(key)
    assert (rule.amount, rule.unit, rule.count) == (amount, unit, count)
    assert rule.triggers[0] == trigger
    assert f"mục {source}" in rule.source
    assert rule.start is StartRule.NEXT_WORKING_DAY


def test_the_finer_points_of_deadlines() -> None:
    assert NOW.deadline("TR-04").triggers == ("transfer_notice_received", "member_received_file")
    assert NOW.deadline("TR-16b").exclusive
    assert not NOW.deadline("TR-16c").exclusive
    assert NOW.deadline("TR-16a").bound is Bound.MIN
    assert NOW.deadline("REC-01").bound is Bound.PERIOD
    more = NOW.deadline("ADM-06").extension
    assert more is not None
    assert (more.amount, more.count) == (15, Count.WORKING)
    assert NOW.deadline("HHD-03").before
    assert NOW.deadline("DOS-11").month == 11
    assert (NOW.deadline("TR-02").soon, NOW.deadline("TR-02").soon_count) == (10, Count.WORKING)
    assert (NOW.deadline("TR-17").soon, NOW.deadline("TR-17").soon_count) == (30, Count.CALENDAR)


def test_values_of_the_shipped_rules() -> None:
    assert {key: NOW.value(key) for key in VALUES} == {
        "head_count_leaves": "introduction", "head_count_enters": "accepted",
        "labour_leaves": True, "temporary_starts": "term", "register_restart": "yearly",
        "month_arithmetic": "same_day_or_last", "three_month_start": "notice_or_file",
        "notice_copies": 2, "soon_working_days": 10, "temporary_soon_days": 30,
        "local_scope": "", "commune_role": "CAP_TREN_TRUC_TIEP",
        "least_age_at_admission": 18, "education_at_admission": "diploma",
    }  # fmt: skip


def test_forms_and_who_decides() -> None:
    for code in ("1-SHĐ", "2-SHĐ", "3A-SHĐ", "3B-SHĐ", "3C-SHĐ", "3D-SHĐ", "10-SHĐ", "01-TCĐ"):
        assert NOW.form(code).title
        assert not NOW.form(code).annex_seen
    assert NOW.form("1-SHĐ").copies == NOW.value("notice_copies")
    assert NOW.body("admission").decides == {"": "btv_cttt"}
    assert NOW.body("dossier").decides["A"] == "cttt"
    assert NOW.body("strike_off_transfer").decides == {"": "cap_uy_co_tham_quyen_noi_den"}
    assert NOW.body("hand_cell_other_base").accepts == "dang_uy_co_so"


def test_local_deadlines_bind_only_where_the_office_says_so() -> None:
    bound = {rule.id for rule in NOW.deadlines()}
    assert {"TR-02", "TR-04"} <= bound
    assert not {"TR-04h", "EX-02", "ADM-04"} & bound
    assert NOW.deadline("TR-04h").scope is Scope.HANOI
    local = book(changed("local_scope", "hanoi")).on(DAY)
    assert {"TR-04h", "TR-04", "EX-02"} <= {rule.id for rule in local.deadlines()}


def test_nothing_is_shipped_that_only_some_know() -> None:
    """No path, no name of a tool, one note a file, valid JSON of its own format."""
    for path in sorted((resources() / "rules").glob("rules-*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told["format"] == "tcxd-rules/1"
        assert told["note"].endswith(".")
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/work|/home|github|INF|HD38|QĐ294", text)
    assert Path(resources() / "rules" / "working_days.json").is_file()


# --- rule sets, later rows ------------------------------------------------------------------------


def changed(key: str, value: object, **more: str) -> RuleRow:
    row = NOW.row(RuleKind.VALUE, key)
    return replace(row, content={"value": value}, origin="office", id=7,
                   **{"valid_from": "2026-01-01", **more})  # fmt: skip


def test_until_it_is_adopted_the_newer_rule_set_does_not_exist() -> None:
    assert BOOK.on(DAY).rule_set == FIRST_SET
    kept = book(sets=(Adoption("RS-2025", "2025-07-01"), Adoption("RS-2026", "2026-10-01", "x")))
    before, after = kept.on("2026-09-30"), kept.on("2026-10-01")
    assert (before.rule_set, after.rule_set) == ("RS-2025", "RS-2026")
    assert before.deadline("ADM-07").triggers == ("admission_decision_received",)
    assert after.deadline("ADM-07").triggers == ("admission_decision_issued",)
    assert not after.deadline("ADM-07").verified
    assert after.body("admission").decides == {"": "btv_dang_uy_co_so"}
    assert after.value("commune_role") == CommuneRole.BASE
    # What it says nothing of, it takes over.
    assert after.deadline("TR-02") == before.deadline("TR-02")
    assert after.boxes("T10") == before.boxes("T10")
    # Its role has a date of its own.
    assert after.role is CommuneRole.UPPER


def test_the_newer_rule_set_changes_only_what_is_known_of_it() -> None:
    own = {row.key for row in SHIPPED if row.rule_set == "RS-2026"}
    assert own == {"ADM-07", "admission", "commune_role", "education_at_admission"}
    assert BOOK.under("RS-2026", DAY).deadline("ADM-07").amount == 30


def test_a_later_row_holds_from_its_day_and_the_one_before_keeps_its_dates() -> None:
    later = changed("notice_copies", 3, valid_from="2026-06-01")
    kept = book(later)
    assert [kept.on(day).value("notice_copies") for day in ("2026-05-31", "2026-06-01")] == [2, 3]
    versions = kept.versions("RS-2025", RuleKind.VALUE, "notice_copies")
    assert [(row.content["value"], until) for row, until in versions] == [
        (2, "2026-05-31"), (3, ""),
    ]  # fmt: skip
    assert book(replace(later, withdrawn="ghi nhầm")).on(DAY).value("notice_copies") == 2
    # It is taken over by the rule set that carries this one on.
    assert kept.under("RS-2026", DAY).value("notice_copies") == 3


def test_a_row_may_end_by_itself() -> None:
    ended = changed("notice_copies", 3, valid_from="2026-06-01", valid_to="2026-06-30")
    with pytest.raises(UnknownRuleProblem):
        book(ended).on("2026-07-01").value("notice_copies")
    assert book(ended).versions("RS-2025", RuleKind.VALUE, "notice_copies")[1][1] == "2026-06-30"


def test_of_two_rows_from_one_day_the_later_written_counts() -> None:
    first = changed("notice_copies", 3)
    kept = book(first, replace(first, content={"value": 4}, id=8))
    assert kept.on(DAY).value("notice_copies") == 4


def test_a_day_before_the_first_rules_takes_them_and_says_so() -> None:
    early = BOOK.on("2024-03-01")
    assert early.deadline("TR-02").amount == 30
    assert early.assumed
    assert not NOW.assumed


def test_a_deadline_follows_the_values_of_its_day() -> None:
    kept = book(
        changed("soon_working_days", 5, valid_from="2026-06-01"),
        changed("month_arithmetic", "day_before", valid_from="2026-06-01"),
    )
    before, after = kept.on("2026-05-31"), kept.on("2026-06-01")
    assert (before.deadline("TR-02").soon, after.deadline("TR-02").soon) == (10, 5)
    assert after.deadline("TR-04").months is MonthRule.DAY_BEFORE
    assert before.deadline("TR-04").months is MonthRule.SAME_DAY_OR_LAST


def test_the_same_book_reads_a_rule_once() -> None:
    one, other = BOOK.on("2026-01-01"), BOOK.on(DAY)
    assert one.deadline("TR-02") is other.deadline("TR-02")
    assert isinstance(one, Rules)
    assert one.box("T10", 4) is other.box("T10", 4)
