"""What an update package may say, and which versions are taken."""

from typing import Any

import pytest

from tcxd_desktop.domain.update_errors import (
    BadUpdateProblem,
    BadVersionProblem,
    LowerSchemaProblem,
    NoFileForThisProblem,
    SameVersionProblem,
    StepUpdateProblem,
)
from tcxd_desktop.domain.updates import MOST_SIZE, Standing, Way, is_lower, update_of
from tcxd_desktop.domain.versions import Version, parse

SHA = "ab" * 32


def file(**changes: Any) -> dict[str, Any]:
    return {"name": "TCXD-0.2.0-setup.exe", "size": 10, "sha256": SHA, **changes}


def content(**changes: Any) -> dict[str, Any]:
    return {
        "product": "tcxd-desktop", "version": "0.2.0", "min_version": "0.1.0", "schema": 5,
        "sealed": 2, "files": [file()], "news": ["In nhanh hơn"], **changes,
    }  # fmt: skip


def test_a_package_is_read() -> None:
    update = update_of(content(files=[file(), file(name="TCXD-0.2.0-portable.zip")]))
    assert (update.version, update.min_version) == (Version(0, 2, 0), Version(0, 1, 0))
    assert update.file_for(Way.SETUP).name.endswith("setup.exe")
    assert update.file_for(Way.SOURCE).name.endswith("setup.exe")
    assert update.file_for(Way.FOLDER).name.endswith(".zip")
    assert update.news == ("In nhanh hơn",)


def test_a_folder_needs_the_zip() -> None:
    with pytest.raises(NoFileForThisProblem):
        update_of(content()).file_for(Way.FOLDER)


NAMES = [
    "../setup.exe", "a/b.exe", "a\\b.exe", "C:setup.exe", "setup.exe:tap", ".exe", "setup",
    "setup.bat", "setup.exe ", "setup.exe\n", "con.exe", "NUL.zip", "com1.exe", "cài đặt.exe",
    "a" * 101 + ".exe", "", "-x.exe", "setup.exe\x00.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=[str(place) for place in range(len(NAMES))])
def test_only_a_plain_name_of_a_file_is_taken(name: str) -> None:
    with pytest.raises(BadUpdateProblem) as caught:
        update_of(content(files=[file(name=name)]))
    assert caught.value.args == ("files",)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"product": "khac"}, "product"),
        ({"schema": 0}, "schema"),
        ({"schema": True}, "schema"),
        ({"sealed": -1}, "schema"),
        ({"schema": 10_001}, "schema"),
        ({"files": []}, "files"),
        ({"files": [file()] * 2}, "files"),
        ({"files": [file(), file(name="tcxd-0.2.0-SETUP.exe")]}, "files"),
        ({"files": [file(name=f"a{place}.exe") for place in range(9)]}, "files"),
        ({"files": [file(size=0)]}, "files"),
        ({"files": [file(size=True)]}, "files"),
        ({"files": [file(size=MOST_SIZE + 1)]}, "files"),
        ({"files": [file(size="10")]}, "files"),
        ({"files": [file(sha256="AB" * 32)]}, "files"),
        ({"files": [file(sha256="ab")]}, "files"),
        ({"files": [file(more=1)]}, "files"),
        ({"files": ["setup.exe"]}, "files"),
        ({"news": [5]}, "news"),
        ({"news": [""]}, "news"),
        ({"news": ["   "]}, "news"),
        ({"news": ["a\nb"]}, "news"),
        ({"news": ["\u202egnp.exe"]}, "news"),
        ({"news": ["x" * 501]}, "news"),
        ({"news": ["x"] * 61}, "news"),
        ({"more": 1}, "shape"),
        ({"version": 2}, "shape"),
        ({"schema": "5"}, "shape"),
        ({"files": {}}, "shape"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else None,
)
def test_one_wrong_part_refuses_the_whole(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(BadUpdateProblem) as caught:
        update_of(content(**changes))
    assert caught.value.args == (part,)


@pytest.mark.parametrize("name", ["version", "min_version"])
def test_a_version_must_be_one(name: str) -> None:
    with pytest.raises(BadVersionProblem):
        update_of(content(**{name: "0.2"}))


@pytest.mark.parametrize("name", ["product", "version", "min_version", "schema", "files", "news"])
def test_nothing_may_be_missing(name: str) -> None:
    less = content()
    del less[name]
    with pytest.raises(BadUpdateProblem):
        update_of(less)


def standing(installed: str = "0.1.0", highest: str = "", schema: int = 5) -> Standing:
    return Standing(parse(installed), parse(highest or installed), schema, 2)


def test_a_newer_version_is_taken_without_a_word() -> None:
    assert not is_lower(update_of(content()), standing())


def test_a_lower_one_and_one_below_the_highest_need_a_reason() -> None:
    assert is_lower(update_of(content()), standing("0.3.0"))
    assert is_lower(update_of(content()), standing("0.1.0", "0.3.0"))
    assert not is_lower(update_of(content()), standing("0.1.0", "0.2.0"))  # once more after a stop


def test_the_one_that_runs_is_no_update() -> None:
    with pytest.raises(SameVersionProblem):
        is_lower(update_of(content()), standing("0.2.0"))


def test_an_older_program_takes_another_version_first() -> None:
    with pytest.raises(StepUpdateProblem) as caught:
        is_lower(update_of(content(min_version="0.1.5")), standing())
    assert caught.value.args == ("0.2.0", "0.1.5", "0.1.0")


@pytest.mark.parametrize("changes", [{"schema": 4}, {"sealed": 1}], ids=["main", "sealed"])
@pytest.mark.parametrize("installed", ["0.1.0", "0.2.0", "0.3.0"])
def test_what_cannot_read_the_data_is_never_taken(changes: dict[str, int], installed: str) -> None:
    with pytest.raises(LowerSchemaProblem):
        is_lower(update_of(content(**changes)), standing(installed))
