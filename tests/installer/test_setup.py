"""The setup's script beside the program it installs; the walk under Wine where it cannot be taken."""

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from installer.ground import Stop
from installer.wine.stub import functions, make_stub
from tests.installer.conftest import ROOT, Built

SCRIPTS = [ROOT / "installer" / "setup.nsi", *sorted((ROOT / "installer" / "setup").glob("*.nsh"))]
WORDS = re.compile(r'!insertmacro WORDS (\w+) "([^"]*)"[\s\\]+"([^"]*)"')


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def words() -> dict[str, tuple[str, str]]:
    """Return what the setup says, by name: Vietnamese and English."""
    script = text(ROOT / "installer" / "setup" / "words.nsh").replace("\r\n", "\n")
    found = {name: (one, two) for name, one, two in WORDS.findall(script)}
    assert len(found) == script.count("!insertmacro WORDS ")
    return found


def test_the_setup_moves_every_part_of_the_tree_and_no_other(built: Built) -> None:
    parts = set(re.findall(r'insertmacro PART .* "([^"$]+)"$', text(SCRIPTS[1]), re.MULTILINE))
    assert parts == {path.name for path in built.tree.iterdir()}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_marked_as_unicode_and_composed(path: Path) -> None:
    """Without the mark makensis would take them for the code page of the machine."""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert unicodedata.is_normalized("NFC", text(path))
    assert len(text(path).splitlines()) < 600


def test_every_word_is_said_in_both_languages_and_used() -> None:
    used = "".join(map(text, SCRIPTS))
    for name, (vietnamese, english) in words().items():
        assert vietnamese.strip(), name
        assert english.strip(), name
        assert re.search(rf"\$\({name}\)|SAY {name}\b|FAIL .* {name}\b", used), name
        told = re.sub(r"\$\w+|\$\{\w+\}|\$\\[rn]", "", vietnamese)
        assert not re.search(r"\b(the|this|file|folder|setup|install|remove)\b", told), name
        assert set(re.findall(r"\$(?:From|Data|About|Said|1|2)\b", vietnamese)) == set(
            re.findall(r"\$(?:From|Data|About|Said|1|2)\b", english)
        ), name


def test_the_exit_codes_are_those_the_first_lines_tell() -> None:
    head = text(SCRIPTS[0]).partition("\nUnicode true")[0]
    told = set(re.findall(r"(?:: |· )(\d)", head.partition("Exit codes")[2]))
    ended = set(re.findall(r'FAIL "[^"]*" (\d)', "".join(map(text, SCRIPTS))))
    ended |= set(re.findall(r"StrCpy \$Code (\d)", "".join(map(text, SCRIPTS))))
    assert ended <= told


def test_the_stand_in_has_what_the_program_asks_of_the_library(
    built: Built, tmp_path: Path
) -> None:
    core = built.tree / "lib" / "PySide6" / "Qt6Core.dll"
    made, count = make_stub(core, "icuuc.dll", tmp_path)
    shown = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "--private-headers", str(made)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    exported = set(re.findall(r"\[\s*\d+\] (?:\+base\[\s*\d+\]\s+[0-9a-f]+ )?(\w+)$", shown, re.M))
    assert count > 10
    assert {"ucnv_open", "ucnv_close", "ucnv_toUnicode"} <= exported
    with pytest.raises(Stop):
        make_stub(core, "gone.dll", tmp_path)


def test_only_the_asked_library_is_read_from_the_import_table() -> None:
    headers = (
        "\tDLL Name: ONE.dll\n\tvma:  Hint/Ord Member-Name Bound-To\n"
        "\t9989e8\t  263  first\n\t9989f4\t  225  second\n\n"
        "\tDLL Name: two.dll\n\tvma:  Hint/Ord Member-Name Bound-To\n\t99b4e8\t    3  third\n"
    )
    assert functions(headers, "one.dll") == ["first", "second"]
    assert functions(headers, "two.dll") == ["third"]
    assert functions(headers, "three.dll") == []


def test_where_the_walk_cannot_be_taken_it_says_so_and_fails(tmp_path: Path) -> None:
    script = ROOT / "installer" / "wine_test.py"
    done = subprocess.run(
        [sys.executable, str(script), "--chroot", str(tmp_path / "debian")],
        # No tool of the system is found, and none can be fetched.
        env={**os.environ, "PATH": str(tmp_path)}, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "KHÔNG THỬ ĐƯỢC" in done.stderr
    assert "ĐẠT" not in done.stdout
