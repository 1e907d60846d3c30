"""What is done to accounts and keys while the disk fails: some way in must always be left."""

from tcxd_desktop.domain.errors import NoSuchAccountProblem, WrongPasswordProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import accounts, opening
from tcxd_desktop.torture import offices
from tcxd_desktop.torture.offices import CHEAP, HEAD, PASSWORD
from tcxd_desktop.torture.operations import Bench, Operation, looks_right, open_office

_OTHER = "Lê Văn Thịnh"
_NEW = "mật khẩu khác hẳn hai"
_FIRST = "mật khẩu được cấp ba"
_SECOND = 2


def _no_backup() -> None:
    """Stand in for the backup made before keys change; it is tried by itself."""


def add_account(bench: Bench) -> None:
    """Give somebody an account."""
    accounts.add(bench.at, _OTHER, Role.CLERK, _FIRST, sealed=True, kdf=CHEAP)


def with_another(bench: Bench) -> None:
    """Open an office that has two accounts and a recovery sheet."""
    open_office(bench)
    add_account(bench)
    code = accounts.new_recovery_code(bench.at)
    accounts.confirm_recovery(bench.at, code, code)


def change_password(bench: Bench) -> None:
    """Change one's own password."""
    accounts.change_own_password(bench.at, PASSWORD, _NEW, kdf=CHEAP)


def reset_password(bench: Bench) -> None:
    """Give somebody else a new password."""
    accounts.reset_password(bench.at, _SECOND, _NEW, kdf=CHEAP)


def new_sheet(bench: Bench) -> None:
    """Put a new recovery sheet in force."""
    code = accounts.new_recovery_code(bench.at)
    accounts.confirm_recovery(bench.at, code, code)


def change_keys(bench: Bench) -> None:
    """Write the files anew under other keys."""
    accounts.change_data_key(bench.at, PASSWORD, _no_backup)


def _signed_in(bench: Bench, user: str, *passwords: str) -> list[str]:
    """Sign in with whichever password opens; return what is wrong, after the session ended."""
    for password in passwords:
        try:
            opening.close_office(offices.open_in(bench.root, user, password))
        except WrongPasswordProblem:
            continue
        with offices.opened(bench.root, user, password) as desk:
            return offices.wrong(desk)
    return [f"{user} is locked out"]


def head_gets_in(bench: Bench, *, done: bool) -> list[str]:
    """Look whether the head's old or new password opens, and after success the new one."""
    return _signed_in(bench, HEAD, *((_NEW,) if done else (PASSWORD, _NEW)))


def other_gets_in(bench: Bench, *, done: bool) -> list[str]:
    """Look whether the other account opens with its old or new password."""
    found = looks_right(bench, done=done)
    found += _signed_in(bench, _OTHER, *((_NEW,) if done else (_FIRST, _NEW)))
    if bench.stays and not done:
        # The slots could not be put back on such a disk: the sessions of this account count as
        # unsigned until its password is reset once more. Reported, and no way in is lost.
        found = [text for text in found if not text.startswith("signatures: ")]
    return found


def both_get_in(bench: Bench, *, done: bool) -> list[str]:
    """Look whether everybody opens the office as before."""
    return looks_right(bench, done=done) + _signed_in(bench, _OTHER, _FIRST)


def other_may_get_in(bench: Bench, *, done: bool) -> list[str]:
    """Look whether the new account is there, or as good as not there."""
    found = looks_right(bench, done=done)
    try:
        return found + _signed_in(bench, _OTHER, _FIRST)
    except NoSuchAccountProblem:
        return [*found, "the new account is not there"] if done else found


KEY_OPERATIONS = (
    Operation("account", add_account, look=other_may_get_in),
    Operation("password", change_password, look=head_gets_in),
    Operation("reset", reset_password, with_another, other_gets_in),
    Operation("sheet", new_sheet),
    Operation("rekey", change_keys, with_another, both_get_in),
)
