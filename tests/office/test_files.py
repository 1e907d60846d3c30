"""Files a person names: whole or not at all, with a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import NotFoundProblem, PictureTooBigProblem
from tcxd_desktop.exchange.package_file import MOST_MB
from tcxd_desktop.office.files import MOST, read_file, read_picture, write_file


def test_written_whole_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "danh sách.pdf"
    write_file(path, b"1")
    write_file(path, b"22")
    assert read_file(path) == b"22"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_missing_file_or_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundProblem) as caught:
        read_file(tmp_path / "không có.xlsx")
    assert "không có.xlsx" in str(caught.value.args[0])
    with pytest.raises(NotFoundProblem):
        write_file(tmp_path / "không có" / "a.pdf", b"1")


def test_of_a_file_larger_than_any_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "hố.goi"
    with path.open("wb") as file:
        file.truncate(200 * 1024**3)  # a hole: nothing of it lies on the disk
    assert len(read_file(path)) == MOST + 1
    assert MOST == MOST_MB * 1024 * 1024


def test_a_picture_larger_than_any_that_is_looked_at_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "ảnh.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    assert read_picture(path) == b"\xff\xd8\xff"
    with path.open("r+b") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    with pytest.raises(PictureTooBigProblem):
        read_picture(path)
    with pytest.raises(NotFoundProblem):
        read_picture(tmp_path / "không có.jpg")


def test_a_disk_that_takes_no_more_is_told_and_leaves_no_part(tmp_path: Path) -> None:
    # The system's own limit on file sizes stands for the end of the disk.
    child = f"""
import resource, signal, sys
sys.path.insert(0, {str(Path.cwd())!r})
from pathlib import Path
from tcxd_desktop.domain.errors import DiskFullProblem
from tcxd_desktop.office.files import write_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_file(Path({str(tmp_path / "a.pdf")!r}), b"x" * 5000)
except DiskFullProblem:
    print("full")
"""
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True)
    assert done.stdout == "full\n"
    assert list(tmp_path.iterdir()) == []
