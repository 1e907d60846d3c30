"""Scenes of updating the program; nobody has signed what they show."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog

from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scene_kit import Scene, alone
from tcxd_desktop.domain.updates import Standing, Update, UpdateFile, Way, is_lower
from tcxd_desktop.domain.versions import Version
from tcxd_desktop.office.updates import UpdatePreview
from tcxd_desktop.ui.shell.updating import UpdateDialog

_NEWS = (
    "Nhập Excel nhanh hơn với danh sách trên 2.000 người",
    "In phiếu đảng viên: tên rất dài không còn chạm khung",
    "Hướng dẫn có thêm mục đối chiếu dữ liệu với cấp trên, kèm ảnh từng bước",
    "Sửa ngày nghỉ bù năm 2027",
)


def scenes() -> tuple[Scene, ...]:
    """Return them."""
    return (
        alone("updating", "Cập nhật chương trình", lambda stage: UpdateDialog(stage.desk)),
        alone("updating-found", "Gói cập nhật vừa chọn", _found(Version(0, 2, 0), schema=6)),
        alone("updating-lower", "Gói cập nhật của bản cũ hơn", _found(Version(0, 0, 9))),
    )


def _found(version: Version, schema: int = 5) -> Callable[[Stage], QDialog]:
    def make(stage: Stage) -> QDialog:
        dialog = UpdateDialog(stage.desk)
        dialog.show_found(_preview(version, schema))
        return dialog

    return make


def _preview(version: Version, schema: int) -> UpdatePreview:
    """Return a look at a package that was never made."""
    used = Version(0, 1, 0)
    standing = Standing(used, used, 5, 2)
    file = UpdateFile(f"TCXD-{version}-setup.exe", 41_000_000, "0" * 64)
    update = Update(version, Version(0, 0, 1), schema, 2, (file,), _NEWS)
    return UpdatePreview(
        update, "Nhóm phát triển chương trình", "03284 86522 94270 21370 48483 00541", "2026-11-26",
        standing, is_lower(update, standing), Way.SETUP, file, Path(file.name), "",
    )  # fmt: skip
