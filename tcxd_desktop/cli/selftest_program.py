"""The part of ``selftest`` about the program itself: the machine, and what is shipped with it."""

import json
import unicodedata
from itertools import product
from pathlib import Path

from tcxd_desktop import places
from tcxd_desktop.cli.selftest_run import Step, Steps
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.forms import fonts
from tcxd_desktop.office import codelists, layouts, machine, own_files, rules
from tcxd_desktop.ui.common import icons
from tcxd_desktop.ui.common.surroundings import qt_facts
from tcxd_desktop.wording.guides import field_guides, guides

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_ICON = 24
_SHOWN = 5


def steps() -> Steps:
    """Yield what is looked at before anything is made; an application of Qt has to be there."""
    yield Step("program.machine", _machine)
    yield Step("program.files", _files)
    yield Step("program.resources", _resources)


def facts() -> dict[str, str]:
    """Return what the program runs on, Qt included."""
    return {**machine.facts(), **qt_facts()}


def _machine() -> str:
    absent = [name for name, version in machine.packages().items() if not version]
    if absent:
        raise SelftestProblem(f"thiếu thư viện {', '.join(absent)}")
    told = facts()
    return f"{told['Hệ điều hành']}; Qt {told['Qt']}; SQLCipher {told['SQLCipher']}"


def _files() -> str:
    """Compare the files of the packaged program with their digests; of a checkout git knows."""
    tree = places.packaged()
    if tree is None:
        return "chạy từ mã nguồn, không có bảng mã kiểm tra"
    if not (tree / own_files.SUMS).is_file():
        raise SelftestProblem(f"thiếu tệp {own_files.SUMS}")
    wrong, count = own_files.astray(tree)
    if wrong or not count:
        shown = ", ".join(wrong[:_SHOWN]) or own_files.SUMS
        raise SelftestProblem(f"{len(wrong)} tệp thiếu hoặc bị thay đổi: {shown}")
    return f"{count} tệp còn nguyên"


def letters() -> str:
    """Return every letter of Vietnamese, small and capital, with and without tones."""
    toned = (f"{vowel}{tone}" for vowel, tone in product(_VOWELS, _TONES))
    small = [unicodedata.normalize("NFC", one) for one in (*toned, "đ")]
    return "".join((*small, *(one.upper() for one in small)))


def _resources() -> str:
    """Read everything shipped that the steps after this do not touch all of."""
    folder = places.resources()
    wanted = letters()
    if fonts.printable(wanted) != wanted:
        raise SelftestProblem("phông chữ trên giấy thiếu chữ tiếng Việt")
    drawings = sorted((folder / "icons").glob("*.svg"))
    empty = [path.stem for path in drawings if _is_empty(path.stem)]
    if empty or not drawings:
        raise SelftestProblem(f"biểu tượng không vẽ được: {', '.join(empty) or 'tất cả'}")
    files = sorted(folder.rglob("*.json"))
    for path in files:
        _parsed(path)
    counted = {
        "danh mục": len(codelists.load()),
        "mẫu danh sách": len(layouts.shipped()),
        "bộ quy định": len(rules.set_ids()),
        "mục cách ghi": len(guides()) + len(field_guides()),
    }
    if not all(counted.values()):
        raise SelftestProblem(f"thiếu {', '.join(name for name in counted if not counted[name])}")
    told = [f"{count} {name}" for name, count in counted.items()]
    return ", ".join(
        [f"{len(wanted)} chữ", f"{len(drawings)} biểu tượng", f"{len(files)} tệp", *told]
    )


def _is_empty(name: str) -> bool:
    picture = icons.pixmap(name, _ICON).toImage()
    return not any(picture.pixelColor(x, y).alpha() for x in range(_ICON) for y in range(_ICON))


def _parsed(path: Path) -> None:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SelftestProblem(f"tệp {path.name} không đọc được") from error
