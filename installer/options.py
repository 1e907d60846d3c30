"""What the command line asks of the build."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.ground import ROOT, Stop

_VERSION = re.compile(r"(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})")


@dataclass(frozen=True, slots=True)
class Signing:
    """The owner's certificate, and how it is used."""

    certificate: Path
    password_file: Path | None
    timestamp: str
    """Address of a time-stamping service; empty: the signature ends with the certificate."""
    authority: Path | None = None
    """The root it must lead to: with it every signature is checked once it is made."""


@dataclass(frozen=True, slots=True)
class Options:
    """One run of the build."""

    release: bool
    version: str
    """Empty: the version the sources say they are."""
    runtime: Path | None
    pack_keys: tuple[Path, ...]
    signing: Signing | None
    tree: Path
    tree_only: bool
    dist: Path


def read(arguments: Sequence[str]) -> Options:
    """Return what was asked for.

    Raises:
        Stop: a version that is none.
    """
    reader = argparse.ArgumentParser(
        prog="build.py", description="Đóng gói TCXD cho Windows: thư mục, bộ cài đặt, bản zip."
    )
    reader.add_argument(
        "--release", action="store_true", help="bản phát hành: nén mạnh, ảnh hướng dẫn chụp lại"
    )
    reader.add_argument("--version", default="", help="đánh số phiên bản khác (để thử nâng cấp)")
    reader.add_argument("--runtime", type=Path, metavar="ZIP", help="bản Python nhúng mới hơn")
    reader.add_argument(
        "--pack-key", type=Path, action="append", default=[], metavar="TỆP",
        help="khóa công khai của nơi phát hành gói cập nhật",
    )  # fmt: skip
    reader.add_argument("--sign", type=Path, metavar="PFX", help="chứng thư để ký các tệp exe")
    reader.add_argument("--sign-password-file", type=Path, metavar="TỆP", help="tệp mật khẩu")
    reader.add_argument(
        "--sign-authority", type=Path, metavar="PEM", help="chứng thư gốc, để kiểm tra lại chữ ký"
    )
    reader.add_argument("--timestamp", default="", metavar="URL", help="dịch vụ dấu thời gian")
    reader.add_argument("--tree", type=Path, default=ROOT / "build" / "tree", metavar="THƯ_MỤC")
    reader.add_argument("--tree-only", action="store_true", help="dừng sau khi có thư mục")
    reader.add_argument("--dist", type=Path, default=ROOT / "dist", metavar="THƯ_MỤC")
    given = reader.parse_args(arguments)
    if given.version and not _VERSION.fullmatch(given.version):
        raise Stop("Số phiên bản phải có dạng 1.2.3, mỗi phần từ 0 đến 999.")
    signing = None
    if given.sign is not None:
        signing = Signing(
            given.sign.resolve(), given.sign_password_file, given.timestamp, given.sign_authority
        )
    return Options(
        release=given.release,
        version=given.version,
        runtime=given.runtime,
        pack_keys=tuple(given.pack_key),
        signing=signing,
        tree=given.tree.resolve(),
        tree_only=given.tree_only,
        dist=given.dist.resolve(),
    )
