"""The same score sheets through LibreOffice's own mail merge, where this machine has it.

The template and its table are ours; the merge is done by LibreOffice, spoken to by a Python that
can (``mail_merge_child``). Debian has the parts in ``libreoffice-writer``, ``python3-uno`` and
``libreoffice-base-drivers``; the packages for Windows and macOS bring all of them.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import pypdfium2

from tcxd_desktop import places
from tcxd_desktop.bench import merge_template
from tcxd_desktop.domain.score_papers import ScorePaper

_CHILD: Final = Path(__file__).with_name("mail_merge_child.py")
_PROFILE, _ROWS, _ERRORS = "rieng", "bang", "loi.txt"
"""In the folder of a run."""
_MOST: Final = 1800
"""Seconds all merges of a run may take."""
_USUAL: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_PYTHONS: Final = ("python.exe", "python", "python3", "../Resources/python")
"""Beside LibreOffice."""
_NO_STATUS_BAR: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.UI.WriterWindowState/UIElements/States">
<node oor:name="private:resource/statusbar/statusbar" oor:op="replace">
<prop oor:name="Visible" oor:op="fuse"><value>false</value></prop></node></item></oor:items>
"""
"""Its word count is taken when LibreOffice is idle, also of a document that a merge closed
meanwhile, and that ends LibreOffice 7.4 every few merges."""
_SYSTEM_PYTHON: Final = "/usr/bin/python3"


class CannotMerge(Exception):
    """LibreOffice is there but not all its mail merge needs; the text says what is missing."""


def libreoffice() -> str | None:
    """Return the LibreOffice of this machine."""
    found = (shutil.which(name) for name in ("soffice", "libreoffice", *_USUAL))
    return next((path for path in found if path), None)


def pages(pdf: bytes | Path) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


class Merger:
    """A LibreOffice that stands ready with the templates and tables of some sheets."""

    def __init__(self, child: "subprocess.Popen[str]", folder: Path, tables: Sequence[str]) -> None:
        """Wait until it is ready."""
        begun = time.perf_counter()
        self._child, self._folder, self._tables = child, folder, tables
        self._wait()
        self.started = time.perf_counter() - begun
        """Seconds LibreOffice took to start."""

    def merge(self) -> None:
        """Merge all sheets into one PDF for each template.

        Raises:
            CannotMerge: LibreOffice gave up.
        """
        _tell(self._child, "")
        self._wait()

    def pages(self) -> int:
        """Return how many pages a merge gave.

        Raises:
            CannotMerge: it gave no file.
        """
        made = [sorted(self._folder.glob(f"{table}-*.pdf")) for table in self._tables]
        if not all(made):
            raise CannotMerge("LibreOffice trộn thư mà không ra tệp PDF nào")
        return sum(pages(files[-1]) for files in made)

    def _wait(self) -> None:
        if not (self._child.stdout and self._child.stdout.readline()):
            told = (self._folder / _ERRORS).read_text(encoding="utf-8", errors="replace")
            last = told.strip().rpartition("\n")[2]
            raise CannotMerge(f"LibreOffice không trộn thư được: {last}")


@contextmanager
def merger(office: str, papers: Sequence[ScorePaper], folder: Path) -> Iterator[Merger]:
    """Give a LibreOffice ready to merge these sheets, and end it.

    Args:
        office: the program.
        papers: of whatever templates; those of one template share a Writer template.
        folder: empty, for everything this makes.

    Raises:
        CannotMerge: a part of LibreOffice is missing.
    """
    python = _python(office)
    tables = _write(folder, papers)
    profile = folder / _PROFILE / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_NO_STATUS_BAR, encoding="utf-8")
    order = {
        "office": office, "folder": folder.as_uri(), "pipe": f"tcxd-{os.getpid()}", "most": _MOST,
        "profile": _PROFILE, "database": merge_template.DATABASE, "rows": _ROWS,
        "merges": [{"table": table, "template": f"{table}.odt"} for table in tables],
    }  # fmt: skip
    with (
        (folder / _ERRORS).open("wb") as errors,
        subprocess.Popen(
            [python, str(_CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            text=True, encoding="utf-8", env=_environment(folder),
        ) as child,
    ):  # fmt: skip
        try:
            _tell(child, json.dumps(order))
            yield Merger(child, folder, tables)
        finally:
            with suppress(BrokenPipeError):
                if child.stdin is not None:
                    child.stdin.close()


def _tell(child: "subprocess.Popen[str]", line: str) -> None:
    with suppress(BrokenPipeError):  # what became of it is read from its answer
        if child.stdin is not None:
            child.stdin.write(f"{line}\n")
            child.stdin.flush()


def _python(office: str) -> str:
    """Return a Python that can speak with LibreOffice."""
    program = Path(office).resolve().parent
    for python in (*(str(program / name) for name in _PYTHONS), _SYSTEM_PYTHON):
        if Path(python).is_file():
            asked = [python, "-c", "import uno"]
            done = subprocess.run(asked, capture_output=True, check=False, env=_clean())
            if done.returncode == 0:
                return python
    raise CannotMerge("không có Python nào gọi được LibreOffice (gói python3-uno)")


def _clean() -> dict[str, str]:
    """Return the environment without what would send another Python to our packages."""
    ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in ours}


def _environment(folder: Path) -> dict[str, str]:
    """Let LibreOffice see our typeface without installing it, where the system allows that."""
    if sys.platform in {"win32", "darwin"}:
        return _clean()
    told = folder / "fonts.conf"
    told.write_text(
        '<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(places.resources() / 'fonts'))}</dir></fontconfig>",
        encoding="utf-8",
    )
    return _clean() | {"FONTCONFIG_FILE": str(told)}


def _write(folder: Path, papers: Sequence[ScorePaper]) -> list[str]:
    """Write a template and a table for every outline among the papers; return their names."""
    groups: dict[int, list[ScorePaper]] = {}
    for paper in papers:
        groups.setdefault(id(paper.outline), []).append(paper)
    (folder / _ROWS).mkdir()
    names = []
    for number, group in enumerate(groups.values(), 1):
        name = f"phieu{number}"
        columns = merge_template.write_template(folder / f"{name}.odt", group, name)
        with (folder / _ROWS / f"{name}.csv").open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, quoting=csv.QUOTE_ALL)
            writer.writerow(columns.names)
            writer.writerows(columns.rows)
        names.append(name)
    return names
