"""Offices in places they may not be worked at: found out, copied here whole or not at all."""

import shutil
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import (
    NetworkDriveProblem,
    NotAnOfficeProblem,
    OfficeInUseProblem,
)
from tcxd_desktop.office import moving, opening, people
from tcxd_desktop.storage.lock import synchronised
from tests import make


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "cloud"),
    [
        ("OneDrive", True),
        ("OneDrive - UBND xã Đông Hải", True),
        ("onedrive", True),
        ("Dropbox", True),
        ("Dropbox (Cá nhân)", True),
        ("Google Drive", True),
        ("My Drive", True),
        ("Drive của tôi", True),
        ("iCloudDrive", True),
        ("OneDriveCu", False),
        ("dropbox-cu", False),
        ("so dang", False),
    ],
)
def test_folders_that_clouds_keep_in_step_are_known_by_their_names(
    tmp_path: Path, name: str, cloud: bool
) -> None:
    folder = tmp_path / name / "văn phòng"
    folder.mkdir(parents=True)
    assert synchronised(folder, {}) is cloud
    assert moving.unfit(folder) is cloud


def test_they_are_known_by_what_the_system_tells_and_by_marks(tmp_path: Path) -> None:
    folder = tmp_path / "tài liệu" / "văn phòng"
    folder.mkdir(parents=True)
    assert not synchronised(folder, {"OneDrive": ""})
    assert synchronised(folder, {"OneDrive": str(tmp_path / "tài liệu")})
    assert not synchronised(folder, {"OneDrive": str(tmp_path / "tài")})
    (tmp_path / "tài liệu" / ".dropbox.cache").mkdir()
    assert synchronised(folder, {})


def test_such_an_office_is_neither_opened_nor_made(tmp_path: Path, office_folder: Path) -> None:
    cloud = Path(shutil.copytree(office_folder, tmp_path / "OneDrive" / "office"))
    with pytest.raises(NetworkDriveProblem):
        opening.open_office(cloud, make.PASSWORD)
    with pytest.raises(NetworkDriveProblem):
        make.office(tmp_path / "OneDrive" / "new")


def test_the_copy_is_the_office_and_the_source_is_left_alone(
    tmp_path: Path, office_folder: Path
) -> None:
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    first = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    opening.close_office(desk)
    (office_folder / "office.reserve").write_bytes(b"x")
    (office_folder / "copies").mkdir(exist_ok=True)
    (office_folder / "copies" / "a.tcxdbak").write_bytes(b"y")
    (office_folder / "copies" / "b.part").write_bytes(b"z")
    before = content(office_folder)
    told: list[tuple[int, int]] = []

    copied = moving.copy_here(office_folder, tmp_path / "home", lambda *at: told.append(at))

    assert copied == tmp_path / "home" / "office"
    left = {"office.reserve", "office.lock", "copies/b.part"}
    assert content(copied) == {name: data for name, data in before.items() if name not in left}
    assert content(office_folder) == before
    assert told[-1][0] == told[-1][1] > 0
    again = opening.open_office(copied, make.PASSWORD, clock=make.clock)
    try:
        assert people.read(again, first.id).birth_name == "Nguyễn Thị Đào"
        assert again.sign_in.state == "same"
    finally:
        opening.close_office(again)


def test_each_copy_gets_a_folder_of_its_own(tmp_path: Path, office_folder: Path) -> None:
    home = tmp_path / "home"
    names = [moving.copy_here(office_folder, home).name for _ in range(3)]
    assert names == ["office", "office-2", "office-3"]
    odd = Path(shutil.copytree(office_folder, tmp_path / "Sổ Đảng — 2026!"))
    assert moving.copy_here(odd, home).name == "so-dang-2026"


def test_what_stops_halfway_leaves_nothing(tmp_path: Path, office_folder: Path) -> None:
    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StopError

    home = tmp_path / "home"
    with pytest.raises(StopError):
        moving.copy_here(office_folder, home, stop)
    assert list(home.iterdir()) == []
    opening.close_office(opening.open_office(office_folder, make.PASSWORD))  # given free


def test_an_office_somebody_works_in_is_not_copied(
    tmp_path: Path, desk: object, office_folder: Path
) -> None:
    with pytest.raises(OfficeInUseProblem):
        moving.copy_here(office_folder, tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []


def test_a_folder_without_an_office_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotAnOfficeProblem):
        moving.copy_here(tmp_path / "empty", tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_copy_is_not_made_into_a_cloud(tmp_path: Path, office_folder: Path) -> None:
    with pytest.raises(NetworkDriveProblem):
        moving.copy_here(office_folder, tmp_path / "OneDrive" / "home")
