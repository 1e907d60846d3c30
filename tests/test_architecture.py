"""House rules no linter knows; each test names the rule it keeps."""

import ast
import functools
import importlib
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain import history, imports, standing
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording import imports as wording_imports
from tcxd_desktop.wording import people, problem_sentences

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tcxd_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "urllib", "urllib3", "httpx", "aiohttp", "xmlrpc", "webbrowser",
    "QtNetwork", "QtWebEngineCore", "QtWebEngineWidgets", "QtWebSockets",
}  # fmt: skip
CATCHES_ALL = {
    "ui/common/jobs.py", "exchange/child_main.py", "torture/outcome.py", "cli/selftest_run.py",
}  # fmt: skip
"""The job runner hands an error to the screens; the child that parses foreign files tells none;
the torture counts those that are no Problem; the test of itself tells them and goes on."""
LOADS_BY_NAME = {
    "__main__.py", "app.py", "bench/robot.py", "bench/start.py", "cli/main.py", "exchange/child_main.py",
    "office/due.py", "office/help_papers.py", "office/imports.py", "office/letters.py", "office/opening.py",
    "office/paper_desk.py",
    "office/printing.py", "storage/store.py",
    "ui/meetings/workspace.py", "ui/people/workspace.py", "ui/transfers/workspace.py",
    "ui/reconciliation/workspace.py",
    "ui/shell/building.py",
    "ui/shell/late.py", "wording/problems.py",
}  # fmt: skip
"""What a first picture or a small command need not wait for: Qt, SQLAlchemy, PDF, the editor."""
HEIGHT = {
    "domain": 0, "places": 0, "wording": 1, "storage": 2, "forms": 2, "exchange": 2, "office": 3,
    "ui": 4, "cli": 5, "bench": 5, "torture": 5, "app": 6, "__main__": 7,
}  # fmt: skip


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def places(found: Iterator[tuple[Path, ast.AST]]) -> list[str]:
    return [f"{name(path)}:{getattr(node, 'lineno', 0)}" for path, node in found]


def nodes(kind: type | tuple[type, ...], under: str = "") -> Iterator[tuple[Path, ast.AST]]:
    for path in SOURCES:
        if name(path).startswith(under):
            yield from ((path, node) for node in ast.walk(tree(path)) if isinstance(node, kind))


def subclasses(kind: type[Problem]) -> list[type[Problem]]:
    return [found for sub in kind.__subclasses__() for found in (sub, *subclasses(sub))]


# --- wording -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", subclasses(Problem), ids=lambda kind: kind.__name__)
def test_every_problem_has_its_sentence(kind: type[Problem]) -> None:
    assert re.fullmatch(r"tcxd_desktop\.domain\.(\w+_)?errors", kind.__module__)
    said = problem_sentences.sentence(kind("2025-07-01", "hai", "ba"))
    assert kind in problem_sentences.SENTENCES
    assert said.endswith((".", "?"))
    assert not set("{}") & set(said)


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (standing.Grade, people.GRADE),
        (standing.Activity, people.ACTIVITY),
        (standing.Leaving, people.LEAVING),
        (standing.EventKind, people.EVENT),
        (history.Permission, people.PERMISSION),
        (history.Role, people.ROLE),
        (imports.Outcome, wording_imports.OUTCOME),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_member_of_a_closed_vocabulary_has_its_label(
    kind: type[StrEnum], labels: dict[StrEnum, str]
) -> None:
    assert set(labels) == set(kind)
    assert all(labels.values())


@pytest.mark.parametrize(
    ("code_list", "labels"),
    [
        ("grade", people.GRADE),
        ("activity", people.ACTIVITY),
        ("leaving", people.LEAVING),
        ("event_kind", people.EVENT),
    ],
)
def test_labels_are_those_of_the_code_lists(code_list: str, labels: dict[StrEnum, str]) -> None:
    path = ROOT / "resources" / "codes" / f"{code_list}.json"
    shipped = json.loads(path.read_text(encoding="utf-8"))["values"]
    assert {value["key"]: value["name"] for value in shipped} == dict(labels)


def test_all_text_is_in_nfc() -> None:
    readable = {".py", ".json", ".md", ".svg", ".txt", ".toml", ".csv"}
    files = [ROOT / "README.md", ROOT / "tcxd.py", *SOURCES]
    files += [path for path in (ROOT / "resources").rglob("*") if path.suffix in readable]
    wrong = [
        str(path.relative_to(ROOT))
        for path in files
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_classes_of_the_domain_open_with_the_vietnamese_term() -> None:
    wrong = [
        f"{name(path)}: {node.name}"
        for path, node in nodes(ast.ClassDef, "domain/")
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        if not re.search(r"[^\x00-\x7f]", (ast.get_docstring(node) or "").partition("\n")[0])
    ]
    assert wrong == []


# --- structure -----------------------------------------------------------------------------------


def test_screens_never_reach_for_the_store() -> None:
    found = ((p, n) for p, n in nodes(ast.Attribute, "ui/") if getattr(n, "attr", "") == "store")
    assert places(found) == []


def test_nobody_spins_the_event_loop() -> None:
    found = ((p, n) for p, n in nodes(ast.Attribute) if getattr(n, "attr", "") == "processEvents")
    assert places(found) == []


def test_only_the_named_places_swallow_every_error() -> None:
    def swallows(node: ast.AST) -> bool:
        assert isinstance(node, ast.ExceptHandler)
        kind = getattr(node.type, "id", "") if node.type is not None else "Exception"
        raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
        return kind in {"Exception", "BaseException"} and not raises

    found = {name(path) for path, node in nodes(ast.ExceptHandler) if swallows(node)}
    assert found <= CATCHES_ALL


def test_imports_stand_at_the_top() -> None:
    functions = nodes((ast.FunctionDef, ast.AsyncFunctionDef))
    found = (
        (path, inner)
        for path, node in functions
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    )
    assert places(found) == []


def test_no_import_is_for_the_type_checker_only() -> None:
    found = ((p, n) for p, n in nodes(ast.Name) if getattr(n, "id", "") == "TYPE_CHECKING")
    assert places(found) == []


def layer(dotted: str) -> int:
    return HEIGHT[dotted.removeprefix("tcxd_desktop.").split(".")[0]]


def test_modules_loaded_by_name_are_few_and_lie_no_higher() -> None:
    """The import contracts cannot see these, so their direction is checked here."""
    callers = {
        path
        for path, node in nodes(ast.Call)
        if isinstance(node, ast.Call)
        if {getattr(node.func, "attr", ""), getattr(node.func, "id", "")}
        & {"import_module", "__import__"}
    }
    assert {name(path) for path in callers} <= LOADS_BY_NAME
    upward = [
        f"{name(path)}: {node.value}"
        for path in callers
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.match(r"tcxd_desktop\.[a-z_]+", node.value)
        if layer(node.value) > layer(name(path).split("/")[0].removesuffix(".py"))
    ]
    assert upward == []


@functools.cache
def imported(path: Path) -> frozenset[str]:
    """Return every module and name a file imports, dotted."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def test_nothing_can_speak_to_a_network() -> None:
    found = [
        f"{name(path)}: {module}"
        for path in SOURCES
        for module in imported(path)
        if NETWORK & set(module.split("."))
    ]
    assert found == []


def office_modules_used_above() -> list[str]:
    """Return the modules of ``office`` that screens, the command line and the bench call."""
    above = [p for p in SOURCES if name(p).split("/")[0] in {"app.py", "ui", "cli", "bench"}]
    modules = {path.stem for path in (PACKAGE / "office").glob("*.py")}
    return sorted(
        module
        for module in modules
        if any(f"tcxd_desktop.office.{module}" in imported(path) for path in above)
    )


@pytest.mark.parametrize("module", office_modules_used_above())
def test_every_use_case_module_is_tested(module: str) -> None:
    wanted = f"tcxd_desktop.office.{module}"
    tests = (ROOT / "tests").rglob("test_*.py")
    assert any(wanted in imported(path) for path in tests)


WRITES_PARTS = {
    "storage/backup_file.py", "storage/moving.py", "storage/private_copy.py", "storage/reserve.py",
    "storage/restoring.py",
}  # fmt: skip
"""Streams of parts under a temporary name, renamed when whole and on the disk; and the reserve."""


def test_final_files_are_written_in_one_place() -> None:
    """Everybody else goes through ``storage.durable`` (``office.files`` for the layers above)."""
    found: set[str] = set()
    for path, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        modes = {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
        opened = called == "open" and modes & {"w", "wb", "x", "xb", "a", "ab", "w+b", "r+b"}
        if called in {"write_text", "write_bytes"} or opened:
            found.add(name(path))
    found = {path for path in found if not path.startswith(("torture/", "bench/"))}
    assert found - {"storage/durable.py"} <= WRITES_PARTS


# --- what is shipped -----------------------------------------------------------------------------


def icon_names() -> Iterator[str]:
    """Yield what is handed to ``icon(…)`` and ``pixmap(…)``, and constants called ``…ICON…``."""
    for _, node in nodes((ast.Call, ast.Assign, ast.AnnAssign), "ui/"):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            values: list[ast.expr | None] = node.args[:1] if called in {"icon", "pixmap"} else []
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            value = node.value
            is_icons = "ICON" in getattr(target, "id", "")
            values = [] if not is_icons else getattr(value, "values", getattr(value, "elts", []))
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def test_every_icon_asked_for_is_shipped() -> None:
    shipped = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert set(icon_names()) - shipped == set()


def test_the_database_library_has_the_corruption_fix() -> None:
    """SQLite before 3.51.3 can corrupt a file when two connections write (WAL reset)."""
    connection = driver.connect(":memory:")
    try:
        version = connection.execute("PRAGMA cipher_version").fetchone()[0]
    finally:
        connection.close()
    assert driver.sqlite_version_info >= (3, 51, 3)
    assert tuple(int(part) for part in version.split()[0].split(".")) >= (4, 19, 0)


def test_the_qt_binding_does_not_use_none_up() -> None:
    """PySide6 6.12.0 on Python 3.11 dies after a few thousand calls that return nothing."""
    script = (
        "from PySide6.QtCore import QObject\n"
        "o = QObject()\n"
        "for i in range(100_000): o.setObjectName('x')\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_first_list_waits_for_nothing_it_does_not_need() -> None:
    """Importing SQLAlchemy costs more than importing Qt, and nothing is written before it."""
    script = (
        "import sys\n"
        "import tcxd_desktop.office.opening, tcxd_desktop.ui.people.workspace\n"
        "import tcxd_desktop.ui.shell.building\n"
        "late = {'sqlalchemy', 'alembic', 'reportlab', 'docx', 'lxml', 'PIL'}\n"
        "print(sorted(late & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_every_module_says_what_it_is() -> None:
    assert [name(path) for path in SOURCES if not ast.get_docstring(tree(path))] == []


def test_the_version_stands_once() -> None:
    package = importlib.import_module("tcxd_desktop")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{package.__version__}"' in text
