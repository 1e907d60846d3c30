"""``tcxd audit``: the access book as a file, and its check."""

import csv
import json
from io import BytesIO, StringIO
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
    people.view(desk, people.create(desk, make.new_person()).id, "=1+1")
    opening.close_office(desk)
    return office_folder


def test_the_book_goes_out_as_csv_and_as_xlsx(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "so.csv"
    assert run(["audit", "export", str(office), str(out), "--purpose", "Thanh tra", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    rows = list(csv.reader(StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert len(rows) == told["lines"] + 1
    [look] = [row for row in rows if row[5] == "people.view"]
    assert (look[4], look[6], look[9]) == ("Xem hồ sơ", "Phạm Văn Thành", "'=1+1")
    table = tmp_path / "so.xlsx"
    assert run(["audit", "export", str(office), str(table), "--since", "23/11/2026"]) == 0
    assert "dòng của sổ truy cập" in capsys.readouterr().out
    sheet = load_workbook(BytesIO(table.read_bytes())).active
    assert sheet is not None
    uses = [row[5] for row in sheet.iter_rows(values_only=True)]
    # The first export stands in the second file, with what it was for.
    assert uses.count("book.export") == 1


def test_the_check_says_whether_the_book_is_whole(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", "verify", str(office)]) == 0
    assert "đều khớp" in capsys.readouterr().out
    desk = opening.open_office(office, make.PASSWORD, clock=make.clock)
    with desk.store.turn() as connection:
        connection.execute("UPDATE act SET actor = 'Người khác' WHERE use_case = 'people.view'")
    opening.close_office(desk)
    assert run(["audit", "verify", str(office), "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is False
    assert "đã bị sửa hoặc đổi chỗ" in told["book"]
    assert run(["verify", str(office)]) == 3
    assert "đã bị sửa hoặc đổi chỗ" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["audit"], ["audit", "export", "x"], ["audit", "xoa", "x"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    assert caught.value.code == 2
    assert "Lệnh gõ chưa đúng." in capsys.readouterr().err
