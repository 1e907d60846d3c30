"""``selftest``: the main job from beginning to end, headless, on a fresh demo office.

It makes the office, takes in a list of the central system, paints the window and the dossier
editor, prints a phiếu and the member list, checks the file, and names every file it made.
"""

import argparse
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tcxd_desktop.cli import (
    selftest_meetings,
    selftest_safety,
    selftest_sheets,
    selftest_transfers,
)
from tcxd_desktop.cli.main import PROBLEM, tell
from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import imports, opening, people, printing
from tcxd_desktop.office.demo import make_demo, sample_list
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import make_folder, write_file
from tcxd_desktop.office.search import Finder

_MEMBERS = 400


def run(options: argparse.Namespace) -> int:
    """Run every step; the first that fails ends it with a sentence."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="tcxd-selftest-"))
    make_folder(folder)
    office = folder / "van-phong-mau"
    for old in (office, folder / "khoi-phuc", folder / "van-phong-ban"):
        if old.exists():
            shutil.rmtree(old)
    secret = os.environ.get("TCXD_PASSWORD") or secrets.token_urlsafe(9)
    made: list[Path] = []
    lines: list[str] = []
    for text, step in _steps(office, folder, secret, made):
        start = time.perf_counter()
        said = step()
        lines.append(f"{text}: {said} ({time.perf_counter() - start:.1f} s)")
        if not options.json:
            tell(options, {}, lines[-1])
    tell(options, {"files": made, "steps": lines}, "Các tệp đã tạo:", *(f"  {p}" for p in made))
    return 0 if all(path.exists() for path in made) else PROBLEM


def _steps(
    office: Path, folder: Path, secret: str, made: list[Path]
) -> Iterator[tuple[str, Callable[[], str]]]:
    def keep(path: Path, data: bytes) -> str:
        write_file(path, data)
        made.append(path)
        return path.name

    yield "Tạo văn phòng mẫu", lambda: _make(office, secret)
    made.append(office)
    with _opened(office, secret) as desk:
        sample = folder / "DS_DANGVIEN.xlsx"
        yield "Viết tệp danh sách mẫu", lambda: keep(sample, sample_list(desk))
        yield "Nhập danh sách", lambda: _import(desk, sample)
        yield "Tìm “nguyen thi dao”", lambda: _found(desk)
        with Stage(desk) as stage:
            window, editor = folder / "cua-so-chinh.png", folder / "ho-so.png"
            yield "Vẽ cửa sổ chính", lambda: _painted(stage, window, made, editor=False)
            yield "Vẽ hồ sơ đảng viên", lambda: _painted(stage, editor, made, editor=True)
        dao = Finder(desk).find("nguyen thi dao")[0].id
        phieu = printing.render(desk, PrintJob(form="2-HSĐV", person_ids=(dao,)))
        yield "In phiếu đảng viên", lambda: keep(folder / "phieu-dang-vien.pdf", phieu)
        listed = printing.render(desk, PrintJob(form="DS", query=PeopleQuery()))
        yield "In danh sách đảng viên", lambda: keep(folder / "danh-sach.pdf", listed)
        yield from selftest_sheets.steps(desk, folder, keep)
        yield from selftest_meetings.steps(desk, folder, keep)
        yield from selftest_transfers.steps(desk, folder, secret, keep)
        yield from selftest_safety.steps(desk, folder, secret, keep)
        name, password = selftest_safety.clerk(desk)
        yield "Kiểm tra tệp dữ liệu", lambda: _checked(desk)
    yield (
        "Đăng nhập bằng tài khoản cán bộ",
        lambda: selftest_safety.tried_as_clerk(office, name, password),
    )


@contextmanager
def _opened(office: Path, secret: str) -> Iterator[Desk]:
    desk = opening.open_office(office, secret)
    try:
        yield desk
    finally:
        opening.close_office(desk)


def _make(office: Path, secret: str) -> str:
    desk = make_demo(office, secret)
    try:
        return f"{people.count(desk, PeopleQuery())} đảng viên"
    finally:
        opening.close_office(desk)


def _import(desk: Desk, sample: Path) -> str:
    preview = imports.preview_members(desk, sample.read_bytes(), sample.name)
    result = imports.apply_members(desk, preview, dict.fromkeys(preview.unknown_cells))
    again = imports.preview_members(desk, sample.read_bytes(), sample.name)
    if again.count(Outcome.SAME) != len(again.rows):
        raise SelftestProblem("nhập lại cùng tệp vẫn còn thay đổi")
    return f"mới {result.created}, thay đổi {result.changed}, giống {result.same}"


def _found(desk: Desk) -> str:
    found = Finder(desk).find("nguyen thi dao")
    if not found:
        raise SelftestProblem("không tìm thấy Nguyễn Thị Đào")
    return f"{len(found)} người"


def _painted(stage: Stage, path: Path, made: list[Path], *, editor: bool) -> str:
    stage.picture(path, stage.open_anybody if editor else lambda: stage.show_page("people"))
    made.append(path)
    return path.name


def _checked(desk: Desk) -> str:
    wrong = [name for name, value in opening.verify(desk).items() if value != "ok"]
    if wrong:
        raise SelftestProblem(", ".join(wrong))
    return "tốt"
