"""``backup`` and ``restore``."""

import argparse

from tcxd_desktop.cli.main import password, tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.office import backups
from tcxd_desktop.office.files import make_folder
from tcxd_desktop.wording.formats import show_number


def run(options: argparse.Namespace) -> int:
    """Make a backup in a folder, or an office from one."""
    return _backup(options) if options.command == "backup" else _restore(options)


def _backup(options: argparse.Namespace) -> int:
    with opened(options) as desk:
        make_folder(options.folder)
        made = backups.make_in(desk, options.folder, passwords=not options.stick)
    people = show_number(made.people)
    lines = [f"Đã sao lưu {people} hồ sơ vào {made.path}; đã khôi phục thử và đọc lại, đúng 100 %."]
    if not made.sealed_verified:
        lines.append("Mục niêm phong cũng được sao lưu, nhưng chỉ người giữ mục ấy mở thử được.")
    if options.stick:
        lines.append("Bản này chỉ mở được bằng mã trên phiếu khôi phục.")
    tell(
        options,
        {"file": made.path, "people": made.people, "seq": made.seq, "bytes": made.size,
         "verified": made.verified, "sealed_verified": made.sealed_verified,
         "passwords": not options.stick},
        *lines,
    )  # fmt: skip
    return 0


def _restore(options: argparse.Namespace) -> int:
    made = backups.restore_new(options.backup, options.folder, password(), user=options.user)
    next_step = (
        "Hãy mở chương trình, chọn “Quên mật khẩu” và gõ lại mã để đặt mật khẩu mới."
        if made.by_code
        else f"Người đăng nhập được: {', '.join(made.accounts)}."
    )
    tell(
        options,
        {"office": made.folder, "people": made.people, "accounts": made.accounts,
         "by_code": made.by_code},
        f"Đã khôi phục {show_number(made.people)} hồ sơ vào {made.folder}. {next_step}",
    )  # fmt: skip
    return 0
