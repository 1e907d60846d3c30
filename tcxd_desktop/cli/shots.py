"""``shots``: a picture of every screen, in every look and size."""

import argparse
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.office.files import make_folder

LOOKS = ((False, 100), (False, 150), (True, 100), (True, 150))


def run(options: argparse.Namespace) -> int:
    """Take the pictures and print their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with opened(options) as desk:
        make_folder(options.folder)
        paths: list[Path] = []
        for dark, scale in LOOKS:
            name = f"{'toi' if dark else 'sang'}-{scale}"
            with Stage(desk, dark=dark, scale=scale) as stage:
                paths.extend(
                    stage.picture(options.folder / f"{screen}-{name}.png", show)
                    for screen, show in _screens(stage)
                )
        tell(options, {"pictures": paths}, *(str(path) for path in paths))
    return 0


def _screens(stage: Stage) -> Iterator[tuple[str, Callable[[], None]]]:
    for key in stage.pages:
        yield key, lambda key=key: stage.show_page(key)  # type: ignore[misc]
    yield "transfer-case", stage.open_any_case
    for number in range(stage.sections):
        yield f"editor-{number + 1:02d}", lambda number=number: stage.show_section(number)  # type: ignore[misc]
