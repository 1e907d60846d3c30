"""The build, step by step; started by ``build.py`` in the build's own environment."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from installer import (
    audit,
    budget,
    components,
    launchers,
    licence_texts,
    options,
    packing,
    pictures,
    runtime,
    sbom,
    signing,
    tree,
    wheels,
)
from installer.ground import Stop, emptied, epoch, say, sha256
from installer.options import Options

FIGURES = "figures.json"


@dataclass(slots=True)
class Figures:
    """What was measured on the way."""

    seconds: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    audited: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Tell what is being done, and how long it took."""
        start = time.monotonic()
        say(f"{name}…")
        yield
        self.seconds[name] = round(time.monotonic() - start, 1)
        say(f"  xong sau {self.seconds[name]} giây")


def main(arguments: Sequence[str]) -> int:
    """Build what is asked for and return the exit code."""
    try:
        build(options.read(arguments))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


def build(asked: Options) -> None:
    """Build the tree and, unless told otherwise, everything that is handed out.

    Raises:
        Stop: a step failed; what it made so far is not to be used.
    """
    figures = Figures()
    with figures.step("Tải và kiểm tra bản Python, các gói"):
        ground = tree.Ground(
            version=asked.version or tree.version_of_checkout(),
            runtime=runtime.obtain(asked.runtime),
            wheels=wheels.obtain(),
            moment=epoch(),
        )
    if asked.release:
        with figures.step("Chụp lại ảnh của phần hướng dẫn"):
            pictures.retake()
    with figures.step("Xếp thư mục chương trình, biên dịch"):
        tree.make(asked.tree, ground, asked)
        parts = components.all_components(asked.tree, ground.runtime, ground.wheels)
        licence_texts.write(asked.tree / "licences", parts)
    if asked.signing is not None:
        with figures.step("Ký tệp chương trình"):
            for name in (launchers.WINDOW, launchers.CONSOLE):
                signing.sign(asked.tree / f"{name}.exe", asked.signing)
    with figures.step("Kiểm tra mọi tệp chương trình và dung lượng"):
        figures.audited = audit.check(asked.tree)
        digest = packing.write_sums(asked.tree)
        tree.settle(asked.tree, ground.moment)
        figures.sizes = budget.of_tree(asked.tree)
        budget.check(figures.sizes)
    if not asked.tree_only:
        bill = sbom.bill(ground.version, ground.moment, parts, ground.wheels, digest)
        _hand_out(asked, ground, bill, figures)


def _hand_out(asked: Options, ground: tree.Ground, bill: bytes, figures: Figures) -> None:
    """Make everything that is handed out, in an emptied folder."""
    emptied(asked.dist, "TCXD-*")
    name = f"TCXD-{ground.version}"
    portable, setup = asked.dist / f"{name}-portable.zip", asked.dist / f"{name}-setup.exe"
    with figures.step("Nén bản không cần cài"):
        packing.pack(asked.tree, portable, name, ground.moment, small=asked.release)
        packing.add_text(portable, f"{name}/DOC-TRUOC.txt", packing.READ_FIRST, ground.moment)
    with figures.step("Đóng bộ cài đặt"):
        told = packing.version_told(asked.tree)
        packing.make_setup(asked.tree, setup, told, small=asked.release, signed_by=asked.signing)
    licences = asked.dist / f"{name}-licences.zip"
    packing.pack(asked.tree / "licences", licences, "licences", ground.moment, small=True)
    (asked.dist / f"{name}.cdx.json").write_bytes(bill)
    packing.write_sums(asked.dist)
    kind = "setup, release" if asked.release else "setup"
    made = {"portable": portable.stat().st_size, kind: setup.stat().st_size}
    figures.sizes |= made
    _write_figures(asked, ground, figures)
    budget.check(made)
    _tell(asked.dist)


def _write_figures(asked: Options, ground: tree.Ground, figures: Figures) -> None:
    told: dict[str, Any] = {
        "version": ground.version,
        "python": ground.runtime.version,
        "release": asked.release,
        "bytes": figures.sizes,
        "seconds": figures.seconds,
        "audited": figures.audited,
    }
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    (asked.dist / FIGURES).write_text(text, encoding="utf-8")


def _tell(dist: Path) -> None:
    for path in packing.files(dist):
        say(f"  {path.stat().st_size / 1_000_000:7.2f} MB  {sha256(path)[:16]}…  {path.name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
