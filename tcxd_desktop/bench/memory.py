"""What the program weighs: after its start, and after an hour's work of a robot."""

import os
import subprocess
from pathlib import Path

from tcxd_desktop import places
from tcxd_desktop.bench.figures import Figure

ROUNDS = 120
"""A clerk opens, mends and prints about two dossiers a minute; the pauses between are left out."""


def whole(office: Path, password: str, rounds: int = ROUNDS) -> list[Figure]:
    """Return the figures of an office, each from a process of its own."""
    (bare,) = _weigh(password, "bare")
    start, warm, worked = _weigh(password, str(office), str(rounds))
    return [
        Figure("Bộ nhớ sau khi mở", start, "cửa sổ PySide6 trống", bare, "MiB"),
        Figure("Bộ nhớ khi đã mở mọi trang", warm, "sau khi mở", start, "MiB"),
        Figure(f"Bộ nhớ sau một giờ ({rounds} lượt việc)", worked, "khi đã mở mọi trang", warm,
               "MiB", goal="≤ 1,2"),
    ]  # fmt: skip


def _weigh(password: str, *wanted: str) -> list[float]:
    done = subprocess.run(
        [places.python(), "-m", "tcxd_desktop.bench.robot", *wanted],
        env={**os.environ, "TCXD_PASSWORD": password},
        capture_output=True,
        text=True,
        check=True,
        timeout=1_800,
    )
    return [float(line) for line in done.stdout.split()]
