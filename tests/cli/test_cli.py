"""The command line: results, sentences and exit codes."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tcxd_desktop import app
from tcxd_desktop.cli.main import run
from tcxd_desktop.office import demo, opening
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tests import make


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "demo"
    opening.close_office(
        make_demo(folder, make.PASSWORD, DemoPlan(40, 8), clock=make.clock, kdf=make.CHEAP)
    )
    return folder


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert run([str(argument) for argument in arguments] + ["--json"]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_find_without_tone_marks(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "find", office, "nguyen thi dao")
    [dao] = told["found"]  # type: ignore[misc]
    assert dao["name"] == "Nguyễn Thị Đào"
    assert run(["find", str(office), "nguyen thi dao"]) == 0
    assert "Nguyễn Thị Đào\t03/1958" in capsys.readouterr().out


def test_a_problem_is_one_sentence_and_exit_code_3(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["find", str(office), "khong co ai nhu the"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "khong co ai nhu the" in captured.err
    monkeypatch.setenv("TCXD_PASSWORD", "sai mật khẩu")
    assert run(["verify", str(office)]) == 3
    assert "ật khẩu" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [[], ["khong-co-lenh"], ["print"], ["demo", "x", "--members", "0"], ["find"],
     ["export-members", "a", "b.xlsx", "--as-at", "31/02/2026"]],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    assert caught.value.code == 2
    told = capsys.readouterr().err
    assert "Lệnh gõ chưa đúng." in told
    assert "required" not in told


def test_verify(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "verify", office)["sound"] is True


def test_demo_is_refused_in_a_folder_with_files(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo", str(office)]) == 3
    assert "tệp" in capsys.readouterr().err


def test_the_same_seed_makes_the_same_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for name in ("a", "b"):
        told = said(capsys, "demo", tmp_path / name, "--members", 30, "--cells", 5, "--seed", 7)
        found.append([told["members"], said(capsys, "find", tmp_path / name, "a")["found"]])
    assert found[0] == found[1]


@pytest.mark.parametrize("form", ["2-HSĐV", "1-hsdv", "3-HSĐV", "MLTL", "DS", "7-HSĐV"])
def test_every_form_prints(
    office: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "giay.pdf"
    whom = ["--all"] if form in {"DS", "7-HSĐV"} else ["--member", "000001 NB"]
    assert run(["print", str(office), form, *whom, "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    assert len(PdfReader(out).pages) >= 1


def test_print_for_a_unit_by_name(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "ds.pdf"
    arguments = ["print", str(office), "DS", "--unit", "chi bo thon dong", "--out", str(out)]
    assert run(arguments) == 0
    text = "\n".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Nguyễn Thị Đào" in text


def test_an_unknown_form_or_person(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "x.pdf")]
    assert run(["print", str(office), "99-HSĐV", "--all", *out]) == 3
    assert run(["print", str(office), "2-HSĐV", "--member", "999999 NB", *out]) == 3
    assert capsys.readouterr().err.count("\n") == 2
    assert not (tmp_path / "x.pdf").exists()


def test_export_keeps_numbers_as_text(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ds.xlsx"
    told = said(capsys, "export-members", office, out, "--as-at", "31/12/2025")
    sheet = load_workbook(out).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if "Số CCCD" in row)
    people = rows[head + 1 :]
    assert len(people) == told["members"]
    cards = [row[rows[head].index("Số CCCD")] for row in people]
    assert all(isinstance(card, str) and len(card) == 12 for card in cards if card)


def test_import_preview_then_write_then_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "o"
    desk = make_demo(folder, make.PASSWORD, DemoPlan(40, 8), clock=make.clock, kdf=make.CHEAP)
    sample = tmp_path / "DS_DANGVIEN.xlsx"
    sample.write_bytes(demo.sample_list(desk))
    opening.close_office(desk)
    preview = said(capsys, "import-members", folder, sample, "--preview")
    assert preview["written"] is False
    assert preview["unknown_cells"]
    # An unknown chi bộ is an error on the command line.
    assert run(["import-members", str(folder), str(sample)]) == 3
    assert "Chi bộ thôn Bãi Mới" in capsys.readouterr().err
    assert said(capsys, "find", folder, "a")["found"]
    assert run(["find", str(folder), "hoang thi lua"]) == 3


def test_help_speaks_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert "tạo văn phòng mẫu" in out
    assert not {"usage:", "options:", "positional"} & set(out.split())


def test_a_folder_that_cannot_be_made_is_one_sentence(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for arguments in (["shots", str(office)], ["selftest"], ["demo"]):
        assert run([*arguments, str(tmp_path / "file" / "x")]) == 3
        assert capsys.readouterr().err.count("\n") == 1


def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.run([]) == 3
    assert "màn hình" in capsys.readouterr().err
