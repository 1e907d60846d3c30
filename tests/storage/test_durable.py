"""A final file is whole or as before, also where a virus scanner holds it for a while."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop.storage import durable
from tcxd_desktop.storage.durable import durable_write


class HeldError(PermissionError):
    """What Windows says of a file somebody else has open."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "held")
        self.winerror = winerror


def failing(real: Callable[..., Any], error: OSError, times: int) -> Callable[..., Any]:
    left = [times]

    def call(*arguments: Any, **more: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise error
        return real(*arguments, **more)

    return call


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_held_file_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    monkeypatch.setattr(os, "replace", failing(os.replace, HeldError(winerror), 3))
    durable_write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_patience_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert durable._PATIENCE == 2.5
    durable_write(tmp_path / "a", b"old")
    monkeypatch.setattr(durable, "_PATIENCE", 0.12)
    monkeypatch.setattr(os, "replace", failing(os.replace, HeldError(32), 1000))
    with pytest.raises(HeldError):
        durable_write(tmp_path / "a", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


@pytest.mark.parametrize("error", [HeldError(1224), OSError(errno.EIO, "disk")])
def test_other_errors_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    monkeypatch.setattr(os, "replace", failing(os.replace, error, 1))
    with pytest.raises(OSError):  # noqa: PT011 - the very error given
        durable_write(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace"])
def test_an_error_at_any_step_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    durable_write(tmp_path / "a", b"old")
    monkeypatch.setattr(os, name, failing(getattr(os, name), OSError(errno.EIO, "disk"), 1))
    with pytest.raises(OSError, match="disk"):
        durable_write(tmp_path / "a", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


def test_a_write_that_takes_only_a_part_is_carried_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
    data = os.urandom(100)
    durable_write(tmp_path / "a", data)
    assert (tmp_path / "a").read_bytes() == data
