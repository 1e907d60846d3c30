"""``transfer-pack`` and ``receive``: one member from a demo office to another, headless."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tcxd_desktop.cli.main import run
from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.transfers import End, State, StepEvent, TransferQuery
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import book, opening, packets, transfers, units
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import exchange_samples
from tests.office import transfer_samples as samples

_CELL = 2
"""The one chi bộ of the other office."""


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a demo office and another one, which knows the first by its card.

    Commands live on the day of the machine, and so do these offices.
    """
    folder = tmp_path_factory.mktemp("two")
    ours = make_demo(folder / "a", make.PASSWORD, DemoPlan(120, 12), kdf=make.CHEAP)
    theirs = opening.create_office(
        folder / "b",
        make.PASSWORD,
        office=exchange_samples.OTHER,
        founding=Founding(make.HEAD_NAME),
        kdf=make.CHEAP,
    )
    for unit in (make.unit(name="Đảng bộ phường Tân Lập", type="CTTT", parent_id=None),
                 make.unit(name="Chi bộ tổ dân phố 3", type="CBCS")):  # fmt: skip
        units.add(theirs, unit, on=None, decision=Decision())
    exchange_samples.know(theirs, ours)
    for desk in (ours, theirs):
        opening.close_office(desk)
    return folder / "a", folder / "b"


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    desk = opening.open_office(folder, make.PASSWORD)
    try:
        yield desk
    finally:
        opening.close_office(desk)


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert run([*map(str, arguments), "--json"]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def moving(folder: Path) -> tuple[int, str, str]:
    """Return a case on its way out: its number, name and serial."""
    with opened(folder) as desk:
        query = TransferQuery(directions=("out",), kinds=("T10",), states=(State.MOVING.value,))
        line = transfers.listed(desk, query)[0]
        return line.id, line.name, line.serial


def test_the_pack_of_a_case_is_one_file_with_everything(
    offices: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, _ = offices
    number, name, serial = moving(ours)
    out, record = tmp_path / "bo.pdf", tmp_path / "bo.phieu"
    told = said(capsys, "transfer-pack", ours, number, "--out", out, "--record", record)
    assert (told["case"], told["name"], told["file"]) == (number, name, str(out))
    pages = PdfReader(BytesIO(out.read_bytes())).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert name.upper() in text.upper()
    assert serial in text
    printed = [part for part in told["parts"] if not part["why_missing"]]  # type: ignore[attr-defined]
    assert printed[0]["form"] == "TBGT"
    assert len(pages) >= sum(part["copies"] for part in printed)
    with opened(ours) as desk:
        entry = book.entries(desk, BookQuery(kind="print"), 1)[0]
        assert (entry.purpose, entry.copies) == ("Ghi ra tệp bo.pdf", 0)
        assert packets.read_any(desk, record.read_bytes()).packet.person.birth_name == name
    # By the serial on the letter too; and as a clerk reads it.
    assert run(["transfer-pack", str(ours), serial, "--out", str(out), "--purpose", "Giao"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert name in lines[0]
    assert lines[-1] == f"Đã ghi {out}."


@pytest.mark.parametrize("wanted", ["9999", "AB 999999", "không có"])
def test_a_case_that_is_not_there_is_one_sentence(
    offices: tuple[Path, Path], tmp_path: Path, wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.pdf"
    assert run(["transfer-pack", str(offices[0]), wanted, "--out", str(out)]) == 3
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert not out.exists()


def test_the_other_office_previews_takes_and_answers(
    offices: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = offices
    number, name, _ = moving(ours)
    record = tmp_path / "di.phieu"
    said(capsys, "transfer-pack", ours, number, "--out", tmp_path / "di.pdf", "--record", record)

    shown = said(capsys, "receive", theirs, record, "--preview")
    assert (shown["written"], shown["kind"], shown["trust"]) == (False, "transfer", "verified")
    assert (shown["case"], shown["faults"]) == (None, [])
    facts = {fact["label"]: fact["said"] for fact in shown["facts"]}  # type: ignore[attr-defined]
    assert facts["Họ và tên"] == name
    # The picture of the code says the same.
    picture = tmp_path / "ma.png"
    picture.write_bytes(packets.qr_png(packets.digits(record.read_bytes())))
    assert said(capsys, "receive", theirs, picture, "--preview") == shown

    assert run(["receive", str(theirs), str(picture)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Phiếu chuyển của ")
    assert "đã đối chiếu" in lines[0]
    assert lines[-1].startswith("Đã ghi vào ca số ")

    assert run(["receive", str(theirs), str(record), "--preview"]) == 0
    assert "không nhận được" in capsys.readouterr().out
    assert run(["receive", str(theirs), str(record)]) == 3
    assert "đã tiếp nhận" in capsys.readouterr().err

    with opened(theirs) as desk:
        [line] = transfers.listed(desk, TransferQuery(text=name, directions=("in",)))
        case = transfers.read(desk, line.id)
        # The letter names a chi bộ this office has not: the clerk chooses one.
        case = transfers.update(desk, replace(case, target=End(unit_id=_CELL)))
        case = samples.take(desk, case, StepEvent.PRESENT, desk.day())
        case = samples.sign(desk, case, [box for box in case.boxes if box > 5], desk.day())
    slip = tmp_path / "tra-loi.phieu"
    said(capsys, "transfer-pack", theirs, case.id, "--out", tmp_path / "ve.pdf", "--record", slip)
    assert run(["receive", str(ours), str(slip), "--preview"]) == 0
    assert f"sẽ ghi vào ca số {number}" in capsys.readouterr().out
    told = said(capsys, "receive", ours, slip)
    assert (told["kind"], told["written"], told["answers"]) == ("return", True, number)
    assert (told["case"], told["state"]) == (number, State.DONE.value)
    for folder in offices:
        assert said(capsys, "verify", folder)["sound"] is True


def test_half_a_code_and_foreign_files_are_one_sentence(
    offices: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = offices
    number, *_ = moving(ours)
    record = tmp_path / "di.phieu"
    said(capsys, "transfer-pack", ours, number, "--out", tmp_path / "di.pdf", "--record", record)
    digits = packets.digits(record.read_bytes())
    for name, data in (
        ("nua.txt", digits[: len(digits) // 2].encode()),
        ("la.txt", b"khong phai phieu"),
        ("trong.phieu", b""),
        ("hong.phieu", record.read_bytes()[:-3]),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        assert run(["receive", str(theirs), str(file)]) == 3
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1)
    assert run(["receive", str(theirs), str(tmp_path / "khong-co.phieu")]) == 3


def test_an_own_record_is_refused_with_what_it_says(
    offices: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, _ = offices
    number, name, _ = moving(ours)
    record = tmp_path / "di.phieu"
    said(capsys, "transfer-pack", ours, number, "--out", tmp_path / "di.pdf", "--record", record)
    assert run(["receive", str(ours), str(record), "--json"]) == 3
    told = capsys.readouterr()
    assert json.loads(told.out)["written"] is False
    assert name in told.out
    assert told.err.count("\n") == 1
