"""``shots`` and the scenes it goes by: shown, painted, and everything as it was afterwards."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog

from tcxd_desktop.cli.main import run
from tcxd_desktop.cli.pictures import Stage, caught_dialogs, shown_dialog
from tcxd_desktop.cli.scenes import scene
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import confirm
from tests import make


@pytest.fixture
def stage(desk: Desk) -> Iterator[Stage]:
    with Stage(desk, size=(1280, 640)) as made:
        yield made


def test_a_picture_of_each_look_and_what_is_lacking(
    office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)
    arguments = ["shots", str(office_folder), str(tmp_path / "p"), "--json", "--only", "numbers-"]
    assert run(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    made = {Path(path).name for path in told["pictures"]}
    looks = ("sang-100", "sang-150", "toi-100", "toi-150")
    assert {f"numbers-block-{look}.png" for look in looks} <= made
    assert told["missing"] == ["Cấp một số đã chọn"]
    small, large = (QImage(str(tmp_path / "p" / f"numbers-block-{look}.png")) for look in looks[:2])
    assert 0 < small.width() < large.width()


def test_a_dialog_is_shown_over_the_window_and_gone_afterwards(stage: Stage) -> None:
    with scene("numbers-block").show(stage) as shown:
        assert isinstance(shown, QDialog)
        assert shown.windowTitle() == "Khai cụm số lý lịch"
        assert shown.isVisible()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert left == [stage.window]


def test_what_was_begun_on_a_page_is_thrown_away(stage: Stage) -> None:
    with scene("meeting-new").show(stage) as shown:
        page = stage.window.pages["meetings"]
        assert shown is stage.window
        assert page.shown == "meeting"  # type: ignore[attr-defined]
    assert page.shown == ""  # type: ignore[attr-defined]
    assert not page.unsaved()


def test_an_office_with_nothing_to_show_says_so(stage: Stage) -> None:
    for key in ("transfer-case", "round-people", "people-void", "accounts-reset"):
        with pytest.raises(NotFoundProblem), scene(key).show(stage):
            pass
    assert stage.window.isVisible()


def test_whoever_asks_goes_on_as_if_the_user_had_left(stage: Stage) -> None:
    with caught_dialogs() as caught:
        assert not confirm(stage.window, "Xóa dòng này?", yes="Xóa dòng")
        dialog = shown_dialog(caught)
        assert dialog is not None
        assert dialog.isVisible()
    assert caught == []
