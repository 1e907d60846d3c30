"""A process of its own that shows every scene on a given screen and writes down what it finds.

``python -m tests.ui.comfort_walk OFFICE OUT.json --look 100 --size 1366x697 [--part 1/3]``
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tcxd_desktop.cli.pictures import Stage, settle
from tcxd_desktop.cli.scenes import Scene, all_scenes
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import HEAD
from tests import make
from tests.ui import comfort_geometry

_TRIES = 40
Found = dict[str, list[str]]


def screen_file(folder: Path, width: int, height: int) -> str:
    """Return a Qt platform of one screen of that size, for ``QT_QPA_PLATFORM``."""
    path = folder / f"screen-{width}x{height}.json"
    screen = {
        "name": "S", "x": 0, "y": 0, "width": width, "height": height,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip
    path.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return f"offscreen:configfile={path}"


def steady(window: QWidget) -> None:
    """Wait until nothing moves any more: a layout may have to be told twice."""
    before, now = None, _places(window)
    for _ in range(_TRIES):
        settle(15)
        before, now = now, _places(window)
        if before == now:
            return


def _places(window: QWidget) -> list[tuple[int, int, int, int]]:
    return [
        widget.geometry().getRect() for widget in window.findChildren(QWidget) if widget.isVisible()
    ]


def part_of(part: str) -> tuple[Scene, ...]:
    """Return the scenes of a part: ``2/3`` is the second third."""
    place, parts = map(int, part.split("/"))
    scenes = all_scenes()
    first, last = (len(scenes) * one // parts for one in (place - 1, place))
    return scenes[first:last]


def walk(
    stage: Stage, scenes: Sequence[Scene], look: Callable[[Scene, QWidget], None]
) -> list[str]:
    """Show every scene and look at it; return the titles of what could not be shown."""
    missing = []
    for scene in scenes:
        try:
            with scene.show(stage) as shown:
                look(scene, shown)
        except NotFoundProblem:
            missing.append(scene.title)
    return missing


def main(arguments: list[str]) -> int:
    """Walk and write what was found."""
    options = _options(arguments)
    sizes = [tuple(map(int, size.split("x"))) for size in options.size]
    desk = opening.open_office(options.office, make.PASSWORD, user=HEAD, clock=make.clock)
    found: dict[str, Found] = {}
    rows: dict[str, list[tuple[str, int]]] = {}
    start = time.process_time()

    def look(scene: Scene, shown: QWidget) -> None:
        for width, height in sizes:
            if not scene.dialog:
                shown.resize(width, height)
            steady(shown)
            told = comfort_geometry.faults(shown, QSize(width, height))
            if told:
                found.setdefault(scene.key, {})[f"{width}x{height}"] = told
            if not scene.dialog:
                rows[f"{scene.key}@{width}x{height}"] = comfort_geometry.rows_seen(shown)
            if options.pictures:
                shown.grab().save(str(options.pictures / f"{scene.key}-{width}.png"))

    scenes = [
        one
        for one in part_of(options.part)
        if not options.only or one.key.startswith(tuple(options.only))
    ]
    with Stage(desk, dark=options.dark, scale=options.look, size=sizes[0]) as stage:
        # What is only measured need not be painted.
        stage.window.setUpdatesEnabled(options.pictures is not None)
        missing = walk(stage, scenes, look)
        ratio = stage.window.devicePixelRatio()
    opening.close_office(desk)
    told = {
        "faults": found, "rows": rows, "missing": missing, "ratio": ratio,
        "shown": [scene.key for scene in scenes],
        "seconds": time.process_time() - start,
    }  # fmt: skip
    options.out.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("office", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--look", type=int, default=100)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", nargs="+", default=["1366x700"])
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--pictures", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
