"""An hour of a clerk's work without the pauses, in a process of its own, and what it weighs then.

``python -m tcxd_desktop.bench.robot bare`` or ``… OFFICE ROUNDS``. Prints the resident memory in
MiB: after the start, when every page was seen once, and after the work.
"""

import ctypes
import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel

_SETTLE_MS = 5
_LONGEST = 180.0
"""Seconds; the yearly round of a large office compares every dossier with its last phiếu."""
_SECTIONS = 12
_TEXTS = ("nguyen", "tran thi", "le van h", "pham", "xa", "dang")


def resident() -> float:
    """Return the memory of this process that lies in the machine's, in MiB."""
    if sys.platform == "win32":
        counters = (ctypes.c_size_t * 10)()
        counters[0] = ctypes.sizeof(counters)
        kernel = ctypes.windll.kernel32
        kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), counters, counters[0])
        return int(counters[2]) / 2**20
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def bare() -> int:
    """Weigh the least a PySide6 program can show."""
    app = QApplication([])
    window = QLabel("Sổ công tác Đảng")
    window.resize(1366, 768)
    window.show()
    settle(lambda: True)
    print(f"{resident():.1f}", flush=True)
    app.quit()
    return 0


def settle(ready: Callable[[], bool]) -> None:
    """Let the events run until what was asked for is there."""
    end = time.monotonic() + _LONGEST
    while True:
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
        if ready():
            return
        if time.monotonic() > end:
            raise TimeoutError("the window is still working")


def work(office: Path, rounds: int) -> int:
    """Open the office, work, and weigh before and after."""
    part: Any = importlib.import_module
    app, looks = part("tcxd_desktop.ui.shell.application").make_app()
    opening = part("tcxd_desktop.office.opening")
    building = part("tcxd_desktop.ui.shell.building")
    collector = part("tcxd_desktop.ui.common.collector").Collector()
    desk = opening.open_office(office, os.environ["TCXD_PASSWORD"])
    window = building.make_window(desk, looks)
    window.show()
    try:
        settle(lambda: not window.working)
        print(f"{resident():.1f}", flush=True)
        clerk = _Clerk(desk, window, [key for key, *_ in building.PAGES])
        for number in range(max(rounds, clerk.tour)):
            clerk.round(number)
            if number + 1 == clerk.tour:
                print(f"{resident():.1f}", flush=True)
        print(f"{resident():.1f}", flush=True)
    finally:
        building.take_down(window)
        collector.stop()
        opening.close_office(desk)
        app.quit()
    return 0


class _Clerk:
    """Does in each round what fills some minutes of a real hour."""

    def __init__(self, desk: Any, window: Any, pages: list[str]) -> None:
        self._desk, self._window, self._pages = desk, window, pages
        self.tour = len(pages)
        """Rounds after which every page was shown once."""
        people = importlib.import_module("tcxd_desktop.office.people")
        query = importlib.import_module("tcxd_desktop.domain.people").PeopleQuery()
        self._ids = [line.id for line in people.lines(desk, query, limit=400)]
        self._printing: Any = importlib.import_module("tcxd_desktop.office.printing")
        self._job: Any = importlib.import_module("tcxd_desktop.domain.jobs").PrintJob

    def round(self, number: int) -> None:
        """Open a dossier, leaf through it, change a box and save; search; turn a page; print."""
        person = self._ids[number * 7 % len(self._ids)]
        window = self._window
        window.open_person(person)
        self._quiet()
        editor = window.page.editor
        for section in range(_SECTIONS):
            editor.show_section(section)
            self._quiet()
        editor.go_to("phone")
        # Another one each time, also in an office where a robot worked before.
        editor.forms.put("phone", f"09{time.time_ns() // 1000 % 10**8:08d}")
        if not editor.save():
            raise RuntimeError("the dossier was not saved")
        self._quiet()
        text = _TEXTS[number % len(_TEXTS)]
        for end in range(1, len(text) + 1):
            window.search_people(text[:end])
        self._quiet()
        window.show_page(self._pages[number % len(self._pages)]).refresh()
        self._quiet()
        self._printing.render(self._desk, self._job(form="2-HSĐV", person_ids=(person,)))

    def _quiet(self) -> None:
        settle(lambda: not self._window.working)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        sys.exit(bare())
    sys.exit(work(Path(sys.argv[1]), int(sys.argv[2])))
