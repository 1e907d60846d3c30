"""The packaged program against its own list of digests."""

import hashlib
from pathlib import Path

import pytest

from tcxd_desktop.domain.opened_errors import DamagedProgramProblem
from tcxd_desktop.office import own_files
from tcxd_desktop.wording.problems import sentence

FILES = {"TCXD.exe": b"launcher", "lib/PySide6/Qt6Gui.dll": b"library", "app/mã.py": b"# text"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a program as it was built."""
    lines = []
    for name, data in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    (tmp_path / own_files.SUMS).write_text("".join(lines), encoding="utf-8")
    return tmp_path


def test_a_whole_program_and_a_checkout_pass(tree: Path) -> None:
    own_files.check(tree)
    own_files.check(None)
    (tree / "lib" / "notes.txt").write_bytes(b"what is not on the list is nobody's business")
    own_files.check(tree)
    assert own_files.astray(tree) == ([], 3)


def test_a_file_taken_away_is_named(tree: Path) -> None:
    (tree / "lib" / "PySide6" / "Qt6Gui.dll").unlink()
    with pytest.raises(DamagedProgramProblem) as caught:
        own_files.check(tree)
    assert "1 tệp" in sentence(caught.value)
    assert "lib/PySide6/Qt6Gui.dll" in sentence(caught.value)


def test_one_changed_byte_is_seen(tree: Path) -> None:
    (tree / "TCXD.exe").write_bytes(b"launcheR")
    with pytest.raises(DamagedProgramProblem):
        own_files.check(tree)


def test_a_program_without_its_list_is_not_trusted(tree: Path) -> None:
    (tree / own_files.SUMS).unlink()
    with pytest.raises(DamagedProgramProblem):
        own_files.check(tree)
