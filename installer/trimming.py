"""What of the packages is shipped: all but what no line of the program can reach.

Qt is kept by need: the modules the program imports, the plugins named here, and every library
these load in turn. Of the other packages whole parts are left out, each for a reason.
"""

import ast
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from installer import pe

_NEVER = frozenset(
    {".pyi", ".pyx", ".pxd", ".pxi", ".c", ".h", ".hpp", ".lib", ".obj", ".prl", ".pyc", ".typed"}
)
"""Endings of what only compilers and type checkers read; compiled code is made anew."""

LEFT_OUT: tuple[tuple[str, str], ...] = (
    ("alembic/templates/*", "skeletons for new projects"),
    ("alembic/testing/*", "test helpers of the package"),
    ("sqlalchemy/testing/*", "test helpers of the package"),
    ("docx/templates/default-docx-template/*", "the unpacked twin of default.docx"),
    ("lxml/html/*", "only XML is read and written"),
    ("lxml/includes/*", "headers"),
    ("lxml/isoschematron/*", "schemas are not checked"),
    ("lxml/objectify.*", "python-docx stands on etree alone"),
    ("pycparser/*", "of cffi only the compiled back end is used"),
    ("cffi/*", "of cffi only the compiled back end is used"),
    ("PIL/_avif.*", "pictures are JPEG or PNG, and each decoder is a door"),
    ("PIL/_webp.*", "pictures are JPEG or PNG, and each decoder is a door"),
    ("PIL/_imagingtk.*", "there is no Tk"),
    ("PIL/_imagingft.*", "no text is drawn into pictures"),
    ("PIL/_imagingcms.*", "colour profiles are dropped, not applied"),
    ("reportlab/fonts/*", "Tinos is embedded; among these is one under the GPL"),
    ("pypdfium2_cli/*", "its command line"),
    ("shiboken6/docs/*", "texts for developers"),
)

PLUGINS = (
    "platforms/qwindows.dll",
    "platforms/qoffscreen.dll",
    "styles/qmodernwindowsstyle.dll",
    "imageformats/qjpeg.dll",
    "imageformats/qsvg.dll",
    "imageformats/qico.dll",
    "iconengines/qsvgicon.dll",
)
"""Parts of Qt that are loaded by name; printing on Windows needs none."""

_QT = "PySide6"
_BASE = "shiboken6"


def wanted(place: str) -> bool:
    """Tell whether a file of a package is shipped; the binaries of Qt are chosen afterwards."""
    path = PurePosixPath(place)
    if path.suffix.lower() in _NEVER:
        return False
    if path.parts[0].endswith(".dist-info"):
        # Licences go to a folder of their own, the rest only pip reads.
        return path.name == "METADATA"
    if path.parts[0] == _QT:
        return len(path.parts) == 2 or place.removeprefix(f"{_QT}/plugins/") in PLUGINS
    return not any(fnmatchcase(place, pattern) for pattern, _ in LEFT_OUT)


def qt_modules(sources: Iterable[Path]) -> set[str]:
    """Return the modules of Qt that Python files import, ``QtCore`` and so on."""
    found = set()
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{_QT}."):
                found.add(str(node.module).split(".")[1])
            elif isinstance(node, ast.ImportFrom) and node.module == _QT:
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.Import):
                names = (alias.name.split(".") for alias in node.names)
                found.update(parts[1] for parts in names if parts[0] == _QT and len(parts) > 1)
    return found


def trim_qt(lib: Path, modules: set[str]) -> None:
    """Remove the binaries of Qt that neither a module nor a plugin loads, however indirectly."""
    qt, base = lib / _QT, lib / _BASE
    there = {path.name.lower(): path for path in (*qt.glob("*.*"), *base.glob("*.*"))}
    plugins = [path for path in pe.binaries(qt) if path.parent != qt]
    # A module of Qt imports the modules whose types it names: Widgets needs Gui and Core.
    reached = {qt / f"{module}.pyd" for module in modules} | {base / "Shiboken.pyd", *plugins}
    waiting = list(reached)
    while waiting:
        for name in pe.read(waiting.pop()).imports:
            path = there.get(name)
            if path is not None and path not in reached:
                reached.add(path)
                waiting.append(path)
    for path in (*pe.binaries(qt), *pe.binaries(base)):
        if path not in reached:
            path.unlink()
