"""Where the program finds itself: in a checkout, and in the folder that is installed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tcxd_desktop import places

TOLD = (
    "import json, sys; from tcxd_desktop import places; tree = places.packaged();"
    "print(json.dumps([places.program(), places.console(), places.interpreter(),"
    "tree and str(tree), str(places.resources())]))"
)


def test_a_checkout_starts_itself_with_its_own_python() -> None:
    assert places.packaged() is None
    assert places.program() == [sys.executable, "-X", "utf8", "-m", "tcxd_desktop"]
    assert places.console() == places.program()
    assert Path(places.interpreter()).is_file()


def test_the_packaged_program_starts_its_launchers_and_its_own_python(tmp_path: Path) -> None:
    """The same module in a folder laid out as the installed one."""
    tree = tmp_path / "Chương trình TCXD"
    package = tree / "app" / "tcxd_desktop"
    package.mkdir(parents=True)
    (tree / "app" / "resources").mkdir()
    (tree / "TCXD.exe").touch()
    shutil.copy(places.__file__, package)
    (package / "__init__.py").touch()
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", TOLD],
        cwd=tree / "app", capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [
        [str(tree / "TCXD.exe")],
        [str(tree / "tcxdc.exe")],
        str(tree / "runtime" / "python.exe"),
        str(tree),
        str(tree / "app" / "resources"),
    ]
