"""A process of its own that has every scene read, walked and measured, and writes down the faults.

``python -m tests.ui.comfort_reading OFFICE OUT.json [--only KEY…]``
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tcxd_desktop.cli.pictures import Stage, settle
from tcxd_desktop.cli.scenes import Scene, all_scenes
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import HEAD
from tests import make
from tests.ui.comfort_colours import Meter
from tests.ui.comfort_names import cell_faults, name_faults
from tests.ui.comfort_tab import tab_faults
from tests.ui.comfort_walk import walk
from tests.ui.comfort_words import word_faults

Look = Callable[[QWidget], list[str]]
Told = dict[str, dict[str, list[str]]]


def main(arguments: list[str]) -> int:
    """Read every scene in the light, measure again in the dark, write what was found."""
    options = _options(arguments)
    desk = opening.open_office(options.office, make.PASSWORD, user=HEAD, clock=make.clock)
    found: Told = {}
    start = time.process_time()
    looks: dict[str, Look] = {
        "contrast": Meter().faults,
        "names": name_faults,
        "cells": cell_faults,
        "words": word_faults,
        "tab": tab_faults,
    }
    seen: list[str] = []
    wanted = tuple(options.only)
    scenes = [scene for scene in all_scenes() if not wanted or scene.key.startswith(wanted)]

    def read(scene: Scene, shown: QWidget) -> None:
        seen.append(scene.key)
        for what, look in looks.items():
            settle(1)
            told = look(shown)
            if told:
                found.setdefault(what, {})[scene.key] = told

    with Stage(desk) as stage:
        missing = walk(stage, scenes, read)
    looks = {"contrast, dark": Meter().faults}
    with Stage(desk, dark=True) as stage:
        walk(stage, [scene for scene in scenes if scene.key in stage.pages], read)
    opening.close_office(desk)
    told = {"faults": found, "seen": seen, "missing": missing,
            "seconds": time.process_time() - start}  # fmt: skip
    options.out.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("office", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    return parser.parse_args(arguments)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
