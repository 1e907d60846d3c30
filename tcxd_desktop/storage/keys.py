"""From a password, or the code on the recovery sheet, to the raw keys of the office's files.

The data keys are random. They lie in ``office.keys.json`` sealed to the public key of each *slot*:
one for each user, whose private key is wrapped under the user's password (Argon2id), and one for
the recovery sheet, whose private key comes from its code. So the data keys can be changed, and the
sealed compartment granted, without anybody's password (security.md 4.2). Every slot file stands
twice, and each backup carries one more.
"""

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tcxd_desktop.domain.errors import DamagedFileProblem, NotFoundProblem, WrongPasswordProblem
from tcxd_desktop.storage import boxes, key_file
from tcxd_desktop.storage.key_file import FLOOR, KEY_FILE, Kdf, KeyFile, Slot

__all__ = ["FLOOR", "KEY_FILE", "Kdf", "Keyring", "SlotName"]

_KEY = 32
PASSWORD, RECOVERY = "password", "recovery"
FIRST_ACCOUNT = 1


@dataclass(frozen=True, slots=True)
class SlotName:
    """Tên người dùng on the sign-in screen: all that is readable without a password."""

    account: int
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """Chùm khóa: what a sign-in opens. It never leaves ``storage``."""

    office: str
    """Random identity of the office, bound into every slot."""
    main: bytes
    sealed: bytes | None
    """Key of the sealed compartment, for those who were given it."""
    account: int = 0
    """0 when the recovery code opened it."""
    signer: Ed25519PrivateKey | None = None
    next_main: bytes | None = None
    """While a change of key is under way: either may be the one that opens."""
    next_sealed: bytes | None = None


def _slot_aad(office: str, slot: Slot) -> bytes:
    return f"tcxd|{key_file.FORMAT}|{office}|{slot.id}|{slot.kind}|{slot.account}".encode()


def _data_aad(office: str, what: str) -> bytes:
    # A key stays bound to its compartment when it moves from "next" into force.
    return f"tcxd|{key_file.FORMAT}|{office}|{what.removeprefix('next_')}".encode()


def _secret(password: str) -> bytes:
    # Telex and Unicode forms of one password must open the same file.
    return unicodedata.normalize("NFC", password).encode("utf-8")


def _expand(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), _KEY, salt=None, info=purpose).derive(secret)


def _code_key(code: bytes, office: str) -> X25519PrivateKey:
    # 125 random bits need no slow derivation (ASVS 5.0, 6.5.2).
    return X25519PrivateKey.from_private_bytes(_expand(code, b"tcxd recovery|" + office.encode()))


def _unwrap(slot: Slot, office: str, password: str) -> bytes:
    derived = slot.kdf.derive(_secret(password), slot.salt)
    if slot.legacy:
        key, bound = derived, f"tcxd|1|{office}|{slot.id}".encode()
    else:
        key, bound = _expand(derived, b"tcxd password slot"), _slot_aad(office, slot)
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.wrapped, bound)
    except InvalidTag as error:
        raise WrongPasswordProblem from error


def _wrap(slot: Slot, office: str, private: bytes, password: str, kdf: Kdf) -> Slot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    key = _expand(kdf.derive(_secret(password), salt), b"tcxd password slot")
    wrapped = AESGCM(key).encrypt(nonce, private, _slot_aad(office, slot))
    return replace(slot, kdf=kdf, salt=salt, nonce=nonce, wrapped=wrapped)


# --- making and opening -----------------------------------------------------------------------


def create(folder: Path, name: str, password: str, kdf: Kdf) -> Keyring:
    """Make the keys of a new office; its first account holds everything."""
    office = secrets.token_hex(8)
    ring = Keyring(office, secrets.token_bytes(_KEY), secrets.token_bytes(_KEY), FIRST_ACCOUNT)
    slot, signer = _user_slot(ring, FIRST_ACCOUNT, name, password, kdf)
    key_file.write(folder, KeyFile(office, (slot,)))
    return replace(ring, signer=signer)


def listed(folder: Path) -> list[SlotName]:
    """Return who can sign in, by name of the account.

    Raises:
        NotAnOfficeProblem, DamagedFileProblem.
    """
    found = key_file.read(folder)
    return [SlotName(s.account, s.name) for s in found.slots if s.kind == PASSWORD]


def unlock(folder: Path, password: str, account: int = 0) -> Keyring:
    """Return the keys a password opens.

    Args:
        folder: of the office.
        password: in any Unicode form.
        account: whose; 0 tries the only one there is.

    Raises:
        NotAnOfficeProblem: no key file there.
        DamagedFileProblem: neither copy of the key file can be read.
        NotFoundProblem: no such account.
        WrongPasswordProblem: it does not open.
    """
    content = key_file.read(folder)
    slot = _slot_of(content, account)
    private = _unwrap(slot, content.office, password)
    if slot.legacy:
        return Keyring(content.office, private, None, slot.account)
    ring = _opened(content, slot, X25519PrivateKey.from_private_bytes(private[:_KEY]))
    signer = Ed25519PrivateKey.from_private_bytes(private[_KEY:])
    return replace(ring, account=slot.account, signer=signer)


def unlock_older(folder: Path, older: Path, password: str, account: int) -> Keyring:
    """Return the keys of an older copy with today's password: the key pair behind it is the same.

    Args:
        folder: of the office.
        older: where the older key file is.
        password: of the account, in force today.
        account: whose.

    Raises:
        NotFoundProblem: the account has no slot there, or has another key pair since.
        WrongPasswordProblem, DamagedFileProblem.
    """
    content, before = key_file.read(folder), key_file.read(older)
    slot, old = _slot_of(content, account), _slot_of(before, account)
    if old.legacy or slot.box != old.box or content.office != before.office:
        raise NotFoundProblem(str(account))
    private = _unwrap(slot, content.office, password)
    ring = _opened(before, old, X25519PrivateKey.from_private_bytes(private[:_KEY]))
    return replace(ring, account=account)


def upgrade_legacy(folder: Path, ring: Keyring, slot: SlotName, password: str, kdf: Kdf) -> Keyring:
    """Turn the key file of the program's first version into today's; the data key stays."""
    whole = replace(ring, sealed=secrets.token_bytes(_KEY), account=slot.account)
    made, signer = _user_slot(whole, slot.account, slot.name, password, kdf)
    key_file.write(folder, KeyFile(ring.office, (made,)))
    return replace(whole, signer=signer)


def _slot_of(content: KeyFile, account: int) -> Slot:
    users = [slot for slot in content.slots if slot.kind == PASSWORD]
    found = [slot for slot in users if slot.account == account] if account else users
    if len(found) != 1:
        raise NotFoundProblem(str(account))
    return found[0]


def unlock_with_code(folder: Path, code: bytes) -> Keyring:
    """Return the keys the code of the recovery sheet opens.

    Raises:
        WrongPasswordProblem: it is not the code of the sheet in force.
    """
    content = key_file.read(folder)
    for slot in content.slots:
        if slot.kind == RECOVERY:
            private = _code_key(code, content.office)
            if private.public_key().public_bytes_raw() == slot.box:
                return _opened(content, slot, private)
    raise WrongPasswordProblem


def _opened(content: KeyFile, slot: Slot, private: X25519PrivateKey) -> Keyring:
    def data(what: str) -> bytes | None:
        box = slot.boxes.get(what)
        if box is None:
            return None
        return boxes.open_box(private, box, _data_aad(content.office, what))

    try:
        main = data("main")
        if main is None:
            raise DamagedFileProblem(KEY_FILE)
        return Keyring(
            content.office, main, data("sealed"),
            next_main=data("next_main"), next_sealed=data("next_sealed"),
        )  # fmt: skip
    except InvalidTag as error:
        raise DamagedFileProblem(KEY_FILE) from error


def _user_slot(
    ring: Keyring, account: int, name: str, password: str, kdf: Kdf
) -> tuple[Slot, Ed25519PrivateKey]:
    box, signer = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    slot = Slot(
        id=secrets.token_hex(4),
        kind=PASSWORD,
        account=account,
        name=name,
        box=box.public_key().public_bytes_raw(),
        sign=signer.public_key().public_bytes_raw(),
    )
    slot = _wrap(slot, ring.office, box.private_bytes_raw() + signer.private_bytes_raw(),
                 password, kdf)  # fmt: skip
    return _boxed(slot, ring), signer


def _boxed(slot: Slot, ring: Keyring, *, sealed: bool = True) -> Slot:
    """Return the slot with the data keys of ``ring`` sealed to it."""
    keys = {
        "main": ring.main,
        "sealed": ring.sealed if sealed else None,
        "next_main": ring.next_main,
        "next_sealed": ring.next_sealed if sealed else None,
    }
    made = {
        what: boxes.make_box(slot.box, key, _data_aad(ring.office, what))
        for what, key in keys.items()
        if key is not None
    }
    return replace(slot, boxes=made)


# --- accounts ---------------------------------------------------------------------------------


def put_account(
    folder: Path, ring: Keyring, slot: SlotName, password: str, kdf: Kdf, *, sealed: bool
) -> tuple[bytes, bytes]:
    """Give an account a new slot in place of any it has; return its public keys (box, sign)."""
    made, _ = _user_slot(ring, slot.account, slot.name, password, kdf)
    made = _boxed(made, ring, sealed=sealed)
    content = key_file.read(folder)
    others = tuple(s for s in content.slots if s.kind != PASSWORD or s.account != slot.account)
    key_file.write(folder, replace(content, slots=(*others, made)))
    return made.box, made.sign


def public_keys(folder: Path, account: int) -> tuple[bytes, bytes]:
    """Return the public keys (box, sign) of an account's slot."""
    slot = _slot_of(key_file.read(folder), account)
    return slot.box, slot.sign


def drop_account(folder: Path, account: int) -> None:
    """Take an account's slot away."""
    content = key_file.read(folder)
    kept = tuple(s for s in content.slots if s.kind != PASSWORD or s.account != account)
    key_file.write(folder, replace(content, slots=kept))


def rename_account(folder: Path, account: int, name: str) -> None:
    """Show an account under another name on the sign-in screen."""
    content = key_file.read(folder)
    slots = tuple(
        replace(s, name=name) if s.kind == PASSWORD and s.account == account else s
        for s in content.slots
    )
    key_file.write(folder, replace(content, slots=slots))


def change_password(folder: Path, account: int, old: str, new: str, kdf: Kdf) -> None:
    """Wrap the private keys of an account under another password.

    Raises:
        WrongPasswordProblem: ``old`` does not open the slot.
    """
    content = key_file.read(folder)
    slot = _slot_of(content, account)
    private = _unwrap(slot, content.office, old)
    made = _wrap(slot, content.office, private, new, kdf)
    slots = tuple(made if s.id == slot.id else s for s in content.slots)
    key_file.write(folder, replace(content, slots=slots))


def set_sealed(folder: Path, ring: Keyring, account: int, *, sealed: bool, box: bytes) -> None:
    """Give an account the key of the sealed compartment, or take it away.

    Args:
        box: public key of the account as the encrypted file knows it; the slot's own might have
            been put there by somebody else.
    """
    content = key_file.read(folder)
    slot = _slot_of(content, account)
    if slot.box != box:
        raise DamagedFileProblem(KEY_FILE)
    made = _boxed(slot, ring, sealed=sealed)
    slots = tuple(made if s.id == slot.id else s for s in content.slots)
    key_file.write(folder, replace(content, slots=slots))


def put_recovery(folder: Path, ring: Keyring, code: bytes) -> bytes:
    """Make ``code`` the one that opens everything, in place of any before; return its public key.

    Someone without the sealed compartment makes a sheet that does not open it either.
    """
    box = _code_key(code, ring.office).public_key().public_bytes_raw()
    slot = Slot(id=secrets.token_hex(4), kind=RECOVERY, account=0, name="", box=box)
    content = key_file.read(folder)
    others = tuple(s for s in content.slots if s.kind != RECOVERY)
    key_file.write(folder, replace(content, slots=(*others, _boxed(slot, ring))))
    return box


def has_recovery(folder: Path) -> bool:
    """Tell whether a recovery sheet is in force."""
    return any(slot.kind == RECOVERY for slot in key_file.read(folder).slots)


def fits_code(folder: Path, code: bytes) -> bool:
    """Tell whether ``code`` is that of the recovery sheet in force."""
    content = key_file.read(folder)
    box = _code_key(code, content.office).public_key().public_bytes_raw()
    return any(slot.kind == RECOVERY and slot.box == box for slot in content.slots)


# --- another data key -------------------------------------------------------------------------


def begin_change(folder: Path, ring: Keyring, trusted: Mapping[int, bytes]) -> Keyring:
    """Write new data keys beside the old ones for every slot; return the ring that has both.

    Args:
        trusted: public key (box) of each open account and, under 0, of the recovery sheet, as the
            encrypted file knows them. A slot with another key is left out: it then ends with the
            old data key.
    """
    new = replace(
        ring,
        next_main=secrets.token_bytes(_KEY),
        next_sealed=secrets.token_bytes(_KEY) if ring.sealed else None,
    )
    content = key_file.read(folder)
    slots = tuple(
        _boxed(slot, new, sealed="sealed" in slot.boxes)
        for slot in content.slots
        if trusted.get(slot.account) == slot.box
    )
    key_file.write(folder, replace(content, slots=slots))
    return new


def settle(folder: Path, ring: Keyring, *, main: bool, sealed: bool) -> Keyring:
    """Make the new data keys the only ones where they took, forget them where they did not.

    A compartment whose key the signed-in user does not hold is left as it is.

    Args:
        main: the main file opens with the new key.
        sealed: the sealed file does.
    """
    content = key_file.read(folder)
    took = {"main": main} | ({"sealed": sealed} if ring.next_sealed is not None else {})
    slots = tuple(replace(slot, boxes=_settled(slot.boxes, took)) for slot in content.slots)
    key_file.write(folder, replace(content, slots=slots))
    return replace(
        ring,
        main=ring.next_main if main and ring.next_main else ring.main,
        sealed=ring.next_sealed if sealed and ring.next_sealed else ring.sealed,
        next_main=None,
        next_sealed=None,
    )


def _settled(boxes_of: Mapping[str, bytes], took: Mapping[str, bool]) -> dict[str, bytes]:
    found = dict(boxes_of)
    for what, new_is_in_force in took.items():
        new = found.pop(f"next_{what}", None)
        if new_is_in_force and new is not None:
            found[what] = new
    return found


# --- signatures -------------------------------------------------------------------------------


def signed_by(public: bytes, signature: bytes, content: bytes) -> bool:
    """Tell whether ``signature`` over ``content`` was made with the key behind ``public``."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
