"""The diagnostic package: whatever is planted, wherever, nobody's name or number gets into it."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.selftest import (
    RESULT_FILE,
    SelftestReport,
    StepResult,
    StepState,
    report_json,
)
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import (
    accounts,
    backups,
    diagnostic_log,
    diagnostics,
    opening,
    people,
    self_checks,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.diagnostics import TITLES
from tests import make

WINDOWS_USER = "NguyenDaoPC"
MARKERS = {
    "person": "Mốc Thị Hươu",
    "birthplace": "Thôn Cây Gạo Mốc",
    "unit": "Chi bộ Cây Đa Mốc",
    "office": "Đảng ủy xã Mốc Sơn",
    "place": "Mốc Sơn Thượng",
    "account": "Cán Bộ Mốc",
    "head": "Trưởng Ban Mốc",
    "password": "mật khẩu mốc 4711",
    "citizen_id": "037162884477",
    "card_no": "884477665511",
    "phone": "0988447711",
    "note": "Lý do mốc riêng",
    "folder": "van-phong-moc",
    "user": WINDOWS_USER,
    "second": "O-dia-moc",
    "printer": "May-in-moc",
    "function": "ham_moc_4711",
    "class": "LopMoc4711",
    "email": "moc4711@vi-du.invalid",
}
"""What must not be in any byte of the package."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a data folder whose very path names the user of the machine."""
    folder = tmp_path / "Users" / WINDOWS_USER / "AppData" / "Local" / "TCXD"
    folder.mkdir(parents=True)
    monkeypatch.setenv("TCXD_HOME", str(folder))
    return folder


@contextmanager
def planted(home: Path) -> Iterator[Desk]:
    """Give an office with a marker in every place that can hold words."""
    m = MARKERS
    office = OfficeName(m["office"], m["place"], m["place"], "NB")
    folder = home / "offices" / m["folder"]
    desk = opening.create_office(
        folder, m["password"], office=office, founding=Founding(m["head"]), clock=make.clock,
        kdf=make.CHEAP,
    )  # fmt: skip
    try:
        root = units.add(desk, Unit(0, m["office"], "CTTT", None), on=None, decision=Decision())
        unit = units.add(desk, Unit(0, m["unit"], "CB_THON", root), on=None, decision=Decision())
        person = people.create(desk, make.new_person(name=m["person"], unit_id=unit))
        people.save(desk, replace(
            person, citizen_id=m["citizen_id"], card_no=m["card_no"], phone=m["phone"],
            home=Place(m["birthplace"], m["place"], m["place"]),
        ))  # fmt: skip
        accounts.add(desk, m["account"], Role.CLERK, m["password"], kdf=make.CHEAP)
        people.void(desk, person.id, m["note"])
        backups.make(desk, "command")
        (home / m["second"]).mkdir()
        (folder / f"{m['person']}.tmp").write_bytes(b"x")
        yield desk
    finally:
        opening.close_office(desk)


def lines_of_log() -> list[str]:
    m = MARKERS
    user = f"C:\\Users\\{m['user']}"
    return [
        "2026-11-26 04:10:00,123 TCXD · Python 3.13.2 · Qt 6.11.3 · Windows-10-10.0.19045",
        "builtins.ValueError",
        "  /ui/shell/window.py:200 show_page",
        f"  {user}\\AppData\\Local\\Programs\\TCXD\\lib\\sqlalchemy\\engine\\base.py:12 execute",
        f"  {user}\\Desktop\\{m['person']}.py:7 run",
        f"  /ui/shell/window.py:3 {m['function']}",
        f"  /ui/../../{m['folder']}/x.py:3 show_page",
        f"  /home/{m['user']}/tcxd_desktop/{m['folder']}.py:3 show_page",
        "sqlalchemy.exc.OperationalError",
        f"tcxd_desktop.domain.errors.{m['class']}",
        f"tcxd_desktop.{m['function']}.Problem",
        f"{m['class']}",
        f"sqlalchemy.{m['function']}.{m['class']}",
        f"ValueError: {m['person']} ({m['citizen_id']})",
        f"Không mở được {user}\\{m['folder']}",
        f"{m['password']}",
        f"{m['email']}",
        f"2026-11-26 04:10:01,5 {m['account']}",
        f"2026-11-26 04:10:00,123 TCXD · Python {m['phone']} · Qt {m['card_no']} · x",
        f"2026-11-26 04:10:00,123 TCXD · Python 3.13.2 · Qt 6.11.3 · {m['user']}",
        f"  {m['unit']}",
        "\udcff\x00",
    ]


def plant_beside(home: Path) -> None:
    """Plant markers in what lies beside the offices: log, settings, the last test of itself."""
    m = MARKERS
    log = home / diagnostic_log.LOG
    log.mkdir()
    text = "\n".join(lines_of_log()).encode("utf-8", "surrogatepass")
    for name in ("tcxd.log", "tcxd.log.1"):
        (log / name).write_bytes(text)
    (log / f"{m['person']}.log").write_bytes(text)
    report = SelftestReport(
        version=m["account"], begun=m["unit"], finished=True, files=(m["folder"],),
        machine={m["user"]: m["user"]},
        steps=(
            StepResult("office.make", StepState.PASSED, 1.0, m["person"]),
            StepResult(
                "office.find", StepState.FAILED, 2.0, f"{m['citizen_id']}",
                ("tcxd_desktop.domain.errors.SelftestProblem",
                 f"C:/Users/{m['user']}/x.py:1 {m['function']}", m["password"],
                 "tcxd_desktop/office/search.py:20 find"),
            ),
            StepResult(m["folder"], StepState.FAILED, 3.0),
        ),
    )  # fmt: skip
    folder = home / "tu-kiem-tra"
    folder.mkdir()
    titles = {"office.make": m["person"]}
    (folder / RESULT_FILE).write_text(report_json(report, titles), encoding="utf-8")
    machine = {"printer": m["printer"], "save_folder": str(home / m["second"])}
    (home / "machine.json").write_text(json.dumps(machine), encoding="utf-8")


def forms(text: str) -> list[bytes]:
    return [
        way.encode(encoding)
        for way in {text, text.upper(), text.lower(), json.dumps(text)[1:-1]}
        for encoding in ("utf-8", "utf-16-le")
    ]


def found(package: bytes) -> list[str]:
    """Return which markers stand in the package: in its bytes, its names, its unpacked texts."""
    parts = [package]
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        for entry in files.infolist():
            parts += [files.read(entry), entry.filename.encode(), entry.comment, entry.extra]
    return sorted(
        name
        for name, marker in MARKERS.items()
        if any(form in part for part in parts for form in forms(marker))
    )


def test_no_marker_is_in_any_byte_of_the_package(home: Path) -> None:
    with planted(home) as desk:
        plant_beside(home)
        parts = diagnostics.gather(desk, {"Qt": "6.11.3"}, {"Giao diện": "sáng"})
        assert found(diagnostics.zipped(parts)) == []
    assert [part.file for part in parts] == list(TITLES)
    assert [part.title for part in parts] == list(TITLES.values())


def test_the_search_for_markers_is_not_blind(home: Path) -> None:
    with planted(home) as desk:
        parts = diagnostics.gather(desk, {}, {})
    for name, marker in MARKERS.items():
        leak = replace(parts[2], text=f"{parts[2].text}{marker}\n")
        assert found(diagnostics.zipped([leak])) == [name]


def test_what_is_useful_is_in_it(home: Path) -> None:
    with planted(home) as desk:
        plant_beside(home)
        parts = {one.file: one.text for one in diagnostics.gather(desk, {"Qt": "6.11.3"}, {})}
    assert "Chương trình: 0.1.0" in parts["phien-ban.txt"]
    assert "SQLCipher: " in parts["phien-ban.txt"]
    assert "Qt: 6.11.3" in parts["phien-ban.txt"]
    assert "Số văn phòng trên máy: 1" in parts["phien-ban.txt"]
    assert "PySide6-Essentials: 6" in parts["thu-vien.txt"]
    assert "Tệp chính: bản 5" in parts["van-phong.txt"]
    assert "Tài khoản: Cán bộ 1, Trưởng ban 1" in parts["van-phong.txt"]
    assert "Sao lưu đã kiểm tra gần nhất: 0 ngày trước" in parts["van-phong.txt"]
    assert "Tệp khác trong thư mục: 1" in parts["van-phong.txt"]
    assert "Hồ sơ: dưới 10" in parts["so-dong.txt"]
    log = parts["nhat-ky.txt"]
    for line in (
        "2026-11-26 04:10:00  Python 3.13.2, Qt 6.11.3",
        "  ValueError",
        "    tcxd_desktop/ui/shell/window.py:200 show_page",
        "    sqlalchemy:12",
        "    ngoài chương trình\n",
        "    tcxd_desktop/ui/shell/window.py:3\n",
        "  sqlalchemy.exc.OperationalError",
        "  tcxd_desktop, loại lỗi không rõ",
    ):
        assert line in log
    tested = parts["tu-kiem-tra.txt"]
    assert "đạt: Tạo văn phòng mẫu" in tested
    assert "KHÔNG ĐẠT: Tìm một người" in tested
    assert "tcxd_desktop.domain.errors.SelftestProblem" in tested
    assert "tcxd_desktop/office/search.py:20" in tested


def test_an_office_that_may_only_be_read_can_be_told_of_by_everybody(desk: Desk) -> None:
    for role in Role:
        desk.store.read_only = "tampered"
        somebody = replace(desk, actor=replace(desk.actor, role=role, sealed=False))
        parts = {one.file: one.text for one in diagnostics.gather(somebody, {}, {})}
        assert "Chỉ được đọc: có" in parts["van-phong.txt"]
        assert "Ngăn niêm phong: không" in parts["van-phong.txt"]
        assert parts["tu-kiem-tra.txt"].startswith("Máy này chưa tự kiểm tra")
        assert parts["nhat-ky.txt"].startswith("0 dòng")
    desk.store.read_only = ""


def test_it_is_saved_as_texts_old_editors_can_read(desk: Desk, tmp_path: Path) -> None:
    parts = diagnostics.gather(desk, {}, {})
    path = tmp_path / "chan-doan.zip"
    diagnostics.save(parts, path)
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert package.namelist() == list(TITLES)
        text = package.read("doc-truoc.txt")
    assert text.startswith(b"\xef\xbb\xbf")
    assert "không có tên đảng viên" in text.decode("utf-8-sig")
    assert path.read_bytes() == diagnostics.zipped(parts)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", ""),
        ("Nguyễn Thị Đào", ""),
        ("builtins.KeyError", "  KeyError"),
        ("builtins.Moc", "  builtins, loại lỗi không rõ"),
        ("tcxd_desktop.domain.errors.NotFoundProblem",
         "  tcxd_desktop.domain.errors.NotFoundProblem"),
        ("tcxd_desktop.domain.errors.Moc", "  tcxd_desktop, loại lỗi không rõ"),
        ("  /office/people.py:12 save", "    tcxd_desktop/office/people.py:12 save"),
        ("  /office/people.py:12 <lambda>", "    tcxd_desktop/office/people.py:12 <lambda>"),
        ("  /office/people.py:12 moc", "    tcxd_desktop/office/people.py:12"),
        ("  /../tests/make.py:12 clock", "    ngoài chương trình"),
        ("CCCD của Đào:037162 884477", "    ngoài chương trình"),
        ("  D:\\Đào\\runtime\\python313.zip\\json\\decoder.py:5 decode", "    json:5"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_line_of_the_log_says_only_what_the_program_names(line: str, told: str) -> None:
    assert diagnostic_log.cleaned(line) == told


def test_only_the_newest_lines_go_out(home: Path) -> None:
    folder = home / diagnostic_log.LOG
    folder.mkdir()
    (folder / "tcxd.log").write_text("builtins.KeyError\n" * 900 + "x y\n", encoding="utf-8")
    lines, left = diagnostic_log.read_log()
    assert (len(lines), left) == (400, 1)


def test_the_last_test_of_itself_is_read_where_there_is_one(home: Path) -> None:
    assert self_checks.last() is None
    folder = self_checks.folder()
    folder.mkdir()
    path = folder / RESULT_FILE
    for broken in (b"", b"{}", b"\xff\xfe", b"x" * 2_000_000):
        path.write_bytes(broken)
        assert self_checks.last() is None
    report = SelftestReport("0.1.0", "2026-11-26T04:00:00+07:00", finished=True)
    path.write_text(report_json(report, {}), encoding="utf-8")
    assert self_checks.last() == replace(report, machine={})


def test_the_test_of_itself_is_started_without_a_shell(home: Path) -> None:
    program, *arguments = self_checks.command()
    assert Path(program).is_file()
    assert arguments[-4:] == ["selftest", str(self_checks.folder()), "--tidy", "--events"]
    assert self_checks.command(quick=True)[-1] == "--quick"


def test_its_report_is_a_text(tmp_path: Path) -> None:
    report = SelftestReport("0.1.0", "2026-11-26T04:00:00+07:00", finished=True)
    self_checks.save_report(report, tmp_path / "a.txt")
    assert "Phiên bản 0.1.0" in (tmp_path / "a.txt").read_text(encoding="utf-8")
