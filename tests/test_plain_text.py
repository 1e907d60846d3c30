"""What people told the office stands readable in no file the program touched (S1).

A whole working day runs in a process of its own, in folders of its own, with markers in every kind
of field. Afterwards every file it wrote, and where the system call tracer is at hand every file it
opened for writing anywhere, is searched for the markers in every form they could take.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tcxd_desktop.storage import engine

ROOT = Path(__file__).parent.parent
MARKERS = tuple(f"Dấu Hiệu Số {number} Đặc Biệt" for number in range(8))
"""Names, notes, reasons, purposes: none of them may be readable anywhere."""

DAY = """
import sys
from dataclasses import replace
from pathlib import Path
from io import BytesIO

from openpyxl import Workbook
from tests import make
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.imports import ImportChoices
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.exchange.demo_photos import portrait
from tcxd_desktop.office import accounts, backups, exports, imports, opening, people, printing

folder, markers, twin = Path(sys.argv[1]), sys.argv[3:], sys.argv[2]
if twin == "plain":
    # The twin: the standard library's module in place of the encrypting one.
    import sqlite3
    sqlite3.connect(folder.parent / "plain.db").execute("CREATE TABLE t (x)")
    made = sqlite3.connect(folder.parent / "plain.db")
    made.execute("INSERT INTO t VALUES (?)", (markers[0],))
    made.commit()
    made.close()
desk = make.office(folder)
made = people.create(desk, make.new_person(name=markers[0]))
full = make.dossier(id=made.id, version=made.version, birth_name=markers[0],
                    special_history=markers[1], note=markers[2])
saved = people.save(desk, full, note=markers[3])
people.keep_draft(desk, replace(saved, self_remark=markers[4]))
people.set_photo(desk, made.id, portrait(1))
book = Workbook()
book.active.append(["Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
                    "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"])
book.active.append([markers[5].upper(), "", "037158000001", "03/1958", "19/05/1985",
                    "Chi bộ thôn Bình Minh", "", "Đang sinh hoạt"])
out = BytesIO()
book.save(out)
preview = imports.preview_members(desk, out.getvalue(), markers[6])
# A name with a number in it waits for the clerk.
imports.apply_members(desk, preview, ImportChoices(match={2: 0}))
job = PrintJob(form="2-HSĐV", person_ids=(made.id,))
printing.render(desk, job)
printing.note_printed(desk, job, copies=1, purpose=markers[7])
exports.members_xlsx(desk, PeopleQuery())
code = accounts.new_recovery_code(desk)
accounts.confirm_recovery(desk, code, code)
accounts.add(desk, "Lê Thị Lan", Role.CLERK, "go nui ho mai tra", kdf=make.CHEAP)
backups.make(desk, "thử")
accounts.change_data_key(desk, make.PASSWORD, lambda: backups.make(desk, "trước khi đổi khóa"))
people.save(desk, replace(people.read(desk, made.id), phone="0912000111"))
try:
    people.save(desk, replace(saved, birth_name=markers[0] + " Khác"))
except Exception:
    pass
opening.close_office(desk)
"""


def forms_of(marker: str) -> Iterator[bytes]:
    """Yield every way a text could lie in a file."""
    for text in (marker, marker.upper(), unicodedata.normalize("NFD", marker)):
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            yield text.encode(code)
    yield json.dumps(marker).encode()


def inflated(data: bytes) -> Iterator[bytes]:
    """Yield what any compressed stream in the data holds."""
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b|PK\x03\x04", data):
        for wbits in (15, 31, -15):
            start = found.start() if wbits > 0 else _after_zip_head(data, found.start())
            try:
                yield zlib.decompressobj(wbits).decompress(data[start : start + 4_000_000])
            except zlib.error:
                continue


def _after_zip_head(data: bytes, start: int) -> int:
    name, extra = data[start + 26 : start + 28], data[start + 28 : start + 30]
    return start + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")


def readable(paths: Iterable[Path]) -> list[str]:
    """Return which file tells which marker."""
    wanted = {form: marker for marker in MARKERS for form in forms_of(marker)}
    found: list[str] = []
    for path in paths:
        data = path.read_bytes()
        for part in (data, *inflated(data)):
            found.extend(f"{path}: {marker}" for form, marker in wanted.items() if form in part)
    return found


def a_day(tmp_path: Path, twin: str = "") -> list[Path]:
    """Run the day and return every file it left or opened for writing."""
    calls = tmp_path / "calls.txt"
    private = tmp_path / "private"
    private.mkdir()
    command = [sys.executable, "-c", DAY, str(private / "office"), twin, *MARKERS]
    tracer = shutil.which("strace")
    if tracer is not None:
        trace = ["-f", "-qq", "-s", "4096", "-e", "trace=openat,creat,rename,renameat,renameat2"]
        command = [tracer, *trace, "-o", str(calls), *command]
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("XDG")},
        "TCXD_HOME": str(private / "data"),
        "HOME": str(private),
        "TMPDIR": str(private),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    # What was printed must not tell either.
    assert not any(marker in done.stdout + done.stderr for marker in MARKERS)
    files = {path for path in private.rglob("*") if path.is_file()}
    if tracer is not None:
        files |= _opened_for_writing(calls.read_text(errors="replace"))
    return sorted(files)


def _opened_for_writing(calls: str) -> set[Path]:
    names = re.findall(r'openat\([^"]*"([^"]+)", [^)]*O_(?:WRONLY|RDWR)', calls)
    names += re.findall(r'rename\w*\([^"]*"[^"]+", (?:\w+, )?"([^"]+)"', calls)
    return {
        path
        for name in names
        if (path := Path(name)).is_file() and not name.startswith(("/dev/", "/proc/"))
    }


def test_nothing_is_readable_in_any_file_the_program_touched(tmp_path: Path) -> None:
    files = a_day(tmp_path)
    names = {path.name for path in files}
    assert {"office.db", "office.sealed.db", "office.keys.json"} <= names
    assert any(path.suffix == ".tcxdbak" for path in files)
    assert readable(files) == []
    assert not any(path.read_bytes().startswith(engine.PLAIN_HEADER) for path in files)


def test_the_search_finds_what_a_plain_library_would_write(tmp_path: Path) -> None:
    found = readable(a_day(tmp_path, twin="plain"))
    assert any("plain.db" in line for line in found)


@pytest.mark.parametrize("pack", [zlib.compress, lambda raw: raw], ids=["compressed", "as it is"])
def test_the_search_sees_through_every_form(tmp_path: Path, pack: object) -> None:
    path = tmp_path / "a"
    for form in forms_of(MARKERS[0]):
        path.write_bytes(b"x" * 100 + pack(form) + b"y" * 100)  # type: ignore[operator]
        assert readable([path])
