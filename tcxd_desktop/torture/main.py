"""``tcxd torture``: the long rounds, with figures, for whoever supports an office."""

import argparse
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.torture import flips, iofault, kill, powercut, race, sheets
from tcxd_desktop.torture.outcome import Outcome, Tell
from tcxd_desktop.wording.problems import sentence

FAILED = 3
_EVERY_CALL = 1_000
"""From so many rounds on nothing is left out where everything can be tried in an hour or so."""
_EVERY_SLOW_CALL = 10_000
"""And from so many on nothing at all."""
_SLOW_CALLS = 100
_BYTES_A_ROUND = 20
_SHEETS_A_ROUND = 2
_SHOWN = 20
Part = Callable[[int, int, Tell], Outcome]


def _iofault(rounds: int, _seed: int, tell: Tell) -> Outcome:
    limit = sys.maxsize if rounds >= _EVERY_CALL else max(rounds // 10, 1)
    slow = sys.maxsize if rounds >= _EVERY_SLOW_CALL else _SLOW_CALLS
    return iofault.run(limit, slow=slow, tell=tell)


def _race(rounds: int, seed: int, tell: Tell) -> Outcome:
    return race.run(max(rounds // 2, 1), seed, tell=tell)


def _flips(rounds: int, seed: int, tell: Tell) -> Outcome:
    count = rounds * _BYTES_A_ROUND
    return flips.run(count, seed, whole=rounds >= _EVERY_CALL // 10, tell=tell)


def _sheets(rounds: int, seed: int, tell: Tell) -> Outcome:
    return sheets.run(rounds * _SHEETS_A_ROUND, seed, tell=tell)


PARTS: dict[str, tuple[str, Part]] = {
    "kill": ("Tắt ngang chương trình", lambda n, seed, tell: kill.run(n, seed, tell=tell)),
    "powercut": ("Mất điện", lambda n, seed, tell: powercut.run(n, seed, tell=tell)),
    "iofault": ("Ổ đĩa lỗi, đĩa đầy", _iofault),
    "race": ("Hai nơi cùng mở", _race),
    "flips": ("Sửa byte trong tệp", _flips),
    "sheets": ("Bảng tính phá hoại", _sheets),
}
"""By name: what it is called, and how it is run with a number of rounds and a seed."""
_FIGURES = {
    "rounds": "lần",
    "states": "lần",
    "edits": "việc đã báo lưu",
    "lost": "mất",
    "torn": "dở dang",
    "hot_journals": "lần phải hoàn tác khi mở lại",
    "operations": "loại việc",
    "calls": "lệnh đọc ghi",
    "failed": "lệnh cho lỗi",
    "refused": "lần báo lỗi",
    "kept": "báo lỗi mà vẫn lưu",
    "again": "làm lại được ngay",
    "stuck": "phải mở lại mới làm được",
    "leftovers": "tệp tạm còn lại",
    "races": "lần tranh",
    "killed": "lần tắt bên giữ",
    "slowest_ms": "ms chậm nhất",
    "tried": "byte",
    "same": "không ảnh hưởng",
    "different": "sai mà không báo",
    "tried_files": "tệp",
    "read_files": "đọc được",
    "refused_files": "từ chối có lý do",
    "stopped_files": "phải dừng tiến trình đọc",
    "growth_kib": "KiB bộ nhớ tăng thêm",
}
"""What stands behind each figure; ``refused`` of flips is a file that was not opened."""


def run(options: argparse.Namespace) -> int:
    """Run the parts that were asked for; exit code 3 when anything went wrong."""
    names = [name for name in PARTS if not options.only or name in options.only]
    with _tidy_end():
        outcomes = [_run(name, options) for name in names]
    passed = all(outcome.passed for outcome in outcomes)
    if options.json:
        parts = [asdict(outcome) | {"passed": outcome.passed} for outcome in outcomes]
        print(json.dumps({"passed": passed, "parts": parts}, ensure_ascii=False))
    else:
        print("Không hỏng gì." if passed else "CÓ HỎNG: xem các dòng ở trên.")
    return 0 if passed else FAILED


@contextmanager
def _tidy_end() -> Iterator[None]:
    """Clear temporary folders away also where the system asks the command to end."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(FAILED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(name: str, options: argparse.Namespace) -> Outcome:
    title, part = PARTS[name]

    def tell(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{title}: {done} …", end="", file=sys.stderr, flush=True)

    try:
        outcome = part(options.rounds, options.seed, tell)
    except Problem as problem:
        # What could not run has not passed.
        outcome = Outcome(name, {}, 0, [sentence(problem)])
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    if not options.json:
        print("\n".join(lines(title, outcome)), flush=True)
    return outcome


def lines(title: str, outcome: Outcome) -> list[str]:
    """Return what a person is told of a part."""
    told = ", ".join(
        f"{_number(value)} {_FIGURES[name]}" for name, value in outcome.figures.items()
    )
    verdict = "đạt" if outcome.passed else "HỎNG"
    found = [f"{title}: {verdict}. {told or 'không chạy được'}. {outcome.seconds:.0f} giây."]
    found += [f"  {text}" for text in outcome.failures[:_SHOWN]]
    if len(outcome.failures) > _SHOWN:
        found.append(f"  … và {len(outcome.failures) - _SHOWN} dòng nữa")
    return found


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
