"""The two launchers, compiled from one source: ``TCXD.exe`` and ``tcxdc.exe``."""

import shutil
import tempfile
from pathlib import Path

from installer.ground import INSTALLER, run

SOURCE = INSTALLER / "launcher"
COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"
WINDOW = "TCXD"
CONSOLE = "tcxdc"
_DESCRIBED = {
    WINDOW: "TCXD – công tác tổ chức đảng và đảng viên",
    CONSOLE: "TCXD – dòng lệnh",
}
_FLAGS = ("-Os", "-s", "-std=c11", "-municode", "-Wall", "-Wextra", "-Werror")
_LINKED = "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"
"""No time inside, so that the same source gives the same bytes; the usual protections."""


def make(folder: Path, version: str, library: str) -> list[Path]:
    """Compile both into ``folder`` and return their paths."""
    return [_make(folder, name, version, library) for name in (WINDOW, CONSOLE)]


def numbers(version: str) -> str:
    """Return a version as Windows counts it, in four parts."""
    return f"{version}.0"


def _make(folder: Path, name: str, version: str, library: str) -> Path:
    target = folder / f"{name}.exe"
    words = {
        "@NAME@": name,
        "@VERSION@": version,
        "@NUMBERS@": numbers(version),
        "@COMMAS@": numbers(version).replace(".", ","),
        "@DESCRIPTION@": _DESCRIBED[name],
    }
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        shutil.copy(SOURCE / "app.ico", work)
        for file in ("launcher.rc", "launcher.manifest"):
            text = (SOURCE / file).read_text(encoding="utf-8")
            for mark, word in words.items():
                text = text.replace(mark, word)
            (work / file).write_text(text, encoding="utf-8")
        run([RESOURCES, "-c", "65001", "launcher.rc", "-O", "coff", "-o", "launcher.o"], cwd=work)
        kind = ["-mconsole", "-DCONSOLE"] if name == CONSOLE else ["-mwindows"]
        run([COMPILER, *_FLAGS, *kind, f"-DPYTHON={library}", SOURCE / "launcher.c", "launcher.o",
             "-o", target, _LINKED], cwd=work)  # fmt: skip
    return target
