"""The child gets the bytes and nothing else, and may fail in any way without harm here."""

import io
import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from tcxd_desktop.domain.errors import NotASheetProblem, ParserFailedProblem
from tcxd_desktop.exchange import child
from tcxd_desktop.exchange.child import Limits, run

_READ = "import sys,json,os;order=json.loads(sys.stdin.buffer.readline());"
_CONFINED = (
    "sys.path.extend(order['path']);from tcxd_desktop.exchange import child_main;"
    "child_main._confine(order['limits']);"
)
linux = pytest.mark.skipif(sys.platform == "win32", reason="limits of Linux")


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch):
    """Run a line of code where the parser would stand, in the real child."""

    def start(code: str, limits: Limits = child.USUAL, data: bytes = b"") -> object:
        monkeypatch.setattr(child, "_BOOT", code)
        return run("book", data, limits)

    return start


def test_the_child_knows_no_password_and_no_place(probe, monkeypatch) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", "mật khẩu")
    monkeypatch.setenv("TCXD_HOME", "/home/clerk/data")
    code = _READ + (
        "print('J'+json.dumps([dict(os.environ),sys.argv,os.getcwd(),sorted(order),"
        "sorted(map(int,os.listdir('/proc/self/fd')))]))"
    )
    if sys.platform == "win32":
        code = code.replace("sorted(map(int,os.listdir('/proc/self/fd')))", "[]")
    environment, argv, cwd, order, files = probe(code)
    assert set(environment) <= {"SYSTEMROOT", "LD_LIBRARY_PATH", "LC_CTYPE"}
    assert (argv, order) == (["-c"], ["limits", "options", "path", "task"])
    assert Path(cwd) == Path(Path.cwd().anchor)
    assert len(files) <= 4  # its three streams and the listing itself


@linux
@pytest.mark.parametrize(
    "forbidden",
    [
        "open('/etc/passwd')",
        "__import__('socket').socket()",
        "os.fork()",
        "bytearray(600*1024*1024)",
    ],
)
def test_the_confined_child_may_not(probe, forbidden: str) -> None:
    code = f"{_READ}import socket;{_CONFINED}\ntry: {forbidden}\nexcept BaseException: print('J1')"
    if forbidden == "os.fork()" and os.geteuid() == 0:
        code = code.replace("os.fork()", "os.unlink('/tmp')")
    assert probe(code) == 1


@linux
def test_the_confined_child_writes_no_file(probe, tmp_path) -> None:
    target = tmp_path / "kept"
    code = (
        f"{_READ}f=open({str(target)!r},'wb',0);{_CONFINED}"
        "\ntry: f.write(b'x')\nexcept OSError: print('J1')"
    )
    assert probe(code) == 1
    assert target.read_bytes() == b""


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (_READ + "os.abort()", "crash"),
        (_READ + "sys.exit(1)", "crash"),
        (_READ + "print('J{')", "crash"),
        (_READ + "print('X')", "crash"),
        (_READ + "print('P'+json.dumps({'problem':'WrongPasswordProblem','args':[]}))", "crash"),
        (_READ + "print('P'+json.dumps({'problem':'NotASheetProblem','args':[{}]}))", "crash"),
        (_READ + "import time;time.sleep(60)", "time"),
        ("import sys\nwhile 1: sys.stdout.write('J'*65536)", "crash"),
    ],
)
def test_a_child_gone_wrong_is_a_problem(probe, code: str, reason: str) -> None:
    with pytest.raises(ParserFailedProblem) as caught:
        probe(code, Limits(seconds=0.5 if reason == "time" else 15, answer=1_000_000))
    assert caught.value.args == (reason,)


def test_a_child_that_does_not_listen_is_no_deadlock(probe) -> None:
    code = "import sys;sys.stdin.close();print('J'+'[7]')"
    assert probe(code, data=b"x" * 8_000_000) == [7]


def test_the_real_child_names_what_it_found() -> None:
    with pytest.raises(NotASheetProblem):
        run("book", b"%PDF-1.7")


@linux
def test_a_picture_beyond_the_memory_allowed_is_refused() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (6000, 6000), "red").save(target, "PNG", compress_level=1)
    with pytest.raises(ParserFailedProblem) as caught:
        run("portrait", target.getvalue(), Limits(memory=160 * 1024 * 1024))
    assert caught.value.args == ("memory",)
