"""The part of ``selftest`` about safety: sheet, second account, backup, restore, access book."""

from pathlib import Path

from tcxd_desktop.cli.selftest_office import OFFICE, RESTORED
from tcxd_desktop.cli.selftest_run import Bench, Step, Steps
from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.errors import NotAllowedProblem, SealedProblem, SelftestProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import accounts, backups, book, opening, people, printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.words import suggest_password

SHEET, BACKUP = "safety.sheet", "safety.backup"
_CLERK = "Đinh Thị Mận"
_PHIEU = "2-HSĐV"


def steps(desk: Desk, bench: Bench) -> Steps:
    """Yield what is tried out on the open demo office, in order."""
    yield Step(SHEET, lambda: _sheet(desk, bench))
    yield Step(BACKUP, lambda: _backed_up(desk), (SHEET,))
    yield Step("safety.restore", lambda: _restored(desk, bench), (BACKUP,))
    yield Step("safety.book", lambda: _book(desk))


def _sheet(desk: Desk, bench: Bench) -> str:
    code = accounts.new_recovery_code(desk)
    path = bench.folder / "phieu-khoi-phuc.pdf"
    bench.keep(path, accounts.recovery_sheet(desk, code))
    _confirmed(desk, code)
    return f"{path.name}, gõ lại đúng"


def _confirmed(desk: Desk, code: str) -> None:
    accounts.confirm_recovery(desk, code, code.lower().replace("-", " "))


def _backed_up(desk: Desk) -> str:
    made = backups.make(desk, "command")
    if not (made.verified and made.sealed_verified):
        raise SelftestProblem("bản sao lưu không khôi phục được")
    return f"{made.people} hồ sơ, đúng 100 %"


def _restored(desk: Desk, bench: Bench) -> str:
    place, secret = bench.folder / RESTORED, bench.secret
    newest = backups.newest_verified(desk.store.folder)
    if newest is None:
        raise SelftestProblem("không thấy bản sao lưu nào đã kiểm tra")
    backups.restore_new(newest.path, place, secret)
    again = opening.open_office(place, secret)
    try:
        wrong = [name for name, value in opening.verify(again).items() if value != "ok"]
        found = people.count(again, PeopleQuery())
        bench.made(place)
    finally:
        opening.close_office(again)
    if wrong or found != people.count(desk, PeopleQuery()):
        raise SelftestProblem(", ".join(wrong) or "thiếu hồ sơ")
    return f"{found} đảng viên, giống hệt"


def _book(desk: Desk) -> str:
    if not book.verify(desk).sound:
        raise SelftestProblem("sổ truy cập không liền mạch")
    return f"{book.count(desk, BookQuery())} dòng, liền mạch"


def clerk(desk: Desk) -> tuple[str, str]:
    """Give a clerk without the sealed compartment an account; return name and password."""
    password = suggest_password()
    accounts.add(desk, _CLERK, Role.CLERK, password)
    return _CLERK, password


def signing_in(bench: Bench, name: str, password: str) -> Steps:
    """Yield the last step: somebody else signs in, after the office was closed."""
    office = bench.folder / OFFICE
    yield Step("end.clerk", lambda: tried_as_clerk(office, name, password))


def tried_as_clerk(office: Path, name: str, password: str) -> str:
    """Sign in as the clerk and see that what is not theirs is refused."""
    desk = opening.open_office(office, password, user=name)
    try:
        if desk.sign_in.doubtful:
            # What was restored elsewhere is another history, and none of this office's business.
            raise SelftestProblem("văn phòng bị coi là khác lần đóng trước")
        somebody = people.lines(desk, PeopleQuery(), limit=1)[0].id
        for refused, kind in (
            (lambda: printing.render(desk, PrintJob(form=_PHIEU, person_ids=(somebody,))),
             SealedProblem),
            (lambda: accounts.list_accounts(desk), NotAllowedProblem),
        ):  # fmt: skip
            try:
                refused()
            except kind:
                continue
            raise SelftestProblem("cán bộ làm được việc không được giao")
    finally:
        opening.close_office(desk)
    return "chỉ làm được việc được giao"
