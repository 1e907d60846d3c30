"""The pictures of the help: each is a scene as it looks today, found by name, small enough."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.cli import help_pictures
from tcxd_desktop.cli.help_pictures import (
    DIGESTS,
    MOST_BYTES,
    Wanted,
    demo_office,
    digest_of,
    help_stage,
    read_name,
    stale,
    take,
    wanted,
)
from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scenes import all_scenes
from tcxd_desktop.wording.help import folder


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as patch, demo_office() as desk:
        patch.setenv("TCXD_HOME", str(desk.store.folder.parent / "home"))
        with help_stage(desk) as made:
            yield made


def kept() -> dict[str, str]:
    found: dict[str, str] = json.loads((folder() / "pictures" / DIGESTS).read_text("utf-8"))
    return found


def test_a_name_tells_scene_part_and_marks() -> None:
    assert read_name("people") == Wanted("people", "people", "", ())
    assert read_name("import-preview@danh-sach") == Wanted(
        "import-preview@danh-sach", "import-preview", "danh-sach", ()
    )
    assert read_name("people@danh-sach+in+them") == Wanted(
        "people@danh-sach+in+them", "people", "danh-sach", ("in", "them")
    )


def test_every_picture_is_of_a_scene() -> None:
    keys = {scene.key for scene in all_scenes()}
    assert [one.name for one in wanted() if one.scene not in keys] == []


def test_every_picture_was_taken_and_none_is_left_over() -> None:
    assert set(kept()) == {one.name for one in wanted()}


def test_no_picture_is_out_of_date(qapp, stage: Stage) -> None:
    """Take them anew with ``tcxd shots --help-pictures`` when this fails."""
    assert stale(stage, wanted(), kept()) == []


def test_pictures_are_those_of_a_light_screen_of_1366() -> None:
    for one in wanted():
        picture = Image.open(folder() / "pictures" / f"{one.name}.png")
        assert picture.mode == "P"
        assert picture.width <= 1366
        assert picture.height <= 768
        assert picture.convert("RGB").getpixel((3, 3)) > (200, 200, 200)


def test_a_frame_and_a_part_are_found_by_name(qapp, stage: Stage, tmp_path: Path) -> None:
    names = ["numbers", "numbers+tro-giup", "numbers@tro-giup"]
    paths, faults = take(stage, tmp_path, [read_name(name) for name in names])
    assert faults == []
    plain, framed, part = (Image.open(path).convert("RGB") for path in paths)
    assert plain.size == framed.size == (1366, 768)
    assert part.width < 120
    red = [
        pixel for _, pixel in framed.crop((1200, 0, 1366, 60)).getcolors(100_000) or []
        if pixel[0] > 140 and pixel[1] < 60
    ]  # fmt: skip
    assert red
    digests = json.loads((tmp_path / DIGESTS).read_text("utf-8"))
    assert set(digests) == set(names)
    assert len(set(digests.values())) == 1
    assert all(path.stat().st_size <= MOST_BYTES for path in paths)


def test_what_is_not_there_is_told(qapp, stage: Stage, tmp_path: Path) -> None:
    names = ["khong-co", "numbers+khong-co", "numbers@khong-co"]
    paths, faults = take(stage, tmp_path, [read_name(name) for name in names])
    assert [path.name for path in paths] == ["numbers+khong-co.png", "numbers@khong-co.png"]
    assert len(faults) == 3
    assert "không có màn hình" in faults[0]


def test_a_changed_word_makes_a_picture_stale_and_other_data_do_not(qtbot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    column = QVBoxLayout(shown)
    button, data = QPushButton("Thêm"), QLabel("Nguyễn Thị Đào")
    column.addWidget(button)
    column.addWidget(data)
    shown.show()
    before = digest_of(shown)
    data.setText("Trần Văn Đạo")
    assert digest_of(shown) == before
    button.setText("Thêm 12")
    twelve = digest_of(shown)
    button.setText("Thêm 13")
    assert digest_of(shown) == twelve != before


def test_a_digest_that_differs_is_named(qapp, stage: Stage) -> None:
    one = read_name("numbers")
    assert stale(stage, [one], {}) == ["numbers"]
    assert help_pictures.stale(stage, [one], {"numbers": "x"}) == ["numbers"]
