"""Spoiled sheets are read: none may crash us, hang, use up memory or change an office (S7)."""

import hashlib
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from tcxd_desktop.domain.errors import ParserFailedProblem, Problem
from tcxd_desktop.exchange import sheets
from tcxd_desktop.torture import offices
from tcxd_desktop.torture.outcome import Outcome, Tell, named, tried, untold
from tcxd_desktop.torture.sheet_mutations import mutated
from tcxd_desktop.torture.sheet_seeds import seeds

LONGEST_S: Final = 20.0
MOST_GROWTH: Final = 20 * 1024 * 1024
"""What reading may add to our own memory; the child's is limited by the system."""
_WORKERS: Final = 2
_BATCH: Final = 20
"""So many files are made at a time, or the files themselves would be the memory that grows."""
_WARM: Final = 400
_SHOWN: Final = 20
Reader = Callable[[bytes], object]


@dataclass(slots=True)
class _Found:
    """What came of the files."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)


def run(
    count: int, seed: int = 0, *, reader: Reader = sheets.read_book, tell: Tell = untold
) -> Outcome:
    """Spoil and read ``count`` files of every kind in turn.

    Args:
        count: how many files.
        seed: of what is spoiled, and how; the same gives the same files.
        reader: reads a file or raises a Problem.
        tell: hears how many files are done.
    """
    start = time.monotonic()
    found = _Found()
    with offices.workshop(memory=True) as shop, ThreadPoolExecutor(_WORKERS) as pool:
        before = _digest(shop.template)
        _warm(reader, pool, min(count, _WARM), seed)
        memory = resident()
        made = spoiled(count, seed)
        while batch := list(islice(made, _BATCH)):
            for told in pool.map(lambda file: _read(reader, *file), batch):
                _count(found, *told)
            tell(found.counts.total())
        growth = max(resident() - memory, 0)
        if growth > MOST_GROWTH:
            found.failures.append(f"{growth // 1024} KiB more memory are in use afterwards")
        if _digest(shop.template) != before:
            found.failures.append("the office has changed")
    figures = {
        "tried_files": found.counts.total(),
        **{f"{name}_files": found.counts[name] for name in ("read", "refused", "stopped")},
        "slowest_ms": round(found.slowest * 1000),
        "growth_kib": growth // 1024,
    }
    return Outcome("sheets", figures, time.monotonic() - start, found.failures[:_SHOWN])


def _warm(reader: Reader, pool: ThreadPoolExecutor, count: int, seed: int) -> None:
    """Let this process take what it takes once, so that only what reading leaves is growth.

    That is what modules and threads need, and what spoiling files itself had in hand at most.
    """
    healthy = [data for files in seeds().values() for data in files]
    for _ in pool.map(lambda data: tried(lambda: reader(data)), healthy):
        pass
    for _ in spoiled(count, seed):
        pass


def spoiled(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield spoiled files with their names, the kinds in turn."""
    healthy = seeds()
    kinds = sorted(healthy)
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        kind = kinds[number % len(kinds)]
        yield f"{kind} {number}", mutated(chance, kind, chance.choice(healthy[kind]))


def _read(reader: Reader, name: str, data: bytes) -> tuple[str, str, float]:
    """Return the name of a file, what came of it, and how long it took."""
    start = time.monotonic()
    content = tried(lambda: reader(data))
    if isinstance(content, ParserFailedProblem):
        how = "stopped"
    elif isinstance(content, Problem):
        how = "refused"
    else:
        how = named(content) if isinstance(content, Exception) else "read"
    return name, how, time.monotonic() - start


def _count(found: _Found, name: str, how: str, seconds: float) -> None:
    found.slowest = max(found.slowest, seconds)
    if how not in {"read", "refused", "stopped"}:
        found.failures.append(f"{name}: {how}")
        how = "failed"
    found.counts[how] += 1
    if seconds > LONGEST_S:
        found.failures.append(f"{name}: took {seconds:.0f} s")


def _digest(folder: Path) -> str:
    """Return a digest of every file in a folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return whole.hexdigest()


def resident() -> int:
    """Return the bytes of memory this process has in use, 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
