"""``tcxd import-members`` over any layout, and ``tcxd undo-import``."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from tcxd_desktop.cli.main import run
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import import_files, opening, people
from tcxd_desktop.office.files import read_file
from tests import make

HEAD = ("Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Quá trình công tác", "Chi bộ")
DAO = ("Nguyễn Thị Đào", "05/03/1962", "037162000001", "0912345678", "", "Chi bộ thôn Bình Minh")
AN = ("Lê Văn An", "01/07/1980", "037080000002", "", "", "Chi bộ thôn Đông Thành")


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)


def sheet(path: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (head, *rows):
        page.append(row)
    book.save(path)
    return path


def told(
    capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0
) -> dict[str, object]:
    assert run([*map(str, arguments), "--json"]) == code
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def names(folder: Path) -> list[str]:
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    try:
        return [line.name for line in people.lines(desk, PeopleQuery())]
    finally:
        opening.close_office(desk)


def test_a_file_is_previewed_written_undone_and_written_again(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, file = office_folder, sheet(tmp_path / "ds.xlsx", DAO, AN)
    shown = told(capsys, "import-members", office, file, "--preview")
    assert (shown["written"], shown["counts"]["moi"]) == (False, 2)  # type: ignore[index]
    assert names(office) == []
    assert run(["import-members", str(office), str(file)]) == 0
    assert "Đã nhập: mới 2, thay đổi 0, giống 0. Lần nhập số 1." in capsys.readouterr().out
    assert run(["import-members", str(office), str(file)]) == 0
    assert "Không có gì để ghi: 2 người giống" in capsys.readouterr().out
    assert told(capsys, "undo-import", office, 1, "--reason", "Nhầm tệp") == {
        "run": 1, "obstacles": [], "undone": True,
    }  # fmt: skip
    assert names(office) == []
    again = told(capsys, "import-members", office, file)
    assert (again["written"], again["created"], again["run_id"]) == (True, 2, 2)
    assert names(office) == ["Lê Văn An", "Nguyễn Thị Đào"]


def test_what_stands_in_the_way_of_undoing_is_listed(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "import-members", office_folder, sheet(tmp_path / "ds.xlsx", DAO))
    changed = (*DAO[:3], "0912345679", *DAO[4:])
    told(capsys, "import-members", office_folder, sheet(tmp_path / "b.xlsx", changed))
    assert run(["undo-import", str(office_folder), "1"]) == 3
    said = capsys.readouterr()
    assert "Nguyễn Thị Đào" in said.out
    assert "Chưa hoàn tác được: có 1 việc" in said.err
    found = told(capsys, "undo-import", office_folder, 1, code=3)
    assert (found["undone"], len(found["obstacles"])) == (False, 1)  # type: ignore[arg-type]
    for missing in ("2", "1"):
        assert run(["undo-import", str(office_folder), missing]) == 0
    assert names(office_folder) == []
    assert run(["undo-import", str(office_folder), "1"]) == 3
    assert "đã được hoàn tác trước đó" in capsys.readouterr().err
    assert run(["undo-import", str(office_folder), "77"]) == 3


def test_doubtful_lines_and_errors_are_listed_with_their_reasons(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "import-members", office_folder, sheet(tmp_path / "ds.xlsx", DAO))
    namesake = ("Nguyễn Thị Đào", "1962", "", "0912345670", "", "Chi bộ thôn Bình Minh")
    doubtful = sheet(tmp_path / "nghi.xlsx", namesake, AN)
    assert run(["import-members", str(office_folder), str(doubtful)]) == 3
    said = capsys.readouterr()
    [line] = said.out.splitlines()
    assert line.startswith("Dòng 2: Nguyễn Thị Đào – Nghi vấn;")
    assert "có thể là hồ sơ số 1 (Nguyễn Thị Đào, 05/03/1962, " in line
    assert "Còn 1 dòng nghi vấn" in said.err
    wrong = sheet(tmp_path / "sai.xlsx", (AN[0], "31/02/1980", *AN[2:]))
    assert run(["import-members", str(office_folder), str(wrong)]) == 3
    said = capsys.readouterr()
    assert "Dòng 2: Lê Văn An – Lỗi;" in said.out
    assert "31/02/1980" in said.out
    found = told(capsys, "import-members", office_folder, wrong, code=3)
    assert (found["written"], found["counts"]["loi"]) == (False, 1)  # type: ignore[index]
    assert names(office_folder) == ["Nguyễn Thị Đào"]


def test_a_saved_way_of_reading_is_used(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ("Đồng chí", "Ngày sinh", "Số CCCD", "Máy bàn", "Quá trình công tác", "Chi bộ")
    file = sheet(tmp_path / "la.xlsx", DAO, AN, head=head)
    assert run(["import-members", str(office_folder), str(file), "--profile", "Mẫu cũ"]) == 3
    assert "Mẫu cũ" in capsys.readouterr().err
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    book = import_files.read(desk, read_file(file), file.name)
    [found] = import_files.suggest(desk, book)
    chosen = {"Đồng chí": "birth_name", "Máy bàn": "phone"}
    columns = tuple(
        replace(one, target=chosen.get(one.heading, one.target)) for one in found.columns
    )
    import_files.save_profile(desk, "Mẫu cũ", [replace(found, columns=columns)])
    opening.close_office(desk)
    made = told(capsys, "import-members", office_folder, file, "--profile", "Mẫu cũ")
    assert (made["created"], made["run_id"]) == (2, 1)
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    phones = [people.read(desk, line.id).phone for line in people.lines(desk, PeopleQuery())]
    opening.close_office(desk)
    assert phones == ["", "0912345678"]


def test_an_old_font_file_goes_in_from_the_shell(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Hä vµ tªn;Ngµy sinh;Sè CCCD\nNguyÔn ThÞ §µo;05/03/1962;037162000001\n"
    file = tmp_path / "cu.csv"
    file.write_bytes(text.encode("cp1252"))
    assert run(["import-members", str(office_folder), str(file)]) == 0, capsys.readouterr()
    assert names(office_folder) == ["Nguyễn Thị Đào"]
