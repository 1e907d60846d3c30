"""What the program's test of itself tells: one line a step, and the whole as JSON.

The process that carries the steps out writes events as it goes, one JSON object a line, so that a
window can show them as they come; at the end, and after every step, the whole lies in a file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final

RESULT_FILE: Final = "ket-qua.json"
"""Name of the file with the result, in the folder of the test."""
_FORMAT: Final = 1


class StepState(StrEnum):
    """Kết quả của một bước."""

    PASSED = "dat"
    FAILED = "hong"
    SKIPPED = "bo_qua"
    """Not tried, because a step it rests on failed."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """Một bước tự kiểm tra đã làm."""

    key: str
    """Of ``wording.selftest.TITLES``."""
    state: StepState
    seconds: float = 0.0
    said: str = ""
    """What came out, or what is wrong, in Vietnamese."""
    trace: tuple[str, ...] = ()
    """Of a failure: its kind and the lines of the program it passed, without any value."""


@dataclass(frozen=True, slots=True)
class SelftestReport:
    """Kết quả tự kiểm tra chương trình."""

    version: str
    begun: str
    """ISO, with zone."""
    steps: tuple[StepResult, ...] = ()
    seconds: float = 0.0
    finished: bool = False
    """False while it runs, and for ever where its process was ended."""
    quick: bool = False
    files: tuple[str, ...] = ()
    """What it made, below its own folder."""
    machine: Mapping[str, str] | None = None
    """Versions and sizes of the machine; nobody's name."""

    @property
    def failed(self) -> tuple[StepResult, ...]:
        """Steps that went wrong."""
        return tuple(step for step in self.steps if step.state is StepState.FAILED)

    @property
    def skipped(self) -> tuple[StepResult, ...]:
        """Steps that could not be tried."""
        return tuple(step for step in self.steps if step.state is StepState.SKIPPED)

    @property
    def passed(self) -> bool:
        """Whether every step was carried out and none went wrong."""
        return self.finished and all(step.state is StepState.PASSED for step in self.steps)


def with_step(report: SelftestReport, step: StepResult) -> SelftestReport:
    """Return the report with one more step."""
    return replace(report, steps=(*report.steps, step))


# --- as JSON --------------------------------------------------------------------------------------


def report_json(report: SelftestReport, titles: Mapping[str, str]) -> str:
    """Return the report as the result file has it, with the titles of its steps."""
    steps = [_step(step, titles) for step in report.steps]
    content: dict[str, Any] = {
        "format": _FORMAT,
        "version": report.version,
        "begun": report.begun,
        "seconds": round(report.seconds, 1),
        "finished": report.finished,
        "ok": report.passed,
        "quick": report.quick,
        "steps": steps,
        "files": list(report.files),
        "machine": dict(report.machine or {}),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _step(step: StepResult, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": step.key,
        "title": titles.get(step.key, step.key),
        "seconds": round(step.seconds, 2),
        "ok": step.state is StepState.PASSED,
        "skipped": step.state is StepState.SKIPPED,
        "said": step.said,
        "trace": list(step.trace),
    }


def read_report(text: str) -> SelftestReport | None:
    """Return the report in a result file; nothing where it is none, or of another format."""
    try:
        raw = json.loads(text)
        if raw["format"] != _FORMAT:
            return None
        return SelftestReport(
            version=str(raw["version"]),
            begun=str(raw["begun"]),
            steps=tuple(_read_step(step) for step in raw["steps"]),
            seconds=float(raw["seconds"]),
            finished=bool(raw["finished"]),
            quick=bool(raw["quick"]),
            files=tuple(map(str, raw["files"])),
            machine={str(key): str(value) for key, value in raw["machine"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _read_step(raw: Mapping[str, Any]) -> StepResult:
    state = StepState.PASSED if raw["ok"] else StepState.FAILED
    return StepResult(
        str(raw["key"]),
        StepState.SKIPPED if raw["skipped"] else state,
        float(raw["seconds"]),
        str(raw["said"]),
        tuple(map(str, raw["trace"])),
    )


# --- as it goes -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """Sắp làm: the steps to come, told once at the beginning."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """Một bước vừa bắt đầu."""

    key: str


@dataclass(frozen=True, slots=True)
class Over:
    """Tất cả đã xong."""

    passed: bool
    seconds: float


Event = Plan | Begun | StepResult | Over
_KINDS: Final = {"plan": Plan, "begun": Begun, "step": StepResult, "over": Over}


def event_line(event: Event) -> str:
    """Return an event as one line of JSON, in signs every console can carry."""
    kind = next(name for name, made in _KINDS.items() if isinstance(event, made))
    return json.dumps({"event": kind, **asdict(event)})


def read_event(line: str) -> Event | None:
    """Return the event in a line; nothing where the line is something else."""
    try:
        match json.loads(line):
            case {"event": "plan", "keys": list(keys)}:
                return Plan(tuple(map(str, keys)))
            case {"event": "begun", "key": str(key)}:
                return Begun(key)
            case {
                "event": "step", "key": str(key), "state": str(state), "seconds": float(seconds),
                "said": str(said), "trace": list(trace),
            }:  # fmt: skip
                lines = tuple(map(str, trace))
                return StepResult(key, StepState(state), seconds, said, lines)
            case {"event": "over", "passed": bool(passed), "seconds": float(seconds)}:
                return Over(passed, seconds)
    except ValueError:
        return None
    return None
