"""The child process that restores a backup on trial and looks whether everything is there.

It gets the order, with the keys, on standard input and answers on standard output in lines of JSON.
The checks in C and those in Python run beside each other, on a connection each.
"""

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.storage import audit, backup_file, checking, main_file
from tcxd_desktop.storage.backup_file import Manifest
from tcxd_desktop.storage.engine import Sealed, connect, prove_encryption, version_of
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.records import PERSON_SEALED
from tcxd_desktop.storage.store import DATA_FILE, LATEST, LATEST_SEALED, SEALED_FILE

_SHOWN = 20
_PAGES = ("cipher_integrity_check", "integrity_check")
_SOUND: tuple[list[Any], ...] = ([], [("ok",)])


def main() -> None:
    """Do one trial after the other, until whoever started this process is gone."""
    while line := sys.stdin.buffer.readline():
        _one(json.loads(line))


def _one(order: dict[str, Any]) -> None:
    folder = Path(order["folder"])
    try:
        with told(folder):
            answer = _tried(order, folder)
    except Problem as problem:
        answer = {"problem": type(problem).__name__, "args": [str(arg) for arg in problem.args]}
    _say({"result": answer})


def _say(content: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _tried(order: dict[str, Any], folder: Path) -> dict[str, Any]:
    manifest: Manifest | None = None
    if order["file"]:
        head = backup_file.read_head(Path(order["file"]))
        manifest = head.manifest
        if not head.genuine(bytes.fromhex(order["main"])):
            return {"faults": ["mac"]}
        backup_file.unpack(head, folder)
    _say({"step": 1})
    sealed = bytes.fromhex(order["sealed"]) if order["sealed"] else None
    look = _Look(folder, order["office"], bytes.fromhex(order["main"]), sealed)
    pages: list[str] = []
    beside = threading.Thread(target=_guarded, args=(look.pages, pages))
    beside.start()
    content: list[str] = []
    found: dict[str, Any] = {}
    _guarded(lambda faults: found.update(look.content(manifest, faults)), content)
    _say({"step": 2})
    beside.join()
    return found | {"faults": (pages + content)[:_SHOWN]}


def _guarded(check: Callable[[list[str]], None], faults: list[str]) -> None:
    """Run a check; one that could not be carried out is a fault."""
    try:
        check(faults)
    except (Problem, driver.DatabaseError) as error:
        faults.append(f"{type(error).__name__}: {error}")


class _Look:
    """Looks at the files in a folder."""

    def __init__(self, folder: Path, office: str, main: bytes, sealed: bytes | None) -> None:
        self._path = folder / DATA_FILE
        self._office = office
        self._main = main
        self._sealed = Sealed(folder / SEALED_FILE, sealed) if sealed is not None else None

    def _open(self) -> Any:
        # Attaching would make a file that is not there.
        if self._sealed is not None and not self._sealed.path.is_file():
            raise driver.DatabaseError(f"no {SEALED_FILE}")
        return connect(self._path, self._main, sealed=self._sealed)

    def pages(self, faults: list[str]) -> None:
        """Every page is authentic, every tree is whole, every reference leads somewhere."""
        connection = self._open()
        try:
            for schema in ("main", "sealed") if self._sealed else ("main",):
                for pragma in _PAGES:
                    rows = connection.execute(f"PRAGMA {schema}.{pragma}").fetchall()
                    if rows not in _SOUND:
                        faults.append(f"{schema} {pragma}: {rows[:_SHOWN]}")
            if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
                faults.append(f"foreign_key_check: {broken[:_SHOWN]}")
        finally:
            connection.close()

    def content(self, manifest: Manifest | None, faults: list[str]) -> dict[str, Any]:
        """The access book is whole, and every record is as it says."""
        connection = self._open()
        try:
            prove_encryption(self._path, connection)
            if self._sealed is not None:
                prove_encryption(self._sealed.path, connection, "sealed_proof")
            schema = version_of(connection)
            if manifest is not None:
                faults += _differing(connection, manifest, schema)
            found: dict[str, Any] = {
                "people": main_file.counts(connection)["person"],
                "records": 0,
                "right": 0,
                "sealed": self._sealed is not None,
            }
            # A file of an older program is upgraded when it is restored; its book reads otherwise.
            if schema == LATEST:
                sealed = self._sealed is not None
                sealed = sealed and version_of(connection, "sealed") == LATEST_SEALED
                found |= _book(connection, faults, self._office, sealed=sealed)
            return found
        finally:
            connection.close()


def _differing(connection: Any, manifest: Manifest, schema: int) -> list[str]:
    found = {
        "schema": schema,
        "head": main_file.head_of(connection),
        "counts": main_file.counts(connection),
    }
    wanted = {
        "schema": manifest.schema,
        "head": (manifest.seq, manifest.head),
        "counts": dict(manifest.counts),
    }
    return [name for name, value in found.items() if value != wanted[name]]


def _book(connection: Any, faults: list[str], office: str, *, sealed: bool) -> dict[str, Any]:
    records = audit.verify_records(connection, sealed=sealed)
    found = [
        *audit.verify_chain(connection, frozenset(main_file.erased(connection))),
        *checking.signature_faults(connection, office),
        *records,
        *audit.verify_photos(connection),
    ]
    faults += [f"{fault.kind} {fault.where}" for fault in found]
    compared = "" if sealed else f" WHERE subject <> '{PERSON_SEALED}'"
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT subject, subject_id FROM act_record{compared})"
    ).fetchone()
    return {"records": int(row[0]), "right": max(int(row[0]) - len(records), 0)}
