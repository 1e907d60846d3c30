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

from tcxd_desktop import places
from tcxd_desktop.bench import data, exchange, meetings, memory, papers, safety, transfers
from tcxd_desktop.bench.figures import Figure, timed
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import DemoPlan, make_demo

_PASSWORD = "mật khẩu đo tốc độ"
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
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
        rounds = 1 if options.quick else memory.ROUNDS
        figures += memory.whole(folder / str(middle), _PASSWORD, rounds)
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
    wanted = {
        "bare": ("bare",),
        "door": ("door", str(folder / str(middle))),
        "middle": ("office", str(folder / str(middle))),
        "large": ("office", str(folder / str(large))),
    }
    times: dict[str, list[list[float]]] = {name: [] for name in wanted}
    for turn in range(6):
        for name, asked in wanted.items():
            took = _start(folder, asked)
            if turn:  # the first fills the caches of Python and of the disk
                times[name].append(took)
    median = {
        name: [statistics.median(column) for column in zip(*found, strict=True)]
        for name, found in times.items()
    }
    (bare,), (box, entered) = median["bare"], median["door"]
    (whole,), (larger,) = median["middle"], median["large"]
    unlock = timed(lambda: opening.close_office(opening.open_office(folder / str(middle),
                                                                    _PASSWORD)))  # fmt: skip
    window = "cửa sổ PySide6 trống"
    return [
        Figure("Khởi động đến ô mật khẩu", box, window, bare, goal="≤ 1,6"),
        Figure(f"Từ Enter đến danh sách {middle} người", entered, window, bare),
        Figure("  trong đó mở khóa (Argon2id)", unlock, window, bare),
        Figure("Người dùng chờ cả thảy, không kể mở khóa", box + entered - unlock, window, bare,
               goal="≤ 1,6"),
        Figure(f"Một mạch đến danh sách {middle} người", whole, window, bare),
        Figure(f"Một mạch đến danh sách {large} người", larger, f"{middle} người", whole,
               goal="≤ 1,3"),
    ]  # fmt: skip


def _start(folder: Path, asked: tuple[str, ...]) -> list[float]:
    """Return the seconds of one start; what Python compiles is kept, as in an installed program."""
    kept = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    command = [places.python(), "-m", "tcxd_desktop.bench.start", str(time.monotonic()), *asked]
    done = subprocess.run(
        command,
        env={**kept, "TCXD_PASSWORD": _PASSWORD, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [float(line) for line in done.stdout.split()]
