"""Carries out the steps of ``selftest``: one that fails is told, and those after it go on.

What came out is written to a file after every step, so that it is there even if the process dies
in the middle of one.
"""

import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tcxd_desktop import __name__ as program
from tcxd_desktop.domain.errors import Problem, SelftestProblem
from tcxd_desktop.domain.selftest import (
    RESULT_FILE,
    Begun,
    Event,
    Over,
    Plan,
    SelftestReport,
    StepResult,
    StepState,
    report_json,
    with_step,
)
from tcxd_desktop.office.files import write_file
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.selftest import TITLES, rests_on

_UNFORESEEN = "lỗi không lường trước của chương trình"
_TOLD = 6
"""How many faults of one step are told one by one."""


@dataclass(frozen=True, slots=True)
class Step:
    """Một bước: what it is called by, what it does, and which steps it rests on."""

    key: str
    work: Callable[[], str]
    """Does it and returns what came out, in Vietnamese; raises where something is wrong."""
    needs: tuple[str, ...] = ()


Steps = Iterator[Step]
Listener = Callable[[Event], None]


@dataclass
class Bench:
    """Bàn thử: where everything goes, what was made, what came out so far."""

    folder: Path
    secret: str
    report: SelftestReport
    listen: Listener
    only: frozenset[str] = frozenset(TITLES)
    """Keys of the steps to take."""
    files: list[Path] = field(default_factory=list)
    begun: float = field(default_factory=time.perf_counter)

    def keep(self, path: Path, data: bytes) -> str:
        """Write a file of the test and return its name."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
        self.made(path)
        return path.name

    def made(self, path: Path) -> None:
        """Note a file or folder that was made."""
        if path not in self.files:
            self.files.append(path)

    def state(self, key: str) -> StepState | None:
        """Return what came of a step, if it was taken."""
        return next((step.state for step in self.report.steps if step.key == key), None)

    def plan(self, keys: Iterable[str]) -> None:
        """Say which steps will be taken."""
        self.listen(Plan(tuple(key for key in keys if key in self.only)))
        self._write()

    def take(self, part: str, steps: Iterable[Step]) -> None:
        """Take the steps of a part one after the other.

        Args:
            part: its name, under which a failure between two steps is told.
            steps: asked for the next one only after the one before.
        """
        source = iter(steps)
        while True:
            step = self._next(part, source)
            if step is None:
                return
            if step.key in self.only:
                self._note(self._taken(step))

    def over(self) -> SelftestReport:
        """End: write and tell the whole."""
        taken = {step.key for step in self.report.steps}
        for key in TITLES:
            # A part that could not even begin has left its steps untaken: none is passed over.
            if key in self.only and key not in taken:
                self._note(StepResult(key, StepState.SKIPPED))
        self.report = replace(self.report, finished=True)
        self._write()
        self.listen(Over(self.report.passed, self.report.seconds))
        return self.report

    def _next(self, part: str, source: Iterator[Step]) -> Step | None:
        try:
            return next(source, None)
        except Exception as error:
            self._note(replace(_failed(f"{part}.part", error), seconds=0.0))
            return None

    def _taken(self, step: Step) -> StepResult:
        missing = next((key for key in step.needs if self.state(key) is not StepState.PASSED), None)
        if missing is not None:
            return StepResult(step.key, StepState.SKIPPED, said=rests_on(missing))
        self.listen(Begun(step.key))
        start = time.perf_counter()
        try:
            made = StepResult(step.key, StepState.PASSED, said=step.work())
        except Exception as error:
            made = _failed(step.key, error)
        return replace(made, seconds=time.perf_counter() - start)

    def _note(self, step: StepResult) -> None:
        self.report = with_step(self.report, step)
        self._write()
        self.listen(step)

    def _write(self) -> None:
        files = tuple(self.named(path) for path in self.files)
        seconds = time.perf_counter() - self.begun
        self.report = replace(self.report, files=files, seconds=seconds)
        write_file(self.folder / RESULT_FILE, report_json(self.report, TITLES).encode())

    def named(self, path: Path) -> str:
        """Return a file as the result names it: below the folder of the test."""
        return path.relative_to(self.folder).as_posix()


class Several:
    """Nhiều việc trong một bước: all are done, and those that fail are told together."""

    def __init__(self) -> None:
        """Begin with none."""
        self.done = 0
        self._faults: list[tuple[str, Exception]] = []

    def take(self, name: str, work: Callable[[], object]) -> None:
        """Do one of them, called ``name``."""
        try:
            work()
        except Exception as error:
            self._faults.append((name, error))
        else:
            self.done += 1

    def check(self) -> None:
        """End the step.

        Raises:
            SelftestProblem: what was wrong with which; the first of them is its cause.
        """
        if self._faults:
            told = [f"{name} ({_why(error)})" for name, error in self._faults[:_TOLD]]
            left = len(self._faults) - len(told)
            also = [f"và {left} nữa"] if left else []
            raise SelftestProblem("; ".join([*told, *also])) from self._faults[0][1]


def _why(error: BaseException) -> str:
    """Return what is wrong in a few words: of our own problems the reason without the advice."""
    if isinstance(error, SelftestProblem):
        return str(error.args[0])
    return sentence(error).rstrip(".") if isinstance(error, Problem) else _UNFORESEEN


def _failed(key: str, error: Exception) -> StepResult:
    return StepResult(key, StepState.FAILED, said=_why(error), trace=trace_of(error))


def trace_of(error: BaseException) -> tuple[str, ...]:
    """Return the kind of an error and the lines it passed, without its words: they may name.

    What caused it follows.
    """
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)
    before = trace_of(error.__cause__) if error.__cause__ is not None else ()
    return (
        f"{kind.__module__}.{kind.__qualname__}",
        *(f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames),
        *before,
    )


def _short(file: str) -> str:
    """Return the path of a source below the package, or only its name: no folder of anybody's."""
    before, found, below = file.replace("\\", "/").rpartition(f"/{program}/")
    return f"{program}/{below}" if found else before.rpartition("/")[2] or Path(file).name
