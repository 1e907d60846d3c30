"""Rules of the office: changed with a day, taken back, adopted, taken from packs; all or nothing."""

import time
from dataclasses import replace
from typing import Any

import pytest

from tcxd_desktop.domain.errors import (
    NotAllowedProblem,
    NotFoundProblem,
    Problem,
    ReasonNeededProblem,
    WholeDateProblem,
)
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.domain.meeting_errors import TooLongProblem
from tcxd_desktop.domain.rule_errors import (
    RuleContentProblem,
    RuleFileProblem,
    RuleNotOursProblem,
    RuleSameDayProblem,
    RuleSourceProblem,
    RuleUnchangedProblem,
    RuleWithdrawnProblem,
    UnknownRoleProblem,
    UnknownRuleKindProblem,
    UnknownRuleSetProblem,
    UnknownTriggerProblem,
)
from tcxd_desktop.domain.rule_types import RuleKind, RuleRow
from tcxd_desktop.domain.rules import CommuneRole, EndType
from tcxd_desktop.office import opening, rules, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.acts import act_name
from tests import make

WHY = "Văn bản mới của tỉnh"
SOURCE = "Hướng dẫn 05-HD/BTCTU ngày 01/10/2026, mục 2"


def standing(desk: Desk, kind: RuleKind, key: str) -> RuleRow:
    return rules.book(desk).on("2026-11-23").row(kind, key)


def shorter(desk: Desk, days: int = 20, since: str = "2026-12-01", **more: Any) -> int:
    row = standing(desk, RuleKind.DEADLINE, "TR-02")
    return rules.change(
        desk, row, since, {**row.content, "amount": days, **more}, SOURCE, WHY
    )  # fmt: skip


def amounts(desk: Desk, *days: str) -> list[int]:
    book = rules.book(desk)
    return [book.on(day).deadline("TR-02").amount for day in days]


def lines(desk: Desk) -> list[tuple[str, str]]:
    with desk.read() as reading:
        return reading.all("SELECT use_case, note FROM act WHERE use_case LIKE 'rules.%'")


def sound(desk: Desk) -> bool:
    return set(opening.verify(desk).values()) == {"ok"}


# --- changes --------------------------------------------------------------------------------------


def test_a_changed_rule_holds_from_its_day_and_cases_before_keep_theirs(desk: Desk) -> None:
    number = shorter(desk)
    assert amounts(desk, "2026-11-30", "2026-12-01") == [30, 20]
    rule = rules.book(desk).on("2026-12-01").deadline("TR-02")
    assert (rule.source, rule.triggers) == (SOURCE, ("introduction_date",))
    old, new = rules.history(desk, RuleKind.DEADLINE, "TR-02")
    assert (old.row.content["amount"], old.until, old.row.origin) == (30, "2026-11-30", "shipped")
    assert (new.row.id, new.until, new.row.reason, new.row.origin) == (number, "", WHY, "office")
    assert new.row.written_on == "2026-11-23"
    assert lines(desk) == [("rules.change", WHY)]
    assert sound(desk)


def test_changes_follow_each_other_in_any_order_of_writing(desk: Desk) -> None:
    shorter(desk, 20, "2027-01-01")
    shorter(desk, 25, "2026-12-01")
    days = ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01")
    assert amounts(desk, *days) == [30, 25, 25, 20]
    untils = [version.until for version in rules.history(desk, RuleKind.DEADLINE, "TR-02")]
    assert untils == ["2026-11-30", "2026-12-31", ""]


def test_a_change_is_told_in_the_book_with_what_was_and_what_is(desk: Desk) -> None:
    shorter(desk)
    with desk.read() as reading:
        [(subject, field, old, new)] = reading.all(
            "SELECT subject, field, old, new FROM act_change WHERE subject = 'rule'"
        )
    assert (subject, field) == ("rule", "rule")
    assert '"amount": 30' in old
    assert "(từ 01/07/2025)" in old
    assert '"amount": 20' in new
    assert SOURCE in new


def test_a_row_written_by_mistake_is_withdrawn_and_stays_readable(desk: Desk) -> None:
    number = shorter(desk)
    rules.withdraw(desk, number, "Đọc nhầm mục")
    assert amounts(desk, "2026-12-01") == [30]
    [shipped, back] = rules.history(desk, RuleKind.DEADLINE, "TR-02")
    assert (shipped.until, back.row.withdrawn, back.row.id) == ("", "Đọc nhầm mục", number)
    # Its day is free again, and it cannot be taken back twice.
    with pytest.raises(RuleWithdrawnProblem):
        rules.withdraw(desk, number, "lần nữa")
    shorter(desk, 25)
    assert amounts(desk, "2026-12-01") == [25]
    assert sound(desk)


def test_what_was_shipped_is_not_withdrawn(desk: Desk) -> None:
    with pytest.raises(RuleNotOursProblem):
        rules.withdraw(desk, 0, WHY)
    with pytest.raises(NotFoundProblem):
        rules.withdraw(desk, 99, WHY)
    with pytest.raises(ReasonNeededProblem):
        rules.withdraw(desk, shorter(desk), "  ")


@pytest.mark.parametrize(
    ("since", "changes", "source", "reason", "problem"),
    [
        ("2026-12", {}, SOURCE, WHY, WholeDateProblem),
        ("01/12/2026", {}, SOURCE, WHY, WholeDateProblem),
        ("2026-12-01", {"amount": 20}, " ", WHY, RuleSourceProblem),
        ("2026-12-01", {"amount": 20}, SOURCE, "", ReasonNeededProblem),
        ("2026-12-01", {"amount": 20}, SOURCE, "x" * 501, TooLongProblem),
        ("2026-12-01", {"amount": 0}, SOURCE, WHY, RuleContentProblem),
        ("2026-12-01", {"triggers": ["full_moon"]}, SOURCE, WHY, UnknownTriggerProblem),
    ],
)
def test_a_change_the_program_could_not_follow_writes_nothing(
    desk: Desk, since: str, changes: dict[str, Any], source: str, reason: str,
    problem: type[Problem],
) -> None:  # fmt: skip
    row = standing(desk, RuleKind.DEADLINE, "TR-02")
    with pytest.raises(problem):
        rules.change(desk, row, since, {**row.content, **changes}, source, reason)
    assert lines(desk) == []
    assert len(rules.history(desk, RuleKind.DEADLINE, "TR-02")) == 1


def test_one_day_has_one_change_and_a_change_must_change_something(desk: Desk) -> None:
    shorter(desk)
    with pytest.raises(RuleSameDayProblem):
        shorter(desk, 25)
    row = standing(desk, RuleKind.DEADLINE, "TR-01")
    with pytest.raises(RuleUnchangedProblem):
        rules.change(desk, row, "2026-12-01", row.content, row.source, WHY)


def test_a_rule_may_be_marked_verified(desk: Desk) -> None:
    row = standing(desk, RuleKind.ROUTE, "T10/out/cell_of_base")
    assert not row.verified
    rules.change(desk, replace(row, verified=True), "2026-12-01", row.content, row.source, WHY)
    assert rules.book(desk).on("2026-12-01").row(row.kind, row.key).verified


def test_a_letter_with_a_box_nothing_is_told_of_is_refused(desk: Desk) -> None:
    row = standing(desk, RuleKind.LETTER, "T7")
    with pytest.raises(RuleContentProblem):
        rules.change(desk, row, "2026-12-01", {**row.content, "boxes": 8}, SOURCE, WHY)
    box = standing(desk, RuleKind.BOX, "T7/7")
    rules.change(desk, replace(box, key="T7/8"), "2026-12-01", box.content, SOURCE, WHY)
    rules.change(desk, row, "2026-12-01", {**row.content, "boxes": 8}, SOURCE, WHY)
    after = rules.book(desk).on("2026-12-01")
    assert len(after.boxes("T7")) == 8
    assert len(rules.book(desk).on("2026-11-30").boxes("T7")) == 7


def test_the_newer_rule_set_can_be_filled_in_before_it_is_adopted(desk: Desk) -> None:
    row = standing(desk, RuleKind.DEADLINE, "TR-01")
    newer = replace(row, rule_set="RS-2026")
    rules.change(desk, newer, "2026-08-01", {**row.content, "amount": 45}, SOURCE, WHY)
    assert rules.book(desk).on("2026-11-23").deadline("TR-01").amount == 60
    rules.adopt_set(desk, "RS-2026", "2026-12-01", "12-QĐ/ĐU")
    book = rules.book(desk)
    assert book.on("2026-11-30").deadline("TR-01").amount == 60
    assert book.on("2026-12-01").deadline("TR-01").amount == 45
    sets = [version.row.rule_set for version in rules.history(desk, row.kind, row.key)]
    assert sets == ["RS-2025", "RS-2026"]


# --- adoption -------------------------------------------------------------------------------------


def test_a_rule_set_is_adopted_with_its_day_and_paper(desk: Desk) -> None:
    rules.adopt_set(desk, "RS-2026", "2026-10-01", "12-QĐ/ĐU ngày 28/9/2026")
    assert settings.rule_set(desk, "2026-09-30") == "RS-2025"
    assert rules.book(desk).on("2026-10-01").rule_set == "RS-2026"
    sets, _ = rules.adoptions(desk)
    assert (sets[-1].value, sets[-1].paper) == ("RS-2026", "12-QĐ/ĐU ngày 28/9/2026")
    # Adopted by mistake: the one before is adopted again from the same day.
    rules.adopt_set(desk, "RS-2025", "2026-10-01", "Ghi nhầm")
    assert rules.book(desk).on("2026-10-01").rule_set == "RS-2025"
    for given, problem in (
        (("RS-1999", "2026-10-01", "x"), UnknownRuleSetProblem),
        (("RS-2026", "2026-10", "x"), WholeDateProblem),
        (("RS-2026", "2026-10-01", " "), RuleSourceProblem),
    ):
        with pytest.raises(problem):
            rules.adopt_set(desk, *given)


def test_the_role_of_the_commune_has_a_day(desk: Desk) -> None:
    rules.adopt_role(desk, CommuneRole.BASE, "2026-10-01", "05-QĐ/TU")
    book = rules.book(desk)
    assert book.on("2026-09-30").own_end([]) is EndType.CELL_UNDER_UPPER
    assert book.on("2026-10-01").own_end([]) is EndType.BASE_UNDER_PROVINCE
    told = [(one.value, one.valid_from) for one in rules.adoptions(desk)[1]]
    assert told == [(CommuneRole.UPPER, "2025-07-01"), (CommuneRole.BASE, "2026-10-01")]
    with desk.read() as reading:
        changes = reading.all("SELECT old, new FROM act_change WHERE field = 'commune_role'")
    assert changes == [
        ("cấp trên trực tiếp của tổ chức cơ sở đảng",
         "đảng bộ cơ sở trực thuộc tỉnh (từ 01/10/2026)")
    ]  # fmt: skip
    with pytest.raises(UnknownRoleProblem):
        rules.adopt_role(desk, "VUA", "2026-10-01", "x")
    with pytest.raises(RuleSourceProblem):
        rules.adopt_role(desk, CommuneRole.UPPER, "2026-10-01", "")
    assert sound(desk)


# --- packs ----------------------------------------------------------------------------------------


def pack(desk: Desk, days: int = 25, since: str = "2026-12-01") -> dict[str, Any]:
    row = standing(desk, RuleKind.DEADLINE, "TR-02")
    value = standing(desk, RuleKind.VALUE, "notice_copies")
    return {
        "format": "tcxd-rules/1",
        "rows": [
            {"rule_set": "RS-2025", "kind": "deadline", "key": "TR-02", "valid_from": since,
             "source": SOURCE, "verified": True, "content": {**row.content, "amount": days}},
            {"rule_set": "RS-2025", "kind": "value", "key": "notice_copies", "valid_from": since,
             "source": SOURCE, "verified": True, "content": {**value.content, "value": 3}},
        ],
    }  # fmt: skip


def taken(desk: Desk, pack_id: str, version: int, content: dict[str, Any]) -> int:
    """Write what the signed door (``office.packs``) writes once it trusts the signer."""
    made = rules.pack_rows(pack_id, content)
    why = f"Gói quy định {pack_id}, bản {version}"
    with desk.write(Permission.RULES, "rules.pack", why) as work:
        return rules.write_pack(work, made, desk.day(), why)


def test_a_pack_brings_rules_of_another_office(desk: Desk) -> None:
    assert taken(desk, "tinh-nb", 1, pack(desk)) == 2
    after = rules.book(desk).on("2026-12-01")
    assert (after.deadline("TR-02").amount, after.value("notice_copies")) == (25, 3)
    row = rules.history(desk, RuleKind.DEADLINE, "TR-02")[-1].row
    assert (row.origin, row.reason) == ("pack:tinh-nb", "Gói quy định tinh-nb, bản 1")
    # Taken again, nothing is new; a later version replaces what it says of the same day.
    assert taken(desk, "tinh-nb", 1, pack(desk)) == 0
    assert taken(desk, "tinh-nb", 2, pack(desk, days=28)) == 1
    assert amounts(desk, "2026-12-01") == [28]
    gone = [v.row for v in rules.history(desk, RuleKind.DEADLINE, "TR-02") if v.row.withdrawn]
    assert [row.withdrawn for row in gone] == ["Gói quy định tinh-nb, bản 2"]
    assert sound(desk)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        ({"kind": "horoscope"}, UnknownRuleKindProblem),
        ({"rule_set": "RS-1999"}, UnknownRuleSetProblem),
        ({"valid_from": ""}, WholeDateProblem),
        ({"source": ""}, RuleSourceProblem),
        ({"content": {"value": 99}}, RuleContentProblem),
        ({"kind": "letter", "key": "T7",
          "content": {"name": "Giấy", "short": "loại 9 ô", "boxes": 9}}, RuleContentProblem),
    ],
)  # fmt: skip
def test_one_bad_row_and_nothing_of_a_pack_is_written(
    desk: Desk, spoil: dict[str, Any], problem: type[Problem]
) -> None:
    told = pack(desk)
    told["rows"][1].update(spoil)
    with pytest.raises(problem):
        taken(desk, "tinh-nb", 1, told)
    assert amounts(desk, "2026-12-01") == [30]
    assert lines(desk) == []
    with desk.read() as reading:
        assert reading.one("SELECT count(*) FROM rule_row") == (0,)


def test_a_pack_with_an_unknown_trigger_is_refused(desk: Desk) -> None:
    told = pack(desk)
    told["rows"][0]["content"]["triggers"] = ["full_moon"]
    with pytest.raises(UnknownTriggerProblem):
        taken(desk, "tinh-nb", 1, told)
    with pytest.raises(RuleFileProblem):
        taken(desk, "tinh-nb", 1, {"rows": []})


def test_rules_of_the_office_go_out_as_they_come_in(desk: Desk) -> None:
    shorter(desk)
    rules.withdraw(desk, shorter(desk, 10, "2027-05-01"), "Ghi nhầm")
    taken(desk, "tinh-nb", 1, pack(desk, since="2027-01-01"))
    told = rules.export_rows(desk)
    assert [row["content"]["amount"] for row in told["rows"]] == [20]
    [row] = rules.pack_rows("cua-minh", told)
    assert (row.key, row.valid_from, row.origin) == ("TR-02", "2026-12-01", "pack:cua-minh")


# --- who, how fast --------------------------------------------------------------------------------


def test_only_the_head_changes_rules(desk: Desk) -> None:
    row = standing(desk, RuleKind.DEADLINE, "TR-02")
    clerk = replace(desk, actor=Actor("Lê Văn Thịnh", Role.CLERK))
    for ask in (
        lambda: rules.change(clerk, row, "sai", {}, "", ""),
        lambda: rules.withdraw(clerk, 0, ""),
        lambda: rules.adopt_set(clerk, "sai", "", ""),
        lambda: rules.adopt_role(clerk, "sai", "", ""),
        lambda: rules.export_rows(clerk),
    ):
        with pytest.raises(NotAllowedProblem):
            ask()
    assert rules.rows(clerk)
    assert rules.book(clerk).on("2026-11-23").deadline("TR-02").amount == 30


def test_every_act_has_its_words() -> None:
    for key in ("change", "withdraw", "adopt", "role", "pack", "day", "day.drop", "days.confirm"):
        assert act_name(f"rules.{key}") != f"rules.{key}"


def test_a_book_is_at_hand_at_once(desk: Desk) -> None:
    shorter(desk)
    with desk.read() as reading:
        rules.book_in(desk, reading)
        start = time.perf_counter()
        for _ in range(20):
            rules.book_in(desk, reading).on("2026-11-23").deadline("TR-02")
        assert (time.perf_counter() - start) / 20 < 0.02


def test_rules_survive_closing(desk: Desk) -> None:
    shorter(desk)
    rules.adopt_role(desk, CommuneRole.BASE, "2026-12-01", "05-QĐ/TU")
    opening.close_office(desk)
    again = opening.open_office(desk.store.folder, make.PASSWORD, clock=make.clock)
    try:
        assert amounts(again, "2026-11-30", "2026-12-01") == [30, 20]
        assert rules.book(again).on("2026-12-01").role is CommuneRole.BASE
    finally:
        opening.close_office(again)
