"""``tcxd export-members --layout``: a layout, a day, what changed."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tcxd_desktop.cli.main import run
from tcxd_desktop.office import opening, people
from tests import make


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)


@pytest.fixture
def office(office_folder: Path) -> Path:
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    for name, card in (("Phạm Văn Một", "037162000001"), ("Vũ Thị Hai", "")):
        people.create(desk, make.new_person(name=name, card_no=card))
    opening.close_office(desk)
    return office_folder


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert run(["export-members", *map(str, arguments), "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("layout", ["central8", "central28", "full", "dues"])
def test_each_layout_is_written_as_a_file(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], layout: str
) -> None:
    out = tmp_path / "ra.xlsx"
    found = told(capsys, office, out, "--layout", layout, "--purpose", "Gửi cấp trên")
    assert (found["members"], found["layout"]) == (2, layout)
    cells = {c for sheet in load_workbook(out) for row in sheet.values for c in row}
    assert {"Phạm Văn Một", "037162000001"} <= cells


def test_blank_columns_the_receiver_demands_are_told(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra.xlsx"
    assert run(["export-members", str(office), str(out), "--layout", "central28"]) == 0
    said = capsys.readouterr().out
    assert "Đã ghi 2 người, 2 dòng" in said
    assert "Cột bắt buộc còn trống: Dân tộc (2), Tôn giáo (2)" in said


def test_only_what_changed_goes_out_again(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ra.xlsx"
    told(capsys, office, out, "--layout", "central28")
    again = ["export-members", str(office), str(tmp_path / "x.xlsx"), "--layout", "central28"]
    assert run([*again, "--only-changed"]) == 3
    assert "Không ai thay đổi" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()
    # Everything of this office happened on the day it was made, by the machine's own clock or not.
    found = told(capsys, office, out, "--changed-since", "01/11/2026")
    assert (found["layout"], found["members"]) == ("central8", 2)
    assert run([*again, "--changed-since", "01/01/2200"]) == 3


def test_a_file_that_cannot_be_written_does_not_count(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "khong-co" / "ra.xlsx"
    assert run(["export-members", str(office), str(missing), "--layout", "dues"]) == 3
    found = told(capsys, office, tmp_path / "ra.xlsx", "--layout", "dues", "--only-changed")
    assert found["members"] == 2


def test_an_unknown_layout_is_said(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export-members", str(office), "x.xlsx", "--layout", "la"]) == 3
    assert "Không có mẫu danh sách “la”" in capsys.readouterr().err
