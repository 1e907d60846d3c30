"""Steps of the setup: installed silently, guarded, refused, taken back, gone back, removed."""

import json
import shutil
from pathlib import Path
from typing import Any

from installer.wine.machine import PROFILE
from installer.wine.walk import (
    CLASSES,
    DATA,
    ENTRY,
    GIVEN,
    KINDS,
    MENU,
    NAME,
    OFFICE,
    PASSWORD,
    PLACE,
    REMOVER,
    SETUP,
    Walk,
    check,
    digests,
    same,
    unchanged,
)

_HOLD_OFFICE = """
import sys
from pathlib import Path
from tcxd_desktop.office import opening
desk = opening.open_office(Path(sys.argv[1]), sys.argv[2])
(Path(sys.argv[1]).parent / "mo.txt").write_bytes(b"")
import time
time.sleep(600)
"""
_HOLD_FILE = """
import sys, time
from pathlib import Path
with open(sys.argv[1], "rb"):
    Path(sys.argv[2]).write_bytes(b"")
    time.sleep(600)
"""


def install(walk: Walk) -> dict[str, Any]:
    """Install the version before, without anybody there, into a path with marks and spaces."""
    same(walk.silent("old"), 0, "mã kết thúc")
    same(walk.version_there(), walk.old, "phiên bản đã đặt")
    same(walk.installed(), walk.old, "phiên bản trong danh sách chương trình")
    size = int(walk.machine.value(ENTRY, "EstimatedSize"))
    check(size > 50_000, f"dung lượng ghi ở danh sách chương trình: {size} kB")
    check(walk.has(f"{MENU}\\{NAME}.lnk"), "thiếu lối tắt ở nút Start")
    check(not walk.has(f"{PLACE}\\.moi"), "còn thư mục .moi")
    for kind in KINDS:
        same(walk.machine.value(f"{CLASSES}\\{kind}"), f"TCXD{kind}", f"loại tệp {kind}")
        command = walk.machine.value(f"{CLASSES}\\TCXD{kind}\\shell\\open\\command")
        same(command, f'"{PLACE}\\TCXD.exe" --open "%1"', f"lệnh mở {kind}")
    return {"kB": size}


def make_office(walk: Walk) -> dict[str, Any]:
    """Make an office with the version before, and have it checked."""
    done = walk.console("demo", OFFICE, "--members", "60", "--cells", "8")
    same(done.code, 0, f"tạo văn phòng: {done.out[-600:]}")
    walk.sound()
    walk.kept["people"] = walk.people()
    walk.kept["office"] = walk.office_digests()
    return {"files": len(walk.kept["office"]), "found": walk.kept["people"]}


def guard(walk: Walk) -> None:
    """Refuse while the program is open: code 4 silently, with a question otherwise."""
    machine, before = walk.machine, walk.program()
    with machine.beside(f"{PLACE}\\TCXD.exe", "--office", OFFICE):
        machine.expect(NAME)
        machine.picture("dang-nhap-ban-cu")
        same(walk.silent("now"), 4, "mã kết thúc khi chương trình đang mở")
        with machine.beside(walk.setup("now")):
            machine.expect(SETUP)
            machine.picture("dang-mo")
            machine.press("Escape")
            machine.picture("dang-mo-thoi")
            machine.press("Return")
            machine.gone(SETUP)
        walk.close_program()
        machine.gone(NAME)
    unchanged(walk.program(), before, "tệp chương trình")


def open_elsewhere(walk: Walk) -> None:
    """Refuse while an office is open in a program without a window; the sentence is kept."""
    before = walk.program()
    sign = f"{DATA}\\offices\\mo.txt"
    python = f"{PLACE}\\runtime\\python.exe"
    with walk.machine.beside(python, "-B", "-c", _HOLD_OFFICE, OFFICE, PASSWORD):
        walk.machine.wait(lambda: walk.has(sign), 90, "không mở được văn phòng")
        same(walk.silent("now"), 4, "mã kết thúc khi văn phòng đang mở")
        walk.machine.wine("taskkill", "/f", "/im", "python.exe", timeout=60)
    walk.machine.at(sign).unlink()
    unchanged(walk.program(), before, "tệp chương trình")
    check(not walk.has(f"{PLACE}\\.moi"), "còn thư mục .moi")


def broken(walk: Walk) -> dict[str, Any]:
    """Damaged setups, and one whose program does not run, leave what is there working."""
    before, codes = walk.program(), {}
    for name in ("flipped", "cut", "crippled"):
        codes[name] = walk.silent(name)
        check(codes[name] != 0, f"bộ cài {name} không được báo xong")
        unchanged(walk.program(), before, f"tệp chương trình sau bộ cài {name}")
    same(codes["crippled"], 3, "mã kết thúc của bản không chạy được")
    unchanged(walk.office_digests(), walk.kept["office"], "tệp của văn phòng")
    walk.sound()
    return codes


def held(walk: Walk) -> None:
    """A file of the program is held by somebody: everything is put back."""
    before = walk.program()
    sign = f"{DATA}\\giu.txt"
    python = f"{PLACE}\\runtime\\python.exe"
    file = f"{PLACE}\\VERSION.json"
    with walk.machine.beside(python, "-B", "-c", _HOLD_FILE, file, sign):
        walk.machine.wait(lambda: walk.has(sign), 60, "không giữ được tệp")
        same(walk.silent("now"), 8, "mã kết thúc khi tệp bị giữ")
        walk.machine.wine("taskkill", "/f", "/im", "python.exe", timeout=60)
    walk.machine.at(sign).unlink()
    unchanged(walk.program(), before, "tệp chương trình")
    same(walk.installed(), walk.old, "phiên bản trong danh sách chương trình")
    walk.sound()


def upgrade(walk: Walk) -> dict[str, Any]:
    """Upgrade page by page, by keys; every office was copied and read back before."""
    machine = walk.machine
    walk.kept["office"] = walk.office_digests()
    with machine.beside(walk.setup("now")):
        machine.expect(SETUP)
        machine.picture("nang-cap-1")
        machine.press("alt+t")
        machine.picture("nang-cap-2")
        machine.wait(
            lambda: walk.installed() == walk.now and not walk.has(f"{PLACE}\\.moi"),
            300, "nâng cấp không xong",
        )  # fmt: skip
        machine.wait(lambda: not walk.has(f"{PLACE}\\.cu\\dang-doi-2"), 30, "còn dấu đang thay")
        machine.still()
        machine.picture("nang-cap-3")
        machine.press("space", "alt+x")
        machine.gone(SETUP)
    same(walk.version_there(), walk.now, "phiên bản đã đặt")
    check(walk.has(f"{MENU}\\{NAME} - quay lại bản trước.lnk"), "thiếu lối quay lại bản trước")
    copied = _check_copy(walk)
    unchanged(walk.office_digests(), walk.kept["office"], "tệp của văn phòng sau khi nâng cấp")
    walk.sound()
    same(walk.people(), walk.kept["people"], "số người tìm thấy bằng bản mới")
    return {"copied": copied}


def _check_copy(walk: Walk) -> int:
    """Hold the copy made before the upgrade against the office as the version before left it."""
    shelf = walk.machine.at(f"{DATA}\\truoc-nang-cap")
    begins = f"{walk.old}-{walk.now}-"
    made = max(one for one in shelf.iterdir() if one.name.startswith(begins))
    told = json.loads((made / "ban-chep.json").read_text(encoding="utf-8"))
    check(told, "bản chép không có danh mục")
    found = digests(made / "dong-hai")
    missing = {name for name in walk.kept["office"] if name not in found}
    check(not {name for name in missing if not name.startswith(("copies/", "replaced/"))},
          f"bản chép thiếu {sorted(missing)}")  # fmt: skip
    for name, digest in found.items():
        same(digest, walk.kept["office"][name], f"bản chép của {name}")
    return len(found)


def lower(walk: Walk) -> dict[str, Any]:
    """A lower version is refused with the reason; what a power cut left is put right by then."""
    before = walk.program()
    place = walk.machine.at(PLACE)
    for mark, name in (("dang-doi-1", "lib"), ("dang-doi-2", "app")):
        _cut_off(place, mark, name)
        walk.machine.own(place)
        same(walk.silent("old"), 5, "mã kết thúc của bản thấp hơn")
        unchanged(walk.program(), before, f"tệp chương trình sau khi cắt ở {mark}")
    log = walk.machine.at(f"{DATA}\\log\\cai-dat.log").read_text(encoding="utf-16")
    said = log.strip().splitlines()[-1]
    check(f"[5] {walk.now} > {walk.old}" in said and "mới hơn" in said, f"nhật ký: {said}")
    check("Đào" not in log and "users" not in log, "nhật ký có đường dẫn hay tên người dùng")
    with walk.machine.beside(walk.setup("old")):
        walk.machine.expect(SETUP)
        walk.machine.picture("ban-thap-hon")
        walk.machine.press("Return")
        walk.machine.gone(SETUP)
    return {"said": said.partition("]")[2].strip()}


def _cut_off(place: Path, mark: str, name: str) -> None:
    """Leave the folder as a machine leaves it that goes off in the middle of a replacement."""
    aside, coming = place / ".bo", place / ".cu"
    aside.mkdir()
    if mark == "dang-doi-1":
        (place / "TCXD.exe").rename(aside / "TCXD.exe")
        (place / name).rename(aside / name)
    else:
        for path in list(place.iterdir()):
            if path.name not in {".cu", ".bo"}:
                path.rename(aside / path.name)
        (coming / name).rename(place / name)
    (aside / mark).write_bytes(b"")


def go_back(walk: Walk) -> None:
    """The version before comes back by the start menu, and opens the office; then it goes again."""
    machine = walk.machine
    with machine.beside(f"{PLACE}\\{REMOVER}", "/QUAYLAI"):
        machine.expect(SETUP)
        machine.picture("quay-lai-hoi")
        machine.press("Return")
        machine.wait(lambda: walk.installed() == walk.old, 60, "không quay lại được")
        machine.still()
        machine.picture("quay-lai-xong")
        machine.press("Return")
        machine.gone(SETUP)
    same(walk.version_there(), walk.old, "phiên bản đã đặt")
    check(not walk.has(f"{PLACE}\\.cu"), "còn bản cũ thứ hai")
    check(not walk.has(f"{MENU}\\{NAME} - quay lại bản trước.lnk"), "còn lối quay lại bản trước")
    walk.sound()
    same(walk.silent("now"), 0, "mã kết thúc khi nâng cấp lại")
    same(walk.version_there(), walk.now, "phiên bản sau khi nâng cấp lại")
    walk.sound()


def repair(walk: Walk) -> None:
    """The same version over itself mends what was lost; no second copy of it is kept."""
    before = walk.program(aside=False)
    for name in ("app\\tcxd_desktop\\app.py", "lib\\PySide6\\Qt6Gui.dll", "TCXD.exe"):
        walk.machine.at(f"{PLACE}\\{name}").unlink()
    same(walk.silent("now"), 0, "mã kết thúc khi cài lại")
    unchanged(walk.program(), before, "tệp chương trình sau khi cài lại")


def astray(walk: Walk) -> None:
    """The uninstaller, copied to a folder of the user's and run there, removes nothing."""
    machine, before = walk.machine, walk.program()
    folder = f"{PROFILE}\\Documents\\Việc riêng"
    mine = machine.at(folder)
    for name in ("app", "lib", "licences"):
        (mine / name).mkdir(parents=True)
        (mine / name / "quan trọng.txt").write_text(name, encoding="utf-8")
    shutil.copyfile(machine.at(f"{PLACE}\\{REMOVER}"), mine / REMOVER)
    machine.own(mine)
    kept = digests(mine)
    log = machine.at(f"{DATA}\\log\\cai-dat.log")
    lines = len(log.read_text(encoding="utf-16").splitlines())
    # Words, not a line: cmd takes the quotes of the first word for its own.
    machine.wine(f"{folder}\\{REMOVER}", "/S")
    machine.wait(
        lambda: len(log.read_text(encoding="utf-16").splitlines()) > lines, 60,
        "trình gỡ chép ra chỗ khác không nói gì",
    )  # fmt: skip
    check("[6]" in log.read_text(encoding="utf-16").splitlines()[-1], "mã của trình gỡ lạc chỗ")
    unchanged(digests(mine), kept, "thư mục của người dùng")
    unchanged(walk.program(), before, "tệp chương trình")
    same(walk.installed(), walk.version_there(), "phiên bản trong danh sách chương trình")


def remove(walk: Walk) -> dict[str, Any]:
    """Remove the program page by page; the data stays, byte for byte, and it is said where."""
    machine = walk.machine
    before = digests(machine.at(f"{DATA}\\offices"))
    (machine.at(PLACE) / "của người dùng.txt").write_text("ghi chú", encoding="utf-8")
    with machine.beside(f"{PLACE}\\{REMOVER}"):
        machine.expect(SETUP)
        machine.picture("go-1")
        machine.press("alt+g")
        machine.wait(lambda: not walk.installed(), 120, "không gỡ được")
        machine.still()
        machine.picture("go-2")
        machine.press("alt+x")
        machine.gone(SETUP)
    same([path.name for path in machine.at(PLACE).iterdir()], ["của người dùng.txt"], "thư mục")
    check(not walk.has(f"{MENU}\\{NAME}.lnk"), "còn lối tắt")
    for kind in KINDS:
        same(machine.value(f"{CLASSES}\\{kind}"), "", f"loại tệp {kind}")
        same(machine.value(f"{CLASSES}\\TCXD{kind}"), "", f"loại tệp {kind}")
    unchanged(digests(machine.at(f"{DATA}\\offices")), before, "dữ liệu sau khi gỡ")
    machine.at(f"{PLACE}\\của người dùng.txt").unlink()
    return {"kept": len(before)}


def install_again(walk: Walk) -> None:
    """Page by page on a PC that has the data but no program; the office opens again."""
    machine = walk.machine
    with machine.beside(walk.setup("now")):
        machine.expect(SETUP)
        machine.picture("cai-1")
        machine.press("alt+t")
        machine.picture("cai-2")
        machine.press("alt+c")
        machine.wait(lambda: walk.installed() == walk.now, 300, "cài không xong")
        machine.still()
        machine.picture("cai-3")
        machine.press("space", "alt+x")
        machine.gone(SETUP)
    place = machine.value(ENTRY, "InstallLocation")
    done = machine.wine(f"{place}\\tcxdc.exe", "verify", OFFICE, "--json", given=GIVEN)
    check(done.code == 0 and done.json["sound"], f"văn phòng không mở lại được: {done.out[-600:]}")
    # Silently, as a support person does from the list of programs.
    machine.wine(f"{place}\\{REMOVER}", "/S")
    machine.wait(lambda: not walk.has(place), 120, "gỡ lặng lẽ không xong")
    same(machine.value(ENTRY, "DisplayVersion"), "", "mục trong danh sách chương trình")
