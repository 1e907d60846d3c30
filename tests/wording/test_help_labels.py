"""What the help calls a button, a tab or a field is called so on the screen."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import tcxd_desktop
from tcxd_desktop.places import resources
from tcxd_desktop.wording.help_markdown import Style, inline

PACKAGE = Path(tcxd_desktop.__file__).parent
SPOKEN = ("ui", "wording", "office", "domain")
"""Parts whose texts a screen may show."""
SAID = ("Lưu ý.", "Cẩn thận.", "Mẹo.")
"""Words that open a note."""
ELSEWHERE = frozenset({
    # Windows, the setup, files
    "Gỡ cài đặt", "Ứng dụng", "Cài đặt", "Tiếp tục", "Đặt biểu tượng ra màn hình nền",
    "Sổ công tác Đảng - quay lại bản trước", "replaced", "cùng một thư mục", "ổ đĩa của máy",
    # what is printed
    "K",
})  # fmt: skip
FILES = sorted((resources() / "help").glob("[0-9]*.md"))


@cache
def spoken() -> str:
    """Every text of the program a screen can show, one a line, ends of lines made spaces."""
    sources = [path for part in SPOKEN for path in (PACKAGE / part).rglob("*.py")]
    nodes = (node for path in sources for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    found = [
        re.sub(r"\s+", " ", node.value)
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    lists = [path for part in ("forms", "codes") for path in (resources() / part).glob("*.json")]
    found.extend(path.read_text("utf-8") for path in lists)
    return "\n".join(found).casefold()


def bold(path: Path) -> list[str]:
    return [run.text for run in inline(path.read_text("utf-8")) if run.style is Style.BOLD]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_name_in_bold_is_said_by_the_program(path: Path) -> None:
    wrong = [
        words
        for words in bold(path)
        if words not in SAID and words not in ELSEWHERE and words.casefold() not in spoken()
    ]
    assert wrong == []


PLAIN_KEYS = re.compile(r"[0-9+=−-]|[←→↑↓]|Alt\+[0-9]|Ctrl\+[0-9]|Ctrl\+[↑↓]|Alt\+[↑↓]|Enter|Esc")
"""Keys put together while the program runs, or that say themselves."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_key_is_one_the_program_answers_to(path: Path) -> None:
    keys = [run.text for run in inline(path.read_text("utf-8")) if run.style is Style.KEY]
    wrong = [
        key for key in keys if not PLAIN_KEYS.fullmatch(key) and key.casefold() not in spoken()
    ]
    assert wrong == []


def test_a_name_that_nothing_has_is_found_out() -> None:
    assert "nút không có thật…" not in spoken()
    assert "thêm đảng viên" in spoken()
