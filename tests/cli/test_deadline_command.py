"""``tcxd deadline``: a day counted and explained, without an office."""

import json
from typing import Any

import pytest

from tcxd_desktop.cli.main import run


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert run(["deadline", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["deadline", *words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["deadline", *words]) == 3
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    return err


def test_the_day_and_how_it_comes_about(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "TR-02", "--from", "02/09/2026")
    assert text.splitlines()[0] == "TR-02  Xuất trình giấy giới thiệu tại nơi đến"
    assert text.splitlines()[1] == (
        "Chậm nhất thứ Tư 14/10/2026: 30 ngày làm việc kể từ ngày làm việc đầu tiên sau "
        "02/09/2026 (ngày giới thiệu chuyển đi), bỏ qua 12 ngày thứ Bảy, Chủ nhật; "
        "Quy định 294-QĐ/TW, mục 6.3.1.c."
    )
    assert "Quá hạn: báo cáo lý do để cấp ủy xem xét, xử lý." in text


def test_machines_get_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "ADM-06", "--from", "2026-12-20")
    assert (found["rule"], found["rule_set"], found["from"]) == ("ADM-06", "RS-2025", "2026-12-20")
    assert (found["first_day"], found["last_day"]) == ("2026-12-21", "2027-03-01")
    assert found["extended"] == "2027-03-22"
    assert {"day": "2027-01-01", "why": "Tết Dương lịch"} in found["skipped"]
    assert {"day": "2026-12-26", "why": ""} in found["skipped"]
    assert found["verified"] is True
    assert any("chưa kiểm chứng" in caution for caution in found["cautions"])
    assert found["bound"] == "max"
    assert found["source"] == "Quy định 294-QĐ/TW, mục 4.3.1"


def test_a_rule_set_may_be_tried_before_it_is_adopted(capsys: pytest.CaptureFixture[str]) -> None:
    now = told(capsys, "ADM-07", "--from", "05/03/2026")
    newer = told(capsys, "ADM-07", "--from", "05/03/2026", "--ruleset", "RS-2026")
    assert (now["trigger"], newer["trigger"]) == (
        ["admission_decision_received"], ["admission_decision_issued"],
    )  # fmt: skip
    assert (now["verified"], newer["verified"]) == (True, False)
    assert now["last_day"] == newer["last_day"]
    # What it takes over from the one before.
    assert told(capsys, "TR-01", "--from", "05/03/2026", "--ruleset", "RS-2026")["verified"]


@pytest.mark.parametrize(
    ("rule", "since", "last"),
    [
        ("TR-01", "2026-10-01", "2026-12-25"),
        ("TR-04", "2026-11-30", "2027-02-28"),
        ("TR-16b", "2026-03-01", "2027-02-28"),
        ("TR-17", "2027-02-28", "2028-02-27"),
        ("HHD-03", "2027-02-03", "2026-12-22"),
        ("HHD-04", "2027-02-03", "2027-01-19"),
        ("DOS-11", "2026-03-05", "2026-11-30"),
        ("REC-01", "2027-02-28", "2028-02-28"),
    ],
)
def test_rules_of_every_kind(
    capsys: pytest.CaptureFixture[str], rule: str, since: str, last: str
) -> None:
    assert told(capsys, rule, "--from", since)["last_day"] == last


def test_what_is_unsure_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "TR-01", "--from", "01/12/2029")
    assert "Lịch nghỉ năm 2029, 2030 chưa có trong chương trình" in text
    early = said(capsys, "TR-01", "--from", "01/12/2020")
    assert "trước các quy định có trong chương trình" in early
    assert "riêng Hà Nội" in said(capsys, "TR-04h", "--from", "02/09/2026")


def test_problems_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert "“TR-99”" in refused(capsys, "TR-99", "--from", "02/09/2026")
    assert "RM-06" in refused(capsys, "RM-06", "--from", "02/09/2026")
    unknown = refused(capsys, "TR-02", "--from", "02/09/2026", "--ruleset", "RS-1999")
    assert "“RS-1999”" in unknown


@pytest.mark.parametrize("words", [["TR-02"], ["TR-02", "--from", "09/2026"],
                                   ["TR-02", "--from", "31/02/2026"], ["--from", "1/1/2026"]])  # fmt: skip
def test_wrong_usage_ends_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["deadline", *words])
    assert caught.value.code == 2
