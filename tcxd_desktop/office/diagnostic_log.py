"""What of the program's log may leave the machine: nothing but what the program itself names.

The log holds no values by design. This does not rely on it: a line goes out only if it reads as
the program writes one, a kind of error only if there is such a kind, a place in the sources only if
there is such a source, and folders never. Everything else is counted and left out.
"""

import builtins
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tcxd_desktop import __name__ as program
from tcxd_desktop import places

LOG = "log"
_FILES = "tcxd.log*"
_MOST_BYTES = 600_000
_MOST_LINES = 400
_HEAD = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d{3} TCXD"
    r" · Python (\d{1,2}\.\d{1,3}\.\d{1,3}) · Qt (\d{1,2}\.\d{1,3}\.\d{1,3}) · .*"
)
_KIND = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
_FRAME = re.compile(r"\s*(.+):(\d{1,6}) (\S+)")
_PLAIN = frozenset({"<module>", "<lambda>", "<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>"})
_LIBRARIES = frozenset(
    {"PySide6", "shiboken6", "sqlalchemy", "alembic", "sqlcipher3", "cryptography", "reportlab",
     "pypdfium2", "python_calamine", "xlrd", "xlsxwriter", "defusedxml", "PIL", "docx", "segno",
     "zxingcpp", "pyrage", "platformdirs", "filelock", "lxml"}
) | frozenset(sys.stdlib_module_names)  # fmt: skip
_ELSEWHERE = "ngoài chương trình"
_UNKNOWN = "loại lỗi không rõ"
_HERE = Path(places.__file__).resolve().parent


def read_log() -> tuple[list[str], int]:
    """Return the newest lines of the log that may go out, and how many were left out."""
    folder = places.data_folder() / LOG
    files = sorted(folder.glob(_FILES), key=lambda path: path.name, reverse=True)
    lines: list[str] = []
    for path in files:
        try:
            lines += path.read_bytes()[-_MOST_BYTES:].decode("utf-8", "replace").splitlines()
        except OSError:
            continue
    kept = [cleaned(line) for line in lines]
    shown = [line for line in kept if line]
    return shown[-_MOST_LINES:], len(kept) - len(shown)


def cleaned(line: str) -> str:
    """Return what of a line of the log may go out; empty: nothing."""
    head = _HEAD.fullmatch(line)
    if head is not None:
        return f"{head[1]}  Python {head[2]}, Qt {head[3]}"
    if _KIND.fullmatch(line):
        return f"  {kind_of(line)}"
    frame = _FRAME.fullmatch(line)
    return f"    {_frame(*frame.groups())}" if frame is not None else ""


def trace(lines: Iterable[str]) -> Iterator[str]:
    """Yield what of a trace may go out: kinds of errors and places in the sources."""
    return (line for line in map(cleaned, lines) if line)


# --- kinds of errors ------------------------------------------------------------------------------


def kind_of(dotted: str) -> str:
    """Return a kind of error as it is called, if there is one; else no more than whose it is."""
    module, _, name = dotted.rpartition(".")
    root = module.partition(".")[0]
    if root == program:
        return dotted if _has(_module_file(module), "class", name) else f"{program}, {_UNKNOWN}"
    if module == "builtins" and isinstance(getattr(builtins, name, None), type):
        return name
    if root in _LIBRARIES:
        loaded = sys.modules.get(module)
        known = isinstance(getattr(loaded, name, None), type)
        return dotted if known else f"{root}, {_UNKNOWN}"
    return _UNKNOWN


def _module_file(module: str) -> Path:
    return _HERE.joinpath(*module.split(".")[1:]).with_suffix(".py")


# --- places in the sources ------------------------------------------------------------------------


def _frame(file: str, line: str, function: str) -> str:
    below = file.replace("\\", "/").rpartition(f"{program}/")[2].lstrip("/")
    own = _HERE / below
    if ".." not in below and own.suffix == ".py" and own.is_file() and own.is_relative_to(_HERE):
        name = function.rpartition(".")[2]
        named = name in _PLAIN or _has(own, "def", name)
        return f"{program}/{below}:{line}" + (f" {name}" if named else "")
    library = _library(file)
    # Of a file nobody knows the figure may be no line of it, but somebody's number.
    return f"{library}:{line}" if library else _ELSEWHERE


def _library(file: str) -> str:
    """Return whose file it is, by the name of the library alone; empty: nobody's known here."""
    parts = file.replace("\\", "/").split("/")
    stems = (part.removesuffix(".py") for part in parts)
    return next((stem for stem in stems if stem in _LIBRARIES), "")


def _has(file: Path, word: str, name: str) -> bool:
    return name in _defined(file, word)


@cache
def _defined(file: Path, word: str) -> frozenset[str]:
    """Return every name a source of ours defines by ``class`` or ``def``."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return frozenset()
    return frozenset(re.findall(rf"^\s*{word} (\w+)", text, re.MULTILINE))
