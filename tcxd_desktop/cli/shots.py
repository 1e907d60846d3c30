"""``shots``: a picture of every scene, in every look and size."""

import argparse
import os
from pathlib import Path

from tcxd_desktop.cli import help_pictures
from tcxd_desktop.cli.main import parser, tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scenes import all_scenes
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.office.files import make_folder

LOOKS = ((False, 100), (False, 150), (True, 100), (True, 150))


def run(options: argparse.Namespace) -> int:
    """Take the pictures and print their paths; what the office has nothing to show of is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.help_pictures is not None:
        return help_pictures.run(options)
    if options.folder is None:
        parser().error("cần thư mục của văn phòng và thư mục để ghi hình")
    with opened(options) as desk:
        make_folder(options.folder)
        paths: list[Path] = []
        missing: list[str] = []
        for dark, scale in LOOKS:
            with Stage(desk, dark=dark, scale=scale) as stage:
                found, lacking = _taken(stage, options.folder, options.only)
            paths += found
            missing = lacking
    tell(
        options,
        {"pictures": paths, "missing": missing},
        *(str(path) for path in paths),
        *(f"Văn phòng này không có gì để chụp: {title}" for title in missing),
    )
    return 0


def _taken(stage: Stage, folder: Path, only: list[str]) -> tuple[list[Path], list[str]]:
    """Take one picture a scene; return their paths, and the titles of what could not be shown."""
    paths, missing = [], []
    for scene in all_scenes():
        if only and not scene.key.startswith(tuple(only)):
            continue
        path = folder / f"{scene.key}-{stage.look}.png"
        try:
            with scene.show(stage) as shown:
                shown.grab().save(str(path), "PNG")
        except NotFoundProblem:
            missing.append(scene.title)
        else:
            paths.append(path)
    return paths, missing
