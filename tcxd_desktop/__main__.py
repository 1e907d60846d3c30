"""``python -m tcxd_desktop``: the window without arguments, the command line with them."""

import importlib
import sys

_WINDOW = ("--demo", "--office")


def main() -> int:
    """Run the program and return its exit code."""
    arguments = sys.argv[1:]
    # Loaded by name: the command line must not pay for Qt, nor the window for the command line.
    if not arguments or arguments[0] in _WINDOW:
        return int(importlib.import_module("tcxd_desktop.app").run(arguments))
    return int(importlib.import_module("tcxd_desktop.cli.main").run(arguments))


if __name__ == "__main__":
    sys.exit(main())
