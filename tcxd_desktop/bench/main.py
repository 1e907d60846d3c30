"""``tcxd bench``: measures this machine in this run."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tcxd_desktop.bench import data, exchange, meetings, papers, safety, transfers
from tcxd_desktop.bench.figures import Figure, timed
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import DemoPlan, make_demo

_PASSWORD = "mật khẩu đo tốc độ"
_FULL = (10_000, 100_000, 500, 5_000)
_QUICK = (300, 1_000, 20, 300)


def run(options: argparse.Namespace) -> int:
    """Make the offices, take every figure, print the table."""
    middle, large, printed, backed_up = _QUICK if options.quick else _FULL
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="tcxd-bench-") as name:
        folder = Path(name)
        figures: list[Figure] = []
        for members, job in ((middle, "middle"), (large, "large")):
            took = timed(lambda members=members: _office(folder, members))  # type: ignore[misc]
            print(f"# văn phòng {members} người: tạo trong {took:.1f} s", file=sys.stderr)
            desk = opening.open_office(folder / str(members), _PASSWORD)
            try:
                figures += data.lists(desk, f"{members} người")
                figures += data.search(desk, f"{members} người")
                if job == "middle":
                    figures += data.dossier(desk)
                    figures += safety.line(desk)
                    figures += papers.phieu(desk, printed)
                    slips = 40 if options.quick else exchange.SLIPS
                    figures += exchange.whole(desk, folder / "nhap", slips)
            finally:
                opening.close_office(desk)
        figures += safety.unlock(folder / str(middle), _PASSWORD)
        figures += _backup(folder, backed_up)
        figures += meetings.whole(folder / "sinh-hoat", 12 if options.quick else meetings.CELLS)
        size = (300, 40) if options.quick else (transfers.MEMBERS, transfers.EACH)
        figures += transfers.whole(folder / "chuyen-sinh-hoat", *size)
        figures = [*_starts(folder, middle, large), *figures]
    if options.json:
        print([asdict(figure) | {"ratio": figure.ratio} for figure in figures])
    else:
        print("\n".join(figure.line() for figure in figures))
    return 0


def _office(folder: Path, members: int) -> None:
    opening.close_office(make_demo(folder / str(members), _PASSWORD, DemoPlan(members)))


def _backup(folder: Path, members: int) -> list[Figure]:
    place = folder / f"sao-luu-{members}"
    desk = make_demo(place, _PASSWORD, DemoPlan(members))
    try:
        return safety.backup(desk, f"{members} người")
    finally:
        opening.close_office(desk)


def _starts(folder: Path, middle: int, large: int) -> list[Figure]:
    wanted = {"bare": "bare", "middle": str(folder / str(middle)),
              "large": str(folder / str(large))}  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in wanted}
    for turn in range(6):
        for name, office in wanted.items():
            took = _start(office)
            if turn:
                times[name].append(took)
    median = {name: statistics.median(found) for name, found in times.items()}
    unlock = timed(lambda: opening.close_office(opening.open_office(folder / str(middle),
                                                                    _PASSWORD)))  # fmt: skip
    return [
        Figure(f"Khởi động đến danh sách {middle} người", median["middle"],
               "cửa sổ PySide6 trống", median["bare"], goal="≤ 1,6"),
        Figure("  trong đó mở khóa (Argon2id)", unlock, "cửa sổ PySide6 trống", median["bare"]),
        Figure(f"Khởi động đến danh sách {large} người", median["large"],
               f"khởi động {middle} người", median["middle"], goal="≤ 1,3"),
    ]  # fmt: skip


def _start(office: str) -> float:
    command = [sys.executable, "-m", "tcxd_desktop.bench.start", str(time.monotonic()), office]
    done = subprocess.run(
        command,
        env={**os.environ, "TCXD_PASSWORD": _PASSWORD},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return float(done.stdout.split()[-1])
