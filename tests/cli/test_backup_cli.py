"""``tcxd backup`` and ``tcxd restore``."""

import json
from pathlib import Path

import pytest

from tcxd_desktop.cli.main import run
from tcxd_desktop.office import backups
from tcxd_desktop.office.opening import close_office
from tests import make
from tests.office import backup_samples as samples
from tests.storage import contents


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert run([*map(str, arguments), "--json"]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_backup_and_restore(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = samples.opened(office_folder)
    samples.person(desk)
    close_office(desk)
    before = contents.of_office(office_folder)
    out = tmp_path / "a" / "out"
    told = said(capsys, "backup", office_folder, out)
    [path] = out.iterdir()
    assert (told["file"], told["people"], told["passwords"]) == (str(path), 1, True)
    assert told["sealed_verified"] is True
    back = said(capsys, "restore", path, tmp_path / "back")
    assert (back["people"], back["accounts"], back["by_code"]) == (1, [make.HEAD_NAME], False)
    after = contents.of_office(tmp_path / "back")
    for table in ("office.db person", "office.db unit", "office.sealed.db person_disciplines"):
        assert after[table] == before[table]
    assert said(capsys, "verify", tmp_path / "back")["sound"] is True


def test_a_stick_is_opened_with_the_recovery_code(
    office_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run(["backup", str(office_folder), str(tmp_path / "usb"), "--stick"]) == 3
    assert "phiếu khôi phục" in capsys.readouterr().err
    assert list((tmp_path / "usb").iterdir()) == []
    desk = samples.opened(office_folder)
    code = samples.sheet(desk)
    made = len(backups.listed(desk))
    close_office(desk)
    assert made == 0
    assert run(["backup", str(office_folder), str(tmp_path / "usb"), "--stick"]) == 0
    assert "chỉ mở được bằng mã" in capsys.readouterr().out
    [path] = (tmp_path / "usb").iterdir()
    assert run(["restore", str(path), str(tmp_path / "back")]) == 3
    assert "phiếu khôi phục" in capsys.readouterr().err
    assert not (tmp_path / "back").exists()
    monkeypatch.setenv("TCXD_PASSWORD", code)
    assert run(["restore", str(path), str(tmp_path / "back")]) == 0
    assert "Quên mật khẩu" in capsys.readouterr().out


def test_what_is_wrong_is_said(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["restore", str(tmp_path / "không có"), str(tmp_path / "back")]) == 3
    assert "không có" in capsys.readouterr().err
    wrong = tmp_path / "thư.txt"
    wrong.write_text("không phải bản sao lưu", encoding="utf-8")
    assert run(["restore", str(wrong), str(tmp_path / "back")]) == 3
    assert "không phải là bản sao lưu" in capsys.readouterr().err
    assert run(["backup", str(office_folder), str(tmp_path / "out")]) == 0
    [path] = (tmp_path / "out").iterdir()
    assert run(["restore", str(path), str(office_folder)]) == 3
    assert capsys.readouterr().err
