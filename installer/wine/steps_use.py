"""Steps of the program itself: checked, looked at, opened by a file, updated, carried along."""

import json
import zipfile
from typing import Any

from installer.wine.chroot import HOME
from installer.wine.machine import PROFILE, Machine
from installer.wine.walk import (
    DATA,
    GIVEN,
    NAME,
    OFFICE,
    PLACE,
    PORTABLE,
    SETUP,
    Walk,
    check,
    same,
)

_RESULT = "ket-qua.json"
_PAGES = ("dang vien", "sinh hoat chi bo", "doi chieu", "nhap excel", "sao luu")
"""Pages as they are typed into the search box: without marks, as it understands them."""
_ENTER = "Return"


def selftest(walk: Walk) -> dict[str, Any]:
    """The installed program checks itself, all of it."""
    return _selftest(walk, PLACE, f"{PROFILE}\\Desktop\\tự kiểm tra", "tu-kiem-tra")


def _selftest(walk: Walk, place: str, folder: str, kept: str, *words: str) -> dict[str, Any]:
    done = walk.console("selftest", *words, folder, place=place, timeout=1200)
    result = walk.machine.at(f"{folder}\\{_RESULT}")
    check(result.is_file(), f"tự kiểm tra không để lại kết quả: {done.out[-1200:]}")
    told = json.loads(result.read_text(encoding="utf-8"))
    wrong = [f"{step['title']}: {step['said']}" for step in told["steps"] if not step["ok"]]
    check(done.code == 0 and not wrong, f"tự kiểm tra (mã {done.code}): {wrong}")
    walk.machine.keep(result, f"{kept}.json")
    seconds = sum(step["seconds"] for step in told["steps"])
    return {"steps": len(told["steps"]), "seconds": round(seconds, 1)}


def screens(walk: Walk) -> None:
    """Work at the window: signed in, page by page, the help."""
    machine = walk.machine
    with machine.beside(f"{PLACE}\\TCXD.exe", "--office", OFFICE, given=GIVEN):
        _ready(machine)
        machine.picture("man-hinh-1")
        for number, page in enumerate(_PAGES, 2):
            machine.press("ctrl+k")
            machine.put(f"trang {page}")
            machine.still()
            machine.press(_ENTER)
            machine.still()
            machine.picture(f"man-hinh-{number}")
        machine.press("F1")
        machine.still()
        machine.picture("huong-dan")
        _opened(walk)
        walk.close_program()
        machine.gone(NAME)


def _ready(machine: Machine) -> None:
    """Wait for the window; what greets the first time is looked at and put away."""
    machine.expect("Việc hôm nay", 180)
    machine.still()


def _opened(walk: Walk) -> None:
    """A file opened beside the window that is there shows in it, and the second start ends.

    What the Explorer calls is compared in the registry: Wine 10 does not look there, because it
    knows no kinds of files of one user only.
    """
    machine = walk.machine
    file = machine.at(f"{PROFILE}\\Desktop\\gửi đến.phieu")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"not a record")
    words = (f"{PLACE}\\TCXD.exe", "--open", f"{PROFILE}\\Desktop\\gửi đến.phieu")
    same(machine.wine(*words, timeout=120).code, 0, "mã kết thúc khi mở tệp")
    machine.expect("Chuyển sinh hoạt", 90)
    machine.still()
    machine.picture("mo-tep")
    box = machine.at(f"{DATA}\\mo-tep")
    machine.wait(lambda: not list(box.iterdir()), 20, "yêu cầu mở tệp không được nhận")
    programs = machine.wine("tasklist", timeout=60).out.count("TCXD.exe")
    same(programs, 1, "số chương trình đang chạy")


def update(walk: Walk) -> dict[str, Any]:
    """A signed package beside its setup brings the next version; the program comes back."""
    machine = walk.machine
    package = f"Z:{HOME}/cai/goi/TCXD-{walk.next}.capnhat".replace("/", "\\")
    with machine.beside(f"{PLACE}\\TCXD.exe", "--open", package, given=GIVEN):
        _ready(machine)
        machine.expect("Cập nhật chương trình", 60)
        machine.still()
        machine.picture("cap-nhat-1")
        machine.press(_ENTER)
        machine.picture("cap-nhat-2")
        machine.expect(SETUP, 180)
        machine.picture("cap-nhat-3")
        machine.wait(lambda: walk.installed() == walk.next, 400, "gói cập nhật không được cài")
        machine.gone(SETUP)
        # The password is not handed on: whoever updates signs in again.
        machine.expect(NAME, 120)
        machine.still()
        machine.picture("cap-nhat-4")
        walk.close_program()
        machine.gone(NAME)
    same(walk.version_there(), walk.next, "phiên bản sau khi cập nhật")
    walk.sound()
    return {"backups": len(list(machine.at(f"{OFFICE}\\copies").glob("*")))}


def portable(walk: Walk) -> dict[str, Any]:
    """The folder that needs no setup finds the same data, and checks itself."""
    top = walk.machine.at(PORTABLE)
    with zipfile.ZipFile(walk.kept["portable"]) as archive:
        archive.extractall(top)
    walk.machine.own(top)
    [name] = [path.name for path in top.iterdir()]
    place = f"{PORTABLE}\\{name}"
    check((top / name / "DOC-TRUOC.txt").is_file(), "thiếu DOC-TRUOC.txt")
    done = walk.console("verify", OFFICE, "--json", place=place)
    check(done.code == 0 and done.json["sound"], f"bản mang theo không mở: {done.out[-600:]}")
    folder = f"{PROFILE}\\Desktop\\tự kiểm tra mang theo"
    told = _selftest(walk, place, folder, "tu-kiem-tra-mang-theo", "--quick")
    machine = walk.machine
    with machine.beside(f"{place}\\TCXD.exe", given=GIVEN):
        _ready(machine)
        same(walk.silent("now"), 4, "bộ cài khi bản mang theo đang mở")
        walk.close_program()
        machine.gone(NAME)
    return told
