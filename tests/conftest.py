"""What many tests stand on: an office on disk, made once and copied for each test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk
from tests import make

# Tests never open windows on somebody's screen; QT_QPA_PLATFORM=xcb asks for it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own data folder: none may touch that of whoever runs it."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TCXD_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a closed office; copy it, never open it."""
    folder = tmp_path_factory.mktemp("office") / "template"
    opening.close_office(make.office(folder))
    return folder


@pytest.fixture
def office_folder(office_template: Path, tmp_path: Path) -> Path:
    """Return the folder of a closed office that is this test's own; ``make.PASSWORD`` opens it."""
    return Path(shutil.copytree(office_template, tmp_path / "office"))


@pytest.fixture
def desk(office_folder: Path) -> Iterator[Desk]:
    """Return an open office with a small tree and nobody in it yet."""
    opened = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    yield opened
    opening.close_office(opened)
