"""The machine-checked part of the house rules runs inside the one test command."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["-m", "ruff", "check", "--no-cache"], id="ruff-check"),
        pytest.param(["-m", "ruff", "format", "--check", "--no-cache"], id="ruff-format"),
        pytest.param(["-m", "mypy", "--cache-dir", "{cache}"], id="mypy"),
        pytest.param(
            ["-m", "mypy", "--cache-dir", "{cache}", "--strict", "tcxd.py"], id="mypy-launcher"
        ),
        pytest.param(["-c", LINT_IMPORTS, "--cache-dir", "{cache}"], id="import-contracts"),
    ],
)
def test_tool_is_content(command: list[str], tmp_path: Path) -> None:
    """Each tool is run as it would be by hand, with its cache outside the checkout."""
    filled = [part.format(cache=tmp_path) for part in command]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *filled],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _locked(name: str) -> dict[str, str]:
    """Return package → version of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def _declared(group: list[str]) -> dict[str, str]:
    pins = [requirement.partition(";")[0].strip().split("==") for requirement in group]
    return {re.sub("[-_.]+", "-", name).lower(): version for name, version in pins}


def test_the_locks_hold_what_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, test = _locked("requirements.txt"), _locked("requirements-test.txt")
    assert _declared(project["project"]["dependencies"]).items() <= run.items()
    assert _declared(project["dependency-groups"]["dev"]).items() <= test.items()
    assert run.items() <= test.items()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_has_hashes_and_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
