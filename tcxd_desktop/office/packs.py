"""Signed packs of rules and of scoring templates; updates of the program pass the same signatures.

Whoever may issue rules here may not bring a program: an update is signed by a key the program
itself carries, and is taken in ``updates``.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.office_cards import fingerprint
from tcxd_desktop.domain.packet_errors import (
    NothingToIssueProblem,
    OldPackProblem,
    PackKindProblem,
    UntrustedPackProblem,
)
from tcxd_desktop.domain.update_errors import (
    PackNameTakenProblem,
    UpdateElsewhereProblem,
    UpdateSignerProblem,
)
from tcxd_desktop.domain.updates import PRODUCT
from tcxd_desktop.exchange import pack_file
from tcxd_desktop.exchange.pack_file import Pack
from tcxd_desktop.office import office_keys, refusals, rules, template_packs
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import known_offices as stored_cards
from tcxd_desktop.storage import packages as stored
from tcxd_desktop.storage.packages import TakenPack
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.packets import PACK_KIND

PACK_ENDING = pack_file.ENDING
UPDATE = "update"
_Writer = Callable[[Work, str, str], int]
"""Writes a checked content inside a transaction, given today and why; returns how many entries."""


def _rules(pack_id: str, content: Mapping[str, Any]) -> _Writer:
    made = rules.pack_rows(pack_id, content)
    return lambda work, today, why: rules.write_pack(work, made, today, why)


def _templates(_pack_id: str, content: Mapping[str, Any]) -> _Writer:
    made = template_packs.pack_templates(content)
    return lambda work, _today, _why: template_packs.write_templates(work, made)


_CHECKED: Mapping[str, Callable[[str, Mapping[str, Any]], _Writer]] = {
    "rules": _rules,
    "templates": _templates,
}
"""Kind of pack to what checks its content as a whole, before anything is written."""
_USE_CASE: Mapping[str, str] = {"rules": "rules.pack", "templates": "templates.pack"}


@dataclass(frozen=True, slots=True)
class PackPreview:
    """Gói cập nhật vừa đọc: ai ký, có gì, so với bản đã nhận."""

    id: str
    kind: str
    version: int
    issuer: str
    """As this office knows whoever signed."""
    issued_on: str
    fingerprint: str
    taken_version: int
    """Version taken before; 0: none."""
    rows: int
    """How many entries the longest list in it has."""
    content: Mapping[str, Any]


def issue_rules(desk: Desk, pack_id: str, version: int) -> bytes:
    """Return the rules this office has written itself as a pack, signed with its key.

    Whoever has compared this office's card, and lets it issue packs, can take it.

    Raises:
        NothingToIssueProblem: this office has written no rule.
        NotAPackProblem: a name or version no pack can have.
    """
    desk.check(Permission.RULES)
    content = rules.export_rows(desk)
    if not content["rows"]:
        raise NothingToIssueProblem
    with desk.write(Permission.RULES, "rules.pack.issue", f"{pack_id}, bản {version}") as work:
        keys = office_keys.keys_in(desk, work)
        issuer = office_keys.card_of(work, keys).office
        pack = Pack(pack_id, "rules", version, issuer, desk.day(), content, keys.sign_public)
        return pack_file.make(pack, keys.sign_private)


def taken(desk: Desk) -> list[TakenPack]:
    """Return the packs taken so far, the newest first."""
    with desk.read() as reading:
        return stored.packs(reading)


def preview(desk: Desk, data: bytes, file_name: str = "") -> PackPreview:
    """Return what a pack holds once its signature and its issuer are trusted; nothing is taken.

    Raises:
        NotAPackProblem, AlteredPackProblem, NewerPackageProblem, BadJsonProblem, PackKindProblem.
        UpdateElsewhereProblem: it brings a new version of the program.
        UntrustedPackProblem: nobody here has said that its signer may issue packs.
        PackNameTakenProblem: its name belongs to packs of another kind.
        OldPackProblem: not newer than the version taken before.
    """
    desk.check(Permission.RULES)
    try:
        pack = pack_file.read(data)
        if pack.kind != UPDATE:
            with desk.read(Permission.RULES) as reading:
                return _judged(reading, pack)
    except Problem as problem:
        refusals.note(desk, Permission.RULES, "rules.pack.refused", file_name, problem)
        raise
    raise UpdateElsewhereProblem


def take(desk: Desk, data: bytes, file_name: str = "") -> int:
    """Take a pack in; return how many entries were written.

    Raises:
        Problem: as for :func:`preview`, or what is wrong inside; nothing is written then.
    """
    desk.check(Permission.RULES)
    found = preview(desk, data, file_name)
    try:
        checked = _CHECKED.get(found.kind)
        if checked is None:
            raise PackKindProblem(found.kind)
        write = checked(found.id, found.content)
        told = f"{found.id}, bản {found.version}"
        with desk.write(Permission.RULES, _USE_CASE[found.kind], told) as work:
            _note_pack(desk, work, found, hashlib.sha256(data).hexdigest())
            why = f"Gói {PACK_KIND[found.kind]} {found.id}, bản {found.version}"
            return write(work, desk.day(), why)
    except Problem as problem:
        refusals.note(desk, Permission.RULES, "rules.pack.refused", file_name, problem)
        raise


def _note_pack(desk: Desk, work: Work, found: PackPreview, digest: str) -> None:
    """Note that a version was taken; once more that none newer was, in this very transaction."""
    _check_newer(work, found.id, found.version, found.kind)
    stored.take_pack(
        work,
        TakenPack(
            found.id, found.kind, found.version, found.issuer, found.fingerprint,
            desk.day(), digest,
        ),
    )  # fmt: skip
    old = f"bản {found.taken_version}" if found.taken_version else ""
    work.note(Change("office", 0, "pack", old, f"bản {found.version}, {found.issuer}"))


def _judged(reading: Reading, pack: Pack) -> PackPreview:
    issuer, mark = _signer(reading, pack)
    before = _check_newer(reading, pack.id, pack.version, pack.kind)
    lists = (value for value in pack.content.values() if isinstance(value, list | dict))
    return PackPreview(
        id=pack.id,
        kind=pack.kind,
        version=pack.version,
        issuer=issuer,
        issued_on=pack.issued_on,
        fingerprint=mark,
        taken_version=before,
        rows=max(map(len, lists), default=0),
        content=pack.content,
    )


def _check_newer(reading: Reading, pack_id: str, version: int, kind: str) -> int:
    """Return the version taken before, 0 where none was.

    Raises:
        PackNameTakenProblem: the name is that of packs of another kind, or of the program: whoever
            issues rules must not be able to make an update look old.
        OldPackProblem: it is as new as this one, or newer.
    """
    before = stored.pack(reading, pack_id)
    if pack_id == PRODUCT or (before is not None and before.kind != kind):
        raise PackNameTakenProblem(pack_id)
    if before is not None and version <= before.version:
        raise OldPackProblem(pack_id, version, before.version)
    return before.version if before else 0


def _signer(reading: Reading, pack: Pack) -> tuple[str, str]:
    """Return name and fingerprint of a signer who may issue packs.

    Raises:
        UntrustedPackProblem: nobody here said so.
    """
    pinned = pinned_keys().get(pack.public)
    if pinned:
        return pinned, fingerprint(pack.public, b"")
    known = stored_cards.by_sign_key(reading, pack.public)
    if known is not None and known.trusted and known.packs:
        return known.card.office, known.fingerprint
    mark = known.fingerprint if known else fingerprint(pack.public, b"")
    raise UntrustedPackProblem(known.card.office if known else pack.issuer, mark)


def program_signer(pack: Pack) -> tuple[str, str]:
    """Return name and fingerprint of a signer the program itself carries: the only ones whose
    updates are taken.

    Raises:
        UpdateSignerProblem: it is somebody else, trusted for rules or not.
    """
    mark = fingerprint(pack.public, b"")
    name = pinned_keys().get(pack.public)
    if name is None:
        raise UpdateSignerProblem(pack.issuer, mark)
    return name, mark


def pinned_keys() -> dict[bytes, str]:
    """Return the issuers the program itself trusts: public key to name.

    There are two, one in use and one put by: an update signed with the second brings a program
    that carries others, which is how a key that was lost or stolen is replaced.
    """
    path = places.resources() / "rules" / "pack_keys.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {bytes.fromhex(entry["sign"]): entry["name"] for entry in raw["keys"]}
