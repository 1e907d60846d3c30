"""Taking a figure fairly: medians of alternating runs, so that a busy machine slows both."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """Số đo: ours, what it is held against, and how they compare."""

    name: str
    ours: float
    """Median; seconds unless ``unit`` says otherwise."""
    other_name: str
    other: float
    unit: str = "ms"
    higher_is_better: bool = False
    goal: str = ""

    @property
    def ratio(self) -> float:
        """How many times the alternative ours costs (or gives, where more is better)."""
        return self.ours / self.other if self.other else 0.0

    def line(self) -> str:
        """Return the figure as one line of a table."""
        shown = f"{_show(self.ours, self.unit)} / {_show(self.other, self.unit)}"
        return f"{self.name:<46} {shown:>24}  ×{self.ratio:6.2f}  {self.other_name}" + (
            f"  (mục tiêu {self.goal})" if self.goal else ""
        )


def _show(value: float, unit: str) -> str:
    return f"{value * 1000:.1f} ms" if unit == "ms" else f"{value:.0f} {unit}"


def pair(
    ours: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Return the median seconds of both, run in turns after one warm-up of each."""
    ours()
    other()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(timed(ours))
        times[1].append(timed(other))
    return statistics.median(times[0]), statistics.median(times[1])


def timed(work: Callable[[], object]) -> float:
    """Return the seconds one run takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
