"""The pictures of the help, taken anew from the program that is being packed."""

import os
import sys

from installer.ground import ROOT, run

_UNWANTED = ("PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY")
"""Pictures are taken without a screen, the same everywhere."""


def retake() -> None:
    """Take every picture the help names; they go where the checkout keeps them.

    Raises:
        Stop: one cannot be taken: its screen or its part of a screen is not there any more.
    """
    environment = {key: value for key, value in os.environ.items() if key not in _UNWANTED}
    # The offices and settings of whoever builds stay out of it.
    environment["TCXD_HOME"] = str(ROOT / "build" / "pictures")
    python = getattr(sys, "_base_executable", sys.executable)
    command = [python, ROOT / "tcxd.py", "run", "shots", "--help-pictures"]
    run(command, cwd=ROOT, environment=environment)
