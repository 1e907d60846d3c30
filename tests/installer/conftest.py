"""The Windows program, built once for all tests of this folder, whichever worker comes first."""

import faulthandler
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent.parent
VERSION = "0.9.8"
_PATIENCE = 900
"""Seconds a build may take: downloads, compiler and setup on a busy machine."""
KEYS = {"Nơi phát hành thử": "1f" * 32, "Khóa thay thế": "2e" * 32}
"""Public halves; what is private of them does not exist."""


@dataclass(frozen=True, slots=True)
class Built:
    """Where one run of the build left its work."""

    tree: Path
    dist: Path

    @property
    def portable(self) -> Path:
        return self.dist / f"TCXD-{VERSION}-portable.zip"

    @property
    def setup(self) -> Path:
        return self.dist / f"TCXD-{VERSION}-setup.exe"


def build(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as whoever packs the program would type it."""
    return subprocess.run(
        [sys.executable, str(ROOT / "installer" / "build.py"), *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_PATIENCE,
    )


def write_keys(folder: Path) -> list[str]:
    """Write the keys as files and return the arguments that hand them to the build."""
    arguments = []
    for number, (name, sign) in enumerate(KEYS.items()):
        file = folder / f"khoa-{number}.json"
        file.write_text(json.dumps({"name": name, "sign": sign}), encoding="utf-8")
        arguments += ["--pack-key", str(file)]
    return arguments


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Built:
    """Return what the build made; a failure is told to every test that asks."""
    # The guard against dialogs nobody answers is for tests: the build has a limit of its own, and
    # the first test that asks for it gets the guard's whole time again.
    faulthandler.cancel_dump_traceback_later()
    try:
        return _made_once(tmp_path_factory)
    finally:
        guard = float(pytestconfig.getini("faulthandler_timeout"))
        faulthandler.dump_traceback_later(guard, exit=True, file=sys.__stderr__)


def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Built:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = Built(shared / "built" / "tree", shared / "built" / "dist")
    told = shared / "built.txt"
    with FileLock(shared / "built.lock"):
        if not told.exists():
            (shared / "built").mkdir()
            done = build(
                "--version", VERSION, *write_keys(shared / "built"),
                "--tree", made.tree, "--dist", made.dist,
            )  # fmt: skip
            told.write_text(f"{done.returncode}\n{done.stdout}{done.stderr}", encoding="utf-8")
    code, _, output = told.read_text(encoding="utf-8").partition("\n")
    assert code == "0", output
    return made
