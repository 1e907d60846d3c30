"""The audit finds what would only fail on somebody's PC."""

import os
import shutil
import struct
from pathlib import Path

import pytest

from installer import audit, pe
from installer.ground import Stop
from tests.installer.conftest import Built


def linked(tree: Path, target: Path) -> Path:
    """Return a copy of the tree that shares its files; change one only by replacing it."""
    return Path(shutil.copytree(tree, target, copy_function=os.link))


def replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def test_planted_faults_are_found(built: Built, tmp_path: Path) -> None:
    tree = linked(built.tree, tmp_path / "tree")
    qt, base = tree / "lib" / "PySide6", tree / "lib" / "shiboken6"
    (qt / "Qt6Svg.dll").unlink()
    shutil.copy(tree / "tcxdc.exe", tree / "lib" / "evil.exe")
    (tree / "runtime" / "pythonw.exe").unlink()
    replace(qt / "plugins" / "imageformats" / "qico.dll", b"not a program")
    small = bytearray((base / "msvcp140_1.dll").read_bytes())
    struct.pack_into("<H", small, struct.unpack_from("<I", small, 0x3C)[0] + 4, 0x014C)
    replace(base / "msvcp140_1.dll", bytes(small))
    replace(base / "shiboken6.abi3.dll", (tree / "runtime" / "python3.dll").read_bytes())
    shutil.rmtree(tree / "lib" / "segno")
    told = "\n".join(audit.faults(tree, pe.binaries(tree)))
    for fault in (
        "lib/evil.exe: chương trình lạ",
        "runtime/pythonw.exe: thiếu",
        "lib/PySide6/QtSvg.pyd: thiếu qt6svg.dll",
        "lib/PySide6/plugins/imageformats/qico.dll: không phải tệp chương trình",
        "lib/shiboken6/msvcp140_1.dll: không phải loại x86-64",
        "lib/PySide6/QtCore.pyd: shiboken6.abi3.dll không có ",
        "thiếu mô-đun segno",
    ):
        assert fault in told, fault


def test_any_finding_ends_the_build(tmp_path: Path) -> None:
    for folder in ("runtime", "lib", "app"):
        (tmp_path / folder).mkdir()
    (tmp_path / "app" / "start.py").write_text("import sys, khong_co", encoding="utf-8")
    with pytest.raises(Stop, match=r"(?s)5 chỗ.*TCXD\.exe: thiếu.*thiếu mô-đun khong_co"):
        audit.check(tmp_path)


def test_a_library_only_newer_windows_has_is_no_windows_library() -> None:
    # icu.dll came with 1903, icuuc.dll with 1703; the program runs from 1809 on.
    assert "icuuc.dll" in audit.allowed()
    assert "icu.dll" not in audit.allowed()
