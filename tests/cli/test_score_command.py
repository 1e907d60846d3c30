"""``tcxd score``: a template tried out from outside, without an office."""

import json
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop.cli.main import run
from tcxd_desktop.places import resources

AN_PHU = resources() / "score_templates" / "an-phu.json"
FACTS: dict[str, object] = {
    "meeting_kind": "thuong_ky", "members": 24, "exempt": 2, "away": 1, "special_duty": 0,
    "present": 19, "absent_reason": 2, "absent_no_reason": 0, "speakers": 10, "duration_min": 95,
    "tasks_due": 9, "tasks_done": 8, "has_chi_uy": False, "has_pho_bi_thu": False,
    "long_absent": 0, "posted_days_before": -1, "minutes_days_after": None,
}  # fmt: skip
SCORES: dict[str, object] = {
    "3.1": True,
    "3.2": {"met": False, "note": "chưa có dự thảo"},
    "3.4": True,
    "4": 26.5,
    "5": {"points": 9},
    "6": 5,
    "7": {"level": 0},
    "8.1": True,
    "8.2": True,
    "8.3": {"na": True},
}


def told(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "so-lieu.json"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def scored(capsys: pytest.CaptureFixture[str], template: Path, facts: Path) -> Any:
    assert run(["score", str(template), str(facts), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], template: Path, facts: Path) -> str:
    assert run(["score", str(template), str(facts)]) == 3
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    return said.err


def test_both_columns_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = {"tu_cham": SCORES, "tham_dinh": {"*": {"points": 88.50}}}
    found = scored(capsys, AN_PHU, told(tmp_path, {"facts": FACTS, "scores": scores}))
    assert found["template"]["code"] == "AN-PHU"
    own, review = found["scorers"]["tu_cham"], found["scorers"]["tham_dinh"]
    assert (own["total"], own["level"], own["level_label"]) == ("91.5", "TOT", "Tốt")
    assert (own["official"], own["complete"], own["missing"]) == (False, True, [])
    items = {item["id"]: item for item in own["items"]}
    assert (items["2.1"]["points"], items["2.1"]["max"]) == ("4", "4")
    assert items["2.1"]["why"] == ["19/21 đảng viên dự họp (90,5 %): từ 90 % trở lên"]
    assert (items["3.3"]["points"], items["3.3"]["applicable"]) == ("2", False)
    assert (items["3.2"]["by_hand"], items["3.2"]["note"]) == (True, "chưa có dự thảo")
    assert items["7"]["why"] == ["Người chấm ghi, thay cho 27 điểm tính từ số liệu"]
    assert "4.3" not in items
    assert (review["total"], review["level"], review["official"]) == ("88.5", "KHA", True)


def test_facts_alone_outermost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = scored(capsys, AN_PHU, told(tmp_path, FACTS))
    [own] = found["scorers"].values()
    assert (own["level"], own["complete"]) == (None, False)
    assert "3.1" in own["missing"]
    assert own["items"][0]["points"] == "5"


def test_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = told(tmp_path, {**FACTS, "scores": {"tu_cham": SCORES}})
    assert run(["score", str(AN_PHU), str(facts)]) == 0
    said = capsys.readouterr().out
    assert "Tổng điểm: 91,5/100" in said
    assert "Mức: Tốt" in said
    assert "19/21 đảng viên dự họp (90,5 %)" in said
    assert "[chưa có dự thảo]" in said
    assert "không phải mức chính thức" in said
    assert run(["score", str(AN_PHU), str(told(tmp_path, FACTS))]) == 0
    said = capsys.readouterr().out
    assert "Mức: Chưa xếp mức" in said
    assert "Còn thiếu điểm: 3.1, " in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"facts": {"memberss": 1}}, "Ở facts: không có số liệu tên “memberss”"),
        ({"memberss": 1}, "Ở cả tệp: không có số liệu tên “memberss”"),
        ({"facts": {}, "fact": {}}, "không dùng được tên “fact”"),
        ({"members": "24"}, "Ở members: phải là số"),
        ({"members": -1}, "Ở members: phải là số"),
        ({"members": True}, "Ở members: phải là số"),
        ({"facts": {"held": 1}}, "Ở facts → held: phải là true hoặc false"),
        ({"meeting_kind": "hop"}, "Ở meeting_kind: phải là một trong: thuong_ky, chuyen_de"),
        ({"meeting_kind": 1}, "Ở meeting_kind: phải là một trong"),
        ('{"members": 1e999999999}', "Ở members: phải là số"),
        ('{"members": 1e99999999999999999999999}', "Ở members: phải là số"),
        ('{"members": 0.00000000000000001}', "Ở members: phải là số"),
        ('{"members": NaN}', "không dùng được giá trị NaN"),
        ('{"members": 1, "members": 2}', "tên ghi hai lần: “members”"),
        ("[1]", "phải là một nhóm tên và giá trị"),
        ('{"facts": ', "không đúng cú pháp JSON, dòng 1"),
        ("[" * 100_000, "lồng nhau quá sâu"),
        ('{"a":' * 100_000, "lồng nhau quá sâu"),
        ({"scores": []}, "Ở scores: phải là một nhóm"),
        ({"scores": {"ai_do": {}}}, "Ở scores: mẫu không có người chấm “ai_do”"),
        ({"scores": {"tu_cham": {"9.9": 1}}}, "Ở scores → tu_cham: mẫu không có tiêu chí “9.9”"),
        ({"scores": {"tu_cham": {"3": 11}}}, "Ở scores → tu_cham → 3: điểm phải từ 0 đến 10"),
        ({"scores": {"tu_cham": {"7": {"level": 9}}}}, "số mức của tiêu chí chỉ là 6"),
        ({"scores": {"tu_cham": {"7": {"level": 0.5}}}}, "phải là số nguyên"),
        ({"scores": {"tu_cham": {"7": True}}}, "tiêu chí này chấm theo cách khác"),
        ({"scores": {"tu_cham": {"3.1": "có"}}}, "Ở scores → tu_cham → 3.1: phải là true, false"),
        ({"scores": {"tu_cham": {"3.1": {"diem": 1}}}}, "không dùng được tên “diem”"),
        ({"scores": {"tu_cham": {"3.1": {"note": 1}}}}, "phải là chữ"),
    ],
    ids=str,
)  # fmt: skip
def test_a_bad_facts_file_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: object, said: str
) -> None:
    assert said in refused(capsys, AN_PHU, told(tmp_path, content))


def test_files_too_large_or_not_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = told(tmp_path, " " * 1_000_001)
    assert "tệp lớn quá 1 MB" in refused(capsys, AN_PHU, facts)
    assert "lớn quá 1 MB" in refused(capsys, facts, facts)
    facts.write_bytes(b'{"members": "\xff"}')
    assert "UTF-8" in refused(capsys, AN_PHU, facts)
    monkeypatch.chdir(tmp_path)  # a sentence quotes no more than the beginning of a long path
    assert "khong-co.json" in refused(capsys, AN_PHU, Path("khong-co.json"))


def test_a_template_with_faults_is_refused_with_all_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = json.loads(AN_PHU.read_text(encoding="utf-8"))
    broken["items"][0]["max"] = 7
    broken["gates"] = [{"level": "TOT", "require": "presents > 1", "else_level": "KHA"}]
    template = tmp_path / "mau.json"
    template.write_text(json.dumps(broken, ensure_ascii=False), encoding="utf-8")
    facts = told(tmp_path, FACTS)
    assert run(["score", str(template), str(facts)]) == 3
    said = capsys.readouterr()
    assert said.out.startswith("- ")
    assert "presents" in said.out
    assert "chưa đúng" in said.err
    assert run(["score", str(template), str(facts), "--json"]) == 3
    listed = json.loads(capsys.readouterr().out)["faults"]
    assert any(fault["place"].startswith("gates[0]") for fault in listed)


def test_a_file_that_is_no_template_names_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = json.loads(AN_PHU.read_text(encoding="utf-8"))
    broken["items"][2]["children"][0]["maxx"] = 1
    template = tmp_path / "mau.json"
    template.write_text(json.dumps(broken, ensure_ascii=False), encoding="utf-8")
    assert "items[2].children[0].maxx" in refused(capsys, template, told(tmp_path, FACTS))
