"""Install, check, upgrade, update and remove the packaged program under Wine, with pictures.

``python3 installer/wine_test.py`` on Debian or Ubuntu, as root: the walk makes a Debian 13 of its
own with Wine in ``build/wine``, builds three versions, and works through them as a user would.
Pictures and ``summary.json`` lie in ``build/wine/pictures``. Where it cannot run it says why and
fails; it never passes without having been walked to its end.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import tcxd  # noqa: E402 - the launcher of the checkout lies beside this folder
from installer.ground import Stop, say  # noqa: E402 - the checkout comes first
from installer.wine import offers, steps_setup, steps_use  # noqa: E402
from installer.wine.chroot import Chroot  # noqa: E402
from installer.wine.machine import Failed, Machine, free_display  # noqa: E402
from installer.wine.walk import Walk  # noqa: E402

HOME = ROOT / "build" / "wine"
PASSED, FAILED, PART = 0, 1, 3
"""Exit codes; the last where only chosen steps were taken: never a pass."""
Step = Callable[[Walk], dict[str, Any] | None]
STEPS: tuple[tuple[str, Step], ...] = (
    ("Cài lặng lẽ bản trước vào đường dẫn tiếng Việt", steps_setup.install),
    ("Bản trước lập văn phòng", steps_setup.make_office),
    ("Từ chối khi chương trình đang mở", steps_setup.guard),
    ("Từ chối khi văn phòng đang mở ở nơi khác", steps_setup.open_elsewhere),
    ("Bộ cài hỏng để nguyên bản đang dùng", steps_setup.broken),
    ("Tệp bị giữ: đặt lại như cũ", steps_setup.held),
    ("Nâng cấp trên dữ liệu của bản trước", steps_setup.upgrade),
    ("Bản mới tự kiểm tra", steps_use.selftest),
    ("Các màn hình chính, mở tệp bằng bấm đúp", steps_use.screens),
    ("Từ chối bản thấp hơn; mất điện giữa chừng được sửa", steps_setup.lower),
    ("Quay lại bản trước rồi nâng cấp lại", steps_setup.go_back),
    ("Cài lại cùng bản sửa tệp bị mất", steps_setup.repair),
    ("Gói cập nhật đã ký", steps_use.update),
    ("Bản không cần cài", steps_use.portable),
    ("Trình gỡ chép ra chỗ khác không xóa gì", steps_setup.astray),
    ("Gỡ: dữ liệu còn nguyên", steps_setup.remove),
    ("Cài từng trang trên dữ liệu có sẵn, gỡ lặng lẽ", steps_setup.install_again),
)
TOOLS = (
    ("debootstrap", ("debootstrap",)),
    ("x86_64-w64-mingw32-gcc", ("gcc-mingw-w64-x86-64-win32", "gcc-mingw-w64-x86-64")),
    ("makensis", ("nsis",)),
)


def main(arguments: Sequence[str]) -> int:
    """Walk through everything; returns the exit code."""
    reader = argparse.ArgumentParser(prog="wine_test.py", description="Thử bộ cài dưới Wine.")
    reader.add_argument("--chroot", type=Path, default=HOME / "debian", metavar="THƯ_MỤC")
    reader.add_argument("--built", type=Path, default=None, metavar="THƯ_MỤC",
                        help="dùng các bản đã dựng ở đây, không dựng lại")  # fmt: skip
    reader.add_argument("--display", type=int, default=0, metavar="SỐ", help="số màn hình ảo")
    reader.add_argument("--only", default="", metavar="TÊN,TÊN", help="chỉ các bước này")
    asked = reader.parse_args(arguments)
    try:
        tcxd.install_system([names for tool, names in TOOLS if shutil.which(tool) is None])
        return walk_through(asked)
    except Stop as stop:
        print(f"KHÔNG THỬ ĐƯỢC: {stop}", file=sys.stderr)
        return FAILED


def walk_through(asked: argparse.Namespace) -> int:
    """Make everything ready, walk, and tell.

    Raises:
        Stop: something that is needed cannot be had here.
    """
    chroot = Chroot(asked.chroot.resolve())
    chroot.make()
    pictures = HOME / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    built = offers.built(asked.built or HOME / "built", fresh=asked.built is None)
    told: list[dict[str, Any]] = []
    with chroot.mounted():
        machine = Machine(chroot, pictures, asked.display or free_display())
        with machine.started():
            offers.lay_out(chroot, built)
            machine.stub(built.qt_core, "icuuc.dll")
            walk = Walk(machine, built.old, built.now, built.next)
            walk.kept["portable"] = built.portable
            walked = _steps(walk, asked.only.split(",") if asked.only else [], told)
    good = walked and not asked.only
    summary = {
        "ok": good,
        "whole": not asked.only,
        "versions": [built.old, built.now, built.next],
        "steps": told,
    }
    pictures.mkdir(parents=True, exist_ok=True)
    text = json.dumps(summary, indent=1, ensure_ascii=False) + "\n"
    (pictures / "summary.json").write_text(text, encoding="utf-8")
    part = "CÁC BƯỚC ĐÃ CHỌN ĐẠT, CHƯA PHẢI CẢ PHÉP THỬ" if walked else "KHÔNG ĐẠT"
    say(f"{'ĐẠT' if good else part}: {pictures}")
    return PASSED if good else PART if walked else FAILED


def _steps(walk: Walk, only: list[str], told: list[dict[str, Any]]) -> bool:
    """Take step after step until one fails; tell whether all were taken."""
    for title, step in STEPS:
        if only and step.__name__ not in only:
            continue
        say(f"{title}…")
        start = time.monotonic()
        said, figures = "", None
        try:
            figures = step(walk)
        except Exception as error:
            # Whatever it was: the walk is not passed, and what was seen so far is kept.
            said = str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
            walk.machine.picture(f"hong-{step.__name__}")
        seconds = round(time.monotonic() - start, 1)
        told.append({"key": step.__name__, "title": title, "ok": not said, "seconds": seconds,
                     "figures": figures or {}, "said": said})  # fmt: skip
        say(f"  {'hỏng: ' + said if said else 'đạt'} ({seconds} giây)")
        if said:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
