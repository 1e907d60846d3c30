"""``tcxd torture``: figures for people and machines, and an exit code that can be trusted."""

import json
import tempfile
from pathlib import Path

import pytest

from tcxd_desktop.cli import main
from tcxd_desktop.storage import engine
from tcxd_desktop.torture.main import FAILED, PARTS, lines
from tcxd_desktop.torture.outcome import Outcome


def test_each_part_can_be_asked_for() -> None:
    assert tuple(PARTS) == main._TORTURES
    assert FAILED == main.PROBLEM


def test_a_few_rounds_for_machines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = main.run(["torture", "--rounds", "3", "--only", "kill,race", "--seed", "4", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["passed"] is True
    assert [part["part"] for part in told["parts"]] == ["kill", "race"]
    assert told["parts"][0]["figures"]["rounds"] == 3
    assert told["parts"][0]["failures"] == []
    assert list(tmp_path.glob("tcxd-torture-*")) == []


def test_what_fails_is_told_and_ends_with_3(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of the two data files only one loses its authentication: the other does not open this way.
    monkeypatch.setattr(engine, "_PRAGMAS", ("cipher_use_hmac=OFF", *engine._PRAGMAS))
    assert main.run(["torture", "--rounds", "10", "--only", "flips"]) == 3
    told = capsys.readouterr().out
    assert told.startswith("Sửa byte trong tệp: HỎNG. ")
    assert "bị hỏng" in told
    assert "CÓ HỎNG" in told


def test_an_unknown_part_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.run(["torture", "--only", "kill,xyz"])
    assert ended.value.code == 2
    assert "xyz" in capsys.readouterr().err


def test_a_part_that_tried_nothing_has_not_passed() -> None:
    nothing = Outcome("kill", {"rounds": 0, "edits": 0}, 0.0)
    assert not nothing.passed
    assert lines("Tắt ngang", nothing)[0].startswith("Tắt ngang: HỎNG.")


def test_a_long_list_of_failures_is_cut() -> None:
    many = Outcome("kill", {"rounds": 12_345}, 1.0, [f"{number}" for number in range(30)])
    told = lines("Tắt ngang", many)
    assert "12.345 lần" in told[0]
    assert told[-1] == "  … và 10 dòng nữa"
