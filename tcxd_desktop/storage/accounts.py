"""Accounts and their public keys, as the encrypted file knows them."""

import json

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.history import Role
from tcxd_desktop.storage.work import Reading, Work

_COLUMNS = "id, name, role, sealed, units, opened, closed"
RECOVERY = 0
"""Account id the public key of the recovery sheet stands under."""


def _account(row: tuple[object, ...]) -> Account:
    number, name, role, sealed, units, opened, closed = row
    return Account(
        int(str(number)), str(name), Role(str(role)), bool(sealed),
        tuple(json.loads(str(units))) if units else (), str(opened), str(closed),
    )  # fmt: skip


def every(reading: Reading) -> list[Account]:
    """Return all accounts, those no longer in use too, as they were opened."""
    return [_account(row) for row in reading.all(f"SELECT {_COLUMNS} FROM account ORDER BY id")]


def one(reading: Reading, number: int) -> Account | None:
    """Return an account."""
    row = reading.one(f"SELECT {_COLUMNS} FROM account WHERE id = ?", (number,))
    return _account(row) if row else None


def add(work: Work, account: Account) -> int:
    """Write a new account; its id is given, or the next."""
    values = _values(account)
    number = work.add("account", values | ({"id": account.id} if account.id else {}))
    work.touch("account")
    return number or account.id


def change(work: Work, account: Account) -> None:
    """Write an account over what it was."""
    work.change("account", {"id": account.id}, _values(account))
    work.touch("account")


def _values(account: Account) -> dict[str, str | int | bytes | None]:
    return {
        "name": account.name,
        "role": account.role.value,
        "sealed": int(account.sealed),
        "units": json.dumps(list(account.units)) if account.units else "",
        "opened": account.opened,
        "closed": account.closed,
    }


def put_keys(work: Work, account: int, box: bytes, sign: bytes) -> None:
    """Write the public keys an account has from now on; 0 is the recovery sheet."""
    work.add(
        "account_key", {"account_id": account, "since_act": work.act_id, "box": box, "sign": sign}
    )


def boxes(reading: Reading) -> dict[int, bytes]:
    """Return the newest public key of each open account and of the recovery sheet."""
    rows = reading.all(
        "SELECT k.account_id, k.box, max(k.since_act) FROM account_key k"
        " LEFT JOIN account a ON a.id = k.account_id"
        " WHERE k.account_id = 0 OR a.closed = '' GROUP BY k.account_id"
    )
    return {int(row[0]): bytes(row[1]) for row in rows}
