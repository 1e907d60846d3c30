"""The locks of the build: they hold what the project declares, and nothing unverified."""

import json
import re
import tomllib
from typing import Any

import pytest

from installer import audit, budget, launchers, licence_texts, packing, runtime, trimming, wheels
from installer.build import LOCK as BUILD_LOCK
from tests.installer.conftest import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {"windows": wheels.LOCK, "build": BUILD_LOCK}


def declared(requirements: list[str]) -> dict[str, str]:
    pins = [requirement.partition(";")[0].strip().split("==") for requirement in requirements]
    return {wheels.canonical(name): version for name, version in pins}


def test_the_windows_lock_holds_what_the_project_declares() -> None:
    locked = wheels.locked(wheels.LOCK.read_text(encoding="utf-8"))
    wanted = declared(PROJECT["project"]["dependencies"])
    assert wanted.items() <= {name: version for name, (version, _) in locked.items()}.items()


def test_the_windows_lock_says_the_same_as_the_common_one() -> None:
    common = wheels.locked((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    windows = wheels.locked(wheels.LOCK.read_text(encoding="utf-8"))
    for name, (version, digests) in windows.items():
        assert common[name][0] == version, name
        assert digests <= common[name][1], name


def test_the_build_lock_holds_the_group_of_the_project() -> None:
    locked = wheels.locked(BUILD_LOCK.read_text(encoding="utf-8"))
    wanted = declared(PROJECT["dependency-groups"]["build"])
    assert wanted == {name: version for name, (version, _) in locked.items()}
    assert wanted.items() <= declared(PROJECT["dependency-groups"]["dev"]).items()


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_every_package_has_digests_and_no_host(name: str) -> None:
    text = LOCKS[name].read_text(encoding="utf-8")
    assert "--only-binary :all:" in text
    assert "://" not in text
    for package, (version, digests) in wheels.locked(text).items():
        assert version, package
        assert digests, package


def test_the_runtime_lock_names_what_it_accepts() -> None:
    lock = json.loads(runtime.LOCK.read_text(encoding="utf-8"))
    assert re.fullmatch(r"python3\d\d", lock["library"])
    series = f"3.{lock['library'].removeprefix('python3')}."
    for entry in lock["accepted"]:
        assert entry["version"].startswith(series)
        assert re.fullmatch(r"[0-9a-f]{64}", entry["sha256"])
    assert any("package" in entry for entry in lock["accepted"]), "one can be fetched"


def test_wheels_are_asked_for_the_runtime_that_is_shipped() -> None:
    lock = json.loads(runtime.LOCK.read_text(encoding="utf-8"))
    assert f"cp{lock['library'].removeprefix('python')}" in wheels.TARGET
    assert "--python-version 3.13" in wheels.LOCK.read_text(encoding="utf-8")


def test_the_files_every_step_reads_are_there() -> None:
    for path in (
        audit.ALLOWED, budget.LIMITS, launchers.SOURCE / "launcher.c", packing.SCRIPT,
        packing.ICON, packing.READ_FIRST,
    ):  # fmt: skip
        assert path.is_file(), path
    assert licence_texts.LIST.endswith(".json")


def test_windows_libraries_are_listed_once_in_small_letters() -> None:
    lines = [
        line for line in audit.ALLOWED.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]  # fmt: skip
    assert len(set(lines)) == len(lines)
    assert lines == [line.lower() for line in lines]


def test_whatever_is_left_out_has_its_reason() -> None:
    assert all(reason.strip() for _, reason in trimming.LEFT_OUT)
    assert len({pattern for pattern, _ in trimming.LEFT_OUT}) == len(trimming.LEFT_OUT)
