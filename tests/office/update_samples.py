"""A pretended release: a signed package and the setup beside it, with keys of a test's own."""

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop import places
from tcxd_desktop.domain.office_cards import OfficeKeys
from tcxd_desktop.domain.updates import PRODUCT, Standing, Way, update_of
from tcxd_desktop.domain.versions import Version, parse
from tcxd_desktop.exchange import pack_file, signatures
from tcxd_desktop.exchange.pack_file import Pack
from tcxd_desktop.office import packs, updates
from tcxd_desktop.office.updates import UpdatePreview
from tcxd_desktop.storage.store import LATEST, LATEST_SEALED

ISSUER = "Nơi phát hành thử"
SETUP = b"MZ" + b"bo cai thu " * 50_000


@dataclass
class Release:
    """What an issuer puts on a stick."""

    folder: Path
    version: str = "0.2.0"
    keys: OfficeKeys = field(default_factory=signatures.new_keys)
    setup: bytes = SETUP

    @property
    def setup_name(self) -> str:
        return f"TCXD-{self.version}-setup.exe"

    @property
    def setup_path(self) -> Path:
        return self.folder / self.setup_name

    def files(self) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "size": len(self.setup),
                "sha256": hashlib.sha256(self.setup).hexdigest(),
            }
            for name in (self.setup_name, f"TCXD-{self.version}-portable.zip")
        ]

    def content(self, **changes: Any) -> dict[str, Any]:
        return {
            "product": PRODUCT, "version": self.version, "min_version": "0.1.0",
            "schema": LATEST, "sealed": LATEST_SEALED, "files": self.files(),
            "news": ["In nhanh hơn", "Sửa lỗi khi nhập tệp"], **changes,
        }  # fmt: skip

    def pack(self, content: Mapping[str, Any] | None = None, **changes: Any) -> bytes:
        given = {
            "id": PRODUCT, "kind": "update", "version": parse(self.version).number,
            "issuer": "tự xưng", "issued_on": "2026-11-26", **changes,
        }  # fmt: skip
        made = Pack(**given, content=content or self.content(), public=b"")
        return pack_file.make(made, self.keys.sign_private)

    def write(self, content: Mapping[str, Any] | None = None, **changes: Any) -> Path:
        """Write the package and what lies beside it; return the package."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for one in self.files():
            (self.folder / one["name"]).write_bytes(self.setup)
        path = self.folder / f"TCXD-{self.version}.capnhat"
        path.write_bytes(self.pack(content, **changes))
        return path


def pin(monkeypatch: pytest.MonkeyPatch, *keys: OfficeKeys) -> None:
    """Let the program carry these public keys, as a build with ``--pack-key`` does."""
    pinned = {one.sign_public: ISSUER for one in keys}
    monkeypatch.setattr(packs, "pinned_keys", lambda: pinned)


def installed(monkeypatch: pytest.MonkeyPatch, tree: Path, *, by_setup: bool = True) -> Path:
    """Let the program lie on the machine as a setup, or an unpacked folder, leaves it."""
    tree.mkdir(parents=True, exist_ok=True)
    if by_setup:
        (tree / updates.UNINSTALLER).write_bytes(b"MZ")
    # Children are started with the interpreter of the tree, which is this one.
    runtime = tree / "runtime" / "python.exe"
    runtime.parent.mkdir(exist_ok=True)
    runtime.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    runtime.chmod(0o755)
    monkeypatch.setattr(places, "packaged", lambda: tree)
    return tree


def looked_at() -> UpdatePreview:
    """Return what a look at a package gives, of a setup that is not there."""
    update = update_of(Release(Path("khong-co")).content())
    standing = Standing(Version(0, 1, 0), Version(0, 1, 0), LATEST, LATEST_SEALED)
    file = update.files[0]
    return UpdatePreview(
        update, ISSUER, "", "2026-11-26", standing, lower=False, way=Way.SETUP, file=file,
        source=Path("khong-co") / file.name, digest="",
    )  # fmt: skip
