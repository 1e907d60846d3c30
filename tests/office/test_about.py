"""What the program says of itself, from a checkout and packaged."""

import json
from datetime import date
from pathlib import Path

import pytest

from tcxd_desktop import BUILT, __version__, places
from tcxd_desktop.office import about, machine


def test_a_checkout_names_its_version_and_every_library() -> None:
    told = about.program()
    assert (told.version, told.built, told.packaged) == (__version__, BUILT.date(), False)
    assert told.licences is None
    assert [one.name for one in told.libraries] == [n for n, v in machine.packages().items() if v]
    assert [one for one in told.libraries if not one.version or not one.licence] == []


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "packaged", lambda: tmp_path)
    return tmp_path


def test_a_packaged_program_tells_its_day_and_its_licences(tree: Path) -> None:
    (tree / "VERSION.json").write_text(json.dumps({"built": "2026-11-26T03:25:31Z"}), "utf-8")
    (tree / "licences").mkdir()
    told = [{"name": "Qt", "version": "6.11.3", "licence": "LGPL-3.0", "files": ["qt.txt"]}]
    (tree / "licences" / "licences.json").write_text(json.dumps(told), "utf-8")
    found = about.program()
    assert (found.built, found.packaged) == (date(2026, 11, 26), True)
    assert found.libraries == (about.Library("Qt", "6.11.3", "LGPL-3.0"),)
    assert found.licences == tree / "licences"


@pytest.mark.parametrize("text", ["", "[]", '{"built": 7}', '{"built": "gần đây"}'],
                         ids=["empty", "list", "number", "words"])  # fmt: skip
def test_a_broken_tree_still_tells_what_it_can(tree: Path, text: str) -> None:
    (tree / "VERSION.json").write_text(text, "utf-8")
    (tree / "licences").mkdir()
    (tree / "licences" / "licences.json").write_text(text, "utf-8")
    found = about.program()
    assert (found.version, found.built) == (__version__, BUILT.date())


def test_a_tree_without_anything_still_tells_its_version(tree: Path) -> None:
    found = about.program()
    assert found.packaged
    assert found.licences is None
    assert found.libraries
