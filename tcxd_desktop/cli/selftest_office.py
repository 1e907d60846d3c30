"""The part of ``selftest`` about the office: made, filled from a list, searched, proved secret."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tcxd_desktop.cli.selftest_run import Bench, Step, Steps
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import Problem, SelftestProblem, WrongPasswordProblem
from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.exchange.demo_cards import photograph
from tcxd_desktop.exchange.demo_photos import portrait
from tcxd_desktop.office import accounts, citizen_cards, imports, opening, people, units
from tcxd_desktop.office.demo import DemoPlan, make_demo, sample_list
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.search import Finder
from tcxd_desktop.wording.formats import show_date, show_number

OFFICE, RESTORED, OTHER, HOME = "van-phong-mau", "khoi-phuc", "van-phong-ban", "rieng"
PAPERS, SCREENS, UPDATE = "giay-to", "man-hinh", "cap-nhat"
"""Folders of the test, below its own."""
MAKE = "office.make"
_SOUGHT = "nguyen thi dao"
_PLAIN = b"SQLite format 3\0"
_USUAL, _QUICK = DemoPlan(240, 16), DemoPlan(80, 8)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_NAMES = 25
"""How many people's names are looked for in the files."""


def clear(folder: Path) -> None:
    """Remove what an earlier test left in the folder, and nothing else."""
    for name in (OFFICE, RESTORED, OTHER, HOME, PAPERS, SCREENS, UPDATE):
        if (folder / name).exists():
            shutil.rmtree(folder / name)


def making(bench: Bench) -> Steps:
    """Yield the step that makes the office."""
    yield Step(MAKE, lambda: _make(bench))


def _make(bench: Bench) -> str:
    office = bench.folder / OFFICE
    plan = _QUICK if bench.report.quick else _USUAL
    desk = make_demo(office, bench.secret, plan)
    try:
        count = people.count(desk, PeopleQuery())
    finally:
        opening.close_office(desk)
    bench.made(office)
    _refused(office, f"{bench.secret}!")
    return f"{count} đảng viên"


def _refused(office: Path, password: str) -> None:
    try:
        opening.close_office(opening.open_office(office, password))
    except WrongPasswordProblem:
        return
    raise SelftestProblem("mở được bằng mật khẩu sai")


@contextmanager
def opened(bench: Bench) -> Iterator[Desk]:
    """Give the office open while the block runs."""
    desk = opening.open_office(bench.folder / OFFICE, bench.secret)
    try:
        yield desk
    finally:
        opening.close_office(desk)


def steps(desk: Desk, bench: Bench) -> Steps:
    """Yield what is tried out on the open demo office, in order."""
    yield Step("office.import", lambda: _import(desk, bench))
    yield Step("office.find", lambda: _found(desk))
    yield Step("office.photo", lambda: _photo(desk))
    yield Step("office.card", lambda: _card(desk, bench))


def _import(desk: Desk, bench: Bench) -> str:
    sample = bench.folder / "DS_DANGVIEN.xlsx"
    bench.keep(sample, sample_list(desk))
    preview = imports.preview_members(desk, sample.read_bytes(), sample.name)
    result = imports.apply_members(desk, preview, dict.fromkeys(preview.unknown_cells))
    again = imports.preview_members(desk, sample.read_bytes(), sample.name)
    if again.count(Outcome.SAME) != len(again.rows):
        raise SelftestProblem("nhập lại cùng tệp vẫn còn thay đổi")
    return f"mới {result.created}, thay đổi {result.changed}, giống {result.same}"


def _found(desk: Desk) -> str:
    found = Finder(desk).find(_SOUGHT)
    if not found:
        raise SelftestProblem("không tìm thấy Nguyễn Thị Đào")
    return f"{len(found)} người"


def anybody(desk: Desk) -> int:
    """Return the member whose dossier has everything in it.

    Raises:
        SelftestProblem: the demo office has nobody of that name.
    """
    lines = people.lines(desk, PeopleQuery(text=_SOUGHT))
    if not lines:
        raise SelftestProblem("không tìm thấy Nguyễn Thị Đào")
    return max(lines, key=lambda line: line.complete).id


def _photo(desk: Desk) -> str:
    """Give somebody else's drawn picture, cropped in the child, and look at what was kept."""
    person = anybody(desk)
    before = people.read(desk, person).photo
    made = people.set_photo(desk, person, portrait(0))
    kept = people.photo(desk, made.photo)
    if not kept or made.photo == before or people.read(desk, person).photo != made.photo:
        raise SelftestProblem("ảnh đặt vào không còn trong hồ sơ")
    people.set_photo(desk, person, portrait(7))
    try:
        people.set_photo(desk, person, b"\xff\xd8\xff" + bytes(2_000))
    except Problem:
        return f"{show_number(len(kept) // 1024)} KB; ảnh hỏng bị từ chối"
    raise SelftestProblem("ảnh hỏng vẫn được nhận")


def _card(desk: Desk, bench: Bench) -> str:
    """Read the code of a drawn citizen card from a photograph, and find whose it is."""
    dossier = people.read(desk, anybody(desk))
    picture = bench.folder / "the-can-cuoc.jpg"
    bench.keep(picture, photograph(_code(dossier)))
    card = citizen_cards.read_picture(desk, picture.read_bytes(), picture.name)
    holders = [match.person_id for match in citizen_cards.find(desk, card)]
    if (card.citizen_id, card.name) != (dossier.citizen_id, dossier.birth_name):
        raise SelftestProblem("thẻ đọc ra khác thẻ đã vẽ")
    if holders[:1] != [dossier.id]:
        raise SelftestProblem("không nhận ra thẻ là của ai")
    differing = citizen_cards.compare(desk, dossier.id, card)
    return f"{card.name}, sinh {show_date(card.birth)}; so {len(differing)} mục với hồ sơ"


def _code(dossier: Dossier) -> str:
    """Return what the code of a member's card would say."""
    home = ", ".join((dossier.home.detail, dossier.home.commune, dossier.home.province))
    birth = dossier.birth_date
    born = birth.exact if birth else None
    year = str(birth.year) if birth else ""
    parts = (
        dossier.citizen_id, "", dossier.birth_name, f"{born:%d%m%Y}" if born else year,
        dossier.sex, home, "12052023",
    )  # fmt: skip
    return "|".join(parts)


# --- the last look --------------------------------------------------------------------------------


def ending(desk: Desk, bench: Bench) -> Steps:
    """Yield the last looks at the office; the second needs what only an open one can tell."""
    yield Step("end.verify", lambda: _checked(desk))
    yield Step("end.encrypted", lambda: _secret(desk, bench.folder))


def _checked(desk: Desk) -> str:
    found = opening.verify(desk)
    wrong = [name for name, value in found.items() if value != "ok"]
    if wrong:
        raise SelftestProblem(", ".join(wrong))
    return f"tốt, {len(found)} phép xét"


def _secret(desk: Desk, folder: Path) -> str:
    """Look for names, numbers and organisations in every byte of every file of the offices."""
    sought = _telling(desk)
    files = sorted(
        path
        for name in (OFFICE, RESTORED, OTHER)
        for path in (folder / name).rglob("*")
        if path.is_file()
    )
    if not seen(sought, f"{sought[0]} và {sought[-1]}".encode("utf-16-le")):
        raise SelftestProblem("phép tìm không thấy cả tên để lộ ra")
    size = 0
    for path in files:
        data = path.read_bytes()
        size += len(data)
        if data.startswith(_PLAIN):
            raise SelftestProblem(f"tệp {path.name} không được mã hóa")
        found = seen(sought, data)
        if found:
            raise SelftestProblem(f"tệp {path.name} để lộ {len(found)} tên hoặc số")
    megabytes = show_number(size // 2**20)
    return f"không thấy {len(sought)} tên, số nào trong {len(files)} tệp, {megabytes} MB"


def _telling(desk: Desk) -> tuple[str, ...]:
    """Return what no file may tell: names and numbers of members, names of organisations."""
    lines = people.lines(desk, PeopleQuery())
    # Names of accounts are no secret: they are offered before anybody has signed in.
    own = {account.name for account in accounts.list_accounts(desk)}
    chosen = [line for line in lines[:: max(1, len(lines) // _NAMES)] if line.name not in own]
    names = [line.name for line in chosen if line.name.count(" ") > 1]
    numbers = [line.citizen_id for line in chosen if len(line.citizen_id) == 12]
    places = [node.unit.name for node in units.tree(desk)][:_NAMES]
    found = tuple(dict.fromkeys((*names, *numbers, *places)))
    if not (names and numbers and places):
        raise SelftestProblem("văn phòng mẫu không có tên nào để tìm")
    return found


def seen(sought: Sequence[str], data: bytes) -> list[str]:
    """Return what of the texts stands in the data, in any usual encoding, in capitals too."""
    return [text for text in sought if any(form in data for form in _forms(text))]


def _forms(text: str) -> Iterable[bytes]:
    return {way.encode(encoding) for way in (text, text.upper()) for encoding in _ENCODINGS}
