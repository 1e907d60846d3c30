"""``board`` tells how far each chi bộ is with a month."""

import json
from pathlib import Path

import pytest

from tcxd_desktop.cli.main import run
from tcxd_desktop.office import board, opening
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tests import make


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("board") / "office"
    opening.close_office(
        make_demo(folder, make.PASSWORD, DemoPlan(60, 8), clock=make.clock, kdf=make.CHEAP)
    )
    return folder


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)


def test_a_month_is_told_as_the_board_has_it(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["board", str(office), "--month", "2026-09", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    desk = opening.open_office(office, make.PASSWORD, clock=make.clock)
    try:
        rows = board.board(desk, 2026).rows
    finally:
        opening.close_office(desk)
    assert [cell["unit"] for cell in told["cells"]] == [row.unit for row in rows]
    assert [cell["state"] for cell in told["cells"]] == [row.cells[8].state.value for row in rows]
    assert {cell["level_label"] for cell in told["cells"]} <= {
        "Tốt",
        "Khá",
        "Trung bình",
        "Kém",
        "",
    }
    assert any(cell["official_total"] for cell in told["cells"])


def test_it_reads_as_a_clerk_speaks(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["board", str(office), "--month", "2026-10"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("Tháng 10/2026: 8 chi bộ; ")
    assert all("\t" in line for line in lines[:8])


def test_a_month_that_is_none_is_refused(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["board", str(office), "--month", "2026-13"])
    assert ended.value.code == 2
    assert "2026-13" in capsys.readouterr().err
