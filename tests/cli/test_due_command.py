"""``due`` tells what is due on a day, why, and by which text."""

import json
from pathlib import Path

import pytest

from tcxd_desktop.cli.main import run
from tcxd_desktop.domain.book import Loan
from tcxd_desktop.office import due, loans, opening, people
from tests import make


@pytest.fixture
def office(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        person = people.create(desk, make.new_person(name="Nguyễn Thị Đào")).id
        loans.lend(
            desk,
            Loan(person_id=person, borrower="Lê Văn Hòa", purpose="Thẩm tra",
                 approved_by="Trần Thu Hà", due_on="2026-11-10", lent_on="2026-10-20"),
        )  # fmt: skip
        due.mark_done(desk, "period:CARD-02:2026-12-31", make.TODAY, "BB 05")
    finally:
        opening.close_office(desk)
    return office_folder


def test_machines_get_every_duty_with_its_basis(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["due", str(office), "--on", "23/11/2026", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["on"] == "2026-11-23"
    first = told["duties"][0]
    assert (first["state"], first["due"], first["days"]) == ("qua_han", "2026-11-10", -13)
    assert (first["who"], first["target"]) == ("Nguyễn Thị Đào", "loans:")
    assert "06-HD/TW" in first["source"]
    by_rule = {duty["rule"]: duty for duty in told["duties"] if duty["rule"]}
    assert by_rule["CARD-02"]["state"] == "da_xong"
    assert by_rule["CARD-02"]["proof"] == "BB 05"
    assert by_rule["DOS-02"]["why"]


def test_it_reads_as_a_clerk_speaks(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["due", str(office), "--on", "23/11/2026"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t")[:4] == [
        "10/11/2026", "Quá hạn", "quá 13 ngày", "Thu lại hồ sơ giấy cho mượn",
    ]  # fmt: skip
    assert not any("Chi bộ kiểm tra thẻ" in line for line in lines)  # it is done
    assert lines[-1].startswith("Ngày 23/11/2026: 1 quá hạn, ")


def test_another_day_is_another_list(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["due", str(office), "--on", "09/11/2026"]) == 0
    before = capsys.readouterr().out
    assert "Sắp đến hạn" in before
    assert "Quá hạn" not in before


def test_a_day_that_is_none_is_refused(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["due", str(office), "--on", "31/02/2026"])
    assert ended.value.code == 2
    assert "31/02/2026" in capsys.readouterr().err
