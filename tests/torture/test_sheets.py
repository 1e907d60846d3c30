"""S7: spoiled sheets of every kind; a reader that fails in any way must be found out."""

import time
from pathlib import Path

from tcxd_desktop.exchange import sheet_parser, sheets
from tcxd_desktop.torture import sheets as torture
from tcxd_desktop.torture.sheet_seeds import seeds


def test_spoiled_sheets_are_read_or_refused() -> None:
    found = torture.run(60, seed=5)
    assert found.failures == []
    assert found.figures["tried_files"] == 60
    assert found.figures["refused_files"] > 10
    assert found.figures["read_files"] > 5
    assert found.figures["slowest_ms"] < torture.LONGEST_S * 1000


def test_the_healthy_files_are_healthy_and_the_spoiled_ones_the_same_every_time() -> None:
    for kind, files in seeds().items():
        for data in files:
            assert sheets.book_of(sheet_parser.parse(data)).kind == kind
    assert list(torture.spoiled(40, seed=3)) == list(torture.spoiled(40, seed=3))
    assert list(torture.spoiled(40, seed=3)) != list(torture.spoiled(40, seed=4))


def test_twin_a_reader_that_crashes_is_found_out() -> None:
    def reader(data: bytes) -> object:
        return data.decode("ascii")

    found = torture.run(12, reader=reader)
    assert any("raw UnicodeDecodeError" in text for text in found.failures)


def test_twin_a_reader_that_hangs_is_found_out(monkeypatch) -> None:
    monkeypatch.setattr(torture, "LONGEST_S", 0.01)
    found = torture.run(4, reader=lambda data: time.sleep(0.03))
    assert any("took" in text for text in found.failures)


def test_twin_a_reader_that_keeps_what_it_reads_is_found_out(monkeypatch) -> None:
    monkeypatch.setattr(torture, "MOST_GROWTH", 100_000)
    kept: list[bytes] = []
    found = torture.run(8, reader=lambda data: kept.append(data + b"x" * 8_000_000))
    assert any("more memory" in text for text in found.failures)


def test_twin_a_reader_that_writes_is_found_out(monkeypatch) -> None:
    places: list[Path] = []
    digest = torture._digest

    def watched(folder: Path) -> str:
        places.append(folder)
        return digest(folder)

    def reader(data: bytes) -> None:
        (places[0] / "left behind").write_bytes(data)

    monkeypatch.setattr(torture, "_digest", watched)
    assert torture.run(4, reader=reader).failures == ["the office has changed"]
