"""The folder ``licences``: the texts of every licence, and lists for people and for the program."""

import json
import re
from pathlib import Path

from installer.components import Component
from installer.ground import ROOT, Stop

LIST = "licences.json"
OVERVIEW = "DANH-MUC.txt"
OWN = "TCXD"
_HEAD = """\
TCXD dùng theo giấy phép Apache 2.0 (TCXD/LICENSE). Chương trình gồm cả các thành phần dưới đây do
người khác làm, mỗi thành phần theo giấy phép riêng; nguyên văn nằm trong thư mục cùng tên.

"""


def write(folder: Path, components: list[Component]) -> None:
    """Write the texts of all components, and our own, into ``folder``.

    Raises:
        Stop: a component comes without the text of its licence.
    """
    listed = []
    lines = []
    _write(folder / OWN / "LICENSE", (ROOT / "LICENSE").read_bytes())
    for component in components:
        if not component.texts and not component.inside:
            raise Stop(f"Thiếu nguyên văn giấy phép của {component.name}.")
        place = folder_of(component)
        for name, text in sorted(component.texts.items()):
            _write(folder / place / name, text)
        files = [f"{place}/{name}" for name in sorted(component.texts)]
        within = f" (trong {component.inside})" if component.inside else ""
        title = f"{component.name} {component.version}".strip()
        lines.append(f"{title}{within}: {component.licence}\n")
        listed.append(
            {
                "name": component.name,
                "version": component.version,
                "inside": component.inside,
                "licence": component.licence,
                "files": files,
            }
        )
    _write(folder / OVERVIEW, (_HEAD + "".join(lines)).encode())
    _write(folder / LIST, (json.dumps(listed, indent=1, ensure_ascii=False) + "\n").encode())


def folder_of(component: Component) -> str:
    """Return the folder of a component's texts."""
    named = f"{component.name} {component.inside}" if component.inside else component.name
    return re.sub(r"[^A-Za-z0-9.+]+", "-", named).strip("-")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
