"""``selftest``: the whole program tries itself out, on an invented office in a folder of its own.

It makes an office, encrypts it, takes lists in, moves members, works clocks out, prints every
form, paints every screen, makes a backup and restores it. Nothing of the user is touched: settings
and marks that lie beside an office go into the folder of the test, too. A step that fails is told,
and those that do not rest on it go on; the result lies in ``ket-qua.json``.
"""

import argparse
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from tcxd_desktop import __version__
from tcxd_desktop.cli import (
    selftest_clocks,
    selftest_meetings,
    selftest_office,
    selftest_packs,
    selftest_papers,
    selftest_program,
    selftest_safety,
    selftest_screens,
    selftest_sheets,
    selftest_transfers,
)
from tcxd_desktop.cli.main import PROBLEM, tell
from tcxd_desktop.cli.selftest_office import HOME, MAKE, OFFICE, OTHER, RESTORED
from tcxd_desktop.cli.selftest_run import Bench, Listener, Steps
from tcxd_desktop.domain.selftest import (
    Event,
    Over,
    SelftestReport,
    StepResult,
    StepState,
    event_line,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import make_folder
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.shell.application import make_app
from tcxd_desktop.wording.selftest import TITLES, part_of, step_line, verdict

_SLOW: Final = frozenset(
    {"screens.people", "screens.meetings", "screens.transfers", "screens.exchange",
     "screens.rest", "screens.dark", "sheets.full", "transfers.stay"}
)  # fmt: skip
"""What a quick test leaves out."""


def run(options: argparse.Namespace) -> int:
    """Run every step and return 0 if all passed."""
    folder = options.folder or Path(tempfile.mkdtemp(prefix="tcxd-selftest-"))
    make_folder(folder)
    selftest_office.clear(folder)
    with _own_home(folder):
        report, files = _tested(options, folder)
    if options.tidy:
        for name in (OFFICE, RESTORED, OTHER, HOME):
            shutil.rmtree(folder / name, ignore_errors=True)
    if options.events:
        return 0 if report.passed else PROBLEM
    there = [path for path in files if path.exists()]
    told = {
        "ok": report.passed,
        "files": there,
        "steps": [step_line(step) for step in report.steps],
        "failed": [step.key for step in report.failed],
        "skipped": [step.key for step in report.skipped],
        "seconds": round(report.seconds, 1),
    }
    lines = ["Các tệp đã tạo:", *(f"  {path}" for path in there), verdict(report)]
    tell(options, told, *lines)
    return 0 if report.passed else PROBLEM


@contextmanager
def _own_home(folder: Path) -> Iterator[None]:
    """Have everything the program remembers beside its offices lie in the folder of the test."""
    before = {name: os.environ.get(name) for name in ("TCXD_HOME", "QT_QPA_PLATFORM")}
    os.environ["TCXD_HOME"] = str(folder / HOME)
    if sys.platform != "win32":
        # There Qt has no letters off screen; its own windows are painted without being shown.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _tested(options: argparse.Namespace, folder: Path) -> tuple[SelftestReport, list[Path]]:
    app, _ = make_app()
    theme.apply(app, dark=False)
    report = SelftestReport(
        version=__version__,
        begun=datetime.now().astimezone().isoformat(timespec="seconds"),
        quick=options.quick,
        machine=selftest_program.facts(),
    )
    secret = os.environ.get("TCXD_PASSWORD") or secrets.token_urlsafe(9)
    keys = frozenset(TITLES) - (_SLOW if options.quick else frozenset())
    bench = Bench(folder, secret, report, _listener(options), keys)
    bench.plan(TITLES)
    bench.take("program", selftest_program.steps())
    bench.take("office", selftest_office.making(bench))
    if bench.state(MAKE) is StepState.PASSED:
        _in_the_office(bench)
    return bench.over(), bench.files


def _in_the_office(bench: Bench) -> None:
    """Try out what needs the office, and sign in once more when it was closed."""
    clerk: list[tuple[str, str]] = []
    bench.take("office", _opened(bench, clerk))
    for who in clerk:
        bench.take("end", selftest_safety.signing_in(bench, *who))


def _opened(bench: Bench, clerk: list[tuple[str, str]]) -> Steps:
    """Open the office and take part after part; a part that breaks off does not end the others."""
    with selftest_office.opened(bench) as desk:
        moves = selftest_transfers.Moves()
        bench.take("office", selftest_office.steps(desk, bench))
        bench.take("sheets", selftest_sheets.steps(desk, bench))
        bench.take("meetings", selftest_meetings.steps(desk))
        bench.take("transfers", _between_two(desk, bench, moves))
        bench.take("clocks", selftest_clocks.steps(desk, bench))
        bench.take("papers", selftest_papers.steps(desk, bench, moves))
        bench.take("safety", selftest_safety.steps(desk, bench))
        bench.take("screens", selftest_screens.steps(desk, bench))
        bench.take("end", selftest_office.ending(desk, bench))
        clerk.append(selftest_safety.clerk(desk))
    yield from ()


def _between_two(desk: Desk, bench: Bench, moves: selftest_transfers.Moves) -> Steps:
    with selftest_transfers.another(bench) as other:
        yield from selftest_transfers.steps(desk, other, bench, moves)
        yield from selftest_packs.steps(desk, other, bench)


def _listener(options: argparse.Namespace) -> Listener:
    """Return who hears the events: lines of JSON, sentences, or nobody until the end."""
    if options.events:
        return _as_events
    return _quietly if options.json else _Sentences()


def _as_events(event: Event) -> None:
    print(event_line(event), flush=True)


def _quietly(event: Event) -> None:
    """Tell nothing: JSON comes at the end."""


class _Sentences:
    """One line a step, under the name of its part."""

    def __init__(self) -> None:
        self._part = ""

    def __call__(self, event: Event) -> None:
        if isinstance(event, StepResult):
            part = part_of(event.key)
            if part != self._part:
                print(part, flush=True)
            self._part = part
            print(f"  {step_line(event)}", *(f"      {line}" for line in event.trace), sep="\n")
        elif isinstance(event, Over):
            print(flush=True)
