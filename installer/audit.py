"""Does everything that is loaded lie in the tree, or in Windows? Asked without any Windows.

Every binary is for x86-64; each library it loads is in the tree where Windows would look for it,
or on the list of what every supported Windows has; each function it takes from a library of the
tree is offered there. Every module the program's own sources import is there as well.
"""

import ast
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from installer import pe
from installer.ground import INSTALLER, Stop

ALLOWED = INSTALLER / "windows-libraries.txt"
STARTED = frozenset({"TCXD.exe", "tcxdc.exe", "runtime/python.exe", "runtime/pythonw.exe"})
"""Every program of the tree; nothing else in it can be started."""
_TOLD = 20
"""Findings that are shown; one cause often gives hundreds."""
_SHARED = ("runtime", "lib/shiboken6", "lib/PySide6")
"""Folders whose libraries are found from anywhere: the launcher, Python and Qt add them."""
_INSIDE_PYTHON = frozenset(
    {"sys", "builtins", "time", "math", "array", "errno", "gc", "itertools", "marshal", "msvcrt",
     "nt", "winreg", "zlib", "binascii", "mmap", "faulthandler", "atexit", "cmath", "_thread",
     "_winapi"}
)  # fmt: skip
"""Modules that are part of the runtime's library itself."""
_ELSEWHERE = frozenset({"resource", "fcntl", "uno", "com", "pwd", "posix"})
"""What sources import only where there is no Windows, or no such thing is asked for."""


def check(tree: Path) -> dict[str, int]:
    """Check the tree and return the figures of what was looked at.

    Raises:
        Stop: something cannot be loaded, or has no business here; the first findings are told.
    """
    binaries = pe.binaries(tree)
    found = list(faults(tree, binaries))
    if found:
        told = "\n".join(f"  {fault}" for fault in found[:_TOLD])
        raise Stop(f"Thư mục chương trình chưa đúng, {len(found)} chỗ:\n{told}")
    return {"binaries": len(binaries), "libraries": len({path.name for path in binaries})}


def faults(tree: Path, binaries: list[Path]) -> Iterator[str]:
    """Yield every finding."""
    yield from _programs(tree, binaries)
    yield from _libraries(tree, binaries)
    yield from _modules(tree)


def allowed() -> frozenset[str]:
    """Return the libraries that every supported Windows has."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _programs(tree: Path, binaries: list[Path]) -> Iterator[str]:
    found = {path.relative_to(tree).as_posix() for path in binaries if path.suffix == ".exe"}
    yield from (f"{name}: chương trình lạ" for name in sorted(found - STARTED))
    yield from (f"{name}: thiếu" for name in sorted(STARTED - found))


def _libraries(tree: Path, binaries: list[Path]) -> Iterator[str]:
    windows = allowed()
    places: dict[Path, dict[str, Path]] = defaultdict(dict)
    for path in binaries:
        places[path.parent][path.name.lower()] = path
    shared = {name: path for folder in _SHARED for name, path in places[tree / folder].items()}
    for path in binaries:
        name = path.relative_to(tree).as_posix()
        try:
            binary = pe.read(path)
        except ValueError as error:
            yield f"{name}: không phải tệp chương trình của Windows ({error})"
            continue
        if binary.machine != pe.X86_64:
            yield f"{name}: không phải loại x86-64"
        near = places[path.parent]
        for library, taken in sorted(binary.imports.items()):
            source = near.get(library) or shared.get(library)
            if source is not None:
                missing = sorted(taken - pe.exports(source))
                yield from (f"{name}: {library} không có {function}" for function in missing)
            elif library not in windows:
                yield f"{name}: thiếu {library}"


def _modules(tree: Path) -> Iterator[str]:
    """Yield what the program's own sources import and no folder of the tree has."""
    there = _importable(tree)
    for path in sorted((tree / "app").rglob("*.py")):
        for module in sorted(_imported(path)):
            top = module.partition(".")[0]
            if top not in there and top not in _ELSEWHERE:
                yield f"{path.relative_to(tree).as_posix()}: thiếu mô-đun {module}"


def _importable(tree: Path) -> frozenset[str]:
    found = set(_INSIDE_PYTHON)
    for archive in (tree / "runtime").glob("python*.zip"):
        with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as held:
            found |= {name.partition("/")[0].partition(".")[0] for name in held.namelist()}
    for folder in ("runtime", "lib", "app"):
        found |= {path.name.partition(".")[0] for path in (tree / folder).iterdir()}
    return frozenset(found)


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
