"""Looking whether an office is sound, and whether it is the one that was left."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlcipher3.dbapi2 as driver

from tcxd_desktop.storage import anchor, audit, keys
from tcxd_desktop.storage.deed import signed_text
from tcxd_desktop.storage.engine import prove_encryption
from tcxd_desktop.storage.store import Store
from tcxd_desktop.wording.book import fault_words

OK = "ok"
_PRAGMAS = {
    "cipher": "PRAGMA {schema}.cipher_integrity_check",
    "structure": "PRAGMA {schema}.integrity_check",
    "references": "PRAGMA {schema}.foreign_key_check",
}
_SHOWN = 20
SAME, NO_ANCHOR, UNCLEAN, OLDER, ALTERED = "same", "no_anchor", "unclean", "older", "altered"


@dataclass(frozen=True, slots=True)
class Left:
    """So với lần đóng trước: what the anchors say of the files found."""

    state: str
    """``same``; ``no_anchor``: never seen on this machine; ``unclean``: the last session was cut
    off; ``older``: the book lacks lines it once had; ``altered``: changed while nobody worked."""
    expected: int = 0
    """Newest line an anchor knows."""
    found: int = 0
    """Newest line the file has."""


def compare(store: Store, digests: dict[str, str], made_with: Sequence[bytes]) -> Left:
    """Tell whether the files are those that were left.

    Args:
        store: just opened, nothing written yet.
        digests: of the files, read before they were opened.
        made_with: keys the anchors may carry.
    """
    known = anchor.read(store.folder, store.office, made_with)
    seq, _ = store.head()
    if not known:
        return Left(NO_ANCHOR, 0, seq)
    newest = max(known, key=lambda a: (a.generation, a.seq, a.clean))
    with store.turn() as connection:
        for one in known:
            current = one.generation == newest.generation and one.seq
            if current and audit.hash_at(connection, one.seq).hex() != one.head:
                return Left(OLDER, newest.seq, seq)
        if store.generation() < newest.generation:
            return Left(OLDER, newest.seq, seq)
    if not newest.clean or seq > newest.seq:
        return Left(UNCLEAN, newest.seq, seq)
    same = all(digests.get(name) == digest for name, digest in newest.files.items())
    return Left(SAME if same else ALTERED, newest.seq, seq)


def verify(store: Store) -> dict[str, str]:
    """Check pages, structure, references, encryption, the access book, records and domain.

    Each value is ``ok`` or says what is wrong.
    """
    found: dict[str, str] = {}
    with store.turn() as connection:
        schemas = ["main", "sealed"] if store.holds_sealed else ["main"]
        for schema in schemas:
            for name, pragma in _PRAGMAS.items():
                shown = name if schema == "main" else f"sealed_{name}"
                found[shown] = _checked(connection, pragma.format(schema=schema))
        prove_encryption(store.path, connection)
        if store.holds_sealed:
            prove_encryption(store.sealed_path, connection, "sealed_proof")
        found["encrypted"] = OK
        found |= book(store, connection)
    return found


def book(store: Store, connection: Any) -> dict[str, str]:
    """Check the chain of the access book, its signatures, and the records it speaks of."""
    try:
        faults = audit.verify_chain(connection, frozenset(store.erased()))
        signatures = signature_faults(connection, store.office)
        records = audit.verify_records(connection, sealed=store.holds_sealed)
        pictures = audit.verify_photos(connection)
        orphans = _orphans(connection) if store.holds_sealed else []
    except driver.DatabaseError as error:
        return {"book": str(error)}
    return {
        "book": _shown(faults),
        "signatures": _shown(signatures),
        "records": _shown(records + pictures),
    } | ({"sealed_references": _shown(orphans)} if store.holds_sealed else {})


def signature_faults(connection: Any, office: str) -> list[audit.Fault]:
    """Every session that ended properly is signed by the account that worked."""
    faults: list[audit.Fault] = []
    rows = connection.execute(
        "SELECT a.id, a.hash, a.account, c.account, c.signature FROM act a"
        " LEFT JOIN checkpoint c ON c.act_id = a.id WHERE a.use_case = 'session.end'"
    ).fetchall()
    for act_id, hashed, worked, account, signature in rows:
        if worked == 0:
            continue  # opened with the recovery code: nobody's key
        known = connection.execute(
            "SELECT sign FROM account_key WHERE account_id = ? AND since_act <= ?",
            (worked, act_id),
        ).fetchall()
        text = signed_text(office, act_id, bytes(hashed or b""))
        good = account == worked and any(
            keys.signed_by(bytes(public[0]), bytes(signature), text) for public in known
        )
        if not good:
            faults.append(audit.Fault("signature", f"{act_id}"))
    return faults


def _orphans(connection: Any) -> list[audit.Fault]:
    """Rows of the sealed compartment whose person the main file does not know."""
    tables = ("person_sealed", "person_disciplines", "person_exits", "person_readmissions",
              "person_restorations", "person_legal_cases", "person_old_regime", "person_abroad",
              "person_foreign_ties", "person_relatives_abroad")  # fmt: skip
    return [
        audit.Fault("record", f"{table} {row[0]}")
        for table in tables
        for row in connection.execute(
            f"SELECT DISTINCT person_id FROM {table} EXCEPT SELECT id FROM person"
        )
    ]


def _shown(faults: list[audit.Fault]) -> str:
    if not faults:
        return OK
    text = "; ".join(fault_words(fault.kind, fault.where) for fault in faults[:_SHOWN])
    rest = len(faults) - _SHOWN
    return f"{text}; và {rest} chỗ nữa" if rest > 0 else text


def _checked(connection: Any, pragma: str) -> str:
    try:
        rows = connection.execute(pragma).fetchall()
    except driver.DatabaseError as error:
        # A page too damaged to be read at all ends the check itself.
        return str(error)
    if rows in ([], [("ok",)]):
        return OK
    return json.dumps(rows[:_SHOWN], ensure_ascii=False, default=str)
