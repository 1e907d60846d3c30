"""``python -m tcxd_desktop``: the window without arguments, the command line with them."""

import importlib
import sys
import traceback
from types import TracebackType

_WINDOW = ("--demo", "--office", "--user", "--locked", "--open")


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say where an unforeseen error happened, without its words: they may name somebody."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    frames = traceback.extract_tb(trace)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    told = "\n".join([f"{kind.__module__}.{kind.__qualname__}", *lines, ""])
    stream = getattr(sys, "stderr", None)
    if stream is not None:
        stream.write(told)
    if _is_window(sys.argv[1:]):
        _keep(told)


def _is_window(arguments: list[str]) -> bool:
    return not arguments or arguments[0] in _WINDOW


def _keep(told: str) -> None:
    """Write it to the log: what a window writes to its error stream nobody sees."""
    folder = importlib.import_module("tcxd_desktop.places").data_folder() / "log"
    folder.mkdir(parents=True, exist_ok=True)
    handler = importlib.import_module("logging").FileHandler(folder / "tcxd.log", encoding="utf-8")
    handler.stream.write(told)
    handler.close()


def main() -> int:
    """Run the program and return its exit code."""
    sys.excepthook = _tell
    arguments = sys.argv[1:]
    # Loaded by name: the command line must not pay for Qt, nor the window for the command line.
    if _is_window(arguments):
        return int(importlib.import_module("tcxd_desktop.app").run(arguments))
    return int(importlib.import_module("tcxd_desktop.cli.main").run(arguments))


if __name__ == "__main__":
    sys.exit(main())
