"""What every step of the walk knows: the machine, what was built, where things lie on it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from installer.wine.chroot import HOME
from installer.wine.machine import PROFILE, Done, Failed, Machine

PASSWORD = "mot cau dai de thu may"
GIVEN = {"TCXD_PASSWORD": PASSWORD}
NAME = "Sổ công tác Đảng"
SETUP = f"{NAME} "
"""How titles of setups begin, before the version; those of the program have none."""
PLACE = f"{PROFILE}\\Phần mềm cơ quan\\TCXD"
DATA = f"{PROFILE}\\AppData\\Local\\TCXD"
OFFICE = f"{DATA}\\offices\\dong-hai"
PORTABLE = f"{PROFILE}\\Desktop\\Mang theo"
MENU = f"{PROFILE}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs"
ENTRY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\TCXD"
CLASSES = "HKCU\\Software\\Classes"
REMOVER = "go-cai-dat.exe"
KINDS = (".phieu", ".goi", ".bien-nhan", ".the", ".capnhat")
_FILES = f"{HOME}/cai"
_LIVE = {"office.lock", "office.holder.json"}
"""Files of an office that come and go with whoever has it open."""


@dataclass(slots=True)
class Walk:
    """One walk: install, work, upgrade, update, go back, remove."""

    machine: Machine
    old: str
    """Version before; then the one of now, then the next."""
    now: str
    next: str
    kept: dict[str, Any] = field(default_factory=dict)
    """What a later step compares with."""

    # --- the program ------------------------------------------------------------------------------

    def setup(self, name: str) -> str:
        """Return the path of a setup as Windows has it: ``old``, ``now``, ``next``, ``broken``."""
        return f"Z:{_FILES}/{name}.exe".replace("/", "\\")

    def silent(self, name: str, *switches: str) -> int:
        """Run a setup without anybody there; return its exit code."""
        line = " ".join([self.setup(name), "/S", *switches, f"/D={PLACE}"])
        return self.machine.line(line).code

    def console(self, *words: str, place: str = PLACE, timeout: float = 600) -> Done:
        """Run the command line of the installed program."""
        return self.machine.wine(f"{place}\\tcxdc.exe", *words, timeout=timeout, given=GIVEN)

    def close_program(self) -> None:
        """Close the program's windows from outside, as at the end of a test."""
        self.machine.wine("taskkill", "/f", "/im", "TCXD.exe", timeout=60)

    # --- what is seen -----------------------------------------------------------------------------

    def installed(self) -> str:
        """Return the version the list of programs shows."""
        return self.machine.value(ENTRY, "DisplayVersion")

    def version_there(self) -> str:
        """Return the version the files say they are."""
        text = self.machine.at(f"{PLACE}\\VERSION.json").read_text(encoding="utf-8")
        return text.partition('"version": "')[2].partition('"')[0]

    def has(self, path: str) -> bool:
        """Tell whether something lies there."""
        return self.machine.at(path).exists()

    def program(self, *, aside: bool = True) -> dict[str, str]:
        """Return the digest of every file of the program, with the version kept aside or not."""
        found = digests(self.machine.at(PLACE))
        return {name: one for name, one in found.items() if aside or not name.startswith(".cu/")}

    def office_digests(self) -> dict[str, str]:
        """Return the digest of every file of the office."""
        return digests(self.machine.at(OFFICE))

    def sound(self) -> dict[str, Any]:
        """Have the installed program check the office.

        Raises:
            Failed: it does not open, or is not sound.
        """
        done = self.console("verify", OFFICE, "--json")
        if done.code or not done.json["sound"]:
            raise Failed(f"văn phòng không lành: {done.out[-800:]}")
        told: dict[str, Any] = done.json
        return told

    def people(self) -> int:
        """Return how many members the installed program finds in the office."""
        done = self.console("find", OFFICE, "nguyen", "--json")
        if done.code:
            raise Failed(f"không tìm được người: {done.out[-800:]}")
        return len(done.json["found"])


def check(good: object, why: str) -> None:
    """Hold something for true.

    Raises:
        Failed: it is not.
    """
    if not good:
        raise Failed(why)


def same(found: object, wanted: object, what: str) -> None:
    """Hold two things for equal.

    Raises:
        Failed: they are not.
    """
    if found != wanted:
        raise Failed(f"{what}: được {found!r}, phải là {wanted!r}")


def unchanged(found: dict[str, str], wanted: dict[str, str], what: str) -> None:
    """Hold the files of two looks for the same.

    Raises:
        Failed: they are not; the first names are told.
    """
    names = sorted(set(found) | set(wanted))
    other = [name for name in names if found.get(name) != wanted.get(name)]
    if other:
        raise Failed(f"{what}: {len(other)} tệp khác trước, như {other[:5]}")


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a folder, without those that only tell who has it open."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _files(folder)
        if path.name not in _LIVE
    }


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
