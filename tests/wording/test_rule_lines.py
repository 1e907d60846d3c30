"""Rules in words, and in the boxes they are changed in."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain import rule_checks
from tcxd_desktop.domain.rule_types import RuleKind, RuleRow
from tcxd_desktop.office import rules
from tcxd_desktop.ui.rules.content_fields import boxes_of, boxes_read, content_of, value_in
from tcxd_desktop.wording.rule_lines import field_text, fields_text, line_text

ROWS = [*rules._shipped()[0]]


def row(kind: RuleKind, key: str) -> RuleRow:
    return next(one for one in ROWS if (one.kind, one.key) == (kind, key))


def test_every_shipped_rule_reads_as_words() -> None:
    for one in ROWS:
        told = [line_text(one), *(text for _, text in fields_text(one))]
        assert all(text and "_" not in text.replace("REQ", "") for text in told), (one.key, told)


@pytest.mark.parametrize(
    ("kind", "key", "said"),
    [
        (RuleKind.DEADLINE, "TR-02", "30 ngày làm việc từ ngày giới thiệu chuyển đi"),
        (RuleKind.DEADLINE, "TR-16b", "dưới 12 tháng từ ngày bắt đầu sinh hoạt tạm thời"),
        (RuleKind.DEADLINE, "DOS-02", "6 tháng một lần"),
        (RuleKind.ROUTE, "T10/out/cell_of_base", "1 → (2) → 3 → 4"),
        (RuleKind.LETTER, "T10", "10 ô, màu lá mạ"),
        (RuleKind.VALUE, "labour_leaves", "có"),
        (RuleKind.FORM, "1-SHĐ", "2 bản; chưa đối chiếu phụ lục"),
    ],
)
def test_a_rule_in_one_line(kind: RuleKind, key: str, said: str) -> None:
    assert line_text(row(kind, key)) == said


def test_fields_with_entries_read_entry_by_entry() -> None:
    body = row(RuleKind.BODY, "admission_start")
    assert "chi bộ thôn (đường A): " in field_text("decides", body.content["decides"])
    more = {"amount": 15, "unit": "days", "count": "working", "condition": "hoàn thiện hồ sơ"}
    assert field_text("extension", more) == "15 ngày làm việc, khi hoàn thiện hồ sơ"


@pytest.mark.parametrize("one", ROWS, ids=lambda one: f"{one.rule_set} {one.key}")
def test_the_boxes_of_a_rule_give_it_back_unchanged(one: RuleRow) -> None:
    told = {box.name: value_in(one, box) for box in boxes_of(one)}
    made = content_of(one, told)
    assert made == dict(one.content)
    rule_checks.check(replace(one, content=made))


def test_what_is_emptied_is_left_out_and_what_is_new_stands() -> None:
    one = row(RuleKind.DEADLINE, "TR-02")
    told = {box.name: value_in(one, box) for box in boxes_of(one)}
    made = content_of(one, {**told, "on_overdue": "", "exclusive": True, "note": "ghi chú"})
    assert "on_overdue" not in made
    assert (made["exclusive"], made["note"]) == (True, "ghi chú")
    body = row(RuleKind.BODY, "admission_start")
    told = {box.name: value_in(body, box) for box in boxes_of(body)}
    made = content_of(body, {**told, "decides/A": "", "decides/C": "cttt"})
    assert made["decides"] == {"B": body.content["decides"]["B"], "C": "cttt"}


def test_a_route_is_read_as_it_is_typed() -> None:
    before = [{"number": 5, "writer": "host_base"}]
    assert boxes_read("1, (2) ; 3→ 5,", before) == [
        {"number": 1}, {"number": 2, "optional": True}, {"number": 3},
        {"number": 5, "writer": "host_base"},
    ]  # fmt: skip
    assert boxes_read("1, hai", ()) == [{"number": 1}, {"number": "hai"}]
    assert boxes_read("  ", ()) == []
