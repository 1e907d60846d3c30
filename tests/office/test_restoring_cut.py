"""A restore that is cut off at any step leaves the old office or the new one."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import (
    Problem,
)
from tcxd_desktop.office import backups, door, opening
from tcxd_desktop.storage import keys, swap
from tests import make
from tests.office import backup_samples as samples
from tests.storage import contents


@pytest.fixture
def folder(office_folder: Path) -> Path:
    return office_folder


# --- cut off ------------------------------------------------------------------------------------------


class CutError(BaseException):
    """The power is gone: nothing of ours may clean up after it."""


_CALLS = ("replace", "unlink", "mkdir", "rmdir")


def cut_after(monkeypatch: pytest.MonkeyPatch, calls: int, folder: Path) -> list[str]:
    """Cut the power after so many changes of names in the office's folder."""
    done: list[str] = []
    cut = False

    def watched(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def call(*arguments: object, **more: object) -> object:
            nonlocal cut
            inside = str(folder) in str(arguments[0]) or more.get("dir_fd") is not None
            if cut or (inside and len(done) >= calls):
                cut = True
                raise CutError
            if inside:
                done.append(f"{name} {Path(str(arguments[0])).name}")
            return real(*arguments, **more)

        return call

    for name in _CALLS:
        monkeypatch.setattr(os, name, watched(name))
    return done


def prepared(folder: Path) -> tuple[list[str], list[str]]:
    """Make an office with a decided restore that nobody carried out yet; return both lists."""
    desk = samples.opened(folder)
    samples.person(desk)
    samples.clerk(desk)
    made = backups.make(desk, "asked")
    samples.person(desk, "Lê Thị Hoa")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(swap, "finish", lambda _: None)
        patch.setattr(opening, "open_office", lambda *_, **__: None)
        backups.restore(desk, made, make.PASSWORD)
    return ["Phạm Văn Thành", "Lê Thị Hoa"], ["Phạm Văn Thành"]


def cuts(folder: Path, tmp_path: Path) -> tuple[int, list[str]]:
    """Cut the exchange off at each step; return how often, and where it was not carried on."""
    _, new = prepared(folder)
    # What the machine remembers of the office belongs to the moment of the cut too.
    home = tmp_path / "home"
    template, remembered = tmp_path / "template", tmp_path / "remembered"
    shutil.copytree(folder, template)
    shutil.copytree(home, remembered)
    wrong: list[str] = []
    steps = 0
    while True:
        for copy, place in ((template, folder), (remembered, home)):
            shutil.rmtree(place)
            shutil.copytree(copy, place)
        with pytest.MonkeyPatch.context() as patch:
            done = cut_after(patch, steps, folder)
            try:
                swap.finish(folder)
            except CutError:
                pass
            else:
                return steps, wrong
        try:
            look(folder, new)
        except (AssertionError, Problem) as error:
            wrong.append(f"after {done}: {error!r}")
        steps += 1


def look(folder: Path, wanted: list[str]) -> None:
    """First the sign-in screen looks who there is, then somebody signs in."""
    assert [slot.account for slot in door.accounts_of(folder)] == [1, 2]
    desk = samples.opened(folder)
    try:
        assert samples.names(desk) == wanted
        samples.sound(desk)
    finally:
        opening.close_office(desk)
    assert_kept(folder)


def test_a_restore_cut_off_at_any_step_is_carried_on(folder: Path, tmp_path: Path) -> None:
    steps, wrong = cuts(folder, tmp_path)
    assert wrong == []
    assert steps > 10


def test_an_opening_that_does_not_carry_it_on_finds_half_an_office(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    monkeypatch.setattr("tcxd_desktop.storage.opening.swap.waiting", lambda _: False)
    real, first = swap.finish, [True]

    def finish(place: Path) -> Path | None:
        # Only the exchange that is cut off, never the one that would carry it on.
        return real(place) if (place / swap.READY).is_dir() and first[0] else None

    def looking(place: Path, wanted: list[str]) -> None:
        first[0] = False
        try:
            seen(place, wanted)
        finally:
            first[0] = True

    seen = look
    monkeypatch.setattr(swap, "finish", finish)
    monkeypatch.setitem(globals(), "look", looking)
    _, wrong = cuts(folder, tmp_path)
    assert wrong


def assert_kept(folder: Path) -> None:
    """The files that were replaced are there, whole."""
    [stamp] = (folder / swap.KEPT).iterdir()
    held = contents.of_files(stamp, keys.unlock(stamp, make.PASSWORD, 1))
    assert "Lê Thị Hoa" in repr(held["office.db person"])


def test_a_restore_cut_off_before_it_is_decided_changes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    desk = samples.opened(folder)
    samples.person(desk)
    made = backups.make(desk, "asked")
    samples.person(desk, "Lê Thị Hoa")
    real = swap.decide
    for before in (True, False):
        with pytest.MonkeyPatch.context() as patch:

            def cut(place: Path, before: bool = before) -> None:
                if not before:
                    real(place)
                raise CutError

            patch.setattr(swap, "decide", cut)
            with pytest.raises(CutError):
                backups.restore(desk, made, make.PASSWORD)
        desk.store.close()
        desk = samples.opened(folder)
        wanted = ["Phạm Văn Thành", "Lê Thị Hoa"] if before else ["Phạm Văn Thành"]
        assert samples.names(desk) == wanted
        samples.sound(desk)
        assert not (folder / swap.PART).exists()
    opening.close_office(desk)


def test_a_folder_left_by_tidying_up_stands_in_nobodys_way(folder: Path) -> None:
    prepared(folder)
    swap.finish(folder)
    (folder / swap.READY).mkdir()
    desk = samples.opened(folder)
    assert samples.names(desk) == ["Phạm Văn Thành"]
    opening.close_office(desk)
